package webtest

import (
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// VerifierDocument holds what every page owes its readers: one main heading, ids given once, labels for
// all controls, links and descriptions that point somewhere, nothing inline.
func VerifierDocument(t *testing.T, chemin string, arbre *html.Node) {
	t.Helper()
	ids, labels, titres := map[string]int{}, map[string]bool{}, 0
	for n := range arbre.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		if id := attribut(n, "id"); id != "" {
			if ids[id]++; ids[id] > 1 {
				t.Errorf("%s: the id %q is there twice", chemin, id)
			}
		}
		labels[attribut(n, "for")] = true
		if n.Data == "h1" {
			titres++
		}
		if n.Data == "style" || n.Data == "script" && attribut(n, "src") == "" || attribut(n, "style") != "" || attribut(n, "onclick") != "" {
			t.Errorf("%s holds something inline: <%s>", chemin, n.Data)
		}
	}
	if titres != 1 {
		t.Errorf("%s has %d main headings, want 1", chemin, titres)
	}
	for n := range arbre.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		if (n.Data == "input" && attribut(n, "type") != "hidden" || n.Data == "textarea" || n.Data == "select") && !labels[attribut(n, "id")] {
			t.Errorf("%s: the control %q has no label", chemin, attribut(n, "name"))
		}
		if ancre, interne := strings.CutPrefix(attribut(n, "href"), "#"); interne && ids[ancre] == 0 {
			t.Errorf("%s: the link #%s points nowhere", chemin, ancre)
		}
		for id := range strings.FieldsSeq(attribut(n, "aria-describedby") + " " + attribut(n, "aria-labelledby")) {
			if ids[id] == 0 {
				t.Errorf("%s: the description %q points nowhere", chemin, id)
			}
		}
	}
}
