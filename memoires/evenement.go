package memoires

import (
	"context"
	"strconv"

	"claudia/internal/bus"
	"claudia/internal/comptes"
	"claudia/internal/pg"
)

// Evenement is what subscribers of Sujet receive after the commit of each change: a hint to read the
// mémoire again.
type Evenement struct {
	Memoire ID              `json:"memoire"`
	Version Version         `json:"version"`
	Action  Action          `json:"action"`
	Etat    Etat            `json:"etat"`
	Champs  []Champ         `json:"champs,omitempty"`
	Origine comptes.Origine `json:"origine"`
	Par     int64           `json:"par,omitempty"` // utilisateur
}

// Sujet names the live events of one mémoire: « memoire:42 ».
func Sujet(id ID) bus.Sujet { return bus.Sujet("memoire:" + strconv.FormatInt(int64(id), 10)) }

// SujetStructure names the live events of all the mémoires of a structure, for lists.
func SujetStructure(id comptes.StructureID) bus.Sujet {
	return bus.Sujet("memoires_structure:" + strconv.FormatInt(int64(id), 10))
}

func annoncerTx(ctx context.Context, tx pg.Tx, structure comptes.StructureID, e Evenement) error {
	return bus.PublishTx(ctx, tx, Sujet(e.Memoire), e, SujetStructure(structure))
}
