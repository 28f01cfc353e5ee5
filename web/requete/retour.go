package requete

import (
	"net/http"
	"strings"
	"unicode"
)

// Retour keeps an address of this site only: one slash, then something else than a slash, and no
// control character, which browsers drop before they count the slashes. Anything else becomes the home page, so that no link of ours leads elsewhere.
func Retour(s string) string {
	if !strings.HasPrefix(s, "/") || strings.HasPrefix(s, "//") || strings.ContainsRune(s, '\\') || strings.ContainsFunc(s, unicode.IsControl) ||
		strings.HasPrefix(s, "/connexion") {
		return "/"
	}
	return s
}

// VeutJSON tells a request of our scripts, which read JSON errors instead of pages.
func VeutJSON(r *http.Request) bool {
	return strings.Contains(r.Header.Get("Accept"), "application/json")
}
