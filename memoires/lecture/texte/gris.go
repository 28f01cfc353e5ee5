package texte

import (
	"image"
	"image/color"
	"math"
)

// gris is a grey raster, 0 black to 255 white.
type gris struct {
	l, h int
	pix  []byte
}

func nouveauGris(l, h int) gris { return gris{l: l, h: h, pix: make([]byte, l*h)} }

// versGris copies an image in grey; transparent pixels are white paper.
func versGris(src image.Image) gris {
	b := src.Bounds()
	g := nouveauGris(b.Dx(), b.Dy())
	switch s := src.(type) {
	case *image.Gray:
		for y := range g.h {
			copy(g.pix[y*g.l:(y+1)*g.l], s.Pix[s.PixOffset(b.Min.X, b.Min.Y+y):])
		}
	case *image.YCbCr:
		for y := range g.h {
			for x := range g.l {
				g.pix[y*g.l+x] = s.Y[s.YOffset(b.Min.X+x, b.Min.Y+y)]
			}
		}
	default:
		for y := range g.h {
			for x := range g.l {
				g.pix[y*g.l+x] = surBlanc(src.At(b.Min.X+x, b.Min.Y+y))
			}
		}
	}
	return g
}

// surBlanc gives the grey of a colour laid on white paper.
func surBlanc(c color.Color) byte {
	r, v, b, a := c.RGBA()
	blanc := 0xffff - a
	y := (299*(r+blanc) + 587*(v+blanc) + 114*(b+blanc)) / 1000
	return byte(min(y>>8, 255))
}

// reduire or enlarge to the width and height, by means of areas when smaller and between
// neighbours when larger.
func (g gris) redimensionner(l, h int) gris {
	if l == g.l && h == g.h {
		return g
	}
	if l < g.l && h < g.h {
		return g.parSurfaces(l, h)
	}
	return g.parVoisins(l, h)
}

func (g gris) parSurfaces(l, h int) gris {
	out := nouveauGris(l, h)
	for y := range h {
		y0, y1 := y*g.h/h, max((y+1)*g.h/h, y*g.h/h+1)
		for x := range l {
			x0, x1 := x*g.l/l, max((x+1)*g.l/l, x*g.l/l+1)
			somme := 0
			for yy := y0; yy < y1; yy++ {
				for _, v := range g.pix[yy*g.l+x0 : yy*g.l+x1] {
					somme += int(v)
				}
			}
			out.pix[y*l+x] = byte(somme / ((y1 - y0) * (x1 - x0))) //nolint:gosec // a mean of bytes is a byte
		}
	}
	return out
}

func (g gris) parVoisins(l, h int) gris {
	out := nouveauGris(l, h)
	fx, fy := float64(g.l)/float64(l), float64(g.h)/float64(h)
	for y := range h {
		for x := range l {
			out.pix[y*l+x] = g.en((float64(x)+0.5)*fx-0.5, (float64(y)+0.5)*fy-0.5)
		}
	}
	return out
}

// en gives the grey at a place between pixels; outside is white.
func (g gris) en(x, y float64) byte {
	x0, y0 := int(math.Floor(x)), int(math.Floor(y))
	if x0 < -1 || y0 < -1 || x0 >= g.l || y0 >= g.h {
		return 255
	}
	fx, fy := int((x-float64(x0))*256), int((y-float64(y0))*256)
	a, b := int(g.lire(x0, y0)), int(g.lire(x0+1, y0))
	c, d := int(g.lire(x0, y0+1)), int(g.lire(x0+1, y0+1))
	haut := a*(256-fx) + b*fx
	bas := c*(256-fx) + d*fx
	return byte((haut*(256-fy) + bas*fy) >> 16) //nolint:gosec // a mean of bytes is a byte
}

func (g gris) lire(x, y int) byte {
	if x < 0 || y < 0 || x >= g.l || y >= g.h {
		return 255
	}
	return g.pix[y*g.l+x]
}

// quart turns the raster by n quarter turns clockwise.
func (g gris) quart(n int) gris {
	switch ((n % 4) + 4) % 4 {
	case 1:
		out := nouveauGris(g.h, g.l)
		for y := range g.h {
			for x := range g.l {
				out.pix[x*out.l+g.h-1-y] = g.pix[y*g.l+x]
			}
		}
		return out
	case 2:
		out := nouveauGris(g.l, g.h)
		for i, v := range g.pix {
			out.pix[len(g.pix)-1-i] = v
		}
		return out
	case 3:
		out := nouveauGris(g.h, g.l)
		for y := range g.h {
			for x := range g.l {
				out.pix[(g.l-1-x)*out.l+y] = g.pix[y*g.l+x]
			}
		}
		return out
	default:
		return g
	}
}

// tourner turns the raster by a small angle in radians around its centre; the size is kept.
func (g gris) tourner(angle float64) gris {
	out := nouveauGris(g.l, g.h)
	s, c := math.Sincos(angle)
	cx, cy := float64(g.l)/2, float64(g.h)/2
	const un = 1 << 16
	pasX, pasY := int(c*un), int(s*un)
	for y := range g.h {
		dy := float64(y) - cy
		x0, y0 := int((cx-c*cx-s*dy)*un), int((cy-s*cx+c*dy)*un)
		for x := range g.l {
			sx, sy := x0+x*pasX, y0+x*pasY
			out.pix[y*g.l+x] = g.enFixe(sx, sy)
		}
	}
	return out
}

// enFixe is en with coordinates in 65536ths of a pixel.
func (g gris) enFixe(x, y int) byte {
	x0, y0, fx, fy := x>>16, y>>16, x>>8&255, y>>8&255
	if x0 < 0 || y0 < 0 || x0+1 >= g.l || y0+1 >= g.h {
		return g.en(float64(x)/65536, float64(y)/65536)
	}
	k := y0*g.l + x0
	haut := int(g.pix[k])*(256-fx) + int(g.pix[k+1])*fx
	bas := int(g.pix[k+g.l])*(256-fx) + int(g.pix[k+g.l+1])*fx
	return byte((haut*(256-fy) + bas*fy) >> 16) //nolint:gosec // a mean of bytes is a byte
}

// mediane replaces each pixel by the median of its 3 × 3 neighbours: salt goes, strokes stay.
func (g gris) mediane() gris {
	out := gris{l: g.l, h: g.h, pix: append([]byte(nil), g.pix...)}
	for y := 1; y < g.h-1; y++ {
		for x := 1; x < g.l-1; x++ {
			i := y*g.l + x
			out.pix[i] = mediane9(
				g.pix[i-g.l-1], g.pix[i-g.l], g.pix[i-g.l+1],
				g.pix[i-1], g.pix[i], g.pix[i+1],
				g.pix[i+g.l-1], g.pix[i+g.l], g.pix[i+g.l+1])
		}
	}
	return out
}

// mediane9 sorts just enough of nine values (a fixed network of minima and maxima).
func mediane9(a, b, c, d, e, f, g, h, i byte) byte {
	b, c = min(b, c), max(b, c)
	e, f = min(e, f), max(e, f)
	h, i = min(h, i), max(h, i)
	a, b = min(a, b), max(a, b)
	d, e = min(d, e), max(d, e)
	g, h = min(g, h), max(g, h)
	b, c = min(b, c), max(b, c)
	e, f = min(e, f), max(e, f)
	h, i = min(h, i), max(h, i)
	d = max(a, d)
	f = min(f, i)
	e, h = min(e, h), max(e, h)
	g = max(d, g)
	c = min(c, f)
	e = max(b, e)
	e = min(e, h)
	e, c = min(e, c), max(e, c)
	e = max(g, e)
	return min(e, c)
}

// eclaircir divides each pixel by the paper around it: shadows and grey backgrounds go.
func (g gris) eclaircir() gris {
	const bloc = 16
	cl, ch := (g.l+bloc-1)/bloc, (g.h+bloc-1)/bloc
	papier := nouveauGris(cl, ch)
	for by := range ch {
		for bx := range cl {
			papier.pix[by*cl+bx] = g.clairDuBloc(bx*bloc, by*bloc, bloc)
		}
	}
	papier = papier.maximum().maximum().moyenne().moyenne()
	out := nouveauGris(g.l, g.h)
	ligne := make([]int, cl+1)
	for y := range g.h {
		haut, fy := max(2*y+1-bloc, 0)/(2*bloc), max(2*y+1-bloc, 0)%(2*bloc)
		bas := min(haut+1, ch-1)
		for x := range cl {
			ligne[x] = int(papier.pix[haut*cl+x])*(2*bloc-fy) + int(papier.pix[bas*cl+x])*fy
		}
		ligne[cl] = ligne[cl-1]
		for x := range g.l {
			k, fx := max(2*x+1-bloc, 0)/(2*bloc), max(2*x+1-bloc, 0)%(2*bloc)
			p := (ligne[k]*(2*bloc-fx) + ligne[min(k+1, cl)]*fx) / (4 * bloc * bloc)
			out.pix[y*g.l+x] = byte(min(int(g.pix[y*g.l+x])*255/max(p, 40), 255))
		}
	}
	return out
}

// clairDuBloc gives the level of the paper in a block: the 85th percentile of its pixels.
func (g gris) clairDuBloc(x0, y0, cote int) byte {
	var hist [256]int
	n := 0
	for y := y0; y < min(y0+cote, g.h); y++ {
		for _, v := range g.pix[y*g.l+x0 : y*g.l+min(x0+cote, g.l)] {
			hist[v]++
			n++
		}
	}
	reste := n * 15 / 100
	for v := 255; v > 0; v-- {
		reste -= hist[v]
		if reste < 0 {
			return byte(v)
		}
	}
	return 0
}

func (g gris) maximum() gris {
	out := nouveauGris(g.l, g.h)
	for y := range g.h {
		for x := range g.l {
			var m byte
			for dy := -1; dy <= 1; dy++ {
				for dx := -1; dx <= 1; dx++ {
					if xx, yy := x+dx, y+dy; xx >= 0 && yy >= 0 && xx < g.l && yy < g.h {
						m = max(m, g.pix[yy*g.l+xx])
					}
				}
			}
			out.pix[y*g.l+x] = m
		}
	}
	return out
}

func (g gris) moyenne() gris {
	out := nouveauGris(g.l, g.h)
	for y := range g.h {
		for x := range g.l {
			somme, n := 0, 0
			for dy := -1; dy <= 1; dy++ {
				for dx := -1; dx <= 1; dx++ {
					if xx, yy := x+dx, y+dy; xx >= 0 && yy >= 0 && xx < g.l && yy < g.h {
						somme += int(g.pix[yy*g.l+xx])
						n++
					}
				}
			}
			out.pix[y*g.l+x] = byte(somme / n) //nolint:gosec // a mean of bytes is a byte
		}
	}
	return out
}

// seuil gives the dark pixels: those under the level.
func (g gris) seuil(niveau byte) binaire {
	b := nouveauBinaire(g.l, g.h)
	for i, v := range g.pix {
		if v < niveau {
			b.pix[i] = 1
		}
	}
	return b
}

// otsu gives the level that parts the pixels best in two.
func (g gris) otsu() byte {
	var hist [256]int
	total := 0
	for _, v := range g.pix {
		hist[v]++
		total += int(v)
	}
	n := len(g.pix)
	meilleur, niveau := -1.0, 128
	nb, sb := 0, 0
	for t := range 256 {
		nb += hist[t]
		sb += t * hist[t]
		if nb == 0 || nb == n {
			continue
		}
		mb, mf := float64(sb)/float64(nb), float64(total-sb)/float64(n-nb)
		if v := float64(nb) * float64(n-nb) * (mb - mf) * (mb - mf); v > meilleur {
			meilleur, niveau = v, t+1
		}
	}
	return byte(min(niveau, 255))
}

// contraster makes the paper white and the ink black around the level: what is fainter than ink,
// such as the halo of an erased rule, goes.
func (g gris) contraster(niveau byte) {
	bas, haut := int(niveau)-90, min(max(int(niveau)+35, 212), 250)
	var table [256]byte
	for v := range table {
		table[v] = byte(max(min((v-bas)*255/(haut-bas), 255), 0))
	}
	for i, v := range g.pix {
		g.pix[i] = table[v]
	}
}
