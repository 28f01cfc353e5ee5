package compte

import (
	"net/http"
	"strings"

	"claudia/internal/fault"
	"claudia/web/page"
	"claudia/web/requete"
	"claudia/web/ui"
)

// Demo is one account that the login page of the demo lists.
type Demo struct {
	Email, MotDePasse, Qui, Quoi string
}

// pageConnexion is the login page.
type pageConnexion struct {
	page.Base
	Retour     string
	Resume     *ui.ResumeErreurs
	Email      ui.Champ
	MotDePasse ui.Champ
	Demo       []Demo
}

func (c *Compte) showConnexion(w http.ResponseWriter, r *http.Request) error {
	if requete.De(r).Utilisateur != nil {
		http.Redirect(w, r, "/", http.StatusSeeOther)
		return nil
	}
	return c.Pages.Render(w, http.StatusOK, "connexion", c.vueConnexion(w, r, "", ""))
}

func (c *Compte) vueConnexion(w http.ResponseWriter, r *http.Request, email, erreur string) pageConnexion {
	p := pageConnexion{
		Base:   c.Cadre.Base(w, r, "Se connecter", ""),
		Retour: requete.Retour(r.FormValue("retour")),
		Email: ui.Champ{
			Nom: "email", Type: ui.ChampCourriel, Libelle: "Adresse électronique", Valeur: email,
			Auto: "username", Obligatoire: true, Erreur: erreur, Max: 254,
		},
		MotDePasse: ui.Champ{
			Nom: "mot_de_passe", Type: ui.ChampMotDePasse, Libelle: "Mot de passe", Auto: "current-password",
			Obligatoire: true, Max: 256,
		},
		Demo: c.Demo,
	}
	p.Resume = ui.ResumeDe(p.Email)
	return p
}

// postConnexion opens a session. A wrong address and a wrong password give the same words in the
// same time.
func (c *Compte) postConnexion(w http.ResponseWriter, r *http.Request) error {
	f, err := requete.Formulaire(w, r)
	if err != nil {
		return err
	}
	email := strings.TrimSpace(f.Get("email"))
	v := requete.De(r)
	u, err := c.Comptes.Connexion(r.Context(), email, f.Get("mot_de_passe"), v.IP)
	if err != nil {
		e, ok := fault.As(err)
		if !ok || e.Kind == fault.Interne {
			return err
		}
		return c.Pages.Render(w, e.Kind.Statut(), "connexion", c.vueConnexion(w, r, email, e.Message))
	}
	if err := c.Sessions.Ouvrir(r.Context(), u, v.IP, r.UserAgent()); err != nil {
		return err
	}
	http.Redirect(w, r, requete.Retour(f.Get("retour")), http.StatusSeeOther)
	return nil
}

func (c *Compte) postDeconnexion(w http.ResponseWriter, r *http.Request) error {
	if err := c.Sessions.Fermer(r.Context()); err != nil {
		return err
	}
	return c.Cadre.Rediriger(w, r, "/connexion", page.Flash{Ton: "succes", Texte: "Vous êtes déconnecté. À bientôt."})
}
