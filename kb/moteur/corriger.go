package moteur

import (
	"strings"

	"claudia/kb/analyse"
)

// corriger finds the known word nearest to one that no document holds, by its letters (one error from
// 4 letters, two from 7) or by its sound. The first letter must be the same, or sound the same.
func (ix *Index) corriger(j analyse.Jeton) (analyse.Jeton, bool) {
	if _, connu := ix.voc.termes[j.Racine]; connu || len(j.Mot) < 4 || !lettres(j.Mot) {
		return j, false
	}
	if ix.syn.connus[j.Racine] || analyse.Usuel(j.Mot) {
		return j, false // a French word, only not one of these documents
	}
	best, cout := "", 3.0
	essayer := func(m string, c float64) {
		if c < cout || (c == cout && ix.voc.mots[m] > ix.voc.mots[best]) {
			best, cout = m, c
		}
	}
	son := analyse.Son(j.Mot)
	for _, m := range ix.voc.parSon[son] {
		if len(son) >= 3 {
			essayer(m, 0.6+0.1*float64(distance(j.Mot, m, 4)))
		}
	}
	permis := 1
	if len(j.Mot) >= 7 {
		permis = 2
	}
	for _, tete := range tetes(j.Mot[0]) {
		for _, m := range ix.voc.parTete[tete] {
			if len(m) < len(j.Mot)-permis || len(m) > len(j.Mot)+permis {
				continue
			}
			if d := distance(j.Mot, m, permis); d <= permis {
				essayer(m, float64(d))
			}
		}
	}
	if best == "" {
		return j, false
	}
	j.Mot, j.Racine = best, analyse.Racine(best)
	return j, true
}

func lettres(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool { return r < 'a' || r > 'z' }) < 0
}

// tetes are the first letters that sound like c.
func tetes(c byte) []byte {
	for _, g := range []string{"ckq", "sc", "jg", "iy", "fp", "eah", "ho", "zs"} {
		if g[0] == c || strings.IndexByte(g, c) >= 0 {
			return []byte(g)
		}
	}
	return []byte{c}
}

// distance counts insertions, deletions, substitutions and swaps of neighbours; it stops above max.
func distance(a, b string, maxi int) int {
	if len(a)-len(b) > maxi || len(b)-len(a) > maxi {
		return maxi + 1
	}
	avant2, avant, ici := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for k := range avant {
		avant[k] = k
	}
	for i := 1; i <= len(a); i++ {
		ici[0] = i
		petit := i
		for k := 1; k <= len(b); k++ {
			c := 1
			if a[i-1] == b[k-1] {
				c = 0
			}
			ici[k] = min(avant[k]+1, ici[k-1]+1, avant[k-1]+c)
			if i > 1 && k > 1 && a[i-1] == b[k-2] && a[i-2] == b[k-1] {
				ici[k] = min(ici[k], avant2[k-2]+1)
			}
			petit = min(petit, ici[k])
		}
		if petit > maxi {
			return maxi + 1
		}
		avant2, avant, ici = avant, ici, avant2
	}
	return avant[len(b)]
}
