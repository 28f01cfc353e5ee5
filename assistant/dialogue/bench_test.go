package dialogue_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"claudia/assistant/dialogue/script"
)

// BenchmarkTour measures one turn without a document.
func BenchmarkTour(b *testing.B) {
	for _, x := range []struct{ nom, texte string }{
		{"question", "au fait faut-il un cachet rouge ?"},
		{"correction", "non ce n'est pas le 13 mais le 6"},
		{"long", strings.Repeat("le 13 octobre, 3 heures à 45 € et pas 50, ", 90)},
	} {
		b.Run(x.nom, func(b *testing.B) {
			bn := banc(b)
			if err := bn.Regler("attend quantite"); err != nil {
				b.Fatal(err)
			}
			for b.Loop() {
				if _, err := bn.Dire(x.texte); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// TestTour_isFast holds the promise of 50 ms a turn, with room for the race detector and a busy machine; the benchmark
// gives the true figure.
func TestTour_isFast(t *testing.T) {
	bn := banc(t)
	if err := bn.Regler("attend quantite"); err != nil {
		t.Fatal(err)
	}
	texte := strings.Repeat("le 13 octobre, 3 heures à 45 € et pas 50, ", 90)
	meilleur := time.Hour
	for range 5 {
		debut := time.Now()
		if _, err := bn.Dire(texte); err != nil {
			t.Fatal(err)
		}
		meilleur = min(meilleur, time.Since(debut))
	}
	if meilleur > 250*time.Millisecond {
		t.Errorf("a turn of %d bytes takes %v", len(texte), meilleur)
	}
}

// BenchmarkMissions reports the questions asked and the words typed for the complete missions.
func BenchmarkMissions(b *testing.B) {
	octets, err := os.ReadFile(filepath.Join("testdata", "missions.script"))
	if err != nil {
		b.Fatal(err)
	}
	for _, s := range script.Decouper(string(octets)) {
		b.Run(s.Nom, func(b *testing.B) {
			pas, err := script.Lire(s.Texte)
			if err != nil {
				b.Fatal(err)
			}
			for b.Loop() {
				tours, err := script.Jouer(pas, banc(b))
				if err != nil {
					b.Fatal(err)
				}
				c := script.Couter(tours)
				b.ReportMetric(float64(len(tours)), "tours")
				b.ReportMetric(float64(c.Questions), "questions")
				b.ReportMetric(float64(c.Mots), "mots")
			}
		})
	}
}
