package lecture

import (
	"regexp"
	"strings"
)

var (
	articleQualite = regexp.MustCompile(`^(?:le |la |l'|p/? ?o\.? |pour (?:le |la |l')|signe ?: ?|par delegation,? )+`)
	debutCivilite  = regexp.MustCompile(`^(?:a (?:l'attention de )?)?(?:m\.|mr\.?|mme|mlle|monsieur|madame|maitre|docteur|dr\.?|professeur|me) (?:le |la )?(?:docteur |professeur |dr\.? )?`)
)

// proposerSignataire reads the end of a letter: « Le procureur de la République, » with a name below.
func (l *lecteur) proposerSignataire(page int, f *feuille) {
	for i, s := range f.segments {
		if s.zone.cy() < f.page.Hauteur*0.3 || len(s.mots) > 12 || s.cell {
			continue
		}
		g := coulerMots(s.mots)
		debut := 0
		if m := articleQualite.FindStringIndex(g.plie); m != nil {
			debut = m[1]
		}
		q, ok := trouverQualite(decoupeRunes(string(g.brut), g.plie, debut, len(g.plie)))
		if !ok || q.debut > 1 || !finDeLigne(g.plie[debut+q.fin:]) {
			continue
		}
		_, mots := g.extrait(debut+q.debut, min(debut+q.fin, len(g.plie)))
		c := candidat{cle: AutoriteQualite, valeur: q.valeur, mots: mots, page: page, base: 0.8, sur: q.sur, voie: voieSignataire}
		if nom, de, ok := f.nomProche(i); ok {
			d := c
			d.cle, d.valeur, d.mots, d.sur, d.base = AutoriteNom, nom.pour(AutoriteNom), de, nom.sur, 0.85
			l.garder(d)
			c.base = 0.88
		}
		l.garder(c)
	}
}

// proposerNomQualite reads a line that is a name and its capacity and nothing else.
func (l *lecteur) proposerNomQualite(page int, f *feuille) {
	for _, s := range f.segments {
		if len(s.mots) < 3 || len(s.mots) > 12 || s.zone.cy() > f.page.Hauteur*0.6 {
			continue
		}
		nom, motsNom, q, motsQ, sur := autorite(s.mots)
		if q == "" || nom.prenom == "" || !nom.sur || len(motsNom)+len(motsQ) < len(s.mots)-1 {
			continue
		}
		c := candidat{cle: AutoriteNom, valeur: nom.pour(AutoriteNom), mots: motsNom, page: page, base: 0.78, sur: true, voie: voieSignataire}
		l.garder(c)
		c.cle, c.valeur, c.mots, c.sur = AutoriteQualite, q, motsQ, sur
		l.garder(c)
	}
}

var civiliteNom = regexp.MustCompile(`(?:^|[\s(])(?:m\.|mr\.?|mme|mlle|monsieur|madame|maitre|docteur|dr\.?|professeur)\s+`)

// proposerCite reads, for want of better, the first person named in the sentences with a civility
// who is neither the authority nor a party.
func (l *lecteur) proposerCite(page int, t flot) {
	for _, m := range civiliteNom.FindAllStringIndex(t.plie, 8) {
		avant := strings.TrimRight(t.plie[max(0, m[0]-24):m[0]+1], " (")
		if partie.MatchString(avant) {
			continue
		}
		mots := t.apres(m[1], 8)
		s := string(coulerMots(mots).brut)
		p, n := nommer(s, true)
		if n == 0 || p.prenom == "" || !p.sur {
			continue
		}
		if _, q := trouverQualite(s[:min(n+30, len(s))]); q {
			continue
		}
		l.garder(candidat{
			cle: PersonneRequise, valeur: p.pour(PersonneRequise), mots: motsDuTexte(mots, strings.TrimSpace(s[:n])),
			page: page, base: 0.6, sur: true, voie: voieSignataire,
		})
	}
}

var partie = regexp.MustCompile(`(?:contre|c/|victime|mise? en cause|prevenue?|gardee? a vue|plaignante?|encontre de|examen de|enfants? de|audition de|nous,?|par)\s*:?$`)

// finDeLigne tells whether what follows a capacity may stand in a signature: nothing, or its court.
func finDeLigne(s string) bool {
	s = strings.Trim(s, " ,.;:")
	return s == "" || strings.HasPrefix(s, "du ") || strings.HasPrefix(s, "pres ") || strings.HasPrefix(s, "a ") || strings.HasPrefix(s, "au ") || strings.HasPrefix(s, "de ")
}

// nomProche gives the name that stands alone under segment i, or just above it.
func (f *feuille) nomProche(i int) (personne, []Mot, bool) {
	s := f.segments[i]
	best, dist := -1, 1e9
	var out personne
	for j, n := range f.segments {
		if j == i || len(n.mots) > 6 || len(n.mots) < 2 {
			continue
		}
		d := n.zone[1] - s.zone[3]
		if d < -0.5*f.hauteur {
			d = (s.zone[1] - n.zone[3]) * 3
		}
		if d < -0.5*f.hauteur || d > 125 || d > dist || min(s.zone[2], n.zone[2])-max(s.zone[0], n.zone[0]) < -20 {
			continue
		}
		texte := string(coulerMots(n.mots).brut)
		p, k := nommer(texte, false)
		if !p.sur || p.prenom == "" || strings.Trim(texte[k:], " .,") != "" {
			continue
		}
		best, dist, out = j, d, p
	}
	if best < 0 {
		return personne{}, nil, false
	}
	return out, f.segments[best].mots, true
}

// proposerDestinataire reads the addressee of a letter: a civility and a name that stand alone.
func (l *lecteur) proposerDestinataire(page int, f *feuille) {
	for _, s := range f.segments {
		if s.zone.cy() > f.page.Hauteur*0.5 || len(s.mots) > 7 || s.cell {
			continue
		}
		g := coulerMots(s.mots)
		m := debutCivilite.FindStringIndex(g.plie)
		if m == nil {
			continue
		}
		texte := string(g.brut)
		p, n := nommer(texte, true)
		if n == 0 || p.prenom == "" || strings.Trim(texte[n:], " .,") != "" {
			continue
		}
		if _, q := trouverQualite(texte); q {
			continue
		}
		base := 0.82
		if !p.sur {
			base = 0.7
		}
		l.garder(candidat{
			cle: PersonneRequise, valeur: p.pour(PersonneRequise), mots: motsDuTexte(s.mots, strings.TrimSpace(texte[:n])),
			page: page, base: base, sur: p.sur, voie: voieSignataire,
		})
	}
}
