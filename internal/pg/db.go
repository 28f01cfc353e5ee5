package pg

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgtype"
	"github.com/jackc/pgx/v5/pgxpool"
)

// Querier is what runs SQL: a [Tx] or the pool of a [DB]. Reads that need no transaction take it,
// so that one function serves both.
type Querier interface {
	Exec(ctx context.Context, sql string, args ...any) (pgconn.CommandTag, error)
	Query(ctx context.Context, sql string, args ...any) (pgx.Rows, error)
	QueryRow(ctx context.Context, sql string, args ...any) pgx.Row
	SendBatch(ctx context.Context, b *pgx.Batch) pgx.BatchResults
	CopyFrom(ctx context.Context, table pgx.Identifier, columns []string, src pgx.CopyFromSource) (int64, error)
}

// DB is one database and its pool of connections.
type DB struct {
	// Pool serves reads outside transactions, and the libraries that want a pool of their own.
	Pool *pgxpool.Pool
}

// poolParDefaut leaves room for the turns, the writers of the journal, the jobs and the requests of one
// process at the same time; pgx alone would take four.
const poolParDefaut = 20

// requestTimeout bounds one statement, so that a lost lock cannot hold a connection for ever.
const requestTimeout = "30s"

// Open connects to the database at url and checks that it answers. The pool size comes from the
// pool_max_conns parameter of the url; M10 of promises.md says how to choose it.
func Open(ctx context.Context, url string) (*DB, error) {
	cfg, err := pgxpool.ParseConfig(url)
	if err != nil {
		return nil, fmt.Errorf("read the database address: %w", err)
	}
	if !strings.Contains(url, "pool_max_conns") {
		cfg.MaxConns = poolParDefaut
	}
	params := cfg.ConnConfig.RuntimeParams
	setDefault(params, "application_name", "claudia")
	setDefault(params, "timezone", "UTC")
	setDefault(params, "statement_timeout", requestTimeout)
	setDefault(params, "idle_in_transaction_session_timeout", "60s")
	if cfg.ConnConfig.ConnectTimeout == 0 {
		cfg.ConnConfig.ConnectTimeout = 5 * time.Second
	}
	cfg.AfterConnect = func(_ context.Context, conn *pgx.Conn) error {
		conn.TypeMap().RegisterType(&pgtype.Type{
			Name:  "timestamptz",
			OID:   pgtype.TimestamptzOID,
			Codec: &pgtype.TimestamptzCodec{ScanLocation: time.UTC},
		})
		return nil
	}
	pool, err := pgxpool.NewWithConfig(ctx, cfg)
	if err != nil {
		return nil, fmt.Errorf("open the pool: %w", err)
	}
	if err := pool.Ping(ctx); err != nil {
		pool.Close()
		return nil, fmt.Errorf("reach the database: %w", err)
	}
	return &DB{Pool: pool}, nil
}

// Close waits for the connections that are out, then closes the pool.
func (db *DB) Close() { db.Pool.Close() }

// ConnConfig gives a copy of the settings of one connection, for a component that needs its own
// (the listener of the bus).
func (db *DB) ConnConfig() *pgx.ConnConfig { return db.Pool.Config().ConnConfig.Copy() }

func setDefault(params map[string]string, key, value string) {
	if _, ok := params[key]; !ok {
		params[key] = value
	}
}
