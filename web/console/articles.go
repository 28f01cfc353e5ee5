package console

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"claudia/internal/comptes"
	"claudia/kb"
	"claudia/kb/analyse"
	"claudia/kb/redaction"
	"claudia/kb/retours"
	"claudia/web/page"
	"claudia/web/ui"
)

// pageArticles is the list of all the articles, with what waits for an editor above it.
type pageArticles struct {
	page.Base
	PeutEcrire bool
	Taches     []ui.Tuile
	Filtres    []ui.Champ
	Filtree    bool
	Resume     string
	Articles   ui.Tableau
}

// filtre is what the list shows.
type filtre struct {
	texte, etat, categorie string
	aRevoir                bool
}

func lireFiltre(q url.Values) filtre {
	return filtre{texte: strings.TrimSpace(q.Get("q")), etat: q.Get("etat"), categorie: q.Get("categorie"), aRevoir: q.Get("a_revoir") != ""}
}

func (f filtre) garde(x redaction.Fiche, jour time.Time) bool {
	return (f.etat == "" || string(x.Etat) == f.etat) && (f.categorie == "" || string(x.Categorie) == f.categorie) &&
		(!f.aRevoir || aRevoir(x, jour)) && contientMots(analyse.Plier(x.Titre+" "+x.ID), analyse.Plier(f.texte))
}

func contientMots(texte, mots string) bool {
	for mot := range strings.FieldsSeq(mots) {
		if !strings.Contains(texte, mot) {
			return false
		}
	}
	return true
}

// aRevoir tells that readers see facts whose sources were read too long ago.
func aRevoir(x redaction.Fiche, jour time.Time) bool {
	return x.Publiee > 0 && x.Portee == kb.Public && !x.RevoirLe.IsZero() && !x.RevoirLe.After(jour)
}

func (c *Console) showArticles(w http.ResponseWriter, r *http.Request) error {
	par, err := lecteur(r)
	if err != nil {
		return err
	}
	fiches, err := c.Redaction.Lister(r.Context(), par)
	if err != nil {
		return err
	}
	questions, err := c.Retours.Questions(r.Context(), retours.Ouverte, retours.MaxQuestions)
	if err != nil {
		return err
	}
	f := lireFiltre(r.URL.Query())
	v := pageArticles{Base: c.base(w, r, "Rédaction du guide"), PeutEcrire: par.A(comptes.RoleRedacteur), Filtres: champsFiltre(f), Filtree: f != filtre{}}
	v.Fil = v.Fil[:1]
	jour := c.maintenant()
	v.Taches = taches(fiches, len(retours.Grouper(questions)), jour)
	gardees := slices.DeleteFunc(slices.Clone(fiches), func(x redaction.Fiche) bool { return !f.garde(x, jour) })
	v.Resume = page.Pluriel(int64(len(gardees)), "article", "articles")
	if v.Filtree {
		v.Resume += " sur " + page.Nombre(int64(len(fiches)))
	}
	v.Articles = c.tableau(gardees, jour)
	return c.Pages.Render(w, http.StatusOK, "console-articles", v)
}

// taches are what waits for an editor, each with its count.
func taches(fiches []redaction.Fiche, questions int, jour time.Time) []ui.Tuile {
	compte := map[redaction.Etat]int{}
	revoir := 0
	for _, x := range fiches {
		compte[x.Etat]++
		if aRevoir(x, jour) {
			revoir++
		}
	}
	nombre := func(n int, un, plusieurs string) string { return page.Pluriel(int64(n), un, plusieurs) }
	return []ui.Tuile{
		{Icone: "question", Titre: "Questions sans réponse", Texte: "Ce que les lecteurs ont demandé en vain.", Mention: nombre(questions, "sujet", "sujets"), URL: racine + "/questions"},
		{Icone: "oeil", Titre: "À relire", Texte: "Un collègue attend une deuxième lecture.", Mention: nombre(compte[redaction.ARelire], "article", "articles"), URL: racine + "/?etat=a_relire"},
		{Icone: "horloge", Titre: "À revoir", Texte: "Leurs sources ont été lues il y a longtemps.", Mention: nombre(revoir, "article", "articles"), URL: racine + "/?a_revoir=1"},
		{Icone: "calcul", Titre: "Statistiques", Texte: "Ce qui est lu, cherché, jugé utile ou non.", URL: racine + "/statistiques"},
	}
}

func champsFiltre(f filtre) []ui.Champ {
	etats := []ui.Option{{Texte: "Tous"}}
	for _, e := range redaction.Etats() {
		etats = append(etats, ui.Option{Valeur: string(e.Cle), Texte: e.Nom, Choisie: string(e.Cle) == f.etat})
	}
	categories := []ui.Option{{Texte: "Toutes"}}
	for _, k := range kb.Categories() {
		categories = append(categories, ui.Option{Valeur: string(k.Cle), Texte: k.Nom, Choisie: string(k.Cle) == f.categorie})
	}
	return []ui.Champ{
		{Nom: "q", Type: ui.ChampTexte, Libelle: "Titre", Valeur: f.texte, Max: 100, Obligatoire: true},
		{Nom: "etat", Type: ui.ChampListe, Libelle: "État", Options: etats, Obligatoire: true},
		{Nom: "categorie", Type: ui.ChampListe, Libelle: "Catégorie", Options: categories, Obligatoire: true},
		{Nom: "a_revoir", Type: ui.ChampCase, Libelle: "À revoir seulement", Valeur: "1", Coche: f.aRevoir},
	}
}

func (c *Console) tableau(fiches []redaction.Fiche, jour time.Time) ui.Tableau {
	t := ui.Tableau{
		Legende:  "Articles du guide",
		Colonnes: []ui.Colonne{{Titre: "Article"}, {Titre: "État"}, {Titre: "Pour qui"}, {Titre: "Catégorie"}, {Titre: "Modifié"}, {Titre: "À revoir le"}},
		Vide:     &ui.Vide{Icone: "guide", Titre: "Aucun article", Texte: "Aucun article ne répond à ces critères.", Action: &ui.Bouton{Texte: "Tout afficher", URL: racine + "/"}},
	}
	for _, x := range fiches {
		revoir := ui.Cellule{Titre: "À revoir le", Texte: "Non daté"}
		if !x.RevoirLe.IsZero() {
			revoir.Texte = page.DateCourte(x.RevoirLe)
		}
		if aRevoir(x, jour) {
			revoir.Badge = &ui.Badge{Texte: "À revoir", Ton: "avertissement", Icone: "horloge"}
		}
		modifie := "Jamais"
		if !x.Livree {
			modifie = page.DateCourte(x.Le.In(c.Cadre.Lieu())) + ", " + x.Auteur
		}
		t.Lignes = append(t.Lignes, ui.Ligne{Cellules: []ui.Cellule{
			{Texte: x.Titre, URL: chemin(x.ID, "")},
			{Titre: "État", Badge: badge(x)},
			{Titre: "Pour qui", Texte: nomPortee(x.Portee)},
			{Titre: "Catégorie", Texte: nomCategorie(x.Categorie)},
			{Titre: "Modifié", Texte: modifie},
			revoir,
		}})
	}
	return t
}

func badge(x redaction.Fiche) *ui.Badge {
	b := &ui.Badge{Texte: x.Etat.Nom(), Ton: "neutre", Icone: "crayon"}
	switch x.Etat {
	case redaction.ARelire:
		b.Ton, b.Icone = "avertissement", "oeil"
	case redaction.Programme:
		b.Ton, b.Icone = "info", "horloge"
	case redaction.Publie:
		b.Ton, b.Icone = "succes", "coche-rond"
	case redaction.Modifie:
		b.Ton = "info"
	case redaction.Retire:
		b.Icone = "interdit"
	case redaction.EnBrouillon:
	}
	return b
}

func nomPortee(e kb.Etat) string {
	switch e {
	case kb.Public:
		return "Tout le monde"
	case kb.Interne:
		return "Agents du support"
	case kb.Brouillon:
	}
	return "Personne encore"
}

func nomCategorie(c kb.Categorie) string {
	for _, k := range kb.Categories() {
		if k.Cle == c {
			return k.Nom
		}
	}
	return string(c)
}
