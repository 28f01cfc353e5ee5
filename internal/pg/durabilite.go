package pg

import (
	"context"
	"fmt"
)

// DurabiliteError says why a database may not be used: it could acknowledge a commit and lose it
// (promises.md P5). The caller exits with code 3.
type DurabiliteError struct {
	// Reglage is the PostgreSQL setting at fault.
	Reglage string
	// Message is the one French line to print; it names the setting and what to do.
	Message string
}

// Error gives the French line.
func (e *DurabiliteError) Error() string { return e.Message }

// OptionDurabilite relaxes the check.
type OptionDurabilite func(*durabilite)

type durabilite struct {
	fsync, fullPageWrites, synchronousCommit, standbys string
	replica                                            bool
	version                                            int
	forTests                                           bool
}

// PourLesTests accepts the test cluster, whose data live in memory: fsync, full_page_writes and
// synchronous_commit may be off.
func PourLesTests() OptionDurabilite { return func(d *durabilite) { d.forTests = true } }

const sqlDurabilite = `
SELECT current_setting('fsync'),
       current_setting('full_page_writes'),
       current_setting('synchronous_commit'),
       current_setting('synchronous_standby_names'),
       pg_is_in_recovery(),
       current_setting('server_version_num')::int`

// VerifierDurabilite refuses a database that can lie about commits: fsync or full_page_writes off,
// synchronous_commit off (or local where a synchronous standby is named), a replica, a server older
// than 14. The refusal is an *DurabiliteError.
func VerifierDurabilite(ctx context.Context, db *DB, options ...OptionDurabilite) error {
	var d durabilite
	for _, option := range options {
		option(&d)
	}
	err := db.Pool.QueryRow(ctx, sqlDurabilite).Scan(
		&d.fsync, &d.fullPageWrites, &d.synchronousCommit, &d.standbys, &d.replica, &d.version)
	if err != nil {
		return fmt.Errorf("read the durability settings: %w", err)
	}
	return d.verdict()
}

func (d durabilite) verdict() error {
	refuse := func(reglage, format string, args ...any) error {
		return &DurabiliteError{Reglage: reglage, Message: fmt.Sprintf("Base de données refusée : "+format, args...)}
	}
	switch {
	case d.version < 14_00_00:
		return refuse("server_version", "PostgreSQL %d est trop ancien (server_version), installez la version 14 ou plus.", d.version/10000)
	case d.replica:
		return refuse("pg_is_in_recovery", "ce serveur est une réplique en lecture (pg_is_in_recovery), indiquez l'adresse du serveur principal dans DATABASE_URL.")
	case d.forTests:
		return nil
	case d.fsync != "on":
		return refuse("fsync", "fsync = %s, un envoi confirmé pourrait être perdu. Remettez fsync = on dans postgresql.conf.", d.fsync)
	case d.fullPageWrites != "on":
		return refuse("full_page_writes", "full_page_writes = %s, une coupure pourrait abîmer les données. Remettez full_page_writes = on dans postgresql.conf.", d.fullPageWrites)
	case d.synchronousCommit == "off":
		return refuse("synchronous_commit", "synchronous_commit = off, un envoi confirmé pourrait être perdu. Remettez synchronous_commit = on.")
	case d.synchronousCommit == "local" && d.standbys != "":
		return refuse("synchronous_commit", "synchronous_commit = local alors qu'un serveur de secours synchrone est nommé (%s). Remettez synchronous_commit = on.", d.standbys)
	}
	return nil
}
