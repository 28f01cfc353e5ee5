package francais

// valeurMot gives the value of a number word below a hundred, -1 when it is none.
func valeurMot(t string) int64 {
	if v, ok := uniteMot(t); ok {
		return v
	}
	if v := dizaineMot(t); v > 0 {
		return v
	}
	return -1
}

func uniteMot(t string) (int64, bool) {
	mots := [...]string{
		"zero", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix",
		"onze", "douze", "treize", "quatorze", "quinze", "seize",
	}
	switch t {
	case "une":
		return 1, true
	case "dixsept":
		return 17, true
	case "dixhuit":
		return 18, true
	case "dixneuf":
		return 19, true
	}
	if t == "quatres" || t == "cinqs" {
		t = t[:len(t)-1]
	}
	for v, m := range mots {
		if t == m {
			return int64(v), true
		}
	}
	return 0, false
}

func dizaineMot(t string) int64 {
	switch t {
	case "vingt", "vingts", "vint":
		return 20
	case "trente":
		return 30
	case "quarante":
		return 40
	case "cinquante":
		return 50
	case "soixante":
		return 60
	case "septante":
		return 70
	case "huitante", "octante":
		return 80
	case "nonante":
		return 90
	}
	return 0
}

// collectif gives « douzaine » and its kind.
func collectif(t string) int64 {
	switch t {
	case "huitaine":
		return 8
	case "dizaine", "dizaines":
		return 10
	case "douzaine", "douzaines":
		return 12
	case "quinzaine", "quinzaines":
		return 15
	case "vingtaine":
		return 20
	case "trentaine":
		return 30
	case "quarantaine":
		return 40
	case "cinquantaine":
		return 50
	case "soixantaine":
		return 60
	case "centaine", "centaines":
		return 100
	case "millier", "milliers":
		return 1000
	}
	return 0
}

// moinsDeCent reads 0–99 at i.
func (p *phrase) moinsDeCent(i int) (int64, int) {
	t := p.a(i)
	if t == "" {
		return 0, 0
	}
	if t == "quatre" && p.est(i+1, "vingt", "vingts") {
		v, k := p.reste(i+2, 19)
		return 80 + v, 2 + k
	}
	if t == "quatrevingt" || t == "quatrevingts" {
		v, k := p.reste(i+1, 19)
		return 80 + v, 1 + k
	}
	if d := dizaineMot(t); d > 0 {
		borne := int64(9)
		if d == 60 {
			borne = 19
		}
		v, k := p.reste(i+1, borne)
		return d + v, 1 + k
	}
	v, ok := uniteMot(t)
	if !ok {
		return 0, 0
	}
	if v == 10 {
		if u, ok := uniteMot(p.a(i + 1)); ok && u >= 7 && u <= 9 {
			return 10 + u, 2
		}
	}
	return v, 1
}

// reste reads what completes a ten: « et un », « deux », « dix-sept » when borne allows.
func (p *phrase) reste(i int, borne int64) (int64, int) {
	deb := i
	if p.est(i, "et") {
		if !p.est(i+1, "un", "une", "onze", "dix") {
			return 0, 0
		}
		i++
	}
	v, ok := uniteMot(p.a(i))
	if !ok || v == 0 || v > borne {
		return 0, 0
	}
	k := 1
	if v == 10 {
		if u, ok := uniteMot(p.a(i + 1)); ok && u >= 7 && u <= 9 {
			v, k = 10+u, 2
		}
	}
	return v, i - deb + k
}

// moinsDeMille reads 0–999 at i, and « douze cents ».
func (p *phrase) moinsDeMille(i int) (int64, int) {
	if p.est(i, "cent", "cents") {
		v, k := p.moinsDeCent(i + 1)
		if p.est(i+1, "zero") {
			return 100, 1
		}
		return 100 + v, 1 + k
	}
	v, k := p.moinsDeCent(i)
	if k == 0 {
		return 0, 0
	}
	if v >= 2 && v <= 19 && v != 10 && p.est(i+k, "cent", "cents") {
		w, l := p.moinsDeCent(i + k + 1)
		return v*100 + w, k + 1 + l
	}
	return v, k
}

// entierMots reads a whole number in words at i.
func (p *phrase) entierMots(i int) (int64, int) {
	total, deb, plafond := int64(0), i, int64(limiteNombre)
	for {
		if p.est(i, "mille", "mil", "milles") && plafond > 1000 && (i != deb || p.a(i) != "mil") {
			total, i, plafond = total+1000, i+1, 1000
			continue
		}
		if plafond == 1000 && total > 0 && p.est(i, "et") && p.est(i+1, "un", "une") && i+2 == len(p.j) { // « mille et un »
			return total + 1, i + 2 - deb
		}
		v, k := p.moinsDeMille(i)
		if k == 0 || v >= plafond {
			break
		}
		f := echelleMot(p.a(i + k))
		switch {
		case f > 1 && f < plafond && v > 0:
			total, i, plafond = total+v*f, i+k+1, f
			continue
		case f > 1:
			return total, i - deb
		}
		if total > 0 && v == 0 {
			break
		}
		return total + v, i + k - deb
	}
	return total, i - deb
}

func echelleMot(t string) int64 {
	switch t {
	case "mille", "mil", "milles":
		return 1000
	case "million", "millions":
		return 1_000_000
	case "milliard", "milliards":
		return 1_000_000_000
	}
	return 1
}

// nombreMots reads a number in words at i: « mille deux cents », « deux virgule cinq », « une
// douzaine », « un et demi », « premier ».
func (p *phrase) nombreMots(i int) (Nombre, int) {
	if v := ordinalMot(p.a(i)); v > 0 {
		return Nombre{Millieme: v * 1000, EnLettres: true, Ordinal: true}, 1
	}
	if d := dizaineMot(p.a(i)); d > 0 && d <= 60 { // « vingt-deuxième », « trente et unième »
		j := p.sauter(i+1, "et")
		if v := ordinalMot(p.a(j)); v > 0 && v < 10 && p.j[j].t != "premier" {
			return Nombre{Millieme: (d + v) * 1000, EnLettres: true, Ordinal: true}, j + 1 - i
		}
	}
	if p.est(i, "demi", "demie") {
		return Nombre{}, 0
	}
	v, k := p.entierMots(i)
	if k == 0 {
		return Nombre{}, 0
	}
	n := Nombre{Millieme: v * 1000, EnLettres: true}
	if f := p.fractionDite(i+k, v); f > 0 {
		return Nombre{Millieme: v * 1000 / f, EnLettres: true}, k + 1
	}
	if f := collectif(p.a(i + k)); f > 0 && v > 0 && v < 1000 {
		n.Millieme *= f
		return n, k + 1
	}
	if p.est(i+k, "virgule", "point") {
		if f, l := p.fractionMots(i + k + 1); l > 0 {
			n.Millieme += f
			return n, k + 1 + l
		}
	}
	if p.est(i+k, "et") && p.est(i+k+1, "demi", "demie") {
		n.Millieme += 500
		if v >= 1_000_000 && v%1_000_000 == 0 {
			n.Millieme += 500_000_000 - 500
		}
		return n, k + 2
	}
	if v > 0 && p.est(i+k, "et") { // « cinq et un quart »
		w, l := p.moinsDeCent(i + k + 1)
		if f := p.fractionDite(i+k+1+l, w); l > 0 && f > w {
			n.Millieme += w * 1000 / f
			return n, k + 2 + l
		}
	}
	return n, k
}

// fractionDite gives the divisor of « tiers », « quarts », « demi », « cinquièmes » that stands at i after the number v,
// when no unit of time follows; 0 when there is none.
func (p *phrase) fractionDite(i int, v int64) int64 {
	if t := p.a(i); v > 1 && len(t) > 6 && t[len(t)-5:] == "iemes" {
		if f := ordinalMot(t[:len(t)-1]); f >= 5 {
			return f
		}
	}
	if v < 1 || v > 3 {
		return 0
	}
	if _, k := p.unite(i + 1); k > 0 || p.est(i+1, "d", "de") && !p.est(i+2, "euro", "page") {
		return 0
	}
	switch p.a(i) {
	case "demi", "demie":
		return 2
	case "tiers":
		return 3
	case "quart", "quarts":
		return 4
	}
	return 0
}

// fractionMots reads the decimals in words: « cinq », « vingt-cinq », « zéro cinq ».
func (p *phrase) fractionMots(i int) (int64, int) {
	zeros := 0
	for p.est(i+zeros, "zero") && zeros < 2 {
		zeros++
	}
	v, k := p.moinsDeMille(i + zeros)
	if p.num(i + zeros) {
		v, k = p.val(i+zeros), 1
	}
	if k == 0 || v < 0 || v > 999 {
		if zeros > 0 {
			return 0, zeros
		}
		return 0, 0
	}
	chiffres := zeros + 1
	for x := v; x >= 10; x /= 10 {
		chiffres++
	}
	for ; chiffres < 3; chiffres++ {
		v *= 10
	}
	for ; chiffres > 3; chiffres-- {
		v /= 10
	}
	return v, zeros + k
}

// ordinalMot gives « premier », « deuxième »… up to thirty-one, 0 when it is none.
func ordinalMot(t string) int64 {
	switch t {
	case "premier", "premiere", "premiers", "premieres", "prems":
		return 1
	case "second", "seconde", "deuxieme", "deuxiemes":
		return 2
	}
	if len(t) < 6 || t[len(t)-4:] != "ieme" {
		return 0
	}
	racine := t[:len(t)-4]
	switch racine {
	case "un":
		return 1
	case "quatr":
		return 4
	case "cinqu":
		return 5
	case "neuv":
		return 9
	case "trent":
		return 30
	case "cent":
		return 100
	case "vingt":
		return 20
	case "onz", "douz", "treiz", "quatorz", "quinz", "seiz":
		racine += "e"
	}
	v, _ := uniteMot(racine)
	return v
}
