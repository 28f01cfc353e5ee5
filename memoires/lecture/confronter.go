package lecture

import (
	"fmt"
	"strings"
	"time"
)

// Cote is one side of a contradiction: the value and where it was read. Document is the index of
// the Lecture among those that were confronted.
type Cote struct {
	Document  int     `json:"document"`
	Cle       Cle     `json:"cle"`
	Valeur    string  `json:"valeur"`
	Texte     string  `json:"texte"`
	Page      int     `json:"page"`
	Zone      Zone    `json:"zone"`
	Confiance float64 `json:"confiance"`
}

// Contradiction is a disagreement between two documents that the person has to settle. Phrase says
// it in French with both values.
type Contradiction struct {
	Cle    Cle     `json:"cle"`
	Phrase string  `json:"phrase"`
	Cotes  [2]Cote `json:"cotes"`
}

// confrontees are the keys that must say the same in both documents, with their French names.
var confrontees = []struct {
	cle Cle
	nom string
}{
	{NumeroAffaire, "le numéro d'affaire"},
	{PersonneRequise, "la personne requise"},
	{AutoriteNom, "l'autorité requérante"},
	{AutoriteQualite, "la qualité de l'autorité"},
	{Service, "le service"},
	{Prestation, "la prestation"},
	{NatureAffaire, "la nature de l'affaire"},
}

// Confronter compares the documents of one file two by two and gives what they disagree on, in the
// order of the later document. A difference that OCR alone may have made is no contradiction.
func Confronter(lectures []Lecture) []Contradiction {
	var out []Contradiction
	for j := range lectures {
		for i := range j {
			if utile(lectures[i]) && utile(lectures[j]) {
				out = append(out, confronter(lectures, i, j)...)
			}
		}
	}
	return out
}

func utile(l Lecture) bool { return l.Nature == Requisition || l.Nature == Attestation }

func confronter(ls []Lecture, i, j int) []Contradiction {
	var out []Contradiction
	for _, k := range confrontees {
		a, okA := ls[i].Champ(k.cle)
		b, okB := ls[j].Champ(k.cle)
		if !okA || !okB || compatibles(k.cle, a, b) {
			continue
		}
		va, vb := a.Valeur, b.Valeur
		if k.cle == Prestation {
			va, vb = libellePrestation(va), libellePrestation(vb)
		}
		out = append(out, Contradiction{
			Cle: k.cle,
			Phrase: fmt.Sprintf("Les deux documents ne disent pas la même chose pour %s : « %s » sur %s, « %s » sur %s.",
				k.nom, va, nomDe(ls[i].Nature), vb, nomDe(ls[j].Nature)),
			Cotes: [2]Cote{cote(i, a), cote(j, b)},
		})
	}
	return append(out, ordreDesDates(ls, i, j)...)
}

// ordreDesDates finds a mission said to be done before it was ordered.
func ordreDesDates(ls []Lecture, i, j int) []Contradiction {
	r, a := i, j
	if ls[r].Nature != Requisition {
		r, a = j, i
	}
	if ls[r].Nature != Requisition || ls[a].Nature != Attestation {
		return nil
	}
	dr, okR := ls[r].Champ(DateRequisition)
	da, okA := ls[a].Champ(DatePrestation)
	if !okR || !okA || da.Valeur >= dr.Valeur {
		return nil
	}
	c := Contradiction{
		Cle: DatePrestation,
		Phrase: fmt.Sprintf("La prestation est datée du %s sur l'attestation, avant la réquisition du %s.",
			jourFrancais(da.Valeur), jourFrancais(dr.Valeur)),
		Cotes: [2]Cote{cote(r, dr), cote(a, da)},
	}
	if r > a {
		c.Cotes[0], c.Cotes[1] = c.Cotes[1], c.Cotes[0]
	}
	return []Contradiction{c}
}

// compatibles tells whether two readings may be of one value: equal, one within the other, or apart
// only by what OCR misreads.
func compatibles(k Cle, a, b Champ) bool {
	if memeValeur(k, a.Valeur, b.Valeur) {
		return true
	}
	sa, sb := serrer(a.Valeur), serrer(b.Valeur)
	switch k {
	case NumeroAffaire:
		// a number misread by one sign is another number, unless the reading itself is doubtful
		return min(a.Confiance, b.Confiance) < 0.7 && ecart(sa, sb, 1) <= 1
	case PersonneRequise, AutoriteNom:
		if contientMots(a.Valeur, b.Valeur) || contientMots(b.Valeur, a.Valeur) {
			return true
		}
	case Service, NatureAffaire, AutoriteQualite:
		if strings.Contains(sa, sb) || strings.Contains(sb, sa) || contientMots(a.Valeur, b.Valeur) || contientMots(b.Valeur, a.Valeur) {
			return true
		}
	default:
		return false
	}
	if min(a.Confiance, b.Confiance) > 0.9 {
		return false // both are the text of a PDF: what differs, differs
	}
	n := max(len(sa), len(sb)) / 5
	return ecart(ordonner(a.Valeur), ordonner(b.Valeur), n) <= n
}

// contientMots tells whether all words of b are in a.
func contientMots(a, b string) bool {
	mots := map[string]bool{}
	for w := range strings.FieldsSeq(plier(a)) {
		mots[serrer(w)] = true
	}
	for w := range strings.FieldsSeq(plier(b)) {
		if !mots[serrer(w)] {
			return false
		}
	}
	return true
}

// ordonner folds and sorts the words, so that « NOM Prénom » and « Prénom NOM » compare.
func ordonner(s string) string {
	w := strings.Fields(plier(s))
	for i := range w {
		w[i] = serrer(w[i])
	}
	if len(w) == 2 && w[0] > w[1] {
		w[0], w[1] = w[1], w[0]
	}
	return strings.Join(w, "")
}

func cote(i int, c Champ) Cote {
	return Cote{Document: i, Cle: c.Cle, Valeur: c.Valeur, Texte: c.Texte, Page: c.Page, Zone: c.Zone, Confiance: c.Confiance}
}

func nomDe(n Nature) string {
	switch n {
	case Requisition:
		return "la réquisition"
	case Attestation:
		return "l'attestation"
	case Autre, Illisible:
	}
	return "le document"
}

// jourFrancais writes an ISO day as it is read in France.
func jourFrancais(iso string) string {
	t, err := time.Parse(time.DateOnly, iso)
	if err != nil {
		return iso
	}
	return t.Format("02/01/2006")
}
