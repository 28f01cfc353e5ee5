package requete

import "strings"

// Retour keeps an address of this site only: one slash, then something else than a slash. Anything
// else becomes the home page, so that no link of ours leads elsewhere.
func Retour(s string) string {
	if !strings.HasPrefix(s, "/") || strings.HasPrefix(s, "//") || strings.ContainsAny(s, "\\\r\n") ||
		strings.HasPrefix(s, "/connexion") {
		return "/"
	}
	return s
}
