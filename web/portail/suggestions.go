package portail

import (
	"net/http"

	"github.com/go-chi/chi/v5"

	"claudia/internal/fault"
	"claudia/memoires"
	"claudia/memoires/saisie"
	"claudia/web/requete"
	"claudia/web/ui"
)

// maxSuggestions is how many matches a search field shows.
const maxSuggestions = 8

// showSuggestions answers a search field as one types: options as a fragment of HTML.
func (p *Portail) showSuggestions(w http.ResponseWriter, r *http.Request) error {
	a, err := requete.Connecte(r)
	if err != nil {
		return err
	}
	c, ok := saisie.Trouver(memoires.Cle(chi.URLParam(r, "cle")))
	if !ok || c.Genre != saisie.GenreRecherche {
		return fault.AbsentOuEtranger("ce champ")
	}
	q := r.URL.Query().Get("q")
	if len(q) > 200 {
		q = q[:200]
	}
	x, err := p.contexte(r.Context(), a, memoires.Memoire{}, nil)
	if err != nil {
		return err
	}
	options := []ui.Option{}
	for _, o := range c.Chercher(q, x, maxSuggestions) {
		options = append(options, ui.Option{Valeur: o.Code, Texte: o.Libelle, Aide: o.Aide})
	}
	return p.Pages.RenderFragment(w, http.StatusOK, "suggestions", options)
}
