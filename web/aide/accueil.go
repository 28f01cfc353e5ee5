package aide

import (
	"context"
	"net/http"
	"slices"

	"claudia/kb"
	"claudia/web/page"
	"claudia/web/ui"
)

// nombreLus is how many articles the home shows as the most read.
const nombreLus = 6

// pageAccueil is the home of the guide.
type pageAccueil struct {
	page.Base
	Recherche  ui.Champ
	Situations []situation
	Metiers    []ui.Tuile
	Rayons     []rayon
	Lus        []entree
	Reperes    []ui.Tuile
}

// situation is what just happened to the person, and the article for it.
type situation struct {
	Icone, Texte, Article, URL string
}

func situations() []situation {
	return []situation{
		{Icone: "guide", Texte: "C'est mon premier mémoire", Article: "premiers-pas"},
		{Icone: "trombone", Texte: "Je ne sais pas quelles pièces joindre", Article: "pieces-par-metier"},
		{Icone: "tribunal", Texte: "Je ne sais pas à quelle juridiction l'envoyer", Article: "quelle-juridiction"},
		{Icone: "sablier", Texte: "Ma mission date de presque un an", Article: "delai-de-depot"},
		{Icone: "croix-rond", Texte: "Mon mémoire est refusé", Article: "memoire-refuse"},
		{Icone: "euro", Texte: "Je ne suis pas encore payé", Article: "savoir-si-je-suis-paye"},
		{Icone: "crayon", Texte: "Je me suis trompé après l'envoi", Article: "modifier-apres-envoi"},
		{Icone: "cadenas", Texte: "Je n'arrive plus à me connecter", Article: "mot-de-passe-oublie"},
	}
}

// rayon is a shelf with how many articles it holds.
type rayon struct {
	Nom, URL, Icone string
	Nombre          int
	Premiers        []entree
}

func iconeRayon(c kb.Categorie) string {
	switch c {
	case "premiers-pas":
		return "guide"
	case "saisie":
		return "crayon"
	case "pieces":
		return "trombone"
	case "delais":
		return "sablier"
	case "suivi":
		return "euro"
	case "compte":
		return "personne"
	case "support":
		return "casque"
	case "flux":
		return "envoi"
	}
	return "info"
}

func (a *Aide) showAccueil(w http.ResponseWriter, r *http.Request) error {
	v := pageAccueil{
		Base: a.base(w, r, "Guide"), Recherche: champRecherche("", "Votre question"),
		Rayons: a.rayons(), Lus: a.plusLus(r.Context(), nombreLus),
		Reperes: []ui.Tuile{
			{Icone: "euro", Titre: "Les tarifs", Texte: "Par famille et par date, avec leur source.", URL: "/guide/tarifs"},
			{Icone: "tribunal", Titre: "Les juridictions", Texte: "Toutes, par département.", URL: "/guide/juridictions"},
			{Icone: "crayon", Titre: "Les champs et les règles", Texte: "Ce que chaque champ attend, et où le trouver.", URL: "/guide/champs"},
			{Icone: "bulle", Titre: "Le glossaire", Texte: "Les mots et les sigles.", URL: "/guide/glossaire"},
		},
	}
	v.Fil, v.Large = v.Fil[:1], true
	for _, s := range situations() {
		if _, err := a.Base.Article(s.Article); err == nil {
			s.URL = chemin(s.Article)
			v.Situations = append(v.Situations, s)
		}
	}
	for _, m := range metiers() {
		v.Metiers = append(v.Metiers, ui.Tuile{Icone: m.Icone, Titre: m.Nom, Texte: m.Texte, URL: "/guide/metiers/" + m.Cle})
	}
	return a.Pages.Render(w, http.StatusOK, "guide-accueil", v)
}

// rayons are the shelves that hold something.
func (a *Aide) rayons() []rayon {
	parRayon := map[kb.Categorie][]kb.Article{}
	for _, x := range a.Base.Articles() {
		parRayon[x.Categorie] = append(parRayon[x.Categorie], x)
	}
	var out []rayon
	for _, c := range kb.Categories() {
		xs := parRayon[c.Cle]
		if len(xs) == 0 {
			continue
		}
		out = append(out, rayon{Nom: c.Nom, URL: "/guide/categories/" + string(c.Cle), Icone: iconeRayon(c.Cle), Nombre: len(xs)})
	}
	return out
}

// plusLus gives the articles most read; those that most people need come first while few were read.
func (a *Aide) plusLus(ctx context.Context, n int) []entree {
	ids, err := a.Retours.PlusLus(ctx, 2*n)
	tolerer(ctx, "plus lus", err)
	ids = append(ids, "delai-de-depot", "pieces-a-joindre", "quelle-juridiction", "statuts", "delai-de-paiement", "taux-de-tva", "premiers-pas")
	var out []entree
	for _, id := range ids {
		x, err := a.Base.Article(id)
		if err != nil || x.HorsSujet || slices.ContainsFunc(out, func(e entree) bool { return e.ID == id }) {
			continue
		}
		if out = append(out, entreeDe(x)); len(out) == n {
			break
		}
	}
	return out
}
