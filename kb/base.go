package kb

import (
	"context"
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
	articles  []Article
	rang      map[string]int
	champs    map[string]int
	synonymes []string
	internes  bool
	index     atomic.Pointer[moteur.Index] // nil while it is being built
	chantier  sync.Mutex                   // one building at a time
}

// Ouvrir reads the articles and builds the index. An article that cannot be read is an error: the
// guide that comes with the program is checked by its tests.
func Ouvrir(ctx context.Context, o Options) (*Base, error) {
	b := &Base{rang: map[string]int{}, champs: map[string]int{}, synonymes: o.Synonymes, internes: o.Internes}
	if o.Dossier == nil {
		o.Dossier = contenu.FS
	}
	if b.synonymes == nil {
		b.synonymes = analyse.Lignes(contenu.Synonymes)
	}
	var err error
	if b.articles, err = LireDossier(ctx, o.Dossier); err != nil {
		return nil, fmt.Errorf("open the guide: %w", err)
	}
	for i, a := range b.articles {
		b.rang[a.ID] = i
		for _, c := range a.Champs {
			if _, deja := b.champs[c]; deja {
				return nil, fmt.Errorf("open the guide: two articles explain the field %q", c)
			}
			b.champs[c] = i
		}
	}
	if err := b.Reconstruire(ctx); err != nil {
		return nil, fmt.Errorf("open the guide: %w", err)
	}
	return b, nil
}

// Reconstruire builds the index again from the articles; the guide answers with the former one
// meanwhile, if there is one.
func (b *Base) Reconstruire(ctx context.Context) error {
	b.chantier.Lock()
	defer b.chantier.Unlock()
	var docs []moteur.Document
	for _, a := range b.articles {
		if b.visible(a) {
			docs = append(docs, document(a))
		}
	}
	ix, err := moteur.Construire(ctx, docs, moteur.Options{Synonymes: b.synonymes})
	if err != nil {
		return err //nolint:wrapcheck // says what it did
	}
	b.index.Store(ix) // the former one is freed when the last search that holds it ends
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
	return slices.DeleteFunc(slices.Clone(b.articles), func(a Article) bool { return !b.visible(a) })
}

// Article gives an article by its identifier; fault Introuvable for one that is absent or not shown.
func (b *Base) Article(id string) (Article, error) {
	i, ok := b.rang[id]
	if !ok || !b.visible(b.articles[i]) {
		return Article{}, fault.AbsentOuEtranger("cet article")
	}
	return b.articles[i], nil
}

// PourChamp gives the article that explains a field of the forms, and whether there is one.
func (b *Base) PourChamp(cle string) (Article, bool) {
	i, ok := b.champs[cle]
	if !ok || !b.visible(b.articles[i]) {
		return Article{}, false
	}
	return b.articles[i], true
}

// indisponible is what a search says while there is no index.
func indisponible(cause error) error {
	return &fault.Error{
		Kind: fault.Indisponible, Code: "recherche_indisponible", Apres: 5, Err: cause,
		Message: "La recherche se remet en route. Réessayez dans un instant ; le guide reste lisible par son sommaire.",
	}
}

// chercher asks the index; when bleve fails or panics the index is thrown away and built again behind.
func (b *Base) chercher(ctx context.Context, q moteur.Question) (r moteur.Reponse, err error) {
	ix := b.index.Load()
	if ix == nil {
		return r, indisponible(nil)
	}
	defer func() {
		if p := recover(); p != nil {
			slog.ErrorContext(ctx, "kb: the search panicked", "panic", p, "stack", string(debug.Stack()))
			err = fmt.Errorf("panic: %v", p)
		}
		if err != nil && b.index.CompareAndSwap(ix, nil) {
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
