package certificat

import (
	"bytes"
	"fmt"
	"image/color"
	"strings"
	"time"
	"unicode"

	"codeberg.org/go-pdf/fpdf"
	"github.com/boombuler/barcode/qr"
	"golang.org/x/image/font/gofont/gobold"
	"golang.org/x/image/font/gofont/gomono"
	"golang.org/x/image/font/gofont/goregular"
)

// The page, in millimetres: A4 with equal margins.
const (
	marge   = 18.0
	largeur = 210 - 2*marge
	bas     = 297 - 22.0 // where the foot begins
)

// teinte is a colour in red, green, blue.
type teinte struct{ r, v, b int }

// The inks of the documents: they stay readable printed in grey.
var (
	encre  = teinte{22, 40, 42}
	accent = teinte{14, 90, 88}
	gris   = teinte{74, 91, 91}
	filet  = teinte{220, 215, 201}
	fond   = teinte{246, 244, 238}
)

// feuille is a PDF under way, with our fonts and a fixed date.
type feuille struct {
	*fpdf.Fpdf
}

// nouvelle starts a document whose dates are le, so that the same content gives the same bytes.
func nouvelle(titre, pied string, le time.Time) *feuille {
	p := fpdf.New("P", "mm", "A4", "")
	// The library renumbers the glyphs of composite letters inside the bytes that it is given: a copy
	// keeps the fonts, which the whole program shares, as they are.
	p.AddUTF8FontFromBytes("go", "", bytes.Clone(goregular.TTF))
	p.AddUTF8FontFromBytes("go", "B", bytes.Clone(gobold.TTF))
	p.AddUTF8FontFromBytes("mono", "", bytes.Clone(gomono.TTF))
	p.SetCatalogSort(true)
	p.SetCreationDate(le)
	p.SetModificationDate(le)
	p.SetTitle(titre, true)
	p.SetLang("fr-FR")
	p.SetMargins(marge, marge, marge)
	p.SetAutoPageBreak(false, 0)
	p.AliasNbPages("{nb}")
	f := &feuille{p}
	p.SetFooterFunc(func() {
		f.trait(bas+4, filet)
		f.police("", 7.5, gris)
		p.SetXY(marge, bas+5.5)
		f.CellFormat(largeur-30, 4, sur(pied), "", 0, "L", false, 0, "")
		f.CellFormat(30, 4, sur(fmt.Sprintf("Page %d sur {nb}", p.PageNo())), "", 0, "R", false, 0, "")
	})
	p.AddPage()
	return f
}

// octets closes the document.
func (f *feuille) octets() ([]byte, error) {
	var b bytes.Buffer
	if err := f.Output(&b); err != nil {
		return nil, fmt.Errorf("draw the document: %w", err)
	}
	return b.Bytes(), nil
}

// insecable stands for a no-break space until lines are cut.
const insecable = '\u00a0'

// sur gives the text as our fonts can draw it: every space becomes the plain one (two characters that
// share a glyph would make the font subset depend on the order of a map), and what lies outside of
// the first plane a replacement.
func sur(s string) string {
	return strings.ReplaceAll(propre(s), string(insecable), " ")
}

// propre is sur with the no-break spaces kept.
func propre(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\u202f' || r == insecable:
			return insecable
		case r == '\u2010' || r == '\u2011' || r == '\u00ad':
			return '-'
		case unicode.IsSpace(r), r < ' ', r == 0x7f:
			return ' '
		case r > 0xffff:
			return '\u25a1'
		}
		return r
	}, strings.ToValidUTF8(s, "\u25a1"))
}

func (f *feuille) police(style string, corps float64, t teinte) {
	f.SetFont("go", style, corps)
	f.SetTextColor(t.r, t.v, t.b)
}

func (f *feuille) trait(y float64, t teinte) {
	f.SetDrawColor(t.r, t.v, t.b)
	f.SetLineWidth(0.25)
	f.Line(marge, y, marge+largeur, y)
}

// pave fills a rounded block.
func (f *feuille) pave(x, y, l, h float64, t teinte) {
	f.SetFillColor(t.r, t.v, t.b)
	f.RoundedRect(x, y, l, h, 2, "1234", "F")
}

// place starts a new page when less than h millimetres are left, and tells whether it did.
func (f *feuille) place(h float64) bool {
	if f.GetY()+h <= bas {
		return false
	}
	f.AddPage()
	f.SetY(marge)
	return true
}

// paragraphe writes a text over the width, and goes below it.
func (f *feuille) paragraphe(texte string, corps float64, t teinte) {
	f.police("", corps, t)
	for _, l := range f.lignes(texte, largeur) {
		f.place(corps * 0.52)
		f.CellFormat(largeur, corps*0.52, l, "", 2, "L", false, 0, "")
	}
}

// lignes cuts a text at the width with the current font; a word longer than the line is cut too.
func (f *feuille) lignes(texte string, l float64) []string {
	var out []string
	for paragraphe := range strings.SplitSeq(texte, "\n") {
		courante := ""
		for _, mot := range strings.FieldsFunc(propre(paragraphe), func(r rune) bool { return r == ' ' }) {
			mot = strings.ReplaceAll(mot, string(insecable), " ")
			essai := strings.TrimSpace(courante + " " + mot)
			if f.GetStringWidth(essai) <= l-2 {
				courante = essai
				continue
			}
			if courante != "" {
				out = append(out, courante)
			}
			courante = mot
			for f.GetStringWidth(courante) > l-2 && len([]rune(courante)) > 1 {
				n := f.tient(courante, l-2)
				out = append(out, string([]rune(courante)[:n]))
				courante = string([]rune(courante)[n:])
			}
		}
		out = append(out, courante)
	}
	return out
}

// tient counts the first characters of a word that fit the width, at least one.
func (f *feuille) tient(mot string, l float64) int {
	r := []rune(mot)
	n := 1
	for n < len(r) && f.GetStringWidth(string(r[:n+1])) <= l {
		n++
	}
	return n
}

// titre writes the name of a section with its rule.
func (f *feuille) titre(texte string) {
	f.place(20)
	f.Ln(5)
	f.police("B", 11, accent)
	f.CellFormat(largeur, 6, sur(texte), "", 2, "L", false, 0, "")
	f.trait(f.GetY()+0.5, filet)
	f.Ln(2.5)
}

// fait writes one « label: value » row.
func (f *feuille) fait(libelle, valeur string) {
	if valeur == "" {
		return
	}
	const colonne = 52.0
	f.police("", 9.5, encre)
	lignes := f.lignes(valeur, largeur-colonne)
	f.place(float64(len(lignes)) * 5.2)
	y := f.GetY()
	f.police("", 8.5, gris)
	f.CellFormat(colonne, 5.2, sur(libelle), "", 0, "L", false, 0, "")
	f.police("", 9.5, encre)
	for i, l := range lignes {
		f.SetXY(marge+colonne, y+float64(i)*5.2)
		f.CellFormat(largeur-colonne, 5.2, l, "", 0, "L", false, 0, "")
	}
	f.SetXY(marge, y+float64(len(lignes))*5.2+0.6)
}

// code draws a QR code in vectors, one rectangle for each run of dark modules.
func (f *feuille) code(texte string, x, y, cote float64) error {
	q, err := qr.Encode(texte, qr.M, qr.Auto)
	if err != nil {
		return fmt.Errorf("draw the QR code: %w", err)
	}
	b := q.Bounds()
	module := cote / float64(b.Dx())
	f.SetFillColor(encre.r, encre.v, encre.b)
	for j := range b.Dy() {
		for i := 0; i < b.Dx(); i++ {
			debut := i
			for i < b.Dx() && sombre(q.At(b.Min.X+i, b.Min.Y+j)) {
				i++
			}
			if i > debut {
				f.Rect(x+float64(debut)*module, y+float64(j)*module, float64(i-debut)*module, module, "F")
			}
		}
	}
	return nil
}

func sombre(c color.Color) bool {
	r, _, _, _ := c.RGBA()
	return r < 0x8000
}
