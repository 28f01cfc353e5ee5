package console

import (
	"errors"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"claudia/internal/fault"
	"claudia/kb"
	"claudia/memoires/saisie"
	"claudia/web/aide"
	"claudia/web/page"
	"claudia/web/ui"
)

// lireArticle makes an article of the form. A date that cannot be read is a refusal on its field; all
// the other rules are those of kb.
func lireArticle(f url.Values) (kb.Article, error) {
	a := kb.Article{
		ID: strings.TrimSpace(f.Get("id")), Titre: uneLigne(f.Get("titre")), Formulations: lignes(f.Get("formulations")),
		Categorie: kb.Categorie(f.Get("categorie")), Publics: f["publics[]"], Champs: f["champs[]"], Sources: lignes(f.Get("sources")),
		Etat: kb.Etat(f.Get("etat")), HorsSujet: f.Get("hors_sujet") != "", Markdown: f.Get("markdown"),
	}
	var refus []error
	for _, d := range []struct {
		nom  string
		vers *time.Time
	}{{"valide_depuis", &a.ValideDepuis}, {"verifie_le", &a.VerifieLe}, {"revoir_le", &a.RevoirLe}} {
		s := strings.TrimSpace(f.Get(d.nom))
		if s == "" {
			continue
		}
		t, err := lireJour(s)
		if err != nil {
			refus = append(refus, fault.Sur(d.nom, "date", "« "+s+" » n'est pas une date. Écrivez par exemple 13/10/2026."))
			continue
		}
		*d.vers = t
	}
	var err error
	if a.RepondA, err = numeros(f.Get("repond_a")); err != nil {
		refus = append(refus, err)
	}
	if p := f.Get("priorite"); p != "" {
		if a.Priorite, err = strconv.ParseFloat(p, 64); err != nil {
			refus = append(refus, fault.Sur("titre", "formulaire", "Le formulaire reçu n'est pas complet. Rechargez la page."))
		}
	}
	return a, errors.Join(refus...)
}

// lireJour reads what the control of a date sends, and what people type where there is no such control.
func lireJour(s string) (time.Time, error) {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		t, err = time.Parse("02/01/2006", s)
	}
	return t, err //nolint:wrapcheck // told on its field
}

// lignes gives the lines of a zone that hold something.
func lignes(s string) []string {
	var out []string
	for l := range strings.Lines(s) {
		if l = uneLigne(l); l != "" {
			out = append(out, l)
		}
	}
	return out
}

func uneLigne(s string) string { return strings.Join(strings.Fields(s), " ") }

func numeros(s string) ([]int, error) {
	var out []int
	for mot := range strings.FieldsFuncSeq(s, func(r rune) bool { return r == ',' || r == ';' || r == ' ' || r == '\n' || r == '\r' || r == '\t' }) {
		n, err := strconv.Atoi(mot)
		if err != nil || n < 1 || n > 9999 {
			return nil, fault.Sur("repond_a", "numero", "« "+mot+" » n'est pas un numéro de question. Écrivez par exemple 4, 12.")
		}
		out = append(out, n)
	}
	return out, nil
}

// valeursDe gives what the form shows of an article.
func valeursDe(a kb.Article) url.Values {
	v := url.Values{
		"id": {a.ID}, "titre": {a.Titre}, "formulations": {strings.Join(a.Formulations, "\n")}, "categorie": {string(a.Categorie)},
		"publics[]": a.Publics, "champs[]": a.Champs, "sources": {strings.Join(a.Sources, "\n")}, "etat": {string(a.Etat)},
		"markdown": {a.Markdown}, "valide_depuis": {page.DateISO(a.ValideDepuis)}, "verifie_le": {page.DateISO(a.VerifieLe)}, "revoir_le": {page.DateISO(a.RevoirLe)},
	}
	var ns []string
	for _, n := range a.RepondA {
		ns = append(ns, strconv.Itoa(n))
	}
	v.Set("repond_a", strings.Join(ns, ", "))
	if a.HorsSujet {
		v.Set("hors_sujet", "1")
	}
	if a.Priorite != 0 {
		v.Set("priorite", strconv.FormatFloat(a.Priorite, 'f', -1, 64))
	}
	return v
}

// formulaire is the article as it is being written: the words typed, and what is wrong with them.
type formulaire struct {
	Principal []ui.Champ // title, text
	Chercher  []ui.Champ // how readers find it
	Sources   []ui.Champ
	Classer   []ui.Champ
	Rares     []ui.Champ // folded: most articles have none
	Ouvert    bool       // one of those holds something, or is wrong
	Motif     ui.Champ
	Resume    *ui.ResumeErreurs
}

// dresser draws the controls. nouveau lets the identifier be typed.
func dresser(v url.Values, erreurs map[string]string, nouveau, inactif bool) formulaire {
	champ := func(x ui.Champ) ui.Champ {
		x.Erreur, x.Inactif = erreurs[strings.TrimSuffix(x.Nom, "[]")], inactif
		switch {
		case x.Type == ui.ChampCase:
			x.Coche = v.Get(x.Nom) != ""
		case len(x.Options) > 0:
			for i := range x.Options {
				x.Options[i].Choisie = slices.Contains(v[x.Nom], x.Options[i].Valeur)
			}
		default:
			x.Valeur = v.Get(x.Nom)
		}
		return x
	}
	var f formulaire
	f.Principal = []ui.Champ{champ(ui.Champ{Nom: "titre", Type: ui.ChampTexte, Libelle: "Titre", Max: 160, Obligatoire: true, Aide: "La question telle qu'on la pose, ou le nom du guide."})}
	if nouveau {
		f.Principal = append(f.Principal, champ(ui.Champ{Nom: "id", Type: ui.ChampTexte, Libelle: "Identifiant", Max: 80, Obligatoire: true, Largeur: "moyen", Exemple: "delai-de-depot", Aide: "L'adresse de la page : minuscules, chiffres et tirets. Elle ne changera plus."}))
	}
	f.Principal = append(f.Principal,
		champ(ui.Champ{Nom: "markdown", Type: ui.ChampZone, Libelle: "Texte", Lignes: 18, Max: 60_000, Obligatoire: true, Aide: "En Markdown : ## titre, **gras**, - liste, [lien](/aide/identifiant), > [!attention] encadré."}))
	f.Chercher = []ui.Champ{champ(ui.Champ{Nom: "formulations", Type: ui.ChampZone, Libelle: "Autres façons de le demander", Lignes: 5, Max: 9_000, Aide: "Une par ligne, avec les mots des lecteurs. Elles aident la recherche et ne s'affichent pas."})}
	f.Sources = []ui.Champ{
		champ(ui.Champ{Nom: "sources", Type: ui.ChampZone, Libelle: "Sources", Lignes: 3, Max: 6_000, Aide: "Une par ligne : article de code, page officielle. Sans source, un article ne peut pas être public."}),
		champ(ui.Champ{Nom: "verifie_le", Type: ui.ChampDate, Libelle: "Vérifié le", Largeur: "moyen", Aide: "Le jour où vous avez relu les sources."}),
		champ(ui.Champ{Nom: "revoir_le", Type: ui.ChampDate, Libelle: "À revoir le", Largeur: "moyen", Aide: "Sans date : un an après la vérification."}),
		champ(ui.Champ{Nom: "valide_depuis", Type: ui.ChampDate, Libelle: "Règle valable depuis le", Largeur: "moyen"}),
	}
	f.Classer = []ui.Champ{
		champ(ui.Champ{Nom: "categorie", Type: ui.ChampListe, Libelle: "Catégorie", Obligatoire: true, Largeur: "moyen", Options: optionsCategorie()}),
		champ(ui.Champ{Nom: "etat", Type: ui.ChampChoix, Libelle: "Pour qui", Obligatoire: true, Options: []ui.Option{
			{Valeur: string(kb.Brouillon), Texte: "Personne encore", Aide: "Un brouillon, qui ne peut pas être publié."},
			{Valeur: string(kb.Interne), Texte: "Les agents du support", Aide: "Publié sans relecture ; les lecteurs ne le voient pas."},
			{Valeur: string(kb.Public), Texte: "Tout le monde", Aide: "Publié après relecture par une deuxième personne."},
		}}),
		champ(ui.Champ{Nom: "publics[]", Type: ui.ChampCases, Libelle: "Métiers concernés", Options: optionsPublics()}),
	}
	f.Rares = []ui.Champ{
		champ(ui.Champ{Nom: "champs[]", Type: ui.ChampCases, Libelle: "Champs du mémoire expliqués", Aide: "Le lien « En savoir plus » de ces champs ouvre cet article. Un champ n'a qu'un article.", Options: optionsChamps()}),
		champ(ui.Champ{Nom: "repond_a", Type: ui.ChampTexte, Libelle: "Numéros de la liste des questions", Largeur: "moyen", Exemple: "4, 12"}),
		champ(ui.Champ{Nom: "hors_sujet", Type: ui.ChampCase, Libelle: "Cet article envoie ailleurs ceux qui demandent ce que le service ne traite pas", Valeur: "1"}),
	}
	f.Motif = champ(ui.Champ{Nom: "motif", Type: ui.ChampTexte, Libelle: "Ce que vous changez", Max: 300, Aide: "Pour l'historique."})
	f.Ouvert = len(v["champs[]"]) > 0 || v.Get("repond_a") != "" || v.Get("hors_sujet") != "" || ui.ResumeDe(f.Rares...) != nil
	f.Resume = ui.ResumeDe(slices.Concat(f.Principal, f.Chercher, f.Sources, f.Classer, f.Rares, []ui.Champ{f.Motif})...)
	return f
}

func optionsCategorie() []ui.Option {
	var out []ui.Option
	for _, k := range kb.Categories() {
		out = append(out, ui.Option{Valeur: string(k.Cle), Texte: k.Nom})
	}
	return out
}

func optionsPublics() []ui.Option {
	out := []ui.Option{{Valeur: "tous", Texte: "Tous"}}
	return append(out, aide.Metiers()...)
}

func optionsChamps() []ui.Option {
	var out []ui.Option
	for _, c := range saisie.Catalogue() {
		out = append(out, ui.Option{Valeur: string(c.Cle), Texte: c.Libelle})
	}
	return out
}
