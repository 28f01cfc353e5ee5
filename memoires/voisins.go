package memoires

import (
	"context"
	"encoding/hex"
	"fmt"

	"github.com/jackc/pgx/v5"

	"claudia/internal/comptes"
	"claudia/internal/fault"
	"claudia/internal/pg"
	"claudia/internal/pieces"
)

// What the workflow reads of its neighbours inside its own transaction: a second connection under a
// row lock could exhaust the pool. These three read only; their owners alone write.

const sqlComptesBancaires = `
SELECT c.id, c.nom, c.pays, c.cle_iban, c.bban, COALESCE(c.rib_piece, '') AS rib
FROM coordonnees_bancaires c
WHERE c.structure_id = @structure AND c.actif
ORDER BY c.nom, c.id`

const sqlServiceLibelle = `
SELECT COALESCE(max(s.libelle), '')
FROM services s
WHERE s.structure_id = @structure AND s.id = @service`

const sqlFichier = `
SELECT p.nom, p.type, p.taille, p.sha256
FROM pieces p
WHERE p.id = @piece AND p.etat = 'disponible'
  AND (p.structure_id = @structure OR p.structure_id IS NULL AND p.utilisateur_id = @par)`

// Compte is what the workflow keeps of a bank account; the IBAN itself stays with the structure.
type Compte struct {
	ID         comptes.CoordonneesID
	Nom        string // as the structure named it
	IBANMasque string // the middle hidden
	RIB        string // handle of the RIB file, empty when none was given
}

// Affichage is the account as lists show it: « Compte principal, FR14 •••• 0606 ».
func (c Compte) Affichage() string { return c.Nom + ", " + c.IBANMasque }

// ComptesTx gives the active bank accounts of a structure that the actor may read, by name. Fault:
// Introuvable.
func (s *Service) ComptesTx(ctx context.Context, tx pg.Tx, par comptes.Acteur, structure comptes.StructureID) ([]Compte, error) {
	if !par.PeutLire(structure) && !par.EstSupport() && !estSysteme(par) {
		return nil, fault.AbsentOuEtranger("cette structure")
	}
	return comptesBancaires(ctx, tx, structure)
}

func comptesBancaires(ctx context.Context, q pg.Querier, structure comptes.StructureID) ([]Compte, error) {
	rows, err := q.Query(ctx, sqlComptesBancaires, pgx.NamedArgs{"structure": structure})
	if err != nil {
		return nil, fmt.Errorf("read the bank accounts: %w", err)
	}
	l, err := pgx.CollectRows(rows, pgx.RowToStructByName[struct {
		ID      comptes.CoordonneesID
		Nom     string
		Pays    string
		CleIBAN string `db:"cle_iban"`
		BBAN    string
		RIB     string
	}])
	if err != nil {
		return nil, fmt.Errorf("read the bank accounts: %w", err)
	}
	out := make([]Compte, len(l))
	for i, r := range l {
		iban := comptes.IBAN{Pays: r.Pays, Cle: r.CleIBAN, BBAN: r.BBAN}
		out[i] = Compte{ID: r.ID, Nom: r.Nom, IBANMasque: iban.Masque(), RIB: r.RIB}
	}
	return out, nil
}

func serviceLibelle(ctx context.Context, q pg.Querier, e *Entete) (string, error) {
	if e.Service == 0 {
		return "", nil
	}
	var libelle string
	args := pgx.NamedArgs{"structure": e.Structure, "service": e.Service}
	if err := q.QueryRow(ctx, sqlServiceLibelle, args).Scan(&libelle); err != nil {
		return "", fmt.Errorf("read the service: %w", err)
	}
	return libelle, nil
}

// fichier describes an available file that belongs to the structure of the mémoire, or to the actor
// alone; any other answers « introuvable », and a pasted text piece_texte.
func (c *chantier) fichier(ctx context.Context, piece string) (PieceLiee, error) {
	absente := fault.AbsentOuEtranger("ce document")
	if !pieces.ID(piece).Valide() {
		return PieceLiee{}, absente
	}
	var (
		l  PieceLiee
		t  pieces.Type
		sh []byte
	)
	err := c.tx.QueryRow(ctx, sqlFichier, pgx.NamedArgs{
		"piece": piece, "structure": c.m.Entete.Structure, "par": c.par.Utilisateur,
	}).Scan(&l.Nom, &t, &l.Taille, &sh)
	if err != nil {
		return PieceLiee{}, fmt.Errorf("describe the file: %w", pg.Absent(err, absente))
	}
	if t == pieces.Texte {
		return PieceLiee{}, fault.Sur("piece", "piece_texte",
			"Un texte collé dans la conversation ne se joint pas à un mémoire. Déposez le document lui-même, en PDF, PNG ou JPEG.")
	}
	l.Piece, l.SHA256 = piece, hex.EncodeToString(sh)
	if e := t.Extension(); e != "" {
		l.Extension = e[1:]
	}
	return l, nil
}
