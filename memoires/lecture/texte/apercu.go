package texte

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"image/draw"
	"image/jpeg"
	"image/png"

	"github.com/klippa-app/go-pdfium/requests"

	"claudia/internal/fault"
	"claudia/memoires/lecture"
)

const (
	margeApercu = 14.0 // points around the zone
	largeApercu = 1400 // pixels of the widest crop
)

// apercu draws the part of a page around the zone, in colours, as PNG.
func apercu(ctx context.Context, contenu []byte, format Format, d demande) ([]byte, error) {
	if format == FormatPDF {
		return apercuPDF(ctx, contenu, d)
	}
	if d.Page > 1 {
		return nil, pageAbsente()
	}
	if _, err := verifierTaille(contenu, format); err != nil {
		return nil, err
	}
	var img image.Image
	var err error
	if format == FormatPNG {
		img, err = png.Decode(bytes.NewReader(contenu))
	} else {
		img, err = jpeg.Decode(bytes.NewReader(contenu))
	}
	if err != nil {
		return nil, abime(err)
	}
	if o := orientationExif(contenu); format == FormatJPEG && o > 1 {
		img = imageGrise(orienter(versGris(img), o))
	}
	b := img.Bounds()
	largeur, hauteur := pointsImage(gris{l: b.Dx(), h: b.Dy()})
	z := elargir(d.Zone, largeur, hauteur)
	ech := float64(b.Dx()) / largeur
	r := image.Rect(int(z[0]*ech), int(z[1]*ech), int(z[2]*ech)+1, int(z[3]*ech)+1).Add(b.Min).Intersect(b)
	if r.Empty() {
		return nil, pageAbsente()
	}
	out := image.NewRGBA(image.Rect(0, 0, r.Dx(), r.Dy()))
	draw.Draw(out, out.Bounds(), img, r.Min, draw.Src)
	return enPNG(out)
}

func apercuPDF(ctx context.Context, contenu []byte, d demande) ([]byte, error) {
	m, err := ouvrirMoteur(ctx, d.Cache)
	if err != nil {
		return nil, impossible(err)
	}
	doc, nombre, err := m.ouvrirDocument(contenu)
	if err != nil {
		return nil, err
	}
	if d.Page < 1 || d.Page > nombre {
		return nil, pageAbsente()
	}
	taille, err := m.inst.FPDF_GetPageSizeByIndex(&requests.FPDF_GetPageSizeByIndex{Document: doc, Index: d.Page - 1})
	if err != nil || taille.Width < 1 || taille.Height < 1 {
		return nil, abime(err)
	}
	page, err := m.aplatir(doc, d.Page-1)
	if err != nil {
		return nil, abime(err)
	}
	if d.Dpi > 0 {
		g, _, err := m.rendre(page, lecture.Page{Largeur: taille.Width, Hauteur: taille.Height}, d.Dpi)
		if err != nil {
			return nil, abime(err)
		}
		return enPNG(imageGrise(g))
	}
	z := elargir(d.Zone, taille.Width, taille.Height)
	dpi := min(200, max(int(largeApercu*72/(z[2]-z[0])), 20))
	r, err := m.inst.RenderPageInDPI(&requests.RenderPageInDPI{Page: page, DPI: dpi, Crop: &requests.RenderPageCrop{
		X: z[0], Y: z[1], Width: z[2] - z[0], Height: z[3] - z[1],
	}})
	if err != nil {
		return nil, abime(err)
	}
	defer r.Cleanup()
	return enPNG(r.Result.RenderedImage)
}

// elargir adds the margin and keeps the zone in the page; an empty zone is the whole page.
func elargir(z lecture.Zone, largeur, hauteur float64) lecture.Zone {
	if z.Vide() {
		return lecture.Zone{0, 0, largeur, hauteur}
	}
	out := lecture.Zone{
		max(z[0]-margeApercu, 0), max(z[1]-margeApercu, 0),
		min(z[2]+margeApercu, largeur), min(z[3]+margeApercu, hauteur),
	}
	if out[2]-out[0] < 4 || out[3]-out[1] < 4 {
		return lecture.Zone{0, 0, largeur, hauteur}
	}
	return out
}

func imageGrise(g gris) image.Image {
	return &image.Gray{Pix: g.pix, Stride: g.l, Rect: image.Rect(0, 0, g.l, g.h)}
}

func enPNG(img image.Image) ([]byte, error) {
	var b bytes.Buffer
	if err := png.Encode(&b, img); err != nil {
		return nil, fmt.Errorf("encode a crop: %w", err)
	}
	return b.Bytes(), nil
}

func pageAbsente() error {
	return fault.New(fault.Introuvable, "page_absente", "Cette page n'existe pas dans le document.")
}
