package page

import (
	"net/http"
	"net/url"
	"strings"
)

// Base is what the layout needs, whatever the page. A page struct embeds it and fills the rest.
type Base struct {
	Titre      string  // what the page is about; the layout adds the name of the product
	Fil        []Lien  // ancestors from the home page, the page itself excluded
	Navigation []Lien  // main entries; empty before login
	Actif      string  // Cle of the entry of Navigation that holds this page
	Compte     *Compte // nil when nobody is logged in
	Flash      *Flash  // message left by the action before, shown once
	Theme      Theme   // from [ThemeDe]
	Chemin     string  // path and query of this page, where "change the colours" comes back
	Widget     *Widget // nil hides the conversation button, as on /assistant itself
	Large      bool    // use the whole width: tables, split views
	Nu         bool    // no navigation nor breadcrumb: login, error before login
}

// Lien is a link, in the navigation, the breadcrumb or the footer.
type Lien struct {
	Texte    string
	URL      string
	Cle      string // stable key compared with Base.Actif
	Icone    string // name of an icon of web/ui, may be empty
	Compteur int    // shown as a small number when above zero
}

// Compte is the menu at the top right.
type Compte struct {
	Nom       string // « Helga Ferdinand »
	Courriel  string
	Structure string // the structure in use, empty when none
	Liens     []Lien // Mon compte, Mes rattachements, Mes habilitations…
}

// Initiales gives one or two capitals for the round picture of the account.
func (c Compte) Initiales() string { return Initiales(c.Nom) }

// Flash is a message kept over one redirection.
type Flash struct {
	Ton   string // info, succes, avertissement or erreur
	Titre string
	Texte string
}

// Widget is the conversation button at the bottom right.
type Widget struct {
	URL      string // page of the assistant, the link used without JavaScript
	Panneau  string // where the script fetches the panel
	NonLus   int
	Contexte string // what the page is about, sent when a conversation opens (« memoire:TMP2026… »)
}

// EstActif says whether the entry of that key holds the page.
func (b Base) EstActif(cle string) bool { return cle != "" && cle == b.Actif }

// Theme is the colour scheme that the person chose; empty follows the system.
type Theme string

// The schemes that can be forced.
const (
	ThemeSysteme Theme = ""
	ThemeClair   Theme = "clair"
	ThemeSombre  Theme = "sombre"
)

// CookieTheme is the name of the cookie that keeps the choice; the script writes it too.
const CookieTheme = "theme"

// ThemeDe reads the choice from the request. Anything unknown follows the system.
func ThemeDe(r *http.Request) Theme {
	c, err := r.Cookie(CookieTheme)
	if err != nil {
		return ThemeSysteme
	}
	switch t := Theme(c.Value); t {
	case ThemeClair, ThemeSombre:
		return t
	case ThemeSysteme:
	}
	return ThemeSysteme
}

// ChoisirTheme is the handler of POST /preferences/theme, for who has no script: it leaves the choice
// in the cookie and goes back to the page, which is always one of ours.
// securise keeps the cookie to https, also behind a proxy that ends it.
func ChoisirTheme(securise bool) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		r.Body = http.MaxBytesReader(w, r.Body, 4<<10)
		theme := Theme(r.PostFormValue("theme"))
		if theme != ThemeClair && theme != ThemeSombre {
			theme = ThemeSysteme
		}
		http.SetCookie(w, &http.Cookie{ //nolint:gosec // a colour is no secret, and the script reads it
			Name: CookieTheme, Value: string(theme), Path: "/", MaxAge: 365 * 24 * 3600,
			SameSite: http.SameSiteLaxMode, Secure: securise, HttpOnly: false, // the script changes it too
		})
		http.Redirect(w, r, cheminLocal(r.PostFormValue("retour")), http.StatusSeeOther)
	}
}

// cheminLocal keeps a path of this site; anything else becomes the home page.
func cheminLocal(chemin string) string {
	u, err := url.Parse(chemin)
	if err != nil || u.IsAbs() || u.Host != "" || !strings.HasPrefix(chemin, "/") || strings.HasPrefix(chemin, "//") ||
		strings.ContainsAny(chemin, "\\\r\n\t") {
		return "/"
	}
	return chemin
}
