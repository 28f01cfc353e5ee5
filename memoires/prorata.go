package memoires

import (
	"cmp"
	"math/bits"
	"slices"
)

// prorata gives the floor of montant × part ÷ total, through 128 bits so that no product overflows.
// 0 ≤ part ≤ total and total > 0.
func prorata(montant, part, total Montant) Montant {
	if montant <= 0 || part <= 0 {
		return 0
	}
	hi, lo := bits.Mul64(uint64(montant), uint64(part))
	q, _ := bits.Div64(hi, lo, uint64(total)) //nolint:gosec // part ≤ total keeps the quotient under montant
	return Montant(q)                         //nolint:gosec // q ≤ montant
}

func sortByTaux(r []LigneTVA) {
	slices.SortFunc(r, func(a, b LigneTVA) int { return cmp.Compare(a.Taux, b.Taux) })
}
