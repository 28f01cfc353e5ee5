// Package webtest builds the whole site on a database of its own, for the tests of pages: real router,
// real middleware, real PostgreSQL, demo accounts.
package webtest

import (
	"context"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"golang.org/x/net/html"

	"claudia/internal/comptes"
	"claudia/internal/comptes/comptesdemo"
	"claudia/internal/pg"
	"claudia/internal/pg/pgtest"
	"claudia/internal/pieces"
	"claudia/memoires"
	"claudia/memoires/certificat"
	"claudia/memoires/referentiel"
	"claudia/web"
	"claudia/web/compte"
	"claudia/web/page"
	"claudia/web/portail"
	"claudia/web/public"
	"claudia/web/requete"
	"claudia/web/ui"
)

// Maintenant is the instant of every test: mercredi 14 octobre 2026, 10:00 in Paris.
var Maintenant = time.Date(2026, time.October, 14, 8, 0, 0, 0, time.UTC)

// Site is a site under test.
type Site struct {
	URL      string
	DB       *pg.DB
	Comptes  *comptes.Service
	Memoires *memoires.Service
	Pieces   *pieces.Service
}

// New builds the site with the login and the portal, and the demo accounts.
func New(t *testing.T) *Site {
	t.Helper()
	db := pgtest.New(t)
	if _, err := comptesdemo.Installer(context.Background(), db); err != nil {
		t.Fatal(err)
	}
	horloge := func() time.Time { return Maintenant }
	ref, err := referentiel.Charger()
	must(t, err)
	depot, err := pieces.OuvrirDossier(t.TempDir())
	must(t, err)
	t.Cleanup(func() { _ = depot.Close() })
	s := &Site{DB: db, Comptes: comptes.New(db, comptes.Options{Horloge: horloge})}
	s.Pieces = pieces.New(db, depot, pieces.Options{Horloge: horloge})
	s.Memoires, err = memoires.New(db, memoires.Config{Referentiel: ref, Horloge: horloge, Comptes: s.Comptes, Empreinte: certificat.Sceller})
	must(t, err)
	actifs, err := ui.NewAssets()
	must(t, err)
	paris, err := time.LoadLocation("Europe/Paris")
	must(t, err)
	pages, err := ui.Registre(actifs, paris)
	must(t, err)
	for _, declarer := range []func(*page.Registry) error{compte.Declarer, portail.Declarer, public.Declarer} {
		must(t, declarer(pages))
	}
	cadre := requete.Cadre{Fuseau: paris}
	sessions := comptes.NouvellesSessions(s.Comptes, comptes.OptionsSessions{})
	site, err := web.Nouveau(web.Options{
		Pages: pages, Assets: actifs, Cadre: cadre, Sessions: web.NouvellesSessions(sessions, s.Comptes),
		Modules: []web.Module{
			&public.Public{Pages: pages, Cadre: cadre, Referentiel: ref},
			&compte.Compte{
				Pages: pages, Cadre: cadre, Comptes: s.Comptes, Sessions: sessions, Fichiers: s.Pieces, Referentiel: ref, Fuseau: paris,
			},
			&portail.Portail{
				Pages: pages, Cadre: cadre, Comptes: s.Comptes, Memoires: s.Memoires, Fichiers: s.Pieces, Fuseau: paris,
				Extrait: func(context.Context, []byte, int, [4]float64) ([]byte, error) { return []byte("png"), nil },
			},
		},
		Sante:   func(r *http.Request) error { return db.Pool.Ping(r.Context()) },
		Mesures: web.NouvellesMesures(prometheus.NewRegistry()),
	})
	must(t, err)
	serveur := httptest.NewServer(site)
	t.Cleanup(serveur.Close)
	s.URL = serveur.URL
	return s
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// Client is a browser without scripts, logged in.
type Client struct {
	t    *testing.T
	site *Site
	http *http.Client
}

// Connecter logs a demo account in.
func (s *Site) Connecter(t *testing.T, email string) *Client {
	t.Helper()
	jar, err := cookiejar.New(nil)
	must(t, err)
	c := &Client{t: t, site: s, http: &http.Client{Jar: jar, Timeout: 30 * time.Second}}
	p := c.Poster("/connexion", url.Values{"email": {email}, "mot_de_passe": {comptesdemo.MotDePasse}})
	if p.Statut != http.StatusOK || strings.HasPrefix(p.Chemin, "/connexion") {
		t.Fatalf("login of %s: status %d at %s", email, p.Statut, p.Chemin)
	}
	return c
}

// Page is an answer, redirections followed.
type Page struct {
	Statut int
	Chemin string
	Texte  string // of the body, as sent
	Arbre  *html.Node
	Header http.Header
}

// Lire gets a page.
func (c *Client) Lire(chemin string) Page {
	c.t.Helper()
	r, err := http.NewRequestWithContext(context.Background(), http.MethodGet, c.site.URL+chemin, http.NoBody)
	must(c.t, err)
	return c.faire(r)
}

// Poster sends a form.
func (c *Client) Poster(chemin string, f url.Values) Page {
	c.t.Helper()
	r, err := http.NewRequestWithContext(context.Background(), http.MethodPost, c.site.URL+chemin, strings.NewReader(f.Encode()))
	must(c.t, err)
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	return c.faire(r)
}

// Envoyer sends a body of another type, a multipart form for instance.
func (c *Client) Envoyer(chemin, genre string, corps io.Reader) Page {
	c.t.Helper()
	r, err := http.NewRequestWithContext(context.Background(), http.MethodPost, c.site.URL+chemin, corps)
	must(c.t, err)
	r.Header.Set("Content-Type", genre)
	return c.faire(r)
}

func (c *Client) faire(r *http.Request) Page {
	c.t.Helper()
	rep, err := c.http.Do(r)
	must(c.t, err)
	defer func() { _ = rep.Body.Close() }()
	corps, err := io.ReadAll(rep.Body)
	must(c.t, err)
	arbre, err := html.Parse(strings.NewReader(string(corps)))
	must(c.t, err)
	return Page{Statut: rep.StatusCode, Chemin: rep.Request.URL.RequestURI(), Texte: string(corps), Arbre: arbre, Header: rep.Header}
}

// Valeur gives the value attribute of the control of that name, "" when there is none.
func (p Page) Valeur(nom string) string {
	for n := range p.Arbre.Descendants() {
		if n.Type == html.ElementNode && attribut(n, "name") == nom {
			return attribut(n, "value")
		}
	}
	return ""
}

func attribut(n *html.Node, nom string) string {
	for _, a := range n.Attr {
		if a.Key == nom {
			return a.Val
		}
	}
	return ""
}

// Erreurs gives the sentences of the errors shown beside the fields and in alerts.
func (p Page) Erreurs() []string {
	var out []string
	for n := range p.Arbre.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		for classe := range strings.FieldsSeq(attribut(n, "class")) {
			if classe == "champ-erreur" || classe == "alerte-erreur" || classe == "erreur" {
				out = append(out, strings.Join(strings.Fields(contenu(n)), " "))
			}
		}
	}
	return out
}

func contenu(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
		}
	}
	return b.String()
}
