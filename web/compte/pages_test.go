package compte_test

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"claudia/internal/comptes/comptesdemo"
	"claudia/web/webtest"
)

// Every page of the room, looked at as a document.
func TestPages_areWellFormed(t *testing.T) {
	b := setup(t)
	medecin := b.Connecter(t, comptesdemo.Medecin)
	k := strconv.FormatInt(int64(b.coordonnees(t)[0].ID), 10)
	for _, chemin := range []string{
		"/compte", "/compte/contact", "/structures", "/structures/nouvelle", "/rattachements", "/habilitations", "/habilitations/ajouter",
		b.chemin(""), b.chemin("/modifier"), b.chemin("/parametres"), b.chemin("/services/nouveau"), b.chemin("/coordonnees/nouvelle"),
		b.chemin("/coordonnees/" + k), b.chemin("/coordonnees/" + k + "/retirer"),
	} {
		p := medecin.Lire(chemin)
		want(t, p, ok)
		checkDocument(t, p)
	}
	for _, chemin := range []string{"/compte", "/structures", "/rattachements", "/habilitations", "/habilitations/ajouter"} {
		p := b.Connecter(t, comptesdemo.Greffe).Lire(chemin) // belongs to no structure
		want(t, p, ok)
		checkDocument(t, p)
	}
}

func checkDocument(t *testing.T, p webtest.Page) {
	t.Helper()
	ids, labels := map[string]int{}, map[string]bool{}
	titres := 0
	for n := range p.Arbre.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		if id := attr(n, "id"); id != "" {
			ids[id]++
		}
		if n.Data == "h1" {
			titres++
		}
		if n.Data == "label" {
			labels[attr(n, "for")] = true
		}
		if n.Data == "style" || n.Data == "script" && attr(n, "src") == "" {
			t.Errorf("%s holds an inline <%s>", p.Chemin, n.Data)
		}
		for _, a := range n.Attr {
			if a.Key == "style" || strings.HasPrefix(a.Key, "on") {
				t.Errorf("%s: <%s> holds the attribute %s", p.Chemin, n.Data, a.Key)
			}
		}
	}
	if titres != 1 {
		t.Errorf("%s has %d main headings, want 1", p.Chemin, titres)
	}
	for id, n := range ids {
		if n > 1 {
			t.Errorf("%s: the id %q is there %d times", p.Chemin, id, n)
		}
	}
	checkControls(t, p, ids, labels)
}

func checkControls(t *testing.T, p webtest.Page, ids map[string]int, labels map[string]bool) {
	t.Helper()
	for n := range p.Arbre.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		control := n.Data == "select" || n.Data == "textarea" || n.Data == "input" && attr(n, "type") != "hidden"
		if control && !labels[attr(n, "id")] && attr(n, "aria-label") == "" {
			t.Errorf("%s: the control %q has no label", p.Chemin, attr(n, "name"))
		}
		for _, attribut := range []string{"aria-describedby", "aria-labelledby", "form"} {
			for id := range strings.FieldsSeq(attr(n, attribut)) {
				if ids[id] == 0 {
					t.Errorf("%s: %s=%q points nowhere", p.Chemin, attribut, id)
				}
			}
		}
		if ancre, interne := strings.CutPrefix(attr(n, "href"), "#"); interne && ids[ancre] == 0 {
			t.Errorf("%s: the link #%s points nowhere", p.Chemin, ancre)
		}
	}
}

// What belongs to others answers as what does not exist, on every route (promises.md P18).
func TestRoutes_foreignIsAbsent(t *testing.T) {
	b := setup(t)
	k := strconv.FormatInt(int64(b.coordonnees(t)[0].ID), 10)
	intruse := b.Connecter(t, comptesdemo.Interprete)
	structure := strings.TrimPrefix(b.chemin(""), "/structures/")
	for _, r := range []struct{ methode, motif string }{
		{"GET", "/structures/S"},
		{"GET", "/structures/S/modifier"},
		{"POST", "/structures/S/modifier"},
		{"GET", "/structures/S/parametres"},
		{"POST", "/structures/S/parametres"},
		{"GET", "/structures/S/services/nouveau"},
		{"POST", "/structures/S/services"},
		{"POST", "/structures/S/services/1/fermer"},
		{"GET", "/structures/S/coordonnees/nouvelle"},
		{"POST", "/structures/S/coordonnees"},
		{"GET", "/structures/S/coordonnees/" + k},
		{"POST", "/structures/S/coordonnees/" + k},
		{"GET", "/structures/S/coordonnees/" + k + "/retirer"},
		{"POST", "/structures/S/coordonnees/" + k + "/retirer"},
	} {
		aller := func(id string) webtest.Page {
			chemin := strings.Replace(r.motif, "S", id, 1)
			if r.methode == "GET" {
				return intruse.Lire(chemin)
			}
			return intruse.Poster(chemin, url.Values{"nom": {"x"}})
		}
		etrangere, absente, folle := aller(structure), aller("999999"), aller("abc")
		if etrangere.Statut != http.StatusNotFound || absente.Statut != http.StatusNotFound || folle.Statut != http.StatusNotFound {
			t.Errorf("%s %s: foreign %d, absent %d, senseless %d, want 404 each", r.methode, r.motif, etrangere.Statut, absente.Statut, folle.Statut)
		}
		if anonyme(etrangere) != anonyme(absente) {
			t.Errorf("%s %s: a foreign structure reads otherwise than an absent one", r.methode, r.motif)
		}
	}
	// Bank details of one's neighbour under one's own structure.
	mienne := "/structures/" + strconv.FormatInt(int64(b.jeu.Structures["PETROVA Ioana"].ID), 10)
	for _, suite := range []string{"/coordonnees/" + k, "/coordonnees/" + k + "/retirer"} {
		if p := intruse.Lire(mienne + suite); p.Statut != http.StatusNotFound {
			t.Errorf("GET %s%s = %d, want 404", mienne, suite, p.Statut)
		}
	}
	for _, chemin := range []string{
		"/rattachements/N/accepter", "/rattachements/N/refuser", "/rattachements/N/retirer", "/rattachements/N/nommer", "/rattachements/N/demettre",
		"/rattachements/N/quitter", "/habilitations/N/accorder", "/habilitations/N/refuser", "/habilitations/N/retirer",
	} {
		for n := range 12 { // ids are small numbers: some are of others, some of nobody
			id := strconv.Itoa(1000 + n)
			if n < 11 {
				id = strconv.Itoa(b.foreignRow(t, n))
			}
			if p := intruse.Poster(strings.Replace(chemin, "N", id, 1), nil); p.Statut != http.StatusNotFound {
				t.Errorf("POST %s with %s = %d, want 404", chemin, id, p.Statut)
			}
		}
	}
}

// foreignRow gives a number of a rattachement and habilitation that the interpreter has no say on.
func (b bench) foreignRow(t *testing.T, n int) int {
	t.Helper()
	var id int
	err := b.DB.Pool.QueryRow(t.Context(), `
SELECT COALESCE((SELECT r.id
                 FROM rattachements r
                 WHERE r.structure_id <> $1 AND NOT EXISTS (SELECT FROM habilitations h WHERE h.id = r.id AND h.structure_id = $1)
                 ORDER BY r.id
                 OFFSET $2
                 LIMIT 1), 5000)`, b.jeu.Structures["PETROVA Ioana"].ID, n).Scan(&id)
	if err != nil {
		t.Fatal(err)
	}
	return id
}

// Whoever reads the structure without managing it sees it and changes nothing.
func TestConsultation_cannotWrite(t *testing.T) {
	b := setup(t)
	secretaire := b.Connecter(t, comptesdemo.Secretaire)
	p := secretaire.Lire(b.chemin(""))
	want(t, p, ok, cabinet, "Vous consultez cette structure", "FR76 •••• •••• 0291")
	if says(p, "Modifier") || strings.Contains(p.Texte, "FR7699999000010000000020291") {
		t.Error("the page offers a change, or shows the whole account")
	}
	k := strconv.FormatInt(int64(b.coordonnees(t)[0].ID), 10)
	for _, suite := range []string{"/modifier", "/parametres", "/services/nouveau", "/coordonnees/nouvelle", "/coordonnees/" + k, "/coordonnees/" + k + "/retirer"} {
		want(t, secretaire.Lire(b.chemin(suite)), http.StatusForbidden, "Seul un gestionnaire")
	}
	for _, suite := range []string{"/modifier", "/parametres", "/services", "/services/1/fermer", "/coordonnees", "/coordonnees/" + k, "/coordonnees/" + k + "/retirer"} {
		want(t, secretaire.Poster(b.chemin(suite), url.Values{"raison_sociale": {"À MOI"}}), http.StatusForbidden)
	}
	if got := b.coordonnees(t); len(got) != 1 {
		t.Errorf("the structure has %d accounts, want 1", len(got))
	}
	want(t, b.Connecter(t, comptesdemo.Medecin).Lire(b.chemin("")), ok, cabinet)
}

// Somebody who is not logged in is sent to the login and comes back.
func TestPages_askForLogin(t *testing.T) {
	b := setup(t)
	c := &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	for _, chemin := range []string{"/compte", "/structures", b.chemin(""), "/rattachements", "/habilitations", "/habilitations/export.csv"} {
		r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, b.URL+chemin, http.NoBody)
		if err != nil {
			t.Fatal(err)
		}
		rep, err := c.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		_ = rep.Body.Close()
		if vers := rep.Header.Get("Location"); rep.StatusCode != http.StatusSeeOther || !strings.HasPrefix(vers, "/connexion") {
			t.Errorf("GET %s = %d to %q, want 303 to the login", chemin, rep.StatusCode, vers)
		}
	}
}
