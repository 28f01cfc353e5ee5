package retours

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"claudia/internal/fault"
	"claudia/internal/pg"
	"claudia/kb/analyse"
)

// EtatQuestion is where a question asked in vain stands.
type EtatQuestion string

// The life of a question. An answered one that is asked in vain again is open again.
const (
	Ouverte  EtatQuestion = "ouverte"
	Confiee  EtatQuestion = "confiee"  // an article is being written for it
	Repondue EtatQuestion = "repondue" // that article is published
	Ecartee  EtatQuestion = "ecartee"  // no article will answer it
)

// Question is one that the guide could not answer, with how often it was asked.
type Question struct {
	Pliee      string // its key: folded words, see [Cle]
	Question   string // as first typed, masked
	Nombre     int64
	Attentes   int // conversations that wait to be told of an answer
	PremiereAt time.Time
	DerniereAt time.Time
	Etat       EtatQuestion
	Article    string // that will answer it (Confiee) or does (Repondue), else empty
}

// Cle gives the key of a question: the same for words that differ by case, accents, spaces, final marks
// and what is masked. It is empty for a text without a word.
func Cle(question string) string {
	_, cle := lisible(question)
	return cle
}

// marques are the signs around the words, which do not make another question.
const marques = " ?!.,;:…'\"«»()-"

// lisible gives a question as it is kept, and its key.
func lisible(question string) (masquee, cle string) {
	masquee = couper(strings.Join(strings.Fields(Masquer(couper(question, MaxQuestion))), " "), MaxQuestion)
	return masquee, couper(strings.Trim(analyse.Plier(masquee), marques), 2*MaxQuestion)
}

// NoterSansReponse counts a question that found no answer, grouped with those of the same key. Nothing
// is kept of a question that holds no word.
func (s *Service) NoterSansReponse(ctx context.Context, question string) error {
	return s.noter(ctx, s.db.Pool, question)
}

// NoterSansReponseTx counts a question in the caller's transaction, and remembers that the conversation
// waits for an answer; uuid.Nil waits for nothing. Beyond [MaxAttentes] the question is only counted.
func (s *Service) NoterSansReponseTx(ctx context.Context, tx pg.Tx, question string, conversation uuid.UUID) error {
	if err := s.noter(ctx, tx, question); err != nil || conversation == uuid.Nil {
		return err
	}
	_, err := s.attendre(ctx, tx, Cle(question), conversation)
	return err
}

func (s *Service) noter(ctx context.Context, q pg.Querier, question string) error {
	masquee, cle := lisible(question)
	if cle == "" {
		return nil
	}
	if _, err := q.Exec(ctx, sqlNoterSansReponse, pgx.NamedArgs{
		"pliee": cle, "question": masquee, "maintenant": s.horloge(), "max": MaxQuestions,
	}); err != nil {
		return fmt.Errorf("keep a question without answer: %w", err)
	}
	return nil
}

// Questions gives the n questions of a state that were asked most.
func (s *Service) Questions(ctx context.Context, etat EtatQuestion, n int) ([]Question, error) {
	return s.lister(ctx, sqlQuestions, pgx.NamedArgs{"etat": etat, "n": n})
}

// Confiees gives the questions entrusted to an article, those that it answers already included.
func (s *Service) Confiees(ctx context.Context, article string) ([]Question, error) {
	return s.lister(ctx, sqlConfiees, pgx.NamedArgs{"article": article})
}

func (s *Service) lister(ctx context.Context, sql string, args pgx.NamedArgs) ([]Question, error) {
	rows, err := s.db.Pool.Query(ctx, sql, args)
	if err != nil {
		return nil, fmt.Errorf("list the questions without answer: %w", err)
	}
	out, err := pgx.CollectRows(rows, pgx.RowToStructByName[Question])
	if err != nil {
		return nil, fmt.Errorf("list the questions without answer: %w", err)
	}
	return out, nil
}

// ConfierTx entrusts questions, named by their keys, to the article that is being written for them. Fault:
// Introuvable when one of them is gone.
func (s *Service) ConfierTx(ctx context.Context, tx pg.Tx, pliees []string, article string) error {
	if article == "" {
		return fault.Sur("article", "article_requis", "Choisissez l'article qui répondra à ces questions.")
	}
	return ranger(ctx, tx, pliees, Confiee, article)
}

// EcarterTx sets questions aside: no article will answer them. Whoever waits goes on waiting, in case
// they are opened again.
func (s *Service) EcarterTx(ctx context.Context, tx pg.Tx, pliees []string) error {
	return ranger(ctx, tx, pliees, Ecartee, "")
}

// RouvrirTx puts questions back among those that nobody answers.
func (s *Service) RouvrirTx(ctx context.Context, tx pg.Tx, pliees []string) error {
	return ranger(ctx, tx, pliees, Ouverte, "")
}

func ranger(ctx context.Context, tx pg.Tx, pliees []string, etat EtatQuestion, article string) error {
	var changees, demandees int
	err := tx.QueryRow(ctx, sqlRanger, pgx.NamedArgs{"pliees": pliees, "etat": etat, "article": article}).Scan(&changees, &demandees)
	if err != nil {
		return fmt.Errorf("move questions to %s: %w", etat, err)
	}
	if changees < demandees {
		return fault.AbsentOuEtranger("cette question")
	}
	return nil
}

// RepondreTx marks the questions entrusted to an article as answered, because it is published, and has
// those who waited told under its title. It gives how many conversations will be.
func (s *Service) RepondreTx(ctx context.Context, tx pg.Tx, article, titre string) (int, error) {
	var attentes int
	err := tx.QueryRow(ctx, sqlRepondre, pgx.NamedArgs{"article": article, "titre": couper(titre, maxTitre)}).Scan(&attentes)
	if err != nil {
		return 0, fmt.Errorf("answer the questions of %s: %w", article, err)
	}
	if attentes > 0 && s.jobs != nil {
		if err := s.jobs.EnqueueTx(ctx, tx, Prevenir{}); err != nil {
			return 0, err
		}
	}
	return attentes, nil
}
