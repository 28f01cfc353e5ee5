package main

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/google/uuid"
	"github.com/gorilla/websocket"

	"claudia/assistant/live"
)

// idleBytes opens n logged-in connections that follow a conversation each, and gives what one costs
// the server after a collection, and at the peak.
func (b *bench) idleBytes(role string, n int) (after, peak int, err error) {
	c, err := start(role, b.url)
	if err != nil {
		return 0, 0, err
	}
	defer c.stop()
	warm, err := idleConns(c.addr, 1, 1) // so that what is made once is not counted
	defer closeAll(warm)
	if err != nil {
		return 0, 0, err
	}
	if err := c.collect(); err != nil {
		return 0, 0, err
	}
	before, err := c.status("VmRSS")
	if err != nil {
		return 0, 0, err
	}
	conns, err := idleConns(c.addr, 2, n)
	defer closeAll(conns)
	if err != nil {
		return 0, 0, err
	}
	high, err := c.status("VmHWM")
	if err != nil {
		return 0, 0, err
	}
	if err := c.collect(); err != nil {
		return 0, 0, err
	}
	now, err := c.status("VmRSS")
	return (now - before) / len(conns), (high - before) / len(conns), err
}

func closeAll(conns []net.Conn) {
	for _, c := range conns {
		_ = c.Close()
	}
}

// idleConns opens the connections first..last, 32 at a time.
func idleConns(addr string, first, last int) ([]net.Conn, error) {
	conns := make([]net.Conn, last-first+1)
	var next atomic.Int64
	var failure atomic.Pointer[error]
	var wg sync.WaitGroup
	for range 32 {
		wg.Go(func() {
			for failure.Load() == nil {
				i := int(next.Add(1)) - 1
				if i >= len(conns) {
					return
				}
				conn, err := idleConn(addr, first+i)
				if err != nil {
					failure.Store(&err)
					return
				}
				conns[i] = conn
			}
		})
	}
	wg.Wait()
	conns = slices.DeleteFunc(conns, func(c net.Conn) bool { return c == nil })
	if err := failure.Load(); err != nil {
		return conns, *err
	}
	return conns, nil
}

// idleConn logs the n-th person in, has it follow its conversation, and reads the answer.
func idleConn(addr string, n int) (net.Conn, error) {
	conn, err := net.Dial("tcp", addr) //nolint:noctx // bounded by the deadline below
	if err != nil {
		return nil, fmt.Errorf("dial: %w", err)
	}
	_ = conn.SetDeadline(time.Now().Add(30 * time.Second))
	key := strconv.Itoa(n)
	head := strings.Join([]string{
		"GET /assistant/socket HTTP/1.1", "Host: " + addr, "Connection: Upgrade", "Upgrade: websocket",
		"Sec-WebSocket-Version: 13", "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==", "Origin: http://" + addr, "Cookie: s=" + key,
	}, "\r\n") + "\r\n\r\n"
	if _, err := io.WriteString(conn, head); err != nil {
		return conn, err
	}
	in := bufio.NewReaderSize(conn, 512)
	resp, err := http.ReadResponse(in, nil)
	if err != nil {
		return conn, fmt.Errorf("upgrade: %w", err)
	}
	_ = resp.Body.Close()
	if resp.StatusCode != http.StatusSwitchingProtocols {
		return conn, errors.New("upgrade: " + resp.Status)
	}
	if _, err := conn.Write(frame(resume(n, key))); err != nil {
		return conn, err
	}
	var answer [2]byte
	if _, err := io.ReadFull(in, answer[:]); err != nil {
		return conn, fmt.Errorf("resume: %w", err)
	}
	_ = conn.SetDeadline(time.Time{})
	return conn, nil
}

func resume(n int, key string) []byte {
	return fmt.Appendf(nil, `{"t":"reprendre","conversation":%q,"seq":0,"jeton":%q}`, conversation(n), live.Jeton(key))
}

// frame makes a text frame of less than 64 KiB with a mask of zeros.
func frame(b []byte) []byte {
	//nolint:gosec // the resume frame has some 150 bytes
	f := []byte{0x81, 0x80 | 126, byte(len(b) >> 8), byte(len(b)), 0, 0, 0, 0}
	return append(f, b...)
}

// result is one measure of throughput.
type result struct {
	rate      int
	p50, p99  time.Duration
	delivered float64 // share of the acked messages that reached the other side
}

// measure lets users send, two in a conversation from the first on, each waiting for its ack before the next message.
func (b *bench) measure(role string, first, users int, span time.Duration) (result, error) {
	c, err := start(role, b.url)
	if err != nil {
		return result{}, err
	}
	defer c.stop()
	senders := make([]*sender, users)
	for i := range senders {
		if senders[i], err = newSender(c.addr, first+i/2, i); err != nil {
			return result{}, err
		}
		defer senders[i].conn.Close() //nolint:errcheck // the run is over
	}
	var counting atomic.Bool
	stop := make(chan struct{})
	var wg sync.WaitGroup
	for _, s := range senders {
		wg.Go(func() { s.run(&counting, stop) })
	}
	pause(time.Second) // warm
	counting.Store(true)
	began := time.Now()
	pause(span)
	counting.Store(false)
	took := time.Since(began)
	close(stop)
	wg.Wait()
	return sum(senders, took), nil
}

func pause(d time.Duration) { <-time.After(d) }

func sum(senders []*sender, took time.Duration) result {
	var all []time.Duration
	got := 0
	for _, s := range senders {
		all = append(all, s.acks...)
		got += s.others
	}
	if len(all) == 0 {
		return result{}
	}
	slices.Sort(all)
	round := func(d time.Duration) time.Duration { return d.Round(10 * time.Microsecond) }
	return result{
		rate: int(float64(len(all)) / took.Seconds()), p50: round(all[len(all)/2]), p99: round(all[len(all)*99/100]),
		delivered: float64(got) / float64(len(all)),
	}
}

// sender is one side of a conversation.
type sender struct {
	conn   *websocket.Conn
	acks   []time.Duration
	others int // messages of the other side

	mark, other string // in the words of this side, and of the other
}

func newSender(addr string, n, i int) (*sender, error) {
	key := strconv.Itoa(n)
	h := http.Header{"Origin": {"http://" + addr}, "Cookie": {"s=" + key}}
	conn, resp, err := websocket.DefaultDialer.Dial("ws://"+addr+"/assistant/socket", h)
	if err != nil {
		return nil, fmt.Errorf("dial: %w", err)
	}
	_ = resp.Body.Close()
	s := &sender{conn: conn, mark: side(i), other: side(i + 1)}
	if err := conn.WriteMessage(websocket.TextMessage, resume(n, key)); err != nil {
		return nil, err
	}
	_, _, err = conn.ReadMessage()
	return s, err
}

// side marks who wrote, so that a client counts what the other side wrote.
func side(i int) string { return "expediteur" + string(rune('A'+i%2)) }

var words = strings.Repeat("mot ", 29) // with the mark, 128 bytes

// run sends one message after the other until stop, and reads all that comes.
func (s *sender) run(counting *atomic.Bool, stop <-chan struct{}) {
	for {
		select {
		case <-stop:
			return
		default:
		}
		cid := uuid.NewString()
		sent := time.Now()
		body := `{"t":"message","cid":"` + cid + `","texte":"` + s.mark + words + `"}`
		_ = s.conn.SetReadDeadline(sent.Add(20 * time.Second))
		if s.conn.WriteMessage(websocket.TextMessage, []byte(body)) != nil {
			return
		}
		for acked := false; !acked; {
			_, b, err := s.conn.ReadMessage()
			if err != nil {
				return
			}
			acked = s.take(b, sent, counting.Load())
		}
	}
}

// take counts the events of a frame and tells whether the ack is among them: one message at a time is
// under way. Looking for bytes costs the clients less than decoding, and they share the cores with the
// server.
func (s *sender) take(b []byte, sent time.Time, count bool) bool {
	acked := bytes.Contains(b, []byte(`"t":"ack"`))
	if count {
		s.others += bytes.Count(b, []byte(s.other))
		if acked {
			s.acks = append(s.acks, time.Since(sent))
		}
	}
	return acked
}
