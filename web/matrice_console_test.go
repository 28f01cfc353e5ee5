package web_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"claudia/internal/comptes/comptesdemo"
	"claudia/web/webtest"
)

// reservees are the pages of the desk that agents, who read it, find absent: they begin a change.
func reservees(r regle) bool {
	return strings.HasSuffix(r.route, "/nouveau") || strings.HasSuffix(r.route, "/export.zip")
}

// TestMatrice_console walks the routes of the editors with every role: whoever is no editor finds the same
// page for an article that exists and for one that does not, and changes nothing (promises.md P18).
func TestMatrice_console(t *testing.T) {
	t.Parallel()
	s := webtest.New(t)
	for _, email := range append(tousLesRoles(), comptesdemo.Redactrice) {
		c := s.Visiter(t)
		if email != "" {
			c = s.Connecter(t, email)
		}
		avant := empreinteBase(t, s)
		for _, r := range matrice() {
			if r.acces == redaction {
				essayerConsole(t, c, email, r)
			}
		}
		if d := cmp.Diff(avant, empreinteBase(t, s)); d != "" {
			t.Errorf("%q changed the database:\n%s", email, d)
		}
	}
}

func essayerConsole(t *testing.T, c *webtest.Client, email string, r regle) {
	t.Helper()
	connait := r.connait(email) && (email == comptesdemo.Redacteur || email == comptesdemo.Redactrice || !reservees(r))
	if connait && r.methode() == http.MethodPost {
		return // an editor's own writing is tried in web/console
	}
	demander := func(id string) webtest.Page {
		chemin := strings.ReplaceAll(strings.TrimPrefix(strings.TrimPrefix(r.route, "GET "), "POST "), "{id}", id)
		if r.methode() == http.MethodGet {
			return c.Essayer(webtest.Essai{Methode: http.MethodGet, Chemin: chemin})
		}
		return c.Essayer(webtest.Formulaire(chemin, url.Values{"mot": {"x"}, "numero": {"1"}, "geste": {"ecarter"}, "titre": {"x"}}))
	}
	la, nulle := demander("forclusion"), demander("n-existe-pas")
	want := http.StatusNotFound
	switch {
	case connait:
		want = http.StatusOK
	case email == "" && r.methode() == http.MethodGet:
		want = http.StatusSeeOther
	case email == "":
		want = http.StatusUnauthorized
	}
	if la.Statut != want {
		t.Errorf("%q %s: status %d, want %d", email, r.route, la.Statut, want)
	}
	if connait {
		return
	}
	if d := cmp.Diff(reduire(nulle, "n-existe-pas"), reduire(la, "forclusion")); d != "" {
		t.Errorf("%q %s tells an article that exists from one that does not:\n%s", email, r.route, d)
	}
}
