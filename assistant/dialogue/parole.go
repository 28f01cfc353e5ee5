package dialogue

import (
	"slices"
	"strings"

	"claudia/assistant/francais"
)

// parole is what was understood of the words typed, whatever the question.
type parole struct {
	texte string   // cleaned (R9), accents and case kept
	mots  []string // folded, for matching only
	dit   []intention
	lu    francais.LectureIntention
	point bool // a question mark ends it or stands in it

	valeurs []dite // what it gives to the draft, once read
	lues    bool
}

// longueurMots bounds the words that motifs look at: an intention is said in a sentence, not a page.
const longueurMots = 60

// comprendre reads the intentions of a text.
func comprendre(texte string) parole {
	p := parole{texte: francais.Normaliser(texte)}
	p.point = strings.Contains(p.texte, "?")
	p.mots = strings.FieldsFunc(francais.Plier(p.texte), separe)
	if len(p.mots) > longueurMots {
		p.mots = p.mots[:longueurMots]
	}
	p.lu = francais.Intentions(sansSMS(p.texte))
	for _, i := range p.lu.Lues {
		if n, ok := intentionsLues()[i.Genre]; ok {
			p.dit = append(p.dit, n)
		}
	}
	for _, x := range lexique() {
		if slices.ContainsFunc(x.motifs, func(m string) bool { return motif(p.mots, m) }) {
			p.dit = append(p.dit, x.fait)
		}
	}
	return p
}

// separe cuts words: all but letters, digits and the signs of yes and no.
func separe(r rune) bool {
	switch {
	case r >= 'a' && r <= 'z', r >= '0' && r <= '9', r >= 0x1F000, r == '✅', r == '❌':
		return false
	case r == 'œ', r == 'æ', r > 0x250 && r < 0x2000:
		return false
	}
	return true
}

// a tells whether one of the intentions was said.
func (p parole) a(i ...intention) bool {
	return slices.ContainsFunc(p.dit, func(d intention) bool { return slices.Contains(i, d) })
}

// sansReste tells whether intentions took every word, so that none can be a value: « comme vous voulez »
// names no tribunal de commerce. A yes, a no, a rank and a figure may still answer a field.
func (p parole) sansReste() bool {
	return len(p.lu.Lues) > 0 && p.lu.Reste == "" && !p.a(iOui, iNon, iRang) && !strings.ContainsAny(p.texte, "0123456789")
}

// seulement tells whether the text is short enough for its intention to be all that it says.
func (p parole) seulement(n int) bool { return len(p.mots) <= n }

// ordonne tells whether what is named is wanted, and is not the subject of a question: a wish is an order
// whatever is asked beside it, a polite request is one too.
func (p parole) ordonne() bool {
	return !p.point && !p.lu.Question || p.contient("veux|voudrais|souhaite|souhaiterais|aimerais") || p.prie()
}

// prie tells a request in the form of a question that asks nothing: « puis-je commencer un mémoire ? ».
func (p parole) prie() bool {
	return p.contient("peux|puis|peut|pouvez|pourriez|pourrais") &&
		!p.contient("qui|quand|combien|comment|par|sans|avec|si|avant|apres|meme|ou|quel|quelle|quoi")
}

// contient tells whether one of the motifs is said.
func (p parole) contient(motifs ...string) bool {
	return slices.ContainsFunc(motifs, func(m string) bool { return motif(p.mots, m) })
}

// muette tells whether nothing was said: blanks, points.
func (p parole) muette() bool { return len(p.mots) == 0 && !p.point }

// sansSMS writes in full the short forms of the telephone that francais does not read; the values are
// read on the text itself.
func sansSMS(s string) string {
	mots := strings.Split(s, " ")
	change := false
	for i, m := range mots {
		if plein, ok := formesCourtes()[strings.ToLower(m)]; ok {
			mots[i], change = plein, true
		}
	}
	if !change {
		return s
	}
	return strings.Join(mots, " ")
}

func formesCourtes() map[string]string {
	return map[string]string{
		"j": "je", "ke": "que", "k": "que", "pa": "pas", "koi": "quoi", "mm": "même", "quelk": "quelqu'", "pr": "pour", "vs": "vous", "ds": "dans", "avc": "avec",
		"requiz": "réquisition", "réquiz": "réquisition",
	}
}

// intentionsLues gives our name to the intentions that francais reads.
func intentionsLues() map[francais.Intention]intention {
	return map[francais.Intention]intention{
		francais.Detresse: iDanger, francais.Humain: iHumain, francais.Manipulation: iInjection, francais.Insulte: iInsulte,
		francais.Colere: iFrustration, francais.Annule: iAnnuler, francais.Arreter: iStop, francais.Pause: iPause,
		francais.Reprendre: iReprendre, francais.Defaire: iDefaire, francais.Refaire: iRefaire, francais.Recommence: iRecommencer,
		francais.ToutFaux: iToutFaux, francais.LaisseComme: iLaisser, francais.SupprimerLigne: iRetirerLigne,
		francais.AjouterLigne: iAutreLigne, francais.Changer: iChanger, francais.ChoixOrdinal: iRang, francais.Oui: iOui,
		francais.Non: iNon, francais.Doute: iDoute, francais.JeNeSaisPas: iNeSaitPas, francais.JePasse: iPasser,
		francais.JeRefuse: iRefus, francais.CommeVousVoulez: iCommeVous, francais.CommeLaDerniereFois: iDerniereFois,
		francais.Envoyer: iEnvoyer, francais.Nouveau: iNouveau, francais.Facture: iFacture, francais.Statut: iStatut,
		francais.MesMemoires: iRefuses, francais.Recapitule: iRecap, francais.OuEnEstOn: iProgression, francais.OuTrouver: iOu,
		francais.Pourquoi: iPourquoi, francais.CEstQuoi: iDefinition, francais.Exemple: iExemple, francais.Repete: iRepeter,
		francais.MotDePasse: iMotDePasse, francais.Robot: iRobot, francais.PapierSeul: iPapier, francais.Certificat: iCertificat,
		francais.EffacerConversations: iEffacerConv, francais.AnnulerEnvoi: iAnnulerEnvoi, francais.Question: iQuestion,
		francais.HorsSujet: iHorsSujet, francais.Anglais: iAnglais, francais.Espagnol: iAutreLangue, francais.Merci: iMerci,
		francais.Bonjour: iBonjour, francais.AuRevoir: iStop, francais.Charabia: iCharabia,
	}
}
