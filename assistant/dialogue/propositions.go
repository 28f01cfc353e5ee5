package dialogue

import (
	"slices"
	"strconv"

	"claudia/assistant/francais"
	"claudia/memoires"
)

// enConflit tells whether a proposal disagrees with the draft or with another document.
func (t *tour) enConflit(p Proposition) bool {
	if v := t.valeur(p.Champ); v != "" && v != p.Valeur {
		return p.Champ.Cle != memoires.CleNote
	}
	return slices.ContainsFunc(t.e.Propositions, func(x Proposition) bool { return x.Champ == p.Champ && x.Valeur != p.Valeur })
}

// simples are the proposals that nothing contradicts.
func (t *tour) simples() []Proposition {
	var out []Proposition
	for _, p := range t.e.Propositions {
		if !t.enConflit(p) {
			out = append(out, p)
		}
	}
	return out
}

// questionPropositions shows the values read, each with its crop and its three answers, and asks once
// for all of them; contradictions are asked one by one.
func (t *tour) questionPropositions() Attente {
	l := t.simples()
	if len(l) == 0 {
		if q, ok := t.contradiction(); ok {
			return q
		}
		t.e.Propositions = nil
		q, _ := t.suivante()
		return q
	}
	b := Bloc{Genre: BlocPropositions, Titre: "Ce que j'ai lu"}
	for _, p := range l {
		c := p.Champ
		p.Choix = []Choix{
			{Libelle: "Oui", Action: ActionAccepter, Champ: &c, Valeur: p.Piece, Style: "primaire"},
			{Libelle: "Corriger", Action: ActionCorriger, Champ: &c, Valeur: p.Piece, Style: "secondaire"},
			{Libelle: "Illisible", Action: ActionIllisible, Champ: &c, Valeur: p.Piece, Style: "discret"},
		}
		b.Propositions = append(b.Propositions, p)
	}
	t.blocs = append(t.blocs, b)
	q := "Tout est-il juste ?"
	if len(l) == 1 {
		q = majuscule(t.rappel(l[0].Champ)) + " : " + l[0].Affichage + ", c'est juste ?"
	}
	a := Attente{Genre: AttendLecture, Question: q, Rappel: q, Candidats: []Candidat{
		{Cle: "oui", Libelle: "Tout est juste", Style: "primaire", Ordres: []Ordre{{Verbe: vAccepter}}},
	}}
	for _, p := range l {
		if len(l) > 1 && len(l) <= optionsMax {
			a.Candidats = append(a.Candidats, Candidat{Libelle: "Corriger " + declaration(p.Champ.Cle).Rappel, Style: "discret", Ordres: []Ordre{{Verbe: vRefuser, Champ: p.Champ, Piece: p.Piece}}})
		}
	}
	if len(l) == 1 {
		a.Candidats[0].Libelle = "Oui"
		a.Candidats = append(a.Candidats, Candidat{Cle: "non", Libelle: "Corriger", Ordres: []Ordre{{Verbe: vRefuser, Champ: l[0].Champ, Piece: l[0].Piece}}})
	}
	return a
}

// lu is the provenance of a proposal once it is confirmed.
func lu(p Proposition) memoires.Provenance {
	return memoires.Provenance{Source: memoires.Lu, Piece: p.Piece, Page: p.Page, Zone: p.Zone, Ligne: p.Ligne, Texte: raccourcir(p.Texte, 200)}
}

// toutAccepter confirms all the proposals that were shown.
func (t *tour) toutAccepter() {
	if t.m == nil || !t.modifiable() {
		t.perime()
		return
	}
	l := t.simples()
	if len(l) == 0 {
		t.perime()
		return
	}
	t.repondu()
	for _, p := range l {
		t.accepter(p)
	}
}

// accepter writes one confirmed proposal.
func (t *tour) accepter(p Proposition) {
	t.e.Propositions = slices.DeleteFunc(t.e.Propositions, func(x Proposition) bool { return x.Champ == p.Champ && x.Piece == p.Piece })
	if t.ecrire(p.Champ, p.Valeur, lu(p)) {
		t.apresValeur(dite{champ: p.Champ, valeur: p.Valeur})
	}
}

func (t *tour) proposition(c *memoires.Champ, piece string) (Proposition, bool) {
	if c == nil || t.m == nil {
		return Proposition{}, false
	}
	i := slices.IndexFunc(t.e.Propositions, func(p Proposition) bool { return p.Champ == *c && (piece == "" || p.Piece == piece) })
	if i < 0 {
		return Proposition{}, false
	}
	return t.e.Propositions[i], true
}

func (t *tour) boutonAccepter(c Choix) {
	p, ok := t.proposition(c.Champ, c.Valeur)
	if !ok {
		t.perime()
		return
	}
	if !t.modifiable() {
		return
	}
	t.accepter(p)
	if a := t.e.Attente; a != nil && a.Genre == AttendLecture {
		t.repond = true // asked again for those that are left, with their cards
	}
}

func (t *tour) boutonCorriger(c Choix) {
	if p, ok := t.proposition(c.Champ, c.Valeur); ok {
		t.refuserLecture(Ordre{Champ: p.Champ, Piece: p.Piece})
		return
	}
	t.perime()
}

// refuserLecture refuses a value read: never offered again from there, and the right one is asked
// (turn 84).
func (t *tour) refuserLecture(o Ordre) {
	p, ok := t.proposition(&o.Champ, o.Piece)
	if !ok {
		t.perime()
		return
	}
	t.e.Propositions = slices.DeleteFunc(t.e.Propositions, func(x Proposition) bool { return x.Champ == p.Champ && x.Piece == p.Piece })
	t.refuser(p)
	t.dire("Je ne retiens pas « " + p.Affichage + " ».")
	t.exiger(p.Champ)
}

// documentDit reads the words said about the values read: all right, all but one, one is wrong.
func (t *tour) documentDit() suiteTour {
	l := t.simples()
	a := t.e.Attente
	if len(l) == 0 || t.m == nil || a == nil || a.Genre != AttendLecture {
		return rien
	}
	if len(t.valeursDites()) > 0 && !t.p.a(iOui) {
		return rien // the right value is given: it is a correction by itself
	}
	faux := t.nommees(l)
	switch {
	case len(faux) > 0 && t.p.a(iLuFaux, iIllisible, iNon, iChanger) || len(faux) > 0 && t.p.contient(exceptions()...):
		if t.p.contient(append(exceptions(), "reste|autres")...) || t.p.a(iOui) {
			for _, p := range l {
				if !slices.ContainsFunc(faux, func(x Proposition) bool { return x.Champ == p.Champ }) {
					t.accepter(p)
				}
			}
		}
		t.repondu()
		for _, p := range faux {
			t.refuserLecture(Ordre{Champ: p.Champ, Piece: p.Piece})
		}
		return fini
	case t.p.a(iToutJuste, iOui) && !t.p.a(iNon, iLuFaux):
		t.toutAccepter()
		if t.p.seulement(4) {
			return fini
		}
		return continuer
	case t.p.a(iNon, iLuFaux, iIllisible) && len(l) == 1:
		t.repondu()
		t.refuserLecture(Ordre{Champ: l[0].Champ, Piece: l[0].Piece})
		return fini
	case t.p.a(iNon, iLuFaux, iIllisible):
		q := Attente{Genre: AttendChoix, Sujet: "laquelle", Question: "Quelle valeur n'est pas juste ?", Rappel: "Quelle valeur n'est pas juste ?"}
		for _, p := range l {
			q.Candidats = append(q.Candidats, Candidat{Libelle: p.Libelle + " : " + p.Affichage, Ordres: []Ordre{{Verbe: vRefuser, Champ: p.Champ, Piece: p.Piece}}})
		}
		t.demander(q)
		return fini
	}
	return rien
}

// exceptions are the turns of phrase of « all but ».
func exceptions() []string { return []string{"sauf|hormis|excepte", "a part", "mais pas"} }

// nommees are the proposals whose field is named.
func (t *tour) nommees(l []Proposition) []Proposition {
	noms := t.champsNommes()
	var out []Proposition
	for _, p := range l {
		if slices.ContainsFunc(noms, func(c memoires.Champ) bool { return c.Cle == p.Champ.Cle }) {
			out = append(out, p)
		}
	}
	if len(out) == 0 && t.p.contient("date|jour") {
		for _, p := range l {
			if p.Champ.Cle == memoires.CleDateRequisition || p.Champ.Cle == memoires.CleDatePrestation {
				out = append(out, p)
			}
		}
	}
	return out
}

// contradiction asks one clear question for a field on which the documents, or a document and what was
// said, disagree; the user's word stays unless the user changes it (R11).
func (t *tour) contradiction() (Attente, bool) {
	for _, p := range t.e.Propositions {
		if !t.enConflit(p) {
			continue
		}
		c := p.Champ
		a := Attente{Genre: AttendChoix, Champ: c, Sujet: "conflit:" + c.String(), Rappel: "Pour " + t.rappel(c) + ", quelle valeur est juste ?"}
		var cotes []string
		if v := t.valeur(c); v != "" {
			a.Candidats = append(a.Candidats, Candidat{Mots: []string{"garder|garde|gardez"}, Libelle: "Garder " + t.afficher(c, v), Ordres: []Ordre{{Verbe: vGarder, Champ: c}}})
			cotes = append(cotes, "le mémoire porte "+t.afficher(c, v))
		}
		for _, x := range t.e.Propositions {
			if x.Champ == c {
				prov := lu(x)
				a.Candidats = append(a.Candidats, Candidat{Libelle: x.Affichage, Ordres: []Ordre{{Verbe: vNoter, Champ: c, Valeur: x.Valeur, Provenance: &prov}}})
				cotes = append(cotes, "« "+t.w.Documents[x.Piece].Nom+" » dit "+x.Affichage)
			}
		}
		a.Candidats = append(a.Candidats, Candidat{Libelle: "Une autre valeur", Ordres: []Ordre{{Verbe: vAutreValeur, Champ: c}}})
		a.Question = majuscule(t.rappel(c)) + " : " + enPhrase(cotes) + ". Laquelle est juste ?"
		return a, true
	}
	if a, ok := t.heuresContrePresence(); ok {
		return a, true
	}
	return t.ordreDesDates()
}

// heuresContrePresence confronts the hours of a document with the quantity of its mission, whatever its
// lines: asked once, the person's word stays (R11).
func (t *tour) heuresContrePresence() (Attente, bool) {
	for _, p := range t.e.Presences {
		l := t.m.Ligne(p.Ligne)
		sujet := "contradiction:heures:" + p.Piece + ":" + strconv.FormatInt(int64(p.Ligne), 10)
		if l == nil || p.Piece == "" || l.Quantite == 0 || slices.Contains(t.e.Tranches, sujet) || !t.orale(l.TypePrestation) {
			continue
		}
		dues, total := p.heuresDues(), memoires.Quantite(0)
		for _, x := range t.m.Lignes {
			if x.NumeroAffaire == l.NumeroAffaire && x.DatePrestation.Equal(l.DatePrestation) && t.orale(x.TypePrestation) {
				total += x.Quantite
			}
		}
		if total == dues || l.Quantite == dues {
			continue
		}
		c := memoires.Champ{Cle: memoires.CleQuantite, Ligne: l.ID}
		dit := memoires.Provenance{Source: memoires.Lu, Piece: p.Piece, Texte: francais.FormaterHeure(p.Debut) + " – " + francais.FormaterHeure(p.Fin)}
		return Attente{
			Genre: AttendChoix, Champ: c, Sujet: sujet, Rappel: "Combien d'heures faut-il retenir ?",
			Question: "« " + t.w.Documents[p.Piece].Nom + " » porte de " + francais.FormaterHeure(p.Debut) + " à " + francais.FormaterHeure(p.Fin) + ", soit " +
				dues.String() + " heures dues, et le mémoire en compte " + total.String() + ". Combien faut-il en retenir ?",
			Candidats: []Candidat{
				{Mots: []string{"garder|garde|gardez"}, Libelle: "Garder " + total.String(), Ordres: []Ordre{{Verbe: vTranche, Valeur: sujet}}},
				{Libelle: dues.String() + ", d'après le document", Ordres: []Ordre{{Verbe: vNoter, Champ: c, Valeur: strconv.FormatInt(int64(dues), 10), Provenance: &dit}}},
				{Libelle: "Une autre quantité", Ordres: []Ordre{{Verbe: vAutreValeur, Champ: c}}},
			},
		}, true
	}
	return Attente{}, false
}

// heuresDues counts every hour begun (article R122 of the code of criminal procedure, as the référentiel
// computes it), in thousandths.
func (p Presence) heuresDues() memoires.Quantite {
	fin := p.Fin
	if fin <= p.Debut {
		fin += 24 * 60
	}
	return memoires.Quantite((fin - p.Debut + 59) / 60 * 1000)
}

// orale tells whether hours are the unit of the kind of prestation.
func (t *tour) orale(code string) bool {
	if t.w.Referentiel == nil {
		return false
	}
	v, ok := t.w.Referentiel.TypePrestation(code)
	return ok && v.Famille == "traduction_orale"
}

// garder keeps the value of the draft against the documents.
func (t *tour) garder(o Ordre) {
	t.oublierPropositions(o.Champ, t.valeur(o.Champ))
	t.dire("D'accord : " + t.rappel(o.Champ) + " reste " + t.afficher(o.Champ, t.valeur(o.Champ)) + ".")
}

// ordreDesDates asks about a prestation before its réquisition, once a line.
func (t *tour) ordreDesDates() (Attente, bool) {
	for _, l := range t.m.Lignes {
		sujet := "contradiction:ordre:" + strconv.FormatInt(int64(l.ID), 10)
		if l.RequisitionOrale || l.DateRequisition.IsZero() || l.DatePrestation.IsZero() || !l.DatePrestation.Before(l.DateRequisition) || slices.Contains(t.e.Tranches, sujet) {
			continue
		}
		c := memoires.Champ{Cle: memoires.CleDatePrestation, Ligne: l.ID}
		a := questionOrdre(c, l.DateRequisition, l.DatePrestation, nil)
		a.Sujet = sujet
		return a, true
	}
	return Attente{}, false
}
