package web_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"io"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/andybalholm/brotli"

	"claudia/internal/comptes/comptesdemo"
	"claudia/web/webtest"
)

// premiereVisite is what a first page and its bundle may weigh on the wire, in bytes (issue A).
const premiereVisite = 40_000

var statiques = regexp.MustCompile(`/static/[\w.-]+`)

// TestCompression_firstVisit weighs the login page with all that it asks for.
func TestCompression_firstVisit(t *testing.T) {
	t.Parallel()
	s := webtest.New(t)
	corps, h := filaire(t, s, "/connexion", "gzip, deflate, br, zstd")
	if h.Get("Content-Encoding") != "br" || !slices.Contains(h.Values("Vary"), "Accept-Encoding") {
		t.Fatalf("the page comes as %q, Vary %q", h.Get("Content-Encoding"), h.Values("Vary"))
	}
	page := deplier(t, "br", corps)
	total, vus := len(corps), map[string]bool{}
	for _, u := range statiques.FindAllString(string(page), -1) {
		if !vus[u] {
			b, h := filaire(t, s, u, "br")
			if len(b) == 0 || h.Get("Content-Encoding") != "br" || !strings.Contains(h.Get("Cache-Control"), "immutable") {
				t.Errorf("%s: %d bytes, %v", u, len(b), h)
			}
			total += len(b)
		}
		vus[u] = true
	}
	t.Logf("a first visit: %d bytes in %d answers, the page %d of %d", total, 1+len(vus), len(corps), len(page))
	if total >= premiereVisite || len(vus) < 2 {
		t.Errorf("a first visit weighs %d bytes in %d answers, want less than %d", total, 1+len(vus), premiereVisite)
	}
	for accepte, want := range map[string]string{"gzip": "gzip", "": "", "identity": "", "br;q=0, gzip;q=0": "", "br;q=0": ""} {
		b, h := filaire(t, s, "/connexion", accepte)
		if got := h.Get("Content-Encoding"); got != want {
			t.Errorf("Accept-Encoding %q gets %q, want %q", accepte, got, want)
		}
		if !bytes.Contains(deplier(t, want, b), []byte("</html>")) {
			t.Errorf("Accept-Encoding %q: the page is not whole", accepte)
		}
	}
}

// TestCompression_session keeps the cookie of a session whose page is compressed.
func TestCompression_session(t *testing.T) {
	t.Parallel()
	s := webtest.New(t)
	c := s.Connecter(t, comptesdemo.Medecin)
	p := c.Essayer(webtest.Essai{Methode: http.MethodGet, Chemin: "/memoires", Entetes: map[string]string{"Accept-Encoding": "br"}})
	if p.Header.Get("Content-Encoding") != "br" || !strings.HasPrefix(p.Header.Get("Set-Cookie"), "claudia=") {
		t.Errorf("the answer has %v", p.Header)
	}
	sortie := c.Essayer(webtest.Essai{Methode: http.MethodPost, Chemin: "/deconnexion", Entetes: map[string]string{"Accept-Encoding": "br"}})
	if sortie.Statut != http.StatusSeeOther || c.Cookie("claudia") != "" {
		t.Errorf("after logging out: status %d, the cookie is %q", sortie.Statut, c.Cookie("claudia"))
	}
}

// filaire gives the bytes of the answer as they cross the wire.
func filaire(t *testing.T, s *webtest.Site, chemin, accepte string) ([]byte, http.Header) {
	t.Helper()
	r, err := http.NewRequestWithContext(context.Background(), http.MethodGet, s.URL+chemin, http.NoBody)
	verifier(t, err)
	r.Header.Set("Accept-Encoding", accepte)
	rep, err := (&http.Client{Transport: &http.Transport{DisableCompression: true}}).Do(r)
	verifier(t, err)
	defer rep.Body.Close()
	b, err := io.ReadAll(rep.Body)
	verifier(t, err)
	return b, rep.Header
}

func deplier(t *testing.T, codage string, b []byte) []byte {
	t.Helper()
	var r io.Reader = bytes.NewReader(b)
	switch codage {
	case "br":
		r = brotli.NewReader(r)
	case "gzip":
		z, err := gzip.NewReader(r)
		verifier(t, err)
		r = z
	}
	out, err := io.ReadAll(r)
	verifier(t, err)
	return out
}

// TestEntetes_everyAnswer reads each GET of the matrix, logged in and not.
func TestEntetes_everyAnswer(t *testing.T) {
	t.Parallel()
	s := webtest.New(t)
	j := nouveauJeu(t, s, comptesdemo.Medecin, "Cabinet médical MÜLLER", comptesdemo.Secretaire)
	for _, c := range []*webtest.Client{s.Visiter(t), s.Connecter(t, comptesdemo.Medecin)} {
		for _, r := range matrice() {
			if r.methode() != http.MethodGet || r.hors != "" {
				continue
			}
			for _, envoye := range []bool{false, true} {
				adresse := r.adresses(j.valeurs(envoye))[0]
				p := c.Essayer(webtest.Essai{Methode: http.MethodGet, Chemin: adresse})
				for _, nom := range []string{"X-Content-Type-Options", "X-Frame-Options", "Referrer-Policy", "Cross-Origin-Opener-Policy", "Cross-Origin-Resource-Policy", "Content-Security-Policy"} {
					if len(p.Header.Values(nom)) != 1 || p.Header.Get(nom) == "" {
						t.Errorf("%s: %s is %q", adresse, nom, p.Header.Values(nom))
					}
				}
				prive := strings.Contains(p.Header.Get("Cache-Control"), "no-store") || strings.HasSuffix(r.route, "/extrait") && strings.HasPrefix(p.Header.Get("Cache-Control"), "private")
				public := slices.Contains([]string{"/guide/nouveautes.xml", "/sitemap.xml", "/robots.txt"}, adresse) && strings.HasPrefix(p.Header.Get("Cache-Control"), "public")
				if !prive && !public && p.Statut != http.StatusSeeOther {
					t.Errorf("%s: Cache-Control is %q", adresse, p.Header.Values("Cache-Control"))
				}
				if genre := p.Header.Get("Content-Type"); strings.HasPrefix(genre, "application/json") && !strings.HasSuffix(r.route, "/depuis") {
					t.Errorf("%s shows JSON to a browser without scripts", adresse)
				}
			}
		}
	}
	p := s.Visiter(t).Essayer(webtest.Essai{Methode: http.MethodGet, Chemin: "/accessibilite", Entetes: map[string]string{"X-Forwarded-Proto": "https"}})
	if !strings.HasPrefix(p.Header.Get("Strict-Transport-Security"), "max-age=31536000") {
		t.Errorf("behind https, Strict-Transport-Security is %q", p.Header.Get("Strict-Transport-Security"))
	}
}

// TestConnexion_session gives a new token at login, and cookies that scripts and other sites do not get.
func TestConnexion_session(t *testing.T) {
	t.Parallel()
	for _, securise := range []bool{false, true} {
		s := webtest.Avec(t, webtest.Reglages{Securise: securise})
		nom := "claudia"
		if securise {
			nom = "__Host-claudia"
		}
		e := webtest.Formulaire("/connexion", url.Values{"email": {comptesdemo.Medecin}, "mot_de_passe": {comptesdemo.MotDePasse}})
		fixe := strings.Repeat("F", 43)
		e.Entetes["Cookie"] = nom + "=" + fixe
		p := s.Visiter(t).Essayer(e)
		ck, err := http.ParseSetCookie(p.Header.Get("Set-Cookie"))
		verifier(t, err)
		if ck.Name != nom || ck.Value == fixe || len(ck.Value) < 40 || !ck.HttpOnly || ck.SameSite != http.SameSiteLaxMode || ck.Path != "/" || ck.Secure != securise || ck.Domain != "" {
			t.Errorf("https %v: the cookie of the session is %+v", securise, ck)
		}
		lire := func(jeton string) int {
			return s.Visiter(t).Essayer(webtest.Essai{Methode: http.MethodGet, Chemin: "/memoires", Entetes: map[string]string{"Cookie": nom + "=" + jeton}}).Statut
		}
		if lire(fixe) != http.StatusSeeOther || lire(ck.Value) != http.StatusOK {
			t.Errorf("https %v: the token chosen by another gets %d, the new one %d", securise, lire(fixe), lire(ck.Value))
		}
		e = webtest.Formulaire("/connexion", url.Values{"email": {comptesdemo.Secretaire}, "mot_de_passe": {comptesdemo.MotDePasse}})
		e.Entetes["Cookie"] = nom + "=" + ck.Value
		encore, err := http.ParseSetCookie(s.Visiter(t).Essayer(e).Header.Get("Set-Cookie"))
		verifier(t, err)
		if encore.Value == ck.Value || lire(ck.Value) != http.StatusSeeOther {
			t.Errorf("https %v: the token before a second login still opens", securise)
		}
		t2 := s.Visiter(t).Essayer(webtest.Formulaire("/preferences/theme", url.Values{"theme": {"sombre"}}))
		theme, err := http.ParseSetCookie(t2.Header.Get("Set-Cookie"))
		verifier(t, err)
		if theme.Secure != securise || theme.SameSite != http.SameSiteLaxMode {
			t.Errorf("https %v: the cookie of the colours is %+v", securise, theme)
		}
	}
}
