package portail_test

import (
	"bytes"
	"mime/multipart"
	"net/http"
	"net/url"
	"os"
	"strings"
	"testing"

	"claudia/internal/comptes/comptesdemo"
	"claudia/internal/pg/pgtest"
	"claudia/web/webtest"
)

func TestMain(m *testing.M) { os.Exit(pgtest.Main(m)) }

// TestPortail_wholeStory files a mémoire with forms only: no script runs here.
func TestPortail_wholeStory(t *testing.T) {
	t.Parallel()
	s := webtest.New(t)
	c := s.Connecter(t, comptesdemo.Interprete)

	nouveau := c.Lire("/memoires/nouveau")
	p := c.Poster("/memoires", url.Values{"structure": {premiereOption(nouveau, "structure")}})
	if p.Statut != http.StatusOK || !strings.HasPrefix(p.Chemin, "/memoires/TMP2026") {
		t.Fatalf("new draft: status %d at %s: %q", p.Statut, p.Chemin, p.Erreurs())
	}
	draft := p.Chemin

	p = c.Poster(draft+"/entete", url.Values{
		"version": {p.Valeur("version")}, "structure": {premiereOption(nouveau, "structure")}, "juridiction": {"93 - Tribunal judiciaire de Bobigny"}, "categorie": {premiereOption(p, "categorie")},
		"devise": {"EUR"}, "texte_reference": {"R92"}, "type_tva": {"TVA_SUR_ENCAISSEMENT"}, "suite": {"ligne"},
	})
	if p.Statut != http.StatusOK || !strings.HasSuffix(p.Chemin, "/lignes/nouvelle") {
		t.Fatalf("header: status %d at %s: %q", p.Statut, p.Chemin, p.Erreurs())
	}

	ligne := url.Values{
		"version": {p.Valeur("version")}, "numero_affaire": {"2026/80900"}, "date_requisition": {"2026-10-01"}, "autorite": {"opj"},
		"type_prestation": {"Traduction orale (interprétariat) - enquête"}, "date_prestation": {"2026-10-31"}, "quantite": {"1"},
		"tarif_ht": {"150,00"}, "taux_tva": {"550"}, "suite": {"piece"},
	}
	p = c.Poster(draft+"/lignes", ligne)
	if p.Statut != http.StatusUnprocessableEntity || !strings.Contains(p.Texte, "150,00") {
		t.Fatalf("a prestation in the future: status %d, want 422 with what was typed", p.Statut)
	}
	ligne.Set("date_prestation", "2026-10-05")
	p = c.Poster(draft+"/lignes", ligne)
	if p.Statut != http.StatusOK || !strings.Contains(p.Chemin, "/pieces?ligne=") {
		t.Fatalf("line: status %d at %s: %q", p.Statut, p.Chemin, p.Erreurs())
	}
	for _, x := range []struct{ fichier, genre string }{{"005-requisition.pdf", "REQ"}, {"005-attestation.pdf", "ASF"}} {
		corps, genre := televersement(t, "../../../shared/documents/"+x.fichier, map[string]string{"type": x.genre, "designation": x.fichier, "ligne": "0"})
		if p = c.Envoyer(draft+"/pieces", genre, corps); p.Statut != http.StatusOK || !strings.Contains(p.Texte, x.fichier) {
			t.Fatalf("piece %s: status %d at %s\n%s", x.fichier, p.Statut, p.Chemin, p.Texte)
		}
	}

	p = c.Lire(draft + "/envoi")
	if !strings.Contains(p.Texte, "158,25") || !strings.Contains(p.Texte, "Confirmer et envoyer") {
		t.Fatalf("control: %d %q", p.Statut, p.Erreurs())
	}
	envoi := url.Values{"version": {p.Valeur("version")}, "cle": {p.Valeur("cle")}}
	if sans := c.Poster(draft+"/envoi", envoi); sans.Statut != http.StatusUnprocessableEntity {
		t.Fatalf("sending without the honour statement: status %d, want 422", sans.Statut)
	}
	envoi.Set("honneur", "oui")
	p = c.Poster(draft+"/envoi", envoi)
	if p.Statut != http.StatusOK || !strings.HasPrefix(p.Chemin, "/memoires/MJ") || !strings.HasSuffix(p.Chemin, "/resultat") {
		t.Fatalf("sending: status %d at %s: %q", p.Statut, p.Chemin, p.Erreurs())
	}
	encore := c.Poster(draft+"/envoi", envoi)
	if encore.Chemin != p.Chemin {
		t.Errorf("sending twice with one key leads to %s, want %s", encore.Chemin, p.Chemin)
	}
	base := strings.TrimSuffix(p.Chemin, "/resultat")
	for _, f := range []string{"/certificat.pdf", "/memoire.pdf"} {
		if pdf := c.Lire(base + f); pdf.Statut != http.StatusOK || !strings.HasPrefix(pdf.Texte, "%PDF-") {
			t.Errorf("%s: status %d", f, pdf.Statut)
		}
	}
	if apres := c.Poster(base+"/entete", url.Values{"version": {"1"}, "numero_facture": {"F1"}}); apres.Statut != http.StatusConflict {
		t.Errorf("changing a sent mémoire: status %d, want 409", apres.Statut)
	}
}

// premiereOption gives the first value of a list that is not empty.
func premiereOption(p webtest.Page, nom string) string {
	dans := false
	for n := range p.Arbre.Descendants() {
		if n.Data == "select" {
			dans = false
			for _, a := range n.Attr {
				dans = dans || a.Key == "name" && a.Val == nom
			}
		}
		if dans && n.Data == "option" {
			for _, a := range n.Attr {
				if a.Key == "value" && a.Val != "" {
					return a.Val
				}
			}
		}
	}
	return ""
}

func televersement(t *testing.T, chemin string, champs map[string]string) (*bytes.Buffer, string) {
	t.Helper()
	contenu, err := os.ReadFile(chemin)
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	w := multipart.NewWriter(&b)
	for k, v := range champs {
		if err := w.WriteField(k, v); err != nil {
			t.Fatal(err)
		}
	}
	f, err := w.CreateFormFile("fichier", chemin[strings.LastIndexByte(chemin, '/')+1:])
	if err != nil {
		t.Fatal(err)
	}
	if _, err := f.Write(contenu); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return &b, w.FormDataContentType()
}
