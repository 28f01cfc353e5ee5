package live

import (
	"encoding/json"
	"log/slog"
	"net/http"
	"strconv"

	"github.com/google/uuid"

	"claudia/internal/fault"
)

// erreurDe turns err into what the client may see, and logs the rest under the reference given.
func erreurDe(err error) *Erreur {
	f := fault.Public(err)
	ref := uuid.NewString()[:8]
	if f.Kind == fault.Interne || f.Kind == fault.Indisponible {
		slog.Error("live: request failed", "reference", ref, "code", f.Code, "error", err)
	}
	return &Erreur{
		Code: f.Code, Message: f.Message, Champ: f.Champ, Limite: f.Limite, Recu: f.Recu,
		Apres: f.Apres, Reference: ref,
	}
}

// repondreErreur answers a request of a script.
func repondreErreur(w http.ResponseWriter, err error) {
	repondreStatut(w, fault.KindOf(err).Statut(), err)
}

func repondreStatut(w http.ResponseWriter, code int, err error) {
	e := erreurDe(err)
	if e.Apres > 0 {
		w.Header().Set("Retry-After", strconv.Itoa(e.Apres))
	}
	repondre(w, code, map[string]*Erreur{"erreur": e})
}

func repondre(w http.ResponseWriter, code int, v any) {
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(code)
	if err := json.NewEncoder(w).Encode(v); err != nil { // mostly a client that left
		slog.Debug("live: answer not sent", "error", err)
	}
}
