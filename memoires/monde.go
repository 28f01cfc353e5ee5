package memoires

import (
	"fmt"
	"strconv"
	"time"

	"claudia/internal/comptes"
	"claudia/memoires/referentiel"
)

// Monde is what the controls need to know beside the mémoire; Service.MondeTx reads it.
type Monde struct {
	Maintenant  time.Time // Europe/Paris
	Referentiel *referentiel.Referentiel
	Structure   comptes.Structure
	Service     string   // label of the service of the structure, empty when none
	Comptes     []Compte // active bank accounts of the structure
	// DejaDemandees are the lines of other mémoires of the structure with the same case, day and kind
	// of service as a line of this one.
	DejaDemandees []LigneVoisine
}

// LigneVoisine is a line of another mémoire that looks like the one at Ligne.
type LigneVoisine struct {
	Ligne  LigneID
	Numero Numero // of the other mémoire
	Etat   Etat
}

// String writes an amount as screens show it: « 1 250,50 € ».
func (m Montant) String() string {
	signe := ""
	if m < 0 {
		signe, m = "−", -m
	}
	return signe + milliers(int64(m)/100) + fmt.Sprintf(",%02d\u00a0€", int64(m)%100)
}

// String writes a rate as screens show it: « 20 % », « 5,5 % ».
func (t Taux) String() string { return decimales(int64(t), 2) + "\u00a0%" }

// String writes a quantity as screens show it: « 3 », « 1,5 ».
func (q Quantite) String() string { return decimales(int64(q), 3) }

// decimales writes an integer of 10^-n without useless zeros.
func decimales(v int64, n int) string {
	unite := int64(1)
	for range n {
		unite *= 10
	}
	s := milliers(v / unite)
	reste := v % unite
	if reste == 0 {
		return s
	}
	fraction := fmt.Sprintf("%0*d", n, reste)
	for fraction[len(fraction)-1] == '0' {
		fraction = fraction[:len(fraction)-1]
	}
	return s + "," + fraction
}

// milliers groups the digits by three with the narrow no-break space of French numbers.
func milliers(n int64) string {
	s := strconv.FormatInt(n, 10)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "\u202f" + s[i:]
	}
	return s
}

// enChiffres writes a day for a sentence: « 05/03/2027 ».
func enChiffres(t time.Time) string { return t.Format("02/01/2006") }
