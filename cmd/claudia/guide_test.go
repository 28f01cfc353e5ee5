package main

import (
	"context"
	"testing"

	"github.com/google/go-cmp/cmp"

	"claudia/internal/pg/pgtest"
	"claudia/kb/retours"
)

// What the assistant asked the guide is counted with its outcome, and written when the program stops; the
// versions it may quote are kept when it starts.
func TestGuide_isCountedUntilTheStop(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	db := pgtest.New(t)
	p, err := assembler(ctx, config{pieces: t.TempDir(), donnees: t.TempDir()}, &base{DB: db})
	if err != nil {
		t.Fatal(err)
	}
	if err := p.demarrer(ctx); err != nil {
		t.Fatal(err)
	}
	citees := p.repondre("quel délai pour déposer mon mémoire")
	if len(citees) == 0 {
		t.Fatal("the guide quotes nothing for the delay")
	}
	article, empreinte, ok := retours.Citee(citees[0].Lien)
	if !ok {
		t.Fatalf("the link %q names no version", citees[0].Lien)
	}
	if _, err := p.retours.Version(ctx, article, empreinte); err != nil {
		t.Errorf("the version quoted cannot be opened: %v", err)
	}
	p.repondre("qui garde les originaux en cas de déménagement du cabinet")
	p.repondre("je suis victime comment être indemnisé")
	if err := p.arreter(ctx); err != nil {
		t.Fatal(err)
	}
	s, err := retours.New(db, retours.Options{}).Statistiques(ctx, 1) // another process
	if err != nil {
		t.Fatal(err)
	}
	want := map[retours.Issue]int64{retours.Repond: 1, retours.Ignore: 1, retours.HorsSujet: 1}
	if d := cmp.Diff(want, s.Jours[0].Recherches[retours.Assistant]); d != "" {
		t.Errorf("searches of the assistant (-want +got):\n%s", d)
	}
	if len(s.Cherches) != 3 || len(s.Echecs) != 2 {
		t.Errorf("texts kept: %+v, in vain: %+v", s.Cherches, s.Echecs)
	}
}
