package texte

import (
	"bytes"
	"compress/zlib"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"strings"
	"testing"
	"time"

	"claudia/internal/fault"
	"claudia/memoires/lecture"
)

// pdf makes a small PDF of one page out of the content of the page and of entries of the catalogue.
func pdf(contenu, catalogue, objets string) []byte {
	return fmt.Appendf(nil, `%%PDF-1.4
1 0 obj
<< /Type /Catalog /Pages 2 0 R %s >>
endobj
2 0 obj
<< /Type /Pages /Kids [3 0 R] /Count 1 >>
endobj
3 0 obj
<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >> >>
endobj
4 0 obj
<< /Length %d >>
stream
%s
endstream
endobj
5 0 obj
<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>
endobj
%s
trailer
<< /Root 1 0 R >>
%%%%EOF
`, catalogue, len(contenu), contenu, objets)
}

const lignes = "BT /F 12 Tf 60 700 Td (Requisition a personne numero 2026) Tj 0 -20 Td (Nous, Jean DUPONT, juge, requerons madame Anne LEROY) Tj ET"

// bombe is a PNG that announces l × h pixels in few bytes.
func bombe(l, h uint32) []byte {
	var b bytes.Buffer
	b.WriteString("\x89PNG\r\n\x1a\n")
	bloc := func(nom string, d []byte) {
		_ = binary.Write(&b, binary.BigEndian, uint32(len(d)))
		b.WriteString(nom)
		b.Write(d)
		_ = binary.Write(&b, binary.BigEndian, crc32.ChecksumIEEE(append([]byte(nom), d...)))
	}
	tete := binary.BigEndian.AppendUint32(nil, l)
	tete = binary.BigEndian.AppendUint32(tete, h)
	bloc("IHDR", append(tete, 1, 0, 0, 0, 0))
	var z bytes.Buffer
	w := zlib.NewWriter(&z)
	_, _ = w.Write(make([]byte, 1000))
	_ = w.Close()
	bloc("IDAT", z.Bytes())
	bloc("IEND", nil)
	return b.Bytes()
}

func TestExtraire_refuses(t *testing.T) {
	protege := pdf(lignes, "", "6 0 obj\n<< /Filter /Standard /V 1 /R 2 /O (x) /U (y) /P -4 >>\nendobj")
	protege = bytes.Replace(protege, []byte("/Root 1 0 R"), []byte("/Root 1 0 R /Encrypt 6 0 R"), 1)
	for _, c := range []struct {
		nom, code string
		contenu   []byte
	}{
		{"empty", "fichier_vide", nil},
		{"too big", "fichier_trop_gros", make([]byte, 10<<20+1)},
		{"html", "type_refuse", []byte("<!DOCTYPE html><script>alert(1)</script>")},
		{"svg", "type_refuse", []byte("<svg xmlns='http://www.w3.org/2000/svg'/>")},
		{"zip", "type_refuse", []byte("PK\x03\x04....")},
		{"program", "type_refuse", []byte("\x7fELF....")},
		{"text", "type_refuse", []byte("bonjour")},
		{"junk before the header", "fichier_abime", append([]byte("junk\n"), pdf(lignes, "", "")...)},
		{"header alone", "fichier_abime", []byte("%PDF-1.7\n")},
		{"no end", "fichier_abime", bytes.TrimSuffix(pdf(lignes, "", ""), []byte("%%EOF\n"))},
		{"junk pdf", "fichier_abime", []byte("%PDF-1.7\n" + strings.Repeat("x", 500) + "\n%%EOF")},
		{"encrypted", "pdf_protege", protege},
		{"javascript", "pdf_actif", pdf(lignes, "/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >>", "")},
		{"escaped name", "pdf_actif", pdf(lignes, "/OpenAction << /S /J#61vaScript /J#53 (x) >>", "")},
		{"launch", "pdf_actif", pdf(lignes, "/OpenAction << /S /Launch /F (x) >>", "")},
		{"xfa", "pdf_actif", pdf(lignes, "/AcroForm << /XFA [] >>", "")},
		{"embedded file", "pdf_actif", pdf(lignes, "", "6 0 obj\n<< /Type /EmbeddedFile /Length 1 >>\nendobj")},
		{"pixel bomb", "image_trop_grande", bombe(20000, 20000)},
		{"truncated png", "fichier_abime", bombe(100, 100)[:60]},
		{"truncated jpeg", "fichier_abime", []byte("\xff\xd8\xff\xe0\x00\x10JFIF")},
	} {
		_, err := Extraire(t.Context(), c.contenu, Options{})
		f, ok := fault.As(err)
		if !ok || f.Code != c.code {
			t.Errorf("%s: got %v, want %s", c.nom, err, c.code)
			continue
		}
		if strings.Contains(f.Message, "/tmp") || f.Message == "" {
			t.Errorf("%s: message %q", c.nom, f.Message)
		}
	}
}

func TestExtraire_textOfPDF(t *testing.T) {
	pages, err := Extraire(t.Context(), pdf(lignes, "", ""), Options{})
	if err != nil {
		t.Fatal(err)
	}
	if len(pages) != 1 || pages[0].Ocr || pages[0].Largeur != 595 {
		t.Fatalf("pages %+v", pages)
	}
	m := pages[0].Mots[0]
	if m.Texte != "Requisition" || m.Zone[0] < 58 || m.Zone[0] > 64 || m.Zone[1] < 128 || m.Zone[3] > 148 {
		t.Errorf("first word %+v", m)
	}
}

func TestExtraire_timeIsOver(t *testing.T) {
	_, err := Extraire(t.Context(), pdf(lignes, "", ""), Options{Delai: time.Millisecond})
	if f, ok := fault.As(err); !ok || f.Code != "lecture_trop_longue" {
		t.Errorf("got %v", err)
	}
}

func TestExtraire_cancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := Extraire(ctx, pdf(lignes, "", ""), Options{}); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

func TestExtraire_childOutOfMemory(t *testing.T) {
	// the least address space does not hold a large picture and its copies: a fault, not a crash
	img := image.NewGray(image.Rect(0, 0, 6000, 6000))
	var b bytes.Buffer
	if err := png.Encode(&b, img); err != nil {
		t.Fatal(err)
	}
	_, err := Extraire(t.Context(), b.Bytes(), Options{Memoire: 1})
	if _, ok := fault.As(err); err != nil && !ok {
		t.Errorf("got %v", err)
	}
}

func TestApercu(t *testing.T) {
	img := image.NewRGBA(image.Rect(0, 0, 600, 842))
	img.Set(300, 400, color.RGBA{200, 0, 0, 255})
	var b bytes.Buffer
	if err := jpeg.Encode(&b, img, nil); err != nil {
		t.Fatal(err)
	}
	for nom, contenu := range map[string][]byte{"pdf": pdf(lignes, "", ""), "jpeg": b.Bytes()} {
		p, err := Apercu(t.Context(), contenu, 1, lecture.Zone{60, 120, 300, 150})
		if err != nil {
			t.Fatalf("%s: %v", nom, err)
		}
		c, err := png.DecodeConfig(bytes.NewReader(p))
		if err != nil || c.Width < 250 || c.Height < 50 || c.Height > c.Width {
			t.Errorf("%s: %dx%d %v", nom, c.Width, c.Height, err)
		}
		if _, err := Apercu(t.Context(), contenu, 9, lecture.Zone{}); fault.KindOf(err) != fault.Introuvable {
			t.Errorf("%s page 9: %v", nom, err)
		}
	}
}

func TestOrientationExif(t *testing.T) {
	exif := append([]byte("Exif\x00\x00MM\x00*\x00\x00\x00\x08\x00\x01\x01\x12\x00\x03\x00\x00\x00\x01"), 0, 6, 0, 0)
	seg := append([]byte{0xff, 0xd8, 0xff, 0xe1, 0, byte(len(exif) + 2)}, exif...)
	if o := orientationExif(seg); o != 6 {
		t.Errorf("got %d, want 6", o)
	}
	for n := range seg {
		orientationExif(seg[:n]) // never panics
	}
}

func TestQuart_isUndone(t *testing.T) {
	for q := range 4 {
		// a point of the turned frame goes back to where it came from
		g := nouveauGris(30, 20)
		g.pix[5*30+7] = 200
		r := g.quart(q)
		for i, v := range r.pix {
			if v != 200 {
				continue
			}
			m := defaireQuart(q, 30, 20)
			x, y := float64(i%r.l)+0.5, float64(i/r.l)+0.5
			if gx, gy := m[0]*x+m[1]*y+m[2], m[3]*x+m[4]*y+m[5]; gx != 7.5 || gy != 5.5 {
				t.Errorf("quarter %d: %v, %v", q, gx, gy)
			}
		}
	}
}

func FuzzLirePDF(f *testing.F) {
	f.Add(pdf(lignes, "", ""))
	f.Add(pdf("", "/OpenAction << /S /JavaScript >>", ""))
	f.Add([]byte("%PDF-1.7\nstream\n\nendstream obj ObjStm stream\nx\nendstream%%EOF"))
	f.Fuzz(func(_ *testing.T, b []byte) {
		_ = inspecter(b)
	})
}

func FuzzReconnaitre(f *testing.F) {
	f.Add([]byte("%PDF-1.7"))
	f.Add([]byte("\xff\xd8\xff\xe1\x00\x10Exif\x00\x00MM"))
	f.Add(bombe(3, 3))
	f.Fuzz(func(t *testing.T, b []byte) {
		format, err := Reconnaitre(b)
		if err != nil {
			if _, ok := fault.As(err); !ok {
				t.Errorf("not a fault: %v", err)
			}
			return
		}
		orientationExif(b)
		if c, err := verifierTaille(b, format); format != FormatPDF && err == nil && c.Width*c.Height < 100_000 {
			if _, err := decoder(b, format); err != nil {
				if _, ok := fault.As(err); !ok {
					t.Errorf("not a fault: %v", err)
				}
			}
		}
	})
}

func FuzzLireTSV(f *testing.F) {
	f.Add([]byte("5\t1\t1\t1\t1\t1\t10\t10\t50\t12\t96.1\tbonjour\n"))
	f.Fuzz(func(t *testing.T, b []byte) {
		for _, m := range lireTSV(b, 4) {
			if m.Texte == "" || m.Confiance < 0 || m.Confiance > 1 {
				t.Errorf("bad word %+v", m)
			}
		}
	})
}
