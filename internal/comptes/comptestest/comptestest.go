// Package comptestest makes accounts, structures and rights for the tests of other rooms, through
// the same Service as everybody.
package comptestest

import (
	"context"
	"crypto/rand"
	"fmt"
	"math/big"
	"strconv"
	"strings"
	"testing"

	"claudia/internal/comptes"
	"claudia/internal/pg"
)

// Utilisateur opens an account that holds no right. The name also makes the address.
func Utilisateur(tb testing.TB, db *pg.DB, prenom, nom string) comptes.Acteur {
	tb.Helper()
	s := comptes.New(db, comptes.Options{})
	u, err := s.CreerUtilisateur(context.Background(), comptes.Acteur{}, comptes.NouvelUtilisateur{
		Email: fmt.Sprintf("%s.%s@exemple.fr", strings.ToLower(prenom), strings.ToLower(rand.Text())), Prenom: prenom, Nom: nom,
	})
	if err != nil {
		tb.Fatalf("comptestest: %v", err)
	}
	return acteur(tb, s, u.ID, comptes.Portail)
}

// Prestataire opens an account with a structure of its own (an interpreter with a SIRET, in
// metropole), which it manages and where it may change mémoires.
func Prestataire(tb testing.TB, db *pg.DB) (comptes.Acteur, comptes.Structure) {
	tb.Helper()
	s := comptes.New(db, comptes.Options{})
	a := Utilisateur(tb, db, "Ioana", "Petrova")
	st, err := s.CreerStructure(context.Background(), a, comptes.SaisieStructure{
		TypeIdentifiant: comptes.SIRET, Identifiant: SIRET(tb), RaisonSociale: "PETROVA Ioana",
		Adresse: "4 rue des Lilas", CodePostal: "25000", Commune: "Besançon",
		ParametresPrestataire: comptes.ParametresPrestataire{
			Categorie: "Traducteur / interprète",
			Regime:    "COSP (régime général, cotisations payées par le ministère)",
		},
	})
	if err != nil {
		tb.Fatalf("comptestest: %v", err)
	}
	return acteur(tb, s, a.Utilisateur, comptes.Portail), st
}

// Collegue opens an account that holds the profile on the structure, which par manages.
func Collegue(tb testing.TB, db *pg.DB, par comptes.Acteur, st comptes.Structure, profil comptes.Profil) comptes.Acteur {
	tb.Helper()
	ctx := context.Background()
	s := comptes.New(db, comptes.Options{})
	a := Utilisateur(tb, db, "Claire", "Masson")
	r, err := s.DemanderRattachement(ctx, a, st.TypeIdentifiant, st.Identifiant)
	if err != nil {
		tb.Fatalf("comptestest: %v", err)
	}
	if err := s.DeciderRattachement(ctx, par, r.ID, true); err != nil {
		tb.Fatalf("comptestest: %v", err)
	}
	_, err = s.DemanderHabilitation(ctx, par, comptes.DemandeHabilitation{Utilisateur: a.Utilisateur, Structure: st.ID, Profil: profil})
	if err != nil {
		tb.Fatalf("comptestest: %v", err)
	}
	return acteur(tb, s, a.Utilisateur, comptes.Portail)
}

// Agent opens an account with a role: support agent, supervisor, accountant, editor. For a clerk
// use [Greffier].
func Agent(tb testing.TB, db *pg.DB, role comptes.Role) comptes.Acteur {
	tb.Helper()
	return withRole(tb, db, role, "")
}

// Greffier opens the account of a clerk of the juridiction's service centralisateur.
func Greffier(tb testing.TB, db *pg.DB, juridiction string) comptes.Acteur {
	tb.Helper()
	return withRole(tb, db, comptes.RoleGreffe, juridiction)
}

func withRole(tb testing.TB, db *pg.DB, role comptes.Role, juridiction string) comptes.Acteur {
	tb.Helper()
	s := comptes.New(db, comptes.Options{})
	a := Utilisateur(tb, db, "Samir", "Haddad")
	if err := s.AttribuerRole(context.Background(), comptes.ActeurSysteme(), a.Utilisateur, role, juridiction); err != nil {
		tb.Fatalf("comptestest: %v", err)
	}
	return acteur(tb, s, a.Utilisateur, comptes.Agent)
}

// SIRET draws a number with a right key.
func SIRET(tb testing.TB) string {
	tb.Helper()
	// The SIREN's key makes Luhn true on nine digits; the last digit makes it true on fourteen.
	siren := fmt.Sprintf("9%07d", draw(tb, 10_000_000))
	siren += check(siren)
	nic := siren + fmt.Sprintf("%04d", 1+draw(tb, 9_000))
	return nic + check(nic)
}

func draw(tb testing.TB, limit int64) int64 {
	tb.Helper()
	n, err := rand.Int(rand.Reader, big.NewInt(limit))
	if err != nil {
		tb.Fatalf("comptestest: %v", err)
	}
	return n.Int64()
}

// check gives the Luhn digit to put behind digits.
func check(digits string) string {
	sum := 0
	for i := range len(digits) {
		d := int(digits[len(digits)-1-i] - '0')
		if i%2 == 0 {
			if d *= 2; d > 9 {
				d -= 9
			}
		}
		sum += d
	}
	return strconv.Itoa((10 - sum%10) % 10)
}

func acteur(tb testing.TB, s *comptes.Service, id comptes.UtilisateurID, origine comptes.Origine) comptes.Acteur {
	tb.Helper()
	a, err := s.Acteur(context.Background(), id, origine)
	if err != nil {
		tb.Fatalf("comptestest: %v", err)
	}
	return a
}
