package retours

import (
	"context"
	"fmt"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"claudia/internal/fault"
	"claudia/internal/pg"
)

// Endroit is where an answer of the assistant stands in its conversation.
type Endroit struct {
	Seq  int64 // of the message
	Bloc int   // part of it
}

// Pouce is the vote on one answer of the assistant, which quoted a version of an article.
type Pouce struct {
	Conversation uuid.UUID
	Endroit
	Article, Empreinte string
	Utile              bool
}

// VoterReponse keeps the vote on an answer; voting again changes it. The conversation tells which vote to
// change, until it is erased: then the vote stays, without it. Fault: Introuvable when that version of the
// article was never shown.
func (s *Service) VoterReponse(ctx context.Context, p Pouce) error {
	_, err := s.db.Pool.Exec(ctx, sqlVoterReponse, pgx.NamedArgs{
		"article": p.Article, "empreinte": p.Empreinte, "utile": p.Utile, "maintenant": s.horloge(),
		"conversation": [16]byte(p.Conversation), "seq": p.Seq, "bloc": p.Bloc,
	})
	if pg.BreaksForeignKey(err) {
		return fault.AbsentOuEtranger("cette version de l'article")
	}
	if err != nil {
		return fmt.Errorf("keep a vote on an answer: %w", err)
	}
	return nil
}

// Pouces gives the votes on the answers of a conversation: whether each helped.
func (s *Service) Pouces(ctx context.Context, conversation uuid.UUID) (map[Endroit]bool, error) {
	rows, err := s.db.Pool.Query(ctx, sqlPouces, pgx.NamedArgs{"conversation": [16]byte(conversation)})
	if err != nil {
		return nil, fmt.Errorf("read the votes of a conversation: %w", err)
	}
	out := map[Endroit]bool{}
	var e Endroit
	var utile bool
	if _, err := pgx.ForEachRow(rows, []any{&e.Seq, &e.Bloc, &utile}, func() error {
		out[e] = utile
		return nil
	}); err != nil {
		return nil, fmt.Errorf("read the votes of a conversation: %w", err)
	}
	return out, nil
}

const sqlVoterReponse = `
INSERT INTO guide_votes (article, empreinte, utile, origine, conversation_id, seq, bloc, created_at)
VALUES (@article, @empreinte, @utile, 'assistant', @conversation, @seq, @bloc, @maintenant)
ON CONFLICT (conversation_id, seq, bloc) DO UPDATE
SET utile = EXCLUDED.utile, created_at = EXCLUDED.created_at`

const sqlPouces = `
SELECT seq, bloc, utile
FROM guide_votes
WHERE conversation_id = @conversation`
