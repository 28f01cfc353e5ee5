package lecture_test

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"claudia/memoires/lecture"
	"claudia/memoires/lecture/texte"
)

// documents are the example documents, beside the repository.
const documents = "../../../shared/documents"

// attendu is what is known of an example document.
type attendu struct {
	File, Kind, Layout, Quality string
	Dossier                     int
	Conflict                    *string
	Fields                      map[string]any
}

func attendus(t *testing.T) []attendu {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(documents, "expected.json"))
	if err != nil {
		t.Fatalf("the example documents must lie beside the repository, in ../shared/documents: %v", err)
	}
	var out []attendu
	if err := json.Unmarshal(b, &out); err != nil {
		t.Fatal(err)
	}
	return out
}

// exigerOCR fails the test with the command that installs what it needs.
func exigerOCR(t *testing.T) {
	t.Helper()
	if !texte.OCRPresent(t.Context()) {
		t.Fatal("OCR in French is missing: apt-get install -y --no-install-recommends tesseract-ocr tesseract-ocr-fra")
	}
}

// patient leaves time to a machine that does other things too.
func patient() texte.Options {
	return texte.Options{DelaiPage: time.Minute, Delai: 2 * time.Minute}
}

func lireFichier(t *testing.T, nom string) lecture.Lecture {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(documents, nom))
	if err != nil {
		t.Fatal(err)
	}
	pages, err := texte.Extraire(t.Context(), b, patient())
	if err != nil {
		t.Fatalf("%s: %v", nom, err)
	}
	return lecture.Lire(pages, nil)
}

// TestLire_documents holds the goals of the example documents: every kind right, 95 % of the fields
// of text PDFs, 80 % of those of scans, nothing wrong above 0.9, and each conflict found.
func TestLire_documents(t *testing.T) {
	exigerOCR(t)
	bons, tous := map[bool]int{}, map[bool]int{}
	dossiers, conflits := map[int][]lecture.Lecture{}, map[int]string{}
	for _, a := range attendus(t) {
		l := lireFichier(t, a.File)
		if string(l.Nature) != a.Kind {
			t.Errorf("%s: nature %s, want %s", a.File, l.Nature, a.Kind)
		}
		dossiers[a.Dossier] = append(dossiers[a.Dossier], l)
		if a.Conflict != nil {
			conflits[a.Dossier] = *a.Conflict
		}
		for k, v := range a.Fields {
			c, ok := l.Champ(lecture.Cle(k))
			texte := a.Quality == "text"
			tous[texte]++
			if ok && c.Valeur == fmt.Sprint(v) {
				bons[texte]++
				continue
			}
			t.Logf("%s (%s): %s = %q (%.2f), want %v", a.File, a.Quality, k, c.Valeur, c.Confiance, v)
			if c.Confiance > 0.9 {
				t.Errorf("%s: %s is wrong and sure of itself", a.File, k)
			}
		}
		verifierZones(t, a.File, l)
	}
	if bons[true]*100 < tous[true]*95 {
		t.Errorf("text PDFs: %d of %d fields right, want 95 %%", bons[true], tous[true])
	}
	if bons[false]*100 < tous[false]*80 {
		t.Errorf("scans: %d of %d fields right, want 80 %%", bons[false], tous[false])
	}
	for d, ls := range dossiers {
		verifierConflit(t, d, conflits[d], lecture.Confronter(ls))
	}
}

// verifierZones checks that each value says where it was read, on the page.
func verifierZones(t *testing.T, nom string, l lecture.Lecture) {
	t.Helper()
	for _, c := range l.Champs {
		if c.Page != 1 || c.Zone.Vide() || c.Zone[0] < 0 || c.Zone[1] < 0 || c.Zone[2] > 620 || c.Zone[3] > 860 {
			t.Errorf("%s: %s has no place: %+v", nom, c.Cle, c)
		}
		if c.Cle != lecture.Signee && c.Texte == "" {
			t.Errorf("%s: %s has no words", nom, c.Cle)
		}
	}
}

// verifierConflit compares the contradictions of a file with the conflict that was put in it.
func verifierConflit(t *testing.T, dossier int, conflit string, cs []lecture.Contradiction) {
	t.Helper()
	cle := map[string]lecture.Cle{"date": lecture.DatePrestation, "personne": lecture.PersonneRequise, "": ""}[conflit]
	vu := cle == ""
	for _, c := range cs {
		if c.Cle == cle {
			vu = true
			continue
		}
		t.Errorf("dossier %d: contradiction on %s that is none: %s", dossier, c.Cle, c.Phrase)
	}
	if !vu {
		t.Errorf("dossier %d: the conflict on %s was not found", dossier, conflit)
	}
}
