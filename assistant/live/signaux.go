package live

import (
	"sync"

	"claudia/assistant"
)

// signaux wakes the long polls of a conversation.
type signaux struct {
	mu       sync.Mutex // protects attentes
	attentes map[assistant.ID]map[chan struct{}]struct{}
}

// attendre gives a channel that receives when something was written, until oublier is called.
func (s *signaux) attendre(id assistant.ID) (signal <-chan struct{}, oublier func()) {
	c := make(chan struct{}, 1)
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.attentes == nil {
		s.attentes = map[assistant.ID]map[chan struct{}]struct{}{}
	}
	if s.attentes[id] == nil {
		s.attentes[id] = map[chan struct{}]struct{}{}
	}
	s.attentes[id][c] = struct{}{}
	return c, func() {
		s.mu.Lock()
		defer s.mu.Unlock()
		delete(s.attentes[id], c)
		if len(s.attentes[id]) == 0 {
			delete(s.attentes, id)
		}
	}
}

func (s *signaux) signaler(id assistant.ID) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for c := range s.attentes[id] {
		select {
		case c <- struct{}{}:
		default: // it has not read the one before
		}
	}
}
