package ui

// Tuile leads to a part of the site.
type Tuile struct {
	Icone   string
	Titre   string
	Texte   string
	URL     string
	Mention string // small line under the text: « 3 à traiter »
}

// Carte is a framed summary: a mémoire, a ticket, a structure.
type Carte struct {
	Niveau  int // level of the heading, 2 when zero
	Titre   string
	URL     string // the title becomes a link
	Badge   *Badge
	Texte   string
	Lignes  []Paire
	Actions []Bouton
}

// Paire is a label and its value.
type Paire struct {
	Libelle string
	Valeur  string
	Nombre  bool // amounts and numbers, aligned on their digits
}

// Tableau is a list in rows and columns, drawn as cards on a phone.
type Tableau struct {
	Legende  string // says what the table holds; shown when Visible, read aloud always
	Visible  bool
	Colonnes []Colonne
	Lignes   []Ligne
	Pied     []Cellule
	Vide     *Vide // shown in place of the table when there is no row
}

// Colonne is the head of a column.
type Colonne struct {
	Titre  string
	Nombre bool
	TriURL string // link that sorts by this column
	Tri    string // ascending, descending or empty
	Cachee bool   // the title is for screen readers only: actions, boxes
}

// Ligne is a row; the first cell names it.
type Ligne struct {
	Cellules []Cellule
	Actions  []Bouton // last cell, when any row has some
	Fautive  bool     // the row holds an error
}

// Cellule is a cell. Titre repeats the head of its column for the cards of a phone.
type Cellule struct {
	Titre  string
	Texte  string
	URL    string
	Badge  *Badge
	Nombre bool
	Choix  *Champ // a box to select the row
}

// Pager leads through the pages of a list.
type Pager struct {
	Resume    string // « 6 à 10 sur 23 mémoires »
	Precedent string // address, empty on the first page
	Suivant   string // address, empty on the last page
	Pages     []PageListe
}

// PageListe is one number of a pager; a hole (« … ») has no Numero.
type PageListe struct {
	Numero   string
	URL      string
	Actuelle bool
}

// Onglets is a row of links between views of one subject.
type Onglets struct {
	Etiquette string
	Onglets   []Onglet
}

// Onglet is one of the views.
type Onglet struct {
	Texte    string
	URL      string
	Icone    string
	Actif    bool
	Compteur int
}

// Dialogue opens over the page; between "dialogue-debut" and "dialogue-fin" the page puts its content.
// Its opener is a [Bouton] with Ouvre set to ID, whose form or link also works without script.
type Dialogue struct {
	ID    string
	Titre string
	Icone string
	Ton   string // empty or danger
	Large bool
}

// Pli is one fold of an accordion.
type Pli struct {
	Titre       string
	Paragraphes []string
	Ouvert      bool
}

// Fichier is an attached document, in a list, a bubble or while it is sent.
type Fichier struct {
	ID      string
	Nom     string
	Taille  string // « 1,4 Mo »
	Genre   string // « Attestation de mission »
	Icone   string // document when empty
	URL     string // opens or downloads it
	Retirer string // address of the form that removes it
	Etat    string // empty when stored; envoi, lecture or erreur
	Detail  string // « Lecture en cours… », or what went wrong and what to do
	Avance  int    // percent, for envoi
	Ligne   string // « Ligne 1 », empty for the whole mémoire
}

// Dessin gives the icon of the file.
func (f Fichier) Dessin() string {
	if f.Etat == "erreur" {
		return "croix-rond"
	}
	if f.Icone == "" {
		return "document"
	}
	return f.Icone
}

// Fichiers is a list of documents.
type Fichiers struct {
	Etiquette string
	Fichiers  []Fichier
	Vide      string // sentence shown when there is none
}

// Totaux is the block of amounts: VAT by rate, then the totals.
type Totaux struct {
	Niveau int // level of the heading, 2 when zero
	Titre  string
	Taux   []LigneTaux
	Lignes []Paire // HT, TVA, remise…
	Total  Paire
}

// LigneTaux is one row of the VAT by rate.
type LigneTaux struct {
	Taux, Base, TVA string
}

// Historique is what happened, newest first.
type Historique struct {
	Evenements []Evenement
}

// Evenement is one thing that happened: what, who, when, and the motive.
type Evenement struct {
	Titre    string
	Qui      string
	Quand    string
	QuandISO string
	Texte    string
	Icone    string
	Ton      string // neutre, info, succes, avertissement or erreur
}

// Vide stands where a list would be: it says why there is nothing and what to do next.
type Vide struct {
	Icone  string
	Titre  string
	Texte  string
	Action *Bouton
}

// Squelette holds the place of what is being loaded.
type Squelette struct {
	Texte  string // read aloud: « Chargement de vos mémoires »
	Lignes []struct{}
}

// NewSquelette makes a placeholder of n rows.
func NewSquelette(texte string, n int) Squelette {
	return Squelette{Texte: texte, Lignes: make([]struct{}, max(n, 0))}
}

// Progression is a bar from 0 to Max.
type Progression struct {
	ID      string
	Libelle string
	Valeur  int
	Max     int
	Texte   string // « 6 informations sur 9 »
}
