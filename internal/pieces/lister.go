package pieces

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"
)

const sqlLister = `
SELECT ` + colonnes + `
FROM pieces p
WHERE p.structure_id = @structure AND p.etat = 'disponible' AND p.type <> 'text/plain'
ORDER BY p.created_at DESC, p.id
LIMIT @limite`

// Lister gives the last documents that a structure deposited, newest first, to take them again in
// another mémoire; a pasted text is joined to none. An actor who does not read the structure gets the fault « introuvable ».
func (s *Service) Lister(ctx context.Context, par Acteur, structure int64, limite int) ([]Piece, error) {
	if !par.LitStructure(structure) {
		return nil, absente()
	}
	rows, err := s.db.Pool.Query(ctx, sqlLister, pgx.NamedArgs{"structure": structure, "limite": limite})
	if err != nil {
		return nil, fmt.Errorf("list the pieces: %w", err)
	}
	out, err := pgx.CollectRows(rows, pgx.RowToStructByName[Piece])
	if err != nil {
		return nil, fmt.Errorf("list the pieces: %w", err)
	}
	return out, nil
}
