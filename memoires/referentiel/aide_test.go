package referentiel

import (
	"bufio"
	"os"
	"strings"
	"sync"
	"testing"
	"time"
)

// charge loads the data once for the tests: it is immutable.
var charge = sync.OnceValues(Charger)

func loaded(tb testing.TB) *Referentiel {
	tb.Helper()
	r, err := charge()
	if err != nil {
		tb.Fatalf("Charger() = %v", err)
	}
	return r
}

func day(tb testing.TB, iso string) time.Time {
	tb.Helper()
	d, err := time.Parse(time.DateOnly, iso)
	if err != nil {
		tb.Fatal(err)
	}
	return d
}

func wall(tb testing.TB, s string) time.Time {
	tb.Helper()
	d, err := time.Parse("2006-01-02 15:04", s)
	if err != nil {
		tb.Fatal(err)
	}
	return d
}

// pairs reads a file of « query => expected » lines.
func pairs(tb testing.TB, name string) [][2]string {
	tb.Helper()
	f, err := os.Open(name)
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() { _ = f.Close() })
	var l [][2]string
	s := bufio.NewScanner(f)
	for s.Scan() {
		text := strings.TrimSpace(s.Text())
		if text == "" || strings.HasPrefix(text, "#") {
			continue
		}
		q, want, ok := strings.Cut(text, " => ")
		if !ok {
			tb.Fatalf("%s: line %q has no « => »", name, text)
		}
		l = append(l, [2]string{q, want})
	}
	if err := s.Err(); err != nil {
		tb.Fatal(err)
	}
	return l
}
