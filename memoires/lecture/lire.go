package lecture

import (
	"cmp"
	"math"
	"slices"
	"strings"
)

const (
	pagesLues = 20
	motsLus   = 3000 // words of a page that are looked at
)

// Referentiel knows the courts and services by name; nil is allowed.
type Referentiel interface {
	// Juridiction gives the official name of a court from an approximate one.
	Juridiction(nom string) (string, bool)
}

// lecteur gathers the candidates of one document.
type lecteur struct {
	feuilles  []feuille
	nature    Nature
	candidats []candidat
	cases     bool // a list of boxes was found
	signature *Champ
}

// Lire reads a document: its kind and the values that it proposes. r may be nil. It never fails: a
// document that says nothing is Illisible or Autre.
func Lire(pages []Page, r Referentiel) Lecture {
	l := &lecteur{}
	for _, p := range pages[:min(len(pages), pagesLues)] {
		p.Mots = p.Mots[:min(len(p.Mots), motsLus)]
		l.feuilles = append(l.feuilles, disposer(assainir(p)))
	}
	n, message := nature(l.feuilles)
	l.nature = n
	if n == Autre || n == Illisible {
		return Lecture{Nature: n, Message: message, Champs: []Champ{}}
	}
	for i := range l.feuilles {
		l.lirePage(i, &l.feuilles[i])
	}
	_ = r
	return Lecture{Nature: n, Champs: l.retenir()}
}

// assainir drops words whose place makes no sense.
func assainir(p Page) Page {
	bon := func(v float64) bool { return !math.IsNaN(v) && math.Abs(v) < 1e6 }
	p.Mots = slices.DeleteFunc(slices.Clone(p.Mots), func(m Mot) bool {
		return m.Zone.Vide() || !bon(m.Zone[0]) || !bon(m.Zone[1]) || !bon(m.Zone[2]) || !bon(m.Zone[3]) || len(m.Texte) > 200
	})
	return p
}

// lirePage gathers the candidates of page i.
func (l *lecteur) lirePage(i int, f *feuille) {
	lieux := f.lieux()
	c := cadre2{haut: 1e9}
	if l.nature == Attestation {
		c = trouverCadre2(f, lieux)
	}
	if l.nature == Attestation {
		l.proposerMissions(i, f)
	}
	l.proposerEtiquettes(i, f, lieux, c.haut)
	if l.nature == Attestation {
		if c.vu || c.signe != nil || i == len(l.feuilles)-1 && l.signature == nil {
			l.proposerCadre2(i, f, lieux, c)
		}
	}
	var avant []segment
	for _, s := range f.segments {
		if s.zone.cy() < c.haut {
			avant = append(avant, s)
		}
	}
	texte := couler(avant)
	l.proposerPhrases(i, texte)
	l.proposerSignataire(i, f)
	l.proposerNomQualite(i, f)
	l.proposerCite(i, texte)
	if i == 0 {
		l.proposerEntete(i, f)
		if l.nature == Requisition {
			l.proposerDestinataire(i, f)
		}
	}
}

// proposerEntete reads the name of the service at the head of the first page.
func (l *lecteur) proposerEntete(page int, f *feuille) {
	for i, s := range f.segments {
		if s.zone[1] > f.page.Hauteur*0.3 || i > 14 {
			break
		}
		t := plier(s.texte())
		v, n := serviceAuDebut(s.texte())
		if n == 0 || tetes.MatchString(t) || len(s.mots) > 14 {
			continue
		}
		base := poidsEntete(t)
		if l.nature == Attestation {
			base -= 0.2
		}
		l.garder(candidat{cle: Service, valeur: v, mots: motsDuTexte(s.mots, v), page: page, base: base, sur: true, voie: voieEntete})
	}
}

// poidsEntete says how likely a line of the heading is the service itself and not what it belongs
// to: a brigade rather than its compagnie, a court rather than a cabinet of it.
func poidsEntete(t string) float64 {
	for _, p := range []struct {
		debut string
		poids float64
	}{
		{"brigade", 0.86},
		{"commissariat", 0.86},
		{"parquet", 0.86},
		{"section", 0.86},
		{"surete", 0.86},
		{"peloton", 0.86},
		{"cabinet d'instruction", 0.85},
		{"tribunal", 0.84},
		{"compagnie", 0.83},
		{"groupement", 0.8},
		{"cour", 0.8},
		{"direction", 0.74},
		{"cabinet", 0.7},
		{"greffe", 0.7},
		{"chambre", 0.72},
		{"pole", 0.72},
		{"bureau", 0.7},
	} {
		if strings.HasPrefix(t, p.debut) {
			return p.poids
		}
	}
	return 0.82
}

// retenir keeps for each key the best candidate, with a confidence.
func (l *lecteur) retenir() []Champ {
	out := []Champ{}
	for _, k := range Cles() {
		if k == Signee {
			if l.signature != nil {
				out = append(out, *l.signature)
			}
			continue
		}
		if l.nature == Requisition && k == NombrePages || l.nature == Attestation && k == DateRequisition {
			continue
		}
		if c, ok := l.meilleur(k); ok {
			out = append(out, c)
		}
	}
	return out
}

// meilleur chooses among the candidates of a key: the most trusted; equal values found in two ways
// confirm each other, another value as trusted makes both doubtful.
func (l *lecteur) meilleur(k Cle) (Champ, bool) {
	var cs []candidat
	for _, c := range l.candidats {
		if c.cle == k && l.permis(c) {
			cs = append(cs, c)
		}
	}
	if len(cs) == 0 {
		return Champ{}, false
	}
	slices.SortStableFunc(cs, func(a, b candidat) int { return cmp.Compare(l.note(b), l.note(a)) })
	best := cs[0]
	conf := l.note(best)
	confirme, contredit := false, false
	for _, c := range cs[1:] {
		pareil := memeValeur(k, best.valeur, c.valeur)
		confirme = confirme || pareil && (c.page != best.page || !recouvre(zoneDe(best.mots), zoneDe(c.mots)))
		contredit = contredit || !pareil && c.base > best.base-0.12
	}
	f := l.feuilles[best.page]
	plafond := 0.97
	if f.page.Ocr {
		plafond = 0.85
		if confirme && best.sur {
			plafond = 0.9
		}
	}
	if confirme {
		conf += 0.04
	}
	if contredit {
		conf -= 0.15
	}
	z := zoneDe(best.mots)
	return Champ{
		Cle: k, Valeur: best.valeur, Texte: best.texte, Page: f.page.Numero, Zone: f.page.montrer(z), Ligne: ligneDe(best.mots),
		Confiance: math.Round(max(min(conf, plafond), 0.05)*100) / 100,
	}, true
}

// ligneDe gives the line of a pasted text on which the words begin, 0 on a page.
func ligneDe(mots []Mot) int {
	if len(mots) == 0 {
		return 0
	}
	return mots[0].Ligne
}

// recouvre tells whether two zones share a place.
func recouvre(a, b Zone) bool {
	return min(a[2], b[2]) > max(a[0], b[0]) && min(a[3], b[3]) > max(a[1], b[1])
}

// permis drops candidates that the kind of document makes senseless.
func (l *lecteur) permis(c candidat) bool {
	if l.nature == Requisition && (c.cle == DatePrestation || c.cle == HeureDebut || c.cle == HeureFin) {
		return c.voie == voieEtiquette
	}
	return true
}

// note is how much a candidate is trusted: how it was found, whether signs were guessed, and how
// sure the words were.
func (l *lecteur) note(c candidat) float64 {
	n := c.base
	if !c.sur {
		n -= 0.12
	}
	if l.feuilles[c.page].page.Ocr {
		bas, somme := 1.0, 0.0
		for _, m := range c.mots {
			bas = min(bas, m.Confiance)
			somme += m.Confiance
		}
		moyenne := somme / float64(len(c.mots))
		n *= 0.55 + 0.3*moyenne + 0.15*bas
	}
	return n
}

// memeValeur tells whether two values of a key say the same.
func memeValeur(k Cle, a, b string) bool {
	if k == AutoriteNom || k == PersonneRequise {
		return memesMots(a, b)
	}
	return serrer(a) == serrer(b)
}

// memesMots compares names whatever the order of their parts.
func memesMots(a, b string) bool {
	trie := func(s string) string {
		w := strings.FieldsFunc(plier(s), func(r rune) bool { return r == ' ' || r == '-' || r == '\'' })
		slices.Sort(w)
		return strings.Join(w, " ")
	}
	return trie(a) == trie(b)
}
