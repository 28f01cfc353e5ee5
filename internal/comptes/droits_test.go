package comptes_test

import (
	"context"
	"testing"

	"github.com/google/go-cmp/cmp"

	"claudia/internal/comptes"
	"claudia/internal/comptes/comptestest"
	"claudia/internal/fault"
	"claudia/internal/pg/pgtest"
)

func TestActeur_readsTheRightsOfNow(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	db := pgtest.New(t)
	s := comptes.New(db, comptes.Options{})
	chef, st := comptestest.Prestataire(t, db)
	if !chef.PeutModifier(st.ID) || !chef.Gere(st.ID) {
		t.Fatalf("the founder's rights = %+v, want modification and management", chef)
	}
	collegue := comptestest.Collegue(t, db, chef, st, comptes.Consultation)
	if !collegue.PeutLire(st.ID) || collegue.PeutModifier(st.ID) {
		t.Errorf("consultation gives PeutLire %v, PeutModifier %v", collegue.PeutLire(st.ID), collegue.PeutModifier(st.ID))
	}
	hs, err := s.HabilitationsDe(ctx, chef, st.ID)
	if err != nil {
		t.Fatal(err)
	}
	for _, h := range hs {
		if h.UtilisateurID == collegue.Utilisateur {
			if err := s.RetirerHabilitation(ctx, chef, h.ID); err != nil {
				t.Fatal(err)
			}
		}
	}
	after, err := s.Acteur(ctx, collegue.Utilisateur, comptes.Portail)
	if err != nil {
		t.Fatal(err)
	}
	if after.PeutLire(st.ID) {
		t.Error("a withdrawn habilitation still lets read")
	}
}

func TestStructure_foreignAnswersAsAbsent(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	db := pgtest.New(t)
	s := comptes.New(db, comptes.Options{})
	_, theirs := comptestest.Prestataire(t, db)
	stranger, _ := comptestest.Prestataire(t, db)
	_, foreign := s.Structure(ctx, stranger, theirs.ID)
	_, absent := s.Structure(ctx, stranger, 999_999)
	f, _ := fault.As(foreign)
	a, _ := fault.As(absent)
	if diff := cmp.Diff(a, f); f == nil || diff != "" {
		t.Errorf("foreign and absent differ (-absent +foreign):\n%s", diff)
	}
}
