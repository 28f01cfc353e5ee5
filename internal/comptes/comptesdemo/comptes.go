package comptesdemo

import "claudia/internal/comptes"

// MotDePasse opens every demo account; the login page of the demo shows it.
const MotDePasse = "essai libre du guichet" //nolint:gosec // public on purpose: it opens invented accounts only

// Addresses of the demo accounts.
const (
	Interprete  = "ioana.petrova@demo.example"
	Medecin     = "heloise.muller@demo.example"
	Secretaire  = "claire.masson@demo.example"
	Enquetrice  = "anais.fernandez@demo.example"
	Agent1      = "samir.haddad@demo.example"
	Agent2      = "julie.lefebvre@demo.example"
	Superviseur = "marc.delorme@demo.example"
	Greffe      = "sophie.renard@demo.example"
	Greffe2     = "paul.girod@demo.example"
	Comptable   = "nadia.benoit@demo.example"
	Redacteur   = "hugo.marteau@demo.example"
	Redactrice  = "lena.morel@demo.example"
)

// Compte is one line of the login page of the demo.
type Compte struct {
	Email, Prenom, Nom string
	// Description says in French what can be tried with the account.
	Description string
	Role        comptes.Role // empty for prestataires
	Juridiction string
}

// Comptes lists the demo accounts in the order of the login page.
func Comptes() []Compte {
	return []Compte{
		{Interprete, "Ioana", "PETROVA", "Interprète, régime COSP : saisit et envoie ses mémoires", "", ""},
		{Medecin, "Héloïse", "MÜLLER", "Médecin experte, gestionnaire de deux structures", "", ""},
		{Secretaire, "Claire", "MASSON", "Secrétaire du cabinet : profil consultation seulement", "", ""},
		{Enquetrice, "Anaïs", "FERNANDEZ", "Enquêtrice sociale, particulier sans SIRET", "", ""},
		{Agent1, "Samir", "HADDAD", "Agent du support : livechat et tickets", comptes.RoleAgent, ""},
		{Agent2, "Julie", "LEFEBVRE", "Agente du support : livechat et tickets", comptes.RoleAgent, ""},
		{Superviseur, "Marc", "DELORME", "Superviseur du support", comptes.RoleSuperviseur, ""},
		{Greffe, "Sophie", "RENARD", "Greffière du service centralisateur de Paris", comptes.RoleGreffe, "tj75056"},
		{Greffe2, "Paul", "GIROD", "Greffier du service centralisateur de Besançon", comptes.RoleGreffe, "tj25056"},
		{Comptable, "Nadia", "BENOIT", "Comptable : mises en paiement", comptes.RoleComptable, ""},
		{Redacteur, "Hugo", "MARTEAU", "Rédacteur : écrit les articles du guide", comptes.RoleRedacteur, ""},
		{Redactrice, "Léna", "MOREL", "Rédactrice : relit et approuve les articles", comptes.RoleRedacteur, ""},
	}
}

// structure is a demo structure with the account that makes it.
type structure struct {
	gestionnaire string
	saisie       comptes.SaisieStructure
	compte       comptes.SaisieCoordonnees
	services     [][2]string // code, libellé
}

const cosp = "COSP (régime général, cotisations payées par le ministère)"

func structures() []structure {
	return []structure{
		{
			gestionnaire: Interprete,
			saisie: comptes.SaisieStructure{
				TypeIdentifiant: comptes.SIRET, Identifiant: "98000001200016", RaisonSociale: "PETROVA Ioana",
				Adresse: "12 rue des Traducteurs", CodePostal: "75011", Commune: "Paris",
				ParametresPrestataire: comptes.ParametresPrestataire{Categorie: "Traducteur / interprète", Regime: cosp, FranchiseTVA: true},
			},
			compte: comptes.SaisieCoordonnees{Nom: "Compte professionnel", IBAN: "FR7699999000010000000010106"},
		},
		{
			gestionnaire: Medecin,
			saisie: comptes.SaisieStructure{
				TypeIdentifiant: comptes.SIRET, Identifiant: "98000002000019", RaisonSociale: "Cabinet médical MÜLLER",
				Adresse: "3 place de l'Expertise", CodePostal: "78000", Commune: "Versailles",
				ParametresPrestataire: comptes.ParametresPrestataire{Categorie: "Médecin / expert médical", Regime: "Travailleur non salarié / libéral"},
			},
			compte:   comptes.SaisieCoordonnees{Nom: "Compte du cabinet", IBAN: "FR7699999000010000000020291"},
			services: [][2]string{{"EXPERTISE", "Expertises judiciaires"}, {"CONSULT", "Consultations"}},
		},
		{
			gestionnaire: Medecin,
			saisie: comptes.SaisieStructure{
				TypeIdentifiant: comptes.SIRET, Identifiant: "98000003800011", RaisonSociale: "SELARL Expertises des Lilas",
				Adresse: "40 avenue des Lilas", CodePostal: "97400", Commune: "Saint-Denis",
				ParametresPrestataire: comptes.ParametresPrestataire{Categorie: "Médecin / expert médical", Regime: "Société"},
			},
			compte: comptes.SaisieCoordonnees{Nom: "Compte de la société", IBAN: "FR7699999000010000000030379"},
		},
		{
			gestionnaire: Enquetrice,
			saisie: comptes.SaisieStructure{
				TypeIdentifiant: comptes.Particulier, Identifiant: "2850642218FERNANDEZANA", RaisonSociale: "FERNANDEZ Anaïs",
				Adresse: "7 allée des Tilleuls", CodePostal: "42000", Commune: "Saint-Étienne",
				ParametresPrestataire: comptes.ParametresPrestataire{Categorie: "Enquêteur social ou de personnalité", Regime: "Particulier sans SIRET"},
			},
			compte: comptes.SaisieCoordonnees{Nom: "Compte courant", IBAN: "FR7699999000010000000040467"},
		},
	}
}
