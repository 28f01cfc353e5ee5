package main

import (
	"context"
	"fmt"
)

// migrate brings the schema up to date and stops.
func migrate(ctx context.Context, _ []string, s flux) int {
	c, ok := preparer(s)
	if !ok {
		return sortieUsage
	}
	b, code := ouvrirBase(ctx, c, s)
	if code != sortieOK {
		return code
	}
	defer b.fermer()
	fmt.Fprintln(s.out, "Le schéma de la base est à jour.")
	return sortieOK
}
