package aide

import (
	"context"
	"embed"
	"log/slog"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/go-chi/chi/v5"

	"claudia/internal/debit"
	"claudia/kb"
	"claudia/kb/moteur"
	"claudia/kb/retours"
	"claudia/memoires/referentiel"
	"claudia/web/page"
	"claudia/web/public"
	"claudia/web/requete"
)

// Guide is what the pages ask of the articles; *kb.Base is one.
type Guide interface {
	Articles() []kb.Article
	Article(id string) (kb.Article, error)
	PourChamp(cle string) (kb.Article, bool)
	Chercher(ctx context.Context, q moteur.Question) (kb.Reponse, error)
	Suggerer(debut string, n int) []kb.Suggestion
}

var _ Guide = (*kb.Base)(nil)

// Aide serves the pages of this room.
type Aide struct {
	Pages   *page.Registry
	Cadre   requete.Cadre
	Base    Guide
	Retours *retours.Service
	// Conversations is where a person is told of an answer.
	Conversations Conversations
	Referentiel   *referentiel.Referentiel
	// Horloge gives the day whose tariffs are shown; time.Now when nil.
	Horloge func() time.Time

	debit debit.Debit
}

//go:embed gabarits/*.tmpl
var gabarits embed.FS

// Declarer adds the pages of the room to the registry, at start.
func Declarer(r *page.Registry) error {
	for _, nom := range []string{"accueil", "rayon", "article", "recherche", "tarifs", "juridictions", "glossaire", "attentes"} {
		if err := r.Ajouter("guide-"+nom, gabarits, "gabarits/"+nom+".tmpl", "gabarits/communs.tmpl"); err != nil {
			return err
		}
	}
	return nil
}

// Routes mounts the pages of the room.
func (a *Aide) Routes(r chi.Router, e requete.Erreurs) {
	r.Get("/guide", e.Servir(a.showAccueil))
	r.Get("/guide/categories/{cle}", e.Servir(a.showCategorie))
	r.Get("/guide/metiers/{cle}", e.Servir(a.showMetier))
	r.Get("/guide/articles/{id}", e.Servir(a.showArticle))
	r.Post("/guide/articles/{id}/avis", e.Servir(a.postAvis))
	r.Get("/guide/recherche", e.Servir(a.showRecherche))
	r.Get("/guide/attentes", e.Servir(a.showAttentes))
	r.Post("/guide/attentes", e.Servir(a.postAttente))
	r.Post("/guide/attentes/retirer", e.Servir(a.postRetirer))
	r.Get("/guide/suggestions", e.Servir(a.showSuggestions))
	r.Get("/guide/tarifs", e.Servir(a.showTarifs))
	r.Get("/guide/juridictions", e.Servir(a.showJuridictions))
	r.Get("/guide/glossaire", e.Servir(a.showGlossaire))
	r.Get("/guide/champs/{cle}", e.Servir(a.showChamp))
	r.Get("/guide/nouveautes.xml", e.Servir(a.showNouveautes))
	r.Get("/aide", rediriger("/guide"))
	r.Get("/aide/{id}", func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, chemin(chi.URLParam(r, "id")), http.StatusMovedPermanently)
	})
	r.Get("/sitemap.xml", e.Servir(a.showPlan))
	r.Get("/robots.txt", e.Servir(a.showRobots))
}

func rediriger(vers string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, vers, http.StatusMovedPermanently) }
}

// chemin is the address of an article.
func chemin(id string) string { return "/guide/articles/" + id }

// cheminPassage is the address of a passage of an article.
func cheminPassage(id, ancre string) string {
	if ancre == "" {
		return chemin(id)
	}
	return chemin(id) + "#" + ancre
}

// base frames a page of the guide: its breadcrumb starts at the home of the guide.
func (a *Aide) base(w http.ResponseWriter, r *http.Request, titre string, fil ...page.Lien) page.Base {
	b := public.Cadrer(a.Cadre, w, r, titre, "guide")
	b.Fil = append(b.Fil, page.Lien{Texte: "Guide", URL: "/guide"})
	b.Fil = append(b.Fil, fil...)
	return b
}

func (a *Aide) maintenant() time.Time {
	if a.Horloge == nil {
		return time.Now()
	}
	return a.Horloge()
}

// jour is the day of today where the site is, at 00:00 UTC as the reference data has it.
func (a *Aide) jour() time.Time {
	t := a.maintenant()
	if a.Cadre.Fuseau != nil {
		t = t.In(a.Cadre.Fuseau)
	}
	return time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, time.UTC)
}

// tolerer logs what must not keep a page from being read.
func tolerer(ctx context.Context, quoi string, err error) {
	if err != nil {
		slog.WarnContext(ctx, "guide: what goes with a page failed", "quoi", quoi, "erreur", err)
	}
}

// entree is an article in a list.
type entree struct {
	ID, Titre, URL, Resume string
	Rayon                  string
	VerifieLe              time.Time
}

// maxResume bounds the first words of an article in a list, in characters.
const maxResume = 160

func entreeDe(x kb.Article) entree {
	e := entree{ID: x.ID, Titre: x.Titre, URL: chemin(x.ID), Rayon: nomRayon(x.Categorie), VerifieLe: x.VerifieLe}
	if len(x.Passages) > 0 {
		e.Resume = abreger(x.Passages[0].Texte, maxResume)
	}
	return e
}

// abreger keeps the first words of a text, whole.
func abreger(s string, n int) string {
	s = strings.Join(strings.Fields(s), " ")
	rs := []rune(s)
	if len(rs) <= n {
		return s
	}
	court := string(rs[:n])
	if i := strings.LastIndexByte(court, ' '); i > 0 {
		court = court[:i]
	}
	return strings.TrimRight(court, " ,;:.") + "…"
}

func nomRayon(c kb.Categorie) string {
	for _, r := range kb.Categories() {
		if r.Cle == c {
			return r.Nom
		}
	}
	return string(c)
}

// lisibles are the articles that people come to read: those that send elsewhere are left out.
func (a *Aide) lisibles() []kb.Article {
	return slices.DeleteFunc(a.Base.Articles(), func(x kb.Article) bool { return x.HorsSujet })
}

// entrees gives the articles of the identifiers that exist, in their order.
func (a *Aide) entrees(ids ...string) []entree {
	var out []entree
	for _, id := range ids {
		if x, err := a.Base.Article(id); err == nil {
			out = append(out, entreeDe(x))
		}
	}
	return out
}
