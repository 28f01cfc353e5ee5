package pg

import (
	"errors"
	"net"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"claudia/internal/fault"
)

// SQLSTATE codes that change what we do.
const (
	serializationFailure = "40001"
	deadlockDetected     = "40P01"
	diskFull             = "53100"
	adminShutdown        = "57P01"
	crashShutdown        = "57P02"
	cannotConnectNow     = "57P03"
	tooManyConnections   = "53300"
)

// Fault turns err into the fault named for the constraint that it broke. An error on another
// constraint, or on none, comes back unchanged. The cause stays inside for the log.
func Fault(err error, byConstraint map[string]*fault.Error) error {
	var pgErr *pgconn.PgError
	if !errors.As(err, &pgErr) {
		return err
	}
	f, ok := byConstraint[pgErr.ConstraintName]
	if !ok || pgErr.ConstraintName == "" {
		return err
	}
	withCause := *f
	withCause.Err = err
	return &withCause
}

// Absent gives f when err says that no row was found, err otherwise. With
// fault.AbsentOuEtranger it makes "not yours" and "does not exist" the same answer (P18).
func Absent(err error, f *fault.Error) error {
	if errors.Is(err, pgx.ErrNoRows) {
		return f
	}
	return err
}

// BreaksConstraint says whether err is the breach of the named constraint.
func BreaksConstraint(err error, name string) bool {
	var pgErr *pgconn.PgError
	return errors.As(err, &pgErr) && pgErr.ConstraintName == name
}

func retriable(err error) bool {
	switch code(err) {
	case serializationFailure, deadlockDetected:
		return true
	default:
		return false
	}
}

func code(err error) string {
	if pgErr, ok := errors.AsType[*pgconn.PgError](err); ok {
		return pgErr.Code
	}
	return ""
}

// unavailable names the outages a person can wait out (P24, P26); a fault already made stays.
func unavailable(err error) error {
	if err == nil {
		return nil
	}
	if _, ok := fault.As(err); ok {
		return err
	}
	switch code(err) {
	case diskFull:
		return away("stockage_indisponible", "Le stockage est momentanément plein : rien n'a été enregistré. Votre saisie est conservée à l'écran ; réessayez dans une minute.", err)
	case adminShutdown, crashShutdown, cannotConnectNow, tooManyConnections, serializationFailure, deadlockDetected:
		return away("base_indisponible", "Le service est momentanément indisponible. Votre saisie est conservée à l'écran ; nouvel essai dans quelques secondes.", err)
	}
	var connErr *pgconn.ConnectError
	var netErr *net.OpError
	if errors.As(err, &connErr) || errors.As(err, &netErr) {
		return away("base_indisponible", "Le service est momentanément indisponible. Votre saisie est conservée à l'écran ; nouvel essai dans quelques secondes.", err)
	}
	return err
}

func away(code, message string, cause error) *fault.Error {
	return &fault.Error{Kind: fault.Indisponible, Code: code, Message: message, Apres: 5, Err: cause}
}

// foreignKeyViolation is the SQLSTATE of a row that others still point to, or that points nowhere.
const foreignKeyViolation = "23503"

// BreaksForeignKey says whether err is the breach of a foreign key, whichever.
func BreaksForeignKey(err error) bool { return code(err) == foreignKeyViolation }
