package kb

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"unicode"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"claudia/kb/analyse"
	"claudia/kb/moteur"
)

type passage = moteur.Passage

// avisPage is what an editor should look at.
type avisPage struct{ avis []string }

var (
	classesEncadre = regexp.MustCompile(`^(encadre encadre-(note|attention|exemple|verifier)|encadre-titre)$`)
	// adresses are pages of ours, https, and mail; « //elsewhere » is neither (M17).
	adresses = regexp.MustCompile(`^(/[^/\\][^\s]*|/|#[^\s]*|https://[^\s]+|mailto:[^\s]+)$`)
)

// ancres makes the anchors of headings, with folded accents: goldmark's own drops accented letters.
type ancres struct{ vues map[string]bool }

// Generate gives the anchor of a heading, never twice the same in a page.
func (a *ancres) Generate(value []byte, _ ast.NodeKind) []byte {
	base := Ancre(string(value))
	nom := base
	for n := 2; a.vues[nom]; n++ {
		nom = base + "-" + strconv.Itoa(n)
	}
	a.vues[nom] = true
	return []byte(nom)
}

// Put keeps an anchor given by hand.
func (a *ancres) Put(value []byte) { a.vues[string(value)] = true }

// Ancre folds a title into an anchor: « Étape 1 : l'envoi » gives etape-1-l-envoi.
func Ancre(titre string) string {
	var b strings.Builder
	for _, r := range analyse.Plier(titre) {
		switch {
		case r < 0x80 && (unicode.IsLetter(r) || unicode.IsDigit(r)):
			b.WriteRune(r)
		case b.Len() > 0 && !strings.HasSuffix(b.String(), "-"):
			b.WriteByte('-')
		}
	}
	if s := strings.TrimSuffix(b.String(), "-"); s != "" {
		return s
	}
	return "section"
}

// Encadre is a block quote that begins with [!note], [!attention], [!exemple] or [!verifier].
type encadre struct {
	ast.BaseBlock
	genre string
}

var kindEncadre = ast.NewNodeKind("Encadre")

// Kind is the kind of the node.
func (*encadre) Kind() ast.NodeKind { return kindEncadre }

// Dump writes the node for those who debug.
func (e *encadre) Dump(src []byte, niveau int) {
	ast.DumpHelper(e, src, niveau, map[string]string{"genre": e.genre}, nil)
}

var marqueEncadre = regexp.MustCompile(`^\[!(note|attention|exemple|verifier)\]\s*$`)

// encadres turns marked block quotes into callouts.
type encadres struct{}

// Transform replaces the block quotes of a document.
func (encadres) Transform(doc *ast.Document, r text.Reader, _ parser.Context) {
	var trouves []*ast.Blockquote
	_ = ast.Walk(doc, func(n ast.Node, entre bool) (ast.WalkStatus, error) {
		if b, ok := n.(*ast.Blockquote); ok && entre {
			trouves = append(trouves, b)
		}
		return ast.WalkContinue, nil
	})
	for _, b := range trouves {
		p, ok := b.FirstChild().(*ast.Paragraph)
		if !ok || p.Lines().Len() == 0 {
			continue
		}
		premiere := p.Lines().At(0)
		m := marqueEncadre.FindSubmatch(premiere.Value(r.Source()))
		if m == nil {
			continue
		}
		retirerLigne(p, premiere)
		e := &encadre{genre: string(m[1])}
		for c := b.FirstChild(); c != nil; {
			suite := c.NextSibling()
			e.AppendChild(e, c)
			c = suite
		}
		b.Parent().ReplaceChild(b.Parent(), b, e)
	}
}

// retirerLigne drops the inline nodes of the line that holds the mark.
func retirerLigne(p *ast.Paragraph, ligne text.Segment) {
	for c := p.FirstChild(); c != nil; {
		suite := c.NextSibling()
		if t, ok := c.(*ast.Text); ok && t.Segment.Start >= ligne.Start && t.Segment.Stop <= ligne.Stop {
			p.RemoveChild(p, c)
		}
		c = suite
	}
}

func rendreEncadres() renderer.Option {
	return renderer.WithNodeRenderers(util.Prioritized(rendeurEncadre{}, 500))
}

type rendeurEncadre struct{}

// RegisterFuncs gives goldmark the function that writes a callout.
func (rendeurEncadre) RegisterFuncs(reg renderer.NodeRendererFuncRegisterer) {
	reg.Register(kindEncadre, func(w util.BufWriter, _ []byte, n ast.Node, entre bool) (ast.WalkStatus, error) {
		e, ok := n.(*encadre)
		if !ok {
			return ast.WalkContinue, nil
		}
		var err error
		if entre {
			_, err = fmt.Fprintf(w, "<aside class=\"encadre encadre-%s\">\n<p class=\"encadre-titre\">%s</p>\n", e.genre, titreEncadre(e.genre))
		} else {
			_, err = w.WriteString("</aside>\n")
		}
		return ast.WalkContinue, err //nolint:wrapcheck // goldmark wraps it
	})
}

func titreEncadre(genre string) string {
	switch genre {
	case "attention":
		return "Attention"
	case "exemple":
		return "Exemple"
	case "verifier":
		return "À vérifier"
	}
	return "Bon à savoir"
}

// releverAvis lists what the rendering leaves out, with its line.
func releverAvis(doc ast.Node, src []byte) []string {
	var out []string
	ligne := func(debut int) int { return 1 + strings.Count(string(src[:min(max(debut, 0), len(src))]), "\n") }
	dernier := 0
	_ = ast.Walk(doc, func(n ast.Node, entre bool) (ast.WalkStatus, error) {
		if !entre {
			return ast.WalkContinue, nil
		}
		if n.Type() == ast.TypeBlock && n.Lines().Len() > 0 {
			dernier = n.Lines().At(0).Start
		}
		switch x := n.(type) {
		case *ast.HTMLBlock, *ast.RawHTML:
			out = append(out, fmt.Sprintf("Ligne %d : le HTML n'est pas pris ; écrivez en Markdown.", ligne(dernier)))
		case *ast.Image:
			out = append(out, fmt.Sprintf("Ligne %d : l'image n'est pas affichée.", ligne(dernier)))
		case *ast.Link:
			if !adresses.Match(x.Destination) {
				out = append(out, fmt.Sprintf("Ligne %d : le lien a été retiré ; seuls les liens du guide, https et mailto sont pris.", ligne(dernier)))
			}
		case *ast.Heading:
			if x.Level == 1 {
				out = append(out, fmt.Sprintf("Ligne %d : le titre de niveau 1 est celui de l'article ; commencez à ##.", ligne(dernier)))
			}
		}
		return ast.WalkContinue, nil
	})
	return out
}

// decouper gives the table of contents and the passages: the text before the first heading, then each
// section of level 2 or 3.
func decouper(doc ast.Node, src []byte) ([]Titre, []passage) {
	var titres []Titre
	passages := []passage{{}}
	for n := doc.FirstChild(); n != nil; n = n.NextSibling() {
		if h, ok := n.(*ast.Heading); ok && h.Level <= 3 {
			t := Titre{Niveau: h.Level, Texte: texteBrut(h, src)}
			if id, ok := h.AttributeString("id"); ok {
				if b, ok := id.([]byte); ok {
					t.Ancre = string(b)
				}
			}
			titres = append(titres, t)
			passages = append(passages, passage{Ancre: t.Ancre, Titre: t.Texte})
			continue
		}
		p := &passages[len(passages)-1]
		if s := texteBrut(n, src); s != "" {
			p.Texte = strings.TrimSpace(p.Texte + "\n" + s)
		}
	}
	out := passages[:0]
	for _, p := range passages {
		if p.Texte != "" {
			out = append(out, p)
		}
	}
	return titres, out
}

// texteBrut gives the words of a node, one line a block; cells of a table are parted by « : ».
func texteBrut(n ast.Node, src []byte) string {
	var b strings.Builder
	_ = ast.Walk(n, func(n ast.Node, entre bool) (ast.WalkStatus, error) {
		switch x := n.(type) {
		case *ast.Text:
			if entre {
				b.Write(x.Segment.Value(src))
				if x.SoftLineBreak() || x.HardLineBreak() {
					b.WriteByte(' ')
				}
			}
			return ast.WalkContinue, nil
		case *ast.String:
			if entre {
				b.Write(x.Value)
			}
			return ast.WalkContinue, nil
		case *ast.HTMLBlock, *ast.RawHTML:
			return ast.WalkSkipChildren, nil
		case *extast.TableCell:
			if entre && n.PreviousSibling() != nil {
				b.WriteString(" : ")
			}
			return ast.WalkContinue, nil
		}
		if !entre && n.Type() == ast.TypeBlock {
			b.WriteByte('\n')
		}
		return ast.WalkContinue, nil
	})
	var lignes []string
	for l := range strings.SplitSeq(b.String(), "\n") {
		if l = strings.Join(strings.Fields(l), " "); l != "" {
			lignes = append(lignes, l)
		}
	}
	return strings.Join(lignes, "\n")
}
