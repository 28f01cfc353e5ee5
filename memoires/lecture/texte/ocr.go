package texte

import (
	"context"
	"math"

	"claudia/memoires/lecture"
)

const (
	echOCR      = 300.0 / 72 // pixels a point at which the engine reads best
	coteMax     = 5200       // pixels of the long side that are read
	assezSur    = 0.6        // mean confidence of the words of a page that stands upright
	assezMots   = 7
	echSecond   = 0.55 // size of the second look at doubtful words
	pointsVides = 40   // dark points of a page without text, at a third of its size
	pointsPeu   = 200
	motSur      = 0.88 // confidence from which a word needs no second look
)

// lireGris reads a raster of ech pixels a point: upright, deskewed, cleaned, then tesseract.
// Numero, Largeur and Hauteur are left to the caller.
func lireGris(ctx context.Context, g gris, ech float64, d demande) (lecture.Page, error) {
	ctx, cancel := delaiPage(ctx, d)
	defer cancel()
	l, h := float64(g.l)/ech, float64(g.h)/ech
	if long := float64(max(g.l, g.h)); true {
		f := min(echOCR/ech, coteMax/long)
		g = g.redimensionner(max(int(float64(g.l)*f), 1), max(int(float64(g.h)*f), 1))
		ech *= f
	}
	g = g.eclaircir()
	q, lignes := axe(g)
	if !lignes { // a picture or noise: OCR would take long and find nothing
		return lecture.Page{Ocr: true}, nil
	}
	if alEnvers(g.quart(q)) {
		q += 2
	}
	var best lecture.Page
	note := -1.0
	for _, tour := range []int{q, q + 2, q + 1, q + 3} {
		p, err := lireDroit(ctx, g.quart(tour), ech)
		if err != nil {
			if note >= 0 && ctx.Err() != nil {
				break // the time is over: the best reading so far stands
			}
			return lecture.Page{}, err
		}
		n, mots := qualite(p.Mots)
		if n*float64(mots) > note {
			note = n * float64(mots)
			p.Repere = composer(defaireQuart(tour%4, l, h), p.Repere)
			best = p
		}
		if n >= assezSur && mots >= assezMots || vide(p.Encre) {
			break
		}
	}
	best.Ocr = true
	return best, nil
}

// vide tells a page with so little ink that turning it brings nothing.
func vide(e lecture.Encre) bool {
	n := 0
	for _, v := range e.Densite {
		if v > 40 {
			n++
		}
	}
	return n < 60
}

// alEnvers tells whether the lines stand upside down: letters rise above their line (b, d, l, t,
// capitals, accents) more often than they hang below it.
func alEnvers(g gris) bool {
	if a, _ := inclinaison(g); math.Abs(a) > 0.0009 {
		g = g.tourner(a)
	}
	b := g.seuil(niveauNoir(g))
	prof := make([]int, b.h)
	marge := b.l / 30
	for y := range b.h {
		for _, v := range b.pix[y*b.l+marge : (y+1)*b.l-marge] {
			prof[y] += int(v)
		}
	}
	dessus, dessous := 0, 0
	for y := 0; y < b.h; {
		if prof[y] < 3 {
			y++
			continue
		}
		fin, haut := y, 0
		for fin < b.h && prof[fin] >= 3 {
			haut = max(haut, prof[fin])
			fin++
		}
		if h := fin - y; h >= 18 && h <= 90 && haut > 25 {
			a, z := y, fin
			for a < fin && prof[a]*5 < haut*2 {
				a++
			}
			for z > a && prof[z-1]*5 < haut*2 {
				z--
			}
			for _, v := range prof[y:a] {
				dessus += v
			}
			for _, v := range prof[z:fin] {
				dessous += v
			}
		}
		y = fin
	}
	return dessous*10 > dessus*12
}

// lireDroit reads a raster whose lines run nearly horizontally.
func lireDroit(ctx context.Context, g gris, ech float64) (lecture.Page, error) {
	angle, _ := inclinaison(g)
	if math.Abs(angle) > 0.0009 {
		g = g.tourner(angle)
	}
	b := g.seuil(niveauNoir(g))
	p := lecture.Page{Traits: traits(b, ech), Cases: cases(b, ech), Encre: encre(b, ech)}
	propre := g.mediane()
	effacer(propre, b, ech)
	propre.contraster(niveauNoir(g))
	mots, err := tesseract(ctx, propre, ech, 4)
	if err != nil {
		return lecture.Page{}, err
	}
	p.Mots = secondRegard(ctx, propre, ech, mots)
	p.Repere = defaireAngle(angle, float64(g.l)/ech, float64(g.h)/ech)
	return p, nil
}

// secondRegard reads the page again at a smaller size, where handwriting and thin print read
// otherwise, and keeps for each doubtful word the better reading; words seen only there are added.
func secondRegard(ctx context.Context, g gris, ech float64, mots []lecture.Mot) []lecture.Mot {
	q, n := qualite(mots)
	if q < assezSur || n < assezMots {
		return mots // not upright, or nothing to read: a second look costs more than it brings
	}
	douteux := false
	for _, m := range mots {
		douteux = douteux || m.Confiance < motSur-0.06 && lisibles([]lecture.Mot{m}) == 1
	}
	if !douteux {
		return mots
	}
	petit := g.redimensionner(max(int(float64(g.l)*echSecond), 1), max(int(float64(g.h)*echSecond), 1))
	autres, err := tesseract(ctx, petit, ech*echSecond, 4)
	if err != nil {
		return mots // the time is over: the first reading stands
	}
	return fondre(mots, autres)
}

// fondre merges two readings of the same page.
func fondre(mots, autres []lecture.Mot) []lecture.Mot {
	out := append([]lecture.Mot(nil), mots...)
	pris := make([]bool, len(autres))
	for i := range out {
		for j, a := range autres {
			c := commun(out[i].Zone, a.Zone)
			if c <= 0 {
				continue
			}
			pris[j] = true
			if c < 0.6*surface(out[i].Zone) || c < 0.5*surface(a.Zone) {
				continue
			}
			switch m := &out[i]; {
			case m.Texte == a.Texte:
				m.Confiance = max(m.Confiance, a.Confiance)
			case m.Confiance < motSur && a.Confiance > m.Confiance+0.04 && lisibles([]lecture.Mot{a}) >= lisibles([]lecture.Mot{*m}):
				m.Texte, m.Confiance = a.Texte, a.Confiance*0.95
			default:
				m.Confiance *= 0.93 // two readings that differ
			}
		}
	}
	for j, a := range autres {
		if !pris[j] && a.Confiance > 0.7 && lisibles([]lecture.Mot{a}) == 1 {
			a.Confiance *= 0.9
			out = append(out, a)
		}
	}
	return out
}

func surface(z lecture.Zone) float64 { return max(z[2]-z[0], 0) * max(z[3]-z[1], 0) }

// commun gives the surface that both share.
func commun(a, b lecture.Zone) float64 {
	return surface(lecture.Zone{max(a[0], b[0]), max(a[1], b[1]), min(a[2], b[2]), min(a[3], b[3])})
}

// niveauNoir gives the level under which a pixel of a brightened raster is ink.
func niveauNoir(g gris) byte { return min(max(g.otsu(), 110), 190) }

// qualite gives the mean confidence of the words that have letters and their number.
func qualite(mots []lecture.Mot) (float64, int) {
	somme, poids, n := 0.0, 0.0, 0
	for _, m := range mots {
		if k := len([]rune(m.Texte)); k >= 3 && lisibles([]lecture.Mot{m}) == 1 {
			somme += m.Confiance * float64(k)
			poids += float64(k)
			if m.Confiance > 0.5 {
				n++
			}
		}
	}
	if poids == 0 {
		return 0, 0
	}
	return somme / poids, n
}

// axe tells by how many quarter turns (0 or 1) the lines of text run horizontally, that is which way
// the horizontal profile is the sharper, and whether there are lines at all.
func axe(g gris) (quarts int, lignes bool) {
	const sansLignes = 1.4
	_, droit := inclinaison(g)
	_, tourne := inclinaison(g.quart(1))
	if tourne > 1.15*droit {
		quarts = 1
	}
	n := max(droit, tourne)
	return quarts, n == 0 || n > sansLignes
}

// inclinaison gives the angle in radians by which tourner makes the lines horizontal: that of the
// sharpest horizontal profile, looked for coarsely then finely. nettete tells how sharp it is: 1 for
// points spread evenly, 0 when there are too few to tell, -1 when there is hardly any.
func inclinaison(g gris) (angle, nettete float64) {
	p := g.redimensionner(max(g.l/3, 1), max(g.h/3, 1)).seuil(150)
	type point struct{ x, y float64 }
	var pts []point
	marge := p.l / 40
	for y := marge; y < p.h-marge; y++ {
		for x := marge; x < p.l-marge; x++ {
			// lower edges of strokes: few points, and they draw the baselines
			if p.pix[y*p.l+x] == 1 && y+1 < p.h && p.pix[(y+1)*p.l+x] == 0 {
				pts = append(pts, point{float64(x), float64(y)})
			}
		}
	}
	switch n := len(pts); {
	case n < pointsVides:
		return 0, -1
	case n < pointsPeu:
		return 0, 0
	}
	pas := max(len(pts)/40000, 1)
	note := func(a float64) float64 {
		s, c := math.Sincos(a)
		prof := make([]float64, p.h+p.l+2)
		for i := 0; i < len(pts); i += pas {
			y := int(c*pts[i].y - s*pts[i].x + float64(p.l)/2)
			if y >= 0 && y < len(prof) {
				prof[y]++
			}
		}
		n := 0.0
		for _, v := range prof {
			n += v * v
		}
		return n
	}
	meilleur, best := 0.0, -1.0
	chercher := func(de, a, pas float64) {
		for t := de; t <= a; t += pas {
			if n := note(t); n > best {
				best, meilleur = n, t
			}
		}
	}
	const degre = math.Pi / 180
	chercher(-8*degre, 8*degre, 0.5*degre)
	chercher(meilleur-0.4*degre, meilleur+0.4*degre, 0.1*degre)
	chercher(meilleur-0.08*degre, meilleur+0.08*degre, 0.02*degre)
	vus := float64((len(pts) + pas - 1) / pas)
	return meilleur, best * float64(p.h) / (vus * vus)
}

// defaireAngle maps the deskewed frame back, in points, for a page of l × h points: the inverse of
// what tourner reads.
func defaireAngle(angle, l, h float64) [6]float64 {
	s, c := math.Sincos(angle)
	cx, cy := l/2, h/2
	return [6]float64{c, -s, cx - c*cx + s*cy, s, c, cy - s*cx - c*cy}
}

// defaireQuart maps a frame turned by q quarters clockwise back onto the page of l × h points.
func defaireQuart(q int, l, h float64) [6]float64 {
	switch q {
	case 1:
		return [6]float64{0, 1, 0, -1, 0, h}
	case 2:
		return [6]float64{-1, 0, l, 0, -1, h}
	case 3:
		return [6]float64{0, -1, l, 1, 0, 0}
	default:
		return [6]float64{1, 0, 0, 0, 1, 0}
	}
}

// composer gives the map that applies b, then a.
func composer(a, b [6]float64) [6]float64 {
	return [6]float64{
		a[0]*b[0] + a[1]*b[3], a[0]*b[1] + a[1]*b[4], a[0]*b[2] + a[1]*b[5] + a[2],
		a[3]*b[0] + a[4]*b[3], a[3]*b[1] + a[4]*b[4], a[3]*b[2] + a[4]*b[5] + a[5],
	}
}
