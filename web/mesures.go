package web

import (
	"net/http"
	"strconv"
	"time"

	"github.com/go-chi/chi/v5"
	"github.com/prometheus/client_golang/prometheus"
)

// Mesures counts the requests for Prometheus, by route pattern so that no number of a mémoire gets in.
type Mesures struct {
	duree *prometheus.HistogramVec
}

// NouvellesMesures registers the counters.
func NouvellesMesures(r prometheus.Registerer) *Mesures {
	m := &Mesures{duree: prometheus.NewHistogramVec(prometheus.HistogramOpts{
		Name:    "claudia_http_duree_secondes",
		Help:    "Durée des requêtes HTTP par route et statut.",
		Buckets: []float64{.002, .005, .01, .025, .05, .1, .3, 1, 3, 10},
	}, []string{"route", "methode", "statut"})}
	r.MustRegister(m.duree)
	return m
}

func (m *Mesures) requete(r *http.Request, statut int, duree time.Duration) {
	if m == nil {
		return
	}
	route := "autre"
	if c := chi.RouteContext(r.Context()); c != nil && c.RoutePattern() != "" {
		route = c.RoutePattern()
	}
	m.duree.WithLabelValues(route, r.Method, strconv.Itoa(statut)).Observe(duree.Seconds())
}
