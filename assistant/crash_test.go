package assistant

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"os"
	"os/exec"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"

	"claudia/internal/pg"
	"claudia/internal/pg/pgtest"
)

// The test binary plays the server when these are set: an address to listen on and a database.
const (
	envServeur = "CLAUDIA_TEST_JOURNAL"
	envBase    = "CLAUDIA_TEST_JOURNAL_DB"
)

// jouerServeur serves a journal, one JSON line a message, until it is killed.
func jouerServeur() int {
	db, err := pg.Open(context.Background(), os.Getenv(envBase))
	if err != nil {
		return 1
	}
	l, err := net.Listen("unix", os.Getenv(envServeur))
	if err != nil {
		return 1
	}
	j := NewJournal(db, nil, nil, ReglagesJournal{})
	j.Start()
	for {
		c, err := l.Accept()
		if err != nil {
			return 1
		}
		go servirJournal(j, c)
	}
}

// ligneCrash is one message, or its ack on the way back.
type ligneCrash struct {
	Conv, CID uuid.UUID
	Texte     string
	Seq       Seq
}

func servirJournal(j *Journal, c net.Conn) {
	defer c.Close()
	in := bufio.NewScanner(c)
	for in.Scan() {
		var l ligneCrash
		if json.Unmarshal(in.Bytes(), &l) != nil {
			return
		}
		ack, err := j.Ajouter(context.Background(), demandeDe(l.Conv, l.CID, l.Texte))
		if err != nil {
			return
		}
		l.Seq = ack.Seq
		b, err := json.Marshal(l)
		if err != nil {
			return
		}
		if _, err := c.Write(append(b, '\n')); err != nil {
			return
		}
	}
}

// P1–P3 (F1 in short): 20 writers, the server killed six times; every ack is in the table once,
// with its words, and the numbers have no hole.
func TestCrash_noAckIsLostNorDoubled(t *testing.T) {
	db := pgtest.New(t)
	convs := make([]ID, 5)
	for i := range convs {
		convs[i] = newConversation(t, db, ioana)
	}
	dir, err := os.MkdirTemp("", "jc") //nolint:usetesting // a socket path must be short
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	s := &serveurTue{socket: dir + "/s", base: pgtest.URL(db)}
	s.demarrer(t)
	t.Cleanup(s.tuer)
	ctx, cancel := context.WithCancel(t.Context())
	var wg sync.WaitGroup
	acks := make([][]ligneCrash, 20)
	for w := range acks {
		wg.Go(func() { acks[w] = ecrireSansFin(ctx, t, s.socket, convs[w%len(convs)], w) })
	}
	for range 6 {
		attendre(ctx, 300*time.Millisecond+rand.N(200*time.Millisecond))
		s.tuer()
		s.demarrer(t)
	}
	attendre(ctx, 300*time.Millisecond)
	cancel()
	wg.Wait()
	s.tuer()
	verifierJournal(t, db, convs, acks)
}

func attendre(ctx context.Context, d time.Duration) {
	select {
	case <-ctx.Done():
	case <-time.After(d):
	}
}

// serveurTue is the child that is killed and started again.
type serveurTue struct {
	socket, base string
	cmd          *exec.Cmd
}

func (s *serveurTue) demarrer(t *testing.T) {
	t.Helper()
	_ = os.Remove(s.socket)
	s.cmd = exec.Command(os.Args[0])
	s.cmd.Env = append(os.Environ(), envServeur+"="+s.socket, envBase+"="+s.base)
	s.cmd.Stderr = io.Discard
	if err := s.cmd.Start(); err != nil {
		t.Fatalf("start the server: %v", err)
	}
}

func (s *serveurTue) tuer() {
	_ = s.cmd.Process.Kill()
	_ = s.cmd.Wait()
}

// ecrireSansFin sends messages one after the other, each again until it is acknowledged, and sends
// some of those already acknowledged again with other words.
func ecrireSansFin(ctx context.Context, t *testing.T, socket string, conv ID, w int) []ligneCrash {
	t.Helper()
	var recus []ligneCrash
	var c net.Conn
	var in *bufio.Reader
	defer func() {
		if c != nil {
			c.Close()
		}
	}()
	for n := 0; ctx.Err() == nil; n++ {
		l := ligneCrash{Conv: conv, CID: uuid.New(), Texte: fmt.Sprintf("%d-%d", w, n)}
		vieux := -1
		if n%50 == 49 {
			vieux = rand.IntN(len(recus))
			l = recus[vieux]
			l.Texte, l.Seq = "autre", 0
		}
		ack, ok := envoyerJusquaAck(ctx, socket, &c, &in, l)
		switch {
		case !ok:
		case vieux < 0:
			l.Seq = ack.Seq
			recus = append(recus, l)
		case ack.Seq != recus[vieux].Seq:
			t.Errorf("resend got %d, first ack was %d", ack.Seq, recus[vieux].Seq)
		}
	}
	return recus
}

func envoyerJusquaAck(ctx context.Context, socket string, c *net.Conn, in **bufio.Reader, l ligneCrash) (ligneCrash, bool) {
	b, err := json.Marshal(l)
	if err != nil {
		return ligneCrash{}, false
	}
	for ctx.Err() == nil {
		if *c == nil {
			conn, err := net.Dial("unix", socket)
			if err != nil {
				attendre(ctx, 5*time.Millisecond)
				continue
			}
			*c, *in = conn, bufio.NewReader(conn)
		}
		_ = (*c).SetDeadline(time.Now().Add(10 * time.Second))
		_, err := (*c).Write(append(b, '\n'))
		var reponse []byte
		if err == nil {
			reponse, err = (*in).ReadBytes('\n')
		}
		var ack ligneCrash
		if err == nil && json.Unmarshal(reponse, &ack) == nil {
			return ack, true
		}
		(*c).Close()
		*c = nil
	}
	return ligneCrash{}, false
}

func verifierJournal(t *testing.T, db *pg.DB, convs []ID, acks [][]ligneCrash) {
	t.Helper()
	total, stored := 0, map[uuid.UUID]Message{}
	for _, c := range convs {
		ms, err := lireDepuis(t.Context(), db.Pool, c, 0, 1_000_000)
		if err != nil {
			t.Fatal(err)
		}
		for i, m := range ms {
			if m.Seq != Seq(i+1) {
				t.Fatalf("gap: message %d has number %d", i+1, m.Seq)
			}
			stored[m.CID] = m
		}
		total += len(ms)
	}
	if total != len(stored) {
		t.Errorf("%d rows for %d ids", total, len(stored))
	}
	recus := 0
	for w, as := range acks {
		var last Seq
		for _, a := range as {
			recus++
			m, ok := stored[a.CID]
			if !ok || m.Seq != a.Seq || m.Contenu.Texte != a.Texte {
				t.Fatalf("ack %+v, stored %+v (%v)", a, m, ok)
			}
			if a.Seq <= last {
				t.Fatalf("writer %d: ack %d after %d", w, a.Seq, last)
			}
			last = a.Seq
		}
	}
	if recus < 500 {
		t.Errorf("only %d acks: the test proves too little", recus)
	}
	t.Logf("%d acks, %d rows, 6 kills: 0 lost, 0 double, 0 gap", recus, total)
}
