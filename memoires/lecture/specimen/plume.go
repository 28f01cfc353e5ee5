package specimen

import (
	"bytes"
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"time"

	"codeberg.org/go-pdf/fpdf"
	"golang.org/x/image/font/gofont/gobold"
	"golang.org/x/image/font/gofont/gomono"
	"golang.org/x/image/font/gofont/gomonobold"
	"golang.org/x/image/font/gofont/goregular"

	"claudia/memoires/lecture"
)

const (
	largeur = 595.28
	hauteur = 841.89
)

// plume draws a page and notes where the values stand.
type plume struct {
	pdf    *fpdf.Fpdf
	tr     func(string) string
	fam    string
	corps  float64
	y      float64
	gauche float64
	droite float64
	champs []lecture.Champ
	r      *rand.Rand
}

// part is a stretch of text; with a key it is the value of a field.
type part struct {
	texte  string
	style  string // "" or B
	cle    lecture.Cle
	valeur string
}

func txt(s string) part  { return part{texte: s} }
func gras(s string) part { return part{texte: s, style: "B"} }
func val(c lecture.Cle, texte, valeur string) part {
	return part{texte: texte, cle: c, valeur: valeur}
}

func nouvellePlume(d Donnees, police string) *plume {
	pdf := fpdf.New("P", "pt", "A4", "")
	pdf.SetCreationDate(time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC))
	pdf.SetModificationDate(time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC))
	pdf.SetCatalogSort(true)
	pdf.SetAutoPageBreak(false, 0)
	if d.Police != "" {
		police = d.Police
	}
	switch police {
	case "go":
		pdf.AddUTF8FontFromBytes("go", "", goregular.TTF)
		pdf.AddUTF8FontFromBytes("go", "B", gobold.TTF)
	case "gomono":
		pdf.AddUTF8FontFromBytes("gomono", "", gomono.TTF)
		pdf.AddUTF8FontFromBytes("gomono", "B", gomonobold.TTF)
	default:
	}
	pdf.AddPage()
	p := &plume{pdf: pdf, fam: police, corps: 11, y: 60, gauche: 56, droite: largeur - 56, r: rand.New(rand.NewPCG(d.Graine, 7))} //nolint:gosec // reproducible strokes
	p.tr = func(s string) string { return s }
	if police != "go" && police != "gomono" {
		p.tr = pdf.UnicodeTranslatorFromDescriptor("")
	}
	pdf.SetLineWidth(0.7)
	return p
}

func dessiner(d Donnees, n lecture.Nature) ([]byte, Verite, error) {
	m, err := modele(d.Modele, n)
	if err != nil {
		return nil, Verite{}, err
	}
	p := nouvellePlume(d, map[string]string{"fax": "courier", "gendarmerie": "courier", "ordonnance": "times", "certificat": "times", "lettre_parquet": "times", "proces_verbal": "helvetica"}[m.Nom])
	if p.fam == "" {
		p.fam = "helvetica"
	}
	m.dessin(p, d)
	var b bytes.Buffer
	if err := p.pdf.Output(&b); err != nil {
		return nil, Verite{}, fmt.Errorf("draw the specimen %s: %w", m.Nom, err)
	}
	return b.Bytes(), Verite{Nature: n, Champs: p.champs}, nil
}

func (p *plume) police(style string, corps float64) { p.pdf.SetFont(p.fam, style, corps) }

func (p *plume) large(s, style string, corps float64) float64 {
	p.police(style, corps)
	return p.pdf.GetStringWidth(p.tr(s))
}

// noter keeps the zone of a value; a value on two lines gets one zone around both.
func (p *plume) noter(c lecture.Cle, texte, valeur string, z lecture.Zone) {
	for i := range p.champs {
		if p.champs[i].Cle == c {
			if p.champs[i].Valeur == valeur && z[1]-p.champs[i].Zone[3] < 6 && z[1] > p.champs[i].Zone[1] {
				p.champs[i].Zone = p.champs[i].Zone.Union(z)
			}
			return
		}
	}
	p.champs = append(p.champs, lecture.Champ{Cle: c, Valeur: valeur, Texte: texte, Page: 1, Zone: z, Confiance: 1})
}

// mot draws a string whose baseline is y and gives its width.
func (p *plume) mot(x, y float64, q part, corps float64) float64 {
	w := p.large(q.texte, q.style, corps)
	for x+w > largeur-20 && corps > 6 { // what does not fit is written smaller
		corps -= 0.5
		w = p.large(q.texte, q.style, corps)
	}
	p.pdf.Text(x, y, p.tr(q.texte))
	if q.cle != "" && q.texte != "" {
		p.noter(q.cle, q.texte, q.valeur, lecture.Zone{x, y - 0.75*corps, x + w, y + 0.22*corps})
	}
	return w
}

// ligne writes the parts on one line at the left edge and goes down.
func (p *plume) ligne(parts ...part) {
	x := p.gauche
	for _, q := range parts {
		x += p.mot(x, p.y, q, p.corps)
	}
	p.y += p.corps * 1.45
}

// centre writes a heading.
func (p *plume) centre(s string, corps float64) {
	w := p.large(s, "B", corps)
	p.mot((largeur-w)/2, p.y, gras(s), corps)
	p.y += corps * 1.8
}

// para writes the parts as a paragraph between two edges.
func (p *plume) para(x0, x1 float64, parts ...part) {
	x := x0
	espace := p.large(" ", "", p.corps)
	for _, q := range parts {
		for i, w := range strings.Fields(q.texte) {
			m := part{w, q.style, q.cle, q.valeur}
			if large := p.large(w, q.style, p.corps); x+large > x1 && x > x0 {
				x = x0
				p.y += p.corps * 1.4
			}
			colle := i == 0 && x > x0 && strings.ContainsAny(w[:1], ",.;)")
			if colle {
				x -= espace
			}
			avant := len(p.champs)
			debut := x
			x += p.mot(x, p.y, m, p.corps) + espace
			if q.cle != "" && len(p.champs) == avant {
				p.etendre(q.cle, lecture.Zone{debut, p.y - 0.75*p.corps, x - espace, p.y + 0.22*p.corps}, q)
			} else if q.cle != "" {
				p.champs[len(p.champs)-1].Texte = q.texte
			}
		}
	}
	p.y += p.corps * 1.7
}

// etendre widens the zone of a value written word by word.
func (p *plume) etendre(c lecture.Cle, z lecture.Zone, q part) {
	for i := range p.champs {
		if p.champs[i].Cle == c && p.champs[i].Texte == q.texte && p.champs[i].Valeur == q.valeur {
			p.champs[i].Zone = p.champs[i].Zone.Union(z)
		}
	}
}

// tableau draws rows of two cells.
func (p *plume) tableau(x0, x1, x2, haut float64, lignes ...[2]part) {
	for _, l := range lignes {
		p.pdf.Rect(x0, p.y, x1-x0, haut, "D")
		p.pdf.Rect(x1, p.y, x2-x1, haut, "D")
		p.mot(x0+5, p.y+haut*0.64, l[0], p.corps)
		p.mot(x1+5, p.y+haut*0.64, l[1], p.corps)
		p.y += haut
	}
	p.y += p.corps
}

// coche draws a box, ticked or not, its left top at x, y.
func (p *plume) coche(x, y, cote float64, oui bool, forme int) {
	p.pdf.Rect(x, y, cote, cote, "D")
	if !oui {
		return
	}
	switch forme {
	case 0:
		p.pdf.Line(x+1, y+1, x+cote-1, y+cote-1)
		p.pdf.Line(x+1, y+cote-1, x+cote-1, y+1)
	case 1:
		p.pdf.SetLineWidth(1.4)
		p.pdf.Line(x+1.5, y+cote*0.55, x+cote*0.4, y+cote-1.5)
		p.pdf.Line(x+cote*0.4, y+cote-1.5, x+cote-1, y+1.2)
		p.pdf.SetLineWidth(0.7)
	default:
		p.pdf.Rect(x+2, y+2, cote-4, cote-4, "F")
	}
}

// signature draws a scribble around x, y.
func (p *plume) signature(x, y float64) {
	p.pdf.SetDrawColor(20, 30, 120)
	p.pdf.SetLineWidth(1.2)
	px, py := x, y
	for i := range 34 {
		a := float64(i) * 0.55
		nx := x + float64(i)*3 + 4*math.Sin(a*1.7)
		ny := y + 12*math.Sin(a) + 6*(p.r.Float64()-0.5)
		p.pdf.Line(px, py, nx, ny)
		px, py = nx, ny
	}
	p.pdf.SetDrawColor(0, 0, 0)
	p.pdf.SetLineWidth(0.7)
}

// tampon draws the stamp of a service, a little turned.
func (p *plume) tampon(x, y float64, s string) {
	s = strings.ToUpper(s)
	w := p.large(s, "", 9) + 12
	p.pdf.TransformBegin()
	p.pdf.TransformRotate(4+4*p.r.Float64(), x, y)
	p.pdf.SetDrawColor(40, 40, 140)
	p.pdf.SetTextColor(40, 40, 140)
	p.pdf.SetLineWidth(1.4)
	p.pdf.Rect(x, y-16, w, 22, "D")
	p.pdf.Text(x+6, y-2, p.tr(s))
	p.pdf.TransformEnd()
	p.pdf.SetDrawColor(0, 0, 0)
	p.pdf.SetTextColor(0, 0, 0)
	p.pdf.SetLineWidth(0.7)
}
