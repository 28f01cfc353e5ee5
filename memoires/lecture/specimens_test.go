package lecture_test

import (
	"testing"

	"claudia/memoires/lecture"
	"claudia/memoires/lecture/specimen"
	"claudia/memoires/lecture/texte"
)

// TestLire_specimens reads one specimen of each layout as the text of a PDF: the values are right,
// they are read where they were written, and nothing wrong is sure of itself.
func TestLire_specimens(t *testing.T) {
	bons, tous := map[bool]int{}, map[bool]int{}
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
		l := lecture.Lire(pages, nil)
		if l.Nature != m.Nature {
			t.Errorf("%s: nature %s", m.Nom, l.Nature)
		}
		for _, want := range v.Champs {
			got, _ := l.Champ(want.Cle)
			tous[m.Reserve]++
			if got.Valeur != want.Valeur {
				t.Logf("%s: %s = %q (%.2f), want %q", m.Nom, want.Cle, got.Valeur, got.Confiance, want.Valeur)
				if got.Confiance > 0.9 {
					t.Errorf("%s: %s is wrong and sure of itself", m.Nom, want.Cle)
				}
				continue
			}
			bons[m.Reserve]++
			if !memePlace(got.Zone, want.Zone) && want.Cle != lecture.DatePrestation && want.Cle != lecture.Service {
				t.Errorf("%s: %s read at %v, written at %v", m.Nom, want.Cle, got.Zone, want.Zone)
			}
		}
	}
	if bons[false]*100 < tous[false]*95 || bons[true]*100 < tous[true]*80 {
		t.Errorf("right: %v of %v (true: layouts held out)", bons, tous)
	}
}

// memePlace tells whether two zones share a place.
func memePlace(a, b lecture.Zone) bool {
	return min(a[2], b[2]) > max(a[0], b[0]) && min(a[3], b[3]) > max(a[1], b[1])
}
