package memoires

import (
	"time"

	"claudia/internal/comptes"
)

// Action names what a row of history tells.
type Action string

// The actions, one for each verb.
const (
	ActionOuvrir             Action = "ouvrir"
	ActionEcrire             Action = "ecrire"
	ActionAjouterLigne       Action = "ajouter_ligne"
	ActionRetirerLigne       Action = "retirer_ligne"
	ActionLierPiece          Action = "lier_piece"
	ActionModifierPiece      Action = "modifier_piece"
	ActionDelierPiece        Action = "delier_piece"
	ActionEnvoyer            Action = "envoyer"
	ActionDupliquer          Action = "dupliquer"
	ActionAbandonner         Action = "abandonner"
	ActionSupprimer          Action = "supprimer"
	ActionMettreADisposition Action = "mettre_a_disposition"
	ActionRefuser            Action = "refuser"
	ActionMettreEnPaiement   Action = "mettre_en_paiement"
)

// Libelle is the action in words for the person.
func (a Action) Libelle() string {
	switch a {
	case ActionOuvrir:
		return "Création du brouillon"
	case ActionEcrire:
		return "Saisie"
	case ActionAjouterLigne:
		return "Ajout d'une ligne"
	case ActionRetirerLigne:
		return "Retrait d'une ligne"
	case ActionLierPiece:
		return "Ajout d'une pièce"
	case ActionModifierPiece:
		return "Modification d'une pièce"
	case ActionDelierPiece:
		return "Retrait d'une pièce"
	case ActionEnvoyer:
		return "Envoi"
	case ActionDupliquer:
		return "Duplication"
	case ActionAbandonner:
		return "Abandon"
	case ActionSupprimer:
		return "Suppression"
	case ActionMettreADisposition:
		return "Mise à disposition du service"
	case ActionRefuser:
		return "Refus"
	case ActionMettreEnPaiement:
		return "Mise en paiement"
	}
	return string(a)
}

// Trace is one row of the history of a mémoire: who did what, when and from where. Rows are only
// ever added.
type Trace struct {
	N         int64 // 1, 2, 3… in the mémoire
	Version   Version
	Action    Action
	Champ     Champ  // the field written; empty Cle for the actions on the whole
	Avant     string // canonical
	Apres     string
	EtatAvant Etat
	EtatApres Etat
	Par       comptes.UtilisateurID // 0 for the program itself
	ParNom    string
	Origine   comptes.Origine
	Source    Source
	Motif     string // of a refusal; number of the copy for a duplication; name of the file for a piece
	Le        time.Time
}
