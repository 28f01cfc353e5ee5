package main

import (
	"context"
	"net/http"
	"net/netip"

	"claudia/assistant/live"
	"claudia/internal/bus"
	"claudia/internal/comptes"
	"claudia/memoires"
	"claudia/web/conversation"
	"claudia/web/page"
	"claudia/web/requete"
)

// assemblerLive builds the hub of the sockets. refuser shows a fault of a plain form as a page.
func (p *produit) assemblerLive(pages *page.Registry, refuser func(http.ResponseWriter, *http.Request, error)) {
	p.live = live.NewHub(live.Config{
		Conversations: p.assistant,
		Comptes:       portier{p.comptes},
		Rendu:         conversation.Rendu{Pages: pages, Comptes: p.comptes, Memoires: p.memoires, Fuseau: p.fuseau},
		Veille:        veille{p.bus},
		Origines:      p.config.origines,
		Erreur:        refuser,
		IP:            adresse,
	})
}

// adresse gives the address that the middleware found, proxies taken into account.
func adresse(r *http.Request) netip.Addr {
	a, err := netip.ParseAddr(requete.De(r).IP)
	if err != nil {
		return netip.Addr{}
	}
	return a.Unmap()
}

// portier tells the sockets who is there (live.Comptes); the middleware read the session already.
type portier struct{ comptes *comptes.Service }

// Visite gives the person of the request.
func (p portier) Visite(r *http.Request) (live.Visite, error) {
	a, err := requete.Connecte(r)
	if err != nil {
		return live.Visite{}, err
	}
	a.Origine = comptes.Assistant
	return live.Visite{Acteur: a, Cle: requete.De(r).Jeton}, nil
}

// Acteur reads the rights of now.
func (p portier) Acteur(ctx context.Context, u comptes.UtilisateurID) (comptes.Acteur, error) {
	return p.comptes.Acteur(ctx, u, comptes.Assistant)
}

// Revoquees gives the sessions that are over.
func (p portier) Revoquees(ctx context.Context, cles []string) ([]string, error) {
	return p.comptes.SessionsRevoquees(ctx, cles)
}

// veille tells the sockets when a draft changes (live.Veille).
type veille struct{ bus *bus.Bus }

// Memoire calls f after each change of the draft until cancel is called.
func (v veille) Memoire(id memoires.ID, f func()) (cancel func()) {
	evenements, fin := v.bus.Subscribe(memoires.Sujet(id))
	go func() {
		for range evenements {
			f()
		}
	}()
	return fin
}
