package francais

// jourNu reads « le 3 », « le 13 du mois dernier », and as a weak reading a bare « 6 ».
func (c *calendrier) jourNu(i int) lu {
	deb := i
	article := c.est(i, "le", "du", "au", "ce", "les")
	pluriel := c.est(i, "les")
	if article {
		i++
	}
	j, k := c.nombreJour(i)
	if k == 0 || j < 1 || j > 31 && !article || pluriel && !c.est(i+k, "et") {
		return rien()
	}
	mots := !c.num(i)
	i += k
	if c.unitaire(i) || c.est(i, "fois", "personnes", "lignes") || c.est(i, ".", ",") && c.num(i+1) && c.colle(i) && c.colle(i+1) || c.num(i) && !c.colle(i) && k == 1 && len(c.j[i].t) == 3 {
		return rien()
	}
	if c.colle(i) && c.j[i].genre != signe {
		return rien()
	}
	if n, k := c.nombreJour(i + 1); k > 0 && n <= 12 && n >= 1 && article && c.est(i, "du") && !c.unitaire(i+1+k) && moisDuMot(c.a(i+1+k)) == 0 { // « le 3 du 10 »
		if a, ka := c.annee(i+1+k, true); ka > 0 {
			return c.dansAnnee(a, n, j, i+1+k+ka-deb)
		}
		return c.sansAnnee(n, j, i+1+k-deb)
	}
	_, auMoment := c.partie(i + 1)
	if !article && (len(c.j) > 2 && (!c.est(i, "au") || auMoment == 0) || deb > 0) || mots && c.a(i-1) == "un" || mots && !article {
		return rien()
	}
	n, decal, dit := c.moisRelatif(i)
	if dit {
		m := c.auj.AddDate(0, decal, 1-c.auj.Day())
		return c.dansAnnee(m.Year(), int(m.Month()), j, i+n-deb)
	}
	if m, a := c.moisPlusLoin(i); m > 0 {
		if a > 0 {
			return c.dansAnnee(a, m, j, i-deb)
		}
		return c.sansAnnee(m, j, i-deb)
	}
	r := c.jourSeul(j, i-deb)
	r.faible = !article || mots && j == 1
	return r
}

// moisPlusLoin gives the month said after other days: « le 28, le 29 et le 30 septembre 2026 ».
func (c *calendrier) moisPlusLoin(i int) (m, a int) {
	if !c.est(i, "et", ",", "puis", "ou", "&", "+") {
		return 0, 0
	}
	for fin := i + 12; i < fin && i < len(c.j); i++ {
		if m := moisDuMot(c.a(i)); m > 0 && c.num(i-1) {
			a, _ := c.annee(i+1, false)
			return m, a
		}
		if !c.est(i, "et", ",", "puis", "ou", "le", "les", "&", "+") && (!c.num(i) || c.val(i) > 31 || c.unitaire(i+1)) {
			return 0, 0
		}
	}
	return 0, 0
}

// moisRelatif reads « de ce mois », « du mois dernier », « courant », « dernier » after a day.
func (c *calendrier) moisRelatif(i int) (n, decal int, dit bool) {
	l := c.sauter(i, "de", "du", "d", "le", "ce")
	if c.est(l, "mois") && l > i {
		d, k := c.modificateur(l + 1)
		return l + 1 + k - i, d, true
	}
	if c.est(i, "courant") {
		return 1, 0, true
	}
	if d, k := c.modificateur(i); k > 0 && d != 0 {
		if d < 0 && c.auj.Day() > 1 && c.valeurJourAvant(i) < c.auj.Day() || d > 0 && c.valeurJourAvant(i) > c.auj.Day() {
			d = 0 // « le 6 dernier » said on the 14th is this month's
		}
		return k, d, true
	}
	return 0, 0, false
}

func (c *calendrier) valeurJourAvant(i int) int {
	if c.num(i - 1) {
		return int(c.val(i - 1))
	}
	return 1
}

// jourSeul gives its month to a day alone, in the direction of the field.
func (c *calendrier) jourSeul(j, n int) lu {
	if j > 31 {
		return c.verifier(c.auj.Year(), int(c.auj.Month()), j, n)
	}
	pas := 1
	if c.sens == Passe {
		pas = -1
	}
	m := c.auj.AddDate(0, 0, 1-c.auj.Day())
	for range 14 {
		t := jourDe(m.Year(), int(m.Month()), j)
		if t.Month() == m.Month() && (pas < 0 && !t.After(c.auj) || pas > 0 && !t.Before(c.auj)) {
			r := leJour(t, n)
			r.jourSeul = true
			return r
		}
		m = m.AddDate(0, pas, 0)
	}
	return rien()
}
