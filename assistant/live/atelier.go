package live

import (
	"sync"
	"sync/atomic"
)

// atelier runs short tasks on shared goroutines. A connection keeps one goroutine with a small
// stack; whatever needs a deep one (JSON, SQL, a write) borrows a worker from here.
type atelier struct {
	taches chan func()
	oisifs atomic.Int32
	gardes int32 // idle workers kept
	fin    chan struct{}
	arret  sync.Once
}

func newAtelier(gardes int32) *atelier {
	return &atelier{taches: make(chan func()), gardes: gardes, fin: make(chan struct{})}
}

// faire runs f soon, on an idle worker or on a new one. It never waits.
func (a *atelier) faire(f func()) {
	select {
	case a.taches <- f:
	default:
		go a.ouvrier(f)
	}
}

func (a *atelier) ouvrier(f func()) {
	for {
		f()
		if a.oisifs.Add(1) > a.gardes {
			a.oisifs.Add(-1)
			return
		}
		select {
		case f = <-a.taches:
			a.oisifs.Add(-1)
		case <-a.fin:
			a.oisifs.Add(-1)
			return
		}
	}
}

// arreter lets the idle workers go. It may be called twice.
func (a *atelier) arreter() { a.arret.Do(func() { close(a.fin) }) }
