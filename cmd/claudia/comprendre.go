package main

import (
	"context"
	"time"

	"claudia/assistant/francais/comprendrecmd"
)

// comprendre prints the date, duration, number or amount of each line of the standard input.
func comprendre(_ context.Context, args []string, s flux) int {
	return comprendrecmd.Run(args, s.in, s.out, s.err, time.Now())
}
