package conversation_test

import (
	"net/http"
	"net/url"
	"os"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/uuid"
	"golang.org/x/net/html"

	"claudia/assistant"
	"claudia/assistant/dialogue"
	"claudia/internal/comptes/comptesdemo"
	"claudia/internal/pg/pgtest"
	"claudia/kb/retours"
	"claudia/web/webtest"
)

func TestMain(m *testing.M) { os.Exit(pgtest.Main(m)) }

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// salon is a person in her conversation.
type salon struct {
	t    *testing.T
	site *webtest.Site
	c    *webtest.Client
	id   uuid.UUID
}

func nouveauSalon(t *testing.T, email string) *salon {
	t.Helper()
	s := &salon{t: t, site: webtest.New(t)}
	s.c = s.site.Connecter(t, email)
	conv, err := s.site.Assistant.Courante(t.Context(), s.site.Jeu.Acteurs[email])
	must(t, err)
	s.id = conv.ID
	s.site.Calme(t, s.id, 0)
	return s
}

// dire says something by the plain form and gives the answers.
func (s *salon) dire(texte string) []assistant.Message {
	s.t.Helper()
	avant := s.site.Calme(s.t, s.id, 0)
	s.c.Poster("/assistant/"+s.id.String()+"/messages", url.Values{"texte": {texte}, "retour": {"/assistant"}})
	ms := s.site.Calme(s.t, s.id, avant[len(avant)-1].Seq)
	if len(ms) < 2 {
		s.t.Fatalf("no answer to %q", texte)
	}
	return ms[1:]
}

// citation is the first part of an answer that quotes the guide.
func citation(t *testing.T, ms []assistant.Message) (retours.Endroit, string) {
	t.Helper()
	for _, m := range ms {
		for i, b := range m.Contenu.Blocs {
			if _, _, ok := retours.Citee(b.Lien); ok && b.Genre == dialogue.BlocSource {
				return retours.Endroit{Seq: int64(m.Seq), Bloc: i}, b.Lien
			}
		}
	}
	t.Fatalf("nothing is quoted in %+v", ms)
	return retours.Endroit{}, ""
}

func forme(e retours.Endroit, utile string) url.Values {
	return url.Values{"endroit": {nombre(e.Seq) + "." + nombre(int64(e.Bloc))}, "utile": {utile}, "retour": {"/assistant#journal-fin"}}
}

// presses gives which thumbs are down.
func presses(p webtest.Page) (out []string) {
	for n := range p.Arbre.Descendants() {
		if n.Type == html.ElementNode && n.Data == "button" && attr(n, "name") == "utile" && attr(n, "aria-pressed") == "true" {
			out = append(out, attr(n, "value"))
		}
	}
	return out
}

func nombre(n int64) string { return strconv.FormatInt(n, 10) }

func attr(n *html.Node, nom string) string {
	for _, a := range n.Attr {
		if a.Key == nom {
			return a.Val
		}
	}
	return ""
}

// A vote by the plain form: kept on the version quoted, shown pressed, changed by another, and no turn.
func TestAvis_withoutScript(t *testing.T) {
	t.Parallel()
	s := nouveauSalon(t, comptesdemo.Interprete)
	s.dire("nouveau mémoire")
	e, lien := citation(t, s.dire("quel est le délai pour déposer un mémoire ?"))
	avant := s.site.Calme(t, s.id, 0)
	chemin := "/assistant/" + s.id.String() + "/avis"
	bilan := func() [2]int64 {
		article, empreinte, _ := retours.Citee(lien)
		b, err := s.site.Retours.Bilan(t.Context(), article, empreinte)
		must(t, err)
		return [2]int64{b.Oui, b.Non}
	}
	if p := s.c.Lire("/assistant"); len(presses(p)) != 0 || !strings.Contains(p.Texte, "Cette réponse vous aide-t-elle") {
		t.Errorf("before any vote, %v is pressed", presses(p))
	}
	p := s.c.Poster(chemin, forme(e, "oui"))
	if d := cmp.Diff([]string{"oui"}, presses(p)); p.Statut != http.StatusOK || p.Chemin != "/assistant" || d != "" || !strings.Contains(p.Texte, "Merci !") || bilan() != [2]int64{1, 0} {
		t.Errorf("yes: %d at %s, counts %v (-want +pressed):\n%s", p.Statut, p.Chemin, bilan(), d)
	}
	p = s.c.Poster(chemin, forme(e, "non"))
	if d := cmp.Diff([]string{"non"}, presses(p)); d != "" || !strings.Contains(p.Texte, "Demander un conseiller") || bilan() != [2]int64{0, 1} {
		t.Errorf("changed to no: counts %v (-want +pressed):\n%s", bilan(), d)
	}
	if d := cmp.Diff(avant, s.site.Calme(t, s.id, 0)); d != "" {
		t.Errorf("the vote was a turn (-before +after):\n%s", d)
	}
	actives := 0
	for n := range p.Arbre.Descendants() {
		if n.Type == html.ElementNode && n.Data == "button" && attr(n, "name") == "choix" {
			actives++
		}
	}
	if actives == 0 {
		t.Error("R4: the replies of the pending question are gone after the vote")
	}
}

// The door to a human is that of everybody: words said in the conversation.
func TestAvis_noOffersAHuman(t *testing.T) {
	t.Parallel()
	s := nouveauSalon(t, comptesdemo.Interprete)
	e, _ := citation(t, s.dire("quel est le délai pour déposer un mémoire ?"))
	p := s.c.Poster("/assistant/"+s.id.String()+"/avis", forme(e, "non"))
	var dit string
	for n := range p.Arbre.Descendants() {
		if n.Type == html.ElementNode && attr(n, "name") == "texte" && attr(n, "type") == "hidden" {
			dit = attr(n, "value")
		}
	}
	if dit == "" {
		t.Fatalf("no human is offered: %s", p.Contenu())
	}
	s.dire(dit)
	var motif *string
	must(t, s.site.DB.Pool.QueryRow(t.Context(), "SELECT humain_at::text FROM dialogues WHERE conversation_id = $1", s.id).Scan(&motif))
	if motif == nil {
		t.Errorf("%q calls no human", dit)
	}
}

// A script gets the thumbs drawn again, and sentences for what is refused.
func TestAvis_forScripts(t *testing.T) {
	t.Parallel()
	s := nouveauSalon(t, comptesdemo.Interprete)
	e, _ := citation(t, s.dire("quel est le délai pour déposer un mémoire ?"))
	autre := s.site.Connecter(t, comptesdemo.Medecin)
	chemin := "/assistant/" + s.id.String() + "/avis"
	dernier := s.site.Calme(t, s.id, 0)
	for _, x := range []struct {
		nom    string
		c      *webtest.Client
		f      url.Values
		statut int
		dit    string
	}{
		{"yes", s.c, forme(e, "oui"), 200, `aria-pressed=\"true\"`},
		{"neither", s.c, forme(e, "peut-être"), 422, "choix_requis"},
		{"a greeting", s.c, forme(retours.Endroit{Seq: 2}, "oui"), 422, "etape_invalide"},
		{"no such part", s.c, forme(retours.Endroit{Seq: e.Seq, Bloc: 99}, "oui"), 422, "etape_invalide"},
		{"no such message", s.c, forme(retours.Endroit{Seq: int64(dernier[len(dernier)-1].Seq) + 1}, "oui"), 422, "position_invalide"},
		{"words", s.c, url.Values{"endroit": {"un.deux"}, "utile": {"oui"}}, 422, "etape_invalide"},
		{"negative", s.c, url.Values{"endroit": {"-1.-1"}, "utile": {"oui"}}, 422, "etape_invalide"},
		{"somebody else's", autre, forme(e, "non"), 404, "introuvable"},
	} {
		r := webtest.Formulaire(chemin, x.f)
		r.Entetes["Accept"] = "application/json"
		p := x.c.Essayer(r)
		if p.Statut != x.statut || !strings.Contains(p.Texte, x.dit) {
			t.Errorf("%s: %d %s, want %d with %s", x.nom, p.Statut, p.Texte, x.statut, x.dit)
		}
	}
	votes, err := s.site.Retours.Pouces(t.Context(), s.id)
	must(t, err)
	if d := cmp.Diff(map[retours.Endroit]bool{e: true}, votes); d != "" {
		t.Errorf("votes (-want +got):\n%s", d)
	}
}
