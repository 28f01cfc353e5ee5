package compte

import (
	"embed"

	"github.com/go-chi/chi/v5"

	"claudia/internal/comptes"
	"claudia/web/page"
	"claudia/web/requete"
)

// Compte serves the pages of this room.
type Compte struct {
	Pages    *page.Registry
	Cadre    requete.Cadre
	Comptes  *comptes.Service
	Sessions *comptes.Sessions
	Demo     []CompteDemo // empty outside the demo
}

//go:embed gabarits/*.tmpl
var gabarits embed.FS

// Declarer adds the pages of the room to the registry, at start.
func Declarer(r *page.Registry) error {
	for _, nom := range []string{"connexion"} {
		if err := r.Ajouter(nom, gabarits, "gabarits/"+nom+".tmpl"); err != nil {
			return err
		}
	}
	return nil
}

// Routes mounts the pages of the room.
func (c *Compte) Routes(r chi.Router, e requete.Erreurs) {
	r.Get("/connexion", e.Servir(c.showConnexion))
	r.Post("/connexion", e.Servir(c.postConnexion))
	r.Post("/deconnexion", e.Servir(c.postDeconnexion))
}
