package dialogue

import (
	"slices"
	"strconv"

	"claudia/memoires"
	"claudia/memoires/saisie"
)

// valeursDites are the values of the sentence, read once a turn.
func (t *tour) valeursDites() []dite {
	if t.m == nil && t.e.Mode != Libre {
		return nil
	}
	if !t.p.lues {
		t.p.valeurs, t.p.lues = t.lireValeurs(), true
	}
	return t.p.valeurs
}

// valeurs takes the values of the sentence, those of the asked field and the others (turns 11 to 14).
func (t *tour) valeurs() suiteTour {
	l := t.valeursDites()
	if len(l) == 0 {
		return rien
	}
	if t.m == nil {
		if !t.assez(l) {
			return rien
		}
		t.demarrer(0)
		if t.m == nil {
			return continuer
		}
	}
	if t.e.Mode != Saisie {
		t.e.Mode = Saisie
	}
	if !t.modifiable() {
		return fini
	}
	for _, d := range l {
		t.appliquer(d)
	}
	return continuer
}

// assez tells whether what was said without a draft is enough to open one: a sentence that gives
// several values describes a mission.
func (t *tour) assez(l []dite) bool {
	return len(l) >= 2 && !t.p.point && t.peut(0)
}

// modifiable tells whether the actor may change the current draft, and says so when not.
func (t *tour) modifiable() bool {
	if t.m == nil {
		return false
	}
	if t.m.Entete.Structure != 0 && !t.peut(t.m.Entete.Structure) {
		t.dire("Vous avez un accès en consultation sur cette structure : je peux vous montrer le mémoire, pas le modifier. Demandez l'habilitation « Frais de justice – modification » au gestionnaire de la structure.")
		return false
	}
	return true
}

// appliquer makes of a value what it deserves: written, asked, explained or confirmed.
func (t *tour) appliquer(d dite) {
	d.champ = t.ancrer(d.champ)
	doute := t.p.a(iDoute)
	switch {
	case d.refus != "":
		t.refuserDite(d)
	case len(d.choix) > 0:
		t.demanderLequel(d)
	case d.valeur == t.e.Exemple && d.valeur != "" && t.e.Exemple != "":
		t.confirmer(d, "C'est la valeur de l'exemple que je vous ai montré. C'est vraiment la vôtre ?")
	case t.questionMontant(d):
	case t.questionDate(d):
	case !d.sure && declaration(d.champ.Cle).Critique:
		t.confirmer(d, "")
	default:
		t.prendreValeur(d, doute)
	}
}

// prendreValeur writes the value with its remark and its other readings.
func (t *tour) prendreValeur(d dite, doute bool) {
	p := t.dit(d.texte)
	p.Doute = doute
	if !t.ecrire(d.champ, d.valeur, p) {
		return
	}
	if d.note != "" {
		t.dire(d.note)
	}
	for _, v := range d.autres[:min(len(d.autres), 2)] {
		c := d.champ
		t.plutot = append(t.plutot, Choix{Libelle: typo("Plutôt " + t.afficher(c, v)), Action: ActionRepondre, Champ: &c, Valeur: v, Style: "discret"})
	}
	if doute {
		t.dire("Je le marque « à vérifier » : vous le reverrez au récapitulatif.")
	}
	t.apresValeur(d)
}

// refuserDite explains a value that cannot be, with the ones near it.
func (t *tour) refuserDite(d dite) {
	t.dire(d.refus)
	if len(d.choix) > 0 {
		t.demanderLequel(d)
		return
	}
	t.exigerSiAutre(d.champ)
}

// exigerSiAutre asks the field again, by itself when it is the pending one.
func (t *tour) exigerSiAutre(c memoires.Champ) {
	if a := t.e.Attente; a != nil && a.Champ == c && a.Genre == AttendChamp {
		t.court = false
		return
	}
	t.exiger(c)
}

// demanderLequel asks which of several readings is right.
func (t *tour) demanderLequel(d dite) {
	c := d.champ
	a := Attente{Genre: AttendChoix, Champ: c, Sujet: "lequel:" + string(c.Cle), Rappel: "Pour " + t.rappel(c) + ", lequel ?"}
	p := t.dit(d.texte)
	p.Doute = t.p.a(iDoute)
	for _, v := range d.choix {
		a.Candidats = append(a.Candidats, Candidat{Libelle: t.afficher(c, v), Champ: &c, Valeur: v, Ordres: []Ordre{{Verbe: vNoter, Champ: c, Valeur: v, Provenance: &p}}})
	}
	switch len(d.choix) {
	case 1:
		a.Candidats[0].Cle = "oui"
		a.Question = majuscule(t.rappel(c)) + " : c'est bien " + t.afficher(c, d.choix[0]) + " ?"
		a.Candidats = append(a.Candidats, Candidat{Cle: "non", Libelle: "Non", Ordres: []Ordre{{Verbe: vAutreValeur, Champ: c}}})
	default:
		a.Question = majuscule(t.rappel(c)) + " : " + enumererOu(a.Candidats) + " ?"
	}
	t.demander(a)
}

func enumererOu(l []Candidat) string {
	s := ""
	for i, c := range l {
		switch {
		case i == 0:
		case i == len(l)-1:
			s += " ou "
		default:
			s += ", "
		}
		s += c.Libelle
	}
	return s
}

// confirmer asks a yes for a value that was inferred or is unusual (R2).
func (t *tour) confirmer(d dite, question string) {
	c := d.champ
	if question == "" {
		question = majuscule(t.rappel(c)) + " : " + t.afficher(c, d.valeur) + ", c'est bien ça ?"
	}
	p := t.dit(d.texte)
	p.Doute = t.p.a(iDoute)
	t.demander(Attente{
		Genre: AttendChoix, Champ: c, Question: question, Rappel: question, Sujet: "confirmer:" + string(c.Cle),
		Candidats: []Candidat{
			{Cle: "oui", Libelle: "Oui", Style: "primaire", Ordres: []Ordre{{Verbe: vNoter, Champ: c, Valeur: d.valeur, Provenance: &p}}},
			{Cle: "non", Libelle: "Non", Ordres: []Ordre{{Verbe: vAutreValeur, Champ: c}}},
		},
	})
}

// apresValeur says what a value just written calls for: the computation of the line, the deadline.
func (t *tour) apresValeur(d dite) {
	switch d.champ.Cle { //nolint:exhaustive // the others call for nothing
	case memoires.CleTarifHT, memoires.CleQuantite:
		t.direCalcul(d.champ.Ligne)
	case memoires.CleDatePrestation, memoires.CleFinMission:
		t.direForclusion(d.champ.Ligne)
	}
}

// direCalcul shows the multiplication once both terms are there (R8).
func (t *tour) direCalcul(id memoires.LigneID) {
	l := t.m.Ligne(id)
	if l == nil || l.TarifHT == nil || l.Quantite == 0 {
		return
	}
	if slices.ContainsFunc(t.blocs, func(b Bloc) bool { return b.Genre == BlocTableau }) {
		return
	}
	a := l.Montants()
	s := l.Quantite.String() + " × " + euros(*l.TarifHT) + " = " + euros(a.Prestation) + " HT"
	if l.TauxTVA != nil && *l.TauxTVA > 0 {
		s += ", TVA " + pourcent(*l.TauxTVA) + " : " + euros(a.TVA) + ", soit " + euros(a.TTC) + " TTC"
	}
	t.dire(s + ".")
}

// direForclusion warns when the year to file is over, or about to be (turns 37, 38).
func (t *tour) direForclusion(id memoires.LigneID) {
	l := t.m.Ligne(id)
	if l == nil || t.w.Referentiel == nil {
		return
	}
	limite, ok := t.w.Referentiel.Forclusion(l.DebutForclusion())
	if !ok {
		return
	}
	jours := int(limite.Sub(t.aujourdhui()).Hours() / 24)
	r := t.w.Referentiel.DelaiForclusion()
	switch {
	case jours < 0:
		t.alerter("avertissement", "Le délai d'un an pour déposer est passé depuis le "+saisie.Jour(limite)+" ("+r.Article+"). Vous pouvez continuer : le magistrat taxateur appréciera. Un conseiller peut aussi vous répondre.")
	case jours <= 90:
		t.alerter("avertissement", "Il vous reste "+pluriel(jours, "jour")+" pour déposer ce mémoire : le délai d'un an expire le "+saisie.Jour(limite)+" ("+r.Article+").")
	}
}

func pluriel(n int, mot string) string {
	s := strconv.Itoa(n) + " " + mot
	if n > 1 {
		s += "s"
	}
	return s
}
