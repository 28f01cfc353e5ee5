package francais

import "time"

// modificateur reads « dernier », « passé », « prochain », « d'avant », « en cours » at i: -1, 0, 1.
func (c *calendrier) modificateur(i int) (decal, n int) {
	switch c.a(i) {
	case "dernier", "passe", "precedent", "der":
		return -1, 1
	case "prochain", "suivant", "pro", "proch":
		return 1, 1
	case "courant", "actuel", "actuelle", "ci", "present":
		return 0, 1
	case "d":
		if c.est(i+1, "avant") {
			return -1, 2
		}
		if c.est(i+1, "apres") {
			return 1, 2
		}
	case "qui":
		if c.est(i+1, "vient", "suit", "arrive") {
			return 1, 2
		}
		if c.suite(i+1, "s", "acheve") || c.suite(i+1, "vient", "de") {
			return -1, 3
		}
	case "a":
		if c.est(i+1, "venir") {
			return 1, 2
		}
	case "en":
		if c.est(i+1, "cours") {
			return 0, 2
		}
	}
	return 0, 0
}

// jourSemaine reads « mardi », « mardi dernier », « mardi en huit », « mardi 13 », « lundi de la
// semaine dernière ».
func (c *calendrier) jourSemaine(i int) lu {
	deb := i
	i = c.sauter(i, "le", "du", "au", "ce", "de", "pour")
	demonstratif := c.est(i-1, "ce") && i > deb
	inverse, inv := 0, false
	if d, k := c.modificateur(i); k == 1 && d != 0 && !c.est(i, "passe") { // « le dernier vendredi », not « je passe vendredi »
		inverse, inv = d, true
		i++
	}
	w := jourDuMot(c.a(i), true)
	if w == 0 {
		return rien()
	}
	long := jourDuMot(c.a(i), false) > 0
	if !long && !c.est(i+1, ".") && len(c.j) > 1 && (!c.est(i+1, "dernier", "prochain", "soir", "matin") || c.est(i, "mer")) {
		return rien()
	}
	i++
	if !long && c.est(i, ".") {
		i++
	}
	if inv {
		if c.est(i, "de", "d", "du") && (moisDuMot(c.a(i+1)) > 0 || c.est(i+1, "mois", "l", "annee")) {
			return rien() // « le dernier vendredi d'octobre » is an ordinal
		}
		return c.semaineDecalee(w, inverse, i-deb)
	}
	if r := c.jourDeSemaine(w, i, deb); r.n > 0 {
		return r
	}
	if pa, k := c.partie(i); k > 0 { // « samedi soir dernier »
		if d, l := c.modificateur(i + k); l > 0 && d != 0 {
			r := c.semaineDecalee(w, d, i+k+l-deb)
			r.partie = pa
			return r
		}
	}
	if d, k := c.modificateur(i); k > 0 && d != 0 {
		return c.semaineDecalee(w, d, i+k-deb)
	}
	l := c.sauter(i, ",", "le")
	if r := c.numerique(l); r.n > 0 && c.num(l) { // « mercredi 21/10 »
		r.n += l - deb
		if r.impossible == "" && len(r.autres) == 0 {
			r = c.accorder(r, w, r.n-(l-deb) > 3)
		}
		return r
	}
	if j, k := c.nombreJour(l); k > 0 && j >= 1 && j <= 31 && !c.unitaire(l+k) && moisDuMot(c.a(l+k)) == 0 && (!c.colle(l+k) || c.j[l+k].genre != mot) {
		if r := c.jourEtQuantieme(w, j, l+k-deb); r.n > 0 {
			return r
		}
	}
	if c.est(i, "ci") {
		i++
	}
	return c.jourNomme(w, i-deb, demonstratif)
}

// jourNomme resolves a bare weekday (R7): the most recent past one, or the next one.
func (c *calendrier) jourNomme(w, n int, demonstratif bool) lu {
	r := leJour(c.prochainJour(w), n)
	if c.sens == Passe {
		r = leJour(c.precedentJour(w), n)
		if isoJour(c.auj) == w {
			r.autres, r.ambigu = []time.Time{c.auj}, true
			if demonstratif {
				r.jour, r.autres[0] = r.autres[0], r.jour
			}
		}
	} else if demonstratif && isoJour(c.auj) == w {
		r = leJour(c.auj, n)
	}
	r.nomme = true
	return r
}

func (c *calendrier) precedentJour(w int) time.Time {
	d := (isoJour(c.auj) - w + 7) % 7
	if d == 0 {
		d = 7
	}
	return c.auj.AddDate(0, 0, -d)
}

func (c *calendrier) prochainJour(w int) time.Time {
	d := (w - isoJour(c.auj) + 7) % 7
	if d == 0 {
		d = 7
	}
	return c.auj.AddDate(0, 0, d)
}

// semaineDecalee resolves « mardi dernier » and « mardi prochain »; a last Tuesday that was
// yesterday, or a next one that is tomorrow, may mean the one further.
func (c *calendrier) semaineDecalee(w, d, n int) lu {
	t := c.prochainJour(w)
	if d < 0 {
		t = c.precedentJour(w)
	}
	r := leJour(t, n)
	if ecartJours(t, c.auj) <= 2 {
		r.autres, r.ambigu = []time.Time{t.AddDate(0, 0, 7*d)}, true
	}
	return r
}

// jourDeSemaine reads « en huit », « en quinze », « de la semaine dernière », « de cette semaine ».
func (c *calendrier) jourDeSemaine(w, i, deb int) lu {
	if c.est(i, "en") && (c.est(i+1, "huit", "quinze") || c.val(i+1) == 8 || c.val(i+1) == 15) {
		j := 7
		if c.est(i+1, "quinze") || c.val(i+1) == 15 {
			j = 14
		}
		t := c.prochainJour(w)
		if isoJour(c.auj) == w { // « mardi en huit » said on a Tuesday is a week away
			t = c.auj
		}
		return leJour(t.AddDate(0, 0, j), i+2-deb)
	}
	if l := c.sauter(i, "d"); c.est(l, "il", "y", "ya", "dans") { // « lundi d'il y a deux semaines »
		if r := c.duree(l); r.n > 0 && r.heure < 0 && ecartJours(r.jour, c.auj) >= 7 {
			return leJour(r.jour.AddDate(0, 0, w-isoJour(r.jour)), l+r.n-deb)
		}
	}
	l := c.sauter(i, "de", "la", "cette", "d", "en", "dans")
	if l == i || !c.est(l, "semaine") && !c.est(l+1, "semaine") {
		return rien()
	}
	u := c.uniteRelative(c.reculer(l))
	if u.n == 0 {
		u = c.ordinal(c.reculer(l))
	}
	if u.n == 0 || u.jour.IsZero() {
		return rien()
	}
	fin := c.reculer(l) + u.n
	return leJour(u.jour.AddDate(0, 0, w-1), fin-deb)
}

// reculer gives the index of the determiner just before i, or i.
func (c *calendrier) reculer(i int) int {
	if c.est(i-1, "la", "cette", "le", "l", "ce", "cet", "les") {
		return i - 1
	}
	return i
}

// jourEtQuantieme finds the « mardi 13 » nearest in the direction of the field.
func (c *calendrier) jourEtQuantieme(w, j, n int) lu {
	base := c.jourSeul(j, n)
	if base.n == 0 {
		return base
	}
	pas := 1
	if c.sens == Passe {
		pas = -1
	}
	m := base.jour.AddDate(0, 0, 1-base.jour.Day())
	for range 7 {
		t := jourDe(m.Year(), int(m.Month()), j)
		if t.Month() == m.Month() && isoJour(t) == w {
			return leJour(t, n)
		}
		m = m.AddDate(0, pas, 0)
	}
	return c.accorder(base, w, true)
}

// motRelatif reads « hier », « avant-hier », « aujourd'hui », « demain », « la veille », « ce
// matin », « cette nuit », « maintenant ».
func (c *calendrier) motRelatif(i int) lu {
	deb := i
	i = c.sauter(i, "le", "la", "l", "d", "des", "pour", "depuis", "jusqu", "jusque")
	jour := func(d, n int) lu {
		if c.est(i+n, "en") && c.est(i+n+1, "huit", "quinze") {
			return leJour(c.auj.AddDate(0, 0, d+7+7*b2i(c.est(i+n+1, "quinze"))), i+n+2-deb)
		}
		return leJour(c.auj.AddDate(0, 0, d), i+n-deb)
	}
	switch c.a(i) {
	case "avant":
		if c.est(i+1, "avant") && c.est(i+2, "hier") {
			return jour(-3, 3)
		}
		if c.est(i+1, "hier") {
			return jour(-2, 2)
		}
	case "avanthier", "avthier":
		return jour(-2, 1)
	case "hier":
		return jour(-1, 1)
	case "aujourdhui":
		return jour(0, 1)
	case "demain":
		return jour(1, 1)
	case "apres":
		if c.est(i+1, "apres") && c.est(i+2, "demain") {
			return jour(3, 3)
		}
		if c.est(i+1, "demain") {
			return jour(2, 2)
		}
	case "apresdemain":
		return jour(2, 1)
	case "maintenant", "immediatement", "mtn", "mnt":
		return c.instant(i + 1 - deb)
	case "tout":
		if c.suite(i+1, "de", "suite") {
			return c.instant(i + 3 - deb)
		}
	case "instant":
		if c.est(i-1, "l") {
			return c.instant(i + 1 - deb)
		}
	case "ce", "cet", "cette":
		return c.cePartie(i, deb)
	case "veille", "avant-veille", "lendemain", "surlendemain", "avantveille":
		return c.veille(i, deb)
	case "nuit", "soir", "matin", "apresmidi":
		if d, k := c.modificateur(i + 1); k > 0 && d != 0 {
			pa, _ := c.partie(i)
			r := jour(d, 1+k)
			if d > 0 && pa == Nuit {
				r = jour(0, 1+k)
			}
			r.partie = pa
			return r
		}
		if pa, k := c.partie(i); i > deb && c.est(i-1, "la", "l", "le") || c.est(i-1, "en") && k > 0 { // « dans la soirée »
			return c.duJour(c.aUnMoment(pa, i+k-deb), deb)
		}
	case "journee":
		if c.suite(i-2, "dans", "la") || c.suite(i-2, "de", "la") { // « dans la journée », « au cours de la journée »
			return c.aUnMoment(Journee, i+1-deb)
		}
	case "tot", "tard", "bon", "grand", "petit": // « tôt le matin », « de bon matin »
		l := c.sauter(i+1, "le", "dans", "la", "en", "au")
		if pa, k := c.partie(l); k > 0 && pa != Journee {
			return c.duJour(c.aUnMoment(pa, l+k-deb), deb)
		}
	}
	return rien()
}

func (c *calendrier) instant(n int) lu {
	r := leJour(c.auj, n)
	r.heure = c.minute
	return r
}

// cePartie reads « ce matin », « ce soir », « cette nuit », « ce jour ».
func (c *calendrier) cePartie(i, deb int) lu {
	if c.est(i+1, "jour", "midi") {
		r := leJour(c.auj, i+2-deb)
		if c.est(i+1, "midi") {
			r.heure = 720
		}
		return r
	}
	pa, k := c.partie(i + 1)
	if k == 0 {
		return rien()
	}
	r := leJour(c.auj, i+1+k-deb)
	if pa == Nuit && c.sens == Passe {
		r.jour = c.auj.AddDate(0, 0, -1)
	}
	r.partie, r.nuitDite = pa, pa == Nuit
	return r
}

// veille reads « la veille », « le lendemain » with or without what they count from.
func (c *calendrier) veille(i, deb int) lu {
	var d int
	switch c.a(i) {
	case "veille":
		d = -1 - b2i(c.est(i-1, "avant"))
	case "avantveille":
		d = -2
	case "lendemain":
		d = 1
	case "surlendemain":
		d = 2
	default:
		return rien()
	}
	i++
	pa, k := c.partie(c.sauter(i, "au"))
	if k > 0 {
		k += c.sauter(i, "au") - i
	}
	l := c.sauter(i+k, "de", "du", "d")
	base := rien()
	if l > i+k || c.est(i+k, "le") {
		base = c.date(c.reculerArticle(l))
		if base.n > 0 {
			l = c.reculerArticle(l)
		}
	}
	switch {
	case base.n == 0:
		r := leJour(c.auj.AddDate(0, 0, d), i+k-deb)
		r.partie, r.ref, r.decal, r.ambigu = pa, "precedente", d, true
		return r
	case base.impossible != "":
		base.n += l - deb
		return base
	case base.ref != "":
		base.decal += d
	default:
		base.jour, base.fin = base.jour.AddDate(0, 0, d), time.Time{}
	}
	base.n += l - deb
	base.partie = pa
	return base
}

// reculerArticle keeps « du 3 » whole for the readers that need the article.
func (c *calendrier) reculerArticle(i int) int {
	if c.est(i-1, "du") && (c.num(i) || c.profondeur == 0) {
		return i - 1
	}
	return i
}

// duree reads « il y a 3 jours », « dans 3 semaines », « 3 jours après Noël », « 2 mois plus tôt »,
// « d'ici 15 jours », « sous huitaine ».
func (c *calendrier) duree(i int) lu {
	deb := i
	signe := 0
	switch {
	case c.suite(i, "il", "y", "a"):
		signe, i = -1, i+3
	case c.suite(i, "il", "ya"), c.suite(i, "y", "a"):
		signe, i = -1, i+2
	case c.est(i, "ya", "voila", "voici"), c.suite(i, "ca", "fait"), c.suite(i, "cela", "fait"):
		signe = -1
		i = c.sauter(i, "ya", "voila", "voici", "ca", "cela", "fait", "deja")
	case c.est(i, "depuis"):
		signe, i = -1, i+1
	case c.suite(i, "d", "ici"):
		signe, i = 1, i+2
	case c.suite(i, "dans", "un", "delai", "de"):
		signe, i = 1, i+4
	case c.est(i, "dans", "sous"):
		signe, i = 1, i+1
	case c.est(i, "apres") && c.sens != Passe && !c.est(i+1, "le", "la", "l"): // « après 5 jours »
		signe, i = 1, i+1
	case c.suite(i, "ca", "remonte", "a"), c.suite(i, "cela", "remonte", "a"):
		signe, i = -1, i+3
	case c.est(i, "la", "le", "l"): // « la semaine avant Noël »
		if u, k := c.unite(i + 1); k > 0 && c.est(i+2, "avant", "apres", "d") && u.minutes == 0 && u.secondes == 0 {
			l := c.sauter(i+2, "d")
			if r := c.autour(l, deb, u); r.n > 0 && l+1 < len(c.j) && c.est(l, "avant", "apres") {
				return r
			}
		}
		return rien()
	}
	i = c.sauter(i, "environ", "deja", "a", "peu", "pres", "exactement", "les", "cela", "bien", "presque", "encore", "juste", "peine", "moins", "plus", "de", "d")
	e, k := c.ecart(i)
	if k == 0 && signe > 0 && c.est(i, "huitaine", "quinzaine") {
		e, _ = c.unite(i)
		k = 1
	}
	if k == 0 && signe < 0 && c.est(i, "quelques") {
		return rien()
	}
	if k == 0 {
		return rien()
	}
	i += k
	switch {
	case signe != 0:
		r := c.decaler(c.auj, e, int64(signe), i-deb, true)
		if e == (ecart{jours: 8}) || e == (ecart{jours: 15}) { // « huit jours » is often a week
			r.autres = []time.Time{r.jour.AddDate(0, 0, -signe)}
		}
		return r
	case c.est(i, "plus") && c.est(i+1, "tot"), c.est(i, "en") && c.est(i+1, "arriere"):
		return c.decaler(c.auj, e, -1, i+2-deb, true)
	case c.est(i, "plus") && c.est(i+1, "tard"):
		return c.decaler(c.auj, e, 1, i+2-deb, true)
	case c.est(i, "avant", "apres", "suivant", "a"):
		return c.autour(i, deb, e)
	}
	return rien()
}

// autour reads what follows « 3 jours avant/après ».
func (c *calendrier) autour(i, deb int, e ecart) lu {
	s := int64(1)
	if c.est(i, "avant") {
		s = -1
	}
	i++
	if c.est(i-1, "a") {
		if !c.suite(i, "compter", "de", "d", "partir") && !c.est(i, "partir", "compter") {
			return rien()
		}
		i++
	}
	l := c.sauter(i, "de", "d")
	b := c.date(l)
	if b.n == 0 {
		if i == len(c.j) && !c.est(i-1, "a") {
			return c.decaler(c.auj, e, s, i-deb, true)
		}
		return rien()
	}
	if b.impossible != "" {
		b.n += l - deb
		return b
	}
	if b.ref != "" && e.mois == 0 && e.jourSeul() {
		b.decal += int(s * e.jours)
		b.n += l - deb
		return b
	}
	base := b.jour
	if !b.fin.IsZero() && c.est(c.sauter(l, "la", "le", "l"), "fin") { // « 3 jours avant la fin du mois »
		base = b.fin
	}
	return c.decaler(base, e, s, l+b.n-deb, false)
}

// decaler moves a day by a length of time; lengths under a day give an hour.
func (c *calendrier) decaler(base time.Time, e ecart, s int64, n int, depuisMaintenant bool) lu {
	if e.mois > 12000 || e.jours > 1_000_000 || e.minutes > 100_000_000 || e.secondes > 100_000_000 {
		return rien()
	}
	t := base.AddDate(0, int(s*e.mois), 0)
	if t.Day() != base.Day() { // 31 January + 1 month is the last day of February
		t = t.AddDate(0, 0, -t.Day())
	}
	t = t.AddDate(0, 0, int(s*e.jours))
	r := leJour(t, n)
	if e.jourSeul() {
		return r
	}
	m := int64(0)
	if depuisMaintenant {
		m = int64(c.minute)
	}
	m += s * (e.minutes + e.secondes/60)
	j := m / 1440
	if m %= 1440; m < 0 {
		m, j = m+1440, j-1
	}
	r.jour, r.heure = t.AddDate(0, 0, int(j)), int(m)
	return r
}
