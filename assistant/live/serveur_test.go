package live

import (
	"bytes"
	"context"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"html"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/go-chi/chi/v5"
	"github.com/google/uuid"
	"github.com/gorilla/websocket"

	"claudia/assistant"
	"claudia/internal/comptes"
	"claudia/internal/fault"
	"claudia/internal/pg"
	"claudia/internal/pg/pgtest"
	"claudia/memoires"
)

func TestMain(m *testing.M) {
	if os.Getenv(envServeur) != "" {
		os.Exit(jouerServeur())
	}
	pgtest.Main(m)
}

// fauxComptes knows people by the value of their cookie.
type fauxComptes struct {
	mu        sync.Mutex
	revoquees map[string]bool
}

const (
	ioana = comptes.UtilisateurID(7)
	paul  = comptes.UtilisateurID(8)
)

func (f *fauxComptes) Visite(r *http.Request) (Visite, error) {
	c, err := r.Cookie("s")
	if err != nil {
		return Visite{}, fault.New(fault.NonAuthentifie, "non_authentifie", "Connectez-vous.")
	}
	qui := ioana
	if strings.HasPrefix(c.Value, "paul") {
		qui = paul
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.revoquees[c.Value] {
		return Visite{}, fault.New(fault.NonAuthentifie, "non_authentifie", "Connectez-vous.")
	}
	return Visite{Acteur: comptes.Acteur{Utilisateur: qui}, Cle: c.Value}, nil
}

func (f *fauxComptes) Acteur(_ context.Context, u comptes.UtilisateurID) (comptes.Acteur, error) {
	return comptes.Acteur{Utilisateur: u}, nil
}

func (f *fauxComptes) Revoquees(_ context.Context, cles []string) ([]string, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	var liste []string
	for _, c := range cles {
		if f.revoquees[c] {
			liste = append(liste, c)
		}
	}
	return liste, nil
}

func (f *fauxComptes) revoquer(cle string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.revoquees[cle] = true
}

// fauxRendu draws a bubble as a paragraph.
type fauxRendu struct{}

func (fauxRendu) Message(_ context.Context, m assistant.Message) (string, error) {
	if m.Auteur == assistant.Systeme {
		return "", nil
	}
	return "<p>" + html.EscapeString(m.Contenu.Texte) + "</p>", nil
}

func (fauxRendu) Brouillon(_ context.Context, _ comptes.Acteur, m memoires.ID) (string, error) {
	return fmt.Sprintf("<aside>%d</aside>", m), nil
}

// serveur is a hub on a real journal, over real sockets.
type serveur struct {
	t       *testing.T
	db      *pg.DB
	service *assistant.Service
	hub     *Hub
	comptes *fauxComptes
	http    *httptest.Server
}

func newServeur(t *testing.T, regler func(*Config)) *serveur {
	t.Helper()
	return serveurSur(t, pgtest.New(t), regler, nil)
}

func serveurSur(t *testing.T, db *pg.DB, regler func(*Config), annonceur assistant.Annonceur) *serveur {
	t.Helper()
	s := &serveur{t: t, db: db, comptes: &fauxComptes{revoquees: map[string]bool{}}}
	var err error
	if s.service, err = assistant.New(t.Context(), db, assistant.Reglages{Annonceur: annonceur}); err != nil {
		t.Fatal(err)
	}
	c := Config{
		Conversations: s.service, Comptes: s.comptes, Rendu: fauxRendu{},
		ParAdresse: 1000, ParPersonne: 1000, MessagesMinute: 1e6, MessagesSeconde: 1e6,
	}
	if regler != nil {
		regler(&c)
	}
	s.hub = NewHub(c)
	s.service.Start()
	s.hub.Start()
	r := chi.NewRouter()
	s.hub.Routes(r)
	s.http = httptest.NewServer(r)
	t.Cleanup(func() {
		s.hub.Stop()
		s.http.Close()
		s.service.Stop()
	})
	return s
}

// conversation opens one for the person and gives it with the number of its last message.
func (s *serveur) conversation(qui comptes.UtilisateurID) assistant.Conversation {
	s.t.Helper()
	c, err := s.service.Courante(s.t.Context(), comptes.Acteur{Utilisateur: qui})
	if err != nil {
		s.t.Fatal(err)
	}
	return c
}

func (s *serveur) ecrire(c assistant.ID, qui comptes.UtilisateurID, texte string) assistant.Ack {
	s.t.Helper()
	ack, err := s.service.Recevoir(s.t.Context(), comptes.Acteur{Utilisateur: qui}, c, uuid.New(), assistant.Saisie{Texte: texte})
	if err != nil {
		s.t.Fatal(err)
	}
	return ack
}

// client is a page.
type client struct {
	t       *testing.T
	conn    *websocket.Conn
	attente []map[string]any
}

func (s *serveur) composer(cookie string) (*websocket.Conn, *http.Response, error) {
	h := http.Header{"Origin": {s.http.URL}, "Cookie": {"s=" + cookie}}
	return websocket.DefaultDialer.Dial("ws"+strings.TrimPrefix(s.http.URL, "http")+"/assistant/socket", h)
}

func (s *serveur) client(cookie string) *client {
	s.t.Helper()
	conn, _, err := s.composer(cookie) //nolint:bodyclose // the library closes it
	if err != nil {
		s.t.Fatalf("dial: %v", err)
	}
	s.t.Cleanup(func() { conn.Close() })
	_ = conn.SetReadDeadline(time.Now().Add(20 * time.Second))
	return &client{t: s.t, conn: conn}
}

// reprendre follows a conversation and gives the answer.
func (c *client) reprendre(id assistant.ID, seq int64, epoque, cookie string) map[string]any {
	c.t.Helper()
	c.envoyer(map[string]any{"t": "reprendre", "conversation": id, "seq": seq, "epoque": epoque, "jeton": Jeton(cookie)})
	return c.lire()
}

func (c *client) envoyer(v any) {
	c.t.Helper()
	if err := c.conn.WriteJSON(v); err != nil {
		c.t.Fatalf("send: %v", err)
	}
}

func (c *client) brut(s string) {
	c.t.Helper()
	if err := c.conn.WriteMessage(websocket.TextMessage, []byte(s)); err != nil {
		c.t.Fatalf("send: %v", err)
	}
}

// lire gives the next event.
func (c *client) lire() map[string]any {
	c.t.Helper()
	e, err := c.suivant()
	if err != nil {
		c.t.Fatalf("read: %v", err)
	}
	return e
}

func (c *client) suivant() (map[string]any, error) {
	for len(c.attente) == 0 {
		_, b, err := c.conn.ReadMessage()
		if err != nil {
			return nil, err
		}
		if !bytes.HasPrefix(b, []byte("[")) {
			b = append(append([]byte("["), b...), ']')
		}
		if err := json.Unmarshal(b, &c.attente); err != nil {
			return nil, fmt.Errorf("%s: %w", b, err)
		}
	}
	e := c.attente[0]
	c.attente = c.attente[1:]
	return e, nil
}

// jusqua reads until an event of the type.
func (c *client) jusqua(genre string) map[string]any {
	c.t.Helper()
	for {
		if e := c.lire(); e["t"] == genre {
			return e
		}
	}
}

// fermeture reads to the end and gives the close code.
func (c *client) fermeture() int {
	for {
		if _, err := c.suivant(); err != nil {
			return codeDe(err)
		}
	}
}

func codeDe(err error) int {
	if ce, ok := err.(*websocket.CloseError); ok { //nolint:errorlint // the library returns it bare
		return ce.Code
	}
	return websocket.CloseAbnormalClosure
}

// brute is a connection without a library.
type brute struct {
	t    *testing.T
	conn net.Conn
}

func (s *serveur) brute(cookie string, plus ...string) *brute {
	s.t.Helper()
	conn, err := net.Dial("tcp", strings.TrimPrefix(s.http.URL, "http://"))
	if err != nil {
		s.t.Fatal(err)
	}
	s.t.Cleanup(func() { conn.Close() })
	_ = conn.SetDeadline(time.Now().Add(20 * time.Second))
	entetes := append([]string{
		"GET /assistant/socket HTTP/1.1", "Host: " + strings.TrimPrefix(s.http.URL, "http://"), "Connection: Upgrade",
		"Upgrade: websocket", "Sec-WebSocket-Version: 13", "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==",
		"Origin: " + s.http.URL, "Cookie: s=" + cookie,
	}, plus...)
	if _, err := io.WriteString(conn, strings.Join(entetes, "\r\n")+"\r\n\r\n"); err != nil {
		s.t.Fatal(err)
	}
	var tete []byte
	for !bytes.HasSuffix(tete, []byte("\r\n\r\n")) {
		var un [1]byte
		if _, err := conn.Read(un[:]); err != nil {
			s.t.Fatalf("handshake: %v after %q", err, tete)
		}
		tete = append(tete, un[0])
	}
	if !bytes.HasPrefix(tete, []byte("HTTP/1.1 101 ")) {
		s.t.Fatalf("handshake: %s", tete)
	}
	if bytes.Contains(bytes.ToLower(tete), []byte("sec-websocket-extensions")) {
		s.t.Errorf("an extension was negotiated: %s", tete)
	}
	return &brute{s.t, conn}
}

// trame makes a frame with an all-zero mask.
func trame(premier byte, charge string) []byte {
	b := []byte{premier}
	switch n := len(charge); {
	case n < 126:
		b = append(b, 0x80|byte(n))
	case n < 1<<16:
		b = binary.BigEndian.AppendUint16(append(b, 0x80|126), uint16(n))
	default:
		b = binary.BigEndian.AppendUint64(append(b, 0x80|127), uint64(n))
	}
	return append(append(b, 0, 0, 0, 0), charge...)
}

// code sends bytes and gives the close code that comes back, 0 when the connection is cut without
// one.
func (b *brute) code(octets []byte) int {
	b.t.Helper()
	_, _ = b.conn.Write(octets) // the server may already have left
	recu, _ := io.ReadAll(b.conn)
	for len(recu) >= 2 {
		n, debut := int(recu[1]&0x7f), 2
		if n == 126 && len(recu) >= 4 {
			n, debut = int(binary.BigEndian.Uint16(recu[2:])), 4
		}
		if len(recu) < debut+n {
			return 0
		}
		if recu[0]&0x0f == 8 && n >= 2 {
			return int(binary.BigEndian.Uint16(recu[debut:]))
		}
		if recu[0]&0x0f == 8 {
			return websocket.CloseNoStatusReceived
		}
		recu = recu[debut+n:]
	}
	return 0
}
