package pieces_test

import (
	"context"
	"io"
	"strings"
	"testing"

	"claudia/internal/comptes"
	"claudia/internal/fault"
	"claudia/internal/pieces"
)

func TestDeposerTexte_keepsEveryByte(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	b := setup(t, pieces.Options{})
	colle := "RÉQUISITION\r\n\tN° 2026/32312\x0c\x00 fin  \n"
	p, err := b.s.DeposerTexte(ctx, b.par, b.st, "texte-colle-2026-10-14.txt", colle)
	if err != nil {
		t.Fatal(err)
	}
	if p.Type != pieces.Texte || p.Nom != "texte-colle-2026-10-14.txt" || p.Type.Media() != "text/plain; charset=utf-8" {
		t.Errorf("DeposerTexte = %+v", p)
	}
	_, r, err := b.s.Ouvrir(ctx, b.par, p.ID)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	if got, err := io.ReadAll(r); err != nil || string(got) != colle {
		t.Errorf("kept %q (%v), want %q", got, err, colle)
	}
	encore, err := b.s.DeposerTexte(ctx, b.par, b.st, "texte-colle-2026-10-15.txt", colle)
	if err != nil || encore.ID != p.ID || !encore.DejaDeposee {
		t.Errorf("pasted again = %+v, %v, want the first piece", encore, err)
	}
	if l, err := b.s.Lister(ctx, b.par, b.st, 10); err != nil || len(l) != 0 {
		t.Errorf("Lister = %v, %v: a pasted text is offered for a mémoire", l, err)
	}
}

func TestDeposerTexte_refuses(t *testing.T) {
	t.Parallel()
	b := setup(t, pieces.Options{TailleMax: 100})
	for _, c := range []struct {
		nom, texte, code string
		par              comptes.Acteur
		st               int64
	}{
		{"empty", " \n\t", "fichier_vide", b.par, b.st},
		{"over the size", strings.Repeat("é", 51), "fichier_trop_gros", b.par, b.st},
		{"not UTF-8", "abc\xff", "caractere_interdit", b.par, b.st},
		{"foreign structure", "texte", "introuvable", b.par, b.st + 1000},
		{"nobody", "texte", "session_expiree", comptes.Acteur{}, 0},
	} {
		if _, err := b.s.DeposerTexte(context.Background(), c.par, c.st, "t.txt", c.texte); fault.Public(err).Code != c.code {
			t.Errorf("%s: DeposerTexte = %v, want %s", c.nom, err, c.code)
		}
	}
}
