package moteur

import (
	"cmp"
	"hash/fnv"
	"math"
	"slices"

	"claudia/kb/analyse"
)

// entree is how often a term occurs.
type entree struct {
	terme uint32
	n     uint16
}

// sac is a bag of terms in the order of their numbers.
type sac []entree

func (s sac) n(terme uint32) float64 {
	i, ok := slices.BinarySearchFunc(s, terme, func(e entree, t uint32) int { return cmp.Compare(e.terme, t) })
	if !ok {
		return 0
	}
	return float64(s[i].n)
}

// vocabulaire numbers the roots and the words of the documents and counts them.
type vocabulaire struct {
	termes  map[string]uint32
	noms    []string // root by number
	df      []int    // documents that hold the root
	dfIci   []int    // the same, those that send elsewhere left out
	ici     int      // documents that do not send elsewhere
	idf     []float64
	poids   []float64 // 1, or less for function words
	mots    map[string]int
	parSon  map[string][]string
	parTete map[byte][]string
	dfGr    map[uint32]int // questions that hold the piece of word
	nGr     int
	poidsGr map[uint32]float64 // square of how rare a piece is
	rareGr  float64            // the same for a piece that no question holds
	docs    int
	nSec    int
	moyenne float64 // mean length of a document
	moySec  float64 // mean length of a passage
	idfMax  float64
}

func nouveauVocabulaire() *vocabulaire {
	return &vocabulaire{termes: map[string]uint32{}, mots: map[string]int{}, dfGr: map[uint32]int{}}
}

func (v *vocabulaire) numero(racine string) uint32 {
	n, ok := v.termes[racine]
	if !ok {
		n = uint32(len(v.noms)) //nolint:gosec // a vocabulary has far fewer than 2³² words
		v.termes[racine] = n
		v.noms = append(v.noms, racine)
		v.df = append(v.df, 0)
		v.dfIci = append(v.dfIci, 0)
		v.poids = append(v.poids, analyse.PoidsPlein)
	}
	return n
}

// lireMots numbers the words of a text.
func (v *vocabulaire) lireMots(s string) []uint32 {
	return v.numeroter(analyse.Jetons(s))
}

func (v *vocabulaire) numeroter(js []analyse.Jeton) []uint32 {
	out := make([]uint32, len(js))
	for i, j := range js {
		out[i] = v.numero(j.Racine)
		if j.Poids < v.poids[out[i]] {
			v.poids[out[i]] = j.Poids
		}
		v.mots[j.Mot]++
	}
	return out
}

// titreCompte is how many times the words of a title count in the bag of their document.
const titreCompte = 3

func (v *vocabulaire) ficher(d Document) fiche {
	f := fiche{doc: d}
	n := map[uint32]int{}
	for i, q := range append([]string{d.Titre}, d.Formulations...) {
		p := phrase{termes: v.lireMots(q), grammes: grammes(q)}
		for _, g := range p.grammes {
			v.dfGr[g]++
		}
		v.nGr++
		fois := 1
		if i == 0 {
			fois = titreCompte
		}
		for _, t := range p.termes {
			n[t] += fois
		}
		f.questions = append(f.questions, p)
	}
	for _, p := range d.Passages {
		js := analyse.Jetons(p.Texte)
		s := section{termes: v.numeroter(js), phrases: finsDePhrase(p.Texte, js), grammes: grammes(p.Titre + " " + p.Texte)}
		entete := v.lireMots(p.Titre)
		s.mots, s.entete = remplirSac(s.termes), remplirSac(entete)
		s.longueur = float64(len(s.termes))
		for _, t := range append(slices.Clone(s.termes), entete...) {
			n[t]++
		}
		f.passages = append(f.passages, s)
		v.moySec += s.longueur
		v.nSec++
	}
	for t, k := range n {
		f.tout = append(f.tout, entree{t, uint16(min(k, math.MaxUint16))}) //nolint:gosec // bounded on this line
		f.longueur += float64(k)
		v.df[t]++
		if !d.Ailleurs {
			v.dfIci[t]++
		}
	}
	slices.SortFunc(f.tout, func(a, b entree) int { return cmp.Compare(a.terme, b.terme) })
	v.moyenne += f.longueur
	if !d.Ailleurs {
		v.ici++
	}
	return f
}

func remplirSac(termes []uint32) sac {
	tri := slices.Sorted(slices.Values(termes))
	var s sac
	for _, t := range tri {
		if k := len(s); k > 0 && s[k-1].terme == t {
			s[k-1].n++
			continue
		}
		s = append(s, entree{t, 1})
	}
	return s
}

// finir computes how rare each root is, and the lists in which a misspelt word looks for its like.
func (v *vocabulaire) finir(docs int) {
	v.docs = docs
	for i := range v.noms {
		v.idf = append(v.idf, idf(v.df[i], docs))
	}
	v.idfMax = idf(1, docs)
	if docs > 0 {
		v.moyenne /= float64(docs)
	}
	if v.nSec > 0 {
		v.moySec /= float64(v.nSec)
	}
	v.poidsGr = make(map[uint32]float64, len(v.dfGr))
	for g, n := range v.dfGr {
		x := idf(n, v.nGr)
		v.poidsGr[g] = x * x
	}
	v.rareGr = idf(0, v.nGr) * idf(0, v.nGr)
	v.parSon, v.parTete = map[string][]string{}, map[byte][]string{}
	for m := range v.mots {
		if len(m) < 3 {
			continue
		}
		k := analyse.Son(m)
		v.parSon[k] = append(v.parSon[k], m)
		v.parTete[m[0]] = append(v.parTete[m[0]], m)
	}
	for _, l := range v.parSon {
		slices.Sort(l)
	}
	for _, l := range v.parTete {
		slices.Sort(l)
	}
}

func idf(df, docs int) float64 {
	return math.Log(1 + (float64(docs)-float64(df)+0.5)/(float64(df)+0.5))
}

// grammes gives the hashes of the pieces of three and four letters of the words that tell something,
// sorted, each once.
func grammes(s string) []uint32 {
	var out []uint32
	for _, j := range analyse.Jetons(s) {
		if j.Poids == analyse.PoidsOutil {
			continue
		}
		out = append(out, grammesMot(j.Mot)...)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

func grammesMot(mot string) []uint32 {
	b := "^" + mot + "$"
	var out []uint32
	for _, n := range []int{3, 4} {
		for i := 0; i+n <= len(b); i++ {
			h := fnv.New32a()
			_, _ = h.Write([]byte(b[i : i+n])) // never fails: see hash.Hash
			out = append(out, h.Sum32())
		}
	}
	return out
}

// cosinus compares two sorted sets of pieces, rare ones counting more.
func (v *vocabulaire) cosinus(a, b []uint32) float64 {
	var commun, na, nb float64
	w := func(g uint32) float64 {
		if x, ok := v.poidsGr[g]; ok {
			return x
		}
		return v.rareGr
	}
	i, j := 0, 0
	for i < len(a) || j < len(b) {
		switch {
		case j >= len(b) || (i < len(a) && a[i] < b[j]):
			na += w(a[i])
			i++
		case i >= len(a) || b[j] < a[i]:
			nb += w(b[j])
			j++
		default:
			x := w(a[i])
			commun, na, nb = commun+x, na+x, nb+x
			i++
			j++
		}
	}
	if na == 0 || nb == 0 {
		return 0
	}
	return commun / math.Sqrt(na*nb)
}
