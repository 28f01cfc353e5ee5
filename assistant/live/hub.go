package live

import (
	"context"
	"hash/maphash"
	"log/slog"
	"math"
	"slices"
	"sync"
	"time"

	"github.com/gorilla/websocket"

	"claudia/assistant"
	"claudia/internal/comptes"
	"claudia/internal/fault"
)

// rondes is in how many parts the sessions are pinged, so that ten thousand pings do not leave in
// the same instant.
const rondes = 30

// Hub holds the connections of this process.
type Hub struct {
	config    Config
	quotas    *quotas
	lecteurs  *atelier
	ecrivains *atelier
	signaux   signaux
	graine    maphash.Seed

	mu       sync.Mutex // protects the fields below
	sessions [rondes]map[*session]struct{}
	salles   map[assistant.ID]*salle
	debits   map[comptes.UtilisateurID]*debits
	suivante uint8
	arrete   bool

	debut, arret sync.Once
	fin          chan struct{}
	taches       sync.WaitGroup // the watch and the sessions
}

// debits bounds the messages of one person.
type debits struct{ minute, seconde seau }

// NewHub makes a hub; nothing runs before Start.
func NewHub(c Config) *Hub {
	c = c.parDefaut()
	h := &Hub{
		config: c, quotas: newQuotas(c.ParAdresse, c.ParPersonne, c.Total),
		lecteurs: newAtelier(64), ecrivains: newAtelier(256),
		salles: map[assistant.ID]*salle{}, debits: map[comptes.UtilisateurID]*debits{},
		graine: maphash.MakeSeed(), fin: make(chan struct{}),
	}
	for i := range h.sessions {
		h.sessions[i] = map[*session]struct{}{}
	}
	c.Conversations.Suivre(h.apprendre)
	return h
}

// Start begins to ping and to watch over sessions and rights.
func (h *Hub) Start() {
	h.debut.Do(func() {
		h.taches.Go(h.pinger)
		h.taches.Go(h.surveiller)
	})
}

// Stop closes every connection with code 1012, after what it still has to receive, and waits for
// them at most ten seconds (promises.md P7). It may be called twice, or before Start.
func (h *Hub) Stop() {
	h.debut.Do(func() {})
	h.arret.Do(func() {
		h.mu.Lock()
		h.arrete = true
		h.mu.Unlock()
		for _, s := range h.toutes() {
			s.couper(websocket.CloseServiceRestart, "redemarrage")
		}
		close(h.fin)
	})
	partis := make(chan struct{})
	go func() {
		h.taches.Wait()
		close(partis)
	}()
	limite := time.NewTimer(10 * time.Second)
	defer limite.Stop()
	select {
	case <-partis:
	case <-limite.C:
		for _, s := range h.toutes() {
			s.trancher()
		}
		<-partis
	}
	h.lecteurs.arreter()
	h.ecrivains.arreter()
}

// accueillir takes a new connection in and reads it on a goroutine of its own. It gives false when
// the hub has stopped.
func (h *Hub) accueillir(s *session) bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.arrete {
		return false
	}
	s.tour = h.suivante
	h.suivante = (h.suivante + 1) % rondes
	h.sessions[s.tour][s] = struct{}{}
	h.taches.Go(s.servir)
	return true
}

func (h *Hub) oublier(s *session) {
	h.quitter(s)
	h.quotas.rendre(s.ip, s.utilisateur)
	h.mu.Lock()
	defer h.mu.Unlock()
	delete(h.sessions[s.tour], s)
}

// Connexions gives the number of open connections.
func (h *Hub) Connexions() int {
	h.mu.Lock()
	defer h.mu.Unlock()
	n := 0
	for _, groupe := range h.sessions {
		n += len(groupe)
	}
	return n
}

func (h *Hub) arretee() bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.arrete
}

func (h *Hub) toutes() []*session {
	h.mu.Lock()
	defer h.mu.Unlock()
	var liste []*session
	for _, groupe := range h.sessions {
		for s := range groupe {
			liste = append(liste, s)
		}
	}
	return liste
}

// entrer puts the session in the room of the conversation, silent until salle.activer.
func (h *Hub) entrer(s *session, id assistant.ID, curseur assistant.Seq) *salle {
	h.mu.Lock()
	defer h.mu.Unlock()
	x := h.salles[id]
	if x == nil {
		x = &salle{hub: h, id: id}
		h.salles[id] = x
	}
	x.mu.Lock()
	s.curseur, s.actif = curseur, false
	x.sessions = append(x.sessions, s)
	x.mu.Unlock()
	s.mu.Lock()
	s.salle = x
	s.mu.Unlock()
	return x
}

// quitter takes the session out of its room; an empty room is forgotten.
func (h *Hub) quitter(s *session) {
	s.mu.Lock()
	x := s.salle
	s.salle = nil
	s.mu.Unlock()
	if x == nil {
		return
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	x.mu.Lock()
	defer x.mu.Unlock()
	x.sessions = slices.DeleteFunc(x.sessions, func(o *session) bool { return o == s })
	if len(x.sessions) == 0 {
		x.neplusVeiller()
		delete(h.salles, x.id)
	}
}

func (h *Hub) salle(id assistant.ID) *salle {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.salles[id]
}

// apprendre is told what was committed, here or elsewhere.
func (h *Hub) apprendre(n assistant.Nouvelle) {
	h.livrer(n.Messages)
	for _, a := range n.Avis {
		h.signaux.signaler(a.Conversation)
		if x := h.salle(a.Conversation); x != nil {
			x.avancer(a.Seq)
		}
	}
	if n.Relire {
		h.lecteurs.faire(func() { h.verifierAcces(h.toutes()) })
	}
}

// sallesParOuvrier is how many rooms one worker serves after a commit: a hand-over costs as much as a
// delivery.
const sallesParOuvrier = 16

// livrer hands the messages of one commit to their rooms.
func (h *Hub) livrer(ms []assistant.Message) {
	var aServir []*salle
	for _, m := range ms {
		h.signaux.signaler(m.Conversation)
		x := h.salle(m.Conversation)
		switch {
		case x == nil || !x.recevoir(m):
		case m.Auteur == assistant.Assistant: // its draft is drawn as well, which takes longer
			h.lecteurs.faire(x.servir)
		default:
			aServir = append(aServir, x)
		}
	}
	for part := range slices.Chunk(aServir, sallesParOuvrier) {
		h.lecteurs.faire(func() {
			for _, x := range part {
				x.servir()
			}
		})
	}
}

// debiter counts a message of the person (promises.md MS-12).
func (h *Hub) debiter(qui comptes.UtilisateurID) error {
	now := time.Now()
	h.mu.Lock()
	defer h.mu.Unlock()
	d := h.debits[qui]
	if d == nil {
		d = &debits{}
		h.debits[qui] = d
	}
	ok, attente := d.seconde.prendre(now, h.config.MessagesSeconde, h.config.MessagesSeconde)
	if ok {
		ok, attente = d.minute.prendre(now, h.config.MessagesMinute, h.config.MessagesMinute/60)
	}
	if ok {
		return nil
	}
	f := fault.New(fault.Debit, "ralentir", "Vous envoyez beaucoup de messages. Le vôtre est conservé et partira dans quelques secondes.")
	f.Apres = int(math.Ceil(attente.Seconds()))
	return f
}

// pinger asks one part of the sessions after the other for a sign of life.
func (h *Hub) pinger() {
	tic := time.NewTicker(h.config.Ping / rondes)
	defer tic.Stop()
	for tour := 0; ; tour = (tour + 1) % rondes {
		select {
		case <-h.fin:
			return
		case <-tic.C:
		}
		h.mu.Lock()
		groupe := make([]*session, 0, len(h.sessions[tour]))
		for s := range h.sessions[tour] {
			groupe = append(groupe, s)
		}
		h.mu.Unlock()
		for _, s := range groupe {
			s.pinger()
		}
	}
}

// surveiller looks from time to time whether sessions and rights still hold, and whether a hint was
// lost (promises.md P19, P29).
func (h *Hub) surveiller() {
	tic := time.NewTicker(h.config.Surveillance)
	defer tic.Stop()
	for {
		select {
		case <-h.fin:
			return
		case <-tic.C:
		}
		toutes := h.toutes()
		h.verifierSessions(toutes)
		h.verifierAcces(toutes)
		h.oublierDebits()
	}
}

// lotSurveillance bounds one query of the watch.
const lotSurveillance = 2000

func (h *Hub) verifierSessions(toutes []*session) {
	cles := make([]string, 0, len(toutes))
	for _, s := range toutes {
		cles = append(cles, s.cle)
	}
	slices.Sort(cles)
	cles = slices.Compact(cles)
	finies := map[string]bool{}
	for lot := range slices.Chunk(cles, lotSurveillance) {
		ctx, cancel := context.WithTimeout(context.Background(), h.config.Delai)
		revoquees, err := h.config.Comptes.Revoquees(ctx, lot)
		cancel()
		if err != nil { // the next look tells
			slog.Warn("live: login sessions not checked", "error", err)
			return
		}
		for _, cle := range revoquees {
			finies[cle] = true
		}
	}
	if len(finies) == 0 {
		return
	}
	for _, s := range toutes {
		if finies[s.cle] {
			h.quitter(s)
			s.couper(codeRevoquee, "session_revoquee")
		}
	}
}

// verifierAcces closes the sessions that may not follow their conversation any more, and wakes the
// rooms that have missed something.
func (h *Hub) verifierAcces(toutes []*session) {
	type place struct {
		s *session
		x *salle
	}
	places := make([]place, 0, len(toutes))
	for _, s := range toutes {
		if x := s.salleSuivie(); x != nil {
			places = append(places, place{s, x})
		}
	}
	for lot := range slices.Chunk(places, lotSurveillance) {
		couples := make([]assistant.Couple, len(lot))
		for i, p := range lot {
			couples[i] = assistant.Couple{Conversation: p.x.id, Utilisateur: p.s.utilisateur}
		}
		ctx, cancel := context.WithTimeout(context.Background(), h.config.Delai)
		derniers, err := h.config.Conversations.Acces(ctx, couples)
		cancel()
		if err != nil {
			slog.Warn("live: rights not checked", "error", err)
			return
		}
		for i, p := range lot {
			if derniers[i] == assistant.SansAcces {
				h.quitter(p.s)
				p.s.couper(codeSansAcces, "acces_retire")
			} else {
				p.x.avancer(derniers[i])
			}
		}
	}
}

// oublierDebits forgets the people who have not written for a minute.
func (h *Hub) oublierDebits() {
	limite := time.Now().Add(-time.Minute).UnixNano()
	h.mu.Lock()
	defer h.mu.Unlock()
	for qui, d := range h.debits {
		if d.seconde.dernier < limite {
			delete(h.debits, qui)
		}
	}
}
