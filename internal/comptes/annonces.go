package comptes

import (
	"context"
	"strconv"

	"claudia/internal/bus"
	"claudia/internal/pg"
)

// Annonce says what changed for a person; open sockets close or check their rights again (P19).
type Annonce struct {
	// Fin is true when the sessions of the person are over: close with code 4401.
	Fin bool `json:"fin,omitempty"`
	// Session is the one session that ended, as [Service.SessionValide] names it; empty means all.
	Session string `json:"session,omitempty"`
}

// SujetDroits is the subject on which the [Annonce] of a person's sessions and rights come.
func SujetDroits(id UtilisateurID) bus.Sujet {
	return bus.Sujet("droits:" + strconv.FormatInt(int64(id), 10))
}

func annoncerDroitsTx(ctx context.Context, tx pg.Tx, id UtilisateurID) error {
	return bus.PublishTx(ctx, tx, SujetDroits(id), Annonce{})
}
