package comptes

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"

	"claudia/internal/bus"
	"claudia/internal/pg"
)

// RevoquerSessions ends all the sessions of a person at once, on all devices: HTTP at the next
// request, sockets by the [Annonce] (P19). The person himself or a supervisor may do it.
func (s *Service) RevoquerSessions(ctx context.Context, id UtilisateurID) error {
	return s.db.InTx(ctx, func(tx pg.Tx) error { return revoquerTx(ctx, tx, id) })
}

func revoquerTx(ctx context.Context, tx pg.Tx, id UtilisateurID) error {
	if _, err := tx.Exec(ctx, sqlRevoquerSessions, pgx.NamedArgs{"utilisateur": id}); err != nil {
		return fmt.Errorf("end the sessions of %d: %w", id, err)
	}
	return bus.PublishTx(ctx, tx, SujetDroits(id), Annonce{Fin: true})
}

const sqlRevoquerSessions = `
DELETE FROM sessions
WHERE utilisateur_id = @utilisateur`
