package referentiel

import (
	"strings"
	"testing"
	"time"
)

func TestForclusion(t *testing.T) {
	r := loaded(t)
	for _, c := range []struct {
		name, fin, want string // want empty: does not apply
	}{
		{"one year to the day", "2026-03-10", "2027-03-10"},
		{"29 February", "2024-02-29", "2025-02-28"},
		{"28 February before a leap year", "2023-02-28", "2024-02-28"},
		{"the first day of the law", "2020-12-31", "2021-12-31"},
		{"the day before", "2020-12-30", ""},
		{"long before", "2015-06-01", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, ok := r.Forclusion(day(t, c.fin))
			if ok != (c.want != "") || (ok && got.Format(time.DateOnly) != c.want) {
				t.Errorf("Forclusion(%s) = %v %v, want %q", c.fin, got, ok, c.want)
			}
		})
	}
	if _, ok := r.Forclusion(time.Time{}); ok {
		t.Error("an unknown end of mission has no deadline")
	}
	if g := r.DelaiForclusion(); g.Article != "article 800 CPP" || g.AVerifier || g.Phrase == "" {
		t.Errorf("DelaiForclusion() = %+v", g)
	}
}

func TestRegles_areComplete(t *testing.T) {
	r := loaded(t)
	if len(r.Regles()) < 25 {
		t.Errorf("%d rules", len(r.Regles()))
	}
	for _, g := range r.Regles() {
		if !strings.HasSuffix(g.Phrase, ".") || g.Source == "" || g.Article == "" {
			t.Errorf("rule %+v", g)
		}
		if doubt := strings.Contains(g.Source, "non vérifié"); doubt && !g.AVerifier {
			t.Errorf("rule %s: its source is not verified, the rule must say so", g.Code)
		}
	}
	if g, ok := r.Regle(ReglePartageHeures); !ok || !g.AVerifier {
		t.Errorf("Regle(%s) = %+v, want a rule to check", ReglePartageHeures, g)
	}
	if _, ok := r.Regle("none"); ok {
		t.Error("an unknown rule was found")
	}
	if v, ok := r.Regles()[0].Valeur("none"); ok {
		t.Errorf("unknown figure = %q", v)
	}
}

func TestSeuils_conflictIsMarked(t *testing.T) {
	r := loaded(t)
	byCode := make(map[string]Seuil)
	for _, s := range r.Seuils() {
		byCode[s.Code] = s
	}
	for code, montant := range map[string]int64{"certification_1500": 150000, "certification_460": 46000} {
		if s := byCode[code]; s.Montant != montant || !s.AVerifier || s.Conflit == "" {
			t.Errorf("%s = %+v, want %d with its conflict", code, s, montant)
		}
	}
	if s := byCode["annonce_r107"]; s.Montant != 46000 || s.AVerifier {
		t.Errorf("annonce_r107 = %+v", s)
	}
}

func TestAvertissements(t *testing.T) {
	l := loaded(t).Avertissements()
	if len(l) != 3 {
		t.Fatalf("%d texts, want 3", len(l))
	}
	if !l[0].AVerifier || !strings.Contains(l[1].Texte, "45 000") || !strings.Contains(l[2].Texte, "honneur") {
		t.Errorf("texts = %+v", l)
	}
}

func TestHorsPerimetre(t *testing.T) {
	r := loaded(t)
	for _, c := range []struct{ in, want string }{
		{"c'est pour un dossier d'aide juridictionnelle", "aide_juridictionnelle"},
		{"aide juridictionelle", "aide_juridictionnelle"},
		{"je suis payé au titre de l'AJ", "aide_juridictionnelle"},
		{"une expertise civile avec consignation", "consignation"},
		{"les parties ont consigné 2 000 €", "consignation"},
		{"je suis juré", "temoins_jures"},
		{"j'ai été cité comme témoin", "temoins_jures"},
		{"je suis partie civile", "temoins_jures"},
		{"j'ai été requis par la préfecture", "administratif"},
		{"tribunal administratif de Melun", "administratif"},
		// These do belong on the portal.
		{"interprète pour l'audition d'un témoin", ""},
		{"expert cité à l'audience comme témoin expert", ""},
		{"l'OPJ de la préfecture de police de Paris", ""},
		{"audience de la cour d'assises, jury", ""},
		{"expertise sans consignation", ""},
		{"la réquisition de l'officier de police judiciaire", ""},
		{"", ""},
	} {
		got, ok := r.HorsPerimetre(c.in)
		if ok != (c.want != "") || got.Code != c.want {
			t.Errorf("HorsPerimetre(%q) = %q %v (words %q), want %q", c.in, got.Code, ok, got.Mots, c.want)
		}
		if ok && (got.Message == "" || got.Source == "") {
			t.Errorf("HorsPerimetre(%q) has no message or source", c.in)
		}
	}
}
