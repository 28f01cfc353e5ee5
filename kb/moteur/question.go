package moteur

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"claudia/kb/analyse"
)

// idee is one word or expression of the question with all that it may be found under.
type idee struct {
	mot     string
	poids   float64 // how much it tells, before its rarity
	idf     float64
	formes  []forme
	sure    bool // some form is known to the documents
	propre  bool // its first form is the word itself, not a synonym
	corrige bool // it was misspelt
	banal   bool // an ordinary word: circumstances, not a subject
}

// forme is one way to say an idea: all its terms must be there.
type forme struct {
	termes  []uint32
	poids   float64
	idf     float64
	general bool // a synonym of everyday French
}

// analyse of a question.
type demande struct {
	idees    []idee
	grammes  []uint32
	suite    []uint32 // terms in order, known ones, for the neighbours
	corrigee string
	coupee   bool
	total    float64 // Σ poids × idf
}

// lireQuestion cuts the words of the person and finds what each may be found under.
func (ix *Index) lireQuestion(texte string) demande {
	var d demande
	texte, d.coupee = couper(texte)
	js := ix.developper(analyse.Jetons(texte))
	plein := 0
	for _, j := range js {
		if j.Poids > analyse.PoidsOutil {
			plein++
		}
	}
	if plein == 0 { // « pourquoi ? », « le la » : nothing else to go by
		for i := range js {
			js[i].Poids = analyse.PoidsQuestion
		}
	}
	if len(js) > 3*MaxTermes {
		js, d.coupee = js[:3*MaxTermes], true
	}
	d.idees, d.corrigee = ix.idees(texte, js)
	if n := 0; len(d.idees) > 0 {
		d.idees = slices.DeleteFunc(d.idees, func(i idee) bool {
			if i.poids > analyse.PoidsOutil {
				n++
			}
			return n > MaxTermes
		})
		d.coupee = d.coupee || n > MaxTermes
	}
	for _, i := range d.idees {
		d.total += i.poids * i.idf
	}
	for _, j := range js {
		if j.Poids != analyse.PoidsOutil {
			d.grammes = append(d.grammes, grammesMot(j.Mot)...)
		}
		if t, ok := ix.voc.termes[j.Racine]; ok && j.Poids != analyse.PoidsOutil {
			d.suite = append(d.suite, t)
		}
	}
	slices.Sort(d.grammes)
	d.grammes = slices.Compact(d.grammes)
	return d
}

// couper keeps the first [MaxQuestion] characters and no control character.
func couper(s string) (string, bool) {
	s = strings.Map(func(r rune) rune {
		if r == utf8.RuneError || unicode.IsControl(r) {
			return ' '
		}
		return r
	}, s)
	n := 0
	for i := range s {
		if n == MaxQuestion {
			return s[:i], true
		}
		n++
	}
	return s, false
}

// developper replaces abbreviations, and words with a forgotten apostrophe (« lattestation »).
func (ix *Index) developper(js []analyse.Jeton) []analyse.Jeton {
	out := make([]analyse.Jeton, 0, len(js))
	for _, j := range js {
		long, ok := abreviations()[j.Mot]
		if _, connu := ix.voc.mots[j.Mot]; !ok || (connu && len(j.Mot) > 3) {
			out = append(out, ix.desagglutiner(j))
			continue
		}
		for _, k := range analyse.Jetons(long) {
			k.Debut, k.Fin = j.Debut, j.Fin
			out = append(out, k)
		}
	}
	return out
}

func (ix *Index) desagglutiner(j analyse.Jeton) analyse.Jeton {
	if _, connu := ix.voc.mots[j.Mot]; connu || len(j.Mot) < 3 || j.Poids != analyse.PoidsPlein {
		return j
	}
	if !ix.syn.connus[j.Racine] && !analyse.Usuel(j.Mot) && analyse.Outil(j.Mot) {
		j.Poids = analyse.PoidsOutil // « jpeu », « veu »
		return j
	}
	if len(j.Mot) < 4 {
		return j
	}
	for _, tete := range []string{"l", "d", "j", "qu", "n", "s", "m", "c", "t"} {
		reste, ok := strings.CutPrefix(j.Mot, tete)
		if !ok || reste == "" || strings.IndexByte("aeiouyh", reste[0]) < 0 {
			continue
		}
		r := analyse.Racine(reste)
		if _, connu := ix.voc.termes[r]; connu || analyse.Poids(reste) < 1 {
			j.Mot, j.Racine, j.Poids = reste, r, analyse.Poids(reste)
			return j
		}
	}
	return j
}

// idees groups the words into ideas: known expressions first, then single words.
func (ix *Index) idees(texte string, js []analyse.Jeton) ([]idee, string) {
	var pleins []analyse.Jeton
	var out []idee
	vus := map[string]bool{}
	for _, j := range js {
		if j.Poids == analyse.PoidsOutil {
			if !vus[j.Racine] {
				vus[j.Racine] = true
				out = append(out, ix.ideeMot(j))
			}
			continue
		}
		pleins = append(pleins, j)
	}
	corrige := map[int]analyse.Jeton{} // by position in pleins
	for i, j := range pleins {
		if c, ok := ix.corriger(j); ok {
			corrige[i] = c
			pleins[i].Racine = c.Racine
		}
	}
	racines := make([]string, len(pleins))
	for i, j := range pleins {
		racines[i] = j.Racine
	}
	for i := 0; i < len(pleins); {
		n, vers := ix.syn.longest(racines, i)
		n = max(n, 1)
		nom := strings.Join(racines[i:i+n], " ")
		if !vus[nom] {
			vus[nom] = true
			id := ix.ideeExpression(pleins[i:i+n], vers)
			if _, faute := corrige[i]; faute && n == 1 {
				id.poids *= confianceCorrection
				id.corrige = true
			}
			out = append(out, id)
		}
		i += n
	}
	return out, reecrire(texte, pleins, corrige)
}

// confianceCorrection is how much a corrected word is trusted.
const confianceCorrection = 0.9

func (ix *Index) ideeMot(j analyse.Jeton) idee {
	id := idee{mot: j.Mot, poids: j.Poids, idf: ix.voc.idfMax, banal: analyse.Ordinaire(j.Mot)}
	if t, ok := ix.voc.termes[j.Racine]; ok {
		id.formes = []forme{{termes: []uint32{t}, poids: 1, idf: ix.voc.idf[t]}}
		id.idf, id.sure, id.propre = ix.voc.idf[t], true, true
	}
	return id
}

// ideeExpression makes the idea of one word or of an expression, with its synonyms.
func (ix *Index) ideeExpression(js []analyse.Jeton, vers []cible) idee {
	id := ix.ideeMot(js[0])
	if len(js) > 1 {
		e := make(expression, len(js))
		for i, j := range js {
			e[i] = j.Racine
		}
		id.formes, id.sure, id.propre, id.banal = nil, false, false, false
		id.idf, id.poids = ix.voc.idfMax, 1.3
		if f, ok := ix.forme(e, 1); ok {
			id.formes, id.idf, id.sure, id.propre = []forme{f}, f.idf, true, true
		}
	}
	for _, v := range vers {
		if f, ok := ix.forme(v.expression, ix.rg.synonyme); ok {
			f.general = v.general
			id.formes = append(id.formes, f)
			if !id.sure { // the word itself is unknown: it is as rare as its best known synonym
				id.idf = min(id.idf, f.idf)
				id.sure = true
			}
		}
	}
	return id
}

func (ix *Index) forme(e expression, poids float64) (forme, bool) {
	f := forme{poids: poids}
	for _, m := range e {
		t, ok := ix.voc.termes[m]
		if !ok {
			return forme{}, false
		}
		f.termes = append(f.termes, t)
		f.idf = max(f.idf, ix.voc.idf[t])
	}
	return f, true
}

// reecrire gives the question with its corrected words, empty when none was.
func reecrire(texte string, js []analyse.Jeton, corrige map[int]analyse.Jeton) string {
	var b strings.Builder
	fin := 0
	for i, j := range js {
		c, ok := corrige[i]
		if !ok || j.Debut < fin {
			continue
		}
		b.WriteString(texte[fin:j.Debut])
		b.WriteString(c.Mot)
		fin = j.Fin
	}
	if fin == 0 {
		return ""
	}
	return b.String() + texte[fin:]
}
