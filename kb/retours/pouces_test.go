package retours

import (
	"context"
	"testing"

	"github.com/google/go-cmp/cmp"

	"claudia/internal/fault"
)

// One vote for each answer, which the person may change; it counts with those of the site.
func TestVoterReponse(t *testing.T) {
	t.Parallel()
	s, _ := service(t)
	ctx := context.Background()
	e, err := s.Garder(ctx, article("Quel délai ?"))
	must(t, err)
	c, autre := conversation(t, s, 1), conversation(t, s, 2)
	voter := func(p Pouce) {
		p.Article, p.Empreinte = "delai-de-depot", e
		must(t, s.VoterReponse(ctx, p))
	}
	voter(Pouce{Conversation: c, Endroit: Endroit{4, 0}, Utile: true})
	voter(Pouce{Conversation: c, Endroit: Endroit{4, 0}, Utile: false})
	voter(Pouce{Conversation: c, Endroit: Endroit{4, 1}, Utile: true})
	voter(Pouce{Conversation: autre, Endroit: Endroit{4, 0}, Utile: true})
	must(t, s.Voter(ctx, Vote{Article: "delai-de-depot", Empreinte: e, Utile: true}))
	got, err := s.Pouces(ctx, c)
	must(t, err)
	if d := cmp.Diff(map[Endroit]bool{{4, 0}: false, {4, 1}: true}, got); d != "" {
		t.Errorf("Pouces (-want +got):\n%s", d)
	}
	compter := func() [2]int64 {
		b, err := s.Bilan(ctx, "delai-de-depot", e)
		must(t, err)
		return [2]int64{b.Oui, b.Non}
	}
	if got := compter(); got != [2]int64{3, 1} {
		t.Errorf("yes and no = %v, want 3 and 1", got)
	}
	_, err = s.db.Pool.Exec(ctx, "DELETE FROM conversations WHERE id = $1", [16]byte(c))
	must(t, err)
	if got := compter(); got != [2]int64{3, 1} {
		t.Errorf("with the conversation went its votes: %v", got)
	}
	if got, err = s.Pouces(ctx, c); err != nil || len(got) != 0 {
		t.Errorf("the conversation is gone and still tied to %v, %v", got, err)
	}
	if err := s.VoterReponse(ctx, Pouce{Conversation: autre, Article: "delai-de-depot", Empreinte: "000000000000"}); !aPourGenre(err, fault.Introuvable) {
		t.Errorf("a version never shown = %v, want Introuvable", err)
	}
}
