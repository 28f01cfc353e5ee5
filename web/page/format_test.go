package page

import (
	"math"
	"strconv"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// visible shows the spaces of French numbers in a readable form: _ for no-break, ' for thin.
func visible(s string) string {
	return strings.NewReplacer(insecable, "_", fine, "'").Replace(s)
}

func TestDate(t *testing.T) {
	j := func(s string) time.Time {
		d, err := time.Parse(time.DateOnly, s)
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	for _, c := range []struct {
		in                      time.Time
		longue, courte, moyenne string
	}{
		{j("2026-10-13"), "mardi 13_octobre 2026", "13/10/2026", "13_octobre 2026"},
		{j("2026-08-01"), "samedi 1er_août 2026", "01/08/2026", "1er_août 2026"},
		{time.Time{}, "", "", ""},
	} {
		if got := visible(Date(c.in)); got != c.longue {
			t.Errorf("Date(%v) = %q, want %q", c.in, got, c.longue)
		}
		if got := DateCourte(c.in); got != c.courte {
			t.Errorf("DateCourte(%v) = %q, want %q", c.in, got, c.courte)
		}
		if got := visible(DateMoyenne(c.in)); got != c.moyenne {
			t.Errorf("DateMoyenne(%v) = %q, want %q", c.in, got, c.moyenne)
		}
	}
}

func TestNumbers(t *testing.T) {
	for _, c := range []struct{ got, want string }{
		{Montant(125050), "1'250,50_€"},
		{Montant(0), "0,00_€"},
		{Montant(5), "0,05_€"},
		{Montant(-123456789), "−1'234'567,89_€"},
		{Montant(math.MinInt64), "−92'233'720'368'547'758,08_€"},
		{Quantite(1500), "1,5"},
		{Quantite(2000), "2"},
		{Quantite(1), "0,001"},
		{Taux(550), "5,5_%"},
		{Taux(2000), "20_%"},
		{Octets(820_400), "820_Ko"},
		{Octets(1_440_000), "1,4_Mo"},
		{Octets(12), "12_o"},
		{Pluriel(0, "ligne", "lignes"), "0_ligne"},
		{Pluriel(1, "ligne", "lignes"), "1_ligne"},
		{Pluriel(2, "ligne", "lignes"), "2_lignes"},
		{Typo("À l'envoi : inutile, « merci » ; et après ?"), "À l'envoi_: inutile, «_merci_»'; et après'?"},
		{Initiales("Helga Ferdinand"), "HF"},
		{Initiales("élodie"), "É"},
		{Initiales(" "), "?"},
	} {
		if got := visible(c.got); got != c.want {
			t.Errorf("got %q, want %q", got, c.want)
		}
	}
}

func TestMontant_readsBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.Int64().Draw(t, "centimes")
		s := strings.NewReplacer(insecable, "", fine, "", "€", "", ",", "", "−", "-").Replace(Montant(n))
		got, err := strconv.ParseInt(s, 10, 64)
		if err != nil || got != n {
			t.Fatalf("Montant(%d) = %q reads back as %d (%v)", n, Montant(n), got, err)
		}
	})
}
