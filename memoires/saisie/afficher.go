package saisie

import (
	"fmt"
	"strconv"
	"time"

	"claudia/memoires"
)

// espaceInsecable goes between a number and its unit.
const espaceInsecable = "\u00a0"

// Afficher writes a canonical value as screens show it: « mardi 13 octobre 2026 », « 150,00 € »,
// « 3 h », « 5,5 % », the label of a code. An empty value gives "", a value that is not canonical is
// given back as it is. Lire reads it back to the same value.
func (c Champ) Afficher(canonique string, x Contexte) string {
	if canonique == "" {
		return ""
	}
	switch c.Genre {
	case GenreTexte:
		return canonique
	case GenreJour:
		if t, err := time.Parse(time.DateOnly, canonique); err == nil {
			return Jour(t)
		}
		return canonique
	case GenreMontant:
		if n, err := strconv.ParseInt(canonique, 10, 64); err == nil {
			return memoires.Montant(n).String()
		}
		return canonique
	case GenreQuantite:
		if n, err := strconv.ParseInt(canonique, 10, 64); err == nil {
			return memoires.Quantite(n).String() + unite(x)
		}
		return canonique
	case GenreTaux:
		if n, err := strconv.ParseInt(canonique, 10, 64); err == nil {
			return memoires.Taux(n).String()
		}
		return canonique
	case GenreListe, GenreRecherche:
		return c.libelle(canonique, x)
	case GenreOuiNon:
		if canonique == "oui" {
			return "Oui"
		}
		return "Non"
	}
	return canonique
}

func (c Champ) libelle(code string, x Contexte) string {
	for _, o := range c.toutes(x) {
		if o.Code == code {
			return o.Libelle
		}
	}
	return code
}

// Jour writes a day in full: « mardi 13 octobre 2026 », « jeudi 1er janvier 2026 ».
func Jour(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	n := strconv.Itoa(t.Day())
	if t.Day() == 1 {
		n = "1er"
	}
	return fmt.Sprintf("%s %s %s %d", joursSemaine[t.Weekday()], n, nomsMois[t.Month()-1], t.Year())
}
