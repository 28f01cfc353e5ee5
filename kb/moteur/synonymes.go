package moteur

import (
	_ "embed" // the general groups
	"strings"
	"sync"

	"claudia/kb/analyse"
)

//go:embed donnees/generaux.txt
var generauxTxt string

//go:embed donnees/abreviations.txt
var abreviationsTxt string

func generaux() []string { return analyse.Lignes(generauxTxt) }

// abreviations of messages typed in haste: « mdp » for « mot de passe ».
var abreviations = sync.OnceValue(func() map[string]string {
	out := map[string]string{}
	for _, l := range analyse.Lignes(abreviationsTxt) {
		court, long, ok := strings.Cut(l, " ")
		if ok {
			out[court] = long
		}
	}
	return out
})

// expression is words that mean one thing: « garde à vue », kept without its function words.
type expression []string

// synonymes gives the expressions that mean the same as another.
type synonymes struct {
	groupes map[string][]regle // by first root
	connus  map[string]bool    // words that are no typing error
}

// regle says that an expression may be found under others.
type regle struct {
	de   expression
	vers []cible
}

// cible is what an expression may be found under; general is a synonym of everyday French, which says
// less of the subject than one of the trade.
type cible struct {
	expression
	general bool
}

// nouveauxSynonymes reads lines « a = b = c » (each means the others) and « a > b = c » (a may be
// found under b or c, not the other way round).
func nouveauxSynonymes(generaux, metier []string) *synonymes {
	s := &synonymes{groupes: map[string][]regle{}, connus: map[string]bool{}}
	s.ajouter(generaux, true)
	s.ajouter(metier, false)
	return s
}

func (s *synonymes) ajouter(lignes []string, general bool) {
	for _, l := range lignes {
		for _, j := range analyse.Jetons(l) {
			s.connus[j.Racine] = true
		}
		gauche, droite, sens := strings.Cut(l, ">")
		de := expressions(gauche)
		vers := de
		if sens {
			vers = expressions(droite)
		}
		for _, d := range de {
			r := regle{de: d}
			for _, v := range vers {
				if strings.Join(v, " ") != strings.Join(d, " ") {
					r.vers = append(r.vers, cible{v, general})
				}
			}
			if len(r.vers) > 0 {
				s.groupes[d[0]] = append(s.groupes[d[0]], r)
			}
		}
	}
}

func expressions(s string) []expression {
	var out []expression
	for part := range strings.SplitSeq(s, "=") {
		var e expression
		js := analyse.Jetons(part)
		for _, j := range js {
			if j.Poids != analyse.PoidsOutil || len(js) == 1 {
				e = append(e, j.Racine)
			}
		}
		if len(e) > 0 {
			out = append(out, e)
		}
	}
	return out
}

// longest gives, for the roots from position i on, how many of them the longest known expression
// covers and what it may be found under.
func (s *synonymes) longest(racines []string, i int) (n int, vers []cible) {
	for _, r := range s.groupes[racines[i]] {
		if len(r.de) < n || i+len(r.de) > len(racines) {
			continue
		}
		ok := true
		for k, m := range r.de {
			ok = ok && racines[i+k] == m
		}
		if !ok {
			continue
		}
		if len(r.de) > n {
			n, vers = len(r.de), nil
		}
		vers = append(vers, r.vers...)
	}
	return n, vers
}
