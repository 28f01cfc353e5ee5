package analyse

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Jeton is one word of a text.
type Jeton struct {
	Mot        string // folded: « l’Expertisé » gives « expertise »
	Racine     string // root of its family, the term of the index
	Debut, Fin int    // bytes of the text that it covers
	Poids      float64
}

// Weights of the words of a question, beside how rare they are.
const (
	PoidsPlein    = 1.0
	PoidsQuestion = 0.35 // « comment », « combien »…: they tell little of the subject, yet something
	PoidsOutil    = 0.06 // « le », « de », « je »…
)

// motMax bounds one word, in bytes: what is longer is no word of a person.
const motMax = 64

// Jetons cuts a text into words. Elided articles are dropped, numbers of articles and amounts are
// kept in one piece: « R. 122 » gives r122, « 10 000 € » gives 10000 and euro, « T.V.A. » gives tva.
func Jetons(s string) []Jeton {
	bruts := couper(s)
	bruts = joindre(s, bruts)
	out := make([]Jeton, 0, len(bruts))
	for _, j := range bruts {
		if j.Mot == "" {
			continue
		}
		j.Racine, j.Poids = Racine(j.Mot), Poids(j.Mot)
		out = append(out, j)
	}
	return out
}

// Racines gives the roots of the words of a text, function words included.
func Racines(s string) []string {
	js := Jetons(s)
	out := make([]string, len(js))
	for i, j := range js {
		out[i] = j.Racine
	}
	return out
}

// couper finds runs of letters and digits; a run is cut between digits and a unit (« 30euros »).
func couper(s string) []Jeton {
	var out []Jeton
	debut := -1
	flush := func(fin int) {
		if debut >= 0 {
			out = append(out, morceaux(s, debut, fin)...)
			debut = -1
		}
	}
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		switch {
		case unicode.IsLetter(r) || unicode.IsDigit(r) || (debut >= 0 && invisible(r)):
			if debut < 0 {
				debut = i
			}
			if i-debut > motMax {
				flush(i)
			}
		case r == '€' || r == '%':
			flush(i)
			mot := "euro"
			if r == '%' {
				mot = "pourcent"
			}
			out = append(out, Jeton{Mot: mot, Debut: i, Fin: i + n})
		default:
			flush(i)
		}
		i += n
	}
	flush(len(s))
	return out
}

func invisible(r rune) bool { return unicode.Is(unicode.Mn, r) || unicode.Is(unicode.Cf, r) }

// morceaux folds one run and cuts « 30euros », « 10mo » after the digits; « 8h30 » stays whole.
func morceaux(s string, debut, fin int) []Jeton {
	mot := Plier(s[debut:fin])
	n := 0
	for n < len(mot) && mot[n] >= '0' && mot[n] <= '9' {
		n++
	}
	ascii := len(mot) == fin-debut
	if ascii && n > 0 && len(mot)-n >= 2 && !strings.ContainsAny(mot[n:], "0123456789") && mot[n:] != "er" && mot[n:] != "eme" {
		return []Jeton{{Mot: mot[:n], Debut: debut, Fin: debut + n}, {Mot: mot[n:], Debut: debut + n, Fin: fin}}
	}
	return []Jeton{{Mot: mot, Debut: debut, Fin: fin}}
}

// joindre puts together what belongs together and drops elided articles.
func joindre(s string, in []Jeton) []Jeton {
	out := in[:0]
	for i := 0; i < len(in); i++ {
		j := in[i]
		for i+1 < len(in) {
			sep := s[j.Fin:in[i+1].Debut]
			mot, ok := unir(j.Mot, sep, in[i+1].Mot)
			if !ok {
				break
			}
			i++
			j.Mot, j.Fin = mot, in[i].Fin
		}
		if elide(j.Mot) && i+1 < len(in) && apostrophe(s[j.Fin:in[i+1].Debut]) {
			continue
		}
		out = append(out, j)
	}
	return out
}

// unir says whether two neighbours make one word, and which.
func unir(a, sep, b string) (string, bool) {
	switch {
	case chiffres(a) && chiffres(b) && (sep == " " || sep == "\u00a0" || sep == "\u202f") && len(a) <= 3 && len(b) == 3:
		return a + b, true // 10 000
	case chiffres(a) && chiffres(b) && (sep == "," || sep == "."):
		return a + "." + b, true // 5,5
	case article(a) && (sep == "-" || sep == "‑") && chiffres(b):
		return a + "-" + b, true // r224-1
	case (a == "r" || a == "l") && chiffres(b) && (sep == "." || sep == ". " || sep == " " || sep == ".\u00a0" || sep == "\u00a0"):
		return a + b, true // R. 122
	case (a == "a" || a == "d") && chiffres(b) && (sep == "." || sep == ". " || sep == ".\u00a0"):
		return a + b, true // A. 43
	case len(b) == 1 && sep == "." && sigle(a) && !chiffres(b):
		return a + b, true // T.V.A.
	case a == "e" && (b == "mail" || b == "mails") && sep == "-":
		return "email", true
	case a == "aujourd" && b == "hui":
		return "aujourdhui", true
	case a == "quelqu" && b == "un":
		return "quelquun", true
	}
	return "", false
}

func chiffres(s string) bool {
	for i := range len(s) {
		if (s[i] < '0' || s[i] > '9') && s[i] != '.' {
			return false
		}
	}
	return s != ""
}

// article tells « r224 », « a43 », « r224-1 ».
func article(s string) bool {
	return len(s) >= 3 && strings.IndexByte("radl", s[0]) >= 0 && chiffres(strings.ReplaceAll(s[1:], "-", ""))
}

// sigle tells letters joined so far from points; three are enough for « s.v.p. ».
func sigle(s string) bool {
	if len(s) > 6 || chiffres(s) {
		return false
	}
	return len(s) == 1 || strings.IndexAny(s, "aeiouy") != 0 || len(s) <= 4
}

func apostrophe(sep string) bool {
	return sep == "'" || sep == "’" || sep == "‘" || sep == "ʼ" || sep == "´"
}

func elide(mot string) bool {
	switch mot {
	case "l", "d", "j", "m", "t", "s", "n", "c", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu", "presqu":
		return true
	}
	return false
}
