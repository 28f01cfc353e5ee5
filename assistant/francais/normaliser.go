package francais

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// TailleMax is the length in bytes beyond which the readers do not look: longer texts are pasted
// documents (R15) and belong to the document reader.
const TailleMax = 16000

// Normaliser cleans what a stranger typed (R9): NFKC, invisible characters removed (zero width,
// direction marks, tags, controls), apostrophes, hyphens and spaces unified, runs of spaces
// collapsed. Case and accents stay. It is idempotent; all offsets of the package count its bytes.
func Normaliser(s string) string {
	s = strings.ToValidUTF8(s, " ")
	if !estASCII(s) {
		// Removing invisible characters may bring combining marks together, hence the second pass.
		s = norm.NFKC.String(sansInvisibles(norm.NFKC.String(s)))
		s = norm.NFC.String(s)
	}
	var b strings.Builder
	b.Grow(len(s))
	espace := true // swallow leading spaces
	for _, r := range s {
		switch r = unifier(r); r {
		case 0:
			continue
		case ' ':
			if !espace {
				b.WriteByte(' ')
			}
			espace = true
		default:
			b.WriteRune(r)
			espace = false
		}
	}
	return strings.TrimRight(b.String(), " ")
}

func estASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

func sansInvisibles(s string) string {
	return strings.Map(func(r rune) rune {
		if r = unifier(r); r == 0 {
			return -1
		}
		return r
	}, s)
}

// unifier gives the plain form of a rune, or 0 when it must disappear.
func unifier(r rune) rune {
	switch r {
	case '\n', '\r', '\t', '\v', '\f', 0x85, 0x2028, 0x2029:
		return ' '
	case '’', '‘', 'ʼ', '´', '`', '′', '‛', 'ʹ':
		return '\''
	case '“', '”', '„', '«', '»', '″':
		return '"'
	case '‐', '‑', '‒', '–', '—', '―', '−', '﹣', '－':
		return '-'
	case '…':
		return '.'
	case '⁄':
		return '/'
	}
	if r < utf8.RuneSelf {
		if r < ' ' || r == 0x7f {
			return 0
		}
		return r
	}
	if unicode.Is(unicode.Zs, r) {
		return ' '
	}
	if unicode.Is(unicode.Cf, r) || unicode.Is(unicode.Cc, r) || unicode.Is(unicode.Co, r) ||
		unicode.Is(unicode.Variation_Selector, r) || r == 0x115f || r == 0x1160 || r == 0x3164 || r == 0xffa0 || r == 0x034f {
		return 0
	}
	return r
}

// Plier folds a text for matching only: lower case, without accents, ligatures opened. What is
// shown or stored is never folded.
func Plier(s string) string {
	ascii := estASCII(s)
	if !ascii {
		s = norm.NFKD.String(s)
	}
	var b strings.Builder
	b.Grow(len(s))
	for _, r := range s {
		if r < utf8.RuneSelf {
			if 'A' <= r && r <= 'Z' {
				r += 'a' - 'A'
			}
			b.WriteByte(byte(r)) //nolint:gosec // r is ASCII here
			continue
		}
		switch r = unifierPli(r); r {
		case 0:
		case 'œ':
			b.WriteString("oe")
		case 'æ':
			b.WriteString("ae")
		case 'ß':
			b.WriteString("ss")
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

func unifierPli(r rune) rune {
	if unicode.Is(unicode.Mn, r) {
		return 0
	}
	switch r = unicode.ToLower(unifier(r)); r {
	case 'ø':
		return 'o'
	case 'ł':
		return 'l'
	case 'ı':
		return 'i'
	}
	return r
}

// borner cuts a text to TailleMax bytes, on a rune boundary.
func borner(s string) string {
	if len(s) <= TailleMax {
		return s
	}
	n := TailleMax
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n]
}
