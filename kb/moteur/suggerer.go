package moteur

import (
	"cmp"
	"slices"
	"strings"

	"claudia/kb/analyse"
)

// Suggerer gives the identifiers of the documents whose title or phrasings hold the words typed so far,
// the last one perhaps unfinished. It reads the titles alone and answers while the person types.
func (ix *Index) Suggerer(debut string, n int) []string {
	debut, _ = couper(debut)
	js := analyse.Jetons(debut)
	if len(js) == 0 || n <= 0 {
		return nil
	}
	fini := strings.HasSuffix(debut, " ")
	type note struct {
		rang  int
		score float64
	}
	var notes []note
	for i := range ix.docs {
		meilleur := 0.0
		for k, q := range ix.docs[i].questions {
			s := ix.commence(js, fini, q.termes)
			if k > 0 {
				s *= 0.9 // the title is what is shown
			}
			meilleur = max(meilleur, s)
		}
		if meilleur > 0 {
			notes = append(notes, note{i, meilleur})
		}
	}
	slices.SortStableFunc(notes, func(a, b note) int { return cmp.Compare(b.score, a.score) })
	var out []string
	for _, x := range notes[:min(n, len(notes))] {
		out = append(out, ix.docs[x.rang].doc.ID)
	}
	return out
}

// racineLongue is from how many letters a root may stand for a word that is longer than it.
const racineLongue = 4

// commence weighs how much of what was typed is in a title; zero when the last word fits nothing.
func (ix *Index) commence(js []analyse.Jeton, fini bool, termes []uint32) float64 {
	trouve, total := 0.0, 0.0
	for i, j := range js {
		dernier := i == len(js)-1 && !fini
		p := j.Poids
		if dernier {
			p = max(p, analyse.PoidsQuestion)
		}
		total += p
		ok := false
		for _, t := range termes {
			nom := ix.voc.noms[t]
			if nom == j.Racine || (dernier && (strings.HasPrefix(nom, j.Mot) || (len(nom) >= racineLongue && strings.HasPrefix(j.Mot, nom)))) {
				ok = true
				break
			}
		}
		if ok {
			trouve += p
		} else if dernier {
			return 0
		}
	}
	return trouve / total
}
