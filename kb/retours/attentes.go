package retours

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"claudia/internal/fault"
	"claudia/internal/pg"
)

// Limits of what is awaited.
const (
	MaxAttentes  = 50                   // answers that one conversation may wait for
	dureeAttente = 365 * 24 * time.Hour // a wait, and a question that nobody asks any more
	maxTitre     = 200
)

// Prevenir is the job that tells, in their conversations, those whose question is now answered. It names
// nobody: it tells all who are to be told when it runs.
type Prevenir struct{}

// Kind names the job.
func (Prevenir) Kind() string { return "guide_prevenir" }

// Attente is a question whose answer somebody waits for.
type Attente struct {
	Pliee    string
	Question string
	Depuis   time.Time
}

// Attendre remembers that the conversation waits for an answer to the question, which is kept when nobody
// asked it yet. Faults: Invalide for a question without a word; Conflit when too many answers are awaited.
func (s *Service) Attendre(ctx context.Context, question string, conversation uuid.UUID) error {
	cle := Cle(question)
	if cle == "" {
		return fault.Sur("q", "question_vide", "Écrivez votre question en quelques mots.")
	}
	return s.db.InTx(ctx, func(tx pg.Tx) error {
		garde, err := s.attendre(ctx, tx, cle, conversation)
		if err != nil || garde {
			return err
		}
		if err := s.noter(ctx, tx, question); err != nil {
			return err
		}
		if garde, err = s.attendre(ctx, tx, cle, conversation); err != nil || garde {
			return err
		}
		return fault.New(fault.Conflit, "trop_d_attentes",
			fmt.Sprintf("Vous attendez déjà beaucoup de réponses (%d au plus). Retirez-en une, puis recommencez.", MaxAttentes))
	})
}

// attendre tells whether the conversation waits from now on: the question must exist, and there is a
// limit.
func (s *Service) attendre(ctx context.Context, q pg.Querier, cle string, conversation uuid.UUID) (bool, error) {
	var garde bool
	err := q.QueryRow(ctx, sqlAttendre, pgx.NamedArgs{
		"pliee": cle, "conversation": [16]byte(conversation), "maintenant": s.horloge(), "max": MaxAttentes,
	}).Scan(&garde)
	if err != nil {
		return false, fmt.Errorf("wait for an answer: %w", err)
	}
	return garde, nil
}

// NePlusAttendre forgets that these conversations, all of one person, wait for the question of that key.
func (s *Service) NePlusAttendre(ctx context.Context, pliee string, conversations []uuid.UUID) error {
	if _, err := s.db.Pool.Exec(ctx, sqlNePlusAttendre, pgx.NamedArgs{"pliee": pliee, "conversations": octets(conversations)}); err != nil {
		return fmt.Errorf("stop waiting: %w", err)
	}
	return nil
}

// Attentes gives what these conversations, all of one person, wait for, the newest first.
func (s *Service) Attentes(ctx context.Context, conversations []uuid.UUID) ([]Attente, error) {
	rows, err := s.db.Pool.Query(ctx, sqlAttentes, pgx.NamedArgs{"conversations": octets(conversations)})
	if err != nil {
		return nil, fmt.Errorf("list what is awaited: %w", err)
	}
	out, err := pgx.CollectRows(rows, pgx.RowToStructByName[Attente])
	if err != nil {
		return nil, fmt.Errorf("list what is awaited: %w", err)
	}
	return out, nil
}

// Reponse is what a person waited for: her question, and the article that answers it now.
type Reponse struct {
	Question string
	Depuis   time.Time
	Article  string
	Titre    string
}

// APrevenirTx gives the first conversation after that place in which somebody is to be told, and its own
// place; it stays locked until the end of tx. ok is false when nobody is left.
func (s *Service) APrevenirTx(ctx context.Context, tx pg.Tx, apres int64) (conversation uuid.UUID, place int64, ok bool, err error) {
	err = tx.QueryRow(ctx, sqlAPrevenir, pgx.NamedArgs{"apres": apres}).Scan(&place, (*[16]byte)(&conversation))
	if errors.Is(err, pgx.ErrNoRows) {
		return conversation, 0, false, nil
	}
	if err != nil {
		return conversation, 0, false, fmt.Errorf("find who is to be told: %w", err)
	}
	return conversation, place, true, nil
}

// PrevenuTx gives what these conversations, all of one person, are to be told, and forgets it: the caller
// tells it in the same transaction.
func (s *Service) PrevenuTx(ctx context.Context, tx pg.Tx, conversations []uuid.UUID) ([]Reponse, error) {
	rows, err := tx.Query(ctx, sqlPrevenu, pgx.NamedArgs{"conversations": octets(conversations)})
	if err != nil {
		return nil, fmt.Errorf("take what is to be told: %w", err)
	}
	out, err := pgx.CollectRows(rows, pgx.RowToStructByName[Reponse])
	if err != nil {
		return nil, fmt.Errorf("take what is to be told: %w", err)
	}
	return out, nil
}

// Balayer removes the waits and the searches of more than a year, and the questions that nobody asked for
// a year or waits for, those entrusted to an article excepted. It gives how many rows went.
func (s *Service) Balayer(ctx context.Context) (int64, error) {
	var n int64
	for _, sql := range []string{sqlBalayerAttentes, sqlBalayerQuestions, sqlBalayerRecherches} {
		t, err := s.db.Pool.Exec(ctx, sql, pgx.NamedArgs{"avant": s.horloge().Add(-dureeAttente)})
		if err != nil {
			return n, fmt.Errorf("sweep the guide: %w", err)
		}
		n += t.RowsAffected()
	}
	return n, nil
}

// octets are the identifiers as PostgreSQL takes them.
func octets(ids []uuid.UUID) [][16]byte {
	out := make([][16]byte, len(ids))
	for i, id := range ids {
		out[i] = id
	}
	return out
}
