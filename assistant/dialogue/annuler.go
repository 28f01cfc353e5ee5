package dialogue

import (
	"slices"
	"strconv"

	"claudia/internal/comptes"
	"claudia/memoires"
)

// annulation handles undo, redo, leaving as it was, starting over and cancelling: four different
// things (R6; turns 10, 22, 26, 76, 117).
func (t *tour) annulation() suiteTour {
	switch {
	case t.p.a(iAnnulerEnvoi):
		return t.expliquerEnvoye()
	case t.p.a(iDefaire):
		t.defaire()
		return fini
	case t.p.a(iRefaire):
		t.refaire()
		return fini
	case t.p.a(iLaisser) && t.p.seulement(7):
		return t.laisser()
	case t.p.a(iRecommencer):
		return t.recommencer()
	case t.p.a(iAnnuler), t.p.contient("supprime|supprimer|supprimez|efface|effacer|effacez|jette|jeter le|ce|mon memoire|brouillon"):
		return t.annulerQuoi()
	}
	return rien
}

// laisser drops the pending correction; the value stays (turn 22).
func (t *tour) laisser() suiteTour {
	a := t.e.Attente
	if a == nil || a.Genre != AttendChoix && !a.Exige {
		return rien
	}
	t.repondu()
	t.dire("Rien n'est changé.")
	t.court = true
	return fini
}

// defaire takes back the last step, whole (turn 26).
func (t *tour) defaire() {
	n := len(t.e.Journal)
	if n == 0 || t.m == nil {
		t.dire("Il n'y a rien à défaire dans cette conversation.")
		t.court = true
		return
	}
	if !t.modifiable() {
		return
	}
	p := t.e.Journal[n-1]
	t.e.Journal = t.e.Journal[:n-1]
	t.annule = true
	inverse := t.inverser(p, false)
	t.e.Refaire = append(t.e.Refaire, inverse)
	if n := len(t.e.Refaire) - journalMax; n > 0 {
		t.e.Refaire = slices.Delete(t.e.Refaire, 0, n)
	}
	t.dire("J'ai défait votre dernière saisie. Dites « refais » pour la remettre.")
	t.repond = true
}

// refaire puts back the last step that was undone.
func (t *tour) refaire() {
	n := len(t.e.Refaire)
	if n == 0 || t.m == nil {
		t.dire("Il n'y a rien à refaire.")
		t.court = true
		return
	}
	if !t.modifiable() {
		return
	}
	p := t.e.Refaire[n-1]
	t.e.Refaire = t.e.Refaire[:n-1]
	t.annule = true
	t.e.Journal = append(t.e.Journal, t.inverser(p, true))
	t.repond = true
}

// inverser applies a step backwards (or forwards again) and gives the step that it makes.
func (t *tour) inverser(p Pas, avant bool) Pas {
	t.pas = Pas{}
	ids := map[memoires.LigneID]memoires.LigneID{}
	for _, l := range p.Retiree {
		ids[l.ID] = t.nouvelleLigne()
		for _, k := range memoires.ClesLigne() {
			if v := l.Valeur(k); v != "" {
				t.poserTel(memoires.Champ{Cle: k, Ligne: ids[l.ID]}, v, memoires.Dit)
			}
		}
	}
	ecrits := slices.Clone(p.Ecrits)
	if !avant {
		slices.Reverse(ecrits)
	}
	for _, e := range ecrits {
		if id, ok := ids[e.Champ.Ligne]; ok {
			e.Champ.Ligne = id
		}
		if e.Champ.Ligne != 0 && t.m.Ligne(e.Champ.Ligne) == nil || slices.Contains(p.Ajoutee, e.Champ.Ligne) {
			continue
		}
		v := e.Avant
		if avant {
			v = e.Apres
		}
		t.poserTel(e.Champ, v, e.Source)
	}
	for _, id := range p.Ajoutee {
		if t.m.Ligne(id) != nil {
			t.oterLigne(id, true)
		}
	}
	inverse := t.pas
	if !avant {
		// The step to redo is the one undone, seen from the other side.
		inverse = Pas{Ecrits: p.Ecrits, Ajoutee: inverse.Ajoutee, Retiree: inverse.Retiree}
		if len(p.Ajoutee) > 0 {
			inverse.Ecrits = nil
		}
	}
	t.pas = Pas{}
	return inverse
}

// poserTel writes a value without following its dependants: undo puts back exactly what was.
func (t *tour) poserTel(c memoires.Champ, v string, s memoires.Source) {
	avant := t.valeur(c)
	if avant == v {
		return
	}
	avantLu := t.afficher(c, avant)
	if s == "" {
		s = memoires.Dit
	}
	p := memoires.Provenance{Source: s, Par: t.w.Acteur.Utilisateur, Origine: comptes.Assistant, Le: t.w.Maintenant.Unix()}
	if t.m.Poser(c, v) != nil {
		return
	}
	t.m.Provenances[c] = p
	t.faire(Ecrire{Champ: c, Valeur: v, Provenance: p})
	t.pas.Ecrits = append(t.pas.Ecrits, Ecrit{Champ: c, Avant: avant, Apres: v, Source: s})
	t.e.Sujet = c
	t.echo(c, avantLu, p)
}

// annulerQuoi asks how far to cancel when it can mean several things (turn 76).
func (t *tour) annulerQuoi() suiteTour {
	a := t.e.Attente
	if a != nil && (a.Genre == AttendChoix || a.Exige) {
		return t.laisser()
	}
	if t.m == nil || t.e.Mode != Saisie {
		t.dire("Il n'y a rien en cours à annuler.")
		return fini
	}
	c := []Candidat{
		{Libelle: "Défaire ma dernière réponse", Ordres: []Ordre{{Verbe: vDefaire}}},
		{Libelle: "Laisser cette question", Ordres: []Ordre{{Verbe: vPasser}}},
	}
	if id := t.ligneCourante(); id != 0 && len(t.m.Lignes) > 1 {
		c = append(c, Candidat{Libelle: "Retirer la ligne " + strconv.Itoa(t.position(memoires.Champ{Ligne: id})), Ordres: []Ordre{{Verbe: vRaccourcir, Champ: memoires.Champ{Ligne: id}, Oui: true}}})
	}
	c = append(c,
		Candidat{Libelle: "Arrêter la saisie (le brouillon est gardé)", Ordres: []Ordre{{Verbe: vSuspendre}}},
		Candidat{Libelle: "Abandonner ce brouillon", Style: "danger", Ordres: []Ordre{{Verbe: vJeter}}},
		Candidat{Cle: "non", Libelle: "Ne rien annuler", Ordres: []Ordre{{Verbe: vLaisser, Valeur: "Rien n'est annulé."}}},
	)
	t.demander(Attente{Genre: AttendChoix, Sujet: "annuler", Question: "Que voulez-vous annuler ?", Rappel: "Que voulez-vous annuler ?", Candidats: c})
	return fini
}

// recommencer asks before anything is erased (turn 10).
func (t *tour) recommencer() suiteTour {
	if t.m == nil {
		return rien
	}
	t.demander(Attente{
		Genre: AttendChoix, Sujet: "recommencer", Rappel: "Voulez-vous vider ce brouillon ?",
		Question: "Voulez-vous vider ce brouillon, ou le laisser tel quel et en ouvrir un autre ? Rien n'est effacé sans votre accord, et « défais » permet de revenir en arrière.",
		Candidats: []Candidat{
			{Libelle: "Vider ce brouillon", Style: "danger", Ordres: []Ordre{{Verbe: vVider}}},
			{Libelle: "Le laisser et en ouvrir un autre", Ordres: []Ordre{{Verbe: vOuvrirUn, Oui: true}}},
			{Cle: "non", Libelle: "Continuer comme avant", Ordres: []Ordre{{Verbe: vLaisser, Valeur: "On continue, rien n'est changé."}}},
		},
	})
	return fini
}

// viderBrouillon empties the lines and the header, in one step that can be undone.
func (t *tour) viderBrouillon() {
	if t.m == nil || !t.modifiable() {
		return
	}
	for _, l := range slices.Clone(t.m.Lignes) {
		t.oterLigne(l.ID, true)
	}
	for _, k := range memoires.ClesEntete() {
		if k == memoires.CleStructure || k == memoires.CleDevise {
			continue
		}
		if c := (memoires.Champ{Cle: k}); t.valeur(c) != "" {
			t.poserTel(c, "", memoires.Dit)
		}
	}
	t.e.Reportes, t.e.Propositions, t.e.Pile, t.e.Tranches = nil, nil, nil, nil
	t.echos = nil
	t.dire("Le brouillon est vide. « Défais » le remet comme il était.")
}

// expliquerEnvoye says what can be done of a sent mémoire (turn 117).
func (t *tour) expliquerEnvoye() suiteTour {
	t.dire("Un mémoire envoyé ne peut plus être modifié ni retiré. Deux possibilités : écrire au service qui l'instruit, ou attendre un refus, qui permet de le corriger sur une copie.")
	t.boutonHumain = true
	t.court = true
	return fini
}

// pause handles what stops the entry for a while: nothing is lost (turns 75, 77, 78, 79).
func (t *tour) pause() suiteTour {
	if t.p.contient("plus tard", "pas maintenant") && t.p.seulement(5) && !t.p.a(iPlusTard, iReprendre) && t.e.Attente != nil && t.e.Mode == Saisie {
		t.passer()
		return fini
	}
	switch {
	case t.p.a(iReprendre) && t.reprendreNomme():
		return fini
	case t.p.a(iPlusTard) && t.p.seulement(9):
		t.suspendre()
		return fini
	case t.p.a(iStop) && t.p.seulement(8):
		t.suspendre()
		return fini
	case t.p.a(iReprendre) && t.m != nil && t.p.seulement(6):
		t.reprendreSaisie()
		return fini
	case t.p.a(iReprendre) && t.m == nil && t.p.seulement(6):
		t.accueillir()
		return fini
	case t.p.a(iPause) && t.p.seulement(8):
		t.dire("Prenez votre temps : je garde votre saisie.")
		t.discret = true
		return fini
	}
	return rien
}

// reprendreNomme resumes the draft whose number is said with « je reprends »; false when none is, or when
// it is no draft: the number is then shown as any other.
func (t *tour) reprendreNomme() bool {
	n := t.numeroDit()
	for _, d := range t.w.Dossiers {
		if n != "" && d.Etat == memoires.Brouillon && (string(d.Numero) == n || string(d.NumeroTMP) == n) {
			t.reprendreMemoire(d.ID)
			return true
		}
	}
	return false
}

// passerSous puts off the question that stood before the one just answered.
func (t *tour) passerSous() {
	for n := len(t.e.Pile); n > 0; n = len(t.e.Pile) {
		a := t.e.Pile[n-1]
		t.e.Pile = t.e.Pile[:n-1]
		if t.utile(a) {
			t.dire("D'accord, on laisse cette question.")
			return
		}
	}
	if q, ok := t.manquant(); ok && q.Genre == AttendChamp {
		t.reporterChamp(q.Champ)
		t.dire("D'accord : je garde " + t.rappel(q.Champ) + " « à compléter ».")
	}
}

// suspendre leaves the draft for later.
func (t *tour) suspendre() {
	t.repond, t.e.Attente = true, nil
	if t.m == nil {
		t.dire("À bientôt.")
		t.seul = true
		return
	}
	t.e.Mode = Suspendu
	t.dire("Votre brouillon" + numeroDe(t.m) + " est gardé. Vous le retrouverez ici ou sur le portail, sur n'importe quel appareil.")
	t.blocs = append(t.blocs, Bloc{Genre: BlocSource, Titre: "Jusqu'à quand", Texte: typo("La durée de conservation d'un brouillon est dans le tableau des données personnelles."), Lien: "/donnees-personnelles", LienTexte: "Voir les durées"})
	t.seul = true
}

func numeroDe(m *memoires.Memoire) string {
	if m.Numero == "" {
		return ""
	}
	return " " + string(m.Numero)
}

// reprendreSaisie comes back to the entry with one sentence of context (R17).
func (t *tour) reprendreSaisie() {
	if t.m == nil {
		t.accueillir()
		return
	}
	t.e.Mode = Saisie
	t.dire(t.contexteBrouillon())
	t.court = false
}

// questionReprise ends the replies while a draft waits.
func (t *tour) questionReprise() Attente {
	return Attente{
		Genre: AttendAccueil, Question: "Voulez-vous reprendre la saisie ?", Rappel: "Voulez-vous reprendre la saisie ?",
		Candidats: []Candidat{
			{Cle: "oui", Libelle: "Reprendre la saisie", Style: "primaire", Ordres: []Ordre{{Verbe: vReprendreUn, Memoire: t.m.ID}}},
			{Cle: "non", Libelle: "Plus tard", Ordres: []Ordre{{Verbe: vSuspendre}}},
		},
	}
}
