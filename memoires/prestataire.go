package memoires

import (
	"context"

	"claudia/internal/comptes"
	"claudia/internal/pg"
)

// Prestataire gives the identity to draw on the PDF of a mémoire: the one kept with the certificate
// once it is sent, else the present one of the structure. Fault: Introuvable.
func (s *Service) Prestataire(ctx context.Context, par comptes.Acteur, id ID) (Prestataire, error) {
	return inTx(ctx, s.db, func(tx pg.Tx) (Prestataire, error) {
		m, err := voir(ctx, tx, par, id)
		if err != nil {
			return Prestataire{}, err
		}
		if !m.EnvoyeLe.IsZero() {
			c, err := certificat(ctx, tx, id)
			return c.Prestataire, err
		}
		w, err := s.monde(ctx, tx, par, &m)
		if err != nil {
			return Prestataire{}, err
		}
		p := prestataire(&m, w)
		p.Signataire = ""
		return p, nil
	})
}
