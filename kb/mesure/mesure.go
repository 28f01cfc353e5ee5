// Package mesure tells how often a search finds the answer: hit@1, hit@3, hit@5 and MRR@10, with the
// questions that it missed. It knows nothing of what searches.
package mesure

import (
	"context"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
)

// Demande is a question with the identifiers of which any answers it.
type Demande struct {
	Question string
	Attendus []string
}

// Chercheur gives, best first, the names under which each result is known.
type Chercheur func(ctx context.Context, question string) ([][]string, error)

// Bilan is the outcome: shares between 0 and 1.
type Bilan struct {
	N                       int
	Hit1, Hit3, Hit5, MRR10 float64
	Manques                 []Manque
}

// Manque is a question whose answer was not first.
type Manque struct {
	Demande
	Rang    int    // 0 when it is not among the ten first
	Premier string // what came first
}

// rangs that are looked at.
const rangs = 10

// Mesurer asks every question.
func Mesurer(ctx context.Context, demandes []Demande, chercher Chercheur) (Bilan, error) {
	b := Bilan{N: len(demandes)}
	for _, d := range demandes {
		trouves, err := chercher(ctx, d.Question)
		if err != nil {
			return b, fmt.Errorf("measure %q: %w", d.Question, err)
		}
		rang := 1 + slices.IndexFunc(trouves[:min(len(trouves), rangs)], func(noms []string) bool {
			return slices.ContainsFunc(noms, func(n string) bool { return slices.Contains(d.Attendus, n) })
		})
		b.compter(rang)
		if rang != 1 {
			m := Manque{Demande: d, Rang: rang}
			if len(trouves) > 0 && len(trouves[0]) > 0 {
				m.Premier = trouves[0][0]
			}
			b.Manques = append(b.Manques, m)
		}
	}
	if n := float64(b.N); n > 0 {
		b.Hit1, b.Hit3, b.Hit5, b.MRR10 = b.Hit1/n, b.Hit3/n, b.Hit5/n, b.MRR10/n
	}
	return b, nil
}

func (b *Bilan) compter(rang int) {
	if rang == 0 {
		return
	}
	b.MRR10 += 1 / float64(rang)
	if rang == 1 {
		b.Hit1++
	}
	if rang <= 3 {
		b.Hit3++
	}
	if rang <= 5 {
		b.Hit5++
	}
}

// Ecrire prints the outcome for a person, in French.
func (b Bilan) Ecrire(w io.Writer) {
	fmt.Fprintf(w, "questions %d · hit@1 %.3f · hit@3 %.3f · hit@5 %.3f · MRR@10 %.3f\n", b.N, b.Hit1, b.Hit3, b.Hit5, b.MRR10)
	if len(b.Manques) == 0 {
		return
	}
	fmt.Fprintln(w, "\nPas en premier (rang, question, attendu, trouvé) :")
	for _, m := range b.Manques {
		rang := "–"
		if m.Rang > 0 {
			rang = strconv.Itoa(m.Rang)
		}
		fmt.Fprintf(w, "%3s  %s  [%s]  %s\n", rang, m.Question, strings.Join(m.Attendus, ", "), m.Premier)
	}
}
