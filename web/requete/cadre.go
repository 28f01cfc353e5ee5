package requete

import (
	"encoding/base64"
	"encoding/json"
	"net/http"
	"time"

	"claudia/web/page"
)

// Cadre gives a page its frame: navigation, account menu, message left by the action before.
type Cadre struct {
	Navigation func(v *Visite) []page.Lien
	Fuseau     *time.Location
	Securise   bool // cookies only over https
}

const cookieFlash = "flash"

// Base fills the frame of a page. The message left by the action before is shown once.
func (c Cadre) Base(w http.ResponseWriter, r *http.Request, titre, actif string) page.Base {
	v := De(r)
	b := page.Base{
		Titre:  titre,
		Actif:  actif,
		Theme:  page.ThemeDe(r),
		Chemin: r.URL.RequestURI(),
		Flash:  c.prendreFlash(w, r),
		Nu:     v.Utilisateur == nil,
	}
	if c.Navigation != nil {
		b.Navigation = c.Navigation(v)
	}
	if v.Utilisateur != nil {
		b.Compte = &page.Compte{
			Nom:      v.Utilisateur.NomComplet(),
			Courriel: v.Utilisateur.Email,
			Liens: []page.Lien{
				{Texte: "Mon compte", URL: "/compte"},
				{Texte: "Mes structures", URL: "/structures"},
				{Texte: "Mes habilitations", URL: "/habilitations"},
			},
		}
		b.Widget = &page.Widget{URL: "/assistant", Panneau: "/assistant/panneau"}
	}
	return b
}

// Instant tells a moment where people are: « 13 octobre 2026 à 14 h 05 ».
func (c Cadre) Instant(t time.Time) string { return page.Instant(t, c.Fuseau) }

// Lieu is the zone of the people, UTC when nothing was set.
func (c Cadre) Lieu() *time.Location {
	if c.Fuseau == nil {
		return time.UTC
	}
	return c.Fuseau
}

// Flash leaves a message for the next page.
func (c Cadre) Flash(w http.ResponseWriter, f page.Flash) {
	brut, err := json.Marshal(f)
	if err != nil {
		return // three strings always marshal
	}
	http.SetCookie(w, c.cookie(cookieFlash, base64.RawURLEncoding.EncodeToString(brut), 60))
}

// Rediriger sends the browser to the page that shows the result of a form, with a message.
func (c Cadre) Rediriger(w http.ResponseWriter, r *http.Request, vers string, f page.Flash) error {
	if f.Texte != "" || f.Titre != "" {
		c.Flash(w, f)
	}
	http.Redirect(w, r, vers, http.StatusSeeOther)
	return nil
}

func (c Cadre) prendreFlash(w http.ResponseWriter, r *http.Request) *page.Flash {
	ck, err := r.Cookie(cookieFlash)
	if err != nil {
		return nil
	}
	http.SetCookie(w, c.cookie(cookieFlash, "", -1))
	brut, err := base64.RawURLEncoding.DecodeString(ck.Value)
	if err != nil {
		return nil
	}
	var f page.Flash
	if json.Unmarshal(brut, &f) != nil {
		return nil
	}
	return &f
}

func (c Cadre) cookie(nom, valeur string, age int) *http.Cookie {
	return &http.Cookie{ //nolint:gosec // Secure follows the configuration: the demo is served in http
		Name: nom, Value: valeur, Path: "/", MaxAge: age,
		HttpOnly: true, SameSite: http.SameSiteLaxMode, Secure: c.Securise,
	}
}
