package aide_test

import (
	"context"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"claudia/internal/comptes/comptesdemo"
	"claudia/kb/retours"
	"claudia/web/webtest"
)

// inconnue is a question of the matter that no article answers.
const inconnue = "qui garde les originaux en cas de déménagement du cabinet"

// nombreDe gives how often the question was counted.
func nombreDe(t *testing.T, s *webtest.Site) int64 {
	t.Helper()
	qs, err := s.Retours.Questions(context.Background(), retours.Ouverte, 10)
	must(t, err)
	for _, q := range qs {
		if q.Pliee == retours.Cle(inconnue) {
			return q.Nombre
		}
	}
	return 0
}

// Who finds no answer asks to be told, sees that it is so, and may change her mind; all without a script.
func TestAttentes(t *testing.T) {
	t.Parallel()
	s := webtest.New(t)
	recherche := "/guide/recherche?q=" + url.QueryEscape(inconnue)
	c, autre := s.Connecter(t, comptesdemo.Medecin), s.Connecter(t, comptesdemo.Interprete)
	p := c.Lire(recherche)
	if !strings.Contains(p.Texte, "Me prévenir quand une réponse existe") {
		t.Fatalf("the search without answer offers nothing: %s", p.Contenu())
	}
	p = c.Poster("/guide/attentes", url.Values{"q": {inconnue}})
	if p.Statut != http.StatusOK || !strings.HasPrefix(p.Chemin, "/guide/recherche?") || !strings.Contains(p.Texte, "Ne plus me prévenir") || !strings.Contains(p.Texte, "C&#39;est noté") {
		t.Errorf("after the demand: %d at %s: %s", p.Statut, p.Chemin, p.Contenu())
	}
	webtest.VerifierDocument(t, p.Chemin, p.Arbre)
	if n := nombreDe(t, s); n != 1 {
		t.Errorf("the question was counted %d times: seeing it again is not asking it again", n)
	}
	p = c.Lire("/guide/attentes")
	if !strings.Contains(p.Texte, inconnue) {
		t.Errorf("the list does not hold it: %s", p.Contenu())
	}
	webtest.VerifierDocument(t, p.Chemin, p.Arbre)
	if p := autre.Lire("/guide/attentes"); strings.Contains(p.Texte, inconnue) || !strings.Contains(p.Texte, "Aucune question en attente") {
		t.Errorf("somebody else sees %s", p.Contenu())
	}
	autre.Poster("/guide/attentes/retirer", url.Values{"question": {retours.Cle(inconnue)}})
	if p := c.Lire(recherche); !strings.Contains(p.Texte, "Ne plus me prévenir") {
		t.Error("somebody else ended the wait")
	}
	p = c.Poster("/guide/attentes/retirer", url.Values{"question": {retours.Cle(inconnue)}, "retour": {recherche + "&suite=1"}})
	if !strings.HasPrefix(p.Chemin, "/guide/recherche") || !strings.Contains(p.Texte, "Me prévenir quand une réponse existe") {
		t.Errorf("after the change of mind: %s: %s", p.Chemin, p.Contenu())
	}
}

// A visitor is sent to log in and comes back to the same search.
func TestAttentes_visitorLogsInFirst(t *testing.T) {
	t.Parallel()
	s := webtest.New(t)
	c := s.Visiter(t)
	p := c.Lire("/guide/recherche?q=" + url.QueryEscape(inconnue))
	var connexion string
	for n := range p.Arbre.Descendants() {
		if strings.HasPrefix(attr(n, "href"), "/connexion?retour=%2Fguide%2Frecherche") {
			connexion = attr(n, "href")
		}
	}
	if connexion == "" || strings.Contains(p.Texte, "Me prévenir quand") {
		t.Fatalf("a visitor is offered %s", p.Contenu())
	}
	u, err := url.Parse(connexion)
	must(t, err)
	p = c.Poster("/connexion", url.Values{"email": {comptesdemo.Medecin}, "mot_de_passe": {comptesdemo.MotDePasse}, "retour": {u.Query().Get("retour")}})
	if !strings.HasPrefix(p.Chemin, "/guide/recherche?") || !strings.Contains(p.Texte, "Me prévenir quand une réponse existe") {
		t.Errorf("after the login: %s: %s", p.Chemin, p.Contenu())
	}
	if n := nombreDe(t, s); n != 1 {
		t.Errorf("the question was counted %d times", n)
	}
}

// A question wrongly taken for one of another matter may be awaited too.
func TestAttentes_otherMatter(t *testing.T) {
	t.Parallel()
	s := webtest.New(t)
	const q = "le mémoire en alexandrins"
	c := s.Connecter(t, comptesdemo.Medecin)
	if p := c.Lire("/guide/recherche?q=" + url.QueryEscape(q)); !strings.Contains(p.Texte, "n'est pas de celles") || !strings.Contains(p.Texte, "Me prévenir quand") {
		t.Errorf("offered: %s", p.Contenu())
	}
	c.Poster("/guide/attentes", url.Values{"q": {q}})
	if p := c.Lire("/guide/attentes"); !strings.Contains(p.Texte, q) {
		t.Errorf("awaited: %s", p.Contenu())
	}
}

// A search is counted once with its outcome: neither its second page, nor a facet, nor the way back from a
// form is another search.
func TestRecherche_isCounted(t *testing.T) {
	t.Parallel()
	s := webtest.New(t)
	c := s.Visiter(t)
	for _, appel := range []string{
		"q=delai+pour+deposer", "q=delai+pour+deposer&page=2", "q=delai+pour+deposer&categorie=delais", "q=", "q=le+la",
		"q=" + url.QueryEscape(inconnue), "q=" + url.QueryEscape(inconnue) + "&suite=1", "q=je+suis+victime+comment+etre+indemnise",
	} {
		c.Lire("/guide/recherche?" + appel)
	}
	st, err := s.Retours.Statistiques(context.Background(), 1)
	must(t, err)
	want := map[retours.Issue]int64{retours.Repond: 1, retours.Ignore: 1, retours.HorsSujet: 1}
	if d := cmp.Diff(want, st.Jours[0].Recherches[retours.Site]); d != "" {
		t.Errorf("searches of the site (-want +got):\n%s", d)
	}
	for _, x := range st.Cherches {
		if x.Issue == retours.Repond && x.Article != "delai-de-depot" {
			t.Errorf("found first for %q: %q", x.Texte, x.Article)
		}
	}
}

// What the guide answers is not awaited; what holds no word is refused; a foreign return is not followed.
func TestAttentes_refuses(t *testing.T) {
	t.Parallel()
	s := webtest.New(t)
	c := s.Connecter(t, comptesdemo.Medecin)
	if p := c.Poster("/guide/attentes", url.Values{"q": {"délai pour déposer un mémoire"}}); !strings.Contains(p.Texte, "Le guide y répond") {
		t.Errorf("a known question: %s", p.Contenu())
	}
	if p := c.Poster("/guide/attentes", url.Values{"q": {"le la ?"}}); p.Statut != http.StatusUnprocessableEntity {
		t.Errorf("no word: %d", p.Statut)
	}
	if p := c.Poster("/guide/attentes/retirer", url.Values{"question": {"x"}, "retour": {"//ailleurs.example"}}); p.Chemin != "/" {
		t.Errorf("a foreign return led to %s", p.Chemin)
	}
	if p := c.Lire("/guide/attentes"); !strings.Contains(p.Texte, "Aucune question en attente") {
		t.Errorf("awaited: %s", p.Contenu())
	}
}
