package retours

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"time"
	"unicode/utf8"

	"github.com/jackc/pgx/v5"

	"claudia/internal/fault"
	"claudia/internal/jobs"
	"claudia/internal/pg"
)

// Limits of what is kept.
const (
	MaxQuestion  = 200    // characters of a question
	MaxPrecision = 500    // characters of the remark that goes with a vote
	MaxQuestions = 20_000 // different questions without answer; beyond, only the known ones are counted
)

// Service writes and reads the returns. It may be used from many goroutines.
type Service struct {
	db      *pg.DB
	horloge func() time.Time
	jobs    *jobs.Runner // nil: the periodic job tells

	mu      sync.Mutex      // guards the fields below
	gardees map[string]bool // versions known to be in the base
	tampon  tampon          // counts not yet written
	ecrit   time.Time       // when they were last written
}

// Options of [New].
type Options struct {
	Horloge func() time.Time // time.Now when nil
	// Jobs has those who wait told at once when an article is published; without it [Prevenir] only runs
	// from time to time.
	Jobs *jobs.Runner
}

// New makes the service on an open database.
func New(db *pg.DB, o Options) *Service {
	if o.Horloge == nil {
		o.Horloge = time.Now
	}
	return &Service{db: db, horloge: o.Horloge, jobs: o.Jobs, gardees: map[string]bool{}, tampon: nouveauTampon(), ecrit: o.Horloge()}
}

// Motif is why an article did not help.
type Motif string

// The reasons that the form proposes.
const (
	SansMotif     Motif = ""
	Incomplet     Motif = "incomplet"
	Obscur        Motif = "obscur"
	Faux          Motif = "faux"
	AutreQuestion Motif = "autre_question"
)

// Motifs are the reasons in the order of the form, with their French words.
func Motifs() []struct {
	Cle     Motif
	Libelle string
} {
	return []struct {
		Cle     Motif
		Libelle string
	}{
		{AutreQuestion, "Ce n'était pas ma question"},
		{Incomplet, "Il manque quelque chose"},
		{Obscur, "Ce n'est pas clair"},
		{Faux, "Il y a une erreur"},
	}
}

// Connu tells whether the reason is one of the list, or none.
func (m Motif) Connu() bool {
	switch m {
	case SansMotif, Incomplet, Obscur, Faux, AutreQuestion:
		return true
	}
	return false
}

// Vote is the answer to « Cet article vous a-t-il aidé ? ».
type Vote struct {
	Article   string
	Empreinte string // of the version that was read, see [Empreinte]
	Utile     bool
	Motif     Motif  // when not
	Precision string // free words, masked before they are kept
}

// Voter keeps a vote. Faults: Invalide on `motif` or `precision`; Introuvable when that version of the
// article was never shown.
func (s *Service) Voter(ctx context.Context, v Vote) error {
	if !v.Motif.Connu() {
		return fault.Sur("motif", "motif_inconnu", "Choisissez l'un des motifs proposés.")
	}
	v.Precision = strings.TrimSpace(v.Precision)
	if utf8.RuneCountInString(v.Precision) > MaxPrecision {
		return fault.Sur("precision", "champ_trop_long", "Dites-le en 500 caractères au plus.")
	}
	if v.Utile {
		v.Motif, v.Precision = SansMotif, ""
	}
	_, err := s.db.Pool.Exec(ctx, sqlVoter, pgx.NamedArgs{
		"article": v.Article, "empreinte": v.Empreinte, "utile": v.Utile, "motif": v.Motif, "precision": couper(Masquer(v.Precision), MaxPrecision), "maintenant": s.horloge(),
	})
	if pg.BreaksForeignKey(err) {
		return fault.AbsentOuEtranger("cette version de l'article")
	}
	if err != nil {
		return fmt.Errorf("keep a vote: %w", err)
	}
	return nil
}

// Bilan counts the votes on one article.
type Bilan struct {
	Article    string
	Oui, Non   int64
	Motifs     map[Motif]int64
	Precisions []string // the newest first, at most ten
}

// Bilan gives what readers said of the version of an article.
func (s *Service) Bilan(ctx context.Context, article, empreinte string) (Bilan, error) {
	b := Bilan{Article: article, Motifs: map[Motif]int64{}}
	rows, err := s.db.Pool.Query(ctx, sqlBilan, pgx.NamedArgs{"article": article, "empreinte": empreinte})
	if err != nil {
		return b, fmt.Errorf("count the votes: %w", err)
	}
	var utile bool
	var motif Motif
	var n int64
	if _, err = pgx.ForEachRow(rows, []any{&utile, &motif, &n}, func() error {
		if utile {
			b.Oui += n
			return nil
		}
		b.Non += n
		if motif != SansMotif {
			b.Motifs[motif] += n
		}
		return nil
	}); err != nil {
		return b, fmt.Errorf("count the votes: %w", err)
	}
	rows, err = s.db.Pool.Query(ctx, sqlPrecisions, pgx.NamedArgs{"article": article, "empreinte": empreinte})
	if err != nil {
		return b, fmt.Errorf("read the remarks: %w", err)
	}
	if b.Precisions, err = pgx.CollectRows(rows, pgx.RowTo[string]); err != nil {
		return b, fmt.Errorf("read the remarks: %w", err)
	}
	return b, nil
}

// couper keeps the first n characters.
func couper(s string, n int) string {
	i := 0
	for k := range s {
		if i == n {
			return s[:k]
		}
		i++
	}
	return s
}
