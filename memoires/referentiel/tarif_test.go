package referentiel

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestTarifs_loadAll(t *testing.T) {
	r := loaded(t)
	if len(r.tarifs) != 238 {
		t.Errorf("%d tariffs, want 238", len(r.tarifs))
	}
	for _, code := range []string{"INT-TO-J1-COSP", "INT-TO-WN2-OPT", "CERTMED"} {
		if tarif, ok := r.Tarif(code, day(t, "2026-01-15")); !ok || tarif.AVerifier {
			t.Errorf("%s = %+v, %v, want a sure tariff", code, tarif, ok)
		}
	}
	for _, code := range []string{"PSYCHIA-COSP", "FOUR-ENL", "KM-5CV-1", "HUI-R182-1A", "IP1", "MED-VISITE"} {
		if tarif, ok := r.Tarif(code, day(t, "2026-01-15")); !ok || !tarif.AVerifier || tarif.Raison == "" {
			t.Errorf("%s = %+v, %v, want a doubt with its reason", code, tarif, ok)
		}
	}
}

func TestTarifs_speakToUsers(t *testing.T) {
	for _, tarif := range loaded(t).tarifs {
		for _, text := range []string{tarif.Libelle, tarif.Note, tarif.Unite, tarif.Article, tarif.Formule, tarif.Raison} {
			if strings.Contains(text, ".csv") || strings.Contains(text, "_eur") || strings.HasPrefix(text, "idem") {
				t.Errorf("%s says %q to a user", tarif.Code, text)
			}
		}
	}
}

func TestTarif_validity(t *testing.T) {
	r := loaded(t)
	for _, c := range []struct {
		code, le string
		want     int64 // 0: not in force
	}{
		{"INT-TO-J1-COSP", "2020-12-31", 0},
		{"INT-TO-J1-COSP", "2021-01-01", 4200},
		{"HUI-CIT", "2024-04-12", 450},
		{"HUI-CIT", "2024-04-13", 0},
		{"HUI-R182-1A", "2024-04-11", 0},
		{"HUI-R182-1A", "2024-04-12", 1250},
		{"REPAS", "2023-09-21", 0},
		{"REPAS", "2023-09-22", 2000},
		{"PSY-HN-COSP", "2024-12-06", 46875},
		{"TEL-MS20", "2019-01-01", 0},
		{"TEL-MS20", "2021-01-01", 2400},
		{"unknown", "2026-01-01", 0},
	} {
		got, ok := r.Tarif(c.code, day(t, c.le))
		if ok != (c.want != 0) || got.Montant != c.want {
			t.Errorf("Tarif(%s, %s) = %d %v, want %d", c.code, c.le, got.Montant, ok, c.want)
		}
	}
	old, now := len(r.Tarifs(day(t, "2015-01-01"))), len(r.Tarifs(day(t, "2026-01-01")))
	if old >= now || now > 238 {
		t.Errorf("%d tariffs in 2015, %d in 2026", old, now)
	}
	if ended := len(r.tarifs) - len(r.Tarifs(time.Time{})); ended != 3 {
		t.Errorf("%d tariffs have an end, want 3", ended)
	}
}

func TestTarifsPour(t *testing.T) {
	r := loaded(t)
	for _, c := range []struct {
		name, prestation, regime, le string
		want                         map[string]int64 // code → amount; nil: nothing
	}{
		{"written translation, COSP", "traduction_ecrite.enquete", "cosp", "2026-01-15", map[string]int64{"INT-TE-COSP": 2500}},
		{"written translation, option", "traduction_ecrite.enquete", "option", "2026-01-15", map[string]int64{"INT-TE-OPT": 3850}},
		{"by the label that structures keep", "traduction_ecrite.enquete", "Indépendant ayant exercé le droit d'option (interprètes-traducteurs, D311-4)", "2026-01-15", map[string]int64{"INT-TE-OPT": 3850}},
		{"written translation, regime unknown", "traduction_ecrite.enquete", "", "2026-01-15", map[string]int64{"INT-TE-COSP": 2500, "INT-TE-OPT": 3850}},
		{"self-employed without the option", "traduction_ecrite.enquete", "liberal", "2026-01-15", map[string]int64{"INT-TE-COSP": 2500}},
		// 13 × 39 = 507 and 13,5 × 39 = 526,50 as announced in 2021, then 42,50.
		{"psychiatry in 2021", "psychiatrie.instruction", "liberal", "2021-10-01", map[string]int64{"PSYCHIA-LIB": 50700, "PSYCHIA-SEX-LIB": 52650}},
		{"psychiatry in 2023", "psychiatrie.instruction", "liberal", "2023-10-01", map[string]int64{"PSYCHIA-LIB": 55250, "PSYCHIA-SEX-LIB": 57375}},
		{"psychology, COSP", "psychologie.instruction", "cosp", "2022-05-01", map[string]int64{"PSYCHO-COSP": 27625}},
		// 3,05 + 4 × 12,02 and 59 + 4 × 12,02.
		{"expert heard in 2026", "comparution_expert.jugement", "cosp", "2026-06-01", map[string]int64{"COMPAR-EXP": 5113, "COMPAR-EXP-ASS": 10708, "COMPAR-EXP-PERTE": 0}},
		{"expert heard in 2025", "comparution_expert.jugement", "cosp", "2025-06-01", map[string]int64{"COMPAR-EXP": 5057, "COMPAR-EXP-ASS": 10652, "COMPAR-EXP-PERTE": 0}},
		{"blood sample at night: 1,5 C + 10,67", "prelevement.enquete", "cosp", "2023-01-01", map[string]int64{"MED-ALCO-J": 3450, "MED-ALCO-N": 4517, "MED-ALCO-DF": 4212}},
		{"a key letter that was not found", "radiologie.enquete", "", "2023-01-01", map[string]int64{"RAD-CADAVRE": 0, "RAD-CADAVRE-P": 0}},
		{"association", "enquete_personnalite.instruction", "association", "2024-01-01", map[string]int64{"IA3": 111000, "IA6": 2500}},
		{"no tariff at all", "balistique.instruction", "cosp", "2024-01-01", nil},
		{"towing: the caps of the fourrière are paid by the user, not on réquisition", "remorquage.enquete", "societe", "2024-06-01", nil},
		{"unknown type", "none", "cosp", "2024-01-01", nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			var got map[string]int64
			for _, p := range r.TarifsPour(c.prestation, c.regime, day(t, c.le)) {
				if got == nil {
					got = make(map[string]int64)
				}
				got[p.Code] = p.Montant
				if strings.Contains(p.Raison+p.Calcul+p.Note, ".csv") {
					t.Errorf("%s names a file to a user: %+v", p.Code, p)
				}
				if p.Article == "" || p.Source == "" || p.Unite == "" || (p.AVerifier && p.Raison == "") {
					t.Errorf("proposal %+v", p)
				}
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Errorf("proposals (-want +got):\n%s", diff)
			}
		})
	}
}

func TestTarifsPour_showsTheComputation(t *testing.T) {
	r := loaded(t)
	got := r.TarifsPour("psychiatrie.instruction", "liberal", day(t, "2023-10-01"))
	if len(got) == 0 || got[0].Calcul != "13 x CNPSY, avec CNPSY = 42,50\u00a0€ : 552,50\u00a0€" || !got[0].AVerifier {
		t.Errorf("first proposal = %+v", got)
	}
}

func TestDecimal(t *testing.T) {
	for _, c := range []struct {
		in    string
		want  int64
		valid bool
	}{
		{"25", 2500, true},
		{"49.5", 4950, true},
		{"468,75", 46875, true},
		{"0.08", 8, true},
		{"24.0", 2400, true},
		{"1.500", 150, true},
		{"1.234", 0, false},
		{"", 0, false},
		{"abc", 0, false},
	} {
		got, err := centimes(c.in)
		if (err == nil) != c.valid || got != c.want {
			t.Errorf("centimes(%q) = %d, %v, want %d", c.in, got, err, c.want)
		}
	}
}

func TestEuros(t *testing.T) {
	for in, want := range map[int64]string{0: "0,00\u00a0€", 5: "0,05\u00a0€", 123456789: "1\u202f234\u202f567,89\u00a0€", -150: "-1,50\u00a0€"} {
		if got := euros(in); got != want {
			t.Errorf("euros(%d) = %q, want %q", in, got, want)
		}
	}
}
