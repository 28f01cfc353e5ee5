package comptes

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"claudia/internal/debit"
	"claudia/internal/fault"
	"claudia/internal/pg"
)

// Options are what a Service needs beside the database; the zero value serves.
type Options struct {
	// Horloge gives the time; nil means the machine's clock. Tests inject theirs (P23).
	Horloge func() time.Time
	// HachagesSimultanes bounds the password computations at one time: each takes 19 MiB and about
	// 40 ms of a processor. 0 means 4.
	HachagesSimultanes int
}

// Service is the only code that reads and changes accounts, structures and rights. It may be used
// from several goroutines.
type Service struct {
	db       *pg.DB
	horloge  func() time.Time
	hachages chan struct{} // one place for each computation under way
	debit    debit.Debit
}

// New makes the Service over db.
func New(db *pg.DB, o Options) *Service {
	if o.Horloge == nil {
		o.Horloge = time.Now
	}
	if o.HachagesSimultanes <= 0 {
		o.HachagesSimultanes = 4
	}
	return &Service{
		db:       db,
		horloge:  o.Horloge,
		hachages: make(chan struct{}, o.HachagesSimultanes),
	}
}

// Acteur reads the rights that the person holds now (P19). A person who is unknown or disabled gets
// the fault session_expiree of kind NonAuthentifie.
func (s *Service) Acteur(ctx context.Context, id UtilisateurID, origine Origine) (Acteur, error) {
	return acteur(ctx, s.db.Pool, id, origine)
}

// ActeurTx is Acteur inside a transaction.
func (s *Service) ActeurTx(ctx context.Context, tx pg.Tx, id UtilisateurID, origine Origine) (Acteur, error) {
	return acteur(ctx, tx, id, origine)
}

// ErrSession is the answer to a request whose session is over, for whatever reason.
func ErrSession() *fault.Error {
	return fault.New(fault.NonAuthentifie, "session_expiree", "Votre session est terminée. Connectez-vous à nouveau ; votre saisie est conservée.")
}

func acteur(ctx context.Context, q pg.Querier, id UtilisateurID, origine Origine) (Acteur, error) {
	rows, err := q.Query(ctx, sqlDroits, pgx.NamedArgs{"utilisateur": id})
	if err != nil {
		return Acteur{}, fmt.Errorf("read the rights of %d: %w", id, err)
	}
	d, err := pgx.CollectExactlyOneRow(rows, pgx.RowToStructByName[droits])
	if err != nil {
		return Acteur{}, fmt.Errorf("read the rights of %d: %w", id, pg.Absent(err, ErrSession()))
	}
	a := Acteur{
		Utilisateur:  id,
		Nom:          d.Prenom + " " + d.Nom,
		Origine:      origine,
		Profils:      make(map[StructureID]Profil, len(d.Lecture)),
		Gestionnaire: d.Gestionnaire,
		Roles:        d.Roles,
		Juridiction:  d.Juridiction,
	}
	for _, structure := range d.Lecture {
		a.Profils[structure] = Consultation
	}
	for _, structure := range d.Ecriture {
		a.Profils[structure] = Modification
	}
	return a, nil
}

// Utilisateur gives a person that the actor may know: himself, a colleague of a structure that he
// manages, or anybody for the support desk. Others answer « introuvable ».
func (s *Service) Utilisateur(ctx context.Context, par Acteur, id UtilisateurID) (Utilisateur, error) {
	absent := fault.AbsentOuEtranger("cet utilisateur")
	if par.Utilisateur != id && !par.EstSupport() && par.Origine != Systeme {
		var shared bool
		err := s.db.Pool.QueryRow(ctx, sqlRattacheParmi, pgx.NamedArgs{"utilisateur": id, "structures": par.Gestionnaire}).Scan(&shared)
		if err != nil {
			return Utilisateur{}, fmt.Errorf("read the rattachement: %w", err)
		}
		if !shared {
			return Utilisateur{}, absent
		}
	}
	u, err := one[Utilisateur](ctx, s.db.Pool, sqlUtilisateur, pgx.NamedArgs{"utilisateur": id})
	return u, pg.Absent(err, absent)
}

// Structure gives a structure that the actor may read: by a profile, by managing it, or as support
// agent, clerk or accountant. Others answer « introuvable ».
func (s *Service) Structure(ctx context.Context, par Acteur, id StructureID) (Structure, error) {
	return lireStructure(ctx, s.db.Pool, par, id)
}

// StructureTx is Structure inside a transaction.
func (s *Service) StructureTx(ctx context.Context, tx pg.Tx, par Acteur, id StructureID) (Structure, error) {
	return lireStructure(ctx, tx, par, id)
}

func structureAbsente() *fault.Error { return fault.AbsentOuEtranger("cette structure") }

func lireStructure(ctx context.Context, q pg.Querier, par Acteur, id StructureID) (Structure, error) {
	if !voitStructure(par, id) {
		return Structure{}, structureAbsente()
	}
	st, err := one[Structure](ctx, q, sqlStructure, pgx.NamedArgs{"structure": id})
	return st, pg.Absent(err, structureAbsente())
}

func voitStructure(par Acteur, id StructureID) bool {
	return par.PeutLire(id) || par.Gere(id) || par.EstSupport() || par.A(RoleGreffe) || par.A(RoleComptable) || par.Origine == Systeme
}

// Structures lists the structures that the actor may read by a profile or manages, by raison
// sociale.
func (s *Service) Structures(ctx context.Context, par Acteur) ([]Structure, error) {
	ids := append(par.Structures(), par.Gestionnaire...)
	return many[Structure](ctx, s.db.Pool, sqlStructuresParmi, pgx.NamedArgs{"structures": ids})
}

// one reads the single row of a query into T.
func one[T any](ctx context.Context, q pg.Querier, sql string, args pgx.NamedArgs) (T, error) {
	rows, err := q.Query(ctx, sql, args)
	if err != nil {
		var zero T
		return zero, err
	}
	return pgx.CollectExactlyOneRow(rows, pgx.RowToStructByName[T])
}

// many reads all the rows of a query.
func many[T any](ctx context.Context, q pg.Querier, sql string, args pgx.NamedArgs) ([]T, error) {
	rows, err := q.Query(ctx, sql, args)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, pgx.RowToStructByName[T])
}

// trace is one row of the history.
type trace struct {
	action      string
	utilisateur UtilisateurID
	structure   StructureID
	detail      map[string]any
}

// noterTx writes what the actor did in comptes_historique.
func noterTx(ctx context.Context, tx pg.Tx, par Acteur, t trace) error {
	if t.detail == nil {
		t.detail = map[string]any{}
	}
	detail, err := json.Marshal(t.detail)
	if err != nil {
		return fmt.Errorf("note %s: %w", t.action, err)
	}
	_, err = tx.Exec(ctx, sqlNoter, pgx.NamedArgs{
		"acteur": zeroToNull(par.Utilisateur), "nom": par.Nom, "origine": par.Origine, "action": t.action,
		"utilisateur": zeroToNull(t.utilisateur), "structure": zeroToNull(t.structure), "detail": detail,
	})
	if err != nil {
		return fmt.Errorf("note %s: %w", t.action, err)
	}
	return nil
}

func zeroToNull[T ~int64](id T) *T {
	if id == 0 {
		return nil
	}
	return &id
}

// stale makes the conflict of two tabs (HT-08); recu is what is stored now.
func stale(recu any) *fault.Error {
	f := fault.New(fault.Conflit, "modifie_entre_temps", "Ces informations ont été modifiées entre-temps par une autre personne ou dans un autre onglet. Relisez-les, puis recommencez.")
	f.Recu = recu
	return f
}

func isAbsent(err error) bool { return errors.Is(err, pgx.ErrNoRows) }
