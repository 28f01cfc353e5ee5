package referentiel

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// demande is a query understood: the kind, the département, and what may be the place.
type demande struct {
	index *indexJuridictions
	genre *genre
	dept  string
	lieux []lieu                        // readings of the place, the whole query first
	sim   map[string]map[string]float64 // typed word → known word → likeness
	// touches are the known words that some typed word may stand for.
	touches map[string]bool
	depts   map[string]float64 // score of each département by its name
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
	reSigle = regexp.MustCompile(`(^|\PL)(\pL)\.\s?(\pL)\.(?:\s?(\pL)\.)?`)
	// reNombre is a date, an hour, an amount: figures that are no département.
	reNombre = regexp.MustCompile(`\d+(?:[ .,:/h]+\d+)+|\d+\s?[h€%]`)
	// reCoupure separates two parts of a query.
	reCoupure = regexp.MustCompile(`[,;:()/\n?!]| ou `)
	rePostal  = regexp.MustCompile(`^\d{5}$`)
)

// comprendre splits a query into the kind of court, the département and the place.
func (r *Referentiel) comprendre(texte string) demande {
	x := &r.recherche
	mots := x.decouper(texte)
	d := demande{index: x}
	var genreA int
	d.genre, mots, genreA = x.genreDe(mots)
	var parts [][]string // the parts of the query between the cuts
	var part []string
	seul := !slices.ContainsFunc(mots, func(m string) bool { return !x.bruit[m] && m != coupure && !chiffre(m) })
	apres := -1 // the part that follows the kind
	for i, m := range mots {
		if i == genreA && d.genre != nil {
			apres = len(parts) + 1
		}
		suivant := ""
		if i+1 < len(mots) {
			suivant = mots[i+1]
		}
		switch code := r.departementDe(m); {
		case m == coupure:
			parts = append(parts, part)
			part = nil
		case code != "" && d.dept == "" && !x.unites[suivant] && (len(m) > 1 || seul):
			d.dept = code
		case x.bruit[m] || chiffre(m):
		default:
			part = append(part, m)
		}
	}
	parts = append(parts, part)
	d.sim, d.touches = make(map[string]map[string]float64), make(map[string]bool)
	for _, m := range slices.Concat(parts...) {
		if d.sim[m] == nil {
			d.sim[m] = x.voisins(m)
			for connu := range d.sim[m] {
				d.touches[connu] = true
			}
		}
	}
	d.lire(parts, apres)
	d.depts = make(map[string]float64, len(x.nomsDept))
	for code, n := range x.nomsDept {
		if s := d.scoreNom(&n); s > 0 {
			d.depts[code] = s
		}
	}
	return d
}

// chiffre tells a number, or an ordinal, from a word.
func chiffre(mot string) bool { return mot[0] >= '0' && mot[0] <= '9' }

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
			l.poids += motInconnu * d.index.poids(m)
		case len(l.mots) < motsLieu:
			l.mots = append(l.mots, m)
			l.poids += d.index.poids(m)
		default:
			l.poids += d.index.poids(m)
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

// postalOuRien keeps a postal code written with a space (« 93 000 ») and drops the other composed numbers.
func postalOuRien(nombre string) string {
	if colle := strings.ReplaceAll(nombre, " ", ""); len(nombre) == 6 && rePostal.MatchString(colle) {
		return colle
	}
	return " "
}

// decouper folds a query into words, with a coupure where a part ends.
func (x *indexJuridictions) decouper(texte string) []string {
	texte = reSigle.ReplaceAllString(borner(texte), "$1$2$3$4 ")
	texte = reNombre.ReplaceAllStringFunc(reCa.ReplaceAllString(texte, "$1 $2"), postalOuRien)
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
			prime := trouve != nil && trouve.Prime
			if (prime && !g.Prime) || (prime == g.Prime && (len(s) < longueur || (len(s) == longueur && n <= lettres))) {
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
