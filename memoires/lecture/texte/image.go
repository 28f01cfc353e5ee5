package texte

import (
	"bytes"
	"context"
	"encoding/binary"
	"image"
	"image/jpeg"
	"image/png"

	"claudia/memoires/lecture"
)

// verifierTaille reads the size in the header of an image and refuses what is too large to decode.
func verifierTaille(contenu []byte, format Format) (image.Config, error) {
	lire := jpeg.DecodeConfig
	if format == FormatPNG {
		lire = png.DecodeConfig
	}
	c, err := lire(bytes.NewReader(contenu))
	if err != nil || c.Width <= 0 || c.Height <= 0 {
		return image.Config{}, abime(err)
	}
	if int64(c.Width)*int64(c.Height) > PixelsMax {
		return image.Config{}, imageTropGrande(c.Width, c.Height)
	}
	return c, nil
}

// decoder checks the size, then decodes an image upright by its EXIF orientation.
func decoder(contenu []byte, format Format) (gris, error) {
	if _, err := verifierTaille(contenu, format); err != nil {
		return gris{}, err
	}
	ouvrir := jpeg.Decode
	if format == FormatPNG {
		ouvrir = png.Decode
	}
	img, err := ouvrir(bytes.NewReader(contenu))
	if err != nil {
		return gris{}, abime(err)
	}
	g := versGris(img)
	if format == FormatJPEG {
		g = orienter(g, orientationExif(contenu))
	}
	return g, nil
}

// orienter applies an EXIF orientation (1 to 8).
func orienter(g gris, o int) gris {
	if o == 2 || o == 4 || o == 5 || o == 7 {
		m := nouveauGris(g.l, g.h)
		for y := range g.h {
			for x := range g.l {
				m.pix[y*g.l+g.l-1-x] = g.pix[y*g.l+x]
			}
		}
		g = m
	}
	switch o {
	case 3, 4:
		return g.quart(2)
	case 6, 7:
		return g.quart(1)
	case 5, 8:
		return g.quart(3)
	default:
		return g
	}
}

// orientationExif reads the orientation tag of a JPEG; 1 when there is none.
func orientationExif(b []byte) int {
	for i := 2; i+4 <= len(b) && b[i] == 0xff; {
		marque, n := b[i+1], int(binary.BigEndian.Uint16(b[i+2:]))
		if marque == 0xda || n < 2 || i+2+n > len(b) {
			return 1
		}
		segment := b[i+4 : i+2+n]
		if marque == 0xe1 && bytes.HasPrefix(segment, []byte("Exif\x00\x00")) {
			return orientationTIFF(segment[6:])
		}
		i += 2 + n
	}
	return 1
}

func orientationTIFF(t []byte) int {
	if len(t) < 8 {
		return 1
	}
	var ordre binary.ByteOrder = binary.LittleEndian
	if t[0] == 'M' {
		ordre = binary.BigEndian
	}
	ifd := int64(ordre.Uint32(t[4:]))
	if ifd+2 > int64(len(t)) {
		return 1
	}
	n := int64(ordre.Uint16(t[ifd:]))
	for k := range n {
		e := ifd + 2 + 12*k
		if e+12 > int64(len(t)) {
			return 1
		}
		if ordre.Uint16(t[e:]) == 0x0112 {
			if o := int(ordre.Uint16(t[e+8:])); o >= 1 && o <= 8 {
				return o
			}
			return 1
		}
	}
	return 1
}

// pointsImage gives the size of an image in points: its resolution is often absent or wrong, so
// its long side is taken for the long side of an A4 sheet.
func pointsImage(g gris) (largeur, hauteur float64) {
	const a4 = 841.89
	f := a4 / float64(max(g.l, g.h))
	return float64(g.l) * f, float64(g.h) * f
}

// lireImage reads the words of a PNG or a JPEG.
func lireImage(ctx context.Context, contenu []byte, format Format, d demande) (lecture.Page, error) {
	g, err := decoder(contenu, format)
	if err != nil {
		return lecture.Page{}, err
	}
	largeur, hauteur := pointsImage(g)
	p, err := lireGris(ctx, g, float64(g.l)/largeur, d)
	if err != nil {
		return lecture.Page{}, err
	}
	p.Numero, p.Largeur, p.Hauteur = 1, largeur, hauteur
	return p, nil
}
