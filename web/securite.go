package web

import (
	"net"
	"net/http"
	"net/url"
	"strings"
	"unicode"
	"unicode/utf8"

	"claudia/internal/fault"
	"claudia/web/requete"
)

// politique is the Content-Security-Policy of every page: nothing from elsewhere, nothing inline.
const politique = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; " +
	"connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'; manifest-src 'self'"

// Limits of an address (promises.md HT-04, HT-06), the last two in bytes.
const (
	maxParametresURL = 100
	maxChemin        = 2048
	maxRequete       = 8192
)

// entetes sets the security headers of every answer.
func entetes(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", politique)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("X-Frame-Options", "DENY")
		h.Set("Referrer-Policy", "same-origin")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		h.Set("Permissions-Policy", "camera=(self), microphone=(), geolocation=(), payment=()")
		if r.TLS != nil || r.Header.Get("X-Forwarded-Proto") == "https" {
			h.Set("Strict-Transport-Security", "max-age=31536000; includeSubDomains")
		}
		next.ServeHTTP(w, r)
	})
}

// limites refuses addresses that no page of ours has.
func (s *Serveur) limites(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if err := verifierAdresse(r.URL); err != nil {
			s.erreur(w, r, err)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// verifierAdresse refuses what is too long, what is no text and what climbs, before anything reads it
// (promises.md HT-04, HT-06, HT-20).
func verifierAdresse(u *url.URL) error {
	absente := fault.New(fault.Introuvable, "introuvable", "Cette adresse n'existe pas. Revenez à l'accueil.")
	chemin := u.Path
	switch {
	case len(u.EscapedPath()) > maxChemin, len(u.RawQuery) > maxRequete:
		return fault.New(fault.AdresseLongue, "adresse_trop_longue", "Cette adresse est trop longue pour être l'une des nôtres. Revenez à l'accueil.")
	case !utf8.ValidString(chemin), strings.ContainsFunc(chemin, unicode.IsControl), strings.Contains(chemin, ".."), strings.Contains(chemin, "\\"):
		return absente
	case strings.Count(u.RawQuery, "&") >= maxParametresURL:
		return fault.New(fault.Malforme, "parametres", "Cette adresse contient trop de paramètres. Revenez à l'accueil.")
	}
	q, err := url.ParseQuery(u.RawQuery)
	if err != nil {
		return &fault.Error{Kind: fault.Malforme, Code: "parametres", Message: "Les paramètres de cette adresse ne sont pas lisibles. Revenez à l'accueil.", Err: err}
	}
	return requete.Verifier(q)
}

// adresseIP gives the address of the person: the last hop added by our own proxy when there is one,
// never a header that anybody may set.
func (s *Serveur) adresseIP(r *http.Request) string {
	if s.o.Mandataire {
		if x := r.Header.Get("X-Forwarded-For"); x != "" {
			if i := strings.LastIndexByte(x, ','); i >= 0 {
				x = x[i+1:]
			}
			if ip := net.ParseIP(strings.TrimSpace(x)); ip != nil {
				return ip.String()
			}
		}
	}
	hote, _, err := net.SplitHostPort(r.RemoteAddr)
	if err != nil {
		return r.RemoteAddr
	}
	return hote
}

// origineRefusee answers what a foreign site tried to post.
func (s *Serveur) origineRefusee(w http.ResponseWriter, r *http.Request) {
	s.erreur(w, r, fault.New(fault.Interdit, "formulaire_expire",
		"Ce formulaire ne vient pas de cette page. Rechargez la page, votre saisie est conservée."))
}

// anonyme tells the requests that need no session: assets and health.
func anonyme(chemin string) bool {
	return strings.HasPrefix(chemin, "/static/") || chemin == "/healthz" || chemin == "/readyz" || chemin == "/favicon.ico"
}
