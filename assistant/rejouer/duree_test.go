package rejouer_test

import (
	"context"
	"encoding/json"
	"os"
	"slices"
	"testing"
	"time"

	"claudia/assistant/dialogue/script"
	"claudia/assistant/rejouer"
	"claudia/internal/pg/pgtest"
)

// dureeMax bounds the 95th percentile of a reply without a document on a busy machine (R16); the figure that
// is printed is the true one, wanted under 50 ms.
const dureeMax = 300 * time.Millisecond

func ouvrir(t *testing.T) *rejouer.Banc {
	t.Helper()
	o := rejouer.Options{Dossier: "testdata", Temp: t.TempDir(), Lire: lire}
	b, err := rejouer.Nouveau(context.Background(), pgtest.New(t), o, time.Date(2026, time.October, 14, 8, 0, 0, 0, time.UTC))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := b.Fermer(); err != nil {
			t.Error(err)
		}
	})
	return b
}

// TestDire_isFast measures replies of the real service: the message kept, the turn played, the reply read.
func TestDire_isFast(t *testing.T) {
	b := ouvrir(t)
	if err := b.Regler("attend quantite"); err != nil {
		t.Fatal(err)
	}
	var durees []time.Duration
	for range 12 {
		for _, s := range []string{"3 heures", "non, 4", "pourquoi vous me demandez ça ?", "la date c'est le 12 octobre", "merci"} {
			debut := time.Now()
			if _, err := b.Dire(s); err != nil {
				t.Fatal(err)
			}
			durees = append(durees, time.Since(debut))
		}
	}
	slices.Sort(durees)
	p50, p95 := durees[len(durees)/2], durees[len(durees)*95/100]
	t.Logf("reply without a document, real service: p50 %v, p95 %v, %d turns", p50.Round(time.Millisecond/10), p95.Round(time.Millisecond/10), len(durees))
	if p95 > dureeMax {
		t.Errorf("p95 is %v, wanted under %v", p95, dureeMax)
	}
}

// TestRejeu_givesTheSameState plays a script, then what the journal kept of it in another database: the
// state and every reply are the same.
func TestRejeu_givesTheSameState(t *testing.T) {
	t.Parallel()
	contenu, err := os.ReadFile("testdata/dictee.script")
	if err != nil {
		t.Fatal(err)
	}
	pas, err := script.Lire(string(contenu))
	if err != nil {
		t.Fatal(err)
	}
	premier, second := ouvrir(t), ouvrir(t)
	for _, b := range []*rejouer.Banc{premier, second} {
		b.Horloge(time.Date(2026, time.October, 14, 8, 0, 0, 0, time.UTC))
	}
	if _, err := script.Jouer(pas, premier); err != nil {
		t.Fatal(err)
	}
	second.Horloge(time.Date(2026, time.October, 14, 8, 0, 0, 0, time.UTC))
	premier.Horloge(time.Date(2026, time.October, 14, 8, 0, 0, 0, time.UTC))
	if err := second.Rejouer(premier); err != nil {
		t.Fatal(err)
	}
	if a, b := enJSON(t, premier), enJSON(t, second); a != b {
		t.Errorf("the state replayed from the journal differs:\n%s\n%s", a, b)
	}
}

func enJSON(t *testing.T, b *rejouer.Banc) string {
	t.Helper()
	e, err := b.EtatGarde()
	if err != nil {
		t.Fatal(err)
	}
	octets, err := json.Marshal(e)
	if err != nil {
		t.Fatal(err)
	}
	return string(octets)
}
