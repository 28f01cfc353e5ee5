package dialogue_test

import (
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"claudia/assistant/dialogue/dialoguetest"
	"claudia/assistant/dialogue/script"
	"claudia/memoires/referentiel"
)

var charger = sync.OnceValues(referentiel.Charger)

func banc(tb testing.TB) *dialoguetest.Banc {
	tb.Helper()
	r, err := charger()
	if err != nil {
		tb.Fatal(err)
	}
	b, err := dialoguetest.Nouveau(r)
	if err != nil {
		tb.Fatal(err)
	}
	b.Dossier = filepath.Join("testdata", "lectures")
	return b
}

// TestScripts plays every script of testdata; a line « == name » in a script starts over on a fresh bench.
func TestScripts(t *testing.T) {
	fichiers, err := filepath.Glob(filepath.Join("testdata", "*.script"))
	if err != nil || len(fichiers) == 0 {
		t.Fatalf("no script in testdata: %v", err)
	}
	for _, f := range fichiers {
		octets, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		for _, s := range script.Decouper(string(octets)) {
			t.Run(strings.TrimSuffix(filepath.Base(f), ".script")+"/"+s.Nom, func(t *testing.T) {
				pas, err := script.Lire(s.Texte)
				if err != nil {
					t.Fatal(err)
				}
				tours, err := script.Jouer(pas, banc(t))
				if err != nil {
					t.Error(err)
					for _, x := range tours {
						t.Logf("> %s\n%s\n[%s] ? %s %v", x.Pas.Texte, strings.Join(x.Reponse.Textes, "\n"), strings.Join(x.Reponse.Choix, "] ["), x.Attente, x.Reponse.Effets)
					}
				}
			})
		}
	}
}
