package redaction

import (
	"time"

	"claudia/internal/comptes"
	"claudia/kb"
)

// Etat is where an article stands for its editors.
type Etat string

// The states of an article on the editors' desk.
const (
	EnBrouillon Etat = "brouillon" // no reader sees it
	ARelire     Etat = "a_relire"  // a second person is waited for
	Programme   Etat = "programme" // approved, published at its date
	Modifie     Etat = "modifie"   // readers see an earlier revision
	Publie      Etat = "publie"    // readers see the last revision
	Retire      Etat = "retire"    // readers saw it once
)

// Etats are the states in the order of the filters, with their French names.
func Etats() []struct {
	Cle Etat
	Nom string
} {
	return []struct {
		Cle Etat
		Nom string
	}{
		{ARelire, "À relire"},
		{Programme, "Programmé"},
		{EnBrouillon, "Brouillon"},
		{Modifie, "Publié, modifié depuis"},
		{Publie, "Publié"},
		{Retire, "Retiré"},
	}
}

// Nom is the French name of the state.
func (e Etat) Nom() string {
	for _, x := range Etats() {
		if x.Cle == e {
			return x.Nom
		}
	}
	return string(e)
}

// Fiche is one article in the list of the editors.
type Fiche struct {
	ID        string
	Titre     string
	Categorie kb.Categorie
	Portee    kb.Etat // for whom the last revision is written
	Etat      Etat
	Derniere  int       // number of the last revision; 1 for an article never edited
	Publiee   int       // number of the revision that readers see; 0 for none
	RevoirLe  time.Time // day from which the sources must be read again; zero for never
	Auteur    string    // of the last revision
	Le        time.Time // of the last revision; zero for an article never edited
	Demande   *Demande  // the open request for publication, nil for none
	Livree    bool      // never edited: it is the file of the program
	Nouvelle  bool      // the program brings another file than the one that was edited
}

// Revision is one state of an article, whole.
type Revision struct {
	Article string
	Numero  int
	Source  string // the file, head included
	Titre   string
	Auteur  string
	Motif   string
	Le      time.Time // zero for the file of the program

	auteur comptes.UtilisateurID // 0 for the program or an import
	etat   kb.Etat
}

// EtatDemande is where a request for publication stands.
type EtatDemande string

// The states of a request.
const (
	EnAttente  EtatDemande = "en_attente"
	Programmee EtatDemande = "programmee"
	Publiee    EtatDemande = "publiee"
	Renvoyee   EtatDemande = "renvoyee"
	Annulee    EtatDemande = "annulee"
)

// Demande is a request that readers see a revision.
type Demande struct {
	ID        int64
	Article   string
	Numero    int
	Portee    kb.Etat
	Etat      EtatDemande
	PublierAt time.Time // zero: as soon as it may be
	Par       comptes.UtilisateurID
	ParNom    string
	Le        time.Time
	RelueNom  string
	Mot       string // of the second reader
}

// Geste is one line of the journal of an article.
type Geste struct {
	Numero int
	Quoi   string // ecrit, restaure, importe, demande, approuve, renvoye, annule, publie or retire
	Par    string
	Mot    string
	Le     time.Time
}

// Dossier is all that the page of an article shows its editors.
type Dossier struct {
	Fiche
	Article   kb.Article // the last revision, rendered
	Revisions []Revision // the newest first, without their source
	Journal   []Geste    // the newest first, at most a hundred

	auteur comptes.UtilisateurID // of the last revision
}
