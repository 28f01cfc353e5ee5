package analyse

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Plier folds a text for comparison: NFKC, lower case, no accents, ligatures split, the typographic
// apostrophes as ', no invisible characters.
func Plier(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	for _, r := range norm.NFKC.String(s) {
		plierRune(&b, r)
	}
	return b.String()
}

// plierRune writes the folded form of one character, nothing for marks and invisible ones.
func plierRune(b *strings.Builder, r rune) {
	if r < 0x80 {
		if r >= 'A' && r <= 'Z' {
			r += 'a' - 'A'
		}
		b.WriteRune(r)
		return
	}
	switch r {
	case 'œ', 'Œ':
		b.WriteString("oe")
		return
	case 'æ', 'Æ':
		b.WriteString("ae")
		return
	case '’', '‘', 'ʼ', '´', '′':
		b.WriteByte('\'')
		return
	case 'ß':
		b.WriteString("ss")
		return
	}
	if unicode.Is(unicode.Cf, r) || unicode.Is(unicode.Mn, r) {
		return
	}
	for _, d := range norm.NFKD.String(string(unicode.ToLower(r))) {
		if !unicode.Is(unicode.Mn, d) {
			b.WriteRune(unicode.ToLower(d))
		}
	}
}
