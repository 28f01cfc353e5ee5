package dialogue

import (
	"slices"
	"strconv"
	"strings"

	"claudia/assistant/francais"
	"claudia/memoires"
)

// choix handles a quick reply. A button of an older question is taken for what it says when it names
// a field and a value; else it is told to be out of date.
func (t *tour) choix() {
	c := t.in.Choix
	if c == nil {
		t.muet = true
		return
	}
	t.e.Salue = true
	f, ok := actions()[c.Action]
	if !ok {
		t.dire("Je ne connais pas ce bouton : la page a peut-être changé depuis.")
		t.court = true
		return
	}
	f(t, *c)
}

// actions gives what each action of a button does.
func actions() map[Action]func(*tour, Choix) {
	return map[Action]func(*tour, Choix){
		ActionRepondre:  (*tour).boutonRepondre,
		ActionChoisir:   (*tour).boutonChoisir,
		ActionAccepter:  (*tour).boutonAccepter,
		ActionCorriger:  (*tour).boutonCorriger,
		ActionIllisible: (*tour).boutonCorriger,
		ActionToutBon:   func(t *tour, _ Choix) { t.toutAccepter() },
		ActionOu:        func(t *tour, c Choix) { t.surQuestion(c, t.direOu) },
		ActionPourquoi:  func(t *tour, c Choix) { t.surQuestion(c, t.direPourquoi) },
		ActionPasser:    func(t *tour, _ Choix) { t.passer() },
		ActionHumain:    func(t *tour, c Choix) { t.appeler(c.Valeur) },
		ActionRecap:     func(t *tour, _ Choix) { t.montrerRecap() },
		ActionDefaire:   func(t *tour, _ Choix) { t.defaire() },
		ActionReprise:   func(t *tour, _ Choix) { t.reprendreSaisie() },
		ActionNouveau:   func(t *tour, _ Choix) { t.demarrer() },
		ActionChanger:   (*tour).boutonChanger,
		ActionDire: func(t *tour, c Choix) {
			t.in.Texte = c.Libelle
			t.texte()
		},
	}
}

func (t *tour) boutonRepondre(c Choix) {
	if c.Champ == nil || t.m == nil || !t.modifiable() {
		t.perime()
		return
	}
	champ := *c.Champ
	if champ.Ligne != 0 && t.m.Ligne(champ.Ligne) == nil {
		t.perime()
		return
	}
	t.appliquer(dite{champ: champ, valeur: c.Valeur, texte: c.Libelle, sure: true})
}

func (t *tour) boutonChanger(c Choix) {
	if c.Champ == nil || t.m == nil || !t.modifiable() {
		t.perime()
		return
	}
	t.exiger(*c.Champ)
}

// boutonChoisir takes a candidate of the pending question, or of one set aside.
func (t *tour) boutonChoisir(c Choix) {
	numero, rang, ok := strings.Cut(c.Valeur, ".")
	i, err := strconv.Atoi(rang)
	a := t.e.Attente
	if !ok || err != nil || a == nil || numero != strconv.Itoa(t.e.Question) || i < 0 || i >= len(a.Candidats) {
		t.perime()
		return
	}
	t.prendre(a.Candidats[i])
}

func (t *tour) perime() {
	t.dire("Ce bouton appartient à une question déjà réglée.")
	t.court = true
}

// prendre makes happen what a candidate says.
func (t *tour) prendre(c Candidat) {
	a := t.e.Attente
	t.repondu()
	if a != nil && a.Sujet != "" && !slices.Contains(t.e.Tranches, a.Sujet) && tranchable(a.Sujet) {
		t.e.Tranches = append(t.e.Tranches, a.Sujet)
	}
	if len(c.Ordres) == 0 && c.Champ != nil {
		t.appliquer(dite{champ: *c.Champ, valeur: c.Valeur, texte: c.Libelle, sure: true})
		return
	}
	for _, o := range c.Ordres {
		t.executer(o)
	}
}

// tranchable tells whether a matter, once settled, must not come back: contradictions and warnings.
func tranchable(sujet string) bool {
	return strings.HasPrefix(sujet, "contradiction") && !strings.HasPrefix(sujet, sujetPersonne) || strings.HasPrefix(sujet, "alerte")
}

// executer carries out one order of an answer.
func (t *tour) executer(o Ordre) {
	if f, ok := ordres()[o.Verbe]; ok {
		f(t, o)
	}
}

// ordres gives what each verb does.
func ordres() map[Verbe]func(*tour, Ordre) {
	return map[Verbe]func(*tour, Ordre){
		vNoter:      (*tour).noter,
		vPoserChamp: func(t *tour, o Ordre) { t.exiger(o.Champ) },
		vReporter:   func(t *tour, o Ordre) { t.reporterChamp(o.Champ) },
		vOuvrirUn:   func(t *tour, o Ordre) { t.demarrerSur(o) },
		vReprendreUn: func(t *tour, o Ordre) {
			t.reprendreMemoire(o.Memoire)
		},
		vRecopier:     func(t *tour, o Ordre) { t.recopier(o.Memoire) },
		vJeter:        func(t *tour, _ Ordre) { t.abandonner() },
		vAllonger:     func(t *tour, _ Ordre) { t.allonger() },
		vRaccourcir:   (*tour).raccourcirMemoire,
		vHumainOui:    func(t *tour, o Ordre) { t.appeler(o.Valeur) },
		vLaisser:      func(t *tour, o Ordre) { t.dire(o.Valeur) },
		vRecapituler:  func(t *tour, _ Ordre) { t.montrerRecap() },
		vSuspendre:    func(t *tour, _ Ordre) { t.suspendre() },
		vRefuser:      (*tour).refuserLecture,
		vDecouper:     (*tour).decouper,
		vListeRefuses: func(t *tour, _ Ordre) { t.listerRefuses() },
		vInviter:      func(t *tour, _ Ordre) { t.inviter() },
		vVoirEtat:     func(t *tour, o Ordre) { t.voirEtat(o.Memoire) },
		vPieceTard:    func(t *tour, o Ordre) { t.remettrePiece(o.Type) },
		vTranche:      func(t *tour, o Ordre) { t.e.Tranches = append(t.e.Tranches, o.Valeur) },
		vVider:        func(t *tour, _ Ordre) { t.viderBrouillon() },
		vAutreValeur:  func(t *tour, o Ordre) { t.exiger(o.Champ) },
		vDetacher:     func(t *tour, o Ordre) { t.delier(o.Piece) },
		vAttacher:     func(t *tour, o Ordre) { t.lier(o.Piece, o.Champ.Ligne, o.Type) },
		vAccepter:     func(t *tour, _ Ordre) { t.toutAccepter() },
		vEffacer:      func(t *tour, _ Ordre) { t.faire(EffacerConversation{}) },
		vDefaire:      func(t *tour, _ Ordre) { t.defaire() },
		vPasser:       func(t *tour, _ Ordre) { t.passerSous() },
		vTranches:     (*tour).prendreTranches,
		vPiece:        (*tour).reclamerPiece,
		vGarder:       (*tour).garder,
		vLire:         func(t *tour, o Ordre) { t.prendreLecture(o.Piece) },
		vConvertir: func(t *tour, o Ordre) {
			if t.m != nil {
				t.convertir(dite{champ: o.Champ, valeur: o.Valeur, texte: o.Provenance.Texte})
			}
		},
		vMission: (*tour).prendreMission,
		vCocher:  (*tour).cocher,
		vMasquer: func(t *tour, o Ordre) { t.faire(Masquer{Seq: entierDe(o.Valeur), Sur: true}) },
	}
}

// noter writes the value of an order.
func (t *tour) noter(o Ordre) {
	if t.m == nil {
		return
	}
	p := memoires.Provenance{Source: memoires.Dit}
	if o.Provenance != nil {
		p = *o.Provenance
	}
	if t.ecrire(o.Champ, o.Valeur, p) {
		t.apresValeur(dite{champ: t.ancrer(o.Champ), valeur: o.Valeur})
	}
}

// exiger asks a field for its own sake, whatever the draft lacks.
func (t *tour) exiger(c memoires.Champ) {
	if t.m == nil {
		return
	}
	if c.Cle.DeLigne() && t.m.Ligne(c.Ligne) == nil {
		c = t.sur(c.Cle)
	}
	a := t.questionChamp(c)
	a.Exige = true
	if v := t.valeur(c); v != "" {
		a.Question += " (aujourd'hui : " + t.afficher(c, v) + ")"
	}
	t.demander(a)
}

// choixDit reads a typed answer to a question with candidates: yes, no, a rank, or its words
// (turns 69, 74, 106, 107, 108).
func (t *tour) choixDit() suiteTour {
	a := t.e.Attente
	if a == nil || len(a.Candidats) == 0 || a.Genre == AttendLecture {
		return rien
	}
	i, ok := t.candidatDit(a)
	if !ok {
		if (t.p.a(iOui) || t.p.a(iNon)) && t.p.seulement(3) && a.Genre == AttendChoix {
			t.dire("Lequel choisissez-vous : " + enumerer(a.Candidats) + " ?")
			return fini
		}
		return rien
	}
	t.prendre(a.Candidats[i])
	if t.p.seulement(5) {
		return fini
	}
	return continuer
}

// candidatDit finds the candidate that the words name.
func (t *tour) candidatDit(a *Attente) (int, bool) {
	cle := func(c string) int {
		return slices.IndexFunc(a.Candidats, func(x Candidat) bool { return x.Cle == c })
	}
	if i := cle("oui"); i >= 0 && t.p.a(iOui) && !t.p.a(iNon) {
		return i, true
	}
	if i := cle("non"); i >= 0 && t.p.a(iNon, iLaisser) && len(t.valeursDites()) == 0 {
		return i, true
	}
	if a.Sujet == sujetTauxTTC {
		return tauxNomme(t.p.texte, a.Candidats)
	}
	i, ok := rang(t.p, len(a.Candidats))
	if a.Genre == AttendChamp {
		ok = ok && t.p.contient("premier|premiere|deuxieme|second|seconde|troisieme|dernier|derniere") && len(t.valeursDites()) == 0
		return i, ok
	}
	if ok {
		return i, true
	}
	if a.Genre != AttendChoix && len(t.valeursDites()) > 0 {
		return 0, false // « ajoute 12,60 de train » is not « ajouter une ligne »
	}
	if i, ok := parMots(t.p, a.Candidats); ok {
		return i, true
	}
	return parLibelle(t.p, a.Candidats)
}

// parMots finds the one candidate named by its own words; the last said wins nothing, two are none.
func parMots(p parole, l []Candidat) (int, bool) {
	choisi := -1
	for i, c := range l {
		if len(c.Mots) == 0 || !p.contient(c.Mots...) {
			continue
		}
		if choisi >= 0 {
			return 0, false
		}
		choisi = i
	}
	return choisi, choisi >= 0
}

// rang reads « la première », « pas la première » (of two), « 2 », « la dernière » (turn 108).
func rang(p parole, n int) (int, bool) {
	c, ok := p.lu.Trouver(francais.ChoixOrdinal)
	if !ok || !p.seulement(5) {
		return 0, false
	}
	i := c.Numero - 1
	switch c.Numero {
	case francais.ChoixDernier:
		i = n - 1
	case francais.ChoixAutre:
		if n != 2 {
			return 0, false
		}
		i = 1
	}
	if i < 0 || i >= n || c.Negation && n != 2 {
		return 0, false
	}
	if c.Negation {
		i = 1 - i
	}
	return i, true
}

// parLibelle finds the one candidate whose words are said. A question says them all or chooses nothing:
// « quel délai pour un mémoire ? » is not « Nouveau mémoire ».
func parLibelle(p parole, l []Candidat) (int, bool) {
	meilleur, choisi, nul := 0, -1, false
	for i, c := range l {
		n, voulus := 0, 0
		for _, m := range strings.FieldsFunc(francais.Plier(c.Libelle), separe) {
			if len(m) < 2 || motVide(m) {
				continue
			}
			voulus++
			if slices.ContainsFunc(p.mots, func(x string) bool { return semblable(x, m) }) {
				n++
			}
		}
		if n < voulus && (p.point || p.lu.Question) {
			continue
		}
		switch {
		case n > meilleur:
			meilleur, choisi, nul = n, i, false
		case n == meilleur && n > 0:
			nul = true
		}
	}
	return choisi, choisi >= 0 && !nul
}

// motVide tells whether a word says nothing by itself.
func motVide(m string) bool {
	return slices.Contains([]string{"le", "la", "les", "de", "du", "des", "un", "une", "et", "ou", "en", "au", "est", "je", "vous", "mon", "ma", "pour", "ce", "sur", "pas", "il", "heure", "euros", "garder", "mettre", "comme", "ht", "2026", "2025"}, m)
}
