package kbcmd

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/analysis/lang/fr"
	"github.com/blevesearch/bleve/v2/mapping"
	index "github.com/blevesearch/bleve_index_api"

	"claudia/kb/mesure"
	"claudia/kb/moteur"
)

// titrePlancher is how much more a word of the title counts in the floor.
const titrePlancher = 2

// plancher is what a plain search finds, to set ours beside it: bleve's French analyzer, BM25, and a title that
// counts more. The returned function frees the index.
func plancher(docs []moteur.Document) (mesure.Chercheur, func(), error) {
	ix, err := bleve.NewMemOnly(mappingPlancher())
	if err != nil {
		return nil, nil, fmt.Errorf("build the floor: %w", err)
	}
	fermer := func() { _ = ix.Close() } // it is in memory: nothing can be lost
	b := ix.NewBatch()
	for i, d := range docs {
		var texte strings.Builder
		for _, p := range d.Passages {
			texte.WriteString(p.Texte + "\n")
		}
		if err := b.Index(strconv.Itoa(i), map[string]string{"titre": d.Titre, "texte": texte.String()}); err != nil {
			fermer()
			return nil, nil, fmt.Errorf("build the floor: %w", err)
		}
	}
	if err := ix.Batch(b); err != nil {
		fermer()
		return nil, nil, fmt.Errorf("build the floor: %w", err)
	}
	return func(ctx context.Context, q string) ([][]string, error) {
		titre, texte := bleve.NewMatchQuery(q), bleve.NewMatchQuery(q)
		titre.SetField("titre")
		titre.SetBoost(titrePlancher)
		texte.SetField("texte")
		r, err := ix.SearchInContext(ctx, bleve.NewSearchRequestOptions(bleve.NewDisjunctionQuery(titre, texte), 10, 0, false))
		if err != nil {
			return nil, fmt.Errorf("search the floor: %w", err)
		}
		var out [][]string
		for _, h := range r.Hits {
			i, err := strconv.Atoi(h.ID)
			if err != nil {
				return nil, fmt.Errorf("search the floor: %w", err)
			}
			out = append(out, []string{docs[i].ID})
		}
		return out, nil
	}, fermer, nil
}

func mappingPlancher() mapping.IndexMapping {
	im := bleve.NewIndexMapping()
	im.ScoringModel = index.BM25Scoring
	im.DefaultAnalyzer = fr.AnalyzerName
	return im
}
