package memoires

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/jackc/pgx/v5"

	"claudia/internal/comptes"
	"claudia/internal/fault"
	"claudia/internal/pg"
)

// EnregistrerEntete writes fields of the header of a draft, all or none. Faults: Introuvable,
// Interdit `consultation`, Conflit `etat` or `modifie_entre_temps`, Invalide tied to the field.
func (s *Service) EnregistrerEntete(ctx context.Context, par comptes.Acteur, id ID, v Version, e []Ecriture) (Memoire, error) {
	if err := versionRequise(v); err != nil {
		return Memoire{}, err
	}
	return inTx(ctx, s.db, func(tx pg.Tx) (Memoire, error) { return s.EnregistrerEnteteTx(ctx, tx, par, id, v, e) })
}

// EnregistrerEnteteTx is EnregistrerEntete in the caller's transaction; v 0 is the current version.
func (s *Service) EnregistrerEnteteTx(ctx context.Context, tx pg.Tx, par comptes.Acteur, id ID, v Version, e []Ecriture) (Memoire, error) {
	for _, x := range e {
		if !x.Champ.Cle.DEntete() {
			return Memoire{}, champInconnu(x.Champ)
		}
	}
	return s.EcrireTx(ctx, tx, par, id, v, e)
}

// ModifierLigne writes fields of lines of a draft, all or none; each Ecriture names its line. Faults
// as EnregistrerEntete.
func (s *Service) ModifierLigne(ctx context.Context, par comptes.Acteur, id ID, v Version, e []Ecriture) (Memoire, error) {
	if err := versionRequise(v); err != nil {
		return Memoire{}, err
	}
	return inTx(ctx, s.db, func(tx pg.Tx) (Memoire, error) { return s.ModifierLigneTx(ctx, tx, par, id, v, e) })
}

// ModifierLigneTx is ModifierLigne in the caller's transaction; v 0 is the current version.
func (s *Service) ModifierLigneTx(ctx context.Context, tx pg.Tx, par comptes.Acteur, id ID, v Version, e []Ecriture) (Memoire, error) {
	for _, x := range e {
		if !x.Champ.Cle.DeLigne() {
			return Memoire{}, champInconnu(x.Champ)
		}
	}
	return s.EcrireTx(ctx, tx, par, id, v, e)
}

// EcrireTx writes fields of the header and of lines together, all or none: the turn of an assistant
// writes wherever the person's words point. v 0 is the current version.
func (s *Service) EcrireTx(ctx context.Context, tx pg.Tx, par comptes.Acteur, id ID, v Version, e []Ecriture) (Memoire, error) {
	c, err := s.brouillon(ctx, tx, par, id, v)
	if err != nil {
		return Memoire{}, err
	}
	if err := c.ecrire(ctx, e); err != nil {
		return Memoire{}, err
	}
	return c.enregistrer(ctx)
}

// ecrire poses the fields after the conflicts were looked for.
func (c *chantier) ecrire(ctx context.Context, e []Ecriture) error {
	e, err := c.fusionner(ctx, e)
	if err != nil {
		return err
	}
	for _, x := range e {
		if x.Champ.Cle == CleStructure && x.Valeur != c.m.Valeur(x.Champ) {
			if err := c.changerStructure(x, e); err != nil {
				return err
			}
		}
		if err := c.poser(x.Champ, x.Valeur, x.Provenance); err != nil {
			return err
		}
	}
	return nil
}

// changerStructure checks the right on the new structure and empties what belonged to the old one,
// unless this same write says otherwise.
func (c *chantier) changerStructure(x Ecriture, e []Ecriture) error {
	essai := Memoire{}
	if err := essai.Poser(x.Champ, x.Valeur); err != nil {
		return err
	}
	if !c.par.PeutModifier(essai.Entete.Structure) {
		return fault.Sur(string(CleStructure), "valeur_inconnue", "Cette structure ne figure pas parmi les vôtres. Choisissez dans la liste proposée.")
	}
	for _, cle := range []Cle{CleService, CleCoordonnees} {
		if slices.ContainsFunc(e, func(y Ecriture) bool { return y.Champ.Cle == cle }) {
			continue
		}
		if err := c.poser(Champ{Cle: cle}, "", Provenance{Source: Calcule}); err != nil {
			return err
		}
	}
	return nil
}

const sqlModifieDepuis = `
SELECT h.ligne_id, h.cle, h.avant, h.apres, h.acteur_nom, h.origine, h.at
FROM historique_memoire h
WHERE h.memoire_id = @id AND h.version > @depuis AND h.cle <> '' AND h.avant <> h.apres
ORDER BY h.n`

type rangeeModifiee struct {
	LigneID   LigneID `db:"ligne_id"`
	Cle       Cle
	Avant     string
	Apres     string
	ActeurNom string `db:"acteur_nom"`
	Origine   comptes.Origine
	At        time.Time
}

// modifieDepuis lists the fields changed after the person's version, with their value on it and who
// changed them last.
func (c *chantier) modifieDepuis(ctx context.Context) (map[Champ]ConflitChamp, error) {
	rows, err := c.tx.Query(ctx, sqlModifieDepuis, pgx.NamedArgs{"id": c.m.ID, "depuis": c.depuis})
	if err != nil {
		return nil, fmt.Errorf("read what changed since version %d: %w", c.depuis, err)
	}
	l, err := pgx.CollectRows(rows, pgx.RowToStructByName[rangeeModifiee])
	if err != nil {
		return nil, fmt.Errorf("read what changed since version %d: %w", c.depuis, err)
	}
	out := map[Champ]ConflitChamp{}
	for _, r := range l {
		champ := Champ{Cle: r.Cle, Ligne: r.LigneID}
		x, vu := out[champ]
		if !vu {
			x = ConflitChamp{Champ: champ, Avant: r.Avant}
		}
		x.Actuelle, x.Par, x.Origine, x.Le = r.Apres, r.ActeurNom, r.Origine, r.At
		out[champ] = x
	}
	return out, nil
}

// fusionner gives the writes to carry out when the mémoire moved on since the person's version: a
// field that the page merely repeats keeps the newer value; a field that the page and somebody else
// both changed, to two values, refuses the whole write.
func (c *chantier) fusionner(ctx context.Context, e []Ecriture) ([]Ecriture, error) {
	if c.depuis == c.m.Version {
		return e, nil
	}
	changes, err := c.modifieDepuis(ctx)
	if err != nil {
		return nil, err
	}
	detail := Conflits{Version: c.m.Version}
	var garde []Ecriture
	for _, x := range e {
		ch, change := changes[x.Champ]
		if !change {
			garde = append(garde, x)
			continue
		}
		essai := c.m.Copie()
		if err := essai.Poser(x.Champ, x.Valeur); err != nil {
			return nil, err
		}
		switch ch.Proposee = essai.Valeur(x.Champ); ch.Proposee {
		case ch.Avant: // the page repeats what it was shown
		case ch.Actuelle:
			garde = append(garde, x)
		default:
			detail.Champs = append(detail.Champs, ch)
		}
	}
	if len(detail.Champs) > 0 {
		return nil, conflit(detail)
	}
	return garde, nil
}
