package web

import (
	"context"
	"fmt"
	"net/http"
	"time"

	"github.com/alexedwards/scs/v2"

	"claudia/internal/comptes"
	"claudia/internal/fault"
	"claudia/web/requete"
)

// cleUtilisateur is the key of the person in the session.
const cleUtilisateur = "utilisateur"

// Sessions are the login sessions of the site, on scs with the store of comptes.
type Sessions struct {
	scs     *scs.SessionManager
	comptes *comptes.Service
}

// NouvellesSessions sets the cookie up. A secure site uses a `__Host-` cookie, which no other host of
// the domain can set.
func NouvellesSessions(store scs.Store, c *comptes.Service, securise bool) *Sessions {
	m := scs.New()
	m.Store = store
	m.HashTokenInStore = true
	m.Lifetime = 12 * time.Hour
	m.IdleTimeout = 2 * time.Hour
	m.Cookie.Name = "claudia"
	if securise {
		m.Cookie.Name = "__Host-claudia"
	}
	m.Cookie.HttpOnly = true
	m.Cookie.Secure = securise
	m.Cookie.SameSite = http.SameSiteLaxMode
	return &Sessions{scs: m, comptes: c}
}

// Identifier fills the visit with the person of the session and the rights of this very request. A
// session whose person is gone or disabled is ended.
func (s *Sessions) Identifier(r *http.Request, v *requete.Visite) error {
	id := comptes.UtilisateurID(s.scs.GetInt64(r.Context(), cleUtilisateur))
	if id == 0 {
		return nil
	}
	a, err := s.comptes.Acteur(r.Context(), id, comptes.Portail)
	if fault.KindOf(err) == fault.NonAuthentifie {
		return s.scs.Destroy(r.Context())
	}
	if err != nil {
		return fmt.Errorf("read the rights of the session: %w", err)
	}
	u, err := s.comptes.Utilisateur(r.Context(), a, id)
	if err != nil {
		return fmt.Errorf("read the person of the session: %w", err)
	}
	v.Utilisateur, v.Acteur, v.Jeton = &u, a, s.scs.Token(r.Context())
	return nil
}

// Ouvrir starts the session of the person under a new token, so that a token known before the login
// is worth nothing.
func (s *Sessions) Ouvrir(r *http.Request, u comptes.Utilisateur, _ string) error {
	if err := s.scs.RenewToken(r.Context()); err != nil {
		return fmt.Errorf("renew the token of the session: %w", err)
	}
	s.scs.Put(r.Context(), cleUtilisateur, int64(u.ID))
	return nil
}

// Fermer ends the session.
func (s *Sessions) Fermer(r *http.Request) error {
	if err := s.scs.Destroy(r.Context()); err != nil {
		return fmt.Errorf("end the session: %w", err)
	}
	return nil
}

// charger reads the session before the handler and writes its cookie after.
func (s *Sessions) charger(next http.Handler) http.Handler { return s.scs.LoadAndSave(next) }

// Jeton gives the token of the session of a request, empty when nobody is logged in.
func (s *Sessions) Jeton(ctx context.Context) string { return s.scs.Token(ctx) }
