package console

import (
	"net/http"
	"slices"
	"strconv"

	"claudia/internal/fault"
	"claudia/kb/redaction"
	"claudia/kb/retours"
	"claudia/web/page"
	"claudia/web/ui"
)

// pageStatistiques tells how the guide serves: what is read, what is searched, what fails.
type pageStatistiques struct {
	page.Base
	Onglets  ui.Onglets
	Chiffres []chiffre
	Courbes  []courbe
	Lus      ui.Tableau
	Cherches ui.Tableau
	Echecs   ui.Tableau
	Jours    ui.Tableau
}

// chiffre is one number of the summary.
type chiffre struct{ Valeur, Texte string }

// courbe is one bar a day, drawn in a frame of 1000 by hauteurCourbe.
type courbe struct {
	Titre, Resume string
	Hauteur       int
	Barres        []barre
}

type barre struct{ X, Y, L, H string }

// periodes are the choices of the page, in days.
func periodes() []int { return []int{7, 30, 90, 365} }

func (c *Console) showStatistiques(w http.ResponseWriter, r *http.Request) error {
	par, err := lecteur(r)
	if err != nil {
		return err
	}
	jours := 30
	if q := r.URL.Query().Get("jours"); q != "" {
		jours = nombre(q)
	}
	if !slices.Contains(periodes(), jours) {
		return fault.Sur("jours", "periode", "Choisissez 7, 30, 90 ou 365 jours.")
	}
	st, err := c.Retours.Statistiques(r.Context(), jours)
	if err != nil {
		return err
	}
	fiches, err := c.Redaction.Lister(r.Context(), par)
	if err != nil {
		return err
	}
	v := pageStatistiques{Base: c.base(w, r, "Statistiques du guide"), Onglets: ui.Onglets{Etiquette: "Période"}}
	for _, p := range periodes() {
		v.Onglets.Onglets = append(v.Onglets.Onglets, ui.Onglet{Texte: strconv.Itoa(p) + " jours", URL: racine + "/statistiques?jours=" + strconv.Itoa(p), Actif: p == jours})
	}
	s := totaliser(st)
	v.Chiffres = s.chiffres()
	v.Courbes = []courbe{
		tracer("Lectures par jour", st.Jours, func(j retours.Jour) int64 { return j.Lectures }),
		tracer("Recherches sans réponse par jour", st.Jours, func(j retours.Jour) int64 { return parIssue(j, retours.Ignore) }),
	}
	v.Lus, v.Jours = tableauLus(st.Lus, fiches), tableauJours(st.Jours)
	v.Cherches = tableauTextes("Ce qui est le plus cherché", st.Cherches, fiches)
	v.Echecs = tableauTextes("Ce qui est cherché en vain", st.Echecs, nil)
	return c.Pages.Render(w, http.StatusOK, "console-statistiques", v)
}

// somme is the whole period.
type somme struct{ lectures, reponses, ignorees, horsSujet, assistant, oui, non int64 }

func totaliser(st retours.Statistiques) somme {
	var s somme
	for _, j := range st.Jours {
		s.lectures += j.Lectures
		s.reponses += parIssue(j, retours.Repond)
		s.ignorees += parIssue(j, retours.Ignore)
		s.horsSujet += parIssue(j, retours.HorsSujet)
		for _, n := range j.Recherches[retours.Assistant] {
			s.assistant += n
		}
		s.oui += j.Oui
		s.non += j.Non
	}
	return s
}

func (s somme) chiffres() []chiffre {
	recherches := s.reponses + s.ignorees + s.horsSujet
	return []chiffre{
		{page.Nombre(s.lectures), "lectures d'articles"},
		{page.Nombre(recherches), "questions posées, dont " + page.Nombre(s.assistant) + " à l'assistant"},
		{part(s.ignorees, recherches), "restées sans réponse"},
		{part(s.oui, s.oui+s.non), "des " + page.Nombre(s.oui+s.non) + " avis disent « utile »"},
	}
}

// part is a share in percent, rounded; « — » of nothing.
func part(n, total int64) string {
	if total == 0 {
		return "—"
	}
	return strconv.FormatInt((200*n+total)/(2*total), 10) + "\u00a0%"
}

func parIssue(j retours.Jour, i retours.Issue) int64 {
	return j.Recherches[retours.Site][i] + j.Recherches[retours.Assistant][i]
}

// hauteurCourbe is the height of the tallest bar, and largeurCourbe the width of all of them.
const (
	hauteurCourbe = 100
	largeurCourbe = 1000
)

func tracer(titre string, jours []retours.Jour, de func(retours.Jour) int64) courbe {
	c := courbe{Titre: titre, Hauteur: hauteurCourbe}
	var haut, total int64
	pic := jours[0]
	for _, j := range jours {
		total += de(j)
		if de(j) > haut {
			haut, pic = de(j), j
		}
	}
	c.Resume = titre + " : " + page.Nombre(total) + " en tout."
	if haut > 0 {
		c.Resume += " Le plus : " + page.Nombre(haut) + " le " + page.DateMoyenne(pic.Jour) + "."
	}
	pas := float64(largeurCourbe) / float64(len(jours))
	for i, j := range jours {
		h := 1.0
		if haut > 0 {
			h = max(1, float64(hauteurCourbe)*float64(de(j))/float64(haut))
		}
		c.Barres = append(c.Barres, barre{decimal(float64(i) * pas), decimal(hauteurCourbe - h), decimal(pas * 0.8), decimal(h)})
	}
	return c
}

func decimal(f float64) string { return strconv.FormatFloat(f, 'f', 1, 64) }

func tableauLus(lus []retours.ArticleLu, fiches []redaction.Fiche) ui.Tableau {
	t := ui.Tableau{
		Legende: "Articles les plus lus", Colonnes: []ui.Colonne{{Titre: "Article"}, {Titre: "Lectures", Nombre: true}},
		Vide: &ui.Vide{Icone: "guide", Titre: "Aucune lecture", Texte: "Personne n'a encore ouvert d'article sur cette période."},
	}
	for _, x := range lus {
		t.Lignes = append(t.Lignes, ui.Ligne{Cellules: []ui.Cellule{lienFiche(x.Article, fiches), {Titre: "Lectures", Texte: page.Nombre(x.Nombre), Nombre: true}}})
	}
	return t
}

func tableauTextes(legende string, textes []retours.TexteCherche, fiches []redaction.Fiche) ui.Tableau {
	t := ui.Tableau{
		Legende: legende, Colonnes: []ui.Colonne{{Titre: "Question"}, {Titre: "Fois", Nombre: true}},
		Vide: &ui.Vide{Icone: "loupe", Titre: "Rien sur cette période", Texte: "Les questions posées au guide et à l'assistant se comptent ici, sans rien qui désigne qui les pose."},
	}
	if fiches != nil {
		t.Colonnes = append(t.Colonnes, ui.Colonne{Titre: "Premier article"})
	}
	for _, x := range textes {
		l := ui.Ligne{Cellules: []ui.Cellule{{Texte: x.Texte}, {Titre: "Fois", Texte: page.Nombre(x.Nombre), Nombre: true}}}
		if fiches != nil {
			article := lienFiche(x.Article, fiches)
			article.Titre = "Premier article"
			l.Cellules = append(l.Cellules, article)
		}
		t.Lignes = append(t.Lignes, l)
	}
	return t
}

func lienFiche(id string, fiches []redaction.Fiche) ui.Cellule {
	for _, f := range fiches {
		if f.ID == id {
			return ui.Cellule{Texte: f.Titre, URL: chemin(id, "")}
		}
	}
	return ui.Cellule{Texte: "Aucun"}
}

func tableauJours(jours []retours.Jour) ui.Tableau {
	t := ui.Tableau{Legende: "Jour par jour", Colonnes: []ui.Colonne{
		{Titre: "Jour"},
		{Titre: "Lectures", Nombre: true},
		{Titre: "Avec réponse", Nombre: true},
		{Titre: "Sans réponse", Nombre: true},
		{Titre: "Hors sujet", Nombre: true},
		{Titre: "Utile", Nombre: true},
		{Titre: "Inutile", Nombre: true},
	}}
	for _, j := range slices.Backward(jours) {
		l := ui.Ligne{Cellules: []ui.Cellule{{Texte: page.DateCourte(j.Jour)}}}
		for i, n := range []int64{j.Lectures, parIssue(j, retours.Repond), parIssue(j, retours.Ignore), parIssue(j, retours.HorsSujet), j.Oui, j.Non} {
			l.Cellules = append(l.Cellules, ui.Cellule{Titre: t.Colonnes[i+1].Titre, Texte: page.Nombre(n), Nombre: true})
		}
		t.Lignes = append(t.Lignes, l)
	}
	return t
}
