package pg

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"embed"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"

	"github.com/jackc/pgx/v5/stdlib"
	"github.com/pressly/goose/v3"
	"github.com/riverqueue/river/riverdriver/riverpgxv5"
	"github.com/riverqueue/river/rivermigrate"
)

//go:embed migrations/*.sql
var migrationFiles embed.FS

// RiverSchema holds the tables of the job library, apart from ours.
const RiverSchema = "river"

// migrationLock is the advisory lock under which one process at a time migrates; any fixed number
// that nobody else uses will do.
const migrationLock = 7_209_001

// Migrate brings the database to the newest schema: our sequence, then River's. Several processes
// may call it at once, one does the work. A database newer than this program is refused.
func Migrate(ctx context.Context, db *DB) error {
	cfg := db.ConnConfig()
	cfg.RuntimeParams["statement_timeout"] = "0" // a migration takes what it takes
	sqlDB := stdlib.OpenDB(*cfg)
	defer sqlDB.Close() //nolint:errcheck // nothing is pending on it
	lock, err := sqlDB.Conn(ctx)
	if err != nil {
		return fmt.Errorf("migrate: %w", err)
	}
	defer lock.Close() //nolint:errcheck // closing the session frees the lock as well
	if _, err := lock.ExecContext(ctx, "SELECT pg_advisory_lock($1)", migrationLock); err != nil {
		return fmt.Errorf("migrate: take the lock: %w", err)
	}
	if err := migrateOurs(ctx, sqlDB); err != nil {
		return err
	}
	return migrateRiver(ctx, db)
}

func migrateOurs(ctx context.Context, sqlDB *sql.DB) error {
	files, err := fs.Sub(migrationFiles, "migrations")
	if err != nil {
		return fmt.Errorf("migrate: %w", err)
	}
	provider, err := goose.NewProvider(goose.DialectPostgres, sqlDB, files,
		goose.WithAllowOutofOrder(true), // numbers are reserved by room, see doc.go
		goose.WithDisableGlobalRegistry(true),
		goose.WithSlog(slog.New(slog.DiscardHandler)))
	if err != nil {
		return fmt.Errorf("migrate: read the migrations: %w", err)
	}
	if err := refuseNewer(ctx, provider); err != nil {
		return err
	}
	if _, err := provider.Up(ctx); err != nil {
		return fmt.Errorf("migrate: %w", err)
	}
	return nil
}

// ErrSchemaTooNew says that a newer program has already migrated this database.
var ErrSchemaTooNew = errors.New("la base de données a été préparée par une version plus récente du programme : installez cette version ou restaurez une sauvegarde")

func refuseNewer(ctx context.Context, provider *goose.Provider) error {
	version, err := provider.GetDBVersion(ctx)
	if err != nil {
		return fmt.Errorf("migrate: read the version: %w", err)
	}
	sources := provider.ListSources()
	if len(sources) == 0 || version > sources[len(sources)-1].Version {
		return fmt.Errorf("migrate: version %d: %w", version, ErrSchemaTooNew)
	}
	return nil
}

func migrateRiver(ctx context.Context, db *DB) error {
	migrator, err := rivermigrate.New(riverpgxv5.New(db.Pool), &rivermigrate.Config{
		Schema: RiverSchema,
		Logger: slog.New(slog.DiscardHandler),
	})
	if err != nil {
		return fmt.Errorf("migrate the jobs: %w", err)
	}
	if _, err := migrator.Migrate(ctx, rivermigrate.DirectionUp, nil); err != nil {
		return fmt.Errorf("migrate the jobs: %w", err)
	}
	return nil
}

// MigrationsHash names the content of the migrations: the test template is made again when it
// changes.
func MigrationsHash() (string, error) {
	h := sha256.New()
	names, err := fs.Glob(migrationFiles, "migrations/*.sql")
	if err != nil {
		return "", fmt.Errorf("list the migrations: %w", err)
	}
	for _, name := range names {
		content, err := migrationFiles.ReadFile(name)
		if err != nil {
			return "", fmt.Errorf("read a migration: %w", err)
		}
		h.Write(fmt.Appendf(nil, "%s %d\n", name, len(content)))
		h.Write(content)
	}
	return hex.EncodeToString(h.Sum(nil))[:16], nil
}
