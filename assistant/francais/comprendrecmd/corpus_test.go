package comprendrecmd

import (
	"encoding/json"
	"os"
	"strings"
	"testing"

	"claudia/assistant/francais"
)

// TestCorpus_shares prints and holds the share of phrases read right in each half of the corpus:
// the first was written before the code, the second with it (testdata/README.md).
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
		right, total := 0, 0
		for _, l := range lireCorpus(t, "../testdata/"+h.file) {
			total++
			if got := l.lire(t, l.texte); got == l.voulu {
				right++
			} else {
				t.Logf("%s %s %q → %s, want %s", l.genre, l.sens, l.texte, got, l.voulu)
			}
		}
		share := float64(right) / float64(total)
		t.Logf("%s: %d of %d (%.1f %%)", h.file, right, total, 100*share)
		if total < h.count || share < h.floor {
			t.Errorf("%s: share %.3f over %d phrases, want at least %.2f over %d", h.file, share, total, h.floor, h.count)
		}
	}
}

// ligne is a phrase of the corpus.
type ligne struct{ genre, sens, texte, voulu string }

func lireCorpus(t *testing.T, path string) []ligne {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	genres := map[string]string{"d": "date", "u": "duree", "n": "nombre", "m": "montant"}
	var lignes []ligne
	for l := range strings.Lines(string(b)) {
		l = strings.TrimSuffix(l, "\n")
		if l == "" || strings.HasPrefix(l, "#") {
			continue
		}
		f := strings.Split(l, "\t")
		if len(f) != 4 || genres[f[0]] == "" {
			t.Fatalf("%s: bad line %q", path, l)
		}
		lignes = append(lignes, ligne{genres[f[0]], f[1], f[2], f[3]})
	}
	return lignes
}

// lire reads texte as the phrase asks and gives the value as the corpus writes it.
func (l ligne) lire(t *testing.T, texte string) string {
	t.Helper()
	directions := map[string]francais.Sens{"p": francais.Passe, "f": francais.Futur, "l": francais.Libre, "-": francais.Libre}
	raw, err := json.Marshal(Comprendre(texte, l.genre, francais.Contexte{Maintenant: moment(), Sens: directions[l.sens]}))
	if err != nil {
		t.Fatal(err)
	}
	var got struct {
		Valeur json.RawMessage `json:"valeur"`
	}
	if err := json.Unmarshal(raw, &got); err != nil {
		t.Fatal(err)
	}
	return strings.Trim(string(got.Valeur), `"`)
}
