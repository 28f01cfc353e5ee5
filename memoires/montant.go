package memoires

import (
	"cmp"
	"slices"
)

// Montant is an amount in centimes.
type Montant int64

// Quantite is a number of hours, pages, days… in thousandths.
type Quantite int64

// Taux is a rate of VAT in hundredths of a percent: 20 % is 2000, 5,5 % is 550.
type Taux int64

// Limits of what a form takes (promises.md 6.3, HT-12, HT-13); they keep every product far from
// the bounds of int64.
const (
	MontantMax  Montant  = 999_999_999 // 9 999 999,99 €
	QuantiteMax Quantite = 999_999_000
)

// divHalfUp gives n/d rounded half up, away from zero for negative n. d is positive.
func divHalfUp(n, d int64) int64 {
	if n < 0 {
		return -divHalfUp(-n, d)
	}
	return (n + d/2) / d
}

// Fois gives quantity × price, half up to the centime.
func (q Quantite) Fois(prix Montant) Montant { return Montant(divHalfUp(int64(q)*int64(prix), 1000)) }

// De gives the tax on an amount, half up to the centime.
func (t Taux) De(m Montant) Montant { return Montant(divHalfUp(int64(m)*int64(t), 10_000)) }

// HorsTaxe gives the part excluding tax of an amount that includes it, half up to the centime.
func (t Taux) HorsTaxe(ttc Montant) Montant {
	return Montant(divHalfUp(int64(ttc)*10_000, 10_000+int64(t)))
}

// MontantsLigne are the amounts shown for one line, in centimes (portail.md 2.6).
type MontantsLigne struct {
	Prestation Montant // quantité × tarif HT
	BaseHT     Montant // prestation + frais divers
	TVA        Montant // base × rate
	TTC        Montant // base + TVA + débours
}

// Montants computes the amounts of the line; a value still missing counts for zero.
func (l LignePrestation) Montants() MontantsLigne {
	var tarif Montant
	if l.TarifHT != nil {
		tarif = *l.TarifHT
	}
	var taux Taux
	if l.TauxTVA != nil {
		taux = *l.TauxTVA
	}
	m := MontantsLigne{Prestation: l.Quantite.Fois(tarif)}
	m.BaseHT = m.Prestation + l.FraisDivers
	m.TVA = taux.De(m.BaseHT)
	m.TTC = m.BaseHT + m.TVA + l.Debours
	return m
}

// LigneTVA is one row of the « Récapitulatif TVA »: a rate with its base and its tax.
type LigneTVA struct {
	Taux   Taux
	BaseHT Montant
	TVA    Montant
}

// Totaux are the amounts of the whole mémoire, in centimes (portail.md 2.6).
type Totaux struct {
	HT             Montant // before the discount
	TVA            Montant // before the discount
	Debours        Montant
	TTCAvantRemise Montant
	RemiseTTC      Montant
	HTApresRemise  Montant
	TVAApresRemise Montant
	TTC            Montant
	ParTaux        []LigneTVA // before the discount, by rising rate
}

// Totaux adds the lines up. The tax of a rate is the sum of the taxes shown on its lines, so that
// every total is the sum of what is printed above it. A discount, which is granted with tax, is
// spread over the rates in proportion to what they weigh with tax (the portal does not say how: to
// be verified, portail.md 2.6), the last centimes going to the
// greatest.
func (m Memoire) Totaux() Totaux {
	var t Totaux
	parTaux := map[Taux]*LigneTVA{}
	for _, l := range m.Lignes {
		a := l.Montants()
		t.HT += a.BaseHT
		t.TVA += a.TVA
		t.Debours += l.Debours
		t.TTCAvantRemise += a.TTC
		if l.TauxTVA == nil {
			continue
		}
		r := parTaux[*l.TauxTVA]
		if r == nil {
			r = &LigneTVA{Taux: *l.TauxTVA}
			parTaux[r.Taux] = r
		}
		r.BaseHT += a.BaseHT
		r.TVA += a.TVA
	}
	for _, r := range parTaux {
		t.ParTaux = append(t.ParTaux, *r)
	}
	sortByTaux(t.ParTaux)
	t.RemiseTTC = min(m.Entete.RemiseTTC, t.TTCAvantRemise-t.Debours)
	ht, tva := repartirRemise(t.RemiseTTC, t.ParTaux)
	t.HTApresRemise = t.HT - ht
	t.TVAApresRemise = t.TVA - tva
	t.TTC = t.TTCAvantRemise - t.RemiseTTC
	return t
}

// repartirRemise splits a discount with tax into its part without tax and its tax. No rate gives back
// more than its own base and its own tax, so that nothing becomes negative when all is given away.
func repartirRemise(remise Montant, parTaux []LigneTVA) (ht, tva Montant) {
	var total Montant
	for _, r := range parTaux {
		total += r.BaseHT + r.TVA
	}
	remise = min(remise, total)
	if remise <= 0 {
		return 0, 0
	}
	lourds := slices.Clone(parTaux)
	slices.SortStableFunc(lourds, func(a, b LigneTVA) int { return cmp.Compare(b.BaseHT+b.TVA, a.BaseHT+a.TVA) })
	parts := make([]Montant, len(lourds))
	reste := remise
	for i, r := range lourds {
		parts[i] = prorata(remise, r.BaseHT+r.TVA, total)
		reste -= parts[i]
	}
	for i, r := range lourds {
		plus := min(reste, r.BaseHT+r.TVA-parts[i])
		parts[i] += plus
		reste -= plus
		h := max(min(r.Taux.HorsTaxe(parts[i]), r.BaseHT), parts[i]-r.TVA)
		ht += h
		tva += parts[i] - h
	}
	return ht, tva
}
