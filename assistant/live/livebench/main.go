package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"syscall"
	"text/tabwriter"
	"time"

	"claudia/internal/pg"
	"claudia/internal/pg/cluster"
)

// envRole tells a child which server it is; envBase gives its database.
const (
	envRole = "CLAUDIA_LIVEBENCH"
	envBase = "CLAUDIA_LIVEBENCH_DB"
)

// The servers.
const (
	roleOurs  = "ours"
	roleFloor = "floor"
)

// aims of the product (issue A, section 5).
const (
	aimBytes = 12 << 10
	aimShare = 0.5
)

func main() {
	slog.SetDefault(slog.New(slog.NewTextHandler(os.Stderr, &slog.HandlerOptions{Level: slog.LevelWarn})))
	if role := os.Getenv(envRole); role != "" {
		if err := serve(role); err != nil {
			slog.Error("server", "role", role, "error", err)
			os.Exit(1)
		}
		return
	}
	idle := flag.Int("idle", 10_000, "idle connections")
	span := flag.Duration("span", 6*time.Second, "time of each throughput measure")
	rounds := flag.Int("rounds", 2, "measures of each throughput, floor and ours in turn")
	flag.Parse()
	if err := run(*idle, *span, *rounds); err != nil {
		slog.Error("livebench", "error", err)
		os.Exit(1)
	}
}

func run(idle int, span time.Duration, rounds int) error {
	if err := raiseFileLimit(uint64(idle) + 500); err != nil { //nolint:gosec // a count of connections
		return err
	}
	dir, err := os.MkdirTemp("", "livebench")
	if err != nil {
		return fmt.Errorf("make a directory: %w", err)
	}
	defer os.RemoveAll(dir) //nolint:errcheck // nothing to do about it
	ctx := context.Background()
	c, err := cluster.Start(ctx, cluster.Options{Dir: filepath.Join(dir, "pg")})
	if err != nil {
		return fmt.Errorf("start PostgreSQL: %w", err)
	}
	defer func() { _ = c.Stop(context.WithoutCancel(ctx)) }()
	b := &bench{url: c.URL() + "&pool_max_conns=16", next: 1}
	if err := b.prepare(ctx, idle); err != nil {
		return err
	}
	if err := b.memory(idle); err != nil {
		return err
	}
	for _, users := range []int{64, 1000} {
		if err := b.throughput(users, span, rounds); err != nil {
			return err
		}
	}
	return nil
}

// raiseFileLimit asks for as many files as the kernel lets us have.
func raiseFileLimit(need uint64) error {
	var l syscall.Rlimit
	if err := syscall.Getrlimit(syscall.RLIMIT_NOFILE, &l); err != nil {
		return fmt.Errorf("read the limit of files: %w", err)
	}
	l.Cur = l.Max
	if err := syscall.Setrlimit(syscall.RLIMIT_NOFILE, &l); err != nil {
		return fmt.Errorf("raise the limit of files: %w", err)
	}
	if l.Max < need {
		return fmt.Errorf("%d open files are allowed, %d are needed: lower -idle", l.Max, need)
	}
	return nil
}

// bench is a run.
type bench struct {
	url  string
	next int // first conversation that no measure has used
}

// prepare migrates the database and makes the conversations that the clients follow.
func (b *bench) prepare(ctx context.Context, n int) error {
	db, err := pg.Open(ctx, b.url)
	if err != nil {
		return err
	}
	defer db.Close()
	if err := pg.Migrate(ctx, db); err != nil {
		return err
	}
	for _, sql := range []string{
		`CREATE TABLE floor_conversations (id uuid PRIMARY KEY, next_seq bigint NOT NULL DEFAULT 1)`,
		`CREATE TABLE floor_messages (conversation_id uuid, seq bigint, cid uuid, contenu jsonb, PRIMARY KEY (conversation_id, seq))`,
	} {
		if _, err := db.Pool.Exec(ctx, sql); err != nil {
			return fmt.Errorf("prepare the floor: %w", err)
		}
	}
	for _, sql := range []string{
		`INSERT INTO conversations (id, utilisateur_id) SELECT ('00000000-0000-4000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, n FROM generate_series(1, $1) n`,
		`INSERT INTO floor_conversations (id) SELECT ('00000000-0000-4000-8000-' || lpad(to_hex(n), 12, '0'))::uuid FROM generate_series(1, $1) n`,
	} {
		if _, err := db.Pool.Exec(ctx, sql, n); err != nil {
			return fmt.Errorf("make the conversations: %w", err)
		}
	}
	return nil
}

// conversation is the id of the n-th one, from 1.
func conversation(n int) string { return fmt.Sprintf("00000000-0000-4000-8000-%012x", n) }

func (b *bench) memory(n int) error {
	t := newTable()
	t.row("%d idle connections\tafter GC, bytes each\tpeak, bytes each\n", n)
	var each [2]int
	for i, role := range []string{roleFloor, roleOurs} {
		after, peak, err := b.idleBytes(role, n)
		if err != nil {
			return err
		}
		each[i] = after
		t.row("%s\t%d\t%d\n", role, after, peak)
	}
	t.row("ours / floor\t%.2f\taim at most %d bytes: %s\n", ratio(each[1], each[0]), aimBytes, verdict(each[1] <= aimBytes))
	return t.flush()
}

func (b *bench) throughput(users int, span time.Duration, rounds int) error {
	t := newTable()
	t.row("\n%d senders\tacked messages/s\tack p50\tack p99\tdelivered to the other side\n", users)
	var best [2]int
	for range rounds {
		for i, role := range []string{roleFloor, roleOurs} {
			m, err := b.measure(role, b.next, users, span)
			if err != nil {
				return err
			}
			b.next += users / 2 // conversations that hold nothing yet
			best[i] = max(best[i], m.rate)
			t.row("%s\t%d\t%v\t%v\t%.1f %%\n", role, m.rate, m.p50, m.p99, 100*m.delivered)
		}
	}
	share := ratio(best[1], best[0])
	t.row("best ours / best floor\t%.2f\taim at least %.2f: %s\n", share, aimShare, verdict(share >= aimShare))
	return t.flush()
}

// table gathers rows and keeps the first failure to write.
type table struct {
	w   *tabwriter.Writer
	err error
}

func newTable() *table { return &table{w: tabwriter.NewWriter(os.Stdout, 0, 4, 2, ' ', 0)} }

func (t *table) row(format string, args ...any) {
	if _, err := fmt.Fprintf(t.w, format, args...); err != nil && t.err == nil {
		t.err = err
	}
}

func (t *table) flush() error { return errors.Join(t.err, t.w.Flush()) }

func ratio(a, b int) float64 { return float64(a) / float64(max(b, 1)) }

func verdict(ok bool) string {
	if ok {
		return "held"
	}
	return "NOT held on " + strconv.Itoa(runtime.NumCPU()) + " cores"
}
