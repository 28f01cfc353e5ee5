package referentiel

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

const (
	// longueurRequete bounds what a search looks at, so that a pasted page costs no more than a sentence.
	longueurRequete = 240
	// motsRequete bounds the words of a query for the same reason.
	motsRequete = 24
	// longueurMot is the longest word compared with typing errors; no known word is as long.
	longueurMot = 40
)

// Plier gives the text without accents, case, ligatures or punctuation, its words separated by one
// space: « Évry-Courcouronnes » becomes "evry courcouronnes". Two texts that a person takes for the same
// fold to the same string.
func Plier(texte string) string {
	var b strings.Builder
	b.Grow(len(texte))
	blanc := true
	// Broken bytes would keep the letters after them from being decomposed.
	for _, r := range norm.NFKD.String(strings.ToValidUTF8(texte, " ")) {
		switch {
		case unicode.Is(unicode.Mn, r):
			continue
		case r == 'œ' || r == 'Œ':
			b.WriteString("oe")
			blanc = false
		case r == 'æ' || r == 'Æ':
			b.WriteString("ae")
			blanc = false
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			b.WriteRune(unicode.ToLower(r))
			blanc = false
		case !blanc:
			b.WriteByte(' ')
			blanc = true
		}
	}
	return strings.TrimSuffix(b.String(), " ")
}

// motsDe folds a query of any length into at most motsRequete words.
func motsDe(texte string) []string {
	mots := strings.Fields(Plier(borner(texte)))
	return mots[:min(len(mots), motsRequete)]
}

// borner keeps the first longueurRequete letters of a text.
func borner(texte string) string {
	if len(texte) > 4*longueurRequete {
		texte = texte[:4*longueurRequete]
	}
	if r := []rune(texte); len(r) > longueurRequete {
		texte = string(r[:longueurRequete])
	}
	return texte
}

// distance is the number of letters to add, drop, change or swap with the neighbour to go from a to b,
// or plafond+1 as soon as it is known to exceed plafond.
func distance(a, b string, plafond int) int {
	x, y := []rune(a), []rune(b)
	if len(x)-len(y) > plafond || len(y)-len(x) > plafond {
		return plafond + 1
	}
	if len(y) > longueurMot {
		return plafond + 1
	}
	var table [3][longueurMot + 1]int
	avant2, avant, cette := &table[0], &table[1], &table[2]
	for j := range avant {
		avant[j] = j
	}
	for i := 1; i <= len(x); i++ {
		cette[0] = i
		moindre := i
		for j := 1; j <= len(y); j++ {
			cout := 1
			if x[i-1] == y[j-1] {
				cout = 0
			}
			cette[j] = min(avant[j]+1, cette[j-1]+1, avant[j-1]+cout)
			if i > 1 && j > 1 && x[i-1] == y[j-2] && x[i-2] == y[j-1] {
				cette[j] = min(cette[j], avant2[j-2]+1)
			}
			moindre = min(moindre, cette[j])
		}
		if moindre > plafond {
			return plafond + 1
		}
		avant2, avant, cette = avant, cette, avant2
	}
	return min(avant[len(y)], plafond+1)
}

// fautesAdmises is how many typing errors a word may hold and still be recognised: none in a short
// word, where one letter makes another word.
func fautesAdmises(mot string) int {
	switch n := len([]rune(mot)); {
	case n < 5:
		return 0
	case n < 7:
		return 1
	default:
		return 2
	}
}

// ressemblance compares a typed word with a known one, 0 (nothing in common) to 1 (the same): typing
// errors and a word not typed to its end are forgiven.
func ressemblance(tape, connu string) float64 {
	if tape == connu {
		return 1
	}
	if len(tape) >= 4 && strings.HasPrefix(connu, tape) {
		return 0.7 + 0.1*float64(len(tape))/float64(len(connu))
	}
	fautes := fautesAdmises(tape)
	if fautes == 0 {
		return 0
	}
	switch n := distance(tape, connu, fautes); {
	case n > fautes:
		return 0
	case n == 1:
		return 0.85
	default:
		return 0.7
	}
}

// contientSuite tells whether the words of suite follow each other in mots.
func contientSuite(mots, suite []string) bool {
	_, ok := indexSuite(mots, suite)
	return ok
}

// indexSuite is the place of the first run of suite in mots.
func indexSuite(mots, suite []string) (int, bool) {
	if len(suite) == 0 {
		return 0, false
	}
	for i := 0; i+len(suite) <= len(mots); i++ {
		if egaux(mots[i:i+len(suite)], suite) {
			return i, true
		}
	}
	return 0, false
}

func egaux(a, b []string) bool {
	for i := range a {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}
