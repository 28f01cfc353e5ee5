package assistant

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"claudia/assistant/dialogue"
	"claudia/internal/fault"
	"claudia/internal/jobs"
	"claudia/internal/pg"
	"claudia/internal/pieces"
	"claudia/memoires/lecture"
	"claudia/memoires/lecture/texte"
)

// The states of a reading.
const (
	lectureEnCours = "en_cours"
	lectureLue     = "lue"
	lectureEchec   = "echec"
)

const (
	// lectureVisible is how long the reading is shown as under way; then the conversation goes on.
	lectureVisible = 10 * time.Second
	// lectureMax ends a reading, with a failure that is told (situations.md 8).
	lectureMax = 120 * time.Second
	// lecturePerdue is the age at which a reading under way was lost with its process.
	lecturePerdue = lectureMax + 60*time.Second
	essaisLecture = 4
)

// Lecture is the job that reads one document of a conversation.
type Lecture struct {
	Conversation ID     `json:"conversation"`
	Seq          Seq    `json:"seq"` // message that brought it
	Piece        string `json:"piece"`
}

// Kind names the job.
func (Lecture) Kind() string { return "lecture" }

// Lecteur has the documents read in the background and tells the conversation.
type Lecteur struct {
	DB     *pg.DB
	Pieces *pieces.Service
	Jobs   *jobs.Runner // its Timeout should be above two minutes
	// Lire reads the words and the values of a file. A *fault.Error tells the person why it cannot.
	Lire func(ctx context.Context, contenu []byte) (lecture.Lecture, error)
}

const sqlDocument = `
INSERT INTO documents (conversation_id, seq, piece, nom)
VALUES ($1, $2, $3, $4)
ON CONFLICT DO NOTHING`

const sqlLectureEnCours = `INSERT INTO lectures (piece) VALUES ($1) ON CONFLICT DO NOTHING`

const sqlLecture = `SELECT etat FROM lectures WHERE piece = $1`

const sqlLectureFinie = `
UPDATE lectures
SET etat = $2, lecture = $3, motif = $4, updated_at = now()
WHERE piece = $1`

// sqlLecturesPerdues takes the readings that no process will end, and puts their age back to zero.
const sqlLecturesPerdues = `
WITH perdues AS (
	UPDATE lectures
	SET updated_at = now()
	WHERE etat = 'en_cours' AND updated_at < now() - make_interval(secs => $1)
	RETURNING piece
)
SELECT d.conversation_id, d.seq, d.piece
FROM perdues p
JOIN documents d ON d.piece = p.piece`

// inscrireTx notes the documents of a message and asks for their reading.
func (l *Lecteur) inscrireTx(ctx context.Context, tx pg.Tx, id ID, seq Seq, fichiers []dialogue.Fichier) error {
	for _, f := range fichiers {
		if _, err := tx.Exec(ctx, sqlDocument, [16]byte(id), int64(seq), f.Piece, f.Nom); err != nil {
			return fmt.Errorf("note a document: %w", err)
		}
		if _, err := tx.Exec(ctx, sqlLectureEnCours, f.Piece); err != nil {
			return fmt.Errorf("note a reading: %w", err)
		}
		if err := l.Jobs.EnqueueTx(ctx, tx, Lecture{Conversation: id, Seq: seq, Piece: f.Piece}, jobs.Attempts(essaisLecture)); err != nil {
			return err
		}
	}
	return nil
}

// relancer puts in again the readings that were lost with their process.
func (l *Lecteur) relancer(ctx context.Context) error {
	return l.DB.InTx(ctx, func(tx pg.Tx) error {
		rows, err := tx.Query(ctx, sqlLecturesPerdues, lecturePerdue.Seconds())
		if err != nil {
			return fmt.Errorf("find the lost readings: %w", err)
		}
		perdues, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) (Lecture, error) {
			var p Lecture
			err := row.Scan((*[16]byte)(&p.Conversation), &p.Seq, &p.Piece)
			return p, err
		})
		if err != nil {
			return fmt.Errorf("find the lost readings: %w", err)
		}
		for _, p := range perdues {
			if err := l.Jobs.EnqueueTx(ctx, tx, p, jobs.Attempts(essaisLecture)); err != nil {
				return err
			}
		}
		return nil
	})
}

// travailler reads the document of a job, keeps what was read and tells the conversation. Running
// twice is harmless: a document is read once, and the messages have ids of their own.
func (l *Lecteur) travailler(ctx context.Context, j *Journal, job Lecture) error {
	var etat string
	if err := l.DB.Pool.QueryRow(ctx, sqlLecture, job.Piece).Scan(&etat); err != nil {
		if errors.Is(err, pgx.ErrNoRows) {
			return nil // the conversation was erased
		}
		return fmt.Errorf("read the state of a reading: %w", err)
	}
	lu, motif := (*lecture.Lecture)(nil), ""
	if etat == lectureEnCours {
		lent := time.AfterFunc(lectureVisible, func() { l.direLent(j, job) })
		defer lent.Stop()
		var err error
		if lu, motif, err = l.lire(ctx, job.Piece); err != nil {
			return err
		}
	}
	return l.conclure(ctx, j, job, lu, motif)
}

// lire gives what was read, or the sentence that tells why nothing was. The error is for outages, which
// a later try may mend.
func (l *Lecteur) lire(ctx context.Context, piece string) (*lecture.Lecture, string, error) {
	p, fichier, err := l.Pieces.OuvrirAutorisee(ctx, pieces.ID(piece))
	if fault.KindOf(err) == fault.Introuvable {
		return nil, "Le fichier n'est plus là. Déposez-le de nouveau.", nil
	}
	if err != nil {
		return nil, "", err
	}
	defer fichier.Close()
	contenu, err := io.ReadAll(fichier)
	if err != nil {
		return nil, "", fmt.Errorf("read piece %s: %w", piece, err)
	}
	if p.Type == pieces.Texte {
		lu := lecture.LireTout(texte.Colle(string(contenu)), nil)
		return &lu, "", nil
	}
	limite, cancel := context.WithTimeout(ctx, lectureMax)
	defer cancel()
	lu, err := l.Lire(limite, contenu)
	switch {
	case err == nil:
		return &lu, "", nil
	case ctx.Err() != nil: // the process stops: another one will read it
		return nil, "", ctx.Err()
	}
	if _, ok := fault.As(err); !ok {
		slog.Error("assistant: document not read", "piece", piece, "error", err)
		return nil, "La lecture automatique de ce document n'a pas abouti. Il reste joint ; répondez aux questions, ou déposez une copie plus nette.", nil
	}
	return nil, fault.Public(err).Message, nil
}

// conclure keeps the reading with the event that has its turn played.
func (l *Lecteur) conclure(ctx context.Context, j *Journal, job Lecture, lu *lecture.Lecture, motif string) error {
	apres := func() {}
	err := l.DB.InTx(ctx, func(tx pg.Tx) error {
		apres = func() {}
		var err error
		switch {
		case lu != nil:
			_, err = tx.Exec(ctx, sqlLectureFinie, job.Piece, lectureLue, lu, "")
		case motif != "":
			_, err = tx.Exec(ctx, sqlLectureFinie, job.Piece, lectureEchec, nil, motif)
		}
		if err != nil {
			return fmt.Errorf("keep the reading: %w", err)
		}
		_, apres, err = j.AjouterTx(ctx, tx, Demande{
			Conversation: job.Conversation, CID: job.cid("finie"), Auteur: Systeme,
			Contenu: Contenu{Evenement: &Evenement{Genre: EvenementLectureFinie, Piece: job.Piece}},
		})
		return err
	})
	switch {
	case err == nil:
		apres()
		return nil
	case estClose(err), fault.KindOf(err) == fault.Introuvable:
		return nil // nobody waits for it any more
	}
	return err
}

// direLent tells that the reading goes on in the background.
func (l *Lecteur) direLent(j *Journal, job Lecture) {
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	_, err := j.Ajouter(ctx, Demande{
		Conversation: job.Conversation, CID: job.cid("lente"), Auteur: Assistant,
		Contenu: Contenu{Message: dialogue.Message{Blocs: []dialogue.Bloc{{
			Genre: dialogue.BlocTexte,
			Texte: "L'analyse du document est plus longue que prévu : elle continue en arrière-plan. Vous pouvez répondre aux questions sans attendre, je vous dirai ce que j'ai lu.",
		}}}},
	})
	if err != nil {
		slog.Warn("assistant: slow reading not told", "conversation", job.Conversation, "error", err)
	}
}

// cid names a message about this reading, the same whatever the number of tries.
func (job Lecture) cid(quoi string) uuid.UUID {
	return uuid.NewSHA1(espaceReponses, fmt.Appendf(nil, "%s/%d/%s/%s", job.Conversation, job.Seq, job.Piece, quoi))
}
