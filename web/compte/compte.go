package compte

import (
	"embed"

	"github.com/go-chi/chi/v5"

	"claudia/internal/comptes"
	"claudia/internal/pieces"
	"claudia/memoires/referentiel"
	"claudia/web/page"
	"claudia/web/requete"
)

// Compte serves the pages of this room.
type Compte struct {
	Pages       *page.Registry
	Cadre       requete.Cadre
	Comptes     *comptes.Service
	Sessions    *comptes.Sessions
	Fichiers    *pieces.Service          // stores the RIB
	Referentiel *referentiel.Referentiel // catégories and régimes of a prestataire
	Demo        []Demo                   // empty outside the demo
}

//go:embed gabarits/*.tmpl
var gabarits embed.FS

// Declarer adds the pages of the room to the registry, at start.
func Declarer(r *page.Registry) error {
	for _, nom := range []string{
		"connexion", "compte", "structures", "structure", "compte-formulaire", "compte-conflit", "compte-confirmer",
		"rattachements", "habilitations", "habilitations-ajout",
	} {
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

	r.Get("/compte", e.Servir(c.showCompte))
	r.Get("/compte/contact", e.Servir(c.showContact))
	r.Post("/compte/contact", e.Servir(c.postContact))
	r.Post("/compte/sessions/autres", e.Servir(c.postFermerAutres))
	r.Post("/compte/sessions/{empreinte}/fermer", e.Servir(c.postFermerSession))

	r.Get("/structures", e.Servir(c.showStructures))
	r.Post("/structures", e.Servir(c.postNouvelleStructure))
	r.Get("/structures/nouvelle", e.Servir(c.showNouvelleStructure))
	r.Route("/structures/{structure}", func(r chi.Router) {
		r.Get("/", e.Servir(c.showStructure))
		r.Get("/modifier", e.Servir(c.showModifier))
		r.Post("/modifier", e.Servir(c.postModifier))
		r.Get("/parametres", e.Servir(c.showParametres))
		r.Post("/parametres", e.Servir(c.postParametres))
		r.Get("/services/nouveau", e.Servir(c.showNouveauService))
		r.Post("/services", e.Servir(c.postService))
		r.Post("/services/{service}/{etat:ouvrir|fermer}", e.Servir(c.postBasculerService))
		r.Get("/coordonnees/nouvelle", e.Servir(c.showNouvellesCoordonnees))
		r.Post("/coordonnees", e.Servir(c.postNouvellesCoordonnees))
		r.Get("/coordonnees/{coordonnees}", e.Servir(c.showCoordonnees))
		r.Post("/coordonnees/{coordonnees}", e.Servir(c.postCoordonnees))
		r.Get("/coordonnees/{coordonnees}/retirer", e.Servir(c.showRetirerCoordonnees))
		r.Post("/coordonnees/{coordonnees}/retirer", e.Servir(c.postRetirerCoordonnees))
	})

	r.Get("/rattachements", e.Servir(c.showRattachements))
	r.Post("/rattachements", e.Servir(c.postRattachement))
	r.Get("/rattachements/{rattachement}/quitter", e.Servir(c.showQuitter))
	r.Post("/rattachements/{rattachement}/{action:accepter|refuser|retirer|quitter|nommer|demettre}", e.Servir(c.postDeciderRattachement))

	r.Get("/habilitations", e.Servir(c.showHabilitations))
	r.Get("/habilitations/export.csv", e.Servir(c.showExport))
	r.Get("/habilitations/ajouter", e.Servir(c.showAjouter))
	r.Post("/habilitations/ajouter", e.Servir(c.postAjouter))
	r.Post("/habilitations/{habilitation}/{action:accorder|refuser|retirer}", e.Servir(c.postDeciderHabilitation))
}
