package compte

import (
	"errors"
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"claudia/internal/fault"
)

func TestParChamp(t *testing.T) {
	t.Parallel()
	nom := fault.Sur("nom", "x", "Indiquez le nom.")
	for _, c := range []struct {
		name string
		err  error
		want map[string]string
		ok   bool
	}{
		{"none", nil, map[string]string{}, false},
		{"one", nom, map[string]string{"nom": "Indiquez le nom."}, true},
		{"wrapped and joined", fmt.Errorf("a: %w", errors.Join(nom, fmt.Errorf("b: %w", fault.Sur("siret", "x", "Vérifiez.")))), map[string]string{"nom": "Indiquez le nom.", "identifiant": "Vérifiez."}, true},
		{"the first of a field stays", errors.Join(nom, fault.Sur("nom", "y", "Autre.")), map[string]string{"nom": "Indiquez le nom."}, true},
		{"no field", fault.New(fault.Conflit, "etat", "Trop tard."), map[string]string{}, false},
		{"unforeseen", errors.New("connection refused"), map[string]string{}, false},
		{"unforeseen beside a field", errors.Join(nom, errors.New("connection refused")), map[string]string{"nom": "Indiquez le nom."}, false},
	} {
		got, ok := parChamp(c.err)
		if diff := cmp.Diff(c.want, got); diff != "" || ok != c.ok {
			t.Errorf("%s: ok %v, want %v; -want +got:\n%s", c.name, ok, c.ok, diff)
		}
	}
}

func TestAppareil(t *testing.T) {
	t.Parallel()
	for agent, want := range map[string]string{
		"Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0": "Edge sur Windows",
		"Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36":              "Chrome sur Android",
		"Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Safari/604.1":          "Safari sur iPhone",
		"Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0":                            "Firefox sur Linux",
		"": "Navigateur inconnu",
	} {
		if got := appareil(agent); got != want {
			t.Errorf("appareil(%q) = %q, want %q", agent, got, want)
		}
	}
}

func TestInerte(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{"=1+1": "'=1+1", "@x": "'@x", "SELARL A-B": "SELARL A-B", "": ""} {
		if got := inerte(in); got != want {
			t.Errorf("inerte(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestOptionsPays(t *testing.T) {
	t.Parallel()
	o := optionsPays("XK")
	if o[0].Texte != "France" || len(o) < 200 {
		t.Fatalf("%d countries, the first is %q", len(o), o[0].Texte)
	}
	seen := map[string]bool{}
	for _, x := range o {
		if seen[x.Valeur] || x.Texte == "" || x.Texte == x.Valeur {
			t.Errorf("country %q is named %q, seen before: %v", x.Valeur, x.Texte, seen[x.Valeur])
		}
		seen[x.Valeur] = true
	}
	for _, code := range []string{"FR", "BE", "NC", "RE", "US", "XK"} {
		if !seen[code] {
			t.Errorf("%s is missing", code)
		}
	}
}
