package saisie

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"claudia/memoires"
)

// The spaces of French numbers: a narrow no-break one between groups of digits, a plain no-break one
// before a unit.
const (
	espaceFine     = "\u202f"
	espaceInsecabl = "\u00a0"
)

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
			return Euros(memoires.Montant(n))
		}
		return canonique
	case GenreQuantite:
		if n, err := strconv.ParseInt(canonique, 10, 64); err == nil {
			return Nombre(n, 3) + unite(x)
		}
		return canonique
	case GenreTaux:
		if n, err := strconv.ParseInt(canonique, 10, 64); err == nil {
			return Pourcent(memoires.Taux(n))
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

// Euros writes an amount: « 1 250,50 € ».
func Euros(m memoires.Montant) string {
	signe := ""
	if m < 0 {
		signe, m = "−", -m
	}
	return signe + milliers(int64(m)/100) + fmt.Sprintf(",%02d", int64(m)%100) + espaceInsecabl + "€"
}

// Pourcent writes a rate: « 20 % », « 5,5 % ».
func Pourcent(t memoires.Taux) string { return Nombre(int64(t), 2) + espaceInsecabl + "%" }

// Nombre writes an integer of 10^-decimales without useless zeros: 1500 in thousandths is « 1,5 ».
func Nombre(n int64, decimales int) string {
	puissance := int64(1)
	for range decimales {
		puissance *= 10
	}
	s := milliers(n / puissance)
	if reste := n % puissance; reste != 0 {
		s += "," + strings.TrimRight(fmt.Sprintf("%0*d", decimales, reste), "0")
	}
	return s
}

// milliers groups the digits by three.
func milliers(n int64) string {
	s := strconv.FormatInt(n, 10)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + espaceFine + s[i:]
	}
	return s
}
