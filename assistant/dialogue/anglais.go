package dialogue

import (
	"strconv"

	"claudia/memoires"
)

func entierEn(n int64) string { return strconv.FormatInt(n, 10) }

// anglaisDe gives the English of a question, for the help mode (turn 102).
func anglaisDe(a *Attente) string {
	s := "please answer or choose."
	switch a.Genre {
	case AttendChamp:
		s = anglais()[a.Champ.Cle]
	case AttendPiece:
		s = "please upload the document (PDF or photo), or say « plus tard »."
	case AttendAccueil:
		s = "what would you like to do?"
	case AttendLecture:
		s = "is everything I read correct?"
	case AttendRecap:
		s = "please check the summary, then open the sending page."
	case AttendChoix:
	}
	if s == "" {
		s = "please answer or choose."
	}
	return " (In English: " + s + ")"
}

func anglais() map[memoires.Cle]string {
	return map[memoires.Cle]string{
		memoires.CleStructure:       "which structure files this claim?",
		memoires.CleJuridiction:     "which court do you send this claim to?",
		memoires.CleCategorie:       "what kind of provider are you?",
		memoires.CleTexteReference:  "criminal case (R92) or civil case (R93)?",
		memoires.CleTypeTVA:         "which VAT scheme: on receipts, on debits, or exempt?",
		memoires.CleNumeroAffaire:   "what is the case number?",
		memoires.CleDateRequisition: "what is the date of the réquisition (the order)?",
		memoires.CleAutorite:        "which authority ordered the mission?",
		memoires.CleTypePrestation:  "what work did you do?",
		memoires.CleDatePrestation:  "on which day did you do the work?",
		memoires.CleQuantite:        "how many hours, pages or acts?",
		memoires.CleTarifHT:         "what is the price of one unit, without VAT?",
		memoires.CleTauxTVA:         "which VAT rate applies?",
		memoires.CleFraisDivers:     "any travel or postage costs?",
		memoires.CleDebours:         "any disbursements?",
	}
}
