package analyse

import (
	"bufio"
	_ "embed" // the word lists
	"slices"
	"strings"
	"sync"
)

//go:embed donnees/familles.txt
var famillesTxt string

//go:embed donnees/outils.txt
var outilsTxt string

//go:embed donnees/interrogatifs.txt
var interrogatifsTxt string

//go:embed donnees/ordinaires.txt
var ordinairesTxt string

// lexique is the first three lists as maps, read once and never written again.
type lexique struct {
	familles map[string]string
	poids    map[string]float64
}

var lire = sync.OnceValue(func() lexique {
	l := lexique{familles: map[string]string{}, poids: map[string]float64{}}
	for _, ligne := range Lignes(famillesTxt) {
		mots := strings.Fields(ligne)
		for _, m := range mots {
			if _, deja := l.familles[m]; !deja && !strings.HasSuffix(m, "_") {
				l.familles[m] = strings.TrimSuffix(mots[0], "_")
			}
		}
	}
	for _, ligne := range Lignes(outilsTxt) {
		for m := range strings.FieldsSeq(ligne) {
			l.poids[m] = PoidsOutil
		}
	}
	for _, ligne := range Lignes(interrogatifsTxt) {
		for m := range strings.FieldsSeq(ligne) {
			l.poids[m] = PoidsQuestion
		}
	}
	return l
})

// Lignes gives the lines of a data file without comments and blank lines.
func Lignes(s string) []string {
	var out []string
	sc := bufio.NewScanner(strings.NewReader(s))
	for sc.Scan() {
		l := strings.TrimSpace(sc.Text())
		if l != "" && !strings.HasPrefix(l, "#") {
			out = append(out, l)
		}
	}
	return out
}

func famille(mot string) (string, bool) {
	f, ok := lire().familles[mot]
	return f, ok
}

// Poids gives how much a folded word tells of a subject: [PoidsPlein], [PoidsQuestion] or [PoidsOutil].
func Poids(mot string) float64 {
	if p, ok := lire().poids[mot]; ok {
		return p
	}
	return PoidsPlein
}

// Usuel tells a folded word that the lists of this package know: it is French, not a typing error.
func Usuel(mot string) bool {
	_, ok := lire().familles[mot]
	return ok || Poids(mot) < PoidsPlein
}

// ordinaires are the roots of the ordinary words: [Racine] needs the other lists first.
var ordinaires = sync.OnceValue(func() map[string]bool {
	out := map[string]bool{}
	for _, ligne := range Lignes(ordinairesTxt) {
		for m := range strings.FieldsSeq(ligne) {
			out[Racine(m)] = true
		}
	}
	return out
})

// Ordinaire tells a folded word that says little of a subject: a number, a month, « arriver », « dernier ».
func Ordinaire(mot string) bool {
	return mot == "" || mot[0] >= '0' && mot[0] <= '9' || ordinaires()[Racine(mot)] || Poids(mot) < PoidsPlein
}

// outilsParSon are the function words and question words by how they sound.
var outilsParSon = sync.OnceValue(func() map[string][]string {
	out := map[string][]string{}
	for m := range lire().poids {
		out[Son(m)] = append(out[Son(m)], m)
	}
	return out
})

// Outil tells a folded word typed in haste for a function word: it sounds the same, one letter away (« veu », « dir »), perhaps
// with a pronoun stuck to it (« jsuis », « jpeu »). Ask it only of a word that is known to nobody: « mer » sounds as « mes ».
func Outil(mot string) bool {
	return sonneOutil(mot) || len(mot) > 2 && strings.IndexByte("jtcmnsdl", mot[0]) >= 0 && sonneOutil(mot[1:])
}

func sonneOutil(mot string) bool {
	if len(mot) < 2 {
		return false
	}
	return Poids(mot) < PoidsPlein || slices.ContainsFunc(outilsParSon()[Son(mot)], func(m string) bool { return presque(mot, m) })
}

// presque tells words that differ by one letter at most, left out, added or replaced.
func presque(a, b string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	i := 0
	for i < len(a) && a[i] == b[i] {
		i++
	}
	switch len(b) - len(a) {
	case 0:
		return i == len(a) || a[i+1:] == b[i+1:]
	case 1:
		return a[i:] == b[i+1:]
	}
	return false
}
