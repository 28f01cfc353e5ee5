package live

import (
	"context"
	"net"
	"net/http"
	"testing"
	"testing/synctest"
	"time"

	"github.com/go-chi/chi/v5"
	"github.com/google/uuid"
	"github.com/gorilla/websocket"

	"claudia/assistant"
	"claudia/internal/comptes"
)

// sansBase is a journal with nothing in it, for tests of time.
type sansBase struct{}

func (sansBase) Lire(_ context.Context, par comptes.Acteur, id assistant.ID) (assistant.Conversation, error) {
	return assistant.Conversation{ID: id, Utilisateur: par.Utilisateur}, nil
}

func (sansBase) Recevoir(context.Context, comptes.Acteur, assistant.ID, uuid.UUID, assistant.Saisie) (assistant.Ack, error) {
	return assistant.Ack{}, nil
}

func (sansBase) RecevoirPieces(context.Context, comptes.Acteur, assistant.ID) (*assistant.Reception, error) {
	return nil, assistant.ErrPosition()
}

func (sansBase) Depuis(context.Context, comptes.Acteur, assistant.ID, assistant.Seq, int) ([]assistant.Message, error) {
	return nil, nil
}

func (sansBase) Suite(context.Context, assistant.ID, assistant.Seq, int) ([]assistant.Message, error) {
	return nil, nil
}

func (sansBase) Acces(_ context.Context, couples []assistant.Couple) ([]assistant.Seq, error) {
	return make([]assistant.Seq, len(couples)), nil
}

func (sansBase) Epoque() string { return "e" }

func (sansBase) Suivre(func(assistant.Nouvelle)) {}

// tuyau is a listener of connections in memory, so that time can be made to pass.
type tuyau struct {
	conns chan net.Conn
	fin   chan struct{}
}

func (l tuyau) Accept() (net.Conn, error) {
	select {
	case c := <-l.conns:
		return c, nil
	case <-l.fin:
		return nil, net.ErrClosed
	}
}

func (l tuyau) Close() error   { close(l.fin); return nil }
func (l tuyau) Addr() net.Addr { return &net.UnixAddr{Name: "tuyau"} }

// TestSilence_pingAndCut holds WS-13 in made-up time: a ping every 30 s; a peer that answers stays,
// one that is silent is cut between 75 and 80 s.
func TestSilence_pingAndCut(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		h := NewHub(Config{Conversations: sansBase{}, Comptes: &fauxComptes{}, Rendu: fauxRendu{}})
		h.Start()
		r := chi.NewRouter()
		h.Routes(r)
		l := tuyau{make(chan net.Conn), make(chan struct{})}
		srv := &http.Server{Handler: r, ReadHeaderTimeout: time.Second}
		go srv.Serve(l)
		d := websocket.Dialer{NetDial: func(string, string) (net.Conn, error) {
			ici, labas := net.Pipe()
			l.conns <- labas
			return ici, nil
		}}
		entetes := http.Header{"Origin": {"http://x"}, "Cookie": {"s=ioana"}}
		vif, _, err := d.Dial("ws://x/assistant/socket", entetes) //nolint:bodyclose // the library closes it
		if err != nil {
			t.Fatal(err)
		}
		muet, _, err := d.Dial("ws://x/assistant/socket", entetes) //nolint:bodyclose // the library closes it
		if err != nil {
			t.Fatal(err)
		}
		var pings int
		repondre := vif.PingHandler()
		vif.SetPingHandler(func(s string) error { pings++; return repondre(s) })
		muet.SetPingHandler(func(string) error { return nil })
		debut := time.Now()
		var duree time.Duration
		go func() { _, _, _ = vif.ReadMessage() }()
		go func() {
			_, _, _ = muet.ReadMessage()
			duree = time.Since(debut)
			_ = muet.Close()
		}()
		time.Sleep(10 * time.Minute)
		synctest.Wait()
		if h.Connexions() != 1 {
			t.Errorf("%d connections after ten minutes, want the one that answers", h.Connexions())
		}
		if pings < 19 || pings > 21 {
			t.Errorf("%d pings in ten minutes, want 20", pings)
		}
		if duree < 75*time.Second || duree > 80*time.Second {
			t.Errorf("silent peer cut after %v, want 75 s", duree)
		}
		_ = vif.Close()
		h.Stop()
		_ = srv.Close()
		synctest.Wait()
	})
}
