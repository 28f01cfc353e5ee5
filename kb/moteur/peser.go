package moteur

import (
	"math"
	"slices"
	"strings"
	"unicode/utf8"

	"claudia/kb/analyse"
)

// reglages are the numbers of the second stage, found by trials on the tuning half of the relevance
// set and on a corpus of general French (kb/testdata).
type reglages struct {
	k1, b                                                           float64
	document, passage, couvert, question, grammes, texte, voisinage float64
	questionCouvre, questionCouverte                                float64
	entete                                                          float64
	synonyme                                                        float64 // worth of a synonym beside the word itself
}

func reglagesDefaut() reglages {
	return reglages{
		k1: 1.2, b: 0.6,
		document: 0.27, passage: 0.14, couvert: 0.1, question: 0.36, grammes: 0.14, texte: 0.05, voisinage: 0.03,
		questionCouvre: 0.65, questionCouverte: 0.35,
		entete: 1.5, synonyme: 0.72,
	}
}

// peser weighs document i against the question.
func (ix *Index) peser(d demande, i int) Resultat {
	f := &ix.docs[i]
	rg := ix.rg
	t := Traits{}
	t.Document, t.Couvert = ix.mesurer(d, func(n uint32) float64 { return f.tout.n(n) }, f.longueur/max(ix.voc.moyenne, 1), rg)
	meilleur := 0
	for k := range f.passages {
		s := &f.passages[k]
		m, _ := ix.mesurer(d, func(n uint32) float64 { return s.mots.n(n) + rg.entete*s.entete.n(n) }, s.longueur/max(ix.voc.moySec, 1), rg)
		if m > t.Passage {
			t.Passage, meilleur = m, k
		}
	}
	for k := range f.questions {
		q := &f.questions[k]
		t.Question = max(t.Question, ix.ressembler(d, q.termes, rg))
		t.Grammes = max(t.Grammes, ix.voc.cosinus(d.grammes, q.grammes))
		t.Voisinage = max(t.Voisinage, voisins(d.suite, q.termes))
	}
	if len(f.passages) > 0 {
		s := &f.passages[meilleur]
		t.Texte = ix.voc.cosinus(d.grammes, s.grammes)
		t.Voisinage = max(t.Voisinage, 0.7*voisins(d.suite, s.termes))
	}
	score := rg.document*t.Document + rg.passage*t.Passage + rg.couvert*t.Couvert + rg.question*t.Question +
		rg.grammes*t.Grammes + rg.texte*t.Texte + rg.voisinage*t.Voisinage
	r := Resultat{ID: f.doc.ID, Titre: f.doc.Titre, Score: max(0, min(1, score+f.doc.Priorite*score)), Traits: t}
	if len(f.passages) > 0 {
		r.Passage = f.doc.Passages[meilleur]
	}
	return r
}

// mesurer gives BM25 as a share of what the question could reach, and the share of it that is found.
func (ix *Index) mesurer(d demande, n func(uint32) float64, longueur float64, rg reglages) (bm25, couvert float64) {
	if d.total == 0 {
		return 0, 0
	}
	for _, id := range d.idees {
		meilleur, present := 0.0, 0.0
		for _, f := range id.formes {
			tf := math.MaxFloat64
			for _, t := range f.termes {
				tf = min(tf, n(t))
			}
			if tf == 0 {
				continue
			}
			sature := tf * (rg.k1 + 1) / (tf + rg.k1*(1-rg.b+rg.b*longueur)) / (rg.k1 + 1)
			meilleur = max(meilleur, f.poids*sature*min(f.idf, id.idf))
			present = max(present, f.poids*min(f.idf, id.idf))
		}
		bm25 += id.poids * meilleur
		couvert += id.poids * present
	}
	return bm25 / d.total, couvert / d.total
}

// ressembler compares the question with a title or phrasing both ways: how much of the question is in
// it, and how much of it is in the question.
func (ix *Index) ressembler(d demande, termes []uint32, rg reglages) float64 {
	if len(termes) == 0 || d.total == 0 {
		return 0
	}
	poids, vus := make([]float64, len(termes)), 0.0
	couvre := 0.0
	for _, id := range d.idees {
		meilleur := 0.0
		for _, f := range id.formes {
			tous := true
			for _, t := range f.termes {
				present := false
				for k, u := range termes {
					if u == t {
						present = true
						poids[k] = max(poids[k], f.poids)
					}
				}
				tous = tous && present
			}
			if tous {
				meilleur = max(meilleur, f.poids)
			}
		}
		couvre += id.poids * id.idf * meilleur
	}
	total := 0.0
	for k, t := range termes {
		w := ix.voc.poids[t] * ix.voc.idf[t]
		total += w
		vus += w * poids[k]
	}
	if total == 0 {
		return 0
	}
	return math.Pow(couvre/d.total, rg.questionCouvre) * math.Pow(vus/total, rg.questionCouverte)
}

// voisins is the share of the neighbouring words of the question that are near each other, in order,
// in the text.
func voisins(suite, termes []uint32) float64 {
	if len(suite) < 2 {
		return 0
	}
	const fenetre = 4
	n := 0.0
	for i := 1; i < len(suite); i++ {
		for k, t := range termes {
			if t == suite[i-1] && slices.Contains(termes[k+1:min(len(termes), k+1+fenetre)], suite[i]) {
				n++
				break
			}
		}
	}
	return n / float64(len(suite)-1)
}

// extraitMax is about how long an extract is, in bytes.
const extraitMax = 320

// extraire fills the extract of a result and marks the words of the question in it.
func (ix *Index) extraire(d demande, r *Resultat) {
	cherches := map[uint32]bool{}
	for _, id := range d.idees {
		if id.poids == analyse.PoidsOutil {
			continue
		}
		for _, f := range id.formes {
			for _, t := range f.termes {
				cherches[t] = true
			}
		}
	}
	r.Extrait = Abreger(r.Passage.Texte, extraitMax)
	for _, j := range analyse.Jetons(r.Extrait) {
		if t, ok := ix.voc.termes[j.Racine]; ok && cherches[t] && j.Poids != analyse.PoidsOutil {
			r.Surlignes = append(r.Surlignes, [2]int{j.Debut, j.Fin})
		}
	}
}

// Abreger keeps whole sentences up to about n bytes; a first sentence that is longer is cut at a word.
func Abreger(s string, n int) string {
	s = strings.TrimSpace(s)
	if len(s) <= n {
		return s
	}
	fin := 0
	for i, r := range s {
		if i > n {
			break
		}
		suite := s[i+utf8.RuneLen(r):]
		if r == '\n' || (strings.ContainsRune(".!?…", r) && (suite == "" || suite[0] == ' ' || suite[0] == '\n')) {
			fin = i + utf8.RuneLen(r)
		}
	}
	if fin > n/3 {
		return strings.TrimSpace(s[:fin])
	}
	fin = n
	for fin > 0 && !utf8.RuneStart(s[fin]) {
		fin--
	}
	if k := strings.LastIndexByte(s[:fin], ' '); k > n/2 {
		fin = k
	}
	return strings.TrimSpace(s[:fin]) + "…"
}
