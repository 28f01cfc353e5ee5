package saisie

import (
	"errors"
	"strconv"
	"strings"
)

// The reasons why a number is refused; each has its sentence.
var (
	errForme     = errors.New("not a number")
	errNegatif   = errors.New("negative")
	errPrecision = errors.New("too many decimals")
	errAmbigu    = errors.New("thousands or decimals")
	errGrand     = errors.New("too large")
)

// decimal reads a French or plain decimal number as an integer of 10^-decimales: « 1 250,50 » and
// « 1250.50 » with spaces of any kind between groups of three digits. One separator only: what mixes
// a point and a comma, or holds three digits after one, could be thousands and is refused.
func decimal(s string, decimales int) (int64, error) {
	s = compacte(s)
	switch {
	case s == "":
		return 0, errForme
	case strings.HasPrefix(s, "-"), strings.HasPrefix(s, "−"), strings.HasPrefix(s, "–"):
		return 0, errNegatif
	}
	s = strings.TrimPrefix(s, "+")
	if i := strings.IndexFunc(s, func(r rune) bool { return (r < '0' || r > '9') && r != ' ' && r != ',' && r != '.' }); i >= 0 {
		return 0, errForme
	}
	if strings.Count(s, ",")+strings.Count(s, ".") > 1 {
		return 0, errAmbigu
	}
	entier, reste := s, ""
	if i := strings.IndexAny(s, ",."); i >= 0 {
		entier, reste = s[:i], s[i+1:]
		if reste == "" || strings.Contains(reste, " ") {
			return 0, errForme
		}
	}
	if len(reste) > decimales {
		if decimales < 3 && len(reste) == 3 && entier != "0" && len(entier) <= 3 {
			return 0, errAmbigu
		}
		return 0, errPrecision
	}
	entier, ok := groupes(entier)
	if !ok {
		return 0, errForme
	}
	if len(entier) > 12 {
		return 0, errGrand
	}
	n, err := strconv.ParseInt(entier+reste+strings.Repeat("0", decimales-len(reste)), 10, 64)
	if err != nil {
		return 0, errForme
	}
	return n, nil
}

// groupes joins « 1 250 000 » when each group after the first has three digits, without the leading
// zeros.
func groupes(s string) (string, bool) {
	g := strings.Split(s, " ")
	for i, p := range g {
		if p == "" || i > 0 && len(p) != 3 || i == 0 && len(g) > 1 && len(p) > 3 {
			return "", false
		}
	}
	s = strings.TrimLeft(strings.Join(g, ""), "0")
	if s == "" {
		s = "0"
	}
	return s, true
}

// sansUnite drops a trailing unit, longest first.
func sansUnite(s string, unites ...string) string {
	s = compacte(s)
	bas := strings.ToLower(s)
	for _, u := range unites {
		if len(bas) == len(s) && strings.HasSuffix(bas, u) {
			return strings.TrimSpace(s[:len(s)-len(u)])
		}
	}
	return s
}

func (c Champ) lireMontant(t string, x Contexte) (string, error) {
	n, err := decimal(sansUnite(t, "euros", "euro", "eur", "€"), 2)
	if err == nil && n > 999_999_999 {
		err = errGrand
	}
	if err != nil {
		return "", c.refusRecu(x, "montant_invalide", t, raisonMontant(err))
	}
	return strconv.FormatInt(n, 10), nil
}

func raisonMontant(err error) string {
	switch {
	case errors.Is(err, errNegatif):
		return "Un montant ne peut pas être négatif. Saisissez un montant positif, par exemple 150,00."
	case errors.Is(err, errPrecision):
		return "Un montant compte deux décimales au plus : arrondissez au centime, par exemple 150,25."
	case errors.Is(err, errAmbigu):
		return "On ne sait pas si le point ou la virgule sépare les milliers ou les centimes. Écrivez 1 250,50 ou 1250,50."
	case errors.Is(err, errGrand):
		return "Le montant ne peut pas dépasser 9 999 999,99 €. Vérifiez le nombre de chiffres."
	}
	return "Écrivez le montant en chiffres, par exemple 150,00 ou 1 250,50."
}

func (c Champ) lireQuantite(t string, x Contexte) (string, error) {
	n, err := heures(t)
	if err != nil {
		n, err = decimal(sansUnite(t, "heures", "heure", "h", "pages", "page", "p.", "jours", "jour", "actes", "acte"), 3)
	}
	switch {
	case err == nil && n == 0:
		return "", c.refusRecu(x, "quantite_invalide", t, "La quantité doit être supérieure à 0.")
	case err == nil && n > 999_999_000:
		err = errGrand
	}
	if err != nil {
		return "", c.refusRecu(x, "quantite_invalide", t, raisonQuantite(err))
	}
	return strconv.FormatInt(n, 10), nil
}

func raisonQuantite(err error) string {
	switch {
	case errors.Is(err, errNegatif):
		return "Une quantité ne peut pas être négative. Saisissez un nombre positif, par exemple 3."
	case errors.Is(err, errPrecision):
		return "Une quantité compte trois décimales au plus, par exemple 1,5."
	case errors.Is(err, errAmbigu):
		return "On ne sait pas si le point ou la virgule sépare les milliers ou les décimales. Écrivez 1250 ou 1,25."
	case errors.Is(err, errGrand):
		return "La quantité ne peut pas dépasser 999 999. Vérifiez le nombre de chiffres."
	}
	return "Écrivez la quantité en chiffres, par exemple 3, 1,5 ou 1 h 30."
}

// heures reads « 1 h 30 » as 1,5; minutes that are no whole number of thousandths are left to the
// person.
func heures(t string) (int64, error) {
	h, m, ok := strings.Cut(strings.ToLower(compacte(t)), "h")
	if !ok {
		return 0, errForme
	}
	m = sansUnite(m, "minutes", "min", "mn")
	if m == "" {
		return 0, errForme
	}
	heures, ok1 := chiffres(h)
	minutes, ok2 := chiffres(m)
	if !ok1 || !ok2 || minutes > 59 || minutes%3 != 0 {
		return 0, errForme
	}
	return int64(heures)*1000 + int64(minutes)*1000/60, nil
}

func (c Champ) lireTaux(t string, x Contexte) (string, error) {
	n, err := decimal(sansUnite(t, "%"), 2)
	if err != nil {
		return "", c.refusRecu(x, "taux_inconnu", t, "Choisissez un taux de la liste : "+c.libelles(x)+".")
	}
	return strconv.FormatInt(n, 10), nil
}

func (c Champ) libelles(x Contexte) string {
	options := c.Options(x)
	noms := make([]string, len(options))
	for i, o := range options {
		noms[i] = o.Libelle
	}
	return strings.Join(noms, ", ")
}
