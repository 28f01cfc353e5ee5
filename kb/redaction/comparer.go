package redaction

import (
	"strings"

	"github.com/aymanbagabas/go-udiff"
)

// Sorte tells what a line of a comparison is.
type Sorte string

// The kinds of line.
const (
	Pareille Sorte = "pareille"
	Ajoutee  Sorte = "ajoutee"
	Otee     Sorte = "otee"
)

// Ligne is one line of a comparison.
type Ligne struct {
	Sorte        Sorte
	Texte        string
	Avant, Apres int // its number on each side; 0 where it is not
}

// Bloc is a run of lines around changes.
type Bloc []Ligne

// contexte is how many unchanged lines are shown around a change.
const contexte = 3

// Comparer gives what changes from one text to the other, none when they are the same.
func Comparer(avant, apres string) []Bloc {
	d, err := udiff.ToUnifiedDiff("", "", avant, udiff.Lines(avant, apres), contexte)
	if err != nil {
		return nil // only edits that do not fit their text, and these were just made for it
	}
	var out []Bloc
	for _, h := range d.Hunks {
		var b Bloc
		gauche, droite := h.FromLine, h.ToLine
		for _, l := range h.Lines {
			x := Ligne{Texte: strings.TrimRight(l.Content, "\n")}
			switch l.Kind {
			case udiff.Delete:
				x.Sorte, x.Avant = Otee, gauche
				gauche++
			case udiff.Insert:
				x.Sorte, x.Apres = Ajoutee, droite
				droite++
			case udiff.Equal:
				x.Sorte, x.Avant, x.Apres = Pareille, gauche, droite
				gauche++
				droite++
			}
			b = append(b, x)
		}
		out = append(out, b)
	}
	return out
}
