package comptes

import (
	"encoding/json"
	"os"
	"strings"
	"testing"
)

// vectors are the shared examples of identifiers, right and wrong.
type vectors map[string]struct{ Valides, Invalides []string }

func readVectors(t *testing.T) vectors {
	t.Helper()
	content, err := os.ReadFile("../../../shared/reference/identifiants_exemples.json")
	if err != nil {
		t.Fatalf("%v (the shared folder stands beside the repository)", err)
	}
	var v vectors
	if err := json.Unmarshal(content, &v); err != nil {
		t.Fatal(err)
	}
	return v
}

func TestIdentifiants_sharedVectors(t *testing.T) {
	t.Parallel()
	checks := map[string]func(string) bool{
		"siret":   func(s string) bool { _, err := LireSIRET(s); return err == nil },
		"siren":   ValiderSIREN,
		"tva_fr":  ValiderTVA,
		"iban":    func(s string) bool { _, err := LireIBAN(s); return err == nil },
		"bban_fr": ValiderRIB,
		"bic":     func(s string) bool { _, err := LireBIC(s); return err == nil },
	}
	all := readVectors(t)
	for kind, check := range checks {
		v := all[kind]
		if len(v.Valides) == 0 {
			t.Errorf("no example of %s", kind)
		}
		for _, s := range v.Valides {
			if !check(s) {
				t.Errorf("%s %q is refused", kind, s)
			}
		}
		for _, s := range v.Invalides {
			if check(s) {
				t.Errorf("%s %q is taken", kind, s)
			}
		}
	}
}

func TestLireSIRET_saysWhereToLook(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"7328293200007": "vous en avez saisi 13", "82860152O00019": "vérifiez le 9e", "x": "vérifiez le 1er",
		"82860152600018": "un chiffre est faux",
	} {
		if _, err := LireSIRET(in); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("LireSIRET(%q) = %v, want « %s »", in, err, want)
		}
	}
	if got, err := LireSIRET(" 828 601 526\u00a000019 "); got != "82860152600019" || err != nil {
		t.Errorf("LireSIRET with spaces = %q, %v", got, err)
	}
}

func TestLireIdentifiant_byKind(t *testing.T) {
	t.Parallel()
	tests := []struct {
		kind TypeIdentifiant
		in   string
		want string // empty: refused
	}{
		{RIDET, "1234567 001", "1234567001"},
		{RIDET, "1234567", ""},
		{TAHITI, "123456", "123456"},
		{TAHITI, "a12345-001", "A12345001"},
		{TAHITI, "AB1234", ""},
		{UEHorsFrance, "BE 0428.759.497", "BE0428759497"},
		{UEHorsFrance, "FR44732829320", ""},
		{HorsUE, "CHTRADUCTIONSGEN", "CHTRADUCTIONSGEN"},
		{HorsUE, "12", ""},
		{Particulier, "1980193161FERDINANDHEL", "1980193161FERDINANDHEL"},
		{Particulier, "198019316FERDINAND", ""},
		{Autre, " dossier 2026-12 ", "dossier 2026-12"},
		{Autre, "", ""},
		{"SIREN", "404833048", ""},
	}
	for _, tt := range tests {
		if got, err := LireIdentifiant(tt.kind, tt.in); got != tt.want || (err == nil) != (tt.want != "") {
			t.Errorf("LireIdentifiant(%s, %q) = %q, %v; want %q", tt.kind, tt.in, got, err, tt.want)
		}
	}
}

func TestLireIBAN_namesThePartAtFault(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"FR1420041010050500013M0260":  "compte 27 caractères",
		"FR1520041010050500013M02606": "La clé de l'IBAN",
		"ZZ1420041010050500013M02606": "code de pays",
		"FR1X20041010050500013M02606": "La clé IBAN compte 2 chiffres",
		"FR14":                        "trop court",
		"FR14200410100505é0013M02606": "vérifiez le",
	} {
		if _, err := LireIBAN(in); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("LireIBAN(%q) = %v, want « %s »", in, err, want)
		}
	}
	got, err := LireIBAN("fr14 2004 1010 0505 0001 3m02 606")
	if err != nil || got.Groupe() != "FR14 2004 1010 0505 0001 3M02 606" || got.Masque() != "FR14 •••• •••• 2606" {
		t.Errorf("LireIBAN = %v, %q, %q, %v", got, got.Groupe(), got.Masque(), err)
	}
}

func TestStructure_zoneTVA(t *testing.T) {
	t.Parallel()
	for code, want := range map[string]ZoneTVA{
		"75011": ZoneMetropole, "20000": ZoneMetropole, "97411": ZoneAntillesReunion, "97300": ZoneSansTVA,
		"97600": ZoneSansTVA, "98800": ZoneSansTVA,
	} {
		if got := (Structure{Pays: "FR", Departement: DepartementDe(code)}).ZoneTVA(); got != want {
			t.Errorf("zone of %s = %s, want %s", code, got, want)
		}
	}
	if got := DepartementDe("20200"); got != "2B" {
		t.Errorf("DepartementDe(20200) = %q, want 2B", got)
	}
}

func FuzzIdentifiants(f *testing.F) {
	for _, s := range []string{"73282932000074", "35600000049837", "FR1420041010050500013M02606", "AGRIFRPP882", "FR44732829320", "é"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, in string) {
		if s, err := LireSIRET(in); err == nil {
			if again, err := LireSIRET(s); again != s || err != nil {
				t.Errorf("LireSIRET is not stable on %q", in)
			}
		}
		if i, err := LireIBAN(in); err == nil {
			if again, err := LireIBAN(i.Groupe()); again != i || err != nil {
				t.Errorf("LireIBAN is not stable on %q", in)
			}
		}
		if s, err := LireBIC(in); err == nil && s != "" && len(s) != 8 && len(s) != 11 {
			t.Errorf("LireBIC(%q) = %q", in, s)
		}
		if ValiderRIB(in) && len(in) != 23 {
			t.Errorf("ValiderRIB(%q) is true", in)
		}
		_ = ValiderTVA(in)
		for _, kind := range TypesIdentifiant() {
			_, _ = LireIdentifiant(kind, in)
		}
		_, _ = LireEmail(in)
	})
}
