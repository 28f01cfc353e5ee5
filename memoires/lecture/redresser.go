package lecture

import (
	"strings"
)

// motsServices are the words of which the names of services are made.
var motsServices = strings.Fields(`tribunal judiciaire commissariat police brigade gendarmerie compagnie parquet recherches
	recherche section départementale sûreté territoriale enfants cabinet instruction appel assises unité peloton groupement
	communauté brigades direction interdépartementale nationale circonscription service mobile motorisée frontières
	prévention délinquance juvénile office central antenne proximité correctionnel république criminelle financière`)

// redresserService repairs the words of a service's name that OCR marred.
func redresserService(mots []Mot, v string) (string, bool) {
	douteux := map[string]bool{}
	for _, m := range mots {
		if m.Confiance < 0.9 {
			douteux[strings.Trim(m.Texte, " ,.;:")] = true
		}
	}
	change := false
	w := strings.Fields(v)
	for i, mot := range w {
		if !douteux[strings.Trim(mot, " ,.;:")] {
			continue
		}
		if bon, ok := motProche(mot, i == 0); ok && serrer(bon) != serrer(mot) {
			if i == 0 {
				bon = initiale(bon)
			}
			w[i], change = bon, true
		}
	}
	return strings.Join(w, " "), change
}

// motProche gives the word of motsServices nearest to s; the first word of a name may be worse.
func motProche(s string, premier bool) (string, bool) {
	lu := serrer(s)
	best, dist := "", 99
	for _, m := range motsServices {
		cible := serrer(m)
		if cible == lu {
			return m, true
		}
		limite := len(cible) / 5
		if premier {
			limite = len(cible) * 2 / 5
		}
		if d := ecart(lu, cible, limite); d <= limite && d < dist {
			best, dist = m, d
		}
	}
	return best, dist < 99
}

// redresserPrenom repairs a given name in which OCR misread one letter, when one known name only is
// that near.
func redresserPrenom(s string) (string, bool) {
	lu := []rune(plier(s))
	if prenomConnu(s) || len(lu) < 5 {
		return s, false
	}
	brut := []rune(s)
	trouve, n := "", 0
	for connu := range prenomsConnus {
		k := []rune(connu)
		if len(k) != len(lu) {
			continue
		}
		ecarts, ou := 0, 0
		for i := range k {
			if k[i] != lu[i] {
				ecarts++
				ou = i
			}
		}
		if ecarts == 1 && ou > 0 {
			n++
			r := append([]rune(nil), brut...)
			r[ou] = k[ou]
			trouve = string(r)
		}
	}
	return trouve, n == 1
}
