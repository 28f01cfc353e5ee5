package compte

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"github.com/go-chi/chi/v5"

	"claudia/internal/comptes"
	"claudia/internal/fault"
	"claudia/web/page"
	"claudia/web/requete"
	"claudia/web/ui"
)

// pageCompte is « Mon compte »: who I am, how to reach me, where I am logged in.
type pageCompte struct {
	page.Base
	Identite ui.Carte
	Contact  ui.Carte
	Tuiles   []ui.Tuile
	Sessions []vueSession
	Autres   int // sessions other than this one
}

type vueSession struct {
	Appareil, Detail string
	Ici              bool
	Fermer           string // address of the form that ends it
}

func (c *Compte) showCompte(w http.ResponseWriter, r *http.Request) error {
	a, u, err := c.moi(r)
	if err != nil {
		return err
	}
	sessions, err := c.Comptes.MesSessions(r.Context(), a)
	if err != nil {
		return err
	}
	v := pageCompte{Base: c.Cadre.Base(w, r, "Mon compte", "compte")}
	v.Fil = []page.Lien{accueil()}
	derniere := "C'est votre première connexion"
	if u.DerniereConnexion != nil {
		derniere = c.Cadre.Instant(*u.DerniereConnexion)
	}
	v.Identite = ui.Carte{Titre: u.NomComplet(), Lignes: []ui.Paire{
		{Libelle: "Adresse de connexion", Valeur: u.Email},
		{Libelle: "Dernière connexion", Valeur: derniere},
		{Libelle: "Compte ouvert le", Valeur: c.jour(u.CreatedAt)},
	}}
	v.Contact = ui.Carte{
		Titre: "Me joindre",
		Lignes: []ui.Paire{
			{Libelle: "Adresse de contact", Valeur: ouVide(u.EmailContact, u.Email+" (celle de connexion)")},
			{Libelle: "Téléphone", Valeur: ouVide(u.Telephone, "Non renseigné")},
		},
		Actions: []ui.Bouton{{Texte: "Modifier", URL: "/compte/contact", Icone: "crayon"}},
	}
	v.Tuiles = []ui.Tuile{
		{Icone: "structure", Titre: "Mes structures", Texte: "Adresse, catégorie de prestataire, coordonnées bancaires.", URL: "/structures"},
		{Icone: "lien", Titre: "Mes rattachements", Texte: "Rejoindre une structure, accueillir un collègue.", URL: "/rattachements"},
		{Icone: "cle", Titre: "Mes habilitations", Texte: "Vos profils « Frais de justice » et ceux que vous accordez.", URL: "/habilitations"},
	}
	ici := comptes.EmpreinteSession(requete.De(r).Jeton)
	for _, s := range sessions {
		x := vueSession{
			Appareil: appareil(s.Agent), Ici: s.Empreinte == ici, Fermer: "/compte/sessions/" + s.Empreinte + "/fermer",
			Detail: "Ouverte le " + c.Cadre.Instant(s.CreatedAt) + ", vue le " + c.Cadre.Instant(s.VuAt),
		}
		if s.AdresseIP != "" {
			x.Detail += ", adresse " + s.AdresseIP
		}
		if !x.Ici {
			v.Autres++
		}
		v.Sessions = append(v.Sessions, x)
	}
	return c.Pages.Render(w, http.StatusOK, "compte", v)
}

// moi reads the person as stored now, not as the session remembers him.
func (c *Compte) moi(r *http.Request) (comptes.Acteur, comptes.Utilisateur, error) {
	a, err := requete.Connecte(r)
	if err != nil {
		return a, comptes.Utilisateur{}, err
	}
	u, err := c.Comptes.Utilisateur(r.Context(), a, a.Utilisateur)
	return a, u, err
}

// appareil names a browser and its system in words that people know.
func appareil(agent string) string {
	navigateur := premier(agent, "Navigateur inconnu", [][2]string{
		{"Edg", "Edge"}, {"OPR", "Opera"}, {"Firefox", "Firefox"}, {"Chrome", "Chrome"}, {"Safari", "Safari"},
	})
	systeme := premier(agent, "", [][2]string{
		{"Android", "Android"}, {"iPhone", "iPhone"}, {"iPad", "iPad"}, {"Windows", "Windows"}, {"Mac OS", "macOS"}, {"Linux", "Linux"},
	})
	if systeme == "" {
		return navigateur
	}
	return navigateur + " sur " + systeme
}

func premier(texte, sinon string, mots [][2]string) string {
	for _, m := range mots {
		if strings.Contains(texte, m[0]) {
			return m[1]
		}
	}
	return sinon
}

func (c *Compte) showContact(w http.ResponseWriter, r *http.Request) error {
	_, u, err := c.moi(r)
	if err != nil {
		return err
	}
	return c.renderContact(w, r, http.StatusOK, saisie{valeurs: url.Values{
		"email_contact": {u.EmailContact}, "telephone": {u.Telephone}, "version": {strconv.FormatInt(u.Version, 10)},
	}})
}

func (c *Compte) renderContact(w http.ResponseWriter, r *http.Request, statut int, s saisie) error {
	p := pageFormulaire{
		Base: c.Cadre.Base(w, r, "Me joindre", "compte"), Action: "/compte/contact", Bouton: "Enregistrer", Retour: "/compte",
		Chapo:  "C'est ici que vous êtes prévenu de ce qui arrive à vos mémoires. Votre adresse de connexion ne change pas.",
		Caches: append(originaux(s.valeurs, "email_contact", "telephone"), cache{"version", s.valeurs.Get("version")}),
		Sections: []section{{Champs: []ui.Champ{
			s.champ(ui.Champ{Nom: "email_contact", Type: ui.ChampCourriel, Libelle: "Adresse de contact", Max: 254, Auto: "email", Aide: "Laissez vide pour recevoir les messages à votre adresse de connexion."}),
			s.champ(ui.Champ{Nom: "telephone", Type: ui.ChampTexte, Libelle: "Téléphone", Max: 30, Auto: "tel", Largeur: "moyen", Exemple: "01 99 00 00 00"}),
		}}},
	}
	p.Fil = []page.Lien{accueil(), {Texte: "Mon compte", URL: "/compte"}}
	return c.rendreFormulaire(w, statut, p)
}

func (c *Compte) postContact(w http.ResponseWriter, r *http.Request) error {
	a, f, err := requete.Soumis(w, r)
	if err != nil {
		return err
	}
	_, err = c.Comptes.ModifierContact(r.Context(), a, lireVersion(f), f.Get("email_contact"), f.Get("telephone"))
	if u, ok := perime[comptes.Utilisateur](err); ok {
		p := pageConflit{Action: "/compte/contact", Retour: "/compte"}
		p.Fil = []page.Lien{accueil(), {Texte: "Mon compte", URL: "/compte"}}
		return c.rendreConflit(w, r, p, u.Version, f, []comparaison{
			{nom: "email_contact", libelle: "Adresse de contact", actuelle: u.EmailContact},
			{nom: "telephone", libelle: "Téléphone", actuelle: u.Telephone},
		})
	}
	if erreurs, ok := parChamp(err); ok {
		return c.renderContact(w, r, http.StatusUnprocessableEntity, saisie{f, erreurs})
	}
	if err != nil {
		return err
	}
	return c.Cadre.Rediriger(w, r, "/compte", reussite("Vos coordonnées sont enregistrées."))
}

// postFermerAutres ends every session but this one.
func (c *Compte) postFermerAutres(w http.ResponseWriter, r *http.Request) error {
	a, err := requete.Connecte(r)
	if err != nil {
		return err
	}
	sessions, err := c.Comptes.MesSessions(r.Context(), a)
	if err != nil {
		return err
	}
	ici := comptes.EmpreinteSession(requete.De(r).Jeton)
	fermees := 0
	for _, s := range sessions {
		if s.Empreinte == ici {
			continue
		}
		switch err := c.Comptes.FermerSession(r.Context(), a, s.Empreinte); {
		case fault.KindOf(err) == fault.Introuvable && err != nil: // it ended by itself meanwhile
		case err != nil:
			return err
		default:
			fermees++
		}
	}
	texte := "Aucun autre appareil n'était connecté."
	if fermees > 0 {
		texte = page.Pluriel(int64(fermees), "autre appareil déconnecté.", "autres appareils déconnectés.")
	}
	return c.Cadre.Rediriger(w, r, "/compte", reussite(texte))
}

func (c *Compte) postFermerSession(w http.ResponseWriter, r *http.Request) error {
	a, err := requete.Connecte(r)
	if err != nil {
		return err
	}
	if err := c.Comptes.FermerSession(r.Context(), a, chi.URLParam(r, "empreinte")); err != nil {
		return err
	}
	return c.Cadre.Rediriger(w, r, "/compte", reussite("Cet appareil est déconnecté."))
}
