package web

import (
	"fmt"
	"net/http"

	"claudia/internal/comptes"
	"claudia/internal/fault"
	"claudia/web/requete"
)

// Sessions reads who is logged in, for each request.
type Sessions struct {
	sessions *comptes.Sessions
	comptes  *comptes.Service
}

// NouvellesSessions ties the site to the login sessions of comptes.
func NouvellesSessions(s *comptes.Sessions, c *comptes.Service) *Sessions {
	return &Sessions{sessions: s, comptes: c}
}

// Identifier fills the visit with the person of the session and the rights of this very request
// (promises.md P19). A session whose person is gone or disabled is ended.
func (s *Sessions) Identifier(r *http.Request, v *requete.Visite) error {
	a, err := s.sessions.Acteur(r.Context(), comptes.Portail)
	if fault.KindOf(err) == fault.NonAuthentifie && err != nil {
		return s.sessions.Fermer(r.Context())
	}
	if err != nil {
		return fmt.Errorf("read the rights of the session: %w", err)
	}
	if !a.Connu() {
		return nil
	}
	u, err := s.comptes.Utilisateur(r.Context(), a, a.Utilisateur)
	if err != nil {
		return fmt.Errorf("read the person of the session: %w", err)
	}
	v.Utilisateur, v.Acteur, v.Jeton = &u, a, s.sessions.Token(r.Context())
	return nil
}

// surPanne gives the sessions our own answer for the day their table cannot be read or written.
func (s *Sessions) surPanne(erreur requete.Erreurs) { s.sessions.ErrorFunc = erreur }

// charger reads the session before the handler and writes its cookie after.
func (s *Sessions) charger(next http.Handler) http.Handler { return s.sessions.LoadAndSave(next) }
