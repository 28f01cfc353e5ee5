package redaction

import (
	"context"
	"fmt"
	"log/slog"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/jackc/pgx/v5"

	"claudia/internal/bus"
	"claudia/internal/pg"
	"claudia/kb"
)

// Charger gives readers the published revisions: those of the base, and the files of the program for
// the articles that nobody edited. It does nothing when they are already there.
func (s *Service) Charger(ctx context.Context) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	articles, err := s.publiesSousVerrou(ctx, s.db.Pool)
	if err != nil {
		return err
	}
	var b strings.Builder
	for _, a := range articles {
		b.WriteString(cle(a.ID, a.Version) + "\n")
	}
	if b.String() == s.charge {
		return nil
	}
	if err := s.base.Remplacer(ctx, articles); err != nil {
		return err //nolint:wrapcheck // says what it did
	}
	s.charge = b.String()
	if err := s.retours.GarderTous(ctx, s.base.Articles()); err != nil { // a quotation stays readable after an upgrade
		return err //nolint:wrapcheck // says what it did
	}
	return nil
}

// publies gives the articles that readers see.
func (s *Service) publies(ctx context.Context, q pg.Querier) ([]kb.Article, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.publiesSousVerrou(ctx, q)
}

func (s *Service) publiesSousVerrou(ctx context.Context, q pg.Querier) ([]kb.Article, error) {
	parID := make(map[string]kb.Article, len(s.livres))
	for id, l := range s.livres {
		parID[id] = l.article
	}
	rows, err := q.Query(ctx, sqlPubliees)
	if err != nil {
		return nil, fmt.Errorf("read the published articles: %w", err)
	}
	lus := make(map[string]kb.Article, len(s.lus))
	var id, source string
	var numero int
	_, err = pgx.ForEachRow(rows, []any{&id, &numero, &source}, func() error {
		if numero == 0 {
			delete(parID, id)
			return nil
		}
		a, deja := s.lus[cle(id, numero)]
		if !deja {
			var err error
			if a, err = kb.LireArticle(ctx, []byte(source)); err != nil {
				slog.ErrorContext(ctx, "redaction: a published article cannot be read", "article", id, "revision", numero, "error", err)
				return nil // the file of the program stays, if there is one
			}
			a.Version = numero
		}
		lus[cle(id, numero)], parID[id] = a, a
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("read the published articles: %w", err)
	}
	s.lus = lus
	out := make([]kb.Article, 0, len(parID))
	for _, id := range slices.Sorted(maps.Keys(parID)) {
		out = append(out, parID[id])
	}
	return out, nil
}

// Ecouter gives this process what the others publish, until stop.
func (s *Service) Ecouter(b *bus.Bus) (stop func()) {
	evenements, fin := b.Subscribe(Sujet)
	fait := make(chan struct{})
	go func() {
		defer close(fait)
		for range evenements {
			if err := s.Charger(context.Background()); err != nil {
				slog.Error("redaction: the guide is not up to date", "error", err)
			}
		}
	}()
	return func() {
		fin()
		<-fait
	}
}

func cle(id string, numero int) string { return id + "@" + strconv.Itoa(numero) }
