package live

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/gorilla/websocket"

	"claudia/internal/fault"
)

// Jeton is what a page shows in its first frame, to prove that it came from us (promises.md §5 row
// 42). It is made from the secret of the login session and tells nothing of it.
func Jeton(cle string) string {
	m := hmac.New(sha256.New, []byte(cle))
	_, _ = m.Write([]byte("claudia/assistant/live")) // a hash does not fail
	return base64.RawURLEncoding.EncodeToString(m.Sum(nil))
}

func jetonValide(cle, jeton string) bool { return hmac.Equal([]byte(jeton), []byte(Jeton(cle))) }

// newUpgrader shares its write buffers between all connections: one that is silent holds none.
func newUpgrader() *websocket.Upgrader {
	return &websocket.Upgrader{
		HandshakeTimeout: 5 * time.Second,
		ReadBufferSize:   512,
		WriteBufferSize:  4096,
		WriteBufferPool:  &sync.Pool{},
		CheckOrigin:      func(*http.Request) bool { return true }, // checked before, with our own answer
		// No compression: the read limit does not bound what a frame inflates to (promises.md M11).
	}
}

// ouvrirSocket checks all that can be refused, then upgrades, and returns at once: a handler that
// stayed would keep the buffers of net/http for the whole connection.
func (h *Hub) ouvrirSocket(upgrader *websocket.Upgrader) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if code, err := protocole(r); err != nil {
			if code == http.StatusUpgradeRequired {
				w.Header().Set("Sec-WebSocket-Version", "13")
			}
			repondreStatut(w, code, err)
			return
		}
		if h.arretee() {
			f := fault.New(fault.Indisponible, "redemarrage", "Le service redémarre. Nouvel essai dans un instant.")
			f.Apres = 1
			repondreErreur(w, f)
			return
		}
		if !h.origineAdmise(r) {
			repondreErreur(w, fault.New(fault.Interdit, "origine_refusee", "Cette page ne vient pas du service. Rechargez-la depuis son adresse habituelle."))
			return
		}
		v, err := h.config.Comptes.Visite(r)
		if err != nil {
			repondreErreur(w, sessionRequise(err))
			return
		}
		h.elever(upgrader, w, r, v)
	}
}

func (h *Hub) elever(upgrader *websocket.Upgrader, w http.ResponseWriter, r *http.Request, v Visite) {
	ip := h.config.IP(r)
	if !h.quotas.prendre(ip, v.Acteur.Utilisateur) {
		f := fault.New(fault.Debit, "trop_de_connexions", "Trop de pages sont ouvertes en même temps. Fermez-en une ; la conversation reste accessible sans temps réel.")
		f.Apres = 30
		repondreErreur(w, f)
		return
	}
	c := &compteur{taille: h.config.TramesSalve, rythme: h.config.TramesSeconde}
	conn, err := upgrader.Upgrade(detourneur{w, c}, r, nil)
	if err != nil { // the library has answered
		h.quotas.rendre(ip, v.Acteur.Utilisateur)
		return
	}
	s := &session{hub: h, conn: conn, utilisateur: v.Acteur.Utilisateur, cle: strings.Clone(v.Cle), ip: ip}
	if !h.accueillir(s) {
		s.clore(websocket.CloseServiceRestart, "redemarrage")
		h.quotas.rendre(ip, v.Acteur.Utilisateur)
		_ = conn.Close()
	}
}

// protocole refuses what is no WebSocket handshake (promises.md WS-03).
func protocole(r *http.Request) (int, error) {
	err := fault.New(fault.Invalide, "protocole_invalide", "Cette adresse attend une connexion WebSocket version 13.")
	switch {
	case r.Method != http.MethodGet,
		!contient(r.Header, "Connection", "upgrade"),
		!contient(r.Header, "Upgrade", "websocket"),
		r.Header.Get("Sec-Websocket-Key") == "":
		return http.StatusBadRequest, err
	case r.Header.Get("Sec-Websocket-Version") != "13":
		return http.StatusUpgradeRequired, err
	}
	return 0, nil
}

func contient(h http.Header, nom, mot string) bool {
	for _, v := range h.Values(nom) {
		for m := range strings.SplitSeq(v, ",") {
			if strings.EqualFold(strings.TrimSpace(m), mot) {
				return true
			}
		}
	}
	return false
}

// origineAdmise takes the exact origins of the configuration, or the host of the request when none
// is configured. A request that carries a cookie and no origin comes from no page of ours.
func (h *Hub) origineAdmise(r *http.Request) bool {
	origine := r.Header.Get("Origin")
	if origine == "" {
		return r.Header.Get("Cookie") == ""
	}
	if len(h.config.Origines) > 0 {
		return slices.Contains(h.config.Origines, origine)
	}
	u, err := url.Parse(origine)
	return err == nil && (u.Scheme == "https" || u.Scheme == "http") && u.Host == r.Host && origine == u.Scheme+"://"+u.Host
}

// sessionRequise gives every reason not to be logged in the same code; an outage stays an outage.
func sessionRequise(err error) error {
	if fault.KindOf(err) != fault.NonAuthentifie {
		return err
	}
	return &fault.Error{Kind: fault.NonAuthentifie, Code: "session_requise", Message: "Connectez-vous pour reprendre la conversation.", Err: err}
}
