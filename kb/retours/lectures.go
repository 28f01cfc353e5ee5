package retours

import (
	"context"
	"fmt"
	"maps"
	"time"

	"github.com/jackc/pgx/v5"
)

// lecture is a cell of the counts.
type lecture struct {
	article string
	jour    string // AAAA-MM-JJ
}

const (
	// pasEcriture is how long the readings wait in memory: one write for many pages. A stopped process
	// loses at most that.
	pasEcriture = 10 * time.Second
	// fenetre is how far back « les plus lus » looks, in days.
	fenetre = 30
)

// Lu counts a reading of the article. It writes at most every ten seconds, all that was counted since.
func (s *Service) Lu(ctx context.Context, article string) error {
	now := s.horloge()
	s.mu.Lock()
	s.lectures[lecture{article, now.UTC().Format(time.DateOnly)}]++
	if now.Sub(s.ecrit) < pasEcriture {
		s.mu.Unlock()
		return nil
	}
	aEcrire := s.lectures
	s.lectures, s.ecrit = map[lecture]int64{}, now
	s.mu.Unlock()
	if err := s.ecrireLectures(ctx, aEcrire); err != nil {
		s.mu.Lock()
		for k, n := range aEcrire {
			s.lectures[k] += n
		}
		s.mu.Unlock()
		return err
	}
	return nil
}

func (s *Service) ecrireLectures(ctx context.Context, l map[lecture]int64) error {
	var articles, jours []string
	var nombres []int64
	for k := range maps.Keys(l) {
		articles, jours, nombres = append(articles, k.article), append(jours, k.jour), append(nombres, l[k])
	}
	if _, err := s.db.Pool.Exec(ctx, sqlLu, pgx.NamedArgs{"articles": articles, "jours": jours, "nombres": nombres}); err != nil {
		return fmt.Errorf("count the readings: %w", err)
	}
	return nil
}

// PlusLus gives the identifiers of the n articles most read in the last thirty days.
func (s *Service) PlusLus(ctx context.Context, n int) ([]string, error) {
	depuis := s.horloge().UTC().AddDate(0, 0, -fenetre).Format(time.DateOnly)
	rows, err := s.db.Pool.Query(ctx, sqlPlusLus, pgx.NamedArgs{"n": n, "depuis": depuis})
	if err != nil {
		return nil, fmt.Errorf("list the most read: %w", err)
	}
	out, err := pgx.CollectRows(rows, pgx.RowTo[string])
	if err != nil {
		return nil, fmt.Errorf("list the most read: %w", err)
	}
	return out, nil
}
