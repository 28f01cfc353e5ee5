package live

import (
	"slices"
	"time"

	"github.com/gorilla/websocket"
)

// trameMax bounds a frame of several events.
const trameMax = 64 << 10

// envoyer queues an event and borrows a writer. A reader so slow that the queue is full is sent
// away: it will come back and ask for what it missed (promises.md P15).
func (s *session) envoyer(b []byte) { s.deposer(paquet{octets: b}) }

func (s *session) deposer(p paquet) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.code != 0 {
		return
	}
	if len(s.file) >= s.hub.config.File {
		s.couperVerrouille(websocket.CloseTryAgainLater, "trop_lent")
		return
	}
	s.file = append(s.file, p)
	s.emprunter()
}

// pinger asks for a sign of life.
func (s *session) pinger() {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.code != 0 || s.ecrit { // a write that does not end is cut by its own deadline
		return
	}
	s.ping = true
	s.emprunter()
}

// couper ends the session with a close code. What still waits is dropped, except at a restart.
func (s *session) couper(code int, motif string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.code == 0 {
		s.couperVerrouille(code, motif)
	}
}

func (s *session) couperVerrouille(code int, motif string) {
	s.code, s.motif = code, motif
	if code != websocket.CloseServiceRestart {
		s.file = nil
	}
	s.emprunter()
}

// emprunter borrows a writer unless one is at work. The caller holds s.mu.
func (s *session) emprunter() {
	if !s.ecrit {
		s.ecrit = true
		s.hub.ecrivains.faire(s.ecrire)
	}
}

// ecrire writes what waits and gives the writer back when nothing does.
func (s *session) ecrire() {
	for {
		s.mu.Lock()
		lot, ping, code, motif := s.file, s.ping, s.code, s.motif
		s.file, s.ping = nil, false
		if len(lot) == 0 && !ping && code == 0 {
			s.ecrit = false
			s.mu.Unlock()
			return
		}
		s.mu.Unlock()
		if err := s.ecrireLot(lot, ping); err != nil {
			s.trancher()
			return
		}
		if code != 0 {
			s.direAdieu(code, motif)
			return // the writer is kept: nothing may follow a close frame
		}
	}
}

func (s *session) ecrireLot(lot []paquet, ping bool) error {
	limite := time.Now().Add(s.hub.config.Ecriture)
	if ping {
		if err := s.conn.WriteControl(websocket.PingMessage, nil, limite); err != nil {
			return err
		}
	}
	for len(lot) > 0 {
		var trame []byte
		trame, lot = assembler(lot)
		if err := s.conn.SetWriteDeadline(limite); err != nil {
			return err
		}
		if err := s.conn.WriteMessage(websocket.TextMessage, trame); err != nil {
			return err
		}
	}
	return nil
}

// paquet is one event, or several joined by commas.
type paquet struct {
	octets    []byte
	plusieurs bool
}

// joindre makes packets of at most trameMax bytes out of events, in their order.
func joindre(evenements [][]byte) []paquet {
	var ps []paquet
	for _, e := range evenements {
		n := len(ps) - 1
		if n < 0 || len(ps[n].octets)+len(e) >= trameMax {
			ps = append(ps, paquet{octets: slices.Clip(e)})
			continue
		}
		ps[n].octets = append(append(ps[n].octets, ','), e...)
		ps[n].plusieurs = true
	}
	return ps
}

// assembler makes one frame of the packets that wait: the event itself, or an array of several. One
// system call then serves them all.
func assembler(lot []paquet) (trame []byte, reste []paquet) {
	n, taille := 1, len(lot[0].octets)+2
	for n < len(lot) && taille+len(lot[n].octets) < trameMax {
		taille += len(lot[n].octets) + 1
		n++
	}
	if n == 1 && !lot[0].plusieurs {
		return lot[0].octets, lot[1:]
	}
	trame = append(make([]byte, 0, taille), '[')
	for i, p := range lot[:n] {
		if i > 0 {
			trame = append(trame, ',')
		}
		trame = append(trame, p.octets...)
	}
	return append(trame, ']'), lot[n:]
}

// direAdieu sends the close frame and leaves the peer two seconds to answer it.
func (s *session) direAdieu(code int, motif string) {
	limite := time.Now().Add(s.hub.config.Ecriture)
	if s.conn.WriteControl(websocket.CloseMessage, websocket.FormatCloseMessage(code, motif), limite) != nil {
		s.trancher()
		return
	}
	_ = s.conn.SetReadDeadline(time.Now().Add(2 * time.Second))
}

// trancher cuts a connection that takes nothing any more.
func (s *session) trancher() {
	s.mu.Lock()
	if s.code == 0 {
		s.code = websocket.CloseTryAgainLater
	}
	s.file = nil
	s.mu.Unlock()
	_ = s.conn.Close()
}
