package comptes

import (
	"testing"

	"claudia/internal/fault"
	"claudia/internal/pg/pgtest"
)

func TestQueriesContact_prepareOnTheSchema(t *testing.T) {
	t.Parallel()
	pgtest.PrepareAll(t, pgtest.New(t), map[string]string{
		"sqlModifierContact":        sqlModifierContact,
		"sqlVerrouillerUtilisateur": sqlVerrouillerUtilisateur,
	})
}

func TestModifierContact(t *testing.T) {
	t.Parallel()
	ctx := t.Context()
	s := New(pgtest.New(t), Options{})
	u, err := s.CreerUtilisateur(ctx, Acteur{}, NouvelUtilisateur{Email: "a@exemple.fr", Prenom: "Ana", Nom: "Roy"})
	if err != nil {
		t.Fatal(err)
	}
	a := Acteur{Utilisateur: u.ID, Nom: u.NomComplet(), Origine: Portail}
	got, err := s.ModifierContact(ctx, a, u.Version, " Bureau@Exemple.fr ", "01")
	if err != nil || got.Contact() != "bureau@exemple.fr" || got.Telephone != "01" {
		t.Fatalf("ModifierContact = %+v, %v", got, err)
	}
	_, err = s.ModifierContact(ctx, a, u.Version, "", "")
	f, ok := fault.As(err)
	stored, isUser := Utilisateur{}, false
	if ok {
		stored, isUser = f.Recu.(Utilisateur)
	}
	if !ok || f.Code != "modifie_entre_temps" || !isUser || stored.Telephone != "01" {
		t.Errorf("a stale version gave %v", err)
	}
	if got, err = s.ModifierContact(ctx, a, got.Version, "", ""); err != nil || got.Contact() != "a@exemple.fr" {
		t.Errorf("emptied: %+v, %v", got, err)
	}
	if _, err := s.ModifierContact(ctx, a, got.Version, "non", ""); fault.KindOf(err) != fault.Invalide {
		t.Errorf("a wrong address gave %v", err)
	}
	if _, err := s.ModifierContact(ctx, Acteur{}, 1, "", ""); fault.KindOf(err) != fault.NonAuthentifie {
		t.Errorf("nobody gave %v", err)
	}
}
