package memoires

import (
	"context"
	"fmt"
	"slices"

	"github.com/jackc/pgx/v5"

	"claudia/internal/comptes"
	"claudia/internal/fault"
	"claudia/internal/pg"
)

// AjouterLigne adds a line at the end of a draft with its first values; the Ligne of each Ecriture is
// ignored. It gives the mémoire and the id of the new line. Faults: Introuvable, Interdit, Conflit
// `etat`, Invalide tied to a field, Invalide `trop_de_lignes`.
func (s *Service) AjouterLigne(ctx context.Context, par comptes.Acteur, id ID, v Version, e []Ecriture) (Memoire, LigneID, error) {
	if err := versionRequise(v); err != nil {
		return Memoire{}, 0, err
	}
	var ligne LigneID
	m, err := inTx(ctx, s.db, func(tx pg.Tx) (Memoire, error) {
		var m Memoire
		var err error
		m, ligne, err = s.AjouterLigneTx(ctx, tx, par, id, v, e)
		return m, err
	})
	return m, ligne, err
}

// AjouterLigneTx is AjouterLigne in the caller's transaction; v 0 is the current version.
func (s *Service) AjouterLigneTx(ctx context.Context, tx pg.Tx, par comptes.Acteur, id ID, v Version, e []Ecriture) (Memoire, LigneID, error) {
	c, err := s.brouillon(ctx, tx, par, id, v)
	if err != nil {
		return Memoire{}, 0, err
	}
	ligne, err := c.ajouterLigne(ctx)
	if err != nil {
		return Memoire{}, 0, err
	}
	for _, x := range e {
		if !x.Champ.Cle.DeLigne() {
			return Memoire{}, 0, champInconnu(x.Champ)
		}
		if err := c.poser(Champ{Cle: x.Champ.Cle, Ligne: ligne}, x.Valeur, x.Provenance); err != nil {
			return Memoire{}, 0, err
		}
	}
	m, err := c.enregistrer(ctx)
	return m, ligne, err
}

// ajouterLigne inserts an empty line at the end.
func (c *chantier) ajouterLigne(ctx context.Context) (LigneID, error) {
	if len(c.m.Lignes) >= LignesMax {
		return 0, tropDeLignes()
	}
	l := LignePrestation{Position: len(c.m.Lignes) + 1}
	err := c.tx.QueryRow(ctx, sqlInsererLigne, pgx.NamedArgs{"memoire": c.m.ID, "position": l.Position}).Scan(&l.ID)
	if err != nil {
		return 0, fmt.Errorf("insert a line: %w", pg.Fault(err, contraintes()))
	}
	c.m.Lignes = append(c.m.Lignes, l)
	c.tracer(Trace{Action: ActionAjouterLigne, Champ: Champ{Ligne: l.ID}, Apres: fmt.Sprintf("ligne %d", l.Position)})
	return l.ID, nil
}

// RetraitLigne says which line to remove and what becomes of its pieces.
type RetraitLigne struct {
	Ligne        LigneID
	GarderPieces bool // tie them to the whole mémoire, else untie them
}

// RetirerLigne removes a line of a draft; the next ones move up. A line that somebody else changed
// since v is not removed: fault.Conflit `modifie_entre_temps`. Other faults as AjouterLigne.
func (s *Service) RetirerLigne(ctx context.Context, par comptes.Acteur, id ID, v Version, r RetraitLigne) (Memoire, error) {
	if err := versionRequise(v); err != nil {
		return Memoire{}, err
	}
	return inTx(ctx, s.db, func(tx pg.Tx) (Memoire, error) { return s.RetirerLigneTx(ctx, tx, par, id, v, r) })
}

// RetirerLigneTx is RetirerLigne in the caller's transaction; v 0 is the current version.
func (s *Service) RetirerLigneTx(ctx context.Context, tx pg.Tx, par comptes.Acteur, id ID, v Version, r RetraitLigne) (Memoire, error) {
	c, err := s.brouillon(ctx, tx, par, id, v)
	if err != nil {
		return Memoire{}, err
	}
	if err := c.retirerLigne(ctx, r); err != nil {
		return Memoire{}, err
	}
	return c.enregistrer(ctx)
}

func (c *chantier) retirerLigne(ctx context.Context, r RetraitLigne) error {
	l := c.m.Ligne(r.Ligne)
	if l == nil {
		return fault.AbsentOuEtranger("cette ligne de prestation")
	}
	if err := c.refuserLigneChangee(ctx, r.Ligne); err != nil {
		return err
	}
	position := l.Position
	c.retirerPiecesDe(r)
	for _, cle := range ClesLigne() {
		champ := Champ{Cle: cle, Ligne: r.Ligne}
		if avant := c.m.Valeur(champ); avant != "" {
			c.tracer(Trace{Action: ActionRetirerLigne, Champ: champ, Avant: avant, Source: sourceDe(c.par.Origine)})
		}
		delete(c.m.Provenances, champ)
		delete(c.avant.Provenances, champ) // the statement below removes them all
	}
	c.tracer(Trace{Action: ActionRetirerLigne, Champ: Champ{Ligne: r.Ligne}, Avant: fmt.Sprintf("ligne %d", position)})
	args := pgx.NamedArgs{"memoire": c.m.ID, "id": r.Ligne}
	c.retraits.Queue(sqlRetirerProvenancesLigne, args)
	c.retraits.Queue(sqlRetirerLigne, args)
	c.m.Lignes = slices.DeleteFunc(c.m.Lignes, func(x LignePrestation) bool { return x.ID == r.Ligne })
	for i := range c.m.Lignes {
		c.m.Lignes[i].Position = i + 1
	}
	return nil
}

// refuserLigneChangee keeps a line that somebody else filled after the person decided to remove it.
func (c *chantier) refuserLigneChangee(ctx context.Context, ligne LigneID) error {
	if c.depuis == c.m.Version {
		return nil
	}
	changes, err := c.modifieDepuis(ctx)
	if err != nil {
		return err
	}
	detail := Conflits{Version: c.m.Version}
	for _, cle := range ClesLigne() {
		if ch, ok := changes[Champ{Cle: cle, Ligne: ligne}]; ok && ch.Avant != ch.Actuelle {
			detail.Champs = append(detail.Champs, ch)
		}
	}
	if len(detail.Champs) > 0 {
		return conflit(detail)
	}
	return nil
}

// retirerPiecesDe moves the pieces of a line to the whole mémoire, or unties them.
func (c *chantier) retirerPiecesDe(r RetraitLigne) {
	for i := 0; i < len(c.m.Pieces); {
		p := &c.m.Pieces[i]
		if p.Ligne != r.Ligne {
			i++
			continue
		}
		double := slices.ContainsFunc(c.m.Pieces, func(x PieceLiee) bool { return x.Piece == p.Piece && x.Ligne == 0 && x.Type == p.Type })
		if !r.GarderPieces || double {
			c.delier(i)
			continue
		}
		p.Ligne = 0
		// The link moves before its line goes: the foreign key holds at each statement.
		c.retraits.Queue(sqlModifierPiece, argsPiece(c.m.ID, i+1, p))
		c.tracer(Trace{Action: ActionModifierPiece, Champ: Champ{Ligne: r.Ligne}, Motif: p.Nom})
		i++
	}
}
