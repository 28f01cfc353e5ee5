package francais

// Heure is a time of day read in a text.
type Heure struct {
	Minutes    int // since midnight, 0–1439
	Debut, Fin int // bytes of the normalised text
}

// Plage is a span between two times of day. Duree is in minutes; a span whose end is not after its
// start goes over midnight.
type Plage struct {
	Debut, Fin  int // minutes since midnight
	Duree       int // minutes
	PasseMinuit bool
	DebutTexte  int // bytes of the normalised text
	FinTexte    int
	Vague       bool // rather a duration between two bounds: « 2 à 3 heures »
}

// LectureHeures is what Heures found.
type LectureHeures struct {
	Plages []Plage
	Heures []Heure // the times outside the spans
}

// Heures reads the spans (« de 22h à 1h du matin », « entre 8h45 et midi et demi », « 14h-16h »)
// and the single times of a text.
func Heures(s string) LectureHeures {
	p := decouper(s)
	var l LectureHeures
	for i := 0; i < len(p.j); {
		if pl, k := p.plage(i); k > 0 {
			l.Plages = append(l.Plages, pl)
			i += k
			continue
		}
		if h, k := p.heure(i); k > 0 {
			d, f := p.borne(i, k)
			l.Heures = append(l.Heures, Heure{h.minutes, d, f})
			i += k
			continue
		}
		i++
	}
	return l
}

func (p *phrase) plages() []Plage {
	var l []Plage
	for i := 0; i < len(p.j); {
		pl, k := p.plage(i)
		if k == 0 {
			i++
			continue
		}
		l = append(l, pl)
		i += k
	}
	return l
}

// plage reads a span of hours at i.
func (p *phrase) plage(i int) (Plage, int) {
	deb := i
	introduit := p.est(i, "de", "entre", "d", "depuis", "du", "debut", "arrivee", "arrive", "commence", "commencee")
	if introduit && p.est(i+1, "a", ":") {
		i++
	}
	if introduit {
		i++
	}
	h1, k := p.heure(i)
	if k == 0 && introduit && p.num(i) && p.val(i) <= 24 && p.est(i+1, "a", "et") {
		if _, l := p.heure(i + 2); l > 0 { // « de 9 à 12h »
			h1, k = heureLue{minutes: int(p.val(i)) * 60 % 1440}, 1
		}
	}
	if k == 0 && p.num(i) && p.val(i) <= 24 && p.est(i+1, "-") && p.colle(i+1) == p.colle(i+2) && !p.est(i-1, "/", "-", "le", "du", "au") {
		if h, l := p.heure(i + 2); l > 0 && h.minutes > int(p.val(i))*60 { // « 15-17h »
			h1, k = heureLue{minutes: int(p.val(i)) * 60 % 1440}, 1
		}
	}
	if k == 0 {
		return Plage{}, 0
	}
	i += k
	switch {
	case p.est(i, "a", "jusqu", "-", "au", "jusque", ">"):
		i++
		i = p.sauter(i, "a", ">")
	case introduit && p.est(i, "et"):
		i++
	case p.est(p.sauter(i, ",", "et", ";"), "fin", "depart", "parti", "partie", "termine", "terminee", "fini", "finie", "sortie"):
		i = p.sauter(i, ",", "et", ";", "fin", "depart", "parti", "partie", "termine", "terminee", "fini", "finie", "sortie", "a", ":")
	default:
		return Plage{}, 0
	}
	h2, k := p.heure(i)
	if k == 0 && p.num(i) && p.val(i) <= 24 && !p.colle(i+1) && introduit && !p.est(i+1, "€", "euros", "pages", "/") {
		h2, k = heureLue{minutes: int(p.val(i)) * 60 % 1440}, 1
	}
	if k == 0 {
		return Plage{}, 0
	}
	i += k
	pl := Plage{Debut: h1.minutes, Fin: h2.minutes, Duree: h2.minutes - h1.minutes}
	if h1.partie == Aucune && h2.partie == Soiree && h1.minutes < 720 && h1.minutes+720 < h2.minutes { // « de 8h à 10h du soir »
		pl.Debut, pl.Duree = pl.Debut+720, pl.Duree-720
	}
	if pl.Duree <= 0 {
		pl.Duree += 1440
		pl.PasseMinuit = true
	}
	pl.Vague = h2.partie == Aucune && pl.Fin <= 480 && pl.Debut > 0 && pl.Debut < pl.Fin && (!introduit || p.est(deb, "entre") && !p.est(deb+2, "h", "heures", "heure"))
	pl.DebutTexte, pl.FinTexte = p.borne(deb, i-deb)
	return pl, i - deb
}

// heureLue is a time of day and how sure its form is.
type heureLue struct {
	minutes int
	partie  Partie // the part of the day that was said with it
	precise bool   // minutes were said
	verbale bool   // said in words or with a quarter: may be on twelve hours
}

// heure reads a time of day at i: « 22h30 », « 15:30 », « midi et demi », « 8 heures du soir ».
func (p *phrase) heure(i int) (heureLue, int) {
	if p.est(i, "midi", "minuit") {
		return p.midi(i)
	}
	if p.num(i) && p.est(i+1, ":") && p.colle(i+1) && p.num(i+2) && p.colle(i+2) && len(p.j[i+2].t) == 2 && p.val(i) <= 24 && p.val(i+2) < 60 {
		k := 3
		if p.est(i+k, ":") && p.num(i+k+1) && len(p.j[i+k+1].t) == 2 {
			k += 2
		}
		h := heureLue{minutes: int(p.val(i)*60+p.val(i+2)) % 1440, precise: true}
		return p.moment(h, i, k)
	}
	var n int64
	k := 0
	var h heureLue
	if p.num(i) && len(p.j[i].t) <= 2 {
		n, k = p.val(i), 1
	} else if v, l := p.moinsDeCent(i); l > 0 && v <= 24 {
		n, k, h.verbale = v, l, true
	}
	if k > 0 && n >= 1 && n <= 12 && p.duMatin(i+k) {
		return p.moment(heureLue{minutes: int(n * 60), verbale: h.verbale}, i, k)
	}
	if k == 0 || n > 24 || !p.est(i+k, "h", "heure", "heures", "hr", "hrs", "heur", "hre", "hres") {
		if k == 1 && p.num(i) && n <= 12 && p.est(i+1, "am", "pm") {
			return heureLue{minutes: int(n%12*60) + 720*b2i(p.est(i+1, "pm"))}, 2
		}
		return heureLue{}, 0
	}
	k++
	if p.est(i+k, "precises", "pile") {
		k++
	}
	m, l := p.minutesApres(i + k)
	h.minutes, h.precise = int((n*60+m+1440)%1440), l > 0
	if l > 0 && (p.est(i+k, "et", "moins") || p.j[i+k].genre == mot) {
		h.verbale = true
	}
	if p.num(i) && (p.colle(i+1) || p.est(i+1, "h")) {
		h.verbale = false
	}
	return p.moment(h, i, k+l)
}

// duMatin tells the « du matin » that makes a time of the bare number before it.
func (p *phrase) duMatin(i int) bool {
	return p.est(i, "du") && p.est(i+1, "matin", "soir") || p.suite(i, "de", "l", "apresmidi")
}

func b2i(b bool) int {
	if b {
		return 1
	}
	return 0
}

func (p *phrase) midi(i int) (heureLue, int) {
	h := heureLue{minutes: 720, precise: true}
	if p.est(i, "minuit") {
		h.minutes = 0
	}
	m, k := p.minutesApres(i + 1)
	if k > 0 && p.num(i+1) && !p.colle(i+1) && len(p.j[i+1].t) < 2 {
		m, k = 0, 0
	}
	h.minutes = (h.minutes + int(m) + 1440) % 1440
	return h, 1 + k
}

// moment reads « du matin », « de l'après-midi », « du soir » after a time.
func (p *phrase) moment(h heureLue, i, k int) (heureLue, int) {
	j := i + k
	if p.est(j, "pm", "am") {
		if p.est(j, "pm") && h.minutes < 720 {
			h.minutes += 720
		}
		return h, k + 1
	}
	l := p.sauter(j, "du", "de", "le", "la", "l", "au", "en")
	pa, n := p.partie(l)
	if n == 0 || l == j && p.a(j) != "mat" && pa == Aucune {
		return h, k
	}
	switch pa {
	case ApresMidi:
		if h.minutes < 720 {
			h.minutes += 720
		}
	case Soiree:
		if h.minutes >= 180 && h.minutes < 720 {
			h.minutes += 720
		}
	case Nuit:
		if h.minutes >= 480 && h.minutes < 720 {
			h.minutes += 720
		}
	case Aucune, Matin, Journee:
	}
	h.partie, h.verbale = pa, false
	return h, l + n - i
}

// partie reads a part of the day at i.
func (p *phrase) partie(i int) (Partie, int) {
	switch p.a(i) {
	case "matin":
		return Matin, 1
	case "apresmidi":
		return ApresMidi, 1
	case "soir":
		return Soiree, 1
	case "nuit":
		return Nuit, 1
	case "journee":
		return Journee, 1
	}
	return Aucune, 0
}
