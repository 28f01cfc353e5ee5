package dialogue_test

import (
	"flag"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"claudia/assistant/dialogue/script"
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
		tours, err := script.Jouer(pas, banc(t))
		if err != nil {
			t.Fatalf("%s: %v", s.Nom, err)
		}
		mots, boutons := 0, 0
		for _, x := range tours {
			switch {
			case x.Pas.Genre != script.Usager:
			case strings.HasPrefix(x.Pas.Texte, "["):
				boutons++
			default:
				mots += len(strings.Fields(x.Pas.Texte))
			}
		}
		lignes = append(lignes, pad(s.Nom, 26)+pad(strconv.Itoa(len(tours)), 12)+pad(strconv.Itoa(mots), 14)+strconv.Itoa(boutons))
	}
	if !*bilan {
		return
	}
	bons, total, rates := mesurer(t, func(int) bool { return true })
	part := 1000 * bons / total
	t.Logf("\n%s\n%s\n\nparaphrases understood: 0.%03d (%d of %d)", pad("mission", 26)+pad("questions", 12)+pad("words typed", 14)+"buttons",
		strings.Join(lignes, "\n"), part, bons, total)
	if float64(bons) < partVoulue*float64(total) {
		t.Errorf("the share of paraphrases is under %.2f:\n%s", partVoulue, strings.Join(rates, "\n"))
	}
}

// pad fills a cell of the table.
func pad(s string, n int) string { return s + strings.Repeat(" ", max(1, n-len(s))) }
