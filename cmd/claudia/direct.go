package main

import (
	"net/http"

	"claudia/assistant/live"
	"claudia/web/conversation"
	"claudia/web/page"
)

// assemblerLive builds the hub of the sockets. refuser shows a fault of a plain form as a page.
func (p *produit) assemblerLive(pages *page.Registry, refuser func(http.ResponseWriter, *http.Request, error)) {
	p.live = live.NewHub(live.Config{
		Conversations: p.assistant,
		Comptes:       conversation.Portier{Comptes: p.comptes},
		Rendu:         conversation.Rendu{Pages: pages, Comptes: p.comptes, Memoires: p.memoires, Fuseau: p.fuseau},
		Veille:        conversation.Veille{Bus: p.bus},
		Origines:      p.config.origines,
		Erreur:        refuser,
		IP:            conversation.Adresse,
	})
}
