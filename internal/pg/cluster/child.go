package cluster

import (
	"bufio"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// spawn starts postgres and a goroutine that waits for its end, and starts it again when it dies
// while it is watched. The signal sent on the death of the parent follows the thread that started
// the child, not the process (https://github.com/golang/go/issues/27505): that goroutine is locked
// to its thread and lives as long as the child.
func (c *Cluster) spawn(bin string, ephemere bool) error {
	started := make(chan error, 1)
	go func() {
		runtime.LockOSThread()
		defer runtime.UnlockOSThread()
		defer close(c.done)
		cmd, err := c.launch(bin, ephemere)
		started <- err
		for err == nil {
			_ = cmd.Wait() // how it ended does not change what follows
			cmd, err = c.relaunch(bin, ephemere)
		}
	}()
	if err := <-started; err != nil {
		return fmt.Errorf("start postgres: %w", err)
	}
	return nil
}

// errStopped says that the server is to stay down.
var errStopped = errors.New("stopped")

// restartPause lets the last sessions of a killed server end: they hold its shared memory, and a
// new server waits for them.
const restartPause = 200 * time.Millisecond

// relaunch starts the server again until it is no more watched.
func (c *Cluster) relaunch(bin string, ephemere bool) (*exec.Cmd, error) {
	c.mu.Lock()
	watched := c.watched
	c.mu.Unlock()
	if !watched {
		return nil, errStopped
	}
	slog.Warn("cluster: postgres died, starting it again", "dir", c.dir)
	timer := time.NewTimer(restartPause)
	defer timer.Stop()
	<-timer.C
	return c.launch(bin, ephemere)
}

// launch starts one postgres. The check and the start are under the lock, so that Stop knows the
// process that it must signal.
func (c *Cluster) launch(bin string, ephemere bool) (*exec.Cmd, error) {
	log, err := os.OpenFile(c.logFile(), os.O_CREATE|os.O_WRONLY|os.O_TRUNC, 0o600)
	if err != nil {
		return nil, fmt.Errorf("open the server's log: %w", err)
	}
	defer log.Close()                                                              //nolint:errcheck // the child has its own copy
	cmd := exec.Command(filepath.Join(bin, "postgres"), c.serverArgs(ephemere)...) //nolint:gosec,noctx // a binary found by us; it lives beyond any request
	c.run.prepare(cmd, c.dir)
	cmd.SysProcAttr.Pdeathsig = syscall.SIGINT
	cmd.SysProcAttr.Setpgid = true // Ctrl+C must reach the program first, which then stops the server
	cmd.Stdout, cmd.Stderr = log, log
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.child != nil && !c.watched {
		return nil, errStopped
	}
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	c.child = cmd.Process
	return cmd, nil
}

func (c *Cluster) serverArgs(ephemere bool) []string {
	settings := []string{
		"listen_addresses=",
		"unix_socket_directories=" + c.socket,
		"unix_socket_permissions=0700",
		"timezone=UTC", "log_timezone=UTC",
		"jit=off",
	}
	if ephemere {
		settings = append(settings,
			"fsync=off", "synchronous_commit=off", "full_page_writes=off",
			"dynamic_shared_memory_type=mmap", // in the directory, so that a killed server leaves nothing elsewhere
			"wal_level=minimal", "max_wal_senders=0", "max_wal_size=256MB", "min_wal_size=32MB",
			"autovacuum=off", "max_connections=400", "shared_buffers=64MB")
	}
	args := []string{"-D", c.dataDir()}
	for _, s := range settings {
		args = append(args, "-c", s)
	}
	return args
}

const socketName = ".s.PGSQL.5432"

// answers says whether the server behind the socket takes sessions: it opens one by hand, since a
// bare connection also succeeds while the server is still starting.
func answers(ctx context.Context, socket string) bool {
	dialer := net.Dialer{Timeout: time.Second}
	conn, err := dialer.DialContext(ctx, "unix", filepath.Join(socket, socketName))
	if err != nil {
		return false
	}
	defer conn.Close() //nolint:errcheck // a probe
	if err := conn.SetDeadline(time.Now().Add(time.Second)); err != nil {
		return false
	}
	const protocol3 = 3 << 16
	body := binary.BigEndian.AppendUint32(nil, protocol3)
	body = append(body, "user\x00"+user+"\x00database\x00postgres\x00\x00"...)
	message := binary.BigEndian.AppendUint32(nil, uint32(len(body)+4)) //nolint:gosec // a few dozen bytes
	if _, err := conn.Write(append(message, body...)); err != nil {
		return false
	}
	// 'R' opens the answer of a server that let us in, 'E' is a refusal.
	kind, err := bufio.NewReader(conn).ReadByte()
	return err == nil && kind == 'R'
}

// liveServer says whether the process written in postmaster.pid still runs. A stale file is
// PostgreSQL's to remove.
func liveServer(dataDir string) bool {
	content, err := os.ReadFile(filepath.Join(dataDir, "postmaster.pid")) //nolint:gosec // our own cluster
	if err != nil {
		return false
	}
	first, _, _ := strings.Cut(string(content), "\n")
	pid, err := strconv.Atoi(strings.TrimSpace(first))
	if err != nil || pid <= 0 || isZombie(pid) {
		return false
	}
	err = syscall.Kill(pid, 0)
	return err == nil || errors.Is(err, syscall.EPERM)
}

// isZombie tells a dead server that its parent has not waited for (a container whose process 1
// reaps nothing): it still answers to signal 0.
func isZombie(pid int) bool {
	stat, err := os.ReadFile("/proc/" + strconv.Itoa(pid) + "/stat")
	if err != nil {
		return false
	}
	end := strings.LastIndexByte(string(stat), ')')
	return end >= 0 && strings.HasPrefix(string(stat[end+1:]), " Z")
}
