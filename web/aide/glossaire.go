package aide

import (
	"cmp"
	"net/http"
	"slices"
	"strings"

	"golang.org/x/net/html"

	"claudia/kb/analyse"
	"claudia/web/page"
)

// articleGlossaire holds the words, as a list of definitions.
const articleGlossaire = "glossaire"

// pageGlossaire is the list of the words of the trade.
type pageGlossaire struct {
	page.Base
	Lettres []lettre
	Article string
}

type lettre struct {
	Ancre, Lettre string
	Termes        []terme
}

type terme struct {
	Ancre, Mot, Definition string
}

func (a *Aide) showGlossaire(w http.ResponseWriter, r *http.Request) error {
	x, err := a.Base.Article(articleGlossaire)
	if err != nil {
		return err
	}
	v := pageGlossaire{Base: a.base(w, r, "Glossaire"), Article: chemin(articleGlossaire)}
	for _, t := range termes(string(x.HTML)) {
		initiale := "#"
		if p := analyse.Plier(t.Mot); p != "" {
			initiale = strings.ToUpper(p[:1])
		}
		if n := len(v.Lettres); n == 0 || v.Lettres[n-1].Lettre != initiale {
			v.Lettres = append(v.Lettres, lettre{Ancre: "lettre-" + strings.ToLower(initiale), Lettre: initiale})
		}
		l := &v.Lettres[len(v.Lettres)-1]
		l.Termes = append(l.Termes, t)
	}
	return a.Pages.Render(w, http.StatusOK, "guide-glossaire", v)
}

// termes reads the definitions out of a rendered article, in alphabetical order.
func termes(h string) []terme {
	arbre, err := html.Parse(strings.NewReader(h))
	if err != nil {
		return nil // a reader of a string never fails
	}
	var out []terme
	for n := range arbre.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		switch n.Data {
		case "dt":
			mot := texteDe(n)
			out = append(out, terme{Mot: mot, Ancre: "terme-" + strings.Join(strings.FieldsFunc(analyse.Plier(mot), separe), "-")})
		case "dd":
			if i := len(out) - 1; i >= 0 {
				out[i].Definition = strings.TrimSpace(out[i].Definition + " " + texteDe(n))
			}
		}
	}
	trier(out)
	return out
}

func separe(r rune) bool { return (r < 'a' || r > 'z') && (r < '0' || r > '9') }

func texteDe(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

func trier(ts []terme) {
	slices.SortStableFunc(ts, func(x, y terme) int { return cmp.Compare(analyse.Plier(x.Mot), analyse.Plier(y.Mot)) })
}
