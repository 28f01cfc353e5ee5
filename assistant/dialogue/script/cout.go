package script

import (
	"strings"
	"unicode/utf8"
)

// Cout is what a conversation costs the person.
type Cout struct {
	Questions int // different questions of the assistant; the greeting and the recapitulation ask nothing of the mission
	Mots      int // words typed
	Signes    int // characters typed
	Boutons   int // quick replies pressed
	Documents int // times that documents were dropped
}

// Couter adds up the turns of a script.
func Couter(tours []Tour) Cout {
	var c Cout
	vues := map[string]bool{"": true, "accueil": true, "recap": true}
	for _, t := range tours {
		switch {
		case t.Pas.Genre == Piece:
			c.Documents++
		case strings.HasPrefix(t.Pas.Texte, "["):
			c.Boutons++
		default:
			c.Mots += len(strings.Fields(t.Pas.Texte))
			c.Signes += utf8.RuneCountInString(t.Pas.Texte)
		}
		if !vues[t.Attente] {
			vues[t.Attente] = true
			c.Questions++
		}
	}
	return c
}
