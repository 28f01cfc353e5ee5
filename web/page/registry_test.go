package page

import (
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"claudia/internal/fault"
)

var composants = fstest.MapFS{
	"base.tmpl": {Data: []byte(`{{define "base"}}<title>{{.Titre}}</title>{{template "contenu" .}}{{end}}` +
		`{{define "page-erreur"}}{{.Statut}} {{.Titre}} {{.Message}} {{.Reference}}{{end}}{{define "mot"}}<b>{{.}}</b>{{end}}`)},
}

var pages = fstest.MapFS{
	"bonne.tmpl":   {Data: []byte(`{{define "contenu"}}{{montant .Total}} {{template "mot" .Nom}}{{end}}`)},
	"trouee.tmpl":  {Data: []byte(`{{define "contenu"}}{{.Absent}}{{end}}`)},
	"vide.tmpl":    {Data: []byte(`{{define "autre"}}{{end}}`)},
	"cassee.tmpl":  {Data: []byte(`{{define "contenu"}}{{if}}{{end}}`)},
	"inconnu.tmpl": {Data: []byte(`{{define "contenu"}}{{icone "x"}}{{end}}`)},
}

type centimes int64

type vue struct {
	Base
	Total centimes
	Nom   string
}

func newRegistry(t *testing.T) *Registry {
	t.Helper()
	r, err := New(Options{Composants: composants, Fichiers: []string{"base.tmpl"}})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestRender(t *testing.T) {
	r := newRegistry(t)
	if err := r.Ajouter("bonne", pages, "bonne.tmpl"); err != nil {
		t.Fatal(err)
	}
	w := httptest.NewRecorder()
	if err := r.Render(w, http.StatusCreated, "bonne", vue{Base: Base{Titre: "T"}, Total: 158_25, Nom: "<x>"}); err != nil {
		t.Fatal(err)
	}
	if got, want := w.Body.String(), "<title>T</title>158,25\u00a0€ <b>&lt;x&gt;</b>"; got != want || w.Code != http.StatusCreated {
		t.Errorf("Render = %d %q, want 201 %q", w.Code, got, want)
	}
	h, err := r.Fragment("mot", "é")
	if err != nil || h != "<b>é</b>" {
		t.Errorf("Fragment = %q, %v", h, err)
	}
}

func TestRender_sendsNothingOnError(t *testing.T) {
	r := newRegistry(t)
	if err := r.Ajouter("trouee", pages, "trouee.tmpl"); err != nil {
		t.Fatal(err)
	}
	for _, nom := range []string{"trouee", "jamais-declaree"} {
		w := httptest.NewRecorder()
		if err := r.Render(w, http.StatusOK, nom, map[string]any{"Titre": "T"}); err == nil {
			t.Errorf("Render(%q) succeeded, want an error", nom)
		}
		if w.Body.Len() > 0 || len(w.Header()) > 0 {
			t.Errorf("Render(%q) sent %d bytes and %v before failing", nom, w.Body.Len(), w.Header())
		}
	}
}

func TestAjouter_refuses(t *testing.T) {
	r := newRegistry(t)
	if err := r.Ajouter("deux-fois", pages, "bonne.tmpl"); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ nom, fichier string }{
		{"deux-fois", "bonne.tmpl"}, {"vide", "vide.tmpl"}, {"cassee", "cassee.tmpl"}, {"absente", "absente.tmpl"}, {"inconnu", "inconnu.tmpl"},
	} {
		if err := r.Ajouter(c.nom, pages, c.fichier); err == nil {
			t.Errorf("Ajouter(%q, %q) succeeded, want an error", c.nom, c.fichier)
		}
	}
}

func TestRender_fromManyGoroutines(t *testing.T) {
	r := newRegistry(t)
	if err := r.Ajouter("bonne", pages, "bonne.tmpl"); err != nil {
		t.Fatal(err)
	}
	var wg sync.WaitGroup
	for range 16 {
		wg.Go(func() {
			if err := r.Render(httptest.NewRecorder(), http.StatusOK, "bonne", vue{}); err != nil {
				t.Error(err)
			}
			if _, err := r.Fragment("mot", "x"); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
}

func TestRenderErreur(t *testing.T) {
	r := newRegistry(t)
	lent := fault.New(fault.Debit, "debit", "Patientez.")
	lent.Apres = 30
	for _, c := range []struct {
		err    error
		statut int
		dit    string
		apres  string
	}{
		{fault.AbsentOuEtranger("ce mémoire"), http.StatusNotFound, "ce mémoire", ""},
		{lent, http.StatusTooManyRequests, "Patientez.", "30"},
		{errors.New("pq: secret table"), http.StatusInternalServerError, "erreur inattendue", ""},
	} {
		w := httptest.NewRecorder()
		if got := r.RenderErreur(w, Base{}, c.err, "REF-1"); got != c.statut || w.Code != c.statut {
			t.Errorf("RenderErreur(%v) = %d, sent %d, want %d", c.err, got, w.Code, c.statut)
		}
		if corps := w.Body.String(); !strings.Contains(corps, c.dit) || strings.Contains(corps, "secret") || !strings.Contains(corps, "REF-1") {
			t.Errorf("RenderErreur(%v) says %q", c.err, corps)
		}
		if got := w.Header().Get("Retry-After"); got != c.apres {
			t.Errorf("Retry-After = %q, want %q", got, c.apres)
		}
	}
}

func TestSecours_coversEveryKind(t *testing.T) {
	r := newRegistry(t)
	for k := fault.Interne; k <= fault.Indisponible; k++ {
		w := httptest.NewRecorder()
		r.Secours(w, k.Statut())
		if w.Code != k.Statut() || w.Body.Len() == 0 {
			t.Errorf("Secours(%d) sent %d with %d bytes", k.Statut(), w.Code, w.Body.Len())
		}
	}
	w := httptest.NewRecorder()
	r.Secours(w, 299)
	if w.Code != http.StatusInternalServerError {
		t.Errorf("Secours(299) sent %d, want 500", w.Code)
	}
}

func TestThemeDe(t *testing.T) {
	for valeur, want := range map[string]Theme{"": "", "clair": ThemeClair, "sombre": ThemeSombre, "<script>": ""} {
		r := httptest.NewRequest(http.MethodGet, "/", nil)
		r.AddCookie(&http.Cookie{Name: CookieTheme, Value: valeur})
		if got := ThemeDe(r); got != want {
			t.Errorf("ThemeDe(%q) = %q, want %q", valeur, got, want)
		}
	}
}

func TestFonctions_refuseWhatIsNoInteger(t *testing.T) {
	f, ok := Fonctions(time.UTC)["montant"].(func(any) (string, error))
	if !ok {
		t.Fatal("montant has another signature")
	}
	for _, v := range []any{1.5, "12", nil} {
		if s, err := f(v); err == nil {
			t.Errorf("montant(%v) = %q, want an error", v, s)
		}
	}
}
