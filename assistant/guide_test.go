package assistant

import (
	"context"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"

	"claudia/assistant/dialogue"
	"claudia/internal/comptes"
	"claudia/internal/fault"
	"claudia/internal/jobs"
	"claudia/internal/pg"
	"claudia/internal/pg/pgtest"
	"claudia/internal/pieces"
	"claudia/memoires"
	"claudia/memoires/lecture"
	"claudia/memoires/memoirestest"
)

// salon is a service with its turns, a prestataire and a conversation.
type salon struct {
	t       *testing.T
	db      *pg.DB
	service *Service
	guide   *Guide
	monde   *memoirestest.Monde
	conv    Conversation
	jobs    *jobs.Runner
}

type moteur func(dialogue.Etat, dialogue.Entree, dialogue.Monde) (dialogue.Etat, []dialogue.Effet)

// newSalon starts a service whose engine is m, or the real one when nil.
func newSalon(t *testing.T, m moteur) *salon {
	t.Helper()
	s := &salon{t: t, db: pgtest.New(t)}
	s.monde = memoirestest.Nouveau(t, s.db)
	s.guide = &Guide{DB: s.db, Comptes: s.monde.Comptes, Memoires: s.monde.Service, Moteur: m}
	dossier, err := pieces.OuvrirDossier(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = dossier.Close() })
	if s.jobs, err = jobs.New(s.db, jobs.Options{Timeout: 3 * time.Minute, PollInterval: 100 * time.Millisecond}); err != nil {
		t.Fatal(err)
	}
	s.service, err = New(t.Context(), s.db, Reglages{
		Joueur: s.guide, Memoires: s.monde.Service,
		Lecteur: &Lecteur{DB: s.db, Pieces: pieces.New(s.db, dossier, pieces.Options{}), Jobs: s.jobs, Lire: lireFaux},
	})
	if err != nil {
		t.Fatal(err)
	}
	s.service.Start()
	t.Cleanup(s.service.Stop)
	if err := s.jobs.Start(t.Context()); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.jobs.Stop(context.Background()) })
	if s.conv, err = s.service.Courante(t.Context(), s.monde.Par); err != nil {
		t.Fatal(err)
	}
	return s
}

// lireFaux reads a case number on every document.
func lireFaux(context.Context, []byte) (lecture.Lecture, error) {
	return lecture.Lecture{Nature: lecture.Requisition, Champs: []lecture.Champ{
		{Cle: lecture.NumeroAffaire, Valeur: "2026/1234", Texte: "2026/1234", Page: 1, Zone: lecture.Zone{1, 2, 3, 4}, Confiance: 0.8},
	}}, nil
}

func (s *salon) dire(texte string) Ack {
	s.t.Helper()
	ack, err := s.service.Recevoir(s.t.Context(), s.monde.Par, s.conv.ID, uuid.New(), Saisie{Texte: texte})
	if err != nil {
		s.t.Fatalf("say %q: %v", texte, err)
	}
	return ack
}

// reponse waits for the message of the assistant that follows a number.
func (s *salon) reponse(apres Seq) Message {
	s.t.Helper()
	return s.attendre(apres, func(m Message) bool { return m.Auteur == Assistant })
}

func (s *salon) attendre(apres Seq, vrai func(Message) bool) Message {
	s.t.Helper()
	limite := time.After(20 * time.Second)
	for {
		ms, err := s.service.Suite(s.t.Context(), s.conv.ID, apres, 100)
		if err != nil {
			s.t.Fatal(err)
		}
		for _, m := range ms {
			if vrai(m) {
				return m
			}
		}
		select {
		case <-limite:
			s.t.Fatalf("no such message after %d: %+v", apres, ms)
		case <-time.After(10 * time.Millisecond):
		}
	}
}

func dits(textes ...string) []dialogue.Effet {
	var es []dialogue.Effet
	for _, x := range textes {
		es = append(es, dialogue.Dire{Message: dialogue.Message{Blocs: []dialogue.Bloc{{Genre: dialogue.BlocTexte, Texte: x}}}})
	}
	return es
}

// The real engine greets, then opens a draft in the conversation.
func TestTurn_greetsAndOpens(t *testing.T) {
	t.Parallel()
	s := newSalon(t, nil)
	accueil := s.reponse(0)
	if len(accueil.Contenu.Blocs) == 0 {
		t.Fatalf("greeting = %+v", accueil)
	}
	ack := s.dire("je veux déposer un nouveau mémoire")
	s.reponse(ack.Seq)
	c, err := s.service.Lire(t.Context(), s.monde.Par, s.conv.ID)
	if err != nil || c.Memoire == 0 {
		t.Errorf("conversation = %+v, %v; want a current draft", c, err)
	}
}

// R12: each entry has one turn, whatever the number of processes that look for it.
func TestTurn_onceForEachEntry(t *testing.T) {
	t.Parallel()
	s := newSalon(t, func(e dialogue.Etat, in dialogue.Entree, _ dialogue.Monde) (dialogue.Etat, []dialogue.Effet) {
		return e, dits("vu " + in.Texte)
	})
	s.reponse(0)
	var wg sync.WaitGroup
	fin := make(chan struct{})
	for range 3 { // other processes, that look all the time
		wg.Go(func() {
			for {
				select {
				case <-fin:
					return
				default:
					_, _ = s.guide.Jouer(context.WithoutCancel(t.Context()), s.service.journal, s.conv.ID)
				}
			}
		})
	}
	var last Ack
	for range 20 {
		last = s.dire("bonjour")
	}
	attendreReponses(s, 21)
	close(fin)
	wg.Wait()
	ms, _ := s.service.Suite(t.Context(), s.conv.ID, 0, 1000)
	n := 0
	for _, m := range ms {
		if m.Auteur == Assistant {
			n++
		}
	}
	if n != 21 || last.Seq == 0 {
		t.Errorf("%d replies to 21 entries", n)
	}
}

func attendreReponses(s *salon, n int) {
	vus := map[Seq]bool{}
	s.attendre(0, func(m Message) bool {
		if m.Auteur == Assistant {
			vus[m.Seq] = true
		}
		return len(vus) >= n
	})
}

// P28: an engine that panics or never ends costs an apology; the step is kept, the next message is
// handled, and a human can be had without the engine.
func TestTurn_engineFails(t *testing.T) {
	t.Parallel()
	bloque := make(chan struct{})
	t.Cleanup(func() { close(bloque) })
	s := newSalon(t, func(e dialogue.Etat, in dialogue.Entree, _ dialogue.Monde) (dialogue.Etat, []dialogue.Effet) {
		switch in.Texte {
		case "panique", "je veux un agent":
			e.Salue = false
			panic("boom")
		case "boucle":
			<-bloque
		}
		e.Salue = true
		return e, dits("vu " + in.Texte)
	})
	s.reponse(0)
	for _, texte := range []string{"panique", "boucle"} {
		debut := time.Now()
		r := s.reponse(s.dire(texte).Seq)
		if r.Contenu.Blocs[0].Genre != dialogue.BlocAlerte || len(r.Contenu.Blocs[1].Choix) != 2 {
			t.Errorf("%s: %+v", texte, r.Contenu)
		}
		if d := time.Since(debut); d > patienceMoteur+2*time.Second {
			t.Errorf("%s: answered after %v", texte, d)
		}
	}
	ack := s.dire("je veux un agent")
	if r := s.reponse(ack.Seq); !strings.Contains(r.Contenu.Blocs[0].Texte, "agent") {
		t.Errorf("human: %+v", r.Contenu)
	}
	var appele bool
	err := s.db.Pool.QueryRow(t.Context(), `SELECT humain_at IS NOT NULL AND (etat->>'salue')::boolean FROM dialogues WHERE conversation_id = $1`, [16]byte(s.conv.ID)).Scan(&appele)
	if err != nil || !appele {
		t.Errorf("human called and state kept = %v, %v", appele, err)
	}
	if r := s.reponse(s.dire("suite").Seq); r.Contenu.Blocs[0].Texte != "vu suite" {
		t.Errorf("after the failure: %+v", r.Contenu)
	}
}

// All effects or none: a write that is refused takes the others of its turn back, and is explained.
func TestTurn_allOrNothing(t *testing.T) {
	t.Parallel()
	s := newSalon(t, func(e dialogue.Etat, in dialogue.Entree, w dialogue.Monde) (dialogue.Etat, []dialogue.Effet) {
		if in.Genre != dialogue.EntreeTexte {
			return e, nil
		}
		cle := memoires.CleTypeTVA
		if in.Texte == "F-12" {
			cle = memoires.CleNumeroFacture
		}
		return e, append([]dialogue.Effet{
			dialogue.Ouvrir{Structure: w.Structures[0].ID},
			dialogue.Ecrire{Champ: memoires.Champ{Cle: cle}, Valeur: in.Texte},
		}, dits("écrit")...)
	})
	r := s.reponse(s.dire("n'importe quoi").Seq)
	if r.Contenu.Blocs[0].Genre != dialogue.BlocAlerte || r.Contenu.Blocs[0].Texte == "" {
		t.Errorf("refused write: %+v", r.Contenu)
	}
	liste, n, err := s.monde.Service.Lister(t.Context(), s.monde.Par, memoires.Filtre{})
	if err != nil || n != 0 {
		t.Errorf("drafts left behind: %+v, %v", liste, err)
	}
	r = s.reponse(s.dire("F-12").Seq)
	if r.Contenu.Blocs[0].Texte != "écrit" {
		t.Errorf("good write: %+v", r.Contenu)
	}
}

// Entries without a turn are picked up by the next process.
func TestTurn_pickedUpAfterACrash(t *testing.T) {
	t.Parallel()
	s := newSalon(t, func(e dialogue.Etat, in dialogue.Entree, _ dialogue.Monde) (dialogue.Etat, []dialogue.Effet) {
		return e, dits("vu " + in.Texte)
	})
	s.reponse(0)
	s.service.Stop()
	muet := NewJournal(s.db, nil, nil, ReglagesJournal{}) // a process that dies before the turn
	muet.Start()
	d := demandeDe(s.conv.ID, uuid.New(), "orpheline")
	d.Utilisateur, d.Proprietaire = s.monde.Par.Utilisateur, s.monde.Par.Utilisateur
	ack, err := muet.Ajouter(t.Context(), d)
	muet.Stop()
	if err != nil {
		t.Fatal(err)
	}
	autre, err := New(t.Context(), s.db, Reglages{Joueur: s.guide})
	if err != nil {
		t.Fatal(err)
	}
	autre.Start()
	t.Cleanup(autre.Stop)
	if r := s.reponse(ack.Seq); r.Contenu.Blocs[0].Texte != "vu orpheline" {
		t.Errorf("picked up: %+v", r.Contenu)
	}
}

// A quick reply is looked up in the journal; what was not offered is refused.
func TestRecevoir_choices(t *testing.T) {
	t.Parallel()
	var recus []dialogue.Choix
	var mu sync.Mutex
	s := newSalon(t, func(e dialogue.Etat, in dialogue.Entree, _ dialogue.Monde) (dialogue.Etat, []dialogue.Effet) {
		mu.Lock()
		defer mu.Unlock()
		if in.Choix != nil {
			recus = append(recus, *in.Choix)
		}
		return e, []dialogue.Effet{dialogue.Dire{Message: dialogue.Message{Blocs: []dialogue.Bloc{
			{Genre: dialogue.BlocQuestion, Choix: []dialogue.Choix{{Libelle: "Oui", Action: dialogue.ActionChoisir, Valeur: "1.0"}, {Libelle: "Voir", Lien: "/x"}}},
			{Genre: dialogue.BlocPropositions, Propositions: []dialogue.Proposition{{Choix: []dialogue.Choix{{Libelle: "C'est bon", Action: dialogue.ActionAccepter}}}}},
		}}}}
	})
	q := s.reponse(0)
	zero, un := 0, 1
	for _, c := range []struct {
		name string
		r    Reponse
		ok   bool
	}{
		{"offered", Reponse{Seq: q.Seq}, true},
		{"proposition", Reponse{Seq: q.Seq, Bloc: 1, Proposition: &zero}, true},
		{"a link", Reponse{Seq: q.Seq, Choix: 1}, false},
		{"no such choice", Reponse{Seq: q.Seq, Choix: 2}, false},
		{"negative", Reponse{Seq: q.Seq, Choix: -1}, false},
		{"no such block", Reponse{Seq: q.Seq, Bloc: 7}, false},
		{"no such proposition", Reponse{Seq: q.Seq, Bloc: 1, Proposition: &un}, false},
		{"no such message", Reponse{Seq: 999}, false},
		{"a message of the system", Reponse{Seq: 1}, false},
	} {
		ack, err := s.service.Recevoir(t.Context(), s.monde.Par, s.conv.ID, uuid.New(), Saisie{Reponse: &c.r})
		if (err == nil) != c.ok || (err != nil && fault.Public(err).Code != "etape_invalide") {
			t.Errorf("%s: %v", c.name, err)
		}
		if err == nil {
			s.reponse(ack.Seq)
		}
	}
	mu.Lock()
	defer mu.Unlock()
	if len(recus) != 2 || recus[0].Libelle != "Oui" || recus[1].Action != dialogue.ActionAccepter {
		t.Errorf("the engine received %+v", recus)
	}
}

// A document is stored, read in the background, and its reading has a turn; sending the same message
// again reads nothing again; a refused file is told.
func TestRecevoirPieces_readInTheBackground(t *testing.T) {
	t.Parallel()
	type vu struct {
		in  dialogue.Entree
		doc dialogue.Document
	}
	var mu sync.Mutex
	var vus []vu
	s := newSalon(t, func(e dialogue.Etat, in dialogue.Entree, w dialogue.Monde) (dialogue.Etat, []dialogue.Effet) {
		mu.Lock()
		defer mu.Unlock()
		piece := in.Piece
		if len(in.Fichiers) > 0 {
			piece = in.Fichiers[0].Piece
		}
		vus = append(vus, vu{in, w.Documents[piece]})
		return e, dits(string(in.Genre))
	})
	s.reponse(0)
	cid := uuid.New()
	var premier Depot
	for range 2 {
		r, err := s.service.RecevoirPieces(t.Context(), s.monde.Par, s.conv.ID)
		if err != nil {
			t.Fatal(err)
		}
		for nom, contenu := range map[string]string{"requisition.pdf": pdf, "virus.exe": "MZ"} {
			if err := r.Ajouter(t.Context(), nom, strings.NewReader(contenu)); err != nil {
				t.Fatal(err)
			}
		}
		d, err := r.Conclure(t.Context(), cid, "")
		if err != nil {
			t.Fatal(err)
		}
		if premier.Ack.Seq == 0 {
			premier = d
		} else if !d.Ack.DejaRecu || d.Ack.Seq != premier.Ack.Seq {
			t.Errorf("again: %+v", d)
		}
	}
	if len(premier.Pieces) != 1 || len(premier.Refuses) != 1 || premier.Refuses[0].Nom != "virus.exe" {
		t.Errorf("deposit = %+v", premier)
	}
	s.attendre(premier.Ack.Seq, func(m Message) bool {
		return m.Auteur == Assistant && m.Contenu.Blocs[0].Texte == string(dialogue.EntreeLecture)
	})
	mu.Lock()
	defer mu.Unlock()
	if len(vus) != 3 {
		t.Fatalf("the engine saw %d entries, want opening, pieces, reading", len(vus))
	}
	if vus[1].in.Genre != dialogue.EntreePieces || vus[1].doc.Nom != "requisition.pdf" || len(vus[1].in.Refuses) != 1 {
		t.Errorf("pieces: %+v", vus[1])
	}
	if vus[2].in.Genre != dialogue.EntreeLecture || vus[2].doc.Lecture == nil || vus[2].doc.Lecture.Champs[0].Valeur != "2026/1234" {
		t.Errorf("reading: %+v", vus[2])
	}
}

// pdf is the smallest document that is taken.
const pdf = "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj\nxref\n0 4\n0000000000 65535 f \n0000000009 00000 n \n0000000052 00000 n \n0000000101 00000 n \ntrailer<</Size 4/Root 1 0 R>>\nstartxref\n164\n%%EOF\n"

// Two tabs that open the assistant at the same time get one conversation.
func TestCourante_oneForAPerson(t *testing.T) {
	t.Parallel()
	s := newSalon(t, func(e dialogue.Etat, _ dialogue.Entree, _ dialogue.Monde) (dialogue.Etat, []dialogue.Effet) {
		return e, nil
	})
	autre := comptes.Acteur{Utilisateur: s.monde.Par.Utilisateur + 1000}
	var mu sync.Mutex
	ids := map[ID]bool{}
	var wg sync.WaitGroup
	for range 10 {
		wg.Go(func() {
			c, err := s.service.Courante(t.Context(), autre)
			mu.Lock()
			defer mu.Unlock()
			if err != nil {
				t.Error(err)
			}
			ids[c.ID] = true
		})
	}
	wg.Wait()
	if len(ids) != 1 {
		t.Errorf("%d conversations", len(ids))
	}
	neuve, err := s.service.Ouvrir(t.Context(), autre)
	if err != nil || ids[neuve.ID] {
		t.Errorf("Ouvrir gave the old conversation: %v", err)
	}
}
