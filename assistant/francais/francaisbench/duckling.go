package main

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
)

// lireDuckling reads the French corpora of a checkout of facebook/duckling.
func lireDuckling(dossier string) ([]cas, error) {
	var tous []cas
	for _, f := range []struct {
		dimension, genre string
		valeur           func(string) string
	}{
		{"Time", "date", instantDuckling},
		{"Duration", "duree", dureeDuckling},
		{"Numeral", "nombre", nombreDuckling},
		{"AmountOfMoney", "montant", montantDuckling},
	} {
		chemin := filepath.Join(dossier, "Duckling", f.dimension, "FR", "Corpus.hs")
		b, err := os.ReadFile(chemin) //nolint:gosec // the person names the checkout
		if err != nil {
			return nil, fmt.Errorf("read the corpus: %w", err)
		}
		l := exemples(string(b), f.valeur)
		if len(l) == 0 {
			return nil, fmt.Errorf("%s holds no example", chemin)
		}
		for _, c := range l {
			c.corpus, c.genre = "duckling", f.genre
			tous = append(tous, c)
		}
	}
	return tous, nil
}

var chaine = regexp.MustCompile(`"((?:[^"\\]|\\.)*)"`)

// exemples reads the blocks « examples (value) [ "phrase", … ] » that follow allExamples.
func exemples(source string, valeur func(string) string) []cas {
	_, corps, _ := strings.Cut(source, "allExamples = concat")
	var l []cas
	voulu := ""
	for ligne := range strings.Lines(corps) {
		ligne = strings.TrimSpace(ligne)
		if _, v, ok := strings.Cut(ligne, "examples "); ok {
			voulu = valeur(v)
			continue
		}
		if strings.HasPrefix(ligne, "--") || voulu == "" {
			continue
		}
		for _, m := range chaine.FindAllStringSubmatch(ligne, -1) {
			l = append(l, cas{texte: dechapper(m[1]), voulu: voulu})
		}
	}
	return l
}

var echappement = regexp.MustCompile(`\\(&|"|\\|[0-9]+)`)

// dechapper reads the escapes of Haskell: \233 is a rune, \& is nothing.
func dechapper(s string) string {
	return echappement.ReplaceAllStringFunc(s, func(e string) string {
		switch e {
		case `\&`:
			return ""
		case `\"`, `\\`:
			return e[1:]
		}
		n, err := strconv.ParseInt(e[1:], 10, 32)
		if err != nil {
			return e
		}
		return string(rune(n))
	})
}

var instant = regexp.MustCompile(`\((\d+), (\d+), (\d+), (\d+), (\d+), \d+\)`)

// instantDuckling reads « datetime (2013, 2, 12, 4, 30, 0) Second »: an interval is given by its start, a month or a
// year by its first day, and only a grain finer than a day has an hour.
func instantDuckling(v string) string {
	m := instant.FindStringSubmatch(v)
	if m == nil {
		return ""
	}
	var n [5]int
	for i := range n {
		n[i], _ = strconv.Atoi(m[i+1])
	}
	jour := fmt.Sprintf("%04d-%02d-%02d", n[0], max(n[1], 1), max(n[2], 1))
	for _, grain := range []string{"Hour", "Minute", "Second"} {
		if strings.Contains(v, ") "+grain) {
			return fmt.Sprintf("%sT%02d:%02d", jour, n[3], n[4])
		}
	}
	return jour
}

var mesureHaskell = regexp.MustCompile(`\(?(-?[0-9.]+)\)?`)

// minutesDe gives the units as `claudia comprendre` counts them.
var minutesDe = map[string]float64{
	"Second": 1. / 60, "Minute": 1, "Hour": 60, "Day": 1440, "Week": 7 * 1440,
	"Month": 30 * 1440, "Quarter": 90 * 1440, "Year": 365 * 1440,
}

func dureeDuckling(v string) string {
	for unite, minutes := range minutesDe {
		if strings.Contains(v, " "+unite) {
			n, err := strconv.ParseFloat(mesureHaskell.FindStringSubmatch(v)[1], 64)
			if err != nil {
				return ""
			}
			return ecrire(n * minutes)
		}
	}
	return ""
}

func nombreDuckling(v string) string {
	m := mesureHaskell.FindStringSubmatch(v)
	if m == nil {
		return ""
	}
	return m[1]
}

// montantDuckling gives centimes; the lower bound of a range.
func montantDuckling(v string) string {
	n, err := strconv.ParseFloat(nombreDuckling(v), 64)
	if err != nil {
		return ""
	}
	return ecrire(n * 100)
}

func ecrire(f float64) string { return strconv.FormatFloat(f, 'f', -1, 64) }
