package assistant

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/jackc/pgx/v5"

	"claudia/assistant/dialogue"
	"claudia/internal/comptes"
	"claudia/internal/pg"
	"claudia/memoires"
	"claudia/memoires/lecture"
)

const sqlProprietaire = `
SELECT utilisateur_id
FROM conversations
WHERE id = $1 AND entree_seq > traite_seq`

// sqlVerrouTour locks the turn of a conversation; the journal does not wait for it.
const sqlVerrouTour = `
SELECT etat, COALESCE(memoire_id, 0)
FROM dialogues
WHERE conversation_id = $1
FOR UPDATE`

// sqlEntrees gives the entries without a turn: two of them, to know whether one remains.
const sqlEntrees = `
SELECT m.conversation_id, m.seq, m.cid, m.auteur, COALESCE(m.utilisateur_id, 0), m.contenu, m.at
FROM conversations c
JOIN messages m ON m.conversation_id = c.id AND m.seq > c.traite_seq
WHERE c.id = $1 AND m.auteur IN ('usager', 'systeme')
ORDER BY m.seq
LIMIT 2`

const sqlTraite = `
UPDATE conversations
SET traite_seq = $2
WHERE id = $1`

const sqlGarderEtat = `
UPDATE dialogues
SET etat = $2, memoire_id = NULLIF($3, 0), main = $4, updated_at = now()
WHERE conversation_id = $1`

const sqlAppelerHumain = `
UPDATE dialogues
SET humain_motif = $2, humain_at = COALESCE(humain_at, now()), updated_at = now()
WHERE conversation_id = $1`

// sqlMasquer takes the words out of one message of the person; its place stays.
const sqlMasquer = `
UPDATE messages
SET contenu = jsonb_build_object('texte', '(message masqué)')
WHERE conversation_id = $1 AND seq = $2 AND auteur = 'usager'`

// sqlEffacer takes the words out of all the messages of the person but those that brought documents.
const sqlEffacer = `
UPDATE messages
SET contenu = jsonb_build_object('texte', '(message effacé)')
WHERE conversation_id = $1 AND seq < $2 AND auteur = 'usager' AND NOT contenu ? 'pieces'`

const sqlDocuments = `
SELECT d.piece, d.nom, COALESCE(p.type = 'text/plain', false), COALESCE(l.etat, 'en_cours'),
       COALESCE(l.lecture, 'null'::jsonb), COALESCE(l.motif, '')
FROM documents d
LEFT JOIN pieces p ON p.id = d.piece
LEFT JOIN lectures l ON l.piece = d.piece
WHERE d.conversation_id = $1
ORDER BY d.seq`

// proprietaireDe gives whose conversation it is, and whether an entry waits for its turn.
func proprietaireDe(ctx context.Context, q pg.Querier, id ID) (comptes.UtilisateurID, bool, error) {
	var de comptes.UtilisateurID
	err := q.QueryRow(ctx, sqlProprietaire, [16]byte(id)).Scan(&de)
	if errors.Is(err, pgx.ErrNoRows) {
		return 0, false, nil
	}
	if err != nil {
		return 0, false, fmt.Errorf("read the owner of a conversation: %w", err)
	}
	return de, true, nil
}

// verrouillerTour gives the state of the engine, which nobody else changes until the end of tx. A
// state that cannot be read any more is dropped: it holds no data of a mémoire.
func verrouillerTour(ctx context.Context, tx pg.Tx, id ID) (dialogue.Etat, error) {
	var brut []byte
	var m memoires.ID
	var e dialogue.Etat
	if err := tx.QueryRow(ctx, sqlVerrouTour, [16]byte(id)).Scan(&brut, &m); err != nil {
		return e, fmt.Errorf("lock the turn: %w", err)
	}
	if json.Unmarshal(brut, &e) != nil {
		e = dialogue.Etat{}
	}
	e.Memoire = m
	return e, nil
}

// entrees gives the first entry without a turn, and whether others follow.
func entrees(ctx context.Context, tx pg.Tx, id ID) (m Message, ok, reste bool, err error) {
	rows, err := tx.Query(ctx, sqlEntrees, [16]byte(id))
	if err != nil {
		return m, false, false, fmt.Errorf("read the entries: %w", err)
	}
	ms, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) (Message, error) { return scanMessage(row) })
	if err != nil {
		return m, false, false, fmt.Errorf("read the entries: %w", err)
	}
	if len(ms) == 0 {
		return m, false, false, nil
	}
	return ms[0], true, len(ms) > 1, nil
}

func garderEtat(ctx context.Context, tx pg.Tx, id ID, e dialogue.Etat) error {
	brut, err := json.Marshal(e)
	if err != nil {
		return fmt.Errorf("keep the state: %w", err)
	}
	main := "assistant"
	if e.Mode == dialogue.Humain {
		main = "humain"
	}
	if _, err := tx.Exec(ctx, sqlGarderEtat, [16]byte(id), brut, int64(e.Memoire), main); err != nil {
		return fmt.Errorf("keep the state: %w", err)
	}
	return nil
}

func lireDocuments(ctx context.Context, q pg.Querier, id ID) (map[string]dialogue.Document, error) {
	rows, err := q.Query(ctx, sqlDocuments, [16]byte(id))
	if err != nil {
		return nil, fmt.Errorf("read the documents: %w", err)
	}
	docs := map[string]dialogue.Document{}
	var piece, nom, etat, motif string
	var brut []byte
	var colle bool
	_, err = pgx.ForEachRow(rows, []any{&piece, &nom, &colle, &etat, &brut, &motif}, func() error {
		d := dialogue.Document{Nom: nom, Colle: colle, Erreur: motif}
		if etat == lectureLue {
			d.Lecture = &lecture.Lecture{}
			if err := json.Unmarshal(brut, d.Lecture); err != nil {
				return fmt.Errorf("reading of %s: %w", piece, err)
			}
		}
		docs[piece] = d
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("read the documents: %w", err)
	}
	return docs, nil
}
