package compte_test

import (
	"bytes"
	"context"
	"mime/multipart"
	"net/http"
	"net/url"
	"os"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"claudia/internal/comptes"
	"claudia/internal/comptes/comptesdemo"
	"claudia/internal/pg/pgtest"
	"claudia/web/webtest"
)

func TestMain(m *testing.M) { os.Exit(pgtest.Main(m)) }

// bench is the site with the demo accounts, and the ids of what they own.
type bench struct {
	*webtest.Site
	jeu comptesdemo.Jeu
}

func setup(t *testing.T) bench {
	t.Helper()
	t.Parallel()
	s := webtest.New(t)
	jeu, err := comptesdemo.Installer(context.Background(), s.DB)
	if err != nil {
		t.Fatal(err)
	}
	return bench{s, jeu}
}

const cabinet = "Cabinet médical MÜLLER"

// chemin gives the address of the doctor's structure.
func (b bench) chemin(suite string) string {
	return "/structures/" + strconv.FormatInt(int64(b.jeu.Structures[cabinet].ID), 10) + suite
}

// acteur reads the rights of an account as they are now.
func (b bench) acteur(t *testing.T, email string) comptes.Acteur {
	t.Helper()
	a, err := b.Comptes.Acteur(context.Background(), b.jeu.Acteurs[email].Utilisateur, comptes.Portail)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func (b bench) coordonnees(t *testing.T) []comptes.Coordonnees {
	t.Helper()
	k, err := b.Comptes.CoordonneesDe(context.Background(), b.acteur(t, comptesdemo.Medecin), b.jeu.Structures[cabinet].ID)
	if err != nil {
		t.Fatal(err)
	}
	return k
}

// form reads the controls of the first form of the page that posts to action, as a browser would
// send them.
func form(t *testing.T, p webtest.Page, action string) url.Values {
	t.Helper()
	for n := range p.Arbre.Descendants() {
		if n.Type == html.ElementNode && n.Data == "form" && attr(n, "action") == action && attr(n, "method") == "post" {
			return controls(n)
		}
	}
	t.Fatalf("no form posts to %s on %s", action, p.Chemin)
	return nil
}

func controls(f *html.Node) url.Values {
	v := url.Values{}
	for n := range f.Descendants() {
		if n.Type != html.ElementNode || attr(n, "name") == "" {
			continue
		}
		switch kind := attr(n, "type"); {
		case n.Data == "textarea":
			v.Add(attr(n, "name"), text(n))
		case n.Data == "select":
			for o := range n.Descendants() {
				if o.Data == "option" && has(o, "selected") {
					v.Set(attr(n, "name"), attr(o, "value"))
				}
			}
		case n.Data == "input" && kind != "file" && (kind != "checkbox" && kind != "radio" || has(n, "checked")):
			v.Add(attr(n, "name"), attr(n, "value"))
		}
	}
	return v
}

// multi makes a multipart form with at most one file.
func multi(t *testing.T, v url.Values, nom string, contenu []byte) (genre string, corps *bytes.Buffer) {
	t.Helper()
	corps = &bytes.Buffer{}
	w := multipart.NewWriter(corps)
	for k, valeurs := range v {
		for _, s := range valeurs {
			if err := w.WriteField(k, s); err != nil {
				t.Fatal(err)
			}
		}
	}
	if nom != "" {
		f, err := w.CreateFormFile("fichier", nom)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := f.Write(contenu); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return w.FormDataContentType(), corps
}

func attr(n *html.Node, nom string) string {
	for _, a := range n.Attr {
		if a.Key == nom {
			return a.Val
		}
	}
	return ""
}

func has(n *html.Node, nom string) bool {
	for _, a := range n.Attr {
		if a.Key == nom {
			return true
		}
	}
	return false
}

func text(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
		}
	}
	return b.String()
}

// says tells whether the page shows the words, whatever the spaces between them.
func says(p webtest.Page, mots string) bool {
	plat := func(s string) string { return strings.Join(strings.Fields(s), " ") }
	return strings.Contains(plat(text(p.Arbre)), plat(mots))
}

func want(t *testing.T, p webtest.Page, statut int, mots ...string) {
	t.Helper()
	if p.Statut != statut {
		t.Fatalf("%s: status %d, want %d; errors %q", p.Chemin, p.Statut, statut, p.Erreurs())
	}
	for _, m := range mots {
		if !says(p, m) {
			t.Errorf("%s does not say %q; errors %q", p.Chemin, m, p.Erreurs())
		}
	}
}

var reference = regexp.MustCompile(`<code>[0-9a-f]{8}</code>|value="/[^"]*"`)

// anonyme drops from a page what differs from one request to the next.
func anonyme(p webtest.Page) string { return reference.ReplaceAllString(p.Texte, "") }

const ok = http.StatusOK
