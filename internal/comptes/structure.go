package comptes

import (
	"strings"
	"time"
)

// TypeIdentifiant is the kind of number by which a structure is known (portail.md 1.4).
type TypeIdentifiant string

// The kinds of the portal. Autre is a structure whose registration is under way.
const (
	SIRET        TypeIdentifiant = "SIRET"
	UEHorsFrance TypeIdentifiant = "UE_HORS_FRANCE"
	HorsUE       TypeIdentifiant = "HORS_UE"
	RIDET        TypeIdentifiant = "RIDET"
	TAHITI       TypeIdentifiant = "TAHITI"
	Autre        TypeIdentifiant = "AUTRE"
	Particulier  TypeIdentifiant = "PARTICULIER"
)

// TypesIdentifiant lists the kinds in the order of the screen.
func TypesIdentifiant() []TypeIdentifiant {
	return []TypeIdentifiant{SIRET, UEHorsFrance, HorsUE, RIDET, TAHITI, Autre, Particulier}
}

// Libelle is the words of the screen for the kind.
func (t TypeIdentifiant) Libelle() string {
	switch t {
	case SIRET:
		return "SIRET"
	case UEHorsFrance:
		return "UE hors France"
	case HorsUE:
		return "Hors UE"
	case RIDET:
		return "RIDET"
	case TAHITI:
		return "TAHITI"
	case Autre:
		return "En cours d'immatriculation"
	case Particulier:
		return "Particulier"
	}
	return string(t)
}

// ZoneTVA is the territory of a structure for VAT: it decides the rates that apply (BOFiP
// BOI-TVA-GEO-20-10).
type ZoneTVA string

// The zones: 20 % in metropole, 8,5 % in Guadeloupe, Martinique and La Réunion; no VAT elsewhere.
const (
	ZoneMetropole       ZoneTVA = "metropole"
	ZoneAntillesReunion ZoneTVA = "antilles_reunion"
	ZoneSansTVA         ZoneTVA = "sans_tva" // Guyane, Mayotte, collectivities, abroad
)

// ParametresPrestataire is the block « Informations mémoires de frais de justice » of a structure;
// what is set here prefills each mémoire (portail.md 1.6).
type ParametresPrestataire struct {
	Categorie    string // catégorie de prestataire, a label of the nomenclature
	Regime       string // régime / statut, a label of the nomenclature
	FranchiseTVA bool   `db:"franchise_tva"` // franchise en base, article 293 B of the CGI
}

// Structure is one legal entity, natural or legal person, that issues mémoires.
type Structure struct {
	ID              StructureID
	TypeIdentifiant TypeIdentifiant `db:"type_identifiant"`
	Identifiant     string
	RaisonSociale   string `db:"raison_sociale"`
	Adresse         string // number and street, lines separated by a newline
	CodePostal      string `db:"code_postal"`
	Commune         string
	Pays            string // ISO 3166, FR by default
	Departement     string // 75, 2A, 971, 988…
	ParametresPrestataire
	Actif     bool
	Version   int64
	CreatedAt time.Time `db:"created_at"`
}

// ZoneTVA derives the VAT zone from the country and the département.
func (s Structure) ZoneTVA() ZoneTVA {
	switch {
	case s.Pays != "FR" && s.Pays != "MC":
		return ZoneSansTVA
	case s.Departement == "971", s.Departement == "972", s.Departement == "974":
		return ZoneAntillesReunion
	case strings.HasPrefix(s.Departement, "97"), strings.HasPrefix(s.Departement, "98") && s.Pays == "FR":
		return ZoneSansTVA
	}
	return ZoneMetropole
}

// DepartementDe derives the département from a postal code: 97411 → 974, 20000 → 2A, 75011 → 75.
// Empty when the code is not French.
func DepartementDe(codePostal string) string {
	if len(codePostal) != 5 || !digitsOnly(codePostal) {
		return ""
	}
	switch prefix := codePostal[:2]; prefix {
	case "97", "98":
		return codePostal[:3]
	case "20":
		if codePostal[2] < '2' {
			return "2A"
		}
		return "2B"
	default:
		return prefix
	}
}

// ServiceStructure is an optional subdivision of a structure, used to route its mémoires.
type ServiceStructure struct {
	ID          ServiceID
	StructureID StructureID `db:"structure_id"`
	Code        string
	Libelle     string
	Actif       bool
	CreatedAt   time.Time `db:"created_at"`
}
