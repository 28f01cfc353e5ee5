package comptes

import (
	"errors"
	"net/mail"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/language"
	"golang.org/x/text/unicode/norm"

	"claudia/internal/fault"
)

// NouvelUtilisateur is the form « Créer un compte ».
type NouvelUtilisateur struct {
	Email, Nom, Prenom, Telephone string
	// MotDePasse may be empty for an account that another identity provider opens.
	MotDePasse string
}

// SaisieStructure is the form by which a structure is made or changed.
type SaisieStructure struct {
	TypeIdentifiant TypeIdentifiant
	Identifiant     string
	RaisonSociale   string
	Adresse         string
	CodePostal      string
	Commune         string
	Pays            string // empty means FR
	ParametresPrestataire
}

// normaliser cleans the form and gives all its faults at once, joined.
func (n *NouvelUtilisateur) normaliser() error {
	var errs []error
	email, err := LireEmail(n.Email)
	errs = append(errs, err)
	n.Email = email
	errs = append(errs,
		texte(&n.Nom, "nom", "votre nom", 1, 100),
		texte(&n.Prenom, "prenom", "votre prénom", 1, 100),
		texte(&n.Telephone, "telephone", "votre téléphone", 0, 30))
	return errors.Join(errs...)
}

// normaliser cleans the form and gives all its faults at once, joined.
func (s *SaisieStructure) normaliser() error {
	var errs []error
	identifiant, err := LireIdentifiant(s.TypeIdentifiant, s.Identifiant)
	errs = append(errs, err)
	s.Identifiant = identifiant
	errs = append(errs,
		texte(&s.RaisonSociale, "raison_sociale", "la raison sociale", 1, 200),
		texte(&s.Adresse, "adresse", "l'adresse", 0, 300),
		texte(&s.CodePostal, "code_postal", "le code postal", 0, 12),
		texte(&s.Commune, "commune", "la commune", 0, 100),
		s.ParametresPrestataire.normaliser())
	s.Pays = strings.ToUpper(strings.TrimSpace(s.Pays))
	if s.Pays == "" {
		s.Pays = "FR"
	}
	if region, err := language.ParseRegion(s.Pays); err != nil || !region.IsCountry() || len(s.Pays) != 2 {
		errs = append(errs, fault.Sur("pays", "pays_inconnu", "Choisissez le pays dans la liste."))
	}
	return errors.Join(errs...)
}

func (s SaisieStructure) departement() string {
	if s.Pays != "FR" {
		return ""
	}
	return DepartementDe(s.CodePostal)
}

func (p *ParametresPrestataire) normaliser() error {
	return errors.Join(
		texte(&p.Categorie, "categorie", "la catégorie de prestataire", 0, 120),
		texte(&p.Regime, "regime", "le régime ou statut", 0, 160))
}

// LireEmail reads a login address and gives it in lower case. The fault is email_invalide.
func LireEmail(saisie string) (string, error) {
	const longest = 254 // RFC 5321, path without its brackets
	s := strings.ToLower(strings.TrimSpace(saisie))
	address, err := mail.ParseAddress(s)
	if err != nil || address.Address != s || len(s) > longest || !strings.Contains(s[strings.LastIndexByte(s, '@'):], ".") {
		return "", fault.Sur("email", "email_invalide", "Indiquez une adresse électronique complète, par exemple nom@exemple.fr.")
	}
	return s, nil
}

// texte trims *s to one normal form, drops control characters and checks its length in characters.
// de names the field in the message.
func texte(s *string, champ, de string, auMoins, auPlus int) error {
	clean := strings.Map(func(r rune) rune {
		if r == utf8.RuneError || (unicode.IsControl(r) && r != '\n') {
			return -1
		}
		return r
	}, norm.NFC.String(*s))
	*s = strings.TrimSpace(clean)
	switch n := utf8.RuneCountInString(*s); {
	case n < auMoins:
		return fault.Sur(champ, "champ_obligatoire", "Indiquez "+de+".")
	case n > auPlus:
		f := fault.Sur(champ, "champ_trop_long", "Raccourcissez "+de+" : le texte est trop long.")
		f.Limite, f.Recu = auPlus, n
		return f
	}
	return nil
}
