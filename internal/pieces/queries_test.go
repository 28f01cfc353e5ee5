package pieces

import (
	"testing"

	"claudia/internal/pg/pgtest"
)

func TestQueries_prepareOnTheSchema(t *testing.T) {
	t.Parallel()
	pgtest.PrepareAll(t, pgtest.New(t), map[string]string{
		"sqlInscrire":  sqlInscrire,
		"sqlLire":      sqlLire,
		"sqlLister":    sqlLister,
		"sqlMeme":      sqlMeme,
		"sqlOccupe":    sqlOccupe,
		"sqlSupprimer": sqlSupprimer,
		"sqlConnue":    sqlConnue,
	})
}
