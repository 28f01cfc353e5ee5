package dialogue

import (
	"slices"

	"claudia/internal/comptes"
	"claudia/memoires"
)

// tour is the work of one turn: the state under change, a copy of the draft on which the writes are
// simulated (so that the next question comes from the draft as it will be), and what was said.
type tour struct {
	e              Etat
	in             Entree
	w              Monde
	m              *memoires.Memoire // nil when there is no draft
	p              parole            // what was understood of the words typed
	citee          *Citee            // answer of the guide in the turn before
	effets         []Effet
	blocs          []Bloc   // the reply, without its echoes and its question
	echos          []Valeur // values written in this turn (R2)
	plutot         []Choix  // other readings of what was just written (turn 29)
	pas            Pas      // what this turn writes, for undo
	question       *Attente // the question that this turn asks
	repond         bool     // the pending question is answered, or dropped
	annule         bool     // the turn undoes or redoes: it is no step of its own
	court          bool     // come back to the pending question in its short words (R4)
	entier         bool     // say the pending question whole again
	muet           bool     // say nothing (R13)
	seul           bool     // no question follows (emergency, hand-over)
	calcule        bool     // the computation of a line is already shown
	repondQuestion bool     // the question of the sentence has its answer
	discret        bool     // the question on the screen still stands: it is not said again
	boutonHumain   bool     // a button to a human goes with the reply
}

// Tour plays one turn of the conversation: from the state, what happened and the world, it gives the
// new state and what is to be done, in order. It is pure: same arguments, same result. An entry whose
// Seq was already handled changes nothing and says nothing (R12).
func Tour(e Etat, in Entree, w Monde) (Etat, []Effet) {
	if e.Version != VersionEtat {
		e = Etat{Version: VersionEtat, Seq: e.Seq, Memoire: e.Memoire, Salue: e.Salue}
	}
	if in.Seq != 0 && in.Seq <= e.Seq {
		return e, nil
	}
	t := &tour{e: e.copie(), in: in, w: w}
	if in.Seq != 0 {
		t.e.Seq = in.Seq
	}
	t.charger()
	if t.e.Mode == Humain && in.Genre != EntreeMainRendue {
		t.garderPieces()
		return t.e, nil // R13: the engine is silent while a human is there
	}
	switch in.Genre {
	case EntreeOuverture:
		t.ouverture()
	case EntreeTexte:
		t.texte()
	case EntreeChoix:
		t.e.Compteurs.Perdus = 0
		t.choix()
	case EntreePieces:
		t.piecesRecues()
	case EntreeLecture:
		t.lectureFinie()
	case EntreeModifie:
		t.modifieAilleurs()
	case EntreeEdition:
		t.edition()
	case EntreeReprise:
		t.reprise()
	case EntreeMainPrise:
		t.e.Mode, t.muet = Humain, true
	case EntreeMainRendue:
		t.mainRendue()
	default:
		t.muet = true
	}
	t.clore()
	return t.e, t.effets
}

// charger takes the draft of the world; a draft that is gone or sent is no longer the current one.
func (t *tour) charger() {
	if t.w.Memoire == nil || !t.w.Memoire.Etat.Modifiable() {
		if t.w.Memoire != nil || t.e.Memoire != 0 {
			t.fermerBrouillon()
		}
		return
	}
	m := t.w.Memoire.Copie()
	t.m = &m
	if t.e.Memoire != m.ID {
		t.fermerBrouillon()
		t.e.Memoire = m.ID
	}
	if t.e.Mode == Libre {
		t.e.Mode = Saisie
	}
	t.elaguer()
}

// fermerBrouillon forgets all that concerned a draft which is no longer the current one.
func (t *tour) fermerBrouillon() {
	garde := t.e
	t.e = Etat{
		Version: VersionEtat, Seq: garde.Seq, Salue: garde.Salue, Anglais: garde.Anglais, Refus: garde.Refus,
		Question: garde.Question, Derniere: garde.Derniere, Prochaine: garde.Prochaine, ALire: garde.ALire,
		Libres: garde.Libres, Compteurs: garde.Compteurs,
	}
	if garde.Mode == Humain || garde.Mode == Danger {
		t.e.Mode = garde.Mode
	}
}

// elaguer drops what points at a line that the draft no longer has.
func (t *tour) elaguer() {
	perdu := func(c memoires.Champ) bool { return c.Ligne != 0 && t.m.Ligne(c.Ligne) == nil }
	t.e.Reportes = slices.DeleteFunc(t.e.Reportes, perdu)
	t.e.Propositions = slices.DeleteFunc(t.e.Propositions, func(p Proposition) bool { return perdu(p.Champ) })
	t.e.Pile = slices.DeleteFunc(t.e.Pile, func(a Attente) bool { return perdu(a.Champ) })
	if a := t.e.Attente; a != nil && perdu(a.Champ) {
		t.e.Attente = nil
	}
	if perdu(t.e.Sujet) {
		t.e.Sujet = memoires.Champ{}
	}
}

// faire adds an effect.
func (t *tour) faire(f Effet) { t.effets = append(t.effets, f) }

// dire adds a paragraph to the reply.
func (t *tour) dire(texte string) {
	if texte != "" {
		t.blocs = append(t.blocs, Bloc{Genre: BlocTexte, Texte: typo(texte)})
	}
}

// alerter adds an alert to the reply.
func (t *tour) alerter(ton, texte string) {
	t.blocs = append(t.blocs, Bloc{Genre: BlocAlerte, Ton: ton, Texte: typo(texte)})
}

// demander makes a the question that ends the reply; the first one asked in a turn wins, the others
// wait in the pile.
func (t *tour) demander(a Attente) {
	if t.question != nil {
		t.empiler(a)
		return
	}
	t.question = &a
}

// empiler sets a question aside; beyond three the oldest is dropped (R4): a field still missing is
// asked again anyway, since questions come from the draft.
func (t *tour) empiler(a Attente) {
	if a.Sujet != "" {
		t.e.Pile = slices.DeleteFunc(t.e.Pile, func(b Attente) bool { return b.Sujet == a.Sujet })
	}
	t.e.Pile = append(t.e.Pile, a)
	if n := len(t.e.Pile) - pileMax; n > 0 {
		t.e.Pile = slices.Delete(t.e.Pile, 0, n)
	}
}

// repondu says that the pending question has its answer.
func (t *tour) repondu() { t.repond, t.e.Compteurs = true, Compteurs{Insultes: t.e.Compteurs.Insultes} }

// clore ends the turn: keeps what can be undone, asks the one question, says the reply.
func (t *tour) clore() {
	t.garderPas()
	if t.muet {
		return
	}
	if !t.seul {
		t.direLecture()
	}
	if t.seul {
		if a := t.e.Attente; a != nil && !t.repond {
			t.empiler(*a)
		}
		t.e.Attente = nil
	} else if !t.discret {
		t.e.Attente = t.prochaineQuestion()
	}
	var blocs []Bloc
	if len(t.echos) > 0 {
		blocs = append(blocs, Bloc{Genre: BlocEchos, Titre: titreEchos(len(t.echos)), Valeurs: t.echos, Choix: t.plutot})
	}
	blocs = append(blocs, t.blocs...)
	if a := t.e.Attente; a != nil && !t.discret {
		blocs = append(blocs, t.blocQuestion(a))
	}
	if blocs = t.sansRedite(blocs); len(blocs) > 0 {
		for i := range blocs {
			composer(&blocs[i])
		}
		t.faire(Dire{Message: Message{Blocs: blocs}})
	}
}

// garderPas files the writes of the turn as one step to undo.
func (t *tour) garderPas() {
	if t.annule || len(t.pas.Ecrits)+len(t.pas.Ajoutee)+len(t.pas.Retiree) == 0 {
		return
	}
	t.e.Refaire = nil
	t.e.Journal = append(t.e.Journal, t.pas)
	if n := len(t.e.Journal) - journalMax; n > 0 {
		t.e.Journal = slices.Delete(t.e.Journal, 0, n)
	}
}

// peut tells whether the actor may change the mémoires of the structure; with 0, of any.
func (t *tour) peut(s comptes.StructureID) bool {
	if s != 0 {
		return t.w.Acteur.PeutModifier(s)
	}
	return slices.ContainsFunc(t.w.Structures, func(x comptes.Structure) bool { return t.w.Acteur.PeutModifier(x.ID) })
}
