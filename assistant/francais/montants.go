package francais

import "time"

// MontantLu is an amount of money read in a text.
type MontantLu struct {
	Centimes  int64
	Taxe      string  // "", "HT" or "TTC": never assumed (R8)
	Ambigu    bool    // several readings: ask
	Autres    []int64 // the other readings, in centimes
	Devise    string  // "EUR", "" when none was said, else the ISO code or "?" of another currency
	ParUnite  string  // heure, page, km, jour… for « 45 € de l'heure »
	Gratuit   bool    // said in words: « gratuit », « offert »
	Negatif   bool
	EnLettres bool
	Arrondi   bool // more than two decimals were said
	Debut     int  // bytes of the normalised text
	Fin       int
	Texte     string
}

// Montants reads the amounts of a text, in order: every number with a currency, and the bare
// numbers when they are not hours, dates, ordinals or counted things. « 1e3 » is refused.
func Montants(s string) []MontantLu {
	p := decouper(s)
	var l []MontantLu
	c := nouveauCalendrier(p, Contexte{Maintenant: time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC), Sens: Passe}) // any day: only the shape matters
	for i := 0; i < len(p.j); {
		if p.j[i].genre == signe && !p.est(i, "-", "+", "€", "$", "£", ",", ".") {
			i++
			continue
		}
		if r := c.dateComposee(i); r.n >= 2 && !r.faible && !r.heureSeule {
			i += r.n
			continue
		}
		if k := p.pasMontant(i); k > 0 {
			i += k
			continue
		}
		m, k := p.montant(i)
		if k == 0 {
			i++
			continue
		}
		l = append(l, m)
		i += k
	}
	return l
}

// pasMontant gives the length of a date, a time or an identifier that must not be cut in amounts.
func (p *phrase) pasMontant(i int) int {
	if p.num(i) && p.est(i+1, "/") && p.num(i+2) {
		k := 3
		for p.est(i+k, "/", "-") && p.num(i+k+1) {
			k += 2
		}
		return k
	}
	if p.num(i) && p.est(i+1, "-", ".") && p.num(i+2) && p.a(i+3) == p.a(i+1) && p.num(i+4) && p.colle(i+4) && len(p.j[i+2].t) == 2 {
		return 5
	}
	if p.num(i) && p.est(i+1, "e") && p.colle(i+1) && p.num(i+2) && p.colle(i+2) {
		return 3
	}
	if p.num(i) && p.val(i) < 0 {
		return 1
	}
	if p.num(i) && moisDuMot(p.a(i+1)) > 0 && !p.est(i+1, "out", "jan") {
		if p.num(i+2) && len(p.j[i+2].t) == 4 {
			return 3
		}
		return 2
	}
	if p.est(i, "tva", "taux", "ligne", "lignes") && p.num(i+1) {
		_, k := p.nombre(i + 1)
		return 1 + k + b2i(p.est(i+1+k, "%"))
	}
	if n, k := p.nombre(i); k > 0 && p.est(i+k, "%") && n.Millieme >= 0 {
		return k + 1
	}
	return 0
}

// montant reads one amount at i.
func (p *phrase) montant(i int) (MontantLu, int) {
	deb := i
	if p.est(i, "gratuit", "gratuite", "gratuitement", "offert", "offerte", "gratos") && !p.est(i-1, "pas") {
		m := MontantLu{Devise: "", Gratuit: true}
		m.Debut, m.Fin = p.borne(i, 1)
		m.Texte = p.s[m.Debut:m.Fin]
		return m, 1
	}
	avant := ""
	if d := devise(p.a(i)); d != "" && (p.num(i+1) || p.est(i+1, "-")) && !p.num(i-1) && p.a(i) != "e" {
		avant = d
		i++
	}
	n, k := p.nombre(i)
	if n.Ordinal && p.est(i+k-1, "e") && p.num(i) && (i+k == len(p.j) || p.est(i+k, "ht", "ttc", "de", "l", ",", ".", "par", "/")) && k == 2 {
		n.Ordinal, n.Ambigu, k = false, true, 1 // « 20e » typed for 20 €
	}
	if k == 0 || n.Ordinal {
		return MontantLu{}, 0
	}
	enorme := n.Millieme > limiteNombre || n.Millieme < -limiteNombre // an identifier, unless a currency is said
	i += k
	m := MontantLu{Centimes: centimes(n.Millieme), Ambigu: n.Ambigu, Devise: avant, EnLettres: n.EnLettres, Arrondi: n.Millieme%10 != 0}
	for _, a := range n.Autres {
		m.Autres = append(m.Autres, centimes(a))
	}
	if l := p.deviseApres(i, &m); l > 0 {
		i = p.centimesApres(i+l, &m)
	} else if avant == "" && (enorme || !p.nombreNu(deb, i, n)) {
		return MontantLu{}, 0
	}
	i = p.apresMontant(i, &m)
	m.Negatif = m.Centimes < 0
	m.Debut, m.Fin = p.borne(deb, i-deb)
	m.Texte = p.s[m.Debut:m.Fin]
	return m, i - deb
}

// centimes rounds thousandths half away from zero.
func centimes(m int64) int64 {
	if m < 0 {
		return -centimes(-m)
	}
	return (m + 5) / 10
}

// devise gives the ISO code of a currency word, "?" for one we only recognise, "" for none.
func devise(t string) string {
	switch t {
	case "€", "euro", "euros", "eur", "eurs", "e", "balles", "boules", "euroz", "eros", "uro", "uros", "eurs.":
		return "EUR"
	case "$", "dollar", "dollars", "usd":
		return "USD"
	case "£", "gbp", "livre", "livres":
		return "GBP"
	case "chf":
		return "CHF"
	case "dirham", "dirhams", "mad":
		return "MAD"
	case "dinar", "dinars":
		return "?"
	case "yen", "yens", "¥", "jpy":
		return "JPY"
	case "cfa", "xpf", "xof":
		return "?"
	case "roupie", "roupies", "inr":
		return "INR"
	case "yuan", "yuans", "cny":
		return "CNY"
	case "shekel", "shekels":
		return "ILS"
	case "rouble", "roubles", "rub":
		return "RUB"
	case "rial", "rials":
		return "IRR"
	case "riyal", "riyals":
		return "SAR"
	case "bitcoin", "bitcoins", "btc":
		return "?"
	}
	return ""
}

// deviseApres reads the currency after a number, or the cents alone.
func (p *phrase) deviseApres(i int, m *MontantLu) int {
	l := i
	if p.est(l, "d", "de") && devise(p.a(l+1)) != "" && p.a(l+1) != "e" {
		l++
	}
	if p.est(l, "centime", "centimes", "cts", "ct") || p.est(l, "cents") && !m.EnLettres {
		m.Devise = "EUR"
		m.Centimes = (m.Centimes + 50) / 100
		for k := range m.Autres {
			m.Autres[k] = (m.Autres[k] + 50) / 100
		}
		return l + 1 - i
	}
	t := p.a(l)
	if t == "ke" {
		m.Devise = "EUR"
		return 0
	}
	d := devise(t)
	if d == "" || t == "e" && !p.colle(l) {
		if p.est(l, "franc", "francs", "frs", "couronne", "couronnes") {
			m.Devise = "?"
			return l + 1 - i
		}
		return 0
	}
	m.Devise = d
	if p.est(l+1, "us", "canadiens", "americains", "suisses", "sterling", "cad") {
		l++
	}
	return l + 1 - i
}

// centimesApres reads the cents that follow the currency: « 3 € 50 », « et 50 centimes ».
func (p *phrase) centimesApres(i int, m *MontantLu) int {
	if m.Centimes%100 != 0 || m.Devise == "" {
		return i
	}
	l := i
	if p.est(l, "et") && p.est(l+1, "demi") {
		m.Centimes += 50
		return l + 2
	}
	if p.est(l, "et", ",") {
		l++
	}
	var c int64
	k := 0
	if p.num(l) && len(p.j[l].t) == 2 {
		c, k = p.val(l), 1
	} else if v, n := p.moinsDeCent(l); n > 0 && v > 0 {
		c, k = v, n
	} else if p.num(l) && len(p.j[l].t) == 1 && p.est(l+1, "centime", "centimes", "cts", "cents", "ct") {
		c, k = p.val(l), 1
	}
	if k == 0 {
		return i
	}
	dit := p.est(l+k, "centime", "centimes", "cts", "ct", "cents")
	if !dit {
		if l > i && !p.est(l, "demi") {
			return i
		}
		if _, u := p.unite(l + k); u > 0 || devise(p.a(l+k)) != "" || p.est(l+k, "page", "pages", "km", "%", "/", ":", "fois", "lignes", "mots") || moisDuMot(p.a(l+k)) > 0 || p.est(l, "un", "une") {
			return i
		}
	}
	if m.Centimes < 0 {
		c = -c
	}
	m.Centimes += c
	return l + k + b2i(dit)
}

// nombreNu tells whether a number without a currency may be an amount.
func (p *phrase) nombreNu(deb, i int, n Nombre) bool {
	if deb > 0 && p.colle(deb) && p.j[deb-1].genre == mot {
		return false
	}
	if i < len(p.j) {
		if _, k := p.unite(i); k > 0 && !p.est(i, "m", "s") {
			return false
		}
		if _, k := p.uniteQuantite(i); k > 0 {
			return false
		}
		if p.colle(i) && p.j[i].genre == mot && !p.est(i, "ht", "ttc", "k") {
			return false
		}
	}
	if p.est(deb-1, "n", "°", "no", "numero", "ligne", "parquet", "affaire") {
		return false
	}
	if n.EnLettres && i-deb == 1 && p.est(deb, "un", "une", "six", "neuf") && len(p.j) > 2 {
		return false
	}
	return true
}

// apresMontant reads « HT », « TTC », « tout compris », « de l'heure », « par page ».
func (p *phrase) apresMontant(i int, m *MontantLu) int {
	for range 3 {
		l := p.sauter(i, "(", "euros", "en", ",")
		switch {
		case p.est(l, "ht"), p.suite(l, "hors", "taxe"), p.suite(l, "hors", "taxes"), p.suite(l, "hors", "tva"), p.suite(l, "h", ".", "t"), p.suite(l, "sans", "tva"), p.suite(l, "sans", "taxe"):
			m.Taxe = "HT"
			i = l + 1 + b2i(!p.est(l, "ht")) + b2i(p.est(l, "h"))
		case p.est(l, "ttc"), p.suite(l, "tout", "compris"), p.suite(l, "toutes", "taxes"), p.suite(l, "tva", "comprise"), p.suite(l, "tva", "incluse"), p.suite(l, "taxes", "comprises"), p.suite(l, "avec", "tva"):
			m.Taxe = "TTC"
			i = l + 1 + b2i(!p.est(l, "ttc"))
			i = p.sauter(i, "comprises")
		case p.est(l, "net") && p.est(l+1, "de") && p.est(l+2, "taxe", "taxes"):
			m.Taxe = "TTC"
			i = l + 3
		default:
			if u, k := p.parUnite(i); k > 0 {
				m.ParUnite = u
				i += k
				continue
			}
			return i
		}
		i = p.sauter(i, ")")
	}
	return i
}

// parUnite reads « de l'heure », « par page », « /h », « la page ».
func (p *phrase) parUnite(i int) (string, int) {
	l := p.sauter(i, "de", "l", "par", "/", "la", "le", "du", "d", "chaque", "pour", "une")
	if l == i {
		return "", 0
	}
	if u, k := p.uniteQuantite(l); k > 0 {
		return u, l + k - i
	}
	return "", 0
}
