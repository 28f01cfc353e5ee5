package web_test

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"testing"

	"github.com/google/uuid"
	"golang.org/x/net/html"

	"claudia/assistant/live"
	"claudia/internal/comptes/comptesdemo"
	"claudia/web/webtest"
)

// attaques are texts that run on a page that forgets to escape one of its contexts.
func attaques() []string {
	return []string{
		`<script>alert(1)</script>`, `"><script>alert(1)</script>`, `'><script>alert(1)</script>`, `</title><script>alert(1)</script>`,
		`</textarea><script>alert(1)</script>`, `</style><script>alert(1)</script>`, `<img src=x onerror=alert(1)>`, `"><img src=x onerror=alert(1)>`,
		`<svg onload=alert(1)>`, `<svg><script>alert(1)</script></svg>`, `<body onload=alert(1)>`, `<iframe src=javascript:alert(1)>`,
		`<a href="javascript:alert(1)">x</a>`, `javascript:alert(1)`, `JaVaScRiPt:alert(1)`, "java\tscript:alert(1)", `data:text/html,<script>alert(1)</script>`,
		`" onmouseover="alert(1)`, `' onmouseover='alert(1)`, `x onfocus=alert(1) autofocus`, `<input autofocus onfocus=alert(1)>`, `<details open ontoggle=alert(1)>`,
		`<math><mtext></mtext><script>alert(1)</script>`, `<object data=x>`, `<embed src=x>`, `<link rel=stylesheet href=//x>`, `<meta http-equiv=refresh content=0>`,
		`<base href=//x>`, `<form action=//x><button>y`, `<style>*{display:none}</style>`, `<p style="position:fixed">`, `<!--<script>alert(1)</script>-->`,
		`<![CDATA[<script>alert(1)</script>]]>`, `{{.}}`, `{{template "base" .}}`, `${alert(1)}`, `&lt;script&gt;alert(1)&lt;/script&gt;`, `&#60;script&#62;`,
		`\u003cscript\u003e`, `%3Cscript%3E`, `<scr<script>ipt>alert(1)</script>`, `<script/src=//x>`, "<img src=`x`onerror=alert(1)>", `<video><source onerror=alert(1)>`,
	}
}

// TestInjection stores each text in every free field and reads every page that shows it.
func TestInjection(t *testing.T) {
	t.Parallel()
	s := webtest.Avec(t, webtest.Reglages{Live: live.Config{MessagesMinute: 1e6, MessagesSeconde: 1e6}})
	c := s.Connecter(t, comptesdemo.Medecin)
	j := nouveauJeu(t, s, comptesdemo.Medecin, "Cabinet médical MÜLLER", comptesdemo.Secretaire)
	draft, st := "/memoires/"+string(j.brouillon.Numero), "/structures/"+nombre(j.structure.ID)
	poster := func(chemin string, f url.Values) { saine(t, chemin, c.Poster(chemin, f)) }
	for i, x := range attaques() {
		f := formeLigne(j)
		m, err := s.Memoires.ParID(t.Context(), j.par, j.brouillon.ID)
		verifier(t, err)
		f.Set("version", nombre(m.Version))
		f.Set("numero_affaire", x)
		f.Set("note", "note "+x)
		poster(draft+"/lignes", f)
		corps, genre := multiparte(t, url.Values{"type": {"REQ"}, "designation": {x}, "ligne": {"0"}}, strings.ReplaceAll(x, "/", "")+".png", photo(t))
		saine(t, "the document", c.Envoyer(draft+"/pieces", genre, corps))
		poster("/assistant/"+j.conversation+"/messages", url.Values{"texte": {x}, "retour": {"/accessibilite"}})
		poster(st+"/services", url.Values{"code": {"C" + strconv.Itoa(i)}, "libelle": {x}})
		saine(t, "search", c.Lire("/memoires?"+url.Values{"q": {x}, "etat": {x}}.Encode()))
		saine(t, "return", c.Lire("/connexion?"+url.Values{"retour": {"/" + x}}.Encode()))
		saine(t, "verification", c.Poster("/verifier", url.Values{"dossier": {x}, "empreinte": {x}}))
		saine(t, "suggestions", c.Lire("/recherche/juridiction?"+url.Values{"q": {x}}.Encode()))
		saine(t, "absent page", c.Lire("/"+url.PathEscape(strings.ReplaceAll(x, "..", ""))))
	}
	s.Calme(t, uuid.MustParse(j.conversation), 0)
	for i, x := range attaques() {
		if i%4 != 0 { // one name at a time: four families are enough for what all pages share
			continue
		}
		_, err := s.DB.Pool.Exec(t.Context(), "UPDATE structures SET raison_sociale = left($2, 60), adresse = left($2, 60), commune = left($2, 60) WHERE id = $1", j.structure.ID, x)
		verifier(t, err)
		_, err = s.DB.Pool.Exec(t.Context(), "UPDATE utilisateurs SET prenom = left($2, 60), nom = left($2, 60) WHERE id = $1", j.par.Utilisateur, x)
		verifier(t, err)
		for _, chemin := range []string{"/", "/memoires", draft, draft + "/pieces", draft + "/envoi", "/assistant", "/assistant/panneau", "/structures", st, st + "/modifier", "/rattachements", "/habilitations", "/habilitations/ajouter", "/compte", "/memoires/nouveau"} {
			p := c.Lire(chemin)
			if p.Statut != http.StatusOK {
				t.Fatalf("%s with the name %q: status %d", chemin, x, p.Statut)
			}
			saine(t, chemin, p)
		}
	}
	contientTout(t, "the mémoire", c.Lire(draft))
	contientTout(t, "the documents", c.Lire(draft+"/pieces"))
	contientTout(t, "the structure", c.Lire(st))
	suite := c.Lire("/assistant/" + j.conversation + "/depuis?seq=0")
	if !strings.HasPrefix(suite.Header.Get("Content-Type"), "application/json") || strings.Contains(suite.Texte, "<script>") {
		t.Errorf("the messages for scripts: %s", suite.Header.Get("Content-Type"))
	}
}

// contientTout looks for each text, as text.
func contientTout(t *testing.T, nom string, p webtest.Page) {
	t.Helper()
	texte := p.Contenu()
	for _, x := range attaques() {
		if !strings.Contains(x, "\t") && !strings.Contains(texte, strings.Join(strings.Fields(x), " ")) { // a field of one line takes no tab
			t.Errorf("%s does not show %q", nom, x)
		}
	}
}

// saine fails when the page holds an element or an attribute that none of ours has.
func saine(t *testing.T, nom string, p webtest.Page) {
	t.Helper()
	if p.Statut >= 500 {
		t.Errorf("%s: status %d", nom, p.Statut)
	}
	for n := range p.Arbre.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		switch n.Data {
		case "iframe", "object", "embed", "base", "style", "math", "video":
			t.Errorf("%s holds <%s>", nom, n.Data)
		case "script":
			if src := valeur(n, "src"); !strings.HasPrefix(src, "/static/") || n.FirstChild != nil {
				t.Errorf("%s holds a script from %q", nom, src)
			}
		case "meta":
			if valeur(n, "http-equiv") != "" {
				t.Errorf("%s holds a refresh", nom)
			}
		}
		for _, a := range n.Attr {
			v := strings.ToLower(strings.TrimSpace(a.Val))
			switch {
			case strings.HasPrefix(a.Key, "on"), a.Key == "style":
				t.Errorf("%s: <%s> has the attribute %s=%q", nom, n.Data, a.Key, a.Val)
			case a.Key == "href" || a.Key == "src" || a.Key == "action" || a.Key == "formaction":
				if v != "" && !strings.HasPrefix(v, "/") && !strings.HasPrefix(v, "#") && !strings.HasPrefix(v, "?") && !strings.HasPrefix(v, "https://") && !strings.HasPrefix(v, "mailto:") || strings.HasPrefix(v, "//") {
					t.Errorf("%s: <%s %s=%q> leads elsewhere", nom, n.Data, a.Key, a.Val)
				}
			}
		}
	}
}

func valeur(n *html.Node, nom string) string {
	for _, a := range n.Attr {
		if a.Key == nom {
			return a.Val
		}
	}
	return ""
}
