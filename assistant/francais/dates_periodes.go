package francais

import "time"

// periodeDe gives the bounds of the calendar unit that holds t.
func periodeDe(u ecart, t time.Time) (time.Time, time.Time) {
	a, m := t.Year(), int(t.Month())
	switch {
	case u.jours == 7:
		l := t.AddDate(0, 0, 1-isoJour(t))
		return l, l.AddDate(0, 0, 6)
	case u.jours > 0:
		return t, t.AddDate(0, 0, u.jours2())
	case u.mois == 1:
		return jourDe(a, m, 1), jourDe(a, m+1, 0)
	case u.mois == 3 || u.mois == 6:
		d := (m-1)/int(u.mois)*int(u.mois) + 1
		return jourDe(a, d, 1), jourDe(a, d+int(u.mois), 0)
	case u.mois == 12:
		return jourDe(a, 1, 1), jourDe(a, 12, 31)
	}
	a -= a % (int(u.mois) / 12)
	return jourDe(a, 1, 1), jourDe(a+int(u.mois)/12, 1, 0)
}

func (e ecart) jours2() int { return max(int(e.jours)-1, 0) }

// uniteRelative reads « la semaine dernière », « ce mois-ci », « l'année prochaine », « les 3
// derniers jours », « ce week-end », « le mois de septembre dernier » aside.
func (c *calendrier) uniteRelative(i int) lu {
	deb := i
	i = c.sauter(i, "dans", "pendant", "durant", "de", "du", "au", "cours", "en", "d", "sur")
	ce := c.est(i, "ce", "cette", "cet", "ces")
	article := ce || c.est(i, "le", "la", "l", "les") || i > deb
	if ce || c.est(i, "le", "la", "l", "les") {
		i++
	}
	n, k := int64(1), 0
	d, kd := c.modificateur(i)
	if c.est(i, "passe") { // « je passe deux jours »: the adjective follows its noun
		d, kd = 0, 0
	}
	if kd == 1 && d != 0 {
		i++
	}
	if nb, l := c.nombre(i); l > 0 && !nb.Ordinal && nb.Millieme%1000 == 0 && nb.Millieme > 0 && nb.Millieme < 1_000_000 {
		n, k = nb.Millieme/1000, l
		i += l
		if kd == 0 {
			if d, kd = c.modificateur(i); kd == 1 {
				i++
			} else {
				kd = 0
			}
		}
	}
	u, l := c.unite(i)
	if l == 0 || len(c.a(i)) < 2 || c.est(i, "sec", "min", "mn", "moi") || c.est(i, "nuit", "journee") && kd == 0 {
		return rien()
	}
	estWE := c.est(i, "weekend")
	estJour := u.jours == 1 && !estWE
	i++
	if kd == 0 {
		if d, kd = c.modificateur(i); kd > 0 {
			i += kd
		}
	}
	if estWE && kd == 0 && c.est(i, "du", "de") {
		if b := c.date(i); b.n > 0 && !b.jour.IsZero() {
			sam := b.jour.AddDate(0, 0, 6-isoJour(b.jour))
			return laPeriode(sam, sam.AddDate(0, 0, 1), i+b.n-deb)
		}
	}
	if kd == 0 && (!ce || k > 0) {
		if estWE && article {
			return c.weekend(0, i-deb, true)
		}
		return rien()
	}
	if estWE {
		return c.weekend(d, i-deb, ce)
	}
	if estJour && k == 0 && d == 0 {
		return rien() // « ce jour » is read elsewhere
	}
	if k > 0 && n >= 1 && d != 0 {
		return c.plusieurs(u, n, d, i-deb)
	}
	if u.minutes > 0 || u.secondes > 0 {
		return c.decaler(c.auj, u, int64(d), i-deb, true)
	}
	t := c.auj.AddDate(0, int(u.mois)*d, int(u.jours)*d)
	if u.mois > 0 {
		t = jourDe(c.auj.Year(), int(c.auj.Month())+int(u.mois)*d, 1)
	}
	a, b := periodeDe(u, t)
	if w := jourDuMot(c.a(c.sauter(i, ",", "le")), false); w > 0 && u.jours == 7 { // « la semaine prochaine jeudi »
		return leJour(a.AddDate(0, 0, w-1), c.sauter(i, ",", "le")+1-deb)
	}
	return laPeriode(a, b, i-deb)
}

// plusieurs reads « les 3 derniers jours », « les deux prochaines semaines ».
func (c *calendrier) plusieurs(u ecart, n int64, d, nb int) lu {
	if u.minutes > 0 || u.secondes > 0 {
		return c.decaler(c.auj, u.fois(n), int64(d), nb, true)
	}
	if n*max(u.mois, u.jours) > 100000 {
		return rien()
	}
	a, b := periodeDe(u, c.auj)
	if u.jours == 1 {
		a, b = c.auj, c.auj
	}
	if d < 0 {
		return laPeriode(a.AddDate(0, -int(u.mois*n), -int(u.jours*n)), a.AddDate(0, 0, -1), nb)
	}
	deb := b.AddDate(0, 0, 1)
	return laPeriode(deb, deb.AddDate(0, int(u.mois*n), int(u.jours*n)-1), nb)
}

// weekend resolves Saturday and Sunday.
func (c *calendrier) weekend(d, n int, demonstratif bool) lu {
	sam := c.auj.AddDate(0, 0, 6-isoJour(c.auj)) // Saturday of this week
	switch {
	case d < 0:
		sam = sam.AddDate(0, 0, -7)
	case d > 0:
		if isoJour(c.auj) >= 6 {
			sam = sam.AddDate(0, 0, 7)
		}
	case c.sens == Passe && isoJour(c.auj) < 6:
		sam = sam.AddDate(0, 0, -7)
	}
	r := laPeriode(sam, sam.AddDate(0, 0, 1), n)
	r.ambigu = demonstratif && d == 0 && c.sens == Libre && isoJour(c.auj) <= 2
	return r
}

// moisDe gives a whole month.
func (c *calendrier) moisDe(a, m, n int) lu { return laPeriode(jourDe(a, m, 1), jourDe(a, m+1, 0), n) }

// moisSeul reads « septembre 2026 », « en septembre », « au mois d'août », « en 2025 », « 2013 ».
func (c *calendrier) moisSeul(i int) lu {
	deb := i
	i = c.sauter(i, "en", "au", "le", "mois", "de", "d", "courant", "du", "a", "des", "tout", "l", "annee", "an", "pendant", "durant", "depuis")
	m := moisDuMot(c.a(i))
	if m == 0 && c.est(i, "annees") && c.num(i+1) && c.val(i+1)%10 == 0 && !c.unitaire(i+2) { // « les années 90 »
		if a := int(c.val(i + 1)); a >= 1000 && a < 3000 || len(c.j[i+1].t) == 2 {
			if a < 100 {
				a += 1900
			}
			return laPeriode(jourDe(a, 1, 1), jourDe(a+9, 12, 31), i+2-deb)
		}
	}
	if m == 0 {
		a, k := c.annee(i, false)
		if k == 0 || i == deb && len(c.j) > k || c.unitaire(i+k) || c.est(i+k, ",", ".") && c.colle(i+k) || c.est(i-1, "a", "le", "du", "au", "l") && i > deb && !c.est(i-1, "annee", "an") {
			return rien()
		}
		if i > deb && !c.est(i-1, "en", "annee", "an", "courant", "depuis", "de", "pendant", "durant") {
			return rien()
		}
		return laPeriode(jourDe(a, 1, 1), jourDe(a, 12, 31), i+k-deb)
	}
	if !moisLong(c.a(i)) && !c.num(i+1) && !c.est(i+1, ".") && i == deb && len(c.j) > 1 || c.est(i, "sept") && !c.num(i+1) && i == deb {
		return rien()
	}
	i++
	if c.est(i, ".") && c.colle(i) && c.num(i+1) {
		i++
	}
	l := c.sauter(i, "de", "l", "annee", "/", "-")
	if a, k := c.annee(l, true); k > 0 {
		r := c.moisDe(a, m, l+k-deb)
		r.anneeDite = true
		return r
	}
	if d, k := c.modificateur(i); k > 0 && d != 0 {
		x := *c
		x.sens = Futur
		if d < 0 {
			x.sens = Passe
		}
		if int(c.auj.Month()) == m {
			return c.moisDe(c.auj.Year()+d, m, i+k-deb)
		}
		return c.moisDe(x.moisAnnee(m), m, i+k-deb)
	}
	if c.est(deb-1, "ce", "cet", "cette") { // « ce septembre »
		return c.moisDe(c.auj.Year(), m, i-deb)
	}
	return c.moisDe(c.moisAnnee(m), m, i-deb)
}

// moisAnnee gives its year to a month alone.
func (c *calendrier) moisAnnee(m int) int {
	a, mm := c.auj.Year(), int(c.auj.Month())
	switch {
	case c.sens == Passe && m > mm:
		return a - 1
	case c.sens == Futur && m < mm, c.sens == Libre && m < mm-1:
		return a + 1
	}
	return a
}

// bornesMois reads « début octobre », « mi-septembre », « fin du mois », « fin d'année ».
func (c *calendrier) bornesMois(i int) lu {
	deb := i
	i = c.sauter(i, "a", "la", "au", "en", "le", "vers", "courant", "tout", "d", "ici", "jusqu", "toute", "l")
	var q int
	switch c.a(i) {
	case "debut", "debuts":
		q = 1
	case "mi", "milieu":
		q = 2
	case "fin", "fins":
		q = 3
	default:
		return rien()
	}
	i++
	l := c.sauter(i, "de", "d", "du", "la", "l", "le")
	if c.est(l, "mois") && !c.est(l+1, "de", "d", "dernier", "prochain", "suivant", "precedent", "passe") {
		r := c.tiers(c.auj.Year(), int(c.auj.Month()), q, l+1-deb)
		if c.sens == Futur && r.fin.Before(c.auj) {
			return c.tiers(c.auj.Year(), int(c.auj.Month())+1, q, r.n)
		}
		return r
	}
	if c.est(l, "semaine") && q < 3 && !c.est(l-1, "la") {
		if _, k := c.modificateur(l + 1); k == 0 {
			a, _ := periodeDe(ecart{jours: 7}, c.auj)
			a = a.AddDate(0, 0, 2*(q-1))
			if c.sens == Futur && a.AddDate(0, 0, 1).Before(c.auj) {
				a = a.AddDate(0, 0, 7)
			}
			return laPeriode(a, a.AddDate(0, 0, 1), l+1-deb)
		}
	}
	if c.est(l, "semaine") && q == 3 {
		r := c.weekend(0, l+1-deb, false)
		if d, k := c.modificateur(l + 1); k > 0 {
			r = c.weekend(d, l+1+k-deb, false)
		}
		r.jour = r.jour.AddDate(0, 0, -1)
		return r
	}
	if c.est(l, "annee", "an") {
		d, k := c.modificateur(l + 1)
		if a, ka := c.annee(l+1, false); ka > 0 {
			return c.partAnnee(a, q, l+1+ka-deb)
		}
		return c.partAnnee(c.auj.Year()+d, q, l+1+k-deb)
	}
	if pa, k := c.partie(l); k > 0 { // « en fin d'après-midi »
		if c.sens == Passe && l == i {
			return rien()
		}
		r := leJour(c.auj, l+k-deb)
		r.partie = pa
		return c.duJour(r, deb)
	}
	return c.bornesPeriode(l, deb, q)
}

// bornesPeriode finishes bornesMois: what is cut is a month, a year, a season, a week.
func (c *calendrier) bornesPeriode(l, deb, q int) lu {
	var r lu
	if c.num(l) {
		if r = c.moisSeul(l - 1); !c.est(l-1, "de", "en") {
			if a, k := c.annee(l, false); k > 0 {
				return c.partAnnee(a, q, l+k-deb)
			}
			return rien()
		}
		l--
	} else if r = c.moisSeul(l); r.n == 0 {
		if r = c.saison(l); r.n > 0 {
			a := r.jour.AddDate(0, q-1, 0)
			return laPeriode(a, a.AddDate(0, 1, -1), l+r.n-deb)
		}
		for _, m := range []int{l, c.reculer(l)} {
			if r = c.uniteRelative(m); r.n > 0 {
				l = m
				break
			}
		}
	}
	if r.n == 0 || r.fin.IsZero() {
		return rien()
	}
	switch jours := ecartJours(r.fin, r.jour); {
	case jours > 300:
		return c.partAnnee(r.jour.Year(), q, l+r.n-deb)
	case jours >= 27 && jours <= 31:
		return c.tiers(r.jour.Year(), int(r.jour.Month()), q, l+r.n-deb)
	case jours == 6:
		a := r.jour.AddDate(0, 0, []int{0, 0, 2, 4}[q])
		return laPeriode(a, a.AddDate(0, 0, 1), l+r.n-deb)
	}
	r.n += l - deb
	return r
}

// tiers gives days 1–10, 11–20, 21–end of a month.
func (c *calendrier) tiers(a, m, q, n int) lu {
	r := laPeriode(jourDe(a, m, 10*q-9), jourDe(a, m, 10*q), n)
	if q == 3 {
		r.fin = jourDe(a, m+1, 0)
	}
	r.approx = true
	return r
}

// partAnnee gives the first months, the middle or the last months of a year.
func (c *calendrier) partAnnee(a, q, n int) lu {
	m := []int{0, 1, 6, 11}[q]
	r := laPeriode(jourDe(a, m, 1), jourDe(a, m+2, 0), n)
	r.approx = true
	return r
}

// periode reads « du 5 au 9 octobre », « entre le 21 et le 23 », « les 21 et 22 octobre », « la
// nuit du 2 au 3 », « 21 octobre - 23 octobre ».
func (c *calendrier) periode(i int) lu {
	deb := i
	nuit := false
	if l := c.sauter(i, "dans", "la", "pendant", "durant", "au", "cours", "de"); c.est(l, "nuit", "nuits") && c.est(l+1, "du", "de", "entre") {
		nuit, i = true, l+1
	}
	intro := c.a(i)
	i = c.sauter(i, "du", "de", "entre", "les", "le", "depuis", "d", "des", "l")
	if c.est(i-1, "le") && c.est(i-2, "entre") || i == deb {
		intro = c.a(deb)
	}
	if c.num(i) && (i == deb && c.dansCode(i) || c.est(i-1, "d") && c.j[i-1].fin == c.j[i].deb) { // « D15-3 »
		return rien()
	}
	if a, k := c.annee(i, false); k > 0 && c.separePeriode(i+k, intro) > 0 { // « entre 2020 et 2022 »
		l := i + k + c.separePeriode(i+k, intro)
		if b, kb := c.annee(l, false); kb > 0 && b > a {
			return laPeriode(jourDe(a, 1, 1), jourDe(b, 12, 31), l+kb-deb)
		}
	}
	if i == deb && c.num(i) && c.est(i+1, ",", "et") { // « 19, 20 et 21 octobre »
		if m, _ := c.moisPlusLoin(i + 1); m > 0 {
			intro = "les"
		}
	}
	avantMois := i
	var r1 lu
	j1, k1 := 0, 0
	if j, k := c.nombreJour(i); k > 0 && j >= 1 && j <= 31 && c.separePeriode(c.suiteListe(i+k, intro), intro) > 0 {
		j1, k1 = j, c.suiteListe(i+k, intro)-i
	} else if jourDuMot(c.a(i), false) > 0 {
		if j, k := c.nombreJour(i + 1); k > 0 && j <= 31 && c.separePeriode(i+1+k, intro) > 0 {
			j1, k1 = j, k+1
		}
	}
	if k1 == 0 {
		r1 = c.date(avantMois)
		if r1.n == 0 && avantMois > deb {
			avantMois--
			r1 = c.date(avantMois)
		}
		if r1.n == 0 || r1.impossible != "" || r1.faible || r1.ref != "" {
			return rien()
		}
		k1 = r1.n
	}
	i = avantMois + k1
	s := c.separePeriode(i, intro)
	if s == 0 {
		return rien()
	}
	i += s
	r2 := c.secondeBorne(i)
	if r2.n == 0 || r2.heure >= 0 {
		return rien()
	}
	if r2.impossible != "" {
		r2.n += i - deb
		return r2
	}
	return c.assembler(deb, i, j1, r1, r2, nuit)
}

// suiteListe skips the middle of « les 5, 6 et 7 octobre ».
func (c *calendrier) suiteListe(i int, intro string) int {
	for intro == "les" && c.est(i, ",") && c.num(i+1) && c.val(i+1) <= 31 {
		i += 2
	}
	return i
}

// secondeBorne reads the end of a period; a bare « 9 » is enough there.
func (c *calendrier) secondeBorne(i int) lu {
	if r := c.date(i); r.n > 0 {
		return r
	}
	l := c.sauter(i, "le", "au")
	if j, k := c.nombreJour(l); k > 0 && j >= 1 && j <= 31 && !c.unitaire(l+k) {
		return c.jourSeul(j, l+k-i)
	}
	return rien()
}

// assembler builds the period of two bounds; a first bound without a month takes the second's.
func (c *calendrier) assembler(deb, i, j1 int, r1, r2 lu, nuit bool) lu {
	a := r1.jour
	fin := r2.jour
	if !r2.fin.IsZero() {
		fin = r2.fin
	}
	if j1 > 0 {
		m := fin.AddDate(0, 0, 1-fin.Day())
		if j1 > fin.Day() {
			m = m.AddDate(0, -1, 0)
		}
		if j1 > joursDuMois(m.Year(), int(m.Month())) {
			return c.verifier(m.Year(), int(m.Month()), j1, i+r2.n-deb)
		}
		a = jourDe(m.Year(), int(m.Month()), j1)
	} else if r2.anneeDite && !r1.anneeDite && a.Year() != fin.Year() { // « entre septembre et novembre 2026 »
		if a = a.AddDate(fin.Year()-a.Year(), 0, 0); a.After(fin) {
			a = a.AddDate(-1, 0, 0)
		}
	} else if r1.nomme { // « du lundi au vendredi de la semaine dernière »
		a = fin.AddDate(0, 0, -((isoJour(fin) - isoJour(a) + 7) % 7))
	} else if fin.Before(a) {
		switch {
		case a.AddDate(-1, 0, 0).Before(fin) && c.sens == Passe:
			a = a.AddDate(-1, 0, 0)
		case r2.jourSeul:
			fin = fin.AddDate(0, 1, 0)
			if fin.Before(a) {
				return rien()
			}
		default:
			fin = fin.AddDate(1, 0, 0)
			if ecartJours(fin, a) > 366 || fin.Before(a) {
				return rien()
			}
		}
	}
	r := laPeriode(a, fin, i+r2.n-deb)
	if nuit && ecartJours(a, fin) == 1 {
		r.fin, r.partie, r.nuitDite = time.Time{}, Nuit, true
	}
	return r
}

// separePeriode reads what stands between the bounds of a period and gives its length.
func (c *calendrier) separePeriode(i int, intro string) int {
	switch {
	case c.est(i, "au", "jusqu", "jusque"):
		return c.sauter(i, "au", "jusqu", "jusque", "a") - i
	case c.est(i, "a") && (intro == "de" || intro == "d" || intro == "du" || intro == "depuis"):
		return 1
	case c.est(i, "-") && (!c.colle(i) || !c.colle(i+1) || !c.num(i+1) || !c.est(i+2, "-")):
		return 1
	case c.est(i, "et") && (intro == "entre" || intro == "les" || intro == "des"):
		if c.est(i+1, "le") && intro == "les" {
			return 0
		}
		return 1
	}
	return 0
}
