package retours

import (
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"
	"time"
)

// corpus reads the questions of testdata/groupes.txt: groups separated by a blank line, which people who
// file mémoires could have typed.
func corpus(tb testing.TB) [][]string {
	tb.Helper()
	b, err := os.ReadFile("testdata/groupes.txt")
	if err != nil {
		tb.Fatal(err)
	}
	var out [][]string
	for bloc := range strings.SplitSeq(strings.TrimSpace(string(b)), "\n\n") {
		var groupe []string
		for l := range strings.Lines(bloc) {
			if l = strings.TrimSpace(l); l != "" && !strings.HasPrefix(l, "#") {
				groupe = append(groupe, l)
			}
		}
		if len(groupe) > 0 {
			out = append(out, groupe)
		}
	}
	return out
}

func question(texte string, nombre int64) Question {
	return Question{Pliee: Cle(texte), Question: texte, Nombre: nombre, DerniereAt: time.Unix(nombre, 0)}
}

// TestGrouper_purity measures, on the corpus, the share of questions that stand with their own (purity),
// and the share of each true group that stays together (recall): all alone, or all together, fails one.
func TestGrouper_purity(t *testing.T) {
	t.Parallel()
	vrais := corpus(t)
	if len(vrais) < 12 {
		t.Fatalf("%d groups in the corpus, want 12 at least", len(vrais))
	}
	var qs []Question
	de := map[string]int{}
	for i, g := range vrais {
		for j, s := range g {
			qs = append(qs, question(s, int64(40-3*j)))
			de[s] = i
		}
	}
	groupes := Grouper(qs)
	purs, ensemble := 0, make([]int, len(vrais))
	for _, g := range groupes {
		par := make([]int, len(vrais))
		for _, q := range g.Questions {
			par[de[q.Question]]++
		}
		purs += slices.Max(par)
		for i, n := range par {
			ensemble[i] = max(ensemble[i], n)
		}
	}
	tenus := 0
	for _, n := range ensemble {
		tenus += n
	}
	purete, rappel := float64(purs)/float64(len(qs)), float64(tenus)/float64(len(qs))
	t.Logf("%d questions of %d groups in %d groups: purity %.3f, recall %.3f", len(qs), len(vrais), len(groupes), purete, rappel)
	if purete < 0.95 || rappel < 0.70 {
		t.Errorf("purity %.3f, want 0.95; recall %.3f, want 0.70", purete, rappel)
		for _, g := range groupes {
			t.Log("—")
			for _, q := range g.Questions {
				t.Log(de[q.Question], q.Question)
			}
		}
	}
}

func TestGrouper_sumsAndOrders(t *testing.T) {
	t.Parallel()
	qs := []Question{
		{Pliee: "a", Question: "Puis-je signer électroniquement ?", Nombre: 5, Attentes: 1, DerniereAt: time.Unix(50, 0)},
		{Pliee: "b", Question: "signer electroniqement", Nombre: 2, Attentes: 2, DerniereAt: time.Unix(10, 0)},
		{Pliee: "c", Question: "Quel code de fourrière ?", Nombre: 9, DerniereAt: time.Unix(20, 0)},
		{Pliee: "d", Question: "signature electronique", Nombre: 6, DerniereAt: time.Unix(5, 0)},
	}
	got := Grouper(qs)
	if len(got) != 2 || len(got[0].Questions) != 3 {
		t.Fatalf("Grouper = %+v, want the three about signing, then the other", got)
	}
	if g := got[0]; g.Nombre != 13 || g.Attentes != 3 || !g.DerniereAt.Equal(time.Unix(50, 0)) || g.Questions[0].Pliee != "d" {
		t.Errorf("first group = %+v", g)
	}
	if got := Grouper(nil); len(got) != 0 {
		t.Errorf("Grouper of nothing = %+v", got)
	}
}

// A word that nobody knows counts like another; an error for a usual word is read as that word.
func TestGrouper_unknownWords(t *testing.T) {
	t.Parallel()
	qs := []Question{
		question("délai de paiement", 9), question("délai de payement", 8), question("delai de paiemet", 1), question("delai de paiemnt ?", 2),
		question("blorgification du zorbuche", 3), question("le zorbuche et sa blorgification", 2), question("xyzzy", 1),
	}
	var tailles []int
	for _, g := range Grouper(qs) {
		tailles = append(tailles, len(g.Questions))
	}
	if !slices.Equal(tailles, []int{4, 2, 1}) {
		t.Errorf("sizes %v; the invented words must stand together, the nonsense alone", tailles)
	}
}

// vingtMille are as many different questions as the table keeps: sentences of the corpus with words of the
// trade in their place.
func vingtMille(tb testing.TB) []Question {
	tb.Helper()
	r := rand.New(rand.NewPCG(7, 11))
	var phrases []string
	var mots []string
	for _, g := range corpus(tb) {
		phrases = append(phrases, g...)
		for _, s := range g {
			mots = append(mots, strings.Fields(s)...)
		}
	}
	qs := make([]Question, 0, MaxQuestions)
	for i := range MaxQuestions {
		s := phrases[r.IntN(len(phrases))] + " " + mots[r.IntN(len(mots))] + " " + mots[r.IntN(len(mots))] + fmt.Sprintf(" mot%d", r.IntN(9000))
		qs = append(qs, Question{Pliee: fmt.Sprint(i), Question: s, Nombre: 1 + int64(r.ExpFloat64()*4)})
	}
	return qs
}

// TestGrouper_isFast groups as many questions as the table keeps.
func TestGrouper_isFast(t *testing.T) {
	qs := vingtMille(t)
	debut := time.Now()
	n := len(Grouper(qs))
	duree := time.Since(debut)
	t.Logf("%d questions, %d groups: %s", len(qs), n, duree)
	if duree > 5*time.Second { // 0.6 s on two shared cores
		t.Errorf("%d questions took %s", len(qs), duree)
	}
}

func BenchmarkGrouper(b *testing.B) {
	qs := vingtMille(b)
	for b.Loop() {
		Grouper(qs)
	}
}

func TestUneErreur(t *testing.T) {
	t.Parallel()
	for _, x := range []struct {
		a, b string
		want bool
	}{
		{"paiement", "paiment", true},
		{"paiment", "paiement", true},
		{"paiement", "paiement", true},
		{"paiement", "piaement", true},
		{"paiement", "poiement", true},
		{"paiement", "paiemet", true},
		{"paiement", "pemeint", false},
		{"abcde", "xbcdy", false},
		{"", "a", true},
		{"", "ab", false},
	} {
		if got := uneErreur(x.a, x.b); got != x.want {
			t.Errorf("uneErreur(%q, %q) = %v", x.a, x.b, got)
		}
	}
}
