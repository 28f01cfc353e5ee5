package retours

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// What is read and searched is written together, every ten seconds, when asked for, and before the end.
func TestStatistiques(t *testing.T) {
	t.Parallel()
	s, h := service(t)
	ctx := context.Background()
	chercher := func(texte string, o Origine, i Issue, article string) {
		must(t, s.Cherchee(ctx, Recherche{Texte: texte, Origine: o, Issue: i, Article: article}))
	}
	chercher("Délai de dépôt", Site, Repond, "delai-de-depot")
	chercher("delai de DEPOT ?", Assistant, Repond, "delai-de-depot")
	chercher("mon SIRET 123 456 789 00012", Site, Ignore, "")
	must(t, s.Lu(ctx, "delai-de-depot"))
	var n int
	must(t, s.db.Pool.QueryRow(ctx, "SELECT count(*) FROM guide_recherches").Scan(&n))
	if n != 0 {
		t.Errorf("%d rows written at once: each page would cost a write", n)
	}
	h.avancer(24 * time.Hour)
	chercher("mon SIRET 987 654 321 00012", Site, Ignore, "") // writes all
	must(t, s.db.Pool.QueryRow(ctx, "SELECT count(*) FROM guide_recherches").Scan(&n))
	if n != 4 {
		t.Errorf("%d rows after ten seconds, want 4", n)
	}
	chercher("la météo", Site, HorsSujet, "")
	chercher("la météo", Site, HorsSujet, "")
	must(t, s.Lu(ctx, "delai-de-depot"))
	must(t, s.Lu(ctx, "forclusion"))
	e, err := s.Garder(ctx, article("Quel délai ?"))
	must(t, err)
	must(t, s.Voter(ctx, Vote{Article: "delai-de-depot", Empreinte: e, Utile: true}))
	must(t, s.Voter(ctx, Vote{Article: "delai-de-depot", Empreinte: e}))
	must(t, s.Voter(ctx, Vote{Article: "delai-de-depot", Empreinte: e}))
	got, err := s.Statistiques(ctx, 3)
	must(t, err)
	le := func(j int) time.Time { return time.Date(2026, 10, j, 0, 0, 0, 0, time.UTC) }
	vide := map[Origine]map[Issue]int64{Site: {}, Assistant: {}}
	siret := TexteCherche{Texte: "mon SIRET [numéro]", Issue: Ignore, Nombre: 2}
	meteo := TexteCherche{Texte: "la météo", Issue: HorsSujet, Nombre: 2}
	want := Statistiques{
		Jours: []Jour{
			{Jour: le(13), Recherches: vide},
			{Jour: le(14), Lectures: 1, Recherches: map[Origine]map[Issue]int64{Site: {Repond: 1, Ignore: 1}, Assistant: {Repond: 1}}},
			{Jour: le(15), Lectures: 2, Recherches: map[Origine]map[Issue]int64{Site: {Ignore: 1, HorsSujet: 2}, Assistant: {}}, Oui: 1, Non: 2},
		},
		Lus:      []ArticleLu{{"delai-de-depot", 2}, {"forclusion", 1}},
		Cherches: []TexteCherche{{Texte: "delai de DEPOT ?", Article: "delai-de-depot", Issue: Repond, Nombre: 2}, meteo, siret},
		Echecs:   []TexteCherche{meteo, siret},
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("Statistiques (-want +got):\n%s", d)
	}
	if err := s.Cherchee(ctx, Recherche{Texte: "x", Origine: "pirate", Issue: Repond}); err == nil {
		t.Error("an unknown origin is counted")
	}
}

// An outage loses nothing: what could not be written is written later, once.
func TestVider_keepsWhatTheBaseRefused(t *testing.T) {
	t.Parallel()
	s, _ := service(t)
	ctx := context.Background()
	un := func() {
		must(t, s.Lu(ctx, "a"))
		must(t, s.Cherchee(ctx, Recherche{Texte: "un", Origine: Site, Issue: Ignore}))
	}
	un()
	_, err := s.db.Pool.Exec(ctx, "ALTER TABLE guide_recherches_textes RENAME TO ailleurs")
	must(t, err)
	if s.Vider(ctx) == nil {
		t.Error("Vider without its table = nil")
	}
	un()
	_, err = s.db.Pool.Exec(ctx, "ALTER TABLE ailleurs RENAME TO guide_recherches_textes")
	must(t, err)
	got, err := s.Statistiques(ctx, 1)
	must(t, err)
	if j := got.Jours[0]; j.Lectures != 2 || j.Recherches[Site][Ignore] != 2 || len(got.Cherches) != 1 || got.Cherches[0].Nombre != 2 {
		t.Errorf("after an outage: %+v", got)
	}
}

// A program that searches for anything fills no table: the texts of a day are bounded, the counts are not.
func TestCherchee_isBounded(t *testing.T) {
	t.Parallel()
	s, h := service(t)
	ctx := context.Background()
	const trop = MaxRecherches + 300
	for tour := range 2 {
		for i := range trop {
			must(t, s.Cherchee(ctx, Recherche{Texte: fmt.Sprintf("texte %d.%d ", tour, i) + strings.Repeat("œ", 300), Origine: Site, Issue: Ignore}))
		}
		must(t, s.Vider(ctx))
		h.avancer(time.Hour)
	}
	must(t, s.Cherchee(ctx, Recherche{Texte: "…", Origine: Site, Issue: Ignore})) // no word
	got, err := s.Statistiques(ctx, 1)
	must(t, err)
	var textes int
	must(t, s.db.Pool.QueryRow(ctx, "SELECT count(*) FROM guide_recherches_textes").Scan(&textes))
	if n := got.Jours[0].Recherches[Site][Ignore]; n != 2*trop+1 || textes != MaxRecherches {
		t.Errorf("%d searches, %d texts; want %d and %d", n, textes, 2*trop+1, MaxRecherches)
	}
	h.avancer(400 * 24 * time.Hour)
	if n, err := s.Balayer(ctx); err != nil || n != MaxRecherches {
		t.Errorf("Balayer = %d, %v; want the %d texts of last year", n, err, MaxRecherches)
	}
}
