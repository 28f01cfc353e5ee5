package compte_test

import (
	"bytes"
	"context"
	"image"
	"image/png"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"testing"

	"claudia/internal/comptes/comptesdemo"
)

func TestModifier_keepsWhatWasTyped(t *testing.T) {
	b := setup(t)
	medecin := b.Connecter(t, comptesdemo.Medecin)
	f := form(t, medecin.Lire(b.chemin("/modifier")), b.chemin("/modifier"))
	f.Set("raison_sociale", "")
	f.Set("identifiant", "123")
	f.Set("commune", "Le Chesnay")
	p := medecin.Poster(b.chemin("/modifier"), f)
	want(t, p, http.StatusUnprocessableEntity, "Des informations sont à corriger", "Indiquez la raison sociale")
	checkDocument(t, p)
	if p.Valeur("commune") != "Le Chesnay" || p.Valeur("identifiant") != "123" {
		t.Errorf("the form lost what was typed: commune %q, identifiant %q", p.Valeur("commune"), p.Valeur("identifiant"))
	}
	f.Set("raison_sociale", "Cabinet MÜLLER et associés")
	f.Set("identifiant", "980 000 020 00019")
	want(t, medecin.Poster(b.chemin("/modifier"), f), ok, "Cabinet MÜLLER et associés", "78000 Le Chesnay", "La structure est enregistrée")
	if s := medecin.Lire(b.chemin("/parametres")); form(t, s, b.chemin("/parametres")).Get("categorie") != "Médecin / expert médical" {
		t.Error("changing the address lost the category")
	}
}

// Two tabs: the second to save sees both values and chooses.
func TestModifier_conflictShowsBoth(t *testing.T) {
	b := setup(t)
	medecin := b.Connecter(t, comptesdemo.Medecin)
	premier := form(t, medecin.Lire(b.chemin("/modifier")), b.chemin("/modifier"))
	second := form(t, medecin.Lire(b.chemin("/modifier")), b.chemin("/modifier"))
	premier.Set("commune", "Viroflay")
	want(t, medecin.Poster(b.chemin("/modifier"), premier), ok, "Viroflay")
	second.Set("commune", "Buc")
	p := medecin.Poster(b.chemin("/modifier"), second)
	want(t, p, http.StatusConflict, "Viroflay", "Buc", "votre saisie")
	checkDocument(t, p)
	choix := form(t, p, b.chemin("/modifier"))
	choix.Set("commune", "Buc")
	want(t, medecin.Poster(b.chemin("/modifier"), choix), ok, "78000 Buc", cabinet)
}

// Two tabs that change different fields: both changes are kept, once seen.
func TestModifier_conflictMergesWhatDoesNotClash(t *testing.T) {
	b := setup(t)
	medecin := b.Connecter(t, comptesdemo.Medecin)
	premier := form(t, medecin.Lire(b.chemin("/modifier")), b.chemin("/modifier"))
	second := form(t, medecin.Lire(b.chemin("/modifier")), b.chemin("/modifier"))
	premier.Set("commune", "Viroflay")
	want(t, medecin.Poster(b.chemin("/modifier"), premier), ok, "Viroflay")
	second.Set("raison_sociale", "Cabinet neuf")
	p := medecin.Poster(b.chemin("/modifier"), second)
	want(t, p, http.StatusConflict, "Viroflay, enregistré entre-temps", "Cabinet neuf, votre saisie")
	checkDocument(t, p)
	want(t, medecin.Poster(b.chemin("/modifier"), form(t, p, b.chemin("/modifier"))), ok, "Cabinet neuf", "78000 Viroflay")
}

func TestParametres(t *testing.T) {
	b := setup(t)
	medecin := b.Connecter(t, comptesdemo.Medecin)
	vieux := form(t, medecin.Lire(b.chemin("/parametres")), b.chemin("/parametres"))
	f := url.Values{"version": {vieux.Get("version")}, "categorie": {"Roi de France"}, "regime": {vieux.Get("regime")}}
	want(t, medecin.Poster(b.chemin("/parametres"), f), http.StatusUnprocessableEntity, "Choisissez une valeur de la liste")
	f.Set("categorie", "Traducteur / interprète")
	f.Set("franchise_tva", "oui")
	want(t, medecin.Poster(b.chemin("/parametres"), f), ok, "Traducteur / interprète", "Oui (article 293 B du CGI)")
	vieux.Set("categorie", "Psychologue")
	p := medecin.Poster(b.chemin("/parametres"), vieux)
	if p.Statut == http.StatusUnprocessableEntity { // the list may word it otherwise
		vieux.Set("categorie", "")
		p = medecin.Poster(b.chemin("/parametres"), vieux)
	}
	want(t, p, http.StatusConflict, "Traducteur / interprète", "votre saisie", "Franchise en base de TVA")
}

func TestNouvelleStructure(t *testing.T) {
	b := setup(t)
	greffier := b.Connecter(t, comptesdemo.Greffe)
	f := form(t, greffier.Lire("/structures/nouvelle"), "/structures")
	f.Set("raison_sociale", "RENARD Sophie")
	f.Set("identifiant", "980 000 020 00019")
	want(t, greffier.Poster("/structures", f), http.StatusUnprocessableEntity, "Cette structure existe déjà")
	f.Set("type_identifiant", "RIDET")
	f.Set("identifiant", "0123456 001")
	f.Set("code_postal", "98800")
	want(t, greffier.Poster("/structures", f), ok, "RENARD Sophie", "Aucune coordonnée bancaire", "Gestionnaire")
}

func TestServices(t *testing.T) {
	b := setup(t)
	medecin := b.Connecter(t, comptesdemo.Medecin)
	want(t, medecin.Poster(b.chemin("/services"), url.Values{"code": {"EXPERTISE"}, "libelle": {"Double"}}), http.StatusUnprocessableEntity, "déjà celui d'un autre service")
	p := medecin.Poster(b.chemin("/services"), url.Values{"code": {"AUTOPSIE"}, "libelle": {"Autopsies"}})
	want(t, p, ok, "Autopsies", "Fermer AUTOPSIE")
	i := strings.Index(p.Texte, b.chemin("/services/"))
	action, _, _ := strings.Cut(p.Texte[i:], `"`)
	want(t, medecin.Poster(action, nil), ok, "Inactif", "Le service est fermé")
}

const ibanFR, ibanDE = "FR14 2004 1010 0505 0001 3M02 606", "DE89 3704 0044 0532 0130 00"

func rib(t *testing.T) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewRGBA(image.Rect(0, 0, 40, 20))); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestCoordonnees_fileSurvivesAMistake(t *testing.T) {
	b := setup(t)
	medecin := b.Connecter(t, comptesdemo.Medecin)
	f := url.Values{"nom": {"Compte neuf"}, "iban": {"FR14 2004 1010 0505 0001 3M02 607"}, "bic": {"ABC"}}
	genre, corps := multi(t, f, "rib.png", rib(t))
	p := medecin.Envoyer(b.chemin("/coordonnees"), genre, corps)
	want(t, p, http.StatusUnprocessableEntity, "RIB déjà reçu", "rib.png", "Le BIC compte 8 ou 11 caractères")
	checkDocument(t, p)
	f = form(t, p, b.chemin("/coordonnees"))
	if f.Get("nom") != "Compte neuf" || f.Get("rib") == "" {
		t.Fatalf("the form lost the name or the file: %v", f)
	}
	f.Set("iban", ibanFR)
	f.Set("bic", "PSSTFRPPPAR")
	genre, corps = multi(t, f, "", nil)
	want(t, medecin.Envoyer(b.chemin("/coordonnees"), genre, corps), ok, "Compte neuf", "FR14 •••• •••• 2606", "PSSTFRPPPAR", "rib.png")
	if k := b.coordonnees(t); len(k) != 2 || k[1].RIBPiece == nil {
		t.Errorf("stored: %+v", k)
	}
}

func TestCoordonnees_refusals(t *testing.T) {
	b := setup(t)
	medecin := b.Connecter(t, comptesdemo.Medecin)
	for _, c := range []struct {
		nom     string
		f       url.Values
		fichier string
		contenu []byte
		statut  int
		dit     string
	}{
		{"nothing", url.Values{}, "", nil, 422, "Indiquez l'IBAN du compte"},
		{"no name", url.Values{"iban": {ibanDE}}, "", nil, 422, "Indiquez le nom de la coordonnée"},
		{"disagreeing", url.Values{"nom": {"A"}, "iban": {ibanFR}, "pays": {"DE"}, "cle_iban": {"89"}, "bban": {"370400440532013000"}}, "", nil, 422, "ne désignent pas le même compte"},
		{"bad key", url.Values{"nom": {"A"}, "cle_iban": {"77"}, "bban": {"20041010050500013M02606"}}, "", nil, 422, "La clé de l'IBAN ne correspond pas"},
		{"known account", url.Values{"nom": {"A"}, "iban": {"FR7699999000010000000020291"}}, "", nil, 422, "déjà enregistré"},
		{"a program", url.Values{"nom": {"A"}, "iban": {ibanDE}}, "rib.pdf", []byte("MZ\x90\x00 not a document"), 422, "rib.pdf"},
		{"an empty file", url.Values{"nom": {"A"}, "iban": {ibanDE}}, "rib.pdf", []byte{}, 422, "rib.pdf"},
		{"somebody's file", url.Values{"nom": {""}, "iban": {ibanDE}, "rib": {strings.Repeat("a", 26)}}, "", nil, 422, "Indiquez le nom"},
		{"too large", url.Values{"nom": {"A"}, "iban": {ibanDE}}, "rib.pdf", bytes.Repeat([]byte("%PDF-1.7 "), 13<<20/9), 413, "dépasse"},
		{"over the limit of a piece", url.Values{"nom": {"A"}, "iban": {ibanDE}}, "rib.pdf", bytes.Repeat([]byte("%PDF-1.7 "), 11<<20/9), 422, "rib.pdf"},
		{"twice the same field", url.Values{"nom": {"A", "B"}}, "", nil, 400, "reçu deux fois"},
	} {
		genre, corps := multi(t, c.f, c.fichier, c.contenu)
		p := medecin.Envoyer(b.chemin("/coordonnees"), genre, corps)
		if p.Statut != c.statut || !says(p, c.dit) {
			t.Errorf("%s: status %d, want %d saying %q; errors %q", c.nom, p.Statut, c.statut, c.dit, p.Erreurs())
		}
		if strings.Contains(p.Texte, "RIB déjà reçu") {
			t.Errorf("%s: the page says that a RIB was kept", c.nom)
		}
	}
	if k := b.coordonnees(t); len(k) != 1 {
		t.Errorf("%d accounts stored, want 1", len(k))
	}
}

// The RIB of another structure cannot be attached by writing its handle in the form.
func TestCoordonnees_foreignFile(t *testing.T) {
	b := setup(t)
	par := b.acteur(t, comptesdemo.Interprete)
	autre, err := b.Pieces.Deposer(context.Background(), par, int64(b.jeu.Structures["PETROVA Ioana"].ID), "rib.png", bytes.NewReader(rib(t)))
	if err != nil {
		t.Fatal(err)
	}
	medecin := b.Connecter(t, comptesdemo.Medecin)
	genre, corps := multi(t, url.Values{"nom": {"A"}, "iban": {ibanDE}, "rib": {string(autre.ID)}}, "", nil)
	want(t, medecin.Envoyer(b.chemin("/coordonnees"), genre, corps), ok, "RIB à joindre")
	if k := b.coordonnees(t); len(k) != 2 || k[1].RIBPiece != nil {
		t.Errorf("stored: %+v", k)
	}
}

func TestCoordonnees_partsChangeConflictWithdraw(t *testing.T) {
	b := setup(t)
	medecin := b.Connecter(t, comptesdemo.Medecin)
	genre, corps := multi(t, url.Values{"nom": {"Par parties"}, "cle_iban": {"14"}, "bban": {"20041 01005 0500013M026 06"}}, "", nil)
	want(t, medecin.Envoyer(b.chemin("/coordonnees"), genre, corps), ok, "FR14 •••• •••• 2606", "Pensez à y joindre le RIB")
	chemin := b.chemin("/coordonnees/" + strconv.FormatInt(int64(b.coordonnees(t)[1].ID), 10))
	premier := form(t, medecin.Lire(chemin), chemin)
	second := form(t, medecin.Lire(chemin), chemin)
	if premier.Get("iban") != ibanFR {
		t.Errorf("the form shows the account %q, want %q", premier.Get("iban"), ibanFR)
	}
	premier.Set("nom", "Principal")
	genre, corps = multi(t, premier, "", nil)
	want(t, medecin.Envoyer(chemin, genre, corps), ok, "Principal")
	second.Set("nom", "Secondaire")
	genre, corps = multi(t, second, "rib.png", rib(t))
	p := medecin.Envoyer(chemin, genre, corps)
	want(t, p, http.StatusConflict, "Principal", "Secondaire", "rib.png")
	checkDocument(t, p)
	choix := form(t, p, chemin)
	choix.Set("nom", "Secondaire")
	choix.Set("rib", second.Get("rib"))
	genre, corps = multi(t, choix, "", nil)
	want(t, medecin.Envoyer(chemin, genre, corps), ok, "Secondaire", "FR14 •••• •••• 2606")
	want(t, medecin.Lire(chemin+"/retirer"), ok, "ne sera plus proposé")
	want(t, medecin.Poster(chemin+"/retirer", nil), ok, "est retirée")
	want(t, medecin.Lire(chemin), http.StatusNotFound)
}
