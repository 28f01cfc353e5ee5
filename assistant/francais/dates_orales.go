package francais

// heureDuJour reads a time of day at i; of a field that looks ahead, also one said without « heures ».
func (c *calendrier) heureDuJour(i int) (heureLue, int) {
	if h, k := c.heure(i); k > 0 || c.sens != Futur {
		return h, k
	}
	return c.heureOrale(i)
}

// heureOrale reads « huit et quart », « vingt-deux trente », and after « à » or « vers » a bare « 7 »: the last only
// where nothing makes a quantity or a day of it.
func (c *calendrier) heureOrale(i int) (heureLue, int) {
	n, k := c.moinsDeCent(i)
	if c.num(i) && len(c.j[i].t) <= 2 {
		n, k = c.val(i), 1
	}
	if k == 0 || n > 24 || c.est(i, "un", "une") {
		return heureLue{}, 0
	}
	h := heureLue{verbale: !c.num(i)}
	m, l := int64(0), 0
	if c.est(i+k, "et", "moins") || h.verbale {
		m, l = c.minutesApres(i + k)
	}
	if m > 0 && m < 10 && !c.est(i+k, "et", "moins") { // « vingt-deux deux » is no time
		return heureLue{}, 0
	}
	annonce := c.est(i-1, "a", "vers") || l > 0
	if !annonce || !c.finDHeure(i+k+l) {
		return heureLue{}, 0
	}
	h.minutes, h.precise = int((n*60+m+1440)%1440), l > 0
	return c.moment(h, i, k+l)
}

// finDHeure tells whether what stands at i lets a time end before it: the end of a clause, or words that give a day or
// a part of it.
func (c *calendrier) finDHeure(i int) bool {
	if i >= len(c.j) || c.est(i, ",", ".", ";", "!", "?", ")", "am", "pm", "pile") {
		return !c.num(i+1) || !c.colle(i+1)
	}
	l := c.sauter(i, "du", "de", "le", "la", "l", "au", "ce", "cet", "cette", "dans")
	if _, k := c.partie(l); k > 0 {
		return true
	}
	return c.est(l, "demain", "aujourdhui", "apresdemain") || jourDuMot(c.a(l), false) > 0
}

// plageDuJour reads a span of hours at i, as heureDuJour reads one.
func (c *calendrier) plageDuJour(i int) (Plage, int) {
	if pl, k := c.plage(i); k > 0 {
		return pl, k
	}
	return c.plageOrale(i)
}

// plageOrale reads « de 5 à 7 », « entre 9 et 11 » as hours; days of the month have an article: « du 5 au 7 ».
func (c *calendrier) plageOrale(i int) (Plage, int) {
	if c.sens != Futur || !c.num(i+1) || !c.num(i+3) {
		return Plage{}, 0
	}
	if !c.est(i, "de") || !c.est(i+2, "a") {
		if !c.est(i, "entre") || !c.est(i+2, "et") {
			return Plage{}, 0
		}
	}
	a, b := int(c.val(i+1)), int(c.val(i+3))
	if a >= b || b > 24 || !c.finDHeure(i+4) {
		return Plage{}, 0
	}
	return Plage{Debut: a * 60, Fin: b * 60 % 1440, Duree: (b - a) * 60}, 4
}

// momentVague reads, of a field that looks ahead, the words that name a moment of the present day: « dès que
// possible », « plus tard », « après déjeuner ».
func (c *calendrier) momentVague(i int) lu {
	if c.sens != Futur {
		return rien()
	}
	switch {
	case c.suite(i, "des", "que", "possible"), c.suite(i, "aussitot", "que", "possible"), c.suite(i, "au", "plus", "vite"):
		return c.instant(3)
	case c.suite(i, "plus", "tard") && !c.est(i-1, "au"):
		return c.aUnMoment(Aucune, 2)
	case c.est(i, "apres", "avant", "pendant", "durant"), c.suite(i, "au", "moment"), c.suite(i, "a", "l", "heure"):
		l := c.sauter(i+1, "l", "heure", "moment", "le", "du", "de", "petit")
		switch {
		case c.est(l, "dejeuner"):
			return c.aUnMoment(Journee, l+1-i)
		case c.est(l, "diner"):
			return c.aUnMoment(Soiree, l+1-i)
		}
	}
	return rien()
}

// aUnMoment is a part of the present day; weak, for a day said elsewhere in the text is surer.
func (c *calendrier) aUnMoment(pa Partie, n int) lu {
	r := leJour(c.auj, n)
	r.partie, r.faible = pa, true
	return r
}

// duJour gives its day to a part of the day when one follows: « la soirée de mardi », « fin de nuit du 4 ».
func (c *calendrier) duJour(r lu, i int) lu {
	j := i + r.n
	l := c.sauter(j, "de", "d")
	d := c.date(l)
	if d.n == 0 || d.faible || d.heure >= 0 || d.ref != "" || d.impossible != "" || !d.fin.IsZero() || c.est(l, "dans", "il") {
		return r
	}
	d.n += l - i
	d.partie = r.partie
	return d
}
