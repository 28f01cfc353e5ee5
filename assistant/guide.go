package assistant

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"runtime/debug"
	"strings"
	"time"

	"github.com/google/uuid"

	"claudia/assistant/dialogue"
	"claudia/internal/comptes"
	"claudia/internal/fault"
	"claudia/internal/pg"
	"claudia/kb/retours"
	"claudia/memoires"
)

// patienceMoteur is how long one turn of the engine may compute; it takes a millisecond or so.
const patienceMoteur = 3 * time.Second

// patienceHumain is shorter: whoever asks for a human gets one within a second (promises.md P28).
const patienceHumain = 700 * time.Millisecond

// Guide plays the turns: it reads the world, asks the engine, and carries out what the engine wants,
// all in one transaction with the new state and the reply.
type Guide struct {
	DB       *pg.DB
	Comptes  *comptes.Service
	Memoires *memoires.Service
	// Recherche asks the guide of articles; nil finds nothing.
	Recherche func(question string) []dialogue.ReponseGuide
	// Retours keeps the questions that the guide could not answer, and who waits for it; nil keeps none.
	Retours *retours.Service
	// Support tells whether agents answer; nil goes by the hours of the service.
	Support func(now time.Time) dialogue.Support
	// Appeler brings a human in, in the transaction of the turn; nil only notes the call.
	Appeler func(ctx context.Context, tx pg.Tx, conversation ID, par comptes.Acteur, motif string) error
	// Moteur is the engine; nil is dialogue.Tour.
	Moteur func(dialogue.Etat, dialogue.Entree, dialogue.Monde) (dialogue.Etat, []dialogue.Effet)
}

// errMoteur says that the engine panicked or took too long.
var errMoteur = errors.New("the engine failed")

// Jouer plays the turn of the first entry that waits (see [Joueur]). A turn that fails for a reason
// of ours costs an apology and keeps the step; one that an outage stops is played again later.
func (g *Guide) Jouer(ctx context.Context, j *Journal, id ID) (bool, error) {
	qui, attend, err := proprietaireDe(ctx, g.DB.Pool, id)
	if err != nil || !attend {
		return false, err
	}
	e, err := g.entour(ctx, qui)
	if fault.KindOf(err) == fault.NonAuthentifie {
		return g.conclure(ctx, j, id, func(*tourDe) error { return nil }) // the account is closed: nobody reads
	}
	if err != nil {
		return false, err
	}
	reste, err := g.conclure(ctx, j, id, func(t *tourDe) error {
		t.entour = e
		return t.jouer(ctx)
	})
	if err == nil || passager(ctx, err) {
		return reste, err
	}
	slog.Error("assistant: turn failed", "conversation", id, "error", err)
	return g.conclure(ctx, j, id, func(t *tourDe) error {
		t.entour = e
		return t.excuser(ctx, err)
	})
}

// passager tells an outage, after which the same turn may succeed.
func passager(ctx context.Context, err error) bool {
	return ctx.Err() != nil || fault.KindOf(err) == fault.Indisponible ||
		errors.Is(err, context.DeadlineExceeded) || errors.Is(err, context.Canceled)
}

// conclure locks the turn, lets agir work on the first entry that waits, and commits its effects with
// the state, the reply and the mark that the entry was handled.
func (g *Guide) conclure(ctx context.Context, j *Journal, id ID, agir func(*tourDe) error) (reste bool, err error) {
	apres := func() {}
	err = g.DB.InTx(ctx, func(tx pg.Tx) error {
		reste, apres = false, func() {}
		etat, err := verrouillerTour(ctx, tx, id)
		if err != nil {
			return err
		}
		m, ok, plus, err := entrees(ctx, tx, id)
		if err != nil || !ok {
			return err
		}
		t := &tourDe{guide: g, tx: tx, id: id, entree: m, etat: etat}
		if err := agir(t); err != nil {
			return err
		}
		if err := garderEtat(ctx, tx, id, t.etat); err != nil {
			return err
		}
		// The journal's row is locked last, so that writers wait for a commit and not for a turn.
		if len(t.dits) > 0 {
			_, fini, err := j.AjouterTx(ctx, tx, t.dits...)
			if err != nil && !estClose(err) {
				return err
			}
			if err == nil {
				apres = fini
			}
		}
		if _, err := tx.Exec(ctx, sqlTraite, [16]byte(id), int64(m.Seq)); err != nil {
			return fmt.Errorf("mark the entry: %w", err)
		}
		reste = plus
		return nil
	})
	if err != nil {
		return false, err
	}
	apres()
	return reste, nil
}

func estClose(err error) bool { return fault.Public(err).Code == "conversation_close" }

// tourDe is the work of one turn.
type tourDe struct {
	guide  *Guide
	tx     pg.Tx
	id     ID
	entree Message
	entour entour
	etat   dialogue.Etat
	dits   []Demande
}

// entreeDe turns a message of the journal into an entry of the engine.
func entreeDe(m Message) dialogue.Entree {
	in := dialogue.Entree{Seq: int64(m.Seq), Texte: m.Contenu.Texte}
	if e := m.Contenu.Evenement; e != nil {
		in.Piece, in.Modifications = e.Piece, e.Modifications
		in.Genre = map[string]dialogue.GenreEntree{
			EvenementOuverture: dialogue.EntreeOuverture, EvenementLectureFinie: dialogue.EntreeLecture,
			EvenementModifie: dialogue.EntreeModifie, EvenementMainPrise: dialogue.EntreeMainPrise,
			EvenementMainRendue: dialogue.EntreeMainRendue,
		}[e.Genre]
		return in
	}
	switch {
	case m.Contenu.Choisi != nil:
		in.Genre, in.Choix = dialogue.EntreeChoix, m.Contenu.Choisi
	case len(m.Contenu.Pieces)+len(m.Contenu.Refuses) > 0:
		in.Genre, in.Fichiers, in.Refuses = dialogue.EntreePieces, m.Contenu.Pieces, m.Contenu.Refuses
	default:
		in.Genre = dialogue.EntreeTexte
	}
	return in
}

// reprisesMax bounds the turns that follow from a change of draft inside one turn.
const reprisesMax = 3

// jouer asks the engine and carries out its effects. When another draft became the current one, the
// engine is asked again with it in the world.
func (t *tourDe) jouer(ctx context.Context) error {
	in := entreeDe(t.entree)
	for range reprisesMax {
		w, err := t.guide.monde(ctx, t.tx, t.id, t.entour, t.etat.Memoire)
		if err != nil {
			return err
		}
		patience := patienceMoteur
		if demandeHumain(t.entree) {
			patience = patienceHumain
		}
		etat, effets, err := t.guide.tourner(t.etat, in, w, patience)
		if err != nil {
			return err
		}
		t.etat = etat
		change, err := t.accomplir(ctx, effets)
		if err != nil {
			return err
		}
		if !change {
			return nil
		}
		in = dialogue.Entree{Genre: dialogue.EntreeReprise}
	}
	return nil
}

// tourner runs the engine within bounds: a panic or an endless loop is an error.
func (g *Guide) tourner(e dialogue.Etat, in dialogue.Entree, w dialogue.Monde, patience time.Duration) (dialogue.Etat, []dialogue.Effet, error) {
	moteur := g.Moteur
	if moteur == nil {
		moteur = dialogue.Tour
	}
	type resultat struct {
		etat   dialogue.Etat
		effets []dialogue.Effet
		err    error
	}
	fini := make(chan resultat, 1)
	go func() {
		var r resultat
		defer func() {
			if p := recover(); p != nil {
				slog.Error("assistant: the engine panicked", "panic", p, "stack", string(debug.Stack()))
				r = resultat{err: fmt.Errorf("%w: panic: %v", errMoteur, p)}
			}
			fini <- r
		}()
		r.etat, r.effets = moteur(e, in, w)
	}()
	limite := time.NewTimer(patience)
	defer limite.Stop()
	select {
	case r := <-fini:
		return r.etat, r.effets, r.err
	case <-limite.C:
		return e, nil, fmt.Errorf("%w: more than %v", errMoteur, patience)
	}
}

// excuser answers a turn that failed: the step is kept, the reason is given when it is the person's to
// know, and a human is offered (promises.md P28). A person who asked for a human gets one even so.
func (t *tourDe) excuser(ctx context.Context, cause error) error {
	if demandeHumain(t.entree) {
		if err := t.appelerHumain(ctx, "L'assistant est en panne."); err != nil {
			return err
		}
		t.dire(dialogue.Message{Blocs: []dialogue.Bloc{{
			Genre: dialogue.BlocTexte,
			Texte: "Votre demande est transmise à un agent, avec ce que vous avez déjà saisi. Sa réponse arrivera ici.",
		}}})
		return nil
	}
	texte := "Une erreur de notre côté m'empêche de traiter ce message. Rien de ce que vous avez saisi n'est perdu et nous en sommes au même point."
	if f, ok := fault.As(cause); ok && f.Kind != fault.Interne {
		texte = f.Message
	}
	t.dire(dialogue.Message{Blocs: []dialogue.Bloc{
		{Genre: dialogue.BlocAlerte, Ton: "erreur", Texte: texte},
		{Genre: dialogue.BlocTexte, Choix: []dialogue.Choix{
			{Libelle: "Reprendre", Action: dialogue.ActionReprise, Style: "primaire"},
			{Libelle: "Parler à un agent", Action: dialogue.ActionHumain, Style: "secondaire"},
		}},
	}})
	return nil
}

// demandeHumain tells, without the engine, whether the person asks for a human.
func demandeHumain(m Message) bool {
	if c := m.Contenu.Choisi; c != nil {
		return c.Action == dialogue.ActionHumain
	}
	texte := strings.ToLower(m.Contenu.Texte)
	for _, mot := range []string{"agent", "humain", "conseiller", "quelqu'un"} {
		if strings.Contains(texte, mot) {
			return true
		}
	}
	return false
}

// espaceReponses makes the ids of the replies from their entry: a turn played twice would say the
// same message, which the journal keeps once.
var espaceReponses = uuid.MustParse("5f0c9f0e-3b0a-4c55-9f1a-6a0b6c1d2e3f")

func (t *tourDe) dire(m dialogue.Message) {
	nom := fmt.Sprintf("%s/%d/%d", t.id, t.entree.Seq, len(t.dits))
	t.dits = append(t.dits, Demande{
		Conversation: t.id, CID: uuid.NewSHA1(espaceReponses, []byte(nom)), Auteur: Assistant, Contenu: Contenu{Message: m},
	})
}
