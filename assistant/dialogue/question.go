package dialogue

import (
	"slices"
	"strconv"

	"claudia/memoires"
	"claudia/memoires/saisie"
)

// optionsMax is the number of quick replies beyond which a list is searched rather than shown.
const optionsMax = 7

// prochaineQuestion decides what the reply ends with: the question of this turn, else the one that
// was pending, else one set aside, else what the draft lacks (R1, R4).
func (t *tour) prochaineQuestion() *Attente {
	if t.question != nil {
		q := *t.question
		if a := t.e.Attente; a != nil && !t.repond && a.Sujet != q.Sujet && t.utile(*a) && tenace(*a) {
			t.empiler(*a)
		}
		return t.poserQuestion(q)
	}
	if a := t.e.Attente; a != nil && !t.repond && t.utile(*a) {
		a.Posee++
		t.court = t.court || !t.entier
		if a.Genre == AttendChamp && !a.Exige && t.change() {
			t.e.Question++
			a.Candidats = t.candidatsDe(a.Champ, declaration(a.Champ.Cle)) // what was just said may suggest the answer
		}
		return a
	}
	for n := len(t.e.Pile); n > 0; n = len(t.e.Pile) {
		a := t.e.Pile[n-1]
		t.e.Pile = t.e.Pile[:n-1]
		if t.utile(a) {
			t.court = true
			return t.poserQuestion(a)
		}
	}
	if q, ok := t.suivante(); ok {
		return t.poserQuestion(q)
	}
	return nil
}

// tenace tells whether a question must be kept when another comes before it: those that the draft
// does not give back by itself.
func tenace(a Attente) bool {
	return a.Genre == AttendChoix || a.Genre == AttendLecture || a.Exige
}

// utile tells whether a question still has an object.
func (t *tour) utile(a Attente) bool {
	if a.Sujet != "" && slices.Contains(t.e.Tranches, a.Sujet) {
		return false
	}
	ecrit := slices.ContainsFunc(t.pas.Ecrits, func(e Ecrit) bool { return e.Champ == a.Champ })
	switch a.Genre {
	case AttendChamp:
		if a.Exige {
			return !ecrit
		}
		return t.m != nil && t.valeur(a.Champ) == "" && !slices.Contains(t.e.Reportes, a.Champ) && t.e.Mode == Saisie &&
			(a.Champ.Ligne != 0 || !a.Champ.Cle.DeLigne() || len(t.m.Lignes) == 0)
	case AttendChoix:
		return a.Champ.Cle == "" || !ecrit
	case AttendLecture:
		return len(t.e.Propositions) > 0
	case AttendPiece:
		if a.Sujet == "" && a.Question == questionDocuments && len(t.pas.Ecrits) > 0 {
			return false // the mission is being told without them: they are asked at the end
		}
		return t.m != nil && t.e.Mode == Saisie && !t.lectureEnCours() && t.manquePiece(a.Piece)
	case AttendRecap:
		return t.m != nil && t.e.Mode == Saisie && t.in.Genre != EntreeModifie && !t.change()
	case AttendAccueil:
		return false
	}
	return false
}

// change tells whether the turn changes the draft.
func (t *tour) change() bool {
	return slices.ContainsFunc(t.effets, func(f Effet) bool {
		switch f.(type) {
		case Ecrire, AjouterLigne, RetirerLigne, Lier, Delier, Ouvrir, Reprendre, Dupliquer, Abandonner:
			return true
		}
		return false
	})
}

// poserQuestion numbers the question and keeps its words.
func (t *tour) poserQuestion(a Attente) *Attente {
	t.e.Question++
	a.Posee++
	return &a
}

// suivante derives the next question from what is pending and from what the draft lacks.
func (t *tour) suivante() (Attente, bool) {
	if t.m == nil {
		if t.e.Mode == Danger {
			return Attente{}, false
		}
		return t.questionAccueil(), true
	}
	if t.e.Mode != Saisie {
		return t.questionReprise(), true
	}
	arrive := t.in.Genre == EntreePieces || t.in.Genre == EntreeLecture
	if arrive && t.lectureEnCours() && len(t.e.Propositions) == 0 {
		return Attente{}, false // the reading comes in a moment and will ask
	}
	if len(t.e.Propositions) > 0 {
		return t.questionPropositions(), true
	}
	if q, ok := t.contradiction(); ok {
		return q, true
	}
	if q, ok := t.manquant(); ok {
		return q, true
	}
	if t.lectureEnCours() && t.manquePieces() {
		return Attente{}, false // what is read may be what is missing
	}
	return t.recapituler(), true
}

// manquant is the first thing that the draft lacks and that was not put off.
func (t *tour) manquant() (Attente, bool) {
	t.completerTVA()
	if q, ok := t.demanderDocuments(); ok {
		return q, true
	}
	for _, e := range memoires.Etapes(*t.m) {
		for _, c := range e.Manque {
			if slices.Contains(t.e.Reportes, c) {
				continue
			}
			if q, ok := t.questionMemeAffaire(c); ok {
				return q, true
			}
			if c.Cle == memoires.CleQuantite || c.Cle == memoires.CleTarifHT {
				if q, ok := t.questionTranches(c.Ligne); ok {
					return q, true
				}
			}
			return t.questionChamp(c), true
		}
		for _, p := range e.Pieces {
			if !slices.Contains(t.e.PiecesTard, p.Type) && !t.lectureEnCours() {
				return t.questionPiece(p.Type), true
			}
		}
	}
	if c := (memoires.Champ{Cle: memoires.CleCoordonnees}); len(t.w.Coordonnees) > 1 && t.valeur(c) == "" && !slices.Contains(t.e.Reportes, c) {
		return t.questionChamp(c), true
	}
	return Attente{}, false
}

// completerTVA gives its zero rate to a line of an exempt mémoire: the question has no object.
func (t *tour) completerTVA() {
	if !t.exonere() || !t.peut(t.m.Entete.Structure) {
		return
	}
	for _, l := range slices.Clone(t.m.Lignes) {
		if c := (memoires.Champ{Cle: memoires.CleTauxTVA, Ligne: l.ID}); l.TauxTVA == nil {
			t.poser(c, "0", memoires.Provenance{Source: memoires.Calcule, Texte: "mémoire exonéré"}, true)
		}
	}
}

// questionChamp is the question of one field, in the words of the catalogue.
func (t *tour) questionChamp(c memoires.Champ) Attente {
	d := declaration(c.Cle)
	a := Attente{Genre: AttendChamp, Champ: c, Question: d.Question, Rappel: d.Rappel}
	if n := t.position(c); n > 0 {
		a.Question = "Ligne " + strconv.Itoa(n) + ". " + d.Question
		a.Rappel = d.Rappel + " de la ligne " + strconv.Itoa(n)
	}
	if c.Cle == memoires.CleTauxTVA && len(t.sansTaux()) > 1 {
		a.Question, a.Rappel = "Quel taux de TVA s'applique à ces "+strconv.Itoa(len(t.sansTaux()))+" lignes ?", d.Rappel+" des lignes"
	}
	a.Candidats = t.candidatsDe(c, d)
	return a
}

// sansTaux lists the lines that still lack their rate.
func (t *tour) sansTaux() []memoires.LigneID {
	var out []memoires.LigneID
	for _, l := range t.m.Lignes {
		if l.TauxTVA == nil {
			out = append(out, l.ID)
		}
	}
	return out
}

// candidatsDe gives the quick replies of a field: the usual value first, then the options when they
// are few; for a tariff, what the référentiel proposes.
func (t *tour) candidatsDe(c memoires.Champ, d saisie.Champ) []Candidat {
	var out []Candidat
	switch d.Cle { //nolint:exhaustive // the others have their options only
	case memoires.CleTarifHT:
		out = t.candidatsTarif(c)
	case memoires.CleJuridiction:
		out = t.candidatsJuridiction(c)
	}
	if d.Genre == saisie.GenreListe || d.Genre == saisie.GenreTaux || d.Genre == saisie.GenreOuiNon {
		options := d.Options(t.contexte(c))
		for _, o := range options {
			if len(options) <= optionsMax {
				out = append(out, candidatValeur(c, o.Libelle, o.Code))
			}
		}
	}
	for _, h := range t.w.Habitudes {
		if h.Cle != c.Cle || h.Valeur == "" || d.Genre == saisie.GenreJour || h.Cle == memoires.CleNumeroAffaire {
			continue
		}
		out = slices.DeleteFunc(out, func(x Candidat) bool { return x.Valeur == h.Valeur })
		out = append([]Candidat{candidatValeur(c, t.afficher(c, h.Valeur)+" (comme d'habitude)", h.Valeur)}, out...)
	}
	return out
}

func candidatValeur(c memoires.Champ, libelle, valeur string) Candidat {
	return Candidat{Libelle: libelle, Champ: &c, Valeur: valeur}
}

// blocQuestion shows the pending question with its quick replies.
func (t *tour) blocQuestion(a *Attente) Bloc {
	texte := a.Question
	if t.court && a.Rappel != "" {
		texte = rappelDe(a)
	}
	if t.e.Anglais {
		texte += anglaisDe(a)
	}
	t.e.Derniere = texte
	b := Bloc{Genre: BlocQuestion, Texte: typo(texte)}
	if a.Genre == AttendChamp {
		c := a.Champ
		b.Champ = &c
	}
	for i, c := range a.Candidats {
		b.Choix = append(b.Choix, t.bouton(i, c))
	}
	if a.Genre == AttendChamp || a.Genre == AttendPiece {
		b.Choix = append(b.Choix, t.boutonsAide(a)...)
	}
	if t.boutonHumain {
		b.Choix = append(b.Choix, Choix{Libelle: "Demander un conseiller", Action: ActionHumain, Valeur: "Demandé par la personne.", Style: "discret"})
	}
	return b
}

// rappelDe is the question in its short words (R4).
func rappelDe(a *Attente) string {
	switch a.Genre {
	case AttendChamp:
		return contracter("Revenons à " + a.Rappel + ".")
	case AttendPiece:
		return "Pouvez-vous déposer " + a.Rappel + " ?"
	case AttendChoix, AttendLecture, AttendRecap, AttendAccueil:
	}
	return a.Rappel
}

// bouton is the quick reply of a candidate.
func (t *tour) bouton(i int, c Candidat) Choix {
	ch := Choix{Libelle: typo(c.Libelle), Style: c.Style, Lien: c.Lien, Action: ActionChoisir, Valeur: strconv.Itoa(t.e.Question) + "." + strconv.Itoa(i)}
	if ch.Style == "" {
		ch.Style = "secondaire"
	}
	if c.Champ != nil && len(c.Ordres) == 0 {
		ch.Action, ch.Champ, ch.Valeur = ActionRepondre, c.Champ, c.Valeur
	}
	if c.Lien != "" {
		ch.Action, ch.Valeur = "", ""
	}
	return ch
}

// boutonsAide are the helps that stand on every question of a field: « où je trouve ça ? »,
// « pourquoi ? », and leaving it for later.
func (t *tour) boutonsAide(a *Attente) []Choix {
	var out []Choix
	if a.Genre == AttendChamp {
		d := declaration(a.Champ.Cle)
		if d.OuRequisition != "" || d.OuAttestation != "" {
			out = append(out, Choix{Libelle: typo("Où je trouve ça ?"), Action: ActionOu, Style: "discret"})
		}
		out = append(out, Choix{Libelle: typo("Pourquoi ?"), Action: ActionPourquoi, Style: "discret"})
	}
	return append(out, Choix{Libelle: "Plus tard", Action: ActionPasser, Style: "discret"})
}
