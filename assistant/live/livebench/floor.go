package main

import (
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"net/http"
	"sync"
	"time"

	"github.com/google/uuid"
	"github.com/gorilla/websocket"

	"claudia/internal/pg"
)

// floor is the smallest server with the same promise: one goroutine a connection, writes through a
// shared pool, messages numbered under the row lock and committed together, acknowledged after COMMIT
// and delivered to the other side. No rights, no limits, no resume, no other node.
type floor struct {
	db       *pg.DB
	upgrader websocket.Upgrader
	queues   [2]chan *entry

	mu    sync.Mutex // protects rooms
	rooms map[uuid.UUID][]*peer
}

// peer is one connection.
type peer struct {
	conn *websocket.Conn
	room uuid.UUID

	mu      sync.Mutex // protects the fields below
	queue   [][]byte
	writing bool
}

// entry is a message that waits for its commit.
type entry struct {
	from    *peer
	cid     uuid.UUID
	content string
	seq     int64
}

func newFloor(db *pg.DB) *floor {
	f := &floor{db: db, rooms: map[uuid.UUID][]*peer{}}
	f.upgrader = websocket.Upgrader{
		ReadBufferSize: 512, WriteBufferSize: 4096, WriteBufferPool: &sync.Pool{},
		CheckOrigin: func(*http.Request) bool { return true },
	}
	for i := range f.queues {
		f.queues[i] = make(chan *entry, 4096)
		go f.write(f.queues[i])
	}
	return f
}

// ServeHTTP upgrades and returns.
func (f *floor) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	conn, err := f.upgrader.Upgrade(w, r, nil)
	if err != nil {
		return
	}
	go f.read(&peer{conn: conn})
}

func (f *floor) read(p *peer) {
	defer p.conn.Close() //nolint:errcheck // it is gone
	for {
		_, b, err := p.conn.ReadMessage()
		if err != nil {
			return
		}
		var in struct {
			T            string          `json:"t"`
			Conversation uuid.UUID       `json:"conversation"`
			CID          uuid.UUID       `json:"cid"`
			Texte        json.RawMessage `json:"texte"`
		}
		if json.Unmarshal(b, &in) != nil {
			return
		}
		if in.T == "reprendre" {
			p.room = in.Conversation
			f.mu.Lock()
			f.rooms[p.room] = append(f.rooms[p.room], p)
			f.mu.Unlock()
			p.send([]byte(`{"t":"pret"}`))
			continue
		}
		f.queues[p.room[15]&1] <- &entry{from: p, cid: in.CID, content: `{"texte":` + string(in.Texte) + `}`}
	}
}

func (p *peer) send(b []byte) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.queue = append(p.queue, b)
	if !p.writing {
		p.writing = true
		go p.flush()
	}
}

func (p *peer) flush() {
	for {
		p.mu.Lock()
		queue := p.queue
		p.queue = nil
		if len(queue) == 0 {
			p.writing = false
			p.mu.Unlock()
			return
		}
		p.mu.Unlock()
		for _, b := range queue {
			if p.conn.WriteMessage(websocket.TextMessage, b) != nil {
				return
			}
		}
	}
}

const sqlFloor = `
WITH e AS (
	SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::text[]) WITH ORDINALITY AS e (id, cid, contenu, n)
), c AS (
	UPDATE floor_conversations c SET next_seq = c.next_seq + k.n
	FROM (SELECT id, count(*) AS n FROM e GROUP BY id) k
	WHERE c.id = k.id
	RETURNING c.id, c.next_seq - k.n AS first
), s AS (
	SELECT e.n, e.id, e.cid, e.contenu, c.first + row_number() OVER (PARTITION BY e.id ORDER BY e.n) - 1 AS seq
	FROM e JOIN c USING (id)
), i AS (
	INSERT INTO floor_messages SELECT id, seq, cid, contenu::jsonb FROM s
)
SELECT seq FROM s ORDER BY n`

// write commits together what waits.
func (f *floor) write(queue <-chan *entry) {
	for first := range queue {
		batch := []*entry{first}
	take:
		for len(batch) < 512 {
			select {
			case e := <-queue:
				batch = append(batch, e)
			default:
				break take
			}
		}
		if err := f.commit(batch); err != nil {
			slog.Error("floor: commit", "error", err)
			continue
		}
		for _, e := range batch {
			f.deliver(e)
		}
	}
}

func (f *floor) commit(batch []*entry) error {
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	ids, cids, contents := make([][16]byte, len(batch)), make([][16]byte, len(batch)), make([]string, len(batch))
	for i, e := range batch {
		ids[i], cids[i], contents[i] = e.from.room, e.cid, e.content
	}
	rows, err := f.db.Pool.Query(ctx, sqlFloor, ids, cids, contents)
	if err != nil {
		return err
	}
	defer rows.Close()
	for i := 0; rows.Next(); i++ {
		if err := rows.Scan(&batch[i].seq); err != nil {
			return err
		}
	}
	return rows.Err()
}

// deliver acknowledges to the sender and pushes to everybody else of the room.
func (f *floor) deliver(e *entry) {
	f.mu.Lock()
	peers := f.rooms[e.from.room]
	f.mu.Unlock()
	ack := fmt.Appendf(nil, `{"t":"ack","cid":"%s","seq":%d}`, e.cid, e.seq)
	msg := fmt.Appendf(nil, `{"t":"message","cid":"%s","seq":%d,"contenu":%s}`, e.cid, e.seq, e.content)
	for _, p := range peers {
		if p == e.from {
			p.send(ack)
		} else {
			p.send(msg)
		}
	}
}
