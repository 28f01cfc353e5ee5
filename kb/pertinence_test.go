package kb_test

import (
	"bufio"
	"context"
	"encoding/json"
	"hash/crc32"
	"os"
	"strings"
	"testing"
	"time"

	"claudia/kb"
	"claudia/kb/analyse"
	"claudia/kb/mesure"
	"claudia/kb/moteur"
)

// phrase is one line of testdata/pertinence.jsonl: what somebody might type, the article that answers,
// none when the guide should not, and the half: « reglage » for tuning, « mesure » for reporting.
type phrase struct {
	Question string   `json:"question"`
	Attendus []string `json:"attendus"`
	Moitie   string   `json:"moitie"`
}

// What the reported half must reach (issue C).
const (
	butHit1, butHit5, butMRR      = 0.85, 0.97, 0.90
	butHorsSujet, butRefusATort   = 0.90, 0.03
	generalHit1, generalMRR       = 0.60, 0.70 // everyday French, no synonyms of the trade
	phrasesMinimum, moitieMinimum = 300, 150
)

// patience keeps a busy machine from cutting a search short: it is the ranking that is measured here.
const patience = time.Minute

func TestPertinence_reportedHalf(t *testing.T) {
	t.Parallel()
	e := evaluer(t, ouvrir(t), "mesure")
	if e.N < moitieMinimum {
		t.Fatalf("only %d questions in the half", e.N)
	}
	t.Logf("hit@1 %.3f hit@3 %.3f hit@5 %.3f MRR@10 %.3f, out of scope refused %.3f, refused wrongly %.3f", e.Hit1, e.Hit3, e.Hit5, e.MRR10, e.horsSujet, e.aTort)
	if e.Hit1 < butHit1 || e.Hit5 < butHit5 || e.MRR10 < butMRR {
		var out strings.Builder
		e.Ecrire(&out)
		t.Errorf("want hit@1 %.2f, hit@5 %.2f, MRR %.2f:\n%s", butHit1, butHit5, butMRR, out.String())
	}
	if e.horsSujet < butHorsSujet || e.aTort > butRefusATort {
		t.Errorf("out of scope refused %.3f, want %.2f; refused wrongly %.3f, want at most %.2f", e.horsSujet, butHorsSujet, e.aTort, butRefusATort)
	}
}

// TestPertinence_isNotInTheArticles keeps the measure honest: no phrasing is a field of an article.
func TestPertinence_isNotInTheArticles(t *testing.T) {
	t.Parallel()
	base := ouvrir(t)
	connues := map[string]string{}
	for _, a := range base.Articles() {
		for _, q := range append([]string{a.Titre}, a.Formulations...) {
			connues[norme(q)] = a.ID
		}
	}
	n, vues := 0, map[string]bool{}
	for _, p := range phrases(t) {
		if id, ok := connues[norme(p.Question)]; ok {
			t.Errorf("%q is a phrasing of %s", p.Question, id)
		}
		if vues[norme(p.Question)] {
			t.Errorf("%q is there twice", p.Question)
		}
		vues[norme(p.Question)] = true
		for _, id := range p.Attendus {
			n++
			if _, err := base.Article(id); err != nil {
				t.Errorf("%q wants %s: %v", p.Question, id, err)
			}
		}
	}
	if n < phrasesMinimum {
		t.Errorf("%d phrasings, want at least %d", n, phrasesMinimum)
	}
}

func norme(s string) string {
	var mots []string
	for _, j := range analyse.Jetons(s) {
		mots = append(mots, j.Mot)
	}
	return strings.Join(mots, " ")
}

// TestPertinence_everydayFrench guards the general analysis, without the synonyms of the trade.
func TestPertinence_everydayFrench(t *testing.T) {
	t.Parallel()
	var docs []moteur.Document
	lireJSONL(t, "testdata/general_documents.jsonl", func(b []byte) error {
		var d struct{ ID, Titre, Texte string }
		err := json.Unmarshal(b, &d)
		docs = append(docs, moteur.Document{ID: d.ID, Titre: d.Titre, Passages: moteur.Paragraphes(d.Texte)})
		return err
	})
	var demandes []mesure.Demande
	lireJSONL(t, "testdata/general_questions.jsonl", func(b []byte) error {
		var d mesure.Demande
		err := json.Unmarshal(b, &d)
		demandes = append(demandes, d)
		return err
	})
	ix, err := moteur.Construire(t.Context(), docs, moteur.Options{})
	if err != nil {
		t.Fatal(err)
	}
	b, err := mesure.Mesurer(t.Context(), demandes, func(ctx context.Context, q string) ([][]string, error) {
		r, err := ix.Chercher(ctx, moteur.Question{Texte: q, Patience: patience})
		var out [][]string
		for _, x := range r.Resultats {
			out = append(out, []string{x.ID})
		}
		return out, err
	})
	if err != nil {
		t.Fatal(err)
	}
	if b.Hit1 < generalHit1 || b.MRR10 < generalMRR {
		t.Errorf("hit@1 %.3f MRR %.3f, want %.2f and %.2f", b.Hit1, b.MRR10, generalHit1, generalMRR)
	}
}

func identifiants(base *kb.Base) mesure.Chercheur {
	return func(ctx context.Context, q string) ([][]string, error) {
		r, err := base.Chercher(ctx, moteur.Question{Texte: q, Patience: patience})
		var out [][]string
		for _, x := range r.Resultats {
			out = append(out, []string{x.ID})
		}
		return out, err
	}
}

func phrases(t *testing.T) []phrase {
	t.Helper()
	return lirePhrases(t, "testdata/pertinence.jsonl")
}

func lirePhrases(t *testing.T, nom string) []phrase {
	t.Helper()
	var out []phrase
	lireJSONL(t, nom, func(b []byte) error {
		var p phrase
		err := json.Unmarshal(b, &p)
		out = append(out, p)
		return err
	})
	return out
}

func lireJSONL(t *testing.T, nom string, f func([]byte) error) {
	t.Helper()
	fichier, err := os.Open(nom)
	if err != nil {
		t.Fatal(err)
	}
	defer fichier.Close()
	sc := bufio.NewScanner(fichier)
	for sc.Scan() {
		if err := f(sc.Bytes()); err != nil {
			t.Fatalf("%s: %v", nom, err)
		}
	}
	if err := sc.Err(); err != nil {
		t.Fatal(err)
	}
}

// What the questions of the trade that no article answers must reach, in the reported half.
const (
	butSansArticle     = 0.59
	sansArticleMinimum = 80
)

// TestPertinence_neverAGuess: « je ne sais pas » is the answer to what the guide does not say, even in its own words.
func TestPertinence_neverAGuess(t *testing.T) {
	t.Parallel()
	base := ouvrir(t)
	refuses, n, devines := 0, 0, []string{}
	for _, p := range lirePhrases(t, "testdata/sans_article.jsonl") {
		if want := moitieDe(p.Question); p.Moitie != want {
			t.Errorf("%q is of the half %q", p.Question, want)
		}
		if p.Moitie != "mesure" {
			continue
		}
		n++
		if repond(t, base, p.Question) {
			devines = append(devines, p.Question)
		} else {
			refuses++
		}
	}
	part := float64(refuses) / float64(n)
	t.Logf("refused %.3f of %d", part, n)
	if n < sansArticleMinimum || part < butSansArticle {
		t.Errorf("refused %.3f of %d, want %.2f of at least %d; guessed:\n%s", part, n, butSansArticle, sansArticleMinimum, strings.Join(devines, "\n"))
	}
}

// moitieDe splits a set in two by its words, so that nobody chooses what is reported.
func moitieDe(question string) string {
	if crc32.ChecksumIEEE([]byte(question))%2 == 0 {
		return "reglage"
	}
	return "mesure"
}
