package main

import (
	"context"
	"fmt"
	"runtime"
	"strings"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"claudia/kb"
	"claudia/kb/moteur"
)

// resultatsMax is how many articles a search gives.
const resultatsMax = 10

// guide is our search, as the product asks it.
type guide struct{ base *kb.Base }

func (*guide) nom() string { return "claudia" }

func (g *guide) indexer(ctx context.Context, articles []kb.Article) (int64, error) {
	if err := g.base.Remplacer(ctx, nil); err != nil {
		return 0, err //nolint:wrapcheck // says what it did
	}
	vide := tas()
	if err := g.base.Remplacer(ctx, articles); err != nil {
		return 0, err //nolint:wrapcheck // says what it did
	}
	return tas() - vide, nil
}

// tas is what the heap holds after a collection.
func tas() int64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int64(m.HeapAlloc) //nolint:gosec // far below 2⁶³
}

func (g *guide) chercher(ctx context.Context, question string) ([]string, error) {
	r, err := g.base.Chercher(ctx, moteur.Question{Texte: question, Max: resultatsMax})
	if err != nil {
		return nil, err //nolint:wrapcheck // a fault with its message
	}
	if r.Partielle {
		return nil, fmt.Errorf("%q: the time was up", question)
	}
	var out []string
	for _, t := range r.Resultats {
		out = append(out, t.ID)
	}
	return out, nil
}

// postgres is the full-text search of PostgreSQL for French: titles and phrasings weigh A, texts B; any word may match, and
// ts_rank_cd ranks.
type postgres struct{ pool *pgxpool.Pool }

func ouvrirPostgres(ctx context.Context, url string) (*postgres, error) {
	pool, err := pgxpool.New(ctx, url)
	if err != nil {
		return nil, fmt.Errorf("open PostgreSQL: %w", err)
	}
	return &postgres{pool}, nil
}

func (p *postgres) fermer() { p.pool.Close() }

func (*postgres) nom() string { return "PostgreSQL" }

// indexer loads the table, then makes the index: the quickest order for PostgreSQL.
func (p *postgres) indexer(ctx context.Context, articles []kb.Article) (octets int64, err error) {
	if err := p.executer(ctx,
		`DROP TABLE IF EXISTS articles`,
		`CREATE TABLE articles (id text PRIMARY KEY, titre text NOT NULL, corps text NOT NULL, mots tsvector NOT NULL
			GENERATED ALWAYS AS (setweight(to_tsvector('french', titre), 'A') || setweight(to_tsvector('french', corps), 'B')) STORED)`,
	); err != nil {
		return 0, err
	}
	_, err = p.pool.CopyFrom(ctx, pgx.Identifier{"articles"}, []string{"id", "titre", "corps"}, pgx.CopyFromSlice(len(articles), func(i int) ([]any, error) {
		a := articles[i]
		var corps strings.Builder
		for _, s := range a.Passages {
			fmt.Fprintf(&corps, "%s\n%s\n", s.Titre, s.Texte)
		}
		return []any{a.ID, strings.Join(append([]string{a.Titre}, a.Formulations...), "\n"), corps.String()}, nil
	}))
	if err != nil {
		return 0, fmt.Errorf("load the articles: %w", err)
	}
	if err := p.executer(ctx, `CREATE INDEX articles_mots ON articles USING gin (mots)`, `VACUUM ANALYZE articles`); err != nil {
		return 0, err
	}
	if err := p.pool.QueryRow(ctx, `SELECT pg_relation_size('articles_mots') + sum(pg_column_size(mots)) FROM articles`).Scan(&octets); err != nil {
		return 0, fmt.Errorf("weigh the index: %w", err)
	}
	return octets, nil
}

func (p *postgres) executer(ctx context.Context, ordres ...string) error {
	for _, sql := range ordres {
		if _, err := p.pool.Exec(ctx, sql); err != nil {
			return fmt.Errorf("prepare PostgreSQL: %w", err)
		}
	}
	return nil
}

func (p *postgres) chercher(ctx context.Context, question string) ([]string, error) {
	lignes, err := p.pool.Query(ctx, `SELECT id FROM articles, (SELECT replace(plainto_tsquery('french', $1)::text, '&', '|')::tsquery AS q) AS demande
		WHERE mots @@ q ORDER BY ts_rank_cd(mots, q) DESC, id LIMIT $2`, question, resultatsMax)
	if err != nil {
		return nil, fmt.Errorf("search with PostgreSQL: %w", err)
	}
	out, err := pgx.CollectRows(lignes, pgx.RowTo[string])
	if err != nil {
		return nil, fmt.Errorf("search with PostgreSQL: %w", err)
	}
	return out, nil
}
