package texte

import (
	"context"
	"math"

	"claudia/memoires/lecture"
)

const (
	echOCR    = 300.0 / 72 // pixels a point at which the engine reads best
	coteMax   = 5200       // pixels of the long side that are read
	assezSur  = 0.62       // mean confidence of the words of a page that stands upright
	assezMots = 12
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
	tours := []int{0, 2, 1, 3}
	if couche(g) {
		tours = []int{1, 3, 0, 2}
	}
	var meilleure lecture.Page
	note := -1.0
	for _, q := range tours {
		p, err := lireDroit(ctx, g.quart(q), ech)
		if err != nil {
			if note > 0 && ctx.Err() != nil {
				break
			}
			return lecture.Page{}, err
		}
		n, mots := qualite(p.Mots)
		if n*float64(mots) > note {
			note = n * float64(mots)
			p.Repere = composer(defaireQuart(q, l, h), p.Repere)
			meilleure = p
		}
		if n >= assezSur && mots >= assezMots {
			break
		}
	}
	meilleure.Ocr = true
	return meilleure, nil
}

// lireDroit reads a raster whose lines run nearly horizontally.
func lireDroit(ctx context.Context, g gris, ech float64) (lecture.Page, error) {
	angle := inclinaison(g)
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
	p.Mots = mots
	p.Repere = defaireAngle(angle, float64(g.l)/ech, float64(g.h)/ech)
	return p, nil
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

// couche tells whether the lines of text run vertically: then the columns' profile varies more
// than the rows'.
func couche(g gris) bool {
	p := g.redimensionner(max(g.l/4, 1), max(g.h/4, 1)).seuil(160)
	lignes, colonnes := make([]float64, p.h), make([]float64, p.l)
	for y := range p.h {
		for x := range p.l {
			v := float64(p.pix[y*p.l+x])
			lignes[y] += v
			colonnes[x] += v
		}
	}
	return variation(colonnes)/float64(max(p.h, 1)) > 1.3*variation(lignes)/float64(max(p.l, 1))
}

// variation sums the squares of the steps of a profile.
func variation(v []float64) float64 {
	s := 0.0
	for i := 1; i < len(v); i++ {
		s += (v[i] - v[i-1]) * (v[i] - v[i-1])
	}
	return s
}

// inclinaison gives the angle in radians by which tourner makes the lines horizontal: that of the
// sharpest horizontal profile, looked for coarsely then finely.
func inclinaison(g gris) float64 {
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
	if len(pts) < 200 {
		return 0
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
	return meilleur
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
