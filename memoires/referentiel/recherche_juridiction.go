package referentiel

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// Resultat is a court that a search found.
type Resultat struct {
	Juridiction Juridiction
	Score       float64 // 0 to 1; 1 is the very name
	Note        string  // what to check before taking it, in French; empty when nothing
}

const (
	scoreMinimal   = 0.45  // under it a result would only distract
	autreGenre     = 0.55  // factor for a court of another kind than the one named
	autreDept      = 0.7   // factor for a court outside the département named
	deptSeul       = 0.9   // score of the only court of a département given by its number
	deptPartage    = 0.78  // the same when several share it
	villeVoisine   = 0.9   // score of the courts around a town, exactly named, that has none of the kind
	villeSansGenre = 0.855 // the same when no kind was named: after the court that the town has
	villeExacte    = 0.95  // from here a town is the one typed, not one like it
	deptCour       = 0.72  // score of the cour d'appel of a département when no kind was named
	dansDeptNomme  = 1.15  // factor for a court inside the département named
	deptAutreLieu  = 0.6   // score of a court of the département named whose town was not
	motInconnu     = 0.35  // factor for a word that is in no name: it may belong to the sentence
	unePartie      = 0.97  // factor for a part of the query between commas, brackets or the kind of court
	premiersMots   = 0.9   // factor for the first words after the kind of court
	motsLieu       = 10    // known words looked at for the place
	facteurDeptNom = 0.8   // a département by its name is less sure than a town
)

// genre is a kind of court or magistrate as people write it.
type genre struct {
	Code   string            `json:"code"`
	Prime  bool              `json:"prime"` // wins over the cour d'appel named beside it, as on a letterhead
	Types  []TypeJuridiction `json:"types"`
	Mots   []string          `json:"mots"`
	Note   string            `json:"note"`
	Source string            `json:"source"`
	suites [][]string
}

// reglesRecherche is data/recherche_juridictions.json.
type reglesRecherche struct {
	Vides        []string                   `json:"vides"`
	Bruit        []string                   `json:"bruit"`
	PhrasesVides []string                   `json:"phrases_vides"`
	Faibles      []string                   `json:"faibles"`
	Unites       []string                   `json:"unites"`
	Ecritures    map[string]string          `json:"ecritures"`
	Genres       []genre                    `json:"genres"`
	Types        map[TypeJuridiction]string `json:"types"`
	SourcesTypes map[TypeJuridiction]string `json:"sources_types"`
	NoteVille    string                     `json:"note_ville"`
	Alias        map[string][]string        `json:"alias"`
}

// indexJuridictions is the folded side of the courts, made once.
type indexJuridictions struct {
	regles      reglesRecherche
	vides       map[string]bool
	bruit       map[string]bool
	faibles     map[string]bool // words that say little: « saint », « haute »
	unites      map[string]bool // words that make the number before them no département
	phrases     [][]string      // turns of phrase without meaning here
	noms        [][]nom         // names of each court, in the order of Referentiel.juridictions
	nomsDept    map[string]nom  // name of each département
	vocabulaire []string        // every word of noms and nomsDept
}

// nom is a folded name: its words and the words glued together.
type nom struct {
	mots  []string
	colle string
}

func (r *Referentiel) chargerRecherche() error {
	x := &r.recherche
	if err := lireJSON("recherche_juridictions.json", &x.regles); err != nil {
		return err
	}
	x.vides, x.bruit = ensemble(x.regles.Vides), ensemble(x.regles.Bruit)
	x.unites, x.faibles = ensemble(x.regles.Unites), ensemble(x.regles.Faibles)
	for _, p := range x.regles.PhrasesVides {
		x.phrases = append(x.phrases, x.pleins(strings.Fields(p)))
	}
	for i := range x.regles.Genres {
		g := &x.regles.Genres[i]
		for _, m := range g.Mots {
			g.suites = append(g.suites, x.pleins(strings.Fields(Plier(m))))
		}
	}
	for code := range x.regles.Alias {
		if _, ok := r.parCode[code]; !ok {
			return fmt.Errorf("alias de %s: juridiction inconnue", code)
		}
	}
	mots := make(map[string]bool)
	x.noms = make([][]nom, len(r.juridictions))
	for i, j := range r.juridictions {
		noms := append([]string{j.Commune, ville(lieuDuNom(j.Libelle))}, x.regles.Alias[j.Code]...)
		for _, n := range noms {
			x.noms[i] = append(x.noms[i], x.nommer(n, mots))
		}
	}
	x.nomsDept = make(map[string]nom, len(r.departements))
	for code, n := range r.departements {
		x.nomsDept[code] = x.nommer(n, mots)
	}
	x.vocabulaire = slices.Sorted(maps.Keys(mots))
	return nil
}

// lieuDuNom takes the kind away from a name: « Tribunal judiciaire d'Évry » → « d'Évry ».
func lieuDuNom(libelle string) string {
	libelle, _, _ = strings.Cut(libelle, " (")
	for _, g := range []string{"Tribunal judiciaire ", "Tribunal de première instance "} {
		libelle = strings.TrimPrefix(libelle, g)
	}
	return libelle
}

func ensemble(mots []string) map[string]bool {
	m := make(map[string]bool, len(mots))
	for _, mot := range mots {
		m[mot] = true
	}
	return m
}

// nommer folds a name and adds its words to the vocabulary.
func (x *indexJuridictions) nommer(n string, vocabulaire map[string]bool) nom {
	mots := x.pleins(strings.Fields(Plier(n)))
	for _, m := range mots {
		vocabulaire[m] = true
	}
	return nom{mots: mots, colle: strings.Join(mots, "")}
}

// pleins drops the articles and prepositions and writes abbreviations out.
func (x *indexJuridictions) pleins(mots []string) []string {
	var l []string
	for _, m := range mots {
		if x.vides[m] {
			continue
		}
		if long, ok := x.regles.Ecritures[m]; ok {
			m = long
		}
		l = append(l, m)
	}
	return l
}

// ChercherJuridiction finds the courts that a text names, however it is written: abbreviations (« tgi
// bobigny », « ca aix »), a département number or name, a postal code, typing errors. At most limite
// results, best first; none when nothing fits or the court is an administrative one.
func (r *Referentiel) ChercherJuridiction(texte string, limite int) []Resultat {
	d := r.comprendre(texte)
	if limite <= 0 || (d.genre != nil && len(d.genre.Types) == 0) || (len(d.lieux) == 0 && d.dept == "") {
		return nil
	}
	resultats := make([]Resultat, 0, 16)
	villes := make(map[string]bool) // départements of the towns found, whatever the kind
	convient := false
	for i := range r.juridictions {
		lieu := r.scoreLieu(&d, i)
		if lieu == 0 {
			continue
		}
		j := r.juridictions[i]
		if lieu >= villeExacte {
			villes[j.Departement] = true
			convient = convient || slices.Contains(typesVoulus(d.genre), j.Type)
		}
		score := lieu * facteurGenre(d.genre, j.Type)
		if score < scoreMinimal {
			continue
		}
		resultats = append(resultats, Resultat{Juridiction: j, Score: score, Note: r.note(d.genre, j.Type)})
	}
	if !convient {
		resultats = append(resultats, r.autour(d.genre, villes)...)
	}
	slices.SortStableFunc(resultats, func(a, b Resultat) int {
		switch {
		case a.Score > b.Score:
			return -1
		case a.Score < b.Score:
			return 1
		default:
			return comparer(a.Juridiction, b.Juridiction)
		}
	})
	vus := make(map[string]bool, len(resultats))
	resultats = slices.DeleteFunc(resultats, func(x Resultat) bool {
		deja := vus[x.Juridiction.Code]
		vus[x.Juridiction.Code] = true
		return deja
	})
	return slices.Clip(resultats[:min(limite, len(resultats))])
}

// typesVoulus are the kinds that a query asks for; without a word about it, a first-instance court.
func typesVoulus(g *genre) []TypeJuridiction {
	if g == nil {
		return []TypeJuridiction{TJ, TPI, Chambre}
	}
	return g.Types
}

// autour proposes the courts of the départements of a town which has none of the kind asked for.
func (r *Referentiel) autour(g *genre, departements map[string]bool) []Resultat {
	var l []Resultat
	score := villeVoisine
	if g == nil {
		score = villeSansGenre
	}
	for i := range r.juridictions {
		j := r.juridictions[i]
		proche := departements[j.Departement]
		for d := range departements {
			proche = proche || r.dansDepartement(&j, d)
		}
		if proche && slices.Contains(typesVoulus(g), j.Type) && j.Type != Chambre {
			l = append(l, Resultat{Juridiction: j, Score: score, Note: joindre(r.note(g, j.Type), r.recherche.regles.NoteVille)})
		}
	}
	return l
}

func joindre(a, b string) string {
	return strings.TrimSpace(a + " " + b)
}

func (r *Referentiel) note(g *genre, t TypeJuridiction) string {
	n := r.recherche.regles.Types[t]
	if g == nil || !slices.Contains(g.Types, t) {
		return n
	}
	return joindre(g.Note, n)
}

// facteurGenre weighs a court by its kind against the kind named in the query.
func facteurGenre(g *genre, t TypeJuridiction) float64 {
	usuel := map[TypeJuridiction]float64{TJ: 1, TPI: 1, CA: 0.93, TCOM: 0.86, Chambre: 0.95}[t]
	switch {
	case g == nil:
		return usuel
	case !slices.Contains(g.Types, t):
		return autreGenre
	case len(g.Types) == 1:
		return 1
	default:
		return usuel
	}
}

// poids is what a word counts for: its letters, but little for the « saint » of a hundred towns.
func (x *indexJuridictions) poids(mot string) float64 {
	if x.faibles[mot] {
		return 1
	}
	return float64(len(mot))
}

// scoreLieu says how well the court i fits the place of the query, whatever its kind.
func (r *Referentiel) scoreLieu(d *demande, i int) float64 {
	j := &r.juridictions[i]
	dansDept := d.dept != "" && r.dansDepartement(j, d.dept)
	if len(d.lieux) == 0 {
		if !dansDept {
			return 0
		}
		switch {
		case j.Type == CA && d.genre == nil:
			return deptCour
		case j.DepartementEntier || j.Type == CA:
			return deptSeul
		default:
			return deptPartage
		}
	}
	meilleur := 0.0
	for k := range r.recherche.noms[i] {
		meilleur = max(meilleur, d.scoreNom(&r.recherche.noms[i][k]))
	}
	if s := d.depts[j.Departement]; j.Type != TCOM || s > 0.9 {
		if !j.DepartementEntier && j.Type != CA {
			s *= 0.95
		}
		meilleur = max(meilleur, facteurDeptNom*s)
	}
	if j.Type == CA && meilleur < facteurDeptNom {
		for _, dept := range r.ressorts[j.Code] {
			meilleur = max(meilleur, facteurDeptNom*d.depts[dept])
		}
	}
	switch {
	case d.dept != "" && !dansDept:
		return meilleur * autreDept
	case dansDept:
		meilleur *= dansDeptNomme
		if d.genre != nil {
			meilleur = max(meilleur, deptAutreLieu)
		}
		return min(1, meilleur)
	default:
		return meilleur
	}
}

// dansDepartement tells whether the court sits in the département or, for a cour d'appel, rules it.
func (r *Referentiel) dansDepartement(j *Juridiction, dept string) bool {
	return j.Departement == dept || (j.Type == CA && slices.Contains(r.ressorts[j.Code], dept))
}

// scoreNom compares the place of the query with a name, in its best reading.
func (d *demande) scoreNom(n *nom) float64 {
	meilleur := 0.0
	for i := range d.lieux {
		meilleur = max(meilleur, d.lieux[i].facteur*d.scoreLecture(&d.lieux[i], n))
	}
	return meilleur
}

// scoreLecture weighs a reading: how much of what was typed is in the name, then how much of the name
// was typed.
func (d *demande) scoreLecture(l *lieu, n *nom) float64 {
	score := colles(l.colle, n.colle)
	if !slices.ContainsFunc(n.mots, func(c string) bool { return d.touches[c] }) {
		return score
	}
	var tape, connu, total float64
	for _, q := range l.mots {
		meilleur := 0.0
		for _, c := range n.mots {
			meilleur = max(meilleur, d.sim[q][c])
		}
		tape += meilleur * d.index.poids(q)
	}
	if tape == 0 {
		return score
	}
	for _, c := range n.mots {
		meilleur := 0.0
		for _, q := range l.mots {
			meilleur = max(meilleur, d.sim[q][c])
		}
		connu += meilleur * d.index.poids(c)
		total += d.index.poids(c)
	}
	return max(score, tape/l.poids*(0.6+0.4*connu/total))
}

// colles compares two names written in one word, for « clermontferrand » or « ville franche ».
func colles(tape, connu string) float64 {
	if tape == connu {
		return 1
	}
	if len(tape) < 6 {
		return 0
	}
	switch distance(tape, connu, 2) {
	case 1:
		return 0.88
	case 2:
		return 0.78
	default:
		return 0
	}
}
