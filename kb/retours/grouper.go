package retours

import (
	"cmp"
	"slices"
	"time"

	"claudia/kb/analyse"
)

// seuilGroupe is the likeness from which two questions are one: twice what they share over what both
// hold, each word by what it tells. Found on the questions of the test.
const seuilGroupe = 0.5

// Groupe is questions that ask the same.
type Groupe struct {
	Questions  []Question // the most asked first
	Nombre     int64
	Attentes   int
	DerniereAt time.Time
}

// Grouper puts together the questions that say the same in other words, the groups most asked first. Each
// joins the group whose most asked question it is most like. Words are compared by their root, function
// words left out, one typing error apart at most; a rare word tells more than one that all questions hold.
// A word that nobody knows counts like another: two questions that share it are near, one that holds it
// alone stands by itself.
func Grouper(qs []Question) []Groupe {
	qs = slices.SortedFunc(slices.Values(qs), parNombre)
	jetons, nombres := make([][]analyse.Jeton, len(qs)), make([]int64, len(qs))
	for i, q := range qs {
		jetons[i], nombres[i] = analyse.Jetons(q.Question), q.Nombre
	}
	voc := nouveauVocabulaire(jetons, nombres)
	c := classeur{index: map[int][]int{}}
	var out []Groupe
	for i, q := range qs {
		n := c.classer(voc.termes(jetons[i]))
		if n == len(out) {
			out = append(out, Groupe{})
		}
		g := &out[n]
		g.Questions = append(g.Questions, q)
		g.Nombre += q.Nombre
		g.Attentes += q.Attentes
		if q.DerniereAt.After(g.DerniereAt) {
			g.DerniereAt = q.DerniereAt
		}
	}
	slices.SortStableFunc(out, func(a, b Groupe) int {
		return cmp.Or(cmp.Compare(b.Nombre, a.Nombre), b.DerniereAt.Compare(a.DerniereAt), parNombre(a.Questions[0], b.Questions[0]))
	})
	return out
}

// parNombre orders questions, the most asked first, the newest first among equals.
func parNombre(a, b Question) int {
	return cmp.Or(cmp.Compare(b.Nombre, a.Nombre), b.DerniereAt.Compare(a.DerniereAt), cmp.Compare(a.Pliee, b.Pliee))
}

// classeur finds the group of a question among those made so far.
type classeur struct {
	tetes [][]terme // terms of the first question of each group
	poids []float64 // their sums
	vues  []int     // for each group, the last question compared with it
	tour  int       // of the present question
	// index gives, for a term, the groups that hold it among their telling ones. What two like questions
	// share is more than the least telling terms of either: they meet in the others, see [parlants].
	index map[int][]int
}

// classer gives the place of the group that the terms join; it is a new one when none is like them.
func (c *classeur) classer(ts []terme) int {
	somme := sommer(ts)
	forts := parlants(ts, somme)
	meilleur, ressemblance := len(c.tetes), seuilGroupe
	c.tour++
	for _, t := range forts {
		for _, n := range c.index[t.place] {
			if c.vues[n] == c.tour {
				continue
			}
			c.vues[n] = c.tour
			r := 2 * commun(ts, c.tetes[n]) / (somme + c.poids[n])
			if r > ressemblance || r == ressemblance && n < meilleur {
				meilleur, ressemblance = n, r
			}
		}
	}
	if meilleur == len(c.tetes) {
		c.tetes, c.poids, c.vues = append(c.tetes, ts), append(c.poids, somme), append(c.vues, c.tour)
		for _, t := range forts {
			c.index[t.place] = append(c.index[t.place], meilleur)
		}
	}
	return meilleur
}

// parlants are the rarest terms of a question: any question like it shares one of them. A like one shares
// at least s/(2-s) of the whole weight, s being the threshold, and the terms left out weigh less.
func parlants(ts []terme, somme float64) []terme {
	reste := somme
	for i, t := range ts {
		if reste < seuilGroupe/(2-seuilGroupe)*somme {
			return ts[:i]
		}
		reste -= t.poids
	}
	return ts
}

func sommer(ts []terme) float64 {
	somme := 0.0
	for _, t := range ts {
		somme += t.poids
	}
	return somme
}

// commun is the weight of the terms that both lists hold, each in the order of places.
func commun(a, b []terme) float64 {
	somme := 0.0
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch cmp.Compare(a[i].place, b[j].place) {
		case 0:
			somme += a[i].poids
			i, j = i+1, j+1
		case -1:
			i++
		default:
			j++
		}
	}
	return somme
}
