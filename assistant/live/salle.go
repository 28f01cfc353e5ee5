package live

import (
	"context"
	"hash/maphash"
	"log/slog"
	"slices"
	"sync"
	"time"

	"claudia/assistant"
	"claudia/memoires"
)

// pageRattrapage is how many messages are read and drawn at once.
const pageRattrapage = 100

// salle is a conversation that somebody follows. Each session has its own place in the journal, and
// one worker at a time brings all of them to the end: catching up and live delivery are one path.
type salle struct {
	hub *Hub
	id  assistant.ID

	mu       sync.Mutex // protects the fields below
	sessions []*session
	cible    assistant.Seq       // last number known to exist
	neufs    []assistant.Message // just committed here: saves reading them again
	dessin   bool                // the draft must be drawn again
	servie   bool                // a worker is at it
	memoire  memoires.ID         // draft that is watched
	veille   func()              // ends the watch
	dessinee uint64              // hash of the draft panel last pushed
	panneau  bool                // a draft has been shown: when it goes, the panel must say so
}

// activer lets the session be pushed to, up to the top that was just read.
func (s *salle) activer(x *session, c assistant.Conversation) {
	s.mu.Lock()
	defer s.mu.Unlock()
	x.actif = true
	s.cible = max(s.cible, c.Dernier)
	if c.Memoire != 0 {
		s.dessin, s.panneau = true, true
		s.dessinee = 0 // this session has not seen it
	}
	s.reveiller()
}

// recevoir is told of a message that this process has just committed, and tells whether the caller
// must have the room served.
func (s *salle) recevoir(m assistant.Message) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.cible = max(s.cible, m.Seq)
	s.neufs = append(s.neufs, m)
	s.dessin = s.dessin || m.Auteur == assistant.Assistant // a turn may have changed the draft
	if !s.aServir() {
		return false
	}
	s.servie = true
	return true
}

// avancer is told that messages exist up to seq, or, with 0, that some may.
func (s *salle) avancer(seq assistant.Seq) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if seq == 0 {
		seq = s.cible + 1 // reading finds out
	}
	if seq > s.cible {
		s.cible, s.dessin = seq, true
	}
	s.reveiller()
}

// redessiner is told that the draft changed.
func (s *salle) redessiner() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.dessin = true
	s.reveiller()
}

// reveiller borrows a worker if there is something to do and none is at it. The caller holds s.mu.
func (s *salle) reveiller() {
	if s.aServir() {
		s.servie = true
		s.hub.lecteurs.faire(s.servir)
	}
}

// aServir tells whether there is something to do that no worker is at. The caller holds s.mu.
func (s *salle) aServir() bool {
	return !s.servie && (s.dessin || s.plusEnRetard() < s.cible)
}

// plusEnRetard gives the least advanced place of the active sessions; the target when there is none.
func (s *salle) plusEnRetard() assistant.Seq {
	place := s.cible
	for _, x := range s.sessions {
		if x.actif {
			place = min(place, x.curseur)
		}
	}
	return place
}

// servir brings every session to the end of the journal, then the panel up to date.
func (s *salle) servir() {
	ctx, cancel := context.WithTimeout(context.Background(), 30*time.Second)
	defer cancel()
	for {
		s.mu.Lock()
		place, cible, neufs, dessin := s.plusEnRetard(), s.cible, s.neufs, s.dessin
		s.neufs, s.dessin = nil, false
		if len(s.sessions) == 0 || (place >= cible && !dessin) {
			s.servie = false
			s.mu.Unlock()
			return
		}
		s.mu.Unlock()
		if err := s.progresser(ctx, place, cible, neufs); err != nil {
			slog.Warn("live: conversation not delivered, will try again", "conversation", s.id, "error", err)
			s.mu.Lock()
			s.servie = false
			s.dessin = s.dessin || dessin
			s.mu.Unlock()
			return
		}
		if dessin && place >= cible {
			s.dessiner(ctx)
		} else if dessin {
			s.mu.Lock()
			s.dessin = true // after the messages
			s.mu.Unlock()
		}
	}
}

// progresser pushes the messages after place, from memory when they are there, else from the
// journal.
func (s *salle) progresser(ctx context.Context, place, cible assistant.Seq, neufs []assistant.Message) error {
	if place >= cible {
		return nil
	}
	ms := suite(neufs, place)
	if len(ms) == 0 {
		var err error
		if ms, err = s.hub.config.Conversations.Suite(ctx, s.id, place, pageRattrapage); err != nil {
			return err
		}
	}
	if len(ms) == 0 { // a hint was wrong
		s.mu.Lock()
		if s.cible == cible && len(s.neufs) == 0 { // and nothing came meanwhile
			s.cible = place
		}
		s.mu.Unlock()
		return nil
	}
	dessins := make([][]byte, len(ms))
	for i, m := range ms {
		html, err := s.hub.config.Rendu.Message(ctx, m)
		if err != nil {
			return err
		}
		dessins[i] = emisMessage(m, html).octets()
	}
	s.pousser(ms, dessins)
	return nil
}

// suite gives those of neufs that follow place without a hole.
func suite(neufs []assistant.Message, place assistant.Seq) []assistant.Message {
	slices.SortFunc(neufs, func(a, b assistant.Message) int { return int(a.Seq - b.Seq) })
	debut := slices.IndexFunc(neufs, func(m assistant.Message) bool { return m.Seq == place+1 })
	if debut < 0 {
		return nil
	}
	fin := debut + 1
	for fin < len(neufs) && neufs[fin].Seq == neufs[fin-1].Seq+1 {
		fin++
	}
	return neufs[debut:fin]
}

func (s *salle) pousser(ms []assistant.Message, dessins [][]byte) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, x := range s.sessions {
		if !x.actif {
			continue
		}
		premier := int(x.curseur - ms[0].Seq + 1)
		if premier < 0 || premier >= len(ms) {
			continue
		}
		evenements := dessins[premier:]
		if m := ms[len(ms)-1]; len(evenements) == 1 && m.Auteur == assistant.Usager && x.accuser(m.CID) {
			ack := emisAck(assistant.Ack{CID: m.CID, Seq: m.Seq, Le: m.Le})
			evenements = [][]byte{ack.octets(), evenements[0]}
		}
		for _, p := range joindre(evenements) { // few places in the queue, however far behind
			x.deposer(p)
		}
		x.curseur = ms[len(ms)-1].Seq
	}
}

// dessiner pushes the panel of the draft when it has changed, drawn with the rights of now.
func (s *salle) dessiner(ctx context.Context) {
	s.mu.Lock()
	if len(s.sessions) == 0 {
		s.mu.Unlock()
		return
	}
	qui := s.sessions[0]
	s.mu.Unlock()
	c, err := s.hub.config.Conversations.Lire(ctx, qui.acteur(), s.id)
	if err != nil {
		return // the watch over rights tells the session
	}
	s.veiller(c.Memoire)
	if !s.aMontrer(c.Memoire) {
		return
	}
	par, err := s.hub.config.Comptes.Acteur(ctx, qui.utilisateur)
	if err != nil {
		return
	}
	html, err := s.hub.config.Rendu.Brouillon(ctx, par, c.Memoire)
	if err != nil {
		slog.Warn("live: draft not drawn", "conversation", s.id, "error", err)
		return
	}
	h := maphash.String(s.hub.graine, html)
	b := emis{Type: "brouillon", HTML: &html}.octets()
	s.mu.Lock()
	defer s.mu.Unlock()
	if h == s.dessinee {
		return
	}
	s.dessinee = h
	for _, x := range s.sessions {
		if x.actif && x.utilisateur == qui.utilisateur {
			x.envoyer(b)
		}
	}
}

// aMontrer tells whether the panel is to be drawn: for a draft, or to empty it once after one.
func (s *salle) aMontrer(m memoires.ID) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	montre := m != 0 || s.panneau
	s.panneau = m != 0
	return montre
}

// veiller watches the current draft of the conversation, and no other.
func (s *salle) veiller(m memoires.ID) {
	if s.hub.config.Veille == nil {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if m == s.memoire || len(s.sessions) == 0 {
		return
	}
	s.neplusVeiller()
	s.memoire = m
	if m != 0 {
		s.veille = s.hub.config.Veille.Memoire(m, s.redessiner)
	}
}

func (s *salle) neplusVeiller() {
	if s.veille != nil {
		s.veille()
	}
	s.veille, s.memoire = nil, 0
}
