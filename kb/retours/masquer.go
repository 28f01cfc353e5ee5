package retours

import (
	"regexp"
	"strings"
	"unicode"
)

// The marks left in place of what was removed.
const (
	marqueNumero   = "[numéro]"
	marqueCourriel = "[adresse]"
)

// Masquer removes from what a person typed the e-mail addresses and the numbers of ten digits and more,
// however they are spaced, and the control characters.
func Masquer(s string) string {
	s = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || r == unicode.ReplacementChar {
			return ' '
		}
		return r
	}, s)
	s = courriel.ReplaceAllString(s, marqueCourriel)
	s = iban.ReplaceAllStringFunc(s, func(suite string) string { // first: its letters stand among the digits
		if compter(suite) < chiffresIBAN {
			return suite
		}
		return marqueNumero
	})
	return numero.ReplaceAllString(s, marqueNumero)
}

var (
	courriel = regexp.MustCompile(`[^\s<>(),;:"]+@[^\s<>(),;:"]+`)
	iban     = regexp.MustCompile(`(?i)\b[a-z]{2}\d{2}(?:[ .\x{00a0}\x{202f}-]?[a-z0-9]{4}){3,7}(?:[ .\x{00a0}\x{202f}-]?[a-z0-9]{1,3})?\b`)
	numero   = regexp.MustCompile(`\+?\p{Nd}(?:[ ./\x{00a0}\x{202f}-]{0,2}\p{Nd}){9,}`)
)

// chiffresIBAN tells an IBAN from words that happen to have its shape (« tj93 quel code pour »).
const chiffresIBAN = 8

func compter(s string) int {
	n := 0
	for _, r := range s {
		if unicode.IsDigit(r) {
			n++
		}
	}
	return n
}
