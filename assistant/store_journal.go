package assistant

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"claudia/internal/pg"
)

// sqlVerrouiller locks the conversations in a fixed order, so that two writers never wait for each
// other in a circle.
const sqlVerrouiller = `
SELECT id, utilisateur_id, statut = 'close'
FROM conversations
WHERE id = ANY($1::uuid[])
ORDER BY id
FOR NO KEY UPDATE`

// sqlAjouter writes what is new and gives back, for each entry taken, its number. It must run after
// sqlVerrouiller as a statement of its own: its snapshot then sees all that was committed before
// the lock was taken, and nobody else can write to these conversations until the end.
const sqlAjouter = `
WITH recus AS (
	SELECT r.*, c.next_seq, c.statut
	FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::bigint[], $5::bigint[], $6::text[])
		WITH ORDINALITY AS r (conversation_id, cid, auteur, utilisateur_id, proprietaire, contenu, rang)
	JOIN conversations c ON c.id = r.conversation_id
	WHERE r.proprietaire = 0 OR r.proprietaire = c.utilisateur_id
), connus AS (
	SELECT r.rang, m.seq, m.at
	FROM recus r
	JOIN messages m ON m.conversation_id = r.conversation_id AND m.cid = r.cid
), neufs AS (
	SELECT r.*, r.next_seq - 1 + row_number() OVER (PARTITION BY r.conversation_id ORDER BY r.rang) AS seq
	FROM recus r
	WHERE r.statut = 'ouverte' AND NOT EXISTS (SELECT FROM connus k WHERE k.rang = r.rang)
), ecrits AS (
	INSERT INTO messages (conversation_id, seq, cid, auteur, utilisateur_id, contenu)
	SELECT conversation_id, seq, cid, auteur, NULLIF(utilisateur_id, 0), contenu::jsonb
	FROM neufs
), avances AS (
	UPDATE conversations c
	SET next_seq = c.next_seq + n.nombre,
		entree_seq = GREATEST(c.entree_seq, n.entree),
		updated_at = now()
	FROM (
		SELECT conversation_id, count(*) AS nombre,
			max(seq) FILTER (WHERE auteur IN ('usager', 'systeme')) AS entree
		FROM neufs
		GROUP BY conversation_id
	) n
	WHERE c.id = n.conversation_id
)
SELECT rang, seq, at, true FROM connus
UNION ALL
SELECT rang, seq, now(), false FROM neufs`

// droit is what the lock tells about a conversation.
type droit struct {
	proprietaire int64
	close        bool
}

// verdict is the answer to one entry of a batch: an ack, or a refusal.
type verdict struct {
	ack Ack
	err error
}

// lot is a batch in columns, as unnest wants it.
type lot struct {
	demandes      []Demande
	conversations [][16]byte
	cids          [][16]byte
	auteurs       []string
	utilisateurs  []int64
	proprietaires []int64
	contenus      []string
}

func (l *lot) ajouter(d Demande, contenu string) {
	l.demandes = append(l.demandes, d)
	l.conversations = append(l.conversations, d.Conversation)
	l.cids = append(l.cids, d.CID)
	l.auteurs = append(l.auteurs, string(d.Auteur))
	l.utilisateurs = append(l.utilisateurs, int64(d.Utilisateur))
	l.proprietaires = append(l.proprietaires, int64(d.Proprietaire))
	l.contenus = append(l.contenus, contenu)
}

// ecrireTx appends the batch, both statements in one round trip, and gives a verdict for each entry
// in its order. No two entries may hold the same conversation and cid.
func (l *lot) ecrireTx(ctx context.Context, tx pg.Tx) ([]verdict, error) {
	b := &pgx.Batch{}
	l.mettreEnFile(b)
	res := tx.SendBatch(ctx, b)
	verdicts, err := l.lire(res)
	if closeErr := res.Close(); err == nil && closeErr != nil {
		err = fmt.Errorf("append to the journal: %w", closeErr)
	}
	return verdicts, err
}

func (l *lot) mettreEnFile(b *pgx.Batch) {
	b.Queue(sqlVerrouiller, l.conversations)
	b.Queue(sqlAjouter, l.conversations, l.cids, l.auteurs, l.utilisateurs, l.proprietaires, l.contenus)
}

// avis names the conversations of the batch, before their new numbers are known.
func (l *lot) avis(noeud string) []Avis {
	vus := make(map[ID]bool, len(l.demandes))
	var avis []Avis
	for _, d := range l.demandes {
		if !vus[d.Conversation] {
			vus[d.Conversation] = true
			avis = append(avis, Avis{Conversation: d.Conversation, Noeud: noeud})
		}
	}
	return avis
}

func (l *lot) lire(res pgx.BatchResults) ([]verdict, error) {
	droits, err := lireDroits(res)
	if err != nil {
		return nil, err
	}
	rows, err := res.Query()
	if err != nil {
		return nil, fmt.Errorf("append to the journal: %w", err)
	}
	verdicts := make([]verdict, len(l.demandes))
	var rang, seq int64
	var at time.Time
	var connu bool
	_, err = pgx.ForEachRow(rows, []any{&rang, &seq, &at, &connu}, func() error {
		i := int(rang) - 1
		verdicts[i].ack = Ack{CID: l.demandes[i].CID, Seq: Seq(seq), Le: at, DejaRecu: connu}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("append to the journal: %w", err)
	}
	for i := range verdicts {
		if verdicts[i].ack.Seq == 0 {
			verdicts[i].err = refus(l.demandes[i], droits)
		}
	}
	return verdicts, nil
}

func lireDroits(res pgx.BatchResults) (map[ID]droit, error) {
	rows, err := res.Query()
	if err != nil {
		return nil, fmt.Errorf("lock the conversations: %w", err)
	}
	droits := map[ID]droit{}
	var id ID
	var d droit
	_, err = pgx.ForEachRow(rows, []any{(*[16]byte)(&id), &d.proprietaire, &d.close}, func() error {
		droits[id] = d
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("lock the conversations: %w", err)
	}
	return droits, nil
}

// refus says why an entry was not taken.
func refus(d Demande, droits map[ID]droit) error {
	vu, ok := droits[d.Conversation]
	if !ok || (d.Proprietaire != 0 && vu.proprietaire != int64(d.Proprietaire)) {
		return errIntrouvable()
	}
	return errClose()
}
