package main

import (
	"context"
	"fmt"
	"runtime"
	"runtime/debug"
)

// version prints the module version, the commit and the Go that built the program.
func version(_ context.Context, _ []string, s flux) int {
	v, commit := "inconnue", "inconnu"
	if b, ok := debug.ReadBuildInfo(); ok {
		v = b.Main.Version
		for _, p := range b.Settings {
			if p.Key == "vcs.revision" {
				commit = p.Value
			}
		}
	}
	fmt.Fprintf(s.out, "claudia %s, révision %s, %s\n", v, commit, runtime.Version())
	return sortieOK
}
