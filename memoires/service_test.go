package memoires_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"claudia/internal/comptes"
	"claudia/internal/comptes/comptestest"
	"claudia/internal/fault"
	"claudia/internal/pg/pgtest"
	"claudia/memoires"
	"claudia/memoires/memoirestest"
)

func code(err error) string {
	if f, ok := fault.As(err); ok {
		return f.Code
	}
	if err != nil {
		return err.Error()
	}
	return ""
}

func TestOuvrir_prefillsFromTheStructure(t *testing.T) {
	t.Parallel()
	w := memoirestest.Nouveau(t, pgtest.New(t))
	m, err := w.Service.Ouvrir(t.Context(), w.Par, 0)
	if err != nil {
		t.Fatal(err)
	}
	want := memoires.Entete{Structure: w.Structure.ID, Coordonnees: w.Compte, Categorie: "interprete", Devise: "EUR", TypeTVA: "TVA_SUR_ENCAISSEMENT"}
	if d := cmp.Diff(want, m.Entete); d != "" {
		t.Errorf("header (-want +got):\n%s", d)
	}
	if m.Numero != "TMP2026000000001" || m.Etat != memoires.Brouillon || m.Version != 1 || m.ModeDepot != "Saisie Web" {
		t.Errorf("number %s, state %s, version %d, mode %q", m.Numero, m.Etat, m.Version, m.ModeDepot)
	}
	for _, cle := range []memoires.Cle{memoires.CleStructure, memoires.CleCategorie, memoires.CleDevise, memoires.CleTypeTVA, memoires.CleCoordonnees} {
		if p := m.Provenances[memoires.Champ{Cle: cle}]; p.Source != memoires.Repris {
			t.Errorf("source of %s = %q, want repris", cle, p.Source)
		}
	}
	stored, err := w.Service.Memoire(t.Context(), w.Par, strings.ToLower(string(m.Numero)))
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(m, stored); d != "" {
		t.Errorf("stored (-returned +stored):\n%s", d)
	}
}

func TestService_storesWhatItReturns(t *testing.T) {
	t.Parallel()
	w, m := memoirestest.Brouillon(t, pgtest.New(t), memoirestest.Lignes(3))
	ctx := t.Context()
	for _, e := range [][]memoires.Ecriture{
		{memoirestest.Ecriture(memoires.CleRemiseTTC, "1000"), memoirestest.Ecriture(memoires.CleMotifRemise, "Geste commercial")},
		{memoirestest.EcritureLigne(m.Lignes[1].ID, memoires.CleNote, "Requis par le brigadier Exemple\nà 14 h"), memoirestest.EcritureLigne(m.Lignes[1].ID, memoires.CleFinMission, "2026-10-14")},
		{memoirestest.EcritureLigne(m.Lignes[2].ID, memoires.CleTarifHT, ""), memoirestest.EcritureLigne(m.Lignes[2].ID, memoires.CleRequisitionOrale, "oui")},
	} {
		var err error
		if e[0].Champ.Cle.DeLigne() {
			m, err = w.Service.ModifierLigne(ctx, w.Par, m.ID, m.Version, e)
		} else {
			m, err = w.Service.EnregistrerEntete(ctx, w.Par, m.ID, m.Version, e)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	m, err := w.Service.LierPiece(ctx, w.Par, m.ID, m.Version, memoires.LienPiece{
		Piece: memoirestest.Fichier(t, w.DB, w.Par, w.Structure.ID, "b.pdf"), Ligne: m.Lignes[0].ID, Type: memoires.PieceBordereau, Designation: "Bordereau d'octobre",
	})
	if err != nil {
		t.Fatal(err)
	}
	if m, err = w.Service.RetirerLigne(ctx, w.Par, m.ID, m.Version, memoires.RetraitLigne{Ligne: m.Lignes[0].ID, GarderPieces: true}); err != nil {
		t.Fatal(err)
	}
	if m, err = w.Service.DelierPiece(ctx, w.Par, m.ID, m.Version, m.Pieces[0].ID); err != nil {
		t.Fatal(err)
	}
	stored, err := w.Service.ParID(ctx, w.Par, m.ID)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(m, stored); d != "" {
		t.Errorf("stored (-returned +stored):\n%s", d)
	}
	if len(m.Lignes) != 2 || m.Lignes[0].Position != 1 || len(m.Pieces) != 2 || m.Pieces[1].Ligne != 0 {
		t.Errorf("lines %+v, pieces %+v", m.Lignes, m.Pieces)
	}
}

func TestEnregistrerEntete_refusesTheWholeWrite(t *testing.T) {
	t.Parallel()
	w, m := memoirestest.Brouillon(t, pgtest.New(t))
	for _, tt := range []struct {
		name string
		e    []memoires.Ecriture
		want string
	}{
		{"unknown court", []memoires.Ecriture{memoirestest.Ecriture(memoires.CleNumeroFacture, "F1"), memoirestest.Ecriture(memoires.CleJuridiction, "tj00000")}, "valeur_inconnue"},
		{"field of a line", []memoires.Ecriture{memoirestest.Ecriture(memoires.CleQuantite, "1000")}, "champ_inconnu"},
		{"unknown field", []memoires.Ecriture{memoirestest.Ecriture("etat", "envoye")}, "champ_inconnu"},
		{"account of others", []memoires.Ecriture{memoirestest.Ecriture(memoires.CleCoordonnees, "999999")}, "valeur_inconnue"},
		{"service of others", []memoires.Ecriture{memoirestest.Ecriture(memoires.CleService, "999999")}, "valeur_inconnue"},
		{"structure of others", []memoires.Ecriture{memoirestest.Ecriture(memoires.CleStructure, "999999")}, "valeur_inconnue"},
		{"negative discount", []memoires.Ecriture{memoirestest.Ecriture(memoires.CleRemiseTTC, "-5")}, "montant_invalide"},
		{"control character", []memoires.Ecriture{memoirestest.Ecriture(memoires.CleNumeroFacture, "F\x00")}, "caractere_interdit"},
	} {
		_, err := w.Service.EnregistrerEntete(t.Context(), w.Par, m.ID, m.Version, tt.e)
		if code(err) != tt.want {
			t.Errorf("%s: %v, want %s", tt.name, err, tt.want)
		}
	}
	if apres, err := w.Service.ParID(t.Context(), w.Par, m.ID); err != nil || cmp.Diff(m, apres) != "" {
		t.Errorf("the draft changed: %v\n%s", err, cmp.Diff(m, apres))
	}
}

func TestDeuxOnglets_mergeOrRefuse(t *testing.T) {
	t.Parallel()
	w, m := memoirestest.Brouillon(t, pgtest.New(t))
	ctx := t.Context()
	v, l := m.Version, m.Lignes[0].ID
	collegue := comptestest.Collegue(t, w.DB, w.Par, w.Structure, comptes.Modification)

	if _, err := w.Service.ModifierLigne(ctx, collegue, m.ID, v, []memoires.Ecriture{memoirestest.EcritureLigne(l, memoires.CleQuantite, "4000")}); err != nil {
		t.Fatal(err)
	}
	// The second tab posts the whole form; it changed the tariff, not the quantity.
	m2, err := w.Service.ModifierLigne(ctx, w.Par, m.ID, v, []memoires.Ecriture{
		memoirestest.EcritureLigne(l, memoires.CleQuantite, "3000"), memoirestest.EcritureLigne(l, memoires.CleTarifHT, "3000"),
	})
	if err != nil {
		t.Fatal(err)
	}
	if q, p := m2.Lignes[0].Quantite, *m2.Lignes[0].TarifHT; q != 4000 || p != 3000 {
		t.Errorf("quantity %d, tariff %d: want theirs and mine", q, p)
	}
	// A third tab, still on the old version, changes the quantity too.
	_, err = w.Service.ModifierLigne(ctx, w.Par, m.ID, v, []memoires.Ecriture{memoirestest.EcritureLigne(l, memoires.CleQuantite, "5000")})
	detail, ok := memoires.ConflitsDe(err)
	if !ok || code(err) != "modifie_entre_temps" {
		t.Fatalf("error = %v, want a conflict", err)
	}
	want := memoires.Conflits{Version: m2.Version, Champs: []memoires.ConflitChamp{{
		Champ: memoires.Champ{Cle: memoires.CleQuantite, Ligne: l}, Avant: "3000", Actuelle: "4000", Proposee: "5000",
		Par: collegue.Nom, Origine: comptes.Portail, Le: detail.Champs[0].Le,
	}}}
	if d := cmp.Diff(want, detail); d != "" {
		t.Errorf("conflict (-want +got):\n%s", d)
	}
	if _, err := w.Service.ModifierLigne(ctx, w.Par, m.ID, detail.Version, []memoires.Ecriture{memoirestest.EcritureLigne(l, memoires.CleQuantite, "5000")}); err != nil {
		t.Errorf("after the choice: %v", err)
	}
}

func TestEtrangerEtAbsent_answerTheSame(t *testing.T) {
	t.Parallel()
	w, m := memoirestest.Brouillon(t, pgtest.New(t))
	envoye, _ := w.Envoye(t)
	intrus, _ := comptestest.Prestataire(t, w.DB)
	greffeAilleurs := comptestest.Greffier(t, w.DB, "tj75056")
	const inconnu memoires.ID = 999_999
	verbes := map[string]func(comptes.Acteur, memoires.ID) error{
		"ParID": func(a comptes.Acteur, id memoires.ID) error {
			_, err := w.Service.ParID(t.Context(), a, id)
			return err
		},
		"Certificat": func(a comptes.Acteur, id memoires.ID) error {
			_, err := w.Service.Certificat(t.Context(), a, id)
			return err
		},
		"Historique": func(a comptes.Acteur, id memoires.ID) error {
			_, err := w.Service.Historique(t.Context(), a, id, 0)
			return err
		},
		"Controler": func(a comptes.Acteur, id memoires.ID) error {
			_, err := w.Service.Controler(t.Context(), a, id)
			return err
		},
		"Entete": func(a comptes.Acteur, id memoires.ID) error {
			_, err := w.Service.EnregistrerEntete(t.Context(), a, id, 1, nil)
			return err
		},
		"ModifierLigne": func(a comptes.Acteur, id memoires.ID) error {
			_, err := w.Service.ModifierLigne(t.Context(), a, id, 1, nil)
			return err
		},
		"AjouterLigne": func(a comptes.Acteur, id memoires.ID) error {
			_, _, err := w.Service.AjouterLigne(t.Context(), a, id, 1, nil)
			return err
		},
		"RetirerLigne": func(a comptes.Acteur, id memoires.ID) error {
			_, err := w.Service.RetirerLigne(t.Context(), a, id, 1, memoires.RetraitLigne{Ligne: m.Lignes[0].ID})
			return err
		},
		"LierPiece": func(a comptes.Acteur, id memoires.ID) error {
			_, err := w.Service.LierPiece(t.Context(), a, id, 1, memoires.LienPiece{})
			return err
		},
		"ModifierPieceLiee": func(a comptes.Acteur, id memoires.ID) error {
			_, err := w.Service.ModifierPieceLiee(t.Context(), a, id, 1, memoires.LienPiece{})
			return err
		},
		"DelierPiece": func(a comptes.Acteur, id memoires.ID) error {
			_, err := w.Service.DelierPiece(t.Context(), a, id, 1, 1)
			return err
		},
		"Envoyer": func(a comptes.Acteur, id memoires.ID) error {
			_, err := w.Service.Envoyer(t.Context(), a, id, 1, "cle-12345678")
			return err
		},
		"Dupliquer": func(a comptes.Acteur, id memoires.ID) error {
			_, err := w.Service.Dupliquer(t.Context(), a, id)
			return err
		},
		"Abandonner": func(a comptes.Acteur, id memoires.ID) error {
			_, err := w.Service.Abandonner(t.Context(), a, id)
			return err
		},
		"Supprimer": func(a comptes.Acteur, id memoires.ID) error { return w.Service.Supprimer(t.Context(), a, id) },
		"MettreADisposition": func(a comptes.Acteur, id memoires.ID) error {
			_, err := w.Service.MettreADisposition(t.Context(), a, id)
			return err
		},
		"Refuser": func(a comptes.Acteur, id memoires.ID) error {
			_, err := w.Service.Refuser(t.Context(), a, id, "motif")
			return err
		},
		"MettreEnPaiement": func(a comptes.Acteur, id memoires.ID) error {
			_, err := w.Service.MettreEnPaiement(t.Context(), a, id)
			return err
		},
	}
	for nom, verbe := range verbes {
		for _, a := range []comptes.Acteur{intrus, greffeAilleurs, {}} {
			for _, id := range []memoires.ID{m.ID, envoye.ID} {
				etranger, absent := verbe(a, id), verbe(a, inconnu)
				fe, _ := fault.As(etranger)
				fa, _ := fault.As(absent)
				if fe == nil || fa == nil || fe.Kind != fault.Introuvable || fe.Message != fa.Message || fe.Code != fa.Code || fe.Champ != fa.Champ {
					t.Errorf("%s: foreign %v, absent %v", nom, etranger, absent)
				}
			}
		}
	}
	if _, total, err := w.Service.Lister(t.Context(), intrus, memoires.Filtre{}); err != nil || total != 0 {
		t.Errorf("Lister of a stranger: %d, %v", total, err)
	}
	if _, err := w.Service.Memoire(t.Context(), intrus, string(envoye.Numero)); code(err) != "introuvable" {
		t.Errorf("Memoire of a stranger: %v", err)
	}
	if _, err := w.Service.Ouvrir(t.Context(), intrus, w.Structure.ID); code(err) != "introuvable" {
		t.Errorf("Ouvrir for a foreign structure: %v", err)
	}
	if _, err := w.Service.Habitudes(t.Context(), intrus, w.Structure.ID); code(err) != "introuvable" {
		t.Errorf("Habitudes of a foreign structure: %v", err)
	}
}

func TestConsultation_readsButDoesNotChange(t *testing.T) {
	t.Parallel()
	w, m := memoirestest.Brouillon(t, pgtest.New(t))
	lecteur := comptestest.Collegue(t, w.DB, w.Par, w.Structure, comptes.Consultation)
	if _, err := w.Service.ParID(t.Context(), lecteur, m.ID); err != nil {
		t.Errorf("read: %v", err)
	}
	if _, err := w.Service.EnregistrerEntete(t.Context(), lecteur, m.ID, m.Version, nil); code(err) != "consultation" {
		t.Errorf("write: %v, want consultation", err)
	}
	if _, err := w.Service.Ouvrir(t.Context(), lecteur, w.Structure.ID); code(err) != "consultation" {
		t.Errorf("open: %v, want consultation", err)
	}
	if _, err := w.Service.Envoyer(t.Context(), lecteur, m.ID, m.Version, "cle-12345678"); code(err) != "consultation" {
		t.Errorf("send: %v, want consultation", err)
	}
}

func TestLierPiece_onlyWithFilesOfTheStructure(t *testing.T) {
	t.Parallel()
	w, m := memoirestest.Brouillon(t, pgtest.New(t))
	autre, autreStructure := comptestest.Prestataire(t, w.DB)
	lier := func(piece string, ligne memoires.LigneID) error {
		_, err := w.Service.LierPiece(context.WithoutCancel(t.Context()), w.Par, m.ID, m.Version, memoires.LienPiece{Piece: piece, Ligne: ligne, Type: memoires.PieceAutre})
		return err
	}
	mienne := memoirestest.Fichier(t, w.DB, w.Par, w.Structure.ID, "a.pdf")
	if err := lier(memoirestest.Fichier(t, w.DB, autre, autreStructure.ID, "x.pdf"), 0); code(err) != "introuvable" {
		t.Errorf("file of another structure: %v", err)
	}
	if err := lier(memoirestest.Fichier(t, w.DB, autre, 0, "x.pdf"), 0); code(err) != "introuvable" {
		t.Errorf("personal file of another: %v", err)
	}
	if err := lier("nimporte", 0); code(err) != "introuvable" {
		t.Errorf("no file: %v", err)
	}
	if err := lier(mienne, 999_999); code(err) != "introuvable" {
		t.Errorf("unknown line: %v", err)
	}
	if err := lier(memoirestest.Fichier(t, w.DB, w.Par, 0, "perso.pdf"), 0); err != nil {
		t.Errorf("my personal file: %v", err)
	}
	if err := lier(mienne, m.Lignes[0].ID); err != nil {
		t.Errorf("my file: %v", err)
	}
	if err := lier(mienne, m.Lignes[0].ID); code(err) != "deja_liee" {
		t.Errorf("twice: %v", err)
	}
}

func TestLimits_200Lines50Pieces(t *testing.T) {
	t.Parallel()
	w, m := memoirestest.Brouillon(t, pgtest.New(t), memoirestest.SansPieces())
	var err error
	for range memoires.LignesMax - 1 {
		if m, _, err = w.Service.AjouterLigne(t.Context(), w.Par, m.ID, m.Version, nil); err != nil {
			t.Fatal(err)
		}
	}
	if _, _, err = w.Service.AjouterLigne(t.Context(), w.Par, m.ID, m.Version, nil); code(err) != "trop_de_lignes" {
		t.Errorf("line 201: %v", err)
	}
	for range memoires.PiecesMax {
		p := memoires.LienPiece{Piece: memoirestest.Fichier(t, w.DB, w.Par, w.Structure.ID, "p.pdf"), Type: memoires.PieceAutre}
		if m, err = w.Service.LierPiece(t.Context(), w.Par, m.ID, m.Version, p); err != nil {
			t.Fatal(err)
		}
	}
	p := memoires.LienPiece{Piece: memoirestest.Fichier(t, w.DB, w.Par, w.Structure.ID, "p.pdf"), Type: memoires.PieceAutre}
	if _, err = w.Service.LierPiece(t.Context(), w.Par, m.ID, m.Version, p); code(err) != "trop_de_pieces" {
		t.Errorf("piece 51: %v", err)
	}
}

func TestHistorique_keepsWhoWhatAndFromWhere(t *testing.T) {
	t.Parallel()
	w, m := memoirestest.Brouillon(t, pgtest.New(t))
	depuisLeChat := w.Par
	depuisLeChat.Origine = comptes.Assistant
	m, err := w.Service.EnregistrerEntete(t.Context(), depuisLeChat, m.ID, m.Version, []memoires.Ecriture{
		{Champ: memoires.Champ{Cle: memoires.CleNumeroFacture}, Valeur: "F-EXEMPLE-1", Provenance: memoires.Provenance{Source: memoires.Lu, Page: 1, Texte: "F-EXEMPLE-1"}},
	})
	if err != nil {
		t.Fatal(err)
	}
	l, err := w.Service.Historique(t.Context(), w.Par, m.ID, 0)
	if err != nil {
		t.Fatal(err)
	}
	got := l[0]
	want := memoires.Trace{
		N: int64(len(l)), Version: m.Version, Action: memoires.ActionEcrire, Champ: memoires.Champ{Cle: memoires.CleNumeroFacture},
		Apres: "F-EXEMPLE-1", EtatAvant: memoires.Brouillon, EtatApres: memoires.Brouillon, Par: w.Par.Utilisateur,
		ParNom: w.Par.Nom, Origine: comptes.Assistant, Source: memoires.Lu, Le: got.Le,
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("last row (-want +got):\n%s", d)
	}
	p := m.Provenances[memoires.Champ{Cle: memoires.CleNumeroFacture}]
	if p.Source != memoires.Lu || p.Page != 1 || p.Par != w.Par.Utilisateur || p.Le != memoirestest.Maintenant().Unix() {
		t.Errorf("provenance = %+v", p)
	}
	if i := slices.IndexFunc(l, func(x memoires.Trace) bool { return x.Action == memoires.ActionOuvrir }); i != len(l)-1 {
		t.Errorf("the opening is row %d of %d", i, len(l))
	}
}
