// Package lirecmd is `claudia lire [--json] FICHIER…`: it prints what was read in documents.
//
// With --json one file gives one object and several give an array; the contradictions between
// documents stand with the later one. A file that cannot be read is nature illisible with a French
// message: the exit code stays 0. A wrong use gives 2.
package lirecmd

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"time"

	"claudia/internal/fault"
	"claudia/memoires/lecture"
	"claudia/memoires/lecture/texte"
)

// champ is a Champ as it is printed: signee is a boolean and nombre_pages a number.
type champ struct {
	Cle       lecture.Cle  `json:"cle"`
	Valeur    any          `json:"valeur"`
	Texte     string       `json:"texte"`
	Page      int          `json:"page"`
	Zone      lecture.Zone `json:"zone"`
	Confiance float64      `json:"confiance"`
}

// cote is one side of a contradiction, with the name of its file.
type cote struct {
	Fichier string `json:"fichier"`
	champ
}

type contradiction struct {
	Cle     lecture.Cle `json:"cle"`
	Message string      `json:"message"`
	Cotes   [2]cote     `json:"cotes"`
}

// document is what is printed for one file.
type document struct {
	Fichier        string          `json:"fichier"`
	Nature         lecture.Nature  `json:"nature"`
	Code           string          `json:"code,omitempty"` // of the fault
	Message        string          `json:"message,omitempty"`
	Champs         []champ         `json:"champs"`
	Contradictions []contradiction `json:"contradictions"`
}

// Run reads the files named in args and prints what they say; it gives the exit code.
func Run(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	fs := flag.NewFlagSet("lire", flag.ContinueOnError)
	fs.SetOutput(io.Discard)
	enJSON := fs.Bool("json", false, "écrire du JSON")
	fichiers, err := options(fs, args)
	if err != nil || len(fichiers) == 0 {
		ecrire(stderr, "Usage : claudia lire [--json] FICHIER…\nLit des réquisitions et des attestations (PDF, PNG, JPEG) et affiche ce qui y est proposé.\n")
		if errors.Is(err, flag.ErrHelp) {
			return 0
		}
		return 2
	}
	docs := lire(ctx, fichiers)
	if !*enJSON {
		imprimer(stdout, docs)
		return 0
	}
	if err := imprimerJSON(stdout, docs); err != nil {
		ecrire(stderr, "claudia lire : "+err.Error()+"\n")
		return 1
	}
	return 0
}

// options takes the flags wherever they stand among the files.
func options(fs *flag.FlagSet, args []string) ([]string, error) {
	var fichiers []string
	for len(args) > 0 {
		if args[0] == "--" {
			return append(fichiers, args[1:]...), nil
		}
		if err := fs.Parse(args); err != nil {
			return nil, fmt.Errorf("parse flags: %w", err)
		}
		args = fs.Args()
		if len(args) > 0 {
			fichiers = append(fichiers, args[0])
			args = args[1:]
		}
	}
	return fichiers, nil
}

// lire reads the files and confronts them.
func lire(ctx context.Context, fichiers []string) []document {
	docs := make([]document, len(fichiers))
	lectures := make([]lecture.Lecture, len(fichiers))
	for i, f := range fichiers {
		docs[i], lectures[i] = lireUn(ctx, f)
	}
	for _, c := range lecture.Confronter(lectures) {
		tard := max(c.Cotes[0].Document, c.Cotes[1].Document)
		p := contradiction{Cle: c.Cle, Message: c.Phrase}
		for k, x := range c.Cotes {
			p.Cotes[k] = cote{docs[x.Document].Fichier, presenter(lecture.Champ{
				Cle: x.Cle, Valeur: x.Valeur, Texte: x.Texte, Page: x.Page, Zone: x.Zone, Confiance: x.Confiance,
			})}
		}
		docs[tard].Contradictions = append(docs[tard].Contradictions, p)
	}
	return docs
}

// lireUn reads one file; what prevents it becomes the message.
func lireUn(ctx context.Context, chemin string) (document, lecture.Lecture) {
	d := document{Fichier: filepath.Base(chemin), Champs: []champ{}, Contradictions: []contradiction{}}
	l, code := lireContenu(ctx, chemin)
	d.Nature, d.Message, d.Code = l.Nature, l.Message, code
	for _, c := range l.Champs {
		d.Champs = append(d.Champs, presenter(c))
	}
	return d, l
}

func lireContenu(ctx context.Context, chemin string) (lecture.Lecture, string) {
	contenu, err := ouvrir(chemin)
	if err != nil {
		return refus(err)
	}
	pages, err := texte.Extraire(ctx, contenu, texte.Options{DelaiPage: 30 * time.Second, Delai: 2 * time.Minute})
	if err != nil {
		return refus(err)
	}
	return lecture.Lire(pages, nil), ""
}

// tailleMax bounds what is read of a file, one byte over the limit of texte so that it refuses.
const tailleMax = 10<<20 + 1

func ouvrir(chemin string) ([]byte, error) {
	introuvable := func(err error) error {
		f := fault.New(fault.Introuvable, "fichier_introuvable", "Le fichier n'existe pas ou ne peut pas être ouvert. Vérifiez son nom et ses droits.")
		f.Err = err
		return f
	}
	f, err := os.Open(chemin) //nolint:gosec // the command's own argument
	if err != nil {
		return nil, introuvable(err)
	}
	defer func() { _ = f.Close() }()
	if info, err := f.Stat(); err != nil || info.IsDir() {
		return nil, introuvable(err)
	}
	b, err := io.ReadAll(io.LimitReader(f, tailleMax))
	if err != nil {
		return nil, introuvable(err)
	}
	return b, nil
}

func refus(err error) (lecture.Lecture, string) {
	f := fault.Public(err)
	return lecture.Lecture{Nature: lecture.Illisible, Message: f.Message, Champs: []lecture.Champ{}}, f.Code
}

// presenter gives the value its JSON type.
func presenter(c lecture.Champ) champ {
	out := champ{Cle: c.Cle, Valeur: c.Valeur, Texte: c.Texte, Page: c.Page, Zone: c.Zone, Confiance: c.Confiance}
	switch c.Cle { //nolint:exhaustive // the others are text
	case lecture.Signee:
		out.Valeur = c.Valeur == "true"
	case lecture.NombrePages:
		if n, err := strconv.Atoi(c.Valeur); err == nil {
			out.Valeur = n
		}
	}
	return out
}

func imprimerJSON(w io.Writer, docs []document) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	var err error
	if len(docs) == 1 {
		err = e.Encode(docs[0])
	} else {
		err = e.Encode(docs)
	}
	if err != nil {
		return fmt.Errorf("write JSON: %w", err)
	}
	return nil
}

// imprimer writes for a reader.
func imprimer(w io.Writer, docs []document) {
	for i, d := range docs {
		if i > 0 {
			ecrire(w, "\n")
		}
		ecrire(w, fmt.Sprintf("%s : %s\n", d.Fichier, d.Nature))
		if d.Message != "" {
			ecrire(w, "  "+d.Message+"\n")
		}
		for _, c := range d.Champs {
			ecrire(w, fmt.Sprintf("  %-17s %-44v p. %d  %3.0f %%\n", c.Cle, c.Valeur, c.Page, c.Confiance*100))
		}
		for _, c := range d.Contradictions {
			ecrire(w, "  ! "+c.Message+"\n")
		}
	}
}

// ecrire writes to a terminal or a pipe, whose failure has nobody left to be told.
func ecrire(w io.Writer, s string) { _, _ = io.WriteString(w, s) }
