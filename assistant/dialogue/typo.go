package dialogue

import "strings"

// Spaces of French typography.
const (
	insecable = "\u00a0" // before a colon, inside guillemets
	fine      = "\u202f" // before ; ? and !
)

// typo gives the text its no-break spaces and curly apostrophes; what the person typed and we repeat
// gets them too, for the eye only: values themselves never pass here.
func typo(s string) string {
	if s == "" {
		return s
	}
	return strings.NewReplacer(
		" :", insecable+":", " ;", fine+";", " ?", fine+"?", " !", fine+"!",
		"« ", "«"+insecable, " »", insecable+"»", "'", "’", " €", insecable+"€", " %", insecable+"%",
		"n° ", "n°"+insecable,
	).Replace(s)
}

// contracter writes « au » for « à le » and « aux » for « à les ».
func contracter(s string) string {
	return strings.NewReplacer(" à le ", " au ", " à les ", " aux ", " de le ", " du ", " de les ", " des ").Replace(s)
}

// enPhrase joins words as a sentence does: « a, b et c ».
func enPhrase(mots []string) string {
	switch len(mots) {
	case 0:
		return ""
	case 1:
		return mots[0]
	}
	return strings.Join(mots[:len(mots)-1], ", ") + " et " + mots[len(mots)-1]
}

// majuscule gives the text with its first letter in capital.
func majuscule(s string) string {
	for i, r := range s {
		if i == 0 {
			return strings.ToUpper(string(r)) + s[len(string(r)):]
		}
	}
	return s
}

// raccourcir keeps at most n characters.
func raccourcir(s string, n int) string {
	r := []rune(s)
	if len(r) <= n {
		return s
	}
	return strings.TrimSpace(string(r[:n-1])) + "…"
}

// titreEchos heads the values just written.
func titreEchos(n int) string {
	if n > 1 {
		return typo("C'est noté :")
	}
	return typo("C'est noté.")
}
