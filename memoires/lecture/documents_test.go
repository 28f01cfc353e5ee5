package lecture_test

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"claudia/memoires/lecture"
	"claudia/memoires/lecture/texte"
)

const documents = "../../../shared/documents"

type attendu struct {
	File, Kind, Layout, Quality string
	Fields                      map[string]any
}

func attendus(t *testing.T) []attendu {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(documents, "expected.json"))
	if err != nil {
		t.Fatalf("the example documents must lie beside the repository in ../shared/documents: %v", err)
	}
	var out []attendu
	if err := json.Unmarshal(b, &out); err != nil {
		t.Fatal(err)
	}
	return out
}

func TestLire_documents(t *testing.T) {
	ok, tot, faux := map[string]int{}, map[string]int{}, 0
	for _, a := range attendus(t) {
		b, err := os.ReadFile(filepath.Join(documents, a.File))
		if err != nil {
			t.Fatal(err)
		}
		t0 := time.Now()
		pages, err := texte.Extraire(context.Background(), b, texte.Options{DelaiPage: time.Minute, Delai: 2 * time.Minute})
		if err != nil {
			t.Fatal(a.File, err)
		}
		l := lecture.Lire(pages, nil)
		dt := time.Since(t0)
		if string(l.Nature) != a.Kind {
			t.Errorf("%s: nature %s, want %s", a.File, l.Nature, a.Kind)
		}
		for k, v := range a.Fields {
			c, _ := l.Champ(lecture.Cle(k))
			tot[a.Quality]++
			if c.Valeur == fmt.Sprint(v) {
				ok[a.Quality]++
				t.Logf("   %s %s %s %v (%.2f)", a.File, a.Quality, k, v, c.Confiance)
			} else {
				t.Logf("XX %s %s %s: got %q (%.2f) want %v", a.File, a.Quality, k, c.Valeur, c.Confiance, v)
				if c.Confiance > 0.9 {
					faux++
				}
			}
		}
		for _, c := range l.Champs {
			if _, ok := a.Fields[string(c.Cle)]; !ok {
				t.Logf("++ %s unexpected %s %q (%.2f)", a.File, c.Cle, c.Valeur, c.Confiance)
			}
		}
		t.Logf("%s %v %v", a.File, dt, l.Message)
	}
	t.Log(ok, tot, faux)
}
