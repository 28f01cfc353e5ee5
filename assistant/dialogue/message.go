package dialogue

import "claudia/memoires"

// Message is the content of one message of the journal, stored as JSON. A message of the person
// holds Texte or Pieces or Choisi; one of the assistant holds Blocs.
type Message struct {
	Texte  string    `json:"texte,omitempty"`
	Pieces []Fichier `json:"pieces,omitempty"`
	Choisi *Choix    `json:"choisi,omitempty"` // the quick reply that was taken; Texte holds its words
	Blocs  []Bloc    `json:"blocs,omitempty"`
}

// Fichier is a document that came with a message.
type Fichier struct {
	Piece  string `json:"piece"`
	Nom    string `json:"nom"`
	Taille int64  `json:"taille,omitempty"`
	Debut  string `json:"debut,omitempty"` // first words of a pasted text (R15); empty for a file
}

// GenreBloc is the kind of one part of a reply; each has its partial in web/ui.
type GenreBloc string

// The parts of a reply.
const (
	BlocTexte        GenreBloc = "texte"
	BlocQuestion     GenreBloc = "question"     // the one question that ends a reply (R1)
	BlocPropositions GenreBloc = "propositions" // values read on documents, each with its crop
	BlocEchos        GenreBloc = "echos"        // values just written, normalised (R2)
	BlocTableau      GenreBloc = "tableau"      // lines, amounts, a computation
	BlocRecap        GenreBloc = "recap"        // the whole mémoire before sending
	BlocControle     GenreBloc = "controle"     // what the control found
	BlocListe        GenreBloc = "liste"        // mémoires to choose from
	BlocSource       GenreBloc = "source"       // where an answer comes from
	BlocAlerte       GenreBloc = "alerte"
)

// Bloc is one part of a reply. Which fields are filled depends on Genre.
type Bloc struct {
	Genre        GenreBloc       `json:"genre"`
	Titre        string          `json:"titre,omitempty"`
	Texte        string          `json:"texte,omitempty"`
	Ton          string          `json:"ton,omitempty"` // of an alert: info, succes, avertissement, erreur
	Champ        *memoires.Champ `json:"champ,omitempty"`
	Choix        []Choix         `json:"choix,omitempty"`
	Propositions []Proposition   `json:"propositions,omitempty"`
	Valeurs      []Valeur        `json:"valeurs,omitempty"`
	Colonnes     []string        `json:"colonnes,omitempty"`
	Lignes       [][]string      `json:"lignes,omitempty"`
	Lien         string          `json:"lien,omitempty"` // path inside the site
	LienTexte    string          `json:"lien_texte,omitempty"`
	Article      string          `json:"article,omitempty"` // of the law or of the guide
	AVerifier    bool            `json:"a_verifier,omitempty"`
}

// Action is what a quick reply asks for; only buttons with the rights of the session act (R10).
type Action string

// Choix is a quick reply: its words, and what the engine receives when it is taken.
type Choix struct {
	Libelle string          `json:"libelle"`
	Action  Action          `json:"action"`
	Champ   *memoires.Champ `json:"champ,omitempty"`
	Valeur  string          `json:"valeur,omitempty"`
	Style   string          `json:"style,omitempty"` // primaire, secondaire, discret, danger
	Lien    string          `json:"lien,omitempty"`  // a plain link instead of an action
}

// Proposition is one value read on a document, with the proof of its place (R11).
type Proposition struct {
	Champ     memoires.Champ `json:"champ"`
	Libelle   string         `json:"libelle"`
	Valeur    string         `json:"valeur"`    // canonical
	Affichage string         `json:"affichage"` // « mardi 13 octobre 2026 »
	Texte     string         `json:"texte"`     // words read
	Piece     string         `json:"piece"`
	Page      int            `json:"page"`
	Zone      [4]float64     `json:"zone"`            // page points, origin at the top left
	Ligne     int            `json:"ligne,omitempty"` // of a pasted text, from 1: its place instead of page and zone
	Confiance float64        `json:"confiance"`
	Choix     []Choix        `json:"choix,omitempty"` // oui, corriger, illisible
}

// Valeur is one value written, as shown back to the person (R2), with the one it replaces.
type Valeur struct {
	Champ     memoires.Champ `json:"champ"`
	Libelle   string         `json:"libelle"`
	Affichage string         `json:"affichage"`
	Avant     string         `json:"avant,omitempty"`
	Source    string         `json:"source,omitempty"` // « lu p. 1 », « dit »
}
