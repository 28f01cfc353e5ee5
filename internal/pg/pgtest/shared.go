package pgtest

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"claudia/internal/pg/cluster"
)

// shared is the one server of this test binary. It is the only package variable here: tests of a
// package have no other place in common.
//
//nolint:gochecknoglobals // see above
var shared sharedServer

type sharedServer struct {
	once    sync.Once
	server  *server
	err     error
	cluster *cluster.Cluster
}

func (s *sharedServer) start(ctx context.Context) (*server, error) {
	s.once.Do(func() { s.server, s.err = s.open(ctx) })
	return s.server, s.err
}

func (s *sharedServer) open(ctx context.Context) (*server, error) {
	url := os.Getenv(EnvURL)
	if url == "" {
		c, err := cluster.Start(ctx, cluster.Options{Dir: Dir(), Ephemere: true})
		if err != nil {
			return nil, err
		}
		s.cluster = c
		url = c.URL()
	}
	srv := &server{url: url}
	if err := srv.prepare(ctx); err != nil {
		return nil, fmt.Errorf("prepare the template: %w", err)
	}
	return srv, nil
}

func (s *sharedServer) stop() error {
	if s.cluster == nil {
		return nil
	}
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
	defer cancel()
	err := s.cluster.Stop(ctx)
	return errors.Join(err, os.RemoveAll(s.cluster.Dir()))
}

// Main runs the tests of a package, then stops its cluster and removes the files:
//
//	func TestMain(m *testing.M) { os.Exit(pgtest.Main(m)) }
func Main(m *testing.M) int {
	code := m.Run()
	if err := shared.stop(); err != nil {
		fmt.Fprintln(os.Stderr, "pgtest:", err)
		return 1
	}
	return code
}

// prefix begins the name of each test cluster's directory; the process id follows.
const prefix = "claudia-pgtest-"

// removeStale removes the directories of clusters whose process is gone. Their servers died with it.
func removeStale(base string) {
	dirs, err := filepath.Glob(filepath.Join(base, prefix+"*"))
	if err != nil {
		return
	}
	for _, dir := range dirs {
		number, _, _ := strings.Cut(strings.TrimPrefix(filepath.Base(dir), prefix), "-")
		pid, err := strconv.Atoi(number)
		if err != nil || pid == os.Getpid() {
			continue
		}
		if errors.Is(syscall.Kill(pid, 0), syscall.ESRCH) {
			_ = os.RemoveAll(dir) // another run may be doing the same
		}
	}
}
