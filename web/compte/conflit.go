package compte

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"claudia/web/page"
	"claudia/web/ui"
)

// pageConflit shows both values of each field that two places changed, and what is kept of the others:
// theirs where this form was left alone, ours where only it was changed (promises.md HT-08).
type pageConflit struct {
	page.Base
	Action  string
	Champs  []champConflit
	Gardees []ui.Paire // fields that only one of the two changed
	Caches  []cache
	Retour  string
	Version string
	Fichier bool // the form that comes back is multipart
}

type champConflit struct {
	Nom, Libelle                string
	LeurSaisie, VotreSaisie     string // as the form sends it
	LeurAffichee, VotreAffichee string
}

// comparaison is one field of a form with the value stored now.
type comparaison struct {
	nom, libelle, actuelle string
	afficher               func(string) string // nil shows the value as it is
}

// rendreConflit compares what was typed with what is stored. The form comes back with version, so
// that the next sending goes through.
func (c *Compte) rendreConflit(w http.ResponseWriter, r *http.Request, p pageConflit, version int64, typed url.Values, champs []comparaison) error {
	base := c.Cadre.Base(w, r, "Ces informations ont changé entre-temps", "compte")
	base.Fil = p.Fil
	p.Base, p.Version = base, strconv.FormatInt(version, 10)
	for _, k := range champs {
		votre := aplatir(typed.Get(k.nom))
		if votre == aplatir(k.actuelle) {
			p.Caches = append(p.Caches, cache{k.nom, votre})
			continue
		}
		afficher := k.afficher
		if afficher == nil {
			afficher = func(s string) string { return s }
		}
		if garde, qui, seul := fusionner(typed, k.nom, votre, aplatir(k.actuelle)); seul {
			p.Caches = append(p.Caches, cache{k.nom, garde})
			p.Gardees = append(p.Gardees, ui.Paire{Libelle: k.libelle, Valeur: ouVide(afficher(garde), "(vide)") + ", " + qui})
			continue
		}
		p.Champs = append(p.Champs, champConflit{
			Nom: k.nom, Libelle: k.libelle, LeurSaisie: k.actuelle, VotreSaisie: votre,
			LeurAffichee: ouVide(afficher(k.actuelle), "(vide)"), VotreAffichee: ouVide(afficher(votre), "(vide)"),
		})
	}
	return c.Pages.Render(w, http.StatusConflict, "compte-conflit", p)
}

// prefixeAvant marks the hidden fields that hold what the form showed at first.
const prefixeAvant = "avant_"

// originaux keeps in the form the values that it was drawn from, across refusals.
func originaux(v url.Values, noms ...string) []cache {
	var out []cache
	for _, nom := range noms {
		valeur := v.Get(nom)
		if v.Has(prefixeAvant + nom) {
			valeur = v.Get(prefixeAvant + nom)
		}
		out = append(out, cache{prefixeAvant + nom, valeur})
	}
	return out
}

// fusionner tells which value stays when only one of the two places changed the field, and whose.
func fusionner(typed url.Values, nom, votre, actuelle string) (garde, qui string, seul bool) {
	if !typed.Has(prefixeAvant + nom) {
		return "", "", false
	}
	switch aplatir(typed.Get(prefixeAvant + nom)) {
	case votre:
		return actuelle, "enregistré entre-temps", true
	case actuelle:
		return votre, "votre saisie", true
	}
	return "", "", false
}

// aplatir gives a text as the service stores it.
func aplatir(s string) string { return strings.TrimSpace(strings.ReplaceAll(s, "\r\n", "\n")) }

// optionsDe makes the choices of a list of words, the present value kept even when the list does not
// hold it any more.
func optionsDe(vide string, mots []string, actuelle string) []ui.Option {
	o := []ui.Option{{Texte: vide}}
	connue := actuelle == ""
	for _, m := range mots {
		o = append(o, ui.Option{Valeur: m, Texte: m})
		connue = connue || m == actuelle
	}
	if !connue {
		o = append(o, ui.Option{Valeur: actuelle, Texte: actuelle + " (valeur actuelle)"})
	}
	return o
}
