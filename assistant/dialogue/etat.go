package dialogue

import (
	"slices"

	"claudia/memoires"
)

// VersionEtat is the version of the form in which Etat is stored; an older one is dropped and the
// conversation starts again from the mémoire itself, which loses nothing but the pending question.
const VersionEtat = 1

// Limits of what the state remembers.
const (
	pileMax    = 3  // digressions (R4)
	journalMax = 12 // steps that can be undone
	refusMax   = 60 // values never to offer again (R11)
)

// Mode is what the conversation is about.
type Mode string

// The modes.
const (
	Libre    Mode = ""         // nothing under way
	Saisie   Mode = "saisie"   // a draft is being filled
	Suspendu Mode = "suspendu" // the draft waits, the person does something else (R17)
	Humain   Mode = "humain"   // an agent has the conversation: the engine is silent (R13)
	Danger   Mode = "danger"   // emergency numbers were given: no form until the person asks for it
)

// Etat is what the engine keeps between two turns: small, stored as JSON with the conversation.
// Losing it loses no data of a mémoire.
type Etat struct {
	Version      int                  `json:"version"`
	Seq          int64                `json:"seq,omitempty"` // last entry handled (R12)
	Mode         Mode                 `json:"mode,omitempty"`
	Memoire      memoires.ID          `json:"memoire,omitempty"` // current draft
	Salue        bool                 `json:"salue,omitempty"`   // greeted once (turn 1)
	Anglais      bool                 `json:"anglais,omitempty"` // questions come with their English
	Attente      *Attente             `json:"attente,omitempty"`
	Pile         []Attente            `json:"pile,omitempty"`         // questions set aside by a digression, the last first
	Propositions []Proposition        `json:"propositions,omitempty"` // read, not yet confirmed (R11)
	Refus        []Refus              `json:"refus,omitempty"`        // never offered again from the same place (R11)
	Reportes     []memoires.Champ     `json:"reportes,omitempty"`     // « à compléter »: asked again at the recapitulation
	PiecesTard   []memoires.TypePiece `json:"pieces_tard,omitempty"`  // documents that come later
	Tranches     []string             `json:"tranches,omitempty"`     // contradictions and warnings already answered
	Journal      []Pas                `json:"journal,omitempty"`      // what can be undone, the last at the end
	Refaire      []Pas                `json:"refaire,omitempty"`      // what was undone, the last at the end
	Sujet        memoires.Champ       `json:"sujet,omitzero"`         // field last spoken of, for « change-le »
	Exemple      string               `json:"exemple,omitempty"`      // example just shown, not to be taken for a value (turn 65)
	Question     int                  `json:"question,omitempty"`     // number of the last question, so that an old button is known
	Derniere     string               `json:"derniere,omitempty"`     // its words, for « répète »
	Longs        []string             `json:"longs,omitempty"`        // long texts of the last reply, not to be said twice in a row
	Prochaine    memoires.LigneID     `json:"prochaine,omitempty"`    // last negative line announced
	ALire        []Fichier            `json:"a_lire,omitempty"`       // documents whose reading is awaited
	Libres       []Fichier            `json:"libres,omitempty"`       // documents without a draft yet
	Presences    []Presence           `json:"presences,omitempty"`    // hours of the oral missions
	Ailleurs     []Ailleurs           `json:"ailleurs,omitempty"`     // fields just changed from another hand
	Citee        *Citee               `json:"citee,omitempty"`        // last answer of the guide, for the turn that follows
	Compteurs    Compteurs            `json:"compteurs,omitzero"`
}

// Compteurs count what must not be forgotten from one turn to the next.
type Compteurs struct {
	Vides    int `json:"vides,omitempty"`    // empty messages in a row (turn 104)
	Insultes int `json:"insultes,omitempty"` // turn 100
	Repetes  int `json:"repetes,omitempty"`  // « répète » in a row (turn 66)
	Perdus   int `json:"perdus,omitempty"`   // misses in a row while nothing precise was asked (R5)
}

// GenreAttente is what a pending question expects.
type GenreAttente string

// The kinds of question.
const (
	AttendChamp   GenreAttente = "champ"        // a value for one field
	AttendChoix   GenreAttente = "choix"        // one of the candidates
	AttendLecture GenreAttente = "propositions" // yes or no for the values read
	AttendPiece   GenreAttente = "piece"        // a document
	AttendRecap   GenreAttente = "recap"        // the recapitulation is on the screen
	AttendAccueil GenreAttente = "accueil"      // what to do
)

// Attente is the question that waits for an answer.
type Attente struct {
	Genre     GenreAttente       `json:"genre"`
	Champ     memoires.Champ     `json:"champ,omitzero"`
	Piece     memoires.TypePiece `json:"piece,omitempty"`
	Question  string             `json:"question"`            // whole words
	Rappel    string             `json:"rappel,omitempty"`    // short words, when coming back (R4)
	Candidats []Candidat         `json:"candidats,omitempty"` // quick replies, in the order shown
	Echelon   int                `json:"echelon,omitempty"`   // rung of the ladder of misunderstanding (R5)
	Posee     int                `json:"posee,omitempty"`     // number of times it was asked
	Exige     bool               `json:"exige,omitempty"`     // asked for its own sake (correction), not because it is the next missing
	Sujet     string             `json:"sujet,omitempty"`     // what is settled by the answer, so that it is not asked twice
}

// Candidat is one possible answer: what it says, and what it makes happen.
type Candidat struct {
	Cle     string          `json:"cle,omitempty"` // « oui », « non », or empty
	Libelle string          `json:"libelle"`
	Mots    []string        `json:"mots,omitempty"` // motifs by which it is named, beside the words of Libelle
	Champ   *memoires.Champ `json:"champ,omitempty"`
	Valeur  string          `json:"valeur,omitempty"`
	Ordres  []Ordre         `json:"ordres,omitempty"`
	Style   string          `json:"style,omitempty"`
	Lien    string          `json:"lien,omitempty"`
}

// Verbe is one thing that an answer makes happen.
type Verbe string

// The verbs of an order; they are stored, never shown.
const (
	vNoter        Verbe = "ecrire"        // write a value
	vPoserChamp   Verbe = "demander"      // ask a field
	vReporter     Verbe = "reporter"      // leave a field for later
	vOuvrirUn     Verbe = "ouvrir"        // open a draft
	vReprendreUn  Verbe = "reprendre"     // resume a draft
	vRecopier     Verbe = "dupliquer"     // copy a refused mémoire
	vJeter        Verbe = "abandonner"    // abandon the draft
	vAllonger     Verbe = "ajouter_ligne" // one more line
	vRaccourcir   Verbe = "retirer_ligne" // one line less
	vAttacher     Verbe = "lier"          // tie a document
	vDetacher     Verbe = "delier"        // untie a document
	vHumainOui    Verbe = "humain"        // call an agent
	vLaisser      Verbe = "rien"          // change nothing
	vRecapituler  Verbe = "recap"         // show the recapitulation
	vSuspendre    Verbe = "suspendre"     // leave the draft for later
	vRefuser      Verbe = "refuser"       // refuse a value read
	vDecouper     Verbe = "lignes"        // split a mission into lines, one band each
	vListeRefuses Verbe = "liste_refuses" // show the refused mémoires
	vInviter      Verbe = "question"      // invite a question
	vVoirEtat     Verbe = "etat"          // tell the state of a mémoire
	vPieceTard    Verbe = "piece_plus_tard"
	vTranche      Verbe = "tranche"           // the matter named by Valeur is settled
	vVider        Verbe = "vider"             // reset the whole draft
	vAutreValeur  Verbe = "autre"             // ask the field again in free words
	vAccepter     Verbe = "accepter"          // accept all the values read
	vEffacer      Verbe = "effacer"           // erase the conversation
	vMasquer      Verbe = "masquer"           // hide the message
	vDefaire      Verbe = "defaire"           // undo the last step
	vPasser       Verbe = "passer"            // leave the question
	vTranches     Verbe = "tranches_horaires" // lines by band of the tariff
	vPiece        Verbe = "piece"             // ask a document
	vGarder       Verbe = "garder"            // keep the value of the draft against the documents
	vLire         Verbe = "lire"              // take the values read on a document
	vConvertir    Verbe = "convertir"         // write without tax an amount said with tax
	vMission      Verbe = "mission"           // make a line of one mission of a document
	vCocher       Verbe = "cocher"            // tick or untick a value of a card
)

// Ordre is one command, kept as data so that a pending question can be stored.
type Ordre struct {
	Verbe      Verbe                `json:"verbe"`
	Champ      memoires.Champ       `json:"champ,omitzero"`
	Valeur     string               `json:"valeur,omitempty"`
	Provenance *memoires.Provenance `json:"provenance,omitempty"`
	Memoire    memoires.ID          `json:"memoire,omitempty"`
	Piece      string               `json:"piece,omitempty"`
	Type       memoires.TypePiece   `json:"type,omitempty"`
	Oui        bool                 `json:"oui,omitempty"` // of Raccourcir: keep the pieces
}

// Refus is a value that was read somewhere and that the person refused (R11).
type Refus struct {
	Cle    memoires.Cle `json:"cle"`
	Piece  string       `json:"piece"`
	Valeur string       `json:"valeur"`
}

// Pas is what one turn wrote, so that it can be undone whole.
type Pas struct {
	Ecrits  []Ecrit                    `json:"ecrits,omitempty"`
	Ajoutee []memoires.LigneID         `json:"ajoutee,omitempty"`
	Retiree []memoires.LignePrestation `json:"retiree,omitempty"`
}

// Ecrit is one field with the value before and after.
type Ecrit struct {
	Champ  memoires.Champ  `json:"champ"`
	Avant  string          `json:"avant,omitempty"`
	Apres  string          `json:"apres,omitempty"`
	Source memoires.Source `json:"source,omitempty"`
}

// copie gives a state that shares no memory with e, so that Tour changes nothing of its argument.
func (e Etat) copie() Etat {
	if e.Attente != nil {
		a := e.Attente.copie()
		e.Attente = &a
	}
	pile := make([]Attente, len(e.Pile))
	for i, a := range e.Pile {
		pile[i] = a.copie()
	}
	e.Pile = pile
	e.Propositions = slices.Clone(e.Propositions)
	e.Refus = slices.Clone(e.Refus)
	e.Reportes = slices.Clone(e.Reportes)
	e.PiecesTard = slices.Clone(e.PiecesTard)
	e.Tranches = slices.Clone(e.Tranches)
	e.Journal = copierPas(e.Journal)
	e.Refaire = copierPas(e.Refaire)
	e.ALire = slices.Clone(e.ALire)
	e.Libres = slices.Clone(e.Libres)
	e.Presences = slices.Clone(e.Presences)
	e.Ailleurs = slices.Clone(e.Ailleurs)
	e.Longs = slices.Clone(e.Longs)
	return e
}

func copierPas(l []Pas) []Pas {
	out := make([]Pas, len(l))
	for i, e := range l {
		out[i] = Pas{Ecrits: slices.Clone(e.Ecrits), Ajoutee: slices.Clone(e.Ajoutee), Retiree: slices.Clone(e.Retiree)}
	}
	return out
}

func (a Attente) copie() Attente {
	a.Candidats = slices.Clone(a.Candidats)
	for i := range a.Candidats {
		a.Candidats[i].Ordres = slices.Clone(a.Candidats[i].Ordres)
		if c := a.Candidats[i].Champ; c != nil {
			autre := *c
			a.Candidats[i].Champ = &autre
		}
	}
	return a
}

// RemplacerLignes gives their real ids to the lines that AjouterLigne announced with negative ones.
// The caller calls it after it has carried out the effects, before it stores the state.
func (e *Etat) RemplacerLignes(ids map[memoires.LigneID]memoires.LigneID) {
	nouveau := func(c *memoires.Champ) {
		if id, ok := ids[c.Ligne]; ok {
			c.Ligne = id
		}
	}
	attente := func(a *Attente) {
		nouveau(&a.Champ)
		for i := range a.Candidats {
			if a.Candidats[i].Champ != nil {
				nouveau(a.Candidats[i].Champ)
			}
			for j := range a.Candidats[i].Ordres {
				nouveau(&a.Candidats[i].Ordres[j].Champ)
			}
		}
	}
	if e.Attente != nil {
		attente(e.Attente)
	}
	for i := range e.Pile {
		attente(&e.Pile[i])
	}
	for i := range e.Propositions {
		nouveau(&e.Propositions[i].Champ)
	}
	for i := range e.Reportes {
		nouveau(&e.Reportes[i])
	}
	for i := range e.Presences {
		if id, ok := ids[e.Presences[i].Ligne]; ok {
			e.Presences[i].Ligne = id
		}
	}
	nouveau(&e.Sujet)
	for _, l := range [][]Pas{e.Journal, e.Refaire} {
		for i := range l {
			for j := range l[i].Ecrits {
				nouveau(&l[i].Ecrits[j].Champ)
			}
			for j, id := range l[i].Ajoutee {
				if vrai, ok := ids[id]; ok {
					l[i].Ajoutee[j] = vrai
				}
			}
		}
	}
}

// Ouvert tells the state which draft Ouvrir or Dupliquer made. The caller calls it after it has
// carried out the effects, before it stores the state.
func (e *Etat) Ouvert(id memoires.ID) { e.Memoire = id }

// EnAttente names the pending question for scripts and logs: the key of the field, « propositions »,
// « recap », or « choix:sujet »; empty when nothing is asked.
func (e Etat) EnAttente() string {
	a := e.Attente
	switch {
	case a == nil:
		return ""
	case a.Genre == AttendChamp:
		return string(a.Champ.Cle)
	case a.Genre == AttendPiece:
		return "piece:" + string(a.Piece)
	case a.Genre == AttendChoix && a.Sujet != "":
		return "choix:" + a.Sujet
	}
	return string(a.Genre)
}
