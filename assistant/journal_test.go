package assistant

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"

	"claudia/assistant/dialogue"
	"claudia/internal/comptes"
	"claudia/internal/fault"
	"claudia/internal/pg"
	"claudia/internal/pg/pgtest"
)

const ioana comptes.UtilisateurID = 7

// newJournal gives a started journal on a database of its own.
func newJournal(t *testing.T, apres func([]Message)) (*Journal, *pg.DB) {
	t.Helper()
	db := pgtest.New(t)
	j := NewJournal(db, nil, apres, ReglagesJournal{})
	j.Start()
	t.Cleanup(j.Stop)
	return j, db
}

func newConversation(t *testing.T, db *pg.DB, de comptes.UtilisateurID) ID {
	t.Helper()
	var id ID
	err := db.InTx(t.Context(), func(tx pg.Tx) (err error) {
		id, err = ouvrirTx(t.Context(), tx, de)
		return err
	})
	if err != nil {
		t.Fatalf("open a conversation: %v", err)
	}
	return id
}

func demandeDe(conv ID, cid uuid.UUID, s string) Demande {
	return Demande{
		Conversation: conv, CID: cid, Auteur: Usager, Utilisateur: ioana, Proprietaire: ioana,
		Contenu: Contenu{Message: dialogue.Message{Texte: s}},
	}
}

func TestQueries_areKnownToTheSchema(t *testing.T) {
	t.Parallel()
	pgtest.PrepareAll(t, pgtest.New(t), map[string]string{
		"sqlVerrouiller": sqlVerrouiller, "sqlAjouter": sqlAjouter, "sqlEpoque": sqlEpoque,
		"sqlConversationParID": sqlConversationParID, "sqlConversationCourante": sqlConversationCourante,
		"sqlVerrouPersonne": sqlVerrouPersonne, "sqlOuvrir": sqlOuvrir, "sqlClore": sqlClore, "sqlDepuis": sqlDepuis,
		"sqlMessage": sqlMessage, "sqlAcces": sqlAcces, "sqlEnAttente": sqlEnAttente,
		"sqlProprietaire": sqlProprietaire,
		"sqlVerrouTour":   sqlVerrouTour, "sqlEntrees": sqlEntrees, "sqlTraite": sqlTraite, "sqlGarderEtat": sqlGarderEtat,
		"sqlAppelerHumain": sqlAppelerHumain, "sqlConversationsSur": sqlConversationsSur, "sqlPersonne": sqlPersonne, "sqlConversationsDe": sqlConversationsDe, "sqlMasquer": sqlMasquer,
		"sqlEffacer": sqlEffacer, "sqlDocuments": sqlDocuments, "sqlDocument": sqlDocument,
		"sqlLectureEnCours": sqlLectureEnCours, "sqlLecture": sqlLecture, "sqlLectureFinie": sqlLectureFinie,
		"sqlLecturesPerdues": sqlLecturesPerdues,
	})
}

// Many writers on few conversations: numbers are 1..n, each writer's acks increase, nothing is
// written twice, and what is told after the commit is what is stored, in order.
func TestAjouter_numbersWithoutHole(t *testing.T) {
	t.Parallel()
	var mu sync.Mutex
	told := map[ID][]Seq{}
	j, db := newJournal(t, func(ms []Message) {
		mu.Lock()
		defer mu.Unlock()
		for _, m := range ms {
			told[m.Conversation] = append(told[m.Conversation], m.Seq)
		}
	})
	convs := []ID{newConversation(t, db, ioana), newConversation(t, db, ioana), newConversation(t, db, ioana)}
	const writers, each = 20, 50
	var wg sync.WaitGroup
	for w := range writers {
		wg.Go(func() {
			var last Seq
			for i := range each {
				ack, err := j.Ajouter(t.Context(), demandeDe(convs[w%len(convs)], uuid.New(), fmt.Sprint(w, " ", i)))
				if err != nil {
					t.Errorf("Ajouter = %v", err)
					return
				}
				if ack.Seq <= last || ack.DejaRecu {
					t.Errorf("writer %d: ack %+v after %d", w, ack, last)
				}
				last = ack.Seq
			}
		})
	}
	wg.Wait()
	total := 0
	for _, c := range convs {
		ms, err := lireDepuis(t.Context(), db.Pool, c, 0, 10_000)
		if err != nil {
			t.Fatal(err)
		}
		total += len(ms)
		for i, m := range ms {
			if m.Seq != Seq(i+1) {
				t.Fatalf("message %d has number %d", i+1, m.Seq)
			}
			if told[c][i] != m.Seq {
				t.Fatalf("told %d in place of %d", told[c][i], m.Seq)
			}
		}
	}
	if total != writers*each {
		t.Errorf("%d messages stored, want %d", total, writers*each)
	}
}

// P2: sending again, with other words, now, in the same batch or later, gives the first ack.
func TestAjouter_resendGetsTheFirstAck(t *testing.T) {
	t.Parallel()
	j, db := newJournal(t, nil)
	conv, cid := newConversation(t, db, ioana), uuid.New()
	first, err := j.Ajouter(t.Context(), demandeDe(conv, cid, "le 3 mars"))
	if err != nil {
		t.Fatal(err)
	}
	var wg sync.WaitGroup
	for range 30 {
		wg.Go(func() {
			again, err := j.Ajouter(t.Context(), demandeDe(conv, cid, "autre chose"))
			if err != nil || again.Seq != first.Seq || !again.DejaRecu || !again.Le.Equal(first.Le) {
				t.Errorf("resend = %+v, %v; want the ack %+v", again, err, first)
			}
		})
	}
	wg.Wait()
	ms, err := lireDepuis(t.Context(), db.Pool, conv, 0, 10)
	if err != nil || len(ms) != 1 || ms[0].Contenu.Texte != "le 3 mars" {
		t.Errorf("journal = %+v, %v; want the first words alone", ms, err)
	}
}

func TestCommettre_copiesInOneBatch(t *testing.T) {
	t.Parallel()
	j, db := newJournal(t, nil)
	conv, cid := newConversation(t, db, ioana), uuid.New()
	var batch []*attente
	for _, s := range []string{"un", "deux"} {
		batch = append(batch, &attente{demande: demandeDe(conv, cid, s), contenu: `{"texte":"` + s + `"}`, reponse: make(chan verdict, 1)})
	}
	j.commettre(batch)
	a, b := <-batch[0].reponse, <-batch[1].reponse
	if a.err != nil || b.err != nil || a.ack.Seq != 1 || b.ack.Seq != 1 || a.ack.DejaRecu || !b.ack.DejaRecu {
		t.Errorf("verdicts = %+v, %+v", a, b)
	}
}

func TestAjouter_refusals(t *testing.T) {
	t.Parallel()
	j, db := newJournal(t, nil)
	mine, other := newConversation(t, db, ioana), newConversation(t, db, ioana+1)
	closed := newConversation(t, db, ioana)
	known := uuid.New()
	if _, err := j.Ajouter(t.Context(), demandeDe(closed, known, "avant")); err != nil {
		t.Fatal(err)
	}
	if _, err := db.Pool.Exec(t.Context(), sqlClore, [16]byte(closed), int64(ioana)); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name string
		conv ID
		code string
	}{
		{"absent", uuid.New(), "introuvable"},
		{"foreign", other, "introuvable"},
		{"closed", closed, "conversation_close"},
		{"mine", mine, ""},
	} {
		_, err := j.Ajouter(t.Context(), demandeDe(c.conv, uuid.New(), "bonjour"))
		code := ""
		if f, ok := fault.As(err); ok {
			code = f.Code
		}
		if code != c.code {
			t.Errorf("%s: Ajouter = %v, want code %q", c.name, err, c.code)
		}
	}
	if ack, err := j.Ajouter(t.Context(), demandeDe(closed, known, "avant")); err != nil || !ack.DejaRecu {
		t.Errorf("resend to a closed conversation = %+v, %v; want its ack", ack, err)
	}
}

// One entry that the database cannot store does not cost the others of its batch.
func TestCommettre_poisonedEntryPaysAlone(t *testing.T) {
	t.Parallel()
	j, db := newJournal(t, nil)
	conv := newConversation(t, db, ioana)
	var batch []*attente
	for _, contenu := range []string{`{"texte":"a"}`, `{"texte":"\u0000"}`, `{"texte":"b"}`} {
		batch = append(batch, &attente{demande: demandeDe(conv, uuid.New(), "x"), contenu: contenu, reponse: make(chan verdict, 1)})
	}
	j.commettre(batch)
	var seqs []Seq
	for i, a := range batch {
		v := <-a.reponse
		if (v.err != nil) != (i == 1) {
			t.Errorf("entry %d: %v", i, v.err)
		}
		seqs = append(seqs, v.ack.Seq)
	}
	if seqs[0] != 1 || seqs[2] != 2 {
		t.Errorf("numbers = %v, want 1 and 2 without a hole", seqs)
	}
}

func TestAjouter_refusesEarly(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t)
	conv := newConversation(t, db, ioana)
	j := NewJournal(db, nil, nil, ReglagesJournal{Ecrivains: 1, File: 2}) // not started: nothing drains
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Millisecond)
	defer cancel()
	var codes []string
	for range 3 {
		_, err := j.Ajouter(ctx, demandeDe(conv, uuid.New(), "x"))
		codes = append(codes, fault.Public(err).Code)
	}
	if codes[2] != "reessai" {
		t.Errorf("third message = %q, want reessai at once", codes[2])
	}
	j.Stop()
	j.Stop()
	if _, err := j.Ajouter(t.Context(), demandeDe(conv, uuid.New(), "x")); fault.Public(err).Code != "reessai" {
		t.Errorf("after Stop: %v, want reessai", err)
	}
}

// A rolled back transaction of a caller leaves no hole.
func TestAjouterTx_rollbackLeavesNoHole(t *testing.T) {
	t.Parallel()
	j, db := newJournal(t, nil)
	conv := newConversation(t, db, ioana)
	boom := errors.New("boom")
	err := db.InTx(t.Context(), func(tx pg.Tx) error {
		if _, _, err := j.AjouterTx(t.Context(), tx, demandeDe(conv, uuid.New(), "perdu")); err != nil {
			return err
		}
		return boom
	})
	if !errors.Is(err, boom) {
		t.Fatal(err)
	}
	ack, err := j.Ajouter(t.Context(), demandeDe(conv, uuid.New(), "gardé"))
	if err != nil || ack.Seq != 1 {
		t.Errorf("next = %+v, %v; want number 1", ack, err)
	}
}

func TestEpoque_isStable(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t)
	a, err := epoque(t.Context(), db.Pool)
	if err != nil || len(a) < 36 {
		t.Fatalf("epoque = %q, %v", a, err)
	}
	if b, _ := epoque(t.Context(), db.Pool); a != b {
		t.Errorf("epoque changed from %q to %q", a, b)
	}
}
