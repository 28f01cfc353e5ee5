package main

import (
	"bytes"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestExecuter_usage(t *testing.T) {
	t.Parallel()
	for _, x := range []struct {
		args []string
		code int
	}{
		{nil, sortieUsage},
		{[]string{"inconnue"}, sortieUsage},
		{[]string{"aide"}, sortieOK},
		{[]string{"--help"}, sortieOK},
	} {
		var out, err bytes.Buffer
		if code := executer(x.args, flux{strings.NewReader(""), &out, &err}); code != x.code {
			t.Errorf("claudia %q exits with %d, want %d", x.args, code, x.code)
		}
		for _, c := range commandes() {
			if !strings.Contains(err.String(), "\n  "+c.nom+" ") {
				t.Errorf("claudia %q does not name the command %s", x.args, c.nom)
			}
		}
		for _, v := range variables() {
			if !strings.Contains(err.String(), v.nom) {
				t.Errorf("claudia %q does not name %s", x.args, v.nom)
			}
		}
	}
	var out bytes.Buffer
	if code := executer([]string{"version"}, flux{strings.NewReader(""), &out, &out}); code != sortieOK || !strings.HasPrefix(out.String(), "claudia ") {
		t.Errorf("claudia version exits with %d and says %q", code, out.String())
	}
}

func TestLireConfig_namesTheVariable(t *testing.T) {
	t.Parallel()
	for nom, valeurs := range map[string][]string{
		"CLAUDIA_ADRESSE":   {"8080", "localhost", "::1"},
		"CLAUDIA_METRIQUES": {"9090", "oui"},
		"PIECES_URL":        {"s3://seau/pieces", "https://x"},
		"CLAUDIA_JOURNAL":   {"bavard"},
		"CLAUDIA_HORLOGE":   {"hier", "2026-10-14", "14/10/2026"},
	} {
		for _, v := range valeurs {
			_, err := lireConfig(func(n string) string {
				if n == nom {
					return v
				}
				return ""
			})
			if err == nil || !strings.HasPrefix(err.Error(), nom+" : « "+v+" »") || strings.Contains(err.Error(), "\n") {
				t.Errorf("%s=%s: %v", nom, v, err)
			}
		}
	}
	c, err := lireConfig(func(string) string { return "" })
	if err != nil || c.adresse != "127.0.0.1:8080" || c.metriques != "127.0.0.1:9090" || c.securise || c.mandataire || !strings.HasSuffix(c.pieces, "/var/pieces") {
		t.Errorf("without a variable: %+v, %v", c, err)
	}
}

// TestServe_badConfig stops before it touches anything, with one line.
func TestServe_badConfig(t *testing.T) {
	t.Setenv("CLAUDIA_ADRESSE", "nulle part")
	for _, nom := range []string{"serve", "demo", "migrate"} {
		var out, err bytes.Buffer
		if code := executer([]string{nom}, flux{strings.NewReader(""), &out, &err}); code != sortieUsage || strings.Count(err.String(), "\n") != 1 || !strings.HasPrefix(err.String(), "CLAUDIA_ADRESSE : ") {
			t.Errorf("claudia %s exits with %d and says %q", nom, code, err.String())
		}
	}
}

var ligneREADME = regexp.MustCompile("(?m)^\\| `([A-Z_]+)` \\|")

// TestVariables_inREADME compares the table of the README with what the program reads.
func TestVariables_inREADME(t *testing.T) {
	t.Parallel()
	texte, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	var ecrites, lues []string
	for _, m := range ligneREADME.FindAllStringSubmatch(string(texte), -1) {
		ecrites = append(ecrites, m[1])
	}
	for _, v := range variables() {
		lues = append(lues, v.nom)
	}
	if d := cmp.Diff(lues, ecrites); d != "" {
		t.Errorf("the table of the README is not that of the program (-program +README):\n%s", d)
	}
}
