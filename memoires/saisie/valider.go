package saisie

import (
	"strings"

	"claudia/memoires"
	"claudia/memoires/referentiel"
)

// Valider checks a canonical value for this field alone: its form and limits, the code in its list,
// no day in the future. The rules between fields are memoires.Controler's. "" is always valid: what
// is obligatory is checked at sending.
func (c Champ) Valider(canonique string, x Contexte) error {
	if canonique == "" {
		return nil
	}
	if err := memoires.ValiderValeur(c.champ(x), canonique, x.Referentiel, x.Maintenant); err != nil {
		return err
	}
	switch c.Cle { //nolint:exhaustive // the lists of the référentiel are checked by memoires
	case memoires.CleStructure, memoires.CleService, memoires.CleCoordonnees:
		for _, o := range c.toutes(x) {
			if o.Code == canonique {
				return nil
			}
		}
		return c.refus(x, "valeur_inconnue", "Cette valeur ne figure pas dans la liste. Choisissez-en une dans la liste proposée.")
	}
	return nil
}

// unite gives the unit that a quantity of this kind of service is counted in, with its space, or "".
func unite(x Contexte) string {
	if x.Ligne == nil || x.Referentiel == nil {
		return ""
	}
	v, ok := x.Referentiel.TypePrestation(x.Ligne.TypePrestation)
	if !ok {
		return ""
	}
	if u := uniteDe(v); u != "" {
		return espaceInsecable + u
	}
	return ""
}

// uniteDe reads the unit from the family: hours for an oral translation, pages for a written one.
func uniteDe(v referentiel.Valeur) string {
	switch {
	case strings.HasPrefix(v.Famille, "traduction_orale"):
		return "h"
	case strings.HasPrefix(v.Famille, "traduction_ecrite"):
		return "p."
	}
	return ""
}
