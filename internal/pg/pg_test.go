package pg_test

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/jackc/pgx/v5"

	"claudia/internal/fault"
	"claudia/internal/pg"
	"claudia/internal/pg/pgtest"
)

var update = flag.Bool("update", false, "write schema.sql again")

func TestMain(m *testing.M) { os.Exit(pgtest.Main(m)) }

// table makes a table with a named rule, beside the schema.
func table(t *testing.T, db *pg.DB) {
	t.Helper()
	_, err := db.Pool.Exec(t.Context(), `CREATE TABLE soldes (id int PRIMARY KEY, montant int CONSTRAINT soldes_positif CHECK (montant >= 0))`)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := db.Pool.Exec(t.Context(), `INSERT INTO soldes VALUES (1, 0), (2, 0)`); err != nil {
		t.Fatal(err)
	}
}

func sum(t *testing.T, db *pg.DB) (total int) {
	t.Helper()
	if err := db.Pool.QueryRow(t.Context(), `SELECT sum(montant) FROM soldes`).Scan(&total); err != nil {
		t.Fatal(err)
	}
	return total
}

func add(ctx context.Context, tx pg.Tx, id, montant int) error {
	_, err := tx.Exec(ctx, `UPDATE soldes SET montant = montant + @montant WHERE id = @id`, pgx.NamedArgs{"id": id, "montant": montant})
	return err
}

func TestInTx_rollsBackOnErrorAndPanic(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t)
	table(t, db)
	refused := errors.New("refused")
	err := db.InTx(t.Context(), func(tx pg.Tx) error { return errors.Join(add(t.Context(), tx, 1, 5), refused) })
	if !errors.Is(err, refused) {
		t.Errorf("InTx = %v, want the error of the callback", err)
	}
	func() {
		defer func() {
			if recover() == nil {
				t.Error("InTx swallowed the panic")
			}
		}()
		_ = db.InTx(t.Context(), func(tx pg.Tx) error {
			_ = add(t.Context(), tx, 1, 5)
			panic("bug")
		})
	}()
	ctx, cancel := context.WithCancel(t.Context())
	err = db.InTx(ctx, func(tx pg.Tx) error {
		defer cancel()
		return add(ctx, tx, 1, 5)
	})
	if err == nil {
		t.Error("InTx with a context that ended = nil")
	}
	if got := sum(t, db); got != 0 {
		t.Errorf("sum = %d after three rollbacks, want 0", got)
	}
	if n := db.Pool.Stat().AcquiredConns(); n != 0 {
		t.Errorf("%d connections not given back", n)
	}
}

func TestInTx_retriesDeadlocks(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t)
	table(t, db)
	var wg, both sync.WaitGroup
	both.Add(2)
	for i := range 2 {
		wg.Go(func() {
			first, second := 1+i, 2-i
			meet := sync.OnceFunc(func() { both.Done(); both.Wait() })
			err := db.InTx(t.Context(), func(tx pg.Tx) error {
				if err := add(t.Context(), tx, first, 1); err != nil {
					return err
				}
				meet() // both hold one row before either asks for the other's
				return add(t.Context(), tx, second, 1)
			})
			if err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	if got := sum(t, db); got != 4 {
		t.Errorf("sum = %d, want 4: each transaction once", got)
	}
}

func TestFault_namesTheConstraint(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t)
	table(t, db)
	err := db.InTx(t.Context(), func(tx pg.Tx) error { return add(t.Context(), tx, 1, -1) })
	want := fault.Sur("montant", "montant_negatif", "Le montant ne peut pas être négatif.")
	got, ok := fault.As(pg.Fault(err, map[string]*fault.Error{"soldes_positif": want}))
	if !ok || got.Code != want.Code || !errors.Is(got, err) || want.Err != nil {
		t.Errorf("Fault = %+v, want %s with its cause", got, want.Code)
	}
	if other := pg.Fault(err, map[string]*fault.Error{"autre": want}); !errors.Is(other, err) || fault.KindOf(other) != fault.Interne {
		t.Errorf("Fault on another constraint = %v, want the error itself", other)
	}
	if !pg.BreaksConstraint(err, "soldes_positif") || pg.BreaksForeignKey(err) {
		t.Error("BreaksConstraint or BreaksForeignKey is wrong")
	}
	_, err = db.Pool.Exec(t.Context(), "SELECT 1 FROM soldes WHERE false")
	if err != nil {
		t.Fatal(err)
	}
	if f := pg.Absent(fmt.Errorf("read: %w", pgx.ErrNoRows), want); !errors.Is(f, want) {
		t.Errorf("Absent = %v, want %v", f, want)
	}
}

func TestInTx_saysWhenTheDatabaseIsAway(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t)
	err := db.InTx(t.Context(), func(tx pg.Tx) error {
		_, err := tx.Exec(t.Context(), `DO $$ BEGIN RAISE EXCEPTION 'no room' USING ERRCODE = 'disk_full'; END $$`)
		return err
	})
	if f, ok := fault.As(err); !ok || f.Kind != fault.Indisponible || f.Code != "stockage_indisponible" {
		t.Errorf("InTx on a full disk = %v, want stockage_indisponible", err)
	}
	gone, err := pg.Open(t.Context(), pgtest.URL(db))
	if err != nil {
		t.Fatal(err)
	}
	defer gone.Close()
	err = gone.InTx(t.Context(), func(tx pg.Tx) error {
		_, err := tx.Exec(t.Context(), "SELECT pg_terminate_backend(pg_backend_pid())")
		return err
	})
	if f, ok := fault.As(err); !ok || f.Code != "base_indisponible" {
		t.Errorf("InTx on a cut connection = %v, want base_indisponible", err)
	}
}

func TestVerifierDurabilite_testCluster(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t)
	if err := pg.VerifierDurabilite(t.Context(), db, pg.PourLesTests()); err != nil {
		t.Errorf("VerifierDurabilite for tests = %v", err)
	}
}

func TestMigrate_refusesANewerSchema(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t)
	if _, err := db.Pool.Exec(t.Context(), "INSERT INTO goose_db_version (version_id, is_applied) VALUES (9999, true)"); err != nil {
		t.Fatal(err)
	}
	if err := pg.Migrate(t.Context(), db); !errors.Is(err, pg.ErrSchemaTooNew) {
		t.Errorf("Migrate = %v, want ErrSchemaTooNew", err)
	}
}

func TestMigrate_severalProcessesAtOnce(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t)
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			if err := pg.Migrate(t.Context(), db); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
}

// TestSchema_dump keeps schema.sql true: people read the whole schema in one file.
func TestSchema_dump(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t)
	tool, err := exec.LookPath("pg_dump")
	if err != nil {
		t.Fatal("pg_dump is missing: apt-get install postgresql-client")
	}
	out, err := exec.CommandContext(t.Context(), tool, "--schema-only", "--no-owner", "--no-privileges", "--schema=public",
		"--exclude-table=goose_db_version*", "--dbname="+withoutPool(pgtest.URL(db))).Output()
	if err != nil {
		t.Fatalf("pg_dump: %v", err)
	}
	got := tidy(string(out))
	if *update {
		if err := os.WriteFile("schema.sql", []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile("schema.sql")
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("schema.sql is not the schema of the migrations; write it again by\n\tgo test ./internal/pg -run TestSchema -update\n%s", diff)
	}
}

// withoutPool drops the parameter that only our pool understands.
func withoutPool(url string) string { return strings.ReplaceAll(url, "&pool_max_conns=8", "") }

// tidy keeps what does not depend on the version of pg_dump: no comment, no setting, one blank line
// between statements.
func tidy(dump string) string {
	var b strings.Builder
	b.WriteString("-- Dump of the migrations, for readers. Written by: go test ./internal/pg -run TestSchema -update\n")
	blank := true
	for line := range strings.Lines(dump) {
		switch {
		case strings.HasPrefix(line, "--"), strings.HasPrefix(line, "SET "), strings.HasPrefix(line, "SELECT pg_catalog."),
			strings.HasPrefix(line, `\`), strings.HasPrefix(line, "CREATE SCHEMA public"):
			continue
		case strings.TrimSpace(line) == "":
			blank = true
			continue
		}
		if blank {
			b.WriteByte('\n')
			blank = false
		}
		b.WriteString(line)
	}
	return b.String()
}
