package memoires

import (
	"context"
	"strings"
	"unicode/utf8"

	"claudia/internal/comptes"
	"claudia/internal/fault"
	"claudia/internal/pg"
)

const motifMax = 2_000

// Abandonner gives up a draft or a refused mémoire: it stays readable and goes no further. Faults:
// Introuvable, Interdit, Conflit `etat`.
func (s *Service) Abandonner(ctx context.Context, par comptes.Acteur, id ID) (Memoire, error) {
	return inTx(ctx, s.db, func(tx pg.Tx) (Memoire, error) { return s.AbandonnerTx(ctx, tx, par, id) })
}

// AbandonnerTx is Abandonner in the caller's transaction.
func (s *Service) AbandonnerTx(ctx context.Context, tx pg.Tx, par comptes.Acteur, id ID) (Memoire, error) {
	return s.passer(ctx, tx, par, passage{id: id, vers: Abandonne, action: ActionAbandonner, droit: exigerModification})
}

// Supprimer removes a draft from every list; only its history stays. Faults: Introuvable, Interdit,
// Conflit `etat` for what was sent or abandoned.
func (s *Service) Supprimer(ctx context.Context, par comptes.Acteur, id ID) error {
	return s.db.InTx(ctx, func(tx pg.Tx) error { return s.SupprimerTx(ctx, tx, par, id) })
}

// SupprimerTx is Supprimer in the caller's transaction.
func (s *Service) SupprimerTx(ctx context.Context, tx pg.Tx, par comptes.Acteur, id ID) error {
	_, err := s.passer(ctx, tx, par, passage{id: id, vers: Supprime, action: ActionSupprimer, droit: exigerModification})
	return err
}

// MettreADisposition says that the service centralisateur received the mémoire: by its clerk or by
// the program. Faults: Introuvable, Interdit `role`, Conflit `etat`.
func (s *Service) MettreADisposition(ctx context.Context, par comptes.Acteur, id ID) (Memoire, error) {
	return inTx(ctx, s.db, func(tx pg.Tx) (Memoire, error) { return s.MettreADispositionTx(ctx, tx, par, id) })
}

// MettreADispositionTx is MettreADisposition in the caller's transaction.
func (s *Service) MettreADispositionTx(ctx context.Context, tx pg.Tx, par comptes.Acteur, id ID) (Memoire, error) {
	return s.passer(ctx, tx, par, passage{id: id, vers: MisADisposition, action: ActionMettreADisposition, droit: exigerGreffe})
}

// Refuser sends the mémoire back with a motive, which the prestataire reads: by the clerk of the
// juridiction. Faults: Invalide on `motif`, Introuvable, Interdit `role`, Conflit `etat`.
func (s *Service) Refuser(ctx context.Context, par comptes.Acteur, id ID, motif string) (Memoire, error) {
	return inTx(ctx, s.db, func(tx pg.Tx) (Memoire, error) { return s.RefuserTx(ctx, tx, par, id, motif) })
}

// RefuserTx is Refuser in the caller's transaction.
func (s *Service) RefuserTx(ctx context.Context, tx pg.Tx, par comptes.Acteur, id ID, motif string) (Memoire, error) {
	motif = strings.TrimSpace(strings.ReplaceAll(motif, "\r\n", "\n"))
	switch n := utf8.RuneCountInString(motif); {
	case motif == "":
		return Memoire{}, fault.Sur("motif", "motif_obligatoire", "Un refus doit être motivé : dites au prestataire ce qui manque ou ce qui est faux.")
	case n > motifMax || !utf8.ValidString(motif) || strings.ContainsRune(motif, 0):
		return Memoire{}, fault.Sur("motif", "texte_trop_long", "Le motif compte 2 000 caractères au plus. Raccourcissez-le.")
	}
	return s.passer(ctx, tx, par, passage{id: id, vers: Refuse, action: ActionRefuser, droit: exigerGreffe, motif: motif})
}

// MettreEnPaiement says that the comptable pays the mémoire. Faults: Introuvable, Interdit `role`,
// Conflit `etat`.
func (s *Service) MettreEnPaiement(ctx context.Context, par comptes.Acteur, id ID) (Memoire, error) {
	return inTx(ctx, s.db, func(tx pg.Tx) (Memoire, error) { return s.MettreEnPaiementTx(ctx, tx, par, id) })
}

// MettreEnPaiementTx is MettreEnPaiement in the caller's transaction.
func (s *Service) MettreEnPaiementTx(ctx context.Context, tx pg.Tx, par comptes.Acteur, id ID) (Memoire, error) {
	return s.passer(ctx, tx, par, passage{id: id, vers: MisEnPaiement, action: ActionMettreEnPaiement, droit: exigerComptable})
}

// passage is one transition without any other change.
type passage struct {
	id     ID
	vers   Etat
	action Action
	motif  string
	droit  func(comptes.Acteur, *Memoire) error
}

func (s *Service) passer(ctx context.Context, tx pg.Tx, par comptes.Acteur, p passage) (Memoire, error) {
	c, err := s.ouvrirChantier(ctx, tx, par, p.id, 0, p.droit)
	if err != nil {
		return Memoire{}, err
	}
	if err := exigerEtat(&c.m, p.vers); err != nil {
		return Memoire{}, err
	}
	c.m.Etat = p.vers
	if p.vers == Refuse {
		c.m.MotifRefus = p.motif
	}
	c.tracer(Trace{Action: p.action, Motif: p.motif})
	return c.enregistrer(ctx)
}

func roleManquant() *fault.Error {
	return fault.New(fault.Interdit, "role", "Cette action est réservée au service qui traite le mémoire.")
}

func exigerGreffe(par comptes.Acteur, m *Memoire) error {
	switch {
	case !PeutVoir(par, *m):
		return absent()
	case estSysteme(par), par.ServiceCentralisateurDe(m.Entete.Juridiction):
		return nil
	}
	return roleManquant()
}

func exigerComptable(par comptes.Acteur, m *Memoire) error {
	switch {
	case !PeutVoir(par, *m):
		return absent()
	case estSysteme(par), comptableDe(par, m.Entete.Juridiction):
		return nil
	}
	return roleManquant()
}

// estSysteme tells whether the program itself acts, without any person.
func estSysteme(par comptes.Acteur) bool { return par.Origine == comptes.Systeme && !par.Connu() }
