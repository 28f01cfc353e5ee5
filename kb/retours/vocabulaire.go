package retours

import (
	"cmp"
	"maps"
	"math"
	"slices"

	"claudia/kb/analyse"
)

// Bounds of what is taken for a typing error.
const (
	motCorrige   = 5 // letters from which a word may hold an error
	sonMinimum   = 3 // letters of a sound that tells a word
	plusFrequent = 2 // times more often that the word meant is written than the wrong one
)

// vocabulaire is the words of a set of questions: what each stands for, and how much it tells. A word that
// the guide does not know is a word like another: it weighs what its rarity among these questions makes
// it weigh, unless it is one error, or one way to hear it, away from a much more usual one.
type vocabulaire struct {
	vrais  map[string]string  // word to the one that it stands for, when it is another
	places map[string]int     // roots by rarity, the rarest first: the order of every list of terms
	poids  map[string]float64 // of a root, without the weight of its kind
}

// terme is one root of a question with what it tells.
type terme struct {
	place int
	poids float64
}

// nouveauVocabulaire reads the words of questions; nombres tells how often each was asked.
func nouveauVocabulaire(jetons [][]analyse.Jeton, nombres []int64) vocabulaire {
	mots := map[string]int64{}
	for i, js := range jetons {
		for _, m := range distincts(js, func(j analyse.Jeton) string { return j.Mot }) {
			mots[m] += nombres[i]
		}
	}
	v := vocabulaire{vrais: corriger(mots), places: map[string]int{}, poids: map[string]float64{}}
	racines := map[string]int{}
	for _, js := range jetons {
		for _, r := range distincts(js, v.racine) {
			racines[r]++
		}
	}
	tries := slices.SortedFunc(maps.Keys(racines), func(a, b string) int {
		return cmp.Or(cmp.Compare(racines[a], racines[b]), cmp.Compare(a, b))
	})
	for i, r := range tries {
		v.places[r], v.poids[r] = i, math.Log(1+float64(len(jetons))/float64(racines[r]))
	}
	return v
}

// racine is the root of a word, once its error is mended.
func (v *vocabulaire) racine(j analyse.Jeton) string {
	if vrai, ok := v.vrais[j.Mot]; ok {
		return analyse.Racine(vrai)
	}
	return j.Racine
}

// termes are the roots of a question, the rarest first, without its function words; a question made of
// them alone keeps them.
func (v *vocabulaire) termes(js []analyse.Jeton) []terme {
	vus := map[string]bool{}
	var out []terme
	for _, plancher := range []float64{analyse.PoidsOutil, 0} {
		for _, j := range js {
			r := v.racine(j)
			kind := j.Poids
			if vrai, ok := v.vrais[j.Mot]; ok {
				kind = analyse.Poids(vrai)
			}
			if kind > plancher && !vus[r] {
				vus[r] = true
				out = append(out, terme{v.places[r], kind * v.poids[r]})
			}
		}
		if len(out) > 0 {
			break
		}
	}
	slices.SortFunc(out, func(a, b terme) int { return cmp.Compare(a.place, b.place) })
	return out
}

// distincts gives each value of f over the words once.
func distincts(js []analyse.Jeton, f func(analyse.Jeton) string) []string {
	out := make([]string, len(js))
	for i, j := range js {
		out[i] = f(j)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// corriger gives, for the words that look like an error, the more usual word that they stand for: one
// letter away, or of the same sound.
func corriger(mots map[string]int64) map[string]string {
	frequents := slices.SortedFunc(maps.Keys(mots), func(a, b string) int {
		return cmp.Or(cmp.Compare(mots[b], mots[a]), cmp.Compare(a, b))
	})
	vrais := map[string]string{}
	voisins, sons := map[string]string{}, map[string]string{} // what is left of a word, its sound: the most usual word
	for _, m := range frequents {
		if len(m) < motCorrige-1 || chiffre(m) {
			continue
		}
		effaces, son := effacements(m), analyse.Son(m)
		if vrai, ok := proche(m, effaces, voisins, mots); ok && len(m) >= motCorrige {
			vrais[m] = vrai
			continue
		}
		if vrai, ok := sons[son]; ok && len(son) >= sonMinimum && douteux(m, vrai, mots) {
			vrais[m] = vrai
			continue
		}
		for _, e := range effaces {
			if _, pris := voisins[e]; !pris {
				voisins[e] = m
			}
		}
		if _, pris := sons[son]; !pris {
			sons[son] = m
		}
	}
	return vrais
}

// proche finds a more usual word one error away, by what is left of both without one letter.
func proche(m string, effaces []string, voisins map[string]string, mots map[string]int64) (string, bool) {
	for _, e := range effaces {
		if vrai, ok := voisins[e]; ok && douteux(m, vrai, mots) && uneErreur(m, vrai) {
			return vrai, true
		}
	}
	return "", false
}

// douteux tells whether a word may be an error for a much more usual one.
func douteux(m, vrai string, mots map[string]int64) bool {
	return !analyse.Usuel(m) && mots[vrai] >= plusFrequent*mots[m]
}

// effacements are the word, and the word without one of its letters.
func effacements(m string) []string {
	out := []string{m}
	for i := range len(m) {
		out = append(out, m[:i]+m[i+1:])
	}
	return out
}

// uneErreur tells whether two words differ by one letter added, missing or changed, or two neighbours
// exchanged. Those that share what is left without one letter each may differ by two.
func uneErreur(a, b string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	i := 0
	for i < len(a) && a[i] == b[i] {
		i++
	}
	switch len(b) - len(a) {
	case 0:
		return i == len(a) || a[i+1:] == b[i+1:] ||
			i+1 < len(a) && a[i] == b[i+1] && a[i+1] == b[i] && a[i+2:] == b[i+2:]
	case 1:
		return a[i:] == b[i+1:]
	}
	return false
}

func chiffre(m string) bool {
	return slices.ContainsFunc([]byte(m), func(c byte) bool { return c >= '0' && c <= '9' })
}
