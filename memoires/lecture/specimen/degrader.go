package specimen

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"math"
	"math/rand/v2"
)

// Degradation is what a scanner, a fax or a telephone does to a page.
type Degradation struct {
	Nom    string
	Dpi    int     // resolution of the picture
	Angle  float64 // degrees of skew
	Quarts int     // quarter turns clockwise
	Bruit  float64 // standard deviation of the noise, of 255
	Poivre float64 // share of pixels turned black or white
	Ombre  float64 // how dark the darkest corner becomes, 0..1
	Jpeg   int     // quality; 0 writes a PNG
	Fax    bool    // black and white only
}

// Degradations gives the usual ones.
func Degradations() []Degradation {
	return []Degradation{
		{Nom: "scan300", Dpi: 300, Angle: 0.4, Bruit: 4, Jpeg: 85},
		{Nom: "scan200", Dpi: 200, Angle: -1.2, Bruit: 8, Jpeg: 70},
		{Nom: "photo", Dpi: 220, Angle: 2.6, Bruit: 7, Ombre: 0.45, Jpeg: 75},
		{Nom: "fax", Dpi: 150, Angle: 0.8, Poivre: 0.002, Fax: true},
		{Nom: "couche", Dpi: 200, Angle: -0.7, Quarts: 1, Bruit: 5, Jpeg: 80},
		{Nom: "renverse", Dpi: 200, Angle: 0.5, Quarts: 2, Bruit: 5, Jpeg: 80},
	}
}

// Degrader spoils a picture of a page; the same seed gives the same bytes, a PNG or a JPEG.
func Degrader(img image.Image, d Degradation, graine uint64) ([]byte, error) {
	r := rand.New(rand.NewPCG(graine, 99)) //nolint:gosec // reproducible noise
	g := tourner(img, d.Angle*math.Pi/180)
	for range d.Quarts {
		g = quart(g)
	}
	l, h := g.Rect.Dx(), g.Rect.Dy()
	for y := range h {
		for x := range l {
			v := float64(g.Pix[y*g.Stride+x])
			v *= 1 - d.Ombre*float64(x)/float64(l)*float64(y)/float64(h)
			v += d.Bruit * r.NormFloat64()
			if d.Poivre > 0 && r.Float64() < d.Poivre {
				v = 255 * float64(r.IntN(2))
			}
			if d.Fax && v < 140 {
				v = 0
			} else if d.Fax {
				v = 255
			}
			g.Pix[y*g.Stride+x] = byte(max(min(v, 255), 0))
		}
	}
	var b bytes.Buffer
	var err error
	if d.Jpeg > 0 {
		err = jpeg.Encode(&b, g, &jpeg.Options{Quality: d.Jpeg})
	} else {
		err = png.Encode(&b, g)
	}
	if err != nil {
		return nil, fmt.Errorf("encode a degraded page: %w", err)
	}
	return b.Bytes(), nil
}

// tourner gives the picture in grey, turned around its centre on white paper.
func tourner(img image.Image, a float64) *image.Gray {
	b := img.Bounds()
	src := image.NewGray(image.Rect(0, 0, b.Dx(), b.Dy()))
	for y := range b.Dy() {
		for x := range b.Dx() {
			c, ok := color.GrayModel.Convert(img.At(b.Min.X+x, b.Min.Y+y)).(color.Gray)
			if ok {
				src.Pix[y*src.Stride+x] = c.Y
			}
		}
	}
	if a == 0 {
		return src
	}
	out := image.NewGray(src.Rect)
	s, c := math.Sincos(a)
	cx, cy := float64(b.Dx())/2, float64(b.Dy())/2
	lire := func(x, y int) float64 {
		if x < 0 || y < 0 || x >= b.Dx() || y >= b.Dy() {
			return 250
		}
		return float64(src.Pix[y*src.Stride+x])
	}
	for y := range b.Dy() {
		for x := range b.Dx() {
			dx, dy := float64(x)-cx, float64(y)-cy
			fx, fy := cx+c*dx+s*dy, cy-s*dx+c*dy
			x0, y0 := int(math.Floor(fx)), int(math.Floor(fy))
			ax, ay := fx-float64(x0), fy-float64(y0)
			v := (lire(x0, y0)*(1-ax)+lire(x0+1, y0)*ax)*(1-ay) + (lire(x0, y0+1)*(1-ax)+lire(x0+1, y0+1)*ax)*ay
			out.Pix[y*out.Stride+x] = byte(v)
		}
	}
	return out
}

// quart turns a quarter clockwise.
func quart(g *image.Gray) *image.Gray {
	l, h := g.Rect.Dx(), g.Rect.Dy()
	out := image.NewGray(image.Rect(0, 0, h, l))
	for y := range h {
		for x := range l {
			out.Pix[x*out.Stride+h-1-y] = g.Pix[y*g.Stride+x]
		}
	}
	return out
}
