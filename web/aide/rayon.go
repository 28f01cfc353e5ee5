package aide

import (
	"net/http"
	"slices"

	"github.com/go-chi/chi/v5"

	"claudia/internal/fault"
	"claudia/kb"
	"claudia/web/page"
	"claudia/web/ui"
)

// pageRayon is a list of articles: a shelf, or what concerns a trade.
type pageRayon struct {
	page.Base
	Chapo    string
	Groupes  []groupe
	Voisins  []rayon
	Tarifs   []ui.Bouton
	Etendue  string // « 12 articles »
	Ailleurs bool   // the shelf of what this service does not do
}

// groupe is a part of a list; Titre is empty for the only one.
type groupe struct {
	ID, Titre string
	Entrees   []entree
}

func (a *Aide) showCategorie(w http.ResponseWriter, r *http.Request) error {
	cle := kb.Categorie(chi.URLParam(r, "cle"))
	if !slices.ContainsFunc(kb.Categories(), func(x kb.Rayon) bool { return x.Cle == cle }) {
		return fault.AbsentOuEtranger("cette partie du guide")
	}
	v := pageRayon{Base: a.base(w, r, nomRayon(cle)), Voisins: a.rayons(), Ailleurs: cle == "ailleurs"}
	var g groupe
	for _, x := range a.Base.Articles() {
		if x.Categorie == cle {
			g.Entrees = append(g.Entrees, entreeDe(x))
		}
	}
	if len(g.Entrees) > 0 {
		v.Groupes = []groupe{g}
	}
	v.Etendue = page.Pluriel(int64(len(g.Entrees)), "article", "articles")
	v.Voisins = slices.DeleteFunc(v.Voisins, func(x rayon) bool { return x.URL == "/guide/categories/"+string(cle) })
	return a.Pages.Render(w, http.StatusOK, "guide-rayon", v)
}

// metier is a trade with the articles that its people ask for.
type metier struct {
	Cle, Nom, Texte, Icone string
	Articles               []string
	Familles               []string // of the tariffs
}

// Metiers are the trades that an article may be written for, by key, for the editors' form.
func Metiers() []ui.Option {
	var out []ui.Option
	for _, m := range metiers() {
		out = append(out, ui.Option{Valeur: m.Cle, Texte: m.Nom})
	}
	return out
}

func metiers() []metier {
	return []metier{
		{
			Cle: "interprete", Nom: "Interprète, traducteur", Texte: "Heures majorées, pages, droit d'option.", Icone: "bulle",
			Articles: []string{"traduction-orale", "traduction-ecrite", "exercer-le-droit-d-option", "pieces-interprete-option"},
			Familles: []string{"interpretariat-traduction", "deplacement"},
		},
		{
			Cle: "medecin", Nom: "Médecin, psychologue", Texte: "Actes, expertises, justificatifs.", Icone: "personne",
			Articles: []string{"pieces-du-medecin", "type-de-prestation"}, Familles: []string{"medecine-legale", "psychiatrie-psychologie-legale", "toxicologie"},
		},
		{
			Cle: "expert", Nom: "Expert", Texte: "Devis, engagement, honoraires.", Icone: "loupe",
			Articles: []string{"devis-et-bon-de-commande", "numero-d-engagement", "contester-le-montant"}, Familles: []string{"experts-divers", "deplacement"},
		},
		{
			Cle: "enqueteur", Nom: "Enquêteur, délégué, médiateur", Texte: "Enquêtes sociales, contrôle judiciaire.", Icone: "personnes",
			Articles: []string{"type-de-prestation", "revenus-cosp"}, Familles: []string{"enquetes-controle-judiciaire", "delegues-mediateurs-procureur", "administrateur-ad-hoc"},
		},
		{
			Cle: "commissaire", Nom: "Commissaire de justice", Texte: "Significations et actes.", Icone: "sceau",
			Articles: []string{"type-de-prestation", "frais-divers-ou-debours"}, Familles: []string{"commissaires-de-justice", "civil"},
		},
		{
			Cle: "fourriere", Nom: "Fourrière, gardiennage, télécoms", Texte: "Scellés, enlèvements, réquisitions.", Icone: "structure",
			Articles: []string{"prestations-exclues", "flux-e3"}, Familles: []string{"fourriere", "garde-scelles", "operateurs-telecom"},
		},
	}
}

func (a *Aide) showMetier(w http.ResponseWriter, r *http.Request) error {
	cle := chi.URLParam(r, "cle")
	i := slices.IndexFunc(metiers(), func(m metier) bool { return m.Cle == cle })
	if i < 0 {
		return fault.AbsentOuEtranger("cette partie du guide")
	}
	m := metiers()[i]
	v := pageRayon{Base: a.base(w, r, m.Nom), Chapo: "Ce qui vous concerne en particulier, puis ce que tous les prestataires demandent.", Voisins: a.rayons()}
	propres := slices.Clone(m.Articles)
	for _, x := range a.lisibles() {
		if slices.Contains(x.Publics, m.Cle) && !slices.Contains(propres, x.ID) {
			propres = append(propres, x.ID)
		}
	}
	communs := slices.DeleteFunc([]string{
		"premiers-pas", "pieces-par-metier", "quelle-juridiction", "delai-de-depot", "quantite", "taux-de-tva", "certification-ou-taxation", "memoire-refuse",
	}, func(id string) bool { return slices.Contains(propres, id) })
	for _, g := range []groupe{
		{ID: "groupe-metier", Titre: "Pour votre métier", Entrees: a.entrees(propres...)},
		{ID: "groupe-tous", Titre: "Pour tous les prestataires", Entrees: a.entrees(communs...)},
	} {
		if len(g.Entrees) > 0 {
			v.Groupes = append(v.Groupes, g)
		}
	}
	for _, f := range m.Familles {
		v.Tarifs = append(v.Tarifs, ui.Bouton{Texte: "Tarifs : " + nomFamille(f), URL: "/guide/tarifs?famille=" + f, Icone: "euro"})
	}
	return a.Pages.Render(w, http.StatusOK, "guide-rayon", v)
}
