package rejouer

import (
	"encoding/json"
	"fmt"

	"claudia/assistant"
)

// Rejouer plays what the journal of another bench kept of its person: the words and the quick replies, in
// their order. Documents and events of the portal are not replayed.
func (b *Banc) Rejouer(de *Banc) error {
	ms, err := de.service.Suite(de.ctx, de.conv, 0, 1000)
	if err != nil {
		return err
	}
	for _, m := range ms {
		if m.Auteur != assistant.Usager {
			continue
		}
		if c := m.Contenu.Choisi; c != nil {
			_, err = b.Toucher(c.Libelle)
		} else {
			_, err = b.Dire(m.Contenu.Texte)
		}
		if err != nil {
			return fmt.Errorf("message %d: %w", m.Seq, err)
		}
	}
	return nil
}

// EtatGarde gives the state as the service stored it, with the values of its draft.
func (b *Banc) EtatGarde() (any, error) {
	var etat json.RawMessage
	if err := b.db.Pool.QueryRow(b.ctx, "SELECT etat FROM dialogues WHERE conversation_id = $1", [16]byte(b.conv)).Scan(&etat); err != nil {
		return nil, fmt.Errorf("read the state: %w", err)
	}
	if b.etat.Memoire == 0 {
		return etat, nil
	}
	m, err := b.memoires.ParID(b.ctx, b.par, b.etat.Memoire)
	if err != nil {
		return nil, err
	}
	return struct {
		Etat    json.RawMessage
		Lignes  any
		Totaux  any
		Version any
	}{etat, m.Lignes, m.Totaux(), m.Version}, nil
}
