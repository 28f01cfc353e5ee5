package requete

import (
	"context"
	"net/http"

	"claudia/internal/comptes"
	"claudia/internal/fault"
)

// Visite is who is asking, for one request. It is filled by the middleware of web.
type Visite struct {
	Reference   string // quoted to the support, written in every log line of the request
	IP          string
	Jeton       string // of the login session, empty when nobody is logged in
	Utilisateur *comptes.Utilisateur
	Acteur      comptes.Acteur // rights read for this request; zero when nobody is logged in
}

type cleVisite struct{}

// Avec gives a context that carries the visit.
func Avec(ctx context.Context, v *Visite) context.Context {
	return context.WithValue(ctx, cleVisite{}, v)
}

// De gives the visit of the request; an empty one outside the middleware.
func De(r *http.Request) *Visite {
	if v, ok := r.Context().Value(cleVisite{}).(*Visite); ok {
		return v
	}
	return &Visite{}
}

// Connecte gives the actor, or the fault that sends to the login page.
func Connecte(r *http.Request) (comptes.Acteur, error) {
	v := De(r)
	if v.Utilisateur == nil {
		return comptes.Acteur{}, fault.New(fault.NonAuthentifie, "session_requise",
			"Connectez-vous pour continuer. Ce que vous avez enregistré est conservé.")
	}
	return v.Acteur, nil
}

// Action is a handler that may fail; it has written nothing when it returns an error.
type Action func(w http.ResponseWriter, r *http.Request) error

// Erreurs turns the error of an Action into an answer; web gives it.
type Erreurs func(w http.ResponseWriter, r *http.Request, err error)

// Servir makes a net/http handler of an Action.
func (e Erreurs) Servir(a Action) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if err := a(w, r); err != nil {
			e(w, r, err)
		}
	}
}
