package portail

import (
	"net/http"
	"strconv"

	"claudia/internal/comptes"
	"claudia/internal/fault"
	"claudia/web/page"
	"claudia/web/requete"
	"claudia/web/ui"
)

// pageNouveau offers the two ways into a new mémoire.
type pageNouveau struct {
	page.Base
	Structure ui.Champ
}

func (p *Portail) showNouveau(w http.ResponseWriter, r *http.Request) error {
	a, err := requete.Connecte(r)
	if err != nil {
		return err
	}
	return p.renderNouveau(w, r, http.StatusOK, a, "")
}

func (p *Portail) renderNouveau(w http.ResponseWriter, r *http.Request, statut int, a comptes.Acteur, erreur string) error {
	structures, err := p.Comptes.Structures(r.Context(), a)
	if err != nil {
		return err
	}
	v := pageNouveau{
		Base: p.Cadre.Base(w, r, "Nouveau mémoire", "memoires"),
		Structure: ui.Champ{
			Nom: "structure", Type: ui.ChampListe, Libelle: "Structure", Obligatoire: true, Erreur: erreur,
			Aide: "Au nom de qui le mémoire est établi.",
		},
	}
	v.Fil = []page.Lien{{Texte: "Mes mémoires", URL: "/memoires"}}
	for _, s := range structures {
		if a.PeutModifier(s.ID) {
			v.Structure.Options = append(v.Structure.Options, ui.Option{
				Valeur: strconv.FormatInt(int64(s.ID), 10), Texte: s.RaisonSociale, Choisie: len(v.Structure.Options) == 0,
			})
		}
	}
	return p.Pages.Render(w, statut, "nouveau", v)
}

// postMemoire opens a draft and leads to its form.
func (p *Portail) postMemoire(w http.ResponseWriter, r *http.Request) error {
	a, f, err := requete.Soumis(w, r)
	if err != nil {
		return err
	}
	id, err := strconv.ParseInt(f.Get("structure"), 10, 64)
	if err != nil {
		return p.renderNouveau(w, r, http.StatusUnprocessableEntity, a, "Choisissez la structure.")
	}
	m, err := p.Memoires.Ouvrir(r.Context(), a, comptes.StructureID(id))
	if err != nil {
		if fault.KindOf(err) == fault.Introuvable {
			return p.renderNouveau(w, r, http.StatusNotFound, a, fault.Public(err).Message)
		}
		return err
	}
	return p.Cadre.Rediriger(w, r, chemin(m, ""), page.Flash{Ton: "succes", Texte: "Le brouillon " + string(m.Numero) + " est créé. Il est enregistré à chaque étape."})
}
