package assistant

import (
	"encoding/json"
	"time"

	"github.com/google/uuid"

	"claudia/assistant/dialogue"
	"claudia/internal/comptes"
	"claudia/internal/fault"
	"claudia/memoires"
)

// ID identifies a conversation.
type ID = uuid.UUID

// Seq is the place of a message in its conversation: 1, 2, 3… without a hole.
type Seq int64

// Auteur tells on whose side a message was written.
type Auteur string

// Who writes in a conversation.
const (
	Usager    Auteur = "usager"
	Assistant Auteur = "assistant"
	Agent     Auteur = "agent"
	Systeme   Auteur = "systeme" // an event that calls for a turn and is not shown
)

// Conversation is one conversation of a person, as read at one instant.
type Conversation struct {
	ID          ID
	Utilisateur comptes.UtilisateurID
	Close       bool
	Dernier     Seq         // of the last message, 0 when there is none
	Memoire     memoires.ID // current draft, 0 when none
	Humain      bool        // a human answers, the engine is silent (situations.md R13)
	CreeeLe     time.Time
}

// Contenu is what the journal keeps of one message.
type Contenu struct {
	dialogue.Message
	Evenement *Evenement `json:"evenement,omitempty"` // of a message of Systeme
	Reponse   *Reponse   `json:"reponse,omitempty"`   // which button was taken
	// Refuses are the documents that came with the message and were not taken.
	Refuses []dialogue.FichierRefuse `json:"refuses,omitempty"`
}

// Evenement is something that happened outside the conversation and calls for a turn.
type Evenement struct {
	Genre string `json:"genre"`           // see the Evenement… constants
	Piece string `json:"piece,omitempty"` // handle of the document
	// Modifications are the fields changed in the portal while the conversation was open.
	Modifications []dialogue.Modification `json:"modifications,omitempty"`
}

// The kinds of events.
const (
	EvenementOuverture    = "ouverture"     // the person opened the assistant: greet
	EvenementLectureFinie = "lecture_finie" // a document was read, or could not be
	EvenementModifie      = "modifie"       // the draft changed elsewhere
	EvenementMainPrise    = "main_prise"    // an agent takes the conversation
	EvenementMainRendue   = "main_rendue"   // the agent gives it back
)

// Reponse names a quick reply by its place: the choice itself is looked up in the journal, so that
// a client can only take what was offered to it.
type Reponse struct {
	Seq         Seq  `json:"seq"`                   // message that offers it
	Bloc        int  `json:"bloc"`                  // index in its Blocs
	Proposition *int `json:"proposition,omitempty"` // index in the Propositions of the block
	Choix       int  `json:"choix"`                 // index in the Choix of the block or proposition
}

// Message is one message of the journal.
type Message struct {
	Conversation ID
	Seq          Seq
	CID          uuid.UUID
	Auteur       Auteur
	Utilisateur  comptes.UtilisateurID // 0 for the assistant and the system
	Contenu      Contenu
	Le           time.Time
}

// Ack tells that a message is committed.
type Ack struct {
	CID      uuid.UUID
	Seq      Seq
	Le       time.Time
	DejaRecu bool // the same cid had been committed before: its content was kept
}

// Demande asks the journal to append one message.
type Demande struct {
	Conversation ID
	CID          uuid.UUID
	Auteur       Auteur
	Utilisateur  comptes.UtilisateurID
	// Proprietaire is who must own the conversation; 0 when the caller has already checked the
	// right to write.
	Proprietaire comptes.UtilisateurID
	Contenu      Contenu
}

func (d Demande) encoder() (string, error) {
	b, err := json.Marshal(d.Contenu)
	if err != nil {
		return "", err
	}
	return string(b), nil
}

// appelleUnTour tells whether a message of that author is an entry of the engine.
func (a Auteur) appelleUnTour() bool { return a == Usager || a == Systeme }

// errIntrouvable answers alike for an absent conversation and for one of somebody else (P18).
func errIntrouvable() error { return fault.AbsentOuEtranger("cette conversation") }

func errClose() error {
	return fault.New(fault.Conflit, "conversation_close",
		"Cette conversation est close. Ouvrez-en une nouvelle ou un ticket.")
}

// errReessai refuses early what the journal cannot take now; nothing is stored and the client keeps
// the message (promises.md MS-13).
func errReessai(cause error) error {
	return &fault.Error{
		Kind: fault.Indisponible, Code: "reessai", Apres: 2, Err: cause,
		Message: "Le service est momentanément indisponible. Votre message est conservé ; nouvel essai dans quelques secondes.",
	}
}
