package memoires_test

import (
	"maps"
	"math/big"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"claudia/memoires"
)

func ligne(quantite memoires.Quantite, tarif memoires.Montant, taux memoires.Taux) memoires.LignePrestation {
	return memoires.LignePrestation{Quantite: quantite, TarifHT: &tarif, TauxTVA: &taux}
}

// The figures that the deck shows (portail.md 2.6).
func TestTotaux_ofTheDeck(t *testing.T) {
	t.Parallel()
	une := memoires.Memoire{Lignes: []memoires.LignePrestation{ligne(1000, 15000, 550)}}
	want := memoires.Totaux{
		HT: 15000, TVA: 825, TTCAvantRemise: 15825, HTApresRemise: 15000, TVAApresRemise: 825, TTC: 15825,
		ParTaux: []memoires.LigneTVA{{Taux: 550, BaseHT: 15000, TVA: 825}},
	}
	if d := cmp.Diff(want, une.Totaux()); d != "" {
		t.Errorf("1 × 150,00 at 5,5 %% (-want +got):\n%s", d)
	}
	deux := memoires.Memoire{Lignes: []memoires.LignePrestation{ligne(1000, 204100, 2000), ligne(1000, 377500, 850)}}
	want = memoires.Totaux{
		HT: 581600, TVA: 72908, TTCAvantRemise: 654508, HTApresRemise: 581600, TVAApresRemise: 72908, TTC: 654508,
		ParTaux: []memoires.LigneTVA{{Taux: 850, BaseHT: 377500, TVA: 32088}, {Taux: 2000, BaseHT: 204100, TVA: 40820}},
	}
	if d := cmp.Diff(want, deux.Totaux()); d != "" {
		t.Errorf("two rates (-want +got):\n%s", d)
	}
}

// oracle recomputes the totals from the text of portail.md 2.6 with exact rationals and nothing of
// the code under test.
type oracle struct{ ht, tva, debours, avant, remise, htApres, tvaApres, ttc *big.Int }

// demi rounds half away from zero.
func demi(r *big.Rat) *big.Int {
	un := new(big.Rat).Add(new(big.Rat).Abs(r), big.NewRat(1, 2))
	n := new(big.Int).Quo(un.Num(), un.Denom())
	if r.Sign() < 0 {
		n.Neg(n)
	}
	return n
}

func rat(n int64) *big.Rat { return new(big.Rat).SetInt64(n) }

func calculer(m memoires.Memoire) oracle {
	o := oracle{ht: new(big.Int), tva: new(big.Int), debours: new(big.Int)}
	parTaux := map[int64]*poidsTaux{}
	for _, l := range m.Lignes {
		prestation := demi(new(big.Rat).Mul(big.NewRat(int64(l.Quantite), 1000), rat(int64(*l.TarifHT))))
		base := new(big.Int).Add(prestation, big.NewInt(int64(l.FraisDivers)))
		taux := int64(*l.TauxTVA)
		tva := demi(new(big.Rat).Mul(new(big.Rat).SetInt(base), big.NewRat(taux, 10000)))
		o.ht.Add(o.ht, base)
		o.tva.Add(o.tva, tva)
		o.debours.Add(o.debours, big.NewInt(int64(l.Debours)))
		if parTaux[taux] == nil {
			parTaux[taux] = &poidsTaux{ht: new(big.Int), tva: new(big.Int)}
		}
		parTaux[taux].ht.Add(parTaux[taux].ht, base)
		parTaux[taux].tva.Add(parTaux[taux].tva, tva)
	}
	taxable := new(big.Int).Add(o.ht, o.tva)
	o.avant = new(big.Int).Add(taxable, o.debours)
	o.remise = big.NewInt(int64(m.Entete.RemiseTTC))
	if o.remise.Cmp(taxable) > 0 {
		o.remise = new(big.Int).Set(taxable)
	}
	o.ttc = new(big.Int).Sub(o.avant, o.remise)
	remiseHT := repartir(o.remise, parTaux, taxable)
	o.htApres = new(big.Int).Sub(o.ht, remiseHT)
	o.tvaApres = new(big.Int).Sub(o.tva, new(big.Int).Sub(o.remise, remiseHT))
	return o
}

// repartir gives the part without tax of a discount: by rate in proportion to what it weighs with
// tax, whole centimes; the rest to the heaviest (the lowest rate among equals) as far as it has room,
// then to the next; no rate gives back more than its base, nor more than its tax.
func repartir(remise *big.Int, parTaux map[int64]*poidsTaux, total *big.Int) *big.Int {
	ht := new(big.Int)
	if remise.Sign() == 0 || total.Sign() == 0 {
		return ht
	}
	taux := slices.SortedFunc(maps.Keys(parTaux), func(a, b int64) int {
		if n := parTaux[b].ttc().Cmp(parTaux[a].ttc()); n != 0 {
			return n
		}
		return int(a - b)
	})
	reste := new(big.Int).Set(remise)
	parts := map[int64]*big.Int{}
	for _, x := range taux {
		parts[x] = new(big.Int).Quo(new(big.Int).Mul(remise, parTaux[x].ttc()), total)
		reste.Sub(reste, parts[x])
	}
	for _, x := range taux {
		for reste.Sign() > 0 && parts[x].Cmp(parTaux[x].ttc()) < 0 {
			parts[x].Add(parts[x], big.NewInt(1))
			reste.Sub(reste, big.NewInt(1))
		}
		h := demi(new(big.Rat).Quo(new(big.Rat).SetInt(parts[x]), new(big.Rat).Add(rat(1), big.NewRat(x, 10000))))
		if h.Cmp(parTaux[x].ht) > 0 {
			h = parTaux[x].ht
		}
		if tva := new(big.Int).Sub(parts[x], h); tva.Cmp(parTaux[x].tva) > 0 {
			h = new(big.Int).Sub(parts[x], parTaux[x].tva)
		}
		ht.Add(ht, h)
	}
	return ht
}

// poidsTaux is what one rate weighs.
type poidsTaux struct{ ht, tva *big.Int }

func (p *poidsTaux) ttc() *big.Int { return new(big.Int).Add(p.ht, p.tva) }

func auHasard(g *rand.Rand) memoires.Memoire {
	taux := []memoires.Taux{0, 210, 550, 850, 1000, 2000}
	// Small numbers meet the halves often; large ones meet the bounds.
	borne := []int64{100, 10_000, 1_000_000, 999_999_999}
	var m memoires.Memoire
	for range 1 + g.IntN(6) {
		l := ligne(memoires.Quantite(1+g.Int64N(min(borne[g.IntN(4)], 999_999_000))), memoires.Montant(g.Int64N(borne[g.IntN(4)]+1)), taux[g.IntN(len(taux))])
		if g.IntN(3) == 0 {
			l.FraisDivers = memoires.Montant(g.Int64N(borne[g.IntN(4)] + 1))
		}
		if g.IntN(3) == 0 {
			l.Debours = memoires.Montant(g.Int64N(borne[g.IntN(4)] + 1))
		}
		m.Lignes = append(m.Lignes, l)
	}
	if g.IntN(2) == 0 {
		m.Entete.RemiseTTC = memoires.Montant(g.Int64N(borne[g.IntN(4)] + 1))
	}
	return m
}

func TestTotaux_againstRationals(t *testing.T) {
	t.Parallel()
	g := rand.New(rand.NewPCG(2026, 10))
	for i := range 100_000 {
		m := auHasard(g)
		got, want := m.Totaux(), calculer(m)
		for nom, x := range map[string]struct {
			got  memoires.Montant
			want *big.Int
		}{
			"HT": {got.HT, want.ht}, "TVA": {got.TVA, want.tva}, "débours": {got.Debours, want.debours}, "avant remise": {got.TTCAvantRemise, want.avant},
			"remise": {got.RemiseTTC, want.remise}, "HT après": {got.HTApresRemise, want.htApres}, "TVA après": {got.TVAApresRemise, want.tvaApres}, "TTC": {got.TTC, want.ttc},
		} {
			if !x.want.IsInt64() || x.want.Int64() != int64(x.got) {
				t.Fatalf("mémoire %d: %s = %d, want %v\n%+v", i, nom, x.got, x.want, m)
			}
		}
		var ht, tva memoires.Montant
		for _, r := range got.ParTaux {
			ht, tva = ht+r.BaseHT, tva+r.TVA
		}
		if ht != got.HT || tva != got.TVA || got.HTApresRemise+got.TVAApresRemise+got.Debours != got.TTC || got.TTC < 0 || got.HTApresRemise < 0 || got.TVAApresRemise < 0 {
			t.Fatalf("mémoire %d: the parts do not make the whole: %+v", i, got)
		}
	}
}
