package moteur

import "strings"

// passageMax is about how long a passage of a plain text is, in bytes.
const passageMax = 900

// Paragraphes cuts a plain text into passages at its blank lines, or at its lines when it has none;
// short neighbours are kept together.
func Paragraphes(texte string) []Passage {
	texte = strings.ReplaceAll(texte, "\r\n", "\n")
	sep := "\n\n"
	if !strings.Contains(texte, sep) {
		sep = "\n"
	}
	var out []Passage
	for p := range strings.SplitSeq(texte, sep) {
		p = strings.TrimSpace(p)
		if p == "" {
			continue
		}
		if n := len(out); n > 0 && len(out[n-1].Texte)+len(p) < passageMax {
			out[n-1].Texte += sep + p
			continue
		}
		out = append(out, Passage{Texte: p})
	}
	if len(out) == 0 {
		out = []Passage{{}}
	}
	return out
}
