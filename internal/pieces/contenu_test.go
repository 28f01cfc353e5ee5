package pieces

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"claudia/internal/fault"
)

// pdfOf makes a small PDF around objects; trailer goes inside the trailer dictionary.
func pdfOf(trailer string, objects ...string) []byte {
	var b strings.Builder
	b.WriteString("%PDF-1.5\n%\xe2\xe3\xcf\xd3\n")
	for i, o := range objects {
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	fmt.Fprintf(&b, "xref\n0 1\ntrailer\n<< /Size %d /Root 1 0 R %s >>\nstartxref\n9\n%%%%EOF\n", len(objects)+1, trailer)
	return []byte(b.String())
}

func deflated(s string) string {
	var b bytes.Buffer
	w := zlib.NewWriter(&b)
	_, _ = w.Write([]byte(s))
	_ = w.Close()
	return b.String()
}

func pngOf(w, h uint32, depth, colour byte, extra string) []byte {
	b := []byte(pngSignature)
	chunk := func(kind string, body []byte) {
		b = binary.BigEndian.AppendUint32(b, uint32(len(body)))
		b = append(append(b, kind...), body...)
		b = binary.BigEndian.AppendUint32(b, crc32.ChecksumIEEE(append([]byte(kind), body...)))
	}
	ihdr := binary.BigEndian.AppendUint32(binary.BigEndian.AppendUint32(nil, w), h)
	chunk("IHDR", append(ihdr, depth, colour, 0, 0, 0))
	if extra != "" {
		chunk(extra, make([]byte, 8))
	}
	chunk("IDAT", []byte(deflated("x")))
	chunk("IEND", nil)
	return b
}

func smallImage() image.Image {
	img := image.NewRGBA(image.Rect(0, 0, 20, 10))
	img.Set(3, 3, color.White)
	return img
}

func realPNG(tb testing.TB) []byte {
	tb.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, smallImage()); err != nil {
		tb.Fatal(err)
	}
	return b.Bytes()
}

func realJPEG(tb testing.TB) []byte {
	tb.Helper()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, smallImage(), nil); err != nil {
		tb.Fatal(err)
	}
	return b.Bytes()
}

// patched gives b with one byte changed, at the first place of mark plus offset.
func patched(b []byte, mark string, offset int, value byte) []byte {
	b = bytes.Clone(b)
	b[bytes.Index(b, []byte(mark))+offset] = value
	return b
}

const page = "<< /Type /Page >>"

func TestAnalyser_verdicts(t *testing.T) {
	t.Parallel()
	good := pdfOf("", "<< /Type /Catalog >>", page)
	objStm := func(inner string) string {
		data := deflated(inner)
		return fmt.Sprintf("<< /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream", len(data), data)
	}
	jpg, img := realJPEG(t), realPNG(t)
	tests := []struct {
		name, file string
		content    []byte
		code       string // empty: taken
	}{
		{"plain pdf", "a.pdf", good, ""},
		{"harmless open action", "a.pdf", pdfOf("", "<< /Type /Catalog /OpenAction [2 0 R /Fit] >>", page), ""},
		{"dangerous word in a text", "a.pdf", pdfOf("", "<< /Title (about /JavaScript \\) and /Launch) >>", page), ""},
		{"dangerous word in a comment", "a.pdf", pdfOf("", "<< >> % /JavaScript", page), ""},
		{"object stream", "a.pdf", pdfOf("", objStm("1 0 << /Type /Pages >>")), ""},
		{"upper case extension", "A.PDF", good, ""},
		{"empty", "a.pdf", nil, "fichier_vide"},
		{"encrypted", "a.pdf", pdfOf("/Encrypt 3 0 R", page), "pdf_protege"},
		{"javascript", "a.pdf", pdfOf("", "<< /S /JavaScript /JS (app.alert) >>"), "pdf_actif"},
		{"escaped javascript", "a.pdf", pdfOf("", "<< /S /J#61vaScript >>"), "pdf_actif"},
		{"js alone", "a.pdf", pdfOf("", "<< /JS 4 0 R >>"), "pdf_actif"},
		{"launch", "a.pdf", pdfOf("", "<</S/Launch/F(cmd.exe)>>"), "pdf_actif"},
		{"embedded", "a.pdf", pdfOf("", "<< /Type /Filespec /F (x.exe) /EF << /F 3 0 R >> >>"), "pdf_actif"},
		{"embedded stream", "a.pdf", pdfOf("", "<< /Type /EmbeddedFile /Length 0 >>"), "pdf_actif"},
		{"empty tree of files", "a.pdf", pdfOf("", "<< /Names << /EmbeddedFiles << /Names [ ] >> >> >>"), ""},
		{"xfa", "a.pdf", pdfOf("", "<< /AcroForm << /XFA [] >> >>"), "pdf_actif"},
		{"rich media", "a.pdf", pdfOf("", "<< /Subtype /RichMedia >>"), "pdf_actif"},
		{"hidden in an object stream", "a.pdf", pdfOf("", objStm("1 0 << /S /JavaScript >>")), "pdf_actif"},
		{"encryption in an object stream", "a.pdf", pdfOf("", objStm("1 0 << /Encrypt 3 0 R >>")), "pdf_protege"},
		{"hidden in plain stream data", "a.pdf", pdfOf("", "<< /Length 60 >>\nstream\n9 0 obj << /S /JavaScript >> endobj\nendstream"), "pdf_actif"},
		{"object stream with a hiding filter", "a.pdf", pdfOf("", "<< /Type /ObjStm /Filter [/ASCII85Decode /FlateDecode] >>\nstream\nxx\nendstream"), "pdf_complexe"},
		{"object stream bomb", "a.pdf", pdfOf("", objStm(strings.Repeat(" ", pdfUnfoldedMax+1))), "pdf_complexe"},
		{"too many pages", "a.pdf", pdfOf("", strings.Repeat(page, pdfPagesMax+1)), "pdf_complexe"},
		{"deep nesting", "a.pdf", pdfOf("", strings.Repeat("[", 1000)), "pdf_complexe"},
		{"too many objects", "a.pdf", pdfOf("", strings.Repeat("1 0 obj endobj ", pdfObjetsMax+1)), "pdf_complexe"},
		{"truncated pdf", "a.pdf", good[:len(good)/2], "fichier_abime"},
		{"junk before", "a.pdf", append([]byte("\x00\x01\x02junk"), good...), "fichier_abime"},
		{"pdf named png", "a.png", good, "type_refuse"},
		{"no extension", "facture", good, "type_refuse"},
		{"double extension", "a.exe.pdf", good, "type_refuse"},
		{"html named pdf", "a.pdf", []byte("<!DOCTYPE html><script>alert(1)</script>"), "type_refuse"},
		{"svg", "a.png", []byte(`<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>`), "type_refuse"},
		{"zip", "a.pdf", []byte("PK\x03\x04xxxx"), "type_refuse"},
		{"program", "a.pdf", []byte("MZ\x90\x00"), "type_refuse"},
		{"gif", "a.jpg", []byte("GIF89a/*xx*/=1;"), "type_refuse"},
		{"png", "a.png", img, ""},
		{"png followed by data", "a.png", append(bytes.Clone(img), "PK\x03\x04"...), ""},
		{"truncated png", "a.png", img[:len(img)-5], "fichier_abime"},
		{"png bad checksum", "a.png", patched(img, "IDAT", 5, 0xAA), "fichier_abime"},
		{"png bomb", "a.png", pngOf(20_000, 20_000, 8, 2, ""), "image_trop_grande"},
		{"png overflowing sides", "a.png", pngOf(1<<31-1, 1<<31-1, 8, 2, ""), "image_trop_grande"},
		{"png of no width", "a.png", pngOf(0, 5, 8, 2, ""), "fichier_abime"},
		{"png 16 bits", "a.png", pngOf(5, 5, 16, 2, ""), "image_non_geree"},
		{"animated png", "a.png", pngOf(5, 5, 8, 2, "acTL"), "image_non_geree"},
		{"jpeg", "a.jpg", jpg, ""},
		{"jpeg followed by data", "a.jpeg", append(bytes.Clone(jpg), "<script>"...), ""},
		{"truncated jpeg", "a.jpg", jpg[:len(jpg)-10], "fichier_abime"},
		{"cmyk jpeg", "a.jpg", patched(jpg, "\xff\xc0", 9, 4), "image_non_geree"},
		{"jpeg bomb", "a.jpg", patched(patched(jpg, "\xff\xc0", 5, 0xff), "\xff\xc0", 7, 0xff), "image_trop_grande"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			_, _, err := analyser(tt.file, tt.content)
			if got := codeOf(err); got != tt.code {
				t.Errorf("analyser(%s) = %v, want code %q", tt.file, err, tt.code)
			}
		})
	}
}

func TestAnalyser_cutsWhatFollowsAnImage(t *testing.T) {
	t.Parallel()
	for name, content := range map[string][]byte{"a.png": realPNG(t), "a.jpg": realJPEG(t)} {
		_, kept, err := analyser(name, append(bytes.Clone(content), "tail"...))
		if err != nil || !bytes.Equal(kept, content) {
			t.Errorf("analyser(%s + tail) kept %d bytes, %v; want the %d of the image", name, len(kept), err, len(content))
		}
	}
}

// with gives a JPEG with a segment added behind its first marker.
func with(jpg []byte, marker byte, body string) []byte {
	segment := binary.BigEndian.AppendUint16([]byte{0xff, marker}, uint16(len(body)+2))
	segment = append(segment, body...)
	return append(append(bytes.Clone(jpg[:2]), segment...), jpg[2:]...)
}

func TestAnalyser_dropsWhatTellsOfThePerson(t *testing.T) {
	t.Parallel()
	jpg := realJPEG(t)
	exif := exifHeader + "II*\x00\x08\x00\x00\x00\x02\x00" +
		"\x0f\x01\x02\x00\x04\x00\x00\x00GPS\x00" + // a maker
		"\x12\x01\x03\x00\x01\x00\x00\x00\x06\x00\x00\x00" + // turned by a quarter
		"\x00\x00\x00\x00 48.85N 2.35E"
	_, kept, err := analyser("a.jpg", with(with(jpg, jpegAPP1, exif), jpegCOM, "taken at home"))
	if err != nil {
		t.Fatal(err)
	}
	for _, private := range []string{"GPS", "48.85N", "home"} {
		if bytes.Contains(kept, []byte(private)) {
			t.Errorf("%q stays in the image", private)
		}
	}
	if _, err := jpeg.Decode(bytes.NewReader(kept)); err != nil {
		t.Errorf("the image kept does not open: %v", err)
	}
	at := bytes.Index(kept, []byte(exifHeader))
	if at < 0 || orientation(kept[at:]) != 6 {
		t.Error("the orientation is lost")
	}
	if _, again, err := analyser("a.jpg", kept); err != nil || !bytes.Equal(again, kept) {
		t.Errorf("an image kept changes when it comes again: %v", err)
	}
	_, keptPNG, err := analyser("a.png", pngOf(5, 5, 8, 2, "tEXt"))
	if err != nil || !bytes.Equal(keptPNG, pngOf(5, 5, 8, 2, "")) {
		t.Errorf("a text stays in the PNG (%v)", err)
	}
}

// The documents that people really send must come in.
func TestAnalyser_takesTheSharedDocuments(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("../../../shared/documents/*.*")
	if err != nil || len(files) == 0 {
		t.Fatalf("no shared documents: %v (they stand in ../shared beside the repository)", err)
	}
	for _, file := range files {
		if filepath.Ext(file) == ".json" {
			continue
		}
		content, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		typ, kept, err := analyser(filepath.Base(file), content)
		if err != nil {
			t.Errorf("%s: %v", filepath.Base(file), err)
		}
		if typ != PDF {
			if _, _, err := image.Decode(bytes.NewReader(kept)); err != nil {
				t.Errorf("%s does not open once cleaned: %v", filepath.Base(file), err)
			}
		}
	}
}

func codeOf(err error) string {
	if f, ok := fault.As(err); ok {
		return f.Code
	}
	if err != nil {
		return "no fault: " + err.Error()
	}
	return ""
}

func FuzzAnalyser(f *testing.F) {
	f.Add("a.pdf", pdfOf("", "<< /S /JavaScript >>"))
	f.Add("a.pdf", pdfOf("", page, "<< /Length 3 >>\nstream\nabc\nendstream"))
	f.Add("a.png", realPNG(f))
	f.Add("a.jpg", realJPEG(f))
	f.Fuzz(func(t *testing.T, name string, content []byte) {
		typ, kept, err := analyser(name, content)
		if err != nil {
			if _, ok := fault.As(err); !ok {
				t.Errorf("analyser gives an error that is no fault: %v", err)
			}
			return
		}
		if typ.Extension() == "" || len(kept) == 0 || len(kept) > len(content) {
			t.Errorf("analyser took %d bytes as %q and keeps %d", len(content), typ, len(kept))
		}
	})
}
