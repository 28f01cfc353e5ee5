package aide

import (
	"context"
	"html/template"
	"net/http"
	"regexp"
	"strings"
	"time"

	"github.com/go-chi/chi/v5"

	"claudia/kb"
	"claudia/kb/moteur"
	"claudia/kb/retours"
	"claudia/memoires/saisie"
	"claudia/web/page"
	"claudia/web/ui"
)

// pageArticle is an article, or the version of it that was quoted.
type pageArticle struct {
	page.Base
	Corps       template.HTML
	Sommaire    []kb.Titre
	Rayon       page.Lien
	Sources     []string
	VerifieLe   time.Time
	Depuis      time.Time // valid since, zero when always
	Empreinte   string
	Permanent   string // address of this very version
	Courante    string // address of the present version, when this one is old
	MontreeLe   time.Time
	AVerifier   bool
	Champs      []page.Lien
	Voisins     []entree
	Avis        *avis
	Impression  bool
	Imprimer    string
	AdressePage string
}

// avis is the form « Cet article vous a-t-il aidé ? ».
type avis struct {
	Action, Empreinte string
	Motifs            []ui.Option
	Precision         ui.Champ
}

func (a *Aide) showArticle(w http.ResponseWriter, r *http.Request) error {
	ctx := r.Context()
	x, err := a.Base.Article(chi.URLParam(r, "id"))
	voulue := r.URL.Query().Get("version")
	if err != nil && voulue == "" {
		return err
	}
	if err != nil || (voulue != "" && voulue != retours.Empreinte(x)) {
		return a.showVersion(w, r, x, err == nil, voulue)
	}
	e, err := a.Retours.Garder(ctx, x)
	tolerer(ctx, "version", err)
	garde := err == nil
	tolerer(ctx, "lecture", a.Retours.Lu(ctx, x.ID))
	v := pageArticle{
		Base: a.base(w, r, x.Titre, lienRayon(x.Categorie)), Corps: Corps(x.HTML), Sommaire: x.Sommaire, Rayon: lienRayon(x.Categorie),
		Sources: x.Sources, VerifieLe: x.VerifieLe, Depuis: x.ValideDepuis, Empreinte: e, Permanent: chemin(x.ID) + "?version=" + e,
		AVerifier: aVerifier(x.HTML), Champs: champsExpliques(x.Champs), Voisins: a.voisins(ctx, x), Imprimer: chemin(x.ID) + "?vue=impression",
		AdressePage: a.adresse(r) + chemin(x.ID) + "?version=" + e,
	}
	if garde {
		v.Avis = formulaireAvis(x.ID, e)
	}
	v.imprimer(r)
	return a.Pages.Render(w, http.StatusOK, "guide-article", v)
}

// imprimer bares the page when its printed form was asked.
func (v *pageArticle) imprimer(r *http.Request) {
	if r.URL.Query().Get("vue") == "impression" {
		v.Impression, v.Nu, v.Avis, v.Voisins, v.Champs = true, true, nil, nil, nil
	}
}

// showVersion shows an article as it was when it was quoted. The article may be gone since.
func (a *Aide) showVersion(w http.ResponseWriter, r *http.Request, x kb.Article, existe bool, voulue string) error {
	v, err := a.Retours.Version(r.Context(), chi.URLParam(r, "id"), voulue)
	if err != nil {
		return err
	}
	p := pageArticle{
		Base: a.base(w, r, v.Titre), Corps: Corps(v.HTML), Sommaire: v.Sommaire, Sources: v.Sources, VerifieLe: v.VerifieLe, Empreinte: v.Empreinte,
		Permanent: chemin(v.Article) + "?version=" + v.Empreinte, MontreeLe: v.Depuis, AVerifier: aVerifier(v.HTML),
		Imprimer: chemin(v.Article) + "?version=" + v.Empreinte + "&vue=impression", Courante: "/guide",
	}
	p.AdressePage = a.adresse(r) + p.Permanent
	if existe {
		p.Courante, p.Rayon = chemin(x.ID), lienRayon(x.Categorie)
		p.Fil = append(p.Fil, p.Rayon)
	}
	p.imprimer(r)
	return a.Pages.Render(w, http.StatusOK, "guide-article", p)
}

func lienRayon(c kb.Categorie) page.Lien {
	return page.Lien{Texte: nomRayon(c), URL: "/guide/categories/" + string(c)}
}

var titreAncre = regexp.MustCompile(`<h([234]) id="([^"<>&\s]+)">(.*?)</h[234]>`)

// Corps makes the text of an article ready for the page: its links lead to the present addresses, its
// headings carry an address that can be copied, its tables can be scrolled on a phone.
func Corps(h kb.HTML) template.HTML {
	s := strings.ReplaceAll(string(h), `href="/aide/`, `href="`+chemin(""))
	s = titreAncre.ReplaceAllString(s, `<h$1 id="$2">$3 <a class="article-ancre" href="#$2" aria-label="Adresse de cette section">#</a></h$1>`)
	s = strings.ReplaceAll(s, "<table>", `<div class="article-table" role="region" aria-label="Tableau" tabindex="0"><table>`)
	s = strings.ReplaceAll(s, "</table>", "</table></div>")
	return template.HTML(s) //nolint:gosec // kb sanitised it when it was rendered; what is added is ours
}

func aVerifier(h kb.HTML) bool { return strings.Contains(string(h), "encadre-verifier") }

// champsExpliques links the fields that an article explains.
func champsExpliques(cles []string) []page.Lien {
	var out []page.Lien
	for _, c := range saisie.Catalogue() {
		for _, cle := range cles {
			if string(c.Cle) == cle {
				out = append(out, page.Lien{Texte: c.Libelle, URL: "/guide/champs#champ-" + cle})
			}
		}
	}
	return out
}

// Bounds of the related articles.
const (
	nombreVoisins = 4
	seuilVoisin   = 0.2
)

// voisins are the articles that answer nearly the same question, completed by its shelf.
func (a *Aide) voisins(ctx context.Context, x kb.Article) []entree {
	vus := map[string]bool{x.ID: true}
	var out []entree
	if r, err := a.Base.Chercher(ctx, moteur.Question{Texte: x.Titre, Max: nombreVoisins + 2}); err == nil {
		for _, t := range r.Resultats {
			if y, err := a.Base.Article(t.ID); err == nil && t.Score >= seuilVoisin && !vus[t.ID] && len(out) < nombreVoisins {
				vus[t.ID] = true
				out = append(out, entreeDe(y))
			}
		}
	}
	for _, y := range a.lisibles() {
		if y.Categorie == x.Categorie && !vus[y.ID] && len(out) < nombreVoisins {
			vus[y.ID] = true
			out = append(out, entreeDe(y))
		}
	}
	return out
}
