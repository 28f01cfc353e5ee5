package console

import (
	"net/http"
	"net/url"
	"strconv"

	"claudia/internal/comptes"
	"claudia/internal/fault"
	"claudia/kb/retours"
	"claudia/web/page"
	"claudia/web/ui"
)

// pageQuestions lists what readers asked in vain, grouped by what they meant.
type pageQuestions struct {
	page.Base
	PeutEcrire bool
	Onglets    ui.Onglets
	Etat       retours.EtatQuestion
	Groupes    []groupe
	Resume     string
	Reste      string // how many groups are not shown
	Articles   []ui.Option
}

// groupe is one subject with the ways in which it was asked.
type groupe struct {
	Numero   int
	Titre    string
	Compte   string // « demandé 12 fois, 2 personnes attendent la réponse »
	Derniere string
	Autres   []retours.Question
	Pliees   []string
	Ecrire   string // address that begins an article for it
	Article  *page.Lien
}

// groupesMax is how many subjects a page shows: those most asked.
const groupesMax = 50

func (c *Console) showQuestions(w http.ResponseWriter, r *http.Request) error {
	par, err := lecteur(r)
	if err != nil {
		return err
	}
	etat := retours.EtatQuestion(r.URL.Query().Get("etat"))
	if etat == "" {
		etat = retours.Ouverte
	}
	v := pageQuestions{Base: c.base(w, r, "Questions sans réponse"), PeutEcrire: par.A(comptes.RoleRedacteur), Etat: etat, Onglets: ui.Onglets{Etiquette: "État des questions"}}
	connu := false
	for _, o := range []struct {
		etat  retours.EtatQuestion
		texte string
	}{{retours.Ouverte, "À traiter"}, {retours.Confiee, "En cours"}, {retours.Repondue, "Répondues"}, {retours.Ecartee, "Écartées"}} {
		connu = connu || o.etat == etat
		v.Onglets.Onglets = append(v.Onglets.Onglets, ui.Onglet{Texte: o.texte, URL: racine + "/questions?etat=" + string(o.etat), Actif: o.etat == etat})
	}
	if !connu {
		return fault.AbsentOuEtranger("cette page")
	}
	qs, err := c.Retours.Questions(r.Context(), etat, retours.MaxQuestions)
	if err != nil {
		return err
	}
	groupes := retours.Grouper(qs)
	v.Resume = page.Pluriel(int64(len(groupes)), "sujet", "sujets") + ", " + page.Pluriel(int64(len(qs)), "formulation", "formulations") + "."
	if n := len(groupes) - groupesMax; n > 0 {
		v.Reste = "Les " + page.Nombre(groupesMax) + " sujets les plus demandés sont affichés ; " + page.Pluriel(int64(n), "autre suit", "autres suivent") + "."
		groupes = groupes[:groupesMax]
	}
	fiches, err := c.Redaction.Lister(r.Context(), par)
	if err != nil {
		return err
	}
	titres := map[string]string{}
	for _, x := range fiches {
		titres[x.ID] = x.Titre
		v.Articles = append(v.Articles, ui.Option{Valeur: x.ID, Texte: x.Titre})
	}
	for i, g := range groupes {
		v.Groupes = append(v.Groupes, c.groupe(i+1, g, titres))
	}
	return c.Pages.Render(w, http.StatusOK, "console-questions", v)
}

func (c *Console) groupe(numero int, g retours.Groupe, titres map[string]string) groupe {
	v := groupe{
		Numero: numero, Titre: g.Questions[0].Question, Autres: g.Questions[1:], Compte: "Demandé " + page.Pluriel(g.Nombre, "fois", "fois"),
		Derniere: c.Cadre.Instant(g.DerniereAt),
	}
	if g.Attentes > 0 {
		v.Compte += ", " + page.Pluriel(int64(g.Attentes), "personne attend la réponse", "personnes attendent la réponse")
	}
	q := url.Values{}
	for _, x := range g.Questions {
		v.Pliees = append(v.Pliees, x.Pliee)
		if len(q["q[]"]) < formulationsMax {
			q.Add("q[]", x.Pliee)
		}
		if titre := titres[x.Article]; titre != "" {
			v.Article = &page.Lien{Texte: titre, URL: chemin(x.Article, "")}
		}
	}
	v.Ecrire = racine + "/nouveau?" + q.Encode()
	return v
}

// formulationsMax is how many ways of asking begin an article: what its form takes, in an address that
// stays short enough.
const formulationsMax = 20

// postQuestions decides what becomes of a subject: an article that exists will answer it, nobody will,
// or it waits again.
func (c *Console) postQuestions(w http.ResponseWriter, r *http.Request) error {
	par, f, err := c.geste(w, r)
	if err != nil {
		return err
	}
	pliees := f["pliees[]"]
	retour := racine + "/questions?etat=" + url.QueryEscape(f.Get("etat"))
	switch f.Get("geste") {
	case "ecarter":
		err = c.Redaction.Ecarter(r.Context(), par, pliees)
		return c.apresQuestions(w, r, retour, err, "Le sujet est écarté. Il reste dans l'onglet « Écartées ».")
	case "rouvrir":
		err = c.Redaction.Rouvrir(r.Context(), par, pliees)
		return c.apresQuestions(w, r, retour, err, "Le sujet est de nouveau à traiter.")
	case "confier":
		id := f.Get("article")
		err = c.Redaction.Confier(r.Context(), par, pliees, id)
		if err == nil {
			retour = chemin(id, "")
		}
		return c.apresQuestions(w, r, retour, err, "L'article est chargé de "+page.Pluriel(int64(len(pliees)), "question", "questions")+". Complétez-le, puis publiez-le : ceux qui attendent seront prévenus.")
	}
	return fault.New(fault.Malforme, "geste", "Ce geste n'existe pas ("+strconv.Quote(f.Get("geste"))+"). Rechargez la page.")
}

func (c *Console) apresQuestions(w http.ResponseWriter, r *http.Request, vers string, err error, fait string) error {
	if f, ok := fault.As(err); ok && f.Kind == fault.Introuvable {
		return c.Cadre.Rediriger(w, r, vers, page.Flash{Ton: "erreur", Texte: "Aucun article ne porte cet identifiant. Choisissez-en un dans la liste proposée."})
	}
	if err != nil {
		return err
	}
	return c.Cadre.Rediriger(w, r, vers, reussite(fait))
}
