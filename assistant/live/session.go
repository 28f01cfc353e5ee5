package live

import (
	"bytes"
	"context"
	"errors"
	"io"
	"log/slog"
	"net"
	"net/netip"
	"sync"
	"time"
	"unicode/utf8"

	"github.com/gorilla/websocket"

	"claudia/assistant"
	"claudia/internal/comptes"
	"claudia/internal/fault"
)

// The close codes (promises.md WS-14). 4000–4499 tell the client to come back after what they ask.
const (
	codeRevoquee  = 4401 // log in again
	codeSansAcces = 4403 // rights lost on the conversation
)

// tailleMax bounds a message over all its fragments. A pasted text (situations.md R15) is posted instead:
// a limit fit for it would let every idle connection cost as much memory.
const tailleMax = 16 << 10

// session is one connection: a goroutine that reads it, and a writer borrowed when there is
// something to write.
type session struct {
	hub         *Hub
	conn        *websocket.Conn
	utilisateur comptes.UtilisateurID
	cle         string // secret of the login session
	ip          netip.Addr
	tour        uint8 // which of the ping rounds it belongs to
	admis       bool  // the page's token was seen; only the reader touches it
	mauvais     seau  // unreadable messages; only the reader touches it

	mu       sync.Mutex // protects the fields below
	salle    *salle     // conversation followed, nil before « reprendre »
	file     []paquet   // events that wait for the writer
	ecrit    bool       // a writer has the connection
	ping     bool       // a ping is due
	code     int        // close code to send, 0 while open
	motif    string
	enVol    assistant.ID // cid of the message that waits for its ack; the room may give it first
	acquitte assistant.ID // cid of the last message that got its ack: sent again, the room keeps out of it

	curseur assistant.Seq // last message pushed; protected by salle.mu
	actif   bool          // may be pushed to; protected by salle.mu
}

func (s *session) acteur() comptes.Acteur {
	return comptes.Acteur{Utilisateur: s.utilisateur, Origine: comptes.Assistant}
}

// servir reads the connection until it ends.
func (s *session) servir() {
	defer s.finir()
	s.conn.SetReadLimit(tailleMax)
	s.repousser()
	s.conn.SetPongHandler(func(string) error { s.repousser(); return nil })
	s.conn.SetPingHandler(s.pong)
	fini := make(chan struct{}, 1)
	for {
		genre, b, err := s.conn.ReadMessage()
		switch {
		case errors.Is(err, errDebit):
			s.clore(websocket.ClosePolicyViolation, "debit_depasse")
			return
		case err != nil:
			return // the library has already answered a broken frame
		case genre != websocket.TextMessage:
			s.clore(websocket.CloseUnsupportedData, "texte_attendu")
			return
		case !utf8.Valid(b):
			s.clore(websocket.CloseInvalidFramePayloadData, "utf8_invalide")
			return
		}
		s.repousser()
		if !bytes.Contains(b, []byte("reprendre")) {
			s.traiter(b)
			continue
		}
		// Everybody resumes and most then only listen: the deep stack of a reading of the database is
		// borrowed, so that theirs stays small.
		s.hub.lecteurs.faire(func() {
			s.traiter(b)
			fini <- struct{}{}
		})
		<-fini
	}
}

// repousser puts off the cut of a silent peer.
func (s *session) repousser() {
	if s.fermee() {
		return
	}
	_ = s.conn.SetReadDeadline(time.Now().Add(s.hub.config.Silence)) // fails on a closed connection, which the read tells
}

func (s *session) pong(donnees string) error {
	s.repousser()
	err := s.conn.WriteControl(websocket.PongMessage, []byte(donnees), time.Now().Add(time.Second))
	var netErr net.Error
	if errors.Is(err, websocket.ErrCloseSent) || errors.As(err, &netErr) {
		return nil
	}
	return err
}

// clore says goodbye from the reader itself, which then leaves.
func (s *session) clore(code int, motif string) {
	_ = s.conn.WriteControl(websocket.CloseMessage, websocket.FormatCloseMessage(code, motif), time.Now().Add(time.Second))
}

// finir gives back all that the connection held.
func (s *session) finir() {
	s.hub.oublier(s)
	purger(s.conn)
	_ = s.conn.Close()
}

// purger lets the close frame reach a peer that is still sending: closing with unread bytes would
// reset the connection and lose it.
func purger(conn *websocket.Conn) {
	c, ok := conn.NetConn().(*compteur)
	if !ok {
		return
	}
	if tcp, ok := c.Conn.(*net.TCPConn); ok {
		_ = tcp.CloseWrite()
	}
	_ = c.SetReadDeadline(time.Now().Add(500 * time.Millisecond))
	_, _ = io.CopyN(io.Discard, c.Conn, 1<<20)
}

// traiter answers one message of the client.
func (s *session) traiter(b []byte) {
	if s.fermee() {
		return
	}
	ctx, cancel := context.WithTimeout(context.Background(), s.hub.config.Delai)
	defer cancel()
	m, err := lire(b)
	if err == nil {
		err = s.agir(ctx, m)
	}
	if err == nil {
		return
	}
	f := fault.Public(err)
	if ctx.Err() != nil && f.Kind == fault.Interne {
		err = fault.New(fault.Indisponible, "reessai", "Le service met trop de temps à répondre. Votre message est conservé ; nouvel essai dans quelques secondes.")
	}
	e := emis{Type: "erreur", Erreur: erreurDe(err)}
	if m.CID != (assistant.ID{}) {
		e.CID = &m.CID
	}
	s.envoyer(e.octets())
	if f.Code == "json_invalide" {
		if ok, _ := s.mauvais.prendre(time.Now(), 10, 10.0/60); !ok {
			s.couper(websocket.ClosePolicyViolation, "debit_depasse")
		}
	}
}

func (s *session) agir(ctx context.Context, m recu) error {
	if m.Type == "reprendre" {
		return s.reprendre(ctx, m)
	}
	salle := s.salleSuivie()
	if salle == nil {
		return fault.New(fault.Invalide, "reprise_attendue", "La conversation n'est pas encore ouverte. Rechargez la page.")
	}
	if err := s.hub.debiter(s.utilisateur); err != nil {
		return err
	}
	saisie := assistant.Saisie{Texte: m.Texte}
	if m.Type == "choix" {
		saisie = assistant.Saisie{Reponse: &m.Reponse}
	}
	encore := !s.attendreAck(m.CID)
	ack, err := s.hub.config.Conversations.Recevoir(ctx, s.acteur(), salle.id, m.CID, saisie)
	attendu := s.accuser(m.CID)
	if err != nil {
		return err
	}
	if attendu || encore {
		s.envoyer(emisAck(ack).octets())
	}
	return nil
}

// attendreAck notes that the ack of a message is due: the room, told of the commit first, may send it
// with the message itself, in one frame. A message sent again is answered by its reader alone, who knows
// that it had been received (MS-05): false then.
func (s *session) attendreAck(cid assistant.ID) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if cid == s.acquitte {
		return false
	}
	s.enVol = cid
	return true
}

// accuser tells whether the ack of the message is still due; it is not any more.
func (s *session) accuser(cid assistant.ID) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.enVol != cid {
		return false
	}
	s.enVol, s.acquitte = assistant.ID{}, cid
	return true
}

// reprendre follows a conversation from a number. The session enters the room before the top is
// read and is silent until then, so that nothing falls between.
func (s *session) reprendre(ctx context.Context, m recu) error {
	if !s.admis && !s.hub.config.SansJetonDePage && !jetonValide(s.cle, m.Jeton) {
		return fault.New(fault.Interdit, "jeton_invalide", "Cette page a expiré. Rechargez-la.")
	}
	s.admis = true
	s.hub.quitter(s)
	salle := s.hub.entrer(s, m.Conversation, m.Seq)
	c, err := s.hub.config.Conversations.Lire(ctx, s.acteur(), m.Conversation)
	if err != nil {
		s.hub.quitter(s)
		return err
	}
	epoque := s.hub.config.Conversations.Epoque()
	switch {
	case m.Epoque != "" && m.Epoque != epoque, int(c.Dernier-m.Seq) > s.hub.config.RattrapageMax:
		s.hub.quitter(s)
		s.envoyer(emis{Type: "recharger"}.octets())
		return nil
	case m.Seq > c.Dernier:
		s.hub.quitter(s)
		slog.Warn("live: a client is ahead of its conversation", "conversation", c.ID, "seq", m.Seq, "last", c.Dernier)
		return assistant.ErrPosition()
	}
	s.envoyer(emis{Type: "pret", Conversation: &c.ID, Epoque: epoque, Seq: &c.Dernier}.octets())
	salle.activer(s, c)
	return nil
}

func (s *session) salleSuivie() *salle {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.salle
}

func (s *session) fermee() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.code != 0
}
