package assistant

import (
	"context"
	"fmt"
	"strconv"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"claudia/assistant/dialogue"
	"claudia/memoires"
)

const sqlConversationsSur = `
SELECT c.id
FROM conversations c
JOIN dialogues d ON d.conversation_id = c.id
WHERE d.memoire_id = $1 AND c.statut <> 'close'`

// Signaler tells the open conversations about a draft what was changed in it elsewhere: the portal's
// form, another device. ou and quand are words for the person: « sur le portail », « 10:02 ». Saying the
// same version twice tells it once. Nothing changed says nothing.
func (s *Service) Signaler(ctx context.Context, avant, apres memoires.Memoire, ou, quand string) error {
	modifications := differences(&avant, &apres)
	for i := range modifications {
		modifications[i].Ou, modifications[i].A = ou, quand
	}
	if len(modifications) == 0 {
		return nil
	}
	rows, err := s.db.Pool.Query(ctx, sqlConversationsSur, int64(apres.ID))
	if err != nil {
		return fmt.Errorf("find the conversations about a draft: %w", err)
	}
	ids, err := pgx.CollectRows(rows, pgx.RowTo[[16]byte])
	if err != nil {
		return fmt.Errorf("find the conversations about a draft: %w", err)
	}
	for _, id := range ids {
		cid := uuid.NewSHA1(id, []byte("modifie:"+strconv.FormatInt(int64(apres.Version), 10)))
		if _, err := s.journal.Ajouter(ctx, Demande{
			Conversation: id, CID: cid, Auteur: Systeme,
			Contenu: Contenu{Evenement: &Evenement{Genre: EvenementModifie, Modifications: modifications}},
		}); err != nil {
			return fmt.Errorf("tell a conversation: %w", err)
		}
	}
	return nil
}

// differences lists the fields that two states of a draft do not share: the header first, then the lines
// of the second by position. A line that is gone is told by the draft itself.
func differences(avant, apres *memoires.Memoire) []dialogue.Modification {
	var out []dialogue.Modification
	comparer := func(c memoires.Champ) {
		if a, b := avant.Valeur(c), apres.Valeur(c); a != b {
			out = append(out, dialogue.Modification{Champ: c, Avant: a, Apres: b})
		}
	}
	for _, cle := range memoires.ClesEntete() {
		comparer(memoires.Champ{Cle: cle})
	}
	for _, l := range apres.Lignes {
		for _, cle := range memoires.ClesLigne() {
			comparer(memoires.Champ{Cle: cle, Ligne: l.ID})
		}
	}
	return out
}
