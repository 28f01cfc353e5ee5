package memoires

import (
	"context"
	"fmt"
	"strconv"

	"github.com/jackc/pgx/v5"

	"claudia/internal/comptes"
	"claudia/internal/fault"
	"claudia/internal/pg"
	"claudia/memoires/referentiel"
)

// modeWeb is the « Mode de dépôt » of what is typed here, as the portal writes it (portail.md 2.2).
const modeWeb = "Saisie Web"

// Values that a new draft starts with: the only currency seen, and the type of VAT that the portal
// pre-selects (portail.md 2.2, 2.5).
const (
	deviseEuro      = "EUR"
	tvaEncaissement = "TVA_SUR_ENCAISSEMENT"
	tvaExoneration  = "EXONERATION"
	tvaSans         = "SANS_TVA"
)

// Ouvrir creates a draft for a structure, with a TMP number of its own, prefilled with what the
// structure says (catégorie, only bank account, VAT) under the Source Repris. structure 0 means the
// actor's only one; with several the fault is Invalide on the field `structure`. Faults: Introuvable
// for a structure that the actor may not read, Interdit `consultation`.
func (s *Service) Ouvrir(ctx context.Context, par comptes.Acteur, structure comptes.StructureID) (Memoire, error) {
	return inTx(ctx, s.db, func(tx pg.Tx) (Memoire, error) { return s.OuvrirTx(ctx, tx, par, structure) })
}

// OuvrirTx is Ouvrir in the caller's transaction.
func (s *Service) OuvrirTx(ctx context.Context, tx pg.Tx, par comptes.Acteur, structure comptes.StructureID) (Memoire, error) {
	structure, err := structureDe(par, structure)
	if err != nil {
		return Memoire{}, err
	}
	st, err := s.config.Comptes.StructureTx(ctx, tx, par, structure)
	if err != nil {
		return Memoire{}, fmt.Errorf("open a memoire: %w", err)
	}
	c, err := s.creerTx(ctx, tx, par, structure, 0)
	if err != nil {
		return Memoire{}, err
	}
	c.tracer(Trace{Action: ActionOuvrir, Apres: string(c.m.NumeroTMP)})
	if err := c.preremplir(ctx, st); err != nil {
		return Memoire{}, err
	}
	return c.enregistrer(ctx)
}

// structureDe decides for whom the actor opens a draft.
func structureDe(par comptes.Acteur, structure comptes.StructureID) (comptes.StructureID, error) {
	if structure == 0 {
		var miennes []comptes.StructureID
		for _, id := range par.Structures() {
			if par.PeutModifier(id) {
				miennes = append(miennes, id)
			}
		}
		switch {
		case len(miennes) == 1:
			return miennes[0], nil
		case len(miennes) > 1:
			return 0, fault.Sur(string(CleStructure), "champ_obligatoire", "Vous avez plusieurs structures : choisissez celle qui dépose le mémoire.")
		case len(par.Structures()) > 0:
			return 0, consultation()
		}
		return 0, fault.Sur(string(CleStructure), "sans_structure", "Aucune structure n'est rattachée à votre compte : demandez d'abord votre rattachement.")
	}
	switch {
	case par.PeutModifier(structure):
		return structure, nil
	case par.PeutLire(structure):
		return 0, consultation()
	}
	return 0, fault.AbsentOuEtranger("cette structure")
}

// creerTx inserts an empty draft and opens a chantier on it; its first save gives it version 1.
func (s *Service) creerTx(ctx context.Context, tx pg.Tx, par comptes.Acteur, structure comptes.StructureID, copieDe ID) (*chantier, error) {
	at := s.Maintenant()
	var n int64
	if err := tx.QueryRow(ctx, sqlNumeroTMP).Scan(&n); err != nil {
		return nil, fmt.Errorf("draw a number: %w", err)
	}
	m := Memoire{
		Numero: Numero(fmt.Sprintf("TMP%04d%09d", at.Year(), n)), Etat: Brouillon, ModeDepot: modeWeb, DupliqueDe: copieDe,
		Entete: Entete{Structure: structure}, Provenances: map[Champ]Provenance{},
		CreePar: par.Utilisateur, CreeLe: at, ModifieLe: at, EtatLe: at,
	}
	m.NumeroTMP = m.Numero
	err := tx.QueryRow(ctx, sqlInserer, pgx.NamedArgs{
		"numero_tmp": m.NumeroTMP, "structure": structure, "duplique_de": idOuNull(copieDe), "mode_depot": modeWeb,
		"par": par.Utilisateur, "at": at,
	}).Scan(&m.ID)
	if err != nil {
		return nil, fmt.Errorf("insert a memoire: %w", err)
	}
	avant := m.Copie()
	avant.Version = 0
	return &chantier{s: s, tx: tx, par: par, maint: at, avant: avant, m: m, retraits: &pgx.Batch{}}, nil
}

// preremplir takes from the structure what it already says.
func (c *chantier) preremplir(ctx context.Context, st comptes.Structure) error {
	r := c.s.config.Referentiel
	champ := Champ{Cle: CleStructure}
	c.m.Provenances[champ] = c.signer(Provenance{Source: Repris})
	bancaires, err := comptesBancaires(ctx, c.tx, st.ID)
	if err != nil {
		return err
	}
	valeurs := []struct {
		cle    Cle
		valeur string
	}{{CleDevise, deviseEuro}, {CleTypeTVA, tvaEncaissement}, {CleCategorie, categorieDe(r, st.Categorie)}}
	if st.FranchiseTVA {
		valeurs[1].valeur = tvaExoneration
	}
	if len(bancaires) == 1 {
		valeurs = append(valeurs, struct {
			cle    Cle
			valeur string
		}{CleCoordonnees, strconv.FormatInt(int64(bancaires[0].ID), 10)})
	}
	for _, v := range valeurs {
		if v.valeur == "" {
			continue
		}
		if err := c.poser(Champ{Cle: v.cle}, v.valeur, Provenance{Source: Repris}); err != nil {
			return err
		}
	}
	return nil
}

// categorieDe gives the code of the category of a structure, which keeps a code or a label.
func categorieDe(r *referentiel.Referentiel, texte string) string {
	for _, v := range r.CategoriesPrestataire() {
		if v.Code == texte || v.Libelle == texte {
			return v.Code
		}
	}
	return ""
}
