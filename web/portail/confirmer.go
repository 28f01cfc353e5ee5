package portail

import (
	"net/http"

	"github.com/go-chi/chi/v5"

	"claudia/internal/fault"
	"claudia/memoires"
	"claudia/web/page"
	"claudia/web/requete"
	"claudia/web/ui"
)

// pageConfirmer asks before what cannot be undone; it works without a script.
type pageConfirmer struct {
	page.Base
	Texte   string
	Options []ui.Option
	Action  string
	Version string
	Bouton  string
	Danger  bool
	Annuler string
}

func (p *Portail) showAction(w http.ResponseWriter, r *http.Request) error {
	_, m, err := p.memoire(r)
	if err != nil {
		return err
	}
	v := pageConfirmer{Action: r.URL.Path, Version: versionDe(m), Annuler: chemin(m, "")}
	var titre string
	switch chi.URLParam(r, "action") {
	case "dupliquer":
		titre, v.Bouton = "Dupliquer ce mémoire", "Dupliquer"
		v.Texte = "Un nouveau brouillon reprend toutes les données de " + string(m.Numero) + ". Vous le complétez puis vous l'envoyez."
		if m.Etat == memoires.Refuse {
			v.Texte += " Le mémoire refusé passe à l'état « Dupliqué post refus »."
		}
	case "abandonner":
		titre, v.Bouton, v.Danger = "Abandonner ce mémoire", "Abandonner", true
		v.Texte = "Le mémoire " + string(m.Numero) + " restera consultable, mais il ne pourra plus être modifié ni envoyé."
	case "supprimer":
		titre, v.Bouton, v.Danger = "Supprimer ce brouillon", "Supprimer", true
		v.Texte = "Le brouillon " + string(m.Numero) + " et ses lignes disparaîtront de vos listes. Cette action est définitive."
	default:
		return fault.New(fault.Introuvable, "introuvable", "Cette page n'existe pas. Revenez à la liste.")
	}
	v.Base = p.Cadre.Base(w, r, titre, "memoires")
	v.Fil = []page.Lien{{Texte: "Mes mémoires", URL: "/memoires"}, {Texte: string(m.Numero), URL: chemin(m, "")}}
	return p.Pages.Render(w, http.StatusOK, "confirmer", v)
}

func (p *Portail) postAction(w http.ResponseWriter, r *http.Request) error {
	a, m, err := p.memoire(r)
	if err != nil {
		return err
	}
	if _, err := requete.Formulaire(w, r); err != nil {
		return err
	}
	switch chi.URLParam(r, "action") {
	case "dupliquer":
		copie, err := p.Memoires.Dupliquer(r.Context(), a, m.ID)
		if err != nil {
			return err
		}
		return p.Cadre.Rediriger(w, r, chemin(copie, ""), page.Flash{Ton: "succes", Texte: "Voici la copie de " + string(m.Numero) + ". Corrigez ce qui doit l'être, puis envoyez-la."})
	case "abandonner":
		if _, err := p.Memoires.Abandonner(r.Context(), a, m.ID); err != nil {
			return err
		}
		return p.Cadre.Rediriger(w, r, "/memoires", page.Flash{Ton: "succes", Texte: "Le mémoire " + string(m.Numero) + " est abandonné."})
	case "supprimer":
		if err := p.Memoires.Supprimer(r.Context(), a, m.ID); err != nil {
			return err
		}
		return p.Cadre.Rediriger(w, r, "/memoires", page.Flash{Ton: "succes", Texte: "Le brouillon " + string(m.Numero) + " est supprimé."})
	}
	return fault.New(fault.Introuvable, "introuvable", "Cette action n'existe pas. Revenez à la liste.")
}
