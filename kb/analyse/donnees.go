package analyse

import (
	"bufio"
	_ "embed" // the word lists
	"strings"
	"sync"
)

//go:embed donnees/familles.txt
var famillesTxt string

//go:embed donnees/outils.txt
var outilsTxt string

//go:embed donnees/interrogatifs.txt
var interrogatifsTxt string

// lexique is the three lists as maps, read once and never written again.
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
