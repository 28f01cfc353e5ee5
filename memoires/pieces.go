package memoires

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/jackc/pgx/v5"

	"claudia/internal/comptes"
	"claudia/internal/fault"
	"claudia/internal/pg"
)

const designationMax = 200

// LienPiece ties a file to a mémoire, or to one line of it.
type LienPiece struct {
	ID          int64   // of the link, to change it; ignored when linking
	Piece       string  // handle of the file, ignored when changing
	Ligne       LigneID // 0: the whole mémoire
	Type        TypePiece
	Designation string // in the person's words; empty takes the words of the type
}

// LierPiece ties an uploaded file to a draft. The file must belong to the structure or come from the
// actor, else Introuvable. Faults: Invalide `type_piece`, `piece_texte` or `trop_de_pieces`, Conflit `deja_liee`,
// Conflit `etat`, Introuvable, Interdit.
func (s *Service) LierPiece(ctx context.Context, par comptes.Acteur, id ID, v Version, p LienPiece) (Memoire, error) {
	if err := versionRequise(v); err != nil {
		return Memoire{}, err
	}
	return inTx(ctx, s.db, func(tx pg.Tx) (Memoire, error) { return s.LierPieceTx(ctx, tx, par, id, v, p) })
}

// LierPieceTx is LierPiece in the caller's transaction; v 0 is the current version.
func (s *Service) LierPieceTx(ctx context.Context, tx pg.Tx, par comptes.Acteur, id ID, v Version, p LienPiece) (Memoire, error) {
	c, err := s.brouillon(ctx, tx, par, id, v)
	if err != nil {
		return Memoire{}, err
	}
	if len(c.m.Pieces) >= PiecesMax {
		return Memoire{}, tropDePieces()
	}
	if err := c.verifierLien(&p); err != nil {
		return Memoire{}, err
	}
	if err := c.lier(ctx, p); err != nil {
		return Memoire{}, err
	}
	return c.enregistrer(ctx)
}

// verifierLien checks type, designation and line, and gives a designation to a link without one.
func (c *chantier) verifierLien(p *LienPiece) error {
	t, ok := c.s.config.Referentiel.TypePiece(string(p.Type))
	if !ok {
		return fault.Sur("type", "type_piece", "Ce type de pièce ne figure pas dans la liste. Choisissez-en un dans la liste proposée.")
	}
	p.Designation = strings.TrimSpace(p.Designation)
	if p.Designation == "" {
		p.Designation = t.Libelle
	}
	if err := texteSain(Champ{Cle: "designation"}, p.Designation, designationMax); err != nil {
		return err
	}
	if p.Ligne != 0 && c.m.Ligne(p.Ligne) == nil {
		return fault.AbsentOuEtranger("cette ligne de prestation")
	}
	return nil
}

// lier inserts the link at the end.
func (c *chantier) lier(ctx context.Context, p LienPiece) error {
	l, err := c.fichier(ctx, p.Piece)
	if err != nil {
		return err
	}
	l.Ligne, l.Type, l.Designation = p.Ligne, p.Type, p.Designation
	return c.lierFichier(ctx, l)
}

// lierFichier inserts a link whose file is known.
func (c *chantier) lierFichier(ctx context.Context, l PieceLiee) error {
	if slices.ContainsFunc(c.m.Pieces, func(x PieceLiee) bool { return x.Piece == l.Piece && x.Ligne == l.Ligne && x.Type == l.Type }) {
		return contraintes()["pieces_une_fois"]
	}
	args := argsPiece(c.m.ID, len(c.m.Pieces)+1, &l)
	args["at"] = c.maint
	if err := c.tx.QueryRow(ctx, sqlInsererPiece, args).Scan(&l.ID); err != nil {
		return fmt.Errorf("link a piece: %w", pg.Fault(err, contraintes()))
	}
	c.m.Pieces = append(c.m.Pieces, l)
	c.avant.Pieces = append(c.avant.Pieces, l) // as inserted: nothing more to write
	c.tracer(Trace{Action: ActionLierPiece, Champ: Champ{Ligne: l.Ligne}, Apres: string(l.Type), Motif: l.Nom})
	return nil
}

// ModifierPieceLiee changes the type, the designation or the line of a link. Faults as LierPiece.
func (s *Service) ModifierPieceLiee(ctx context.Context, par comptes.Acteur, id ID, v Version, p LienPiece) (Memoire, error) {
	if err := versionRequise(v); err != nil {
		return Memoire{}, err
	}
	return inTx(ctx, s.db, func(tx pg.Tx) (Memoire, error) { return s.ModifierPieceLieeTx(ctx, tx, par, id, v, p) })
}

// ModifierPieceLieeTx is ModifierPieceLiee in the caller's transaction; v 0 is the current version.
func (s *Service) ModifierPieceLieeTx(ctx context.Context, tx pg.Tx, par comptes.Acteur, id ID, v Version, p LienPiece) (Memoire, error) {
	c, err := s.brouillon(ctx, tx, par, id, v)
	if err != nil {
		return Memoire{}, err
	}
	if err := c.verifierLien(&p); err != nil {
		return Memoire{}, err
	}
	i, err := c.lien(p.ID)
	if err != nil {
		return Memoire{}, err
	}
	l := &c.m.Pieces[i]
	avant := *l
	l.Ligne, l.Type, l.Designation = p.Ligne, p.Type, p.Designation
	if avant == *l {
		return c.m, nil
	}
	c.tracer(Trace{Action: ActionModifierPiece, Champ: Champ{Ligne: l.Ligne}, Avant: string(avant.Type), Apres: string(l.Type), Motif: l.Nom})
	return c.enregistrer(ctx)
}

// DelierPiece unties a file from a draft; the file itself stays. lien is PieceLiee.ID. Faults:
// Introuvable, Interdit, Conflit `etat`.
func (s *Service) DelierPiece(ctx context.Context, par comptes.Acteur, id ID, v Version, lien int64) (Memoire, error) {
	if err := versionRequise(v); err != nil {
		return Memoire{}, err
	}
	return inTx(ctx, s.db, func(tx pg.Tx) (Memoire, error) { return s.DelierPieceTx(ctx, tx, par, id, v, lien) })
}

// DelierPieceTx is DelierPiece in the caller's transaction; v 0 is the current version.
func (s *Service) DelierPieceTx(ctx context.Context, tx pg.Tx, par comptes.Acteur, id ID, v Version, lien int64) (Memoire, error) {
	c, err := s.brouillon(ctx, tx, par, id, v)
	if err != nil {
		return Memoire{}, err
	}
	i, err := c.lien(lien)
	if err != nil {
		return Memoire{}, err
	}
	c.delier(i)
	return c.enregistrer(ctx)
}

func (c *chantier) lien(id int64) (int, error) {
	i := slices.IndexFunc(c.m.Pieces, func(p PieceLiee) bool { return p.ID == id })
	if i < 0 {
		return 0, fault.AbsentOuEtranger("cette pièce jointe")
	}
	return i, nil
}

// delier removes the link at i; the next ones move up.
func (c *chantier) delier(i int) {
	p := c.m.Pieces[i]
	c.retraits.Queue(sqlDelierPiece, pgx.NamedArgs{"memoire": c.m.ID, "id": p.ID})
	c.m.Pieces = slices.Delete(c.m.Pieces, i, i+1)
	c.tracer(Trace{Action: ActionDelierPiece, Champ: Champ{Ligne: p.Ligne}, Avant: string(p.Type), Motif: p.Nom})
}
