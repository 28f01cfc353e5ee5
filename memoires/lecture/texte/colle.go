package texte

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"claudia/memoires/lecture"
)

// The sheet on which a pasted text is laid: lecture reads words by their places, so a text gets the
// places of a typewriter. Two spaces or a tab part what stands side by side, a blank line what stands
// above from what stands below.
const (
	chasse     = 6.0  // width of a sign, in points
	interligne = 14.0 // from one row to the next
	oeil       = 10.0 // height of a row
	colonnes   = 100  // signs of a row; a longer line goes on below
	tabulation = 8
	rangees    = 60 // rows of a page
	// feuillets is how many pages lecture reads of one act: a longer text gets longer pages, so that
	// all of it is read (situations.md R15: no truncation hidden).
	feuillets = 20
)

// Colle lays a pasted text out as pages; each word knows the line of the text it comes from. A form
// feed begins a page. Other control signs, of which PDF viewers leave some in what they copy, count as
// spaces. It takes any bytes and never fails.
func Colle(texte string) []lecture.Page {
	p := &presse{}
	p.paginer(texte, rangees)
	if len(p.pages) > feuillets {
		hautes := (p.rangees + feuillets - 1) / feuillets
		p = &presse{}
		p.paginer(texte, hautes)
	}
	return p.pages
}

// presse lays words on sheets.
type presse struct {
	pages   []lecture.Page
	rangees int // of all pages
	rangee  int // of the page, from 0
	hautes  int // rows of a page
}

func (p *presse) paginer(texte string, hautes int) {
	p.hautes = hautes
	p.feuillet()
	n := 0
	texte = strings.ReplaceAll(strings.ReplaceAll(texte, "\r\n", "\n"), "\r", "\n")
	for ligne := range strings.SplitSeq(texte, "\n") {
		n++
		for i, morceau := range strings.Split(ligne, "\f") {
			if i > 0 && len(p.page().Mots) > 0 {
				p.feuillet()
			}
			p.composer(morceau, n)
		}
	}
}

func (p *presse) page() *lecture.Page { return &p.pages[len(p.pages)-1] }

func (p *presse) feuillet() {
	p.rangee = 0
	p.pages = append(p.pages, lecture.Page{
		Numero: len(p.pages) + 1, Largeur: (colonnes + 2) * chasse, Hauteur: float64(p.hautes+2) * interligne,
	})
}

// composer lays one line of the text, over several rows when it is long.
func (p *presse) composer(ligne string, n int) {
	colonne := 0
	for mot, reste := couper(ligne, &colonne); mot != ""; mot, reste = couper(reste, &colonne) {
		signes := utf8.RuneCountInString(mot)
		if colonne > 0 && colonne+signes > colonnes {
			p.descendre()
			colonne = 0
		}
		if texte := nettoyer(mot); texte != "" {
			if p.rangee >= p.hautes {
				p.feuillet()
			}
			x, y := float64(colonne+1)*chasse, float64(p.rangee+1)*interligne
			p.page().Mots = append(p.page().Mots, lecture.Mot{
				Texte: texte, Ligne: n, Confiance: 1, Zone: lecture.Zone{x, y, x + float64(signes)*chasse, y + oeil},
			})
		}
		colonne += signes
	}
	p.descendre()
}

// descendre goes to the next row; the next word may have to begin a page.
func (p *presse) descendre() {
	p.rangee++
	p.rangees++
}

// couper takes the first word of a line off, moving the column over the blanks before it; an empty
// word is the end of the line.
func couper(ligne string, colonne *int) (mot, reste string) {
	for i, r := range ligne {
		switch {
		case r == '\t':
			*colonne += tabulation - *colonne%tabulation
		case blanc(r):
			*colonne++
		default:
			fin := strings.IndexFunc(ligne[i:], blanc)
			if fin < 0 {
				return ligne[i:], ""
			}
			return ligne[i : i+fin], ligne[i+fin:]
		}
	}
	return "", ""
}

func blanc(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) || r == utf8.RuneError }
