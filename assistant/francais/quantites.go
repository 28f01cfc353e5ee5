package francais

// QuantiteLue is a counted thing: hours, pages, kilometres, units.
type QuantiteLue struct {
	Milliemes int64  // thousandths of the unit
	Unite     string // heure, jour, page, mot, km, ligne, unite, or "" when none was said
	Minutes   int    // for hours
	Ambigu    bool
	Debut     int // bytes of the normalised text
	Fin       int
	Texte     string
}

// Calcul is a quantity at a price: « 1h30 à 90 », « 12 pages à 25 ».
type Calcul struct {
	QuantiteMilliemes int64
	PrixCentimes      int64
	TotalCentimes     int64 // rounded half away from zero
	Unite             string
	Taxe              string
	Debut             int // bytes of the normalised text
	Fin               int
}

// uniteQuantite gives the unit of the word at i.
func (p *phrase) uniteQuantite(i int) (string, int) {
	switch p.a(i) {
	case "heure", "heures", "h", "hr", "hrs", "heur", "hre", "hres":
		return "heure", 1
	case "minute", "minutes", "min", "mn":
		return "minute", 1
	case "jour", "jours", "journee", "journees", "j":
		return "jour", 1
	case "demi":
		if p.est(i+1, "journee", "journees") {
			return "demi-journee", 2
		}
	case "page", "pages", "pg", "pgs", "feuillet", "feuillets", "pag":
		return "page", 1
	case "mot", "mots":
		return "mot", 1
	case "km", "kms", "kilometre", "kilometres", "bornes", "kilometres-heure":
		return "km", 1
	case "ligne", "lignes":
		return "ligne", 1
	case "unite", "unites", "acte", "actes", "examen", "examens", "expertise", "expertises", "rapport", "rapports", "consultation",
		"consultations", "mission", "missions", "personne", "personnes", "dossier", "dossiers", "vacation", "vacations", "seance", "seances",
		"document", "documents", "prestation", "prestations", "audience", "audiences", "entretien", "entretiens", "audition", "auditions":
		return "unite", 1
	}
	return "", 0
}

// Quantites reads the counted things of a text, in order.
func Quantites(s string) []QuantiteLue {
	p := decouper(s)
	var l []QuantiteLue
	for i := 0; i < len(p.j); {
		q, k := p.quantite(i)
		if k == 0 {
			i++
			continue
		}
		l = append(l, q)
		i += k
	}
	return l
}

// Quantite reads the first counted thing of a text; a bare number counts when nothing better is
// there. ok is false when there is none.
func Quantite(s string) (q QuantiteLue, ok bool) {
	if l := Quantites(s); len(l) > 0 {
		return l[0], true
	}
	for _, n := range Nombres(s) {
		if !n.Ordinal {
			return QuantiteLue{Milliemes: n.Millieme, Ambigu: n.Ambigu, Debut: n.Debut, Fin: n.Fin, Texte: n.Texte}, true
		}
	}
	return QuantiteLue{}, false
}

// quantite reads a number with its unit, or a span of hours, at i.
func (p *phrase) quantite(i int) (QuantiteLue, int) {
	var q QuantiteLue
	pl, k := p.plage(i)
	if k > 0 {
		q.Minutes = pl.Duree
	} else if e, l := p.ecart(i); l > 0 && e.mois == 0 && e.jours == 0 && !p.est(i, "-") {
		q.Minutes, k = int(e.enMinutes()), l
	}
	if k > 0 {
		q.Unite, q.Milliemes = "heure", (int64(q.Minutes)*1000+30)/60
	} else {
		n, l := p.nombre(i)
		if l == 0 || n.Ordinal {
			return q, 0
		}
		j := i + l
		if p.est(j, "petites", "grosses", "bonnes", "nouvelles") {
			j++
		}
		u, m := p.uniteQuantite(j)
		if m == 0 || u == "j" && !p.colle(j) {
			return q, 0
		}
		q.Unite, q.Milliemes, q.Ambigu, k = u, n.Millieme, n.Ambigu, j+m-i
		if u == "jour" && p.suite(i+k, "et", "demi") {
			q.Milliemes, k = q.Milliemes+500, k+2
		}
	}
	q.Debut, q.Fin = p.borne(i, k)
	q.Texte = p.s[q.Debut:q.Fin]
	return q, k
}

// Calculs reads the products « quantity at price » of a text, in order.
func Calculs(s string) []Calcul {
	p := decouper(s)
	var l []Calcul
	for i := 0; i < len(p.j); {
		c, k := p.calcul(i)
		if k == 0 {
			i++
			continue
		}
		l = append(l, c)
		i += k
	}
	return l
}

func (p *phrase) calcul(i int) (Calcul, int) {
	q, k := p.quantite(i)
	if k == 0 {
		n, l := p.nombre(i)
		if l == 0 || n.Ordinal || n.Ambigu || n.Millieme <= 0 || !p.est(i+l, "x", "*", "×", "fois") {
			return Calcul{}, 0
		}
		q.Milliemes, k = n.Millieme, l
	}
	j := i + k
	switch {
	case p.est(j, "a", "x", "*", "×", "fois", "@"):
		j++
	case p.est(j, ",") && p.num(j+1) && !p.colle(j+1):
		j++
	default:
		return Calcul{}, 0
	}
	j = p.sauter(j, "raison", "de")
	if _, h := p.heure(j); h > 0 {
		return Calcul{}, 0
	}
	m, l := p.montant(j)
	if l == 0 || m.Gratuit || m.Centimes < 0 || m.Ambigu || q.Milliemes <= 0 {
		return Calcul{}, 0
	}
	if p.est(j-1, ",") && m.Devise == "" {
		return Calcul{}, 0
	}
	if m.Devise != "" && m.Devise != "EUR" || m.Centimes > limiteNombre/1000 || q.Milliemes > limiteNombre/1000 {
		return Calcul{}, 0
	}
	c := Calcul{QuantiteMilliemes: q.Milliemes, PrixCentimes: m.Centimes, Unite: q.Unite, Taxe: m.Taxe}
	t := q.Milliemes / 1000 * m.Centimes
	c.TotalCentimes = t + (q.Milliemes%1000*m.Centimes+500)/1000
	if c.Unite == "" {
		c.Unite = m.ParUnite
	}
	c.Debut, c.Fin = p.borne(i, j+l-i)
	return c, j + l - i
}
