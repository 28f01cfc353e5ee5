package comptes

import "time"

// HabilitationID identifies one profile held, asked for or withdrawn.
type HabilitationID int64

// RattachementID identifies one link of a person to a structure.
type RattachementID int64

// StatutHabilitation is where a habilitation stands, see the package comment.
type StatutHabilitation string

// The states of a habilitation.
const (
	HabilitationDemandee StatutHabilitation = "demandee"
	HabilitationAccordee StatutHabilitation = "accordee"
	HabilitationRefusee  StatutHabilitation = "refusee"
	HabilitationRetiree  StatutHabilitation = "retiree"
)

// Libelle is the words of the screen for the profile.
func (p Profil) Libelle() string {
	switch p {
	case Consultation:
		return "Frais de justice consultation"
	case Modification:
		return "Frais de justice modification"
	}
	return string(p)
}

// Valide tells whether the profile is one of the portal's.
func (p Profil) Valide() bool { return p == Consultation || p == Modification }

// Habilitation is a profile of a person for a structure, or for one service of it.
type Habilitation struct {
	ID             HabilitationID
	UtilisateurID  UtilisateurID `db:"utilisateur_id"`
	UtilisateurNom string        `db:"utilisateur_nom"`
	StructureID    StructureID   `db:"structure_id"`
	RaisonSociale  string        `db:"raison_sociale"`
	ServiceID      *ServiceID    `db:"service_id"` // nil: the whole structure
	ServiceCode    string        `db:"service_code"`
	ServiceLibelle string        `db:"service_libelle"`
	ServiceActif   bool          `db:"service_actif"`
	Profil         Profil
	Statut         StatutHabilitation
	CreatedAt      time.Time  `db:"created_at"`
	DecideAt       *time.Time `db:"decide_at"`
	RetireAt       *time.Time `db:"retire_at"`
}

// StatutRattachement is where a rattachement stands, see the package comment.
type StatutRattachement string

// The states of a rattachement.
const (
	RattachementDemande StatutRattachement = "demande"
	RattachementActif   StatutRattachement = "actif"
	RattachementRefuse  StatutRattachement = "refuse"
	RattachementRetire  StatutRattachement = "retire"
)

// Rattachement links a person to a structure; the gestionnaire decides on the others.
type Rattachement struct {
	ID               RattachementID
	UtilisateurID    UtilisateurID `db:"utilisateur_id"`
	UtilisateurNom   string        `db:"utilisateur_nom"`
	UtilisateurEmail string        `db:"utilisateur_email"`
	StructureID      StructureID   `db:"structure_id"`
	RaisonSociale    string        `db:"raison_sociale"`
	Statut           StatutRattachement
	Gestionnaire     bool
	CreatedAt        time.Time `db:"created_at"`
}
