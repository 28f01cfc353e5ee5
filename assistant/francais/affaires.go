package francais

import (
	"regexp"
	"strings"
)

// The shapes of case numbers. RE2 expressions: linear time whatever the text.
var (
	reAffaireAnnonce = regexp.MustCompile(`(?i)\b(?:n\s?[°º]|no\b\.?|num[ée]ro|parquet|affaire|dossier|instruction|minute|r[ée]f(?:[ée]rence)?|rg|pv|proc[ée]dure|proc[èe]s[- ]verbal|idj)(?:\s*(?:n\s?[°º]\.?|num[ée]ro|no\b\.?|de|du|d'|l'|la|le|parquet|affaire|instruction|dossier|pv|rg|proc[ée]dure|idj|c'est|est|:|-))*\s*:?\s*([A-Z]{0,5}\.?[ -]?\d[\dA-Z]*(?:\s?[/.\-]\s?[A-Z]{0,4}\d[\dA-Z]*|[/\-][A-Z]{1,5}\d*|\s\d{2,})*)`)
	reAffaireLettres = regexp.MustCompile(`(?i)\b(JI\w{0,3}|JE|JAP|JLD|JAF|JCP|MINV|PROC|RG|PV|CAB|INST|INSTR|IDJ|MINOR|TGI|TJ|BPM|SPJ|OPJ|PJ|BTA|BR)\s?[-/ ]?\s?(\d[\dA-Z]*(?:\s?[/\-.]\s?[A-Z]{0,4}\d+[A-Z]?)+)\b`)
	reAffaireBarres  = regexp.MustCompile(`(?i)\b(\d{1,6}(?:/[A-Z]{0,4}\d{1,7}[A-Z]?){1,4}|[A-Z]{1,4}\d{0,3}(?:/[A-Z]{0,3}\d{1,6}){1,4}|[A-Z]{2,6}-\d{1,6}-\d{2,4}|\d{4}-\d{3,8}|\d{2}-\d{4,8}|\d{4,6}/\d{4,6}/20\d{2})\b`)
	reAffaireParquet = regexp.MustCompile(`\b(\d{2}[ .]?\d{3}[ .]?\d{6}|\d{2}\s\d{3}\s\d{3}\s\d{3}|\d{11})\b`)
	reAffaireDate    = regexp.MustCompile(`^(?:(?:0?[1-9]|[12]\d|3[01])/(?:0?[1-9]|1[0-2])(?:/(?:19|20)?\d{2})?)$`)
	reAffaireEspaces = regexp.MustCompile(`\s*([/\-.])\s*`)
)

// NumerosAffaire finds the case numbers of a text, of every shape (« JI 2/26/36 », « 2026/32312 »,
// « MINV-500-2026 », « 3/266/26 », « n° parquet 26 123 000045 », « PV 2026/004512 »). What is also
// a date (« 13/10/26 ») is left out unless the words announce a number.
func NumerosAffaire(s string) []string {
	s = Normaliser(borner(s))
	var l []string
	pris := make([][2]int, 0, 4)
	ajouter := func(v string, a, b int, annonce bool) {
		v = strings.Trim(v, " .-/,")
		if v == "" || chiffresDe(v) < 2 || !annonce && reAffaireDate.MatchString(v) || annonce && chiffresDe(v) < 3 && !strings.ContainsAny(v, "/-") {
			return
		}
		if annonce && reAffaireDate.MatchString(v) && strings.Count(v, "/") == 1 {
			return
		}
		for _, p := range pris {
			if a < p[1] && p[0] < b {
				return
			}
		}
		pris = append(pris, [2]int{a, b})
		l = append(l, strings.ToUpper(reAffaireEspaces.ReplaceAllString(v, "$1")))
	}
	for _, m := range reAffaireLettres.FindAllStringSubmatchIndex(s, 20) {
		ajouter(s[m[0]:m[1]], m[0], m[1], true)
	}
	for _, m := range reAffaireAnnonce.FindAllStringSubmatchIndex(s, 20) {
		if m[0] > 0 && lettreAvant(s, m[0]) {
			continue
		}
		ajouter(s[m[2]:m[3]], m[2], m[3], true)
	}
	for _, m := range reAffaireBarres.FindAllStringSubmatchIndex(s, 20) {
		ajouter(s[m[2]:m[3]], m[2], m[3], false)
	}
	for _, m := range reAffaireParquet.FindAllStringSubmatchIndex(s, 20) {
		ajouter(s[m[2]:m[3]], m[2], m[3], false)
	}
	return l
}

func chiffresDe(s string) int {
	n := 0
	for i := range len(s) {
		n += b2i('0' <= s[i] && s[i] <= '9')
	}
	return n
}

var reMemoire = regexp.MustCompile(`(?i)\b(MJ|TMP)[ -]?(\d{4,12})\b`)

// NumerosMemoire finds the numbers of mémoires (« MJ0000002117 », « tmp 12345 »), in capitals
// without spaces.
func NumerosMemoire(s string) []string {
	var l []string
	for _, m := range reMemoire.FindAllStringSubmatch(Normaliser(borner(s)), 20) {
		l = append(l, strings.ToUpper(m[1])+m[2])
	}
	return l
}
