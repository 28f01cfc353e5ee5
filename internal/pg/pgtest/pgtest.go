package pgtest

import (
	"context"
	"crypto/rand"
	"fmt"
	"net/url"
	"os"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"claudia/internal/pg"
)

// EnvURL names the server to use instead of a private one. Its role must be a superuser, or own
// CREATEDB and the templates.
const EnvURL = "TEST_DATABASE_URL"

// New gives a migrated database of its own to the test, closed and dropped at its end. Tests may run
// in parallel.
func New(tb testing.TB) *pg.DB {
	tb.Helper()
	ctx := context.Background()
	server, err := shared.start(ctx)
	if err != nil {
		tb.Fatalf("pgtest: %v", err)
	}
	name := "t_" + strings.ToLower(rand.Text())
	if err := server.clone(ctx, name); err != nil {
		tb.Fatalf("pgtest: %v", err)
	}
	db, err := pg.Open(ctx, server.address(name)+"&pool_max_conns=8")
	if err != nil {
		tb.Fatalf("pgtest: open: %v", err)
	}
	tb.Cleanup(func() {
		db.Close()
		ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
		defer cancel()
		if err := server.exec(ctx, "DROP DATABASE IF EXISTS "+name+" WITH (FORCE)"); err != nil {
			tb.Errorf("pgtest: drop: %v", err)
		}
	})
	return db
}

// URL gives the address of db, for a test that opens a second pool or starts a process on it.
func URL(db *pg.DB) string { return db.Pool.Config().ConnString() }

// PrepareAll PREPAREs each query constant, by its name, on the schema of db: a misspelt column or
// table fails here and not on the day the query runs. Named arguments (@x) become $n, as pgx does.
func PrepareAll(tb testing.TB, db *pg.DB, queries map[string]string) {
	tb.Helper()
	ctx := context.Background()
	conn, err := db.Pool.Acquire(ctx)
	if err != nil {
		tb.Fatalf("pgtest: %v", err)
	}
	defer conn.Release()
	for name, query := range queries {
		sql, _, err := (pgx.NamedArgs{}).RewriteQuery(ctx, conn.Conn(), query, nil)
		if err != nil {
			tb.Errorf("%s: %v", name, err)
			continue
		}
		if _, err := conn.Conn().Prepare(ctx, "", sql); err != nil {
			tb.Errorf("%s: %v\n%s", name, err, query)
		}
	}
}

// server is a PostgreSQL that holds the template.
type server struct {
	url      string
	template string
}

// templateLock serializes the making of the template between test binaries.
const templateLock = 7_209_002

func (s *server) exec(ctx context.Context, statement string) error {
	return s.with(ctx, func(conn *pgx.Conn) error {
		_, err := conn.Exec(ctx, statement)
		return err
	})
}

func (s *server) with(ctx context.Context, fn func(*pgx.Conn) error) error {
	conn, err := pgx.Connect(ctx, s.url)
	if err != nil {
		return fmt.Errorf("reach the server: %w", err)
	}
	defer conn.Close(ctx) //nolint:errcheck // nothing is pending on it
	return fn(conn)
}

func (s *server) clone(ctx context.Context, name string) error {
	err := s.exec(ctx, "CREATE DATABASE "+name+" TEMPLATE "+s.template+" STRATEGY file_copy")
	if err != nil {
		return fmt.Errorf("clone the template: %w", err)
	}
	return nil
}

// prepare makes the template of the present migrations unless it exists.
func (s *server) prepare(ctx context.Context) error {
	hash, err := pg.MigrationsHash()
	if err != nil {
		return err
	}
	s.template = "template_claudia_" + hash
	return s.with(ctx, func(conn *pgx.Conn) error {
		if _, err := conn.Exec(ctx, "SELECT pg_advisory_lock($1)", templateLock); err != nil {
			return fmt.Errorf("lock the template: %w", err)
		}
		var ready bool
		err := conn.QueryRow(ctx, "SELECT EXISTS (SELECT FROM pg_database WHERE datname = $1 AND datistemplate)", s.template).Scan(&ready)
		if err != nil || ready {
			return err
		}
		return s.makeTemplate(ctx, conn)
	})
}

func (s *server) makeTemplate(ctx context.Context, conn *pgx.Conn) error {
	// An unfinished template of an interrupted run is not marked is_template.
	if _, err := conn.Exec(ctx, "DROP DATABASE IF EXISTS "+s.template+" WITH (FORCE)"); err != nil {
		return fmt.Errorf("drop an unfinished template: %w", err)
	}
	if _, err := conn.Exec(ctx, "CREATE DATABASE "+s.template); err != nil {
		return fmt.Errorf("make the template: %w", err)
	}
	db, err := pg.Open(ctx, s.address(s.template))
	if err != nil {
		return err
	}
	err = pg.Migrate(ctx, db)
	db.Close()
	if err != nil {
		return err
	}
	if _, err := conn.Exec(ctx, "ALTER DATABASE "+s.template+" WITH ALLOW_CONNECTIONS false IS_TEMPLATE true"); err != nil {
		return fmt.Errorf("close the template: %w", err)
	}
	return nil
}

// address is the server's url with another database.
func (s *server) address(database string) string {
	u, err := url.Parse(s.url)
	if err != nil { // prepare has already connected with it
		return s.url
	}
	u.Path = "/" + database
	if u.RawQuery == "" {
		u.RawQuery = "application_name=pgtest"
	}
	return u.String()
}

// memoryDir is where a cluster costs the least: memory when the machine offers it.
func memoryDir() string {
	const shm = "/dev/shm"
	probe, err := os.MkdirTemp(shm, "claudia-probe-")
	if err != nil {
		return os.TempDir()
	}
	_ = os.Remove(probe)
	return shm
}

// Dir gives a directory for the cluster of this process, and removes those that dead processes
// left.
func Dir() string {
	base := memoryDir()
	removeStale(base)
	return base + "/" + prefix + strconv.Itoa(os.Getpid())
}
