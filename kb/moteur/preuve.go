package moteur

import (
	"slices"
	"strings"

	"claudia/kb/analyse"
)

// Preuve tells how far a document accounts for a question, so that one that only shares a few words with it is not taken for
// an answer. Words count by their rarity, those that no document knows as the rarest; ordinary words (see
// [analyse.Ordinaire]) count little, function words and question words not at all. All measures are 0..1.
type Preuve struct {
	Dit   float64 // share of the question that the title, the phrasings and the best passage say
	Unite float64 // the same for the best single title, phrasing or sentence
	Tu    float64 // weight of the heaviest word that none of them says, beside the rarest possible
	Appui float64 // how much that single text says of it, whatever else is asked: 1 for two of the rarest words or more
}

const (
	poidsBanal   = 0.35 // of an ordinary word
	preuveCommun = 0.6  // worth of a synonym of everyday French, beside what the score gives it
)

// prouver compares the question with the document of a result and its best passage.
func (ix *Index) prouver(d demande, r Resultat) Preuve {
	f := &ix.docs[ix.rang[r.ID]]
	var corps *section
	if k := slices.Index(f.doc.Passages, r.Passage); k >= 0 {
		corps = &f.passages[k]
	}
	unites := unitesDe(f, corps)
	parUnite := make([]float64, len(unites))
	var p Preuve
	total := 0.0
	for _, id := range d.idees {
		if id.poids <= analyse.PoidsQuestion {
			continue
		}
		w := id.poids * id.idf
		if id.banal {
			w *= poidsBanal
		}
		total += w
		dit := 0.0
		for k, u := range unites {
			v := id.dansUnite(u)
			parUnite[k] += w * v
			dit = max(dit, v)
		}
		p.Dit += w * dit
		p.Tu = max(p.Tu, w*(1-dit)/ix.voc.idfMax)
	}
	p.Tu = min(1, p.Tu)
	if total == 0 {
		return p
	}
	p.Dit /= total
	if len(parUnite) > 0 {
		m := slices.Max(parUnite)
		p.Unite, p.Appui = m/total, min(1, m/(2*ix.voc.idfMax))
	}
	return p
}

// unitesDe gives the title and the phrasings, then the sentences of the passage, each with its heading.
func unitesDe(f *fiche, corps *section) (unites [][2][]uint32) {
	for _, q := range f.questions {
		unites = append(unites, [2][]uint32{q.termes})
	}
	if corps == nil {
		return unites
	}
	entete := make([]uint32, len(corps.entete))
	for i, e := range corps.entete {
		entete[i] = e.terme
	}
	debut := 0
	for _, fin := range corps.phrases {
		unites = append(unites, [2][]uint32{corps.termes[debut:fin], entete})
		debut = fin
	}
	return unites
}

// dansUnite is what the best form of an idea is worth in a text of two parts, 0 when none is there.
func (id idee) dansUnite(u [2][]uint32) float64 {
	meilleur := 0.0
	for _, f := range id.formes {
		v := f.poids
		if f.general {
			v *= preuveCommun
		}
		if v > meilleur && !slices.ContainsFunc(f.termes, func(t uint32) bool { return !slices.Contains(u[0], t) && !slices.Contains(u[1], t) }) {
			meilleur = v
		}
	}
	return meilleur
}

// finsDePhrase gives, for each sentence, cell or line of a text, how many words end with it.
func finsDePhrase(texte string, js []analyse.Jeton) []int {
	var out []int
	for i := 1; i < len(js); i++ {
		if strings.ContainsAny(texte[js[i-1].Fin:js[i].Debut], ".!?;|\n") {
			out = append(out, i)
		}
	}
	if len(js) > 0 {
		out = append(out, len(js))
	}
	return out
}
