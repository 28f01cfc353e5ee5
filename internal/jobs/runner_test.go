package jobs_test

import (
	"context"
	"errors"
	"log/slog"
	"os"
	"testing"
	"time"

	"claudia/internal/jobs"
	"claudia/internal/pg"
	"claudia/internal/pg/pgtest"
)

func TestMain(m *testing.M) { os.Exit(pgtest.Main(m)) }

type greetArgs struct {
	Name string `json:"name"`
}

func (greetArgs) Kind() string { return "greet" }

func start(t *testing.T, register func(r *jobs.Runner)) (*jobs.Runner, *pg.DB) {
	t.Helper()
	db := pgtest.New(t)
	r, err := jobs.New(db, jobs.Options{Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	register(r)
	if err := errors.Join(r.Start(t.Context()), r.Start(t.Context())); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
		defer cancel()
		if err := errors.Join(r.Stop(ctx), r.Stop(ctx)); err != nil {
			t.Error(err)
		}
	})
	return r, db
}

func receive(t *testing.T, c <-chan string) string {
	t.Helper()
	select {
	case s := <-c:
		return s
	case <-time.After(20 * time.Second):
		t.Fatal("no job ran in 20 s")
		return ""
	}
}

func TestEnqueueTx_runsAfterCommitOnly(t *testing.T) {
	t.Parallel()
	ran := make(chan string, 10)
	r, db := start(t, func(r *jobs.Runner) {
		err := jobs.Register(r, func(_ context.Context, a greetArgs) error {
			ran <- a.Name
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	})
	back := errors.New("roll back")
	err := db.InTx(t.Context(), func(tx pg.Tx) error {
		return errors.Join(r.EnqueueTx(t.Context(), tx, greetArgs{"never"}), back)
	})
	if !errors.Is(err, back) {
		t.Fatal(err)
	}
	err = db.InTx(t.Context(), func(tx pg.Tx) error {
		return errors.Join(
			r.EnqueueTx(t.Context(), tx, greetArgs{"Ioana"}, jobs.Once()),
			r.EnqueueTx(t.Context(), tx, greetArgs{"Ioana"}, jobs.Once()),
			r.EnqueueTx(t.Context(), tx, greetArgs{"later"}, jobs.At(time.Now().Add(time.Hour))))
	})
	if err != nil {
		t.Fatal(err)
	}
	if got := receive(t, ran); got != "Ioana" {
		t.Errorf("the job that ran is %q, want Ioana", got)
	}
	var waiting int
	err = db.Pool.QueryRow(t.Context(), "SELECT count(*) FROM river.river_job WHERE args->>'name' <> 'later'").Scan(&waiting)
	if err != nil || waiting != 1 {
		t.Errorf("%d jobs put in, %v; want 1: Once leaves the second out and the rollback the other", waiting, err)
	}
}

func TestEvery_runsAtStart(t *testing.T) {
	t.Parallel()
	ran := make(chan string, 10)
	start(t, func(r *jobs.Runner) {
		err := jobs.Register(r, func(_ context.Context, a greetArgs) error {
			ran <- a.Name
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		r.Every(time.Hour, greetArgs{"sweep"})
	})
	if got := receive(t, ran); got != "sweep" {
		t.Errorf("the job that ran is %q, want sweep", got)
	}
}

func TestRegister_refusesAKindTwice(t *testing.T) {
	t.Parallel()
	r, err := jobs.New(pgtest.New(t), jobs.Options{})
	if err != nil {
		t.Fatal(err)
	}
	work := func(context.Context, greetArgs) error { return nil }
	if err := jobs.Register(r, work); err != nil {
		t.Fatal(err)
	}
	if err := jobs.Register(r, work); err == nil {
		t.Error("Register of a kind twice = nil")
	}
}
