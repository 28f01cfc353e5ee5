package lecture

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
)

// proposerEtiquettes turns the labels of a page into candidates. hautCadre2 is the height at which
// the authority's part begins: the labels below it speak of the signature.
func (l *lecteur) proposerEtiquettes(page int, f *feuille, lieux []lieu, hautCadre2 float64) {
	section := roleAucun
	for _, x := range lieux {
		z := f.segments[x.seg].zone
		if z.cy() > hautCadre2 {
			continue
		}
		if len(x.valeur) == 0 || x.role == roleMission {
			switch x.role {
			case roleAutorite, rolePersonne:
				section = x.role
			case roleMission:
				section = roleAucun
			default:
			}
		}
		l.proposerUn(page, x, section)
	}
}

// proposerUn proposes the value of one label.
func (l *lecteur) proposerUn(page int, x lieu, section role) {
	if len(x.valeur) == 0 {
		return
	}
	p := x.poids * 0.97
	if x.flou {
		p *= 0.97
	}
	c := candidat{page: page, base: p, voie: voieEtiquette, sur: !x.flou}
	r := x.role
	if r == roleNom && section != roleAucun || r == roleNomPrenom || x.serree == "nometprenom" || x.serree == "nomprenom" || x.serree == "identite" {
		if section == roleAutorite {
			r = roleAutorite
		} else if r != roleNom || section == rolePersonne {
			r = rolePersonne
		}
	}
	switch r {
	case roleNumero:
		l.proposerNumero(c, x.valeur)
	case roleAutorite:
		l.proposerAutorite(c, x.valeur)
	case roleQualite:
		l.proposerQualite(c, x.valeur)
	case roleService:
		l.proposerService(c, x.valeur)
	case rolePersonne:
		l.proposerPersonne(c, x.valeur)
	case roleNature:
		l.proposerNature(c, x.valeur)
	case roleDateRequisition, roleDate:
		if r == roleDate {
			c.base *= 0.99
		}
		l.proposerDate(c, DateRequisition, x.valeur)
	case roleDatePrestation:
		l.proposerDate(c, DatePrestation, x.valeur)
	case roleHeureDebut:
		l.proposerHeures(c, x.valeur, HeureDebut)
	case roleHeureFin:
		l.proposerHeures(c, x.valeur, HeureFin)
	case roleHoraires:
		l.proposerHeures(c, x.valeur, "")
	case rolePages:
		l.proposerPages(c, x.valeur)
	case roleMission:
		if !l.cases { // under the heading of a list of boxes stands its first line, ticked or not
			l.proposerPrestation(c, x.valeur)
		}
	case roleAucun, roleNom, rolePrenom, roleNomPrenom, roleSignature, roleCadre2, roleArret:
	}
}

func (l *lecteur) garder(c candidat) {
	c.valeur = strings.TrimSpace(c.valeur)
	if l.feuilles[c.page].page.Ocr && (c.cle == AutoriteNom || c.cle == PersonneRequise) {
		c.valeur, c.base = redresserNom(c.cle, c.valeur, c.mots, c.base)
	}
	if c.valeur != "" && len(c.mots) > 0 {
		if c.texte == "" {
			c.texte = joindre(c.mots)
		}
		l.candidats = append(l.candidats, c)
	}
}

func (l *lecteur) proposerNumero(c candidat, mots []Mot) {
	v, pris, ok := numero(mots)
	if !ok {
		return
	}
	c.cle, c.valeur, c.mots = NumeroAffaire, v, pris
	c.sur = c.sur && serrer(v) == serrer(joindre(pris))
	l.garder(c)
}

func (l *lecteur) proposerAutorite(c candidat, mots []Mot) {
	nom, motsNom, q, motsQ, surQ := autorite(mots)
	if q != "" {
		d := c
		d.cle, d.valeur, d.mots, d.sur = AutoriteQualite, q, motsQ, c.sur && surQ
		l.garder(d)
	}
	if nom.nom == "" || nom.prenom == "" && q == "" && c.voie == voieEtiquette && !majuscule(nom.nom) {
		return
	}
	if _, n := serviceAuDebut(joindre(motsNom)); n > 0 {
		return
	}
	c.cle, c.valeur, c.mots, c.sur = AutoriteNom, nom.pour(AutoriteNom), motsNom, c.sur && nom.sur
	if nom.prenom == "" {
		c.base *= 0.85
	}
	l.garder(c)
}

func (l *lecteur) proposerQualite(c candidat, mots []Mot) {
	f := coulerMots(mots)
	s := string(f.brut)
	c.cle = AutoriteQualite
	if q, ok := trouverQualite(s); ok {
		_, c.mots = f.extrait(q.debut, q.fin)
		c.valeur, c.sur = q.valeur, c.sur && q.sur
		l.garder(c)
		return
	}
	v := strings.Trim(s, " ,.;:")
	if len(mots) > 9 || avecChiffre.MatchString(v) || len(serrer(v)) < 4 {
		return
	}
	c.valeur, c.mots, c.base = v, mots, c.base*0.85
	l.garder(c)
}

func (l *lecteur) proposerService(c candidat, mots []Mot) {
	s := string(coulerMots(mots).brut)
	c.cle = Service
	if l.feuilles[c.page].page.Ocr {
		if r, change := redresserService(mots, s); change {
			c.texte = joindre(mots)
			s, c.sur = r, false
		}
	}
	if v, n := serviceAuDebut(s); n > 0 {
		c.valeur, c.mots = v, motsDuTexte(mots, v)
		if c.texte != "" {
			c.mots = mots
		}
		l.garder(c)
		return
	}
	v := strings.Trim(s, " ,.;:")
	if len(mots) > 14 || len(serrer(v)) < 3 {
		return
	}
	c.valeur, c.mots, c.base = v, mots, c.base*0.9
	l.garder(c)
}

// organisme tells the names of bodies, which are not taken apart.
var organisme = regexp.MustCompile(`^(?:l'|la |le )?(association|societe|sarl|sas|sasu|eurl|scp|selarl|laboratoire|institut|centre|clinique|hopital|chu|entreprise|cabinet|groupement|fondation|ets|etablissements?)\b`)

func (l *lecteur) proposerPersonne(c candidat, mots []Mot) {
	s := string(coulerMots(mots).brut)
	if organisme.MatchString(plier(s)) {
		v, _, _ := strings.Cut(s, ",")
		c.cle, c.valeur, c.mots, c.base = PersonneRequise, v, motsDuTexte(mots, v), c.base*0.93
		l.garder(c)
		return
	}
	p, n := nommer(s, true)
	if n == 0 || p.nom == "" {
		return
	}
	c.cle, c.valeur, c.mots, c.sur = PersonneRequise, p.pour(PersonneRequise), motsDuTexte(mots, strings.TrimSpace(s[:n])), c.sur && p.sur
	if p.prenom == "" {
		c.base *= 0.85
	}
	l.garder(c)
}

func (l *lecteur) proposerNature(c candidat, mots []Mot) {
	v := strings.Trim(string(coulerMots(mots).brut), " ,.;:_|")
	if len(mots) > 30 || len(serrer(v)) < 3 || !strings.ContainsFunc(v, unicode.IsLetter) {
		return
	}
	c.cle, c.valeur, c.mots = NatureAffaire, v, mots
	if _, ok := trouverQualite(v); ok {
		return
	}
	l.garder(c)
}

func (l *lecteur) proposerDate(c candidat, cle Cle, mots []Mot) {
	f := coulerMots(mots)
	ds := dates(f.plie)
	if len(ds) == 0 || ds[0].debut > 40 {
		return
	}
	c.cle, c.valeur, c.sur = cle, ds[0].valeur, c.sur && ds[0].sur
	_, c.mots = f.extrait(ds[0].debut, ds[0].fin)
	l.garder(c)
	if cle == DatePrestation || cle == DateRequisition && l.nature == Attestation {
		l.proposerHeures(candidat{page: c.page, base: c.base * 0.93, voie: c.voie, sur: c.sur}, mots, "")
	}
}

// proposerHeures proposes one time for cle, or with no key the two of a range.
func (l *lecteur) proposerHeures(c candidat, mots []Mot, cle Cle) {
	f := coulerMots(mots)
	hs := heures(f.plie)
	if len(hs) == 0 || cle == "" && len(hs) < 2 {
		return
	}
	cles := []Cle{cle}
	if cle == "" {
		cles = []Cle{HeureDebut, HeureFin}
	}
	for i, k := range cles {
		d := c
		d.cle, d.valeur, d.sur = k, hs[i].valeur, c.sur && hs[i].sur
		_, d.mots = f.extrait(hs[i].debut, hs[i].fin)
		l.garder(d)
	}
}

func (l *lecteur) proposerPages(c candidat, mots []Mot) {
	s := plier(joindre(mots))
	if i := strings.LastIndexByte(s, ')'); i >= 0 {
		s = s[i+1:]
	} else if i := strings.LastIndex(s, "mots"); i >= 0 {
		s = s[i+len("mots"):]
	}
	ms := morceaux(strings.Trim(s, " :."))
	if len(ms) == 0 {
		return
	}
	t := strings.Trim(ms[0].texte, " .,:;_()")
	v := chiffres(t)
	if v <= 0 || v >= 10000 {
		return
	}
	for _, m := range slices.Backward(mots) {
		if strings.Contains(plier(m.Texte), t) {
			c.mots = []Mot{m}
			break
		}
	}
	c.cle, c.valeur, c.sur = NombrePages, strconv.Itoa(v), c.sur && purChiffres(t)
	l.garder(c)
}

func (l *lecteur) proposerPrestation(c candidat, mots []Mot) {
	f := coulerMots(mots)
	t, ok := chercherPrestation(f.plie)
	if !ok {
		return
	}
	_, c.mots = f.extrait(t.debut, t.fin)
	c.cle, c.valeur, c.sur = Prestation, t.valeur, c.sur && t.sur
	l.garder(c)
}

// redresserNom repairs the given name of a value read by OCR, and trusts known ones a little more.
func redresserNom(k Cle, v string, mots []Mot, base float64) (string, float64) {
	w := strings.Fields(v)
	if len(w) < 2 {
		return v, base
	}
	i := len(w) - 1
	if k == AutoriteNom {
		i = 0
	}
	if prenomConnu(w[i]) {
		return v, base + 0.01
	}
	sur := 1.0
	for _, m := range mots {
		if strings.Contains(m.Texte, w[i]) {
			sur = m.Confiance
		}
	}
	if bon, ok := redresserPrenom(w[i]); ok && sur < 0.92 {
		w[i] = bon
		return strings.Join(w, " "), base - 0.06
	}
	return v, base
}
