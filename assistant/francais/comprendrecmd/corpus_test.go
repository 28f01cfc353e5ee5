package comprendrecmd

import (
	"encoding/json"
	"os"
	"strings"
	"testing"
	"time"

	"claudia/assistant/francais"
)

// TestCorpus_shares prints and holds the share of phrases read right in each half of the corpus:
// the first was written before the code, the second with it.
func TestCorpus_shares(t *testing.T) {
	halves := []struct {
		file  string
		floor float64
		count int
	}{
		{"corpus-avant.tsv", 0.97, 300},
		{"corpus-apres.tsv", 0.97, 300},
		{"corpus-relu.tsv", 1, 250},
	}
	for _, h := range halves {
		right, total, missed := mesurer(t, "../testdata/"+h.file)
		share := float64(right) / float64(total)
		t.Logf("%s: %d of %d (%.1f %%)", h.file, right, total, 100*share)
		for _, m := range missed {
			t.Log("  ", m)
		}
		if total < h.count || share < h.floor {
			t.Errorf("%s: share %.3f over %d phrases, want at least %.2f over %d", h.file, share, total, h.floor, h.count)
		}
	}
}

func mesurer(t *testing.T, path string) (right, total int, missed []string) {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	genres := map[string]string{"d": "date", "u": "duree", "n": "nombre", "m": "montant"}
	directions := map[string]francais.Sens{"p": francais.Passe, "f": francais.Futur, "l": francais.Libre, "-": francais.Libre}
	for line := range strings.Lines(string(b)) {
		line = strings.TrimSuffix(line, "\n")
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		f := strings.Split(line, "\t")
		if len(f) != 4 || genres[f[0]] == "" {
			t.Fatalf("%s: bad line %q", path, line)
		}
		c := francais.Contexte{Maintenant: time.Date(2026, 10, 14, 10, 0, 0, 0, time.UTC), Sens: directions[f[1]]}
		var got struct{ Valeur any }
		raw, err := json.Marshal(Comprendre(f[2], genres[f[0]], c))
		if err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal(raw, &got); err != nil {
			t.Fatal(err)
		}
		v, err := json.Marshal(got.Valeur)
		if err != nil {
			t.Fatal(err)
		}
		total++
		if strings.Trim(string(v), `"`) == f[3] {
			right++
		} else {
			missed = append(missed, line+" → "+string(v))
		}
	}
	return right, total, missed
}
