package ui

// Bulle is one message of a conversation. The template "bulle" draws it in the first page, in what
// the socket pushes and, filled by the script, while it is being sent.
type Bulle struct {
	ID          string // id attribute, unique in the page: « m-12 », or the client's id while pending
	Seq         int64  // sequence in the conversation, 0 while pending
	Client      string // id made by the client, so that the stored message replaces the pending one
	Auteur      string // usager, assistant, agent or systeme
	Nom         string // « Vous », « claudia », « Inès, support »
	Paragraphes []string
	Points      []string // bulleted list under the text
	Liens       []LienBulle
	Heure       string // « 14 h 05 »
	HeureISO    string
	Etat        string // empty when stored; attente or echec
	Suite       bool   // same author just before: the name is not repeated
	Pieces      []Fichier
	Proposition *Proposition
	Recap       *Recapitulatif
	Choix       *Choix
	Blocs       []Bloc // parts of a reply of the assistant, in order
}

// Bloc is one part of a reply of the assistant. Genre is one of: texte, question, propositions,
// echos, tableau, recap, controle, liste, source, alerte; which fields are filled depends on it.
type Bloc struct {
	Genre        string
	Titre        string
	Paragraphes  []string
	Ton          string // of an alert: info, succes, avertissement, erreur
	Propositions []Proposition
	Valeurs      []Echo
	Tableau      *Tableau
	Lien         *LienBulle
	Article      string // where it is written: law or guide
	AVerifier    bool
	Avis         *AvisReponse // nil when nothing is quoted
	Reperes      []Repere     // where a field stands on the documents
	Choix        *Choix
}

// AvisReponse asks whether an answer of the guide helps: a form of two thumbs, and what follows the vote.
type AvisReponse struct {
	ID       string // unique in the page
	Action   string // where the vote is posted
	Endroit  string // « seq.bloc »
	Retour   string // page that a form without script comes back to
	Etat     string // empty, oui or non
	Messages string // where the call for a human is posted, as any message
	Client   string // id of that message, so that a double click counts once
}

// Repere is the picture of a place on an invented document.
type Repere struct {
	Image    string
	Alt      string
	Document string // « réquisition »
	Largeur  int
	Hauteur  int
}

// Alerte gives the alert of a block of that kind.
func (b Bloc) Alerte() Alerte {
	a := Alerte{Ton: b.Ton, Titre: b.Titre}
	if len(b.Paragraphes) == 1 {
		a.Texte = b.Paragraphes[0]
	} else {
		a.Points = b.Paragraphes
	}
	return a
}

// Echo is a value just written, shown back with the one it replaces.
type Echo struct {
	Libelle, Texte, Avant, Source string
}

// LienBulle is a link under a message: an article, the field in the form.
type LienBulle struct {
	Texte string
	URL   string
	Icone string
}

// Icone gives the drawing beside the messages of an agent or of the system.
func (b Bulle) Icone() string {
	switch b.Auteur {
	case "agent":
		return "casque"
	case "systeme":
		return "info"
	}
	return "bulle"
}

// Choix is a set of quick replies: a form whose buttons send « choix », the place of the reply in
// the journal.
type Choix struct {
	Action   string // where the form is posted
	Client   string // id made for the answer (cid), so that a double click counts once
	Retour   string // page that a form without script comes back to
	Reponses []Reponse
	Fige     bool // already answered, or overtaken: the buttons are shown as plain text
}

// Reponse is one button.
type Reponse struct {
	Texte      string
	Valeur     string // « seq.bloc.proposition.choix »
	URL        string // a plain link instead of a button
	Icone      string
	Principale bool
	Discrete   bool
	Choisie    bool // the one that was given, when Fige
}

// Proposition is a value read on a document, to confirm: what was read, where, and a crop of it.
type Proposition struct {
	Choix     *Choix // oui, corriger, illisible; nil when nothing can be decided any more
	Libelle   string // « N° d'affaire »
	Valeur    string // « 26/00123 »
	Lu        string // the words as they stand on the document, when they differ
	Source    string // « Réquisition, page 1 »
	Image     string // address of the crop, empty when there is none
	ImageAlt  string
	Document  string // address of the whole document
	Incertain bool   // low confidence: asks to look closely
	Fige      bool
	Decision  string // what was decided when Fige: « Confirmé », « Corrigé : 26/00132 », « Illisible »
	Ton       string // tone of the decision: succes, avertissement or neutre
}

// Recapitulatif gathers the values of a mémoire under headings: before sending in the conversation,
// and as the live draft beside it.
type Recapitulatif struct {
	Titre     string
	Rubriques []Rubrique
	Total     *Paire
	Manques   []ErreurChamp // what prevents the sending
	Actions   []Bouton
}

// Rubrique is one screen of the mémoire in a summary.
type Rubrique struct {
	Titre  string
	URL    string // opens the screen in the portal
	Etat   string // as in [Etape]
	Lignes []Valeur
}

// Valeur is one field of the draft with where it comes from.
type Valeur struct {
	Cle        string // key of the field in the catalogue; the script finds the row by it
	Libelle    string
	Texte      string // empty when it is not known yet
	Provenance *Provenance
	Nombre     bool
	Nouvelle   bool   // just written: lit for a moment
	Champ      *Champ // control to edit it in place, nil when it cannot be edited here
	Action     string // where the edition is posted
	Version    string // version of the mémoire that the edition starts from
}

// Brouillon is the live draft beside the conversation.
type Brouillon struct {
	Numero      string
	Badge       Badge
	URL         string // the same draft in the portal
	Progression Progression
	Etapes      Etapes
	Rubriques   []Rubrique
	Totaux      *Totaux
	Vide        *Vide // in place of all the rest when no draft is open
	Action      *Bouton
}

// Journal is the list of the messages, announced as they come.
type Journal struct {
	ID        string
	Etiquette string
	Bulles    []Bulle
	AvantURL  string // loads the messages before the first one, empty when all are there
	Modele    Bulle  // what the script clones for a message being sent
	Vide      *Vide
}

// Composeur is the form at the foot of a conversation.
type Composeur struct {
	Action       string
	Conversation string
	Client       string // id for the message sent without script
	Retour       string // page that a form without script comes back to
	Accepte      string // file formats
	Max          int    // longest text
	Inactif      bool   // closed conversation
	Raison       string // why it is inactive
	Aide         string // « Répondez, posez une question ou déposez un document. »
}

// Connexion is the line that says whether messages go through.
type Connexion struct {
	Etat  string // en_ligne, reprise or hors_ligne
	Texte string
}

// Icone gives the drawing of the state of the line.
func (c Connexion) Icone() string {
	if c.Etat == "en_ligne" {
		return "connecte"
	}
	return "deconnecte"
}

// Conversation is a whole conversation: line state, messages, form. It fills the panel of the widget
// and the left half of /assistant.
type Conversation struct {
	ID        string
	Derniere  int64  // sequence of the last message drawn, where the script resumes
	Prise     string // address of the socket
	Repli     string // address polled when there is no socket
	Epoque    string // history of the database, sent back when resuming
	Jeton     string // token of the page, checked once a connection
	Connexion Connexion
	Journal   Journal
	Composeur Composeur
	Compacte  bool // in the widget
}

// Badge is the decision in a word, with the icon of its tone.
func (p Proposition) Badge() Badge {
	b := Badge{Texte: p.Decision, Ton: p.Ton, Icone: iconeTon(p.Ton)}
	if b.Ton == "" {
		b.Ton, b.Icone = "neutre", "info"
	}
	return b
}

// VueAssistant is /assistant: the conversation beside the live draft, as tabs on a phone.
type VueAssistant struct {
	Conversation Conversation
	Brouillon    Brouillon
}
