package web_test

import (
	"errors"
	"io"
	"net/http"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/go-chi/chi/v5"

	"claudia/internal/comptes/comptesdemo"
	"claudia/internal/fault"
	"claudia/web"
	"claudia/web/requete"
	"claudia/web/webtest"
)

const genreFormulaire = "application/x-www-form-urlencoded"

// TestDemande_malformed is the part of promises.md 6.3 that no page of ours can send: HT-01, 02, 04, 05,
// 06, 18 and 20.
func TestDemande_malformed(t *testing.T) {
	t.Parallel()
	s := webtest.New(t)
	c := s.Connecter(t, comptesdemo.Medecin)
	j := nouveauJeu(t, s, comptesdemo.Medecin, "Cabinet médical MÜLLER", comptesdemo.Secretaire)
	avant := empreinteBase(t, s)
	draft := "/memoires/" + string(j.brouillon.Numero)
	form := func(corps string) webtest.Essai {
		return webtest.Essai{Methode: http.MethodPost, Chemin: draft + "/entete", Corps: strings.NewReader(corps), Entetes: map[string]string{"Content-Type": genreFormulaire}}
	}
	genre := func(g string) webtest.Essai {
		e := form("version=1&numero_facture=X")
		e.Entetes["Content-Type"] = g
		return e
	}
	verbe := func(m, chemin string) webtest.Essai { return webtest.Essai{Methode: m, Chemin: chemin} }
	lire := func(chemin string) webtest.Essai { return verbe(http.MethodGet, chemin) }
	var milleNoms, milleFois, milleDansURL strings.Builder
	for i := range 1000 {
		milleNoms.WriteString("&p" + strconv.Itoa(i) + "=1")
		milleFois.WriteString("&numero_facture=1")
		milleDansURL.WriteString("&q" + strconv.Itoa(i) + "=1")
	}
	sansLongueur := form("")
	sansLongueur.Corps = struct{ io.Reader }{strings.NewReader("version=1&note=" + strings.Repeat("x", 2<<20))}
	for _, x := range []struct {
		nom    string
		essai  webtest.Essai
		statut int
		code   string
	}{
		{"HT-01 form of 2 MiB", form("note=" + strings.Repeat("x", 2<<20)), 413, "corps_trop_grand"},
		{"HT-01 form without a length", sansLongueur, 413, "corps_trop_grand"},
		{"HT-02 JSON", genre("application/json"), 415, "type_de_contenu"},
		{"HT-02 text", genre("text/plain"), 415, "type_de_contenu"},
		{"HT-02 other alphabet", genre(genreFormulaire + "; charset=iso-8859-1"), 415, "type_de_contenu"},
		{"HT-02 no type", genre(""), 415, "type_de_contenu"},
		{"HT-02 nonsense", genre(";;;"), 415, "type_de_contenu"},
		{"HT-02 multipart where a form is due", genre("multipart/form-data; boundary=x"), 415, "type_de_contenu"},
		{"HT-04 twice the same", form("version=1&numero_facture=A&numero_facture=B"), 400, "parametres"},
		{"HT-04 1,000 names", form("version=1" + milleNoms.String()), 400, "parametres"},
		{"HT-04 1,000 times one", form("version=1" + milleFois.String()), 400, "parametres"},
		{"HT-04 1,000 in the address", lire("/memoires?etat=" + milleDansURL.String()), 400, "parametres"},
		{"HT-04 twice in the address", lire("/memoires?q=a&q=b"), 400, "parametres"},
		{"HT-04 broken escape in a form", form("version=%zz"), 400, "formulaire_illisible"},
		{"HT-04 broken escape in the address", lire("/memoires?q=%zz"), 400, "parametres"},
		{"HT-04 NUL in a form", form("version=1&numero_facture=a%00b"), 422, "caractere_interdit"},
		{"HT-04 no UTF-8 in a form", form("version=1&numero_facture=%ff"), 422, "caractere_interdit"},
		{"HT-04 NUL in the address", lire("/memoires?q=%00"), 422, "caractere_interdit"},
		{"HT-04 no UTF-8 in the address", lire("/memoires?q=%c3%28"), 422, "caractere_interdit"},
		{"HT-05 PUT", verbe(http.MethodPut, draft+"/entete"), 405, "methode"},
		{"HT-05 DELETE", verbe(http.MethodDelete, draft), 405, "methode"},
		{"HT-05 GET of a form's address", lire(draft + "/entete"), 405, "methode"},
		{"HT-05 POST to a page", verbe(http.MethodPost, "/accessibilite"), 405, "methode"},
		{"HT-05 TRACE", verbe(http.MethodTrace, "/"), 405, "methode"},
		{"HT-05 unknown verb", verbe("CHERCHER", "/memoires"), 405, "methode"},
		{"HT-06 path of 3 KiB", lire("/" + strings.Repeat("a", 3<<10)), 414, "adresse_trop_longue"},
		{"HT-06 query of 10 KiB", lire("/memoires?q=" + strings.Repeat("a", 10<<10)), 414, "adresse_trop_longue"},
		{"HT-20 climbing", lire("/static/../../etc/passwd"), 404, "introuvable"},
		{"HT-20 climbing, escaped", lire("/static/%2e%2e/%2e%2e/etc/passwd"), 404, "introuvable"},
		{"HT-20 climbing, slash escaped", lire("/static/..%2f..%2fetc%2fpasswd"), 404, "introuvable"},
		{"HT-20 climbing, back", lire("/static/..%5c..%5cetc"), 404, "introuvable"},
		{"HT-20 NUL", lire("/memoires/%00"), 404, "introuvable"},
		{"HT-20 NUL after the name", lire("/static/app.js%00.css"), 404, "introuvable"},
		{"HT-20 overlong", lire("/static/%c0%ae%c0%ae/x"), 404, "introuvable"},
		{"HT-20 overlong slash", lire("/memoires/%c0%af"), 404, "introuvable"},
		{"HT-20 end of line", lire("/memoires/%0d%0aSet-Cookie:x"), 404, "introuvable"},
		{"HT-20 semicolon", lire("/memoires;x=1"), 404, "introuvable"},
		{"HT-20 no such page", lire("/nulle-part"), 404, "introuvable"},
		{"HT-20 no such file", lire("/static/nul.js"), 404, "introuvable"},
		{"no number of line", lire(draft + "/lignes/abc"), 404, "introuvable"},
		{"a number too large", lire(draft + "/lignes/99999999999999999999"), 404, "introuvable"},
		{"a number below zero", lire("/structures/-1"), 404, "introuvable"},
		{"no page of the list", lire("/memoires?page=0"), 422, "page"},
		{"no page of a document", lire("/pieces/" + j.sansPiece + "/extrait?page=-1&x0=0&y0=0&x1=1&y1=1"), 422, "page"},
		{"no zone of a document", lire("/pieces/" + j.sansPiece + "/extrait?page=1&x0=NaN&y0=0&x1=1&y1=1"), 422, "zone"},
		{"no position of a conversation", lire("/assistant/" + j.conversation + "/depuis?seq=-1"), 422, "position_invalide"},
		{"no identifier of a conversation", lire("/assistant/abc/depuis?seq=0"), 404, "introuvable"},
	} {
		pageFrancaise(t, x.nom, c, x.essai, x.statut)
		if seeker, ok := x.essai.Corps.(io.Seeker); ok {
			_, err := seeker.Seek(0, io.SeekStart)
			verifier(t, err)
		}
		if x.nom == "HT-01 form without a length" {
			continue
		}
		if x.essai.Entetes == nil {
			x.essai.Entetes = map[string]string{}
		}
		x.essai.Entetes["Accept"] = "application/json"
		if p := c.Essayer(x.essai); p.Statut != x.statut || !strings.Contains(p.Texte, `"code":"`+x.code+`"`) {
			t.Errorf("%s, as JSON: status %d, %s; want %d %s", x.nom, p.Statut, p.Texte, x.statut, x.code)
		}
	}
	if p := c.Essayer(lire(draft + "/entete")); p.Header.Get("Allow") != "POST" {
		t.Errorf("Allow = %q, want POST", p.Header.Get("Allow"))
	}
	if p := c.Essayer(verbe(http.MethodPut, "/memoires")); p.Header.Get("Allow") != "GET, HEAD, POST" {
		t.Errorf("Allow = %q, want GET, HEAD, POST", p.Header.Get("Allow"))
	}
	if p := c.Essayer(verbe(http.MethodHead, "/accessibilite")); p.Statut != http.StatusOK || p.Texte != "" {
		t.Errorf("HEAD of a page: status %d, %d bytes", p.Statut, len(p.Texte))
	}
	if empreinteBase(t, s) != avant {
		t.Error("a refused request changed the database")
	}
}

var technique = regexp.MustCompile(`SELECT |INSERT |SQLSTATE|pgx|goroutine |panic|\.go:\d|/srv/|/home/|/tmp/|runtime error|[Nn]ot [Ff]ound|Bad Request|Internal Server Error|Forbidden`)

// pageFrancaise sends the request as a browser does and looks at the page that refuses it: French, whole,
// with its headers, and nothing of the inside (promises.md P22).
func pageFrancaise(t *testing.T, nom string, c *webtest.Client, e webtest.Essai, statut int) webtest.Page {
	t.Helper()
	p := c.Essayer(e)
	if p.Statut != statut {
		t.Errorf("%s: status %d, want %d", nom, p.Statut, statut)
		return p
	}
	entetesDe(t, nom, p)
	if strings.HasSuffix(strings.SplitN(e.Chemin, "?", 2)[0], "/depuis") {
		return p // for scripts only
	}
	if e.Methode == http.MethodHead {
		return p
	}
	if !strings.HasPrefix(p.Header.Get("Content-Type"), "text/html") || !strings.Contains(p.Texte, `lang="fr"`) || len(p.Erreurs()) == 0 {
		t.Errorf("%s: the answer is no French page of error: %s\n%.300s", nom, p.Header.Get("Content-Type"), p.Texte)
	}
	if m := technique.FindString(p.Texte); m != "" {
		t.Errorf("%s: the page says %q", nom, m)
	}
	return p
}

// entetesDe looks at the headers that every answer carries.
func entetesDe(t *testing.T, nom string, p webtest.Page) {
	t.Helper()
	for entete, debut := range map[string]string{
		"Content-Security-Policy": "default-src 'none'", "X-Content-Type-Options": "nosniff", "X-Frame-Options": "DENY", "Referrer-Policy": "same-origin",
		"Cross-Origin-Opener-Policy": "same-origin", "Cross-Origin-Resource-Policy": "same-origin",
	} {
		if v := p.Header.Get(entete); !strings.HasPrefix(v, debut) || len(p.Header.Values(entete)) != 1 {
			t.Errorf("%s: %s is %q", nom, entete, p.Header.Values(entete))
		}
	}
	if p.Header.Get("Server") != "" || p.Header.Get("X-Powered-By") != "" {
		t.Errorf("%s: the answer names its server", nom)
	}
}

// panne is a module whose routes fail.
type panne struct{}

func (panne) Routes(r chi.Router, e requete.Erreurs) {
	r.Get("/panne/erreur", e.Servir(func(http.ResponseWriter, *http.Request) error {
		return errors.New("SELECT secret FROM table: SQLSTATE 42P01 in /srv/x.go:12")
	}))
	r.Get("/panne/panique", func(http.ResponseWriter, *http.Request) { panic("secret /srv/x.go:12") })
	r.Get("/panne/indisponible", e.Servir(func(http.ResponseWriter, *http.Request) error {
		f := fault.New(fault.Indisponible, "reessai", "Le service est momentanément indisponible.")
		f.Apres = 5
		return f
	}))
}

var _ web.Module = panne{}

// TestPanne_tellsNothing is HT-19: general words, a reference, and the cause in the log only.
func TestPanne_tellsNothing(t *testing.T) {
	t.Parallel()
	s := webtest.Avec(t, webtest.Reglages{Modules: []web.Module{panne{}}})
	c := s.Connecter(t, comptesdemo.Medecin)
	for _, chemin := range []string{"/panne/erreur", "/panne/panique"} {
		p := pageFrancaise(t, chemin, c, webtest.Essai{Methode: http.MethodGet, Chemin: chemin}, http.StatusInternalServerError)
		if strings.Contains(p.Texte, "secret") {
			t.Errorf("%s tells the cause", chemin)
		}
		if !regexp.MustCompile(`\b[0-9a-f]{8}\b`).MatchString(strings.Join(p.Erreurs(), " ")) {
			t.Errorf("%s gives no reference: %q", chemin, p.Erreurs())
		}
	}
	e := webtest.Essai{Methode: http.MethodGet, Chemin: "/panne/erreur", Entetes: map[string]string{"Accept": "application/json"}}
	if p := c.Essayer(e); !strings.Contains(p.Texte, `"code":"interne"`) || strings.Contains(p.Texte, "secret") || !referenceJSON.MatchString(p.Texte) {
		t.Errorf("the failure as JSON: %s", p.Texte)
	}
	p := c.Essayer(webtest.Essai{Methode: http.MethodGet, Chemin: "/panne/indisponible"})
	if p.Statut != http.StatusServiceUnavailable || p.Header.Get("Retry-After") != "5" {
		t.Errorf("what is away: status %d, Retry-After %q", p.Statut, p.Header.Get("Retry-After"))
	}
}

// TestPanne_base answers in our own words when the database is gone.
func TestPanne_base(t *testing.T) {
	t.Parallel()
	s := webtest.New(t)
	c := s.Connecter(t, comptesdemo.Medecin)
	s.Live.Stop()
	s.Assistant.Stop()
	s.DB.Pool.Close()
	for _, chemin := range []string{"/", "/memoires", "/accessibilite"} {
		p := c.Essayer(webtest.Essai{Methode: http.MethodGet, Chemin: chemin})
		if p.Statut < 500 || !strings.Contains(p.Texte, `lang="fr"`) || technique.MatchString(p.Texte) {
			t.Errorf("%s without a database: status %d\n%.200s", chemin, p.Statut, p.Texte)
		}
		entetesDe(t, chemin, p)
	}
	if p := c.Lire("/readyz"); p.Statut != http.StatusServiceUnavailable || p.Header.Get("Retry-After") == "" {
		t.Errorf("/readyz without a database: status %d", p.Statut)
	}
	if p := c.Lire("/healthz"); p.Statut != http.StatusOK {
		t.Errorf("/healthz without a database: status %d", p.Statut)
	}
}

// TestDemande_rawBytes writes what no client library sends.
func TestDemande_rawBytes(t *testing.T) {
	t.Parallel()
	s := webtest.New(t)
	const fin = "Host: x\r\nConnection: close\r\n\r\n"
	for demande, want := range map[string]string{
		"GET / HTTP/1.1\r\n\r\n":                                       "400",
		"GET /%zz HTTP/1.1\r\n" + fin:                                  "400",
		"GET  HTTP/1.1\r\n" + fin:                                      "400",
		"CONNECT x:1 HTTP/1.1\r\n" + fin:                               "4",
		"TRACE / HTTP/1.1\r\n" + fin:                                   "405",
		"GET http://ailleurs.example/accessibilite HTTP/1.1\r\n" + fin: "200",
		"GET //ailleurs.example/ HTTP/1.1\r\n" + fin:                   "404",
		"POST /connexion HTTP/1.1\r\nContent-Type: " + genreFormulaire + "\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n" + fin + "0\r\n\r\n": "4",
		"POST /connexion HTTP/1.1\r\nContent-Type: " + genreFormulaire + "\r\nContent-Length: -5\r\n" + fin:                                            "400",
	} {
		if ligne := brut(t, s, demande); !strings.HasPrefix(ligne, "HTTP/1.1 "+want) {
			t.Errorf("%q answers %q, want %s", demande, ligne, want)
		}
	}
}

// TestConnexion_wordsAndReturn never leads elsewhere, and does not tell who has an account.
func TestConnexion_wordsAndReturn(t *testing.T) {
	t.Parallel()
	s := webtest.New(t)
	c := s.Visiter(t)
	faux := c.Poster("/connexion", url.Values{"email": {comptesdemo.Medecin}, "mot_de_passe": {"faux"}})
	inconnu := c.Poster("/connexion", url.Values{"email": {"personne.inconnue@demo.example"}, "mot_de_passe": {"faux"}})
	if strings.ReplaceAll(faux.Texte, comptesdemo.Medecin, "X") != strings.ReplaceAll(inconnu.Texte, "personne.inconnue@demo.example", "X") || faux.Statut != inconnu.Statut {
		t.Error("a wrong password and an unknown address are told apart")
	}
	for _, retour := range []string{"//ailleurs.example", "https://ailleurs.example", `/\ailleurs.example`, "javascript:alert(1)", "/\t/ailleurs.example", "/connexion?retour=/"} {
		for _, e := range []webtest.Essai{
			webtest.Formulaire("/connexion", url.Values{"email": {comptesdemo.Medecin}, "mot_de_passe": {comptesdemo.MotDePasse}, "retour": {retour}}),
			webtest.Formulaire("/preferences/theme", url.Values{"theme": {"sombre"}, "retour": {retour}}),
		} {
			p := s.Visiter(t).Essayer(e)
			u, err := url.Parse(p.Header.Get("Location"))
			if err != nil || p.Statut != http.StatusSeeOther || u.Host != "" || u.Scheme != "" || strings.HasPrefix(u.Path, "//") || strings.ContainsAny(u.Path, "\\\t") {
				t.Errorf("%s with retour %q leads to %q (%d)", e.Chemin, retour, p.Header.Get("Location"), p.Statut)
			}
		}
	}
}
