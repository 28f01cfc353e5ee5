package kb

import (
	"time"

	"claudia/kb/moteur"
)

// Etat is where an article is in its life.
type Etat string

// The states of an article.
const (
	Brouillon Etat = "brouillon" // seen by its editors only
	Interne   Etat = "interne"   // for agents
	Public    Etat = "public"    // for everybody
)

// Publie tells whether readers may find the article.
func (e Etat) Publie() bool { return e == Public }

// Article is one answer of the guide, or one guide.
type Article struct {
	ID           string   // letters, digits and dashes: the address of the page
	Titre        string   // as a question, or the name of a guide
	Formulations []string // other ways in which people ask it
	Categorie    Categorie
	Publics      []string  // for whom: « tous », « interprete », « medecin »…
	Champs       []string  // keys of the fields that it explains
	RepondA      []int     // numbers of portail.md §6
	Sources      []string  // where the facts were read
	ValideDepuis time.Time // day; zero when always
	VerifieLe    time.Time // day of the last check against the sources
	RevoirLe     time.Time // day from which the sources must be read again; zero: see [Article.ARevoir]
	Etat         Etat
	HorsSujet    bool    // it sends elsewhere those who ask what the guide does not cover
	Priorite     float64 // see [moteur.Document]
	Version      int     // 1 for an article that came with the program; higher once edited
	Markdown     string  // without the head
	HTML         HTML    // rendered and sanitised
	Sommaire     []Titre // the headings
	Passages     []moteur.Passage
	Avis         []string // what an editor should look at (links removed, raw HTML…), in French
}

// HTML is sanitised HTML: it may be written in a page as it is.
type HTML string

// Titre is a heading of the table of contents.
type Titre struct {
	Niveau       int // 2 or 3
	Ancre, Texte string
}

// Categorie is the key of a shelf of the guide.
type Categorie string

// Categories are the shelves in the order in which the guide shows them.
func Categories() []Rayon {
	return []Rayon{
		{"premiers-pas", "Premiers pas"},
		{"saisie", "Remplir le mémoire"},
		{"pieces", "Les pièces à joindre"},
		{"delais", "Délais et forclusion"},
		{"suivi", "Suivi, refus et paiement"},
		{"compte", "Compte, structure et droits"},
		{"support", "Support et tickets"},
		{"flux", "Flux et outils"},
		{"ailleurs", "Hors de ce service"},
	}
}

// Rayon is a category with its French name.
type Rayon struct {
	Cle Categorie
	Nom string
}

// revision is how long the facts of an article are trusted after the last reading of its sources, for
// an article that says nothing else.
const revision = 12 // months

// ARevoir gives the day from which the sources must be read again; zero when they were never read.
func (a Article) ARevoir() time.Time {
	if !a.RevoirLe.IsZero() || a.VerifieLe.IsZero() {
		return a.RevoirLe
	}
	return a.VerifieLe.AddDate(0, revision, 0)
}

// Lien is the address of a passage in the guide.
func Lien(id, ancre string) string {
	if ancre == "" {
		return "/guide/articles/" + id
	}
	return "/guide/articles/" + id + "#" + ancre
}
