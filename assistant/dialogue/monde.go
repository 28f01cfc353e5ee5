package dialogue

import (
	"time"

	"claudia/internal/comptes"
	"claudia/memoires"
	"claudia/memoires/referentiel"
	"claudia/memoires/saisie"
)

// Monde is the world of one turn, read by the caller: the engine asks nobody.
type Monde struct {
	Maintenant  time.Time // Europe/Paris
	Acteur      comptes.Acteur
	Structures  []comptes.Structure // those of the actor
	Services    []comptes.ServiceStructure
	Coordonnees []saisie.Option   // bank accounts of the structure of the draft, masked
	Memoire     *memoires.Memoire // the draft named by Etat.Memoire, nil when none
	Dossiers    []Dossier         // the mémoires that the actor may see, the most recent first (R18)
	Controle    memoires.Monde    // what memoires.Controler needs; its clock and référentiel are those above
	Referentiel *referentiel.Referentiel
	Documents   map[string]Document // by handle: all those of the conversation
	Habitudes   []Habitude          // values of the last accepted mémoire (turn 17)
	Guide       func(question string) []ReponseGuide
	Support     Support
}

// Dossier is one mémoire in short.
type Dossier struct {
	ID        memoires.ID
	Numero    memoires.Numero
	NumeroTMP memoires.Numero
	Etat      memoires.Etat
	Structure comptes.StructureID
	Lignes    int
	ModifieLe time.Time
	EtatLe    time.Time
	TTC       memoires.Montant
	Motif     string // of the refusal
	Manque    string // first thing missing, in words: « la date de la prestation »
}

// Habitude is one value usual for the structure.
type Habitude struct {
	Cle    memoires.Cle
	Valeur string
	Source string // « mémoire MJ0000002117 »
}

// ReponseGuide is one answer of the guide (R14): nothing is said that is not in it.
type ReponseGuide struct {
	Titre   string
	Extrait string
	Lien    string
	Article string
	Score   float64
}

// Support tells whether agents answer now.
type Support struct {
	Ouvert   bool
	Horaires string // « du lundi au vendredi, de 8 h 30 à 18 h 30 »
	Attente  string // « entre 3 et 6 minutes », empty when unknown
}
