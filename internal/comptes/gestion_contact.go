package comptes

import (
	"context"
	"errors"
	"strings"

	"github.com/jackc/pgx/v5"

	"claudia/internal/fault"
	"claudia/internal/pg"
)

const sqlModifierContact = `
UPDATE utilisateurs AS u
SET email_contact = @email_contact, telephone = @telephone, version = version + 1
WHERE u.id = @utilisateur AND u.version = @version AND u.actif
RETURNING ` + colonnesUtilisateur

const sqlVerrouillerUtilisateur = sqlUtilisateur + `
FOR UPDATE`

// ModifierContact changes how the actor is reached: the address that receives notices (empty means
// the login address) and the telephone. Faults by field: email_invalide on email_contact,
// champ_trop_long on telephone; a stale version is modifie_entre_temps with the stored person in
// Recu.
func (s *Service) ModifierContact(ctx context.Context, par Acteur, version int64, email, telephone string) (Utilisateur, error) {
	if !par.Connu() {
		return Utilisateur{}, ErrSession()
	}
	email, err := lireEmailContact(email)
	if err := errors.Join(err, texte(&telephone, "telephone", "votre téléphone", 0, 30)); err != nil {
		return Utilisateur{}, err
	}
	var u Utilisateur
	err = s.db.InTx(ctx, func(tx pg.Tx) error {
		before, err := one[Utilisateur](ctx, tx, sqlVerrouillerUtilisateur, pgx.NamedArgs{"utilisateur": par.Utilisateur})
		if err != nil {
			return pg.Absent(err, ErrSession())
		}
		u, err = one[Utilisateur](ctx, tx, sqlModifierContact, pgx.NamedArgs{
			"utilisateur": par.Utilisateur, "version": version, "email_contact": email, "telephone": telephone,
		})
		if isAbsent(err) {
			return stale(before)
		}
		if err != nil {
			return err
		}
		return noterTx(ctx, tx, par, trace{action: "contact_modifie", utilisateur: u.ID})
	})
	return u, err
}

// lireEmailContact reads an address that may be empty; its fault names this field.
func lireEmailContact(saisie string) (string, error) {
	if strings.TrimSpace(saisie) == "" {
		return "", nil
	}
	s, err := LireEmail(saisie)
	if err != nil {
		return "", surChamp(err, "email_contact")
	}
	return s, nil
}

// surChamp ties a fault to another field of the form, where the same rule holds.
func surChamp(err error, champ string) error {
	f, ok := fault.As(err)
	if !ok {
		return err
	}
	autre := *f
	autre.Champ = champ
	return &autre
}
