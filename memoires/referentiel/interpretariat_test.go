package referentiel

import (
	"strings"
	"testing"
	"time"

	"claudia/internal/fault"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// table is A43-7 as in donnees-de-reference.md: centimes without and with the option.
var table = map[Bande][2]int64{
	J1: {4200, 6500}, J2: {3000, 4650}, N1: {4950, 7680}, N2: {3750, 5800},
	W1: {4950, 7680}, W2: {3750, 5800}, WN1: {5700, 8850}, WN2: {4500, 6980},
}

func TestInterpretariat_table(t *testing.T) {
	r := loaded(t)
	// 2026-10-13 is a Tuesday, 2026-10-18 a Sunday.
	starts := map[Bande]string{
		J1: "2026-10-13 10:00", N1: "2026-10-13 02:00", W1: "2026-10-18 10:00", WN1: "2026-10-18 02:00",
	}
	next := map[Bande]Bande{J1: J2, N1: N2, W1: W2, WN1: WN2}
	for first, start := range starts {
		for i, option := range []bool{false, true} {
			debut := wall(t, start)
			c, err := r.Interpretariat(debut, debut.Add(3*time.Hour), option, Metropole, time.Time{})
			if err != nil {
				t.Fatal(err)
			}
			type row struct {
				Bande   Bande
				Heures  int
				Tarif   int64
				Montant int64
			}
			var got []row
			for _, l := range c.Lignes {
				got = append(got, row{l.Bande, l.Heures, l.TarifHT, l.Montant})
			}
			want := []row{{first, 1, table[first][i], table[first][i]}, {next[first], 2, table[next[first]][i], 2 * table[next[first]][i]}}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("%s option=%v (-want +got):\n%s", first, option, diff)
			}
			if c.Heures != 3 || len(c.AVerifier) != 0 {
				t.Errorf("%s: %d hours, to check %q", first, c.Heures, c.AVerifier)
			}
		}
	}
}

// The column without option is 30 € × (1 + 40 % first hour + 25 % night + 25 % rest day), exactly.
func TestInterpretariat_cospColumnIsComputed(t *testing.T) {
	r := loaded(t)
	for _, b := range r.bandes {
		percent := int64(100)
		if b.premiere {
			percent += 40
		}
		if b.nuit {
			percent += 25
		}
		if b.repos {
			percent += 25
		}
		tarif, ok := r.Tarif(b.sansOption, day(t, "2026-01-15"))
		if !ok || tarif.Montant*100 != 3000*percent {
			t.Errorf("%s = %d centimes, want 30 € × %d %%", b.code, tarif.Montant, percent)
		}
	}
}

func TestInterpretariat_cases(t *testing.T) {
	r := loaded(t)
	for _, c := range []struct {
		name, debut, fin, zone string
		option                 bool
		want                   string // « band×hours … = total »
		check                  string // a word of AVerifier, empty for none
	}{
		{"first hour on a Sunday night", "2026-10-18 23:00", "2026-10-18 23:40", Metropole, false, "WN1×1 = 5700", ""},
		{"a started hour is due", "2026-10-13 10:00", "2026-10-13 11:01", Metropole, false, "J1×1 J2×1 = 7200", ""},
		{"exactly one hour", "2026-10-13 10:00", "2026-10-13 11:00", Metropole, false, "J1×1 = 4200", ""},
		{"one minute", "2026-10-13 10:00", "2026-10-13 10:01", Metropole, true, "J1×1 = 6500", ""},
		{"into the night, on the hour", "2026-10-13 20:00", "2026-10-13 23:30", Metropole, false, "J1×1 J2×1 N2×2 = 14700", ""},
		{"an hour astride 22h", "2026-10-13 21:30", "2026-10-13 22:30", Metropole, false, "J1×1 = 4200", "à cheval"},
		{"ends inside the day", "2026-10-13 21:30", "2026-10-13 22:00", Metropole, false, "J1×1 = 4200", ""},
		{"Friday night to Saturday", "2026-10-16 23:00", "2026-10-17 01:00", Metropole, false, "N1×1 WN2×1 = 9450", ""},
		{"out of the night", "2026-10-14 06:00", "2026-10-14 08:00", Metropole, true, "N1×1 J2×1 = 12330", ""},
		{"holiday on a weekday", "2026-11-11 09:00", "2026-11-11 11:00", Metropole, false, "W1×1 W2×1 = 8700", ""},
		{"26 December in Alsace-Moselle", "2025-12-26 09:00", "2025-12-26 10:00", "alsace-moselle", false, "W1×1 = 4950", ""},
		{"26 December elsewhere", "2025-12-26 09:00", "2025-12-26 10:00", Metropole, false, "J1×1 = 4200", ""},
		{"the night when the clock changes", "2026-10-25 01:00", "2026-10-25 04:00", Metropole, false, "WN1×1 WN2×2 = 14700", "heure légale"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, err := r.Interpretariat(wall(t, c.debut), wall(t, c.fin), c.option, c.zone, time.Time{})
			if err != nil {
				t.Fatal(err)
			}
			var b strings.Builder
			for _, l := range got.Lignes {
				b.WriteString(string(l.Bande) + "×" + milliemes(int64(l.Heures)*1000) + " ")
			}
			b.WriteString("= " + milliemes(got.TotalHT*1000))
			if b.String() != c.want {
				t.Errorf("got %s, want %s", b.String(), c.want)
			}
			if all := strings.Join(got.AVerifier, " "); (c.check == "") != (all == "") || !strings.Contains(all, c.check) {
				t.Errorf("to check: %q, want %q", all, c.check)
			}
		})
	}
}

func TestInterpretariat_explains(t *testing.T) {
	r := loaded(t)
	c, err := r.Interpretariat(wall(t, "2026-11-11 21:00"), wall(t, "2026-11-11 23:30"), false, Metropole, time.Time{})
	if err != nil {
		t.Fatal(err)
	}
	want := []string{
		"De 11/11/2026 21 h 00 à 11/11/2026 23 h 30 : 2 h 30, soit 3 heures dues (toute heure commencée est due, R122 CPP).",
		"Le 11/11/2026 est férié (11 novembre).",
		"1re heure, samedi, dimanche ou jour férié, de 7 h à 22 h : 1 h × 49,50\u00a0€ = 49,50\u00a0€ (A43-7, R122).",
		"Heure suivante, samedi, dimanche ou jour férié, de 22 h à 7 h : 2 h × 45,00\u00a0€ = 90,00\u00a0€ (A43-7, R122).",
		"Total hors taxes : 139,50\u00a0€.",
	}
	if diff := cmp.Diff(want, c.Explication); diff != "" {
		t.Errorf("explanation (-want +got):\n%s", diff)
	}
}

func TestInterpretariat_refuses(t *testing.T) {
	r := loaded(t)
	for _, c := range []struct {
		name, debut, fin string
		code             string
	}{
		{"end before start", "2026-10-13 10:00", "2026-10-13 09:00", "heures_inversees"},
		{"no time at all", "2026-10-13 10:00", "2026-10-13 10:00", "heures_inversees"},
		{"four days", "2026-10-13 10:00", "2026-10-17 10:01", "duree_trop_longue"},
		{"before the first known tariff", "2020-10-13 10:00", "2020-10-13 11:00", "tarif_inconnu"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := r.Interpretariat(wall(t, c.debut), wall(t, c.fin), false, Metropole, time.Time{})
			f, ok := fault.As(err)
			if !ok || f.Code != c.code || f.Message == "" || f.Champ == "" {
				t.Errorf("error = %v, want the fault %s", err, c.code)
			}
		})
	}
	if _, err := r.Interpretariat(time.Time{}, time.Time{}, false, Metropole, time.Time{}); err == nil {
		t.Error("missing times were accepted")
	}
}

// Whatever the mission: the hours are those started, every line is hours × rate, the first hour is
// counted once, and the option costs more.
func TestInterpretariat_properties(t *testing.T) {
	r := loaded(t)
	zones := r.Zones()
	rapid.Check(t, func(t *rapid.T) {
		debut := time.Date(2021, 1, 1, 0, 0, 0, 0, time.UTC).Add(time.Duration(rapid.IntRange(0, 60*24*365*9).Draw(t, "start")) * time.Minute)
		length := rapid.IntRange(1, 72*60).Draw(t, "minutes")
		zone := rapid.SampledFrom(zones).Draw(t, "zone")
		var totals [2]int64
		for i, option := range []bool{false, true} {
			c, err := r.Interpretariat(debut, debut.Add(time.Duration(length)*time.Minute), option, zone, time.Time{})
			if err != nil {
				t.Fatal(err)
			}
			hours, firsts, total := 0, 0, int64(0)
			seen := make(map[Bande]bool)
			for _, l := range c.Lignes {
				if l.Montant != int64(l.Heures)*l.TarifHT || l.Heures <= 0 || seen[l.Bande] {
					t.Fatalf("line %+v", l)
				}
				seen[l.Bande] = true
				hours, total = hours+l.Heures, total+l.Montant
				if strings.HasSuffix(string(l.Bande), "1") {
					firsts += l.Heures
				}
			}
			if hours != (length+59)/60 || hours != c.Heures || firsts != 1 || total != c.TotalHT {
				t.Fatalf("%d minutes: %+v", length, c)
			}
			totals[i] = total
		}
		if totals[1] <= totals[0] {
			t.Fatalf("with the option %d, without %d", totals[1], totals[0])
		}
	})
}

func TestTraduction(t *testing.T) {
	r := loaded(t)
	le := day(t, "2026-03-02")
	for _, c := range []struct {
		name      string
		volume    VolumeTraduit
		option    bool
		quantite  int64
		montant   int64
		doubtful  bool
		wantFault string
	}{
		{"four pages", VolumeTraduit{Pages: 4000}, false, 4000, 10000, false, ""},
		{"four pages, option", VolumeTraduit{Pages: 4000}, true, 4000, 15400, false, ""},
		{"1 000 words are four pages", VolumeTraduit{Mots: 1000}, false, 4000, 10000, false, ""},
		{"1 001 words", VolumeTraduit{Mots: 1001}, false, 4004, 10010, true, ""},
		{"half a page, half-up", VolumeTraduit{Pages: 333}, true, 333, 1282, true, ""},
		{"nothing", VolumeTraduit{}, false, 0, 0, false, "volume_invalide"},
		{"negative", VolumeTraduit{Pages: -1}, false, 0, 0, false, "volume_invalide"},
		{"absurd", VolumeTraduit{Mots: 1 << 62, Pages: 1 << 62}, false, 0, 0, false, "volume_invalide"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, err := r.Traduction(c.volume, c.option, le)
			if f, ok := fault.As(err); ok != (c.wantFault != "") || (ok && f.Code != c.wantFault) {
				t.Fatalf("error = %v, want %q", err, c.wantFault)
			}
			if got.Quantite != c.quantite || got.Montant != c.montant || (len(got.AVerifier) > 0) != c.doubtful {
				t.Errorf("got %+v", got)
			}
		})
	}
}
