package rejouer_test

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"testing"
	"time"

	"claudia/assistant/dialogue/script"
	"claudia/assistant/rejouer"
	"claudia/internal/pg/pgtest"
	"claudia/memoires/lecture"
	"claudia/memoires/lecture/texte"
)

func TestMain(m *testing.M) {
	if texte.EstEnfant() {
		os.Exit(texte.ChildMain(os.Stdin, os.Stdout))
	}
	os.Exit(pgtest.Main(m))
}

// TestScripts plays every script of testdata against the real service, with the whole missions that the
// bench in memory plays too.
func TestScripts(t *testing.T) {
	t.Parallel()
	fichiers, err := filepath.Glob("testdata/*.script")
	if err != nil || len(fichiers) == 0 {
		t.Fatalf("no script in testdata: %v", err)
	}
	fichiers = append(fichiers, "../dialogue/testdata/saisie.script")
	for _, f := range fichiers {
		contenu, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		for _, scene := range script.Decouper(string(contenu)) {
			t.Run(filepath.Base(f)+"/"+scene.Nom, func(t *testing.T) {
				t.Parallel()
				jouer(t, scene.Texte)
			})
		}
	}
}

func jouer(t *testing.T, contenu string) {
	t.Helper()
	pas, err := script.Lire(contenu)
	if err != nil {
		t.Fatal(err)
	}
	o := rejouer.Options{Dossier: "testdata", Temp: t.TempDir(), Lire: lire}
	b, err := rejouer.Nouveau(context.Background(), pgtest.New(t), o, time.Date(2026, time.October, 14, 8, 0, 0, 0, time.UTC))
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := b.Fermer(); err != nil {
			t.Error(err)
		}
	}()
	var out bytes.Buffer
	if err := b.Jouer(pas, &out, false); err != nil {
		t.Errorf("%v\n%s", err, out.String())
	}
}

func lire(ctx context.Context, contenu []byte) (lecture.Lecture, error) {
	pages, err := texte.Extraire(ctx, contenu, texte.Options{})
	if err != nil {
		return lecture.Lecture{}, err
	}
	return lecture.LireTout(pages, nil), nil
}
