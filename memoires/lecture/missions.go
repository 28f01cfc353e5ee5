package lecture

import (
	"regexp"
	"strings"
)

var (
	signeCoche   = regexp.MustCompile(`^[\[({|]?\s?[xX☒☑✓✔✗✘✕✖×■◼●\x{F06E}\x{F0FE}\x{F0FD}\x{F078}\x{F0A4}]\s?[\])}|]?$`)
	crochetCoche = regexp.MustCompile(`^[\[(]\s*[xX✓✔☒✗]\s*[\])]`)
	crochetVide  = regexp.MustCompile(`^[\[(]\s*[_.]*\s*[\])]`)
	signeVide    = regexp.MustCompile(`^(?:[☐□▢◻❏❐❑❒○\x{F06F}\x{F0A8}\x{F071}\x{F072}]|[\[({]\s?[\])}]?|[\[(]_[\])])$`)
)

// ligneMission is one kind of work of the list of an attestation, with what follows it up to the
// next one.
type ligneMission struct {
	code   string
	mots   []Mot // the label's own
	suite  []Mot // all words from the label to the next kind
	etat   int   // 1 ticked, -1 not ticked, 0 unknown
	rempli bool
}

// missions reads the list of boxes of a page. It gives nil when there is no list.
func (f *feuille) missions() []ligneMission {
	var out []ligneMission
	for _, s := range f.segments {
		pl := coulerMots(s.mots)
		t, ok := chercherPrestation(pl.plie)
		debut := debutUtile(pl.plie)
		etat, boite := f.coche(s)
		if libelleAutre.MatchString(pl.plie[debut:]) && boite {
			t, ok = trouve{debut, len(pl.plie), "autre", true}, true
		}
		if !ok || t.debut > debut+18 || !boite && !ressemble(strings.TrimLeft(pl.plie[debut:], "[]()x ")) {
			if len(out) > 0 && f.appartient(out[len(out)-1], s) {
				last := &out[len(out)-1]
				last.suite = append(last.suite, s.mots...)
			}
			continue
		}
		_, mots := pl.extrait(t.debut, t.fin)
		m := ligneMission{code: t.valeur, mots: mots, suite: append([]Mot(nil), s.mots...)}
		if boite {
			m.etat = etat
		}
		out = append(out, m)
	}
	if len(out) < 2 {
		return nil
	}
	for i := range out {
		g := coulerMots(out[i].suite)
		out[i].rempli = len(dates(g.plie)) > 0 || len(heures(g.plie)) > 0
	}
	return out
}

var (
	libelleAutre   = regexp.MustCompile(`^autres?\b`)
	libelleMission = regexp.MustCompile(`^(rapport|traduction|fiche|expertise|examen|enquete|audition|administrat|assessorat|controle|sursis|autre|interpr|autopsie|prestation)`)
)

func ressemble(pl string) bool { return libelleMission.MatchString(pl) }

// debutUtile gives the offset of the first word of three letters.
func debutUtile(pl string) int {
	for _, m := range morceaux(pl) {
		if len(serrer(m.texte)) >= 3 {
			return m.debut
		}
	}
	return 0
}

// appartient tells whether segment s still belongs to a line of the list: it is close below it.
func (f *feuille) appartient(m ligneMission, s segment) bool {
	z := zoneDe(m.suite)
	return s.zone[1] < z[3]+1.6*f.hauteur && s.zone.cy() > z[1] && !titre.MatchString(plier(s.texte()))
}

var titre = regexp.MustCompile(`^(cadre|signature|fait a|reserve|visa|certif|partie|ii|2)`)

// coche tells the state of the box at the start of a segment, and whether there is one.
func (f *feuille) coche(s segment) (etat int, boite bool) {
	premier := s.mots[0]
	haut := f.hauteur
	// a square drawn at the left of the words, or over the sign that OCR made of it
	best := 1e9
	for _, c := range f.page.Cases {
		if c.Zone.cy() < s.mots[0].Zone[1]-0.8*haut || c.Zone.cy() > min(s.zone[3], s.mots[0].Zone[3])+0.8*haut {
			continue
		}
		texte := premierMot(s)
		d := texte.Zone[0] - c.Zone[2]
		if d < -0.3*haut || d > 4.5*haut || d > best {
			continue
		}
		best, boite, etat = d, true, -1
		if c.Cochee {
			etat = 1
		}
	}
	if boite {
		return etat, true
	}
	switch t := s.texte(); {
	case crochetCoche.MatchString(t):
		return 1, true
	case crochetVide.MatchString(t):
		return -1, true
	case signeCoche.MatchString(premier.Texte):
		return 1, true
	case signeVide.MatchString(premier.Texte):
		if len(s.mots) > 1 && signeCoche.MatchString(s.mots[1].Texte) {
			return 1, true
		}
		return -1, true
	}
	if len([]rune(serrer(premier.Texte))) <= 2 && len(s.mots) > 1 && f.page.Ocr {
		return 0, true
	}
	return 0, false
}

// premierMot gives the first word of three letters or more, past what stands for the box.
func premierMot(s segment) Mot {
	for _, m := range s.mots {
		if len([]rune(serrer(m.Texte))) >= 3 {
			return m
		}
	}
	return s.mots[0]
}

// proposerMissions proposes what the ticked line of the list says.
func (l *lecteur) proposerMissions(page int, f *feuille) {
	ms := f.missions()
	if ms == nil {
		return
	}
	l.cases = true
	choix := choisirMission(ms)
	if choix < 0 {
		return
	}
	m := ms[choix]
	base := 0.8
	switch {
	case m.etat > 0 && m.rempli:
		base = 0.96
	case m.etat > 0:
		base = 0.9
	}
	c := candidat{page: page, base: base, sur: true, voie: voieCase}
	d := c
	d.cle, d.valeur, d.mots = Prestation, m.code, m.mots
	l.garder(d)
	g := coulerMots(m.suite)
	if ds := dates(g.plie); len(ds) > 0 {
		d := c
		d.cle, d.valeur, d.sur = DatePrestation, ds[0].valeur, ds[0].sur
		_, d.mots = g.extrait(ds[0].debut, ds[0].fin)
		l.garder(d)
	}
	if hs := heures(g.plie); len(hs) > 0 && len(hs) <= 3 {
		for i, k := range []Cle{HeureDebut, HeureFin} {
			if i < len(hs) {
				d := c
				d.cle, d.valeur, d.sur = k, hs[i].valeur, hs[i].sur
				_, d.mots = g.extrait(hs[i].debut, hs[i].fin)
				l.garder(d)
			}
		}
	}
}

// choisirMission gives the ticked line, or for want of ticks the only one that was filled in; -1
// when nothing tells.
func choisirMission(ms []ligneMission) int {
	coche, rempli, nc, nr := -1, -1, 0, 0
	for i, m := range ms {
		if m.etat > 0 {
			coche = i
			nc++
		}
		if m.rempli {
			rempli = i
			nr++
		}
	}
	switch {
	case nc == 1:
		return coche
	case nc > 1: // several ticks: the one that was filled in
		for i, m := range ms {
			if m.etat > 0 && m.rempli {
				return i
			}
		}
		return coche
	case nr == 1:
		return rempli
	default:
		return -1
	}
}
