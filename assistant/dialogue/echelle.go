package dialogue

import (
	"strings"

	"claudia/memoires"
	"claudia/memoires/saisie"
)

// seuilHumain is the number of misses on one question after which a human is offered (R5, turn 98).
const seuilHumain = 2

// incompris climbs the ladder of the pending question: another wording with an example, then buttons
// and where to look, then a human; the words differ at each rung (R5).
func (t *tour) incompris() {
	a := t.e.Attente
	if a == nil || a.Genre == AttendAccueil {
		t.perdu(a)
		return
	}
	a.Echelon++
	t.court = false
	switch a.Echelon {
	case 1:
		t.dire("Je n'ai pas bien compris. " + t.autrementDit(a))
	case seuilHumain:
		t.dire("Je n'y arrive pas encore. " + t.ouChercher(a) + " Vous pouvez aussi laisser ce point pour plus tard, ou demander un conseiller : votre saisie est gardée.")
		t.proposerHumain(a)
	default:
		t.proposerHumain(a)
		t.dire("Restons-en là pour ce point si vous préférez : un conseiller peut prendre la suite avec tout ce que vous avez déjà saisi.")
	}
}

// perdu climbs the ladder when nothing precise is asked: « que souhaitez-vous faire ? » is made anew at each
// turn, so that its rung is counted apart.
func (t *tour) perdu(a *Attente) {
	t.e.Compteurs.Perdus++
	switch n := t.e.Compteurs.Perdus; {
	case n > seuilHumain:
		t.dire("Je ne comprends toujours pas. Un conseiller lira cette conversation et vous répondra ici.")
	case n == seuilHumain:
		t.dire("Je n'y arrive pas encore. Dites-le-moi en quelques mots simples, ou demandez un conseiller.")
	case a == nil:
		t.dire("Je n'ai pas compris votre message. Je sais vous aider à saisir un mémoire de frais de justice, ou chercher une réponse dans le guide.")
		return
	default:
		t.dire("Je n'ai pas bien compris. " + t.autrementDit(a))
		return
	}
	t.boutonHumain = true
}

// autrementDit says the question again with an example, or with the answers that it expects.
func (t *tour) autrementDit(a *Attente) string {
	switch {
	case a.Genre == AttendChamp:
		d := declaration(a.Champ.Cle)
		return d.Aide + " Par exemple : « " + d.Exemple + " »."
	case len(a.Candidats) > 0:
		return "Répondez par un des choix : " + enumerer(a.Candidats) + "."
	case a.Genre == AttendPiece:
		return "Déposez le fichier ici (PDF, photo ou scan), ou dites « plus tard »."
	}
	return "Dites-le-moi autrement, en quelques mots."
}

func enumerer(l []Candidat) string {
	var mots []string
	for _, c := range l {
		if len(mots) < optionsMax {
			mots = append(mots, "« "+c.Libelle+" »")
		}
	}
	if len(mots) > 1 {
		return strings.Join(mots[:len(mots)-1], ", ") + " ou " + mots[len(mots)-1]
	}
	return strings.Join(mots, "")
}

// ouChercher says where the asked value is found.
func (t *tour) ouChercher(a *Attente) string {
	if a.Genre != AttendChamp {
		return t.autrementDit(a)
	}
	if s := ou(declaration(a.Champ.Cle)); s != "" {
		return s
	}
	return declaration(a.Champ.Cle).Pourquoi
}

// ou says where a field stands on the two documents.
func ou(d saisie.Champ) string {
	var l []string
	if d.OuRequisition != "" {
		l = append(l, "Sur la réquisition : "+minuscule(d.OuRequisition))
	}
	if d.OuAttestation != "" {
		l = append(l, "Sur l'attestation : "+minuscule(d.OuAttestation))
	}
	return strings.Join(l, " ")
}

func minuscule(s string) string {
	r := []rune(s)
	if len(r) > 1 && r[1] >= 'a' {
		return strings.ToLower(string(r[:1])) + string(r[1:])
	}
	return s
}

// proposerHumain adds the button of a human to the question; the call itself needs a yes.
func (t *tour) proposerHumain(a *Attente) {
	for _, c := range a.Candidats {
		for _, o := range c.Ordres {
			if o.Verbe == vHumainOui {
				return
			}
		}
	}
	motif := "Deux incompréhensions sur : " + a.Question
	if a.Champ != (memoires.Champ{}) {
		motif = "Deux incompréhensions sur : " + t.libelle(a.Champ)
	}
	a.Candidats = append(a.Candidats, Candidat{
		Cle: "humain", Libelle: "Demander un conseiller", Ordres: []Ordre{{Verbe: vHumainOui, Valeur: motif}},
	})
}
