package memoires

import (
	"slices"

	"claudia/internal/comptes"
)

// ID identifies a mémoire inside the database; people see its Numero.
type ID int64

// LigneID identifies a line of prestation; people see its position.
type LigneID int64

// Numero is what people call a mémoire by: `TMP` + year + 9 digits for a draft, `MJ` + 10 digits
// once sent (portail.md 2.2).
type Numero string

// Version counts the changes of a mémoire; a write that names an older one is refused with
// fault.Conflit and code `modifie_entre_temps`.
type Version int64

// Etat is the state of a mémoire.
type Etat string

// The states of the dashboard (portail.md 3.1), and Supprime for drafts.
const (
	Brouillon         Etat = "brouillon"
	Envoye            Etat = "envoye"
	MisADisposition   Etat = "mis_a_disposition"
	Refuse            Etat = "refuse"
	DupliquePostRefus Etat = "duplique_post_refus"
	Abandonne         Etat = "abandonne"
	MisEnPaiement     Etat = "mis_en_paiement"
	Supprime          Etat = "supprime"
)

// Libelle is the state in the words of the portal.
func (e Etat) Libelle() string {
	switch e {
	case Brouillon:
		return "Brouillon"
	case Envoye:
		return "Envoyé"
	case MisADisposition:
		return "Mis à disposition"
	case Refuse:
		return "Refusé"
	case DupliquePostRefus:
		return "Dupliqué post refus"
	case Abandonne:
		return "Abandonné"
	case MisEnPaiement:
		return "Mis en paiement"
	case Supprime:
		return "Supprimé"
	}
	return string(e)
}

// suivants holds the transitions that the workflow knows; all others are refused with code `etat`.
func suivants(e Etat) []Etat {
	switch e {
	case Brouillon:
		return []Etat{Envoye, Abandonne, Supprime}
	case Envoye:
		return []Etat{MisADisposition, Refuse}
	case MisADisposition:
		return []Etat{Refuse, MisEnPaiement}
	case Refuse:
		return []Etat{DupliquePostRefus, Abandonne}
	case DupliquePostRefus, Abandonne, MisEnPaiement, Supprime:
		return nil
	}
	return nil
}

// Peut tells whether the workflow knows the transition.
func (e Etat) Peut(vers Etat) bool {
	return slices.Contains(suivants(e), vers)
}

// Modifiable tells whether fields, lines and pieces may still change: drafts only.
func (e Etat) Modifiable() bool { return e == Brouillon }

// Source tells where a value came from; screens show it beside the value (situations.md R11).
type Source string

// Where a value can come from.
const (
	Saisi   Source = "saisi"   // typed in the portal's form
	Dit     Source = "dit"     // typed or chosen in the conversation
	Lu      Source = "lu"      // read on a document, then confirmed
	Calcule Source = "calcule" // computed from other values, then confirmed
	Repris  Source = "repris"  // taken from the structure or an earlier mémoire
	Propose Source = "propose" // put forward by an agent, then accepted
)

// Provenance is the origin of one value: who, when, from where, and the place on the page for Lu.
type Provenance struct {
	Source  Source                `json:"source"`
	Piece   string                `json:"piece,omitempty"` // handle of the document
	Page    int                   `json:"page,omitempty"`
	Zone    [4]float64            `json:"zone,omitzero"`   // page points, origin at the top left: x0, y0, x1, y1
	Ligne   int                   `json:"ligne,omitempty"` // of a pasted text, from 1: its place instead of page and zone
	Texte   string                `json:"texte,omitempty"`
	Par     comptes.UtilisateurID `json:"par,omitempty"`
	Origine comptes.Origine       `json:"origine,omitempty"`
	Le      int64                 `json:"le,omitempty"`         // Unix seconds
	Doute   bool                  `json:"a_verifier,omitempty"` // « je crois que… »: shown at the recapitulation
}
