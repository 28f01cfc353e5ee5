package dialogue

import (
	"strings"
	"unicode/utf8"
)

// suiteMax is how many words « … » may stand for in a motif.
const suiteMax = 4

// motif tells whether folded words hold a turn of phrase. A motif is a few words: « a|b » is one or
// the other, « trait* » any word so begun, « … » up to four words of any kind, « # » a number, « ^ »
// the beginning and « $ » the end of what was said, « ? » after a word makes it optional. Words of five
// letters or more are recognised with one typing error, of nine or more with two.
func motif(mots []string, m string) bool {
	jetons := strings.Fields(m)
	if len(jetons) == 0 {
		return false
	}
	if jetons[0] == "^" {
		return suite(mots, jetons[1:])
	}
	for i := 0; i <= len(mots); i++ {
		if suite(mots[i:], jetons) {
			return true
		}
	}
	return false
}

// suite tells whether the words begin with the motif.
func suite(mots, jetons []string) bool {
	if len(jetons) == 0 {
		return true
	}
	j := jetons[0]
	switch {
	case j == "$":
		return len(mots) == 0
	case j == "…":
		for i := 0; i <= min(suiteMax, len(mots)); i++ {
			if suite(mots[i:], jetons[1:]) {
				return true
			}
		}
		return false
	case strings.HasSuffix(j, "?"):
		return suite(mots, jetons[1:]) ||
			len(mots) > 0 && parmi(mots[0], strings.TrimSuffix(j, "?")) && suite(mots[1:], jetons[1:])
	}
	return len(mots) > 0 && parmi(mots[0], j) && suite(mots[1:], jetons[1:])
}

// parmi tells whether the word is one of « a|b|c ».
func parmi(mot, choix string) bool {
	for choix != "" {
		var c string
		c, choix, _ = strings.Cut(choix, "|")
		if semblable(mot, c) {
			return true
		}
	}
	return false
}

func semblable(mot, voulu string) bool {
	if mot == voulu {
		return true
	}
	if voulu == "#" {
		return mot != "" && mot[0] >= '0' && mot[0] <= '9'
	}
	if debut, ok := strings.CutSuffix(voulu, "*"); ok {
		return strings.HasPrefix(mot, debut)
	}
	n := len(voulu)
	if n < 5 || len(mot) < 4 || strings.ContainsAny(mot, "0123456789") { // a number is exact or another one
		return false
	}
	fautes := 1
	if n >= 9 {
		fautes = 2
	}
	return ecartAuPlus(mot, voulu, fautes)
}

// ecartAuPlus tells whether one goes from a to b with at most n letters added, dropped, changed or
// swapped with the next.
func ecartAuPlus(a, b string, n int) bool {
	for {
		if a == b {
			return true
		}
		if n == 0 || len(a)-len(b) > n || len(b)-len(a) > n {
			return false
		}
		if a == "" || b == "" || a[0] != b[0] {
			break
		}
		a, b = a[1:], b[1:]
	}
	if a == "" || b == "" {
		return len(a)+len(b) <= n
	}
	_, la := utf8.DecodeRuneInString(a)
	_, lb := utf8.DecodeRuneInString(b)
	if len(a) > 1 && len(b) > 1 && a[0] == b[1] && a[1] == b[0] && ecartAuPlus(a[2:], b[2:], n-1) {
		return true
	}
	return ecartAuPlus(a[la:], b[lb:], n-1) || ecartAuPlus(a[la:], b, n-1) || ecartAuPlus(a, b[lb:], n-1)
}
