package dialogue

import (
	"slices"
	"strconv"
	"strings"

	"claudia/assistant/francais"
	"claudia/memoires"
	"claudia/memoires/referentiel"
	"claudia/memoires/saisie"
)

// valeursDites are the values of the sentence, read once a turn.
func (t *tour) valeursDites() []dite {
	if t.m == nil && t.e.Mode != Libre || t.p.a(iHorsSujet, iRobot, iInjection) || t.p.sansReste() {
		return nil
	}
	if !t.p.lues {
		t.p.valeurs, t.p.lues = t.lireValeurs(), true
	}
	return t.p.valeurs
}

// valeurs takes the values of the sentence, those of the asked field and the others (turns 11 to 14).
func (t *tour) valeurs() suiteTour {
	l := t.autreNommee()
	if len(l) == 0 {
		l = t.valeursDites()
	}
	if len(l) == 0 {
		if t.kilometres() {
			return fini
		}
		l = t.valeurNommee()
	}
	if len(l) == 0 {
		return rien
	}
	if t.m == nil {
		if !t.assez(l) {
			return rien
		}
		t.demarrer()
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

// kilometres leads to the amount: distances are counted on the form of the costs, not here.
func (t *tour) kilometres() bool {
	if t.m == nil || !slices.ContainsFunc(francais.Quantites(t.p.texte), func(q francais.QuantiteLue) bool { return q.Unite == "km" }) {
		return false
	}
	if t.modifiable() {
		t.dire("Les kilomètres se comptent sur le bordereau des frais de déplacement, à joindre au mémoire : donnez-moi son total en euros.")
		t.exiger(t.ancrer(t.sur(memoires.CleFraisDivers)))
	}
	return true
}

// valeurNommee reads « la quantité c'est 4 »: a field named with its value, whatever the question.
func (t *tour) valeurNommee() []dite {
	if t.m == nil || t.p.point || !t.p.contient("c est|etait", "est|vaut|egal|egale|sera") {
		return nil
	}
	noms := t.champsNommes()
	if len(noms) != 1 || declaration(noms[0].Cle).Genre == saisie.GenreTexte {
		return nil
	}
	if d, ok := t.lireAutre(noms[0], t.p.texte); ok {
		return []dite{d}
	}
	return nil
}

// autreNommee reads « la quantité c'est 2 » when another field is asked: the name wins over the question.
func (t *tour) autreNommee() []dite {
	l := t.valeurNommee()
	if attendu, ok := t.champAttendu(); len(l) == 0 || ok && attendu.Cle == l[0].champ.Cle || len(francais.Nombres(t.p.texte)) != 1 {
		return nil
	}
	if declaration(l[0].champ.Cle).Genre != saisie.GenreQuantite {
		return nil
	}
	return l
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
	case t.questionAilleurs(d):
	case t.questionRegime(d):
	case t.questionMontant(d):
	case t.questionDate(d):
	case t.questionPages(d):
	case t.questionTaux(d):
	case t.questionAutorite(d):
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
	toutes := t.attend(memoires.CleTauxTVA) && d.champ.Cle == memoires.CleTauxTVA
	if !t.ecrire(d.champ, d.valeur, p) {
		return
	}
	if toutes { // the question was asked for all the lines without a rate
		for _, id := range t.sansTaux() {
			t.ecrire(memoires.Champ{Cle: memoires.CleTauxTVA, Ligne: id}, d.valeur, p)
		}
	}
	if d.note != "" {
		t.dire(d.note)
	}
	if d.heures != nil {
		t.noterPresence(Presence{Ligne: d.champ.Ligne, Debut: d.heures[0], Fin: d.heures[1]})
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
	mots := make([]string, len(l))
	for i, c := range l {
		mots[i] = c.Libelle
	}
	if n := len(mots) - 1; n > 0 {
		return strings.Join(mots[:n], ", ") + " ou " + mots[n]
	}
	return strings.Join(mots, "")
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
	case memoires.CleTarifHT, memoires.CleQuantite, memoires.CleTauxTVA, memoires.CleFraisDivers:
		t.direCalcul(d.champ.Ligne)
		if a, ok := t.heuresContrePresence(); ok && d.champ.Cle == memoires.CleQuantite {
			t.demander(a)
		}
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
	if t.calcule {
		return
	}
	t.calcule = true
	if x := t.m.Totaux(); len(t.m.Lignes) > 1 {
		t.dire("Total des " + strconv.Itoa(len(t.m.Lignes)) + " lignes : " + euros(x.HTApresRemise) + " HT, TVA " + euros(x.TVAApresRemise) + ", soit " + euros(x.TTC) + " TTC.")
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

// questionPages asks whether pages are those of the tariff, 250 words in French (turn 49).
func (t *tour) questionPages(d dite) bool {
	if d.champ.Cle != memoires.CleQuantite || d.unite != "page" || t.w.Referentiel == nil {
		return false
	}
	l := t.m.Ligne(d.champ.Ligne)
	if l == nil {
		return false
	}
	v, ok := t.w.Referentiel.TypePrestation(l.TypePrestation)
	if !ok || v.Famille != "traduction_ecrite" {
		return false
	}
	r, _ := t.w.Referentiel.Regle(referentiel.ReglePage)
	p := t.dit(d.texte)
	q := "Ce sont bien des pages de 250 mots en français"
	if r.Article != "" {
		q += " (" + r.Article + ")"
	}
	t.demander(Attente{
		Genre: AttendChoix, Champ: d.champ, Sujet: "pages", Question: q + " ? Sinon, donnez-moi le nombre de mots : je calcule les pages.", Rappel: "Est-ce le nombre de pages de 250 mots ?",
		Candidats: []Candidat{
			{Cle: "oui", Libelle: "Oui, " + t.afficher(d.champ, d.valeur), Style: "primaire", Ordres: []Ordre{{Verbe: vNoter, Champ: d.champ, Valeur: d.valeur, Provenance: &p}}},
			{Cle: "non", Libelle: "Non, je donne le nombre de mots", Ordres: []Ordre{{Verbe: vAutreValeur, Champ: d.champ}}},
		},
	})
	return true
}

// questionTaux asks which is right when a rate meets an exemption (turn 55).
func (t *tour) questionTaux(d dite) bool {
	if d.champ.Cle != memoires.CleTauxTVA || !t.exonere() || d.valeur == "0" {
		return false
	}
	p := t.dit(d.texte)
	regime := memoires.Champ{Cle: memoires.CleTypeTVA}
	vers := func(code string) []Ordre {
		return []Ordre{{Verbe: vNoter, Champ: regime, Valeur: code, Provenance: &p}, {Verbe: vNoter, Champ: d.champ, Valeur: d.valeur, Provenance: &p}}
	}
	t.demander(Attente{
		Genre: AttendChoix, Champ: d.champ, Sujet: "regime", Rappel: "Exonéré, ou assujetti à la TVA ?",
		Question: "Le mémoire est « Exonéré » de TVA, et vous indiquez " + t.afficher(d.champ, d.valeur) + " : lequel est juste ?",
		Candidats: []Candidat{
			{Libelle: "Je suis exonéré", Ordres: []Ordre{{Verbe: vLaisser, Valeur: "Le mémoire reste exonéré de TVA."}}},
			{Libelle: "TVA sur les encaissements, " + t.afficher(d.champ, d.valeur), Ordres: vers(tvaEncaissement)},
			{Libelle: "TVA sur les débits, " + t.afficher(d.champ, d.valeur), Ordres: vers("TVA_SUR_DEBIT")},
		},
	})
	return true
}

// grades are the titles by which several persons of the authority are told apart.
const grades = "capitaine|brigadier|brigadiere|lieutenant|adjudant|major|commandant|gardien|marechal|inspecteur|commissaire"

// questionAutorite asks who signed when two persons are named; the other is kept as a remark (turn 18).
func (t *tour) questionAutorite(d dite) bool {
	if d.champ.Cle != memoires.CleAutorite {
		return false
	}
	var noms []string
	mots := strings.Fields(t.p.texte)
	for i, m := range mots {
		if parmi(francais.Plier(strings.Trim(m, ".,;")), grades) {
			n := m
			if i+1 < len(mots) {
				n += " " + strings.Trim(mots[i+1], ".,;")
			}
			noms = append(noms, n)
		}
	}
	if len(noms) < 2 {
		return false
	}
	p := t.dit(t.p.texte)
	note := memoires.Champ{Cle: memoires.CleNote, Ligne: d.champ.Ligne}
	a := Attente{Genre: AttendChoix, Champ: d.champ, Sujet: "signataire", Question: "Qui a signé la réquisition ? L'autre nom sera gardé en remarque.", Rappel: "Qui a signé la réquisition ?"}
	for i, n := range noms {
		autres := slices.Delete(slices.Clone(noms), i, i+1)
		remarque := raccourcir("Réquisition signée par "+n+" ; également : "+strings.Join(autres, ", "), 300)
		a.Candidats = append(a.Candidats, Candidat{Libelle: majuscule(n), Ordres: []Ordre{
			{Verbe: vNoter, Champ: d.champ, Valeur: d.valeur, Provenance: &p}, {Verbe: vNoter, Champ: note, Valeur: remarque, Provenance: &p},
		}})
	}
	t.demander(a)
	return true
}
