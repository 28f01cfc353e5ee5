package referentiel

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// demande is a query understood: the kind, the département, and what may be the place.
type demande struct {
	genre *genre
	dept  string
	lieux []lieu                        // readings of the place, the whole query first
	sim   map[string]map[string]float64 // typed word → known word → likeness
}

// lieu is one reading of the place that a query names.
type lieu struct {
	mots    []string // the words that are in some name, motsLieu at most
	colle   string   // all the words in one
	poids   float64  // weight of all the words
	facteur float64  // how sure it is that these words, and no others, are the place
}

// coupure stands between two parts of a query: a comma, a bracket, « ou », the kind of court.
const coupure = "|"

var (
	// reCa is the pronoun, which folds to the abbreviation of « cour d'appel ».
	reCa = regexp.MustCompile(`(?i)(^|\PL)ça(\PL|$)`)
	// reSigle is an abbreviation with dots: « C.A. », « T.G.I. ».
	reSigle   = regexp.MustCompile(`(^|\PL)(\pL)\.\s?(\pL)\.(?:\s?(\pL)\.)?`)
	reOrdinal = regexp.MustCompile(`^\d{1,2}(er|e|eme|nd)$`)
	// reCoupure separates two parts of a query.
	reCoupure = regexp.MustCompile(`[,;:()/\n?!]| ou `)
	rePostal  = regexp.MustCompile(`^\d{5}$`)
)

// comprendre splits a query into the kind of court, the département and the place.
func (r *Referentiel) comprendre(texte string) demande {
	x := &r.recherche
	mots := x.decouper(texte)
	var d demande
	var genreA int
	d.genre, mots, genreA = x.genreDe(mots)
	var parts [][]string // the parts of the query between the cuts
	var part, bruit []string
	apres := -1 // the part that follows the kind
	for i, m := range mots {
		if i == genreA && d.genre != nil {
			apres = len(parts) + 1
		}
		switch code := r.departementDe(m); {
		case m == coupure:
			parts = append(parts, part)
			part = nil
		case code != "" && d.dept == "":
			d.dept = code
		case x.bruit[m]:
			bruit = append(bruit, m)
		case reOrdinal.MatchString(m) || m[0] >= '0' && m[0] <= '9':
		default:
			part = append(part, m)
		}
	}
	parts = append(parts, part)
	if d.dept == "" && len(slices.Concat(parts...)) == 0 {
		parts, apres = [][]string{bruit}, -1
	}
	d.sim = make(map[string]map[string]float64)
	for _, m := range slices.Concat(parts...) {
		if d.sim[m] == nil {
			d.sim[m] = x.voisins(m)
		}
	}
	d.lire(parts, apres)
	return d
}

// lire lists the readings of the place: all the words, each part, the first words after the kind.
func (d *demande) lire(parts [][]string, apres int) {
	d.ajouter(slices.Concat(parts...), 1)
	pleines := 0
	for _, p := range parts {
		if len(p) > 0 {
			pleines++
		}
	}
	for i, p := range parts {
		if pleines > 1 {
			d.ajouter(p, unePartie)
		}
		if i == apres {
			for n := 1; n <= 3 && n < len(p); n++ {
				d.ajouter(p[:n], premiersMots)
			}
		}
	}
}

func (d *demande) ajouter(mots []string, facteur float64) {
	l := lieu{facteur: facteur}
	for _, m := range mots {
		switch {
		case len(d.sim[m]) == 0:
			l.poids += motInconnu * poids(m)
		case len(l.mots) < motsLieu:
			l.mots = append(l.mots, m)
			l.poids += poids(m)
		default:
			l.poids += poids(m)
		}
	}
	if len(mots) <= motsLieu {
		l.colle = strings.Join(mots, "")
	}
	// « saint » alone is a hundred towns.
	if len(mots) > 0 && l.poids > 1 {
		d.lieux = append(d.lieux, l)
	}
}

// decouper folds a query into words, with a coupure where a part ends.
func (x *indexJuridictions) decouper(texte string) []string {
	texte = reSigle.ReplaceAllString(borner(texte), "$1$2$3$4 ")
	texte = reCa.ReplaceAllString(texte, "$1 $2")
	var mots []string
	for i, p := range reCoupure.Split(texte, -1) {
		if i > 0 {
			mots = append(mots, coupure)
		}
		mots = append(mots, x.pleins(strings.Fields(Plier(p)))...)
	}
	for _, p := range x.phrases {
		if i, ok := indexSuite(mots, p); ok {
			mots = slices.Delete(mots, i, i+len(p))
		}
	}
	return mots[:min(len(mots), motsRequete)]
}

// voisins gives the known words that a typed word may stand for.
func (x *indexJuridictions) voisins(tape string) map[string]float64 {
	m := make(map[string]float64)
	for _, v := range x.vocabulaire {
		if s := ressemblance(tape, v); s > 0 {
			m[v] = s
		}
	}
	return m
}

// genreDe finds the kind of court that the words name, the longest way of saying it first, and gives
// the words with a coupure, at the place given, instead of it. Words longer than five letters may be
// misspelt.
func (x *indexJuridictions) genreDe(mots []string) (*genre, []string, int) {
	var trouve *genre
	debut, longueur, lettres := 0, 0, 0
	for i := range x.regles.Genres {
		g := &x.regles.Genres[i]
		for _, s := range g.suites {
			n := len(strings.Join(s, ""))
			if len(s) < longueur || (len(s) == longueur && n <= lettres) {
				continue
			}
			if k, ok := indexApprochant(mots, s); ok {
				trouve, debut, longueur, lettres = g, k, len(s), n
			}
		}
	}
	if trouve == nil {
		return nil, mots, 0
	}
	reste := slices.Replace(slices.Clone(mots), debut, debut+longueur, coupure)
	return trouve, reste, debut
}

// indexApprochant is indexSuite with the typing errors of long words forgiven.
func indexApprochant(mots, suite []string) (int, bool) {
	for i := 0; i+len(suite) <= len(mots); i++ {
		pareils := true
		for k, s := range suite {
			m := mots[i+k]
			if m != s && (len(s) <= 5 || len(m) < 5 || distance(m, s, 2) > 2) {
				pareils = false
				break
			}
		}
		if pareils {
			return i, true
		}
	}
	return 0, false
}

// departementDe reads a word as a département number ("93", "2a", "974") or a postal code.
func (r *Referentiel) departementDe(mot string) string {
	code := strings.ToUpper(mot)
	if rePostal.MatchString(code) {
		switch {
		case strings.HasPrefix(code, "97") || strings.HasPrefix(code, "98"):
			code = code[:3]
		case code >= "20200" && code < "21000":
			code = "2B"
		case strings.HasPrefix(code, "20"):
			code = "2A"
		default:
			code = code[:2]
		}
	}
	if n, err := strconv.Atoi(code); err == nil && n >= 1 && n <= 9 {
		code = "0" + strconv.Itoa(n)
	}
	if _, ok := r.departements[code]; ok {
		return code
	}
	return ""
}
