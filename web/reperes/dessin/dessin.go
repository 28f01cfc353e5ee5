package main

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"math"
	"strings"

	"golang.org/x/image/draw"

	"claudia/memoires/lecture"
	"claudia/memoires/lecture/texte"
	"claudia/web/reperes"
)

// The window around a value: wide enough for its label, narrow enough to be read on a telephone, where
// it is some 280 pixels wide.
const (
	fenetreLarge = 290.0 // points
	fenetreHaute = 74.0
	bord         = 6.0 // points left on both sides of a long value
	marge        = 14.0
	finesse      = 2.2 // pixels a point of the picture kept
)

// repere is a crop with its picture, and the words of the page that its window shows.
type repere struct {
	reperes.Repere
	png    []byte
	montre string
}

// dessiner makes the crops of all the documents.
func dessiner(ctx context.Context) ([]repere, error) {
	var out []repere
	for _, f := range feuilles() {
		pdf, _, err := f.dessiner(f.d)
		if err != nil {
			return nil, err
		}
		pages, err := texte.Extraire(ctx, pdf, texte.Options{})
		if err != nil {
			return nil, fmt.Errorf("read %s: %w", f.nom, err)
		}
		lue := lecture.Lire(pages, nil)
		for _, p := range f.places {
			r, err := f.cadrer(ctx, pdf, pages[0], lue, p)
			if err != nil {
				return nil, fmt.Errorf("%s on %s: %w", p.cle, f.nom, err)
			}
			out = append(out, r)
		}
	}
	return out, nil
}

// cadrer makes the crop of one place.
func (f feuille) cadrer(ctx context.Context, pdf []byte, page lecture.Page, lue lecture.Lecture, p place) (repere, error) {
	zone, dit, err := trouver(page, lue, p)
	if err != nil {
		return repere{}, err
	}
	vue := fenetre(page, zone)
	brut, err := texte.Apercu(ctx, pdf, 1, lecture.Zone{vue[0] + marge, vue[1] + marge, vue[2] - marge, vue[3] - marge})
	if err != nil {
		return repere{}, err
	}
	grand, err := png.Decode(bytes.NewReader(brut))
	if err != nil {
		return repere{}, fmt.Errorf("decode the crop: %w", err)
	}
	img := encadrer(grand, vue, zone)
	var b bytes.Buffer
	if err := (&png.Encoder{CompressionLevel: png.BestCompression}).Encode(&b, img); err != nil {
		return repere{}, fmt.Errorf("encode the crop: %w", err)
	}
	return repere{
		Repere: reperes.Repere{
			Cle: p.cle, Document: f.document, Nom: f.nom + "-" + strings.ReplaceAll(string(p.cle), "_", "-"), Texte: dit,
			Largeur: img.Rect.Dx(), Hauteur: img.Rect.Dy(),
		},
		png: b.Bytes(), montre: dans(page, vue),
	}, nil
}

// trouver gives the zone of a place and its words.
func trouver(page lecture.Page, lue lecture.Lecture, p place) (lecture.Zone, string, error) {
	if p.mots != "" {
		return chercher(page, p.mots)
	}
	var z lecture.Zone
	var dits []string
	for _, cle := range p.lues {
		c, ok := lue.Champ(cle)
		if !ok {
			return z, "", fmt.Errorf("the reader did not find %s", cle)
		}
		z = z.Union(c.Zone)
		dits = append(dits, strings.TrimRight(c.Texte, ",. "))
	}
	return z, strings.Join(dits, ", "), nil
}

// chercher finds words that follow each other on a page.
func chercher(page lecture.Page, mots string) (lecture.Zone, string, error) {
	voulus := strings.Fields(mots)
	for i := range page.Mots {
		var z lecture.Zone
		n := 0
		for n < len(voulus) && i+n < len(page.Mots) && strings.Trim(page.Mots[i+n].Texte, ",.") == voulus[n] {
			z = z.Union(page.Mots[i+n].Zone)
			n++
		}
		if n == len(voulus) {
			return z, mots, nil
		}
	}
	return lecture.Zone{}, "", fmt.Errorf("« %s » is not on the page", mots)
}

// fenetre gives the part of the page to show: the value with what stands before it.
func fenetre(page lecture.Page, z lecture.Zone) lecture.Zone {
	large := math.Max(fenetreLarge, z[2]-z[0]+2*bord)
	haute := math.Max(fenetreHaute, z[3]-z[1]+fenetreHaute/2)
	x := math.Min(math.Max(z[2]+bord-large, 0), z[0]-bord)
	x = math.Max(math.Min(x+0.15*large, z[0]-bord-0.35*(large-(z[2]-z[0]))), 0)
	y := math.Max((z[1]+z[3]-haute)/2, 0)
	return lecture.Zone{x, y, math.Min(x+large, page.Largeur), math.Min(y+haute, page.Hauteur)}
}

var (
	trait = color.RGBA{R: 0xb0, G: 0x3a, B: 0x12, A: 0xff}
	fond  = color.RGBA{R: 0xff, G: 0xf0, B: 0xb8, A: 0xff}
)

// encadrer brings the crop to its size in a small palette, with the value framed over a light ground.
func encadrer(grand image.Image, vue, zone lecture.Zone) *image.Paletted {
	l, h := int((vue[2]-vue[0])*finesse), int((vue[3]-vue[1])*finesse)
	plein := image.NewRGBA(image.Rect(0, 0, l, h))
	draw.CatmullRom.Scale(plein, plein.Rect, grand, grand.Bounds(), draw.Src, nil)
	px := func(v float64) int { return int(math.Round(v * finesse)) }
	cadre := image.Rect(px(zone[0]-vue[0]-3), px(zone[1]-vue[1]-3), px(zone[2]-vue[0]+3), px(zone[3]-vue[1]+3)).Intersect(plein.Rect)
	out := image.NewPaletted(plein.Rect, palette())
	interieur := cadre.Inset(4)
	for y := range h {
		for x := range l {
			pt := image.Pt(x, y)
			clair := color.GrayModel.Convert(plein.At(x, y)).(color.Gray).Y //nolint:forcetypeassert // GrayModel gives Gray
			switch {
			case pt.In(cadre) && !pt.In(interieur):
				out.Set(x, y, trait)
			case pt.In(interieur):
				out.Set(x, y, teinter(clair))
			default:
				out.Set(x, y, color.Gray{Y: clair})
			}
		}
	}
	return out
}

// teinter lays a grey over the ground of the frame.
func teinter(clair uint8) color.RGBA {
	m := func(c uint8) uint8 { return uint8(int(c) * int(clair) / 255) } //nolint:gosec // at most 255
	return color.RGBA{R: m(fond.R), G: m(fond.G), B: m(fond.B), A: 0xff}
}

// palette holds the greys of the page and those of the frame: a picture weighs a few kilobytes.
func palette() color.Palette {
	p := color.Palette{trait}
	const pas = 16
	for i := range pas {
		clair := uint8(i * 255 / (pas - 1))
		p = append(p, color.Gray{Y: clair}, teinter(clair))
	}
	return p
}

// dans gives the words whose middle the window shows.
func dans(page lecture.Page, vue lecture.Zone) string {
	var mots []string
	for _, m := range page.Mots {
		x, y := (m.Zone[0]+m.Zone[2])/2, (m.Zone[1]+m.Zone[3])/2
		if x > vue[0] && x < vue[2] && y > vue[1] && y < vue[3] {
			mots = append(mots, m.Texte)
		}
	}
	return strings.Join(mots, " ")
}
