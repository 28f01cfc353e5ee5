// Command pgrun starts one private PostgreSQL in memory, runs a command with TEST_DATABASE_URL set,
// and stops it:
//
//	go run ./internal/pg/pgtest/pgrun -- go test ./...
//
// The exit code is the command's.
package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"syscall"

	"claudia/internal/pg/cluster"
	"claudia/internal/pg/pgtest"
)

func main() {
	code, err := run(os.Args[1:])
	if err != nil {
		fmt.Fprintln(os.Stderr, "pgrun:", err)
	}
	os.Exit(code)
}

func run(args []string) (code int, err error) {
	if len(args) > 0 && args[0] == "--" {
		args = args[1:]
	}
	if len(args) == 0 {
		return 2, errors.New("usage: pgrun -- command [arguments]")
	}
	ctx, cancel := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer cancel()
	c, err := cluster.Start(ctx, cluster.Options{Dir: pgtest.Dir(), Ephemere: true})
	if err != nil {
		return 1, err
	}
	defer func() {
		err = errors.Join(err, c.Stop(context.WithoutCancel(ctx)), os.RemoveAll(c.Dir()))
	}()
	cmd := exec.CommandContext(ctx, args[0], args[1:]...) //nolint:gosec // the command of whoever runs us
	cmd.Cancel = func() error { return cmd.Process.Signal(os.Interrupt) }
	cmd.Env = append(os.Environ(), pgtest.EnvURL+"="+c.URL())
	cmd.Stdin, cmd.Stdout, cmd.Stderr = os.Stdin, os.Stdout, os.Stderr
	var exit *exec.ExitError
	if err := cmd.Run(); errors.As(err, &exit) {
		return exit.ExitCode(), nil
	} else if err != nil {
		return 1, err
	}
	return 0, nil
}
