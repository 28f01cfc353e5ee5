package lecture

import (
	"strings"
	"testing"
)

func champs(kv ...string) []Champ {
	var out []Champ
	for i := 0; i < len(kv); i += 2 {
		out = append(out, Champ{Cle: Cle(kv[i]), Valeur: kv[i+1], Page: 1, Zone: Zone{1, 1, 2, 2}, Confiance: 0.95})
	}
	return out
}

func TestConfronter(t *testing.T) {
	req := Lecture{Nature: Requisition, Champs: champs("numero_affaire", "2026/32312", "personne_requise", "MÜLLER Zoé",
		"service", "Tribunal judiciaire de Besançon", "date_requisition", "2026-07-02", "prestation", "examen_medical")}
	for _, c := range []struct {
		nom  string
		att  Lecture
		want []Cle
	}{
		{"same", Lecture{Nature: Attestation, Champs: champs("numero_affaire", "2026/32312", "personne_requise", "MÜLLER Zoé", "date_prestation", "2026-07-02")}, nil},
		{"order of the name", Lecture{Nature: Attestation, Champs: champs("personne_requise", "Zoé MÜLLER")}, nil},
		{"accents only", Lecture{Nature: Attestation, Champs: champs("personne_requise", "MULLER Zoe")}, nil},
		{"shorter service", Lecture{Nature: Attestation, Champs: champs("service", "Tribunal judiciaire Besançon")}, nil},
		{"another person", Lecture{Nature: Attestation, Champs: champs("personne_requise", "ZIELINSKI Marta")}, []Cle{PersonneRequise}},
		{"another number", Lecture{Nature: Attestation, Champs: champs("numero_affaire", "2026/32313")}, []Cle{NumeroAffaire}},
		{"another work", Lecture{Nature: Attestation, Champs: champs("prestation", "enquete_sociale")}, []Cle{Prestation}},
		{"done before it was ordered", Lecture{Nature: Attestation, Champs: champs("date_prestation", "2026-06-23")}, []Cle{DatePrestation}},
		{"not a document of ours", Lecture{Nature: Autre, Champs: champs("numero_affaire", "x")}, nil},
	} {
		got := Confronter([]Lecture{req, c.att})
		if len(got) != len(c.want) {
			t.Errorf("%s: %d contradictions, want %v: %+v", c.nom, len(got), c.want, got)
			continue
		}
		for i, k := range c.want {
			if got[i].Cle != k || got[i].Cotes[0].Document != 0 || got[i].Cotes[1].Document != 1 || !strings.HasSuffix(got[i].Phrase, ".") {
				t.Errorf("%s: %+v", c.nom, got[i])
			}
		}
	}
}

func TestConfronter_theOtherWayRound(t *testing.T) {
	att := Lecture{Nature: Attestation, Champs: champs("date_prestation", "2026-06-23")}
	req := Lecture{Nature: Requisition, Champs: champs("date_requisition", "2026-07-02")}
	got := Confronter([]Lecture{att, req})
	if len(got) != 1 || got[0].Cotes[0].Document != 0 || got[0].Cotes[0].Valeur != "2026-06-23" {
		t.Errorf("got %+v", got)
	}
}
