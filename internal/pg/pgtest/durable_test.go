package pgtest_test

import (
	"context"
	"errors"
	"os"
	"testing"

	"claudia/internal/pg"
	"claudia/internal/pg/cluster"
	"claudia/internal/pg/pgtest"
)

// The cluster of the demo is one that VerifierDurabilite takes; the one of the tests is not.
func TestCluster_durability(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	dir := pgtest.Dir() + "-durable"
	c, err := cluster.Start(ctx, cluster.Options{Dir: dir})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := errors.Join(c.Stop(ctx), os.RemoveAll(dir)); err != nil {
			t.Error(err)
		}
	})
	db, err := pg.Open(ctx, c.URL())
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if err := pg.Migrate(ctx, db); err != nil {
		t.Errorf("Migrate on a new cluster = %v", err)
	}
	if err := pg.VerifierDurabilite(ctx, db); err != nil {
		t.Errorf("VerifierDurabilite on the demo's cluster = %v", err)
	}
	var refusal *pg.DurabiliteError
	if err := pg.VerifierDurabilite(ctx, pgtest.New(t)); os.Getenv(pgtest.EnvURL) == "" && (!errors.As(err, &refusal) || refusal.Reglage != "fsync") {
		t.Errorf("VerifierDurabilite on the tests' cluster = %v, want a refusal of fsync", err)
	}
}
