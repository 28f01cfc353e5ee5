package page

import (
	"bytes"
	"fmt"
	"net/http"
	"strconv"

	"claudia/internal/fault"
)

// Erreur is what the component "erreur" shows in place of a page.
type Erreur struct {
	Base
	Statut    int
	Message   string // what is wrong and what to do, in French
	Reference string // what to quote to the support; empty when there is none
	Retour    Lien   // the way out
}

// RenderErreur shows err within the layout described by b and gives the status sent. Retry-After is
// set when the fault says how long to wait. It cannot fail: when the page cannot be drawn, the one
// prepared at start is sent instead.
func (r *Registry) RenderErreur(w http.ResponseWriter, b Base, err error, reference string) int {
	f := fault.Public(err)
	statut := f.Kind.Statut()
	if f.Apres > 0 {
		w.Header().Set("Retry-After", strconv.Itoa(f.Apres))
	}
	corps, errDessin := r.dessinerErreur(Erreur{Base: b, Statut: statut, Message: f.Message, Reference: reference})
	if errDessin != nil {
		corps = r.secours[statut]
	}
	_ = envoyer(w, statut, corps) // the reader left: there is nobody to tell
	return statut
}

// Secours sends the error page drawn at start, for the panic handler and other places where nothing
// may be computed any more. An unknown status is sent as 500.
func (r *Registry) Secours(w http.ResponseWriter, statut int) {
	corps, ok := r.secours[statut]
	if !ok {
		statut = http.StatusInternalServerError
		corps = r.secours[statut]
	}
	_ = envoyer(w, statut, corps) // the reader left: there is nobody to tell
}

func (r *Registry) dessinerErreur(e Erreur) ([]byte, error) {
	if e.Titre == "" {
		e.Titre = titreErreur(e.Statut)
	}
	if e.Retour.URL == "" {
		e.Retour = Lien{Texte: "Revenir à l'accueil", URL: "/"}
	}
	var b bytes.Buffer
	if err := r.fragments.ExecuteTemplate(&b, "page-erreur", e); err != nil {
		return nil, fmt.Errorf("draw the error page: %w", err)
	}
	return b.Bytes(), nil
}

func (r *Registry) preparerSecours() error {
	r.secours = map[int][]byte{}
	for k := fault.Interne; k <= fault.Indisponible; k++ {
		statut := k.Statut()
		corps, err := r.dessinerErreur(Erreur{Base: Base{Nu: true}, Statut: statut, Message: messageErreur(statut)})
		if err != nil {
			return err
		}
		r.secours[statut] = corps
	}
	return nil
}

func titreErreur(statut int) string {
	switch statut {
	case http.StatusBadRequest:
		return "Demande illisible"
	case http.StatusUnauthorized:
		return "Connectez-vous pour continuer"
	case http.StatusForbidden:
		return "Vous n'avez pas accès à cette page"
	case http.StatusNotFound:
		return "Page introuvable"
	case http.StatusMethodNotAllowed:
		return "Cette page ne s'ouvre pas ainsi"
	case http.StatusConflict:
		return "Cette action n'est plus possible"
	case http.StatusUnprocessableEntity:
		return "Votre demande n'a pas pu être prise en compte"
	case http.StatusRequestEntityTooLarge:
		return "Envoi trop volumineux"
	case http.StatusRequestURITooLong:
		return "Adresse trop longue"
	case http.StatusUnsupportedMediaType:
		return "Format de fichier refusé"
	case http.StatusTooManyRequests:
		return "Trop de demandes en peu de temps"
	case http.StatusServiceUnavailable:
		return "Service momentanément indisponible"
	}
	return "Une erreur s'est produite"
}

func messageErreur(statut int) string {
	switch statut {
	case http.StatusUnauthorized:
		return "Votre session a expiré ou vous n'êtes pas encore connecté. Ce que vous avez enregistré est conservé."
	case http.StatusForbidden:
		return "Votre compte ne porte pas l'habilitation nécessaire. Demandez-la au gestionnaire de votre structure."
	case http.StatusNotFound:
		return "Vérifiez l'adresse, ou revenez à la liste pour retrouver ce que vous cherchez."
	case http.StatusTooManyRequests, http.StatusServiceUnavailable:
		return "Réessayez dans un instant : ce que vous avez enregistré est conservé."
	}
	return "Ce que vous avez enregistré est conservé. Réessayez dans un instant ; si cela se reproduit, écrivez au support."
}
