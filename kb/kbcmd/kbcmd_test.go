package kbcmd_test

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"claudia/kb/kbcmd"
)

func run(t *testing.T, in string, args ...string) (int, string, string) {
	t.Helper()
	var out, err bytes.Buffer
	code := kbcmd.Run(t.Context(), args, strings.NewReader(in), &out, &err)
	return code, out.String(), err.String()
}

func TestChercher_printsJSON(t *testing.T) {
	t.Parallel()
	code, out, msg := run(t, "", "chercher", "--json", "dois-je", "joindre mon rib ?")
	if code != 0 {
		t.Fatal(code, msg)
	}
	var r struct {
		Reponse   bool `json:"reponse"`
		HorsSujet bool `json:"hors_sujet"`
		Resultats []struct {
			ID, Titre, Passage, Lien string
			Score                    float64
			RepondA                  []int `json:"repond_a"`
		} `json:"resultats"`
	}
	if err := json.Unmarshal([]byte(out), &r); err != nil {
		t.Fatalf("%v in %s", err, out)
	}
	if !r.Reponse || r.HorsSujet || len(r.Resultats) == 0 || r.Resultats[0].ID != "rib-a-joindre" || len(r.Resultats[0].RepondA) != 1 || r.Resultats[0].RepondA[0] != 57 ||
		r.Resultats[0].Passage == "" || r.Resultats[0].Lien != "/guide/articles/rib-a-joindre" || r.Resultats[0].Score <= 0 {
		t.Errorf("got %s", out)
	}
}

func TestChercher_saysWhenItDoesNotKnow(t *testing.T) {
	t.Parallel()
	code, out, _ := run(t, "", "chercher", "--json", "la météo à Lyon ?")
	if code != 0 || !strings.Contains(out, `"reponse":false,"hors_sujet":true`) {
		t.Errorf("%d %s", code, out)
	}
	if _, out, _ := run(t, "", "chercher", "la météo à Lyon ?"); !strings.Contains(out, "Hors de ce service") {
		t.Errorf("%s", out)
	}
}

func TestEvaluer_ourArticlesByNumberAndName(t *testing.T) {
	t.Parallel()
	in := `{"question":"faut-il joindre le rib","attendus":[57]}
{"question":"mon mémoire est refusé que faire","attendus":["memoire-refuse"]}
{"question":"mon compte est bloqué","attendus":["n-existe-pas"]}
`
	code, out, msg := run(t, in, "evaluer", "--json", "-")
	if code != 0 || strings.TrimSpace(out) != `{"hit1":0.6667,"hit3":0.6667,"hit5":0.6667,"mrr10":0.6667,"n":3}` {
		t.Errorf("%d %s %s", code, out, msg)
	}
	if _, out, _ := run(t, in, "evaluer", "-"); !strings.Contains(out, "questions 3 · hit@1 0.667") || !strings.Contains(out, "n-existe-pas") {
		t.Errorf("%s", out)
	}
}

func TestEvaluer_countsWhatNothingAnswers(t *testing.T) {
	t.Parallel()
	in := `{"question":"faut-il joindre le rib","attendus":[57]}
{"question":"puis-je m'adjoindre un sapiteur"}
{"question":"comment contester le montant","attendus":[]}
`
	code, out, msg := run(t, in, "evaluer", "--json", "-")
	if code != 0 || strings.TrimSpace(out) != `{"hit1":1,"hit3":1,"hit5":1,"mrr10":1,"n":1,"refus":0.5,"refus_a_tort":0,"sans_reponse":2}` {
		t.Errorf("%d %s %s", code, out, msg)
	}
	if _, out, _ := run(t, in, "evaluer", "-"); !strings.Contains(out, "« je ne sais pas » 0.500 · à tort 0.000") || !strings.Contains(out, "questions 1 ·") {
		t.Errorf("%s", out)
	}
}

func TestEvaluer_outsideCorpus(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	docs, reqs := filepath.Join(dir, "docs.jsonl"), filepath.Join(dir, "reqs.jsonl")
	ecrire(t, docs, `{"id":1,"titre":"Ouvrir un livret","texte":"En agence.\n\nOu en ligne."}
{"id":"b","titre":"Horaires de la piscine","texte":"De 10 h à 19 h."}
`)
	ecrire(t, reqs, `{"question":"comment ouvrir un livret","attendus":[1]}
{"question":"à quelle heure ferme la piscine","attendus":["b"]}
`)
	code, out, msg := run(t, "", "evaluer", "--json", "--corpus", docs, reqs)
	if code != 0 || !strings.Contains(out, `"hit1":1`) || !strings.Contains(out, `"n":2`) {
		t.Errorf("%d %s %s", code, out, msg)
	}
}

// The floor has no spelling and no synonyms: it must lose on a question that needs them, and win nothing for free.
func TestEvaluer_besideTheFloor(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	docs, reqs := filepath.Join(dir, "docs.jsonl"), filepath.Join(dir, "reqs.jsonl")
	ecrire(t, docs, `{"id":"velo","titre":"Louer une bicyclette","texte":"À la gare."}
{"id":"piscine","titre":"Horaires de la piscine","texte":"De 10 h à 19 h."}
`)
	ecrire(t, reqs, `{"question":"les horaires des piscines","attendus":["piscine"]}
{"question":"vélo","attendus":["velo"]}
`)
	_, out, msg := run(t, "", "evaluer", "--json", "--plancher", "--corpus", docs, reqs)
	if !strings.Contains(out, `"hit1":1,`) || !strings.Contains(out, `"plancher":{"hit1":0.5,`) {
		t.Errorf("%s %s", out, msg)
	}
	if _, out, _ := run(t, "", "evaluer", "--plancher", "--corpus", docs, reqs); !strings.Contains(out, "recherche ordinaire : questions 2 · hit@1 0.500") || !strings.Contains(out, "la nôtre : questions 2 · hit@1 1.000") {
		t.Errorf("%s", out)
	}
}

func TestRun_refusesBadUse(t *testing.T) {
	t.Parallel()
	for _, args := range [][]string{nil, {"danser"}, {"chercher"}, {"evaluer"}, {"evaluer", "a", "b"}, {"evaluer", "--plancher", "-"}, {"chercher", "--inconnu", "x"}} {
		if code, _, _ := run(t, "", args...); code != 2 {
			t.Errorf("Run(%v) = %d, want 2", args, code)
		}
	}
	for _, args := range [][]string{{"evaluer", "/n/existe/pas"}, {"evaluer", "--corpus", "/n/existe/pas", "-"}} {
		if code, _, msg := run(t, "", args...); code != 1 || msg == "" {
			t.Errorf("Run(%v) = %d %q, want 1 with its reason", args, code, msg)
		}
	}
	if code, _, msg := run(t, "{", "evaluer", "-"); code != 1 || !strings.Contains(msg, "line 1") {
		t.Errorf("bad JSON: %d %q", code, msg)
	}
}

func ecrire(t *testing.T, nom, s string) {
	t.Helper()
	if err := os.WriteFile(nom, []byte(s), 0o600); err != nil {
		t.Fatal(err)
	}
}
