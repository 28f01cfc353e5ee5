package dialogue

// intention is one thing that a sentence does, beside giving values.
type intention string

// The intentions. Their words are in lexique below.
const (
	iDanger       intention = "danger"
	iHumain       intention = "humain"
	iInsulte      intention = "insulte"
	iFrustration  intention = "frustration"
	iAnglais      intention = "anglais"
	iAutreLangue  intention = "autre_langue"
	iInjection    intention = "injection"
	iStop         intention = "stop"
	iPause        intention = "pause"
	iPlusTard     intention = "plus_tard"
	iReprendre    intention = "reprendre"
	iRecommencer  intention = "recommencer"
	iDefaire      intention = "defaire"
	iRefaire      intention = "refaire"
	iLaisser      intention = "laisser"
	iAnnuler      intention = "annuler"
	iAnnulerEnvoi intention = "annuler_envoi"
	iEnvoyer      intention = "envoyer"
	iRecap        intention = "recap"
	iProgression  intention = "progression"
	iRepeter      intention = "repeter"
	iExemple      intention = "exemple"
	iOu           intention = "ou"
	iPourquoi     intention = "pourquoi"
	iDefinition   intention = "definition"
	iNeSaitPas    intention = "ne_sait_pas"
	iPasser       intention = "passer"
	iRefus        intention = "refus"
	iCommeVous    intention = "comme_vous_voulez"
	iDoute        intention = "doute"
	iOui          intention = "oui"
	iNon          intention = "non"
	iMerci        intention = "merci"
	iBonjour      intention = "bonjour"
	iRobot        intention = "robot"
	iNouveau      intention = "nouveau"
	iFacture      intention = "facture"
	iStatut       intention = "statut"
	iPaiement     intention = "paiement"
	iRefuses      intention = "refuses"
	iPourquoiRef  intention = "pourquoi_refuse"
	iMotDePasse   intention = "connexion"
	iPapier       intention = "papier"
	iToutFaux     intention = "tout_faux"
	iToutJuste    intention = "tout_juste"
	iIllisible    intention = "illisible"
	iDerniereFois intention = "derniere_fois"
	iRetirerLigne intention = "retirer_ligne"
	iAutreLigne   intention = "autre_ligne"
	iChanger      intention = "changer"
	iLuFaux       intention = "lu_faux"
	iCertificat   intention = "certificat"
	iEffacerConv  intention = "effacer_conversation"
	iTotal        intention = "total"
	iHorsSujet    intention = "hors_sujet"
	iDevise       intention = "devise_etrangere"
	iJourReq      intention = "jour_requisition"
	iRang         intention = "rang"
	iQuestion     intention = "question"
	iCharabia     intention = "charabia"
)

// expression ties turns of phrase to an intention.
type expression struct {
	fait   intention
	motifs []string
}

// lexique lists the turns of phrase that francais does not read, in folded words (see motif).
func lexique() []expression {
	return []expression{
		{iNouveau, []string{
			"voudrais|veux|souhaite|aimerais etre paye|payee|regle|reglee|rembourse|remboursee", "me faire payer|regler|rembourser",
			"facturer|declarer une|ma|mon mission|prestation|intervention", "demander le|mon paiement", "fait une mission|expertise|traduction|audition",
		}},
		{iAutreLangue, []string{
			"puedo", "hablar", "hola", "deutsch", "sprechen sie", "guten tag", "italiano", "posso", "buongiorno", "obrigado", "merhaba",
			"en espagnol|allemand|arabe|russe|italien|turc|portugais",
		}},
		{iPlusTard, []string{
			"reprends|reprendrai|reprend|continue|continuerai|finis|finirai|verrai|ferai ce soir|demain|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche",
			"reprends|reprendrai|continuerai|finirai plus tard", "pas le temps",
		}},
		{iToutJuste, []string{
			"tout est juste|bon|correct|exact|ok|bien", "tout bon", "tout juste", "tout confirme*", "je confirme tout", "rien a changer|corriger", "tout est conforme",
		}},
		{iIllisible, []string{"illisible", "on voit|lit rien", "trop flou", "c est flou", "pas lisible", "n arrive pas a lire"}},
		{iLuFaux, []string{
			"lue|lu est fausse|faux", "mal lu|lue", "est faux|fausse|erronee|errone|incorrecte|incorrect", "pas la bonne", "pas le bon", "c est faux",
			"n est pas bonne|bon|juste|correct|correcte|exacte|exact",
		}},
		{iTotal, []string{"le total … pas|faux|bizarre", "total … faux|pas bon", "calcul … faux|comprends", "comment … calcul*", "detail … calcul|montant*|total"}},
		{iDevise, []string{"dollar*", "usd", "livres sterling", "francs suisses|cfa|pacifique", "chf", "gbp", "yens", "xpf"}},
		{iPaiement, []string{
			"paye|payee|payer|payes|paiement|regle|virement … quand|combien|delai|temps", "quand … paye|payee|paiement|payes|regle|virement", "delai de paiement",
		}},
		{iPourquoiRef, []string{
			"refuse|rejete|refus|rejet … pourquoi|raison|motif", "pourquoi … refuse|rejete|refus|rejet", "raison|motif du|de refus|rejet",
		}},
		{iRefuses, []string{"memoires|memoire refuses|rejetes", "mes refus", "voir|liste … refuse*|rejete*"}},
	}
}
