// Francaisbench measures the readers of dates, durations, numbers and amounts on two corpora that are not ours and
// stay out of the repository: that of facebook/duckling and that of microsoft/Recognizers-Text.
//
//	go run ./assistant/francais/francaisbench -duckling CHECKOUT -recognizers CHECKOUT [-manques]
//
// Each corpus is cut in two by a hash of the phrase: « réglage », whose misses may be looked at, and « mesure », whose
// misses are never printed.
package main

import (
	"flag"
	"fmt"
	"hash/fnv"
	"io"
	"os"
	"strconv"
	"strings"
	"text/tabwriter"
	"time"

	"claudia/assistant/francais"
	"claudia/assistant/francais/comprendrecmd"
)

func main() {
	duckling := flag.String("duckling", "", "checkout of facebook/duckling")
	recognizers := flag.String("recognizers", "", "checkout of microsoft/Recognizers-Text")
	manques := flag.Bool("manques", false, "print the misses of the tuning half")
	flag.Parse()
	if flag.NArg() > 0 || *duckling == "" && *recognizers == "" {
		flag.Usage()
		os.Exit(2)
	}
	if err := mesurer(os.Stdout, *duckling, *recognizers, *manques); err != nil {
		fmt.Fprintln(os.Stderr, "francaisbench:", err)
		os.Exit(1)
	}
}

// cas is a phrase with what it means.
type cas struct {
	corpus, genre string
	texte         string
	voulu         string // as `claudia comprendre` prints it; « THH:MM » for a time whose day is free
	maintenant    time.Time
}

// reglage tells the half of the corpus that the reader may be tuned on.
func (c cas) reglage() bool {
	h := fnv.New32a()
	_, _ = h.Write([]byte(c.texte))
	return h.Sum32()%2 == 1
}

// lire reads the phrase in the direction of the future, as the corpora do.
func (c cas) lire() string {
	m := c.maintenant
	if m.IsZero() {
		m = time.Date(2013, 2, 12, 4, 30, 0, 0, time.UTC)
	}
	v := comprendrecmd.Comprendre(c.texte, c.genre, francais.Contexte{Maintenant: m, Sens: francais.Futur})
	if v.Valeur == nil {
		return "null"
	}
	return fmt.Sprint(v.Valeur)
}

// juste compares a reading with what was wanted: the value for numbers; for dates the right day, and the right day
// with the right hour or without one when none was said.
func (c cas) juste(lu string) (jour, exact bool) {
	if heure, ok := strings.CutPrefix(c.voulu, "T"); ok && c.genre == "date" {
		exact = strings.HasSuffix(lu, "T"+heure)
		return exact, exact
	}
	if c.genre != "date" {
		exact = egaux(lu, c.voulu)
		return exact, exact
	}
	n := min(len(lu), len("2006-01-02"))
	return lu[:n] == c.voulu[:min(len(c.voulu), len("2006-01-02"))], lu == c.voulu
}

// egaux compares two numbers to the precision of the reader, a thousandth.
func egaux(a, b string) bool {
	x, errX := strconv.ParseFloat(a, 64)
	y, errY := strconv.ParseFloat(b, 64)
	if errX != nil || errY != nil {
		return a == b
	}
	return x-y < 0.0006 && y-x < 0.0006
}

// score counts one kind in one half.
type score struct{ n, jour, exact int }

func (s *score) ajouter(jour, exact bool) {
	s.n++
	if jour {
		s.jour++
	}
	if exact {
		s.exact++
	}
}

func (s *score) String() string {
	if s.n == 0 {
		return "–\t–\t–"
	}
	return fmt.Sprintf("%d\t%.1f %%\t%.1f %%", s.n, 100*float64(s.jour)/float64(s.n), 100*float64(s.exact)/float64(s.n))
}

func mesurer(w io.Writer, duckling, recognizers string, manques bool) error {
	var tous []cas
	for _, source := range []struct {
		dossier string
		lire    func(string) ([]cas, error)
	}{{duckling, lireDuckling}, {recognizers, lireRecognizers}} {
		if source.dossier == "" {
			continue
		}
		l, err := source.lire(source.dossier)
		if err != nil {
			return err
		}
		tous = append(tous, l...)
	}
	type rangee struct{ reglage, mesure score }
	var noms []string
	rangees := map[string]*rangee{}
	for _, c := range tous {
		nom := c.corpus + "\t" + c.genre
		r := rangees[nom]
		if r == nil {
			r = &rangee{}
			rangees[nom], noms = r, append(noms, nom)
		}
		lu := c.lire()
		jour, exact := c.juste(lu)
		if !c.reglage() {
			r.mesure.ajouter(jour, exact)
			continue
		}
		r.reglage.ajouter(jour, exact)
		if manques && !exact {
			fmt.Fprintf(w, "%s\t%s\tjour %v\t%q → %s, voulu %s\n", c.corpus, c.genre, jour, c.texte, lu, c.voulu)
		}
	}
	var b strings.Builder
	fmt.Fprintln(&b, "corpus\tgenre\tréglage\tjour\tjour et heure\tmesure\tjour\tjour et heure\t")
	for _, nom := range noms {
		fmt.Fprintf(&b, "%s\t%s\t%s\t\n", nom, &rangees[nom].reglage, &rangees[nom].mesure)
	}
	tw := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	if _, err := io.WriteString(tw, b.String()); err != nil {
		return fmt.Errorf("print the shares: %w", err)
	}
	if err := tw.Flush(); err != nil {
		return fmt.Errorf("print the shares: %w", err)
	}
	return nil
}
