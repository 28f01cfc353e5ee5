package portail

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"claudia/internal/fault"
	"claudia/memoires"
	"claudia/memoires/saisie"
	"claudia/web/formulaire"
	"claudia/web/page"
)

// pageConflit shows both values of each field that two places changed (promises.md HT-08), and keeps
// all the rest of the form.
type pageConflit struct {
	page.Base
	Action  string
	Champs  []vueConflit
	Caches  []vueCache // what was typed and is not in conflict
	Version string
	Abandon string
}

type vueConflit struct {
	Nom, Libelle       string
	Avant, Leur, Votre string // as shown
	LeurSaisie         string // as the form sends it
	VotreSaisie        string
	Qui                string
}

type vueCache struct{ Nom, Valeur string }

func (p *Portail) renderConflit(w http.ResponseWriter, r *http.Request, x saisie.Contexte, c memoires.Conflits, f url.Values, action, abandon string) error {
	v := pageConflit{
		Base:    p.Cadre.Base(w, r, "Ce mémoire a changé entre-temps", "memoires"),
		Action:  action,
		Version: strconv.FormatInt(int64(c.Version), 10),
		Abandon: abandon,
	}
	enConflit := map[string]bool{"version": true}
	for _, k := range c.Champs {
		champ, _ := saisie.Trouver(k.Champ.Cle)
		nom := string(k.Champ.Cle)
		enConflit[nom], enConflit[nom+"_code"] = true, true
		v.Champs = append(v.Champs, vueConflit{
			Nom: nom, Libelle: champ.Libelle, Avant: ouVide(champ.Afficher(k.Avant, x)),
			Leur: ouVide(champ.Afficher(k.Actuelle, x)), Votre: ouVide(champ.Afficher(k.Proposee, x)),
			LeurSaisie: formulaire.ValeurControle(champ, x, k.Actuelle), VotreSaisie: formulaire.ValeurControle(champ, x, k.Proposee),
			Qui: k.Par + ", " + page.Instant(k.Le, p.Fuseau) + " (" + origine(k.Origine) + ")",
		})
	}
	for nom, valeurs := range f {
		if !enConflit[nom] {
			v.Caches = append(v.Caches, vueCache{nom, valeurs[0]})
		}
	}
	slices.SortFunc(v.Caches, func(a, b vueCache) int { return strings.Compare(a.Nom, b.Nom) })
	return p.Pages.Render(w, http.StatusConflict, "conflit", v)
}

func ouVide(s string) string {
	if s == "" {
		return "(vide)"
	}
	return s
}

// lireVersion reads the version that the page was drawn from; 0 when it is missing, which the service
// refuses.
func lireVersion(f url.Values) memoires.Version {
	n, err := strconv.ParseInt(f.Get("version"), 10, 64)
	if err != nil {
		return 0
	}
	return memoires.Version(n)
}

// surChamp tells the field of a refusal, so that its message stands beside it.
func surChamp(err error) (memoires.Cle, string, bool) {
	f, ok := fault.As(err)
	if !ok || f.Kind != fault.Invalide || f.Champ == "" {
		return "", "", false
	}
	c, ok := memoires.ChampDe(f.Champ)
	return c.Cle, f.Message, ok
}

// jourDe gives the day of an instant, at 00:00 UTC.
func jourDe(t time.Time) time.Time {
	a, m, j := t.Date()
	return time.Date(a, m, j, 0, 0, 0, 0, time.UTC)
}
