package comprendrecmd

import (
	"bytes"
	"errors"
	"io"
	"strings"
	"testing"
	"time"

	"claudia/assistant/francais"
)

func moment() time.Time { return time.Date(2026, 10, 14, 10, 0, 0, 0, time.UTC) }

func TestRun_answersOneLineEach(t *testing.T) {
	tests := []struct {
		name string
		args []string
		in   string
		want string
	}{
		{"plain", nil, "lundi prochain\n1h30\nmille deux cents\n180 €\nbonjour\n45 dollars\n", "" +
			`{"valeur":"2026-10-19"}` + "\n" + `{"valeur":90}` + "\n" + `{"valeur":1200}` + "\n" + `{"valeur":18000}` + "\n" + `{"valeur":null}` + "\n" + `{"valeur":4500,"devise":"USD"}` + "\n"},
		{"json", []string{"--json"}, `{"texte":"demain à 15h","genre":"date"}` + "\n" + `{"texte":"trois quarts d'heure","genre":"duree"}` + "\n" + `{"texte":"1,1 million","genre":"nombre"}` + "\n" + `{"texte":"12,60","genre":"montant"}` + "\n", "" +
			`{"valeur":"2026-10-15T15:00"}` + "\n" + `{"valeur":45}` + "\n" + `{"valeur":1100000}` + "\n" + `{"valeur":1260}` + "\n"},
		{"bad json", []string{"--json"}, "pas du json\n{\"texte\":3}\n{\"texte\":\"12\",\"genre\":\"autre\"}\n", strings.Repeat(`{"valeur":null}`+"\n", 3)},
		{"odd json", []string{"--json"}, "\n[]\nnull\n{\"texte\":\"\\ud800\",\"genre\":\"date\"}\n\x00\xff\n{}\n{\"genre\":\"montant\"}", strings.Repeat(`{"valeur":null}`+"\n", 7)},
		{"grains", []string{"--json", "--sens=futur"}, `{"texte":"en mars","genre":"date"}` + "\n" + `{"texte":"cette semaine","genre":"date"}` + "\n" + `{"texte":"l'an prochain","genre":"date"}` + "\n" + `{"texte":"9h30","genre":"date"}` + "\n" + `{"texte":"à quinze heures","genre":"date"}` + "\n" + `{"texte":"dans 5 minutes","genre":"date"}` + "\n", "" +
			`{"valeur":"2027-03-01"}` + "\n" + `{"valeur":"2026-10-12"}` + "\n" + `{"valeur":"2027-01-01"}` + "\n" + `{"valeur":"2026-10-15T09:30"}` + "\n" + `{"valeur":"2026-10-14T15:00"}` + "\n" + `{"valeur":"2026-10-14T10:05"}` + "\n"},
		{"past", []string{"--sens", "passe"}, "vendredi\n", `{"valeur":"2026-10-09"}` + "\n"},
		{"future", []string{"--sens=futur"}, "vendredi\n", `{"valeur":"2026-10-16"}` + "\n"},
		{"moment", []string{"--maintenant", "2013-02-12T04:30"}, "dans une heure\n", `{"valeur":"2013-02-12T05:30"}` + "\n"},
		{"time or duration", nil, "à 15h\n3 heures\nil y a 2 heures\nde 14h à 16h\nle 3 à 15h\n", `{"valeur":"2026-10-14T15:00"}` + "\n" + `{"valeur":180}` + "\n" + `{"valeur":"2026-10-14T08:00"}` + "\n" + `{"valeur":120}` + "\n" + `{"valeur":"2026-11-03T15:00"}` + "\n"},
		{"no final newline, CRLF, empty", nil, "demain\r\n\r\nhier", `{"valeur":"2026-10-15"}` + "\n" + `{"valeur":null}` + "\n" + `{"valeur":"2026-10-13"}` + "\n"},
		{"nothing", nil, "", ""},
		{"very long line", nil, strings.Repeat("x", 3<<20) + "\ndemain\n", `{"valeur":null}` + "\n" + `{"valeur":"2026-10-15"}` + "\n"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var out, errs bytes.Buffer
			if code := Run(tt.args, strings.NewReader(tt.in), &out, &errs, moment()); code != 0 {
				t.Fatalf("status %d: %s", code, errs.String())
			}
			if out.String() != tt.want {
				t.Errorf("got\n%s\nwant\n%s", out.String(), tt.want)
			}
		})
	}
}

func TestRun_refusesBadOptions(t *testing.T) {
	for _, args := range [][]string{{"--maintenant", "demain"}, {"--sens", "gauche"}, {"--inconnu"}, {"de trop"}} {
		var out, errs bytes.Buffer
		if code := Run(args, strings.NewReader("demain\n"), &out, &errs, moment()); code != 2 || errs.Len() == 0 || out.Len() > 0 {
			t.Errorf("Run(%q) = %d, out %q, err %q; want 2 and a message", args, code, out.String(), errs.String())
		}
	}
}

type broken struct{}

func (broken) Read([]byte) (int, error)  { return 0, errors.New("disk") }
func (broken) Write([]byte) (int, error) { return 0, errors.New("disk") }

func TestRun_saysBrokenInputAndOutput(t *testing.T) {
	var out, errs bytes.Buffer
	if code := Run(nil, broken{}, &out, &errs, moment()); code != 1 || errs.Len() == 0 {
		t.Errorf("broken input: status %d, message %q", code, errs.String())
	}
	if code := Run(nil, strings.NewReader("demain\n"), broken{}, io.Discard, moment()); code != 1 {
		t.Errorf("broken output: status %d", code)
	}
}

// TestCorpus_clumsy measures the same phrases typed clumsily: no accents, capitals, and a typing
// error in the name of a month or weekday.
func TestCorpus_clumsy(t *testing.T) {
	variants := []struct {
		name  string
		f     func(string) string
		floor float64
	}{
		{"accents dropped", francais.Plier, 0.99},
		{"capitals", strings.ToUpper, 0.99},
		{"curly apostrophes, hard spaces", strings.NewReplacer("'", "’", " ", "\u00a0").Replace, 0.99},
		{"emoji and points after", func(s string) string { return s + " 🙂 !!!" }, 0.97},
		{"politeness before", func(s string) string { return "euh " + s + " svp" }, 0.95},
		{"letters swapped in a name", func(s string) string { return typo(s, swap) }, 0.95},
		{"letter missing in a name", func(s string) string { return typo(s, drop) }, 0.95},
		{"letter doubled in a name", func(s string) string { return typo(s, double) }, 0.95},
		{"wrong letter in a name", func(s string) string { return typo(s, replace) }, 0.95},
	}
	for _, v := range variants {
		right, total := 0, 0
		var missed []string
		for _, file := range []string{"corpus-avant.tsv", "corpus-apres.tsv"} {
			for _, l := range lireCorpus(t, "../testdata/"+file) {
				texte := v.f(l.texte)
				if texte == l.texte || l.voulu == "null" {
					continue
				}
				total++
				if got := l.lire(t, texte); got == l.voulu {
					right++
				} else {
					missed = append(missed, texte+" → "+got+", want "+l.voulu)
				}
			}
		}
		share := float64(right) / float64(max(total, 1))
		t.Logf("%s: %d of %d (%.1f %%) %q", v.name, right, total, 100*share, missed)
		if total < 50 || share < v.floor {
			t.Errorf("%s: %.3f over %d, want %.2f:\n%s", v.name, share, total, v.floor, strings.Join(missed, "\n"))
		}
	}
}

// typo applies f to the first long name of a month or weekday.
func typo(s string, f func([]rune) []rune) string {
	for _, w := range []string{"janvier", "février", "juillet", "septembre", "octobre", "novembre", "décembre", "lundi", "mardi", "mercredi", "vendredi", "samedi", "dimanche"} {
		if i := strings.Index(s, w); i >= 0 && (i+len(w) == len(s) || s[i+len(w)] != 's') {
			return s[:i] + string(f([]rune(w))) + s[i+len(w):]
		}
	}
	return s
}

func swap(r []rune) []rune    { r[2], r[3] = r[3], r[2]; return r }
func drop(r []rune) []rune    { return append(r[:3], r[4:]...) }
func double(r []rune) []rune  { return append(r[:3], append([]rune{r[2]}, r[3:]...)...) }
func replace(r []rune) []rune { r[len(r)-2] = 'z'; return r }
