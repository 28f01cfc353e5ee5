package bus

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"claudia/internal/pg"
	"claudia/internal/pg/pgtest"
)

func TestMain(m *testing.M) { os.Exit(pgtest.Main(m)) }

func started(t *testing.T) (*Bus, *pg.DB) {
	t.Helper()
	db := pgtest.New(t)
	b := New(db, slog.New(slog.DiscardHandler))
	if err := errors.Join(b.Start(t.Context()), b.Start(t.Context())); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { b.Stop(); b.Stop() })
	return b, db
}

func next(t *testing.T, events <-chan Evenement) Evenement {
	t.Helper()
	select {
	case e := <-events:
		return e
	case <-time.After(20 * time.Second):
		t.Fatal("no event in 20 s")
		return Evenement{}
	}
}

func TestPublishTx_leavesWithTheTransaction(t *testing.T) {
	t.Parallel()
	b, db := started(t)
	one, cancelOne := b.Subscribe("conversation:1")
	defer cancelOne()
	all, cancelAll := b.Subscribe("file")
	defer cancelAll()
	back := errors.New("roll back")
	err := db.InTx(t.Context(), func(tx pg.Tx) error {
		return errors.Join(PublishTx(t.Context(), tx, "conversation:1", map[string]int{"seq": 1}), back)
	})
	if !errors.Is(err, back) {
		t.Fatal(err)
	}
	err = db.InTx(t.Context(), func(tx pg.Tx) error {
		return PublishTx(t.Context(), tx, "conversation:1", map[string]int{"seq": 2}, "file", "unheard")
	})
	if err != nil {
		t.Fatal(err)
	}
	for name, events := range map[string]<-chan Evenement{"conversation:1": one, "file": all} {
		var got struct{ Seq int }
		e := next(t, events)
		if err := e.Lire(&got); err != nil || got.Seq != 2 || e.Relire || string(e.Sujet) != name {
			t.Errorf("event on %s = %+v, %v; want seq 2", name, e, err)
		}
	}
}

func TestPublish_tooLargeMeansReadAgain(t *testing.T) {
	t.Parallel()
	b, db := started(t)
	events, cancel := b.Subscribe("s")
	defer cancel()
	if err := Publish(t.Context(), db, "s", strings.Repeat("é", 5000)); err != nil {
		t.Fatal(err)
	}
	if e := next(t, events); !e.Relire || e.Donnees != nil {
		t.Errorf("event = %+v, want read again", e)
	}
	many := make([]Sujet, 1000)
	for i := range many {
		many[i] = Sujet(fmt.Sprintf("conversation:%d", i))
	}
	if err := Publish(t.Context(), db, "s", nil, many...); !errors.Is(err, ErrTooManySujets) {
		t.Errorf("Publish on 1001 subjects = %v, want ErrTooManySujets", err)
	}
}

func TestBus_readsAgainAfterALostConnection(t *testing.T) {
	t.Parallel()
	b, db := started(t)
	events, cancel := b.Subscribe("s")
	defer cancel()
	_, err := db.Pool.Exec(t.Context(), `
		SELECT pg_terminate_backend(pid)
		FROM pg_stat_activity
		WHERE datname = current_database() AND query = 'LISTEN claudia'`)
	if err != nil {
		t.Fatal(err)
	}
	if e := next(t, events); !e.Relire {
		t.Errorf("first event after the loss = %+v, want read again", e)
	}
	if err := Publish(t.Context(), db, "s", "alive"); err != nil {
		t.Fatal(err)
	}
	if e := next(t, events); string(e.Donnees) != `"alive"` {
		t.Errorf("event after the repair = %+v", e)
	}
}

func TestSubscribe_slowReaderIsTold(t *testing.T) {
	t.Parallel()
	b := New(nil, slog.New(slog.DiscardHandler))
	slow, cancelSlow := b.Subscribe("s")
	defer cancelSlow()
	payload, err := encode([]Sujet{"s"}, 1)
	if err != nil {
		t.Fatal(err)
	}
	for range 3 * queueLength {
		b.dispatch(payload)
	}
	for i := range queueLength {
		if e := <-slow; e.Relire {
			t.Fatalf("event %d says read again too early", i)
		}
	}
	if e := <-slow; !e.Relire {
		t.Error("the reader that lagged is not told to read again")
	}
	b.dispatch(payload)
	if e := <-slow; e.Relire {
		t.Error("once it has caught up, the reader does not get events again")
	}
}

func TestSubscribe_concurrentWithDispatch(t *testing.T) {
	t.Parallel()
	b := New(nil, slog.New(slog.DiscardHandler))
	payload, err := encode([]Sujet{"a", "b"}, nil)
	if err != nil {
		t.Fatal(err)
	}
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for range 200 {
				_, cancel := b.Subscribe("a")
				b.dispatch(payload)
				b.everybodyReadsAgain()
				cancel()
				cancel()
			}
		})
	}
	wg.Wait()
	if len(b.subs) != 0 {
		t.Errorf("subscriptions left: %d", len(b.subs))
	}
}

func TestBus_startAndStopInAnyOrder(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t)
	b := New(db, slog.New(slog.DiscardHandler))
	b.Stop()
	for range 2 {
		if err := b.Start(t.Context()); err != nil {
			t.Fatal(err)
		}
		events, cancel := b.Subscribe("s")
		if err := Publish(t.Context(), db, "s", nil); err != nil {
			t.Fatal(err)
		}
		next(t, events)
		cancel()
		b.Stop()
	}
}

func TestServe_survivesSilence(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t)
	b := New(db, slog.New(slog.DiscardHandler))
	b.heartbeat = 20 * time.Millisecond
	conn, err := b.connect(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 300*time.Millisecond)
	defer cancel()
	if err := b.serve(ctx, conn); !errors.Is(err, context.DeadlineExceeded) || ctx.Err() == nil {
		t.Errorf("serve on a silent connection = %v before the end, want it to go on", err)
	}
	if err := conn.Close(context.Background()); err != nil {
		t.Error(err)
	}
}

func FuzzDispatch(f *testing.F) {
	f.Add(`{"s":["a"],"d":1}`)
	f.Add(`{"s":null}`)
	f.Add(`x`)
	f.Fuzz(func(_ *testing.T, payload string) {
		b := New(nil, slog.New(slog.DiscardHandler))
		_, cancel := b.Subscribe("a")
		defer cancel()
		b.dispatch(payload)
	})
}
