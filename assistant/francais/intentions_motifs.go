package francais

import (
	"strings"
	"sync"
)

// place tells where a pattern counts.
type place uint8

const (
	partout place = iota
	enTete        // at the head of the sentence, or as its last clause
	seul          // when nothing else is said
)

// motif is a pattern of words that shows an intention.
type motif struct {
	genre Intention
	mots  []string
	place place
	sujet bool // what follows is its subject
}

// lexiqueMotifs indexes the patterns by first word; it is built once and never changed.
type lexiqueMotifs struct {
	parMot map[string][]motif
	connus map[string]bool
	parTai map[int][]string // words of the patterns by length, for repairs
}

var motifs = sync.OnceValue(construireMotifs)

func construireMotifs() *lexiqueMotifs {
	l := &lexiqueMotifs{parMot: map[string][]motif{}, connus: map[string]bool{}, parTai: map[int][]string{}}
	for _, t := range append(tableMotifs(), tableQuestions()...) {
		for texte := range strings.SplitSeq(t.textes, "|") {
			m := motif{genre: t.genre, mots: strings.Fields(Plier(texte)), place: t.place, sujet: t.sujet}
			if len(m.mots) == 0 {
				continue
			}
			l.parMot[m.mots[0]] = append(l.parMot[m.mots[0]], m)
			for _, w := range m.mots {
				if !l.connus[w] {
					l.connus[w] = true
					l.parTai[len(w)] = append(l.parTai[len(w)], w)
				}
			}
		}
	}
	for _, w := range [...]string{
		"premiere", "premier", "deuxieme", "troisieme", "quatrieme", "derniere", "dernier", "seconde",
		"supprime", "supprimer", "enleve", "enlever", "retire", "retirer", "efface", "effacer", "ligne", "change", "changer", "modifie", "modifier", "corrige", "corriger",
	} {
		if !l.connus[w] {
			l.connus[w] = true
			l.parTai[len(w)] = append(l.parTai[len(w)], w)
		}
	}
	return l
}

// reparer gives the word of the patterns at distance 1 of an unknown word of five letters or more.
func (l *lexiqueMotifs) reparer(t string) string {
	if a := abreviation(t); a != "" {
		return a
	}
	if len(t) < 5 || len(t) > 16 || l.connus[t] || motSain(t) || motConnu(t) {
		return t
	}
	if v := l.voisins(t); len(v) > 0 {
		return v[0]
	}
	return t
}

// voisins gives the words of the patterns at distance 1 of an unknown word.
func (l *lexiqueMotifs) voisins(t string) []string {
	var v []string
	if len(t) < 5 || len(t) > 16 || motSain(t) || motConnu(t) {
		return nil
	}
	for n := len(t) - 1; n <= len(t)+1; n++ {
		for _, w := range l.parTai[n] {
			if len(w) >= 5 && (w[0] == t[0] || w[1] == t[1]) && distance(t, w, 1) == 1 && !flexion(t, w) {
				v = append(v, w)
			}
		}
	}
	return v
}

// flexion tells two forms of one word that must not be confused (« envoyez » is « envoyer », but
// « prenom » is no error).
func flexion(t, w string) bool {
	return t == "prestations" || t == "ajoutee" || t == "payes" && w == "passe"
}

// abreviation opens the SMS words that the patterns use.
func abreviation(t string) string {
	switch t {
	case "c", "cest", "cé", "ct":
		return ""
	case "koi", "kwa", "quoua", "qoi", "kwoi":
		return "quoi"
	case "pk", "pq", "pkoi", "pourkoi", "prq", "prquoi", "pourqoi", "pourquoa":
		return "pourquoi"
	case "jsp", "chaipa", "chepa", "jspa", "jesaispa":
		return "jsp"
	case "qqn", "qqun", "kelkun", "kelk1", "qlqn", "qq1":
		return "quelqu"
	case "svp", "stp", "sivouplait":
		return "svp"
	case "bjr", "bonjours", "bjour", "slt", "salut", "coucou", "cc", "hey", "yo", "bsr", "hello", "bonjr", "bonjou":
		return "bonjour"
	case "mrc", "thx", "thanks", "mci", "remerci":
		return "merci"
	case "pa":
		return "pas"
	case "sui":
		return "suis"
	case "ke", "k", "kon":
		return "que"
	case "vs":
		return "vous"
	case "justisse", "justis", "justiss":
		return "justice"
	case "frai":
		return "frais"
	case "memoir", "memoires", "mémoir":
		return "memoire"
	}
	return ""
}

type ligneMotifs struct {
	genre  Intention
	place  place
	sujet  bool
	textes string
}

// tableMotifs lists what answers and commands look like.
func tableMotifs() []ligneMotifs {
	return []ligneMotifs{
		{Detresse, partout, false, "me suicider|je vais me tuer|envie de me tuer|vais me pendre|me tirer une balle|envie de mourir|je veux mourir|vais mourir|envie d en finir|veux en finir|plus envie de vivre|plus vivre|plus la force de vivre|mettre fin a mes jours|fin a ma vie|me foutre en l air|me faire du mal|me jeter sous|en finir avec la vie|suis en danger|il me frappe|on me frappe|menace de me tuer|menaces de mort|menace de mort|va me tuer|vont me tuer|au secours aidez|pensees suicidaires|idees suicidaires|preferais etre mort|preferais etre morte|je suis suicidaire|vais faire une betise|vais commettre l irreparable"},
		{Detresse, enTete, false, "je vais en finir|j ai envie d en finir|je vais le tuer|je vais la tuer|je vais tuer"},
		{Humain, partout, false, "parler a quelqu un|parler a qqn|parler a quelqu|parler a une personne|parler a un humain|parler a un conseiller|parler a un agent|parler avec quelqu un|parler avec quelqu|parler avec un|discuter avec quelqu un|discuter avec un|avoir quelqu un|avoir un conseiller|avoir un humain|avoir un agent|joindre quelqu un|joindre un|contacter quelqu un|contacter le support|contacter un|une vraie personne|une personne reelle|un vrai humain|un etre humain|appelez moi|rappelez moi|pouvez vous m appeler|un numero de telephone|passez moi quelqu un|passez moi un|besoin d un humain|besoin d un conseiller|besoin d une personne|veux un humain|veux un conseiller|veux un agent|veux quelqu un|un operateur|le service client|mettre en relation|conseiller svp|agent svp|humain svp|quelqu un svp|aide humaine|transferez moi"},
		{Humain, seul, false, "conseiller|un conseiller|humain|un humain|agent|un agent|quelqu un|quelqu|operateur|support|assistance|telephone|personne reelle|a l aide|au secours|aide moi|aidez moi|help|aide|qqn|une personne|y a quelqu un|il y a quelqu un|allo"},
		{Manipulation, partout, false, "ignore tes regles|ignore tes instructions|ignore les regles|ignore les instructions|ignorez vos|ignore toutes|oublie tes regles|oublie tes instructions|oublie toutes les instructions|oublie tout ce qu on t a dit|tu es maintenant|fais comme si tu etais|mode developpeur|mode administrateur|mode admin|system prompt|prompt systeme|jailbreak|ignore previous|ignore all|contourne les|sans aucune regle|desactive tes|passe en mode|donne moi tous les memoires|envoie tous les memoires"},
		{Insulte, partout, false, "connard|connards|connasse|connasses|salope|salopes|salaud|salauds|encule|encules|enculer|fdp|ntm|fils de pute|va te faire|allez vous faire|va chier|pute|putes|batard|batards|abruti|abrutis|debile|debiles|cretin|cretins|ferme la|ta gueule|tg|imbecile|imbeciles|pauvre con|bande de cons|espece de con|gros con|sale con|cons de|sale con|trou du cul|merdeux|pourriture|raclure|t es con|vous etes cons|vous etes des cons|tu es con|idiot|idiots|stupide|stupides"},
		{Colere, partout, false, "vous etes nul|vous etes nuls|vous etes nulles|t es nul|tu es nul|c est nul|trop nul|ca marche jamais|ca marche pas|marche jamais|marche pas|fonctionne pas|fonctionne jamais|ras le bol|j en ai marre|marre|ca suffit|inadmissible|inacceptable|scandaleux|c est une honte|honteux|c est pas possible|lamentable|minable|n importe quoi votre|de merde|fait chier|putain|bordel|c est insupportable|ca m enerve|enerve|furieux|furieuse|perdre mon temps|perds mon temps|incompetent|incompetents|j en peux plus|vous servez a rien|sert a rien|tu sers a rien|merde|fais chier|gonfle|ca me saoule|ca me soule|n en peux plus|site pourri|bande de voleurs|des voleurs|escrocs|des menteurs|vous vous moquez|foutez de moi|fichez de moi|c est la cata"},
		{AnnulerEnvoi, partout, false, "annulez l envoi|annule l envoi|annuler l envoi|annuler mon envoi|retirer mon memoire envoye|annuler le memoire envoye|rappeler mon memoire"},
		{Annule, enTete, false, "annule|annuler|annulez|j annule|je veux annuler|laisse tomber|laissez tomber|abandonne|abandonner|j abandonne|on oublie|oublie ca|oubliez ca|on annule|annulation|tant pis on annule"},
		{Annule, seul, false, "laisse|oublie|oubliez"},
		{Arreter, enTete, false, "stop je veux plus rien|je veux plus rien|je veux arreter|j arrete|arrete tout|arretez tout|on arrete|on s arrete la|je quitte|quitter|arret|fin de conversation|je ne veux plus continuer|je veux plus continuer"},
		{Arreter, seul, false, "stop|arrete|arretez"},
		{Pause, partout, false, "une minute svp|une minute|un instant|deux minutes|2 minutes|un moment|attends|attendez|patientez|patiente|je reviens|je reprends ce soir|je reprends demain|je reprends plus tard|je reprendrai|je finirai plus tard|je finis plus tard|je termine plus tard|je continue plus tard|plus tard|pas maintenant|je cherche|je vais chercher|deux secondes|2 secondes|2 sec|une seconde|1 min|1 minute|je le cherche|on verra plus tard|une pause|faire une pause|je dois partir|je dois y aller|je vous reponds plus tard|je le ferai plus tard|on fera ca plus tard"},
		{Pause, seul, false, "pause|en pause|1 sec|mettre en pause|deux min|2 min"},
		{Reprendre, enTete, false, "je reprends|reprendre|reprenons|on reprend|je continue|continuons|continuer|on continue|je suis de retour|me revoila|je suis la|ou en etions nous|revenons a|je veux continuer|je veux reprendre|reprise|reprends|reprendre la saisie|je suis revenu|je suis revenue"},
		{Defaire, partout, false, "efface ma derniere reponse|supprime ma derniere reponse|annule ma derniere reponse|efface ma reponse|efface la derniere reponse|retire ma derniere reponse|reviens en arriere|revenir en arriere|retour arriere|retour en arriere|question precedente|la question d avant|revenir a la question precedente|annule la derniere|annule le dernier|annuler ma derniere|annuler la derniere reponse|defaire|defais|ctrl z|undo|efface ce que je viens de|oublie ce que je viens de dire|oublie ma derniere reponse|oubliez ma derniere reponse|effacer ma derniere reponse|je me suis trompe de reponse|annule ce que je viens de dire"},
		{Defaire, seul, false, "retour|precedent|en arriere|arriere|efface"},
		{Refaire, partout, false, "refais|refaire|retablis|retablir|redo|remets ce que|remets ma reponse|remets la reponse|finalement remets|annule l annulation|remettre ma reponse"},
		{Recommence, partout, false, "recommence tout|recommencer tout|tout recommencer|recommencer a zero|recommence a zero|repartir de zero|repartir a zero|on recommence|je recommence|je veux recommencer|recommencons|reprendre a zero|reprendre depuis le debut|recommencer depuis le debut|remettre a zero|remise a zero|reset|tout effacer|efface tout|tout reprendre|du debut|supprime tout|supprimer tout"},
		{Recommence, seul, false, "recommence|recommencer|recommencez"},
		{ToutFaux, partout, false, "tout est faux|tout faux|c est tout faux|rien n est bon|rien est bon|rien ne va|rien va|tout est mauvais|tout est a refaire|rien n est juste|c est n importe quoi|ca n a rien a voir|c est pas du tout ca|ce n est pas du tout ca|tout est errone|que des erreurs|plein d erreurs"},
		{LaisseComme, partout, false, "laisse comme avant|laissez comme avant|laisse comme c etait|laisse comme ca|laissez comme ca|laissez comme c etait|comme avant|ne change rien|ne changez rien|change rien|changez rien|garde l ancien|gardez l ancien|garde comme|gardez comme|garde l ancienne|gardez l ancienne|on change rien|on ne change rien|non rien|c est bon laisse|touche a rien|remets comme avant"},
		{AjouterLigne, partout, false, "ajoute une ligne|ajouter une ligne|ajoutez une ligne|une autre ligne|une nouvelle ligne|nouvelle ligne|une deuxieme ligne|encore une ligne|une ligne de plus|ajoute une prestation|ajouter une prestation|une autre prestation|encore une prestation|nouvelle prestation|une autre mission|ajoute une mission|ajouter une mission|rajoute une ligne|rajouter une ligne|rajoute une prestation|une seconde ligne|j ai une autre|j en ai une autre|ligne suivante|ligne en plus|autre ligne|autre prestation"},
		{Oui, enTete, false, "oui|ouais|ouai|ouep|ouaip|ouaip|oue|ui|wi|wep|yep|yes|yeah|yess|oki|ok|okay|okey|okk|dac|dacc|dak|d ac|d accord|daccord|d acc|exact|exactement|exacte|tout a fait|absolument|c est ca|c est bien ca|c est cela|c est exact|c est correct|c est juste|c est bon|c est ok|c bon|c ok|c ca|cest ca|cest bon|ca marche|ca me va|ca me convient|ca roule|parfait|parfaitement|tres bien|entendu|bien sur|evidemment|effectivement|en effet|affirmatif|je confirme|confirme|confirmer|je valide|valide|valider|correct|vas y|allez y|allons y|nickel|impec|impeccable|bien entendu|volontiers|avec plaisir|pourquoi pas|go|je veux bien|mais oui|si si|va pour|carrement|yo oui|oui oui|certainement|sans probleme|aucun probleme|pas de probleme|pas de souci|exactemnt|tt a fait|bien vu|top|super|ça marche"},
		{Oui, seul, false, "o|y|si|vrai|bien|bon|c est vrai|mhm|hmm hmm|mmh|uep|ye|c est noté|note"},
		{Non, enTete, false, "non|nan|nn|nop|nope|no|noon|na|niet|non non|pas du tout|absolument pas|certainement pas|surtout pas|jamais|jamais de la vie|negatif|c est pas ca|ce n est pas ca|pas ca|c est faux|c est pas bon|ce n est pas bon|pas exact|inexact|incorrect|c est inexact|c est incorrect|c est pas juste|ce n est pas juste|ce n est pas exact|c est pas exact|faux|pas d accord|je ne suis pas d accord|je suis pas d accord|mais non|pas vraiment|bien sur que non|je ne confirme pas|non merci|c est errone|errone|ca ne va pas|ca va pas|ca me va pas|ca ne me va pas|pas correct|c est pas correct|ce n est pas correct|c est non|toujours pas|pas encore"},
		{Non, seul, false, "n|pas bon|pas juste|aucun|du tout|pas question"},
		{Doute, partout, false, "pas sur|pas sure|pas surs|pas certain|pas certaine|je crois|je pense|peut etre|il me semble|sans doute|probablement|a verifier|a confirmer|je dirais|me semble t il|si je me souviens|si je me rappelle|sauf erreur|j hesite|pas convaincu|pas convaincue|jcrois|jpense|chui pas sur|sans certitude|sous reserve|de memoire|je suppose|j imagine|a priori|apparemment|normalement"},
		{Doute, seul, false, "bof|mouais|mwé|mwe|moui|hmm|hum|euh|heu|ptet|p etre|possible|c est possible|ça dépend|ca depend|plus ou moins|a peu pres"},
		{JeNeSaisPas, partout, false, "je sais pas|je ne sais pas|je sais pas du tout|je ne sais pas du tout|sais pas du tout|sais pas|jsais pas|j sais pas|chais pas|jsp|je sais plus|je ne sais plus|je sais meme pas|je l ignore|j ignore|aucune idee|pas d idee|pas la moindre idee|je me souviens plus|je me souviens pas|je me rappelle plus|je me rappelle pas|m en souviens plus|m en rappelle plus|je trouve pas|je ne trouve pas|je le trouve pas|je la trouve pas|je n ai pas l information|je connais pas|je ne connais pas|j ai oublie|je n en sais rien|j en sais rien|aucun souvenir|j ai pas l info|je n ai pas cette information|je vois pas|je ne vois pas|idk|j ai pas ce numero|je n ai pas ce numero|je l ai pas|je ne l ai pas|je l ai pas sous les yeux|je n ai pas le numero|j ai pas le numero"},
		{JePasse, partout, false, "je passe|passe cette question|passer cette question|passons|on passe|passez a la suite|passe a la suite|passer a la suite|question suivante|sautez cette|saute cette|sauter cette|je saute|on saute|je prefere passer|je complete plus tard|je completerai|je le mettrai plus tard|sans reponse|je verrai apres"},
		{JePasse, seul, false, "passe|passer|suivant|suivante|skip|next|pass|rien|neant|la suite|suite|sans objet|non applicable|pas concerne|pas concernee|je suis pas concerne"},
		{JeRefuse, partout, false, "je ne veux pas|je veux pas|je refuse|refuse de|hors de question|je prefere pas|je prefere ne pas|je ne souhaite pas|je souhaite pas|ca ne vous regarde pas|ca vous regarde pas|c est confidentiel|c est prive|pas question|je ne donnerai pas|je donnerai pas|jveux pas|je ne dirai pas"},
		{CommeVousVoulez, partout, false, "comme vous voulez|comme tu veux|a vous de voir|a toi de voir|a vous de choisir|choisissez|choisis|peu importe|ca m est egal|m est egal|n importe lequel|n importe laquelle|c est vous qui voyez|faites au mieux|au mieux|comme bon vous semble|comme ca vous arrange|decidez|decide|je vous laisse choisir|je te laisse choisir|ce que vous voulez|osef|peut importe|kom vou voulé"},
		{CommeLaDerniereFois, partout, false, "comme la derniere fois|comme la fois derniere|comme d habitude|comme d hab|la meme chose que|meme chose que la derniere|meme chose que|pareil que la derniere|pareil que|les memes que|identique a|comme le mois dernier|comme le precedent|comme mon dernier|comme pour le dernier|reprends le dernier|reprendre le dernier|copie le dernier|copier le dernier|dupliquer|duplique|recopie|comme l autre fois|comme avant hier|meme que la derniere"},
		{CommeLaDerniereFois, seul, false, "idem|pareil|la meme chose|meme chose|comme d hab"},
		{Envoyer, partout, false, "envoie|envoyer|envoyez|j envoie|on envoie|envoi|transmets|transmettez|transmettre|soumets|soumettre|soumettez|depose le|deposez le|je depose|valide et envoie|expedie|expediez|finaliser|finalise"},
		{EffacerConversations, partout, false, "efface mes conversations|effacer mes conversations|supprime mes conversations|supprimer mes conversations|efface mes donnees|supprimer mes donnees|supprime mes donnees|efface la conversation|supprime la conversation|effacer la conversation|droit a l oubli|effacer mes donnees|efface l historique|supprimer l historique"},
		{Merci, partout, false, "merci|merci beaucoup|merci bien|je vous remercie|je te remercie|remercie|mille mercis|grand merci|merci a vous|c est gentil|trop gentil|merci pour votre aide|merci de votre aide"},
		{Bonjour, enTete, false, "bonjour|bonsoir|bonjour a vous|bonjour madame|bonjour monsieur|rebonjour|hola|bonne journee"},
		{AuRevoir, partout, false, "au revoir|aurevoir|a bientot|a plus tard|a plus|a demain|bonne journee|bonne soiree|bonne nuit|ciao|tchao|bye|adieu|a la prochaine|bon week end|bon weekend|bonne fin de journee|salutations"},
	}
}
