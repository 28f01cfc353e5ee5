package pg

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
)

// Tx is an open transaction, handed out by [DB.InTx]. It can neither begin, commit nor roll back:
// the caller of InTx decides by the error that it returns.
type Tx interface {
	Querier
	raw() pgx.Tx
}

// tx hides Begin, Commit and Rollback of the pgx transaction. pgx.Tx is a named field and not
// embedded, so that no method leaks.
type tx struct{ inner pgx.Tx }

func (t tx) Exec(ctx context.Context, sql string, args ...any) (pgconn.CommandTag, error) {
	return t.inner.Exec(ctx, sql, args...)
}

func (t tx) Query(ctx context.Context, sql string, args ...any) (pgx.Rows, error) {
	return t.inner.Query(ctx, sql, args...)
}

func (t tx) QueryRow(ctx context.Context, sql string, args ...any) pgx.Row {
	return t.inner.QueryRow(ctx, sql, args...)
}

func (t tx) SendBatch(ctx context.Context, b *pgx.Batch) pgx.BatchResults {
	return t.inner.SendBatch(ctx, b)
}

func (t tx) CopyFrom(ctx context.Context, table pgx.Identifier, columns []string, src pgx.CopyFromSource) (int64, error) {
	return t.inner.CopyFrom(ctx, table, columns, src)
}

func (t tx) raw() pgx.Tx { return t.inner }

// Raw gives the pgx transaction under t, for libraries that join a transaction (River's InsertTx).
// Nobody else needs it.
func Raw(t Tx) pgx.Tx { return t.raw() }

const (
	// attempts bounds how often a transaction runs: beyond a few, the load itself is the trouble.
	attempts = 5
	// firstPause is doubled at each try and drawn at random, so that two rivals part.
	firstPause = 5 * time.Millisecond
)

// InTx runs fn in a transaction: commit when it returns nil, rollback when it returns an error or
// panics. A serialization failure or a deadlock runs fn again, at most five times. The error of fn
// comes back wrapped as it is; a database that is away or full comes back as a fault of kind
// Indisponible.
func (db *DB) InTx(ctx context.Context, fn func(tx Tx) error) error {
	var err error
	for try := range attempts {
		if err = db.once(ctx, fn); !retriable(err) {
			break
		}
		if waitErr := pause(ctx, firstPause<<try); waitErr != nil {
			return waitErr
		}
	}
	return unavailable(err)
}

func (db *DB) once(ctx context.Context, fn func(tx Tx) error) (err error) {
	inner, err := db.Pool.Begin(ctx)
	if err != nil {
		return fmt.Errorf("begin: %w", err)
	}
	done := false
	defer func() {
		if done {
			return
		}
		// The caller's context may be the reason of the rollback, so it must not cut it short.
		back, cancel := context.WithTimeout(context.WithoutCancel(ctx), 5*time.Second)
		defer cancel()
		if rbErr := inner.Rollback(back); rbErr != nil && !errors.Is(rbErr, pgx.ErrTxClosed) {
			err = errors.Join(err, fmt.Errorf("roll back: %w", rbErr))
		}
	}()
	if err := fn(tx{inner}); err != nil {
		return err
	}
	done = true
	if err := inner.Commit(ctx); err != nil {
		return fmt.Errorf("commit: %w", err)
	}
	return nil
}

func pause(ctx context.Context, limit time.Duration) error {
	//nolint:gosec // the draw only spreads retries, nobody gains by guessing it
	timer := time.NewTimer(limit/2 + rand.N(limit/2))
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
