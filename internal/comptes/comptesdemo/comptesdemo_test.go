package comptesdemo_test

import (
	"context"
	"os"
	"testing"

	"claudia/internal/comptes"
	"claudia/internal/comptes/comptesdemo"
	"claudia/internal/pg/pgtest"
)

func TestMain(m *testing.M) { os.Exit(pgtest.Main(m)) }

func TestInstaller_mayRunTwice(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	db := pgtest.New(t)
	for range 2 {
		jeu, err := comptesdemo.Installer(ctx, db)
		if err != nil {
			t.Fatal(err)
		}
		if len(jeu.Acteurs) != len(comptesdemo.Comptes()) || len(jeu.Structures) != 4 {
			t.Errorf("installed %d accounts and %d structures", len(jeu.Acteurs), len(jeu.Structures))
		}
		cabinet := jeu.Structures["Cabinet médical MÜLLER"].ID
		if a := jeu.Acteurs[comptesdemo.Secretaire]; !a.PeutLire(cabinet) || a.PeutModifier(cabinet) {
			t.Errorf("the secretary's rights are %+v, want consultation", a)
		}
		if a := jeu.Acteurs[comptesdemo.Medecin]; len(a.Structures()) != 2 {
			t.Errorf("the doctor reads %d structures, want 2", len(a.Structures()))
		}
		if a := jeu.Acteurs[comptesdemo.Greffe]; !a.ServiceCentralisateurDe("tj75056") {
			t.Errorf("the clerk's rights are %+v", a)
		}
	}
	s := comptes.New(db, comptes.Options{})
	for _, c := range comptesdemo.Comptes() {
		if _, err := s.Connexion(ctx, c.Email, comptesdemo.MotDePasse, "192.0.2."+string(rune('1'+len(c.Prenom)%9))); err != nil {
			t.Errorf("login of %s: %v", c.Email, err)
		}
	}
}
