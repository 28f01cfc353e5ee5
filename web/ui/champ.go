package ui

import (
	"strings"
	"unicode/utf8"
)

// TypeChamp is the kind of control of a [Champ].
type TypeChamp string

// The kinds of control. Montant, Nombre and Taux are text controls with the numeric keyboard: the
// server parses what French people type (« 1 250,50 »), which type=number would refuse.
const (
	ChampTexte      TypeChamp = "texte"
	ChampCourriel   TypeChamp = "courriel"
	ChampMotDePasse TypeChamp = "motdepasse"
	ChampDate       TypeChamp = "date"
	ChampHeure      TypeChamp = "heure"
	ChampNombre     TypeChamp = "nombre"
	ChampMontant    TypeChamp = "montant"
	ChampListe      TypeChamp = "liste"
	ChampChoix      TypeChamp = "choix" // radio buttons
	ChampCases      TypeChamp = "cases" // several check boxes of one name
	ChampCase       TypeChamp = "case"  // one check box; Valeur is its value, Coche its state
	ChampZone       TypeChamp = "zone"
	ChampFichier    TypeChamp = "fichier"
	ChampRecherche  TypeChamp = "recherche" // text with suggestions from Source, as for a court
	ChampLecture    TypeChamp = "lecture"   // shown, not editable: numbers given by the product
)

// Champ is one field: label, hint, control, error and where the value comes from. The template ties
// them with aria-describedby.
type Champ struct {
	Nom          string // name of the control, also the key of the field in the catalogue
	ID           string // id of the control; "champ-"+Nom when empty
	Type         TypeChamp
	Libelle      string
	Aide         string // one line under the label
	OuTrouver    string // « où le trouver », folded under the control
	EnSavoirPlus string // address of the article of the guide, in the same fold
	Valeur       string
	Coche        bool
	Options      []Option
	Obligatoire  bool
	Erreur       string // sentence of the error, empty when the value is fine
	Provenance   *Provenance
	Suffixe      string // €, %, heures
	Exemple      string // shown in the hint as « Exemple : … », never as a placeholder
	Auto         string // autocomplete attribute
	Largeur      string // court, moyen or empty for the whole line
	Lignes       int    // height of a zone, 4 when zero
	Max          int    // longest text, no limit when zero
	MinISO       string // earliest day of a date
	MaxISO       string // latest day of a date
	Inactif      bool
	Accepte      string // file formats, as in the accept attribute
	Multiple     bool
	// For ChampRecherche: where the script asks for suggestions (GET ?q=…, answered by the component
	// "suggestions"), the name of the hidden control that keeps the key chosen, and that key. Without
	// script the Options make a datalist and the server looks the text up.
	Source    string
	NomCle    string
	ValeurCle string
}

// Option is one choice of a list, of radio buttons, of check boxes or of a search.
type Option struct {
	Valeur  string
	Texte   string
	Aide    string // second line
	Groupe  string // heading in a list; consecutive options of one group
	Choisie bool
}

// Provenance says where a value comes from: « lu p. 1 », « dit le 3 mars », « repris de la structure ».
type Provenance struct {
	Texte string
	Sorte string // lu, dit, calcule, repris or agent
	URL   string // opens the crop of the document, empty when there is nothing to open
}

// Icone gives the icon of the kind of provenance.
func (p Provenance) Icone() string {
	switch p.Sorte {
	case "lu":
		return "oeil"
	case "dit":
		return "bulle"
	case "calcule":
		return "calcul"
	case "repris":
		return "reprise"
	case "agent":
		return "casque"
	}
	return "info"
}

// Ident is the id of the control, the target of the links of the summary of errors.
func (c Champ) Ident() string {
	if c.ID != "" {
		return c.ID
	}
	return "champ-" + strings.NewReplacer(".", "-", "[", "-", "]", "").Replace(c.Nom)
}

// DecritPar lists the ids of what describes the control, for aria-describedby.
func (c Champ) DecritPar() string {
	var ids []string
	if c.Erreur != "" {
		ids = append(ids, c.Ident()+"-erreur")
	}
	if c.Aide != "" || c.Exemple != "" {
		ids = append(ids, c.Ident()+"-aide")
	}
	if c.Provenance != nil {
		ids = append(ids, c.Ident()+"-provenance")
	}
	return strings.Join(ids, " ")
}

// EstGroupe says whether the control is a fieldset, labelled by a legend.
func (c Champ) EstGroupe() bool { return c.Type == ChampChoix || c.Type == ChampCases }

// TypeHTML is the type attribute of an input.
func (c Champ) TypeHTML() string {
	switch c.Type {
	case ChampCourriel:
		return "email"
	case ChampMotDePasse:
		return "password"
	case ChampDate:
		return "date"
	case ChampHeure:
		return "time"
	case ChampFichier:
		return "file"
	case ChampTexte, ChampNombre, ChampMontant, ChampListe, ChampChoix, ChampCases, ChampCase, ChampZone,
		ChampRecherche, ChampLecture:
	}
	return "text"
}

// Clavier is the inputmode attribute, which picks the keyboard of a phone.
func (c Champ) Clavier() string {
	if c.Type == ChampNombre || c.Type == ChampMontant {
		return "decimal"
	}
	return ""
}

// SuffixeLong says whether the suffix is a word rather than a sign, so that it gets more room.
func (c Champ) SuffixeLong() bool { return utf8.RuneCountInString(c.Suffixe) > 2 }

// Hauteur is the number of rows of a zone.
func (c Champ) Hauteur() int {
	if c.Lignes > 0 {
		return c.Lignes
	}
	return 4
}

// GroupeOptions is a run of options under one heading.
type GroupeOptions struct {
	Titre   string
	Options []Option
}

// Groupes cuts the options at each change of Groupe.
func (c Champ) Groupes() []GroupeOptions {
	var g []GroupeOptions
	for _, o := range c.Options {
		if len(g) == 0 || g[len(g)-1].Titre != o.Groupe {
			g = append(g, GroupeOptions{Titre: o.Groupe})
		}
		dernier := &g[len(g)-1]
		dernier.Options = append(dernier.Options, o)
	}
	return g
}

// ErreurChamp is one line of the summary of errors.
type ErreurChamp struct {
	Ancre   string // id of the control, or of what must be repaired
	URL     string // page that holds it when it is another page
	Message string
}

// Cible is the link to what must be repaired.
func (e ErreurChamp) Cible() string { return e.URL + "#" + e.Ancre }

// ResumeErreurs lists at the top of the form all that prevents it from going through.
type ResumeErreurs struct {
	Titre   string
	Erreurs []ErreurChamp
}

// ResumeDe gathers the errors of the fields, in their order; nil when there is none.
func ResumeDe(champs ...Champ) *ResumeErreurs {
	var r ResumeErreurs
	for _, c := range champs {
		if c.Erreur != "" {
			r.Erreurs = append(r.Erreurs, ErreurChamp{Ancre: c.Ident(), Message: c.Erreur})
		}
	}
	switch len(r.Erreurs) {
	case 0:
		return nil
	case 1:
		r.Titre = "Une information est à corriger"
	default:
		r.Titre = "Des informations sont à corriger"
	}
	return &r
}
