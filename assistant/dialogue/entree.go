package dialogue

import (
	"claudia/memoires"
	"claudia/memoires/lecture"
)

// GenreEntree is what happened.
type GenreEntree string

// What can happen.
const (
	EntreeOuverture  GenreEntree = "ouverture"     // the person opens the conversation
	EntreeTexte      GenreEntree = "texte"         // words typed
	EntreeChoix      GenreEntree = "choix"         // a quick reply taken
	EntreePieces     GenreEntree = "pieces"        // documents dropped, not read yet
	EntreeLecture    GenreEntree = "lecture_finie" // the reading of one document is there
	EntreeModifie    GenreEntree = "modifie"       // the draft changed in the portal or on another device
	EntreeEdition    GenreEntree = "edition"       // an old answer edited in its bubble (turn 27)
	EntreeReprise    GenreEntree = "reprise"       // another draft became the current one (after Reprendre, Dupliquer)
	EntreeMainRendue GenreEntree = "main_rendue"   // the agent gives the conversation back (R13)
	EntreeMainPrise  GenreEntree = "main_prise"    // an agent takes the conversation (R13)
)

// Entree is one entry of the conversation.
type Entree struct {
	Seq           int64 // sequence in the journal; 0 when there is none
	Genre         GenreEntree
	Texte         string
	Choix         *Choix          // of EntreeChoix
	Fichiers      []Fichier       // of EntreePieces; one of them may come with Texte
	Piece         string          // of EntreeLecture: the document that was read
	Champ         *memoires.Champ // of EntreeEdition: the field that the old bubble answered
	Refuses       []FichierRefuse // of EntreePieces: what was not taken, and why
	Modifications []Modification  // of EntreeModifie
}

// FichierRefuse is a document that was not taken (turns 89 to 92).
type FichierRefuse struct {
	Nom    string
	Raison string // French sentence of the fault, what to do included
	Double string // name of the file already there with the same digest (turn 91)
}

// Modification is one field changed from elsewhere while the conversation was open.
type Modification struct {
	Champ memoires.Champ
	Avant string
	Apres string
	Ou    string // « sur le portail », « sur votre téléphone »
	A     string // « 10:02 »
}

// Document is an uploaded document of the conversation with what was read on it.
type Document struct {
	Nom     string
	Colle   bool             // a pasted text (R15): proof of what was read, joined to no mémoire
	Lecture *lecture.Lecture // nil while it is being read
	Erreur  string           // French sentence when it could not be read
}
