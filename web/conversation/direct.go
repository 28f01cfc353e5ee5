package conversation

import (
	"context"
	"net/http"
	"net/netip"

	"claudia/assistant/live"
	"claudia/internal/bus"
	"claudia/internal/comptes"
	"claudia/memoires"
	"claudia/web/requete"
)

// Adresse gives the address that the middleware found, proxies taken into account (live.Config.IP).
func Adresse(r *http.Request) netip.Addr {
	a, err := netip.ParseAddr(requete.De(r).IP)
	if err != nil {
		return netip.Addr{}
	}
	return a.Unmap()
}

// Portier tells the sockets who is there (live.Comptes); the middleware read the session already.
type Portier struct{ Comptes *comptes.Service }

// Visite gives the person of the request.
func (p Portier) Visite(r *http.Request) (live.Visite, error) {
	a, err := requete.Connecte(r)
	if err != nil {
		return live.Visite{}, err
	}
	a.Origine = comptes.Assistant
	return live.Visite{Acteur: a, Cle: requete.De(r).Jeton}, nil
}

// Acteur reads the rights of now.
func (p Portier) Acteur(ctx context.Context, u comptes.UtilisateurID) (comptes.Acteur, error) {
	return p.Comptes.Acteur(ctx, u, comptes.Assistant)
}

// Revoquees gives the sessions that are over.
func (p Portier) Revoquees(ctx context.Context, cles []string) ([]string, error) {
	return p.Comptes.SessionsRevoquees(ctx, cles)
}

// Veille tells the sockets when a draft changes (live.Veille).
type Veille struct{ Bus *bus.Bus }

// Memoire calls f after each change of the draft until cancel is called.
func (v Veille) Memoire(id memoires.ID, f func()) (cancel func()) {
	evenements, fin := v.Bus.Subscribe(memoires.Sujet(id))
	go func() {
		for range evenements {
			f()
		}
	}()
	return fin
}
