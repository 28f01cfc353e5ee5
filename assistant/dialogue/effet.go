package dialogue

import (
	"claudia/internal/comptes"
	"claudia/memoires"
)

// Effet is one thing that the engine wants done. The caller carries them out in their order, in one
// transaction with the new state.
type Effet interface{ effet() }

// Dire says one grouped reply (R1).
type Dire struct{ Message Message }

// Ouvrir opens a new draft, which becomes the current one.
type Ouvrir struct{ Structure comptes.StructureID }

// Reprendre makes an existing draft the current one.
type Reprendre struct{ Memoire memoires.ID }

// Ecrire writes one field of the current draft. A negative line is one that AjouterLigne announced
// in the same turn.
type Ecrire struct {
	Champ      memoires.Champ
	Valeur     string // canonical
	Provenance memoires.Provenance
}

// AjouterLigne adds a line to the current draft; Ref is negative and names it until it has an id.
type AjouterLigne struct{ Ref memoires.LigneID }

// RetirerLigne removes a line of the current draft.
type RetirerLigne struct {
	Ligne        memoires.LigneID
	GarderPieces bool // its pieces go to the whole mémoire, else they are untied
}

// Lier ties an uploaded document to the current draft.
type Lier struct {
	Piece       string
	Ligne       memoires.LigneID // 0: the whole mémoire
	Type        memoires.TypePiece
	Designation string
}

// Delier unties a document.
type Delier struct{ Piece string }

// Abandonner abandons the current draft (after a confirmation).
type Abandonner struct{}

// Dupliquer copies a refused mémoire into a new draft, which becomes the current one.
type Dupliquer struct{ Memoire memoires.ID }

// AppelerHumain asks for a live agent, or a ticket out of hours, with what is already known.
type AppelerHumain struct{ Motif string }

// NoterSansReponse logs a question that the guide could not answer (R14).
type NoterSansReponse struct{ Question string }

// Masquer hides the message just received from logs and screens: it holds data that nobody needs
// (turn 111). Sur says that the person asked for it; without it the caller masks the logs only.
type Masquer struct {
	Seq int64
	Sur bool
}

// EffacerConversation erases what may be erased of the conversation (turn 120).
type EffacerConversation struct{}

func (Dire) effet()                {}
func (Ouvrir) effet()              {}
func (Reprendre) effet()           {}
func (Ecrire) effet()              {}
func (AjouterLigne) effet()        {}
func (RetirerLigne) effet()        {}
func (Lier) effet()                {}
func (Delier) effet()              {}
func (Abandonner) effet()          {}
func (Dupliquer) effet()           {}
func (AppelerHumain) effet()       {}
func (NoterSansReponse) effet()    {}
func (Masquer) effet()             {}
func (EffacerConversation) effet() {}
