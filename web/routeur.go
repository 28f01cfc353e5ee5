package web

import (
	"errors"
	"net/http"
	"strings"

	"github.com/go-chi/chi/v5"
	"github.com/go-chi/chi/v5/middleware"

	"claudia/internal/fault"
	"claudia/web/page"
	"claudia/web/requete"
	"claudia/web/ui"
)

// Module is a group of pages of one audience.
type Module interface {
	Routes(r chi.Router, e requete.Erreurs)
}

// Options are what the site is made of.
type Options struct {
	Pages      *page.Registry
	Assets     *ui.Assets
	Cadre      requete.Cadre
	Sessions   *Sessions
	Modules    []Module                    // in the order of the table: public, compte, portail, conversation
	Sante      func(r *http.Request) error // nil error: ready to serve
	Mesures    *Mesures
	Origines   []string // other origins that may post and open sockets
	Mandataire bool     // behind our own proxy
}

// Nouveau builds the site: middleware, then the routes of each module. The tests walk the router to
// see that none escapes the matrix of rights (promises.md P18).
func Nouveau(o Options) (chi.Router, error) {
	s := &Serveur{o: o, pages: o.Pages, cadre: o.Cadre}
	croisee := http.NewCrossOriginProtection()
	for _, origine := range o.Origines {
		if err := croisee.AddTrustedOrigin(origine); err != nil {
			return nil, errors.Join(errors.New("CLAUDIA_ORIGINES"), err)
		}
	}
	croisee.SetDenyHandler(http.HandlerFunc(s.origineRefusee))

	r := chi.NewRouter()
	o.Sessions.surPanne(s.erreur)
	r.Use(s.tracer, entetes, compresser, s.limites, croisee.Handler, middleware.GetHead, s.sessions, s.identifier)
	r.NotFound(func(w http.ResponseWriter, r *http.Request) {
		s.erreur(w, r, fault.New(fault.Introuvable, "introuvable", "Cette page n'existe pas ou a changé d'adresse. Revenez à l'accueil."))
	})
	r.MethodNotAllowed(func(w http.ResponseWriter, q *http.Request) { s.methodeRefusee(w, q, r) })
	r.Get("/healthz", func(w http.ResponseWriter, _ *http.Request) { repondreTexte(w, http.StatusOK, "ok\n") })
	r.Get("/readyz", s.pret)
	r.Get(ui.Prefixe+"*", s.statique)
	r.Post("/preferences/theme", page.ChoisirTheme(o.Cadre.Securise))
	for _, m := range o.Modules {
		m.Routes(r, s.erreur)
	}
	return r, nil
}

// methodeRefusee says which verbs the address takes (promises.md HT-05).
func (s *Serveur) methodeRefusee(w http.ResponseWriter, r *http.Request, routes chi.Routes) {
	var admises []string
	for _, m := range []string{http.MethodGet, http.MethodHead, http.MethodPost} {
		lue := m
		if m == http.MethodHead {
			lue = http.MethodGet // middleware.GetHead
		}
		if routes.Match(chi.NewRouteContext(), lue, r.URL.Path) {
			admises = append(admises, m)
		}
	}
	w.Header().Set("Allow", strings.Join(admises, ", "))
	s.erreur(w, r, fault.New(fault.MethodeRefusee, "methode", "Cette adresse ne s'utilise pas ainsi. Revenez à l'accueil et suivez les liens et les boutons."))
}

// statique serves the bundle; what it does not hold is told like any other address.
func (s *Serveur) statique(w http.ResponseWriter, r *http.Request) {
	if !s.o.Assets.A(r.URL.Path) {
		s.erreur(w, r, fault.New(fault.Introuvable, "introuvable", "Ce fichier n'existe pas ou a changé d'adresse. Rechargez la page."))
		return
	}
	s.o.Assets.Handler().ServeHTTP(w, r)
}

// sessions reads the session of pages, not of assets.
func (s *Serveur) sessions(next http.Handler) http.Handler {
	avec := s.o.Sessions.charger(next)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if anonyme(r.URL.Path) {
			next.ServeHTTP(w, r)
			return
		}
		avec.ServeHTTP(w, r)
	})
}

// pret answers a load balancer: 503 while the database is away.
func (s *Serveur) pret(w http.ResponseWriter, r *http.Request) {
	if err := s.o.Sante(r); err != nil {
		w.Header().Set("Retry-After", "2")
		repondreTexte(w, http.StatusServiceUnavailable, "base indisponible\n")
		return
	}
	repondreTexte(w, http.StatusOK, "pret\n")
}

func repondreTexte(w http.ResponseWriter, statut int, texte string) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(statut)
	_, _ = w.Write([]byte(texte)) // the caller left: nobody to tell
}
