package script

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"
)

// Banc plays turns: the in-memory bench of the unit tests, or the real service.
type Banc interface {
	// Horloge sets the clock.
	Horloge(maintenant time.Time)
	// Regler sets the world up, in words of its own (see the bench).
	Regler(mots string) error
	// Dire sends words typed.
	Dire(texte string) (Reponse, error)
	// Toucher takes the quick reply whose words begin with libelle.
	Toucher(libelle string) (Reponse, error)
	// Deposer drops a document and waits for its reading.
	Deposer(fichier string) (Reponse, error)
	// Valeur gives the canonical value of a field of the current draft; ligne is 0 for the header or the
	// only line, else the number of the line as shown.
	Valeur(ligne int, cle string) (string, error)
	// EnAttente names the pending question (dialogue.Etat.EnAttente).
	EnAttente() string
	// Pile is the number of questions set aside.
	Pile() int
}

// Reponse is what one turn gave.
type Reponse struct {
	Textes []string // all the words shown, in order
	Choix  []string // the quick replies
	Effets []string // the kinds of effects, in order
}

// Genre is the kind of a line.
type Genre byte

// The kinds, by their sign.
const (
	Horloge Genre = '@'
	Reglage Genre = '%'
	Usager  Genre = '>'
	Piece   Genre = '+'
	Attendu Genre = '<'
	Champ   Genre = '='
	Attente Genre = '?'
	Pile    Genre = '~'
	Effet   Genre = '!'
)

// Pas is one line of a script.
type Pas struct {
	Ligne int // from 1
	Genre Genre
	Texte string
}

// Scene is one script of a file that holds several, each after a line « == name ».
type Scene struct {
	Nom   string
	Texte string
}

// Decouper cuts a file into its scenes; the lines of a file keep their numbers. What stands before the
// first name is the opening of every scene.
func Decouper(texte string) []Scene {
	var out []Scene
	ouverture := ""
	n := 0
	for l := range strings.SplitSeq(texte, "\n") {
		n++
		nom, ok := strings.CutPrefix(l, "== ")
		switch {
		case ok:
			out = append(out, Scene{Nom: strings.TrimSpace(nom), Texte: ouverture + strings.Repeat("\n", max(0, n-strings.Count(ouverture, "\n")))})
		case len(out) == 0:
			ouverture += l + "\n"
		default:
			out[len(out)-1].Texte += l + "\n"
		}
	}
	if len(out) == 0 {
		out = append(out, Scene{Nom: "tout", Texte: ouverture})
	}
	return out
}

// Lire parses a script; an error names the line.
func Lire(texte string) ([]Pas, error) {
	var out []Pas
	i := -1
	for l := range strings.SplitSeq(texte, "\n") {
		i++
		l = strings.TrimRight(l, "\r \t")
		if l == "" || l[0] == '#' || strings.HasPrefix(l, "==") {
			continue
		}
		g := Genre(l[0])
		if !strings.ContainsRune("@%>+<=?~!", rune(l[0])) {
			return nil, fmt.Errorf("ligne %d: signe %q inconnu", i+1, l[0])
		}
		out = append(out, Pas{Ligne: i + 1, Genre: g, Texte: strings.TrimSpace(l[1:])})
	}
	return out, nil
}

// Tour is one turn as it was played, for those who print it.
type Tour struct {
	Pas     Pas
	Reponse Reponse
	Attente string
}

// Jouer plays a script on a bench and gives the turns with every expectation that failed, joined.
func Jouer(pas []Pas, b Banc) ([]Tour, error) {
	var tours []Tour
	var fautes []error
	for _, p := range pas {
		if p.Genre == Usager || p.Genre == Piece {
			r, err := agir(p, b)
			if err != nil {
				return tours, errors.Join(append(fautes, fmt.Errorf("ligne %d: %s: %w", p.Ligne, p.Texte, err))...)
			}
			tours = append(tours, Tour{Pas: p, Reponse: r, Attente: b.EnAttente()})
			continue
		}
		var dernier Reponse
		if len(tours) > 0 {
			dernier = tours[len(tours)-1].Reponse
		}
		if err := verifier(p, b, dernier); err != nil {
			fautes = append(fautes, fmt.Errorf("ligne %d: %w", p.Ligne, err))
		}
	}
	return tours, errors.Join(fautes...)
}

func agir(p Pas, b Banc) (Reponse, error) {
	if p.Genre == Piece {
		return b.Deposer(p.Texte)
	}
	if libelle, ok := strings.CutPrefix(p.Texte, "["); ok {
		return b.Toucher(strings.TrimSuffix(libelle, "]"))
	}
	return b.Dire(p.Texte)
}

// verifier checks one expectation, or sets the clock or the world.
func verifier(p Pas, b Banc, r Reponse) error {
	switch p.Genre {
	case Horloge:
		return regler(p.Texte, b)
	case Reglage:
		return b.Regler(p.Texte)
	case Attendu:
		return attendre(p.Texte, r)
	case Champ:
		return comparer(p.Texte, b)
	case Attente:
		if got := b.EnAttente(); got != vide(p.Texte) {
			return fmt.Errorf("question en attente %q, voulue %q", got, p.Texte)
		}
	case Pile:
		if n, err := strconv.Atoi(p.Texte); err != nil || n != b.Pile() {
			return fmt.Errorf("pile %d, voulue %s", b.Pile(), p.Texte)
		}
	case Effet:
		return effet(p.Texte, r)
	case Usager, Piece:
	}
	return nil
}

func vide(s string) string {
	if s == "-" {
		return ""
	}
	return s
}

func regler(texte string, b Banc) error {
	paris, err := time.LoadLocation("Europe/Paris")
	if err != nil {
		return fmt.Errorf("fuseau: %w", err)
	}
	t, err := time.ParseInLocation("2006-01-02T15:04", texte, paris)
	if err != nil {
		return fmt.Errorf("horloge %q: %w", texte, err)
	}
	b.Horloge(t)
	return nil
}

func attendre(voulu string, r Reponse) error {
	tout := Simple(strings.Join(append(r.Textes, r.Choix...), "\n"))
	switch {
	case voulu == "*":
		if len(r.Textes) == 0 {
			return errors.New("aucune réponse")
		}
	case voulu == "-":
		if len(r.Textes) > 0 {
			return fmt.Errorf("réponse inattendue %q", tout)
		}
	case strings.HasPrefix(voulu, "!"):
		if strings.Contains(tout, Simple(voulu[1:])) {
			return fmt.Errorf("%q ne doit pas paraître dans %q", voulu[1:], tout)
		}
	case !strings.Contains(tout, Simple(voulu)):
		return fmt.Errorf("%q ne paraît pas dans %q", voulu, tout)
	}
	return nil
}

// Simple brings the spaces and apostrophes of typography to the plain ones, in lower case.
func Simple(s string) string {
	return strings.ToLower(strings.NewReplacer("\u00a0", " ", "\u202f", " ", "’", "'").Replace(s))
}

func comparer(texte string, b Banc) error {
	champ, voulu, _ := strings.Cut(texte, " ")
	ligne := 0
	if n, cle, ok := strings.Cut(champ, "."); ok {
		i, err := strconv.Atoi(n)
		if err != nil {
			return fmt.Errorf("champ %q: %w", champ, err)
		}
		ligne, champ = i, cle
	}
	got, err := b.Valeur(ligne, champ)
	if err != nil {
		return err
	}
	if got != vide(strings.TrimSpace(voulu)) {
		return fmt.Errorf("%s vaut %q, voulu %q", texte, got, voulu)
	}
	return nil
}

func effet(voulu string, r Reponse) error {
	absent := strings.HasPrefix(voulu, "-")
	voulu = strings.TrimPrefix(voulu, "-")
	present := false
	for _, e := range r.Effets {
		present = present || e == voulu
	}
	if present == absent {
		return fmt.Errorf("effet %s: présent %t ; effets %v", voulu, present, r.Effets)
	}
	return nil
}
