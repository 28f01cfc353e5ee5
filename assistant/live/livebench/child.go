package main

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"syscall"
)

// child is a server process that obeys lines on its standard input.
type child struct {
	cmd  *exec.Cmd
	in   io.WriteCloser
	out  *bufio.Reader
	addr string
}

// start runs this very program as a server and waits until it listens.
func start(role, url string) (*child, error) {
	self, err := os.Executable()
	if err != nil {
		return nil, fmt.Errorf("find this program: %w", err)
	}
	cmd := exec.Command(self) //nolint:gosec,noctx // this very program, stopped by stop
	cmd.Env = append(os.Environ(), envRole+"="+role, envBase+"="+url)
	cmd.Stderr = os.Stderr
	cmd.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL}
	c := &child{cmd: cmd}
	if c.in, err = cmd.StdinPipe(); err != nil {
		return nil, fmt.Errorf("start %s: %w", role, err)
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		return nil, fmt.Errorf("start %s: %w", role, err)
	}
	c.out = bufio.NewReader(out)
	if err := cmd.Start(); err != nil {
		return nil, fmt.Errorf("start %s: %w", role, err)
	}
	line, err := c.out.ReadString('\n')
	if err != nil {
		c.stop()
		return nil, fmt.Errorf("%s did not start: %w", role, err)
	}
	c.addr = strings.TrimSpace(line)
	return c, nil
}

// collect has the server collect its garbage and give back what it can.
func (c *child) collect() error {
	if _, err := io.WriteString(c.in, "gc\n"); err != nil {
		return fmt.Errorf("ask for a collection: %w", err)
	}
	if _, err := c.out.ReadString('\n'); err != nil {
		return fmt.Errorf("wait for a collection: %w", err)
	}
	return nil
}

func (c *child) stop() {
	_ = c.in.Close()
	_ = c.cmd.Process.Kill()
	_ = c.cmd.Wait()
}

// status reads a figure of /proc/<pid>/status, in bytes.
func (c *child) status(name string) (int, error) {
	b, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", c.cmd.Process.Pid))
	if err != nil {
		return 0, fmt.Errorf("read the memory of the server: %w", err)
	}
	for line := range strings.Lines(string(b)) {
		rest, ok := strings.CutPrefix(line, name+":")
		if !ok {
			continue
		}
		kb, err := strconv.Atoi(strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(rest), "kB")))
		return kb << 10, err
	}
	return 0, fmt.Errorf("no %s in the status of the server", name)
}
