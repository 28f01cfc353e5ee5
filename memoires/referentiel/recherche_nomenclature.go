package referentiel

import (
	"slices"
	"strings"
)

// Trouvaille is a value that a search found.
type Trouvaille struct {
	Valeur Valeur
	Score  float64 // 0 to 1
}

// phase is a stage of the proceedings with the words that betray it.
type phase struct {
	code   string
	suites [][]string
}

// fiche is the folded side of a value.
type fiche struct {
	libelle []string   // words of the label
	suites  [][]string // ways of saying it
}

// indexValeurs is a list made ready for search.
type indexValeurs struct {
	valeurs []Valeur
	fiches  []fiche
	phases  []phase
}

func indexer(valeurs []Valeur) indexValeurs {
	x := indexValeurs{valeurs: valeurs}
	for _, v := range valeurs {
		libelle, _, _ := strings.Cut(v.Libelle, separateurPresta)
		x.fiches = append(x.fiches, fiche{libelle: utiles(strings.Fields(Plier(libelle))), suites: suites(v.mots)})
	}
	return x
}

func suites(mots []string) [][]string {
	l := make([][]string, 0, len(mots))
	for _, m := range mots {
		l = append(l, utiles(strings.Fields(Plier(m))))
	}
	return l
}

// utiles drops the short words that say nothing: « juge de l'instruction » and « juge d'instruction »
// are the same.
func utiles(mots []string) []string {
	return slices.DeleteFunc(slices.Clone(mots), func(m string) bool {
		switch m {
		case "de", "d", "du", "des", "l", "la", "le", "les", "a", "au", "aux", "et", "ou", "en", "un", "une", "pour", "par":
			return true
		default:
			return false
		}
	})
}

// ChercherAutorite finds the requiring authority that a text names: « opj », « le jaf », « procureur ».
// At most limite results, best first.
func (r *Referentiel) ChercherAutorite(texte string, limite int) []Trouvaille {
	return r.autorites.chercher(texte, limite)
}

// ChercherTypePrestation finds the kinds of service that a text names: « psy pénal »,
// « interprétariat en garde à vue ». A label seen on the portal comes before one that was proposed, and
// the phase that the text betrays before the others. At most limite results, best first.
func (r *Referentiel) ChercherTypePrestation(texte string, limite int) []Trouvaille {
	return r.prestations.chercher(texte, limite)
}

const (
	valeurMinimale = 0.4  // under it a value would only distract
	malusPhase     = 0.08 // for a phase that the text does not betray
	bonusVu        = 0.02 // a label seen on the portal comes before its sisters
)

func (x *indexValeurs) chercher(texte string, limite int) []Trouvaille {
	mots := utiles(motsDe(texte))
	if len(mots) == 0 || limite <= 0 {
		return nil
	}
	voulue := x.phaseDe(mots)
	var l []Trouvaille
	commun := 0.0 // score of the family: its phases share everything but the phase
	for i, v := range x.valeurs {
		if i == 0 || v.Famille == "" || v.Famille != x.valeurs[i-1].Famille {
			commun = x.fiches[i].score(mots)
		}
		score := commun
		if score < valeurMinimale {
			continue
		}
		if Plier(v.Libelle) == Plier(texte) {
			score = 1
		} else {
			score = ajusterPhase(min(score, 0.97), v, voulue)
		}
		l = append(l, Trouvaille{Valeur: v, Score: score})
	}
	slices.SortStableFunc(l, func(a, b Trouvaille) int {
		switch {
		case a.Score > b.Score:
			return -1
		case a.Score < b.Score:
			return 1
		default:
			return 0
		}
	})
	return slices.Clip(l[:min(limite, len(l))])
}

func ajusterPhase(score float64, v Valeur, voulue string) float64 {
	if v.Phase != "" && voulue != "" && v.Phase != voulue {
		score -= malusPhase
	}
	if v.Statut == Vu {
		score += bonusVu
	}
	return score
}

// phaseDe is the phase that the words betray most clearly, empty when none does.
func (x *indexValeurs) phaseDe(mots []string) string {
	code, longueur := "", 0
	for _, p := range x.phases {
		for _, s := range p.suites {
			if len(s) > longueur && contientSuite(mots, s) {
				code, longueur = p.code, len(s)
			}
		}
	}
	return code
}

const (
	suiteEntiere   = 0.95 // the query is exactly a way of saying it
	suiteBase      = 0.7  // a way of saying of one word, somewhere in the query
	parMotSuite    = 0.1  // for each further word of it, up to two
	partRequete    = 0.1  // for the share of the query that it covers
	suiteDePlus    = 0.06 // for each further way of saying found, up to two
	indiceLibelle  = 0.15 // for the share of the label found beside a way of saying
	libelleEntier  = 0.95 // the whole label, which is also the whole query
	partSansLimite = 0.6  // what is left of it when the query says much more
)

// score weighs a value against the words: a way of saying it found whole counts most, and the longer
// the better; the words of the label come next.
func (f *fiche) score(mots []string) float64 {
	meilleur, trouvees := 0.0, 0
	for _, s := range f.suites {
		v := approche(mots, s)
		if v == 0 {
			continue
		}
		if v == 1 && len(s) == len(mots) {
			return suiteEntiere
		}
		trouvees++
		longueur := parMotSuite * float64(min(len(s)-1, 2))
		meilleur = max(meilleur, v*(suiteBase+longueur+partRequete*float64(len(s))/float64(len(mots))))
	}
	part, couverture := f.partLibelle(mots)
	meilleur += suiteDePlus*float64(min(max(trouvees-1, 0), 2)) + indiceLibelle*part
	return max(meilleur, libelleEntier*part*part*(partSansLimite+(1-partSansLimite)*couverture))
}

// partLibelle is the share of the label's words that the query holds, and the share of the query that
// they cover.
func (f *fiche) partLibelle(mots []string) (part, couverture float64) {
	for _, c := range f.libelle {
		mieux := 0.0
		for _, m := range mots {
			mieux = max(mieux, ressemblance(m, c))
		}
		part += mieux
	}
	return part / float64(max(len(f.libelle), 1)), min(1, part/float64(max(len(mots), 1)))
}

// approche is the likeness of the best run of mots with suite, 0 when a word of suite has no match.
func approche(mots, suite []string) float64 {
	meilleur := 0.0
	for i := 0; len(suite) > 0 && i+len(suite) <= len(mots); i++ {
		pire := 1.0
		for k, s := range suite {
			pire = min(pire, ressemblance(mots[i+k], s))
		}
		meilleur = max(meilleur, pire)
	}
	return meilleur
}
