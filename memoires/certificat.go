package memoires

import (
	"time"
)

// Prestataire is the identity of the structure at the moment of sending, kept with the certificate
// so that a later change of the structure alters no proof.
type Prestataire struct {
	RaisonSociale   string `json:"raison_sociale"`
	TypeIdentifiant string `json:"type_identifiant"`
	Identifiant     string `json:"identifiant"`
	Adresse         string `json:"adresse"`    // lines separated by a newline, with postal code and town
	Regime          string `json:"regime"`     // code of the référentiel
	Service         string `json:"service"`    // label of its service, empty when none
	Compte          string `json:"compte"`     // name of the bank account with its masked IBAN
	Signataire      string `json:"signataire"` // who confirmed the sending
}

// Certificat is the certificat de dépôt: the proof that the content was deposited at that instant
// (portail.md 2.10). Dossier is the canonical text whose SHA-256, in base64, is Empreinte; it is kept
// as it was signed, so that the proof never depends on later code.
type Certificat struct {
	Memoire     ID
	Numero      Numero
	Empreinte   string
	Dossier     []byte
	MontantTTC  Montant
	Juridiction string // code of the référentiel
	Prestataire Prestataire
	EnvoyeLe    time.Time
}
