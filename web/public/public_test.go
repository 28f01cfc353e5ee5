package public_test

import (
	"bytes"
	"encoding/base64"
	"encoding/hex"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/go-chi/chi/v5"
	"golang.org/x/net/html"

	"claudia/internal/comptes"
	"claudia/memoires"
	"claudia/memoires/certificat"
	"claudia/memoires/referentiel"
	"claudia/memoires/saisie"
	"claudia/web/page"
	"claudia/web/public"
	"claudia/web/requete"
	"claudia/web/ui"
	"claudia/web/webtest"
)

// site is the room alone behind a real router: it reads no database.
func site(tb testing.TB) http.Handler {
	tb.Helper()
	ref, err := referentiel.Charger()
	must(tb, err)
	actifs, err := ui.NewAssets()
	must(tb, err)
	pages, err := ui.Registre(actifs, time.UTC)
	must(tb, err)
	must(tb, public.Declarer(pages))
	r := chi.NewRouter()
	r.Use(func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			v := &requete.Visite{}
			if r.Header.Get("X-Essai-Connecte") != "" {
				v.Utilisateur = &comptes.Utilisateur{ID: 1, Prenom: "Ioana", Nom: "Petrova"}
			}
			next.ServeHTTP(w, r.WithContext(requete.Avec(r.Context(), v)))
		})
	})
	p := &public.Public{Pages: pages, Referentiel: ref, Cadre: requete.Cadre{Fuseau: time.UTC}}
	p.Routes(r, func(w http.ResponseWriter, _ *http.Request, err error) { pages.RenderErreur(w, page.Base{}, err, "") })
	return r
}

func must(tb testing.TB, err error) {
	tb.Helper()
	if err != nil {
		tb.Fatal(err)
	}
}

func do(tb testing.TB, h http.Handler, r *http.Request) (int, string, *html.Node) {
	tb.Helper()
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	arbre, err := html.Parse(strings.NewReader(w.Body.String()))
	must(tb, err)
	return w.Code, w.Body.String(), arbre
}

func get(tb testing.TB, h http.Handler, chemin string) (int, string, *html.Node) {
	tb.Helper()
	return do(tb, h, httptest.NewRequest(http.MethodGet, chemin, http.NoBody))
}

func TestPages_areWellFormed(t *testing.T) {
	t.Parallel()
	h := site(t)
	for _, chemin := range []string{
		"/bienvenue", "/guide/champs", "/guide/champs?q=tva", "/guide/champs?q=zzz", "/verifier", "/accessibilite", "/donnees-personnelles",
	} {
		for _, connecte := range []string{"", "oui"} {
			r := httptest.NewRequest(http.MethodGet, chemin, http.NoBody)
			r.Header.Set("X-Essai-Connecte", connecte)
			statut, texte, arbre := do(t, h, r)
			if statut != http.StatusOK {
				t.Fatalf("GET %s = %d: %s", chemin, statut, texte)
			}
			webtest.VerifierDocument(t, chemin, arbre)
		}
	}
}

// Every field, every state but the erased one, every rule has its place in the guide.
func TestGuide_isWhole(t *testing.T) {
	t.Parallel()
	_, texte, _ := get(t, site(t), "/guide/champs")
	for _, c := range saisie.Catalogue() {
		if !strings.Contains(texte, `id="champ-`+string(c.Cle)+`"`) {
			t.Errorf("the guide lacks the field %s", c.Cle)
		}
	}
	for _, e := range []memoires.Etat{
		memoires.Brouillon, memoires.Envoye, memoires.MisADisposition, memoires.Refuse, memoires.DupliquePostRefus, memoires.Abandonne, memoires.MisEnPaiement,
	} {
		if !strings.Contains(texte, `id="etat-`+string(e)+`"`) {
			t.Errorf("the guide lacks the state %s", e)
		}
	}
	ref, err := referentiel.Charger()
	must(t, err)
	doutes := 0
	for _, r := range ref.Regles() {
		if !strings.Contains(texte, `id="regle-`+r.Code+`"`) {
			t.Errorf("the guide lacks the rule %s", r.Code)
		}
		if r.AVerifier {
			doutes++
		}
	}
	if got := strings.Count(texte, "À vérifier</span>"); got != doutes {
		t.Errorf("%d rules are marked « À vérifier », want %d", got, doutes)
	}
}

func TestGuide_search(t *testing.T) {
	t.Parallel()
	h := site(t)
	for _, c := range []struct{ q, avec, sans string }{
		{"FORCLUSION", "regle-forclusion", "champ-devise"},
		{"requisition date", "champ-date_requisition", "etat-brouillon"},
		{"<script>alert(1)</script>", "Rien pour", "<script>alert"},
		{"zzz", "Rien pour", "champ-devise"},
	} {
		statut, texte, _ := get(t, h, "/guide/champs?q="+url.QueryEscape(c.q))
		if statut != http.StatusOK || !strings.Contains(texte, c.avec) || strings.Contains(texte, c.sans) {
			t.Errorf("search %q: status %d, holds %q %v, holds %q %v", c.q, statut, c.avec, strings.Contains(texte, c.avec), c.sans, strings.Contains(texte, c.sans))
		}
	}
	for _, q := range []string{strings.Repeat("a", 300), "\xff"} {
		if statut, _, _ := get(t, h, "/guide/champs?q="+url.QueryEscape(q)); statut != http.StatusUnprocessableEntity {
			t.Errorf("search of %d bytes = %d, want 422", len(q), statut)
		}
	}
}

// scelle makes a sent mémoire's dossier through the real code.
func scelle() (dossier []byte, empreinte string) {
	m := memoires.Memoire{Numero: "MJ0000002106", NumeroTMP: "TMP2026000000010", EnvoyeLe: time.Date(2026, 10, 14, 8, 0, 0, 0, time.UTC)}
	m.Entete.Juridiction = "tj93008"
	return certificat.Sceller(m, memoires.Prestataire{RaisonSociale: "PETROVA Ioana\n<b>"})
}

func verifier(tb testing.TB, h http.Handler, champs map[string]string, fichier []byte) (int, string) {
	tb.Helper()
	var b bytes.Buffer
	w := multipart.NewWriter(&b)
	for k, v := range champs {
		must(tb, w.WriteField(k, v))
	}
	if fichier != nil {
		f, err := w.CreateFormFile("fichier", "dossier.txt")
		must(tb, err)
		_, err = f.Write(fichier)
		must(tb, err)
	}
	must(tb, w.Close())
	r := httptest.NewRequest(http.MethodPost, "/verifier", &b)
	r.Header.Set("Content-Type", w.FormDataContentType())
	statut, texte, _ := do(tb, h, r)
	return statut, texte
}

func TestVerifier(t *testing.T) {
	t.Parallel()
	h := site(t)
	dossier, empreinte := scelle()
	falsifie := bytes.Replace(dossier, []byte("MJ0000002106"), []byte("MJ0000002107"), 1)
	crlf := bytes.ReplaceAll(dossier, []byte("\n"), []byte("\r\n"))
	autre := []byte("bonjour\n")
	for _, c := range []struct {
		nom       string
		champs    map[string]string
		fichier   []byte
		statut    int
		dit, tait string
	}{
		{"intact", map[string]string{"empreinte": empreinte}, dossier, 200, "Le dossier est intact", "ne correspond pas"},
		{"in hexadecimal", map[string]string{"empreinte": hexadecimal(t, empreinte)}, dossier, 200, "Le dossier est intact", ""},
		{"pasted", map[string]string{"empreinte": " " + empreinte + " ", "dossier": strings.TrimSpace(string(crlf))}, nil, 200, "Le dossier est intact", ""},
		{"forged", map[string]string{"empreinte": empreinte}, falsifie, 200, "ne correspond pas à ce dossier", "Numéro du mémoire"},
		{"saved again", map[string]string{"empreinte": empreinte}, crlf, 200, "a été réenregistré", "est intact"},
		{"another text", map[string]string{"empreinte": certificat.Empreinte(autre)}, autre, 200, "pas un dossier de mémoire", "est intact"},
		{"nothing", map[string]string{}, nil, 422, "Choisissez le fichier du dossier", "est intact"},
		{"short digest", map[string]string{"empreinte": "abc"}, dossier, 422, "Une empreinte compte 44 caractères", "est intact"},
		{"too large", map[string]string{"empreinte": empreinte}, make([]byte, 5<<20), 413, "trop grand", "est intact"},
		{"far too large", map[string]string{"empreinte": empreinte}, make([]byte, 20<<20), 413, "trop grand", "est intact"},
	} {
		statut, texte := verifier(t, h, c.champs, c.fichier)
		if statut != c.statut || !strings.Contains(texte, c.dit) || c.tait != "" && strings.Contains(texte, c.tait) {
			t.Errorf("%s: status %d, want %d, saying %q and not %q", c.nom, statut, c.statut, c.dit, c.tait)
		}
		if strings.Contains(texte, "<b>") {
			t.Errorf("%s: the page repeats markup of the dossier", c.nom)
		}
	}
	_, texte := verifier(t, h, map[string]string{"empreinte": empreinte}, dossier)
	for _, mot := range []string{"MJ0000002106", "Tribunal judiciaire de Bobigny", "14\u00a0octobre 2026", "PETROVA Ioana"} {
		if !strings.Contains(texte, mot) {
			t.Errorf("the verdict does not show %q", mot)
		}
	}
	_, texte = verifier(t, h, map[string]string{"empreinte": "trop court", "dossier": "mon texte"}, nil)
	if !strings.Contains(texte, "mon texte</textarea>") || !strings.Contains(texte, `value="trop court"`) {
		t.Error("the form lost what was typed")
	}
}

func hexadecimal(t *testing.T, empreinte string) string {
	t.Helper()
	b, err := base64.StdEncoding.DecodeString(empreinte)
	must(t, err)
	return hex.EncodeToString(b)
}

func TestVerifier_unreadableForms(t *testing.T) {
	t.Parallel()
	h := site(t)
	for genre, corps := range map[string]string{
		"multipart/form-data; boundary=x":   "--x\r\nContent-Disposition: form-data; name=\"empreinte\"\r\n\r\nabc", // cut
		"multipart/form-data":               "x",
		"application/x-www-form-urlencoded": "empreinte=%zz",
		"text/plain":                        "bonjour",
	} {
		r := httptest.NewRequest(http.MethodPost, "/verifier", strings.NewReader(corps))
		r.Header.Set("Content-Type", genre)
		if statut, texte, _ := do(t, h, r); statut < 400 || statut > 499 || strings.Contains(texte, "boundary") {
			t.Errorf("%s = %d, want a refusal in our words", genre, statut)
		}
	}
	dossier, empreinte := scelle()
	f := url.Values{"empreinte": {empreinte}, "dossier": {string(dossier)}}
	r := httptest.NewRequest(http.MethodPost, "/verifier", strings.NewReader(f.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	if statut, texte, _ := do(t, h, r); statut != http.StatusOK || !strings.Contains(texte, "Le dossier est intact") {
		t.Errorf("a plain form = %d", statut)
	}
}

// FuzzVerifier: whatever the bytes, a page comes back with a status of ours.
func FuzzVerifier(f *testing.F) {
	dossier, empreinte := scelle()
	f.Add(dossier, empreinte)
	f.Add([]byte("claudia-dossier 1\na=\\"), "AAAA")
	f.Add([]byte{0xff, 0}, strings.Repeat("f", 64))
	h := site(f)
	f.Fuzz(func(t *testing.T, dossier []byte, empreinte string) {
		if statut, texte := verifier(t, h, map[string]string{"empreinte": empreinte}, dossier); statut != 200 && statut != 422 && statut != 413 {
			t.Errorf("status %s: %s", strconv.Itoa(statut), texte)
		}
	})
}
