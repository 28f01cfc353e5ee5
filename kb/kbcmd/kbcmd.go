package kbcmd

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"claudia/kb"
	"claudia/kb/moteur"
)

// Exit codes, as those of the program: 0 done, 1 failed, 2 bad use.
const (
	sortieOK    = 0
	sortieEchec = 1
	sortieUsage = 2
)

// patience of one question: a command may wait, and a busy machine must not change a measure.
const patience = 10 * time.Second

const usage = `claudia kb evaluer [--json] [--corpus DOCS.jsonl [--plancher]] REQUETES.jsonl
claudia kb chercher [--json] QUESTION
`

// Run is `claudia kb`: args begin with the name of the action. No database is needed.
func Run(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	if len(args) == 0 {
		fmt.Fprint(stderr, usage)
		return sortieUsage
	}
	var err error
	switch args[0] {
	case "evaluer":
		err = evaluer(ctx, args[1:], stdin, stdout, stderr)
	case "chercher":
		err = chercher(ctx, args[1:], stdout, stderr)
	case "-h", "--help", "aide":
		fmt.Fprint(stdout, usage)
		return sortieOK
	default:
		err = errUsage
	}
	switch {
	case errors.Is(err, errUsage):
		fmt.Fprint(stderr, usage)
		return sortieUsage
	case err != nil:
		fmt.Fprintln(stderr, "claudia kb :", err)
		return sortieEchec
	}
	return sortieOK
}

var errUsage = errors.New("bad use")

// ligneTrouvee is one result of `chercher --json`.
type ligneTrouvee struct {
	ID      string  `json:"id"`
	Titre   string  `json:"titre"`
	Score   float64 `json:"score"`
	RepondA []int   `json:"repond_a"`
	Passage string  `json:"passage"`
	Lien    string  `json:"lien"`
}

// reponseJSON is what `chercher --json` prints.
type reponseJSON struct {
	Reponse   bool           `json:"reponse"`
	HorsSujet bool           `json:"hors_sujet"`
	Corrigee  string         `json:"vouliez_vous_dire,omitempty"`
	Ailleurs  *ligneTrouvee  `json:"ailleurs,omitempty"`
	Resultats []ligneTrouvee `json:"resultats"`
}

func chercher(ctx context.Context, args []string, stdout, stderr io.Writer) error {
	fs := flag.NewFlagSet("kb chercher", flag.ContinueOnError)
	fs.SetOutput(stderr)
	enJSON := fs.Bool("json", false, "résultats en JSON")
	if err := fs.Parse(args); err != nil || fs.NArg() == 0 {
		return errUsage
	}
	base, err := kb.Ouvrir(ctx, kb.Options{})
	if err != nil {
		return err //nolint:wrapcheck // says what it did
	}
	r, err := base.Chercher(ctx, moteur.Question{Texte: strings.Join(fs.Args(), " "), Patience: patience})
	if err != nil {
		return err //nolint:wrapcheck // a fault with its message
	}
	if *enJSON {
		return ecrireJSON(stdout, versJSON(r))
	}
	afficher(stdout, r)
	return nil
}

func versJSON(r kb.Reponse) reponseJSON {
	out := reponseJSON{Reponse: r.Repond, HorsSujet: r.HorsSujet, Corrigee: r.Corrigee, Resultats: []ligneTrouvee{}}
	if r.Ailleurs != nil {
		l := versLigne(*r.Ailleurs)
		out.Ailleurs = &l
	}
	for _, t := range r.Resultats {
		out.Resultats = append(out.Resultats, versLigne(t))
	}
	return out
}

func versLigne(t kb.Trouve) ligneTrouvee {
	l := ligneTrouvee{ID: t.ID, Titre: t.Titre, Score: arrondi(t.Score), RepondA: t.RepondA, Passage: t.Extrait, Lien: t.Lien}
	if l.RepondA == nil {
		l.RepondA = []int{}
	}
	return l
}

func afficher(w io.Writer, r kb.Reponse) {
	switch {
	case r.Ailleurs != nil:
		fmt.Fprintf(w, "Hors de ce service : %s\n  %s\n\n", r.Ailleurs.Titre, r.Ailleurs.Extrait)
	case r.HorsSujet:
		fmt.Fprint(w, "Hors de ce service : l'assistant le dirait.\n\n")
	case !r.Repond:
		fmt.Fprint(w, "L'assistant dirait qu'il ne sait pas.\n\n")
	}
	if r.Corrigee != "" {
		fmt.Fprintf(w, "Vouliez-vous dire : %s\n\n", r.Corrigee)
	}
	for i, t := range r.Resultats {
		fmt.Fprintf(w, "%2d. %.3f  %s\n    %s\n    %s\n", i+1, t.Score, t.Titre, t.Lien, strings.ReplaceAll(t.Extrait, "\n", "\n    "))
	}
}

func arrondi(f float64) float64 { return float64(int(f*10000+0.5)) / 10000 }

func ecrireJSON(w io.Writer, v any) error {
	b, err := json.Marshal(v)
	if err != nil {
		return fmt.Errorf("write the JSON: %w", err)
	}
	_, err = fmt.Fprintln(w, string(b))
	if err != nil {
		return fmt.Errorf("write the JSON: %w", err)
	}
	return nil
}

// lignes reads a JSONL file, « - » for the standard input, and gives each line to f.
func lignes(nom string, stdin io.Reader, f func([]byte) error) error {
	in := stdin
	if nom != "-" {
		fichier, err := os.Open(nom) //nolint:gosec // the person names the file
		if err != nil {
			return fmt.Errorf("read: %w", err)
		}
		defer fichier.Close() //nolint:errcheck // it was only read
		in = fichier
	}
	sc := bufio.NewScanner(in)
	sc.Buffer(nil, 4<<20)
	for n := 1; sc.Scan(); n++ {
		if len(strings.TrimSpace(sc.Text())) == 0 {
			continue
		}
		if err := f(sc.Bytes()); err != nil {
			return fmt.Errorf("%s, line %d: %w", nom, n, err)
		}
	}
	if err := sc.Err(); err != nil {
		return fmt.Errorf("read %s: %w", nom, err)
	}
	return nil
}
