package comptes

import (
	"slices"
)

// UtilisateurID identifies a natural person who logs in.
type UtilisateurID int64

// StructureID identifies the legal identity that issues or receives mémoires.
type StructureID int64

// ServiceID identifies an optional subdivision of a structure.
type ServiceID int64

// CoordonneesID identifies one bank account of a structure.
type CoordonneesID int64

// Origine tells through which hand an action came; the history keeps it.
type Origine string

// The hands on a mémoire (architecture.md, idea 1).
const (
	Portail   Origine = "portail"
	Assistant Origine = "assistant"
	Agent     Origine = "agent"
	Flux      Origine = "flux"
	API       Origine = "api"
	Systeme   Origine = "systeme"
)

// Profil is an access level on the application « Frais de justice » for one structure
// (portail.md 1.5).
type Profil string

// The two profiles of the portal.
const (
	Consultation Profil = "consultation"
	Modification Profil = "modification"
)

// Role is a right that is not tied to a prestataire's structure.
type Role string

// The roles of those who are not prestataires.
const (
	RoleAgent       Role = "agent"       // support agent
	RoleSuperviseur Role = "superviseur" // support supervisor
	RoleGreffe      Role = "greffe"      // clerk of a service centralisateur
	RoleComptable   Role = "comptable"
	RoleRedacteur   Role = "redacteur" // editor of the guide
)

// Acteur is who acts, with the rights read from the database for this request (promises.md P19).
// Every call that changes or reads something takes one. The zero Acteur may do nothing.
type Acteur struct {
	Utilisateur  UtilisateurID
	Nom          string // « Ioana Petrova », for the history
	Origine      Origine
	Profils      map[StructureID]Profil // the highest profile held for each structure
	Gestionnaire []StructureID          // structures that the actor manages
	Roles        []Role
	Juridiction  string // code of the juridiction that a clerk serves, empty otherwise
	AdresseIP    string // where the request comes from, for the journal; empty for jobs
}

// ActeurSysteme is the program itself: scheduled work that no person asked for.
func ActeurSysteme() Acteur { return Acteur{Nom: "Service", Origine: Systeme} }

// PeutLire tells whether the actor may see the mémoires of the structure.
func (a Acteur) PeutLire(s StructureID) bool {
	p := a.Profils[s]
	return p == Consultation || p == Modification
}

// PeutModifier tells whether the actor may change the mémoires of the structure.
func (a Acteur) PeutModifier(s StructureID) bool { return a.Profils[s] == Modification }

// Gere tells whether the actor manages the structure: its rattachements, habilitations and data.
func (a Acteur) Gere(s StructureID) bool { return slices.Contains(a.Gestionnaire, s) }

// A tells whether the actor holds the role.
func (a Acteur) A(r Role) bool { return slices.Contains(a.Roles, r) }

// EstSupport tells whether the actor works at the support desk, as agent or supervisor.
func (a Acteur) EstSupport() bool { return a.A(RoleAgent) || a.A(RoleSuperviseur) }

// ServiceCentralisateurDe tells whether the actor is a clerk of that juridiction.
func (a Acteur) ServiceCentralisateurDe(juridiction string) bool {
	return juridiction != "" && a.A(RoleGreffe) && a.Juridiction == juridiction
}

// Connu tells whether a person is logged in.
func (a Acteur) Connu() bool { return a.Utilisateur != 0 }

// Structures lists what the actor may read, in a fixed order.
func (a Acteur) Structures() []StructureID {
	ids := make([]StructureID, 0, len(a.Profils))
	for id, p := range a.Profils {
		if p == Consultation || p == Modification {
			ids = append(ids, id)
		}
	}
	slices.Sort(ids)
	return ids
}

// IDUtilisateur gives the person as a plain number. With LitStructure and EcritStructure it lets an
// Acteur act on pieces (pieces.Acteur), a room below this one that cannot name its types.
func (a Acteur) IDUtilisateur() int64 { return int64(a.Utilisateur) }

// LitStructure is PeutLire, or managing the structure (its RIB), by plain number.
func (a Acteur) LitStructure(structure int64) bool {
	return a.PeutLire(StructureID(structure)) || a.Gere(StructureID(structure))
}

// EcritStructure is PeutModifier, or managing the structure, by plain number.
func (a Acteur) EcritStructure(structure int64) bool {
	return a.PeutModifier(StructureID(structure)) || a.Gere(StructureID(structure))
}
