package formulaire

import (
	"context"

	"claudia/internal/comptes"
	"claudia/memoires"
	"claudia/memoires/saisie"
)

// Sources are where the lists of the fields come from.
type Sources struct {
	Comptes  *comptes.Service
	Memoires *memoires.Service
}

// Contexte gathers what the fields of a mémoire need to list, read and show values; l is nil for the
// header. Faults: those of reading the structures of the actor.
func (s Sources) Contexte(ctx context.Context, a comptes.Acteur, m memoires.Memoire, l *memoires.LignePrestation) (saisie.Contexte, error) {
	x := saisie.Contexte{
		Referentiel: s.Memoires.Referentiel(), Maintenant: s.Memoires.Maintenant(), Memoire: m, Ligne: l,
	}
	var err error
	if x.Structures, err = s.Comptes.Structures(ctx, a); err != nil {
		return x, err
	}
	if !a.PeutLire(m.Entete.Structure) {
		return x, nil
	}
	if x.Services, err = s.Comptes.Services(ctx, a, m.Entete.Structure); err != nil {
		return x, err
	}
	banque, err := s.Comptes.CoordonneesDe(ctx, a, m.Entete.Structure)
	if err != nil {
		return x, err
	}
	x.Coordonnees = saisie.OptionsCoordonnees(banque)
	return x, nil
}
