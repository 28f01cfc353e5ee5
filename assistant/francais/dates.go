package francais

import "time"

// Sens is the direction in which a field looks for a date without a year (R7).
type Sens int

// The directions. Mission and réquisition dates look to the past only.
const (
	Passe Sens = iota
	Futur
	Libre
)

// Partie is a part of the day.
type Partie int

// The parts of the day that a date may carry as a note; none of them fixes an hour.
const (
	Aucune Partie = iota
	Matin
	ApresMidi
	Soiree
	Nuit
	Journee
)

// Nuance is what the words say beside the day.
type Nuance struct {
	Partie  Partie
	WeekEnd bool // the day is a Saturday or a Sunday: ask (R7)
	Approx  bool // « vers le 3 », « début octobre »
}

// Date is one day read in a text. Jour is 00:00 UTC, zero when the date refers to another field
// that is not known (Reference).
type Date struct {
	Jour       time.Time
	Heure      *int // minutes since midnight, nil when none was said
	HeureFin   *int // end of a span of hours, nil when none was said
	Texte      string
	Debut, Fin int // bytes of the normalised text
	Nuance     Nuance
	Reference  string // field meant: requisition, attestation, prestation, precedente
	Decalage   int    // days to add to the reference
}

// LectureDates is what one phrase of date means. Candidats holds the best reading first.
type LectureDates struct {
	Candidats   []Date
	Periode     *[2]time.Time // first and last day when the phrase names several days
	Impossible  string        // French sentence: why this date does not exist
	Suggestions []time.Time   // existing days near an impossible one
	Ambigu      bool          // the candidates must be asked
	Futur       bool          // after the present day while the field looks to the past
	Faible      bool          // a bare number or word that is a date only if a date was asked
	Debut, Fin  int           // bytes of the phrase in the normalised text
}

// Contexte is what a reading of dates depends on.
type Contexte struct {
	Maintenant time.Time
	Sens       Sens
	// References gives the known days of other fields, for « le jour de la réquisition »: keys
	// requisition, attestation, prestation, precedente.
	References map[string]time.Time
}

// Dates reads the first clear phrase of date of a text, with its other candidates.
func Dates(s string, maintenant time.Time, sens Sens) LectureDates {
	return DatesAvec(s, Contexte{Maintenant: maintenant, Sens: sens})
}

// DatesAvec is Dates with the known days of the other fields.
func DatesAvec(s string, c Contexte) LectureDates {
	l := ToutesDates(s, c)
	for _, d := range l {
		if !d.Faible && (d.Impossible != "" || d.Candidats[0].Reference == "") {
			return d
		}
	}
	for _, d := range l {
		if !d.Faible {
			return d
		}
	}
	if len(l) > 0 {
		return l[0]
	}
	return LectureDates{}
}

// ToutesDates reads every phrase of date of a text, in order.
func ToutesDates(s string, c Contexte) []LectureDates {
	cal := nouveauCalendrier(decouper(s), c)
	var l []LectureDates
	for i := 0; i < len(cal.j); {
		r := rien()
		if cal.j[i].genre != signe {
			r = cal.dateComposee(i)
		}
		if r.n == 0 {
			i++
			continue
		}
		if ld, ok := cal.publier(i, r); ok {
			l = append(l, ld)
		}
		i += r.n
	}
	return l
}

// calendrier is a phrase with the moment from which it is read.
type calendrier struct {
	*phrase
	auj        time.Time // present day, 00:00 UTC
	minute     int       // present minute of the day
	sens       Sens
	references map[string]time.Time
	profondeur int // bounds the nesting of « la veille de … »
}

func nouveauCalendrier(p *phrase, c Contexte) *calendrier {
	m := c.Maintenant
	return &calendrier{
		phrase: p, auj: jourDe(m.Year(), int(m.Month()), m.Day()), minute: m.Hour()*60 + m.Minute(),
		sens: c.Sens, references: c.References,
	}
}

func jourDe(a, m, j int) time.Time { return time.Date(a, time.Month(m), j, 0, 0, 0, 0, time.UTC) }

// lu is the raw reading of a phrase.
type lu struct {
	n          int // tokens taken, 0 when nothing was read
	jour       time.Time
	fin        time.Time // last day of a period
	heure      int       // minutes, -1 when none
	heureFin   int
	partie     Partie
	approx     bool
	autres     []time.Time
	ambigu     bool
	impossible string
	sugg       []time.Time
	ref        string
	decal      int
	faible     bool
	heureSeule bool // a time without a day
	verbale    bool
	jourSeul   bool // the day of the month alone
	nomme      bool // a bare weekday
	anneeDite  bool // the year was said
	nuitDite   bool // a night that starts on the day
}

func rien() lu { return lu{heure: -1, heureFin: -1} }

func leJour(t time.Time, n int) lu { return lu{n: n, jour: t, heure: -1, heureFin: -1} }

func laPeriode(a, b time.Time, n int) lu { return lu{n: n, jour: a, fin: b, heure: -1, heureFin: -1} }

// publier turns a raw reading into the exported one; false when it says nothing.
func (c *calendrier) publier(i int, r lu) (LectureDates, bool) {
	deb, fin := c.borne(i, r.n)
	ld := LectureDates{Debut: deb, Fin: fin, Impossible: r.impossible, Suggestions: r.sugg, Ambigu: r.ambigu, Faible: r.faible}
	if r.impossible != "" {
		return ld, true
	}
	if r.heureSeule {
		if c.sens == Passe {
			return ld, false
		}
		r = c.prochaineHeure(r)
	}
	if r.ref != "" {
		if t, ok := c.references[r.ref]; ok && !t.IsZero() {
			r.jour = t.AddDate(0, 0, r.decal)
		}
	}
	if r.jour.IsZero() && r.ref == "" || !anneePlausible(r.jour) {
		return ld, false
	}
	for k, t := range append([]time.Time{r.jour}, r.autres...) {
		d := Date{Jour: t, Texte: c.s[deb:fin], Debut: deb, Fin: fin}
		d.Nuance = Nuance{Partie: r.partie, Approx: r.approx}
		d.Nuance.WeekEnd = !t.IsZero() && (t.Weekday() == time.Saturday || t.Weekday() == time.Sunday)
		if k == 0 {
			d.Reference, d.Decalage = r.ref, r.decal
		}
		if r.heure >= 0 {
			h := r.heure
			d.Heure = &h
		}
		if r.heureFin >= 0 {
			h := r.heureFin
			d.HeureFin = &h
		}
		ld.Candidats = append(ld.Candidats, d)
	}
	if !r.fin.IsZero() && r.fin.After(r.jour) {
		ld.Periode = &[2]time.Time{r.jour, r.fin}
	}
	ld.Futur = c.sens == Passe && r.jour.After(c.auj)
	return ld, true
}

func anneePlausible(t time.Time) bool { return t.IsZero() || t.Year() >= 1000 && t.Year() < 3000 }

// prochaineHeure gives its day to a time said alone: the next one, on twelve hours when it was
// said in words.
func (c *calendrier) prochaineHeure(r lu) lu {
	r.jour = c.auj
	if r.heure < c.minute && r.verbale && r.heure >= 60 && r.heure < 720 && r.heure+720 >= c.minute {
		r.heure += 720
	}
	if r.heure < c.minute {
		r.jour = c.auj.AddDate(0, 0, 1)
	}
	r.heureSeule = false
	return r
}

// dateComposee reads a date with its hour in either order.
func (c *calendrier) dateComposee(i int) lu {
	if c.suite(i, "d", "ici") { // « d'ici 18h » is a time, « d'ici 2h » a length
		if h, k := c.heure(i + 2); k > 0 && h.minutes >= 420 && c.val(i+2) < 24 {
			r := rien()
			r.n, r.heure, r.heureSeule = k+2, h.minutes, true
			return r
		}
	}
	if r := c.heureLibre(i); r.n > 0 {
		if d := c.duree(i); d.n > r.n { // « une heure plus tard »
			return d
		}
		return c.heurePuisDate(i, r)
	}
	r := c.periode(i)
	if r.n == 0 {
		r = c.date(i)
	}
	if r.n == 0 || r.impossible != "" {
		return r
	}
	return c.puisHeure(i, r)
}

// heurePuisDate completes « à 15h demain », « 20h le 4/10 ».
func (c *calendrier) heurePuisDate(i int, r lu) lu {
	j := i + r.n
	l := c.sauter(j, ",", "-", "de", "du", "d", "dans")
	d := c.date(l)
	if d.n == 0 && l > j {
		d = c.date(j)
		l = j
	}
	if d.n == 0 || d.heure >= 0 || d.faible || d.heureSeule {
		return r
	}
	d.n += l - i
	d.heure, d.heureFin = c.heureDansJour(r, d.partie), r.heureFin
	return d
}

// heureDansJour puts a time said in words on the afternoon when the part of the day says so.
func (c *calendrier) heureDansJour(h lu, pa Partie) int {
	m := h.heure
	switch pa {
	case ApresMidi, Soiree:
		if m < 720 && m >= 60 {
			m += 720
		}
	case Aucune, Journee:
		if h.verbale && c.sens != Passe && m >= 60 && m < 420 {
			m += 720
		}
	case Matin, Nuit:
	}
	return m
}

// puisHeure completes a day with « à 15h », « au matin », « soir », « de 22h à 1h ».
func (c *calendrier) puisHeure(i int, r lu) lu {
	if r.heure >= 0 {
		return r
	}
	for range 2 {
		j := i + r.n
		l := c.sauter(j, "au", "le", "dans", "en", "de", "dans", "la", "l", ",", "du", "d", "cours")
		if pa, k := c.partie(l); k > 0 && r.partie == Aucune && r.fin.IsZero() {
			r.partie = pa
			r.n = l + k - i
			continue
		}
		h := c.heureApres(j)
		if h.n == 0 || r.heure >= 0 {
			break
		}
		r.n += h.n
		pa := r.partie
		if h.partie != Aucune {
			pa = h.partie
		}
		if pa == Nuit && h.heure < 420 && r.fin.IsZero() && r.partie == Nuit && h.partie == Aucune {
			r.heure = h.heure
		} else {
			r.heure = c.heureDansJour(h, r.partie)
		}
		if r.nuitDite && h.heureFin < 0 && r.heure < 480 { // « cette nuit à 3h » is after midnight
			r.jour = r.jour.AddDate(0, 0, 1)
		}
		r.heureFin, r.partie = h.heureFin, pa
		if r.partie != Aucune {
			break
		}
	}
	return r
}

// heureApres reads a time that follows a day.
func (c *calendrier) heureApres(j int) lu {
	l := c.sauter(j, ",", "-", ":", "mais")
	if pl, k := c.plageDuJour(l); k > 0 {
		r := rien()
		r.n, r.heure, r.heureFin = l+k-j, pl.Debut, pl.Fin
		return r
	}
	m := c.sauter(l, "a", "vers", "des", "pour", "environ", "apres", "avant", "jusqu", "sur", "les", "partir", "de", "aux", "alentours", "t", "autour", "@")
	h, k := c.heureDuJour(m)
	if k == 0 {
		return rien()
	}
	if m == l && (!h.precise || c.sens == Passe) && c.plutotDuree(m, h) { // « 13/10 3h » is a duration
		return rien()
	}
	r := rien()
	r.n, r.heure, r.partie, r.verbale = m+k-j, h.minutes, h.partie, h.verbale
	return r
}

// heureLibre reads a time or a span of hours before its day, or without one.
func (c *calendrier) heureLibre(i int) lu {
	if pl, k := c.plageDuJour(i); k > 0 {
		r := rien()
		r.n, r.heure, r.heureFin, r.heureSeule = k, pl.Debut, pl.Fin, true
		return r
	}
	m := c.sauter(i, "a", "vers", "des", "environ", "jusqu", "aux", "alentours", "de", "avant", "apres", "partir", "autour")
	h, k := c.heureDuJour(m)
	if k == 0 {
		return rien()
	}
	if (m == i || m == i+1 && c.est(i, "de", "environ")) && c.sens == Passe && c.plutotDuree(m, h) { // « 3h le 13 octobre »
		return rien()
	}
	r := rien()
	r.n, r.heure, r.partie, r.heureSeule, r.verbale = m+k-i, h.minutes, h.partie, true, h.verbale
	return r
}

// plutotDuree tells a small number of hours said without « à » nor part of the day: how long a
// mission lasted rather than when it began.
func (c *calendrier) plutotDuree(i int, h heureLue) bool {
	return h.minutes < 7*60 && h.partie == Aucune && !c.est(i+1, ":") && !c.est(i, "midi", "minuit")
}
