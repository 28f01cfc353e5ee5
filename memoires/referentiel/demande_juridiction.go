package referentiel

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// demande is a query understood: the kind, the département, and the words left for the place.
type demande struct {
	genre *genre
	dept  string
	lieu  nom
	poids float64                       // weight of all the words of the place
	sim   map[string]map[string]float64 // typed word → known word → likeness
}

var (
	// reCa is the pronoun, which folds to the abbreviation of « cour d'appel ».
	reCa = regexp.MustCompile(`(?i)(^|\PL)ça(\PL|$)`)
	// reSigle is an abbreviation with dots: « C.A. », « T.G.I. ».
	reSigle   = regexp.MustCompile(`(^|\PL)(\pL)\.\s?(\pL)\.(?:\s?(\pL)\.)?`)
	reOrdinal = regexp.MustCompile(`^\d{1,2}(er|e|eme|nd)$`)
	rePostal  = regexp.MustCompile(`^\d{5}$`)
)

// comprendre splits a query into the kind of court, the département and the place.
func (r *Referentiel) comprendre(texte string) demande {
	x := &r.recherche
	texte = reSigle.ReplaceAllString(borner(texte), "$1$2$3$4 ")
	mots := x.pleins(motsDe(reCa.ReplaceAllString(texte, "$1 $2")))
	for _, p := range x.phrases {
		if i, ok := indexSuite(mots, p); ok {
			mots = slices.Delete(mots, i, i+len(p))
		}
	}
	var d demande
	d.genre, mots = x.genreDe(mots)
	var lieu, bruit []string
	for _, m := range mots {
		switch code := r.departementDe(m); {
		case code != "" && d.dept == "":
			d.dept = code
		case x.bruit[m]:
			bruit = append(bruit, m)
		case reOrdinal.MatchString(m) || m[0] >= '0' && m[0] <= '9':
		default:
			lieu = append(lieu, m)
		}
	}
	if len(lieu) == 0 && d.dept == "" {
		lieu = bruit
	}
	lieu = lieu[:min(len(lieu), motsLieu)]
	d.lieu = nom{mots: lieu, colle: strings.Join(lieu, "")}
	d.sim = make(map[string]map[string]float64, len(lieu))
	for _, q := range lieu {
		if d.sim[q] == nil {
			d.sim[q] = x.voisins(q)
		}
		if len(d.sim[q]) == 0 {
			d.poids += motInconnu * poids(q)
			continue
		}
		d.poids += poids(q)
	}
	return d
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
// the words without it. Words longer than five letters may be misspelt.
func (x *indexJuridictions) genreDe(mots []string) (*genre, []string) {
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
		return nil, mots
	}
	reste := slices.Delete(slices.Clone(mots), debut, debut+longueur)
	// « tribunal » or « cour » may be said twice, or beside the abbreviation.
	reste = slices.DeleteFunc(reste, func(m string) bool {
		return m == "tribunal" || m == "tj" || m == "tgi" || m == "judiciaire"
	})
	return trouve, reste
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
