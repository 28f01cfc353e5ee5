package dialogue

import (
	"regexp"
	"slices"
	"strings"

	"claudia/internal/fault"
	"claudia/memoires"
	"claudia/memoires/saisie"
)

// numeroMemoire is how a person writes the number of a mémoire (T37: any case, spaces).
var numeroMemoire = regexp.MustCompile(`(?i)\b(MJ|TMP)[ -]?(\d[\d ]{5,15}\d)\b`)

// dossiers handles what concerns the mémoires as objects: a number, a state, the refused ones, a new one
// (turns 3 to 9, 71, 118, 119). Reading only, and with the rights of the session (R18).
func (t *tour) dossiers() suiteTour {
	fait := rien
	if n := t.numeroDit(); n != "" {
		t.montrerNumero(n)
		fait = continuer
	}
	switch {
	case t.p.a(iPourquoiRef) && t.p.contient("refus*|rejet*"):
		t.direRefus()
		fait = continuer
	case t.p.a(iRefuses) && t.p.contient("refus*|rejet*"):
		t.listerRefuses()
		fait = continuer
	case t.p.a(iCertificat):
		t.certificat()
		fait = continuer
	case (t.p.a(iStatut) || t.p.a(iPaiement) && t.p.contient("mon|ma|mes|l autre|je|serai")) && fait == rien:
		t.direEtat()
		fait = continuer
	case t.p.a(iEffacerConv):
		t.effacerConversation()
		return fini
	}
	t.repondQuestion = fait == continuer
	switch {
	case t.p.a(iFacture) && !t.p.a(iNouveau) && t.p.seulement(4) && !t.attend(memoires.CleNumeroFacture):
		t.quelleFacture()
		return fini
	case t.p.a(iNouveau) && t.p.ordonne() && !t.ouvert():
		t.demarrer()
		fait, t.repondQuestion = continuer, t.repondQuestion || t.p.prie()
	}
	return fait
}

// ouvert tells whether this turn already opened a draft.
func (t *tour) ouvert() bool {
	return slices.ContainsFunc(t.effets, func(f Effet) bool {
		_, ok := f.(Ouvrir)
		return ok
	})
}

// numeroDit gives the number of a mémoire in the words, "" when there is none.
func (t *tour) numeroDit() string {
	m := numeroMemoire.FindStringSubmatch(t.p.texte)
	if m == nil {
		return ""
	}
	return strings.ToUpper(m[1]) + strings.ReplaceAll(m[2], " ", "")
}

// quelleFacture asks which kind is meant (turn 5).
func (t *tour) quelleFacture() {
	t.demander(Attente{
		Genre: AttendChoix, Sujet: "facture", Rappel: "Un mémoire de frais de justice, ou une facture d'un autre marché ?",
		Question: "Un mémoire de frais de justice, ou une facture d'un autre marché ?",
		Candidats: []Candidat{
			{Cle: "oui", Libelle: "Un mémoire de frais de justice", Ordres: []Ordre{{Verbe: vOuvrirUn}}},
			{Cle: "autre", Libelle: "Une facture d'un autre marché", Ordres: []Ordre{{Verbe: vLaisser, Valeur: "Les factures des autres marchés se déposent dans l'application « Factures » du portail de facturation : je ne m'en occupe pas ici."}}},
		},
	})
}

// montrerNumero shows a mémoire by its number when it may be seen (turn 7, R18).
func (t *tour) montrerNumero(n string) {
	for _, d := range t.w.Dossiers {
		if string(d.Numero) == n || string(d.NumeroTMP) == n {
			t.montrerDossier(d)
			return
		}
	}
	t.introuvable()
}

// introuvable is the one answer for what does not exist and for what is not theirs (R18).
func (t *tour) introuvable() {
	t.dire(fault.AbsentOuEtranger("ce mémoire").Message)
	t.court = true
}

// montrerDossier tells the state of a mémoire in plain words, with what can be done.
func (t *tour) montrerDossier(d Dossier) {
	s := string(d.Numero) + " – " + d.Etat.Libelle()
	if !d.EtatLe.IsZero() {
		s += " depuis le " + saisie.Jour(memoires.Aujourdhui(d.EtatLe))
	}
	b := Bloc{Genre: BlocListe, Titre: typo(s), Texte: typo(enClair(d)), Lien: "/memoires/" + string(d.Numero), LienTexte: "Ouvrir le mémoire"}
	t.blocs = append(t.blocs, b)
	t.court = true
	switch d.Etat { //nolint:exhaustive // the others offer nothing
	case memoires.Brouillon:
		if t.m == nil || t.m.ID != d.ID {
			t.proposer("Voulez-vous reprendre ce brouillon ?", "Reprendre "+string(d.Numero), Ordre{Verbe: vReprendreUn, Memoire: d.ID})
		}
	case memoires.Refuse:
		t.proposer("Voulez-vous le corriger sur une copie ?", "Corriger sur une copie", Ordre{Verbe: vRecopier, Memoire: d.ID})
	}
}

// proposer asks a yes for one order.
func (t *tour) proposer(question, oui string, o Ordre) {
	t.demander(Attente{
		Genre: AttendChoix, Sujet: "proposer:" + string(o.Verbe), Question: question, Rappel: question,
		Candidats: []Candidat{
			{Cle: "oui", Libelle: oui, Style: "primaire", Ordres: []Ordre{o}},
			{Cle: "non", Libelle: "Non merci", Ordres: []Ordre{{Verbe: vLaisser, Valeur: "D'accord."}}},
		},
	})
}

// enClair explains a state in plain words (capabilities C 37).
func enClair(d Dossier) string {
	switch d.Etat {
	case memoires.Brouillon:
		s := "Il n'est pas encore envoyé."
		if d.Manque != "" {
			s += " Il manque " + d.Manque + "."
		}
		return s
	case memoires.Envoye:
		return "Il est parti ; le service de la juridiction va le recevoir."
	case memoires.MisADisposition:
		return "Le service de la juridiction l'a reçu et va l'examiner. À ma connaissance, aucun texte ne fixe de délai de paiement pour ces frais (à vérifier)."
	case memoires.Refuse:
		if d.Motif != "" {
			return "Le service l'a refusé. Motif : " + d.Motif
		}
		return "Le service l'a refusé."
	case memoires.MisEnPaiement:
		return "Le comptable l'a mis en paiement : le virement suit."
	case memoires.Abandonne:
		return "Vous l'avez abandonné."
	case memoires.DupliquePostRefus:
		return "Il a été refusé, puis repris sur une copie."
	case memoires.Supprime:
		return "Il est supprimé."
	}
	return ""
}

// direEtat tells the state of the mémoire under way, or lists several (turn 6).
func (t *tour) direEtat() {
	en := t.parEtat(memoires.Envoye, memoires.MisADisposition, memoires.Refuse, memoires.MisEnPaiement)
	if t.p.contient("brouillon|brouillons") || len(en) == 0 {
		en = t.w.Dossiers
	}
	switch {
	case len(en) == 0:
		t.dire("Vous n'avez pas encore de mémoire.")
	case len(en) == 1:
		t.montrerDossier(en[0])
	default:
		t.lister("Vos mémoires", en)
	}
	t.court = true
}

// voirEtat shows one mémoire named by a button.
func (t *tour) voirEtat(id memoires.ID) {
	for _, d := range t.w.Dossiers {
		if d.ID == id {
			t.montrerDossier(d)
			return
		}
	}
	t.introuvable()
}

// lister shows mémoires to choose from.
func (t *tour) lister(titre string, l []Dossier) {
	b := Bloc{Genre: BlocListe, Titre: titre, Colonnes: []string{"Numéro", "État", "Depuis", "Montant TTC"}}
	for _, d := range l[:min(len(l), 10)] {
		b.Lignes = append(b.Lignes, []string{string(d.Numero), d.Etat.Libelle(), saisie.Jour(memoires.Aujourdhui(d.EtatLe)), euros(d.TTC)})
		b.Choix = append(b.Choix, Choix{Libelle: string(d.Numero), Action: ActionDire, Style: "discret"})
	}
	b.Lien, b.LienTexte = "/memoires", "Voir tous mes mémoires"
	t.blocs = append(t.blocs, b)
}

// listerRefuses shows the refused mémoires; a draft under way is suspended, not cancelled (turn 71).
func (t *tour) listerRefuses() {
	l := t.parEtat(memoires.Refuse)
	if len(l) == 0 {
		t.dire("Aucun de vos mémoires n'est refusé.")
		t.court = true
		return
	}
	if len(l) == 1 {
		t.montrerDossier(l[0])
	} else {
		t.lister("Vos mémoires refusés", l)
	}
	if t.m != nil {
		t.e.Mode = Suspendu
		if a := t.e.Attente; a != nil && !t.repond && tenace(*a) {
			t.empiler(*a)
		}
		t.e.Attente, t.repond = nil, true
	}
}

// direRefus gives the reason of a refusal and the way to correct (turn 118).
func (t *tour) direRefus() {
	l := t.parEtat(memoires.Refuse)
	switch len(l) {
	case 0:
		t.dire("Aucun de vos mémoires n'est refusé.")
	case 1:
		t.montrerDossier(l[0])
	default:
		t.lister("Vos mémoires refusés", l)
	}
	t.court = true
}

// recopier copies a refused mémoire into a new draft.
func (t *tour) recopier(id memoires.ID) {
	for _, d := range t.w.Dossiers {
		if d.ID != id || d.Etat != memoires.Refuse {
			continue
		}
		if !t.peut(d.Structure) {
			t.dire("Vous avez un accès en consultation sur cette structure : je ne peux pas le copier pour vous.")
			return
		}
		t.fermerBrouillon()
		t.e.Attente, t.repond, t.m = nil, true, nil
		t.e.Mode = Saisie
		t.faire(Dupliquer{Memoire: id})
		t.dire("Je copie " + string(d.Numero) + " dans un nouveau brouillon : il ne reste qu'à corriger ce qui a motivé le refus.")
		if d.Motif != "" {
			t.alerter("info", "Motif du refus : "+d.Motif)
		}
		t.seul = true
		return
	}
	t.introuvable()
}

// certificat leads to the certificate of the last sent mémoire (turn 119).
func (t *tour) certificat() {
	for _, d := range t.w.Dossiers {
		switch d.Etat { //nolint:exhaustive // only what was sent has a certificate
		case memoires.Envoye, memoires.MisADisposition, memoires.MisEnPaiement, memoires.Refuse:
			t.blocs = append(t.blocs, Bloc{
				Genre: BlocSource, Titre: typo("Certificat de dépôt de " + string(d.Numero)),
				Texte: typo("Il prouve le dépôt. L'empreinte qu'il porte est calculée sur le dossier entier : la moindre différence la changerait."),
				Lien:  "/memoires/" + string(d.Numero) + "/certificat.pdf", LienTexte: "Télécharger le certificat",
			})
			t.court = true
			return
		}
	}
	t.dire("Le certificat de dépôt existe dès qu'un mémoire est envoyé : vous n'en avez pas encore.")
	t.court = true
}

// effacerConversation asks before it erases (turn 120).
func (t *tour) effacerConversation() {
	t.demander(Attente{
		Genre: AttendChoix, Sujet: "effacer", Rappel: "Faut-il effacer cette conversation ?",
		Question: "Je peux effacer les messages de cette conversation. Les mémoires, leurs pièces et leur historique restent : la loi impose de les garder. Faut-il effacer cette conversation ?",
		Candidats: []Candidat{
			{Cle: "oui", Libelle: "Effacer la conversation", Style: "danger", Ordres: []Ordre{{Verbe: vEffacer}, {Verbe: vLaisser, Valeur: "C'est fait : les messages de cette conversation sont effacés."}}},
			{Cle: "non", Libelle: "Non", Ordres: []Ordre{{Verbe: vLaisser, Valeur: "D'accord, rien n'est effacé."}}},
		},
	})
}
