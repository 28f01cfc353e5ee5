package dialogue

// The actions of the quick replies. None sends or validates a mémoire: sending is a link to the
// page of confirmation of the portal (R10).
const (
	ActionRepondre  Action = "repondre"  // Champ takes Valeur
	ActionChoisir   Action = "choisir"   // Valeur is « question.rank » of a pending question
	ActionAccepter  Action = "accepter"  // the proposal for Champ read in document Valeur is right
	ActionCorriger  Action = "corriger"  // … is wrong: the right value is asked
	ActionIllisible Action = "illisible" // … cannot be read: the value is asked
	ActionToutBon   Action = "tout_bon"  // all the proposals shown are right
	ActionOu        Action = "ou"
	ActionPourquoi  Action = "pourquoi"
	ActionPasser    Action = "passer"
	ActionHumain    Action = "humain"
	ActionRecap     Action = "recap"
	ActionDefaire   Action = "defaire"
	ActionReprise   Action = "reprise" // resume the entry of the draft
	ActionNouveau   Action = "nouveau"
	ActionChanger   Action = "changer" // ask Champ again
	ActionDire      Action = "dire"    // as if Libelle had been typed
)
