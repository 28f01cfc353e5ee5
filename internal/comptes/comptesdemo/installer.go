package comptesdemo

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"

	"claudia/internal/comptes"
	"claudia/internal/fault"
	"claudia/internal/pg"
)

// Jeu is what was installed, for the demo data of other rooms.
type Jeu struct {
	// Acteurs gives each account with its rights, by address.
	Acteurs map[string]comptes.Acteur
	// Structures gives each structure by raison sociale.
	Structures map[string]comptes.Structure
}

const sqlCompteParEmail = `
SELECT id
FROM utilisateurs
WHERE email = @email`

// Installer makes the demo accounts, structures, rights and bank details that are missing.
func Installer(ctx context.Context, db *pg.DB) (Jeu, error) {
	s := comptes.New(db, comptes.Options{})
	i := installation{db: db, s: s, ids: map[string]comptes.UtilisateurID{}}
	for _, c := range Comptes() {
		if err := i.compte(ctx, c); err != nil {
			return Jeu{}, fmt.Errorf("demo account %s: %w", c.Email, err)
		}
	}
	for _, st := range structures() {
		if err := i.structure(ctx, st); err != nil {
			return Jeu{}, fmt.Errorf("demo structure %s: %w", st.saisie.RaisonSociale, err)
		}
	}
	if err := i.secretaire(ctx); err != nil {
		return Jeu{}, fmt.Errorf("demo secretary: %w", err)
	}
	return i.jeu(ctx)
}

type installation struct {
	db  *pg.DB
	s   *comptes.Service
	ids map[string]comptes.UtilisateurID
}

func (i *installation) compte(ctx context.Context, c Compte) error {
	id, err := i.trouver(ctx, c.Email)
	if err != nil {
		return err
	}
	if id == 0 {
		u, err := i.s.CreerUtilisateur(ctx, comptes.ActeurSysteme(), comptes.NouvelUtilisateur{
			Email: c.Email, Prenom: c.Prenom, Nom: c.Nom, MotDePasse: MotDePasse,
		})
		if err != nil {
			return err
		}
		id = u.ID
	}
	i.ids[c.Email] = id
	if c.Role == "" {
		return nil
	}
	return i.s.AttribuerRole(ctx, comptes.ActeurSysteme(), id, c.Role, c.Juridiction)
}

// trouver gives 0 when the account does not exist.
func (i *installation) trouver(ctx context.Context, email string) (comptes.UtilisateurID, error) {
	rows, err := i.db.Pool.Query(ctx, sqlCompteParEmail, pgx.NamedArgs{"email": email})
	if err != nil {
		return 0, err
	}
	ids, err := pgx.CollectRows(rows, pgx.RowTo[comptes.UtilisateurID])
	if err != nil || len(ids) == 0 {
		return 0, err
	}
	return ids[0], nil
}

func (i *installation) structure(ctx context.Context, d structure) error {
	par, err := i.s.Acteur(ctx, i.ids[d.gestionnaire], comptes.Portail)
	if err != nil {
		return err
	}
	st, err := i.s.CreerStructure(ctx, par, d.saisie)
	if known(err, "structure_existante") {
		return nil // installed with all the rest
	}
	if err != nil {
		return err
	}
	if par, err = i.s.Acteur(ctx, par.Utilisateur, comptes.Portail); err != nil {
		return err
	}
	for _, service := range d.services {
		if _, err := i.s.AjouterService(ctx, par, st.ID, service[0], service[1]); err != nil {
			return err
		}
	}
	_, err = i.s.CreerCoordonnees(ctx, par, st.ID, d.compte)
	return err
}

// secretaire gives the secretary the profile « consultation » on the first structure of the doctor.
func (i *installation) secretaire(ctx context.Context) error {
	medecin, err := i.s.Acteur(ctx, i.ids[Medecin], comptes.Portail)
	if err != nil {
		return err
	}
	secretaire, err := i.s.Acteur(ctx, i.ids[Secretaire], comptes.Portail)
	if err != nil {
		return err
	}
	cabinet := structures()[1].saisie
	r, err := i.s.DemanderRattachement(ctx, secretaire, cabinet.TypeIdentifiant, cabinet.Identifiant)
	if known(err, "rattachement_existant") {
		return nil
	}
	if err != nil {
		return err
	}
	if err := i.s.DeciderRattachement(ctx, medecin, r.ID, true); err != nil {
		return err
	}
	_, err = i.s.DemanderHabilitation(ctx, medecin, comptes.DemandeHabilitation{
		Utilisateur: secretaire.Utilisateur, Structure: r.StructureID, Profil: comptes.Consultation,
	})
	return err
}

func (i *installation) jeu(ctx context.Context) (Jeu, error) {
	j := Jeu{Acteurs: map[string]comptes.Acteur{}, Structures: map[string]comptes.Structure{}}
	for email, id := range i.ids {
		origine := comptes.Portail
		a, err := i.s.Acteur(ctx, id, origine)
		if err != nil {
			return Jeu{}, err
		}
		if a.EstSupport() {
			a.Origine = comptes.Agent
		}
		j.Acteurs[email] = a
		sts, err := i.s.Structures(ctx, a)
		if err != nil {
			return Jeu{}, err
		}
		for _, st := range sts {
			j.Structures[st.RaisonSociale] = st
		}
	}
	return j, nil
}

func known(err error, code string) bool {
	f, ok := fault.As(err)
	return ok && f.Code == code
}
