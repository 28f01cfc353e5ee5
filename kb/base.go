package kb

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"runtime/debug"
	"slices"
	"sync"
	"sync/atomic"

	"claudia/internal/fault"
	"claudia/kb/analyse"
	"claudia/kb/contenu"
	"claudia/kb/moteur"
)

// Options of [Ouvrir]; the zero value reads the articles that come with the program.
type Options struct {
	Dossier   fs.FS    // *.md files; nil for those of kb/contenu
	Synonymes []string // lines beside the general ones; nil for those of kb/contenu
	Internes  bool     // internal articles are found too: for agents
}

// Base is the guide: its articles, and the search in them.
type Base struct {
	synonymes []string
	internes  bool
	fonds     atomic.Pointer[fonds]
	chantier  sync.Mutex // one building at a time
}

// fonds is the guide at one moment. Its articles never change: an edited guide is another fonds.
type fonds struct {
	articles []Article
	rang     map[string]int
	champs   map[string]int
	index    atomic.Pointer[moteur.Index] // nil while it is being built again
}

// Ouvrir reads the articles and builds the index. An article that cannot be read is an error: the
// guide that comes with the program is checked by its tests.
func Ouvrir(ctx context.Context, o Options) (*Base, error) {
	b := &Base{synonymes: o.Synonymes, internes: o.Internes}
	if o.Dossier == nil {
		o.Dossier = contenu.FS
	}
	if b.synonymes == nil {
		b.synonymes = analyse.Lignes(contenu.Synonymes)
	}
	articles, err := LireDossier(ctx, o.Dossier)
	if err != nil {
		return nil, fmt.Errorf("open the guide: %w", err)
	}
	f, err := ranger(articles)
	if err != nil {
		return nil, fmt.Errorf("open the guide: %w", err)
	}
	if err := b.installer(ctx, f); err != nil {
		return nil, fmt.Errorf("open the guide: %w", err)
	}
	return b, nil
}

// ranger makes the tables of the articles. The error tells what two articles both claim; the tables
// serve all the same, and the first one wins.
func ranger(articles []Article) (*fonds, error) {
	f := &fonds{articles: articles, rang: make(map[string]int, len(articles)), champs: map[string]int{}}
	var doubles []error
	for i, a := range articles {
		if _, deja := f.rang[a.ID]; deja {
			doubles = append(doubles, fmt.Errorf("two articles are named %q", a.ID))
			continue
		}
		f.rang[a.ID] = i
		for _, c := range a.Champs {
			if _, deja := f.champs[c]; deja {
				doubles = append(doubles, fmt.Errorf("two articles explain the field %q", c))
				continue
			}
			f.champs[c] = i
		}
	}
	return f, errors.Join(doubles...)
}

// Remplacer puts other articles in the place of those of the guide: what was edited is found at once.
// Readers see the former guide until the new one is whole; when it cannot be built they keep it.
func (b *Base) Remplacer(ctx context.Context, articles []Article) error {
	f, err := ranger(slices.Clone(articles))
	if err != nil {
		slog.WarnContext(ctx, "kb: articles in conflict", "error", err)
	}
	if err := b.installer(ctx, f); err != nil {
		return fmt.Errorf("replace the guide: %w", err)
	}
	return nil
}

// Avec gives a guide beside this one, where the article takes the place of the one of the same name or
// is added: an editor tries what a search would find. The guide itself is not touched.
func (b *Base) Avec(ctx context.Context, a Article) (*Base, error) {
	articles := slices.DeleteFunc(slices.Clone(b.fonds.Load().articles), func(x Article) bool { return x.ID == a.ID })
	essai := &Base{synonymes: b.synonymes, internes: b.internes}
	if err := essai.Remplacer(ctx, append(articles, a)); err != nil {
		return nil, err
	}
	return essai, nil
}

func (b *Base) installer(ctx context.Context, f *fonds) error {
	b.chantier.Lock()
	defer b.chantier.Unlock()
	if err := b.indexer(ctx, f); err != nil {
		return err
	}
	b.fonds.Store(f)
	return nil
}

// Reconstruire builds the index again from the articles; the guide answers with the former one
// meanwhile, if there is one.
func (b *Base) Reconstruire(ctx context.Context) error {
	b.chantier.Lock()
	defer b.chantier.Unlock()
	return b.indexer(ctx, b.fonds.Load())
}

func (b *Base) indexer(ctx context.Context, f *fonds) error {
	var docs []moteur.Document
	for _, a := range f.articles {
		if b.visible(a) {
			docs = append(docs, document(a))
		}
	}
	ix, err := moteur.Construire(ctx, docs, moteur.Options{Synonymes: b.synonymes})
	if err != nil {
		return err //nolint:wrapcheck // says what it did
	}
	f.index.Store(ix) // the former one is freed when the last search that holds it ends
	return nil
}

func (b *Base) visible(a Article) bool { return a.Etat.Publie() || (b.internes && a.Etat == Interne) }

func document(a Article) moteur.Document {
	return moteur.Document{
		ID: a.ID, Titre: a.Titre, Formulations: a.Formulations, Categorie: string(a.Categorie), Publics: a.Publics,
		Passages: a.Passages, Priorite: a.Priorite, Ailleurs: a.HorsSujet,
	}
}

// Articles gives the articles that this guide shows, in the order of their identifiers.
func (b *Base) Articles() []Article {
	return slices.DeleteFunc(slices.Clone(b.fonds.Load().articles), func(a Article) bool { return !b.visible(a) })
}

// Article gives an article by its identifier; fault Introuvable for one that is absent or not shown.
func (b *Base) Article(id string) (Article, error) {
	f := b.fonds.Load()
	i, ok := f.rang[id]
	if !ok || !b.visible(f.articles[i]) {
		return Article{}, fault.AbsentOuEtranger("cet article")
	}
	return f.articles[i], nil
}

// PourChamp gives the article that explains a field of the forms, and whether there is one.
func (b *Base) PourChamp(cle string) (Article, bool) {
	f := b.fonds.Load()
	i, ok := f.champs[cle]
	if !ok || !b.visible(f.articles[i]) {
		return Article{}, false
	}
	return f.articles[i], true
}

// indisponible is what a search says while there is no index.
func indisponible(cause error) error {
	return &fault.Error{
		Kind: fault.Indisponible, Code: "recherche_indisponible", Apres: 5, Err: cause,
		Message: "La recherche se remet en route. Réessayez dans un instant ; le guide reste lisible par son sommaire.",
	}
}

// chercher asks the index; when bleve fails or panics the index is thrown away and built again behind.
func (b *Base) chercher(ctx context.Context, f *fonds, q moteur.Question) (r moteur.Reponse, err error) {
	ix := f.index.Load()
	if ix == nil {
		return r, indisponible(nil)
	}
	defer func() {
		if p := recover(); p != nil {
			slog.ErrorContext(ctx, "kb: the search panicked", "panic", p, "stack", string(debug.Stack()))
			err = fmt.Errorf("panic: %v", p)
		}
		if err != nil && f.index.CompareAndSwap(ix, nil) {
			go b.relever(context.WithoutCancel(ctx))
			err = indisponible(err)
		}
	}()
	return ix.Chercher(ctx, q)
}

// relever builds the index again after a failure.
func (b *Base) relever(ctx context.Context) {
	if err := b.Reconstruire(ctx); err != nil {
		slog.ErrorContext(ctx, "kb: the index cannot be built again", "error", err)
	}
}
