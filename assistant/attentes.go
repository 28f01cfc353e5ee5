package assistant

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"claudia/assistant/dialogue"
	"claudia/assistant/francais"
	"claudia/internal/comptes"
	"claudia/internal/fault"
	"claudia/internal/jobs"
	"claudia/internal/pg"
	"claudia/kb/retours"
)

// regardMessager is how late those who waited are told at most, when the process that should have told
// them died.
const regardMessager = 5 * time.Minute

// Messager tells, in their conversation, those whose question the guide answers at last.
type Messager struct {
	DB      *pg.DB
	Retours *retours.Service
	Jobs    *jobs.Runner
	// Horloge gives the present instant where the persons are, to say a date; time.Now when nil.
	Horloge func() time.Time
}

// noterSansReponse keeps the question, and that this conversation waits for its answer.
func (t *tourDe) noterSansReponse(ctx context.Context, question string) error {
	if t.guide.Retours == nil {
		return nil
	}
	return t.guide.Retours.NoterSansReponseTx(ctx, t.tx, question, t.id)
}

// employer has the messager's work done by the jobs, at once and from time to time.
func (s *Service) employer(m *Messager) error {
	err := jobs.Register(m.Jobs, func(ctx context.Context, _ retours.Prevenir) error { return s.prevenir(ctx, m) })
	if err != nil {
		return err
	}
	m.Jobs.Every(regardMessager, retours.Prevenir{})
	return nil
}

// prevenir tells all who are to be told, one person a transaction. One who cannot be told does not hold
// up the others.
func (s *Service) prevenir(ctx context.Context, m *Messager) error {
	var manques error
	place, avant := int64(0), int64(-1)
	for place > avant {
		avant = place
		if err := s.prevenirUn(ctx, m, &place); err != nil {
			manques = errors.Join(manques, err)
		}
	}
	return manques
}

// prevenirUn tells the first person after place, which it moves on to her; it stays when nobody is left.
// The message and the end of the wait are one transaction:
// a process killed anywhere tells once, and a second one leaves the row that the first holds.
func (s *Service) prevenirUn(ctx context.Context, m *Messager, place *int64) error {
	apres, depart := func() {}, *place
	err := m.DB.InTx(ctx, func(tx pg.Tx) error {
		apres = func() {}
		conversation, ici, ok, err := m.Retours.APrevenirTx(ctx, tx, depart)
		if err != nil || !ok {
			return err
		}
		*place = ici
		qui, err := personne(ctx, tx, conversation)
		if err != nil {
			return err
		}
		c, err := s.couranteTx(ctx, tx, qui)
		if err != nil || c.Humain {
			return err // the assistant is silent while a human answers (R13): later
		}
		miennes, err := conversationsDe(ctx, tx, qui)
		if err != nil {
			return err
		}
		reponses, err := m.Retours.PrevenuTx(ctx, tx, miennes)
		if err != nil || len(reponses) == 0 {
			return err
		}
		_, apres, err = s.journal.AjouterTx(ctx, tx, Demande{
			Conversation: c.ID, CID: uuid.New(), Auteur: Assistant, Contenu: Contenu{Message: nouvelleDe(reponses, m.maintenant())},
		})
		return err
	})
	if err != nil {
		return fmt.Errorf("tell an answer: %w", err)
	}
	apres()
	return nil
}

func (m *Messager) maintenant() time.Time {
	if m.Horloge == nil {
		return time.Now()
	}
	return m.Horloge()
}

// nouvelleDe says what was asked and which article answers it now.
func nouvelleDe(reponses []retours.Reponse, maintenant time.Time) dialogue.Message {
	var msg dialogue.Message
	for _, r := range reponses {
		depuis := r.Depuis.In(maintenant.Location())
		date := francais.FormaterDateCourte(depuis)
		if depuis.Year() == maintenant.Year() {
			date = strings.TrimSuffix(date, " "+strconv.Itoa(depuis.Year()))
		}
		msg.Blocs = append(msg.Blocs, dialogue.Bloc{
			Genre: dialogue.BlocTexte, Texte: "Vous aviez demandé le\u00a0" + date + "\u00a0: «\u00a0" + r.Question + "\u00a0». Le guide y répond maintenant\u00a0:",
			Lien: "/guide/articles/" + r.Article, LienTexte: r.Titre,
		})
	}
	return msg
}

const sqlPersonne = `SELECT utilisateur_id FROM conversations WHERE id = $1`

func personne(ctx context.Context, q pg.Querier, id ID) (comptes.UtilisateurID, error) {
	var de comptes.UtilisateurID
	if err := q.QueryRow(ctx, sqlPersonne, [16]byte(id)).Scan(&de); err != nil {
		if errors.Is(err, pgx.ErrNoRows) {
			return 0, errIntrouvable()
		}
		return 0, fmt.Errorf("read whose conversation it is: %w", err)
	}
	return de, nil
}

const sqlConversationsDe = `SELECT id FROM conversations WHERE utilisateur_id = $1`

func conversationsDe(ctx context.Context, q pg.Querier, de comptes.UtilisateurID) ([]ID, error) {
	rows, err := q.Query(ctx, sqlConversationsDe, int64(de))
	if err != nil {
		return nil, fmt.Errorf("list the conversations of a person: %w", err)
	}
	ids, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) (ID, error) {
		var id ID
		err := row.Scan((*[16]byte)(&id))
		return id, err
	})
	if err != nil {
		return nil, fmt.Errorf("list the conversations of a person: %w", err)
	}
	return ids, nil
}

// Miennes gives all the conversations of the person, closed ones included.
func (s *Service) Miennes(ctx context.Context, par comptes.Acteur) ([]ID, error) {
	return conversationsDe(ctx, s.db.Pool, par.Utilisateur)
}

// couranteTx gives the open conversation of a person, opened without a greeting when there is none: what
// is told in it is why it opens.
func (s *Service) couranteTx(ctx context.Context, tx pg.Tx, de comptes.UtilisateurID) (Conversation, error) {
	if _, err := tx.Exec(ctx, sqlVerrouPersonne, int64(de)); err != nil {
		return Conversation{}, fmt.Errorf("lock the person: %w", err)
	}
	c, err := lireCourante(ctx, tx, de)
	if fault.KindOf(err) != fault.Introuvable {
		return c, err
	}
	id, err := ouvrirTx(ctx, tx, de)
	if err != nil {
		return c, err
	}
	return lireConversation(ctx, tx, id, de)
}
