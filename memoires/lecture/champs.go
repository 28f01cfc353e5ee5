package lecture

import (
	"slices"
	"strings"
	"unicode"
)

// candidat is a value that some way of reading proposes for a key.
type candidat struct {
	cle    Cle
	valeur string
	texte  string
	mots   []Mot
	page   int // index
	base   float64
	sur    bool // the shape was exact: nothing was guessed
	voie   int  // which way of reading: equal values from two ways confirm each other
}

// The ways of reading.
const (
	voieEtiquette = iota
	voiePhrase
	voieCadre2
	voieEntete
	voieCase
	voieSignataire
)

// lieu is a label with the words of its value.
type lieu struct {
	marque

	seg     int
	valeur  []Mot
	dessous bool // the value stands under the label
}

// lieux gives the labels of a page, each with the words of its value.
func (f *feuille) lieux() []lieu {
	var out []lieu
	parSeg := make([][]marque, len(f.segments))
	for i, s := range f.segments {
		parSeg[i] = f.admises(s, marques(s.mots))
	}
	for i, s := range f.segments {
		for k, m := range parSeg[i] {
			fin := len(s.mots)
			if k+1 < len(parSeg[i]) {
				fin = parSeg[i][k+1].i
			}
			l := lieu{marque: m, seg: i}
			l.valeur = utiles(s.mots[min(m.j, fin):fin])
			if fin == len(s.mots) && len(l.valeur) > 0 && !s.cell {
				l.valeur = append(slices.Clip(l.valeur), f.suite(i, parSeg)...)
			}
			vide := fin > m.j && len(l.valeur) == 0 // blanks to fill stand there: nothing was filled
			if len(l.valeur) == 0 && fin == len(s.mots) && !vide {
				l.valeur, l.dessous = f.voisin(i, parSeg)
			}
			out = append(out, l)
		}
	}
	return out
}

// admises drops the labels of one common word that only begin a sentence.
func (f *feuille) admises(s segment, ms []marque) []marque {
	var out []marque
	for _, m := range ms {
		seul := m.j >= len(s.mots)
		suivant := ""
		if !seul {
			suivant = s.mots[m.j].Texte
		}
		precis := len(m.serree) >= 9 || m.j-m.i >= 2 && len(m.serree) >= 5
		chiffre := strings.IndexFunc(suivant, unicode.IsDigit) == 0 || majuscule(suivant) && m.role == roleNumero
		switch {
		case m.points, seul, pointilles(suivant):
		case chiffre && (m.role == roleNumero || m.role == roleDate || m.role == roleDateRequisition || m.role == roleDatePrestation || m.role == rolePages || m.role == roleHeureDebut || m.role == roleHeureFin):
		case precis && (capitale(suivant) || m.role == roleArret || m.role == roleSignature || m.role == roleCadre2 || s.cell && !memeSuite(m, suivant) || m.role == rolePages):
		default:
			continue
		}
		out = append(out, m)
	}
	return out
}

// memeSuite tells whether a label of one word goes on as a sentence (« Infraction à la … »): then it
// is a value itself.
func memeSuite(m marque, suivant string) bool { return m.j-m.i == 1 && !capitale(suivant) }

// utiles drops the blanks and signs around a value.
func utiles(mots []Mot) []Mot {
	debut, fin := 0, len(mots)
	for debut < fin && pointilles(mots[debut].Texte) {
		debut++
	}
	for fin > debut && pointilles(mots[fin-1].Texte) {
		fin--
	}
	return mots[debut:fin]
}

// suite gives the words of the next line when the line of segment i was full and goes on there.
func (f *feuille) suite(i int, parSeg [][]marque) []Mot {
	droite := f.bordDroit()
	s := f.segments[i]
	var out []Mot
	for range 2 {
		j := f.sous(s)
		if j < 0 || len(parSeg[j]) > 0 || f.segments[j].cell {
			return out
		}
		n := f.segments[j]
		if n.zone[1]-s.zone[3] > 1.1*f.hauteur || s.zone[2]+n.mots[0].Zone.largeur()+0.3*f.hauteur < droite-0.5*f.hauteur {
			return out
		}
		if n.zone[0] > s.zone[0]+12*f.hauteur || estDebutDePhrase(n.mots[0].Texte) {
			return out
		}
		out = append(out, n.mots...)
		s = n
	}
	return out
}

// estDebutDePhrase tells the words with which another paragraph begins.
func estDebutDePhrase(s string) bool {
	switch strings.Trim(plier(s), ",.:;") {
	case "nous", "vu", "prions", "requerons", "fait", "attendu", "le", "la", "en", "je", "mission", "☐", "☒", "cadre":
		return capitale(s) || s == "☐" || s == "☒"
	}
	return false
}

// bordDroit gives the right edge of the text of the page.
func (f *feuille) bordDroit() float64 {
	d := 0.0
	for _, s := range f.segments {
		d = max(d, s.zone[2])
	}
	return d
}

// sous gives the nearest segment below s that shares its columns; -1 when there is none near.
func (f *feuille) sous(s segment) int {
	best, dist := -1, 3.2*f.hauteur
	g, d := s.zone[0], s.zone[2]
	if s.cell {
		g, d = s.col[0], s.col[1]
		dist = 5 * f.hauteur
	}
	for j, n := range f.segments {
		if n.zone[1] < s.zone[3]-0.4*f.hauteur || n.zone.cy() <= s.zone.cy() {
			continue
		}
		commun := min(d, n.zone[2]) - max(g, n.zone[0])
		if commun < 0.25*min(d-g, n.zone.largeur()) {
			continue
		}
		if e := n.zone[1] - s.zone[3]; e < dist {
			best, dist = j, e
		}
	}
	return best
}

// voisin gives the value of a label that stands alone in its segment: what is at its right on the
// line, else what is below. A label is no value.
func (f *feuille) voisin(i int, parSeg [][]marque) ([]Mot, bool) {
	s := f.segments[i]
	best, dist := -1, 1e9
	for j, n := range f.segments {
		if j == i || n.zone[0] < s.zone[2]-f.hauteur*0.5 {
			continue
		}
		if min(s.zone[3], n.zone[3])-max(s.zone[1], n.zone[1]) < 0.4*min(s.zone.hauteur(), n.zone.hauteur()) {
			continue
		}
		if d := n.zone[0] - s.zone[2]; d < dist {
			best, dist = j, d
		}
	}
	if best >= 0 && len(parSeg[best]) == 0 {
		v := utiles(f.segments[best].mots)
		if len(v) == 0 {
			return nil, false
		}
		if !f.segments[best].cell {
			v = append(slices.Clip(v), f.suite(best, parSeg)...)
		}
		return v, false
	}
	if j := f.sous(s); j >= 0 && len(parSeg[j]) == 0 && (!s.cell || f.segments[j].cell) {
		return utiles(f.segments[j].mots), true
	}
	return nil, false
}
