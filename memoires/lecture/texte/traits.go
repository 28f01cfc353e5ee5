package texte

import (
	"bytes"
	"slices"

	"claudia/memoires/lecture"
)

// binaire is a raster of dark (1) and light (0) pixels.
type binaire struct {
	l, h int
	pix  []byte
}

func nouveauBinaire(l, h int) binaire { return binaire{l: l, h: h, pix: make([]byte, l*h)} }

// course is a run of dark pixels along a line of the raster.
type course struct{ pos, debut, fin int } // pos across, debut..fin (excluded) along

// courses gives the runs of at least longueur pixels, allowing holes of a few pixels; vertical
// reads down the columns.
func (b binaire) courses(longueur, trou int, vertical bool) []course {
	var out []course
	n, m, pasPos, pasLong := b.h, b.l, b.l, 1
	if vertical {
		n, m, pasPos, pasLong = b.l, b.h, 1, b.l
	}
	for p := range n {
		debut, dernier := -1, -1
		for i := range m {
			if b.pix[p*pasPos+i*pasLong] == 0 {
				continue
			}
			if debut >= 0 && i-dernier > trou+1 {
				if dernier+1-debut >= longueur {
					out = append(out, course{p, debut, dernier + 1})
				}
				debut = -1
			}
			if debut < 0 {
				debut = i
			}
			dernier = i
		}
		if debut >= 0 && dernier+1-debut >= longueur {
			out = append(out, course{p, debut, dernier + 1})
		}
	}
	return out
}

// trait is a straight rule made of neighbouring runs.
type trait struct {
	pos0, pos1 int // thickness, pos1 excluded
	debut, fin int
	vertical   bool
}

// fusionner joins runs that touch into rules no thicker than epais.
func fusionner(cs []course, epais, derive int, vertical bool) []trait {
	slices.SortFunc(cs, func(a, c course) int { return a.pos - c.pos })
	var out []trait
	for _, c := range cs {
		pris := false
		for i := len(out) - 1; i >= 0 && i >= len(out)-200; i-- {
			t := &out[i]
			if c.pos-t.pos1 > derive || c.debut > t.fin || c.fin < t.debut {
				continue
			}
			t.pos1 = c.pos + 1
			t.debut, t.fin = min(t.debut, c.debut), max(t.fin, c.fin)
			pris = true
			break
		}
		if !pris {
			out = append(out, trait{c.pos, c.pos + 1, c.debut, c.fin, vertical})
		}
	}
	return slices.DeleteFunc(out, func(t trait) bool { return t.pos1-t.pos0 > epais })
}

// regles gives the rules of the raster: long, thin, straight.
func regles(b binaire, ech float64) []trait {
	longH, longV := int(40*ech), int(11*ech)
	epais, trou := max(int(3.5*ech), 3), max(int(0.3*ech), 1)
	h := fusionner(b.courses(longH, trou, false), epais+max(int(2*ech), 1), 1, false)
	v := fusionner(b.courses(longV, trou, true), epais, 1, true)
	return append(h, v...)
}

// traits gives the rules in points.
func traits(b binaire, ech float64) []lecture.Trait {
	var out []lecture.Trait
	for _, t := range regles(b, ech) {
		z := lecture.Zone{float64(t.debut) / ech, float64(t.pos0) / ech, float64(t.fin) / ech, float64(t.pos1) / ech}
		if t.vertical {
			z = lecture.Zone{float64(t.pos0) / ech, float64(t.debut) / ech, float64(t.pos1) / ech, float64(t.fin) / ech}
		}
		out = append(out, lecture.Trait{Zone: z, Vertical: t.vertical})
		if len(out) >= 2000 {
			break
		}
	}
	return out
}

// effacer whitens in g the runs of the rules, leaving the strokes that cross them.
func effacer(g gris, b binaire, ech float64) {
	longH, longV := int(40*ech), int(20*ech) // shorter ones may be the feet of letters
	epais, trou := max(int(2.2*ech), 3), max(int(0.3*ech), 1)
	b = binaire{b.l, b.h, bytes.Clone(b.pix)}
	for _, vertical := range []bool{false, true} {
		long := longH
		if vertical {
			long = longV
		}
		cs := b.courses(long, trou, vertical)
		for _, t := range fusionner(cs, epais+max(int(2*ech), 1), 1, vertical) {
			effacerTrait(g, b, t, epais)
		}
	}
}

// effacerTrait whitens the dark runs across the rule that are no longer than epais: longer ones
// are strokes of letters.
func effacerTrait(g gris, b binaire, t trait, epais int) {
	en := func(pos, i int) int {
		if t.vertical {
			return i*b.l + pos
		}
		return pos*b.l + i
	}
	limite := b.h
	if t.vertical {
		limite = b.l
	}
	for i := t.debut; i < t.fin; i++ {
		p0, p1 := t.pos0, t.pos1
		for p0 > 0 && t.pos0-p0 < epais && b.pix[en(p0-1, i)] == 1 {
			p0--
		}
		for p1 < limite && p1-t.pos1 < epais && b.pix[en(p1, i)] == 1 {
			p1++
		}
		if p1-p0 > epais+(t.pos1-t.pos0)/2 {
			continue
		}
		for p := max(p0-2, 0); p < min(p1+2, limite); p++ {
			g.pix[en(p, i)] = 255
			b.pix[en(p, i)] = 0
		}
	}
}

// cases finds small squares drawn with four sides, and whether something is drawn inside.
func cases(b binaire, ech float64) []lecture.Case {
	petit, grand := int(4.5*ech), int(17*ech)
	var out []lecture.Case
	for _, c := range b.composantes(petit, grand) {
		if len(out) >= 400 {
			break
		}
		w, h := c.x1-c.x0, c.y1-c.y0
		if w < petit || h < petit || w > grand || h > grand || w*3 < h*2 || h*3 < w*2 {
			continue
		}
		if !b.carre(c) {
			continue
		}
		z := lecture.Zone{float64(c.x0) / ech, float64(c.y0) / ech, float64(c.x1) / ech, float64(c.y1) / ech}
		out = append(out, lecture.Case{Zone: z, Cochee: b.dedans(c) > 0.06})
	}
	return out
}

// boite is a rectangle of pixels, x1 and y1 excluded.
type boite struct{ x0, y0, x1, y1 int }

// composantes gives the boxes of the connected dark shapes whose size is at most grand.
func (b binaire) composantes(petit, grand int) []boite {
	vu := make([]bool, len(b.pix))
	var out []boite
	var pile []int
	for i, v := range b.pix {
		if v == 0 || vu[i] {
			continue
		}
		c := boite{b.l, b.h, 0, 0}
		pile = append(pile[:0], i)
		vu[i] = true
		for len(pile) > 0 {
			k := pile[len(pile)-1]
			pile = pile[:len(pile)-1]
			x, y := k%b.l, k/b.l
			c = boite{min(c.x0, x), min(c.y0, y), max(c.x1, x+1), max(c.y1, y+1)}
			for dy := -1; dy <= 1; dy++ {
				for dx := -1; dx <= 1; dx++ {
					xx, yy := x+dx, y+dy
					if xx < 0 || yy < 0 || xx >= b.l || yy >= b.h {
						continue
					}
					if k := yy*b.l + xx; b.pix[k] == 1 && !vu[k] {
						vu[k] = true
						pile = append(pile, k)
					}
				}
			}
		}
		if w, h := c.x1-c.x0, c.y1-c.y0; w >= petit && h >= petit && w <= grand && h <= grand {
			out = append(out, c)
		}
	}
	return out
}

// carre tells whether the four sides of the box are drawn.
func (b binaire) carre(c boite) bool {
	w, h := c.x1-c.x0, c.y1-c.y0
	bord := max(min(w, h)/7, 2)
	plein := func(n int, noir func(i, k int) bool) bool {
		bons := 0
		for i := range n {
			for k := range bord {
				if noir(i, k) {
					bons++
					break
				}
			}
		}
		return bons*100 >= n*86
	}
	return plein(w, func(i, k int) bool { return b.pix[(c.y0+k)*b.l+c.x0+i] == 1 }) &&
		plein(w, func(i, k int) bool { return b.pix[(c.y1-1-k)*b.l+c.x0+i] == 1 }) &&
		plein(h, func(i, k int) bool { return b.pix[(c.y0+i)*b.l+c.x0+k] == 1 }) &&
		plein(h, func(i, k int) bool { return b.pix[(c.y0+i)*b.l+c.x1-1-k] == 1 })
}

// dedans gives the share of dark pixels inside the sides of the box.
func (b binaire) dedans(c boite) float64 {
	w, h := c.x1-c.x0, c.y1-c.y0
	mx, my := max(w/4, 2), max(h/4, 2)
	noirs, n := 0, 0
	for y := c.y0 + my; y < c.y1-my; y++ {
		for x := c.x0 + mx; x < c.x1-mx; x++ {
			noirs += int(b.pix[y*b.l+x])
			n++
		}
	}
	if n == 0 {
		return 0
	}
	return float64(noirs) / float64(n)
}

const pasEncre = 3.0 // points

// encre measures the ink in cells of pasEncre points.
func encre(b binaire, ech float64) lecture.Encre {
	cl, ch := int(float64(b.l)/(pasEncre*ech))+1, int(float64(b.h)/(pasEncre*ech))+1
	noirs, tout := make([]int, cl*ch), make([]int, cl*ch)
	for y := range b.h {
		cy := int(float64(y) / (pasEncre * ech))
		for x := range b.l {
			k := cy*cl + int(float64(x)/(pasEncre*ech))
			noirs[k] += int(b.pix[y*b.l+x])
			tout[k]++
		}
	}
	out := lecture.Encre{Pas: pasEncre, Colonnes: cl, Densite: make([]byte, cl*ch)}
	for k := range noirs {
		if tout[k] > 0 {
			out.Densite[k] = byte(noirs[k] * 255 / tout[k]) //nolint:gosec // a mean of bytes is a byte
		}
	}
	return out
}
