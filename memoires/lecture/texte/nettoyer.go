package texte

import (
	"strings"

	"golang.org/x/text/unicode/norm"
)

// nettoyer brings a word to one spelling of its signs: ligatures apart, one apostrophe, one hyphen,
// no invisible sign.
func nettoyer(s string) string {
	s = norm.NFKC.String(s)
	return strings.Map(func(r rune) rune {
		switch r {
		case '’', 'ʼ', '‘', '´', '`':
			return '\''
		case '‐', '‑', '\u00ad', '−', '\u0002':
			return '-'
		case '\u200b', '\u200c', '\u200d', '\ufeff', '\ufffe', '\uffff', 0:
			return -1
		}
		return r
	}, s)
}
