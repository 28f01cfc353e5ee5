package kb_test

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"claudia/kb"
	"claudia/kb/mesure"
	"claudia/kb/moteur"
)

var ecrireREADME = flag.Bool("evaluation", false, "write the table of the README again")

// The marks of the table in the README.
const (
	debutTable = "<!-- evaluation -->\n"
	finTable   = "<!-- /evaluation -->\n"
)

// TestEvaluation_inREADME measures the search on both halves and compares the table of the README.
func TestEvaluation_inREADME(t *testing.T) {
	t.Parallel()
	texte, err := os.ReadFile("../README.md")
	if err != nil {
		t.Fatal(err)
	}
	avant, reste, trouve := strings.Cut(string(texte), debutTable)
	ecrite, apres, fermee := strings.Cut(reste, finTable)
	if !trouve || !fermee {
		t.Fatal("the README has no table of the evaluation")
	}
	mesuree := tableEvaluation(t)
	if ecrite == mesuree {
		return
	}
	if !*ecrireREADME {
		t.Fatalf("the README says\n%s\nand the measure is\n%s\nwrite it again: go test ./kb -run TestEvaluation -evaluation", ecrite, mesuree)
	}
	if err := os.WriteFile("../README.md", []byte(avant+debutTable+mesuree+finTable+apres), 0o644); err != nil {
		t.Fatal(err)
	}
}

func tableEvaluation(t *testing.T) string {
	t.Helper()
	base := ouvrir(t)
	var b strings.Builder
	b.WriteString("| half | questions | hit@1 | hit@3 | hit@5 | MRR@10 | another matter, refused | no article, refused | refused wrongly |\n|---|---|---|---|---|---|---|---|---|\n")
	for _, m := range []struct{ cle, nom string }{{"reglage", "tuned on"}, {"mesure", "**reported**"}} {
		e := evaluer(t, base, m.cle)
		fmt.Fprintf(&b, "| %s | %d | %.3f | %.3f | %.3f | %.3f | %.3f | %.3f | %.3f |\n", m.nom, e.N, e.Hit1, e.Hit3, e.Hit5, e.MRR10, e.horsSujet, e.sansArticle, e.aTort)
	}
	return b.String()
}

// evaluation is what one half of the questions says of the guide.
type evaluation struct {
	mesure.Bilan
	horsSujet, sansArticle, aTort float64 // shares
}

func evaluer(t *testing.T, base *kb.Base, moitie string) evaluation {
	t.Helper()
	var demandes []mesure.Demande
	refusATort, hors, refuses := 0, 0, 0
	for _, p := range phrases(t) {
		if p.Moitie != moitie {
			continue
		}
		repond := repond(t, base, p.Question)
		switch {
		case len(p.Attendus) > 0:
			demandes = append(demandes, mesure.Demande{Question: p.Question, Attendus: p.Attendus})
			if !repond {
				refusATort++
			}
		case repond:
			hors++
		default:
			hors++
			refuses++
		}
	}
	b, err := mesure.Mesurer(t.Context(), demandes, identifiants(base))
	if err != nil {
		t.Fatal(err)
	}
	sans, muets := 0, 0
	for _, p := range lirePhrases(t, "testdata/sans_article.jsonl") {
		if p.Moitie != moitie {
			continue
		}
		sans++
		if !repond(t, base, p.Question) {
			muets++
		}
	}
	part := func(n, total int) float64 { return float64(n) / float64(max(1, total)) }
	return evaluation{Bilan: b, horsSujet: part(refuses, hors), sansArticle: part(muets, sans), aTort: part(refusATort, len(demandes))}
}

func repond(t *testing.T, base *kb.Base, question string) bool {
	t.Helper()
	r, err := base.Chercher(t.Context(), moteur.Question{Texte: question, Patience: patience})
	if err != nil {
		t.Fatal(err)
	}
	return r.Repond
}
