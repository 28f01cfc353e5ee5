package dialogue

import (
	"regexp"
	"strings"
)

// danger comes before everything: the emergency numbers, then a human; the form waits (turn 101).
func (t *tour) danger() suiteTour {
	if !t.p.a(iDanger) {
		return rien
	}
	t.alerter("erreur", "Si vous ou quelqu'un êtes en danger, appelez tout de suite le 15 (Samu) ou le 112. Le 3114 écoute jour et nuit, gratuitement, les personnes qui souffrent.")
	t.blocs[len(t.blocs)-1].AVerifier = true // the numbers await the validation that situations.md 101 asks for
	t.dire("Je préviens un conseiller. Votre saisie est gardée, rien ne presse de ce côté.")
	t.faire(AppelerHumain{Motif: "Message évoquant un danger : à lire tout de suite."})
	t.e.Mode = Danger
	t.seul = true
	return fini
}

// veutHumain answers at once, without persuasion (turns 96, 97).
func (t *tour) veutHumain() suiteTour {
	if !t.p.a(iHumain) || t.p.a(iRobot) {
		return rien
	}
	t.appeler("Demandé par la personne.")
	return fini
}

// appeler calls a human: it is only reached by an explicit demand or a yes.
func (t *tour) appeler(motif string) {
	t.faire(AppelerHumain{Motif: raccourcir(motif, 300)})
	if t.w.Support.Ouvert {
		s := "Je vous mets en relation avec un conseiller."
		if t.w.Support.Attente != "" {
			s += " Attente estimée : " + t.w.Support.Attente + "."
		}
		t.dire(s + " Il verra le mémoire en cours et où nous en sommes : vous n'aurez rien à répéter.")
	} else {
		s := "Les conseillers ne sont pas là en ce moment"
		if t.w.Support.Horaires != "" {
			s += " ; ils répondent " + t.w.Support.Horaires
		}
		t.dire(s + ". Votre demande est enregistrée avec le contexte de cette conversation, et la réponse vous parviendra ici.")
	}
	t.repond = false
	t.court = true
}

// abus handles frustration, insults, and the attempts to make the assistant act (turns 99, 100, 109).
func (t *tour) abus() suiteTour {
	switch {
	case t.p.a(iInjection):
		t.dire("Je ne fais que ce que permettent vos droits, et seuls les boutons de votre session agissent : je n'envoie, ne valide ni ne montre rien d'autre sur une phrase.")
		t.court = true
		return fini
	case t.p.a(iInsulte):
		t.e.Compteurs.Insultes++
		if t.e.Compteurs.Insultes > 1 {
			t.dire("Je ne peux pas continuer sur ce ton, ni vous passer un conseiller dans ces conditions. La saisie de votre mémoire reste ouverte, et une demande écrite est toujours possible.")
		} else {
			t.dire("Je comprends que ce soit pénible. Restons corrects, et je vous aide à avancer.")
			t.boutonHumain = true
		}
		t.court = true
		return fini
	case t.p.a(iFrustration):
		s := "Je suis désolé, c'est pénible."
		if a := t.e.Attente; a != nil && a.Echelon > 0 {
			s += " Je n'ai pas su comprendre vos dernières réponses."
		}
		t.dire(s + " Votre saisie est gardée. Un conseiller peut prendre la suite si vous préférez.")
		t.boutonHumain = true
		t.court = true
		return fini
	}
	return rien
}

// Shapes of data that nobody needs here.
var (
	carte  = regexp.MustCompile(`\b(?:\d[ -]?){13,19}\b`)
	secu   = regexp.MustCompile(`\b[12] ?\d{2} ?(?:0[1-9]|1[0-2]|[2-9]\d) ?(?:\d{2}|2[AB]) ?\d{3} ?\d{3}(?: ?\d{2})?\b`)
	ibanFR = regexp.MustCompile(`(?i)\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]){10,30}\b`)
)

// sensible warns about data that is not needed, and never takes bank details by a message (turns 111,
// 112).
func (t *tour) sensible() suiteTour {
	s := t.p.texte
	switch {
	case ibanFR.MatchString(s) && strings.ContainsAny(s, "0123456789") && (t.p.contient("iban|rib|compte|bancaire*|banque") || ibanValide(ibanFR.FindString(s))):
		t.iban(ibanFR.FindString(s))
		return fini
	case t.p.contient("iban|rib … change*", "change* … iban|rib|banque|compte"):
		t.iban("")
		return fini
	case luhn(carte.FindString(s)) && !t.attend("numero_affaire") || t.p.contient("carte bancaire|bleue"):
		t.avertirSensible("un numéro de carte bancaire")
		return fini
	case secu.MatchString(s) && (cleSecu(secu.FindString(s)) || t.p.contient("secu|securite sociale|nir")):
		t.avertirSensible("un numéro de sécurité sociale")
		return fini
	case t.p.contient("la victime s appelle|est|habite", "nom de la victime", "adresse de la victime", "la victime … nee|ne|domiciliee"):
		t.avertirSensible("des informations sur une victime")
		return fini
	}
	return rien
}

func (t *tour) avertirSensible(quoi string) {
	t.alerter("avertissement", "Votre message semble contenir "+quoi+". Je n'en ai pas besoin et je n'en garde rien.")
	t.faire(Masquer{Seq: t.in.Seq})
	seq := Ordre{Verbe: vMasquer, Valeur: entierEn(t.in.Seq)}
	t.demander(Attente{
		Genre: AttendChoix, Sujet: "masquer", Question: "Voulez-vous effacer ce message de la conversation ?", Rappel: "Voulez-vous effacer ce message ?",
		Candidats: []Candidat{
			{Cle: "oui", Libelle: "Effacer ce message", Ordres: []Ordre{seq, {Verbe: vLaisser, Valeur: "Le message est effacé."}}},
			{Cle: "non", Libelle: "Le garder", Ordres: []Ordre{{Verbe: vLaisser, Valeur: "D'accord, il reste dans la conversation ; il est masqué dans nos journaux."}}},
		},
	})
}

// iban checks the key and leads to the page of the structure: bank details are never taken by a message.
func (t *tour) iban(numero string) {
	if numero != "" {
		t.faire(Masquer{Seq: t.in.Seq})
		if ibanValide(numero) {
			t.dire("La clé de cet IBAN est bonne, mais je ne l'enregistre pas ici.")
		} else {
			t.dire("La clé de cet IBAN ne correspond pas : vérifiez-le. De toute façon, je ne l'enregistre pas ici.")
		}
	}
	t.blocs = append(t.blocs, Bloc{
		Genre: BlocSource, Titre: "Coordonnées bancaires", Lien: "/structures", LienTexte: "Ouvrir les coordonnées bancaires",
		Texte: typo("Les coordonnées bancaires se changent dans la fiche de votre structure, avec le RIB. Le mémoire y choisit ensuite son compte, et le RIB est joint à l'envoi."),
	})
	t.court = true
}

// ibanValide checks the key of an IBAN (ISO 13616: remainder 1 modulo 97).
func ibanValide(s string) bool {
	s = strings.ToUpper(strings.ReplaceAll(s, " ", ""))
	if len(s) < 14 || len(s) > 34 {
		return false
	}
	reste := 0
	for _, r := range s[4:] + s[:4] {
		switch {
		case r >= '0' && r <= '9':
			reste = (reste*10 + int(r-'0')) % 97
		case r >= 'A' && r <= 'Z':
			reste = (reste*100 + int(r-'A') + 10) % 97
		default:
			return false
		}
	}
	return reste == 1
}

// luhn checks the key of a card number.
func luhn(s string) bool {
	somme, n := 0, 0
	for i := len(s) - 1; i >= 0; i-- {
		if s[i] < '0' || s[i] > '9' {
			continue
		}
		d := int(s[i] - '0')
		if n%2 == 1 {
			if d *= 2; d > 9 {
				d -= 9
			}
		}
		somme += d
		n++
	}
	return n >= 13 && somme%10 == 0
}

// cleSecu checks the key of a French social security number, when its fifteen digits are there.
func cleSecu(s string) bool {
	s = strings.ReplaceAll(s, " ", "")
	if len(s) != 15 || strings.ContainsAny(s, "AB") {
		return false
	}
	return entierDe(s[13:]) == 97-entierDe(s[:13])%97
}

// langue answers those who do not write in French (turns 102, 103).
func (t *tour) langue() suiteTour {
	switch {
	case t.e.Anglais && t.p.contient("in french", "en francais", "switch to french"):
		t.e.Anglais = false
		t.dire("D'accord, je continue en français.")
		return fini
	case t.p.a(iAutreLangue):
		t.dire("Je comprends le français, et l'anglais pour l'essentiel. Un conseiller peut vous aider autrement.")
		t.boutonHumain = true
		t.court = true
		return continuer
	case t.p.a(iAnglais) && !t.e.Anglais:
		t.e.Anglais = true
		t.dire("I can help you in simple English: each question comes in both languages. The form itself stays in French; please give dates as day/month/year and amounts in euros.")
		t.court = false
		return continuer
	}
	return rien
}
