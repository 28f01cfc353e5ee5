package lecture

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// trouve is a value found in a folded text, between two byte offsets.
type trouve struct {
	debut, fin int
	valeur     string
	sur        bool // false when signs had to be guessed
}

var mois = []string{
	"janvier", "fevrier", "mars", "avril", "mai", "juin",
	"juillet", "aout", "septembre", "octobre", "novembre", "decembre",
}

// moisCourts are the shortened names that are met, beside those of three letters and more.
var moisCourts = map[string]int{
	"janv": 1, "jan": 1, "fevr": 2, "fev": 2, "mar": 3, "avr": 4, "juil": 7, "sept": 9, "sep": 9, "oct": 10, "nov": 11, "dec": 12,
}

var (
	dateChiffres = regexp.MustCompile(`(^|[^0-9/.\-])([0-3oil|]?[0-9oil|])\s?([/.\-])\s?([01oil|]?[0-9oil|])\s?[/.\-]\s?([0-9oil|]{4}|[0-9oil|]{2})($|[^0-9/\-a-z])`)
	dateISO      = regexp.MustCompile(`(^|[^0-9])(20\d\d)-(\d\d)-(\d\d)($|[^0-9])`)
	dateMois     = regexp.MustCompile(`(^|[^0-9a-z])(1er|ier|premier|[0-3]?[0-9])\s*([a-z]{3,10})\.?\s*(20[0-9oil|]{2}|[0-9]{2})($|[^0-9a-z])`)
	dateLettres  = regexp.MustCompile(`(premier|[a-z]+(?:[ -](?:et[ -])?[a-z]+){0,3})\s+(janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre)\s+(deux[ -]mille(?:[ -]+[a-z]+){1,3})`)
	anLettres    = regexp.MustCompile(`an\s+(deux[ -]mille(?:[ -]+[a-z]+){0,3}?)\s*,?\s*(?:et\s+)?le\s+(premier|[a-z]+(?:[ -](?:et[ -])?[a-z]+){0,2})\s+(janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre)`)
)

// dates gives the days written in a folded text, in figures or in letters.
func dates(s string) []trouve {
	var out []trouve
	ajouter := func(debut, fin int, j, m, a int, sur bool) {
		if iso, ok := jour(a, m, j); ok {
			for _, o := range out {
				if debut < o.fin && o.debut < fin {
					return
				}
			}
			out = append(out, trouve{debut, fin, iso, sur})
		}
	}
	for _, p := range dateISO.FindAllStringSubmatchIndex(s, -1) {
		ajouter(p[4], p[9], chiffres(s[p[8]:p[9]]), chiffres(s[p[6]:p[7]]), chiffres(s[p[4]:p[5]]), true)
	}
	for reste := 0; reste < len(s); {
		p := dateChiffres.FindStringSubmatchIndex(s[reste:])
		if p == nil {
			break
		}
		g := func(i int) string { return s[reste+p[2*i] : reste+p[2*i+1]] }
		brut := g(2) + g(4) + g(5)
		ajouter(reste+p[4], reste+p[11], chiffres(g(2)), chiffres(g(4)), annee(chiffres(g(5))), !strings.ContainsAny(brut, "oil|"))
		reste += p[11]
	}
	for _, p := range dateMois.FindAllStringSubmatchIndex(s, -1) {
		m, exact := quelMois(s[p[6]:p[7]])
		j := chiffres(s[p[4]:p[5]])
		if t := s[p[4]:p[5]]; t == "premier" || t == "1er" || t == "ier" {
			j = 1
		}
		ajouter(p[4], p[9], j, m, annee(chiffres(s[p[8]:p[9]])), exact)
	}
	for _, p := range anLettres.FindAllStringSubmatchIndex(s, -1) {
		m, _ := quelMois(s[p[6]:p[7]])
		ajouter(p[2], p[7], enLettres(s[p[4]:p[5]]), m, enLettres(s[p[2]:p[3]]), true)
	}
	for _, p := range dateLettres.FindAllStringSubmatchIndex(s, -1) {
		m, _ := quelMois(s[p[4]:p[5]])
		ajouter(p[2], p[7], finEnLettres(s[p[2]:p[3]]), m, finEnLettresAnnee(s[p[6]:p[7]]), true)
	}
	return out
}

// jour gives the ISO form of a day that exists between 2000 and 2099.
func jour(a, m, j int) (string, bool) {
	if a < 2000 || a > 2099 || m < 1 || m > 12 || j < 1 {
		return "", false
	}
	t := time.Date(a, time.Month(m), j, 0, 0, 0, 0, time.UTC)
	if t.Day() != j {
		return "", false
	}
	return t.Format(time.DateOnly), true
}

func annee(a int) int {
	if a >= 0 && a < 100 {
		return 2000 + a
	}
	return a
}

// chiffres reads digits, taking the letters that OCR confuses with them; -1 when it is no number.
func chiffres(s string) int {
	s = strings.NewReplacer("o", "0", "i", "1", "l", "1", "|", "1").Replace(s)
	n, err := strconv.Atoi(s)
	if err != nil {
		return -1
	}
	return n
}

// quelMois gives the month of a folded name, and whether it is written exactly.
func quelMois(s string) (int, bool) {
	for i, m := range mois {
		if s == m {
			return i + 1, true
		}
	}
	if n, ok := moisCourts[s]; ok {
		return n, true
	}
	if len(s) >= 4 {
		for i, m := range mois {
			if ecart(s, m, 1) <= 1 {
				return i + 1, false
			}
		}
	}
	return 0, false
}

var nombresLettres = map[string]int{
	"un": 1, "une": 1, "premier": 1, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "six": 6, "sept": 7, "huit": 8, "neuf": 9,
	"dix": 10, "onze": 11, "douze": 12, "treize": 13, "quatorze": 14, "quinze": 15, "seize": 16,
	"vingt": 20, "trente": 30, "quarante": 40, "cinquante": 50, "soixante": 60, "zero": 0,
}

// enLettres reads a number written in folded letters up to a few thousands; -1 when it is none.
func enLettres(s string) int {
	n, vu := 0, false
	for w := range strings.FieldsFuncSeq(s, func(r rune) bool { return r == ' ' || r == '-' }) {
		switch w {
		case "et":
		case "mille":
			n, vu = max(n, 1)*1000, true
		default:
			v, ok := nombresLettres[w]
			if !ok {
				return -1
			}
			n, vu = n+v, true
		}
	}
	if !vu {
		return -1
	}
	return n
}

// finEnLettres reads the number at the end of a phrase (« mardi trois »).
func finEnLettres(s string) int {
	mots := strings.FieldsFunc(s, func(r rune) bool { return r == ' ' || r == '-' })
	for i := range mots {
		if n := enLettres(strings.Join(mots[i:], " ")); n > 0 {
			return n
		}
	}
	return -1
}

// finEnLettresAnnee reads the year at the start of a phrase (« deux mille vingt-six à »).
func finEnLettresAnnee(s string) int {
	mots := strings.FieldsFunc(s, func(r rune) bool { return r == ' ' || r == '-' })
	for i := len(mots); i > 1; i-- {
		if n := enLettres(strings.Join(mots[:i], " ")); n > 0 {
			return n
		}
	}
	return -1
}

var (
	heureChiffres = regexp.MustCompile(`(^|[^0-9:/.])([0-2oil]?[0-9oil])\s?(?:h(?:eures?|rs?)?|:)\s?([0-5oil][0-9oil])?($|[^0-9/])`)
	heureMots     = regexp.MustCompile(`([a-z]+(?:[ -]et[ -][a-z]+)?)\s+heures?(?:\s+((?:vingt|trente|quarante|cinquante|dix|cinq|quinze|un|deux|trois|quatre|six|sept|huit|neuf|onze|douze|treize|quatorze|seize)(?:[ -](?:et[ -])?[a-z]+)?))?`)
)

// heures gives the times of day written in a folded text.
func heures(s string) []trouve {
	var out []trouve
	for reste := 0; reste < len(s); {
		p := heureChiffres.FindStringSubmatchIndex(s[reste:])
		if p == nil {
			break
		}
		h, m := chiffres(s[reste+p[4]:reste+p[5]]), 0
		fin := p[5]
		sur := s[reste+p[4]:reste+p[5]] == strconv.Itoa(h) || s[reste+p[4]:reste+p[5]] == fmt.Sprintf("%02d", h)
		if p[6] >= 0 {
			m = chiffres(s[reste+p[6] : reste+p[7]])
			sur = sur && s[reste+p[6]:reste+p[7]] == fmt.Sprintf("%02d", m)
			fin = p[7]
		}
		if h >= 0 && h <= 24 && m >= 0 && m < 60 {
			out = append(out, trouve{reste + p[4], reste + max(fin, p[8]), fmt.Sprintf("%02d:%02d", h%24, m), sur})
		}
		reste += max(fin, p[5]+1)
	}
	for _, p := range heureMots.FindAllStringSubmatchIndex(s, -1) {
		h, m := enLettres(s[p[2]:p[3]]), 0
		if p[4] >= 0 {
			m = max(enLettres(s[p[4]:p[5]]), 0)
		}
		if h >= 0 && h <= 24 && m < 60 {
			out = append(out, trouve{p[0], p[1], fmt.Sprintf("%02d:%02d", h%24, m), true})
		}
	}
	return out
}
