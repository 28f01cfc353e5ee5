package aide_test

import (
	"context"
	"encoding/xml"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/go-chi/chi/v5"
	"golang.org/x/net/html"

	"claudia/internal/comptes/comptesdemo"
	"claudia/internal/fault"
	"claudia/internal/pg/pgtest"
	"claudia/kb"
	"claudia/kb/moteur"
	"claudia/kb/retours"
	"claudia/memoires/referentiel"
	"claudia/memoires/saisie"
	"claudia/web/aide"
	"claudia/web/page"
	"claudia/web/requete"
	"claudia/web/ui"
	"claudia/web/webtest"
)

func TestMain(m *testing.M) { os.Exit(pgtest.Main(m)) }

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func attr(n *html.Node, nom string) string {
	for _, a := range n.Attr {
		if a.Key == nom {
			return a.Val
		}
	}
	return ""
}

// TestPages_areReadableByAnybody opens every public page as a visitor and as somebody logged in, and
// follows the links from one to the others.
func TestPages_areReadableByAnybody(t *testing.T) {
	t.Parallel()
	s := webtest.New(t)
	for nom, c := range map[string]*webtest.Client{"visitor": s.Visiter(t), "logged in": s.Connecter(t, comptesdemo.Medecin)} {
		chemins := []string{
			"/guide", "/guide/champs", "/guide/tarifs", "/guide/tarifs?famille=fourriere&date=2020-03-01", "/guide/juridictions", "/guide/juridictions?q=bobigny",
			"/guide/juridictions?departement=2A", "/guide/juridictions?q=zzzzz", "/guide/glossaire", "/guide/recherche", "/guide/recherche?q=delai", "/guide/recherche?q=asdfghjkl",
		}
		for _, r := range kb.Categories() {
			chemins = append(chemins, "/guide/categories/"+string(r.Cle))
		}
		for _, a := range s.Guide.Articles() {
			if nom == "visitor" || a.ID < "d" {
				chemins = append(chemins, "/guide/articles/"+a.ID)
			}
		}
		vus := map[string]bool{}
		for len(chemins) > 0 {
			chemin := chemins[0]
			chemins = chemins[1:]
			if vus[chemin] {
				continue
			}
			vus[chemin] = true
			p := c.Lire(chemin)
			if p.Statut != http.StatusOK {
				t.Errorf("%s: GET %s = %d", nom, chemin, p.Statut)
				continue
			}
			webtest.VerifierDocument(t, chemin, p.Arbre)
			for _, l := range liens(p.Arbre) {
				if strings.HasPrefix(l, "/guide") && !strings.ContainsAny(l, "?") && !strings.HasSuffix(l, ".xml") && nom == "visitor" {
					chemins = append(chemins, l)
				}
			}
		}
	}
}

func liens(arbre *html.Node) []string {
	var out []string
	for n := range arbre.Descendants() {
		if n.Type == html.ElementNode && n.Data == "a" {
			l, _, _ := strings.Cut(attr(n, "href"), "#")
			out = append(out, l)
		}
	}
	return out
}

// The search keeps the promises SE-01…SE-06 and SE-09.
func TestRecherche(t *testing.T) {
	t.Parallel()
	s := webtest.New(t)
	c := s.Visiter(t)
	for _, x := range []struct {
		nom, appel string
		statut     int
		dit, tait  string
	}{
		{"an answer", "q=delai+pour+deposer", 200, "/guide/articles/delai-de-depot", "Je ne sais pas"},
		{"a misspelt question", "q=combien+de+tan+pour+envoyé+mon+memoir", 200, "/guide/articles/", "Je ne sais pas"},
		{"highlighted", "q=forclusion", 200, "<mark>", ""},
		{"SE-01 empty", "q=", 200, "plus lu", "Je ne sais pas"},
		{"SE-01 only small words", "q=le+la+de", 200, "plus lu", "Je ne sais pas"},
		{"SE-02 long", "q=" + url.QueryEscape("délai de dépôt "+strings.Repeat("mémoire ", 60)), 200, "Votre question est longue", ""},
		{"SE-03 signs", "q=" + url.QueryEscape(`délai* ? / ~ ^ : ( ) " \ + - > < [a-z]+`), 200, "/guide/articles/", "erreur"},
		{"SE-04 many words", "q=" + url.QueryEscape("délai dépôt mémoire juridiction tarif interprète médecin expert attestation réquisition paiement refus forclusion prescription"), 200, "Votre question est longue", ""},
		{"SE-06 page zero", "q=delai&page=0", 400, "Cette page de résultats", ""},
		{"SE-06 page 21", "q=delai&page=21", 400, "Cette page de résultats", ""},
		{"SE-06 page in words", "q=delai&page=deux", 400, "Cette page de résultats", ""},
		{"SE-06 size 51", "q=delai&taille=51", 400, "Cette page de résultats", ""},
		{"SE-06 last page", "q=delai&page=20", 200, "pas d&#39;autre résultat", ""},
		{"SE-06 second page", "q=memoire&taille=1&page=2", 200, "Page 2 sur", ""},
		{"SE-09 markup", "q=" + url.QueryEscape(`<script>alert(1)</script>délai"><img src=x onerror=alert(2)>`), 200, "&lt;script&gt;", "<script>alert"},
		{"SE-09 attribute", "q=" + url.QueryEscape(`x" autofocus onfocus="alert(1)`), 200, "&#34; autofocus", `x" autofocus`},
		{"unknown facet", "q=delai&categorie=nulle", 200, "", ""},
		{"out of scope", "q=je+suis+victime+comment+etre+indemnise", 200, "116 006", ""},
		{"unknown", "q=" + url.QueryEscape("recette de la tarte aux pommes"), 200, "guide-ignore-titre", ""},
	} {
		p := c.Lire("/guide/recherche?" + x.appel)
		if p.Statut != x.statut || !strings.Contains(p.Texte, x.dit) || x.tait != "" && strings.Contains(p.Texte, x.tait) {
			t.Errorf("%s: status %d, holds %q: %v, holds %q: %v", x.nom, p.Statut, x.dit, strings.Contains(p.Texte, x.dit), x.tait, strings.Contains(p.Texte, x.tait))
		}
	}
}

func TestRecherche_opensTheSuggestionChosen(t *testing.T) {
	t.Parallel()
	s := webtest.New(t)
	c := s.Visiter(t)
	p := c.Lire("/guide/suggestions?q=forclu")
	if p.Statut != http.StatusOK || !strings.Contains(p.Texte, `role="option"`) || strings.Contains(p.Texte, "<html") {
		t.Fatalf("suggestions = %d %q", p.Statut, p.Texte)
	}
	x, err := s.Guide.Article("forclusion")
	must(t, err)
	if p := c.Lire("/guide/recherche?article=forclusion&q=" + url.QueryEscape(x.Titre)); p.Chemin != "/guide/articles/forclusion" {
		t.Errorf("the suggestion opened %s", p.Chemin)
	}
	if p := c.Lire("/guide/recherche?article=forclusion&q=tva"); !strings.HasPrefix(p.Chemin, "/guide/recherche") {
		t.Errorf("other words opened %s", p.Chemin)
	}
}

// Questions that found nothing are kept for the editors, masked, and not again for each page.
func TestRecherche_notesWhatItDoesNotKnow(t *testing.T) {
	t.Parallel()
	s := webtest.New(t)
	c := s.Visiter(t)
	ctx := context.Background()
	notee := ""
	for _, q := range []string{
		"le mémoire peut-il être signé par un stagiaire au 0612345678", "faut-il une cravate pour le mémoire de jean@exemple.fr",
		"couleur du papier du mémoire", "interprète en langue des oiseaux rares",
	} {
		if p := c.Lire("/guide/recherche?q=" + url.QueryEscape(q)); strings.Contains(p.Texte, "Je ne sais pas") {
			notee = q
		}
	}
	qs, err := s.Retours.Questions(ctx, retours.Ouverte, 10)
	must(t, err)
	if (notee == "") != (len(qs) == 0) {
		t.Errorf("a page said « je ne sais pas »: %q, kept: %v", notee, qs)
	}
	for _, q := range qs {
		if strings.Contains(q.Question, "0612345678") || strings.Contains(q.Question, "@") {
			t.Errorf("kept unmasked: %q", q.Question)
		}
	}
}

func TestArticle_opensTheVersionThatWasQuoted(t *testing.T) {
	t.Parallel()
	s := webtest.New(t)
	c := s.Visiter(t)
	x, err := s.Guide.Article("delai-de-depot")
	must(t, err)
	vieux := x
	vieux.Titre, vieux.HTML = "Le délai d'autrefois", "<p>Deux ans, disait-on.</p>"
	ancienne, err := s.Retours.Garder(context.Background(), vieux)
	must(t, err)
	for _, v := range []struct {
		appel     string
		statut    int
		dit, tait string
	}{
		{"", 200, "un an", "remplacée depuis"},
		{"?version=" + retours.Empreinte(x), 200, "un an", "remplacée depuis"},
		{"?version=" + ancienne, 200, "Deux ans, disait-on", "aidé ?"},
		{"?version=" + ancienne, 200, "remplacée depuis", ""},
		{"?version=000000000000", 404, "", "un an à partir"},
		{"?version=%27%20OR%201", 404, "", ""},
		{"?vue=impression", 200, "un an", "article-cote"},
	} {
		p := c.Lire("/guide/articles/delai-de-depot" + v.appel)
		if p.Statut != v.statut || !strings.Contains(p.Texte, v.dit) || v.tait != "" && strings.Contains(p.Texte, v.tait) {
			t.Errorf("%q: status %d, holds %q: %v, holds %q: %v", v.appel, p.Statut, v.dit, strings.Contains(p.Texte, v.dit), v.tait, strings.Contains(p.Texte, v.tait))
		}
	}
	if p := c.Lire("/aide/delai-de-depot"); p.Chemin != "/guide/articles/delai-de-depot" {
		t.Errorf("the former address leads to %s", p.Chemin)
	}
	for _, absent := range []string{"/guide/articles/nul", "/guide/categories/nulle", "/guide/metiers/nul", "/guide/champs/nul"} {
		if p := c.Lire(absent); p.Statut != http.StatusNotFound {
			t.Errorf("GET %s = %d, want 404", absent, p.Statut)
		}
	}
}

func TestAvis(t *testing.T) {
	t.Parallel()
	s := webtest.New(t)
	c := s.Visiter(t)
	version := c.Lire("/guide/articles/forclusion").Valeur("version")
	envoyer := func(paires ...string) webtest.Page {
		f := url.Values{"version": {version}}
		for i := 0; i < len(paires); i += 2 {
			f.Set(paires[i], paires[i+1])
		}
		return c.Poster("/guide/articles/forclusion/avis", f)
	}
	if p := envoyer("utile", "oui"); p.Statut != http.StatusOK || !strings.Contains(p.Texte, "Merci") {
		t.Errorf("yes = %d at %s", p.Statut, p.Chemin)
	}
	if p := envoyer("utile", "non", "motif", "obscur", "precision", "appelez le 0612345678"); !strings.Contains(p.Texte, "Merci") {
		t.Errorf("no = %d at %s", p.Statut, p.Chemin)
	}
	for _, faux := range [][]string{{"utile", "peut-être"}, {}, {"utile", "non", "motif", "pirate"}, {"utile", "non", "precision", strings.Repeat("a", 501)}} {
		if p := envoyer(faux...); p.Statut != http.StatusUnprocessableEntity {
			t.Errorf("%v = %d, want 422", faux, p.Statut)
		}
	}
	if p := envoyer("utile", "oui", "version", "000000000000"); p.Statut != http.StatusNotFound {
		t.Errorf("a vote on an unknown version = %d, want 404", p.Statut)
	}
	b, err := s.Retours.Bilan(context.Background(), "forclusion", version)
	must(t, err)
	if b.Oui != 1 || b.Non != 1 || !slices.Equal(b.Precisions, []string{"appelez le [numéro]"}) {
		t.Errorf("Bilan = %+v", b)
	}
	statut := 0
	for range 20 {
		if statut = envoyer("utile", "oui").Statut; statut == http.StatusTooManyRequests {
			break
		}
	}
	if statut != http.StatusTooManyRequests {
		t.Errorf("twenty votes in a row ended with %d, want 429", statut)
	}
}

func TestChamp_leadsToItsArticle(t *testing.T) {
	t.Parallel()
	s := webtest.New(t)
	c := s.Visiter(t)
	for _, ch := range saisie.Catalogue() {
		vers := "/guide/champs"
		if x, ok := s.Guide.PourChamp(string(ch.Cle)); ok {
			vers = "/guide/articles/" + x.ID
		}
		if p := c.Lire("/guide/champs/" + string(ch.Cle)); p.Statut != http.StatusOK || p.Chemin != vers {
			t.Errorf("the field %s leads to %s (%d), want %s", ch.Cle, p.Chemin, p.Statut, vers)
		}
	}
}

func TestTarifs_showsSourcesAndDoubts(t *testing.T) {
	t.Parallel()
	s := webtest.New(t)
	c := s.Visiter(t)
	ref, err := referentiel.Charger()
	must(t, err)
	jour := time.Date(2026, 10, 14, 0, 0, 0, 0, time.UTC)
	p := c.Lire("/guide/tarifs")
	doutes := 0
	for _, x := range ref.Tarifs(jour) {
		if !strings.Contains(p.Texte, `id="tarif-`+x.Code+`"`) {
			t.Errorf("the tariff %s is not shown", x.Code)
		}
		if x.AVerifier {
			doutes++
		}
	}
	if got := strings.Count(p.Texte, "À vérifier</span>"); got != doutes {
		t.Errorf("%d tariffs are marked « À vérifier », want %d", got, doutes)
	}
	for _, faux := range []string{"hier", "2026-02-30", "0000-01-01", "9999-01-01"} {
		if p := c.Lire("/guide/tarifs?date=" + faux); p.Statut != http.StatusUnprocessableEntity {
			t.Errorf("date %s = %d, want 422", faux, p.Statut)
		}
	}
}

func TestMachines(t *testing.T) {
	t.Parallel()
	s := webtest.New(t)
	c := s.Visiter(t)
	plan := c.Lire("/sitemap.xml")
	var x struct {
		Lieux []string `xml:"url>loc"`
	}
	must(t, xml.Unmarshal([]byte(plan.Texte), &x))
	for _, l := range x.Lieux {
		chemin, ok := strings.CutPrefix(l, s.URL)
		if !ok {
			t.Fatalf("%s is not an address of the site", l)
		}
		if p := c.Lire(chemin); p.Statut != http.StatusOK {
			t.Errorf("the sitemap leads to %s: %d", chemin, p.Statut)
		}
	}
	if len(x.Lieux) < 80 {
		t.Errorf("the sitemap holds %d addresses", len(x.Lieux))
	}
	var f struct {
		Items []struct {
			Titre    string `xml:"title"`
			Identite string `xml:"guid"`
		} `xml:"channel>item"`
	}
	flux := c.Lire("/guide/nouveautes.xml")
	must(t, xml.Unmarshal([]byte(flux.Texte), &f))
	if len(f.Items) != 50 || !strings.Contains(f.Items[0].Identite, "?version=") || flux.Header.Get("Content-Type") != "application/rss+xml; charset=utf-8" {
		t.Errorf("the feed holds %d articles, %+v", len(f.Items), f.Items[:1])
	}
	if r := c.Lire("/robots.txt").Texte; !strings.Contains(r, "Sitemap: "+s.URL+"/sitemap.xml") || !strings.Contains(r, "Disallow: /guide/recherche") {
		t.Errorf("robots.txt = %q", r)
	}
	p := c.Essayer(webtest.Essai{Methode: http.MethodGet, Chemin: "/robots.txt", Entetes: map[string]string{"X-Forwarded-Host": "pirate.example"}})
	if strings.Contains(p.Texte, "pirate") {
		t.Errorf("robots.txt repeats a header: %q", p.Texte)
	}
}

// panne is a guide whose search is away.
type panne struct{ *kb.Base }

func (panne) Chercher(context.Context, moteur.Question) (kb.Reponse, error) {
	return kb.Reponse{}, &fault.Error{Kind: fault.Indisponible, Code: "recherche_indisponible", Apres: 5, Message: "La recherche se remet en route."}
}

// partielle is a guide whose search had no time to end.
type partielle struct{ *kb.Base }

func (p partielle) Chercher(ctx context.Context, q moteur.Question) (kb.Reponse, error) {
	r, err := p.Base.Chercher(ctx, q)
	r.Partielle = true
	return r, err
}

// SE-07 and SE-08: a search in part says so, one that is away leaves the plan and the articles.
func TestRecherche_whenTheIndexFails(t *testing.T) {
	t.Parallel()
	base, err := kb.Ouvrir(context.Background(), kb.Options{})
	must(t, err)
	db := pgtest.New(t)
	monter := func(g aide.Guide) http.Handler {
		actifs, err := ui.NewAssets()
		must(t, err)
		pages, err := ui.Registre(actifs, time.UTC)
		must(t, err)
		must(t, aide.Declarer(pages))
		ref, err := referentiel.Charger()
		must(t, err)
		r := chi.NewRouter()
		a := &aide.Aide{Pages: pages, Cadre: requete.Cadre{Fuseau: time.UTC}, Base: g, Retours: retours.New(db, retours.Options{}), Referentiel: ref}
		a.Routes(r, func(w http.ResponseWriter, _ *http.Request, err error) { pages.RenderErreur(w, page.Base{}, err, "") })
		return r
	}
	for _, x := range []struct {
		g      aide.Guide
		chemin string
		statut int
		dit    string
	}{
		{panne{base}, "/guide/recherche?q=delai", 503, "/guide/categories/delais"},
		{panne{base}, "/guide/articles/forclusion", 200, "À lire aussi"},
		{panne{base}, "/guide", 200, "Où en êtes-vous"},
		{partielle{base}, "/guide/recherche?q=delai", 200, "interrompue"},
	} {
		w := httptest.NewRecorder()
		monter(x.g).ServeHTTP(w, httptest.NewRequest(http.MethodGet, x.chemin, http.NoBody))
		if w.Code != x.statut || !strings.Contains(w.Body.String(), x.dit) {
			t.Errorf("GET %s = %d, holds %q: %v", x.chemin, w.Code, x.dit, strings.Contains(w.Body.String(), x.dit))
		}
		if x.statut == 503 && w.Header().Get("Retry-After") == "" {
			t.Errorf("GET %s says not when to come back", x.chemin)
		}
	}
}
