package comptes

import (
	"sync"
	"time"

	"golang.org/x/time/rate"
)

// debit bounds the login tries of one address on this process, before any password is computed.
type debit struct {
	horloge func() time.Time

	mu       sync.Mutex // guards the fields below
	adresses map[string]*guichet
	menage   time.Time // when the idle addresses were last forgotten
}

type guichet struct {
	limite *rate.Limiter
	vu     time.Time
}

const (
	// essaisParMinute is generous for an office behind one address, and slow for a dictionary.
	essaisParMinute = 30
	essaisDeSuite   = 15
	oubliApres      = 10 * time.Minute
)

func newDebit(horloge func() time.Time) *debit {
	return &debit{horloge: horloge, adresses: map[string]*guichet{}}
}

// attente gives how long the address must wait; zero lets it in.
func (d *debit) attente(adresse string) time.Duration {
	now := d.horloge()
	d.mu.Lock()
	defer d.mu.Unlock()
	d.oublier(now)
	g, ok := d.adresses[adresse]
	if !ok {
		g = &guichet{limite: rate.NewLimiter(rate.Every(time.Minute/essaisParMinute), essaisDeSuite)}
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
func (d *debit) oublier(now time.Time) {
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
