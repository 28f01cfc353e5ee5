package lecture

import (
	"strings"
	"unicode"
)

// plis maps the letters with marks of French and of the names met in its courts to bare ones.
var plis = map[rune]rune{
	'à': 'a', 'â': 'a', 'ä': 'a', 'á': 'a', 'ã': 'a', 'å': 'a', 'ă': 'a', 'ą': 'a', 'æ': 'a',
	'ç': 'c', 'č': 'c', 'ć': 'c', 'ď': 'd', 'đ': 'd',
	'é': 'e', 'è': 'e', 'ê': 'e', 'ë': 'e', 'ě': 'e', 'ę': 'e', 'ė': 'e',
	'ğ': 'g', 'î': 'i', 'ï': 'i', 'í': 'i', 'ì': 'i', 'ı': 'i', 'ł': 'l',
	'ñ': 'n', 'ń': 'n', 'ň': 'n', 'ô': 'o', 'ö': 'o', 'ó': 'o', 'ò': 'o', 'õ': 'o', 'ø': 'o', 'œ': 'o', 'ő': 'o',
	'ř': 'r', 'š': 's', 'ş': 's', 'ś': 's', 'ș': 's', 'ť': 't', 'ţ': 't', 'ț': 't',
	'ù': 'u', 'û': 'u', 'ü': 'u', 'ú': 'u', 'ů': 'u', 'ű': 'u', 'ý': 'y', 'ÿ': 'y', 'ž': 'z', 'ź': 'z', 'ż': 'z',
	'’': '\'', '–': '-', '—': '-', '°': 'o', 'º': 'o', '\u00a0': ' ', '\u202f': ' ',
}

// plierRune gives the bare lower-case form of a rune, always one rune.
func plierRune(r rune) rune {
	r = unicode.ToLower(r)
	if p, ok := plis[r]; ok {
		return p
	}
	return r
}

// plier gives the bare lower-case form of s, rune for rune, so that places in both agree.
func plier(s string) string { return strings.Map(plierRune, s) }

// serrer folds and keeps letters and digits only.
func serrer(s string) string {
	return strings.Map(func(r rune) rune {
		r = plierRune(r)
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return -1
	}, s)
}

// ecart gives the edit distance of a and b, or plafond+1 when it is over plafond.
func ecart(a, b string, plafond int) int {
	ra, rb := []rune(a), []rune(b)
	if d := len(ra) - len(rb); d > plafond || -d > plafond {
		return plafond + 1
	}
	avant, ligne := make([]int, len(rb)+1), make([]int, len(rb)+1)
	for j := range avant {
		avant[j] = j
	}
	for i, ca := range ra {
		ligne[0] = i + 1
		bas := ligne[0]
		for j, cb := range rb {
			cout := 1
			if ca == cb {
				cout = 0
			}
			ligne[j+1] = min(avant[j]+cout, avant[j+1]+1, ligne[j]+1)
			bas = min(bas, ligne[j+1])
		}
		if bas > plafond {
			return plafond + 1
		}
		avant, ligne = ligne, avant
	}
	return min(avant[len(rb)], plafond+1)
}

// tolere gives how many wrong signs of n are forgiven to OCR.
func tolere(n int) int {
	switch {
	case n < 5:
		return 0
	case n < 9:
		return 1
	default:
		return n / 6
	}
}

// proche tells whether two folded words are the same but for what OCR may have misread.
func proche(a, b string) bool {
	if a == b {
		return true
	}
	n := tolere(max(len(a), len(b)))
	return n > 0 && ecart(a, b, n) <= n
}
