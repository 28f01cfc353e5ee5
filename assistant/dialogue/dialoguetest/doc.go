// Package dialoguetest is the bench of the dialogue: it carries the effects of the engine out on a
// mémoire in memory, so that a script plays in milliseconds, without a database. It implements
// script.Banc.
//
// Words of Regler:
//
//	structures N        the actor has N structures (1 or 2)
//	consultation        the actor may only read
//	franchise           the structure is exempt of VAT
//	assujetti           the structure pays VAT, as it does here without a word
//	option              the structure exercised the option, as it did here without a word
//	brouillon           a draft is opened and the documents left for later
//	poser CLE VALEUR    a field of the draft, as if typed in the portal
//	attend CLE          the draft is filled until that question is pending
//	ligne               one more line, empty
//	dossier NUMERO ETAT [LIGNES]  one more mémoire in the list
//	motif NUMERO TEXTE  the reason of its refusal
//	habitude CLE VALEUR a usual value
//	support ouvert      the desk is open
//	guide MOT | REPONSE an article that answers the questions holding the word
//	ailleurs CLE VALEUR the field changes on the telephone while the conversation is open
//	edite CLE TEXTE     the old bubble that answered the field is edited
//	prise, rendue       an agent takes the conversation, gives it back
//	ouvrir              the person opens the conversation
package dialoguetest
