package referentiel

import (
	"encoding/csv"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// shared is the folder of reference files beside the repository.
const shared = "../../../shared/reference"

// dropped are the columns under EUPL-1.2, which the embedded copies must not have.
var dropped = map[string][]string{
	"tribunaux_judiciaires.csv": {"code_ielst_tj", "code_ielst_ca", "population_2019"},
	"cours_appel.csv":           {"code_ielst"},
	"tribunaux_commerce.csv":    nil,
	"tarifs.csv":                nil,
	"lettres_cles.csv":          nil,
}

func readCSV(t *testing.T, path string) [][]string {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatalf("%v: mount the shared folder beside the repository (../shared)", err)
	}
	defer func() { _ = f.Close() }()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

func TestDonnees_matchShared(t *testing.T) {
	for name, without := range dropped {
		t.Run(name, func(t *testing.T) {
			want := readCSV(t, filepath.Join(shared, name))
			var keep []int
			for i, column := range want[0] {
				if !slices.Contains(without, column) {
					keep = append(keep, i)
				}
			}
			if len(want[0])-len(keep) != len(without) {
				t.Fatalf("columns %v are not all in the shared file", without)
			}
			for i, row := range want {
				short := make([]string, 0, len(keep))
				for _, k := range keep {
					short = append(short, row[k])
				}
				want[i] = short
			}
			if diff := cmp.Diff(want, readCSV(t, filepath.Join("data", name))); diff != "" {
				t.Errorf("data/%s differs from the shared file (-shared +embedded):\n%s", name, diff)
			}
		})
	}
	for _, name := range []string{"nomenclatures.json", "jours_feries_regles.json"} {
		t.Run(name, func(t *testing.T) {
			var want, got any
			for path, to := range map[string]*any{filepath.Join(shared, name): &want, filepath.Join("data", name): &got} {
				b, err := os.ReadFile(path)
				if err != nil {
					t.Fatalf("%v: mount the shared folder beside the repository (../shared)", err)
				}
				if err := json.Unmarshal(b, to); err != nil {
					t.Fatal(err)
				}
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("data/%s differs (-shared +embedded):\n%s", name, diff)
			}
		})
	}
}

func TestDonnees_everyFileHasItsSource(t *testing.T) {
	sources, err := os.ReadFile("data/SOURCES.md")
	if err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Glob("data/*")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		name := filepath.Base(f)
		if name != "SOURCES.md" && !strings.Contains(string(sources), "`"+name+"`") {
			t.Errorf("%s is not in data/SOURCES.md", name)
		}
		if name == "conseils_prudhommes.csv" || name == "tribunaux_proximite.csv" {
			t.Errorf("%s is under EUPL-1.2 and cannot be here", name)
		}
	}
}

func TestCharger_juridictions(t *testing.T) {
	r := loaded(t)
	byType := make(map[TypeJuridiction]int)
	for _, j := range r.Juridictions() {
		byType[j.Type]++
	}
	want := map[TypeJuridiction]int{TJ: 164, TPI: 3, Chambre: 7, CA: 36, TCOM: 141}
	if diff := cmp.Diff(want, byType); diff != "" {
		t.Errorf("courts by type (-want +got):\n%s", diff)
	}
	j, ok := r.Juridiction("tj93008")
	if !ok || j.Affichage() != "93 - Tribunal judiciaire de Bobigny" || j.CourAppel != "ca_paris" || !j.DepartementEntier {
		t.Errorf("Juridiction(tj93008) = %+v, %v", j, ok)
	}
	if _, ok := r.Juridiction("tj00000"); ok {
		t.Error("an unknown code was found")
	}
}

func TestParDepartement(t *testing.T) {
	r := loaded(t)
	for _, c := range []struct {
		dept string
		want []string
	}{
		{"93", []string{"tj93008", "tcom9301"}},
		{"2a", []string{"tj2a004", "tcom2001"}},
		// The greffe codes of Évry and Pontoise begin with 78: corrections.json puts them right.
		{"91", []string{"tj91228", "tcom7801"}},
		{"95", []string{"tj95500", "tcom7802"}},
		{"00", nil},
	} {
		var got []string
		for _, j := range r.ParDepartement(c.dept) {
			got = append(got, j.Code)
		}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("ParDepartement(%q) (-want +got):\n%s", c.dept, diff)
		}
	}
}

func TestReferentiel_givesCopies(t *testing.T) {
	r := loaded(t)
	r.Juridictions()[0].Libelle = "changed"
	r.TypesPrestation()[0].Libelle = "changed"
	if r.Juridictions()[0].Libelle == "changed" || r.TypesPrestation()[0].Libelle == "changed" {
		t.Error("a caller could change the data")
	}
}

func TestDepartements(t *testing.T) {
	l := loaded(t).Departements()
	// 101 départements, Saint-Martin and the three Pacific territories with a tribunal.
	if len(l) != 105 || l[0] != (Departement{"01", "Ain"}) {
		t.Errorf("%d départements, first %+v", len(l), l[0])
	}
}
