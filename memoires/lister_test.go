package memoires_test

import (
	"testing"
	"time"

	"claudia/internal/comptes"
	"claudia/internal/comptes/comptestest"
	"claudia/internal/pg/pgtest"
	"claudia/memoires"
	"claudia/memoires/memoirestest"
)

func TestLister_filtersAndRights(t *testing.T) {
	t.Parallel()
	w := memoirestest.Nouveau(t, pgtest.New(t))
	ctx := t.Context()
	a := w.Brouillon(t, memoirestest.Champ(memoires.CleNumeroAffaire, "2026/100%_B/7"), memoirestest.Champ(memoires.CleNumeroFacture, "F-UN"))
	b, _ := w.Envoye(t, memoirestest.Champ(memoires.CleQuantite, "9000"))
	c := w.Brouillon(t)
	if err := w.Service.Supprimer(ctx, w.Par, c.ID); err != nil {
		t.Fatal(err)
	}
	ailleurs := memoirestest.Nouveau(t, w.DB)
	d, _ := ailleurs.Envoye(t)
	greffe := comptestest.Greffier(t, w.DB, memoirestest.Juridiction)
	comptable := comptestest.Agent(t, w.DB, comptes.RoleComptable)
	agent := comptestest.Agent(t, w.DB, comptes.RoleAgent)
	editeur := comptestest.Agent(t, w.DB, comptes.RoleRedacteur)
	for _, tt := range []struct {
		nom  string
		par  comptes.Acteur
		f    memoires.Filtre
		want []memoires.ID
	}{
		{"mine, last changed first", w.Par, memoires.Filtre{}, []memoires.ID{b.ID, a.ID}},
		{"drafts", w.Par, memoires.Filtre{Etats: []memoires.Etat{memoires.Brouillon}}, []memoires.ID{a.ID}},
		{"to act on", w.Par, memoires.Filtre{ATraiter: true}, []memoires.ID{a.ID}},
		{"by amount", w.Par, memoires.Filtre{Ordre: memoires.ParMontant}, []memoires.ID{b.ID, a.ID}},
		{"by number", w.Par, memoires.Filtre{Ordre: memoires.ParNumero}, []memoires.ID{b.ID, a.ID}},
		{"by case, wildcards as they are", w.Par, memoires.Filtre{Texte: "100%_b"}, []memoires.ID{a.ID}},
		{"a wildcard alone", w.Par, memoires.Filtre{Texte: "%"}, []memoires.ID{a.ID}},
		{"by invoice", w.Par, memoires.Filtre{Texte: "f-un"}, []memoires.ID{a.ID}},
		{"hostile text", w.Par, memoires.Filtre{Texte: "\x00\xff'; DROP TABLE memoires; --"}, nil},
		{"today", w.Par, memoires.Filtre{Du: jourDe(2026, 10, 14), Au: jourDe(2026, 10, 14)}, []memoires.ID{b.ID, a.ID}},
		{"yesterday", w.Par, memoires.Filtre{Au: jourDe(2026, 10, 13)}, nil},
		{"second page", w.Par, memoires.Filtre{Taille: 1, Page: 2}, []memoires.ID{a.ID}},
		{"structure of others", w.Par, memoires.Filtre{Structure: ailleurs.Structure.ID}, nil},
		{"the clerk sees what was sent", greffe, memoires.Filtre{}, []memoires.ID{d.ID, b.ID}},
		{"the accountant too", comptable, memoires.Filtre{}, []memoires.ID{d.ID, b.ID}},
		{"the desk sees all", agent, memoires.Filtre{Structure: w.Structure.ID}, []memoires.ID{b.ID, a.ID}},
		{"the editor nothing", editeur, memoires.Filtre{}, nil},
		{"nobody nothing", comptes.Acteur{}, memoires.Filtre{}, nil},
	} {
		l, total, err := w.Service.Lister(ctx, tt.par, tt.f)
		if err != nil {
			t.Errorf("%s: %v", tt.nom, err)
			continue
		}
		var got []memoires.ID
		for _, r := range l {
			got = append(got, r.ID)
		}
		if len(got) != len(tt.want) || total < len(got) {
			t.Errorf("%s: %v of %d, want %v", tt.nom, got, total, tt.want)
			continue
		}
		for i := range got {
			if got[i] != tt.want[i] {
				t.Errorf("%s: %v, want %v", tt.nom, got, tt.want)
			}
		}
	}
	for _, f := range []memoires.Filtre{{Page: -1}, {Taille: 101}, {Page: 1 << 40}} {
		if _, _, err := w.Service.Lister(ctx, w.Par, f); code(err) != "page" {
			t.Errorf("%+v: %v, want page", f, err)
		}
	}
	l, _, err := w.Service.Lister(ctx, w.Par, memoires.Filtre{})
	if err != nil || l[0].TTC != b.Totaux().TTC || l[0].Lignes != 1 || l[0].Pieces != 3 || !l[1].EnvoyeLe.Equal(time.Time{}) || l[1].NumeroAffaire != "2026/100%_B/7" {
		t.Errorf("rows: %+v, %v", l, err)
	}
}
