package memoires_test

import (
	"slices"
	"testing"
	"time"

	"claudia/internal/bus"
	"claudia/internal/pg/pgtest"
	"claudia/memoires"
	"claudia/memoires/memoirestest"
)

// Every commit tells the open screens, of the mémoire and of the lists of its structure.
func TestEvenement_afterEachCommit(t *testing.T) {
	t.Parallel()
	w, m := memoirestest.Brouillon(t, pgtest.New(t))
	b := bus.New(w.DB, nil)
	if err := b.Start(t.Context()); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(b.Stop)
	un, finUn := b.Subscribe(memoires.Sujet(m.ID))
	liste, finListe := b.Subscribe(memoires.SujetStructure(w.Structure.ID))
	t.Cleanup(finUn)
	t.Cleanup(finListe)
	l := m.Lignes[0].ID
	m2, err := w.Service.ModifierLigne(t.Context(), w.Par, m.ID, m.Version, []memoires.Ecriture{memoirestest.EcritureLigne(l, memoires.CleQuantite, "5000")})
	if err != nil {
		t.Fatal(err)
	}
	for nom, c := range map[string]<-chan bus.Evenement{"mémoire": un, "structure": liste} {
		for recu := false; !recu; {
			select {
			case e := <-c:
				var got memoires.Evenement
				if e.Relire {
					continue // the listener has just connected
				}
				if err := e.Lire(&got); err != nil {
					t.Fatal(err)
				}
				recu = true
				if got.Memoire != m.ID || got.Version != m2.Version || got.Action != memoires.ActionEcrire || !slices.Equal(got.Champs, []memoires.Champ{{Cle: memoires.CleQuantite, Ligne: l}}) {
					t.Errorf("%s: %+v", nom, got)
				}
			case <-time.After(20 * time.Second):
				t.Fatalf("%s: no event", nom)
			}
		}
	}
}
