package cluster

import (
	"bufio"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
)

// envChild makes the test binary start a cluster in the named directory and wait, for the test of
// the parent's death.
const envChild = "CLAUDIA_CLUSTER_CHILD"

func TestMain(m *testing.M) {
	if dir := os.Getenv(envChild); dir != "" {
		os.Exit(child(dir))
	}
	os.Exit(m.Run())
}

func child(dir string) int {
	c, err := Start(context.Background(), Options{Dir: dir, Ephemere: true})
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	fmt.Fprintln(os.Stdout, c.Pid())
	_, _ = io.Copy(io.Discard, os.Stdin) // until the parent lets go
	return 0
}

// memory gives a directory that the server's user can reach; those of t.TempDir are private to root.
func memory(t *testing.T) string {
	t.Helper()
	base := "/dev/shm"
	if _, err := os.Stat(base); err != nil {
		base = "/var/tmp"
	}
	dir := filepath.Join(base, "claudia-cluster-"+rand.Text())
	if err := os.Mkdir(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	return filepath.Join(dir, "pg")
}

func started(t *testing.T, dir string) *Cluster {
	t.Helper()
	c, err := Start(t.Context(), Options{Dir: dir, Ephemere: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := errors.Join(c.Stop(context.Background()), c.Stop(context.Background())); err != nil {
			t.Error(err)
		}
	})
	return c
}

func TestStart_joinsALiveClusterAndRestarts(t *testing.T) {
	t.Parallel()
	dir := memory(t)
	first := started(t, dir)
	second := started(t, dir)
	if second.Pid() != 0 || second.URL() != first.URL() {
		t.Errorf("the second Start made its own server %d at %s", second.Pid(), second.URL())
	}
	if err := second.Stop(t.Context()); err != nil || !answers(t.Context(), first.socket) {
		t.Errorf("stopping the joined cluster stopped the server (%v)", err)
	}
	if err := first.Stop(t.Context()); err != nil || answers(t.Context(), first.socket) {
		t.Errorf("Stop = %v and the server still answers", err)
	}
	if again := started(t, dir); again.Pid() == 0 {
		t.Error("a stopped cluster is joined instead of started")
	}
}

func TestStart_killedServerComesBack(t *testing.T) {
	t.Parallel()
	c := started(t, memory(t))
	killed := c.Pid()
	if err := syscall.Kill(killed, syscall.SIGKILL); err != nil {
		t.Fatal(err)
	}
	for deadline := time.Now().Add(20 * time.Second); c.Pid() == killed || !answers(t.Context(), c.socket); {
		if time.Now().After(deadline) {
			t.Fatalf("the server is not back: %s", lastLines(c.logFile()))
		}
		_ = pause(t.Context())
	}
}

func TestStart_listensOnNoNetwork(t *testing.T) {
	t.Parallel()
	c := started(t, memory(t))
	info, err := os.Stat(c.socket)
	if err != nil {
		t.Fatal(err)
	}
	if info.Mode().Perm() != 0o700 {
		t.Errorf("the socket's directory is %v, want 0700", info.Mode().Perm())
	}
	pid, err := os.ReadFile(filepath.Join(c.dataDir(), "postmaster.pid"))
	if err != nil {
		t.Fatal(err)
	}
	if lines := strings.Split(string(pid), "\n"); lines[5] != "" {
		t.Errorf("the server listens on %q", lines[5])
	}
}

func TestStart_replacesAnUnfinishedCluster(t *testing.T) {
	t.Parallel()
	dir := memory(t)
	if err := os.MkdirAll(filepath.Join(dir, "data", "base"), 0o755); err != nil {
		t.Fatal(err)
	}
	started(t, dir)
}

func TestStart_longPathKeepsAShortSocket(t *testing.T) {
	t.Parallel()
	c := started(t, filepath.Join(filepath.Dir(memory(t)), strings.Repeat("long", 25)))
	if n := len(filepath.Join(c.socket, socketName)); n > maxSocketPath {
		t.Errorf("the socket's path has %d bytes", n)
	}
}

func TestPlaceFor_unreachableDirectory(t *testing.T) {
	t.Parallel()
	if os.Geteuid() != 0 {
		return // only root hands its server to another user
	}
	run, err := newRunner()
	if err != nil {
		t.Fatal(err)
	}
	private := filepath.Join(memory(t), "private")
	if err := os.MkdirAll(private, 0o700); err != nil {
		t.Fatal(err)
	}
	dir, err := placeFor(filepath.Join(private, "pg"), run)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	if !strings.HasPrefix(dir, "/var/tmp/claudia-") {
		t.Errorf("placeFor = %s, want a directory of /var/tmp", dir)
	}
}

func TestFindBinaries_saysHowToInstall(t *testing.T) {
	t.Parallel()
	_, err := findBinaries(t.TempDir(), "", runner{})
	if !errors.Is(err, ErrNoBinaries) || !strings.Contains(err.Error(), "apt-get install postgresql") {
		t.Errorf("findBinaries in an empty directory = %v", err)
	}
	data := t.TempDir()
	if err := os.WriteFile(filepath.Join(data, "PG_VERSION"), []byte("9\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := findBinaries("", data, runner{}); err == nil || !strings.Contains(err.Error(), "postgresql-9") {
		t.Errorf("findBinaries for data of version 9 = %v", err)
	}
}

func TestStart_serverDiesWithItsParent(t *testing.T) {
	t.Parallel()
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), envChild+"="+memory(t))
	cmd.Stderr = os.Stderr
	stdin, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	defer stdin.Close()
	stdout, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	line, err := bufio.NewReader(stdout).ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	pid, err := strconv.Atoi(strings.TrimSpace(line))
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = cmd.Wait()
	for deadline := time.Now().Add(20 * time.Second); alive(pid); {
		if time.Now().After(deadline) {
			t.Fatalf("server %d outlives its parent", pid)
		}
		_ = pause(t.Context())
	}
}

func alive(pid int) bool {
	return !errors.Is(syscall.Kill(pid, 0), syscall.ESRCH) && !isZombie(pid)
}
