package galerie_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"

	"claudia/web/page"
	"claudia/web/ui"
	"claudia/web/ui/galerie"
)

func newRegistre(t *testing.T) *page.Registry {
	t.Helper()
	a, err := ui.NewAssets()
	if err != nil {
		t.Fatal(err)
	}
	reg, err := ui.Registre(a, time.UTC)
	if err != nil {
		t.Fatal(err)
	}
	if err := galerie.Ajouter(reg); err != nil {
		t.Fatal(err)
	}
	return reg
}

// Every component is drawn with missingkey=error, then read as a browser would.
func TestHandler_drawsAccessiblePages(t *testing.T) {
	h := galerie.Handler(newRegistre(t))
	for _, chemin := range append(galerie.Pages(), galerie.Prefixe+"/suggestions?q=paris", galerie.Prefixe+"/panneau") {
		w := httptest.NewRecorder()
		h.ServeHTTP(w, httptest.NewRequest(http.MethodGet, chemin, nil))
		want := http.StatusOK
		if strings.HasSuffix(chemin, "/absente") {
			want = http.StatusNotFound
		}
		if w.Code != want {
			t.Errorf("GET %s = %d, want %d", chemin, w.Code, want)
			continue
		}
		racine, err := html.Parse(w.Body)
		if err != nil {
			t.Fatal(err)
		}
		for _, faute := range fautes(racine) {
			t.Errorf("%s: %s", chemin, faute)
		}
	}
}

// fautes lists what breaks the promises of the design system: ids used twice, references to ids that
// do not exist, controls without a label, buttons and links without a name, inline scripts and styles.
func fautes(racine *html.Node) []string {
	d := document{ids: map[string]int{}, etiquettes: map[string]bool{}}
	d.recenser(racine)
	d.verifier(racine)
	for id, n := range d.ids {
		if n > 1 {
			d.fautes = append(d.fautes, "the id "+id+" is used more than once")
		}
	}
	return d.fautes
}

type document struct {
	ids        map[string]int
	etiquettes map[string]bool
	fautes     []string
}

func (d *document) recenser(n *html.Node) {
	if n.Type == html.ElementNode {
		if id := attr(n, "id"); id != "" {
			d.ids[id]++
		}
		if n.Data == "label" {
			d.etiquettes[attr(n, "for")] = true
		}
	}
	for c := range n.ChildNodes() {
		d.recenser(c)
	}
}

func (d *document) verifier(n *html.Node) {
	if n.Type == html.ElementNode {
		d.verifierReferences(n)
		d.verifierNom(n)
		d.verifierCSP(n)
	}
	for c := range n.ChildNodes() {
		d.verifier(c)
	}
}

func (d *document) verifierReferences(n *html.Node) {
	for _, a := range []string{"aria-describedby", "aria-labelledby", "aria-controls", "for", "list"} {
		for id := range strings.FieldsSeq(attr(n, a)) {
			if d.ids[id] == 0 {
				d.fautes = append(d.fautes, n.Data+" "+a+" names the id "+id+", which is not in the page")
			}
		}
	}
	if cible, ok := strings.CutPrefix(attr(n, "href"), "#champ-"); ok && d.ids["champ-"+cible] == 0 {
		d.fautes = append(d.fautes, "a link leads to #champ-"+cible+", which is not in the page")
	}
}

func (d *document) verifierNom(n *html.Node) {
	switch n.Data {
	case "input", "select", "textarea", "progress":
		if attr(n, "type") != "hidden" && !d.etiquettes[attr(n, "id")] && attr(n, "aria-label") == "" {
			d.fautes = append(d.fautes, n.Data+" "+attr(n, "name")+" has no label")
		}
	case "button", "a", "summary":
		if strings.TrimSpace(texte(n)) == "" && attr(n, "aria-label") == "" {
			d.fautes = append(d.fautes, n.Data+" has no name: "+attr(n, "class"))
		}
	case "img":
		if attr(n, "alt") == "" {
			d.fautes = append(d.fautes, "an image has no alternative text")
		}
	}
}

func (d *document) verifierCSP(n *html.Node) {
	if n.Data == "style" || (n.Data == "script" && attr(n, "src") == "") {
		d.fautes = append(d.fautes, "inline "+n.Data)
	}
	for _, a := range n.Attr {
		if a.Key == "style" || strings.HasPrefix(a.Key, "on") {
			d.fautes = append(d.fautes, n.Data+" has the attribute "+a.Key)
		}
		if (a.Key == "src" || a.Key == "href") && strings.Contains(a.Val, "//") {
			d.fautes = append(d.fautes, n.Data+" reaches another host: "+a.Val)
		}
	}
}

func attr(n *html.Node, cle string) string {
	for _, a := range n.Attr {
		if a.Key == cle {
			return a.Val
		}
	}
	return ""
}

func texte(n *html.Node) string {
	if n.Type == html.TextNode {
		return n.Data
	}
	var b strings.Builder
	b.WriteString(attr(n, "alt"))
	for c := range n.ChildNodes() {
		b.WriteString(texte(c))
	}
	return b.String()
}
