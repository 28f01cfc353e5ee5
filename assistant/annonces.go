package assistant

import (
	"context"
	"fmt"
	"log/slog"
	"slices"

	"claudia/internal/bus"
	"claudia/internal/pg"
)

// sujetConversations carries what happens in all conversations: one subscription a process, because
// a queue for each of ten thousand conversations would weigh more than their sockets.
const sujetConversations bus.Sujet = "conversations"

// avisParEvenement keeps an event under what a NOTIFY carries: some 50 bytes each.
const avisParEvenement = 140

// SurLeBus announces on the bus, for [Reglages].
type SurLeBus struct{}

// annonce is the content of an event.
type annonce struct {
	Noeud string `json:"n"`
	Avis  []Avis `json:"a"`
}

// AnnoncerTx sends one event a commit, or a few when many conversations were written.
func (SurLeBus) AnnoncerTx(ctx context.Context, tx pg.Tx, avis []Avis) error {
	for part := range slices.Chunk(avis, avisParEvenement) {
		if err := bus.PublishTx(ctx, tx, sujetConversations, annonce{Noeud: part[0].Noeud, Avis: part}); err != nil {
			return fmt.Errorf("announce the messages: %w", err)
		}
	}
	return nil
}

// Ecouter passes the events of the bus on to the followers of the service until cancel is called. Those
// of this very service are left out: its followers have the messages themselves.
func (s *Service) Ecouter(b *bus.Bus) (cancel func()) {
	evenements, cancel := b.Subscribe(sujetConversations)
	go func() {
		for e := range evenements {
			var a annonce
			if e.Relire {
				s.Annonce(Nouvelle{Relire: true})
			} else if err := e.Lire(&a); err != nil {
				slog.Warn("assistant: unreadable event", "error", err)
				s.Annonce(Nouvelle{Relire: true})
			} else if a.Noeud != s.journal.noeud {
				s.Annonce(Nouvelle{Avis: a.Avis})
			}
		}
	}()
	return cancel
}
