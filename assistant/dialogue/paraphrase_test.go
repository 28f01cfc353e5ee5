package dialogue_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"claudia/assistant/dialogue/dialoguetest"
	"claudia/assistant/dialogue/script"
)

// partVoulue is the share of paraphrases that must behave as the sentence itself.
const partVoulue = 0.95

// scenes gives the scripts of the catalogue of turns.
func scenes(tb testing.TB) []script.Scene {
	tb.Helper()
	fichiers, err := filepath.Glob(filepath.Join("testdata", "*.script"))
	if err != nil {
		tb.Fatal(err)
	}
	var out []script.Scene
	for _, f := range fichiers {
		octets, err := os.ReadFile(f)
		if err != nil {
			tb.Fatal(err)
		}
		out = append(out, script.Decouper(string(octets))...)
	}
	return out
}

// parle tells whether a line is words typed that may be said otherwise.
func parle(p script.Pas) bool {
	return p.Genre == script.Usager && p.Texte != "" && !strings.ContainsAny(p.Texte[:1], "[@<¿") && p.Texte != "asdfgh" && p.Texte != "qsdfgh" && p.Texte != "?"
}

// essayer plays a scene with one sentence said otherwise, up to the next sentence, and tells whether
// the fields, the pending question, the pile and the effects are as written.
func essayer(tb testing.TB, pas []script.Pas, i int, texte string) error {
	tb.Helper()
	var autres []script.Pas
	for j, p := range pas {
		if j > i && (p.Genre == script.Usager || p.Genre == script.Piece || p.Genre == script.Reglage) {
			break
		}
		if j == i {
			p.Texte = texte
		}
		if p.Genre != script.Attendu && (j >= i || !slices.Contains([]script.Genre{script.Champ, script.Attente, script.Pile, script.Effet}, p.Genre)) {
			autres = append(autres, p)
		}
	}
	_, err := script.Jouer(autres, banc(tb))
	return err
}

// mesurer plays the paraphrases kept by filtre and gives how many behave, of how many.
func mesurer(tb testing.TB, filtre func(n int) bool) (bons, total int, rates []string) {
	tb.Helper()
	n := 0
	for _, s := range scenes(tb) {
		pas, err := script.Lire(s.Texte)
		if err != nil {
			tb.Fatal(err)
		}
		for i, p := range pas {
			if !parle(p) {
				continue
			}
			for _, x := range dialoguetest.Paraphrases(p.Texte) {
				if n++; !filtre(n) {
					continue
				}
				total++
				if err := essayer(tb, pas, i, x.Texte); err != nil {
					rates = append(rates, s.Nom+" ["+x.Regle+"] "+x.Texte+" : "+strings.ReplaceAll(err.Error(), "\n", " ; "))
					continue
				}
				bons++
			}
		}
	}
	return bons, total, rates
}

// TestParaphrases plays a sample of the paraphrases of every turn.
func TestParaphrases(t *testing.T) {
	bons, total, rates := mesurer(t, func(n int) bool { return n%4 == 0 })
	if part := float64(bons) / float64(total); part < partVoulue {
		t.Errorf("%d paraphrases of %d behave as the sentence (%.3f), wanted %.2f:\n%s", bons, total, part, partVoulue, strings.Join(rates, "\n"))
	}
}

// BenchmarkParaphrases reports the share on all of them.
func BenchmarkParaphrases(b *testing.B) {
	for b.Loop() {
		bons, total, rates := mesurer(b, func(int) bool { return true })
		b.ReportMetric(float64(bons)/float64(total), "part")
		b.ReportMetric(float64(total), "paraphrases")
		for _, r := range rates {
			b.Log(r)
		}
	}
}
