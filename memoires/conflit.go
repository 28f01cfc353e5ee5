package memoires

import (
	"time"

	"claudia/internal/comptes"
	"claudia/internal/fault"
)

// Conflits is the detail of a fault.Conflit `modifie_entre_temps` (promises.md HT-08): for each field
// that this write and another both changed, the three values. The form shows them side by side; to
// keep one's own, write again on Version.
type Conflits struct {
	Version Version // the current one
	Champs  []ConflitChamp
}

// ConflitChamp is one field changed from two places. Values are canonical.
type ConflitChamp struct {
	Champ    Champ
	Avant    string // on the version that this write was decided on
	Actuelle string // theirs, now stored
	Proposee string // yours
	Par      string // who wrote theirs
	Origine  comptes.Origine
	Le       time.Time
}

// ConflitsDe gives the detail of a conflict, and whether err is one.
func ConflitsDe(err error) (Conflits, bool) {
	f, ok := fault.As(err)
	if !ok {
		return Conflits{}, false
	}
	c, ok := f.Recu.(Conflits)
	return c, ok
}

func conflit(c Conflits) *fault.Error {
	message := "Ce mémoire a été modifié entre-temps dans un autre onglet ou par une autre personne. Relisez les valeurs, puis choisissez laquelle garder."
	f := fault.New(fault.Conflit, "modifie_entre_temps", message)
	if len(c.Champs) > 0 {
		f.Champ = c.Champs[0].Champ.String()
	}
	f.Recu = c
	return f
}
