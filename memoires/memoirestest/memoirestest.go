package memoirestest

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"fmt"
	"strings"
	"testing"
	"time"

	"claudia/internal/comptes"
	"claudia/internal/comptes/comptestest"
	"claudia/internal/pg"
	"claudia/memoires"
	"claudia/memoires/certificat"
	"claudia/memoires/referentiel"
)

// Maintenant is the instant of these tests: mercredi 14 octobre 2026, 10:00 in Paris
// (situations.md 6.1).
func Maintenant() time.Time { return time.Date(2026, time.October, 14, 8, 0, 0, 0, time.UTC) }

// Juridiction is where the mémoires of these tests go.
const Juridiction = "tj93008"

// Monde is a Service with one prestataire who may change the mémoires of one structure.
type Monde struct {
	DB          *pg.DB
	Service     *memoires.Service
	Comptes     *comptes.Service
	Referentiel *referentiel.Referentiel
	Par         comptes.Acteur
	Structure   comptes.Structure
	Compte      comptes.CoordonneesID
}

// Nouveau makes a Monde on db, its clock stopped at Maintenant.
func Nouveau(tb testing.TB, db *pg.DB) *Monde {
	tb.Helper()
	return AvecHorloge(tb, db, Maintenant)
}

// AvecHorloge makes a Monde whose clock is the test's.
func AvecHorloge(tb testing.TB, db *pg.DB, horloge func() time.Time) *Monde {
	tb.Helper()
	w := &Monde{DB: db, Comptes: comptes.New(db, comptes.Options{Horloge: horloge})}
	var err error
	if w.Referentiel, err = referentiel.Charger(); err != nil {
		tb.Fatalf("memoirestest: %v", err)
	}
	w.Service, err = memoires.New(db, memoires.Config{
		Referentiel: w.Referentiel, Horloge: horloge, Comptes: w.Comptes, Empreinte: certificat.Sceller,
	})
	if err != nil {
		tb.Fatalf("memoirestest: %v", err)
	}
	w.Par, w.Structure = comptestest.Prestataire(tb, db)
	w.Compte = Compte(tb, db, w.Par, w.Structure.ID, true)
	return w
}

// Compte gives the structure a bank account, with its RIB file or not.
func Compte(tb testing.TB, db *pg.DB, par comptes.Acteur, structure comptes.StructureID, avecRIB bool) comptes.CoordonneesID {
	tb.Helper()
	var rib *string
	if avecRIB {
		piece := Fichier(tb, db, par, structure, "rib.pdf")
		rib = &piece
	}
	var id comptes.CoordonneesID
	err := db.Pool.QueryRow(context.Background(), `
INSERT INTO coordonnees_bancaires (structure_id, nom, pays, cle_iban, bban, bic, rib_piece, created_par)
VALUES ($1, $2, 'FR', '14', $3, 'PSSTFRPPXXX', $4, $5)
RETURNING id`, structure, "Compte "+rand.Text()[:4], "2004101005"+strings.ToUpper(rand.Text()[:13]), rib, par.Utilisateur).Scan(&id)
	if err != nil {
		tb.Fatalf("memoirestest: %v", err)
	}
	return id
}

// Fichier stores the row of an attachment of the structure, or of the actor alone when structure is
// 0; there are no bytes behind it.
func Fichier(tb testing.TB, db *pg.DB, par comptes.Acteur, structure comptes.StructureID, nom string) string {
	tb.Helper()
	id := strings.ToLower(rand.Text())
	var st *comptes.StructureID
	if structure != 0 {
		st = &structure
	}
	sum := sha256.Sum256([]byte(id))
	_, err := db.Pool.Exec(context.Background(), `
INSERT INTO pieces (id, structure_id, utilisateur_id, nom, type, taille, sha256)
VALUES ($1, $2, $3, $4, 'application/pdf', 12345, $5)`, id, st, par.Utilisateur, nom, sum[:])
	if err != nil {
		tb.Fatalf("memoirestest: %v", err)
	}
	return id
}

// Option changes the draft that is made.
type Option func(*recette)

// recette is what a draft is made of.
type recette struct {
	lignes     int
	entete     []memoires.Ecriture
	ligne      []memoires.Ecriture
	sansPieces bool
}

// Lignes makes that many lines instead of one.
func Lignes(n int) Option { return func(r *recette) { r.lignes = n } }

// SansPieces leaves the réquisition and the attestation out.
func SansPieces() Option { return func(r *recette) { r.sansPieces = true } }

// Champ gives another canonical value to a field, of the header or of every line.
func Champ(cle memoires.Cle, valeur string) Option {
	return func(r *recette) {
		e := memoires.Ecriture{Champ: memoires.Champ{Cle: cle}, Valeur: valeur}
		if cle.DeLigne() {
			r.ligne = append(r.ligne, e)
		} else {
			r.entete = append(r.entete, e)
		}
	}
}

// Ecriture writes a field of the header in one word.
func Ecriture(cle memoires.Cle, valeur string) memoires.Ecriture {
	return memoires.Ecriture{Champ: memoires.Champ{Cle: cle}, Valeur: valeur}
}

// EcritureLigne writes a field of a line in one word.
func EcritureLigne(l memoires.LigneID, cle memoires.Cle, valeur string) memoires.Ecriture {
	return memoires.Ecriture{Champ: memoires.Champ{Cle: cle, Ligne: l}, Valeur: valeur}
}

// Brouillon makes a draft that can be sent as it is: 3 hours of oral translation at 42,00 €.
func (w *Monde) Brouillon(tb testing.TB, options ...Option) memoires.Memoire {
	tb.Helper()
	ctx := context.Background()
	r := recette{lignes: 1}
	for _, o := range options {
		o(&r)
	}
	m, err := w.Service.Ouvrir(ctx, w.Par, w.Structure.ID)
	if err != nil {
		tb.Fatalf("memoirestest: open: %v", err)
	}
	m, err = w.Service.EnregistrerEntete(ctx, w.Par, m.ID, m.Version, append([]memoires.Ecriture{
		Ecriture(memoires.CleJuridiction, Juridiction), Ecriture(memoires.CleTexteReference, "R92"),
	}, r.entete...))
	if err != nil {
		tb.Fatalf("memoirestest: header: %v", err)
	}
	for i := range r.lignes {
		if m, _, err = w.Service.AjouterLigne(ctx, w.Par, m.ID, m.Version, append(ligne(i), r.ligne...)); err != nil {
			tb.Fatalf("memoirestest: line: %v", err)
		}
	}
	if r.sansPieces {
		return m
	}
	for _, p := range []memoires.LienPiece{
		{Piece: Fichier(tb, w.DB, w.Par, w.Structure.ID, "requisition.pdf"), Type: memoires.PieceRequisition},
		{Piece: Fichier(tb, w.DB, w.Par, w.Structure.ID, "attestation.pdf"), Type: memoires.PieceAttestation},
	} {
		if m, err = w.Service.LierPiece(ctx, w.Par, m.ID, m.Version, p); err != nil {
			tb.Fatalf("memoirestest: piece: %v", err)
		}
	}
	return m
}

// ligne is the i-th line, each of its own case so that none looks like another.
func ligne(i int) []memoires.Ecriture {
	return []memoires.Ecriture{
		Ecriture(memoires.CleNumeroAffaire, fmt.Sprintf("2026/%s/%04d", rand.Text()[:6], i+1)),
		Ecriture(memoires.CleDateRequisition, "2026-10-02"), Ecriture(memoires.CleAutorite, "opj"),
		Ecriture(memoires.CleTypePrestation, "traduction_orale.enquete"), Ecriture(memoires.CleDatePrestation, "2026-10-13"),
		Ecriture(memoires.CleQuantite, "3000"), Ecriture(memoires.CleTarifHT, "4200"), Ecriture(memoires.CleTauxTVA, "2000"),
	}
}

// Envoye makes a sent mémoire.
func (w *Monde) Envoye(tb testing.TB, options ...Option) (memoires.Memoire, memoires.Certificat) {
	tb.Helper()
	ctx := context.Background()
	m := w.Brouillon(tb, options...)
	c, err := w.Service.Envoyer(ctx, w.Par, m.ID, m.Version, "cle-"+rand.Text())
	if err != nil {
		if l, ok := memoires.ManquementsDe(err); ok {
			tb.Fatalf("memoirestest: send: %v\n%+v", err, l)
		}
		tb.Fatalf("memoirestest: send: %v", err)
	}
	if m, err = w.Service.ParID(ctx, w.Par, m.ID); err != nil {
		tb.Fatalf("memoirestest: %v", err)
	}
	return m, c
}

// Brouillon makes a Monde and a complete draft in it, for a test that needs one only.
func Brouillon(tb testing.TB, db *pg.DB, options ...Option) (*Monde, memoires.Memoire) {
	tb.Helper()
	w := Nouveau(tb, db)
	return w, w.Brouillon(tb, options...)
}

// Envoye makes a Monde and a sent mémoire in it.
func Envoye(tb testing.TB, db *pg.DB, options ...Option) (*Monde, memoires.Memoire, memoires.Certificat) {
	tb.Helper()
	w := Nouveau(tb, db)
	m, c := w.Envoye(tb, options...)
	return w, m, c
}
