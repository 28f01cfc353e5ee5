package comptes

import "time"

// Utilisateur is a natural person, identified by the login e-mail (portail.md 1.3).
type Utilisateur struct {
	ID           UtilisateurID
	Email        string // login address, lower case, a real mailbox
	Nom          string
	Prenom       string
	Telephone    string
	EmailContact string `db:"email_contact"` // where notices go; empty means Email
	Juridiction  string // code of the juridiction that a clerk serves
	Actif        bool
	Version      int64
	// DerniereConnexion is nil before the first login.
	DerniereConnexion *time.Time `db:"derniere_connexion"`
	CreatedAt         time.Time  `db:"created_at"`
}

// NomComplet is how the person is named in the history: « Ioana Petrova ».
func (u Utilisateur) NomComplet() string { return u.Prenom + " " + u.Nom }

// Contact is the address that receives notices.
func (u Utilisateur) Contact() string {
	if u.EmailContact != "" {
		return u.EmailContact
	}
	return u.Email
}
