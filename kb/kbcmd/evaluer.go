package kbcmd

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"claudia/kb"
	"claudia/kb/mesure"
	"claudia/kb/moteur"
)

// demandeEval is one line of REQUETES.jsonl. The identifiers may be numbers: those of the questions
// that an article answers (`repond_a`).
type demandeEval struct {
	Question string            `json:"question"`
	Attendus []json.RawMessage `json:"attendus"`
}

// documentEval is one line of DOCS.jsonl.
type documentEval struct {
	ID    json.RawMessage `json:"id"`
	Titre string          `json:"titre"`
	Texte string          `json:"texte"`
}

func evaluer(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer) error {
	fs := flag.NewFlagSet("kb evaluer", flag.ContinueOnError)
	fs.SetOutput(stderr)
	enJSON := fs.Bool("json", false, "mesures en JSON")
	corpus := fs.String("corpus", "", "documents d'un autre corpus, en JSONL")
	avecPlancher := fs.Bool("plancher", false, "mesurer aussi une recherche ordinaire sur le même corpus")
	if err := fs.Parse(args); err != nil || fs.NArg() != 1 || *avecPlancher && *corpus == "" {
		return errUsage
	}
	demandes, err := lireDemandes(fs.Arg(0), stdin)
	if err != nil {
		return err
	}
	if *corpus == "" {
		base, err := kb.Ouvrir(ctx, kb.Options{})
		if err != nil {
			return err //nolint:wrapcheck // says what it did
		}
		return evaluerNotreGuide(ctx, base, demandes, stdout, *enJSON)
	}
	docs, err := lireDocuments(*corpus, stdin)
	if err != nil {
		return err
	}
	nous, err := ailleurs(ctx, docs)
	if err != nil {
		return err
	}
	b, err := mesure.Mesurer(ctx, demandes, nous)
	if err != nil {
		return err //nolint:wrapcheck // says what it did
	}
	if !*avecPlancher {
		return ecrireBilan(stdout, b, nil, *enJSON)
	}
	ordinaire, fermer, err := plancher(docs)
	if err != nil {
		return err
	}
	defer fermer()
	bas, err := mesure.Mesurer(ctx, demandes, ordinaire)
	if err != nil {
		return err //nolint:wrapcheck // says what it did
	}
	return ecrireBilan(stdout, b, &bas, *enJSON)
}

// evaluerNotreGuide measures what is found, and beside it, when there are questions that nothing answers (`attendus` empty),
// how often the guide says that it does not know: rightly, and wrongly.
func evaluerNotreGuide(ctx context.Context, base *kb.Base, demandes []mesure.Demande, stdout io.Writer, enJSON bool) error {
	var sans, avec []mesure.Demande
	for _, d := range demandes {
		if len(d.Attendus) == 0 {
			sans = append(sans, d)
		} else {
			avec = append(avec, d)
		}
	}
	b, err := mesure.Mesurer(ctx, avec, notreGuide(base))
	if err != nil {
		return err //nolint:wrapcheck // says what it did
	}
	if len(sans) == 0 {
		return ecrireBilan(stdout, b, nil, enJSON)
	}
	justes, err := partRefusee(ctx, base, sans)
	if err != nil {
		return err
	}
	aTort, err := partRefusee(ctx, base, avec)
	if err != nil {
		return err
	}
	if enJSON {
		m := parts(b)
		m["sans_reponse"], m["refus"], m["refus_a_tort"] = len(sans), arrondi(justes), arrondi(aTort)
		return ecrireJSON(stdout, m)
	}
	fmt.Fprintf(stdout, "sans réponse dans le guide %d · « je ne sais pas » %.3f · à tort %.3f\n", len(sans), justes, aTort)
	return ecrireBilan(stdout, b, nil, false)
}

// partRefusee is the share of the questions to which the guide says that it does not know.
func partRefusee(ctx context.Context, base *kb.Base, demandes []mesure.Demande) (float64, error) {
	refus := 0
	for _, d := range demandes {
		r, err := base.Chercher(ctx, moteur.Question{Texte: d.Question, Patience: patience})
		if err != nil {
			return 0, err //nolint:wrapcheck // a fault with its message
		}
		if !r.Repond {
			refus++
		}
	}
	return float64(refus) / float64(max(len(demandes), 1)), nil
}

// ecrireBilan prints our measure, and that of the floor when there is one.
func ecrireBilan(w io.Writer, b mesure.Bilan, bas *mesure.Bilan, enJSON bool) error {
	if enJSON {
		m := parts(b)
		if bas != nil {
			m["plancher"] = parts(*bas)
		}
		return ecrireJSON(w, m)
	}
	if bas != nil {
		bas.Manques = nil
		fmt.Fprint(w, "recherche ordinaire : ")
		bas.Ecrire(w)
		fmt.Fprint(w, "la nôtre : ")
	}
	b.Ecrire(w)
	return nil
}

func parts(b mesure.Bilan) map[string]any {
	return map[string]any{
		"n": b.N, "hit1": arrondi(b.Hit1), "hit3": arrondi(b.Hit3), "hit5": arrondi(b.Hit5), "mrr10": arrondi(b.MRR10),
	}
}

func lireDemandes(nom string, stdin io.Reader) ([]mesure.Demande, error) {
	var demandes []mesure.Demande
	err := lignes(nom, stdin, func(b []byte) error {
		var d demandeEval
		if err := json.Unmarshal(b, &d); err != nil {
			return fmt.Errorf("read a question: %w", err)
		}
		q := mesure.Demande{Question: d.Question}
		for _, a := range d.Attendus {
			q.Attendus = append(q.Attendus, texteDe(a))
		}
		demandes = append(demandes, q)
		return nil
	})
	return demandes, err
}

func lireDocuments(nom string, stdin io.Reader) ([]moteur.Document, error) {
	var docs []moteur.Document
	err := lignes(nom, stdin, func(b []byte) error {
		var d documentEval
		if err := json.Unmarshal(b, &d); err != nil {
			return fmt.Errorf("read a document: %w", err)
		}
		docs = append(docs, moteur.Document{ID: texteDe(d.ID), Titre: d.Titre, Passages: moteur.Paragraphes(d.Texte)})
		return nil
	})
	return docs, err
}

// ailleurs answers from an outside corpus, without the synonyms of the trade.
func ailleurs(ctx context.Context, docs []moteur.Document) (mesure.Chercheur, error) {
	ix, err := moteur.Construire(ctx, docs, moteur.Options{})
	if err != nil {
		return nil, err //nolint:wrapcheck // says what it did
	}
	return func(ctx context.Context, q string) ([][]string, error) {
		r, err := ix.Chercher(ctx, moteur.Question{Texte: q, Patience: patience})
		if err != nil {
			return nil, err //nolint:wrapcheck // says what it did
		}
		var out [][]string
		for _, x := range r.Resultats {
			out = append(out, []string{x.ID})
		}
		return out, nil
	}, nil
}

// notreGuide answers with the identifier of the article and the numbers of the questions it answers.
func notreGuide(base *kb.Base) mesure.Chercheur {
	return func(ctx context.Context, q string) ([][]string, error) {
		r, err := base.Chercher(ctx, moteur.Question{Texte: q, Patience: patience})
		if err != nil {
			return nil, err //nolint:wrapcheck // a fault with its message
		}
		var out [][]string
		for _, t := range r.Resultats {
			noms := []string{t.ID}
			for _, n := range t.RepondA {
				noms = append(noms, strconv.Itoa(n))
			}
			out = append(out, slices.Clip(noms))
		}
		return out, nil
	}
}

// texteDe reads an identifier written as a string or as a number.
func texteDe(b json.RawMessage) string {
	var s string
	if json.Unmarshal(b, &s) == nil {
		return s
	}
	return strings.TrimSpace(string(b))
}
