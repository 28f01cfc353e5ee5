// Package webtest builds the whole site on a database of its own, for the tests of pages: real router,
// real middleware, real PostgreSQL, real conversations and sockets, demo accounts.
package webtest

import (
	"context"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"github.com/go-chi/chi/v5"
	"github.com/google/uuid"
	"github.com/prometheus/client_golang/prometheus"

	"claudia/assistant"
	"claudia/assistant/dialogue"
	"claudia/assistant/live"
	"claudia/internal/bus"
	"claudia/internal/comptes"
	"claudia/internal/comptes/comptesdemo"
	"claudia/internal/jobs"
	"claudia/internal/pg"
	"claudia/internal/pg/pgtest"
	"claudia/internal/pieces"
	"claudia/kb"
	"claudia/kb/redaction"
	"claudia/kb/retours"
	"claudia/memoires"
	"claudia/memoires/certificat"
	"claudia/memoires/lecture"
	"claudia/memoires/referentiel"
	"claudia/web"
	"claudia/web/aide"
	"claudia/web/compte"
	"claudia/web/console"
	"claudia/web/conversation"
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
	URL       string
	DB        *pg.DB
	Jeu       comptesdemo.Jeu
	Comptes   *comptes.Service
	Memoires  *memoires.Service
	Pieces    *pieces.Service
	Assistant *assistant.Service
	Live      *live.Hub
	Guide     *kb.Base
	Retours   *retours.Service
	Redaction *redaction.Service
	Router    chi.Router // to walk the routes
}

// Reglages are what a test may ask of the site; the zero value serves.
type Reglages struct {
	Securise bool         // behind https
	Origines []string     // other origins than its own
	Modules  []web.Module // mounted after ours, for routes that fail on purpose
	Pieces   pieces.Options
	Live     live.Config // limits of the sockets; what the site gives is filled in
}

// New builds the site with the demo accounts.
func New(t *testing.T) *Site {
	t.Helper()
	return Avec(t, Reglages{})
}

// Avec builds the site as the test asks.
func Avec(t *testing.T, o Reglages) *Site {
	t.Helper()
	ctx := context.Background()
	s := &Site{DB: pgtest.New(t)}
	var err error
	s.Jeu, err = comptesdemo.Installer(ctx, s.DB)
	must(t, err)
	horloge := func() time.Time { return Maintenant }
	ref, err := referentiel.Charger()
	must(t, err)
	depot, err := pieces.OuvrirDossier(t.TempDir())
	must(t, err)
	t.Cleanup(func() { _ = depot.Close() })
	o.Pieces.Horloge = horloge
	s.Comptes = comptes.New(s.DB, comptes.Options{Horloge: horloge})
	s.Pieces = pieces.New(s.DB, depot, o.Pieces)
	s.Memoires, err = memoires.New(s.DB, memoires.Config{Referentiel: ref, Horloge: horloge, Comptes: s.Comptes, Empreinte: certificat.Sceller})
	must(t, err)
	s.Guide, err = kb.Ouvrir(ctx, kb.Options{})
	must(t, err)
	ecoute := s.parler(ctx, t)
	must(t, s.Retours.GarderTous(ctx, s.Guide.Articles()))
	s.monter(t, o, ref, ecoute)
	return s
}

// parler starts the conversations. Documents are taken and stored; their reading waits for a worker
// that these tests do not run.
func (s *Site) parler(ctx context.Context, t *testing.T) *bus.Bus {
	t.Helper()
	travaux, err := jobs.New(s.DB, jobs.Options{})
	must(t, err)
	horloge := func() time.Time { return Maintenant }
	s.Retours = retours.New(s.DB, retours.Options{Horloge: horloge, Jobs: travaux})
	s.Redaction, err = redaction.New(ctx, s.DB, redaction.Options{Base: s.Guide, Retours: s.Retours, Horloge: horloge})
	must(t, err)
	must(t, s.Redaction.Charger(ctx))
	s.Assistant, err = assistant.New(ctx, s.DB, assistant.Reglages{
		Annonceur: assistant.SurLeBus{},
		Joueur:    &assistant.Guide{DB: s.DB, Comptes: s.Comptes, Memoires: s.Memoires, Retours: s.Retours, Recherche: s.repondre},
		Lecteur: &assistant.Lecteur{
			DB: s.DB, Pieces: s.Pieces, Jobs: travaux,
			Lire: func(context.Context, []byte) (lecture.Lecture, error) { return lecture.Lecture{}, nil },
		},
		Memoires: s.Memoires,
	})
	must(t, err)
	ecoute := bus.New(s.DB, nil)
	must(t, ecoute.Start(ctx))
	t.Cleanup(ecoute.Stop)
	t.Cleanup(s.Assistant.Ecouter(ecoute))
	s.Assistant.Start()
	t.Cleanup(s.Assistant.Stop)
	return ecoute
}

// repondre quotes the guide as the program does.
func (s *Site) repondre(question string) []dialogue.ReponseGuide {
	var out []dialogue.ReponseGuide
	for _, c := range s.Guide.Repondre(question) {
		if a, err := s.Guide.Article(c.ID); err == nil {
			out = append(out, dialogue.ReponseGuide{Titre: c.Titre, Extrait: c.Extrait, Lien: retours.LienVersion(c.Lien, a), Article: c.Article, Score: c.Score})
		}
	}
	return out
}

// monter declares the pages and builds the routes.
func (s *Site) monter(t *testing.T, o Reglages, ref *referentiel.Referentiel, ecoute *bus.Bus) {
	t.Helper()
	actifs, err := ui.NewAssets()
	must(t, err)
	paris, err := time.LoadLocation("Europe/Paris")
	must(t, err)
	pages, err := ui.Registre(actifs, paris)
	must(t, err)
	for _, declarer := range []func(*page.Registry) error{compte.Declarer, portail.Declarer, public.Declarer, aide.Declarer, conversation.Declarer, console.Declarer} {
		must(t, declarer(pages))
	}
	cadre := requete.Cadre{Fuseau: paris, Securise: o.Securise}
	sessions := comptes.NouvellesSessions(s.Comptes, comptes.OptionsSessions{Securise: o.Securise})
	conv := &conversation.Conversation{
		Pages: pages, Cadre: cadre, Comptes: s.Comptes, Memoires: s.Memoires, Service: s.Assistant, Retours: s.Retours, Fuseau: paris,
	}
	o.Live.Conversations, o.Live.Comptes = s.Assistant, conversation.Portier{Comptes: s.Comptes}
	o.Live.Rendu = conversation.Rendu{Pages: pages, Comptes: s.Comptes, Memoires: s.Memoires, Fuseau: paris}
	o.Live.Veille, o.Live.Origines = conversation.Veille{Bus: ecoute}, o.Origines
	o.Live.Erreur, o.Live.IP = conv.Refuser, conversation.Adresse
	s.Live = live.NewHub(o.Live)
	conv.Live = s.Live
	s.Router, err = web.Nouveau(web.Options{
		Pages: pages, Assets: actifs, Cadre: cadre, Sessions: web.NouvellesSessions(sessions, s.Comptes),
		Modules: append([]web.Module{
			&public.Public{Pages: pages, Cadre: cadre, Referentiel: ref},
			&aide.Aide{Pages: pages, Cadre: cadre, Base: s.Guide, Retours: s.Retours, Conversations: s.Assistant, Referentiel: ref, Horloge: func() time.Time { return Maintenant }},
			&compte.Compte{
				Pages: pages, Cadre: cadre, Comptes: s.Comptes, Sessions: sessions, Fichiers: s.Pieces, Referentiel: ref,
			},
			&portail.Portail{
				Pages: pages, Cadre: cadre, Comptes: s.Comptes, Memoires: s.Memoires, Fichiers: s.Pieces, Fuseau: paris,
				Extrait: func(context.Context, []byte, int, [4]float64) ([]byte, error) { return []byte("png"), nil },
			},
			conv,
			&console.Console{Pages: pages, Cadre: cadre, Redaction: s.Redaction, Retours: s.Retours, Horloge: func() time.Time { return Maintenant }},
		}, o.Modules...),
		Sante:    func(r *http.Request) error { return s.DB.Pool.Ping(r.Context()) },
		Mesures:  web.NouvellesMesures(prometheus.NewRegistry()),
		Origines: o.Origines,
	})
	must(t, err)
	serveur := httptest.NewServer(s.Router)
	t.Cleanup(serveur.Close)
	s.Live.Start()
	t.Cleanup(s.Live.Stop)
	s.URL = serveur.URL
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// Calme waits until the assistant has answered all that was said in the conversation, then gives the
// messages after seq.
func (s *Site) Calme(t *testing.T, conversation uuid.UUID, apres assistant.Seq) []assistant.Message {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
	defer cancel()
	regard := time.NewTicker(10 * time.Millisecond)
	defer regard.Stop()
	for {
		var reste bool
		must(t, s.DB.Pool.QueryRow(ctx, "SELECT entree_seq > traite_seq FROM conversations WHERE id = $1", conversation).Scan(&reste))
		if !reste {
			break
		}
		<-regard.C
	}
	ms, err := s.Assistant.Suite(ctx, conversation, apres, 1000)
	must(t, err)
	return ms
}
