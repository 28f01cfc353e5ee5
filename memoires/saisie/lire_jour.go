package saisie

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

var (
	joursSemaine = [...]string{"dimanche", "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi"}
	nomsMois     = [...]string{
		"janvier", "février", "mars", "avril", "mai", "juin",
		"juillet", "août", "septembre", "octobre", "novembre", "décembre",
	}
)

// jourEcrit is a day as read, before it is known to exist.
type jourEcrit struct{ jour, mois, annee, semaine int } // semaine is -1 when no weekday was written

// lireJour reads JJ/MM/AAAA (also with « - » or « . »), AAAA-MM-JJ and « mardi 13 octobre 2026 ».
func (c Champ) lireJour(t string, x Contexte) (string, error) {
	s := strings.ToLower(compacte(t))
	e, ok := enChiffres(s)
	if !ok {
		e, ok = enLettres(s)
	}
	if !ok {
		return "", c.refusRecu(x, "date_invalide", t, "Écrivez la date sous la forme JJ/MM/AAAA, par exemple 13/10/2026.")
	}
	if e.annee < 1000 {
		return "", c.refusRecu(x, "date_invalide", t, "Écrivez l'année avec ses quatre chiffres, par exemple 13/10/2026.")
	}
	if e.mois < 1 || e.mois > 12 {
		return "", c.refusRecu(x, "date_invalide", t, fmt.Sprintf("Le mois %d n'existe pas : écrivez le jour, puis le mois (JJ/MM/AAAA).", e.mois))
	}
	d := time.Date(e.annee, time.Month(e.mois), e.jour, 0, 0, 0, 0, time.UTC)
	if e.jour < 1 || d.Month() != time.Month(e.mois) {
		return "", c.refusRecu(x, "date_invalide", t,
			fmt.Sprintf("Il n'y a pas de %d %s %d. Corrigez la date.", e.jour, nomsMois[e.mois-1], e.annee))
	}
	if e.semaine >= 0 && int(d.Weekday()) != e.semaine {
		return "", c.refusRecu(x, "date_invalide", t,
			fmt.Sprintf("Le %s est un %s. Corrigez le jour ou la date.", d.Format("02/01/2006"), joursSemaine[d.Weekday()]))
	}
	return d.Format(time.DateOnly), nil
}

// enChiffres reads three groups of digits with one separator throughout.
func enChiffres(s string) (jourEcrit, bool) {
	for _, sep := range []string{"/", "-", "."} {
		p := strings.Split(s, sep)
		if len(p) != 3 {
			continue
		}
		a, ok1 := chiffres(p[0])
		b, ok2 := chiffres(p[1])
		d, ok3 := chiffres(p[2])
		switch {
		case !ok1 || !ok2 || !ok3 || len(strings.TrimSpace(p[1])) > 2:
			return jourEcrit{}, false
		case len(strings.TrimSpace(p[0])) == 4 && sep == "-":
			return jourEcrit{d, b, a, -1}, true
		case len(strings.TrimSpace(p[0])) <= 2:
			return jourEcrit{a, b, d, -1}, true
		}
		return jourEcrit{}, false
	}
	return jourEcrit{}, false
}

// enLettres reads « mardi 13 octobre 2026 », the weekday being optional.
func enLettres(s string) (jourEcrit, bool) {
	mots := strings.Fields(s)
	e := jourEcrit{semaine: -1}
	if len(mots) == 4 {
		e.semaine = indice(joursSemaine[:], mots[0])
		if e.semaine < 0 {
			return e, false
		}
		mots = mots[1:]
	}
	if len(mots) != 3 {
		return e, false
	}
	jour := mots[0]
	if jour == "1er" {
		jour = "1"
	}
	var ok, ok2 bool
	e.jour, ok = chiffres(jour)
	e.annee, ok2 = chiffres(mots[2])
	e.mois = indice(nomsMois[:], mots[1]) + 1
	return e, ok && ok2 && e.mois > 0
}

// indice finds a word in a list, with or without its accents.
func indice(mots []string, mot string) int {
	for i, m := range mots {
		if m == mot || sansAccent(m) == mot {
			return i
		}
	}
	return -1
}

func sansAccent(s string) string { return strings.NewReplacer("é", "e", "û", "u").Replace(s) }

// chiffres reads a short run of ASCII digits.
func chiffres(s string) (int, bool) {
	s = strings.TrimSpace(s)
	if s == "" || len(s) > 4 {
		return 0, false
	}
	for _, r := range s {
		if r < '0' || r > '9' {
			return 0, false
		}
	}
	n, err := strconv.Atoi(s)
	return n, err == nil
}
