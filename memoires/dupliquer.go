package memoires

import (
	"context"

	"claudia/internal/comptes"
	"claudia/internal/fault"
	"claudia/internal/pg"
)

// Dupliquer copies a sent mémoire into a new draft with a new TMP number: header, lines, pieces
// except the RIB, which sending adds again. A refused one becomes Dupliqué post refus in the same
// transaction, so it is copied once (portail.md 3.1). Faults: Introuvable, Interdit, Conflit `etat`.
func (s *Service) Dupliquer(ctx context.Context, par comptes.Acteur, id ID) (Memoire, error) {
	return inTx(ctx, s.db, func(tx pg.Tx) (Memoire, error) { return s.DupliquerTx(ctx, tx, par, id) })
}

// DupliquerTx is Dupliquer in the caller's transaction.
func (s *Service) DupliquerTx(ctx context.Context, tx pg.Tx, par comptes.Acteur, id ID) (Memoire, error) {
	source, err := s.ouvrirChantier(ctx, tx, par, id, 0, exigerModification)
	if err != nil {
		return Memoire{}, err
	}
	if !source.m.Etat.Duplicable() {
		return Memoire{}, etatInterdit(&source.m)
	}
	var refuse ID
	if source.m.Etat == Refuse {
		refuse = id
	}
	c, err := s.creerTx(ctx, tx, par, source.m.Entete.Structure, refuse)
	if err != nil {
		return Memoire{}, err
	}
	c.tracer(Trace{Action: ActionDupliquer, Avant: string(source.m.Numero), Apres: string(c.m.NumeroTMP)})
	if err := c.copier(ctx, &source.m); err != nil {
		return Memoire{}, err
	}
	copie, err := c.enregistrer(ctx)
	if err != nil || refuse == 0 {
		return copie, err
	}
	source.m.Etat = DupliquePostRefus
	source.tracer(Trace{Action: ActionDupliquer, Apres: string(copie.NumeroTMP), Motif: string(copie.NumeroTMP)})
	_, err = source.enregistrer(ctx)
	return copie, err
}

// Duplicable tells whether a copy may be made: sent, with the service, or refused (portail.md 3.1).
func (e Etat) Duplicable() bool {
	return e == Envoye || e == MisADisposition || e == Refuse
}

// copier writes every value of the source, each « repris » of it. A value that the lists no longer
// know is left empty: the control before sending asks for it.
func (c *chantier) copier(ctx context.Context, source *Memoire) error {
	c.m.Provenances[Champ{Cle: CleStructure}] = c.signer(Provenance{Source: Repris})
	for _, cle := range append(ClesEntete(), CleRemiseTTC, CleMotifRemise) {
		if cle == CleStructure {
			continue
		}
		if err := c.reprendre(Champ{Cle: cle}, source.Entete.valeur(cle)); err != nil {
			return err
		}
	}
	lignes := map[LigneID]LigneID{0: 0}
	for i := range source.Lignes {
		vieille := &source.Lignes[i]
		ligne, err := c.ajouterLigne(ctx)
		if err != nil {
			return err
		}
		lignes[vieille.ID] = ligne
		for _, cle := range ClesLigne() {
			if err := c.reprendre(Champ{Cle: cle, Ligne: ligne}, vieille.Valeur(cle)); err != nil {
				return err
			}
		}
	}
	for _, p := range source.Pieces {
		if p.Type == PieceRIB {
			continue
		}
		p.ID, p.Ligne = 0, lignes[p.Ligne]
		if err := c.lierFichier(ctx, p); err != nil {
			return err
		}
	}
	return nil
}

func (c *chantier) reprendre(champ Champ, valeur string) error {
	if valeur == "" {
		return nil
	}
	err := c.poser(champ, valeur, Provenance{Source: Repris})
	if fault.KindOf(err) == fault.Invalide {
		return nil
	}
	return err
}
