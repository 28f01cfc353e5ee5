package assistant

import (
	"context"
	"log/slog"
	"sync"
	"time"

	"claudia/internal/pg"
)

const (
	// toursEnsemble bounds the turns that run at once: each holds a connection of the pool.
	toursEnsemble = 4
	// ramassage is the pause between two looks for entries that a dead process left, or whose turn
	// met an outage.
	ramassage = 5 * time.Second
	// patience leaves a fresh entry to the process that received it.
	patience = 3 * time.Second
)

// Joueur plays the turn of the first entry that waits in a conversation. reste says whether another
// one may wait.
type Joueur interface {
	Jouer(ctx context.Context, j *Journal, id ID) (reste bool, err error)
}

// tours has the turns played: one at a time in a conversation, a few at once in all.
type tours struct {
	db      *pg.DB
	joueur  Joueur
	journal *Journal
	// relancer puts lost readings in again; nil when there are none.
	relancer func(context.Context) error

	mu     sync.Mutex  // protects the fields below
	actifs map[ID]bool // conversations with a goroutine; true: look again before leaving
	arrete bool

	jetons chan struct{}
	ctx    context.Context //nolint:containedctx // the life of the turns, from Start to Stop
	cancel context.CancelFunc
	debut  sync.Once
	fin    sync.WaitGroup
}

func newTours(db *pg.DB, joueur Joueur, journal *Journal) *tours {
	ctx, cancel := context.WithCancel(context.Background())
	return &tours{
		db: db, joueur: joueur, journal: journal, actifs: map[ID]bool{},
		jetons: make(chan struct{}, toursEnsemble), ctx: ctx, cancel: cancel,
	}
}

// Start begins to look for what waits.
func (t *tours) Start() {
	if t.joueur == nil {
		return
	}
	t.debut.Do(func() { t.fin.Go(t.ramasser) })
}

// Stop lets the turns that run end, and starts no other.
func (t *tours) Stop() {
	t.debut.Do(func() {})
	t.mu.Lock()
	t.arrete = true
	t.mu.Unlock()
	t.cancel()
	t.fin.Wait()
}

// reveiller has the entries of the conversation played soon.
func (t *tours) reveiller(id ID) {
	if t.joueur == nil {
		return
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.arrete {
		return
	}
	if _, actif := t.actifs[id]; actif {
		t.actifs[id] = true
		return
	}
	t.actifs[id] = false
	t.fin.Go(func() { t.derouler(id) })
}

// derouler plays turn after turn until nothing waits.
func (t *tours) derouler(id ID) {
	for {
		reste := t.unTour(id)
		t.mu.Lock()
		if !reste && !t.actifs[id] || t.arrete {
			delete(t.actifs, id)
			t.mu.Unlock()
			return
		}
		t.actifs[id] = false
		t.mu.Unlock()
	}
}

func (t *tours) unTour(id ID) bool {
	select {
	case t.jetons <- struct{}{}:
	case <-t.ctx.Done():
		return false
	}
	defer func() { <-t.jetons }()
	// A turn that has begun is not cut by Stop: it is short, and its transaction is whole or nothing.
	ctx, cancel := context.WithTimeout(context.WithoutCancel(t.ctx), 20*time.Second)
	defer cancel()
	reste, err := t.joueur.Jouer(ctx, t.journal, id)
	if err != nil { // ramasser tries again
		slog.Warn("assistant: turn not played", "conversation", id, "error", err)
	}
	return reste && err == nil
}

// ramasser looks for entries without a turn, at once and then from time to time.
func (t *tours) ramasser() {
	age := time.Duration(0)
	for {
		ids, err := lireEnAttente(t.ctx, t.db.Pool, age)
		if err != nil && t.ctx.Err() == nil {
			slog.Warn("assistant: waiting entries not read", "error", err)
		}
		for _, id := range ids {
			t.reveiller(id)
		}
		if err == nil {
			age = patience
		}
		if t.relancer != nil {
			if err := t.relancer(t.ctx); err != nil && t.ctx.Err() == nil {
				slog.Warn("assistant: lost readings not found", "error", err)
			}
		}
		timer := time.NewTimer(ramassage)
		select {
		case <-timer.C:
		case <-t.ctx.Done():
			timer.Stop()
			return
		}
	}
}
