package page

import (
	"fmt"
	"html/template"
	"reflect"
	"strconv"
	"strings"
	"time"
	"unicode"
)

const (
	insecable = "\u00a0" // between a number and its unit
	fine      = "\u202f" // between thousands
)

func jour(d time.Weekday) string {
	return [...]string{"dimanche", "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi"}[d]
}

func mois(m time.Month) string {
	return [...]string{
		"janvier", "février", "mars", "avril", "mai", "juin",
		"juillet", "août", "septembre", "octobre", "novembre", "décembre",
	}[m-1]
}

// Date writes a day in full: « mardi 13 octobre 2026 ». The zero day gives an empty string.
func Date(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return jour(t.Weekday()) + " " + DateMoyenne(t)
}

// DateMoyenne writes « 13 octobre 2026 », and « 1er » for the first of a month.
func DateMoyenne(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	quantieme := strconv.Itoa(t.Day())
	if t.Day() == 1 {
		quantieme = "1er"
	}
	return quantieme + insecable + mois(t.Month()) + " " + strconv.Itoa(t.Year())
}

// DateCourte writes « 13/10/2026 », for tables.
func DateCourte(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Format("02/01/2006")
}

// DateISO writes « 2026-10-13 », the value of a date control and of a datetime attribute.
func DateISO(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Format(time.DateOnly)
}

// Heure writes « 14 h 05 ».
func Heure(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return strconv.Itoa(t.Hour()) + insecable + "h" + insecable + t.Format("04")
}

// Instant writes a moment where people are: « 13 octobre 2026 à 14 h 05 ». The zero moment gives an
// empty string; a nil zone is UTC.
func Instant(t time.Time, fuseau *time.Location) string {
	if t.IsZero() {
		return ""
	}
	if fuseau == nil {
		fuseau = time.UTC
	}
	t = t.In(fuseau)
	return DateMoyenne(t) + " à " + Heure(t)
}

// Montant writes centimes: 125050 gives « 1 250,50 € ».
func Montant(centimes int64) string { return Decimal(centimes, 2, 2) + insecable + "€" }

// Quantite writes thousandths without useless zeros: 1500 gives « 1,5 ».
func Quantite(milliemes int64) string { return Decimal(milliemes, 3, 0) }

// Taux writes hundredths of a percent: 550 gives « 5,5 % ».
func Taux(centiemes int64) string { return Decimal(centiemes, 2, 0) + insecable + "%" }

// Decimal writes n × 10^-echelle in French, keeping at least decimales decimals.
func Decimal(n int64, echelle, decimales int) string {
	signe, u := "", uint64(n) //nolint:gosec // the sign is put aside just below
	if n < 0 {
		signe, u = "−", -uint64(n) //nolint:gosec // two's complement gives the absolute value, of the least integer too
	}
	chiffres := strconv.FormatUint(u, 10)
	if manque := echelle + 1 - len(chiffres); manque > 0 {
		chiffres = strings.Repeat("0", manque) + chiffres
	}
	entier, frac := chiffres[:len(chiffres)-echelle], chiffres[len(chiffres)-echelle:]
	for len(frac) > decimales && strings.HasSuffix(frac, "0") {
		frac = frac[:len(frac)-1]
	}
	s := signe + milliers(entier)
	if frac != "" {
		s += "," + frac
	}
	return s
}

// Nombre writes a whole number with its thousands apart.
func Nombre(n int64) string { return Decimal(n, 0, 0) }

func milliers(chiffres string) string {
	var b strings.Builder
	for i, c := range chiffres {
		if i > 0 && (len(chiffres)-i)%3 == 0 {
			b.WriteString(fine)
		}
		b.WriteRune(c)
	}
	return b.String()
}

// Octets writes the size of a file: « 820 Ko », « 1,4 Mo ».
func Octets(n int64) string {
	const k, m = 1000, 1000 * 1000
	switch {
	case n < k:
		return Nombre(n) + insecable + "o"
	case n < m:
		return Nombre((n+k/2)/k) + insecable + "Ko"
	}
	return Decimal((n+m/20)/(m/10), 1, 0) + insecable + "Mo"
}

// Pluriel writes the number and the right form; in French only 2 and above take the plural.
func Pluriel(n int64, un, plusieurs string) string {
	mot := un
	if n >= 2 || n <= -2 {
		mot = plusieurs
	}
	return Nombre(n) + insecable + mot
}

// Typo keeps French punctuation with the word that it follows or opens: « oui ; non » never breaks
// before the semicolon. It changes spaces only.
func Typo(s string) string {
	return strings.NewReplacer(
		" :", insecable+":", " »", insecable+"»", "« ", "«"+insecable,
		" ;", fine+";", " !", fine+"!", " ?", fine+"?", " €", insecable+"€", " %", insecable+"%",
	).Replace(s)
}

// Initiales gives the first letters of the first and last words, in capitals.
func Initiales(nom string) string {
	mots := strings.FieldsFunc(nom, func(r rune) bool { return unicode.IsSpace(r) || r == '-' })
	if len(mots) == 0 {
		return "?"
	}
	s := premiere(mots[0])
	if len(mots) > 1 {
		s += premiere(mots[len(mots)-1])
	}
	return s
}

func premiere(mot string) string {
	for _, r := range mot {
		return string(unicode.ToUpper(r))
	}
	return ""
}

// Fonctions gives the functions that every template may call. Instants are shown in fuseau; days,
// which are kept at 00:00 UTC, are shown as they are.
//
//	date dateMoyenne dateCourte dateISO   a day
//	instant instantISO heure              an instant: « 13 octobre 2026 à 14 h 05 »
//	montant quantite taux nombre octets   any integer type
//	typo                                  a sentence, see [Typo]
//	pluriel                               {{pluriel 3 "ligne" "lignes"}}
func Fonctions(fuseau *time.Location) template.FuncMap {
	return template.FuncMap{
		"date":        Date,
		"dateMoyenne": DateMoyenne,
		"dateCourte":  DateCourte,
		"dateISO":     DateISO,
		"heure":       func(t time.Time) string { return Heure(t.In(fuseau)) },
		"instant":     func(t time.Time) string { return Instant(t, fuseau) },
		"typo":        Typo,
		"instantISO":  func(t time.Time) string { return t.Format(time.RFC3339) },
		"montant":     entierVers(Montant),
		"quantite":    entierVers(Quantite),
		"taux":        entierVers(Taux),
		"nombre":      entierVers(Nombre),
		"octets":      entierVers(Octets),
		"pluriel": func(n any, un, plusieurs string) (string, error) {
			v, err := entier(n)
			return Pluriel(v, un, plusieurs), err
		},
	}
}

// entierVers lets a template hand over any integer type, such as memoires.Montant.
func entierVers(f func(int64) string) func(any) (string, error) {
	return func(v any) (string, error) {
		n, err := entier(v)
		if err != nil {
			return "", err
		}
		return f(n), nil
	}
}

func entier(v any) (int64, error) {
	r := reflect.ValueOf(v)
	if r.IsValid() && r.CanInt() {
		return r.Int(), nil
	}
	return 0, fmt.Errorf("%T is not an integer", v)
}
