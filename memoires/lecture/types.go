package lecture

import "math"

// Nature is the kind of a document.
type Nature string

// The kinds, as `claudia lire` prints them.
const (
	// Requisition is the order by which an autorité requérante commissions a person; a judge's
	// ordonnance de commission d'expert is one too.
	Requisition Nature = "requisition"
	// Attestation is the attestation de mission, signed by the authority in its cadre 2.
	Attestation Nature = "attestation"
	// Autre is a document that was read and is neither.
	Autre Nature = "autre"
	// Illisible is a document in which too little could be read.
	Illisible Nature = "illisible"
)

// Cle names a value that a document can propose.
type Cle string

// The keys, in the order in which they are shown.
const (
	NumeroAffaire   Cle = "numero_affaire"
	AutoriteNom     Cle = "autorite_nom"     // « Prénom NOM »
	AutoriteQualite Cle = "autorite_qualite" // « Officier de Police Judiciaire »
	Service         Cle = "service"          // « Commissariat de police de Dax »
	PersonneRequise Cle = "personne_requise" // « NOM Prénom »
	NatureAffaire   Cle = "nature_affaire"   // « Violences conjugales »
	Prestation      Cle = "prestation"       // a code of Prestations
	DateRequisition Cle = "date_requisition" // ISO day
	DatePrestation  Cle = "date_prestation"  // ISO day
	HeureDebut      Cle = "heure_debut"      // HH:MM
	HeureFin        Cle = "heure_fin"        // HH:MM
	NombrePages     Cle = "nombre_pages"     // decimal digits
	Signee          Cle = "signee"           // "true" or "false": cadre 2
)

// Cles gives the keys in the order in which they are shown.
func Cles() []Cle {
	return []Cle{
		NumeroAffaire, AutoriteNom, AutoriteQualite, Service, PersonneRequise, NatureAffaire,
		Prestation, DateRequisition, DatePrestation, HeureDebut, HeureFin, NombrePages, Signee,
	}
}

// Zone is a rectangle x0, y0, x1, y1 in points, origin at the top left.
type Zone [4]float64

// Vide tells whether the zone holds no surface.
func (z Zone) Vide() bool { return z[2] <= z[0] || z[3] <= z[1] }

// Union gives the smallest zone around both; an empty zone adds nothing.
func (z Zone) Union(o Zone) Zone {
	if z.Vide() {
		return o
	}
	if o.Vide() {
		return z
	}
	return Zone{math.Min(z[0], o[0]), math.Min(z[1], o[1]), math.Max(z[2], o[2]), math.Max(z[3], o[3])}
}

func (z Zone) hauteur() float64 { return z[3] - z[1] }
func (z Zone) largeur() float64 { return z[2] - z[0] }
func (z Zone) cx() float64      { return (z[0] + z[2]) / 2 }
func (z Zone) cy() float64      { return (z[1] + z[3]) / 2 }

// Mot is a word and its place in the upright frame of its page (see Page.Repere).
type Mot struct {
	Texte     string  `json:"texte"`
	Zone      Zone    `json:"zone"`
	Confiance float64 `json:"confiance"` // 1 for the text of a PDF, the engine's own for OCR
	// Incline marks words that do not run along the lines, as those of a stamp.
	Incline bool `json:"incline,omitempty"`
	// Ligne is the line of a pasted text, from 1; 0 on a page.
	Ligne int `json:"ligne,omitempty"`
}

// Trait is a straight rule of the page, horizontal or vertical.
type Trait struct {
	Zone     Zone `json:"zone"`
	Vertical bool `json:"vertical,omitempty"`
}

// Case is a small square that was found on the page, ticked or not.
type Case struct {
	Zone   Zone `json:"zone"`
	Cochee bool `json:"cochee,omitempty"`
}

// Encre tells where the page is inked: a grid of square cells of Pas points, row by row, each
// holding the share of dark pixels (255 = all).
type Encre struct {
	Pas      float64 `json:"pas"`
	Colonnes int     `json:"colonnes"`
	Densite  []byte  `json:"densite,omitempty"`
}

// Page is what was read on one page. Its words, rules, boxes and ink are in the upright frame, in
// which lines are horizontal; Repere leads from there to the page as it is shown.
type Page struct {
	Numero  int     `json:"numero"`
	Largeur float64 `json:"largeur"` // of the page as it is shown, in points
	Hauteur float64 `json:"hauteur"`
	Mots    []Mot   `json:"mots"`
	Traits  []Trait `json:"traits,omitempty"`
	Cases   []Case  `json:"cases,omitempty"`
	Encre   Encre   `json:"encre"`
	Ocr     bool    `json:"ocr,omitempty"` // the words come from OCR
	// NonLue marks a page that was not looked at: beyond the number of pages read, or the time was over.
	NonLue bool `json:"non_lue,omitempty"`
	// Repere is the affine map a, b, c, d, e, f of the upright frame onto the page as it is shown:
	// x' = a·x + b·y + c, y' = d·x + e·y + f. All zero means that both are the same.
	Repere [6]float64 `json:"repere"`
}

// montrer gives z, which is in the upright frame, in the page as it is shown.
func (p Page) montrer(z Zone) Zone {
	m := p.Repere
	if m == [6]float64{} {
		m = [6]float64{1, 0, 0, 0, 1, 0}
	}
	out := Zone{math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)}
	for _, c := range [4][2]float64{{z[0], z[1]}, {z[2], z[1]}, {z[0], z[3]}, {z[2], z[3]}} {
		x, y := m[0]*c[0]+m[1]*c[1]+m[2], m[3]*c[0]+m[4]*c[1]+m[5]
		out = Zone{math.Min(out[0], x), math.Min(out[1], y), math.Max(out[2], x), math.Max(out[3], y)}
	}
	out[0], out[2] = borner(out[0], p.Largeur), borner(out[2], p.Largeur)
	out[1], out[3] = borner(out[1], p.Hauteur), borner(out[3], p.Hauteur)
	return out
}

// borner brings v into 0..haut, rounded to a tenth of a point.
func borner(v, haut float64) float64 {
	if math.IsNaN(v) || v < 0 {
		return 0
	}
	if v > haut {
		v = haut
	}
	return math.Round(v*10) / 10
}

// Champ is a proposed value with where it was read.
type Champ struct {
	Cle       Cle     `json:"cle"`
	Valeur    string  `json:"valeur"` // ISO day, HH:MM, "true", a code, or the words put in order
	Texte     string  `json:"texte"`  // the words as they stand on the page
	Page      int     `json:"page"`   // from 1
	Zone      Zone    `json:"zone"`
	Ligne     int     `json:"ligne,omitempty"` // line of a pasted text, from 1: its place instead of page and zone
	Confiance float64 `json:"confiance"`       // 0..1
}

// Lecture is what a document says. Message tells in French why it is autre or illisible, and is
// empty otherwise.
type Lecture struct {
	Nature  Nature  `json:"nature"`
	Message string  `json:"message,omitempty"`
	Champs  []Champ `json:"champs"`
	// NonLues counts the pages of the file that were not looked at (LireTout).
	NonLues int `json:"non_lues,omitempty"`
	// Parties are the acts of a file that holds several, in the order of its pages (LireTout).
	Parties []Lecture `json:"parties,omitempty"`
}

// Champ gives the value proposed for the key, and whether there is one.
func (l Lecture) Champ(c Cle) (Champ, bool) {
	for _, v := range l.Champs {
		if v.Cle == c {
			return v, true
		}
	}
	return Champ{}, false
}
