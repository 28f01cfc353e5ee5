package referentiel

import (
	"math/rand/v2"
	"strings"
	"testing"
	"unicode/utf8"
)

func TestChercherJuridiction_relevance(t *testing.T) {
	r := loaded(t)
	l := pairs(t, "testdata/juridictions.txt")
	if len(l) < 150 {
		t.Fatalf("%d phrasings, the relevance set holds at least 150", len(l))
	}
	first, among := 0, 0
	for _, p := range l {
		got := r.ChercherJuridiction(p[0], 5)
		names := make([]string, 0, len(got))
		found := false
		for i, g := range got {
			name := string(g.Juridiction.Type) + " " + g.Juridiction.Commune
			names = append(names, name)
			if name == p[1] {
				found = true
				if i == 0 {
					first++
				}
			}
		}
		if found {
			among++
		}
		if len(names) == 0 || names[0] != p[1] {
			t.Logf("miss: %q = [%s], want %s first", p[0], strings.Join(names, ", "), p[1])
		}
	}
	n := float64(len(l))
	t.Logf("%d phrasings: hit@1 %.3f, hit@5 %.3f", len(l), float64(first)/n, float64(among)/n)
	if float64(first)/n < 0.9 || float64(among)/n < 0.97 {
		t.Errorf("hit@1 = %.3f, hit@5 = %.3f, want at least 0.9 and 0.97", float64(first)/n, float64(among)/n)
	}
}

func TestChercherJuridiction_everyDisplayNameFindsItself(t *testing.T) {
	r := loaded(t)
	for _, j := range r.Juridictions() {
		for _, q := range []string{j.Affichage(), j.Libelle} {
			got := r.ChercherJuridiction(q, 3)
			if len(got) == 0 || got[0].Juridiction.Code != j.Code {
				t.Errorf("ChercherJuridiction(%q) = %+v, want %s first", q, got, j.Code)
			}
		}
	}
}

func TestChercherJuridiction_notes(t *testing.T) {
	r := loaded(t)
	for _, c := range []struct{ name, in, note string }{
		{"prud'hommes are for the TJ", "prud'hommes de Créteil", "R223"},
		{"a cour d'appel is for appeals", "cour d'appel de Paris", "en appel"},
		{"the TGI has a new name", "TGI de Bobigny", "tribunal judiciaire"},
		{"a town with a conseil only", "prud'hommes de Cannes", "même département"},
		{"a chambre détachée", "chambre détachée de Millau", "dont elle dépend"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := r.ChercherJuridiction(c.in, 1)
			if len(got) != 1 || !strings.Contains(got[0].Note, c.note) {
				t.Errorf("ChercherJuridiction(%q) = %+v, want a note with %q", c.in, got, c.note)
			}
		})
	}
}

func TestChercherJuridiction_nothing(t *testing.T) {
	r := loaded(t)
	for _, q := range []string{
		"", "   ", "tribunal judiciaire", "tribunal administratif de Lyon", "Conseil d'État", "cour de cassation",
		"zzzzzz", "je ne sais pas", "oui", "Saint-Pierre-et-Miquelon",
		"mardi 13 octobre 2026", "réquisition du 2 octobre", "deux lignes : 13/10 3h et 15/09 2h, même affaire",
		"non ce n'est pas le 13 mais le 6", "12 pages", "1 250,50 €", "20 %", "modifié à 10:02 sur votre téléphone",
		"je passe", "mais", "agent svp", "sans réponse", "résolu", "?!", "le", "99",
	} {
		if got := r.ChercherJuridiction(q, 5); len(got) != 0 {
			t.Errorf("ChercherJuridiction(%q) = %+v, want nothing", q, got)
		}
	}
	if got := r.ChercherJuridiction("bobigny", 0); got != nil {
		t.Errorf("limit 0 = %+v, want nothing", got)
	}
}

func TestChercherJuridiction_bothTownsOfAChoice(t *testing.T) {
	got := loaded(t).ChercherJuridiction("Lyon ou Bobigny", 2)
	if len(got) != 2 || got[0].Score != got[1].Score || got[0].Juridiction.Commune == got[1].Juridiction.Commune {
		t.Errorf("got %+v, want both towns alike", got)
	}
}

func FuzzChercherJuridiction(f *testing.F) {
	r := loaded(f)
	for _, p := range pairs(f, "testdata/juridictions.txt") {
		f.Add(p[0])
	}
	f.Add("\xff\xfe ça ça ça")
	f.Add(strings.Repeat("tribunal de st ", 200))
	f.Fuzz(func(t *testing.T, q string) {
		got := r.ChercherJuridiction(q, 7)
		if len(got) > 7 {
			t.Fatalf("%d results, want at most 7", len(got))
		}
		for i, g := range got {
			if g.Score < scoreMinimal || g.Score > 1 || (i > 0 && g.Score > got[i-1].Score) {
				t.Fatalf("ChercherJuridiction(%q): score %v at %d", q, g.Score, i)
			}
			if _, ok := r.Juridiction(g.Juridiction.Code); !ok || !utf8.ValidString(g.Note) {
				t.Fatalf("ChercherJuridiction(%q) = %+v", q, g)
			}
		}
	})
}

func BenchmarkChercherJuridiction(b *testing.B) {
	r := loaded(b)
	for name, q := range map[string]string{
		"short": "tgi bobigni",
		"long":  strings.Repeat("tribunal judiciaire de saint valanciennes mulouse strabourg villefrance montpelier ", 20),
	} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				r.ChercherJuridiction(q, 5)
			}
		})
	}
}

// One random typing error in each town of the lists, which the relevance set was not written from.
func TestChercherJuridiction_randomTypos(t *testing.T) {
	r := loaded(t)
	rnd := rand.New(rand.NewPCG(20, 26))
	const letters = "abcdefghijklmnopqrstuvwxyz"
	tried, found := 0, 0
	for _, j := range r.Juridictions() {
		if j.Type != TJ || len(j.Commune) < 6 {
			continue
		}
		word := []byte(Plier(j.Commune))
		for range 4 {
			i := 1 + rnd.IntN(len(word)-2)
			l := letters[rnd.IntN(len(letters))]
			var typo string
			switch rnd.IntN(4) {
			case 0:
				typo = string(word[:i]) + string(word[i+1:])
			case 1:
				typo = string(word[:i]) + string(l) + string(word[i:])
			case 2:
				typo = string(word[:i]) + string(l) + string(word[i+1:])
			default:
				typo = string(word[:i]) + string(word[i+1]) + string(word[i]) + string(word[i+2:])
			}
			tried++
			if got := r.ChercherJuridiction("tj "+typo, 1); len(got) == 1 && got[0].Juridiction.Code == j.Code {
				found++
			} else {
				t.Logf("miss: %q for %s", typo, j.Commune)
			}
		}
	}
	t.Logf("%d typing errors, hit@1 %.3f", tried, float64(found)/float64(tried))
	if float64(found)/float64(tried) < 0.9 {
		t.Errorf("hit@1 = %d of %d, want at least 0.9", found, tried)
	}
}
