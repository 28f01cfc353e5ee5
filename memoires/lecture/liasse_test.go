package lecture_test

import (
	"bytes"
	"flag"
	"image/jpeg"
	"image/png"
	"strconv"
	"testing"
	"time"

	"codeberg.org/go-pdf/fpdf"

	"claudia/memoires/lecture"
	"claudia/memoires/lecture/specimen"
	"claudia/memoires/lecture/texte"
)

// pagesScannees is small in every run; the measure takes -scans 40.
var pagesScannees = flag.Int("scans", 2, "pages of the scanned file of several missions")

// TestLireTout_scannedFile scans the papers of many missions into one PDF, as a person does at the end
// of a month (situations.md, turn 93). The acts of the pages read in the time of a reading are found
// each with its case; how many pages that is depends on the machine, and the others are counted.
func TestLireTout_scannedFile(t *testing.T) {
	var vrais []specimen.Verite
	fichier := liasse(t, *pagesScannees, &vrais)
	depart := time.Now()
	pages, err := texte.Extraire(t.Context(), fichier, texte.Options{Delai: 115 * time.Second, DelaiPage: 20 * time.Second, PagesMax: 100})
	if err != nil {
		t.Fatal(err)
	}
	l := lecture.LireTout(pages, nil)
	t.Logf("%d pages, %d KiB, %v, %d acts of %d, %d pages not read", len(pages), len(fichier)>>10, time.Since(depart).Round(time.Second), len(l.Parties), len(vrais), l.NonLues)
	lues := len(pages) - l.NonLues // one act a page
	if len(pages) != len(vrais) || lues < 1 {
		t.Fatalf("%d pages of %d, %d read", len(pages), len(vrais), lues)
	}
	bons, tous := 0, 0
	for _, v := range vrais[:lues] {
		numero, _ := v.Champ(lecture.NumeroAffaire)
		tous++
		for _, p := range l.Parties {
			if lu, _ := p.Champ(lecture.NumeroAffaire); lu.Valeur == numero.Valeur && p.Nature == v.Nature {
				bons++
				break
			}
		}
	}
	t.Logf("acts found with their case: %d of %d", bons, tous)
	if bons*100 < tous*90 {
		t.Errorf("acts found with their case: %d of %d", bons, tous)
	}
}

// liasse draws n pages, a réquisition and its attestation in turn, and scans them at 200 points an inch.
func liasse(t *testing.T, n int, vrais *[]specimen.Verite) []byte {
	t.Helper()
	pdf := fpdf.New("P", "pt", "A4", "")
	for i := range n {
		d := specimen.Hasard(uint64(9000 + i/2))
		faire := specimen.Requisition
		d.Modele = "police"
		if i%2 == 1 {
			faire, d.Modele = specimen.Attestation, "officielle"
		}
		page, v, err := faire(d)
		if err != nil {
			t.Fatal(err)
		}
		*vrais = append(*vrais, v)
		rendu, err := texte.Rendre(t.Context(), page, 1, 200)
		if err != nil {
			t.Fatal(err)
		}
		img, err := png.Decode(bytes.NewReader(rendu))
		if err != nil {
			t.Fatal(err)
		}
		var b bytes.Buffer
		if err := jpeg.Encode(&b, img, &jpeg.Options{Quality: 60}); err != nil {
			t.Fatal(err)
		}
		nom := strconv.Itoa(i)
		pdf.RegisterImageOptionsReader(nom, fpdf.ImageOptions{ImageType: "JPG"}, &b)
		pdf.AddPage()
		pdf.ImageOptions(nom, 0, 0, 595.28, 841.89, false, fpdf.ImageOptions{ImageType: "JPG"}, 0, "")
	}
	var out bytes.Buffer
	if err := pdf.Output(&out); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}
