package assistant

import (
	"context"
	"errors"
	"fmt"
	"sync"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"claudia/assistant/dialogue"
	"claudia/internal/comptes"
	"claudia/internal/fault"
	"claudia/internal/pg"
	"claudia/memoires"
)

// Service is the door of the room: it opens conversations, receives what a person says, gives the
// journal back and has the turns played.
type Service struct {
	db      *pg.DB
	journal *Journal
	tours   *tours
	epoque  string

	memoires *memoires.Service // nil without documents
	lecteur  *Lecteur          // nil when documents are not taken

	mu       sync.RWMutex // protects suiveurs
	suiveurs []func(Nouvelle)
}

// Nouvelle tells followers what happened. It is a hint: [Service.Suite] is the truth.
type Nouvelle struct {
	Messages []Message // just committed by this process
	Avis     []Avis    // committed by some process
	Relire   bool      // some may have been missed: read everything again
}

// Reglages configure a [Service].
type Reglages struct {
	Journal ReglagesJournal
	// Annonceur tells the other processes; nil when there is only this one.
	Annonceur Annonceur
	// Joueur plays the turns; nil leaves the entries without an answer (load tests).
	Joueur Joueur
	// Lecteur takes documents and has them read, as drafts of Memoires; nil refuses documents.
	Lecteur  *Lecteur
	Memoires *memoires.Service
	// Messager tells those who waited for an answer of the guide; nil tells nobody.
	Messager *Messager
}

// New makes the service on db and registers its jobs. Nothing runs before Start.
func New(ctx context.Context, db *pg.DB, r Reglages) (*Service, error) {
	e, err := epoque(ctx, db.Pool)
	if err != nil {
		return nil, err
	}
	s := &Service{db: db, epoque: e, memoires: r.Memoires, lecteur: r.Lecteur}
	s.journal = NewJournal(db, r.Annonceur, s.ecrits, r.Journal)
	s.journal.noeud = uuid.NewString()
	s.tours = newTours(db, r.Joueur, s.journal)
	if r.Lecteur != nil {
		s.tours.relancer = r.Lecteur.relancer
		if err := s.brancher(r.Lecteur); err != nil {
			return nil, err
		}
	}
	if r.Messager != nil {
		if err := s.employer(r.Messager); err != nil {
			return nil, err
		}
	}
	return s, nil
}

// Start runs the writers and the turns until Stop, beginning with the entries that another process
// left without a turn.
func (s *Service) Start() {
	s.journal.Start()
	s.tours.Start()
}

// Stop ends the turns, then commits what waits. It may be called twice, or before Start.
func (s *Service) Stop() {
	s.tours.Stop()
	s.journal.Stop()
}

// Epoque names the history of the database that the numbers belong to. It changes only when a
// restore lost something; clients that hold another one reload.
func (s *Service) Epoque() string { return s.epoque }

// Suivre calls f for all that happens from now on, from the goroutine that made it happen: f must
// only hand over.
func (s *Service) Suivre(f func(Nouvelle)) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.suiveurs = append(s.suiveurs, f)
}

// Annonce passes on what the bus told about other processes.
func (s *Service) Annonce(n Nouvelle) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	for _, f := range s.suiveurs {
		f(n)
	}
}

// ecrits is told by the journal what was committed.
func (s *Service) ecrits(ms []Message) {
	if len(ms) == 0 {
		return
	}
	for _, m := range ms {
		if m.Auteur.appelleUnTour() {
			s.tours.reveiller(m.Conversation)
		}
	}
	s.Annonce(Nouvelle{Messages: ms})
}

// Courante gives the open conversation of the person, opening one when there is none.
func (s *Service) Courante(ctx context.Context, par comptes.Acteur) (Conversation, error) {
	c, err := lireCourante(ctx, s.db.Pool, par.Utilisateur)
	if err == nil || fault.KindOf(err) != fault.Introuvable {
		return c, err
	}
	return s.ouvrir(ctx, par, false)
}

// Ouvrir closes the open conversation of the person and begins another.
func (s *Service) Ouvrir(ctx context.Context, par comptes.Acteur) (Conversation, error) {
	return s.ouvrir(ctx, par, true)
}

// ouvrir opens under a lock of the person, so that two tabs do not open two conversations.
func (s *Service) ouvrir(ctx context.Context, par comptes.Acteur, neuve bool) (Conversation, error) {
	var c Conversation
	apres := func() {}
	err := s.db.InTx(ctx, func(tx pg.Tx) error {
		if _, err := tx.Exec(ctx, sqlVerrouPersonne, int64(par.Utilisateur)); err != nil {
			return fmt.Errorf("lock the person: %w", err)
		}
		var err error
		c, err = lireCourante(ctx, tx, par.Utilisateur)
		switch {
		case err == nil && !neuve:
			return nil
		case err == nil:
			if _, err := tx.Exec(ctx, sqlClore, [16]byte(c.ID), int64(par.Utilisateur)); err != nil {
				return fmt.Errorf("close the conversation: %w", err)
			}
		case fault.KindOf(err) != fault.Introuvable:
			return err
		}
		id, err := ouvrirTx(ctx, tx, par.Utilisateur)
		if err != nil {
			return err
		}
		_, apres, err = s.journal.AjouterTx(ctx, tx, Demande{
			Conversation: id, CID: uuid.New(), Auteur: Systeme,
			Contenu: Contenu{Evenement: &Evenement{Genre: EvenementOuverture}},
		})
		if err != nil {
			return err
		}
		c, err = lireConversation(ctx, tx, id, par.Utilisateur)
		return err
	})
	if err != nil {
		return Conversation{}, fmt.Errorf("open a conversation: %w", err)
	}
	apres()
	return c, nil
}

// Lire gives a conversation of the person. Fault: introuvable, also for that of somebody else.
func (s *Service) Lire(ctx context.Context, par comptes.Acteur, id ID) (Conversation, error) {
	return lireConversation(ctx, s.db.Pool, id, par.Utilisateur)
}

// Recevoir appends what the person says and returns after its COMMIT; the answer comes as a message
// of the assistant. A text over the length of a message is kept as a document and read (situations.md
// R15). Sending the same cid again gives the first ack. Faults: message_vide, message_trop_long,
// caractere_interdit, etape_invalide, introuvable, conversation_close, reessai, and those of a deposit.
func (s *Service) Recevoir(ctx context.Context, par comptes.Acteur, id ID, cid uuid.UUID, e Saisie) (Ack, error) {
	contenu := Contenu{Message: dialogue.Message{Texte: neutraliser(e.Texte)}}
	if e.Reponse != nil {
		choix, err := s.choix(ctx, par, id, *e.Reponse)
		if err != nil {
			return Ack{}, err
		}
		contenu = Contenu{Message: dialogue.Message{Texte: choix.Libelle, Choisi: &choix}, Reponse: e.Reponse}
	} else if s.lecteur != nil && long(e.Texte) {
		return s.recevoirColle(ctx, par, id, cid, e.Texte)
	} else if err := valider(e.Texte); err != nil {
		return Ack{}, err
	}
	return s.journal.Ajouter(ctx, Demande{
		Conversation: id, CID: cid, Auteur: Usager, Utilisateur: par.Utilisateur,
		Proprietaire: par.Utilisateur, Contenu: contenu,
	})
}

// choix looks the quick reply up in the journal: a client can only take what was offered to it.
func (s *Service) choix(ctx context.Context, par comptes.Acteur, id ID, r Reponse) (dialogue.Choix, error) {
	m, err := s.Message(ctx, par, id, r.Seq)
	if fault.Public(err).Code == "position_invalide" {
		return choixDe(Message{}, r)
	}
	if err != nil {
		return dialogue.Choix{}, err
	}
	return choixDe(m, r)
}

// Depuis gives the messages after a number to the person whose conversation it is, at most limite.
// Faults: introuvable, position_invalide.
func (s *Service) Depuis(ctx context.Context, par comptes.Acteur, id ID, apres Seq, limite int) ([]Message, error) {
	c, err := s.Lire(ctx, par, id)
	if err != nil {
		return nil, err
	}
	if apres < 0 || apres > c.Dernier {
		return nil, ErrPosition()
	}
	return s.Suite(ctx, id, apres, limite)
}

// Message gives one message of a conversation of the person. Faults: introuvable, position_invalide.
func (s *Service) Message(ctx context.Context, par comptes.Acteur, id ID, seq Seq) (Message, error) {
	if _, err := s.Lire(ctx, par, id); err != nil {
		return Message{}, err
	}
	m, err := lireMessage(ctx, s.db.Pool, id, seq)
	if errors.Is(err, pgx.ErrNoRows) {
		return m, ErrPosition()
	}
	return m, err
}

// ErrPosition answers a number that the conversation has not reached (promises.md MS-11).
func ErrPosition() error {
	return fault.Sur("seq", "position_invalide", "La position demandée n'existe pas. Rechargez la page.")
}

// Suite gives the messages after a number, in order. It checks no right: the caller has.
func (s *Service) Suite(ctx context.Context, id ID, apres Seq, limite int) ([]Message, error) {
	return lireDepuis(ctx, s.db.Pool, id, apres, limite)
}

// Acces gives, for each pair, the last number of the conversation, or SansAcces when the person may
// not follow it any more (promises.md P19).
func (s *Service) Acces(ctx context.Context, couples []Couple) ([]Seq, error) {
	return lireAcces(ctx, s.db.Pool, couples)
}
