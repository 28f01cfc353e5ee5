package galerie

import (
	"embed"
	"fmt"
	"log/slog"
	"net/http"
	"strings"

	"claudia/internal/fault"
	"claudia/web/page"
	"claudia/web/ui"
)

//go:embed *.tmpl extrait.svg
var gabarits embed.FS

// Prefixe is where the gallery is mounted.
const Prefixe = "/_galerie"

// Ajouter declares the pages of the gallery.
func Ajouter(reg *page.Registry) error {
	for _, v := range volets() {
		if err := reg.Ajouter("galerie/"+v.cle, gabarits, v.cle+".tmpl"); err != nil {
			return fmt.Errorf("declare the gallery: %w", err)
		}
	}
	return nil
}

// volet is one page of the gallery.
type volet struct {
	cle, titre string
	vue        func(base page.Base) any
}

func volets() []volet {
	return []volet{
		{"pages", "Pages", func(b page.Base) any { return vuePages(b) }},
		{"formulaires", "Formulaires", func(b page.Base) any { return vueFormulaires(b) }},
		{"contenus", "Contenus", func(b page.Base) any { return vueContenus(b) }},
		{"assistant", "Assistant", func(b page.Base) any { return vueAssistant(b) }},
		{"bulles", "Messages", func(b page.Base) any { return vueBulles(b) }},
		{"icones", "Icônes", func(b page.Base) any { return vueIcones(b) }},
	}
}

// Handler serves the pages declared by [Ajouter]: /_galerie/{volet}, and /_galerie/erreur.
func Handler(reg *page.Registry) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		cle := strings.Trim(strings.TrimPrefix(r.URL.Path, Prefixe), "/")
		switch cle {
		case "":
			cle = volets()[0].cle
		case "extrait.svg":
			http.ServeFileFS(w, r, gabarits, "extrait.svg")
			return
		case "suggestions":
			servirSuggestions(w, r, reg)
			return
		case "panneau":
			servirPanneau(w, r, reg)
			return
		}
		for _, v := range volets() {
			if v.cle != cle {
				continue
			}
			if err := reg.Render(w, http.StatusOK, "galerie/"+cle, v.vue(base(r, v))); err != nil {
				slog.ErrorContext(r.Context(), "draw the gallery", "error", err)
				reg.Secours(w, http.StatusInternalServerError)
			}
			return
		}
		reg.RenderErreur(w, base(r, volet{}), fault.AbsentOuEtranger("cette page"), "7F3K-2Q")
	})
}

// Pages lists the addresses of the gallery, for the tests.
func Pages() []string {
	var p []string
	for _, v := range volets() {
		p = append(p, Prefixe+"/"+v.cle)
	}
	return append(p, Prefixe+"/absente")
}

func base(r *http.Request, v volet) page.Base {
	b := page.Base{
		Titre:  v.titre,
		Fil:    []page.Lien{{Texte: "Accueil", URL: "/"}, {Texte: "Galerie", URL: Prefixe}},
		Actif:  "memoires",
		Theme:  page.ThemeDe(r),
		Chemin: r.URL.Path,
		Navigation: []page.Lien{
			{Texte: "Mes mémoires", URL: Prefixe + "/formulaires", Cle: "memoires", Icone: "memoire"},
			{Texte: "Assistant", URL: Prefixe + "/assistant", Cle: "assistant", Icone: "bulle", Compteur: 2},
			{Texte: "Guide", URL: Prefixe + "/contenus", Cle: "guide", Icone: "guide"},
			{Texte: "Support", URL: Prefixe + "/icones", Cle: "support", Icone: "casque"},
		},
		Compte: &page.Compte{
			Nom: "Helga Ferdinand", Courriel: "helga.ferdinand@exemple.fr", Structure: "Ferdinand Traductions",
			Liens: []page.Lien{
				{Texte: "Mon compte", URL: "#", Icone: "personne"},
				{Texte: "Mes rattachements", URL: "#", Icone: "structure"},
				{Texte: "Mes habilitations", URL: "#", Icone: "cle"},
			},
		},
		Widget: &page.Widget{URL: "/assistant", Panneau: Prefixe + "/panneau", NonLus: 1},
	}
	return b
}

func servirSuggestions(w http.ResponseWriter, r *http.Request, reg *page.Registry) {
	var trouvees []ui.Option
	for _, ville := range []string{"75 - Tribunal judiciaire de Paris", "93 - Tribunal judiciaire de Bobigny", "13 - Tribunal judiciaire de Marseille"} {
		if strings.Contains(strings.ToLower(ville), strings.ToLower(r.URL.Query().Get("q"))) {
			trouvees = append(trouvees, ui.Option{Valeur: ville[:2], Texte: ville, Aide: "Cour d'appel"})
		}
	}
	envoyer(w, r, reg, "suggestions", trouvees)
}

func servirPanneau(w http.ResponseWriter, r *http.Request, reg *page.Registry) {
	c := vueAssistant(page.Base{}).Vue.Conversation
	c.Compacte = true
	envoyer(w, r, reg, "conversation", c)
}

func envoyer(w http.ResponseWriter, r *http.Request, reg *page.Registry, composant string, vue any) {
	if err := reg.RenderFragment(w, http.StatusOK, composant, vue); err != nil {
		slog.ErrorContext(r.Context(), "draw a component of the gallery", "error", err)
		reg.Secours(w, http.StatusInternalServerError)
	}
}
