package ui_test

import (
	"compress/gzip"
	"io"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"github.com/andybalholm/brotli"

	"claudia/web/ui"
)

func newAssets(t *testing.T) *ui.Assets {
	t.Helper()
	a, err := ui.NewAssets()
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func TestHandler_compressesAndKeepsForEver(t *testing.T) {
	a := newAssets(t)
	u, err := a.URL("app.css")
	if err != nil {
		t.Fatal(err)
	}
	get := func(accepte string) *httptest.ResponseRecorder {
		r := httptest.NewRequest(http.MethodGet, u, nil)
		r.Header.Set("Accept-Encoding", accepte)
		w := httptest.NewRecorder()
		a.Handler().ServeHTTP(w, r)
		return w
	}
	brut := get("").Body.String()
	lire := func(r io.Reader) string {
		b, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		return string(b)
	}
	for _, c := range []struct {
		accepte, codage string
		ouvrir          func(io.Reader) io.Reader
	}{
		{"gzip, deflate, br", "br", func(r io.Reader) io.Reader { return brotli.NewReader(r) }},
		{"gzip;q=1.0, br;q=0", "gzip", func(r io.Reader) io.Reader {
			z, err := gzip.NewReader(r)
			if err != nil {
				t.Fatal(err)
			}
			return z
		}},
		{"identity", "", func(r io.Reader) io.Reader { return r }},
	} {
		w := get(c.accepte)
		if got := w.Header().Get("Content-Encoding"); got != c.codage {
			t.Errorf("Accept-Encoding %q: Content-Encoding = %q, want %q", c.accepte, got, c.codage)
		}
		if got := lire(c.ouvrir(w.Body)); got != brut {
			t.Errorf("Accept-Encoding %q: %d bytes once decoded, want the %d of the file", c.accepte, len(got), len(brut))
		}
		if got := w.Header().Get("Cache-Control"); got != "public, max-age=31536000, immutable" {
			t.Errorf("Cache-Control = %q", got)
		}
	}
}

func TestHandler_refusesWhatWasNotBuilt(t *testing.T) {
	h := newAssets(t).Handler()
	for _, chemin := range []string{"/static/", "/static/manifest.json", "/static/../assets.go", "/static/app.css"} {
		w := httptest.NewRecorder()
		h.ServeHTTP(w, httptest.NewRequest(http.MethodGet, chemin, nil))
		if w.Code != http.StatusNotFound {
			t.Errorf("GET %s = %d, want 404", chemin, w.Code)
		}
	}
}

// A first visit is the page, the style sheet, the scripts and the icon: under 40 kB in all.
func TestHandler_firstVisitIsLight(t *testing.T) {
	a := newAssets(t)
	total := 0
	for _, nom := range []string{"app.css", "app.js", "icone.svg"} {
		u, err := a.URL(nom)
		if err != nil {
			t.Fatal(err)
		}
		r := httptest.NewRequest(http.MethodGet, u, nil)
		r.Header.Set("Accept-Encoding", "br")
		w := httptest.NewRecorder()
		a.Handler().ServeHTTP(w, r)
		t.Logf("%s: %d bytes", nom, w.Body.Len())
		total += w.Body.Len()
	}
	if limite := 30_000; total > limite {
		t.Errorf("the built files weigh %d bytes compressed, want at most %d to leave room for the page", total, limite)
	}
}

func TestRegistre_knowsItsIcons(t *testing.T) {
	if n := len(ui.Icones()); n < 30 {
		t.Errorf("%d icons, want at least 30", n)
	}
	reg, err := ui.Registre(newAssets(t), time.UTC)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := reg.Fragment("badge", ui.Badge{Texte: "x", Icone: "inconnue"}); err == nil {
		t.Error("an unknown icon was drawn, want an error")
	}
	for _, etat := range []string{"brouillon", "envoye", "mis_a_disposition", "refuse", "duplique_post_refus", "abandonne", "mis_en_paiement", "autre"} {
		if _, err := reg.Fragment("badge", ui.BadgeEtat(etat)); err != nil {
			t.Errorf("badge of %s: %v", etat, err)
		}
	}
}
