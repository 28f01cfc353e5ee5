package webtest

import (
	"context"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"

	"claudia/internal/comptes/comptesdemo"
)

// Client is a browser without scripts, logged in.
type Client struct {
	t    *testing.T
	site *Site
	http *http.Client
}

// Visiter gives a browser where nobody is logged in.
func (s *Site) Visiter(t *testing.T) *Client {
	t.Helper()
	jar, err := cookiejar.New(nil)
	must(t, err)
	return &Client{t: t, site: s, http: &http.Client{Jar: jar, Timeout: 30 * time.Second}}
}

// Connecter logs a demo account in.
func (s *Site) Connecter(t *testing.T, email string) *Client {
	t.Helper()
	c := s.Visiter(t)
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

// Cookie gives the value of a cookie that the browser keeps for the site, "" when there is none.
func (c *Client) Cookie(nom string) string {
	u, err := url.Parse(c.site.URL)
	must(c.t, err)
	for _, k := range c.http.Jar.Cookies(u) {
		if k.Name == nom {
			return k.Value
		}
	}
	return ""
}

// Cookies gives the header Cookie that the browser would send, for a connection made otherwise.
func (c *Client) Cookies() string {
	u, err := url.Parse(c.site.URL)
	must(c.t, err)
	var noms []string
	for _, k := range c.http.Jar.Cookies(u) {
		noms = append(noms, k.Name+"="+k.Value)
	}
	return strings.Join(noms, "; ")
}

// Essai is a request that no form of ours makes.
type Essai struct {
	Methode, Chemin string
	Corps           io.Reader
	Entetes         map[string]string
}

// Essayer sends the request as it is and follows no redirection. The path goes out as written.
func (c *Client) Essayer(e Essai) Page {
	c.t.Helper()
	r, err := http.NewRequestWithContext(context.Background(), e.Methode, c.site.URL, e.Corps)
	must(c.t, err)
	chemin, requete, _ := strings.Cut(e.Chemin, "?")
	r.URL.Opaque, r.URL.RawQuery = "//"+r.URL.Host+chemin, requete
	for nom, valeur := range e.Entetes {
		r.Header.Set(nom, valeur)
	}
	direct := *c.http
	direct.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	return c.echanger(&direct, r)
}

// Formulaire makes the request of a form.
func Formulaire(chemin string, f url.Values) Essai {
	return Essai{
		Methode: http.MethodPost, Chemin: chemin, Corps: strings.NewReader(f.Encode()),
		Entetes: map[string]string{"Content-Type": "application/x-www-form-urlencoded"},
	}
}

func (c *Client) faire(r *http.Request) Page {
	c.t.Helper()
	return c.echanger(c.http, r)
}

func (c *Client) echanger(navigateur *http.Client, r *http.Request) Page {
	c.t.Helper()
	rep, err := navigateur.Do(r)
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

// Contenu gives the words of the page, each run of spaces made one.
func (p Page) Contenu() string { return strings.Join(strings.Fields(contenu(p.Arbre)), " ") }
