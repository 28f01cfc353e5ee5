package assistant

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"claudia/internal/comptes"
	"claudia/internal/pg"
)

// sqlEpoque adds the timeline of the server to the identity of the database: a restore to a point
// in time changes it by itself.
const sqlEpoque = `
SELECT epoch::text || '-' || left(pg_walfile_name(pg_current_wal_lsn()), 8)
FROM historiques`

// epoque gives the identity of the history that the numbers belong to.
func epoque(ctx context.Context, q pg.Querier) (string, error) {
	var e string
	if err := q.QueryRow(ctx, sqlEpoque).Scan(&e); err != nil {
		return "", fmt.Errorf("read the epoch: %w", err)
	}
	return e, nil
}

const sqlConversation = `
SELECT c.id, c.utilisateur_id, c.statut = 'close', c.next_seq - 1, COALESCE(d.memoire_id, 0),
	COALESCE(d.main = 'humain', false), c.created_at
FROM conversations c
LEFT JOIN dialogues d ON d.conversation_id = c.id`

const sqlConversationParID = sqlConversation + `
WHERE c.id = $1 AND c.utilisateur_id = $2`

const sqlConversationCourante = sqlConversation + `
WHERE c.utilisateur_id = $1 AND c.statut = 'ouverte'
ORDER BY c.created_at DESC, c.id
LIMIT 1`

func scanConversation(row pgx.Row) (Conversation, error) {
	var c Conversation
	err := row.Scan((*[16]byte)(&c.ID), &c.Utilisateur, &c.Close, &c.Dernier, &c.Memoire, &c.Humain, &c.CreeeLe)
	if errors.Is(err, pgx.ErrNoRows) {
		return c, errIntrouvable()
	}
	if err != nil {
		return c, fmt.Errorf("read a conversation: %w", err)
	}
	return c, nil
}

// lireConversation reads a conversation of the person; that of somebody else is not found.
func lireConversation(ctx context.Context, q pg.Querier, id ID, de comptes.UtilisateurID) (Conversation, error) {
	return scanConversation(q.QueryRow(ctx, sqlConversationParID, [16]byte(id), int64(de)))
}

func lireCourante(ctx context.Context, q pg.Querier, de comptes.UtilisateurID) (Conversation, error) {
	return scanConversation(q.QueryRow(ctx, sqlConversationCourante, int64(de)))
}

// sqlVerrouPersonne serializes the openings of one person: two tabs get one conversation.
const sqlVerrouPersonne = `SELECT pg_advisory_xact_lock(720, hashint8($1))`

const sqlOuvrir = `
WITH c AS (
	INSERT INTO conversations (utilisateur_id) VALUES ($1) RETURNING id
)
INSERT INTO dialogues (conversation_id) SELECT id FROM c RETURNING conversation_id`

const sqlClore = `
UPDATE conversations
SET statut = 'close', updated_at = now()
WHERE id = $1 AND utilisateur_id = $2 AND statut = 'ouverte'`

func ouvrirTx(ctx context.Context, tx pg.Tx, de comptes.UtilisateurID) (ID, error) {
	var id ID
	if err := tx.QueryRow(ctx, sqlOuvrir, int64(de)).Scan((*[16]byte)(&id)); err != nil {
		return id, fmt.Errorf("open a conversation: %w", err)
	}
	return id, nil
}

const sqlDepuis = `
SELECT conversation_id, seq, cid, auteur, COALESCE(utilisateur_id, 0), contenu, at
FROM messages
WHERE conversation_id = $1 AND seq > $2
ORDER BY seq
LIMIT $3`

const sqlMessage = `
SELECT conversation_id, seq, cid, auteur, COALESCE(utilisateur_id, 0), contenu, at
FROM messages
WHERE conversation_id = $1 AND seq = $2`

// lireDepuis gives the messages after a number, in order.
func lireDepuis(ctx context.Context, q pg.Querier, id ID, apres Seq, limite int) ([]Message, error) {
	rows, err := q.Query(ctx, sqlDepuis, [16]byte(id), int64(apres), limite)
	if err != nil {
		return nil, fmt.Errorf("read the journal: %w", err)
	}
	ms, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) (Message, error) { return scanMessage(row) })
	if err != nil {
		return nil, fmt.Errorf("read the journal: %w", err)
	}
	return ms, nil
}

func lireMessage(ctx context.Context, q pg.Querier, id ID, seq Seq) (Message, error) {
	m, err := scanMessage(q.QueryRow(ctx, sqlMessage, [16]byte(id), int64(seq)))
	if err != nil {
		return m, fmt.Errorf("read message %d: %w", seq, err)
	}
	return m, nil
}

func scanMessage(row pgx.Row) (Message, error) {
	var m Message
	var auteur string
	var contenu []byte
	err := row.Scan((*[16]byte)(&m.Conversation), &m.Seq, (*[16]byte)(&m.CID), &auteur, &m.Utilisateur, &contenu, &m.Le)
	if err != nil {
		return m, err
	}
	m.Auteur = Auteur(auteur)
	if err := json.Unmarshal(contenu, &m.Contenu); err != nil {
		return m, fmt.Errorf("message %d of %s: %w", m.Seq, m.Conversation, err)
	}
	return m, nil
}

// sqlAcces gives, for the pairs (conversation, person) that may still be followed, the last number.
const sqlAcces = `
SELECT p.rang, c.next_seq - 1
FROM unnest($1::uuid[], $2::bigint[]) WITH ORDINALITY AS p (conversation_id, utilisateur_id, rang)
JOIN conversations c ON c.id = p.conversation_id AND c.utilisateur_id = p.utilisateur_id`

// Couple is a person who follows a conversation.
type Couple struct {
	Conversation ID
	Utilisateur  comptes.UtilisateurID
}

// SansAcces stands for the last number of a conversation that may no longer be followed.
const SansAcces Seq = -1

// lireAcces gives, for each pair, the last number of the conversation, or SansAcces.
func lireAcces(ctx context.Context, q pg.Querier, couples []Couple) ([]Seq, error) {
	ids := make([][16]byte, len(couples))
	gens := make([]int64, len(couples))
	derniers := make([]Seq, len(couples))
	for i, c := range couples {
		ids[i], gens[i], derniers[i] = c.Conversation, int64(c.Utilisateur), SansAcces
	}
	rows, err := q.Query(ctx, sqlAcces, ids, gens)
	if err != nil {
		return nil, fmt.Errorf("check who may follow: %w", err)
	}
	var rang, seq int64
	_, err = pgx.ForEachRow(rows, []any{&rang, &seq}, func() error {
		derniers[rang-1] = Seq(seq)
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("check who may follow: %w", err)
	}
	return derniers, nil
}

// sqlEnAttente finds the conversations whose last entry had no turn: those of a process that died,
// or that just arrived.
const sqlEnAttente = `
SELECT id
FROM conversations
WHERE entree_seq > traite_seq AND statut = 'ouverte' AND updated_at < now() - make_interval(secs => $1)
ORDER BY updated_at
LIMIT 500`

func lireEnAttente(ctx context.Context, q pg.Querier, depuis time.Duration) ([]ID, error) {
	rows, err := q.Query(ctx, sqlEnAttente, depuis.Seconds())
	if err != nil {
		return nil, fmt.Errorf("find the waiting entries: %w", err)
	}
	ids, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) (ID, error) {
		var id uuid.UUID
		err := row.Scan((*[16]byte)(&id))
		return id, err
	})
	if err != nil {
		return nil, fmt.Errorf("find the waiting entries: %w", err)
	}
	return ids, nil
}
