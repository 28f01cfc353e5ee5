package moteur

import "time"

// Document is something that answers: an article of the guide, or an answer of an outside corpus.
type Document struct {
	ID           string
	Titre        string
	Formulations []string // other ways in which people ask it
	Categorie    string
	Publics      []string
	Passages     []Passage
	Ailleurs     bool    // it only sends elsewhere: its words are not those of the subject
	Priorite     float64 // 0 is ordinary; a guide that names every subject has a little less, such as -0.05
}

// Passage is a section of a document: what is found, shown and quoted.
type Passage struct {
	Ancre string // empty for the text before the first heading
	Titre string // heading, empty likewise
	Texte string // plain text
}

// Question is a search.
type Question struct {
	Texte     string
	Categorie string        // facet, empty for all
	Public    string        // facet, empty for all
	Max       int           // results wanted, 10 when zero, at most [MaxResultats]
	Patience  time.Duration // 300 ms when zero
}

// Limits of a question (promises.md §6.7).
const (
	MaxQuestion  = 200 // characters
	MaxTermes    = 12  // words
	MaxResultats = 50
)

// Reponse is what a search found.
type Reponse struct {
	Resultats  []Resultat
	Couverture float64 // share of the question that the documents know, those that send elsewhere left out, 0..1
	Familier   float64 // how usual its words are in these documents, 0..1
	Corrigee   string  // « vouliez-vous dire », empty when nothing looks misspelt
	Coupee     bool    // the question was longer than the limits
	Partielle  bool    // the time was up before all candidates were weighed
	Categories []Facette
	Publics    []Facette
}

// Facette counts the candidates of one category or audience.
type Facette struct {
	Nom string
	N   int
}

// Resultat is one document with its best passage.
type Resultat struct {
	ID        string
	Titre     string
	Score     float64 // 0..1, comparable between questions
	Passage   Passage
	Extrait   string   // the part of the passage with the words, at most about 300 characters
	Surlignes [][2]int // bytes of Extrait that hold words of the question
	Traits    Traits   // what made the score, for the bench and for those who tune it
	Preuve    Preuve   // how far the document accounts for the question
}

// Traits are the measures of a candidate, each 0..1.
type Traits struct {
	Document  float64 // weighted words of the whole document
	Passage   float64 // the same for its best passage
	Couvert   float64 // share of the question found in the document
	Question  float64 // likeness with the title or one other phrasing, both ways
	Grammes   float64 // pieces of words shared with the title or one other phrasing
	Texte     float64 // pieces of words shared with the best passage
	Voisinage float64 // words of the question that stand side by side in the document
}
