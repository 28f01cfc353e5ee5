package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"claudia/assistant"
	"claudia/assistant/live"
	"claudia/internal/bus"
	"claudia/internal/comptes"
	"claudia/internal/jobs"
	"claudia/internal/pieces"
	"claudia/kb"
	"claudia/kb/redaction"
	"claudia/kb/retours"
	"claudia/memoires"
	"claudia/memoires/certificat"
	"claudia/memoires/referentiel"
	"claudia/web"
	"claudia/web/aide"
	"claudia/web/compte"
	"claudia/web/console"
	"claudia/web/conversation"
	"claudia/web/exemples"
	"claudia/web/page"
	"claudia/web/portail"
	"claudia/web/public"
	"claudia/web/requete"
	"claudia/web/ui"
)

// delaiTravail bounds one job: the reading of a document may take two minutes (situations.md 8).
const delaiTravail = 3 * time.Minute

// produit is everything that runs, in the order in which it starts.
type produit struct {
	config    config
	base      *base
	fuseau    *time.Location
	depot     *pieces.Dossier
	bus       *bus.Bus
	comptes   *comptes.Service
	sessions  *comptes.Sessions
	pieces    *pieces.Service
	memoires  *memoires.Service
	jobs      *jobs.Runner
	guide     *kb.Base
	retours   *retours.Service
	redaction *redaction.Service
	assistant *assistant.Service
	live      *live.Hub
	site      http.Handler
	mesures   *prometheus.Registry
	oublier   []func() // end the subscriptions to the bus
}

// assembler builds the product on an open database. Nothing runs before demarrer.
func assembler(ctx context.Context, c config, b *base) (*produit, error) {
	p := &produit{config: c, base: b, mesures: prometheus.NewRegistry()}
	var err error
	if p.fuseau, err = time.LoadLocation("Europe/Paris"); err != nil {
		return nil, fmt.Errorf("time zone: %w", err)
	}
	if err := p.assemblerDomaine(ctx); err != nil {
		return nil, err
	}
	if err := p.assemblerSite(); err != nil {
		return nil, err
	}
	return p, nil
}

func (p *produit) assemblerDomaine(ctx context.Context) error {
	ref, err := referentiel.Charger()
	if err != nil {
		return fmt.Errorf("reference data: %w", err)
	}
	if p.depot, err = pieces.OuvrirDossier(p.config.pieces); err != nil {
		return fmt.Errorf("store of the pieces: %w", err)
	}
	db := p.base.DB
	p.bus = bus.New(db, slog.Default())
	p.comptes = comptes.New(db, comptes.Options{Horloge: p.config.horloge})
	p.sessions = comptes.NouvellesSessions(p.comptes, comptes.OptionsSessions{Securise: p.config.securise})
	p.pieces = pieces.New(db, p.depot, pieces.Options{Horloge: p.config.horloge})
	if p.memoires, err = memoires.New(db, memoires.Config{
		Referentiel: ref, Horloge: p.config.horloge, Comptes: p.comptes, Empreinte: certificat.Sceller,
	}); err != nil {
		return fmt.Errorf("memoires: %w", err)
	}
	if p.jobs, err = jobs.New(db, jobs.Options{Timeout: delaiTravail}); err != nil {
		return fmt.Errorf("jobs: %w", err)
	}
	if err := errors.Join(p.assemblerGuide(ctx), p.publierALHeure()); err != nil {
		return err
	}
	if err := p.assemblerMenage(); err != nil {
		return fmt.Errorf("jobs: %w", err)
	}
	return p.assemblerAssistant(ctx)
}

// assemblerSite declares every page, then builds the routes.
func (p *produit) assemblerSite() error {
	actifs, err := ui.NewAssets()
	if err != nil {
		return fmt.Errorf("assets: %w", err)
	}
	pages, err := ui.Registre(actifs, p.fuseau)
	if err != nil {
		return fmt.Errorf("components: %w", err)
	}
	for _, declarer := range []func(*page.Registry) error{
		public.Declarer, aide.Declarer, compte.Declarer, portail.Declarer, conversation.Declarer, console.Declarer, exemples.Declarer,
	} {
		if err := declarer(pages); err != nil {
			return fmt.Errorf("pages: %w", err)
		}
	}
	cadre := requete.Cadre{Navigation: navigation, Fuseau: p.fuseau, Securise: p.config.securise}
	conv := &conversation.Conversation{
		Pages: pages, Cadre: cadre, Comptes: p.comptes, Memoires: p.memoires, Service: p.assistant, Retours: p.retours, Fuseau: p.fuseau,
	}
	p.assemblerLive(pages, conv.Refuser)
	conv.Live = p.live
	modules := []web.Module{
		&public.Public{Pages: pages, Cadre: cadre, Referentiel: p.memoires.Referentiel()},
		&aide.Aide{
			Pages: pages, Cadre: cadre, Base: p.guide, Retours: p.retours, Conversations: p.assistant,
			Referentiel: p.memoires.Referentiel(), Horloge: p.config.horloge,
		},
		&compte.Compte{
			Pages: pages, Cadre: cadre, Comptes: p.comptes, Sessions: p.sessions, Fichiers: p.pieces,
			Referentiel: p.memoires.Referentiel(), Demo: comptesDemo(p.config),
		},
		&portail.Portail{
			Pages: pages, Cadre: cadre, Comptes: p.comptes, Memoires: p.memoires, Fichiers: p.pieces, Fuseau: p.fuseau,
			Extrait: extrait, Signaler: p.assistant.Signaler,
		},
		conv,
		&console.Console{Pages: pages, Cadre: cadre, Redaction: p.redaction, Retours: p.retours, Horloge: p.config.horloge},
	}
	if p.config.demo {
		missions, err := exemples.Dessiner(p.config.horloge())
		if err != nil {
			return err
		}
		conv.Exemples = "/exemples"
		modules = append(modules, &exemples.Exemples{Pages: pages, Cadre: cadre, Missions: missions})
	}
	p.site, err = web.Nouveau(web.Options{
		Pages: pages, Assets: actifs, Cadre: cadre, Sessions: web.NouvellesSessions(p.sessions, p.comptes),
		Modules:    modules,
		Sante:      func(r *http.Request) error { return p.base.Pool.Ping(r.Context()) },
		Mesures:    web.NouvellesMesures(p.mesures),
		Origines:   p.config.origines,
		Mandataire: p.config.mandataire,
	})
	return err
}

// navigation is the main menu of who is logged in: editors of the guide have their desk where others
// have their mémoires.
func navigation(v *requete.Visite) []page.Lien {
	if v.Utilisateur == nil {
		return nil
	}
	memoires := page.Lien{Cle: "memoires", Texte: "Mes mémoires", URL: "/memoires", Icone: "memoire"}
	redaction := page.Lien{Cle: "redaction", Texte: "Rédaction", URL: "/console/guide/", Icone: "crayon"}
	liens := []page.Lien{{Cle: "accueil", Texte: "Accueil", URL: "/", Icone: "accueil"}}
	if !v.Acteur.A(comptes.RoleRedacteur) {
		liens = append(liens, memoires)
	}
	liens = append(liens, page.Lien{Cle: "assistant", Texte: "Assistant", URL: "/assistant", Icone: "assistant"}, page.Lien{Cle: "guide", Texte: "Guide", URL: "/guide", Icone: "guide"})
	if v.Acteur.A(comptes.RoleRedacteur) || v.Acteur.EstSupport() {
		liens = append(liens, redaction)
	}
	return liens
}

// demarrer starts what runs beside the requests.
func (p *produit) demarrer(ctx context.Context) error {
	if err := p.redaction.Charger(ctx); err != nil {
		return fmt.Errorf("guide: %w", err)
	}
	if err := p.bus.Start(ctx); err != nil {
		return err
	}
	p.oublier = []func(){p.assistant.Ecouter(p.bus), p.redaction.Ecouter(p.bus)}
	if err := p.jobs.Start(ctx); err != nil {
		return fmt.Errorf("jobs: %w", err)
	}
	p.assistant.Start()
	p.live.Start()
	return nil
}

// arreter stops in the reverse order: no new work, what runs ends, then the base is left.
func (p *produit) arreter(ctx context.Context) error {
	p.live.Stop()
	p.assistant.Stop()
	err := errors.Join(p.jobs.Stop(ctx), p.retours.Vider(ctx))
	for _, oublier := range p.oublier {
		oublier()
	}
	p.bus.Stop()
	return errors.Join(err, p.depot.Close())
}
