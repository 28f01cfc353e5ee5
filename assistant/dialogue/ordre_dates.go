package dialogue

import (
	"slices"
	"time"

	"claudia/memoires"
	"claudia/memoires/saisie"
)

// questionDate asks what a date contradicts before it is written: a prestation before its réquisition
// (turn 40). false when nothing has to be asked.
func (t *tour) questionDate(d dite) bool {
	l := t.m.Ligne(d.champ.Ligne)
	if l == nil || l.RequisitionOrale || d.valeur == "" {
		return false
	}
	j := lireJour(d.valeur)
	requisition, prestation := l.DateRequisition, l.DatePrestation
	switch d.champ.Cle {
	case memoires.CleDateRequisition:
		requisition = j
	case memoires.CleDatePrestation:
		prestation = j
	default:
		return false
	}
	if requisition.IsZero() || prestation.IsZero() || !prestation.Before(requisition) {
		return false
	}
	p := t.dit(d.texte)
	t.demander(questionOrdre(d.champ, requisition, prestation, []Ordre{{Verbe: vNoter, Champ: d.champ, Valeur: d.valeur, Provenance: &p}}))
	return true
}

// questionOrdre asks which of the two dates is right; avant are the orders that write the one just said.
func questionOrdre(c memoires.Champ, requisition, prestation time.Time, avant []Ordre) Attente {
	champ := func(k memoires.Cle) memoires.Champ { return memoires.Champ{Cle: k, Ligne: c.Ligne} }
	autre := memoires.CleDateRequisition
	if c.Cle == autre {
		autre = memoires.CleDatePrestation
	}
	dit := memoires.Provenance{Source: memoires.Dit}
	return Attente{
		Genre: AttendChoix, Champ: c, Sujet: "ordre_dates", Rappel: "Laquelle des deux dates est juste ?",
		Question: "La prestation (" + saisie.Jour(prestation) + ") serait antérieure à la réquisition (" + saisie.Jour(requisition) +
			"). Avez-vous d'abord été requis oralement, ou l'une des deux dates est-elle à corriger ?",
		Candidats: []Candidat{
			{Cle: "oral", Libelle: "Requis oralement d'abord", Ordres: append(slices.Clone(avant), Ordre{Verbe: vNoter, Champ: champ(memoires.CleRequisitionOrale), Valeur: "oui", Provenance: &dit})},
			{Libelle: "Corriger " + declaration(c.Cle).Rappel, Ordres: []Ordre{{Verbe: vPoserChamp, Champ: c}}},
			{Libelle: "Corriger " + declaration(autre).Rappel, Ordres: append(slices.Clone(avant), Ordre{Verbe: vPoserChamp, Champ: champ(autre)})},
		},
	}
}
