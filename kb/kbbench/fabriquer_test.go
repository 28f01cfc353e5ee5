package main

import (
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"claudia/kb"
)

func TestFabriquer_repeatsItselfAndCopiesNothing(t *testing.T) {
	t.Parallel()
	base, err := kb.Ouvrir(t.Context(), kb.Options{})
	if err != nil {
		t.Fatal(err)
	}
	reels := base.Articles()
	faits := fabriquer(reels, 300)
	if d := cmp.Diff(faits, fabriquer(reels, 300)); d != "" {
		t.Errorf("the second time differs: %s", d)
	}
	vus := map[string]bool{}
	copies := 0
	for _, a := range faits {
		if vus[a.ID] || a.Titre == "" || len(a.Passages) < passagesFaits || !a.Etat.Publie() || a.HorsSujet {
			t.Errorf("bad article %+v", a)
		}
		vus[a.ID] = true
		if slices.ContainsFunc(reels, func(r kb.Article) bool { return r.Titre == a.Titre }) {
			copies++
		}
	}
	if copies > len(faits)/50 {
		t.Errorf("%d of %d titles are those of real articles", copies, len(faits))
	}
}

func TestCentiles(t *testing.T) {
	t.Parallel()
	if p50, p99 := centiles(nil); p50 != 0 || p99 != 0 {
		t.Errorf("centiles(nil) = %v, %v", p50, p99)
	}
	var d []time.Duration
	for i := range 200 {
		d = append(d, time.Duration(200-i)*time.Millisecond)
	}
	if p50, p99 := centiles(d); p50 != 101*time.Millisecond || p99 != 199*time.Millisecond {
		t.Errorf("centiles = %v, %v", p50, p99)
	}
}
