package live

import (
	"net/netip"
	"sync"

	"claudia/internal/comptes"
)

// quotas bounds the connections, in all, of an address and of a person, before the upgrade
// (promises.md WS-05, §5 row 36).
type quotas struct {
	parAdresse, parPersonne, total int

	mu        sync.Mutex // protects the fields below
	adresses  map[netip.Addr]int
	personnes map[comptes.UtilisateurID]int
	nombre    int
}

func newQuotas(parAdresse, parPersonne, total int) *quotas {
	return &quotas{
		parAdresse: parAdresse, parPersonne: parPersonne, total: total,
		adresses: map[netip.Addr]int{}, personnes: map[comptes.UtilisateurID]int{},
	}
}

// prendre takes a place, or says that there is none.
func (q *quotas) prendre(ip netip.Addr, qui comptes.UtilisateurID) bool {
	q.mu.Lock()
	defer q.mu.Unlock()
	if q.nombre >= q.total || q.adresses[ip] >= q.parAdresse || q.personnes[qui] >= q.parPersonne {
		return false
	}
	q.nombre++
	q.adresses[ip]++
	q.personnes[qui]++
	return true
}

// rendre gives the place back.
func (q *quotas) rendre(ip netip.Addr, qui comptes.UtilisateurID) {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.nombre--
	if q.adresses[ip]--; q.adresses[ip] <= 0 {
		delete(q.adresses, ip)
	}
	if q.personnes[qui]--; q.personnes[qui] <= 0 {
		delete(q.personnes, qui)
	}
}
