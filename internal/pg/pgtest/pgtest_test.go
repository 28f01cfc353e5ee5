package pgtest_test

import (
	"context"
	"os"
	"testing"

	"claudia/internal/pg"
	"claudia/internal/pg/pgtest"
)

func TestMain(m *testing.M) { os.Exit(pgtest.Main(m)) }

func TestNew_givesEachTestItsOwnDatabase(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	a, b := pgtest.New(t), pgtest.New(t)
	if _, err := a.Pool.Exec(ctx, "CREATE TABLE only_in_a (x int)"); err != nil {
		t.Fatal(err)
	}
	var inB bool
	if err := b.Pool.QueryRow(ctx, "SELECT to_regclass('only_in_a') IS NOT NULL").Scan(&inB); err != nil {
		t.Fatal(err)
	}
	if inB {
		t.Error("a table made in one database shows in the other")
	}
	if err := pg.Migrate(ctx, a); err != nil {
		t.Errorf("Migrate on a migrated database = %v, want nil", err)
	}
}

func TestPrepareAll_acceptsNamedArguments(t *testing.T) {
	t.Parallel()
	pgtest.PrepareAll(t, pgtest.New(t), map[string]string{"sqlNow": "SELECT now() + @delay::interval"})
}

func BenchmarkNew(b *testing.B) {
	for b.Loop() {
		pgtest.New(b)
	}
}
