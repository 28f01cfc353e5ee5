package retours

import (
	"context"
	"errors"
	"strconv"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/uuid"

	"claudia/internal/fault"
	"claudia/internal/pg"
)

// conversation makes an open conversation of a person, as the assistant does.
func conversation(t *testing.T, s *Service, personne int64) uuid.UUID {
	t.Helper()
	var id uuid.UUID
	must(t, s.db.Pool.QueryRow(context.Background(), "INSERT INTO conversations (utilisateur_id) VALUES ($1) RETURNING id", personne).Scan((*[16]byte)(&id)))
	return id
}

func (s *Service) dans(t *testing.T, f func(tx pg.Tx) error) {
	t.Helper()
	must(t, s.db.InTx(context.Background(), f))
}

// etats gives the state and the article of each question, by key.
func etats(t *testing.T, s *Service) map[string]string {
	t.Helper()
	out := map[string]string{}
	for _, e := range []EtatQuestion{Ouverte, Confiee, Repondue, Ecartee} {
		qs, err := s.Questions(context.Background(), e, 100)
		must(t, err)
		for _, q := range qs {
			out[q.Pliee] = string(q.Etat) + " " + q.Article
		}
	}
	return out
}

func TestCle_ignoresCaseAccentsAndMarks(t *testing.T) {
	t.Parallel()
	for _, q := range []string{"Où garer ?", "ou garer", "  OU   garer ?! ", "« où garer… »"} {
		if got := Cle(q); got != "ou garer" {
			t.Errorf("Cle(%q) = %q", q, got)
		}
	}
	if got := Cle(" ?! "); got != "" {
		t.Errorf("Cle of marks = %q", got)
	}
}

// The life of a question: entrusted, answered, asked again in vain, set aside, opened again.
func TestQuestions_life(t *testing.T) {
	t.Parallel()
	s, h := service(t)
	ctx := context.Background()
	for _, q := range []string{"Puis-je signer avec le pouce ?", "puis-je signer avec le pouce", "Signer à l'encre verte ?", "La météo ?"} {
		must(t, s.NoterSansReponse(ctx, q))
	}
	pouce, encre, meteo := Cle("puis-je signer avec le pouce"), Cle("signer à l'encre verte"), Cle("la météo")
	s.dans(t, func(tx pg.Tx) error {
		return errors.Join(s.ConfierTx(ctx, tx, []string{pouce, encre}, "signer"), s.EcarterTx(ctx, tx, []string{meteo}))
	})
	want := map[string]string{pouce: "confiee signer", encre: "confiee signer", meteo: "ecartee "}
	if d := cmp.Diff(want, etats(t, s)); d != "" {
		t.Errorf("entrusted (-want +got):\n%s", d)
	}
	must(t, s.NoterSansReponse(ctx, "signer à l'encre verte ?")) // while it is being written
	confiees, err := s.Confiees(ctx, "signer")
	must(t, err)
	if len(confiees) != 2 || confiees[0].Nombre != 2 || confiees[0].Etat != Confiee {
		t.Errorf("Confiees = %+v", confiees)
	}
	var attentes int
	s.dans(t, func(tx pg.Tx) (err error) {
		attentes, err = s.RepondreTx(ctx, tx, "signer", "Comment signer")
		return err
	})
	if attentes != 0 {
		t.Errorf("RepondreTx tells %d conversations, nobody waits", attentes)
	}
	h.avancer(24 * time.Hour)
	must(t, s.NoterSansReponse(ctx, "Puis-je signer avec le POUCE"))
	must(t, s.NoterSansReponse(ctx, "la météo ?"))
	want = map[string]string{pouce: "ouverte ", encre: "repondue signer", meteo: "ecartee "}
	if d := cmp.Diff(want, etats(t, s)); d != "" {
		t.Errorf("asked again (-want +got):\n%s", d)
	}
	s.dans(t, func(tx pg.Tx) error { return s.RouvrirTx(ctx, tx, []string{meteo}) })
	if got := etats(t, s)[meteo]; got != "ouverte " {
		t.Errorf("opened again = %q", got)
	}
	for _, f := range []func(tx pg.Tx) error{
		func(tx pg.Tx) error { return s.ConfierTx(ctx, tx, []string{pouce, "absente"}, "signer") },
		func(tx pg.Tx) error { return s.EcarterTx(ctx, tx, []string{"absente"}) },
	} {
		if err := s.db.InTx(ctx, f); !aPourGenre(err, fault.Introuvable) {
			t.Errorf("a question that is not there = %v, want Introuvable", err)
		}
	}
	if got := etats(t, s)[pouce]; got != "ouverte " {
		t.Errorf("a refused move left %q", got)
	}
	if err := s.db.InTx(ctx, func(tx pg.Tx) error { return s.ConfierTx(ctx, tx, []string{pouce}, "") }); !aPourGenre(err, fault.Invalide) {
		t.Errorf("ConfierTx to no article = %v, want Invalide", err)
	}
}

// Who asked waits, is told once, and may change her mind.
func TestAttentes(t *testing.T) {
	t.Parallel()
	s, h := service(t)
	ctx := context.Background()
	ioana, paul := conversation(t, s, 1), conversation(t, s, 2)
	autre := conversation(t, s, 1)
	const q = "Puis-je signer avec le pouce ?"
	s.dans(t, func(tx pg.Tx) error { return s.NoterSansReponseTx(ctx, tx, q, ioana) })
	s.dans(t, func(tx pg.Tx) error { return s.NoterSansReponseTx(ctx, tx, q, ioana) }) // waiting twice is waiting
	s.dans(t, func(tx pg.Tx) error { return s.NoterSansReponseTx(ctx, tx, "une question de personne", uuid.Nil) })
	must(t, s.Attendre(ctx, "puis-je SIGNER avec le pouce", paul))
	h.avancer(time.Hour)
	must(t, s.Attendre(ctx, "Et à l'encre verte ?", autre)) // not asked before: kept
	qs, err := s.Questions(ctx, Ouverte, 10)
	must(t, err)
	nombre := map[string][2]int{}
	for _, x := range qs {
		nombre[x.Question] = [2]int{int(x.Nombre), x.Attentes}
	}
	if d := cmp.Diff(map[string][2]int{q: {2, 2}, "une question de personne": {1, 0}, "Et à l'encre verte ?": {1, 1}}, nombre); d != "" {
		t.Errorf("asked and awaited (-want +got):\n%s", d)
	}
	attend := func(ids ...uuid.UUID) (out []string) {
		l, err := s.Attentes(ctx, ids)
		must(t, err)
		for _, a := range l {
			out = append(out, a.Question)
		}
		return out
	}
	if d := cmp.Diff([]string{"Et à l'encre verte ?", q}, attend(ioana, autre)); d != "" {
		t.Errorf("what one person waits for (-want +got):\n%s", d)
	}
	must(t, s.NePlusAttendre(ctx, Cle(q), []uuid.UUID{paul}))
	if got := attend(paul); len(got) != 0 {
		t.Errorf("after changing his mind, he waits for %q", got)
	}
	var n int
	s.dans(t, func(tx pg.Tx) (err error) {
		if err := s.ConfierTx(ctx, tx, []string{Cle(q)}, "signer"); err != nil {
			return err
		}
		n, err = s.RepondreTx(ctx, tx, "signer", "Comment signer")
		return err
	})
	if n != 1 {
		t.Errorf("RepondreTx tells %d conversations, want 1", n)
	}
	s.dans(t, func(tx pg.Tx) error {
		id, place, ok, err := s.APrevenirTx(ctx, tx, 0)
		if err != nil || !ok || id != ioana {
			t.Errorf("APrevenirTx = %v, %v, %v, want the conversation of who waits", id, ok, err)
		}
		rs, err := s.PrevenuTx(ctx, tx, []uuid.UUID{ioana, autre})
		want := []Reponse{{Question: q, Depuis: h.lire().Add(-time.Hour), Article: "signer", Titre: "Comment signer"}}
		if d := cmp.Diff(want, rs, cmp.Comparer(time.Time.Equal)); d != "" || err != nil {
			t.Errorf("PrevenuTx (-want +got): %v\n%s", err, d)
		}
		if _, _, ok, err := s.APrevenirTx(ctx, tx, place); ok || err != nil {
			t.Errorf("somebody else is to be told: %v, %v", ok, err)
		}
		return nil
	})
	if d := cmp.Diff([]string{"Et à l'encre verte ?"}, attend(ioana, autre)); d != "" {
		t.Errorf("after being told (-want +got):\n%s", d)
	}
}

// A wait that begins on a question already answered opens it again: that answer was none.
func TestAttendre_opensAnAnsweredQuestionAgain(t *testing.T) {
	t.Parallel()
	s, _ := service(t)
	ctx := context.Background()
	const q = "Puis-je signer avec le pouce ?"
	must(t, s.NoterSansReponse(ctx, q))
	s.dans(t, func(tx pg.Tx) error {
		err := s.ConfierTx(ctx, tx, []string{Cle(q)}, "signer")
		_, errRepondre := s.RepondreTx(ctx, tx, "signer", "Comment signer")
		return errors.Join(err, errRepondre)
	})
	must(t, s.Attendre(ctx, q, conversation(t, s, 1)))
	if d := cmp.Diff(map[string]string{Cle(q): "ouverte "}, etats(t, s)); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
}

func TestAttendre_isBounded(t *testing.T) {
	t.Parallel()
	s, _ := service(t)
	ctx := context.Background()
	c := conversation(t, s, 1)
	for i := range MaxAttentes {
		must(t, s.Attendre(ctx, "question de plus "+strconv.Itoa(i), c))
	}
	if err := s.Attendre(ctx, "une de trop", c); !aPourGenre(err, fault.Conflit) {
		t.Errorf("one too many = %v, want Conflit", err)
	}
	must(t, s.Attendre(ctx, "question de plus 3", c)) // known
	if err := s.Attendre(ctx, "?", c); !aPourGenre(err, fault.Invalide) {
		t.Errorf("no word = %v, want Invalide", err)
	}
	s.dans(t, func(tx pg.Tx) error { return s.NoterSansReponseTx(ctx, tx, "une de trop", c) })
	l, err := s.Attentes(ctx, []uuid.UUID{c})
	must(t, err)
	if len(l) != MaxAttentes {
		t.Errorf("%d waits, want %d", len(l), MaxAttentes)
	}
}

// What nobody needs goes: waits after a year, questions after a year of silence, and with a conversation
// all that it waited for.
func TestBalayer(t *testing.T) {
	t.Parallel()
	s, h := service(t)
	ctx := context.Background()
	vieille, recente := conversation(t, s, 1), conversation(t, s, 2)
	must(t, s.Attendre(ctx, "ancienne et attendue", vieille))
	must(t, s.NoterSansReponse(ctx, "ancienne"))
	must(t, s.NoterSansReponse(ctx, "ancienne et confiée"))
	s.dans(t, func(tx pg.Tx) error { return s.ConfierTx(ctx, tx, []string{Cle("ancienne et confiée")}, "x") })
	h.avancer(300 * 24 * time.Hour)
	must(t, s.Attendre(ctx, "récente et attendue", recente))
	h.avancer(66 * 24 * time.Hour)
	n, err := s.Balayer(ctx)
	must(t, err)
	want := map[string]string{Cle("ancienne et confiée"): "confiee x", Cle("récente et attendue"): "ouverte "}
	if d := cmp.Diff(want, etats(t, s)); d != "" || n != 3 {
		t.Errorf("Balayer = %d (-want +got):\n%s", n, d)
	}
	_, err = s.db.Pool.Exec(ctx, "DELETE FROM conversations WHERE id = $1", [16]byte(recente))
	must(t, err)
	var reste int
	must(t, s.db.Pool.QueryRow(ctx, "SELECT count(*) FROM guide_attentes").Scan(&reste))
	if reste != 0 {
		t.Errorf("%d waits outlive their conversation", reste)
	}
}
