package rejouer_test

import (
	"context"
	"flag"
	"os"
	"strings"
	"testing"
	"time"

	"claudia/assistant/dialogue/dialoguetest"
	"claudia/assistant/dialogue/script"
	"claudia/assistant/rejouer"
	"claudia/internal/pg/pgtest"
)

// bilan asks for the table of `make bench`: what the five missions cost with their documents.
var bilan = flag.Bool("bilan", false, "print the table of the missions")

// TestBilan plays the five missions with their documents on the real service. None may ask more of the
// person than the forms, whose least cost for the same mémoire is beside.
func TestBilan(t *testing.T) {
	octets, err := os.ReadFile("testdata/missions.script")
	if err != nil {
		t.Fatal(err)
	}
	var lignes []string
	for _, s := range script.Decouper(string(octets)) {
		c, f := jouerMission(t, s)
		lignes = append(lignes, dialoguetest.LigneBilan(s.Nom, c, f))
		if c.Questions >= f.Champs || c.Mots >= f.Mots+f.Choix {
			t.Errorf("%s costs more than the forms: %+v against %+v", s.Nom, c, f)
		}
	}
	if *bilan {
		t.Logf("with documents\n%s\n%s", dialoguetest.EnteteBilan, strings.Join(lignes, "\n"))
	}
}

func jouerMission(t *testing.T, s script.Scene) (script.Cout, dialoguetest.Formulaire) {
	t.Helper()
	pas, err := script.Lire(s.Texte)
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
	tours, err := script.Jouer(pas, b)
	if err != nil {
		t.Fatalf("%s: %v", s.Nom, err)
	}
	m, err := b.Brouillon()
	if err != nil {
		t.Fatal(err)
	}
	return script.Couter(tours), dialoguetest.AuFormulaire(m, b.Contexte())
}
