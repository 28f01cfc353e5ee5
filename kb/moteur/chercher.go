package moteur

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"math"
	"slices"
	"time"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/search/query"

	"claudia/kb/analyse"
)

// Bounds of one search.
const (
	tempsMax     = 300 * time.Millisecond
	passagesMax  = 400  // passages that bleve gives to the second stage
	clausesMax   = 120  // term queries in all
	tousPeses    = 1000 // up to this many documents, all are weighed: pieces of words find what no whole word does
	resultatsDef = 10
)

// Chercher finds the documents that answer, best first. It takes at most the patience of the question; when the time is up
// it gives what was weighed so far and says so. A fault of bleve comes back as an error.
func (ix *Index) Chercher(ctx context.Context, q Question) (Reponse, error) {
	if q.Patience <= 0 {
		q.Patience = tempsMax
	}
	ctx, fin := context.WithTimeout(ctx, q.Patience)
	defer fin()
	d := ix.lireQuestion(q.Texte)
	r := Reponse{Corrigee: d.corrigee, Coupee: d.coupee}
	r.Couverture, r.Familier = ix.connue(d)
	if len(d.idees) == 0 || len(ix.docs) == 0 {
		return r, nil
	}
	candidats, err := ix.candidats(ctx, q, d, &r)
	if err != nil {
		if ctx.Err() == nil {
			return r, err
		}
		r.Partielle = true
	}
	for _, i := range candidats {
		if ctx.Err() != nil {
			r.Partielle = true
			break
		}
		if res := ix.peser(d, i); res.Score > 0 {
			r.Resultats = append(r.Resultats, res)
		}
	}
	slices.SortStableFunc(r.Resultats, func(a, b Resultat) int { return cmp.Compare(b.Score, a.Score) })
	n := q.Max
	if n <= 0 {
		n = resultatsDef
	}
	r.Resultats = r.Resultats[:min(len(r.Resultats), n, MaxResultats)]
	for k := range r.Resultats {
		ix.extraire(d, &r.Resultats[k])
		r.Resultats[k].Preuve = ix.prouver(d, r.Resultats[k])
	}
	return r, nil
}

// Worth of a word known only under a correction or a synonym, in what the documents know.
const (
	connuCorrige  = 0.8
	connuMetier   = 0.9  // a synonym of the trade
	connuSynonyme = 0.55 // one of everyday French
)

// connue gives the share of the question that the documents know, and how usual its words are in them.
func (ix *Index) connue(d demande) (couverture, familier float64) {
	trouve, total := 0.0, 0.0
	for _, id := range d.idees {
		if id.poids <= analyse.PoidsQuestion {
			continue
		}
		meilleur := 0.0
		for k, f := range id.formes {
			frequent := math.MaxFloat64
			for _, t := range f.termes {
				frequent = min(frequent, float64(ix.voc.dfIci[t]))
			}
			if frequent == 0 {
				continue
			}
			v := connuMetier
			if f.general {
				v = connuSynonyme
			}
			if k == 0 && id.propre {
				v = 1
				familier = max(familier, frequent/float64(max(ix.voc.ici, 1)))
			}
			if id.corrige {
				v *= connuCorrige
			}
			meilleur = max(meilleur, v)
		}
		w := id.poids * id.idf
		trouve += w * meilleur
		total += w
	}
	if total == 0 {
		return 0, familier
	}
	return trouve / total, familier
}

// candidats asks bleve for passages and gives their documents, in order.
func (ix *Index) candidats(ctx context.Context, q Question, d demande, r *Reponse) ([]int, error) {
	dq := ix.requete(d)
	if dq == nil {
		return ix.parGrammes(q, d), nil
	}
	var racine query.Query = dq
	if filtres := filtrer(q); len(filtres) > 0 {
		racine = bleve.NewConjunctionQuery(append(filtres, dq)...)
	}
	req := bleve.NewSearchRequestOptions(racine, passagesMax, 0, false)
	req.Score = ""
	res, err := ix.bleve.SearchInContext(ctx, req)
	if err != nil {
		return nil, fmt.Errorf("search: %w", err)
	}
	var out []int
	vus := map[int]bool{}
	for _, h := range res.Hits {
		if i, _, ok := deCle(h.ID); ok && i < len(ix.docs) && !vus[i] {
			vus[i] = true
			out = append(out, i)
		}
	}
	r.Categories, r.Publics = ix.facettes(out)
	for _, i := range ix.parGrammes(q, d) {
		if !vus[i] {
			out = append(out, i)
		}
	}
	return out, nil
}

func (ix *Index) facettes(docs []int) (categories, publics []Facette) {
	cat, pub := map[string]int{}, map[string]int{}
	for _, i := range docs {
		cat[ix.docs[i].doc.Categorie]++
		for _, p := range ix.docs[i].doc.Publics {
			pub[p]++
		}
	}
	return compter(cat), compter(pub)
}

func compter(m map[string]int) []Facette {
	var out []Facette
	for _, nom := range slices.Sorted(maps.Keys(m)) {
		if nom != "" {
			out = append(out, Facette{nom, m[nom]})
		}
	}
	slices.SortStableFunc(out, func(a, b Facette) int { return cmp.Compare(b.N, a.N) })
	return out
}

func filtrer(q Question) []query.Query {
	var out []query.Query
	for champ, v := range map[string]string{champCategorie: q.Categorie, champPublic: q.Public} {
		if v != "" {
			t := bleve.NewTermQuery(v)
			t.SetField(champ)
			out = append(out, t)
		}
	}
	return out
}

// requete makes a disjunction of term queries of our own: no text of the person is parsed by bleve.
func (ix *Index) requete(d demande) *query.DisjunctionQuery {
	champs := []struct {
		nom   string
		poids float64
	}{{champQuestion, 2.5}, {champEntete, 1.5}, {champCorps, 1}}
	dq := bleve.NewDisjunctionQuery()
	for _, id := range d.idees {
		if id.poids == analyse.PoidsOutil {
			continue
		}
		for _, f := range id.formes {
			for _, t := range f.termes {
				for _, c := range champs {
					if len(dq.Disjuncts) >= clausesMax {
						return dq
					}
					tq := bleve.NewTermQuery(ix.voc.noms[t])
					tq.SetField(c.nom)
					tq.SetBoost(c.poids * id.poids * f.poids / float64(len(f.termes)))
					dq.AddQuery(tq)
				}
			}
		}
	}
	if len(dq.Disjuncts) == 0 {
		return nil
	}
	return dq
}

// parGrammes adds documents whose title or phrasings share pieces of words with the question: what no
// whole word would find. It looks at all of them when they are few.
func (ix *Index) parGrammes(q Question, _ demande) []int {
	if len(ix.docs) > tousPeses {
		return nil
	}
	var out []int
	for i, f := range ix.docs {
		if (q.Categorie == "" || f.doc.Categorie == q.Categorie) && (q.Public == "" || slices.Contains(f.doc.Publics, q.Public)) {
			out = append(out, i)
		}
	}
	return out
}
