package analyse

import "strings"

// suffixe is one ending and what replaces it, when at least min letters stay before it.
type suffixe struct {
	fin, par string
	min      int
}

// suffixes are tried from the first to the last, one is taken. Nouns of action, of person and of
// quality come before the endings of verbs, so that a family meets: modification, modifier, modifié.
var suffixes = [...]suffixe{
	{"issement", "", 3},
	{"isation", "is", 3},
	{"ication", "", 3},
	{"icatif", "", 3},
	{"icative", "", 3},
	{"icateur", "", 3},
	{"ariat", "", 4},
	{"atrice", "", 3},
	{"ateur", "", 3},
	{"ation", "", 3},
	{"atif", "", 4},
	{"ative", "", 4},
	{"ature", "", 3},
	{"icat", "", 4},
	{"issant", "", 3},
	{"issez", "", 3},
	{"issent", "", 3},
	{"amment", "", 4},
	{"emment", "", 4},
	{"ellement", "el", 3},
	{"ivement", "if", 3},
	{"eusement", "eu", 3},
	{"ement", "", 3},
	{"ition", "", 4},
	{"trice", "t", 4},
	{"teur", "t", 4},
	{"euse", "eu", 4},
	{"eur", "", 4},
	{"rice", "", 5},
	{"ance", "", 4},
	{"ence", "", 5},
	{"able", "", 3},
	{"ible", "", 4},
	{"ion", "", 5},
	{"age", "", 4},
	{"ite", "", 4},
	{"ment", "", 5},
	{"eraient", "", 3},
	{"erons", "", 3},
	{"eront", "", 3},
	{"erait", "", 3},
	{"erai", "", 4},
	{"erez", "", 3},
	{"era", "", 4},
	{"irais", "", 3},
	{"irait", "", 3},
	{"irai", "", 4},
	{"aient", "", 3},
	{"iere", "", 4},
	{"ier", "", 4},
	{"iez", "", 3},
	{"ions", "", 4},
	{"ait", "", 4},
	{"ai", "", 5},
	{"ant", "", 4},
	{"ttre", "t", 2},
	{"dre", "d", 3},
	{"er", "", 3},
	{"ez", "", 3},
	{"ee", "", 3},
	{"ir", "", 3},
	{"ive", "if", 3},
	{"u", "", 4},
}

// Racine gives the root of the family of a folded word. Numbers and short words stay as they are.
func Racine(mot string) string {
	if f, ok := famille(mot); ok {
		return f
	}
	if len(mot) < 4 || chiffres(mot[:1]) || article(mot) {
		return mot
	}
	w := singulier(mot)
	if f, ok := famille(w); ok {
		return f
	}
	w = w[:1] + strings.ReplaceAll(w[1:], "y", "i")
	for _, s := range &suffixes {
		if strings.HasSuffix(w, s.fin) && len(w)-len(s.fin) >= s.min {
			w = w[:len(w)-len(s.fin)] + s.par
			break
		}
	}
	return finir(w)
}

// singulier takes the marks of plural off.
func singulier(w string) string {
	switch {
	case strings.HasSuffix(w, "eaux"), strings.HasSuffix(w, "eux"):
		return w[:len(w)-1]
	case strings.HasSuffix(w, "aux") && len(w) > 5:
		return w[:len(w)-3] + "al"
	case strings.HasSuffix(w, "s") && !strings.HasSuffix(w, "ss"):
		return w[:len(w)-1]
	}
	return w
}

// finir makes the end of the root regular: doubled letters, silent e, i, s, and f as v (actif, active).
func finir(w string) string {
	for len(w) > 3 && strings.IndexByte("eia", w[len(w)-1]) >= 0 {
		w = w[:len(w)-1]
	}
	if n := len(w); n > 3 && w[n-1] == w[n-2] {
		w = w[:n-1]
	}
	if n := len(w); n > 3 && w[n-1] == 's' {
		w = w[:n-1]
	}
	if n := len(w); n > 3 && w[n-1] == 'f' {
		w = w[:n-1] + "v"
	}
	return w
}
