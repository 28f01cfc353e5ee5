package console

import (
	"embed"
	"net/http"
	"net/url"
	"time"

	"github.com/go-chi/chi/v5"

	"claudia/internal/comptes"
	"claudia/internal/fault"
	"claudia/kb/redaction"
	"claudia/kb/retours"
	"claudia/web/page"
	"claudia/web/requete"
)

// Console serves the pages of this room.
type Console struct {
	Pages     *page.Registry
	Cadre     requete.Cadre
	Redaction *redaction.Service
	Retours   *retours.Service
	Horloge   func() time.Time // time.Now when nil
}

//go:embed gabarits/*.tmpl
var gabarits embed.FS

// Declarer adds the pages of the room to the registry, at start.
func Declarer(r *page.Registry) error {
	for _, nom := range []string{"articles", "article", "historique", "questions", "statistiques"} {
		if err := r.Ajouter("console-"+nom, gabarits, "gabarits/"+nom+".tmpl", "gabarits/communs.tmpl"); err != nil {
			return err
		}
	}
	return nil
}

// Routes mounts the pages of the room.
func (c *Console) Routes(r chi.Router, e requete.Erreurs) {
	r.Route("/console/guide", func(r chi.Router) {
		r.Get("/", e.Servir(c.showArticles))
		r.Get("/export.zip", e.Servir(c.showExport))
		r.Get("/questions", e.Servir(c.showQuestions))
		r.Post("/questions", e.Servir(c.postQuestions))
		r.Get("/statistiques", e.Servir(c.showStatistiques))

		r.Get("/nouveau", e.Servir(c.showNouveau))
		r.Post("/nouveau", e.Servir(c.postNouveau))
		r.Post("/apercu", e.Servir(c.postApercu))
		r.Get("/articles/{id}", e.Servir(c.showArticle))
		r.Post("/articles/{id}", e.Servir(c.postArticle))
		r.Post("/articles/{id}/publication", e.Servir(c.postPublication))
		r.Post("/articles/{id}/relecture", e.Servir(c.postRelecture))
		r.Post("/articles/{id}/annulation", e.Servir(c.postAnnulation))
		r.Post("/articles/{id}/retrait", e.Servir(c.postRetrait))
		r.Post("/articles/{id}/reprise", e.Servir(c.postReprise))
		r.Get("/articles/{id}/historique", e.Servir(c.showHistorique))
	})
}

// lecteur gives who reads the desk: editors and the support. Anybody else finds no page.
func lecteur(r *http.Request) (comptes.Acteur, error) {
	a, err := requete.Connecte(r)
	if err == nil && !a.A(comptes.RoleRedacteur) && !a.EstSupport() {
		err = fault.AbsentOuEtranger("cette page")
	}
	return a, err
}

// redacteur gives who writes the guide.
func redacteur(r *http.Request) (comptes.Acteur, error) {
	a, err := requete.Connecte(r)
	if err == nil && !a.A(comptes.RoleRedacteur) {
		err = fault.AbsentOuEtranger("cette page")
	}
	return a, err
}

const racine = "/console/guide"

func chemin(id, suite string) string { return racine + "/articles/" + url.PathEscape(id) + suite }

func (c *Console) base(w http.ResponseWriter, r *http.Request, titre string, fil ...page.Lien) page.Base {
	b := c.Cadre.Base(w, r, titre, "redaction")
	b.Fil = append([]page.Lien{{Texte: "Accueil", URL: "/"}, {Texte: "Rédaction du guide", URL: racine}}, fil...)
	b.Large, b.Widget = true, nil // who works here does not file mémoires
	return b
}

func (c *Console) maintenant() time.Time {
	if c.Horloge == nil {
		return time.Now()
	}
	return c.Horloge()
}
