package memoires_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"claudia/internal/comptes"
	"claudia/internal/comptes/comptestest"
	"claudia/internal/fault"
	"claudia/internal/pg"
	"claudia/internal/pg/pgtest"
	"claudia/memoires"
	"claudia/memoires/certificat"
	"claudia/memoires/memoirestest"
)

func TestEnvoyer_numbersFreezesAndSeals(t *testing.T) {
	t.Parallel()
	w, m := memoirestest.Brouillon(t, pgtest.New(t), memoirestest.Lignes(2))
	c, err := w.Service.Envoyer(t.Context(), w.Par, m.ID, m.Version, "cle-12345678")
	if err != nil {
		l, _ := memoires.ManquementsDe(err)
		t.Fatalf("%v %+v", err, l)
	}
	apres, err := w.Service.Memoire(t.Context(), w.Par, string(c.Numero))
	if err != nil {
		t.Fatal(err)
	}
	if c.Numero != "MJ0000000001" || apres.Numero != c.Numero || apres.NumeroTMP != m.Numero || apres.Etat != memoires.Envoye || !apres.EnvoyeLe.Equal(memoirestest.Maintenant()) {
		t.Errorf("after: %s %s %s %v", apres.Numero, apres.NumeroTMP, apres.Etat, apres.EnvoyeLe)
	}
	if i := slices.IndexFunc(apres.Pieces, func(p memoires.PieceLiee) bool { return p.Type == memoires.PieceRIB }); i != 2 {
		t.Errorf("the RIB is piece %d of %d", i, len(apres.Pieces))
	}
	if e := certificat.VerifierMemoire(c, apres); len(e) != 0 {
		t.Errorf("the certificate does not match: %+v", e)
	}
	relu, err := w.Service.Certificat(t.Context(), w.Par, m.ID)
	if err != nil || cmp.Diff(c, relu, cmp.Comparer(time.Time.Equal)) != "" {
		t.Errorf("read again: %v\n%s", err, cmp.Diff(c, relu))
	}
	// By its old number too, and for ever.
	if parTMP, err := w.Service.Memoire(t.Context(), w.Par, string(m.Numero)); err != nil || parTMP.ID != m.ID {
		t.Errorf("by TMP number: %v", err)
	}
	if p, err := w.Service.Prestataire(t.Context(), w.Par, m.ID); err != nil || p != c.Prestataire || p.Signataire != w.Par.Nom || p.Compte == "" {
		t.Errorf("prestataire: %+v, %v", p, err)
	}
	deja, err := w.Service.Envoyer(t.Context(), w.Par, m.ID, m.Version, "cle-12345678")
	if err != nil || deja.Empreinte != c.Empreinte || deja.Numero != c.Numero {
		t.Errorf("sent again with the key: %v, %s", err, deja.Numero)
	}
	if _, err := w.Service.Envoyer(t.Context(), w.Par, m.ID, apres.Version, "autre-cle-12"); code(err) != "etat" {
		t.Errorf("sent again with another key: %v", err)
	}
	autre := w.Brouillon(t)
	if _, err := w.Service.Envoyer(t.Context(), w.Par, autre.ID, autre.Version, "cle-12345678"); code(err) != "cle_reutilisee" {
		t.Errorf("the key of another: %v", err)
	}
	verifierFige(t, w, apres)
}

// verifierFige tries every verb of drafts on a sent mémoire, then the tables behind the Service.
func verifierFige(t *testing.T, w *memoirestest.Monde, m memoires.Memoire) {
	t.Helper()
	ctx, l := t.Context(), m.Lignes[0].ID
	errs := map[string]error{}
	_, errs["header"] = w.Service.EnregistrerEntete(ctx, w.Par, m.ID, m.Version, []memoires.Ecriture{memoirestest.Ecriture(memoires.CleNumeroFacture, "X")})
	_, errs["line"] = w.Service.ModifierLigne(ctx, w.Par, m.ID, m.Version, []memoires.Ecriture{memoirestest.EcritureLigne(l, memoires.CleQuantite, "1000")})
	_, _, errs["add"] = w.Service.AjouterLigne(ctx, w.Par, m.ID, m.Version, nil)
	_, errs["remove"] = w.Service.RetirerLigne(ctx, w.Par, m.ID, m.Version, memoires.RetraitLigne{Ligne: l})
	_, errs["unlink"] = w.Service.DelierPiece(ctx, w.Par, m.ID, m.Version, m.Pieces[0].ID)
	errs["delete"] = w.Service.Supprimer(ctx, w.Par, m.ID)
	_, errs["abandon"] = w.Service.Abandonner(ctx, w.Par, m.ID)
	for quoi, err := range errs {
		if code(err) != "etat" {
			t.Errorf("%s on a sent mémoire: %v, want etat", quoi, err)
		}
	}
	for _, sql := range []string{
		"UPDATE memoires SET numero_facture = 'X' WHERE id = $1", "UPDATE memoires SET ttc_centimes = 1 WHERE id = $1",
		"UPDATE memoires SET etat = 'brouillon' WHERE id = $1", "UPDATE memoires SET numero_mj = 'MJ9999999999' WHERE id = $1",
		"DELETE FROM memoires WHERE id = $1", "UPDATE lignes_prestation SET quantite_milliemes = 1 WHERE memoire_id = $1",
		"DELETE FROM lignes_prestation WHERE memoire_id = $1", "INSERT INTO lignes_prestation (memoire_id, position) VALUES ($1, 9)",
		"DELETE FROM pieces_memoire WHERE memoire_id = $1", "DELETE FROM provenances WHERE memoire_id = $1",
		"UPDATE certificats SET empreinte = 'x' WHERE memoire_id = $1", "DELETE FROM certificats WHERE memoire_id = $1",
		"UPDATE historique_memoire SET motif = 'x' WHERE memoire_id = $1", "DELETE FROM historique_memoire WHERE memoire_id = $1",
	} {
		if _, err := w.DB.Pool.Exec(ctx, sql, m.ID); err == nil {
			t.Errorf("the database let %q through", sql)
		}
	}
}

func TestEnvoyer_twentyAtOnceMakeOne(t *testing.T) {
	t.Parallel()
	for _, memeCle := range []bool{true, false} {
		w, m := memoirestest.Brouillon(t, pgtest.New(t))
		var (
			wg  sync.WaitGroup
			mu  sync.Mutex // guards the two below
			oks []memoires.Certificat
			non []error
		)
		for i := range 20 {
			cle := "cle-12345678"
			if !memeCle {
				cle = fmt.Sprintf("cle-1234567%02d", i)
			}
			wg.Go(func() {
				c, err := w.Service.Envoyer(context.Background(), w.Par, m.ID, m.Version, cle)
				mu.Lock()
				defer mu.Unlock()
				if err != nil {
					non = append(non, err)
					return
				}
				oks = append(oks, c)
			})
		}
		wg.Wait()
		want := 20
		if !memeCle {
			want = 1
		}
		if len(oks) != want {
			t.Fatalf("same key %t: %d answers with a certificate, want %d (%v)", memeCle, len(oks), want, non)
		}
		for _, c := range oks {
			if c.Numero != oks[0].Numero || c.Empreinte != oks[0].Empreinte {
				t.Errorf("two certificates: %s and %s", c.Numero, oks[0].Numero)
			}
		}
		for _, err := range non {
			if code(err) != "etat" {
				t.Errorf("refused with %v", err)
			}
		}
		var numeros, certificats, traces int
		err := w.DB.Pool.QueryRow(t.Context(), `
SELECT (SELECT count(*) FROM memoires WHERE numero_mj IS NOT NULL), (SELECT count(*) FROM certificats),
       (SELECT count(*) FROM historique_memoire WHERE action = 'envoyer')`).Scan(&numeros, &certificats, &traces)
		if err != nil || numeros != 1 || certificats != 1 || traces != 1 {
			t.Errorf("%d numbers, %d certificates, %d rows of history: %v", numeros, certificats, traces, err)
		}
	}
}

func TestEnvoyer_refusesWhatTheControlsBlock(t *testing.T) {
	t.Parallel()
	w := memoirestest.Nouveau(t, pgtest.New(t))
	m, err := w.Service.Ouvrir(t.Context(), w.Par, 0)
	if err != nil {
		t.Fatal(err)
	}
	_, err = w.Service.Envoyer(t.Context(), w.Par, m.ID, m.Version, "cle-12345678")
	l, ok := memoires.ManquementsDe(err)
	if !ok || code(err) != "manquements" || fault.KindOf(err) != fault.Invalide {
		t.Fatalf("error = %v", err)
	}
	var codes []string
	for _, x := range l {
		codes = append(codes, x.Code+" "+string(x.Champ.Cle))
	}
	want := []string{"sans_ligne numero_affaire", "champ_obligatoire juridiction", "champ_obligatoire texte_reference", "piece_absente "}
	if d := cmp.Diff(want, codes); d != "" {
		t.Errorf("found (-want +got):\n%s", d)
	}
	apres, err := w.Service.ParID(t.Context(), w.Par, m.ID)
	if err != nil || apres.Etat != memoires.Brouillon || apres.Numero != m.Numero {
		t.Errorf("after the refusal: %s %s %v", apres.Etat, apres.Numero, err)
	}
}

func TestEnvoyer_refusesARecapThatIsOutOfDate(t *testing.T) {
	t.Parallel()
	w, m := memoirestest.Brouillon(t, pgtest.New(t))
	lu := m.Version
	if _, err := w.Service.ModifierLigne(t.Context(), w.Par, m.ID, lu, []memoires.Ecriture{memoirestest.EcritureLigne(m.Lignes[0].ID, memoires.CleQuantite, "9000")}); err != nil {
		t.Fatal(err)
	}
	_, err := w.Service.Envoyer(t.Context(), w.Par, m.ID, lu, "cle-12345678")
	detail, ok := memoires.ConflitsDe(err)
	if !ok || len(detail.Champs) != 1 || detail.Champs[0].Actuelle != "9000" || detail.Champs[0].Avant != "3000" {
		t.Errorf("error = %v, detail %+v", err, detail)
	}
}

func TestOuvrir_twoThousandAtOnceNeverCollide(t *testing.T) {
	t.Parallel()
	w := memoirestest.Nouveau(t, pgtest.New(t))
	const n, mains = 2000, 16
	var wg sync.WaitGroup
	errs := make(chan error, mains)
	for range mains {
		wg.Go(func() {
			for range n / mains {
				if _, err := w.Service.Ouvrir(context.Background(), w.Par, w.Structure.ID); err != nil {
					errs <- err
					return
				}
			}
		})
	}
	wg.Wait()
	close(errs)
	for err := range errs {
		t.Fatal(err)
	}
	var total, distincts int
	if err := w.DB.Pool.QueryRow(t.Context(), "SELECT count(*), count(DISTINCT numero_tmp) FROM memoires").Scan(&total, &distincts); err != nil || total != n || distincts != n {
		t.Errorf("%d drafts, %d numbers: %v", total, distincts, err)
	}
}

// errRollback stands for whatever fails after the verb, in the same transaction.
var errRollback = errors.New("the turn fails")

func TestTxTwins_leaveNothingWhenTheTurnFails(t *testing.T) {
	t.Parallel()
	w, m := memoirestest.Brouillon(t, pgtest.New(t), memoirestest.Lignes(2))
	envoye, _ := w.Envoye(t)
	refuse, _ := w.Envoye(t)
	greffe := comptestest.Greffier(t, w.DB, memoirestest.Juridiction)
	if _, err := w.Service.Refuser(t.Context(), greffe, refuse.ID, "Pièce illisible."); err != nil {
		t.Fatal(err)
	}
	piece := memoirestest.Fichier(t, w.DB, w.Par, w.Structure.ID, "p.pdf")
	l := m.Lignes[0].ID
	s, par := w.Service, w.Par
	verbes := map[string]func(ctx context.Context, tx pg.Tx) error{
		"Ouvrir": func(ctx context.Context, tx pg.Tx) error { _, err := s.OuvrirTx(ctx, tx, par, 0); return err },
		"EnregistrerEntete": func(ctx context.Context, tx pg.Tx) error {
			_, err := s.EnregistrerEnteteTx(ctx, tx, par, m.ID, 0, []memoires.Ecriture{memoirestest.Ecriture(memoires.CleNumeroFacture, "X")})
			return err
		},
		"ModifierLigne": func(ctx context.Context, tx pg.Tx) error {
			_, err := s.ModifierLigneTx(ctx, tx, par, m.ID, 0, []memoires.Ecriture{memoirestest.EcritureLigne(l, memoires.CleQuantite, "7000")})
			return err
		},
		"AjouterLigne": func(ctx context.Context, tx pg.Tx) error {
			_, _, err := s.AjouterLigneTx(ctx, tx, par, m.ID, 0, nil)
			return err
		},
		"RetirerLigne": func(ctx context.Context, tx pg.Tx) error {
			_, err := s.RetirerLigneTx(ctx, tx, par, m.ID, 0, memoires.RetraitLigne{Ligne: l})
			return err
		},
		"LierPiece": func(ctx context.Context, tx pg.Tx) error {
			_, err := s.LierPieceTx(ctx, tx, par, m.ID, 0, memoires.LienPiece{Piece: piece, Type: memoires.PieceAutre})
			return err
		},
		"ModifierPieceLiee": func(ctx context.Context, tx pg.Tx) error {
			_, err := s.ModifierPieceLieeTx(ctx, tx, par, m.ID, 0, memoires.LienPiece{ID: m.Pieces[0].ID, Type: memoires.PieceAutre})
			return err
		},
		"DelierPiece": func(ctx context.Context, tx pg.Tx) error {
			_, err := s.DelierPieceTx(ctx, tx, par, m.ID, 0, m.Pieces[0].ID)
			return err
		},
		"Envoyer": func(ctx context.Context, tx pg.Tx) error {
			_, err := s.EnvoyerTx(ctx, tx, par, m.ID, 0, "cle-rollback")
			return err
		},
		"Dupliquer": func(ctx context.Context, tx pg.Tx) error {
			_, err := s.DupliquerTx(ctx, tx, par, refuse.ID)
			return err
		},
		"Abandonner": func(ctx context.Context, tx pg.Tx) error { _, err := s.AbandonnerTx(ctx, tx, par, m.ID); return err },
		"Supprimer":  func(ctx context.Context, tx pg.Tx) error { return s.SupprimerTx(ctx, tx, par, m.ID) },
		"MettreADisposition": func(ctx context.Context, tx pg.Tx) error {
			_, err := s.MettreADispositionTx(ctx, tx, greffe, envoye.ID)
			return err
		},
		"Refuser": func(ctx context.Context, tx pg.Tx) error {
			_, err := s.RefuserTx(ctx, tx, greffe, envoye.ID, "Motif.")
			return err
		},
		"MettreEnPaiement": func(ctx context.Context, tx pg.Tx) error {
			if _, err := s.MettreADispositionTx(ctx, tx, greffe, envoye.ID); err != nil {
				return err
			}
			_, err := s.MettreEnPaiementTx(ctx, tx, comptes.ActeurSysteme(), envoye.ID)
			return err
		},
	}
	avant := photo(t, w)
	for nom, verbe := range verbes {
		err := w.DB.InTx(t.Context(), func(tx pg.Tx) error {
			if err := verbe(t.Context(), tx); err != nil {
				return err
			}
			return errRollback
		})
		if !errors.Is(err, errRollback) {
			t.Errorf("%s: %v", nom, err)
		}
		if d := cmp.Diff(avant, photo(t, w)); d != "" {
			t.Errorf("%s left something behind:\n%s", nom, d)
		}
	}
}

// photo is the content of every table of the room.
func photo(t *testing.T, w *memoirestest.Monde) map[string]string {
	t.Helper()
	out := map[string]string{}
	for _, table := range []string{"memoires", "lignes_prestation", "pieces_memoire", "provenances", "historique_memoire", "certificats", "envois_idempotents"} {
		var s string
		if err := w.DB.Pool.QueryRow(t.Context(), "SELECT COALESCE(string_agg(x::text, E'\\n' ORDER BY x::text), '') FROM "+table+" x").Scan(&s); err != nil {
			t.Fatal(err)
		}
		out[table] = s
	}
	return out
}

func TestCircuit_refusalCopyAndPayment(t *testing.T) {
	t.Parallel()
	w, m, c := memoirestest.Envoye(t, pgtest.New(t), memoirestest.Lignes(2))
	ctx := t.Context()
	greffe := comptestest.Greffier(t, w.DB, memoirestest.Juridiction)
	comptable := comptestest.Agent(t, w.DB, comptes.RoleComptable)
	if _, err := w.Service.MettreEnPaiement(ctx, comptable, m.ID); code(err) != "etat" {
		t.Errorf("payment before disposal: %v", err)
	}
	if _, err := w.Service.Refuser(ctx, greffe, m.ID, "  "); code(err) != "motif_obligatoire" {
		t.Errorf("refusal without a motive: %v", err)
	}
	if _, err := w.Service.Refuser(ctx, w.Par, m.ID, "moi"); code(err) != "role" {
		t.Errorf("refusal by the prestataire: %v", err)
	}
	if _, err := w.Service.MettreADisposition(ctx, greffe, m.ID); err != nil {
		t.Fatal(err)
	}
	refuse, err := w.Service.Refuser(ctx, greffe, m.ID, "La réquisition est illisible.")
	if err != nil || refuse.Etat != memoires.Refuse || refuse.MotifRefus == "" {
		t.Fatalf("refusal: %v %+v", err, refuse)
	}
	copie, err := w.Service.Dupliquer(ctx, w.Par, m.ID)
	if err != nil {
		t.Fatal(err)
	}
	if copie.Etat != memoires.Brouillon || copie.DupliqueDe != m.ID || copie.Numero == m.NumeroTMP || copie.Version != 1 {
		t.Errorf("copy: %+v", copie)
	}
	if len(copie.Lignes) != 2 || len(copie.Pieces) != 2 || copie.Totaux().TTC != m.Totaux().TTC || copie.Entete != m.Entete {
		t.Errorf("copy: %d lines, %d pieces, %v", len(copie.Lignes), len(copie.Pieces), copie.Totaux().TTC)
	}
	if relue, err := w.Service.ParID(ctx, w.Par, copie.ID); err != nil || cmp.Diff(copie, relue) != "" {
		t.Errorf("copy as stored: %v\n%s", err, cmp.Diff(copie, relue))
	}
	if _, err := w.Service.Dupliquer(ctx, w.Par, m.ID); code(err) != "etat" {
		t.Errorf("second copy: %v", err)
	}
	if e := certificat.Verifier(c); len(e) != 0 {
		t.Errorf("the certificate of the refused one: %+v", e)
	}
	if _, err := w.Service.Envoyer(ctx, w.Par, copie.ID, copie.Version, "cle-copie-1"); err != nil {
		t.Fatal(err)
	}
	if _, err := w.Service.MettreADisposition(ctx, comptes.ActeurSysteme(), copie.ID); err != nil {
		t.Fatal(err)
	}
	paye, err := w.Service.MettreEnPaiement(ctx, comptable, copie.ID)
	if err != nil || paye.Etat != memoires.MisEnPaiement {
		t.Fatalf("payment: %v", err)
	}
	h, err := w.Service.Habitudes(ctx, w.Par, w.Structure.ID)
	if err != nil || h.Numero != paye.Numero || h.Valeurs[memoires.CleTarifHT] != "4200" || h.Valeurs[memoires.CleNumeroAffaire] != "" {
		t.Errorf("habits: %+v, %v", h, err)
	}
	compte, err := w.Service.CompterParEtat(ctx, w.Par, memoires.Filtre{})
	if err != nil || cmp.Diff(map[memoires.Etat]int{memoires.DupliquePostRefus: 1, memoires.MisEnPaiement: 1}, compte) != "" {
		t.Errorf("by state: %v, %v", compte, err)
	}
	if l, total, err := w.Service.Lister(ctx, greffe, memoires.Filtre{Texte: string(paye.Numero)}); err != nil || total != 1 || l[0].TTC != paye.Totaux().TTC {
		t.Errorf("list of the clerk: %+v %d %v", l, total, err)
	}
}
