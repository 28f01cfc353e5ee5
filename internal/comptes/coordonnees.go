package comptes

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"claudia/internal/fault"
	"claudia/internal/pg"
)

// Coordonnees are the bank details of a structure; they and the RIB travel with every sent mémoire
// (portail.md 1.7).
type Coordonnees struct {
	ID          CoordonneesID
	StructureID StructureID `db:"structure_id"`
	Nom         string      // free label: « Compte professionnel »
	Pays        string
	CleIBAN     string `db:"cle_iban"`
	BBAN        string
	BIC         string  // may be empty
	RIBPiece    *string `db:"rib_piece"` // handle of the RIB in pieces
	Actif       bool
	Version     int64
	CreatedAt   time.Time `db:"created_at"`
}

// IBAN gives the three parts together.
func (c Coordonnees) IBAN() IBAN { return IBAN{Pays: c.Pays, Cle: c.CleIBAN, BBAN: c.BBAN} }

// SaisieCoordonnees is the form « Créer une coordonnée bancaire ». Either IBAN holds the whole
// number, or Pays, CleIBAN and BBAN its parts.
type SaisieCoordonnees struct {
	Nom                 string
	IBAN                string
	Pays, CleIBAN, BBAN string
	BIC                 string
	RIBPiece            string // handle of a piece of the structure; empty for none yet
}

func (f *SaisieCoordonnees) normaliser() error {
	errNom := texte(&f.Nom, "nom", "le nom de la coordonnée bancaire", 1, 100)
	var iban IBAN
	var errIBAN error
	if f.IBAN != "" {
		iban, errIBAN = LireIBAN(f.IBAN)
	} else {
		iban, errIBAN = ValiderIBAN(IBAN{Pays: f.Pays, Cle: f.CleIBAN, BBAN: f.BBAN})
	}
	bic, errBIC := LireBIC(f.BIC)
	f.Pays, f.CleIBAN, f.BBAN, f.BIC = iban.Pays, iban.Cle, iban.BBAN, bic
	return errors.Join(errNom, errIBAN, errBIC)
}

func coordonneesAbsentes() *fault.Error {
	return fault.AbsentOuEtranger("cette coordonnée bancaire")
}

func faultsCoordonnees() map[string]*fault.Error {
	return map[string]*fault.Error{
		"coordonnees_iban_unique":      {Kind: fault.Conflit, Code: "coordonnees_existantes", Champ: "iban", Message: "Ce compte bancaire est déjà enregistré pour la structure."},
		"coordonnees_rib_de_structure": {Kind: fault.Introuvable, Code: "introuvable", Champ: "rib", Message: "Nous ne trouvons pas cette pièce. Déposez le RIB à nouveau."},
	}
}

// CreerCoordonnees adds bank details to a structure that the actor manages, and tells its people
// (threat 8). All the faults of the form come joined: champ_obligatoire, iban_invalide,
// bic_invalide; a known account is coordonnees_existantes.
func (s *Service) CreerCoordonnees(ctx context.Context, par Acteur, id StructureID, f SaisieCoordonnees) (Coordonnees, error) {
	if !par.Gere(id) {
		return Coordonnees{}, structureAbsente()
	}
	if err := f.normaliser(); err != nil {
		return Coordonnees{}, err
	}
	args := argsCoordonnees(f)
	args["structure"], args["par"] = id, par.Utilisateur
	var c Coordonnees
	err := s.db.InTx(ctx, func(tx pg.Tx) error {
		var err error
		if c, err = one[Coordonnees](ctx, tx, sqlCreerCoordonnees, args); err != nil {
			return err
		}
		return noterTx(ctx, tx, par, traceCoordonnees("coordonnees_creees", c))
	})
	return c, pg.Fault(err, faultsCoordonnees())
}

// ModifierCoordonnees changes bank details of a structure that the actor manages. A stale version is
// the fault modifie_entre_temps. Mémoires already sent keep what travelled with them.
func (s *Service) ModifierCoordonnees(ctx context.Context, par Acteur, id CoordonneesID, version int64, f SaisieCoordonnees) (Coordonnees, error) {
	if err := f.normaliser(); err != nil {
		return Coordonnees{}, err
	}
	args := argsCoordonnees(f)
	args["coordonnees"], args["version"] = id, version
	var c Coordonnees
	err := s.surCoordonnees(ctx, par, id, func(tx pg.Tx, before Coordonnees) error {
		var err error
		c, err = one[Coordonnees](ctx, tx, sqlModifierCoordonnees, args)
		if isAbsent(err) {
			return stale(before)
		}
		if err != nil {
			return err
		}
		return noterTx(ctx, tx, par, traceCoordonnees("coordonnees_modifiees", c))
	})
	return c, pg.Fault(err, faultsCoordonnees())
}

// RetirerCoordonnees takes bank details out of use; they stay for the mémoires that they paid.
func (s *Service) RetirerCoordonnees(ctx context.Context, par Acteur, id CoordonneesID) error {
	return s.surCoordonnees(ctx, par, id, func(tx pg.Tx, c Coordonnees) error {
		if !c.Actif {
			return nil
		}
		if _, err := tx.Exec(ctx, sqlRetirerCoordonnees, pgx.NamedArgs{"coordonnees": id}); err != nil {
			return fmt.Errorf("withdraw bank details: %w", err)
		}
		return noterTx(ctx, tx, par, traceCoordonnees("coordonnees_retirees", c))
	})
}

func (s *Service) surCoordonnees(ctx context.Context, par Acteur, id CoordonneesID, fn func(pg.Tx, Coordonnees) error) error {
	return s.db.InTx(ctx, func(tx pg.Tx) error {
		c, err := one[Coordonnees](ctx, tx, sqlVerrouillerCoordonnees, pgx.NamedArgs{"coordonnees": id})
		if err != nil {
			return pg.Absent(err, coordonneesAbsentes())
		}
		if !par.Gere(c.StructureID) {
			return coordonneesAbsentes()
		}
		return fn(tx, c)
	})
}

// CoordonneesDe lists the bank details in use of a structure where the actor holds a profile or that
// he manages, the oldest first.
func (s *Service) CoordonneesDe(ctx context.Context, par Acteur, id StructureID) ([]Coordonnees, error) {
	return coordonneesDe(ctx, s.db.Pool, par, id)
}

// CoordonneesTx is CoordonneesDe inside a transaction, for the sending of a mémoire.
func (s *Service) CoordonneesTx(ctx context.Context, tx pg.Tx, par Acteur, id StructureID) ([]Coordonnees, error) {
	return coordonneesDe(ctx, tx, par, id)
}

func coordonneesDe(ctx context.Context, q pg.Querier, par Acteur, id StructureID) ([]Coordonnees, error) {
	if !par.PeutLire(id) && !par.Gere(id) && par.Origine != Systeme {
		return nil, structureAbsente()
	}
	return many[Coordonnees](ctx, q, sqlCoordonneesDe, pgx.NamedArgs{"structure": id})
}

func argsCoordonnees(f SaisieCoordonnees) pgx.NamedArgs {
	var rib *string
	if f.RIBPiece != "" {
		rib = &f.RIBPiece
	}
	return pgx.NamedArgs{"nom": f.Nom, "pays": f.Pays, "cle_iban": f.CleIBAN, "bban": f.BBAN, "bic": f.BIC, "rib": rib}
}

// traceCoordonnees never writes a whole account number in the history.
func traceCoordonnees(action string, c Coordonnees) trace {
	return trace{action: action, structure: c.StructureID, detail: map[string]any{"nom": c.Nom, "iban": c.IBAN().Masque()}}
}
