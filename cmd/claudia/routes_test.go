package main

import (
	"context"
	"net/http"
	"slices"
	"testing"

	"github.com/go-chi/chi/v5"
	"github.com/google/go-cmp/cmp"

	"claudia/internal/pg/pgtest"
	"claudia/web/webtest"
)

// TestAssembler_mountsWhatIsTested keeps the site of the program and the site of the tests alike: a route
// that only the program mounts would escape the matrix of rights (promises.md P18).
func TestAssembler_mountsWhatIsTested(t *testing.T) {
	t.Parallel()
	p, err := assembler(context.Background(), config{pieces: t.TempDir(), donnees: t.TempDir()}, &base{DB: pgtest.New(t)})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = p.depot.Close() })
	site, ok := p.site.(chi.Routes)
	if !ok {
		t.Fatalf("the site is a %T, which cannot be walked", p.site)
	}
	if d := cmp.Diff(routes(t, webtest.New(t).Router), routes(t, site)); d != "" {
		t.Errorf("the program does not mount what the tests see (-tests +program):\n%s", d)
	}
}

func routes(t *testing.T, r chi.Routes) []string {
	t.Helper()
	var out []string
	err := chi.Walk(r, func(methode, route string, _ http.Handler, _ ...func(http.Handler) http.Handler) error {
		out = append(out, methode+" "+route)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(out)
	return out
}
