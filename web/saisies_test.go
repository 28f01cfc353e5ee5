package web_test

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"claudia/internal/comptes/comptesdemo"
	"claudia/memoires"
	"claudia/web/webtest"
)

// poste sends a form and gives the page that refuses it, whose errors hold the words.
func poste(t *testing.T, nom string, c *webtest.Client, chemin string, f url.Values, statut int, mots ...string) {
	t.Helper()
	p := c.Essayer(webtest.Formulaire(chemin, f))
	if p.Statut != statut {
		t.Errorf("%s: status %d, want %d\n%q", nom, p.Statut, statut, p.Erreurs())
		return
	}
	if statut >= http.StatusBadRequest {
		entetesDe(t, nom, p)
	}
	dit := strings.Join(p.Erreurs(), " | ")
	for _, m := range mots {
		if !strings.Contains(strings.ReplaceAll(dit, "\u00a0", " "), m) {
			t.Errorf("%s: the page does not say %q but %q", nom, m, dit)
		}
	}
	if m := technique.FindString(p.Texte); m != "" {
		t.Errorf("%s: the page says %q", nom, m)
	}
}

// TestSaisie_values is HT-09 to HT-14: each value that breaks a rule, at its field, in French.
func TestSaisie_values(t *testing.T) {
	t.Parallel()
	s := webtest.New(t)
	c := s.Connecter(t, comptesdemo.Medecin)
	j := nouveauJeu(t, s, comptesdemo.Medecin, "Cabinet médical MÜLLER", comptesdemo.Secretaire)
	avant := empreinteBase(t, s)
	neuve := func(siret string) url.Values {
		return url.Values{
			"type_identifiant": {"siret"}, "identifiant": {siret}, "raison_sociale": {"Nom"}, "adresse": {"1 rue"}, "code_postal": {"75001"}, "commune": {"Paris"}, "pays": {"FR"},
		}
	}
	for nom, siret := range map[string]string{"13 digits": "9800000120001", "bad key": "98000001200017", "letters": "9800000120001A", "empty": ""} {
		f := neuve(siret)
		f.Set("type_identifiant", string(j.structure.TypeIdentifiant))
		poste(t, "HT-09 "+nom, c, "/structures", f, 422, "SIRET")
	}
	draft := "/memoires/" + string(j.brouillon.Numero)
	for _, x := range []struct {
		nom, champ, valeur, dit string
	}{
		{"HT-11 30 February", "date_prestation", "30/02/2026", ""},
		{"HT-11 year 0000", "date_prestation", "0000-01-01", ""},
		{"HT-11 year 3022", "date_prestation", "3022-01-01", ""},
		{"HT-11 future prestation", "date_prestation", "2026-12-01", ""},
		{"HT-11 future réquisition", "date_requisition", "2026-12-01", ""},
		{"HT-11 words", "date_requisition", "demain peut-être", ""},
		{"HT-12 exponent", "tarif_ht", "1e3", ""},
		{"HT-12 two marks", "tarif_ht", "1.234,56", ""},
		{"HT-12 below zero", "tarif_ht", "-5", ""},
		{"HT-12 NaN", "tarif_ht", "NaN", ""},
		{"HT-12 three decimals", "tarif_ht", "0,001", ""},
		{"HT-12 too large", "tarif_ht", "99999999999", ""},
		{"HT-12 hexadecimal", "tarif_ht", "0x10", ""},
		{"HT-12 frais below zero", "frais_divers", "-1", ""},
		{"HT-12 débours with words", "debours", "douze", ""},
		{"HT-13 zero", "quantite", "0", ""},
		{"HT-13 below zero", "quantite", "-1", ""},
		{"HT-13 10^9", "quantite", "1000000000", ""},
		{"HT-13 four decimals", "quantite", "1,2345", ""},
		{"HT-14 rate not in the list", "taux_tva", "1999", ""},
		{"HT-14 rate with words", "taux_tva", "vingt", ""},
		{"unknown authority", "autorite", "le-voisin", ""},
		{"unknown prestation", "type_prestation", "zzz", ""},
		{"note too long", "note", strings.Repeat("x", 20000), ""},
	} {
		f := formeLigne(j)
		f.Set(x.champ, x.valeur)
		poste(t, x.nom, c, draft+"/lignes", f, 422)
	}
	if empreinteBase(t, s) != avant {
		t.Error("a refused value changed the database")
	}
	f := formeLigne(j)
	f.Set("date_requisition", "2026-10-13")
	f.Set("date_prestation", "2026-10-02")
	poste(t, "HT-11 réquisition after the prestation, kept in a draft", c, draft+"/lignes", f, 303)
	if p := c.Lire(draft + "/envoi"); !strings.Contains(desechappe(p.Texte), "La date de la réquisition (13/10/2026) est postérieure à la prestation (02/10/2026)") {
		t.Errorf("HT-11: the control does not tell the order of the dates: %q", p.Erreurs())
	}
	for _, montant := range []string{"1 234,56", "1\u00a0234,56", "1\u202f234.56", "42", "0,5"} {
		f := formeLigne(j)
		m, err := s.Memoires.ParID(t.Context(), j.par, j.brouillon.ID)
		verifier(t, err)
		f.Set("version", nombre(m.Version))
		f.Set("tarif_ht", montant)
		poste(t, "HT-12 "+montant, c, draft+"/lignes", f, 303)
	}
}

// TestSaisie_iban is HT-10.
func TestSaisie_iban(t *testing.T) {
	t.Parallel()
	s := webtest.New(t)
	c := s.Connecter(t, comptesdemo.Medecin)
	st := s.Jeu.Structures["Cabinet médical MÜLLER"]
	for nom, x := range map[string][2]string{
		"bad key": {"FR7630006000011234567890188", ""}, "too short": {"FR76300060000112345678901", ""}, "no country": {"ZZ7630006000011234567890189", ""},
		"words": {"compte de la mairie", ""}, "bad BIC": {"FR7630006000011234567890189", "XX"},
	} {
		corps, genre := multiparte(t, url.Values{"nom": {"Compte"}, "iban": {x[0]}, "bic": {x[1]}}, "", nil)
		p := c.Essayer(webtest.Essai{Methode: http.MethodPost, Chemin: "/structures/" + nombre(st.ID) + "/coordonnees", Corps: corps, Entetes: map[string]string{"Content-Type": genre}})
		if p.Statut != 422 || len(p.Erreurs()) == 0 || !strings.Contains(p.Texte, "Compte") {
			t.Errorf("HT-10 %s: status %d %q", nom, p.Statut, p.Erreurs())
		}
	}
}

// TestSaisie_versions is HT-08: two tabs, both values shown, nothing lost.
func TestSaisie_versions(t *testing.T) {
	t.Parallel()
	s := webtest.New(t)
	c := s.Connecter(t, comptesdemo.Medecin)
	j := nouveauJeu(t, s, comptesdemo.Medecin, "Cabinet médical MÜLLER", comptesdemo.Secretaire)
	draft := "/memoires/" + string(j.brouillon.Numero)
	un, deux := version(j), version(j)
	un.Set("numero_facture", "FACTURE-UNE")
	deux.Set("numero_facture", "FACTURE-DEUX")
	poste(t, "first tab", c, draft+"/entete", un, 303)
	p := c.Essayer(webtest.Formulaire(draft+"/entete", deux))
	if p.Statut != http.StatusConflict || !strings.Contains(p.Texte, "FACTURE-UNE") || !strings.Contains(p.Texte, "FACTURE-DEUX") {
		t.Errorf("HT-08: status %d; the page shows both values: %v", p.Statut, p.Erreurs())
	}
	deux.Set("version", p.Valeur("version"))
	poste(t, "the choice made", c, draft+"/entete", deux, 303)
	ligne := draft + "/lignes/" + nombre(j.brouillon.Lignes[0].ID)
	change := formeLigne(j)
	change.Set("version", c.Lire(ligne).Valeur("version"))
	change.Set("tarif_ht", "77,00")
	poste(t, "a change of the line", c, ligne, change, 303)
	poste(t, "HT-08 stale removal of the line", c, ligne+"/retirer", version(j), 409)
	sans := url.Values{"numero_facture": {"X"}}
	if p := c.Essayer(webtest.Formulaire(draft+"/entete", sans)); p.Statut < 400 || p.Statut >= 500 {
		t.Errorf("a form without version: status %d", p.Statut)
	}
}

// TestSaisie_send is HT-15, HT-16, UP-12 and P8 by forms.
func TestSaisie_send(t *testing.T) {
	t.Parallel()
	s := webtest.New(t)
	c := s.Connecter(t, comptesdemo.Medecin)
	j := nouveauJeu(t, s, comptesdemo.Medecin, "Cabinet médical MÜLLER", comptesdemo.Secretaire)
	vide, err := s.Memoires.Ouvrir(t.Context(), j.par, j.structure.ID)
	verifier(t, err)
	envoi := url.Values{"version": {nombre(vide.Version)}, "honneur": {"oui"}, "cle": {"cle-une"}}
	p := c.Essayer(webtest.Formulaire("/memoires/"+string(vide.Numero)+"/envoi", envoi))
	_, liste := s.Memoires.Controler(t.Context(), j.par, vide.ID)
	verifier(t, liste)
	manques, err := s.Memoires.Controler(t.Context(), j.par, vide.ID)
	verifier(t, err)
	if p.Statut != 422 || len(manques) < 3 {
		t.Errorf("HT-15: status %d for %d missing items", p.Statut, len(manques))
	}
	for _, m := range manques {
		if !strings.Contains(desechappe(p.Texte), m.Message) {
			t.Errorf("HT-15: the page does not list %q", m.Message)
		}
	}
	mj := "/memoires/" + string(j.envoye.Numero)
	f := url.Values{"version": {nombre(j.envoye.Version)}, "numero_facture": {"X"}}
	numero := string(j.envoye.Numero)
	poste(t, "HT-16 header", c, mj+"/entete", f, 409, numero)
	poste(t, "HT-16 line", c, mj+"/lignes", formeLigne(j), 409, numero)
	poste(t, "HT-16 deletion", c, mj+"/supprimer", f, 409, numero)
	poste(t, "HT-16 removal of a document", c, mj+"/pieces/"+nombre(j.envoye.Pieces[0].ID)+"/retirer", f, 409, numero)
	poste(t, "HT-16 giving up", c, mj+"/abandonner", f, 409, numero)
	poste(t, "UP-12 document of the structure", c, mj+"/pieces/reprendre", url.Values{"version": {"1"}, "piece": {j.sansPiece}, "type": {"REQ"}}, 409, numero)
	corps, genre := multiparte(t, url.Values{"type": {"REQ"}, "designation": {"x"}, "ligne": {"0"}}, "x.png", photo(t))
	p = c.Essayer(webtest.Essai{Methode: http.MethodPost, Chemin: mj + "/pieces", Corps: corps, Entetes: map[string]string{"Content-Type": genre}})
	if p.Statut != http.StatusConflict || !strings.Contains(p.Texte, numero) {
		t.Errorf("UP-12: status %d %q", p.Statut, p.Erreurs())
	}

	draft := "/memoires/" + string(j.brouillon.Numero)
	envoi = url.Values{"version": {nombre(j.brouillon.Version)}, "honneur": {"oui"}, "cle": {"cle-deux"}}
	vers := make(chan string, 20)
	for range 20 {
		go func() { vers <- c.Essayer(webtest.Formulaire(draft+"/envoi", envoi)).Header.Get("Location") }()
	}
	var lieux []string
	for range 20 {
		lieux = append(lieux, <-vers)
	}
	if lieux = slices.Compact(slices.Sorted(slices.Values(lieux))); len(lieux) != 1 || !strings.HasPrefix(lieux[0], "/memoires/MJ") {
		t.Errorf("P8: twenty sendings of one form lead to %q", lieux)
	}
	var certificats int
	verifier(t, s.DB.Pool.QueryRow(t.Context(), "SELECT count(*) FROM certificats WHERE memoire_id = $1", j.brouillon.ID).Scan(&certificats))
	if certificats != 1 {
		t.Errorf("P8: %d certificates, want 1", certificats)
	}
}

// TestSaisie_tooManyLines is HT-17.
func TestSaisie_tooManyLines(t *testing.T) {
	t.Parallel()
	s := webtest.New(t)
	c := s.Connecter(t, comptesdemo.Medecin)
	par, st := s.Jeu.Acteurs[comptesdemo.Medecin], s.Jeu.Structures["Cabinet médical MÜLLER"]
	m, err := s.Memoires.Ouvrir(t.Context(), par, st.ID)
	verifier(t, err)
	for err == nil && len(m.Lignes) < 1000 {
		m2, _, e := s.Memoires.AjouterLigne(t.Context(), par, m.ID, m.Version, ecritures(map[memoires.Cle]string{memoires.CleNumeroAffaire: "2026/1"}))
		if err = e; err == nil {
			m = m2
		}
	}
	f := formeLigne(jeu{brouillon: m})
	poste(t, "HT-17", c, "/memoires/"+string(m.Numero)+"/lignes", f, 422)
	if p := c.Lire("/memoires/" + string(m.Numero)); p.Statut != http.StatusOK {
		t.Errorf("a mémoire of %d lines: status %d", len(m.Lignes), p.Statut)
	}
}

func desechappe(s string) string {
	return strings.NewReplacer("&#39;", "'", "&#34;", `"`, "&amp;", "&", "&#43;", "+").Replace(s)
}
