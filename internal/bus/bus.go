package bus

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"time"

	"github.com/jackc/pgx/v5"

	"claudia/internal/pg"
)

// Bus hands the events of the database to the subscribers of this process.
type Bus struct {
	db        *pg.DB
	log       *slog.Logger
	heartbeat time.Duration // how long a silent connection is trusted

	mu     sync.Mutex // guards the fields below
	subs   map[Sujet]map[*subscriber]struct{}
	cancel context.CancelFunc // nil when stopped
	done   chan struct{}      // closed when the listener has ended
}

// subscriber is one queue. Only the dispatcher sends on it, under Bus.mu.
type subscriber struct{ queue chan Evenement }

// queueLength is how far a subscriber may lag; the slot after it is kept for « read again ».
const queueLength = 256

const (
	// silence is how long the listener trusts a silent connection before it asks.
	silence = 15 * time.Second
	// answerTime is how long the server may take to say that it is there.
	answerTime = 5 * time.Second
	// A lost connection is tried again soon, then more slowly.
	firstRetry = 50 * time.Millisecond
	lastRetry  = 2 * time.Second
)

// New makes a stopped bus; a nil log means slog's default.
func New(db *pg.DB, log *slog.Logger) *Bus {
	if log == nil {
		log = slog.Default()
	}
	return &Bus{db: db, log: log, heartbeat: silence, subs: map[Sujet]map[*subscriber]struct{}{}}
}

// Start listens until Stop or the end of ctx. The error says that the database did not answer the
// first time; later losses are repaired without a word to the caller. Starting twice does nothing.
func (b *Bus) Start(ctx context.Context) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.cancel != nil {
		return nil
	}
	conn, err := b.connect(ctx)
	if err != nil {
		return fmt.Errorf("bus: %w", err)
	}
	ctx, cancel := context.WithCancel(ctx)
	done := make(chan struct{})
	b.cancel, b.done = cancel, done
	go func() {
		defer close(done)
		b.listen(ctx, conn)
	}()
	return nil
}

// Stop ends the listener and waits for it. Subscriptions stay and may be served by a new Start.
// Stopping twice, or before Start, does nothing.
func (b *Bus) Stop() {
	b.mu.Lock()
	cancel, done := b.cancel, b.done
	b.cancel = nil
	b.mu.Unlock()
	if cancel == nil {
		return
	}
	cancel()
	<-done
}

// Subscribe gives the events on the subject from now on. cancel ends the subscription and closes
// the channel; it may be called twice. A subscriber that has not read 256 events is told to read
// again and loses the following ones until it has read that.
func (b *Bus) Subscribe(sujet Sujet) (events <-chan Evenement, cancel func()) {
	s := &subscriber{queue: make(chan Evenement, queueLength+1)}
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.subs[sujet] == nil {
		b.subs[sujet] = map[*subscriber]struct{}{}
	}
	b.subs[sujet][s] = struct{}{}
	return s.queue, sync.OnceFunc(func() { b.unsubscribe(sujet, s) })
}

func (b *Bus) unsubscribe(sujet Sujet, s *subscriber) {
	b.mu.Lock()
	defer b.mu.Unlock()
	delete(b.subs[sujet], s)
	if len(b.subs[sujet]) == 0 {
		delete(b.subs, sujet)
	}
	close(s.queue)
}

func (b *Bus) connect(ctx context.Context) (*pgx.Conn, error) {
	ctx, cancel := context.WithTimeout(ctx, answerTime)
	defer cancel()
	conn, err := pgx.ConnectConfig(ctx, b.db.ConnConfig())
	if err != nil {
		return nil, fmt.Errorf("connect the listener: %w", err)
	}
	if _, err := conn.Exec(ctx, "LISTEN "+channel); err != nil {
		return nil, errors.Join(fmt.Errorf("listen: %w", err), conn.Close(context.WithoutCancel(ctx)))
	}
	return conn, nil
}

// listen serves one connection after the other until ctx ends.
func (b *Bus) listen(ctx context.Context, conn *pgx.Conn) {
	for ctx.Err() == nil {
		err := b.serve(ctx, conn)
		closing, cancel := context.WithTimeout(context.WithoutCancel(ctx), time.Second)
		_ = conn.Close(closing) // it is lost or useless
		cancel()
		if ctx.Err() != nil {
			return
		}
		b.log.WarnContext(ctx, "bus: the listener lost its connection", "error", err)
		if conn = b.reconnect(ctx); conn == nil {
			return
		}
		b.everybodyReadsAgain()
	}
}

// reconnect tries until it succeeds; nil when ctx ends first.
func (b *Bus) reconnect(ctx context.Context) *pgx.Conn {
	for wait := firstRetry; ; wait = min(2*wait, lastRetry) {
		timer := time.NewTimer(wait)
		select {
		case <-ctx.Done():
			timer.Stop()
			return nil
		case <-timer.C:
		}
		if conn, err := b.connect(ctx); err == nil {
			return conn
		}
	}
}

// serve hands out the notifications of conn until it fails.
func (b *Bus) serve(ctx context.Context, conn *pgx.Conn) error {
	for {
		quiet, cancel := context.WithTimeout(ctx, b.heartbeat)
		n, err := conn.WaitForNotification(quiet)
		cancel()
		switch {
		case err == nil:
			b.dispatch(n.Payload)
		case ctx.Err() == nil && errors.Is(err, context.DeadlineExceeded) && !conn.IsClosed():
			if err := ping(ctx, conn); err != nil {
				return err
			}
		default:
			return err
		}
	}
}

// ping finds out a connection that is dead without having said so.
func ping(ctx context.Context, conn *pgx.Conn) error {
	ctx, cancel := context.WithTimeout(ctx, answerTime)
	defer cancel()
	return conn.Ping(ctx)
}

func (b *Bus) dispatch(payload string) {
	var m message
	if err := json.Unmarshal([]byte(payload), &m); err != nil {
		b.log.Warn("bus: unreadable event", "error", err)
		return
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, sujet := range m.Sujets {
		for s := range b.subs[sujet] {
			s.offer(Evenement{Sujet: sujet, Donnees: m.Donnees, Relire: m.Relire})
		}
	}
}

func (b *Bus) everybodyReadsAgain() {
	b.mu.Lock()
	defer b.mu.Unlock()
	for sujet, subs := range b.subs {
		for s := range subs {
			s.offer(Evenement{Sujet: sujet, Relire: true})
		}
	}
}

// offer queues e. The last slot only ever takes « read again », which covers all that is dropped
// until it has been read. The caller holds Bus.mu, so that nobody else sends or closes.
func (s *subscriber) offer(e Evenement) {
	switch waiting := len(s.queue); {
	case waiting < queueLength:
		s.queue <- e
	case waiting == queueLength:
		s.queue <- Evenement{Sujet: e.Sujet, Relire: true}
	}
}

func namedNotify(payload string) pgx.NamedArgs {
	return pgx.NamedArgs{"channel": channel, "payload": payload}
}
