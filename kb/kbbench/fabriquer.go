package main

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"

	"claudia/kb"
	"claudia/kb/analyse"
	"claudia/kb/moteur"
)

// What a made article is made of.
const (
	graine        = 20261123
	passagesFaits = 2    // at least; at most two more
	phrasesFaites = 3    // in a passage, at least; at most three more
	formulesFaits = 3    // phrasings, at least; at most three more
	motChange     = 0.35 // chance that a word that tells something is another one of the guide
)

// atelier makes articles out of the sentences and the words of others.
type atelier struct {
	hasard                    *rand.Rand
	titres, formules, phrases []string
	entetes                   []string
	mots                      []string // those that tell something, as often as they occur
}

// fabriquer makes n articles that read like those of the guide and are none of them: their titles, phrasings and sentences are
// ours with words exchanged for other words of ours. The same n gives the same articles.
func fabriquer(modeles []kb.Article, n int) []kb.Article {
	a := atelier{hasard: rand.New(rand.NewPCG(graine, graine))} //nolint:gosec // a bench must repeat itself
	for _, m := range modeles {
		if !m.HorsSujet {
			a.apprendre(m)
		}
	}
	out := make([]kb.Article, 0, n)
	for i := range n {
		modele := modeles[a.hasard.IntN(len(modeles))]
		x := kb.Article{
			ID: fmt.Sprintf("fabrique-%d", i), Titre: a.changer(tirer(a.hasard, a.titres)), Categorie: modele.Categorie, Publics: modele.Publics,
			Etat: kb.Public, VerifieLe: modele.VerifieLe, Version: 1,
		}
		for range formulesFaits + a.hasard.IntN(4) {
			x.Formulations = append(x.Formulations, a.changer(tirer(a.hasard, a.formules)))
		}
		for p := range passagesFaits + a.hasard.IntN(3) {
			x.Passages = append(x.Passages, a.passage(p))
		}
		out = append(out, x)
	}
	return out
}

func (a *atelier) apprendre(m kb.Article) {
	a.titres = append(a.titres, m.Titre)
	a.formules = append(append(a.formules, m.Titre), m.Formulations...)
	for _, p := range m.Passages {
		if p.Titre != "" {
			a.entetes = append(a.entetes, p.Titre)
		}
		for ligne := range strings.SplitSeq(p.Texte, "\n") {
			for s := range strings.SplitSeq(ligne, ". ") {
				if s = strings.TrimSpace(s); s != "" {
					a.phrases = append(a.phrases, strings.TrimSuffix(s, ".")+".")
				}
			}
		}
		for _, j := range analyse.Jetons(p.Texte) {
			if j.Poids == analyse.PoidsPlein {
				a.mots = append(a.mots, p.Texte[j.Debut:j.Fin])
			}
		}
	}
}

func (a *atelier) passage(rang int) moteur.Passage {
	var p moteur.Passage
	if rang > 0 {
		p.Titre, p.Ancre = a.changer(tirer(a.hasard, a.entetes)), fmt.Sprintf("partie-%d", rang)
	}
	var phrases []string
	for range phrasesFaites + a.hasard.IntN(4) {
		phrases = append(phrases, a.changer(tirer(a.hasard, a.phrases)))
	}
	p.Texte = strings.Join(phrases, " ")
	return p
}

// changer puts other words in the place of one word at least, from the last to the first so that their places hold.
func (a *atelier) changer(s string) string {
	pleins := slices.DeleteFunc(analyse.Jetons(s), func(j analyse.Jeton) bool { return j.Poids < analyse.PoidsPlein })
	if len(pleins) == 0 {
		return s
	}
	toujours := a.hasard.IntN(len(pleins))
	for i, j := range slices.Backward(pleins) {
		if i == toujours || a.hasard.Float64() < motChange {
			s = s[:j.Debut] + tirer(a.hasard, a.mots) + s[j.Fin:]
		}
	}
	return s
}

func tirer(hasard *rand.Rand, liste []string) string { return liste[hasard.IntN(len(liste))] }
