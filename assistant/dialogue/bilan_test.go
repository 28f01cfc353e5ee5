package dialogue_test

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"claudia/assistant/dialogue/dialoguetest"
	"claudia/assistant/dialogue/script"
	"claudia/memoires/saisie"
)

// bilan asks for the table of `make bench`: the share of paraphrases and the cost of the five missions.
var bilan = flag.Bool("bilan", false, "print the table of the conversation")

// TestBilan prints one table: what a person has to answer and to type, and how many ways of saying it are
// understood. Without -bilan it only plays the missions.
func TestBilan(t *testing.T) {
	octets, err := os.ReadFile(filepath.Join("testdata", "missions.script"))
	if err != nil {
		t.Fatal(err)
	}
	var lignes []string
	for _, s := range script.Decouper(string(octets)) {
		pas, err := script.Lire(s.Texte)
		if err != nil {
			t.Fatal(err)
		}
		b := banc(t)
		tours, err := script.Jouer(pas, b)
		if err != nil {
			t.Fatalf("%s: %v", s.Nom, err)
		}
		x := saisie.Contexte{Referentiel: b.Monde.Referentiel, Maintenant: b.Monde.Maintenant, Structures: b.Monde.Structures}
		lignes = append(lignes, dialoguetest.LigneBilan(s.Nom, script.Couter(tours), dialoguetest.AuFormulaire(*b.Memoire(), x)))
	}
	if !*bilan {
		return
	}
	bons, total, rates := mesurer(t, func(int) bool { return true })
	part := 1000 * bons / total
	t.Logf("without documents\n%s\n%s\n\nparaphrases understood: 0.%03d (%d of %d)", dialoguetest.EnteteBilan, strings.Join(lignes, "\n"), part, bons, total)
	if float64(bons) < partVoulue*float64(total) {
		t.Errorf("the share of paraphrases is under %.2f:\n%s", partVoulue, strings.Join(rates, "\n"))
	}
}
