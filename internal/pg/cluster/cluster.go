package cluster

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"syscall"
	"time"
)

// Options says where the cluster lives and how careful it is.
type Options struct {
	// Dir is the directory of the cluster, made when missing. When the server's user cannot reach
	// it, /var/tmp/<name> is used instead; [Cluster.Dir] tells which.
	Dir string
	// Bin is the directory of the binaries; empty means: look for them.
	Bin string
	// Ephemere is for tests only: no fsync, many connections, data that need not survive.
	Ephemere bool
}

// Cluster is a running private server.
type Cluster struct {
	dir    string
	socket string
	run    runner

	stop sync.Mutex // one Stop at a time

	mu      sync.Mutex    // guards the fields below
	child   *os.Process   // nil means that somebody else owns the server
	watched bool          // a child that dies is started again
	done    chan struct{} // closed when the last child has been waited for
}

// user is the only role and the owner of everything; the directory mode guards it.
const user = "claudia"

const (
	startTimeout = 60 * time.Second
	stopTimeout  = 30 * time.Second
	pollEvery    = 10 * time.Millisecond
)

// Start makes the cluster when it does not exist, starts it (or joins the live one) and waits until
// it answers. Without binaries the error is [ErrNoBinaries], which names the command that installs
// them.
func Start(ctx context.Context, o Options) (*Cluster, error) {
	run, err := newRunner()
	if err != nil {
		return nil, err
	}
	dir, err := placeFor(o.Dir, run)
	if err != nil {
		return nil, err
	}
	c := &Cluster{dir: dir, run: run, done: make(chan struct{})}
	if c.socket, err = socketDir(dir, run); err != nil {
		return nil, err
	}
	if c.joinLive(ctx) {
		return c, nil
	}
	bin, err := findBinaries(o.Bin, c.dataDir(), run)
	if err != nil {
		return nil, err
	}
	if err := c.initdb(ctx, bin, o.Ephemere); err != nil {
		return nil, err
	}
	if err := c.spawn(bin, o.Ephemere); err != nil {
		return nil, err
	}
	if err := c.waitReady(ctx); err != nil {
		return nil, errors.Join(err, c.Stop(context.WithoutCancel(ctx)))
	}
	c.watch(true)
	return c, nil
}

// watch says whether a server that dies (out of memory, a kill by hand) is started again.
func (c *Cluster) watch(on bool) *os.Process {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.watched = on
	return c.child
}

// URL is the address for pg.Open.
func (c *Cluster) URL() string {
	q := url.Values{"host": {c.socket}, "user": {user}}
	return "postgres:///postgres?" + q.Encode()
}

// Dir is where the cluster really lives.
func (c *Cluster) Dir() string { return c.dir }

// Pid is the server's process; 0 when the cluster was joined and not started.
func (c *Cluster) Pid() int {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.child == nil {
		return 0
	}
	return c.child.Pid
}

// Stop ends the server by SIGINT, which cuts the sessions and writes a clean checkpoint, and waits.
// It may be called twice; on a joined cluster it does nothing.
func (c *Cluster) Stop(ctx context.Context) error {
	c.stop.Lock()
	defer c.stop.Unlock()
	child := c.watch(false)
	if child == nil {
		return nil
	}
	_ = child.Signal(syscall.SIGINT) // already gone is what we want
	ctx, cancel := context.WithTimeout(ctx, stopTimeout)
	defer cancel()
	select {
	case <-c.done:
	case <-ctx.Done():
		_ = child.Signal(syscall.SIGQUIT)
		<-c.done
	}
	if c.socket != filepath.Join(c.dir, "socket") {
		_ = os.RemoveAll(c.socket)
	}
	return nil
}

func (c *Cluster) dataDir() string { return filepath.Join(c.dir, "data") }
func (c *Cluster) logFile() string { return filepath.Join(c.dir, "postgres.log") }

// joinLive says whether a server already runs on the directory and answers. One that is on its way
// down is waited for.
func (c *Cluster) joinLive(ctx context.Context) bool {
	deadline := time.Now().Add(startTimeout)
	for liveServer(c.dataDir()) && time.Now().Before(deadline) {
		if answers(ctx, c.socket) {
			return true
		}
		if pause(ctx) != nil {
			return false
		}
	}
	return false
}

func (c *Cluster) initdb(ctx context.Context, bin string, ephemere bool) error {
	if _, err := os.Stat(filepath.Join(c.dataDir(), "PG_VERSION")); err == nil {
		return nil
	}
	// A directory without PG_VERSION is what an interrupted initdb leaves: it holds no data.
	if err := os.RemoveAll(c.dataDir()); err != nil {
		return fmt.Errorf("clear an unfinished cluster: %w", err)
	}
	args := []string{
		"--pgdata=" + c.dataDir(), "--username=" + user, "--auth=trust",
		"--encoding=UTF8", "--locale=C.UTF-8", "--no-instructions",
	}
	if ephemere {
		args = append(args, "--no-sync")
	}
	cmd := exec.CommandContext(ctx, filepath.Join(bin, "initdb"), args...) //nolint:gosec // a binary found by us, no shell
	c.run.prepare(cmd, c.dir)
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("initdb: %w: %s", err, out)
	}
	return nil
}

func (c *Cluster) waitReady(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, startTimeout)
	defer cancel()
	for !answers(ctx, c.socket) {
		select {
		case <-c.done:
			return fmt.Errorf("postgres stopped at once: %s", lastLines(c.logFile()))
		default:
		}
		if err := pause(ctx); err != nil {
			return fmt.Errorf("postgres does not answer: %w: %s", err, lastLines(c.logFile()))
		}
	}
	return nil
}

func pause(ctx context.Context) error {
	timer := time.NewTimer(pollEvery)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func lastLines(path string) string {
	const enough = 2000
	content, err := os.ReadFile(path) //nolint:gosec // our own log
	if err != nil {
		return "no log"
	}
	if len(content) > enough {
		content = content[len(content)-enough:]
	}
	return string(content)
}
