package francais

import (
	"fmt"
	"time"
)

// date tries the readers of days at i and keeps the longest reading.
func (c *calendrier) date(i int) lu {
	if i >= len(c.j) || c.profondeur > 3 || c.j[i].genre == mot && c.apresTitre(i) {
		return rien()
	}
	c.profondeur++
	defer func() { c.profondeur-- }()
	lecteurs := [...]func(int) lu{
		c.numerique, c.jourMois, c.jourSemaine, c.motRelatif, c.duree, c.uniteRelative,
		c.bornesMois, c.ordinal, c.fete, c.saison, c.moisSeul, c.jourNu, c.reference, c.momentVague,
	}
	meilleur := rien()
	for _, f := range lecteurs {
		if r := f(i); r.n > meilleur.n {
			meilleur = r
		}
	}
	return meilleur
}

// apresTitre tells the names of persons: « capitaine Noël » is nobody's Christmas.
func (c *calendrier) apresTitre(i int) bool {
	return c.est(i-1, "capitaine", "lieutenant", "commandant", "brigadier", "major", "adjudant", "gendarme", "marechal", "colonel", "monsieur", "madame",
		"mme", "mr", "maitre", "me", "docteur", "dr", "juge", "procureur", "expert", "experte", "opj", "mademoiselle", "professeur", "substitut") &&
		(moisDuMot(c.a(i)) > 0 || jourDuMot(c.a(i), true) > 0 || c.est(i, "noel", "paques", "toussaint", "pascal", "ascension"))
}

// nombreJour reads a day of the month at i: « 13 », « 1er », « premier », « vingt-deux ».
func (c *calendrier) nombreJour(i int) (int, int) {
	if c.num(i) {
		if len(c.j[i].t) > 2 {
			return 0, 0
		}
		if c.colle(i+1) && c.est(i+1, "er", "e", "eme", "ieme", "nd", "ere", "r") {
			return int(c.val(i)), 2
		}
		if c.est(i+1, "er") && c.val(i) == 1 {
			return 1, 2
		}
		return int(c.val(i)), 1
	}
	if c.est(i, "premier", "1er") {
		return 1, 1
	}
	v, k := c.moinsDeCent(i)
	if k == 0 || v < 1 || v > 40 {
		return 0, 0
	}
	return int(v), k
}

// annee reads a year at i; two digits need the context of a date.
func (c *calendrier) annee(i int, courte bool) (int, int) {
	if c.num(i) {
		v, n := int(c.val(i)), len(c.j[i].t)
		switch {
		case n == 4 && v >= 1000 && v < 3000:
			return v, 1
		case n == 2 && courte && !c.unitaire(i+1):
			return siecle(v), 1
		}
		return 0, 0
	}
	if c.est(i, "deux", "mille", "mil", "dix") {
		if v, k := c.entierMots(i); k > 0 && v >= 1900 && v < 2100 {
			return int(v), k
		}
	}
	return 0, 0
}

// unitaire tells whether what stands at i makes the number before it a quantity or an hour.
func (c *calendrier) unitaire(i int) bool {
	if _, k := c.unite(i); k > 0 {
		return true
	}
	return c.est(i, ":", "€", "%", "euros", "euro", "pages", "page", "km", "mots", "lignes", "eur", "/")
}

func siecle(v int) int {
	if v < 70 {
		return 2000 + v
	}
	return 1900 + v
}

// numerique reads « 13/10/2026 », « 13.10.26 », « 2026-10-13 », « 13 10 2026 », « 13/10 ».
func (c *calendrier) numerique(i int) lu {
	deb := i
	i = c.sauter(i, "le", "du", "au", "ce")
	if !c.num(i) || i == deb && c.dansCode(i) {
		return rien()
	}
	if r := c.compacte(i); r.n > 0 {
		r.n += i - deb
		return r
	}
	s := c.a(i + 1)
	if s != "/" && s != "-" && s != "." && s != "\\" {
		return c.troisNombres(deb, i)
	}
	if !c.num(i+2) || s != "/" && (!c.colle(i+1) || !c.colle(i+2)) {
		return rien()
	}
	a, b, d := c.val(i), c.val(i+2), int64(-1)
	k := 3
	if c.num(i+4) && (c.a(i+3) == s && (s == "/" || c.colle(i+4)) || c.est(i+3, ",") && len(c.j[i+4].t) == 4) {
		d, k = c.val(i+4), 5
	}
	if k == 5 && c.est(i+5, s) && c.num(i+6) && c.colle(i+6) { // 75/92/93/94
		return rien()
	}
	la, ld := len(c.j[i].t), 0
	if k == 5 {
		ld = len(c.j[i+4].t)
	}
	n := i + k - deb
	switch {
	case la == 4 && k == 5 && ld <= 2 && len(c.j[i+2].t) <= 2:
		r := c.dansAnnee(int(a), int(b), int(d), n)
		if c.est(deb+n, "t") && c.colle(deb+n) { // 2026-10-13T15:00
			if h, l := c.heure(deb + n + 1); l > 0 && r.impossible == "" {
				r.heure, r.n = h.minutes, n+1+l
			}
		}
		return r
	case la > 2 || len(c.j[i+2].t) > 2:
		if la <= 2 && len(c.j[i+2].t) == 4 && k == 3 && a >= 1 && a <= 12 && b >= 1900 && b < 2100 && s != "." {
			return c.moisDe(int(b), int(a), n)
		}
		return rien()
	case k == 5 && (ld == 4 || ld == 2):
		return c.jma(int(a), int(b), int(d), ld == 2, n)
	case k == 3 && s == "/" || k == 3 && c.jourMoisNus(deb, i, s):
		r := c.jm(int(a), int(b), n)
		r.faible = s == "." && deb == i // « 21.10 » alone is rather a number
		return r
	}
	return rien()
}

// dansCode tells the numbers that belong to a code or a case number: « A43-5-1 », « JI 2/26/36 »,
// « affaire 3/10/26 ».
func (c *calendrier) dansCode(i int) bool {
	if i == 0 {
		return false
	}
	if c.colle(i) && (c.j[i-1].genre == mot && !c.est(i-1, "le", "du", "au") && jourDuMot(c.a(i-1), true) == 0 || c.est(i-1, "-", "/", "_", ".") && i > 1 && c.colle(i-1)) {
		return true
	}
	k := i - 1
	for k > 0 && c.est(k, ":", "°", ".", "-") {
		k--
	}
	return c.est(k, "ji", "parquet", "affaire", "n", "no", "numero", "pv", "rg", "dossier", "procedure", "instruction", "ref", "reference", "minute")
}

// jourMoisNus tells whether « 13-10 » or « 13.10 » may be a day and a month rather than a number.
func (c *calendrier) jourMoisNus(deb, i int, s string) bool {
	if c.unitaire(i+3) || c.colle(i+3) && !c.est(i+3, ",", ".", "!", "?", ")") {
		return false
	}
	plausible := c.val(i) >= 1 && c.val(i) <= 31 && c.val(i+2) >= 1 && c.val(i+2) <= 12 && len(c.j[i+2].t) == 2
	return plausible && (deb < i || i == 0 && len(c.j) <= 4 && s == "-" || i == 0 && len(c.j) == 3)
}

// compacte reads « 20261013 » and « 13102026 ».
func (c *calendrier) compacte(i int) lu {
	if len(c.j[i].t) == 6 && len(c.j) == 1 { // « 131026 » and nothing else
		v := int(c.val(i))
		if j, m := v/10000, v/100%100; m >= 1 && m <= 12 && j >= 1 && j <= joursDuMois(siecle(v%100), m) {
			r := leJour(jourDe(siecle(v%100), m, j), 1)
			r.faible = true
			return r
		}
	}
	if len(c.j[i].t) != 8 {
		return rien()
	}
	v := int(c.val(i))
	if a, m, j := v/10000, v/100%100, v%100; a >= 1950 && a < 2100 && m >= 1 && m <= 12 && j >= 1 && j <= 31 {
		return c.dansAnnee(a, m, j, 1)
	}
	if j, m, a := v/1000000, v/10000%100, v%10000; a >= 1950 && a < 2100 && m >= 1 && m <= 12 && j >= 1 && j <= 31 {
		return c.dansAnnee(a, m, j, 1)
	}
	return rien()
}

// troisNombres reads « 13 10 2026 » and « 13 10 26 » when nothing follows.
func (c *calendrier) troisNombres(deb, i int) lu {
	if c.num(i+1) && c.num(i+2) && len(c.j[i].t) == 4 && len(c.j[i+1].t) == 2 && len(c.j[i+2].t) == 2 && c.val(i) > 1900 && c.val(i) < 2100 && c.val(i+1) <= 12 && len(c.j) == i+3 {
		return c.dansAnnee(int(c.val(i)), int(c.val(i+1)), int(c.val(i+2)), i+3-deb) // « 2026 10 19 »
	}
	if i > deb && c.num(i+1) && len(c.j[i].t) <= 2 && len(c.j[i+1].t) == 2 && !c.colle(i+1) && i+2 == len(c.j) && c.val(i+1) >= 1 && c.val(i+1) <= 12 { // « le 31 10 »
		return c.sansAnnee(int(c.val(i+1)), int(c.val(i)), i+2-deb)
	}
	if !c.num(i+1) || !c.num(i+2) || len(c.j[i].t) > 2 || len(c.j[i+1].t) > 2 || c.unitaire(i+3) {
		return rien()
	}
	ld := len(c.j[i+2].t)
	if c.val(i) > 31 || c.val(i+1) > 12 || c.val(i) < 1 || c.val(i+1) < 1 || ld != 4 && (ld != 2 || len(c.j) != i+3) || c.val(i+2) >= 3000 {
		return rien()
	}
	return c.jma(int(c.val(i)), int(c.val(i+1)), int(c.val(i+2)), ld == 2, i+3-deb)
}

// jma reads day, month, year in French order, keeping the other order as a candidate when it is
// much nearer to the day of reference (R7).
func (c *calendrier) jma(j, m, a int, courte bool, n int) lu {
	if courte {
		if a = siecle(a); c.sens == Passe && a > c.auj.Year()+1 {
			a -= 100
		}
		if a > c.auj.Year()+20 || a < c.auj.Year()-90 || m > 12 && ecartJours(jourDe(a, 1, 1), c.auj) > 3700 {
			return rien() // « 2/26/36 » is a case number
		}
	}
	if m > 12 && j <= 12 && j > 0 {
		r := c.dansAnnee(a, j, m, n)
		r.ambigu = r.impossible == ""
		return r
	}
	r := c.dansAnnee(a, m, j, n)
	if r.impossible != "" || j > 12 || j == m || m < 1 {
		return r
	}
	autre := jourDe(a, j, m)
	base := c.auj
	if t, ok := c.references["requisition"]; ok && !t.IsZero() {
		base = t
	}
	loin, pres := ecartJours(r.jour, base), ecartJours(autre, base)
	if loin > 60 && pres*2 < loin && (c.sens != Passe || !autre.After(c.auj)) {
		r.ambigu, r.autres = true, []time.Time{autre}
	}
	return r
}

func ecartJours(a, b time.Time) int {
	d := int(a.Sub(b).Hours() / 24)
	if d < 0 {
		return -d
	}
	return d
}

// jm reads a day and a month without a year.
func (c *calendrier) jm(j, m, n int) lu {
	if m > 12 && j <= 12 && j > 0 && m <= 31 {
		r := c.sansAnnee(j, m, n)
		r.ambigu = r.impossible == ""
		return r
	}
	return c.sansAnnee(m, j, n)
}

// dansAnnee checks a full date.
func (c *calendrier) dansAnnee(a, m, j, n int) lu {
	if r := c.verifier(a, m, j, n); r.impossible != "" {
		return r
	}
	r := leJour(jourDe(a, m, j), n)
	r.anneeDite = true
	return r
}

// sansAnnee gives its year to a day and month, in the direction of the field.
func (c *calendrier) sansAnnee(m, j, n int) lu {
	if m < 1 || m > 12 || j < 1 || j > joursDuMois(2024, m) {
		return c.verifier(2024, m, j, n)
	}
	a := c.auj.Year()
	existe := func(a int) bool { return j <= joursDuMois(a, m) }
	switch c.sens {
	case Passe:
		for a = c.auj.Year(); !existe(a) || jourDe(a, m, j).After(c.auj); a-- {
		}
	case Futur:
		for ; !existe(a) || jourDe(a, m, j).Before(c.auj); a++ {
		}
	case Libre:
		for ; !existe(a) || jourDe(a, m, j).Before(c.auj.AddDate(0, 0, -45)); a++ {
		}
	}
	return leJour(jourDe(a, m, j), n)
}

func joursDuMois(a, m int) int { return jourDe(a, m+1, 0).Day() }

// verifier explains an impossible date and proposes its neighbours.
func (c *calendrier) verifier(a, m, j, n int) lu {
	r := rien()
	r.n = n
	switch {
	case m < 1 || m > 12:
		r.impossible = fmt.Sprintf("Le mois %d n'existe pas : les mois vont de 1 à 12.", m)
	case j < 1:
		r.impossible = "Le jour 0 n'existe pas : les jours commencent au 1er."
	case j > 31:
		r.impossible = fmt.Sprintf("Le %d n'existe pas : un mois a au plus 31 jours.", j)
		r.sugg = []time.Time{jourDe(a, m, joursDuMois(a, m))}
	case j > joursDuMois(a, m) && m == 2 && j == 29:
		r.impossible = fmt.Sprintf("Le 29 février %d n'existe pas : cette année n'est pas bissextile.", a)
		r.sugg = []time.Time{jourDe(a, 2, 28), jourDe(a, 3, 1)}
	case j > joursDuMois(a, m):
		r.impossible = fmt.Sprintf("Le %d %s n'existe pas : %s a %d jours.", j, nomMois(m), nomMois(m), joursDuMois(a, m))
		base := c.sansAnneeSuggestion(a, m)
		r.sugg = []time.Time{jourDe(base, m, joursDuMois(base, m)), jourDe(base, m+1, 1)}
	}
	return r
}

// sansAnneeSuggestion gives a year to suggestions of a date without one (2024 stands for none).
func (c *calendrier) sansAnneeSuggestion(a, m int) int {
	if a != 2024 {
		return a
	}
	r := c.sansAnnee(m, 1, 0)
	return r.jour.Year()
}

// jourMois reads « [mardi] [le] 13 octobre [2026] ».
func (c *calendrier) jourMois(i int) lu {
	deb := i
	i = c.sauter(i, "le", "du", "au", "l", "ce", "des", "les", "aux")
	js := 0
	if w := jourDuMot(c.a(i), true); w > 0 && (jourDuMot(c.a(i), false) > 0 || c.est(i+1, ".") || c.num(i+1)) {
		js = w
		i = c.sauter(i+1, ".", ",", "le", "du")
	}
	j, k := c.nombreJour(i)
	if k == 0 {
		return rien()
	}
	i = c.sauter(i+k, "de", "d", "du", "mois", "-", "/", ".", "e")
	m := moisDuMot(c.a(i))
	if m == 0 {
		return rien()
	}
	i++
	if c.est(i, ".") && c.colle(i) && len(c.a(i-1)) <= 5 && !moisLong(c.a(i-1)) || c.est(i, ".") && c.a(i-1) == "sept" || c.est(i, ".") && len(c.a(i-1)) == 4 && c.num(i+1) {
		i++
	}
	l := c.sauter(i, "de", "l", "annee", ",", "-", "/", "en")
	a, ka := c.annee(l, true)
	if ka > 0 && c.num(l) && len(c.j[l].t) == 2 && (moisDuMot(c.a(l+1)) > 0 || c.est(l-1, "-") && !c.colle(l)) {
		ka = 0 // « 21 octobre - 23 octobre »
	}
	var r lu
	switch {
	case ka > 0:
		r = c.dansAnnee(a, m, j, l+ka-deb)
	default:
		r = c.anneeDite(i, deb, m, j)
	}
	if r.impossible == "" && js > 0 {
		r = c.accorder(r, js, ka > 0)
	}
	return r
}

// anneeDite reads « dernier », « prochain », « de l'année dernière » after a day and month.
func (c *calendrier) anneeDite(i, deb, m, j int) lu {
	an, k := c.modificateur(i)
	if k == 0 {
		l := c.sauter(i, "de", "l", "cette", "en")
		if c.est(l, "an", "annee") {
			if an, k = c.modificateur(l + 1); k > 0 || c.est(l-1, "cette") {
				return c.dansAnnee(c.auj.Year()+an, m, j, l+1+k-deb)
			}
		}
		return c.sansAnnee(m, j, i-deb)
	}
	d := *c
	d.sens = Futur
	if an < 0 {
		d.sens = Passe
	}
	return d.sansAnnee(m, j, i+k-deb)
}

// accorder checks the weekday that was said with a date. Without a year, a year where they agree
// is looked for; when none does, both readings are candidates.
func (c *calendrier) accorder(r lu, js int, anneeDite bool) lu {
	if isoJour(r.jour) == js {
		return r
	}
	if !anneeDite {
		for _, d := range []int{-1, 1, -2, 2} {
			t := jourDe(r.jour.Year()+d, int(r.jour.Month()), r.jour.Day())
			if isoJour(t) == js && t.Day() == r.jour.Day() && (c.sens != Passe || !t.After(c.auj)) && (c.sens != Futur || !t.Before(c.auj)) && ecartJours(t, c.auj) < 500 {
				r.jour, r.ambigu = t, true
				return r
			}
		}
	}
	d := (js - isoJour(r.jour) + 10) % 7 // nearest day of that name, -3…+3
	r.ambigu = true
	r.autres = append(r.autres, r.jour.AddDate(0, 0, d-3))
	return r
}

// isoJour gives 1 for Monday to 7 for Sunday.
func isoJour(t time.Time) int { return (int(t.Weekday())+6)%7 + 1 }
