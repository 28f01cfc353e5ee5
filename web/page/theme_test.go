package page

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
)

func TestChoisirTheme_staysOnTheSite(t *testing.T) {
	for retour, want := range map[string]string{
		"/memoires/TMP1?page=2": "/memoires/TMP1?page=2",
		"//ailleurs.example":    "/",
		"https://a.example/":    "/",
		`/\ailleurs.example`:    "/",
		"memoires":              "/",
		"":                      "/",
	} {
		corps := url.Values{"theme": {"sombre"}, "retour": {retour}}.Encode()
		r := httptest.NewRequest(http.MethodPost, "/preferences/theme", strings.NewReader(corps))
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		w := httptest.NewRecorder()
		ChoisirTheme(false)(w, r)
		if got := w.Header().Get("Location"); got != want || w.Code != http.StatusSeeOther {
			t.Errorf("retour %q: %d to %q, want 303 to %q", retour, w.Code, got, want)
		}
		if c := w.Result().Cookies(); len(c) != 1 || c[0].Value != "sombre" {
			t.Errorf("cookies = %v, want theme=sombre", c)
		}
	}
}
