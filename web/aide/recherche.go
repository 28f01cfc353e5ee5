package aide

import (
	"cmp"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"claudia/internal/fault"
	"claudia/kb"
	"claudia/kb/analyse"
	"claudia/kb/moteur"
	"claudia/kb/retours"
	"claudia/web/page"
	"claudia/web/requete"
	"claudia/web/ui"
)

// Bounds of the pages of results (promises.md SE-06).
const (
	tailleDefaut  = 10
	tailleMax     = 50
	pageMax       = 20
	suggestions   = 7
	nombreProches = 3 // articles shown when the guide does not know
	// partDuMeilleur is how near to the best score a result must be to be shown.
	partDuMeilleur = 0.45
)

// pageRecherche is what a search found, or why it found nothing.
type pageRecherche struct {
	page.Base
	Recherche  ui.Champ
	Q          string
	Etat       string // vide, reponse, ignore, hors_sujet or panne
	Resume     string
	Corrigee   *page.Lien
	Notes      []string
	Resultats  []resultat
	Filtres    []filtre
	Ailleurs   *resultat
	Populaires []entree
	Rayons     []rayon
	Pager      *ui.Pager
	Demander   []ui.Bouton
	Notee      bool // the question was kept for those who write the guide
	Prevenir   *prevenir
}

// resultat is one article with its best passage.
type resultat struct {
	Titre, URL, Rayon, Section string
	Extrait                    []morceau
	VerifieLe                  time.Time
}

// morceau is a run of an extract, marked when it holds words of the question.
type morceau struct {
	Texte  string
	Marque bool
}

// filtre is a facet with its values.
type filtre struct {
	ID, Titre string
	Valeurs   []valeurFiltre
}

type valeurFiltre struct {
	Texte, URL string
	Nombre     int
	Actif      bool
}

// champRecherche is the search field of the guide, with suggestions while typing.
func champRecherche(q, libelle string) ui.Champ {
	return ui.Champ{
		Nom: "q", ID: "guide-q", Type: ui.ChampRecherche, Libelle: libelle, Valeur: q, Obligatoire: true, Auto: "off",
		Source: "/guide/suggestions", NomCle: "article",
	}
}

// demande is a search as the address says it.
type demande struct {
	Texte, Categorie, Public string
	page, taille             int
	longue                   bool
	suite                    bool // the same search, seen again after a form: it is not counted twice
}

func lireDemande(v url.Values) (demande, error) {
	d := demande{page: 1, taille: tailleDefaut}
	d.Texte = strings.TrimSpace(v.Get("q"))
	if utf8.RuneCountInString(d.Texte) > moteur.MaxQuestion {
		d.Texte, d.longue = string([]rune(d.Texte)[:moteur.MaxQuestion]), true
	}
	d.Categorie, d.Public, d.suite = v.Get("categorie"), v.Get("public"), v.Has("suite")
	for _, x := range []struct {
		nom     string
		vers    *int
		plafond int
	}{{"page", &d.page, pageMax}, {"taille", &d.taille, tailleMax}} {
		s := v.Get(x.nom)
		if s == "" {
			continue
		}
		n, err := strconv.Atoi(s)
		if err != nil || n < 1 || n > x.plafond {
			return d, fault.New(fault.Malforme, "page", "Cette page de résultats n'existe pas : le guide en a 20 au plus, de 50 résultats au plus. Reprenez la recherche à la première page.")
		}
		*x.vers = n
	}
	return d, nil
}

// parle tells whether the question holds more than « le », « de », « je ».
func (d demande) parle() bool {
	return slices.ContainsFunc(analyse.Jetons(d.Texte), func(j analyse.Jeton) bool { return j.Poids > analyse.PoidsOutil })
}

// question is what the search engine is asked: how many results it looks at is part of its judgement.
func (d demande) question() moteur.Question {
	return moteur.Question{Texte: d.Texte, Max: tailleMax}
}

// neuve tells a question just asked from another look at its results.
func (d demande) neuve() bool { return d.page == 1 && d.Categorie == "" && d.Public == "" && !d.suite }

// lien is the address of the same search with one parameter changed.
func (d demande) lien(nom, valeur string) string {
	v := url.Values{}
	for k, s := range map[string]string{"q": d.Texte, "categorie": d.Categorie, "public": d.Public, nom: valeur} {
		if s != "" {
			v.Set(k, s)
		}
	}
	if d.taille != tailleDefaut {
		v.Set("taille", strconv.Itoa(d.taille))
	}
	return "/guide/recherche?" + v.Encode()
}

func (a *Aide) showRecherche(w http.ResponseWriter, r *http.Request) error {
	d, err := lireDemande(r.URL.Query())
	if err != nil {
		return err
	}
	if x, err := a.Base.Article(r.URL.Query().Get("article")); err == nil && x.Titre == d.Texte {
		http.Redirect(w, r, chemin(x.ID), http.StatusSeeOther) // a suggestion was chosen
		return nil
	}
	titre := "Recherche"
	if d.Texte != "" {
		titre = "« " + d.Texte + " » dans le guide"
	}
	v := pageRecherche{Base: a.base(w, r, titre), Recherche: champRecherche(d.Texte, "Votre question"), Q: d.Texte, Demander: a.demander(r)}
	if !d.parle() {
		v.Etat, v.Populaires, v.Rayons = "vide", a.plusLus(r.Context(), nombreLus), a.rayons()
		return a.Pages.Render(w, http.StatusOK, "guide-recherche", v)
	}
	rep, err := a.Base.Chercher(r.Context(), d.question())
	if err != nil {
		f := fault.Public(err)
		if f.Kind != fault.Indisponible {
			return err
		}
		w.Header().Set("Retry-After", strconv.Itoa(max(1, f.Apres)))
		v.Etat, v.Resume, v.Rayons = "panne", f.Message, a.rayons()
		return a.Pages.Render(w, http.StatusServiceUnavailable, "guide-recherche", v)
	}
	a.remplir(&v, d, rep)
	if d.neuve() {
		tolerer(r.Context(), "recherche", a.Retours.Cherchee(r.Context(), rechercheDe(d, v.Etat, rep)))
	}
	if v.Etat == "ignore" || v.Etat == "hors_sujet" && v.Ailleurs == nil {
		v.Prevenir = a.prevenir(r, d)
	}
	if v.Etat == "ignore" && d.neuve() && a.attente(r) == 0 {
		err := a.Retours.NoterSansReponse(r.Context(), d.Texte)
		tolerer(r.Context(), "sans réponse", err)
		v.Notee = err == nil
	}
	return a.Pages.Render(w, http.StatusOK, "guide-recherche", v)
}

// rechercheDe is what the statistics keep of a search.
func rechercheDe(d demande, etat string, rep kb.Reponse) retours.Recherche {
	x := retours.Recherche{Texte: d.Texte, Origine: retours.Site, Issue: retours.Issue(etat)}
	switch {
	case rep.Repond && len(rep.Resultats) > 0:
		x.Article = rep.Resultats[0].ID
	case rep.Ailleurs != nil:
		x.Article = rep.Ailleurs.ID
	}
	return x
}

// remplir lays out what was found.
func (a *Aide) remplir(v *pageRecherche, d demande, rep kb.Reponse) {
	if d.longue || rep.Coupee {
		v.Notes = append(v.Notes, "Votre question est longue : seuls ses 200 premiers caractères et ses 12 premiers mots ont été cherchés.")
	}
	if rep.Partielle {
		v.Notes = append(v.Notes, "La recherche a été interrompue pour vous répondre vite : il y a peut-être d'autres articles. Réessayez avec moins de mots.")
	}
	if rep.Corrigee != "" {
		corrige := d
		corrige.Texte = rep.Corrigee
		v.Corrigee = &page.Lien{Texte: rep.Corrigee, URL: corrige.lien("", "")}
	}
	switch {
	case rep.HorsSujet:
		v.Etat = "hors_sujet"
		if rep.Ailleurs != nil {
			x := resultatDe(*rep.Ailleurs)
			v.Ailleurs = &x
		}
	case !rep.Repond:
		v.Etat = "ignore"
		for _, t := range rep.Resultats[:min(nombreProches, len(rep.Resultats))] {
			v.Resultats = append(v.Resultats, resultatDe(t))
		}
	default:
		v.Etat = "reponse"
		v.paginer(d, a.affiner(v, d, proches(rep.Resultats)))
	}
}

// proches drops what is far behind the best answer: a word in common is not an answer.
func proches(ts []kb.Trouve) []kb.Trouve {
	for i, t := range ts {
		if t.Score < partDuMeilleur*ts[0].Score {
			return ts[:i]
		}
	}
	return ts
}

// affiner counts the facets of what was found, and keeps what the chosen ones hold.
func (a *Aide) affiner(v *pageRecherche, d demande, ts []kb.Trouve) []kb.Trouve {
	parTheme, parPublic := compte{}, compte{}
	var out []kb.Trouve
	for _, t := range ts {
		x, err := a.Base.Article(t.ID)
		if err != nil {
			continue // taken back since the index was built
		}
		theme, public := d.Categorie == "" || string(x.Categorie) == d.Categorie, d.Public == "" || slices.Contains(x.Publics, d.Public)
		if public {
			parTheme[string(x.Categorie)]++
		}
		if theme {
			for _, p := range x.Publics {
				parPublic[p]++
			}
		}
		if theme && public {
			out = append(out, t)
		}
	}
	v.Filtres = filtres(d, parTheme, parPublic)
	return out
}

// compte is how many results each value of a facet holds.
type compte map[string]int

func (v *pageRecherche) paginer(d demande, ts []kb.Trouve) {
	n := len(ts)
	debut := min((d.page-1)*d.taille, n)
	fin := min(debut+d.taille, n)
	for _, t := range ts[debut:fin] {
		v.Resultats = append(v.Resultats, resultatDe(t))
	}
	v.Resume = page.Pluriel(int64(n), "article trouvé", "articles trouvés") + ", les plus proches d'abord."
	if debut == n {
		v.Resume = "Il n'y a pas d'autre résultat."
	}
	pages := (n + d.taille - 1) / d.taille
	if pages < 2 {
		return
	}
	p := ui.Pager{Resume: "Page " + strconv.Itoa(d.page) + " sur " + strconv.Itoa(pages)}
	for i := 1; i <= pages; i++ {
		p.Pages = append(p.Pages, ui.PageListe{Numero: strconv.Itoa(i), URL: d.lien("page", strconv.Itoa(i)), Actuelle: i == d.page})
	}
	if d.page > 1 {
		p.Precedent = d.lien("page", strconv.Itoa(min(d.page-1, pages)))
	}
	if d.page < pages {
		p.Suivant = d.lien("page", strconv.Itoa(d.page+1))
	}
	v.Pager = &p
}

func resultatDe(t kb.Trouve) resultat {
	return resultat{
		Titre: t.Titre, URL: cheminPassage(t.ID, t.Passage.Ancre), Section: t.Passage.Titre, Extrait: surligner(t.Extrait, t.Surlignes), VerifieLe: t.VerifieLe,
	}
}

// surligner cuts an extract at the words of the question. Marks that do not stand in order are left out.
func surligner(s string, marques [][2]int) []morceau {
	var out []morceau
	fin := 0
	for _, m := range marques {
		if m[0] < fin || m[1] <= m[0] || m[1] > len(s) {
			continue
		}
		if m[0] > fin {
			out = append(out, morceau{Texte: s[fin:m[0]]})
		}
		out = append(out, morceau{Texte: s[m[0]:m[1]], Marque: true})
		fin = m[1]
	}
	if fin < len(s) {
		out = append(out, morceau{Texte: s[fin:]})
	}
	return out
}

// filtres makes the facets; one with a single value that is not chosen would narrow nothing.
func filtres(d demande, parTheme, parPublic compte) []filtre {
	var out []filtre
	for _, x := range []struct {
		id, titre, actif string
		valeurs          compte
		nom              func(string) string
	}{
		{"categorie", "Par thème", d.Categorie, parTheme, func(s string) string { return nomRayon(kb.Categorie(s)) }},
		{"public", "Pour qui", d.Public, parPublic, nomPublic},
	} {
		if len(x.valeurs) < 2 && x.actif == "" {
			continue
		}
		f := filtre{ID: "filtre-" + x.id, Titre: x.titre, Valeurs: []valeurFiltre{{Texte: "Tout", URL: d.lien(x.id, ""), Actif: x.actif == ""}}}
		cles := slices.Sorted(maps.Keys(x.valeurs))
		slices.SortStableFunc(cles, func(s, t string) int { return cmp.Compare(x.valeurs[t], x.valeurs[s]) })
		for _, cle := range cles {
			f.Valeurs = append(f.Valeurs, valeurFiltre{Texte: x.nom(cle), URL: d.lien(x.id, cle), Nombre: x.valeurs[cle], Actif: cle == x.actif})
		}
		out = append(out, f)
	}
	return out
}

func nomPublic(cle string) string {
	if cle == "tous" {
		return "Tous les prestataires"
	}
	for _, m := range metiers() {
		if m.Cle == cle {
			return m.Nom
		}
	}
	return cle
}

// demander says where a question goes that the guide does not answer.
func (a *Aide) demander(r *http.Request) []ui.Bouton {
	assistant := ui.Bouton{Texte: "Demander à l'assistant", URL: "/assistant", Icone: "assistant", Sorte: "principal"}
	if requete.De(r).Utilisateur == nil {
		assistant.Texte, assistant.URL = "Se connecter et demander à l'assistant", "/connexion?retour=%2Fassistant"
	}
	out := []ui.Bouton{assistant}
	for _, x := range a.entrees("nous-joindre") {
		out = append(out, ui.Bouton{Texte: "Joindre quelqu'un", URL: x.URL, Icone: "casque"})
	}
	return out
}

// showSuggestions answers the search field as one types: titles as a fragment of HTML.
func (a *Aide) showSuggestions(w http.ResponseWriter, r *http.Request) error {
	q := r.URL.Query().Get("q")
	if utf8.RuneCountInString(q) > moteur.MaxQuestion {
		q = string([]rune(q)[:moteur.MaxQuestion])
	}
	options := []ui.Option{}
	for _, s := range a.Base.Suggerer(q, suggestions) {
		options = append(options, ui.Option{Valeur: s.ID, Texte: s.Titre})
	}
	return a.Pages.RenderBloc(w, http.StatusOK, "guide-recherche", "guide-suggestions", options)
}
