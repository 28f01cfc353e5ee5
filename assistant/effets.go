package assistant

import (
	"context"
	"fmt"

	"claudia/assistant/dialogue"
	"claudia/internal/fault"
	"claudia/memoires"
)

// travail is the carrying out of the effects of one turn of the engine.
type travail struct {
	*tourDe
	lignes   map[memoires.LigneID]memoires.LigneID // negative lines announced by the engine, with their id
	courant  memoires.ID
	ecrits   []memoires.Ecriture // waiting, so that writes that follow each other are one
	changent bool                // another draft became the current one
}

// accomplir carries out the effects in their order and tells whether another draft became the current
// one, so that the engine must be asked again.
func (t *tourDe) accomplir(ctx context.Context, effets []dialogue.Effet) (change bool, err error) {
	w := &travail{tourDe: t, lignes: map[memoires.LigneID]memoires.LigneID{}, courant: t.etat.Memoire}
	for _, e := range effets {
		if err := w.un(ctx, e); err != nil {
			return false, err
		}
	}
	if err := w.vider(ctx); err != nil {
		return false, err
	}
	t.etat.RemplacerLignes(w.lignes)
	for i := range t.dits {
		t.dits[i].Contenu.RemplacerLignes(w.lignes)
	}
	t.etat.Ouvert(w.courant)
	return w.changent, nil
}

// un carries out one effect.
func (w *travail) un(ctx context.Context, effet dialogue.Effet) error {
	if e, ok := effet.(dialogue.Ecrire); ok {
		e.Champ.Ligne = w.ligne(e.Champ.Ligne)
		w.ecrits = append(w.ecrits, memoires.Ecriture{Champ: e.Champ, Valeur: e.Valeur, Provenance: e.Provenance})
		return nil
	}
	if err := w.vider(ctx); err != nil {
		return err
	}
	switch e := effet.(type) {
	case dialogue.Dire:
		w.dire(e.Message)
		return nil
	case dialogue.Ouvrir, dialogue.Reprendre, dialogue.Dupliquer, dialogue.Abandonner:
		return w.changer(ctx, effet)
	case dialogue.AjouterLigne, dialogue.RetirerLigne:
		return w.surLigne(ctx, effet)
	case dialogue.Lier:
		return w.lier(ctx, e)
	case dialogue.Delier:
		return w.delier(ctx, e)
	case dialogue.AppelerHumain:
		return w.appelerHumain(ctx, e.Motif)
	case dialogue.NoterSansReponse:
		return w.noterSansReponse(ctx, e.Question)
	case dialogue.Masquer:
		if !e.Sur {
			return nil // what the person said is in no log
		}
		_, err := w.tx.Exec(ctx, sqlMasquer, [16]byte(w.id), e.Seq)
		return enrichir("mask a message", err)
	case dialogue.EffacerConversation:
		_, err := w.tx.Exec(ctx, sqlEffacer, [16]byte(w.id), int64(w.entree.Seq))
		return enrichir("erase the messages", err)
	}
	return fmt.Errorf("effect %T is not known", effet)
}

func enrichir(quoi string, err error) error {
	if err != nil {
		return fmt.Errorf("%s: %w", quoi, err)
	}
	return nil
}

// ligne gives the real id of a line that the engine may know by a negative number.
func (w *travail) ligne(id memoires.LigneID) memoires.LigneID {
	if vrai, ok := w.lignes[id]; ok {
		return vrai
	}
	return id
}

// vider writes the fields that wait.
func (w *travail) vider(ctx context.Context) error {
	if len(w.ecrits) == 0 {
		return nil
	}
	ecrits := w.ecrits
	w.ecrits = nil
	_, err := w.guide.Memoires.EcrireTx(ctx, w.tx, w.entour.acteur, w.courant, 0, ecrits)
	return err
}

// changer makes another draft the current one, or none.
func (w *travail) changer(ctx context.Context, effet dialogue.Effet) error {
	par, s := w.entour.acteur, w.guide.Memoires
	var m memoires.Memoire
	var err error
	switch e := effet.(type) {
	case dialogue.Ouvrir:
		m, err = s.OuvrirTx(ctx, w.tx, par, e.Structure)
	case dialogue.Reprendre:
		m, err = s.ParIDTx(ctx, w.tx, par, e.Memoire)
		w.changent = true
	case dialogue.Dupliquer:
		m, err = s.DupliquerTx(ctx, w.tx, par, e.Memoire)
		w.changent = true
	case dialogue.Abandonner:
		_, err = s.AbandonnerTx(ctx, w.tx, par, w.courant)
	}
	if err != nil {
		return err
	}
	w.courant = m.ID
	return nil
}

func (w *travail) surLigne(ctx context.Context, effet dialogue.Effet) error {
	par, s := w.entour.acteur, w.guide.Memoires
	switch e := effet.(type) {
	case dialogue.AjouterLigne:
		_, id, err := s.AjouterLigneTx(ctx, w.tx, par, w.courant, 0, nil)
		if err != nil {
			return err
		}
		w.lignes[e.Ref] = id
	case dialogue.RetirerLigne:
		_, err := s.RetirerLigneTx(ctx, w.tx, par, w.courant, 0,
			memoires.RetraitLigne{Ligne: w.ligne(e.Ligne), GarderPieces: e.GarderPieces})
		return err
	}
	return nil
}

// lier ties a document; one that is tied already stays so.
func (w *travail) lier(ctx context.Context, e dialogue.Lier) error {
	_, err := w.guide.Memoires.LierPieceTx(ctx, w.tx, w.entour.acteur, w.courant, 0, memoires.LienPiece{
		Piece: e.Piece, Ligne: w.ligne(e.Ligne), Type: e.Type, Designation: e.Designation,
	})
	if f, ok := fault.As(err); ok && f.Code == "deja_liee" {
		return nil
	}
	return err
}

func (w *travail) delier(ctx context.Context, e dialogue.Delier) error {
	m, err := w.guide.Memoires.ParIDTx(ctx, w.tx, w.entour.acteur, w.courant)
	if err != nil {
		return err
	}
	for _, p := range m.Pieces {
		if p.Piece != e.Piece {
			continue
		}
		if _, err := w.guide.Memoires.DelierPieceTx(ctx, w.tx, w.entour.acteur, w.courant, 0, p.ID); err != nil {
			return err
		}
	}
	return nil
}

// appelerHumain notes the call on the conversation and brings the human in.
func (t *tourDe) appelerHumain(ctx context.Context, motif string) error {
	if _, err := t.tx.Exec(ctx, sqlAppelerHumain, [16]byte(t.id), motif); err != nil {
		return fmt.Errorf("call a human: %w", err)
	}
	if t.guide.Appeler == nil {
		return nil
	}
	return t.guide.Appeler(ctx, t.tx, t.id, t.entour.acteur, motif)
}
