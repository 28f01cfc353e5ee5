package memoires

import (
	"context"
	"slices"
	"time"

	"github.com/jackc/pgx/v5"

	"claudia/internal/comptes"
	"claudia/internal/fault"
	"claudia/internal/pg"
)

// chantier is one change of one mémoire under its row lock: the value as it was, the value as it
// becomes, and what the history will tell of it.
type chantier struct {
	s        *Service
	tx       pg.Tx
	par      comptes.Acteur
	depuis   Version // the version on which the person decided; 0 for the current one
	maint    time.Time
	avant    Memoire
	m        Memoire
	traces   []Trace
	retraits *pgx.Batch // deletions, which come before the updates
}

// ouvrirChantier locks the mémoire and checks who acts on which version. agir decides the rights.
func (s *Service) ouvrirChantier(ctx context.Context, tx pg.Tx, par comptes.Acteur, id ID, v Version, agir func(comptes.Acteur, *Memoire) error) (*chantier, error) {
	m, err := lire(ctx, tx, id, true)
	if err != nil {
		return nil, err
	}
	if err := agir(par, &m); err != nil {
		return nil, err
	}
	if v < 0 || v > m.Version {
		return nil, fault.New(fault.Invalide, "version_inconnue", "La page porte sur une version qui n'existe pas. Rechargez-la, votre saisie est conservée.")
	}
	if v == 0 {
		v = m.Version
	}
	return &chantier{s: s, tx: tx, par: par, depuis: v, maint: s.Maintenant(), avant: m.Copie(), m: m, retraits: &pgx.Batch{}}, nil
}

// brouillon opens a chantier on a draft, for the prestataire.
func (s *Service) brouillon(ctx context.Context, tx pg.Tx, par comptes.Acteur, id ID, v Version) (*chantier, error) {
	return s.ouvrirChantier(ctx, tx, par, id, v, func(par comptes.Acteur, m *Memoire) error {
		if err := exigerModification(par, m); err != nil {
			return err
		}
		if !m.Etat.Modifiable() {
			return etatInterdit(m)
		}
		return nil
	})
}

// tracer adds a row of history; the version, the states, the actor and the instant are filled when
// it is written.
func (c *chantier) tracer(t Trace) { c.traces = append(c.traces, t) }

// poser writes one field, with its provenance and its trace; nothing when the value is already
// there from an origin as sure.
func (c *chantier) poser(champ Champ, valeur string, p Provenance) error {
	if err := ValiderValeur(champ, valeur, c.s.config.Referentiel, c.maint); err != nil {
		return err
	}
	avant := c.m.Valeur(champ)
	if err := c.m.Poser(champ, valeur); err != nil {
		return err
	}
	apres := c.m.Valeur(champ)
	deja, connue := c.m.Provenances[champ]
	if avant == apres && (apres == "" || connue && deja.Doute == p.Doute) {
		return nil
	}
	p = c.signer(p)
	if apres == "" {
		delete(c.m.Provenances, champ)
	} else {
		c.m.Provenances[champ] = p
	}
	c.tracer(Trace{Action: ActionEcrire, Champ: champ, Avant: avant, Apres: apres, Source: p.Source})
	return nil
}

// signer says who writes, when and through which hand.
func (c *chantier) signer(p Provenance) Provenance {
	if p.Source == "" {
		p.Source = sourceDe(c.par.Origine)
	}
	p.Par, p.Origine, p.Le = c.par.Utilisateur, c.par.Origine, c.maint.Unix()
	return p
}

func sourceDe(o comptes.Origine) Source {
	switch o {
	case comptes.Assistant:
		return Dit
	case comptes.Agent:
		return Propose
	case comptes.Systeme:
		return Calcule
	case comptes.Portail, comptes.Flux, comptes.API:
		return Saisi
	}
	return Saisi
}

// enregistrer writes what changed, one version further, with its history and its event. Nothing
// changed writes nothing.
func (c *chantier) enregistrer(ctx context.Context) (Memoire, error) {
	if len(c.traces) == 0 {
		return c.m, nil
	}
	c.m.Version = c.avant.Version + 1
	c.m.Lignes, c.m.Pieces = ouNil(c.m.Lignes), ouNil(c.m.Pieces)
	c.m.ModifieLe = c.maint
	if c.m.Etat != c.avant.Etat {
		c.m.EtatLe = c.maint
	}
	b := c.retraits
	c.ecrirePieces(b)
	c.ecrireLignes(b)
	if err := c.ecrireProvenances(b); err != nil {
		return Memoire{}, err
	}
	// Last, since a mémoire that is no draft any more freezes its content.
	b.Queue(sqlModifier, argsMemoire(&c.m))
	for i := range c.traces {
		t := &c.traces[i]
		t.Version, t.EtatAvant, t.EtatApres = c.m.Version, c.avant.Etat, c.m.Etat
		t.Par, t.ParNom, t.Origine, t.Le = c.par.Utilisateur, c.par.Nom, c.par.Origine, c.maint
		b.Queue(sqlTracer, argsTrace(c.m.ID, t))
	}
	if err := executer(ctx, c.tx, b); err != nil {
		return Memoire{}, err
	}
	return c.m, annoncerTx(ctx, c.tx, c.m.Entete.Structure, c.evenement())
}

func (c *chantier) evenement() Evenement {
	e := Evenement{
		Memoire: c.m.ID, Version: c.m.Version, Action: c.traces[0].Action, Etat: c.m.Etat,
		Origine: c.par.Origine, Par: int64(c.par.Utilisateur),
	}
	for _, t := range c.traces {
		if t.Champ.Cle != "" && !slices.Contains(e.Champs, t.Champ) {
			e.Champs = append(e.Champs, t.Champ)
		}
	}
	return e
}

func (c *chantier) ecrireLignes(b *pgx.Batch) {
	for i := range c.m.Lignes {
		l := &c.m.Lignes[i]
		if vieille := c.avant.Ligne(l.ID); vieille == nil || !vieille.egale(l) {
			b.Queue(sqlModifierLigne, argsLigne(c.m.ID, l))
		}
	}
}

// egale compares two lines, the missing amounts included.
func (l *LignePrestation) egale(x *LignePrestation) bool {
	for _, cle := range ClesLigne() {
		if l.Valeur(cle) != x.Valeur(cle) {
			return false
		}
	}
	return l.ID == x.ID && l.Position == x.Position
}

func (c *chantier) ecrirePieces(b *pgx.Batch) {
	for i := range c.m.Pieces {
		p := &c.m.Pieces[i]
		j := slices.IndexFunc(c.avant.Pieces, func(v PieceLiee) bool { return v.ID == p.ID })
		if j != i || c.avant.Pieces[j] != *p {
			b.Queue(sqlModifierPiece, argsPiece(c.m.ID, i+1, p))
		}
	}
}

func (c *chantier) ecrireProvenances(b *pgx.Batch) error {
	for champ, p := range c.m.Provenances {
		if c.avant.Provenances[champ] == p {
			continue
		}
		args, err := argsProvenance(c.m.ID, champ, p)
		if err != nil {
			return err
		}
		b.Queue(sqlPoserProvenance, args)
	}
	for champ := range c.avant.Provenances {
		if _, reste := c.m.Provenances[champ]; !reste {
			b.Queue(sqlRetirerProvenance, pgx.NamedArgs{"memoire": c.m.ID, "ligne": champ.Ligne, "cle": champ.Cle})
		}
	}
	return nil
}

// ouNil gives nil for an empty slice, as a reading gives it.
func ouNil[T any](l []T) []T {
	if len(l) == 0 {
		return nil
	}
	return l
}
