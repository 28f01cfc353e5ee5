package francais

// Nombre is a number read in a text.
type Nombre struct {
	Millieme  int64   // value in thousandths: 1 250,5 is 1250500
	Autres    []int64 // other readings, in thousandths (« 1.250 » is also 1,25)
	Ambigu    bool    // two readings: ask
	EnLettres bool    // written in words
	Ordinal   bool    // « premier », « 2e »
	Debut     int     // bytes of the normalised text
	Fin       int
	Texte     string
}

// limiteNombre bounds what is read: beyond, a digit run is an identifier, not a quantity.
const limiteNombre = 1_000_000_000_000

// Nombres reads the numbers of a text, in digits or in words up to billions, in order. An article
// (« une prestation ») is not a number unless the text holds nothing else.
func Nombres(s string) []Nombre {
	p := decouper(s)
	var l []Nombre
	for i := 0; i < len(p.j); {
		if p.num(i) && p.est(i+1, "e") && p.colle(i+1) && p.num(i+2) && p.colle(i+2) { // 1e3 is refused
			i += 3
			continue
		}
		n, k := p.nombre(i)
		if k == 0 {
			i++
			continue
		}
		if k == 1 && p.est(i, "un", "une") && len(p.j) > 1 {
			i++
			continue
		}
		l = append(l, n)
		i += k
	}
	return l
}

// nombre reads one number at i and gives how many tokens it takes, 0 when there is none.
func (p *phrase) nombre(i int) (Nombre, int) {
	deb, neg := i, false
	if p.est(i, "-") && p.num(i+1) && p.colle(i+1) && !p.num(i-1) && (i == 0 || p.j[i-1].genre != mot || !p.colle(i)) {
		neg, i = true, i+1
	} else if i == 0 && p.est(i, "-") && p.num(i+1) {
		neg, i = true, i+1
	} else if p.est(i, "moins") && !p.est(i-1, "au", "du", "ou") && !p.est(i+1, "le", "la") && (!p.est(i+1, "un", "une") || i+2 == len(p.j) || echelleMot(p.a(i+2)) > 1) {
		neg, i = true, i+1
	} else if p.est(i, "+") && p.num(i+1) && p.colle(i+1) {
		i++
	}
	var n Nombre
	var k int
	if p.num(i) {
		n, k = p.nombreChiffres(i)
	} else if p.est(i, ",", ".") && !p.colle(i) && p.num(i+1) && p.colle(i+1) && len(p.j[i+1].t) <= 9 {
		n, k = Nombre{Millieme: p.fraction(i + 1)}, 2
	} else {
		n, k = p.nombreMots(i)
	}
	if k == 0 {
		return Nombre{}, 0
	}
	if neg {
		n.Millieme = -n.Millieme
		for a := range n.Autres {
			n.Autres[a] = -n.Autres[a]
		}
	}
	k += i - deb
	n.Debut, n.Fin = p.borne(deb, k)
	n.Texte = p.s[n.Debut:n.Fin]
	return n, k
}

// nombreChiffres reads « 1 250,50 », « 1.250 », « 1'250.00 », « 2,5 millions », « 2e ».
func (p *phrase) nombreChiffres(i int) (Nombre, int) {
	if p.val(i) < 0 || p.val(i) > limiteNombre {
		return Nombre{}, 0
	}
	if p.colle(i+1) && p.est(i+1, "e") && p.num(i+2) && p.colle(i+2) { // 1e3 is refused
		return Nombre{}, 0
	}
	n, k := p.groupes(i)
	if k == 0 {
		return Nombre{}, 0
	}
	if p.colle(i+k) && k == 1 && p.est(i+k, "er", "ere", "e", "eme", "ieme", "nd", "nde", "re") && (!p.est(i+k, "e") || n.Millieme <= 31_000) {
		n.Ordinal = true
		return n, k + 1
	}
	if f := p.fractionChiffres(i); f > 0 && k == 1 {
		return Nombre{Millieme: f}, 3
	}
	if f := p.fractionChiffres(i + 1); f > 0 && k == 1 && !p.colle(i+1) { // « 2 1/4 »
		return Nombre{Millieme: n.Millieme + f}, 4
	}
	return p.echelle(n, i, k)
}

// fractionChiffres reads « 1/2 », « 3/4 » in thousandths; 0 for what is rather a date.
func (p *phrase) fractionChiffres(i int) int64 {
	if !p.num(i) || !p.est(i+1, "/") || !p.num(i+2) || p.est(i+3, "/") || p.val(i) < 1 || p.val(i) >= p.val(i+2) {
		return 0
	}
	switch d := p.val(i + 2); d {
	case 2, 3, 4, 8:
		return p.val(i) * 1000 / d
	}
	return 0
}

// echelle applies « mille », « millions », « k » after digits.
func (p *phrase) echelle(n Nombre, i, k int) (Nombre, int) {
	f := int64(1)
	switch {
	case p.est(i+k, "mille"):
		f = 1000
	case p.est(i+k, "million", "millions"):
		f = 1_000_000
	case p.est(i+k, "milliard", "milliards"):
		f = 1_000_000_000
	case p.est(i+k, "k", "ke") && (p.colle(i+k) || i+k+1 == len(p.j) || p.est(i+k+1, "€", "euros", "euro")):
		f = 1000
	case p.est(i+k, "m") && p.colle(i+k) && p.texte(i+k, 1) == "M":
		f = 1_000_000
	}
	if f == 1 {
		return n, k
	}
	if n.Millieme > limiteNombre*1000/f {
		return Nombre{}, 0
	}
	n.Millieme *= f
	n.Ambigu, n.Autres = false, nil
	k++
	if f >= 1000 && n.Millieme%(f*1000) == 0 && !p.est(i+k-1, "k", "m", "ke") {
		if m, l := p.sousCentaine(i+k, f); l > 0 {
			n.Millieme += m * 1000
			k += l
		}
	}
	if p.suite(i+k, "et", "demi") || p.suite(i+k, "et", "demie") {
		n.Millieme += f * 500
		k += 2
	}
	return n, k
}

// sousCentaine reads what follows « 2 millions » below the scale f: « 300 mille », « 500 ».
func (p *phrase) sousCentaine(i int, f int64) (int64, int) {
	if p.num(i) {
		v, k := p.val(i), 1
		if p.est(i+1, "mille") && f > 1000 {
			v, k = v*1000, 2
		}
		if v >= 100 && v < f {
			return v, k
		}
		return 0, 0
	}
	if n, k := p.nombreMots(i); k > 0 && n.Millieme < f*1000 && n.Millieme%1000 == 0 && !p.est(i, "un", "une") {
		return n.Millieme / 1000, k
	}
	return 0, 0
}

// groupes reads digits with their separators. « 1.250 » and « 1,250 » have two readings.
func (p *phrase) groupes(i int) (Nombre, int) {
	v, k := p.val(i), 1
	if v < 0 {
		return Nombre{}, 0
	}
	debut := len(p.j[i].t)
	sep, nGroupes := "", 0
	if debut <= 3 && (p.j[i].t[0] != '0') {
		for {
			s, w := p.separateurMilliers(i + k)
			if w == 0 || (sep != "" && s != sep) || v > limiteNombre/1000 {
				break
			}
			sep = s
			v = v*1000 + p.val(i+k+w-1)
			k += w
			nGroupes++
		}
	}
	n := Nombre{Millieme: v * 1000}
	if nGroupes == 1 && (sep == "." || sep == ",") && !p.decimales(i+k, sep) {
		petit := v // « 1.250 » read as 1,250 is v thousandths
		n.Ambigu = true
		n.Autres = []int64{petit}
		if sep == "," {
			n.Millieme, n.Autres = petit, []int64{v * 1000}
		}
		return n, k
	}
	if p.decimales(i+k, sep) {
		n.Millieme += p.fraction(i + k + 1)
		k += 2
	}
	return n, k
}

// decimales tells whether a decimal part stands at i: a comma or a point stuck between digits.
func (p *phrase) decimales(i int, sepMilliers string) bool {
	if !p.est(i, ",", ".") || p.a(i) == sepMilliers || !p.colle(i) || !p.num(i+1) || !p.colle(i+1) {
		return false
	}
	if len(p.j[i+1].t) > 9 {
		return false
	}
	// 13.10.2026 is a date, 1.2.3 a version.
	return !p.est(i+2, ".", "/") || !p.colle(i+2) || !p.num(i+3) || !p.colle(i+3)
}

// separateurMilliers reads a thousands separator followed by exactly three digits at i.
func (p *phrase) separateurMilliers(i int) (string, int) {
	if p.num(i) && !p.colle(i) && len(p.j[i].t) == 3 && !p.colle(i+1) {
		return " ", 1
	}
	if p.num(i) && !p.colle(i) && len(p.j[i].t) == 3 && !p.num(i+1) {
		return " ", 1
	}
	if i > 0 && p.num(i) && len(p.j[i].t) == 3 && p.j[i].deb == p.j[i-1].fin+1 && p.s[p.j[i].deb-1] == '\'' {
		return "'", 1
	}
	if p.est(i, ".", ",", "'") && p.colle(i) && p.num(i+1) && p.colle(i+1) && len(p.j[i+1].t) == 3 {
		return p.a(i), 2
	}
	return "", 0
}

// fraction gives the thousandths of the digits at i.
func (p *phrase) fraction(i int) int64 {
	v, t := int64(0), p.j[i].t
	for k := range 3 {
		v *= 10
		if k < len(t) {
			v += int64(t[k] - '0')
		}
	}
	return v
}
