package retours

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"
)

// Bounds of what is looked back at, in days, and of each list.
const (
	fenetre   = 30 // « les plus lus »
	maxJours  = 366
	meilleurs = 20
)

// PlusLus gives the identifiers of the n articles most read in the last thirty days.
func (s *Service) PlusLus(ctx context.Context, n int) ([]string, error) {
	rows, err := s.db.Pool.Query(ctx, sqlPlusLus, pgx.NamedArgs{"n": n, "depuis": s.jour().AddDate(0, 0, -fenetre).Format(time.DateOnly)})
	if err != nil {
		return nil, fmt.Errorf("list the most read: %w", err)
	}
	out, err := pgx.CollectRows(rows, pgx.RowTo[string])
	if err != nil {
		return nil, fmt.Errorf("list the most read: %w", err)
	}
	return out, nil
}

// Statistiques is how the guide was used over some days, this one included.
type Statistiques struct {
	Jours    []Jour // each day once, the oldest first
	Lus      []ArticleLu
	Cherches []TexteCherche // the most searched
	Echecs   []TexteCherche // the most searched in vain
}

// Jour is one day of use, at 00:00 UTC.
type Jour struct {
	Jour       time.Time
	Lectures   int64
	Recherches map[Origine]map[Issue]int64
	Oui, Non   int64 // votes
}

// ArticleLu is an article with how often it was read.
type ArticleLu struct {
	Article string
	Nombre  int64
}

// TexteCherche is a search with how often it was made; article and issue are those of the last day.
type TexteCherche struct {
	Texte, Article string
	Issue          Issue
	Nombre         int64
}

// Statistiques gives the use of the last days, 1 to 366.
func (s *Service) Statistiques(ctx context.Context, jours int) (Statistiques, error) {
	if err := s.Vider(ctx); err != nil {
		return Statistiques{}, err
	}
	jours = min(max(jours, 1), maxJours)
	debut := s.jour().AddDate(0, 0, 1-jours)
	st := Statistiques{Jours: make([]Jour, jours)}
	for i := range st.Jours {
		st.Jours[i] = Jour{Jour: debut.AddDate(0, 0, i), Recherches: map[Origine]map[Issue]int64{Site: {}, Assistant: {}}}
	}
	depuis := debut.Format(time.DateOnly)
	if err := s.series(ctx, st.Jours, depuis); err != nil {
		return st, fmt.Errorf("count the use by day: %w", err)
	}
	var err error
	if st.Lus, err = collecter[ArticleLu](ctx, s, sqlArticlesLus, pgx.NamedArgs{"depuis": depuis, "n": meilleurs}); err != nil {
		return st, fmt.Errorf("list the most read: %w", err)
	}
	for vers, echecs := range map[*[]TexteCherche]bool{&st.Cherches: false, &st.Echecs: true} {
		if *vers, err = collecter[TexteCherche](ctx, s, sqlTextesCherches, pgx.NamedArgs{"depuis": depuis, "n": meilleurs, "echecs": echecs}); err != nil {
			return st, fmt.Errorf("list the searches: %w", err)
		}
	}
	return st, nil
}

// series fills the days, which follow each other.
func (s *Service) series(ctx context.Context, jours []Jour, depuis string) error {
	rows, err := s.db.Pool.Query(ctx, sqlSeries, pgx.NamedArgs{"depuis": depuis})
	if err != nil {
		return err
	}
	var le time.Time
	var origine, issue string
	var n int64
	_, err = pgx.ForEachRow(rows, []any{&le, &origine, &issue, &n}, func() error {
		i := int(le.Sub(jours[0].Jour).Hours() / 24)
		if i >= len(jours) {
			return nil // written by a process whose clock is ahead
		}
		switch j := &jours[i]; {
		case origine == "lectures":
			j.Lectures += n
		case origine == "votes" && issue == "true":
			j.Oui += n
		case origine == "votes":
			j.Non += n
		default:
			j.Recherches[Origine(origine)][Issue(issue)] += n
		}
		return nil
	})
	return err
}

func collecter[T any](ctx context.Context, s *Service, sql string, args pgx.NamedArgs) ([]T, error) {
	rows, err := s.db.Pool.Query(ctx, sql, args)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, pgx.RowToStructByName[T])
}

// jour is the day of now, at 00:00 UTC.
func (s *Service) jour() time.Time { return s.horloge().UTC().Truncate(24 * time.Hour) }
