package saisie

import (
	"time"

	"claudia/internal/comptes"
	"claudia/memoires"
	"claudia/memoires/referentiel"
)

// Genre is the shape of a value; it decides the control of the form and the reader of the assistant.
type Genre string

// The shapes, with their canonical string (memoires.Cle).
const (
	GenreTexte     Genre = "texte"
	GenreJour      Genre = "jour"      // 2026-10-13
	GenreMontant   Genre = "montant"   // centimes
	GenreQuantite  Genre = "quantite"  // thousandths
	GenreTaux      Genre = "taux"      // hundredths of a percent
	GenreListe     Genre = "liste"     // code of an Option
	GenreRecherche Genre = "recherche" // code of an Option found by approximate name (juridiction)
	GenreOuiNon    Genre = "oui_non"
)

// Option is one value of a list: the code that is stored and the words that are shown.
type Option struct {
	Code    string
	Libelle string
	Aide    string // one line, empty when the words suffice
}

// Champ declares one field. Texts are French, for the person.
type Champ struct {
	Cle           memoires.Cle
	Genre         Genre
	Libelle       string // « Date de la réquisition », as on the portal
	Question      string // « Quelle est la date de la réquisition ? »
	Rappel        string // short form, when coming back: « la date de la réquisition »
	Aide          string // one sentence under the label
	Pourquoi      string // why it is asked, one sentence, with its rule
	OuRequisition string // where to find it on the réquisition, "" when it is not there
	OuAttestation string // where to find it on the attestation, "" when it is not there
	Exemple       string // clearly fictitious
	Unite         string // « € HT », « % », "" when none
	Critique      bool   // needs an explicit yes when it was not typed for this very field (situations.md R2)
	Article       string // identifier of the article of the guide
}

// Contexte is what a field needs to know to list its options, to read and to show a value.
type Contexte struct {
	Referentiel *referentiel.Referentiel
	Maintenant  time.Time // Europe/Paris
	Memoire     memoires.Memoire
	Ligne       *memoires.LignePrestation  // nil for the header
	Structures  []comptes.Structure        // those of the actor
	Services    []comptes.ServiceStructure // of these structures; only those of the mémoire's one are offered
	Coordonnees []Option                   // bank accounts of the mémoire's structure: decimal id, name with masked IBAN
}

// Pour gives the context of one line of a mémoire, or of its header when ligne is 0.
func (x Contexte) Pour(m memoires.Memoire, ligne memoires.LigneID) Contexte {
	x.Memoire = m
	x.Ligne = nil
	if ligne != 0 {
		x.Ligne = m.Ligne(ligne)
	}
	return x
}
