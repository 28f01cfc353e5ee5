package assistant

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"time"

	"claudia/assistant/dialogue"
	"claudia/internal/comptes"
	"claudia/internal/fault"
	"claudia/internal/pg"
	"claudia/memoires"
	"claudia/memoires/saisie"
)

// dossiersMax is how many mémoires the engine knows in short: the latest.
const dossiersMax = 50

// entour is what is read before the transaction of the turn: the rights of now and the accounts.
type entour struct {
	acteur     comptes.Acteur
	structures []comptes.Structure
	services   []comptes.ServiceStructure
}

func (g *Guide) entour(ctx context.Context, qui comptes.UtilisateurID) (entour, error) {
	var e entour
	var err error
	if e.acteur, err = g.Comptes.Acteur(ctx, qui, comptes.Assistant); err != nil {
		return e, err
	}
	if e.structures, err = g.Comptes.Structures(ctx, e.acteur); err != nil {
		return e, err
	}
	for _, s := range e.structures {
		services, err := g.Comptes.Services(ctx, e.acteur, s.ID)
		if err != nil {
			return e, err
		}
		e.services = append(e.services, services...)
	}
	return e, nil
}

// monde reads the world of one turn, in its transaction.
func (g *Guide) monde(ctx context.Context, tx pg.Tx, id ID, e entour, courant memoires.ID) (dialogue.Monde, error) {
	w := dialogue.Monde{
		Maintenant: g.Memoires.Maintenant(), Acteur: e.acteur, Structures: e.structures, Services: e.services,
		Referentiel: g.Memoires.Referentiel(), Guide: g.Recherche, Support: g.support(),
	}
	w.Controle = memoires.Monde{Maintenant: w.Maintenant, Referentiel: w.Referentiel}
	if w.Guide == nil {
		w.Guide = func(string) []dialogue.ReponseGuide { return nil }
	}
	var err error
	if w.Documents, err = lireDocuments(ctx, tx, id); err != nil {
		return w, err
	}
	if w.Dossiers, err = g.dossiers(ctx, tx, e.acteur); err != nil {
		return w, err
	}
	if courant != 0 {
		if err := g.ajouterBrouillon(ctx, tx, &w, courant); err != nil {
			return w, err
		}
	}
	return w, g.ajouterHabitudes(ctx, tx, &w)
}

// ajouterBrouillon adds the current draft and what its controls need. A draft that is gone, or no
// longer the actor's, is simply not there.
func (g *Guide) ajouterBrouillon(ctx context.Context, tx pg.Tx, w *dialogue.Monde, id memoires.ID) error {
	m, err := g.Memoires.ParIDTx(ctx, tx, w.Acteur, id)
	if fault.KindOf(err) == fault.Introuvable {
		return nil
	}
	if err != nil {
		return err
	}
	w.Memoire = &m
	if w.Controle, err = g.Memoires.MondeTx(ctx, tx, w.Acteur, m); err != nil {
		return err
	}
	for _, c := range w.Controle.Comptes {
		w.Coordonnees = append(w.Coordonnees, saisie.Option{Code: strconv.FormatInt(int64(c.ID), 10), Libelle: c.Affichage()})
	}
	return nil
}

func (g *Guide) dossiers(ctx context.Context, tx pg.Tx, par comptes.Acteur) ([]dialogue.Dossier, error) {
	liste, _, err := g.Memoires.ListerTx(ctx, tx, par, memoires.Filtre{Taille: dossiersMax})
	if err != nil {
		return nil, err
	}
	ds := make([]dialogue.Dossier, len(liste))
	for i, r := range liste {
		ds[i] = dialogue.Dossier{
			ID: r.ID, Numero: r.Numero, NumeroTMP: r.NumeroTMP, Etat: r.Etat, Structure: r.Structure, Lignes: r.Lignes,
			ModifieLe: r.ModifieLe.In(g.Memoires.Maintenant().Location()), EtatLe: r.EtatLe.In(g.Memoires.Maintenant().Location()),
			TTC: r.TTC, Motif: r.MotifRefus,
		}
	}
	return ds, g.direManques(ctx, tx, par, ds)
}

// brouillonsDits bounds the drafts for which the first thing missing is told.
const brouillonsDits = 3

func (g *Guide) direManques(ctx context.Context, tx pg.Tx, par comptes.Acteur, ds []dialogue.Dossier) error {
	dits := 0
	for i := range ds {
		if ds[i].Etat != memoires.Brouillon || dits == brouillonsDits {
			continue
		}
		dits++
		m, err := g.Memoires.ParIDTx(ctx, tx, par, ds[i].ID)
		if err != nil {
			return err
		}
		for _, e := range memoires.Etapes(m) {
			if len(e.Manque) > 0 {
				ds[i].Manque = g.nommer(e.Manque[0].Cle)
				break
			}
		}
	}
	return nil
}

func (g *Guide) nommer(cle memoires.Cle) string {
	c, ok := saisie.Trouver(cle)
	if !ok {
		return ""
	}
	return c.Rappel
}

// ajouterHabitudes adds the usual values of the structure of the draft, or of the only one where the
// actor may write.
func (g *Guide) ajouterHabitudes(ctx context.Context, tx pg.Tx, w *dialogue.Monde) error {
	var structure comptes.StructureID
	if w.Memoire != nil {
		structure = w.Memoire.Entete.Structure
	} else if seules := ecrivables(w.Acteur, w.Structures); len(seules) == 1 {
		structure = seules[0]
	}
	if structure == 0 || !w.Acteur.PeutLire(structure) {
		return nil
	}
	h, err := g.Memoires.HabitudesTx(ctx, tx, w.Acteur, structure)
	if err != nil {
		return err
	}
	for _, cle := range slices.Concat(memoires.ClesEntete(), memoires.ClesLigne()) {
		if v := h.Valeurs[cle]; v != "" {
			w.Habitudes = append(w.Habitudes, dialogue.Habitude{Cle: cle, Valeur: v, Source: fmt.Sprintf("mémoire %s", h.Numero)})
		}
	}
	return nil
}

// ecrivables gives the structures in which the actor may change mémoires.
func ecrivables(par comptes.Acteur, structures []comptes.Structure) []comptes.StructureID {
	var ids []comptes.StructureID
	for _, s := range structures {
		if par.PeutModifier(s.ID) {
			ids = append(ids, s.ID)
		}
	}
	return ids
}

// support tells whether agents answer: by default from Monday to Friday, 8:30 to 18:30, holidays
// apart (situations.md 8).
func (g *Guide) support() dialogue.Support {
	now := g.Memoires.Maintenant()
	if g.Support != nil {
		return g.Support(now)
	}
	s := dialogue.Support{Horaires: "du lundi au vendredi, de 8 h 30 à 18 h 30"}
	minutes := now.Hour()*60 + now.Minute()
	_, ferie := g.Memoires.Referentiel().JourFerie(now, "")
	ouvre := !ferie && now.Weekday() != time.Saturday && now.Weekday() != time.Sunday
	s.Ouvert = ouvre && minutes >= 8*60+30 && minutes < 18*60+30
	return s
}
