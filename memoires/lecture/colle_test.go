package lecture_test

import (
	"math"
	"strings"
	"testing"

	"claudia/memoires/lecture"
	"claudia/memoires/lecture/specimen"
	"claudia/memoires/lecture/texte"
)

// TestLire_pastedSpecimens reads the text of each layout as a PDF viewer gives it to copy: lines from top
// to bottom without their places. It loses little, and nothing wrong is sure of itself.
func TestLire_pastedSpecimens(t *testing.T) {
	bons, tous := 0, 0
	for i, m := range specimen.Modeles() {
		d := specimen.Hasard(uint64(500 + i))
		d.Modele = m.Nom
		faire := specimen.Requisition
		if m.Nature == lecture.Attestation {
			faire = specimen.Attestation
		}
		pdf, v, err := faire(d)
		if err != nil {
			t.Fatal(err)
		}
		pages, err := texte.Extraire(t.Context(), pdf, patient())
		if err != nil {
			t.Fatalf("%s: %v", m.Nom, err)
		}
		l := lecture.LireTout(texte.Colle(copier(pages)), nil)
		if l.Nature != m.Nature {
			t.Errorf("%s: nature %s", m.Nom, l.Nature)
		}
		for _, want := range v.Champs {
			if want.Cle == lecture.Signee { // a signature is ink: no text holds it
				continue
			}
			got, _ := l.Champ(want.Cle)
			tous++
			if got.Valeur == want.Valeur && got.Ligne > 0 {
				bons++
				continue
			}
			t.Logf("%s: %s = %q (%.2f, line %d), want %q", m.Nom, want.Cle, got.Valeur, got.Confiance, got.Ligne, want.Valeur)
			if got.Confiance > 0.9 && got.Valeur != "" {
				t.Errorf("%s: %s is wrong and sure of itself", m.Nom, want.Cle)
			}
		}
	}
	t.Logf("right: %d of %d", bons, tous)
	if bons*100 < tous*90 {
		t.Errorf("right: %d of %d", bons, tous)
	}
}

// copier gives the words of pages as lines.
func copier(pages []lecture.Page) string {
	var b strings.Builder
	for _, p := range pages {
		y := math.Inf(-1)
		for _, m := range p.Mots {
			switch milieu := (m.Zone[1] + m.Zone[3]) / 2; {
			case math.Abs(milieu-y) > 4:
				b.WriteByte('\n')
				y = milieu
			default:
				b.WriteByte(' ')
			}
			b.WriteString(m.Texte)
		}
		b.WriteByte('\f')
	}
	return b.String()
}
