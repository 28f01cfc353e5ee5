package conversation

import (
	"context"
	"fmt"
	"time"

	"claudia/assistant"
	"claudia/internal/comptes"
	"claudia/internal/fault"
	"claudia/memoires"
	"claudia/web/page"
)

// Rendu draws what the socket pushes with the partials of the first page (live.Rendu).
type Rendu struct {
	Pages    *page.Registry
	Comptes  *comptes.Service
	Memoires *memoires.Service
	Fuseau   *time.Location
}

// Message draws one bubble; an empty string for an event that is not shown.
func (r Rendu) Message(_ context.Context, m assistant.Message) (string, error) {
	b, ok := dessin{fuseau: r.Fuseau, retour: retourJournal, actif: true}.bulle(m)
	if !ok {
		return "", nil
	}
	h, err := r.Pages.Fragment("bulle", b)
	if err != nil {
		return "", fmt.Errorf("draw message %d: %w", m.Seq, err)
	}
	return string(h), nil
}

// Brouillon draws the panel of the live draft; the empty panel when the person may no longer see it.
func (r Rendu) Brouillon(ctx context.Context, par comptes.Acteur, id memoires.ID) (string, error) {
	c := Conversation{Comptes: r.Comptes, Memoires: r.Memoires, Fuseau: r.Fuseau}
	b, err := c.brouillon(ctx, par, id)
	if fault.KindOf(err) == fault.Introuvable {
		b, err = brouillonVide(), nil
	}
	if err != nil {
		return "", err
	}
	h, err := r.Pages.Fragment("brouillon", b)
	if err != nil {
		return "", fmt.Errorf("draw the draft: %w", err)
	}
	return string(h), nil
}
