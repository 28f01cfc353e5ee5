package francais

import (
	"strconv"
	"strings"
	"time"
)

const (
	insecable = "\u00a0"
	fine      = "\u202f"
)

func nomMois(m int) string {
	return [...]string{"", "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"}[m]
}

func nomJour(w time.Weekday) string {
	return [...]string{"dimanche", "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi"}[w]
}

// FormaterDate writes « mardi 13 octobre 2026 », and « 1er » for the first day; "" for no date.
func FormaterDate(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return nomJour(t.Weekday()) + " " + FormaterDateCourte(t)
}

// FormaterDateCourte writes « 13 octobre 2026 »; "" for no date.
func FormaterDateCourte(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	j := strconv.Itoa(t.Day())
	if t.Day() == 1 {
		j = "1er"
	}
	return j + " " + nomMois(int(t.Month())) + " " + strconv.Itoa(t.Year())
}

// FormaterMontant writes centimes as « 1 250,50 € », with spaces that do not break.
func FormaterMontant(centimes int64) string {
	return decimal(centimes, 2, 2) + insecable + "€"
}

// FormaterQuantite writes thousandths without useless zeros: « 1,5 ».
func FormaterQuantite(milliemes int64) string { return decimal(milliemes, 3, 0) }

// FormaterTaux writes hundredths of a percent: 550 is « 5,5 % ».
func FormaterTaux(centiemes int64) string {
	return decimal(centiemes, 2, 0) + insecable + "%"
}

// FormaterDuree writes minutes as « 1 h 30 », « 45 min », « 3 h ».
func FormaterDuree(minutes int) string {
	if minutes < 0 {
		return "-" + FormaterDuree(-minutes)
	}
	h, m := minutes/60, minutes%60
	switch {
	case h == 0:
		return strconv.Itoa(m) + insecable + "min"
	case m == 0:
		return groupes3(strconv.Itoa(h)) + insecable + "h"
	}
	s := strconv.Itoa(m)
	if m < 10 {
		s = "0" + s
	}
	return groupes3(strconv.Itoa(h)) + insecable + "h" + insecable + s
}

// FormaterHeure writes minutes since midnight as « 8 h 05 ».
func FormaterHeure(minutes int) string {
	h, m := minutes/60, minutes%60
	if m == 0 {
		return strconv.Itoa(h) + insecable + "h"
	}
	s := strconv.Itoa(m)
	if m < 10 {
		s = "0" + s
	}
	return strconv.Itoa(h) + insecable + "h" + insecable + s
}

// decimal writes v, which counts 10^-rang, with at least min decimals.
func decimal(v int64, rang, minDecimales int) string {
	moins := ""
	u := uint64(v) //nolint:gosec // the sign is handled just below
	if v < 0 {
		moins, u = "-", -u
	}
	s := strconv.FormatUint(u, 10)
	for len(s) <= rang {
		s = "0" + s
	}
	e, d := s[:len(s)-rang], s[len(s)-rang:]
	for len(d) > minDecimales && d[len(d)-1] == '0' {
		d = d[:len(d)-1]
	}
	if d != "" {
		d = "," + d
	}
	return moins + groupes3(e) + d
}

func groupes3(s string) string {
	if len(s) <= 3 {
		return s
	}
	var b strings.Builder
	for i, r := range s {
		if i > 0 && (len(s)-i)%3 == 0 {
			b.WriteString(fine)
		}
		b.WriteRune(r)
	}
	return b.String()
}
