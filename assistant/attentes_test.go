package assistant

import (
	"context"
	"errors"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"claudia/assistant/dialogue"
	"claudia/internal/pg"
	"claudia/kb/retours"
)

const sansReponse = "puis-je signer avec le pouce ?"

// avecRetours is a salon whose engine answers every message by « I do not know », and which tells later.
func avecRetours(t *testing.T) (*salon, *retours.Service, *Messager) {
	t.Helper()
	s := newSalon(t, func(e dialogue.Etat, in dialogue.Entree, _ dialogue.Monde) (dialogue.Etat, []dialogue.Effet) {
		if in.Genre != dialogue.EntreeTexte {
			return e, nil
		}
		return e, append(dits("Je ne sais pas."), dialogue.NoterSansReponse{Question: in.Texte})
	})
	r := retours.New(s.db, retours.Options{Horloge: s.monde.Service.Maintenant, Jobs: s.jobs})
	s.guide.Retours = r
	return s, r, &Messager{DB: s.db, Retours: r, Jobs: s.jobs, Horloge: s.monde.Service.Maintenant}
}

// publier answers the question by an article, as the editors do.
func publier(t *testing.T, db *pg.DB, r *retours.Service, question string) {
	t.Helper()
	ctx := context.Background()
	if err := db.InTx(ctx, func(tx pg.Tx) error {
		err := r.ConfierTx(ctx, tx, []string{retours.Cle(question)}, "signer")
		_, errRepondre := r.RepondreTx(ctx, tx, "signer", "Comment signer")
		return errors.Join(err, errRepondre)
	}); err != nil {
		t.Fatal(err)
	}
}

// nouvelles are the messages that tell an answer, in all the conversations of the person.
func (s *salon) nouvelles() []Message {
	s.t.Helper()
	ids, err := s.service.Miennes(s.t.Context(), s.monde.Par)
	if err != nil {
		s.t.Fatal(err)
	}
	var out []Message
	for _, id := range ids {
		ms, err := s.service.Suite(s.t.Context(), id, 0, 1000)
		if err != nil {
			s.t.Fatal(err)
		}
		for _, m := range ms {
			if len(m.Contenu.Blocs) > 0 && strings.HasPrefix(m.Contenu.Blocs[0].Texte, "Vous aviez demandé") {
				out = append(out, m)
			}
		}
	}
	return out
}

// Who asked in vain is told once when the answer is published, whoever runs the job and however often, in
// the conversation that is open then.
func TestPrevenir_tellsOnceInTheOpenConversation(t *testing.T) {
	t.Parallel()
	s, r, m := avecRetours(t)
	ctx := t.Context()
	s.reponse(s.dire(sansReponse).Seq)
	s.reponse(s.dire("et à l'encre verte ?").Seq)
	ouverte, err := s.service.Ouvrir(ctx, s.monde.Par) // closes the one in which it was asked
	if err != nil {
		t.Fatal(err)
	}
	publier(t, s.db, r, sansReponse)
	var dites []Message
	var mu sync.Mutex
	s.service.Suivre(func(n Nouvelle) {
		mu.Lock()
		defer mu.Unlock()
		for _, x := range n.Messages {
			if x.Auteur == Assistant {
				dites = append(dites, x)
			}
		}
	})
	var ensemble sync.WaitGroup
	for range 4 {
		ensemble.Go(func() {
			if err := s.service.prevenir(ctx, m); err != nil {
				t.Error(err)
			}
		})
	}
	ensemble.Wait()
	if err := s.service.prevenir(ctx, m); err != nil {
		t.Error(err)
	}
	got := s.nouvelles()
	if len(got) != 1 || got[0].Conversation != ouverte.ID {
		t.Fatalf("told %d times, in %+v; want once, in %v", len(got), got, ouverte.ID)
	}
	want := []dialogue.Bloc{{
		Genre: dialogue.BlocTexte, Texte: "Vous aviez demandé le\u00a014 octobre\u00a0: «\u00a0" + sansReponse + "\u00a0». Le guide y répond maintenant\u00a0:",
		Lien: "/guide/articles/signer", LienTexte: "Comment signer",
	}}
	if d := cmp.Diff(want, got[0].Contenu.Blocs); d != "" {
		t.Errorf("what is told (-want +got):\n%s", d)
	}
	mu.Lock()
	defer mu.Unlock()
	live := false
	for _, x := range dites {
		live = live || x.CID == got[0].CID
	}
	if !live {
		t.Error("the followers, that is the open screens, were not told")
	}
	ids, err := s.service.Miennes(ctx, s.monde.Par)
	if err != nil {
		t.Fatal(err)
	}
	reste, err := r.Attentes(ctx, ids)
	if err != nil || len(reste) != 1 || reste[0].Question != "et à l'encre verte ?" {
		t.Errorf("still awaited: %+v, %v; want the other question only", reste, err)
	}
}

// A message that does not get through leaves the wait: killed between both is killed before both.
func TestPrevenir_isWholeOrNothing(t *testing.T) {
	t.Parallel()
	s, r, m := avecRetours(t)
	s.reponse(s.dire(sansReponse).Seq)
	publier(t, s.db, r, sansReponse)
	if _, err := s.db.Pool.Exec(t.Context(), "ALTER TABLE messages ADD CONSTRAINT panne CHECK (auteur <> 'assistant') NOT VALID"); err != nil {
		t.Fatal(err)
	}
	if err := s.service.prevenir(t.Context(), m); err == nil {
		t.Error("a message that cannot be written is no error")
	}
	if _, err := s.db.Pool.Exec(t.Context(), "ALTER TABLE messages DROP CONSTRAINT panne"); err != nil {
		t.Fatal(err)
	}
	if err := s.service.prevenir(t.Context(), m); err != nil {
		t.Error(err)
	}
	if got := s.nouvelles(); len(got) != 1 {
		t.Errorf("told %d times after an outage, want once", len(got))
	}
}

// R13: the assistant is silent while a human answers; the news waits.
func TestPrevenir_waitsWhileAHumanAnswers(t *testing.T) {
	t.Parallel()
	s, r, m := avecRetours(t)
	s.reponse(s.dire(sansReponse).Seq)
	publier(t, s.db, r, sansReponse)
	for _, x := range []struct {
		main string
		want int
	}{{"humain", 0}, {"assistant", 1}} {
		if _, err := s.db.Pool.Exec(t.Context(), "UPDATE dialogues SET main = $1", x.main); err != nil {
			t.Fatal(err)
		}
		if err := s.service.prevenir(t.Context(), m); err != nil {
			t.Error(err)
		}
		if got := s.nouvelles(); len(got) != x.want {
			t.Errorf("with the hand of the %s: told %d times, want %d", x.main, len(got), x.want)
		}
	}
}

// The publication itself has the job run: nobody calls prevenir here.
func TestRepondreTx_hasThemTold(t *testing.T) {
	t.Parallel()
	s, r, m := avecRetours(t)
	s.reponse(s.dire(sansReponse).Seq)
	if err := s.jobs.Stop(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := s.service.employer(m); err != nil {
		t.Fatal(err)
	}
	if err := s.jobs.Start(t.Context()); err != nil {
		t.Fatal(err)
	}
	publier(t, s.db, r, sansReponse)
	limite := time.Now().Add(20 * time.Second)
	for len(s.nouvelles()) == 0 && time.Now().Before(limite) {
		<-time.After(20 * time.Millisecond)
	}
	if got := s.nouvelles(); len(got) != 1 {
		t.Errorf("told %d times, want once", len(got))
	}
}
