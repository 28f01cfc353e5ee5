package live

import "time"

// seau is a token bucket. The zero value is full. It is not safe for several goroutines.
type seau struct {
	pris    float32 // tokens taken and not yet given back
	dernier int64   // nanoseconds, when pris was true
}

// prendre takes one token out of a bucket that holds taille and gains parSeconde. When there is
// none it tells how long to wait for one.
func (s *seau) prendre(now time.Time, taille, parSeconde float32) (ok bool, attente time.Duration) {
	t := now.UnixNano()
	if s.dernier != 0 && t > s.dernier {
		s.pris = max(0, s.pris-float32(float64(t-s.dernier)/1e9)*parSeconde)
	}
	s.dernier = t
	if s.pris+1 > taille {
		manque := s.pris + 1 - taille
		return false, time.Duration(float64(manque) / float64(parSeconde) * float64(time.Second))
	}
	s.pris++
	return true, 0
}
