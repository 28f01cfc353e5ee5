package live

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"net/http"
	"os"
	"os/exec"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/go-chi/chi/v5"
	"github.com/google/uuid"
	"github.com/gorilla/websocket"

	"claudia/assistant"
	"claudia/internal/comptes"
	"claudia/internal/pg"
	"claudia/internal/pg/pgtest"
)

// The test binary plays a server that will be killed when these are set.
const (
	envServeur = "CLAUDIA_TEST_LIVE" // address to listen on
	envBase    = "CLAUDIA_TEST_LIVE_DB"
)

// jouerServeur serves conversations on an address until it is killed.
func jouerServeur() int {
	ctx := context.Background()
	db, err := pg.Open(ctx, os.Getenv(envBase))
	if err != nil {
		return 1
	}
	service, err := assistant.New(ctx, db, assistant.Reglages{})
	if err != nil {
		return 1
	}
	h := NewHub(Config{
		Conversations: service, Comptes: &fauxComptes{revoquees: map[string]bool{}}, Rendu: fauxRendu{},
		ParAdresse: 1000, ParPersonne: 1000, MessagesMinute: 1e6, MessagesSeconde: 1e6, TramesSeconde: 1e6, TramesSalve: 1e6,
		RattrapageMax: 1e6,
	})
	service.Start()
	h.Start()
	r := chi.NewRouter()
	h.Routes(r)
	l, err := net.Listen("tcp", os.Getenv(envServeur))
	if err != nil {
		return 1
	}
	fmt.Fprintln(os.Stdout, "ready")
	srv := &http.Server{Handler: r, ReadHeaderTimeout: 5 * time.Second}
	_ = srv.Serve(l)
	return 1
}

// serveurTue is the child that is killed and started again on the same address.
type serveurTue struct {
	adresse, base string
	cmd           *exec.Cmd
}

func newServeurTue(t *testing.T, db *pg.DB) *serveurTue {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	s := &serveurTue{adresse: l.Addr().String(), base: pgtest.URL(db)}
	l.Close()
	s.demarrer(t)
	t.Cleanup(s.tuer)
	return s
}

func (s *serveurTue) demarrer(t *testing.T) {
	t.Helper()
	s.cmd = exec.Command(os.Args[0])
	s.cmd.Env = append(os.Environ(), envServeur+"="+s.adresse, envBase+"="+s.base)
	sortie, err := s.cmd.StdoutPipe()
	if err == nil {
		err = s.cmd.Start()
	}
	if err != nil {
		t.Fatalf("start the server: %v", err)
	}
	if _, err := bufio.NewReader(sortie).ReadString('\n'); err != nil {
		t.Fatalf("the server did not start: %v", err)
	}
	go func() { _, _ = io.Copy(io.Discard, sortie) }()
}

func (s *serveurTue) tuer() {
	_ = s.cmd.Process.Kill()
	_ = s.cmd.Wait()
}

// page is a client that behaves as the chat client does: it comes back, asks for what it missed,
// and sends again what was not acknowledged.
type page struct {
	adresse string
	conv    assistant.ID

	mu       sync.Mutex // protects the fields below
	vu       int64      // last message received
	trou     string     // what was received out of order
	acks     map[string]int64
	enVol    map[string]string // sent and not acknowledged
	ordre    []string          // cids of enVol, oldest first
	retour   []time.Duration   // from a cut to the next ack
	coupe    time.Time
	conn     *websocket.Conn
	connexes int
}

// vivre keeps the page connected until ctx ends.
func (p *page) vivre(ctx context.Context) {
	for ctx.Err() == nil {
		if err := p.unefois(ctx); err != nil {
			p.mu.Lock()
			if p.coupe.IsZero() {
				p.coupe = time.Now()
			}
			p.conn = nil
			p.mu.Unlock()
			patienter(ctx, 10*time.Millisecond)
		}
	}
}

func patienter(ctx context.Context, d time.Duration) {
	select {
	case <-ctx.Done():
	case <-time.After(d):
	}
}

func (p *page) unefois(ctx context.Context) error {
	h := http.Header{"Origin": {"http://" + p.adresse}, "Cookie": {"s=ioana"}}
	conn, _, err := websocket.DefaultDialer.DialContext(ctx, //nolint:bodyclose // the library closes it
		"ws://"+p.adresse+"/assistant/socket", h)
	if err != nil {
		return err
	}
	defer conn.Close()
	stop := context.AfterFunc(ctx, func() { conn.Close() })
	defer stop()
	p.mu.Lock()
	p.connexes++
	err = conn.WriteJSON(map[string]any{"t": "reprendre", "conversation": p.conv, "seq": p.vu, "jeton": Jeton("ioana")})
	for _, cid := range p.ordre {
		if err == nil {
			err = conn.WriteJSON(map[string]any{"t": "message", "cid": cid, "texte": p.enVol[cid]})
		}
	}
	p.conn = conn
	p.mu.Unlock()
	for err == nil {
		var b []byte
		if _, b, err = conn.ReadMessage(); err == nil {
			p.recevoir(b)
		}
	}
	return err
}

func (p *page) recevoir(b []byte) {
	if b[0] != '[' {
		b = append(append([]byte("["), b...), ']')
	}
	var es []struct {
		T   string
		CID string
		Seq int64
	}
	if err := json.Unmarshal(b, &es); err != nil {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, e := range es {
		switch e.T {
		case "message":
			if e.Seq != p.vu+1 && p.trou == "" {
				p.trou = fmt.Sprintf("%d after %d", e.Seq, p.vu)
			}
			p.vu = e.Seq
		case "ack":
			if !p.coupe.IsZero() {
				p.retour = append(p.retour, time.Since(p.coupe))
				p.coupe = time.Time{}
			}
			p.acks[e.CID] = e.Seq
			delete(p.enVol, e.CID)
			p.ordre = p.ordre[1:]
		}
	}
}

// ecrire sends messages, a few in flight, until ctx ends.
func (p *page) ecrire(ctx context.Context) {
	for ctx.Err() == nil {
		p.mu.Lock()
		if len(p.ordre) < 5 {
			cid := uuid.NewString()
			p.enVol[cid] = "texte " + cid
			p.ordre = append(p.ordre, cid)
			if p.conn != nil {
				_ = p.conn.WriteJSON(map[string]any{"t": "message", "cid": cid, "texte": p.enVol[cid]})
			}
		}
		p.mu.Unlock()
		patienter(ctx, time.Millisecond)
	}
}

// TestKill_pagesMissNothing holds P1 to P4 and P6 end to end: ten pages write and read over sockets
// while the server is killed four times.
func TestKill_pagesMissNothing(t *testing.T) {
	db := pgtest.New(t)
	service, err := assistant.New(t.Context(), db, assistant.Reglages{})
	if err != nil {
		t.Fatal(err)
	}
	service.Start()
	t.Cleanup(service.Stop)
	conv, err := service.Courante(t.Context(), comptes.Acteur{Utilisateur: ioana})
	if err != nil {
		t.Fatal(err)
	}
	s := newServeurTue(t, db)
	ctx, cancel := context.WithCancel(t.Context())
	vie, fin := context.WithCancel(t.Context())
	defer fin()
	var wg, ecrivains sync.WaitGroup
	pages := make([]*page, 10)
	for i := range pages {
		pages[i] = &page{adresse: s.adresse, conv: conv.ID, acks: map[string]int64{}, enVol: map[string]string{}}
		wg.Go(func() { pages[i].vivre(vie) })
		ecrivains.Go(func() { pages[i].ecrire(ctx) })
	}
	for range 4 {
		patienter(ctx, 300*time.Millisecond+rand.N(200*time.Millisecond))
		s.tuer()
		s.demarrer(t)
	}
	patienter(ctx, 300*time.Millisecond)
	cancel()
	ecrivains.Wait()
	var dernier int64
	defer func() {
		for i, p := range pages {
			if t.Failed() {
				p.mu.Lock()
				t.Logf("page %d: seen %d of %d, %d waiting, %d connections, hole %q", i, p.vu, dernier, len(p.ordre), p.connexes, p.trou)
				p.mu.Unlock()
			}
		}
	}()
	attendreQue(t, func() bool {
		c, err := service.Lire(t.Context(), comptes.Acteur{Utilisateur: ioana}, conv.ID)
		dernier = int64(c.Dernier)
		return err == nil && toutesArrivees(pages, dernier)
	})
	fin()
	wg.Wait()
	verifierPages(t, service, conv.ID, pages, dernier)
}

func toutesArrivees(pages []*page, dernier int64) bool {
	for _, p := range pages {
		p.mu.Lock()
		fini := len(p.ordre) == 0 && p.vu == dernier
		p.mu.Unlock()
		if !fini {
			return false
		}
	}
	return true
}

func verifierPages(t *testing.T, service *assistant.Service, conv assistant.ID, pages []*page, dernier int64) {
	t.Helper()
	ms, err := service.Suite(t.Context(), conv, 0, 1_000_000)
	if err != nil || int64(len(ms)) != dernier {
		t.Fatalf("%d messages in the journal, %v; want %d", len(ms), err, dernier)
	}
	seqs := map[string]int64{}
	for _, m := range ms {
		if m.Auteur == assistant.Usager && !strings.HasSuffix(m.Contenu.Texte, m.CID.String()) {
			t.Fatalf("message %d holds the words of another: %q", m.Seq, m.Contenu.Texte)
		}
		seqs[m.CID.String()] = int64(m.Seq)
	}
	acks, pire := 0, time.Duration(0)
	for i, p := range pages {
		if p.trou != "" || p.vu != dernier {
			t.Errorf("page %d: hole %q, last %d of %d", i, p.trou, p.vu, dernier)
		}
		for cid, seq := range p.acks {
			if seqs[cid] != seq {
				t.Errorf("ack %s = %d, journal has %d", cid, seq, seqs[cid])
			}
		}
		acks += len(p.acks)
		for _, d := range p.retour {
			pire = max(pire, d)
		}
	}
	if acks != len(ms)-1 { // the opening is the system's
		t.Errorf("%d acks for %d messages", acks, len(ms)-1)
	}
	t.Logf("%d acks, 4 kills, 10 pages: 0 lost, 0 double, 0 hole; cut to next ack at most %v", acks, pire)
}
