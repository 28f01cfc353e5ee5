package saisie

import (
	"slices"

	"claudia/memoires"
)

// Catalogue gives every field of the mémoire, header first, then the line, in the order in which
// they are shown. The slice is the caller's.
func Catalogue() []Champ { return slices.Concat(champsEntete(), champsLigne()) }

// Entete gives the fields of the header in order.
func Entete() []Champ { return champsEntete() }

// Ligne gives the fields of a line in order.
func Ligne() []Champ { return champsLigne() }

// Trouver gives the field of that key, and whether there is one.
func Trouver(cle memoires.Cle) (Champ, bool) {
	champs := champsEntete()
	if cle.DeLigne() {
		champs = champsLigne()
	}
	for _, c := range champs {
		if c.Cle == cle {
			return c, true
		}
	}
	return Champ{}, false
}

// Libelle gives the label of a key as on the portal; the key itself when nobody declared it.
func Libelle(cle memoires.Cle) string {
	if c, ok := Trouver(cle); ok {
		return c.Libelle
	}
	return string(cle)
}
