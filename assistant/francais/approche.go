package francais

import (
	"sort"
	"strings"
)

// Trouvaille is a label found by approximate name. Score goes from 0 to 1; 1 is the exact name.
type Trouvaille struct {
	Rang  int // index of the label
	Score float64
}

// Index searches labels (courts, authorities, kinds of prestation) by approximate name. It is
// built once and safe for concurrent use.
type Index struct {
	libelles []libelle
	parMot   map[string][]int // word → labels
	mots     []string
}

type libelle struct {
	mots  []string
	plie  string
	sigle string
}

// NouvelIndex prepares the labels for Chercher.
func NouvelIndex(libelles []string) *Index {
	x := &Index{parMot: map[string][]int{}}
	for r, t := range libelles {
		m := motsUtiles(t)
		l := libelle{mots: m, plie: strings.Join(m, " ")}
		for _, w := range m {
			l.sigle += w[:1]
			if len(x.parMot[w]) == 0 {
				x.mots = append(x.mots, w)
			}
			if n := len(x.parMot[w]); n == 0 || x.parMot[w][n-1] != r {
				x.parMot[w] = append(x.parMot[w], r)
			}
		}
		x.libelles = append(x.libelles, l)
	}
	sort.Strings(x.mots)
	return x
}

// Approche searches the labels once; keep a NouvelIndex when the same labels serve again.
func Approche(requete string, libelles []string) []Trouvaille {
	return NouvelIndex(libelles).Chercher(requete)
}

// motsUtiles folds, opens the abbreviations of the trade and drops the small words.
func motsUtiles(s string) []string {
	p := decouper(s)
	var l []string
	for i := range p.j {
		t := p.j[i].exact
		if p.j[i].genre == entier {
			t = p.j[i].t
		}
		if t == "" {
			continue
		}
		if t == "je" && p.texte(i, 1) == "JE" {
			l = append(l, ouvrirSigle(t)...)
			continue
		}
		switch t {
		case "je", "de", "du", "des", "la", "le", "les", "l", "d", "a", "au", "aux", "en", "et", "un", "une", "pour", "par", "sur", "c", "est", "ce", "s", "chez", "dans", "crois", "etait", "avec", "mon", "ma", "c'est":
			continue
		}
		l = append(l, ouvrirSigle(t)...)
		if len(l) > 24 {
			break
		}
	}
	return l
}

// ouvrirSigle gives the words behind an abbreviation.
func ouvrirSigle(t string) []string {
	switch t {
	case "tj", "tgi", "tribunaux":
		return []string{"tribunal", "judiciaire"}
	case "trib", "tribu":
		return []string{"tribunal"}
	case "grande":
		return []string{"judiciaire"} // « tribunal de grande instance »
	case "instance":
		return nil
	case "ca":
		return []string{"cour", "appel"}
	case "cph", "prudhommes", "prudhomme", "prud":
		return []string{"prud", "hommes"}
	case "tc":
		return []string{"tribunal", "commerce"}
	case "pj", "dcpj", "dipj", "srpj", "dzpj":
		return []string{"police", "judiciaire"}
	case "opj":
		return []string{"officier", "police", "judiciaire"}
	case "apj":
		return []string{"agent", "police", "judiciaire"}
	case "ji":
		return []string{"juge", "instruction"}
	case "je":
		return []string{"juge", "enfants"}
	case "jap":
		return []string{"juge", "application", "peines"}
	case "jaf":
		return []string{"juge", "affaires", "familiales"}
	case "jld":
		return []string{"juge", "libertes", "detention"}
	case "jcp":
		return []string{"juge", "contentieux", "protection"}
	case "proc", "parquet":
		return []string{"procureur", "republique"}
	case "gav":
		return []string{"garde", "vue"}
	case "trad", "traduc", "traducteur", "traductrice":
		return []string{"traduction"}
	case "interprete", "interpretes", "interpretation", "interp":
		return []string{"interpretariat"}
	case "psy":
		return []string{"psychiatrique"}
	case "psychiatre":
		return []string{"psychiatrique"}
	case "psychologue":
		return []string{"psychologique"}
	case "st":
		return []string{"saint"}
	case "ste":
		return []string{"sainte"}
	case "gendarmes", "gend":
		return []string{"gendarmerie"}
	case "flics", "policier", "commissariat":
		return []string{"police"}
	}
	return []string{t}
}

// Chercher gives the labels that resemble the request, best first, at most ten. Missing accents,
// abbreviations (« tgi bobigny », « jaf ») and typing errors at distance 1–2 are forgiven.
func (x *Index) Chercher(requete string) []Trouvaille {
	req := motsUtiles(requete)
	if len(req) == 0 || len(x.libelles) == 0 {
		return nil
	}
	poids := make([]float64, len(x.libelles))
	total := 0.0
	for _, w := range req {
		idf := x.rarete(w)
		best, maxi := x.approcher(w), 0.0
		for l, s := range best {
			poids[l] += s.idf * s.score
			maxi = max(maxi, s.idf)
		}
		total += max(idf, maxi)
	}
	var l []Trouvaille
	for r, p := range poids {
		if p == 0 {
			continue
		}
		s := p / total
		// A label with many words beyond those asked is less likely, a little.
		if n := len(x.libelles[r].mots) - len(req); n > 0 {
			s *= 1 - 0.04*float64(min(n, 8))
		}
		if x.libelles[r].plie == strings.Join(req, " ") {
			s = 1
		}
		if s >= 0.3 {
			l = append(l, Trouvaille{Rang: r, Score: min(s, 1)})
		}
	}
	sort.SliceStable(l, func(a, b int) bool { return l[a].Score > l[b].Score })
	if len(l) > 10 {
		l = l[:10]
	}
	return l
}

// rarete weighs a word by how few labels hold it.
func (x *Index) rarete(w string) float64 {
	n := len(x.parMot[w])
	if n == 0 {
		return 2
	}
	r := float64(len(x.libelles)) / float64(n)
	v := 1.0
	for r > 2 && v < 6 {
		r /= 2
		v++
	}
	return v
}

type proche struct{ score, idf float64 }

// approcher gives the labels that hold the word or one near it, with the nearness.
func (x *Index) approcher(w string) map[int]proche {
	best := map[int]proche{}
	ajouter := func(mot string, score float64) {
		idf := x.rarete(mot)
		for _, l := range x.parMot[mot] {
			if score > best[l].score {
				best[l] = proche{score, idf}
			}
		}
	}
	if len(x.parMot[w]) > 0 {
		ajouter(w, 1)
		return best
	}
	limite := 1
	switch {
	case len(w) < 4:
		limite = 0
	case len(w) >= 7:
		limite = 2
	}
	for _, m := range x.mots {
		if len(w) >= 3 && len(m) > len(w) && strings.HasPrefix(m, w) {
			ajouter(m, 0.85)
			continue
		}
		if limite == 0 || len(m) < len(w)-limite || len(m) > len(w)+limite || len(m) < 4 {
			continue
		}
		if d := distance(w, m, limite); d <= limite {
			ajouter(m, 1-0.15*float64(d))
		}
	}
	return best
}
