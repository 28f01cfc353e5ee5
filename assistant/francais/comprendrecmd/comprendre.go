package comprendrecmd

import (
	"bufio"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"

	"claudia/assistant/francais"
)

const usage = `usage: claudia comprendre [--json] [--maintenant 2026-10-14T10:00] [--sens passe|futur]

Lit des lignes sur l'entrée et écrit pour chacune {"valeur":…} : une date AAAA-MM-JJ ou
AAAA-MM-JJTHH:MM, des minutes, un nombre, des centimes, ou null.
Avec --json, chaque ligne est {"texte":"…","genre":"date|duree|nombre|montant"}.
`

// tailleLigne bounds an input line; a longer one is answered null.
const tailleLigne = 1 << 20

type demande struct {
	Texte string `json:"texte"`
	Genre string `json:"genre"`
}

// Reponse is one line of output.
type Reponse struct {
	Valeur any    `json:"valeur"`
	Devise string `json:"devise,omitempty"`
}

// Run reads the lines of stdin and answers on stdout; it gives the exit status: 0, 1 when the
// input or output breaks, 2 when the options are wrong.
func Run(args []string, stdin io.Reader, stdout, stderr io.Writer, maintenant time.Time) int {
	fs := flag.NewFlagSet("comprendre", flag.ContinueOnError)
	fs.SetOutput(stderr)
	fs.Usage = func() { _, _ = io.WriteString(stderr, usage) }
	enJSON := fs.Bool("json", false, "lignes JSON en entrée")
	quand := fs.String("maintenant", "", "moment présent")
	direction := fs.String("sens", "", "passe ou futur")
	if err := fs.Parse(args); err != nil {
		return 2
	}
	if fs.NArg() > 0 {
		fs.Usage()
		return 2
	}
	if *quand != "" {
		t, err := lireMoment(*quand)
		if err != nil {
			_, _ = fmt.Fprintf(stderr, "claudia comprendre : --maintenant %q n'est pas une date AAAA-MM-JJTHH:MM\n", *quand)
			return 2
		}
		maintenant = t
	}
	c := francais.Contexte{Maintenant: maintenant, Sens: francais.Libre}
	switch *direction {
	case "":
	case "passe", "passé":
		c.Sens = francais.Passe
	case "futur":
		c.Sens = francais.Futur
	default:
		_, _ = fmt.Fprintf(stderr, "claudia comprendre : --sens %q : dites passe ou futur\n", *direction)
		return 2
	}
	if err := lignes(stdin, stdout, c, *enJSON); err != nil {
		_, _ = fmt.Fprintf(stderr, "claudia comprendre : %v\n", err)
		return 1
	}
	return 0
}

func lireMoment(s string) (time.Time, error) {
	var err error
	for _, f := range []string{"2006-01-02T15:04", "2006-01-02T15:04:05", time.RFC3339, "2006-01-02 15:04", "2006-01-02"} {
		var t time.Time
		if t, err = time.Parse(f, s); err == nil {
			return t, nil
		}
	}
	return time.Time{}, err
}

func lignes(in io.Reader, out io.Writer, c francais.Contexte, enJSON bool) error {
	r := bufio.NewReaderSize(in, 64<<10)
	w := bufio.NewWriter(out)
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	for {
		l, err := lireLigne(r)
		if errors.Is(err, io.EOF) && l == "" {
			return w.Flush()
		}
		if err != nil && !errors.Is(err, io.EOF) {
			return fmt.Errorf("lire l'entrée : %w", err)
		}
		d := demande{Texte: l}
		if enJSON {
			d = demande{}
			if json.Unmarshal([]byte(l), &d) != nil {
				d = demande{}
			}
		}
		if e := enc.Encode(Comprendre(d.Texte, d.Genre, c)); e != nil {
			return fmt.Errorf("écrire la réponse : %w", e)
		}
		if r.Buffered() == 0 { // answer at once to someone who types
			if e := w.Flush(); e != nil {
				return fmt.Errorf("écrire la réponse : %w", e)
			}
		}
		if errors.Is(err, io.EOF) {
			return w.Flush()
		}
	}
}

// lireLigne reads a line without its end; beyond tailleLigne it is cut, never an error.
func lireLigne(r *bufio.Reader) (string, error) {
	var b strings.Builder
	for {
		part, err := r.ReadSlice('\n')
		if b.Len() < tailleLigne {
			b.Write(part)
		}
		if errors.Is(err, bufio.ErrBufferFull) {
			continue
		}
		return strings.TrimRight(b.String(), "\r\n"), err
	}
}

// Comprendre reads one text as the kind asked: date, duree, nombre or montant; "" guesses.
func Comprendre(texte, genre string, c francais.Contexte) Reponse {
	switch genre {
	case "date":
		return Reponse{Valeur: lireDate(texte, c)}
	case "duree":
		return Reponse{Valeur: lireDuree(texte)}
	case "nombre":
		return Reponse{Valeur: lireNombre(texte)}
	case "montant":
		return lireMontant(texte)
	case "":
		return deviner(texte, c)
	}
	return Reponse{}
}

func lireDate(texte string, c francais.Contexte) any {
	l := francais.DatesAvec(texte, c)
	if len(l.Candidats) == 0 || l.Candidats[0].Jour.IsZero() {
		return nil
	}
	d := l.Candidats[0]
	s := d.Jour.Format("2006-01-02")
	if d.Heure != nil {
		s += fmt.Sprintf("T%02d:%02d", *d.Heure/60, *d.Heure%60)
	}
	return s
}

func lireDuree(texte string) any {
	s, ok := francais.DureeSecondes(texte)
	if !ok {
		return nil
	}
	if s%60 != 0 {
		return json.Number(strconv.FormatFloat(float64(s)/60, 'f', -1, 64))
	}
	return s / 60
}

func lireNombre(texte string) any {
	l := francais.Nombres(texte)
	if len(l) == 0 {
		return nil
	}
	return json.Number(exact(l[0].Millieme))
}

// exact writes thousandths as a JSON number.
func exact(m int64) string {
	s := strconv.FormatFloat(float64(m)/1000, 'f', 3, 64)
	return strings.TrimSuffix(strings.TrimRight(s, "0"), ".")
}

// lireMontant takes the last of corrected amounts (« 55… euh 50 »), else the first.
func lireMontant(texte string) Reponse {
	l := francais.Montants(texte)
	if c := francais.Corrections(texte); len(c) > 0 && c[0].Apres != "" {
		if n := francais.Montants(c[0].Apres); len(n) > 0 {
			l = n
		}
	}
	if len(l) == 0 {
		return Reponse{}
	}
	m := l[0]
	for _, x := range l {
		if x.Devise != "" && m.Devise == "" {
			m = x
		}
	}
	r := Reponse{Valeur: m.Centimes}
	if m.Devise != "EUR" {
		r.Devise = m.Devise
	}
	return r
}

// introduitHeure tells the texts that announce a time of day: « à 15h ».
func introduitHeure(texte string) bool {
	t := francais.Plier(francais.Normaliser(texte))
	return strings.HasPrefix(t, "a ") || strings.HasPrefix(t, "vers ") || strings.HasPrefix(t, "des ")
}

// deviner reads a line of unknown kind: money said with its currency, then a clear date, a
// duration, and last a number.
func deviner(texte string, c francais.Contexte) Reponse {
	for _, m := range francais.Montants(texte) {
		if m.Devise != "" || m.Taxe != "" {
			return lireMontant(texte)
		}
	}
	d := francais.DatesAvec(texte, c)
	minutes := lireDuree(texte)
	estDuree := minutes != nil
	// A time alone is no date for a field that looks to the past: « 3h » is rather a duration.
	sansHeure := c
	sansHeure.Sens = francais.Passe
	heureSeule := estDuree && len(francais.DatesAvec(texte, sansHeure).Candidats) == 0 && !introduitHeure(texte)
	if len(d.Candidats) > 0 && !d.Faible && !heureSeule {
		return Reponse{Valeur: lireDate(texte, c)}
	}
	if estDuree {
		return Reponse{Valeur: minutes}
	}
	if v := lireNombre(texte); v != nil {
		return Reponse{Valeur: v}
	}
	return Reponse{Valeur: lireDate(texte, c)}
}
