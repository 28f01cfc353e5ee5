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
	js = js[:min(len(js), MaxTermes)]
	masque, poids, dernier := ix.masquer(js, strings.HasSuffix(debut, " "))
	type note struct {
		rang  int
		score float64
	}
	var notes []note
	for i := range ix.docs {
		meilleur := 0.0
		for k, q := range ix.docs[i].questions {
			s := commence(masque, poids, dernier, q.termes)
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

// masquer tells, for each known term, which of the words typed it stands for, one bit a word; it gives
// what each word weighs, and the bit of the unfinished one, zero when the last word is finished.
func (ix *Index) masquer(js []analyse.Jeton, fini bool) (masque []uint16, poids []float64, dernier uint16) {
	masque = make([]uint16, len(ix.voc.noms))
	for i, j := range js {
		bit := uint16(1) << i
		p := j.Poids
		if t, ok := ix.voc.termes[j.Racine]; ok {
			masque[t] |= bit
		}
		if i == len(js)-1 && !fini {
			dernier, p = bit, max(p, analyse.PoidsQuestion)
			for t, nom := range ix.voc.noms {
				if strings.HasPrefix(nom, j.Mot) || (len(nom) >= racineLongue && strings.HasPrefix(j.Mot, nom)) {
					masque[t] |= bit
				}
			}
		}
		poids = append(poids, p)
	}
	return masque, poids, dernier
}

// commence weighs how much of what was typed is in a title; zero when the unfinished word fits nothing.
func commence(masque []uint16, poids []float64, dernier uint16, termes []uint32) float64 {
	var vus uint16
	for _, t := range termes {
		vus |= masque[t]
	}
	if vus&dernier != dernier {
		return 0
	}
	trouve, total := 0.0, 0.0
	for i, p := range poids {
		total += p
		if vus&(1<<i) != 0 {
			trouve += p
		}
	}
	return trouve / total
}
