package public

import (
	"embed"
	"net/http"

	"github.com/go-chi/chi/v5"

	"claudia/memoires/referentiel"
	"claudia/web/page"
	"claudia/web/requete"
)

// Public serves the pages of this room.
type Public struct {
	Pages       *page.Registry
	Cadre       requete.Cadre
	Referentiel *referentiel.Referentiel
	// Responsable is who runs this site and answers for the data; empty when nobody was named, as in
	// the demo.
	Responsable string
	// Contact is the address of who answers about accessibility and personal data; empty when none
	// was set.
	Contact string
}

//go:embed gabarits/*.tmpl
var gabarits embed.FS

// Declarer adds the pages of the room to the registry, at start.
func Declarer(r *page.Registry) error {
	for _, nom := range []string{"bienvenue", "guide", "verifier", "accessibilite", "donnees-personnelles"} {
		if err := r.Ajouter(nom, gabarits, "gabarits/"+nom+".tmpl"); err != nil {
			return err
		}
	}
	return nil
}

// Routes mounts the pages of the room.
func (p *Public) Routes(r chi.Router, e requete.Erreurs) {
	r.Get("/bienvenue", e.Servir(p.showBienvenue))
	r.Get("/guide/champs", e.Servir(p.showGuide))
	r.Get("/verifier", e.Servir(p.showVerifier))
	r.Post("/verifier", e.Servir(p.postVerifier))
	r.Get("/accessibilite", e.Servir(p.showAccessibilite))
	r.Get("/donnees-personnelles", e.Servir(p.showDonnees))
}

// base frames a page for anybody.
func (p *Public) base(w http.ResponseWriter, r *http.Request, titre, actif string) page.Base {
	return Cadrer(p.Cadre, w, r, titre, actif)
}

// Cadrer frames a page for anybody, of this room or of the guide: a visitor gets the way around and
// the button to log in. The breadcrumb starts at the home page.
func Cadrer(c requete.Cadre, w http.ResponseWriter, r *http.Request, titre, actif string) page.Base {
	b := c.Base(w, r, titre, actif)
	b.Nu = false
	accueil := page.Lien{Texte: "Accueil", URL: "/"}
	if requete.De(r).Utilisateur == nil {
		accueil.URL = "/bienvenue"
		b.Navigation = []page.Lien{
			{Texte: "Accueil", URL: "/bienvenue", Cle: "bienvenue", Icone: "accueil"},
			{Texte: "Guide", URL: "/guide", Cle: "guide", Icone: "guide"},
			{Texte: "Vérifier un certificat", URL: "/verifier", Cle: "verifier", Icone: "sceau"},
		}
	}
	b.Fil = []page.Lien{accueil}
	return b
}

// pageBienvenue says what claudia is.
type pageBienvenue struct {
	page.Base
	Connecte bool
	Etapes   []etape
	Choses   []atout
	Regles   int
}

type etape struct{ Icone, Titre, Texte string }

type atout struct{ Icone, Titre, Texte string }

func (p *Public) showBienvenue(w http.ResponseWriter, r *http.Request) error {
	v := pageBienvenue{Base: p.base(w, r, "Bienvenue", "bienvenue"), Connecte: requete.De(r).Utilisateur != nil}
	v.Fil, v.Large = nil, true
	v.Etapes = []etape{
		{"depot", "Déposez vos documents", "La réquisition et l'attestation de mission, en PDF ou en photo."},
		{"oeil", "Confirmez ce qui a été lu", "Chaque valeur montre la page d'où elle vient. Rien n'est gardé sans votre accord."},
		{"bulle", "Répondez au reste", "Une question à la fois, avec l'endroit où trouver la réponse."},
		{"sceau", "Envoyez, gardez la preuve", "Le mémoire part à la juridiction et vous recevez un certificat de dépôt."},
	}
	v.Choses = []atout{
		{"sablier", "Un délai surveillé", "Vous avez un an à compter de la fin de la mission. claudia calcule la date et vous prévient."},
		{"calcul", "Des montants justes", "Barèmes datés, heures majorées, TVA : le calcul est montré ligne par ligne, et vous décidez."},
		{"reprise", "Un brouillon, deux portes", "Commencez dans la conversation, finissez dans le formulaire. C'est le même mémoire."},
		{"cadenas", "Vos documents restent chez vous", "Visibles de votre structure, du service qui traite le mémoire et du support qui vous aide."},
	}
	return p.Pages.Render(w, http.StatusOK, "bienvenue", v)
}
