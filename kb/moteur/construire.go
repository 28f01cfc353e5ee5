package moteur

import (
	"context"
	"fmt"
	"runtime"
	"slices"
	"strings"
	"sync"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/analysis/analyzer/custom"
	"github.com/blevesearch/bleve/v2/analysis/tokenizer/whitespace"
	"github.com/blevesearch/bleve/v2/index/scorch"
	"github.com/blevesearch/bleve/v2/mapping"
	"github.com/blevesearch/bleve/v2/search/searcher"
	index "github.com/blevesearch/bleve_index_api"

	"claudia/kb/analyse"
)

// Index answers questions on a fixed list of documents.
type Index struct {
	bleve     bleve.Index
	nettoyage runtime.Cleanup // closes bleve when nobody holds the Index any more
	docs      []fiche
	rang      map[string]int // document by identifier
	voc       *vocabulaire
	syn       *synonymes
	rg        reglages
}

// fiche is what the second stage knows of a document.
type fiche struct {
	doc       Document
	questions []phrase // the title, then the other phrasings
	passages  []section
	tout      sac // all words, the title three times
	longueur  float64
}

// phrase is a title or a phrasing.
type phrase struct {
	termes  []uint32
	grammes []uint32
}

// section is a passage.
type section struct {
	termes   []uint32 // in order, for the neighbours
	phrases  []int    // where each sentence ends in termes
	mots     sac
	entete   sac
	grammes  []uint32
	longueur float64
}

// Options of [Construire].
type Options struct {
	Synonymes []string // lines « a = b = c » or « a > b » beside the general ones
}

// lot is how many passages go to bleve at once.
const lot = 400

// bornerClauses sets bleve's only guard against huge queries; its default is no limit at all (M16).
// Our own builder stays far below; the guard is for whoever builds a query by mistake.
var bornerClauses = sync.OnceFunc(func() { searcher.DisjunctionMaxClauseCount = 1024 })

// Construire builds the index in memory. The documents are kept and must not change.
func Construire(ctx context.Context, docs []Document, o Options) (*Index, error) {
	bornerClauses()
	ix := &Index{rang: make(map[string]int, len(docs)), voc: nouveauVocabulaire(), rg: reglagesDefaut(), docs: make([]fiche, 0, len(docs))}
	for i, d := range docs {
		if _, deja := ix.rang[d.ID]; deja {
			return nil, fmt.Errorf("build the index: document %q twice", d.ID)
		}
		ix.rang[d.ID] = i
		ix.docs = append(ix.docs, ix.voc.ficher(d))
	}
	ix.voc.finir(len(docs))
	ix.syn = nouveauxSynonymes(generaux(), o.Synonymes)
	var err error
	if ix.bleve, err = bleve.NewUsing("", mappingPassages(), scorch.Name, scorch.Name, nil); err != nil { // no path: in memory
		return nil, fmt.Errorf("build the index: %w", err)
	}
	// scorch has goroutines of its own, which would keep an index that was replaced for ever.
	ix.nettoyage = runtime.AddCleanup(ix, func(b bleve.Index) { _ = b.Close() }, ix.bleve)
	if err := ix.remplir(ctx); err != nil {
		return nil, fmt.Errorf("build the index: %w", err)
	}
	return ix, nil
}

// Fermer frees the index at once; one that nobody holds is freed by itself.
func (ix *Index) Fermer() error {
	ix.nettoyage.Stop()
	if err := ix.bleve.Close(); err != nil {
		return fmt.Errorf("close the index: %w", err)
	}
	return nil
}

// Len is the number of documents.
func (ix *Index) Len() int { return len(ix.docs) }

// Fields of a passage in bleve.
const (
	champQuestion  = "q" // title and other phrasings
	champEntete    = "h"
	champCorps     = "c"
	champCategorie = "k"
	champPublic    = "p"
)

// mappingPassages is lean: nothing stored, no _all, BM25.
func mappingPassages() mapping.IndexMapping {
	im := bleve.NewIndexMapping()
	im.ScoringModel = index.BM25Scoring
	im.StoreDynamic, im.DocValuesDynamic, im.IndexDynamic = false, false, false
	if err := im.AddCustomAnalyzer("mots", map[string]any{"type": custom.Name, "tokenizer": whitespace.Name}); err != nil {
		return im // the two names are bleve's own: it cannot happen
	}
	im.DefaultAnalyzer = "mots"
	dm := bleve.NewDocumentMapping()
	dm.Dynamic = false
	for _, nom := range []string{champQuestion, champEntete, champCorps} {
		f := bleve.NewTextFieldMapping()
		f.Analyzer, f.Store, f.IncludeInAll, f.IncludeTermVectors, f.DocValues = "mots", false, false, false, false
		dm.AddFieldMappingsAt(nom, f)
	}
	for _, nom := range []string{champCategorie, champPublic} {
		f := bleve.NewKeywordFieldMapping()
		f.Store, f.IncludeInAll, f.IncludeTermVectors = false, false, false
		dm.AddFieldMappingsAt(nom, f)
	}
	im.DefaultMapping = dm
	return im
}

func (ix *Index) remplir(ctx context.Context) error {
	b := ix.bleve.NewBatch()
	for i, f := range ix.docs {
		q := mots(append([]string{f.doc.Titre}, f.doc.Formulations...)...)
		for j, p := range f.doc.Passages {
			err := b.Index(cle(i, j), map[string]any{
				champQuestion: q, champEntete: mots(p.Titre), champCorps: mots(p.Texte),
				champCategorie: f.doc.Categorie, champPublic: slices.Clone(f.doc.Publics),
			})
			if err != nil {
				return err
			}
		}
		if b.Size() >= lot || i == len(ix.docs)-1 {
			if err := ctx.Err(); err != nil {
				return err
			}
			if err := ix.bleve.Batch(b); err != nil {
				return err
			}
			b.Reset()
		}
	}
	return nil
}

// mots gives the roots of texts, separated by spaces: what bleve is given.
func mots(textes ...string) string {
	var out []string
	for _, t := range textes {
		out = append(out, analyse.Racines(t)...)
	}
	return strings.Join(out, " ")
}

func cle(doc, passage int) string { return fmt.Sprintf("%d/%d", doc, passage) }

func deCle(s string) (doc, passage int, ok bool) {
	n, err := fmt.Sscanf(s, "%d/%d", &doc, &passage)
	return doc, passage, err == nil && n == 2
}
