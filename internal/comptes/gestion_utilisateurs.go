package comptes

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"

	"claudia/internal/fault"
	"claudia/internal/pg"
)

// CreerUtilisateur opens an account. Anybody may ask, logged in or not; it holds no right yet. All
// the faults of the form come joined. A taken address is the fault compte_existant: a public page
// must not show it, but answer that a message was sent (threat 11).
func (s *Service) CreerUtilisateur(ctx context.Context, par Acteur, n NouvelUtilisateur) (Utilisateur, error) {
	if err := n.normaliser(); err != nil {
		return Utilisateur{}, err
	}
	hash := ""
	if n.MotDePasse != "" {
		if err := verifierForce(n.MotDePasse, n.Email); err != nil {
			return Utilisateur{}, err
		}
		var err error
		if hash, err = s.hacher(ctx, n.MotDePasse); err != nil {
			return Utilisateur{}, err
		}
	}
	var u Utilisateur
	err := s.db.InTx(ctx, func(tx pg.Tx) error {
		var err error
		u, err = one[Utilisateur](ctx, tx, sqlCreerUtilisateur, pgx.NamedArgs{
			"email": n.Email, "nom": n.Nom, "prenom": n.Prenom, "telephone": n.Telephone, "mot_de_passe": hash,
		})
		if err != nil {
			return err
		}
		if !par.Connu() {
			par = Acteur{Utilisateur: u.ID, Nom: u.NomComplet(), Origine: origineOu(par.Origine)}
		}
		return noterTx(ctx, tx, par, trace{action: "compte_cree", utilisateur: u.ID})
	})
	return u, pg.Fault(err, map[string]*fault.Error{
		"utilisateurs_email_unique": fault.New(fault.Conflit, "compte_existant", "Un compte existe déjà pour cette adresse. Connectez-vous ou demandez un nouveau mot de passe."),
	})
}

func origineOu(o Origine) Origine {
	if o == "" {
		return Portail
	}
	return o
}

// AttribuerRole gives a role to somebody else; a clerk's role comes with the code of the
// juridiction. Only a supervisor, or the program at installation, may do it; nobody for himself
// (threat 35).
func (s *Service) AttribuerRole(ctx context.Context, par Acteur, id UtilisateurID, role Role, juridiction string) error {
	if err := peutNommer(par, id); err != nil {
		return err
	}
	if role == RoleGreffe && juridiction == "" {
		return fault.Sur("juridiction", "champ_obligatoire", "Indiquez la juridiction du service centralisateur.")
	}
	return s.db.InTx(ctx, func(tx pg.Tx) error {
		tag, err := tx.Exec(ctx, sqlAttribuerRole, pgx.NamedArgs{"utilisateur": id, "role": role, "par": zeroToNull(par.Utilisateur)})
		if err != nil {
			return pg.Fault(err, map[string]*fault.Error{
				"roles_connus":                          fault.Sur("role", "role_inconnu", "Choisissez un rôle dans la liste."),
				"roles_utilisateur_utilisateur_id_fkey": fault.AbsentOuEtranger("cet utilisateur"),
			})
		}
		moved := tag
		if role == RoleGreffe {
			moved, err = tx.Exec(ctx, sqlAffecterJuridiction, pgx.NamedArgs{"utilisateur": id, "juridiction": juridiction})
			if err != nil {
				return fmt.Errorf("assign the juridiction: %w", err)
			}
		}
		if tag.RowsAffected()+moved.RowsAffected() == 0 {
			return nil // held already
		}
		if err := annoncerDroitsTx(ctx, tx, id); err != nil {
			return err
		}
		return noterTx(ctx, tx, par, trace{action: "role_attribue", utilisateur: id, detail: map[string]any{"role": role, "juridiction": juridiction}})
	})
}

// RetirerRole takes a role away, at once. Only a supervisor may do it, not on himself.
func (s *Service) RetirerRole(ctx context.Context, par Acteur, id UtilisateurID, role Role) error {
	if err := peutNommer(par, id); err != nil {
		return err
	}
	return s.db.InTx(ctx, func(tx pg.Tx) error {
		tag, err := tx.Exec(ctx, sqlRetirerRole, pgx.NamedArgs{"utilisateur": id, "role": role, "par": zeroToNull(par.Utilisateur)})
		if err != nil {
			return fmt.Errorf("withdraw the role: %w", err)
		}
		if tag.RowsAffected() == 0 {
			return nil // already withdrawn
		}
		if err := noterTx(ctx, tx, par, trace{action: "role_retire", utilisateur: id, detail: map[string]any{"role": role}}); err != nil {
			return err
		}
		return annoncerDroitsTx(ctx, tx, id)
	})
}

func peutNommer(par Acteur, id UtilisateurID) error {
	if par.Origine == Systeme {
		return nil
	}
	if !par.A(RoleSuperviseur) || par.Utilisateur == id {
		return fault.New(fault.Interdit, "role_interdit", "Seul un autre superviseur peut changer ce rôle.")
	}
	return nil
}

// Desactiver closes an account and ends its sessions at once. The person himself or a supervisor
// may do it.
func (s *Service) Desactiver(ctx context.Context, par Acteur, id UtilisateurID) error {
	if par.Utilisateur != id && !par.A(RoleSuperviseur) && par.Origine != Systeme {
		return fault.AbsentOuEtranger("cet utilisateur")
	}
	return s.db.InTx(ctx, func(tx pg.Tx) error {
		tag, err := tx.Exec(ctx, sqlDesactiver, pgx.NamedArgs{"utilisateur": id})
		if err != nil {
			return fmt.Errorf("disable the account: %w", err)
		}
		if tag.RowsAffected() == 0 {
			return fault.AbsentOuEtranger("cet utilisateur")
		}
		if err := noterTx(ctx, tx, par, trace{action: "compte_desactive", utilisateur: id}); err != nil {
			return err
		}
		return revoquerTx(ctx, tx, id)
	})
}
