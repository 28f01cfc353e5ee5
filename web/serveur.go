package web

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"runtime/debug"
	"time"

	"github.com/google/uuid"

	"claudia/internal/fault"
	"claudia/web/page"
	"claudia/web/requete"
)

// Serveur is the site. It is built once by Nouveau and then only read.
type Serveur struct {
	o     Options
	pages *page.Registry
	cadre requete.Cadre
}

// tracer gives the request its reference, logs its end and turns a panic into the last-resort page.
func (s *Serveur) tracer(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		v := &requete.Visite{Reference: uuid.NewString()[:8], IP: s.adresseIP(r)}
		r = r.WithContext(requete.Avec(r.Context(), v))
		t := &temoin{ResponseWriter: w}
		debut := time.Now()
		defer func() {
			if cause := recover(); cause != nil {
				if cause == http.ErrAbortHandler { //nolint:errorlint // net/http panics with this very value
					panic(cause)
				}
				slog.ErrorContext(r.Context(), "panique", "reference", v.Reference, "cause", cause, "pile", string(debug.Stack()))
				if t.statut == 0 {
					s.panique(t, r, v.Reference)
				}
			}
			s.o.Mesures.requete(r, t.statut, time.Since(debut))
			if !anonyme(r.URL.Path) {
				slog.InfoContext(r.Context(), "requete", "reference", v.Reference, "methode", r.Method,
					"chemin", r.URL.Path, "statut", t.statut, "duree_ms", time.Since(debut).Milliseconds(),
					"utilisateur", int64(v.Acteur.Utilisateur))
			}
		}()
		next.ServeHTTP(t, r)
	})
}

// panique says that something broke, with nothing that could break again.
func (s *Serveur) panique(w http.ResponseWriter, r *http.Request, reference string) {
	err := fault.Public(errPanique)
	if requete.VeutJSON(r) {
		ecrireErreurJSON(w, err, reference)
		return
	}
	s.pages.RenderErreur(w, page.Base{Nu: true}, err, reference)
}

var errPanique = errors.New("panic")

// identifier reads the session and the rights of the person, for this request only (promises.md P19).
func (s *Serveur) identifier(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if anonyme(r.URL.Path) {
			next.ServeHTTP(w, r)
			return
		}
		v := requete.De(r)
		if err := s.o.Sessions.Identifier(r, v); err != nil {
			s.erreur(w, r, err)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// erreur is the one place where an error becomes a page. A page asked without a session sends to the
// login, which comes back to it.
func (s *Serveur) erreur(w http.ResponseWriter, r *http.Request, err error) {
	if errors.Is(err, page.ErrParti) || errors.Is(err, context.Canceled) {
		return
	}
	v := requete.De(r)
	f := fault.Public(err)
	if f.Kind == fault.Interne {
		slog.ErrorContext(r.Context(), "erreur", "reference", v.Reference, "chemin", r.URL.Path, "erreur", err)
	}
	if f.Kind == fault.NonAuthentifie && (r.Method == http.MethodGet || r.Method == http.MethodHead) && !requete.VeutJSON(r) {
		http.Redirect(w, r, "/connexion?retour="+echapper(r.URL.RequestURI()), http.StatusSeeOther)
		return
	}
	if requete.VeutJSON(r) {
		ecrireErreurJSON(w, f, v.Reference)
		return
	}
	reference := ""
	if f.Kind == fault.Interne {
		reference = v.Reference
	}
	s.pages.RenderErreur(w, s.cadre.Base(w, r, "", ""), err, reference)
}
