package aide

import (
	"cmp"
	"encoding/xml"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"time"

	"github.com/go-chi/chi/v5"

	"claudia/internal/fault"
	"claudia/kb"
	"claudia/kb/retours"
	"claudia/memoires"
	"claudia/memoires/saisie"
)

// maxNouveautes is how many articles the feed tells of.
const maxNouveautes = 50

type rss struct {
	XMLName xml.Name `xml:"rss"`
	Version string   `xml:"version,attr"`
	Canal   canal    `xml:"channel"`
}

type canal struct {
	Titre       string `xml:"title"`
	Lien        string `xml:"link"`
	Description string `xml:"description"`
	Langue      string `xml:"language"`
	Items       []item `xml:"item"`
}

type item struct {
	Titre       string `xml:"title"`
	Lien        string `xml:"link"`
	Description string `xml:"description"`
	Categorie   string `xml:"category"`
	Identite    guid   `xml:"guid"`
	Date        string `xml:"pubDate,omitempty"`
}

type guid struct {
	Permanent bool   `xml:"isPermaLink,attr"`
	Valeur    string `xml:",chardata"`
}

// showNouveautes is the feed of the articles, the last verified first. A changed article comes again:
// its identifier is that of its version.
func (a *Aide) showNouveautes(w http.ResponseWriter, r *http.Request) error {
	site := a.adresse(r)
	flux := rss{Version: "2.0", Canal: canal{
		Titre: "Guide du mémoire de frais de justice", Lien: site + "/guide", Langue: "fr",
		Description: "Les articles du guide, nouveaux ou modifiés.",
	}}
	xs := a.lisibles()
	slices.SortStableFunc(xs, func(x, y kb.Article) int { return y.VerifieLe.Compare(x.VerifieLe) })
	for _, x := range xs[:min(len(xs), maxNouveautes)] {
		i := item{
			Titre: x.Titre, Lien: site + chemin(x.ID), Categorie: nomRayon(x.Categorie), Description: entreeDe(x).Resume,
			Identite: guid{Permanent: true, Valeur: site + chemin(x.ID) + "?version=" + retours.Empreinte(x)},
		}
		if !x.VerifieLe.IsZero() {
			i.Date = x.VerifieLe.Format(time.RFC1123Z)
		}
		flux.Canal.Items = append(flux.Canal.Items, i)
	}
	return ecrireXML(w, "application/rss+xml; charset=utf-8", flux)
}

type planSite struct {
	XMLName xml.Name      `xml:"http://www.sitemaps.org/schemas/sitemap/0.9 urlset"`
	Adresse []planAdresse `xml:"url"`
}

type planAdresse struct {
	Lieu  string `xml:"loc"`
	Modif string `xml:"lastmod,omitempty"`
}

// showPlan lists for search engines the pages that need no login.
func (a *Aide) showPlan(w http.ResponseWriter, r *http.Request) error {
	site := a.adresse(r)
	var p planSite
	ajouter := func(chemin string, le time.Time) {
		x := planAdresse{Lieu: site + chemin}
		if !le.IsZero() {
			x.Modif = le.Format(time.DateOnly)
		}
		p.Adresse = append(p.Adresse, x)
	}
	for _, c := range []string{
		"/bienvenue", "/guide", "/guide/champs", "/guide/tarifs", "/guide/juridictions", "/guide/glossaire", "/verifier", "/accessibilite", "/donnees-personnelles",
	} {
		ajouter(c, time.Time{})
	}
	for _, x := range a.rayons() {
		ajouter(x.URL, time.Time{})
	}
	for _, m := range metiers() {
		ajouter("/guide/metiers/"+m.Cle, time.Time{})
	}
	xs := a.Base.Articles()
	slices.SortFunc(xs, func(x, y kb.Article) int { return cmp.Compare(x.ID, y.ID) })
	for _, x := range xs {
		ajouter(chemin(x.ID), x.VerifieLe)
	}
	return ecrireXML(w, "application/xml; charset=utf-8", p)
}

func ecrireXML(w http.ResponseWriter, genre string, v any) error {
	corps, err := xml.MarshalIndent(v, "", " ")
	if err != nil {
		return err //nolint:wrapcheck // strings always marshal
	}
	return envoyer(w, genre, append([]byte(xml.Header), corps...))
}

func envoyer(w http.ResponseWriter, genre string, corps []byte) error {
	w.Header().Set("Content-Type", genre)
	w.Header().Set("Content-Length", strconv.Itoa(len(corps)))
	w.Header().Set("Cache-Control", "public, max-age=3600")
	_, _ = w.Write(corps) // the reader left: nobody to tell
	return nil
}

// showRobots says what machines may read: the public pages, not the searches nor the pages of people.
func (a *Aide) showRobots(w http.ResponseWriter, r *http.Request) error {
	return envoyer(w, "text/plain; charset=utf-8", []byte(`User-agent: *
Disallow: /guide/recherche
Disallow: /guide/suggestions
Allow: /guide
Allow: /bienvenue
Allow: /verifier
Allow: /accessibilite
Allow: /donnees-personnelles
Allow: /static/
Disallow: /

Sitemap: `+a.adresse(r)+"/sitemap.xml\n"))
}

var hote = regexp.MustCompile(`^[A-Za-z0-9.-]{1,253}(:[0-9]{1,5})?$|^\[[0-9a-fA-F:]+\](:[0-9]{1,5})?$`)

// adresse is the site as the visitor calls it.
func (a *Aide) adresse(r *http.Request) string {
	u := url.URL{Scheme: "http", Host: "localhost"}
	if a.Cadre.Securise || r.TLS != nil {
		u.Scheme = "https"
	}
	if hote.MatchString(r.Host) {
		u.Host = r.Host
	}
	return u.String()
}

// showChamp leads from a field of a form to the article that explains it, or to its entry in the list
// of the fields.
func (a *Aide) showChamp(w http.ResponseWriter, r *http.Request) error {
	cle := chi.URLParam(r, "cle")
	if _, ok := saisie.Trouver(memoires.Cle(cle)); !ok {
		return fault.AbsentOuEtranger("ce champ")
	}
	vers := "/guide/champs#champ-" + cle
	if x, ok := a.Base.PourChamp(cle); ok {
		vers = chemin(x.ID)
	}
	http.Redirect(w, r, vers, http.StatusSeeOther)
	return nil
}
