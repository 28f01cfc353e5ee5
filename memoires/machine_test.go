package memoires_test

import (
	"context"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"claudia/internal/comptes"
	"claudia/internal/comptes/comptestest"
	"claudia/internal/pg/pgtest"
	"claudia/memoires"
	"claudia/memoires/memoirestest"
)

// The transitions as the portal tells them (portail.md 3.1), written apart from the code.
var permis = map[memoires.Etat]map[string]memoires.Etat{
	memoires.Brouillon:       {"Envoyer": memoires.Envoye, "Abandonner": memoires.Abandonne, "Supprimer": memoires.Supprime},
	memoires.Envoye:          {"MettreADisposition": memoires.MisADisposition, "Refuser": memoires.Refuse, "Dupliquer": memoires.Envoye},
	memoires.MisADisposition: {"Refuser": memoires.Refuse, "MettreEnPaiement": memoires.MisEnPaiement, "Dupliquer": memoires.MisADisposition},
	memoires.Refuse:          {"Dupliquer": memoires.DupliquePostRefus, "Abandonner": memoires.Abandonne},
}

func TestMachine_onlyKnownTransitions(t *testing.T) {
	t.Parallel()
	w := memoirestest.Nouveau(t, pgtest.New(t))
	greffe := comptestest.Greffier(t, w.DB, memoirestest.Juridiction)
	comptable := comptestest.Agent(t, w.DB, comptes.RoleComptable)
	ctx := context.Background()
	verbes := map[string]func(id memoires.ID) error{
		"Envoyer": func(id memoires.ID) error {
			m, err := w.Service.ParID(ctx, w.Par, id)
			if err != nil {
				return err
			}
			_, err = w.Service.Envoyer(ctx, w.Par, id, m.Version, "cle-"+string(m.NumeroTMP)+string(m.Etat))
			return err
		},
		"Abandonner":         func(id memoires.ID) error { _, err := w.Service.Abandonner(ctx, w.Par, id); return err },
		"Supprimer":          func(id memoires.ID) error { return w.Service.Supprimer(ctx, w.Par, id) },
		"Dupliquer":          func(id memoires.ID) error { _, err := w.Service.Dupliquer(ctx, w.Par, id); return err },
		"MettreADisposition": func(id memoires.ID) error { _, err := w.Service.MettreADisposition(ctx, greffe, id); return err },
		"Refuser":            func(id memoires.ID) error { _, err := w.Service.Refuser(ctx, greffe, id, "Motif."); return err },
		"MettreEnPaiement":   func(id memoires.ID) error { _, err := w.Service.MettreEnPaiement(ctx, comptable, id); return err },
	}
	noms := []string{"Envoyer", "Abandonner", "Supprimer", "Dupliquer", "MettreADisposition", "Refuser", "MettreEnPaiement"}
	rapid.Check(t, func(rt *rapid.T) {
		id := w.Brouillon(t).ID
		attendu := memoires.Brouillon
		for range rapid.IntRange(1, 6).Draw(rt, "steps") {
			nom := rapid.SampledFrom(noms).Draw(rt, "verb")
			err := verbes[nom](id)
			vers, ok := permis[attendu][nom]
			switch {
			case ok && err != nil:
				rt.Fatalf("%s from %s: %v", nom, attendu, err)
			case !ok && err == nil:
				rt.Fatalf("%s from %s went through", nom, attendu)
			case !ok && !slices.Contains([]string{"etat", "introuvable"}, code(err)):
				rt.Fatalf("%s from %s: %v", nom, attendu, err)
			}
			if ok {
				attendu = vers
			}
			var etat memoires.Etat
			if err := w.DB.Pool.QueryRow(ctx, "SELECT etat FROM memoires WHERE id = $1", id).Scan(&etat); err != nil || etat != attendu {
				rt.Fatalf("state %s, want %s (%v)", etat, attendu, err)
			}
		}
		verifierHistorique(rt, w, id)
	})
}

// verifierHistorique checks that the history alone tells the states in their order, without a hole.
func verifierHistorique(rt *rapid.T, w *memoirestest.Monde, id memoires.ID) {
	var trous, ruptures int
	err := w.DB.Pool.QueryRow(context.Background(), `
SELECT count(*) FILTER (WHERE h.n <> h.rang),
       count(*) FILTER (WHERE h.version > h.avant_version AND h.etat_avant <> h.dernier)
FROM (SELECT n, row_number() OVER w AS rang, version, etat_avant, lag(etat_apres) OVER w AS dernier, lag(version) OVER w AS avant_version
      FROM historique_memoire WHERE memoire_id = $1 WINDOW w AS (ORDER BY n)) h`, id).Scan(&trous, &ruptures)
	if err != nil || trous != 0 || ruptures != 0 {
		rt.Fatalf("%d holes, %d breaks in the history: %v", trous, ruptures, err)
	}
}
