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
	if err := fs.Parse(args); err != nil || fs.NArg() != 1 {
		return errUsage
	}
	var demandes []mesure.Demande
	err := lignes(fs.Arg(0), stdin, func(b []byte) error {
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
	if err != nil {
		return err
	}
	chercheur, err := ouvrir(ctx, *corpus, stdin)
	if err != nil {
		return err
	}
	b, err := mesure.Mesurer(ctx, demandes, chercheur)
	if err != nil {
		return err //nolint:wrapcheck // says what it did
	}
	if *enJSON {
		return ecrireJSON(stdout, map[string]any{
			"n": b.N, "hit1": arrondi(b.Hit1), "hit3": arrondi(b.Hit3), "hit5": arrondi(b.Hit5), "mrr10": arrondi(b.MRR10),
		})
	}
	b.Ecrire(stdout)
	return nil
}

// ouvrir gives what answers: our articles, or an outside corpus without the synonyms of the trade.
func ouvrir(ctx context.Context, corpus string, stdin io.Reader) (mesure.Chercheur, error) {
	if corpus == "" {
		base, err := kb.Ouvrir(ctx, kb.Options{})
		if err != nil {
			return nil, err //nolint:wrapcheck // says what it did
		}
		return notreGuide(base), nil
	}
	var docs []moteur.Document
	err := lignes(corpus, stdin, func(b []byte) error {
		var d documentEval
		if err := json.Unmarshal(b, &d); err != nil {
			return fmt.Errorf("read a document: %w", err)
		}
		docs = append(docs, moteur.Document{ID: texteDe(d.ID), Titre: d.Titre, Passages: moteur.Paragraphes(d.Texte)})
		return nil
	})
	if err != nil {
		return nil, err
	}
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
