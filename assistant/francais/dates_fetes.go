package francais

import "time"

// ordinal reads « le premier lundi de novembre », « le dernier jour du mois », « 3e trimestre
// 2026 », « la première semaine d'octobre », « la semaine 42 ».
func (c *calendrier) ordinal(i int) lu {
	deb := i
	i = c.sauter(i, "le", "la", "au", "du", "l", "a", "en", "de", "pour")
	if c.est(i, "semaine") {
		return c.numeroSemaine(i, deb)
	}
	if c.est(i, "s") && c.num(i+1) && c.colle(i+1) && len(c.j) <= i+3 { // « S45 »
		return c.numeroSemaine(i, deb)
	}
	if c.est(i, "t", "q") && c.num(i+1) && c.colle(i+1) && c.val(i+1) >= 1 && c.val(i+1) <= 4 {
		return c.trimestre(int(c.val(i+1)), i+2, deb)
	}
	rang, k := c.rang(i)
	if k == 0 {
		return rien()
	}
	i += k
	w := jourDuMot(c.a(i), false)
	u := c.a(i)
	if w == 0 && u != "jour" && u != "semaine" && u != "trimestre" && u != "semestre" && u != "weekend" && u != "quinzaine" {
		return rien()
	}
	i++
	if u == "trimestre" && rang > 0 {
		return c.trimestre(rang, i, deb)
	}
	if u == "semestre" && (rang == 1 || rang == 2) {
		r := c.trimestre(2*rang-1, i, deb)
		r.fin = r.jour.AddDate(0, 6, -1)
		return r
	}
	l := c.sauter(i, "de", "d", "du", "l", "en", "le", "ce", "cette")
	var per lu
	switch {
	case l == i && !c.est(i, "apres", "avant"):
		return rien()
	case c.est(l, "mois") && l > i && !c.est(l+1, "de", "d"):
		d, k := c.modificateur(l + 1)
		m := c.auj.AddDate(0, d, 1-c.auj.Day())
		per = c.moisDe(m.Year(), int(m.Month()), 1+k)
	case c.est(l, "annee", "an"):
		d, k := c.modificateur(l + 1)
		a := c.auj.Year() + d
		if v, ka := c.annee(l+1, false); ka > 0 {
			a, k = v, ka
		}
		per = laPeriode(jourDe(a, 1, 1), jourDe(a, 12, 31), 1+k)
	case c.est(i, "apres", "avant"):
		return c.jourApres(i, deb, rang, w)
	case c.num(l) && c.est(l-1, "de", "en"):
		l--
		per = c.moisSeul(l)
	default:
		per = c.moisSeul(l)
	}
	if per.n == 0 || per.fin.IsZero() {
		return rien()
	}
	return c.choisirOrdinal(per, rang, w, u, l+per.n-deb)
}

// jourApres reads « premier lundi après Pâques ».
func (c *calendrier) jourApres(i, deb, rang, w int) lu {
	b := c.date(i + 1)
	if b.n == 0 || b.jour.IsZero() || w == 0 || rang < 1 {
		return rien()
	}
	s := 1
	if c.est(i, "avant") {
		s = -1
	}
	d := (s*(w-isoJour(b.jour)) + 7) % 7
	if d == 0 {
		d = 7
	}
	return leJour(b.jour.AddDate(0, 0, s*(d+7*(rang-1))), i+1+b.n-deb)
}

// rang reads an ordinal: 1, 2… or -1 for « dernier », -2 for « avant-dernier ».
func (c *calendrier) rang(i int) (int, int) {
	if c.est(i, "avant") && c.est(i+1, "dernier") {
		return -2, 2
	}
	if c.est(i, "dernier") {
		return -1, 1
	}
	n, k := c.nombre(i)
	if k == 0 || !n.Ordinal || n.Millieme > 53000 {
		return 0, 0
	}
	return int(n.Millieme / 1000), k
}

func (c *calendrier) choisirOrdinal(per lu, rang, w int, u string, n int) lu {
	pas, cur := 1, per.jour
	if rang < 0 {
		pas, cur, rang = -1, per.fin, -rang
	}
	if u == "jour" {
		return leJour(cur.AddDate(0, 0, pas*(rang-1)), n)
	}
	if u == "quinzaine" {
		if rang > 2 || ecartJours(per.fin, per.jour) > 31 {
			return rien()
		}
		if (rang == 2) == (pas > 0) {
			return laPeriode(per.jour.AddDate(0, 0, 15), per.fin, n)
		}
		return laPeriode(per.jour, per.jour.AddDate(0, 0, 14), n)
	}
	if u == "semaine" {
		if pas > 0 && ecartJours(per.fin, per.jour) > 300 { // the third week of a year is the week of that number
			cur = jourDe(cur.Year(), 1, 4)
		}
		lundi := cur.AddDate(0, 0, 1-isoJour(cur)+7*pas*(rang-1))
		return laPeriode(lundi, lundi.AddDate(0, 0, 6), n)
	}
	if u == "weekend" {
		w = 6
	}
	if w == 0 {
		return rien()
	}
	for isoJour(cur) != w {
		cur = cur.AddDate(0, 0, pas)
	}
	cur = cur.AddDate(0, 0, 7*pas*(rang-1))
	if cur.Before(per.jour) || cur.After(per.fin) {
		r := rien()
		r.n, r.impossible = n, "Il n'y a pas autant de ces jours dans cette période."
		return r
	}
	if u == "weekend" {
		return laPeriode(cur, cur.AddDate(0, 0, 1), n)
	}
	return leJour(cur, n)
}

func (c *calendrier) trimestre(q, i, deb int) lu {
	if q > 4 {
		return rien()
	}
	a := c.auj.Year()
	l := c.sauter(i, "de", "l", "annee", "d")
	if v, k := c.annee(l, true); k > 0 {
		a, i = v, l+k
	} else if d, k := c.modificateur(l); k > 0 && l > i {
		a, i = a+d, l+k
	}
	return laPeriode(jourDe(a, 3*q-2, 1), jourDe(a, 3*q+1, 0), i-deb)
}

// numeroSemaine reads « semaine 42 », « la semaine du 5 octobre ».
func (c *calendrier) numeroSemaine(i, deb int) lu {
	i++
	if c.est(i, "du", "de") {
		b := c.date(i)
		if b.n == 0 || b.jour.IsZero() {
			return rien()
		}
		l := b.jour.AddDate(0, 0, 1-isoJour(b.jour))
		return laPeriode(l, l.AddDate(0, 0, 6), i+b.n-deb)
	}
	i = c.sauter(i, "n", "numero", "°", "no")
	if !c.num(i) || c.val(i) < 1 || c.val(i) > 53 || len(c.j[i].t) > 2 {
		return rien()
	}
	s, a, n := int(c.val(i)), c.auj.Year(), i+1-deb
	if v, k := c.annee(c.sauter(i+1, "de", "/"), false); k > 0 {
		a, n = v, c.sauter(i+1, "de", "/")+k-deb
	}
	l := jourDe(a, 1, 4)
	l = l.AddDate(0, 0, 1-isoJour(l)+7*(s-1))
	return laPeriode(l, l.AddDate(0, 0, 6), n)
}

// fete reads the feasts, with their year in the direction of the field.
func (c *calendrier) fete(i int) lu {
	deb := i
	i = c.sauter(i, "le", "la", "l", "a", "au", "jour", "de", "du", "pour", "ce", "les", "des", "fete", "d", "journee", "nuit", "soir", "veillee")
	f, k := c.nomFete(i)
	if k == 0 {
		return rien()
	}
	i += k
	l := c.sauter(i, "de", "l", "annee", "en", ",")
	if a, ka := c.annee(l, false); ka > 0 {
		return leJour(f(a), l+ka-deb)
	}
	if d, kd := c.modificateur(l); kd > 0 && d != 0 && (l == i || c.est(l-1, "annee")) {
		if c.est(l-1, "annee") {
			return leJour(f(c.auj.Year()+d), l+kd-deb)
		}
		x := *c
		x.sens = Futur
		if d < 0 {
			x.sens = Passe
		}
		return leJour(x.feteAnnee(f), l+kd-deb)
	}
	return leJour(c.feteAnnee(f), i-deb)
}

func (c *calendrier) feteAnnee(f func(int) time.Time) time.Time {
	t := f(c.auj.Year())
	switch {
	case c.sens == Passe && t.After(c.auj):
		return f(c.auj.Year() - 1)
	case c.sens != Passe && t.Before(c.auj):
		return f(c.auj.Year() + 1)
	}
	return t
}

func fixe(m, j int) func(int) time.Time {
	return func(a int) time.Time { return jourDe(a, m, j) }
}

func depuisPaques(d int) func(int) time.Time {
	return func(a int) time.Time { return paques(a).AddDate(0, 0, d) }
}

// paques gives Easter Sunday (Gregorian computus).
func paques(a int) time.Time {
	g, s := a%19, a/100
	h := (s - s/4 - (8*s+13)/25 + 19*g + 15) % 30
	i := h - h/28*(1-29/(h+1)*((21-g)/11))
	l := i - (a+a/4+i+2-s+s/4)%7
	m := 3 + (l+40)/44
	return jourDe(a, m, l+28-31*(m/4))
}

// feteDesMeres is the last Sunday of May, the first of June when it would be Pentecost.
func feteDesMeres(a int) time.Time {
	t := jourDe(a, 5, 31)
	t = t.AddDate(0, 0, -(isoJour(t) % 7))
	if t.Equal(paques(a).AddDate(0, 0, 49)) {
		t = t.AddDate(0, 0, 7)
	}
	return t
}

func troisiemeDimancheJuin(a int) time.Time {
	t := jourDe(a, 6, 1)
	return t.AddDate(0, 0, 7-isoJour(t)+14)
}

func quatriemeJeudiNovembre(a int) time.Time {
	t := jourDe(a, 11, 1)
	return t.AddDate(0, 0, (4-isoJour(t)+7)%7+21)
}

// nomFete reads the name of a feast at i.
func (c *calendrier) nomFete(i int) (func(int) time.Time, int) {
	switch c.a(i) {
	case "reveillon", "noel", "nowel", "nouvel", "premier", "saint", "st", "epiphanie", "rois", "chandeleur", "travail", "victoire", "nationale",
		"assomption", "toussaint", "defunts", "morts", "thanksgiving", "armistice", "halloween", "musique", "mardi", "mercredi", "rameaux", "jeudi", "vendredi",
		"samedi", "dimanche", "lundi", "paques", "ascension", "pentecote", "meres", "peres", "an":
	default:
		return nil, 0
	}
	return c.nomDeFete(i)
}

func (c *calendrier) nomDeFete(i int) (func(int) time.Time, int) {
	type nom struct {
		mots []string
		f    func(int) time.Time
	}
	noms := [...]nom{
		{[]string{"reveillon", "de", "noel"}, fixe(12, 24)},
		{[]string{"reveillon", "du", "nouvel", "an"}, fixe(12, 31)},
		{[]string{"reveillon", "de", "nouvel", "an"}, fixe(12, 31)},
		{[]string{"noel"}, fixe(12, 25)},
		{[]string{"nowel"}, fixe(12, 25)},
		{[]string{"nouvel", "an"}, fixe(1, 1)},
		{[]string{"premier", "de", "l", "an"}, fixe(1, 1)},
		{[]string{"saint", "sylvestre"}, fixe(12, 31)},
		{[]string{"st", "sylvestre"}, fixe(12, 31)},
		{[]string{"saint", "valentin"}, fixe(2, 14)},
		{[]string{"st", "valentin"}, fixe(2, 14)},
		{[]string{"saint", "jean"}, fixe(6, 24)},
		{[]string{"saint", "nicolas"}, fixe(12, 6)},
		{[]string{"saint", "patrick"}, fixe(3, 17)},
		{[]string{"epiphanie"}, fixe(1, 6)},
		{[]string{"rois"}, fixe(1, 6)},
		{[]string{"chandeleur"}, fixe(2, 2)},
		{[]string{"travail"}, fixe(5, 1)},
		{[]string{"victoire"}, fixe(5, 8)},
		{[]string{"nationale"}, fixe(7, 14)},
		{[]string{"assomption"}, fixe(8, 15)},
		{[]string{"toussaint"}, fixe(11, 1)},
		{[]string{"defunts"}, fixe(11, 2)},
		{[]string{"morts"}, fixe(11, 2)},
		{[]string{"armistice"}, fixe(11, 11)},
		{[]string{"thanksgiving"}, quatriemeJeudiNovembre},
		{[]string{"halloween"}, fixe(10, 31)},
		{[]string{"musique"}, fixe(6, 21)},
		{[]string{"mardi", "gras"}, depuisPaques(-47)},
		{[]string{"mercredi", "des", "cendres"}, depuisPaques(-46)},
		{[]string{"rameaux"}, depuisPaques(-7)},
		{[]string{"jeudi", "saint"}, depuisPaques(-3)},
		{[]string{"vendredi", "saint"}, depuisPaques(-2)},
		{[]string{"samedi", "saint"}, depuisPaques(-1)},
		{[]string{"dimanche", "de", "paques"}, depuisPaques(0)},
		{[]string{"lundi", "de", "paques"}, depuisPaques(1)},
		{[]string{"paques"}, depuisPaques(0)},
		{[]string{"jeudi", "de", "l", "ascension"}, depuisPaques(39)},
		{[]string{"ascension"}, depuisPaques(39)},
		{[]string{"dimanche", "de", "pentecote"}, depuisPaques(49)},
		{[]string{"lundi", "de", "pentecote"}, depuisPaques(50)},
		{[]string{"lundi", "de", "la", "pentecote"}, depuisPaques(50)},
		{[]string{"pentecote"}, depuisPaques(49)},
		{[]string{"meres"}, feteDesMeres},
		{[]string{"peres"}, troisiemeDimancheJuin},
	}
	for _, n := range noms {
		if c.suite(i, n.mots...) && c.feteAnnoncee(i, n.mots[0]) {
			return n.f, len(n.mots)
		}
	}
	if c.est(i, "an") && c.suite(i-4, "jour", "de", "l") || c.suite(i-3, "jour", "de", "l", "an") {
		return fixe(1, 1), 1
	}
	return nil, 0
}

// feteAnnoncee asks « fête de/des/du » before the names that are ordinary words.
func (c *calendrier) feteAnnoncee(i int, nom string) bool {
	switch nom {
	case "travail", "victoire", "nationale", "musique", "meres", "peres", "rois", "defunts", "morts":
	default:
		return true
	}
	for k := i - 1; k >= 0 && k >= i-4; k-- {
		if c.est(k, "fete", "jour", "journee") {
			return nom != "travail" || !c.est(k, "journee", "jour")
		}
	}
	return false
}

// saison reads « cet été », « l'hiver prochain », « au printemps 2027 ».
func (c *calendrier) saison(i int) lu {
	deb := i
	i = c.sauter(i, "cet", "ce", "l", "le", "au", "en", "d", "de", "pendant", "a", "cette")
	var m int
	switch c.a(i) {
	case "printemps":
		m = 3
	case "ete":
		m = 6
	case "automne":
		m = 9
	case "hiver":
		m = 12
	default:
		return rien()
	}
	if i == deb && len(c.j) > 1 && c.est(i, "ete") || m == 6 && i > deb && c.est(i-1, "a", "de") {
		return rien()
	}
	i++
	l := c.sauter(i, "de", "l", "annee")
	a := c.auj.Year()
	if v, k := c.annee(l, false); k > 0 {
		a, i = v, l+k
	} else {
		d, k := c.modificateur(i)
		i += k
		fin := jourDe(a, m+3, 20)
		switch {
		case d == 0 && m == 12 && c.est(deb, "cet", "ce") && !c.auj.After(jourDe(a, 3, 20)): // « cet hiver », in February
			a--
		case k > 0 && d < 0, d == 0 && c.sens == Passe:
			if jourDe(a, m, 21).After(c.auj) || d < 0 && !fin.Before(c.auj) {
				a--
			}
		case d > 0 && !jourDe(a, m, 21).After(c.auj), d == 0 && fin.Before(c.auj):
			a++
		}
	}
	return laPeriode(jourDe(a, m, 21), jourDe(a, m+3, 20), i-deb)
}

// reference reads « le jour de la réquisition », « à la date de l'attestation », « le même jour ».
func (c *calendrier) reference(i int) lu {
	deb := i
	i = c.sauter(i, "a", "le", "la", "au", "du", "de", "meme", "ce")
	meme := false
	for k := deb; k < i; k++ {
		meme = meme || c.est(k, "meme")
	}
	annonce := c.est(i, "jour", "date")
	nom := c.est(i, "date") && !meme && (!c.est(i-1, "la") || !c.est(i-2, "a")) // only names the field
	if annonce {
		i++
	}
	if !annonce && c.profondeur < 2 { // « la réquisition » alone is no date, after « la veille de » it is
		return rien()
	}
	if annonce && c.est(i, "meme") && !c.est(i+1, "que") {
		r := rien()
		r.n, r.ref = i+1-deb, "precedente"
		return r
	}
	l := c.sauter(i, "que", "de", "la", "l", "du", "d", "celle", "sur", "le", "qu", "indique", "indiquee", "ou")
	ref := ""
	switch c.a(l) {
	case "requisition", "requisitions", "requis", "requi", "requise":
		ref = "requisition"
	case "attestation", "service":
		ref = "attestation"
	case "prestation", "mission", "audience", "intervention":
		ref = "prestation"
	}
	if ref == "" {
		if meme && annonce {
			r := rien()
			r.n, r.ref = i-deb, "precedente"
			return r
		}
		return rien()
	}
	r := rien()
	r.n, r.ref, r.faible = l+1-deb, ref, nom
	return r
}
