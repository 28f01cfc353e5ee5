package ui

// Bouton is a button, or a link that looks like one when URL is set.
type Bouton struct {
	Texte   string
	Sorte   string // principal, secondaire, discret, danger or lien; secondaire when empty
	Icone   string // drawn before the text
	Apres   string // icon drawn after the text
	URL     string
	Type    string // submit (when empty) or button
	Nom     string // name and value sent with the form
	Valeur  string
	Form    string // id of the form when the button is outside of it
	Action  string // formaction, when it is not that of the form
	Ouvre   string // id of the dialog that the script opens; without script the button submits
	Petit   bool
	Large   bool // the whole width
	Inactif bool
	SansMot bool // shows the icon only; Texte stays for screen readers
	Tel     bool // the link downloads a file
	SansVal bool // formnovalidate: leave without filling
}

// Classe gives the class attribute of the button.
func (b Bouton) Classe() string {
	sorte := b.Sorte
	if sorte == "" {
		sorte = "secondaire"
	}
	s := "bouton bouton-" + sorte
	if b.Petit {
		s += " bouton-petit"
	}
	if b.Large {
		s += " bouton-large"
	}
	if b.SansMot {
		s += " bouton-rond"
	}
	return s
}

// Nature is the type attribute.
func (b Bouton) Nature() string {
	if b.Type == "" {
		return "submit"
	}
	return b.Type
}

// Badge is a state in a word, with an icon so that colour is never alone.
type Badge struct {
	Texte string
	Ton   string // neutre, info, succes, avertissement or erreur
	Icone string
}

// BadgeEtat gives the badge of a state of a mémoire, by its key: brouillon, envoye, mis_a_disposition,
// refuse, duplique_post_refus, abandonne, mis_en_paiement. Another key is shown as it is.
func BadgeEtat(etat string) Badge {
	switch etat {
	case "brouillon":
		return Badge{Texte: "Brouillon", Ton: "neutre", Icone: "crayon"}
	case "envoye":
		return Badge{Texte: "Envoyé", Ton: "info", Icone: "envoi"}
	case "mis_a_disposition":
		return Badge{Texte: "Mis à disposition", Ton: "info", Icone: "tribunal"}
	case "refuse":
		return Badge{Texte: "Refusé", Ton: "erreur", Icone: "croix-rond"}
	case "duplique_post_refus":
		return Badge{Texte: "Dupliqué post refus", Ton: "avertissement", Icone: "copie"}
	case "abandonne":
		return Badge{Texte: "Abandonné", Ton: "neutre", Icone: "interdit"}
	case "mis_en_paiement":
		return Badge{Texte: "Mis en paiement", Ton: "succes", Icone: "coche-rond"}
	}
	return Badge{Texte: etat, Ton: "neutre", Icone: "info"}
}

// Alerte is a message in the flow of the page.
type Alerte struct {
	Ton    string // info, succes, avertissement or erreur
	Titre  string
	Texte  string
	Points []string
	Action *Bouton
	Vive   bool // announced at once to screen readers (role=alert), for what has just happened
}

// SortEnvoi tells what became of a sending whose answer was lost.
type SortEnvoi struct {
	Envoye bool
	Alerte Alerte
}

// Icone gives the icon of the tone.
func (a Alerte) Icone() string { return iconeTon(a.Ton) }

func iconeTon(ton string) string {
	switch ton {
	case "succes":
		return "coche-rond"
	case "avertissement":
		return "triangle"
	case "erreur":
		return "croix-rond"
	}
	return "info"
}

// Etape is one of the screens of a mémoire.
type Etape struct {
	Titre  string
	URL    string // empty when the screen cannot be opened yet
	Etat   string // faite, courante, incomplete or a_venir
	Detail string // « 2 informations manquantes »
}

// Etiquette says the state in words for screen readers.
func (e Etape) Etiquette() string {
	switch e.Etat {
	case "faite":
		return "terminée"
	case "courante":
		return "en cours"
	case "incomplete":
		return "à compléter"
	}
	return "à venir"
}

// Etapes is the progress through the screens of a mémoire.
type Etapes struct {
	Etapes []Etape
}
