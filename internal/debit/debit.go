// Package debit bounds how often one network address may do something, on this process.
//
// Invariant: what strangers make grow is forgotten: an address not seen for ten minutes costs nothing.
package debit

import (
	"sync"
	"time"

	"golang.org/x/time/rate"
)

// Limite is what an address may do: DeSuite times in a row, then ParMinute.
type Limite struct{ ParMinute, DeSuite int }

// Debit counts by address. The zero value is ready; it may be used from many goroutines, with one limit.
type Debit struct {
	mu       sync.Mutex // guards the fields below
	adresses map[string]*guichet
	menage   time.Time // when the idle addresses were last forgotten
}

type guichet struct {
	limite *rate.Limiter
	vu     time.Time
}

const oubliApres = 10 * time.Minute

// Attente gives how long the address must wait; zero lets it go on, and counts it.
func (d *Debit) Attente(adresse string, l Limite, now time.Time) time.Duration {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.oublier(now)
	g, ok := d.adresses[adresse]
	if !ok {
		g = &guichet{limite: rate.NewLimiter(rate.Every(time.Minute/time.Duration(l.ParMinute)), l.DeSuite)}
		d.adresses[adresse] = g
	}
	g.vu = now
	r := g.limite.ReserveN(now, 1)
	wait := r.DelayFrom(now)
	if wait > 0 {
		r.CancelAt(now)
	}
	return wait
}

// oublier drops the addresses not seen lately, so that the map does not grow with the Internet. The
// caller holds mu.
func (d *Debit) oublier(now time.Time) {
	if d.adresses == nil {
		d.adresses, d.menage = map[string]*guichet{}, now
	}
	if now.Sub(d.menage) < oubliApres {
		return
	}
	d.menage = now
	for adresse, g := range d.adresses {
		if now.Sub(g.vu) > oubliApres {
			delete(d.adresses, adresse)
		}
	}
}
