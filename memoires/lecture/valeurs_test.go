package lecture

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestDates(t *testing.T) {
	for _, c := range []struct {
		s    string
		want []string
	}{
		{"fait a dax, le 02/07/2026", []string{"2026-07-02"}},
		{"23/03/26", []string{"2026-03-23"}},
		{"17.09.2026 et 18-09-2026", []string{"2026-09-17", "2026-09-18"}},
		{"le 1er aout 2026", []string{"2026-08-01"}},
		{"3 mars 26", []string{"2026-03-03"}},
		{"2026-05-04", []string{"2026-05-04"}},
		{"l'an deux mille vingt-six, le trois mars, a 14 heures", []string{"2026-03-03"}},
		{"le vingt et un decembre deux mille vingt-six", []string{"2026-12-21"}},
		{"o2/o7/2o26", []string{"2026-07-02"}},
		{"31/02/2026", nil},
		{"articles 60, 77-1 et 99-5", nil},
		{"ji 4/26/46", nil},
		{"3/266/26", nil},
		{"pv 2026/32312", nil},
	} {
		var got []string
		for _, d := range dates(c.s) {
			got = append(got, d.valeur)
		}
		if d := cmp.Diff(c.want, got); d != "" {
			t.Errorf("dates(%q): %s", c.s, d)
		}
	}
}

func TestHeures(t *testing.T) {
	for _, c := range []struct {
		s    string
		want []string
	}{
		{"08 h 45", []string{"08:45"}},
		{"de 8h a 12h30", []string{"08:00", "12:30"}},
		{"14:05", []string{"14:05"}},
		{"14 heures 30", []string{"14:30"}},
		{"huit heures quarante-cinq", []string{"08:45"}},
		{"02/07/2026", nil},
		{"25h00", nil},
	} {
		var got []string
		for _, d := range heures(c.s) {
			got = append(got, d.valeur)
		}
		if d := cmp.Diff(c.want, got); d != "" {
			t.Errorf("heures(%q): %s", c.s, d)
		}
	}
}

func TestNommer(t *testing.T) {
	for _, c := range []struct {
		s           string
		nomDabord   bool
		nom, prenom string
	}{
		{"CHEVALLIER Thierry – Officier de Police Judiciaire", false, "CHEVALLIER", "Thierry"},
		{"Agnès HADDAD, officier de police judiciaire", false, "HADDAD", "Agnès"},
		{"M. ou Mme N'GUYEN Karim, 43 rue de la Gare", true, "N'GUYEN", "Karim"},
		{"Mme le docteur Claire LE GALL", true, "LE GALL", "Claire"},
		{"DUPONT MARIE", true, "DUPONT", "Marie"},
		{"MARIE DUPONT", true, "DUPONT", "Marie"},
		{"LE BIHAN Élodie", true, "LE BIHAN", "Élodie"},
		{"Jean-Pierre de LA TOUR, expert", true, "de LA TOUR", "Jean-Pierre"},
		{"Brigadier-chef Paul MARTIN", false, "MARTIN", "Paul"},
		{"à l'effet de", true, "", ""},
		{"", true, "", ""},
	} {
		p, _ := nommer(c.s, c.nomDabord)
		if p.nom != c.nom || p.prenom != c.prenom {
			t.Errorf("nommer(%q) = %q, %q; want %q, %q", c.s, p.nom, p.prenom, c.nom, c.prenom)
		}
	}
}

// dire makes the words of one line.
func dire(s string) []Mot {
	var out []Mot
	x := 10.0
	for _, m := range morceaux(s) {
		w := float64(len(m.texte)) * 5
		out = append(out, Mot{Texte: m.texte, Zone: Zone{x, 10, x + w, 18}, Confiance: 1})
		x += w + 3
	}
	return out
}

func TestNumero(t *testing.T) {
	for _, c := range []struct{ s, want string }{
		{"JI 2/26/36", "JI 2/26/36"},
		{"Jl 4/26/46", "JI 4/26/46"},
		{"MINV-500-2026", "MINV-500-2026"},
		{": 2026/32312 du 3 mars", "2026/32312"},
		{"24 123 000456", "24 123 000456"},
		{"3/266/26, en date du", "3/266/26"},
		{"2O26/80900", "2026/80900"},
		{"de procédure", ""},
		{"", ""},
	} {
		got, _, _ := numero(dire(c.s))
		if got != c.want {
			t.Errorf("numero(%q) = %q, want %q", c.s, got, c.want)
		}
	}
}

func TestTrouverQualite(t *testing.T) {
	for _, c := range []struct{ s, want string }{
		{"Officier de Police Judiciaire", "Officier de Police Judiciaire"},
		{"brigadier-chef, officier de police judiciaire", "Officier de Police Judiciaire"},
		{"OPJ en résidence à Dax", "Officier de Police Judiciaire"},
		{"Vice-procureure de la République", "Vice-procureure de la République"},
		{"Substitut du procureur de la République", "Substitut du procureur de la République"},
		{"0fficicr de Police Judiciaire", "Officier de Police Judiciaire"},
		{"Trafic de stupéfiants", ""},
	} {
		got, _ := trouverQualite(c.s)
		if got.valeur != c.want {
			t.Errorf("trouverQualite(%q) = %q, want %q", c.s, got.valeur, c.want)
		}
	}
}

func TestChercherPrestation(t *testing.T) {
	for _, c := range []struct{ s, want string }{
		{"proceder a une expertise medicale de la victime", "expertise_medicale"},
		{"proceder a l'examen medical de la personne gardee a vue", "examen_medical"},
		{"d'assurer l'interpretariat en langue georgien au cours de l'audition", "traduction_orale"},
		{"traduire par ecrit le document joint", "traduction_ecrite"},
		{"rapport d'enquete de personnalite", "enquete_personnalite"},
		{"rapport d'enquete sociale", "enquete_sociale"},
		{"l'expertise psychiatrique du mis en cause", "expertise_psychiatrique"},
		{"bonjour", ""},
	} {
		got, _ := chercherPrestation(c.s)
		if got.valeur != c.want {
			t.Errorf("chercherPrestation(%q) = %q, want %q", c.s, got.valeur, c.want)
		}
	}
}
