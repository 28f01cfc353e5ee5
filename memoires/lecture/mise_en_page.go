package lecture

import (
	"math"
	"slices"
	"strings"
	"unicode"
)

// segment is a run of words that belong together: a stretch of a line, or the words of a table
// cell over several lines.
type segment struct {
	mots  []Mot
	zone  Zone
	ligne int  // index of its line in the page, of its first line for a cell
	cell  bool // stands in a ruled table
	col   [2]float64
}

func (s segment) texte() string { return joindre(s.mots) }

// joindre writes words with spaces, closing up a word cut at the end of a line.
func joindre(mots []Mot) string {
	var b strings.Builder
	for i, m := range mots {
		if i > 0 {
			avant := mots[i-1]
			coupe := strings.HasSuffix(avant.Texte, "-") && m.Zone[1] > avant.Zone[3]-2
			colle := strings.HasSuffix(avant.Texte, "'") || m.Texte == "," || m.Texte == "."
			if !coupe && !colle {
				b.WriteByte(' ')
			}
		}
		b.WriteString(m.Texte)
	}
	return b.String()
}

func zoneDe(mots []Mot) Zone {
	var z Zone
	for _, m := range mots {
		z = z.Union(m.Zone)
	}
	return z
}

// feuille is a page laid out: its lines from top to bottom, its segments in reading order.
type feuille struct {
	page     Page
	segments []segment
	tampons  []Mot   // the words that do not run along the lines
	hauteur  float64 // usual height of a line of text
}

// disposer lays a page out.
func disposer(p Page) feuille {
	f := feuille{page: p}
	var droits []Mot
	for _, m := range p.Mots {
		switch {
		case m.Zone.Vide() || strings.TrimSpace(m.Texte) == "" || p.Ocr && poussiere(m):
		case m.Incline:
			f.tampons = append(f.tampons, m)
		default:
			if p.Ocr {
				m.Texte = sansBord(m.Texte)
			}
			droits = append(droits, m)
		}
	}
	f.hauteur = hauteurUsuelle(droits)
	f.page.Traits = vraisTraits(p.Traits, droits, f.hauteur)
	verticaux := verticaux(f.page.Traits)
	for i, ligne := range enLignes(droits, f.hauteur) {
		f.segments = append(f.segments, couperLigne(ligne, i, f.hauteur, verticaux)...)
	}
	f.segments = cellules(f.segments, f.page.Traits, f.hauteur)
	return f
}

// poussiere tells a word that OCR made of a speck or of what is left of a rule.
func poussiere(m Mot) bool {
	r := []rune(m.Texte)
	return len(r) == 1 && r[0] != ':' && m.Zone.largeur() < 1.5 || strings.Trim(m.Texte, "|¦'\"`´,¬~^") == ""
}

// sansBord drops the signs that OCR makes of a rule beside a word.
func sansBord(s string) string {
	t := strings.TrimLeft(s, "'\"`|¦‘“")
	t = strings.TrimRight(t, "|¦")
	if t == "" {
		return s
	}
	return t
}

// vraisTraits drops the vertical rules that are strokes of letters, and joins the pieces of a
// horizontal rule.
func vraisTraits(traits []Trait, mots []Mot, h float64) []Trait {
	var out []Trait
	for _, t := range traits {
		if t.Vertical && (t.Zone.hauteur() < 1.4*h || dansUnMot(t.Zone, mots, h)) {
			continue
		}
		if !t.Vertical {
			if k := slices.IndexFunc(out, func(o Trait) bool {
				return !o.Vertical && math.Abs(o.Zone.cy()-t.Zone.cy()) < 2.5 && t.Zone[0] < o.Zone[2]+20 && t.Zone[2] > o.Zone[0]-20
			}); k >= 0 {
				out[k].Zone = out[k].Zone.Union(t.Zone)
				continue
			}
		}
		out = append(out, t)
	}
	return out
}

// dansUnMot tells whether a vertical rule runs through a word and hardly goes beyond.
func dansUnMot(z Zone, mots []Mot, h float64) bool {
	for _, m := range mots {
		x := z.cx()
		if x > m.Zone[0]-1 && x < m.Zone[2]+1 && min(z[3], m.Zone[3])-max(z[1], m.Zone[1]) > 0.45*z.hauteur() && z.hauteur() < 3*h {
			return true
		}
	}
	return false
}

// hauteurUsuelle gives the median height of the words that have letters.
func hauteurUsuelle(mots []Mot) float64 {
	var hs []float64
	for _, m := range mots {
		if strings.IndexFunc(m.Texte, unicode.IsLetter) >= 0 {
			hs = append(hs, m.Zone.hauteur())
		}
	}
	if len(hs) == 0 {
		return 8
	}
	slices.Sort(hs)
	return max(hs[len(hs)/2], 3)
}

// enLignes groups words whose middles are at the same height.
func enLignes(mots []Mot, h float64) [][]Mot {
	tri := slices.Clone(mots)
	slices.SortStableFunc(tri, func(a, b Mot) int { return compare(a.Zone.cy(), b.Zone.cy()) })
	var lignes [][]Mot
	var bandes []Zone // of the last word's height in the line, smoothed
	for _, m := range tri {
		choix := -1
		for i := len(lignes) - 1; i >= 0 && i >= len(lignes)-6; i-- {
			if memeLigne(bandes[i], m.Zone, h) {
				choix = i
				break
			}
		}
		if choix < 0 {
			lignes = append(lignes, []Mot{m})
			bandes = append(bandes, m.Zone)
			continue
		}
		lignes[choix] = append(lignes[choix], m)
		if m.Zone.hauteur() >= 0.6*h {
			b := &bandes[choix]
			if b.hauteur() < 0.6*h {
				*b = m.Zone
			} else {
				b[1], b[3] = (b[1]*2+m.Zone[1])/3, (b[3]*2+m.Zone[3])/3
			}
		}
	}
	for _, l := range lignes {
		slices.SortStableFunc(l, func(a, b Mot) int { return compare(a.Zone[0], b.Zone[0]) })
	}
	slices.SortStableFunc(lignes, func(a, b []Mot) int { return compare(zoneDe(a).cy(), zoneDe(b).cy()) })
	return lignes
}

// memeLigne tells whether a word at z belongs to the line whose band is b.
func memeLigne(b, z Zone, h float64) bool {
	commun := min(b[3], z[3]) - max(b[1], z[1])
	if commun >= 0.5*min(b.hauteur(), z.hauteur()) && z.hauteur() < 3*max(b.hauteur(), h) {
		return true
	}
	// low signs (dots, commas) and high ones (apostrophes) hardly overlap their line
	return z.hauteur() < 0.4*h && z.cy() > b[1]-0.2*h && z.cy() < b[3]+0.25*h
}

func compare(a, b float64) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	default:
		return 0
	}
}

func verticaux(traits []Trait) []Trait {
	var out []Trait
	for _, t := range traits {
		if t.Vertical {
			out = append(out, t)
		}
	}
	return out
}

// couperLigne cuts a line at wide gaps and where a vertical rule passes.
func couperLigne(ligne []Mot, n int, h float64, vs []Trait) []segment {
	var out []segment
	debut := 0
	fermer := func(fin int) {
		if fin > debut {
			mots := ligne[debut:fin]
			out = append(out, segment{mots: mots, zone: zoneDe(mots), ligne: n})
		}
		debut = fin
	}
	for i := 1; i < len(ligne); i++ {
		a, b := ligne[i-1].Zone, ligne[i].Zone
		large := 1.9 * max(h, min(a.hauteur(), b.hauteur()))
		if b[0]-a[2] > large || separe(vs, a, b) {
			fermer(i)
		}
	}
	fermer(len(ligne))
	return out
}

// separe tells whether a vertical rule stands between two words of a line.
func separe(vs []Trait, a, b Zone) bool {
	y := (a.cy() + b.cy()) / 2
	for _, t := range vs {
		if x := t.Zone.cx(); t.Zone[1] < y && t.Zone[3] > y && x > a.cx() && x < b.cx() && x > a[2]-2.5 && x < b[0]+2.5 {
			return true
		}
	}
	return false
}

// cellules joins the segments that stand in the same cell of a ruled table.
func cellules(segs []segment, traits []Trait, haut float64) []segment {
	vs := verticaux(traits)
	var hs []Trait
	for _, t := range traits {
		if !t.Vertical && croise(t, vs) {
			hs = append(hs, t)
		}
	}
	if len(hs) < 2 || len(vs) < 2 {
		return segs
	}
	type cle struct{ g, d, h, b int }
	place := map[cle]int{}
	var out []segment
	for _, s := range segs {
		g, d := entre(vs, s.zone.cx(), s.zone.cy(), true)
		h, b := entre(hs, s.zone.cx(), s.zone.cy(), false)
		if g < 0 || d < 0 || h < 0 || b < 0 {
			out = append(out, s)
			continue
		}
		s.cell = true
		s.col = [2]float64{vs[g].Zone.cx(), vs[d].Zone.cx()}
		k := cle{g, d, h, b}
		if i, ok := place[k]; ok && s.zone[1]-out[i].zone[3] < 0.95*haut {
			out[i].mots = append(slices.Clone(out[i].mots), s.mots...)
			out[i].zone = out[i].zone.Union(s.zone)
			continue
		}
		place[k] = len(out)
		out = append(out, s)
	}
	return out
}

// croise tells whether a horizontal rule reaches two vertical ones.
func croise(t Trait, vs []Trait) bool {
	const jeu = 4
	n := 0
	y := t.Zone.cy()
	for _, v := range vs {
		x := v.Zone.cx()
		if y > v.Zone[1]-jeu && y < v.Zone[3]+jeu && x > t.Zone[0]-jeu && x < t.Zone[2]+jeu {
			n++
		}
	}
	return n >= 2
}

// entre gives the nearest rules on both sides of a point, -1 where there is none.
func entre(ts []Trait, x, y float64, vertical bool) (int, int) {
	const jeu = 3
	avant, apres := -1, -1
	da, db := 1e9, 1e9
	for i, t := range ts {
		p, q, lo, hi := x, t.Zone.cx(), t.Zone[1], t.Zone[3]
		travers := y
		if !vertical {
			p, q, lo, hi = y, t.Zone.cy(), t.Zone[0], t.Zone[2]
			travers = x
		}
		if travers < lo-jeu || travers > hi+jeu {
			continue
		}
		if d := p - q; d >= 0 && d < da {
			avant, da = i, d
		} else if d := q - p; d >= 0 && d < db {
			apres, db = i, d
		}
	}
	return avant, apres
}

// flot is the text of the page in one run, with the word of each rune: what sentences are looked
// for in. Lines are joined by spaces, cells and columns as they come.
type flot struct {
	brut  []rune
	plie  string // same number of runes, folded; byte offsets are translated by runes below
	mots  []Mot
	de    []int // word of each rune, -1 for spaces between
	runes []int // rune index of each byte of plie
}

func couler(segs []segment) flot {
	var f flot
	for _, s := range segs {
		for _, m := range s.mots {
			n := len(f.brut)
			if n > 0 {
				prec := f.mots[len(f.mots)-1]
				coupe := f.brut[n-1] == '-' && m.Zone[1] > prec.Zone[3]-2
				if !coupe {
					f.brut = append(f.brut, ' ')
					f.de = append(f.de, -1)
				}
			}
			f.mots = append(f.mots, m)
			for _, r := range m.Texte {
				f.brut = append(f.brut, r)
				f.de = append(f.de, len(f.mots)-1)
			}
		}
	}
	f.plie = plier(string(f.brut))
	k := 0
	for _, r := range f.plie {
		for range len(string(r)) {
			f.runes = append(f.runes, k)
		}
		k++
	}
	f.runes = append(f.runes, k)
	return f
}

// extrait gives the raw text and the words between two byte offsets of plie.
func (f flot) extrait(debut, fin int) (string, []Mot) {
	if debut < 0 || fin > len(f.plie) || debut >= fin {
		return "", nil
	}
	a, b := f.runes[debut], f.runes[fin]
	b = min(b, len(f.brut))
	var mots []Mot
	dernier := -1
	for i := a; i < b; i++ {
		if k := f.de[i]; k >= 0 && k != dernier {
			mots = append(mots, f.mots[k])
			dernier = k
		}
	}
	return string(f.brut[a:b]), mots
}
