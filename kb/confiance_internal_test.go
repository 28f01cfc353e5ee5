package kb

import (
	"bufio"
	"encoding/json"
	"flag"
	"math"
	"os"
	"slices"
	"testing"
	"time"

	"claudia/kb/contenu"
	"claudia/kb/moteur"
)

var ajuster = flag.Bool("ajuster", false, "find the weights of the confidence again and print them")

// exemple is a question with what was measured on it; bon when the guide does answer it.
type exemple struct {
	x     [indices]float64
	bon   bool
	poids float64
	conf  float64
}

// How the fit is made.
const (
	freinAjuste   = 8.0 // ridge, on measures brought to one scale: they go together and share the weight
	plisAjuste    = 5   // folds of the cross-validation, and of the phrasings that are left out
	poidsVoisin   = 0.5 // of a question that was not written to be a question of the guide
	toursDeNewton = 30
	refusBons     = 0.04 // what TestConfiance_ajustee allows on the tuning halves
	refusFaux     = 0.70
)

// TestConfiance_ajustee proves that the weights still tell answers from guesses on the questions that they were found on: it
// fails when a measure changes its meaning and the weights are not found again. The figures to report are those of the
// other halves, in pertinence_test.go.
func TestConfiance_ajustee(t *testing.T) {
	t.Parallel()
	base := ouvrirInterne(t)
	exemples := append(lireExemples(t, base, "testdata/pertinence.jsonl"), lireExemples(t, base, "testdata/sans_article.jsonl")...)
	if *ajuster {
		for _, e := range lireExemples(t, base, "testdata/general_questions.jsonl") {
			e.bon, e.poids = false, poidsVoisin
			exemples = append(exemples, e)
		}
		imprimer(t, append(exemples, formulationsOtees(t)...))
		return
	}
	var n, refuses [2]float64
	for _, e := range exemples {
		n[rangDe(e.bon)]++
		if e.conf < seuilReponse {
			refuses[rangDe(e.bon)]++
		}
	}
	if faux, bons := refuses[0]/n[0], refuses[1]/n[1]; bons > refusBons || faux < refusFaux {
		t.Errorf("refused %.3f of what the guide answers and %.3f of the rest, want at most %.2f and at least %.2f: run with -ajuster", bons, faux, refusBons, refusFaux)
	}
}

func rangDe(bon bool) int {
	if bon {
		return 1
	}
	return 0
}

func ouvrirInterne(t *testing.T) *Base {
	t.Helper()
	base, err := Ouvrir(t.Context(), Options{})
	if err != nil {
		t.Fatal(err)
	}
	return base
}

// lireExemples measures the tuning half of a file, or all of one that has no halves.
func lireExemples(t *testing.T, base *Base, nom string) []exemple {
	t.Helper()
	f, err := os.Open(nom)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var out []exemple
	sc := bufio.NewScanner(f)
	for sc.Scan() {
		var p struct {
			Question, Moitie string
			Attendus         []string
		}
		if err := json.Unmarshal(sc.Bytes(), &p); err != nil {
			t.Fatal(err)
		}
		if p.Moitie != "mesure" {
			e, _ := mesurerExemple(t, base, p.Question)
			e.bon = len(p.Attendus) > 0
			out = append(out, e)
		}
	}
	if err := sc.Err(); err != nil || len(out) == 0 {
		t.Fatalf("%s: %v", nom, err)
	}
	return out
}

func mesurerExemple(t *testing.T, base *Base, question string) (e exemple, article string) {
	t.Helper()
	r, err := base.Chercher(t.Context(), moteur.Question{Texte: question, Patience: time.Minute})
	if err != nil {
		t.Fatal(err)
	}
	if len(r.Resultats) > 0 {
		article = r.Resultats[0].ID
	}
	return exemple{x: r.mesures(), poids: 1, conf: r.Confiance}, article
}

// formulationsOtees asks a guide that lacks one phrasing in five those very phrasings: questions that nobody wrote with the
// search in mind. Those of our articles are answered when theirs comes first, and left out otherwise: neither an answer nor
// a refusal would be right.
func formulationsOtees(t *testing.T) []exemple {
	t.Helper()
	articles, err := LireDossier(t.Context(), contenu.FS)
	if err != nil {
		t.Fatal(err)
	}
	essai := ouvrirInterne(t)
	var out []exemple
	for pli := range plisAjuste {
		otees := map[string]Article{}
		reste := slices.Clone(articles)
		n := 0
		for i, a := range articles {
			reste[i].Formulations = slices.DeleteFunc(slices.Clone(a.Formulations), func(s string) bool {
				n++
				if n%plisAjuste == pli {
					otees[s] = a
				}
				return n%plisAjuste == pli
			})
		}
		if err := essai.Remplacer(t.Context(), reste); err != nil {
			t.Fatal(err)
		}
		for _, a := range articles {
			for _, q := range a.Formulations {
				if otees[q].ID != a.ID {
					continue
				}
				e, article := mesurerExemple(t, essai, q)
				e.bon, e.poids = !a.HorsSujet, poidsVoisin
				if a.HorsSujet || article == a.ID {
					out = append(out, e)
				}
			}
		}
	}
	return out
}

// imprimer finds the weights, and by cross-validation what each threshold refuses of both kinds.
func imprimer(t *testing.T, tous []exemple) {
	t.Helper()
	var juges []exemple
	for pli := range plisAjuste {
		var appris []exemple
		for i, e := range tous {
			if i%plisAjuste != pli {
				appris = append(appris, e)
			}
		}
		w := regresser(appris)
		for i, e := range tous {
			if i%plisAjuste == pli {
				e.conf = chance(w, e.x)
				juges = append(juges, e)
			}
		}
	}
	w := regresser(tous)
	t.Logf("constante = %.2f; poidsConfiance = %.2f", w[0], w[1:])
	for seuil := 0.15; seuil < 0.4; seuil += 0.03 {
		var n, refuses [2]float64
		for _, e := range juges {
			n[rangDe(e.bon)] += e.poids
			if e.conf < seuil {
				refuses[rangDe(e.bon)] += e.poids
			}
		}
		t.Logf("threshold %.2f refuses %.3f of what the guide answers, %.3f of the rest", seuil, refuses[1]/n[1], refuses[0]/n[0])
	}
}

func chance(w [indices + 1]float64, x [indices]float64) float64 {
	z := w[0]
	for i, v := range x {
		z += w[i+1] * v
	}
	return 1 / (1 + math.Exp(-z))
}

// regresser is a logistic regression by Newton's method; the constant is not held back.
func regresser(exemples []exemple) (w [indices + 1]float64) {
	frein := freins(exemples)
	for range toursDeNewton {
		var pente [indices + 1]float64
		var courbe [indices + 1][indices + 1]float64
		for _, e := range exemples {
			p := chance(w, e.x)
			x := append([]float64{1}, e.x[:]...)
			for i := range x {
				pente[i] += e.poids * (float64(rangDe(e.bon)) - p) * x[i]
				for j := range x {
					courbe[i][j] += e.poids * p * (1 - p) * x[i] * x[j]
				}
			}
		}
		for i, f := range frein {
			pente[i+1] -= f * w[i+1]
			courbe[i+1][i+1] += f
		}
		for i, d := range resoudre(courbe, pente) {
			w[i] += d
		}
	}
	return w
}

// freins is the ridge of each measure: its variance brings them to one scale.
func freins(exemples []exemple) (out [indices]float64) {
	n := float64(len(exemples))
	for i := range out {
		var somme, carres float64
		for _, e := range exemples {
			somme += e.x[i]
			carres += e.x[i] * e.x[i]
		}
		out[i] = freinAjuste * (carres/n - somme*somme/n/n)
	}
	return out
}

// resoudre solves a·x = b by elimination; a is symmetric and positive.
func resoudre(a [indices + 1][indices + 1]float64, b [indices + 1]float64) (x [indices + 1]float64) {
	for i := range a {
		for k := i + 1; k < len(a); k++ {
			c := a[k][i] / a[i][i]
			for j := i; j < len(a); j++ {
				a[k][j] -= c * a[i][j]
			}
			b[k] -= c * b[i]
		}
	}
	for i := len(a) - 1; i >= 0; i-- {
		x[i] = b[i]
		for j := i + 1; j < len(a); j++ {
			x[i] -= a[i][j] * x[j]
		}
		x[i] /= a[i][i]
	}
	return x
}
