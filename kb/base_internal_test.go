package kb

import (
	"testing"

	"claudia/internal/fault"
	"claudia/kb/moteur"
)

// TestChercher_survivesItsIndex: the search breaks, the guide stays readable, the search comes back (P12).
func TestChercher_survivesItsIndex(t *testing.T) {
	t.Parallel()
	b, err := Ouvrir(t.Context(), Options{})
	if err != nil {
		t.Fatal(err)
	}
	if err := b.fonds.Load().index.Load().Fermer(); err != nil {
		t.Fatal(err)
	}
	b.chantier.Lock() // holds the rebuilding back while we look
	_, err = b.Chercher(t.Context(), moteur.Question{Texte: "rib"})
	if f, ok := fault.As(err); !ok || f.Code != "recherche_indisponible" || f.Apres == 0 {
		t.Errorf("search on a closed index: %v", err)
	}
	if _, err := b.Article("rib-a-joindre"); err != nil {
		t.Errorf("the article is away with the index: %v", err)
	}
	if got := b.Repondre("rib"); got != nil {
		t.Errorf("Repondre without an index = %v", got)
	}
	b.Suggerer("rib", 3)
	b.chantier.Unlock()
	if err := b.Reconstruire(t.Context()); err != nil {
		t.Fatal(err)
	}
	r, err := b.Chercher(t.Context(), moteur.Question{Texte: "dois-je joindre mon rib"})
	if err != nil || len(r.Resultats) == 0 {
		t.Errorf("after the rebuilding: %v", err)
	}
}
