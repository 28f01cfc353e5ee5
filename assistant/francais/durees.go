package francais

// ecart is a length of calendar time: months and days are counted on the calendar.
type ecart struct {
	mois, jours, minutes, secondes int64
}

func (e ecart) plus(o ecart) ecart {
	return ecart{e.mois + o.mois, e.jours + o.jours, e.minutes + o.minutes, e.secondes + o.secondes}
}

func (e ecart) fois(n int64) ecart {
	return ecart{e.mois * n, e.jours * n, e.minutes * n, e.secondes * n}
}

// enSecondes counts a month for 30 days and a year for 365.
func (e ecart) enSecondes() int64 {
	j := e.mois/12*365 + e.mois%12*30 + e.jours
	return j*86400 + e.minutes*60 + e.secondes
}

func (e ecart) enMinutes() int64 { return e.enSecondes() / 60 }

func (e ecart) jourSeul() bool { return e.minutes == 0 && e.secondes == 0 }

// Duree reads a duration in minutes: « 1h30 », « trois quarts d'heure », « 90 min », « de 22h à
// 1h du matin ». A day counts 24 hours, a month 30 days; ok is false when there is none.
func Duree(s string) (minutes int, ok bool) {
	sec, ok := DureeSecondes(s)
	return int(sec / 60), ok
}

// DureeSecondes is Duree in seconds.
func DureeSecondes(s string) (secondes int64, ok bool) {
	p := decouper(s)
	if h := p.plages(); len(h) > 0 {
		if h[0].Vague {
			return int64(h[0].Debut) * 60, true // « 2 à 3 heures »: the least
		}
		return int64(h[0].Duree) * 60, true
	}
	for i := range p.j {
		if e, k := p.ecart(i); k > 0 {
			return e.enSecondes(), true
		}
	}
	for i := range p.j {
		if p.num(i) && p.est(i+1, ":") && p.num(i+2) && len(p.j[i+2].t) == 2 && p.val(i+2) < 60 && p.val(i) < 100 && p.val(i) >= 0 {
			return p.val(i)*3600 + p.val(i+2)*60, true
		}
	}
	return 0, false
}

// unite gives the length of the unit word at i, and the tokens it takes.
func (p *phrase) unite(i int) (ecart, int) {
	switch p.a(i) {
	case "seconde", "secondes", "sec", "s":
		return ecart{secondes: 1}, 1
	case "'":
		if p.colle(i) && p.num(i-1) {
			return ecart{minutes: 1}, 1
		}
		return ecart{}, 0
	case "minute", "minutes", "min", "mn", "mins", "mns", "m":
		if p.a(i) == "m" && !p.colle(i) {
			return ecart{}, 0
		}
		return ecart{minutes: 1}, 1
	case "heure", "heures", "h", "hr", "hrs", "heur", "hre", "hres":
		return ecart{minutes: 60}, 1
	case "jour", "jours", "j", "jrs", "jr", "journee", "journees", "nuit", "nuits", "soirs":
		return ecart{jours: 1}, 1
	case "semaine", "semaines", "sems":
		return ecart{jours: 7}, 1
	case "weekend":
		return ecart{jours: 7}, 1
	case "quinzaine", "quinzaines":
		return ecart{jours: 15}, 1
	case "huitaine":
		return ecart{jours: 8}, 1
	case "mois", "moi":
		return ecart{mois: 1}, 1
	case "trimestre", "trimestres":
		return ecart{mois: 3}, 1
	case "semestre", "semestres":
		return ecart{mois: 6}, 1
	case "an", "ans", "annee", "annees":
		return ecart{mois: 12}, 1
	case "decennie", "decennies":
		return ecart{mois: 120}, 1
	case "siecle", "siecles":
		return ecart{mois: 1200}, 1
	}
	return ecart{}, 0
}

// ecart reads a compound duration at i: « 1 an et 2 mois », « 1h30 », « deux heures et demie ».
func (p *phrase) ecart(i int) (ecart, int) {
	deb := i
	total, k := p.ecartSimple(i)
	if k == 0 {
		return ecart{}, 0
	}
	i += k
	for {
		l := i
		if p.est(l, "et", ",") {
			l++
		}
		e, k := p.ecartSimple(l)
		if k == 0 || !plusFin(e, total) {
			break
		}
		total, i = total.plus(e), l+k
	}
	return total, i - deb
}

// plusFin holds « 2 jours et 3 heures » together and « 3 h, 2 h » apart.
func plusFin(e, total ecart) bool {
	grain := func(x ecart) int {
		switch {
		case x.secondes != 0:
			return 1
		case x.minutes%60 != 0:
			return 2
		case x.minutes != 0:
			return 3
		case x.jours%7 != 0:
			return 4
		case x.jours != 0:
			return 5
		case x.mois%12 != 0:
			return 6
		}
		return 7
	}
	return grain(e) < grain(total)
}

// ecartSimple reads one number with its unit and what sticks to it.
func (p *phrase) ecartSimple(i int) (ecart, int) {
	if e, k := p.quarts(i); k > 0 {
		return e, k
	}
	if p.est(i, "demi", "demie") {
		if u, k := p.unite(i + 1); k > 0 {
			return moitie(u), 1 + k
		}
		return ecart{}, 0
	}
	n, k := p.nombre(i)
	if k == 0 || n.Ordinal || n.Millieme < 0 || n.Millieme > 1_000_000_000 {
		return ecart{}, 0
	}
	if f := collectif(p.a(i + k - 1)); f > 0 && k > 1 && p.est(i+k, "de", "d") {
		k++
	} else if p.a(i+k-1) == "quinzaine" || p.a(i+k-1) == "huitaine" {
		return ecart{jours: n.Millieme / 1000}, k
	}
	if p.est(i+k, "bonne", "bonnes", "petite", "petites", "grosse", "grosses", "bon", "petit") {
		k++
	}
	if p.est(i+k, "demi", "demie") {
		if u, l := p.unite(i + k + 1); l > 0 {
			return milliemes(moitie(u), n.Millieme), k + 1 + l
		}
	}
	if p.est(i+k, "-") && p.colle(i+k) && p.colle(i+k+1) && len(p.a(i+k+1)) > 2 { // « 30-minutes »
		k++
	}
	u, l := p.unite(i + k)
	if l == 0 || p.est(i+k, "s", "m", "j") && !p.num(i+k-1) {
		return ecart{}, 0
	}
	if n.Ambigu {
		n.Millieme = n.Autres[0]
	}
	e := milliemes(u, n.Millieme)
	k += l
	if u.minutes == 60 {
		m, l := p.minutesApres(i + k)
		return e.plus(ecart{minutes: m}), k + l
	}
	if p.est(i+k, "et") && p.est(i+k+1, "demi", "demie") {
		return e.plus(moitie(u)), k + 2
	}
	return e, k
}

// quarts reads « un quart d'heure », « trois quarts d'heure », « 3/4 d'heure ».
func (p *phrase) quarts(i int) (ecart, int) {
	deb := i
	n := int64(1)
	switch {
	case p.est(i, "un"):
		i++
	case p.est(i, "trois"):
		n, i = 3, i+1
	case p.val(i) == 3 && p.est(i+1, "/") && p.val(i+2) == 4:
		if p.est(i+3, "d") && p.est(i+4, "heure", "heures") || p.est(i+3, "h", "heure") {
			k := i + 4
			if p.est(i+3, "d") {
				k++
			}
			return ecart{minutes: 45}, k - deb
		}
		return ecart{}, 0
	case p.val(i) == 3, p.val(i) == 1:
		n, i = p.val(i), i+1
	}
	if !p.est(i, "quart", "quarts") {
		return ecart{}, 0
	}
	i++
	if p.est(i, "d", "de") {
		i++
	}
	if !p.est(i, "heure", "heures", "h") {
		return ecart{}, 0
	}
	return ecart{minutes: 15 * n}, i + 1 - deb
}

// minutesApres reads what follows the hours: « 30 », « et quart », « et demie », « moins le
// quart », « trente ».
func (p *phrase) minutesApres(i int) (int64, int) {
	if l := p.sauter(i, "et"); p.num(l) && p.est(l+1, "/") && p.num(l+2) {
		switch [2]int64{p.val(l), p.val(l + 2)} {
		case [2]int64{1, 2}:
			return 30, l + 3 - i
		case [2]int64{1, 4}:
			return 15, l + 3 - i
		case [2]int64{3, 4}:
			return 45, l + 3 - i
		}
		return 0, 0
	}
	if p.num(i) && len(p.j[i].t) <= 2 && p.val(i) < 60 && (p.colle(i) || len(p.j[i].t) == 2) {
		if !p.colle(i) {
			if _, k := p.unite(i + 1); k > 0 && !p.est(i+1, "min", "mn", "minute", "minutes") || p.est(i+1, "€", "/", "euros", "euro", "pages", "page", "km") {
				return 0, 0
			}
		}
		if p.est(i+1, "min", "mn", "minutes", "minute", "m") {
			return p.val(i), 2
		}
		return p.val(i), 1
	}
	if p.est(i, "et") {
		switch {
		case p.est(i+1, "quart"):
			return 15, 2
		case p.est(i+1, "demi", "demie"):
			return 30, 2
		case p.suite(i+1, "un", "quart"):
			return 15, 3
		case p.suite(i+1, "trois", "quarts"):
			return 45, 3
		}
		return 0, 0
	}
	if p.suite(i, "passe", "de") { // « quinze heures passées de dix minutes »
		v, k := p.moinsDeCent(i + 2)
		if p.num(i + 2) {
			v, k = p.val(i+2), 1
		}
		if k == 0 || v >= 60 || !p.est(i+2+k, "min", "mn", "minutes", "minute") {
			return 0, 0
		}
		return v, k + 3
	}
	if p.est(i, "moins") {
		if p.suite(i+1, "le", "quart") || p.suite(i+1, "un", "quart") {
			return -15, 3
		}
		if p.est(i+1, "quart") {
			return -15, 2
		}
		if v, k := p.moinsDeCent(i + 1); k > 0 && v > 0 && v < 30 {
			return -v, 1 + k
		}
		return 0, 0
	}
	if v, k := p.moinsDeCent(i); k > 0 && v > 1 && v < 60 {
		if p.est(i+k, "min", "mn", "minutes", "minute") {
			return v, k + 1
		}
		if _, l := p.unite(i + k); l == 0 && !p.est(i+k, "€", "euros", "euro", "pages") {
			return v, k
		}
	}
	return 0, 0
}

// moitie gives half a unit; half a month is 15 days, half a day 12 hours, half a week 3 days.
func moitie(u ecart) ecart {
	switch {
	case u.mois == 1:
		return ecart{jours: 15}
	case u.mois > 1:
		return ecart{mois: u.mois / 2}
	case u.jours == 1:
		return ecart{minutes: 720}
	case u.jours > 1:
		return ecart{jours: u.jours / 2}
	case u.minutes > 1:
		return ecart{minutes: u.minutes / 2}
	}
	return ecart{secondes: 30 * (u.minutes + u.secondes/2)}
}

// milliemes multiplies a unit by a number in thousandths, going down to finer units for the rest.
func milliemes(u ecart, m int64) ecart {
	e := u.fois(m / 1000)
	r := m % 1000
	if r == 0 {
		return e
	}
	switch {
	case u.mois%12 == 0 && u.mois > 0:
		e.mois += u.mois * r / 1000
	case u.mois > 0:
		e.jours += 30 * u.mois * r / 1000
	case u.jours > 0:
		e.minutes += 1440 * u.jours * r / 1000
	case u.minutes > 0:
		e.secondes += 60 * u.minutes * r / 1000
		e.minutes += e.secondes / 60
		e.secondes %= 60
	}
	return e
}
