package main

import (
	"context"
	"fmt"
)

// rejouer plays a script of conversation on a temporary database.
func rejouer(_ context.Context, _ []string, s flux) int {
	fmt.Fprintln(s.err, "claudia rejouer [--json] SCRIPT")
	return sortieUsage
}
