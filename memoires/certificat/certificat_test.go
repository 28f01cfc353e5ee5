package certificat_test

import (
	"bytes"
	"encoding/base64"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"claudia/memoires"
	"claudia/memoires/certificat"
	"claudia/memoires/referentiel"
)

var update = flag.Bool("update", false, "write the golden dossier again")

func jour(a int, m time.Month, j int) time.Time { return time.Date(a, m, j, 0, 0, 0, 0, time.UTC) }

func montant(c int64) *memoires.Montant { m := memoires.Montant(c); return &m }

func taux(c int64) *memoires.Taux { t := memoires.Taux(c); return &t }

// exemple is the deck's mémoire at two rates: 5 816,00 HT, 729,08 TVA, 6 545,08 TTC.
func exemple() (memoires.Memoire, memoires.Prestataire) {
	m := memoires.Memoire{
		ID: 7, Numero: "MJ0000002106", NumeroTMP: "TMP2026000000010", Etat: memoires.Envoye, Version: 9, ModeDepot: "Saisie Web",
		Entete: memoires.Entete{
			Structure: 1, Coordonnees: 1, Juridiction: "tj93008", Categorie: "interprete", Devise: "EUR", TexteReference: "R92",
			TypeTVA: "TVA_SUR_ENCAISSEMENT", NumeroFacture: "F-EXEMPLE-001",
		},
		Lignes: []memoires.LignePrestation{
			{
				ID: 31, Position: 1, NumeroAffaire: "2026/EXEMPLE/0001", DateRequisition: jour(2026, 10, 2), Autorite: "opj",
				TypePrestation: "traduction_orale.enquete", DatePrestation: jour(2026, 10, 13), Quantite: 1000, TarifHT: montant(204100), TauxTVA: taux(2000),
				Note: "Requis par le brigadier Exemple \\ œuvre de Noël\nAudition de 14 h à 17 h",
			},
			{
				ID: 32, Position: 2, NumeroAffaire: "2026/EXEMPLE/0002", DateRequisition: jour(2026, 10, 2), Autorite: "juge_enfants", RequisitionOrale: true,
				TypePrestation: "psychiatrie.instruction", DatePrestation: jour(2026, 10, 1), FinMission: jour(2026, 10, 12), Quantite: 2500, TarifHT: montant(150000), TauxTVA: taux(850), FraisDivers: 2500,
			},
		},
		Pieces: []memoires.PieceLiee{
			{ID: 1, Piece: "aaaa", Type: "REQ", Designation: "Réquisition du 2 octobre", Nom: "requisition.pdf", Extension: "pdf", Taille: 48213, SHA256: strings.Repeat("ab", 32)},
			{ID: 2, Piece: "bbbb", Ligne: 32, Type: "ASF", Designation: "Attestation service fait", Nom: "attestation.pdf", Extension: "pdf", Taille: 1_412_000, SHA256: strings.Repeat("cd", 32)},
			{ID: 3, Piece: "cccc", Type: "RIB", Designation: "RIB de la structure", Nom: "rib.pdf", Extension: "pdf", Taille: 900, SHA256: strings.Repeat("01", 32)},
		},
		CreeLe: time.Date(2026, 10, 14, 7, 0, 0, 0, time.UTC), EnvoyeLe: time.Date(2026, 10, 14, 8, 0, 0, 123456000, time.UTC),
	}
	return m, memoires.Prestataire{
		RaisonSociale: "PETROVA Ioana", TypeIdentifiant: "SIRET", Identifiant: "00000000000000", Adresse: "4 rue des Lilas\n25000 Besançon",
		Regime: "cosp", Compte: "Compte principal FR14 •••• 0606", Signataire: "Ioana Petrova",
	}
}

func sceller(m memoires.Memoire, p memoires.Prestataire) memoires.Certificat {
	d, e := certificat.Sceller(m, p)
	return memoires.Certificat{
		Memoire: m.ID, Numero: m.Numero, Empreinte: e, Dossier: d, MontantTTC: m.Totaux().TTC, Juridiction: m.Entete.Juridiction,
		Prestataire: p, EnvoyeLe: m.EnvoyeLe,
	}
}

// The canonical form is fixed for ever: this golden file never changes, and -update is for a version 2.
func TestDossier_isFixedForEver(t *testing.T) {
	t.Parallel()
	d := certificat.Dossier(exemple())
	golden := filepath.Join("testdata", "dossier-1.txt")
	if *update {
		if err := os.WriteFile(golden, d, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(d)); diff != "" {
		t.Errorf("dossier (-golden +got):\n%s", diff)
	}
	const empreinte = "3BlKGwulseWT3d4dpyXosP6FOWSRDY5Mvgsr9gJDUoE="
	if e := certificat.Empreinte(d); e != empreinte {
		t.Errorf("Empreinte = %s, want %s", e, empreinte)
	}
	if b, err := base64.StdEncoding.DecodeString(certificat.Empreinte(d)); err != nil || len(b) != 32 {
		t.Errorf("the digest has %d bytes: %v", len(b), err)
	}
}

func TestDossier_ignoresWhatIsNotContent(t *testing.T) {
	t.Parallel()
	m, p := exemple()
	want := certificat.Empreinte(certificat.Dossier(m, p))
	n := m.Copie()
	n.ID, n.Version, n.Etat, n.ModifieLe = 99, 44, memoires.MisEnPaiement, time.Now()
	n.Lignes[0].ID, n.Lignes[1].ID, n.Pieces[1].Ligne = 1, 2, 2
	n.Pieces[0], n.Pieces[2] = n.Pieces[2], n.Pieces[0]
	n.EnvoyeLe = m.EnvoyeLe.In(time.FixedZone("x", 3600))
	if e := certificat.Empreinte(certificat.Dossier(n, p)); e != want {
		t.Errorf("the digest depends on ids, order or state")
	}
}

// P21: any flipped byte of any part is found, and the part is named.
func TestVerifier_findsEachFlippedByte(t *testing.T) {
	t.Parallel()
	m, p := exemple()
	c := sceller(m, p)
	if e := certificat.Verifier(c); len(e) != 0 {
		t.Fatalf("an intact certificate: %+v", e)
	}
	for i := range c.Dossier {
		faux := c
		faux.Dossier = bytes.Clone(c.Dossier)
		faux.Dossier[i] ^= 1
		if len(certificat.Verifier(faux)) == 0 {
			t.Fatalf("byte %d of the dossier flipped unseen", i)
		}
	}
	for i := range c.Empreinte {
		faux := c
		b := []byte(c.Empreinte)
		b[i] ^= 1
		faux.Empreinte = string(b)
		if e := certificat.Verifier(faux); len(e) == 0 || e[0].Partie != "empreinte" {
			t.Fatalf("byte %d of the digest flipped: %+v", i, e)
		}
	}
	for partie, change := range map[string]func(*memoires.Certificat){
		"memoire.numero":             func(c *memoires.Certificat) { c.Numero = "MJ0000002107" },
		"memoire.envoye_le":          func(c *memoires.Certificat) { c.EnvoyeLe = c.EnvoyeLe.Add(time.Microsecond) },
		"total.ttc":                  func(c *memoires.Certificat) { c.MontantTTC++ },
		"entete.juridiction":         func(c *memoires.Certificat) { c.Juridiction = "tj75056" },
		"prestataire.raison_sociale": func(c *memoires.Certificat) { c.Prestataire.RaisonSociale = "AUTRE" },
		"prestataire.identifiant":    func(c *memoires.Certificat) { c.Prestataire.Identifiant = "1" },
	} {
		faux := c
		change(&faux)
		if e := certificat.Verifier(faux); len(e) != 1 || e[0].Partie != partie {
			t.Errorf("%s changed: %+v", partie, e)
		}
	}
}

func TestVerifierMemoire_namesTheFieldThatMoved(t *testing.T) {
	t.Parallel()
	m, p := exemple()
	c := sceller(m, p)
	for _, tt := range []struct {
		partie string
		change func(*memoires.Memoire)
	}{
		{"ligne.002.frais_divers", func(m *memoires.Memoire) { m.Lignes[1].FraisDivers++ }},
		{"ligne.001.note", func(m *memoires.Memoire) { m.Lignes[0].Note = "" }},
		{"entete.numero_facture", func(m *memoires.Memoire) { m.Entete.NumeroFacture = "" }},
		{"piece.003.sha256", func(m *memoires.Memoire) { m.Pieces[1].SHA256 = strings.Repeat("ce", 32) }},
		{"entete.numero_engagement", func(m *memoires.Memoire) { m.Entete.NumeroEngagement = "1" }},
	} {
		n := m.Copie()
		tt.change(&n)
		trouve := false
		for _, e := range certificat.VerifierMemoire(c, n) {
			trouve = trouve || e.Partie == tt.partie
		}
		if !trouve {
			t.Errorf("%s moved: %+v", tt.partie, certificat.VerifierMemoire(c, n))
		}
	}
	if e := certificat.VerifierMemoire(c, m); len(e) != 0 {
		t.Errorf("nothing moved: %+v", e)
	}
}

func FuzzLireDossier(f *testing.F) {
	m, p := exemple()
	f.Add(certificat.Dossier(m, p))
	f.Add([]byte("claudia-dossier 1\na=b\\n\n"))
	f.Fuzz(func(t *testing.T, d []byte) {
		v, err := certificat.LireDossier(d)
		if err == nil && len(v) == 0 && string(d) != "claudia-dossier 1\n" {
			t.Errorf("%q read as nothing", d)
		}
	})
}

func TestPDF_sameInputSameBytes(t *testing.T) {
	t.Parallel()
	r, err := referentiel.Charger()
	if err != nil {
		t.Fatal(err)
	}
	m, p := exemple()
	long := m.Copie()
	for i := 3; i <= 60; i++ {
		l := long.Lignes[i%2]
		l.ID, l.Position = memoires.LigneID(40+i), i
		l.Note = strings.Repeat("Une remarque plutôt longue. ", i)
		long.Lignes = append(long.Lignes, l)
	}
	hostile := m.Copie()
	hostile.Lignes[0].Note = "emoji 😀 arabe مرحبا " + strings.Repeat("x", 900)
	hostile.Pieces[0].Nom = strings.Repeat("w", 120) + "\x00\xff"
	vide := memoires.Memoire{Numero: "TMP2026000000011", NumeroTMP: "TMP2026000000011", Etat: memoires.Brouillon, ModifieLe: m.CreeLe}
	hostileP := p
	hostileP.RaisonSociale = "<script>alert(1)</script> (\\) %PDF 𝔘"
	for nom, dessin := range map[string]func() ([]byte, error){
		"certificat": func() ([]byte, error) { return certificat.PDF(sceller(m, p), r) },
		"memoire":    func() ([]byte, error) { return certificat.PDFMemoire(m, p, r) },
		"long":       func() ([]byte, error) { return certificat.PDFMemoire(long, p, r) },
		"hostile":    func() ([]byte, error) { return certificat.PDFMemoire(hostile, hostileP, r) },
		"vide":       func() ([]byte, error) { return certificat.PDFMemoire(vide, memoires.Prestataire{}, nil) },
	} {
		un, err := dessin()
		if err != nil {
			t.Fatalf("%s: %v", nom, err)
		}
		deux, err := dessin()
		if err != nil || !bytes.Equal(un, deux) {
			t.Errorf("%s: two drawings differ (%v)", nom, err)
		}
		if !bytes.HasPrefix(un, []byte("%PDF-")) || !bytes.Contains(un, []byte("%%EOF")) {
			t.Errorf("%s: no PDF", nom)
		}
		if dir := os.Getenv("CERTIFICAT_PDF"); dir != "" {
			if err := os.WriteFile(filepath.Join(dir, nom+".pdf"), un, 0o600); err != nil {
				t.Fatal(err)
			}
		}
	}
}
