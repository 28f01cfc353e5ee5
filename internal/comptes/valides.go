package comptes

import (
	"context"
	"crypto/sha256"
	"fmt"

	"github.com/jackc/pgx/v5"
)

const sqlSessionsValides = `
SELECT s.jeton
FROM sessions s
JOIN utilisateurs u ON u.id = s.utilisateur_id
WHERE s.jeton = ANY (@jetons::bytea[]) AND s.expire_at > @maintenant AND s.revoque_at IS NULL AND u.actif`

// SessionsRevoquees gives those of the tokens whose session is over, for the sockets that have been
// open for some time: one query for all of them (promises.md P19).
func (s *Service) SessionsRevoquees(ctx context.Context, jetons []string) ([]string, error) {
	digests := make([][]byte, len(jetons))
	for i, j := range jetons {
		sum := sha256.Sum256([]byte(j))
		digests[i] = sum[:]
	}
	rows, err := s.db.Pool.Query(ctx, sqlSessionsValides, pgx.NamedArgs{"jetons": digests, "maintenant": s.horloge()})
	if err != nil {
		return nil, fmt.Errorf("check the sessions: %w", err)
	}
	valid, err := pgx.CollectRows(rows, pgx.RowTo[[]byte])
	if err != nil {
		return nil, fmt.Errorf("check the sessions: %w", err)
	}
	known := make(map[string]bool, len(valid))
	for _, v := range valid {
		known[string(v)] = true
	}
	var revoked []string
	for i, j := range jetons {
		if !known[string(digests[i])] {
			revoked = append(revoked, j)
		}
	}
	return revoked, nil
}
