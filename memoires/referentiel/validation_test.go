package referentiel

import (
	"strings"
	"testing"
)

// A mistake in a data file stops Charger; each of these was put in on purpose.
func TestCharger_refusesBadData(t *testing.T) {
	sure := Tarif{Code: "A", Libelle: "l", Unite: "u", Article: "a", Source: "s", Montant: 100}
	ended := sure
	ended.Fin = day(t, "2024-04-12")
	late := sure
	late.Debut = day(t, "2024-04-12")
	next := sure
	next.Debut = day(t, "2024-04-13")
	free := sure
	free.Montant = 0
	court := Juridiction{Code: "tj1", Type: TJ, Libelle: "l", Departement: "01", NomDepartement: "Ain", Commune: "c"}
	other := court
	other.Code, other.NomDepartement = "tj2", "Aisne"
	lost := court
	lost.CourAppel = "ca_none"
	value := Valeur{Code: "v", Libelle: "l", Source: "s", Statut: Vu}
	for _, c := range []struct {
		name string
		err  error
		want string // part of the message; empty: accepted
	}{
		{"one tariff", (&Referentiel{tarifs: []Tarif{sure}}).verifierTarifs(), ""},
		{"a tariff that follows another", (&Referentiel{tarifs: []Tarif{ended, next}}).verifierTarifs(), ""},
		{"two tariffs on one day", (&Referentiel{tarifs: []Tarif{ended, late}}).verifierTarifs(), "deux montants"},
		{"two open tariffs", (&Referentiel{tarifs: []Tarif{sure, late}}).verifierTarifs(), "deux montants"},
		{"a tariff without amount", (&Referentiel{tarifs: []Tarif{free}}).verifierTarifs(), "ni montant"},
		{"a tariff without source", (&Referentiel{tarifs: []Tarif{{Code: "A"}}}).verifierTarifs(), "incomplet"},
		{"a court twice", (&Referentiel{juridictions: []Juridiction{court, court}}).verifierJuridictions(), "deux fois"},
		{"a département with two names", (&Referentiel{juridictions: []Juridiction{court, other}}).verifierJuridictions(), "Aisne"},
		{"an unknown cour d'appel", (&Referentiel{juridictions: []Juridiction{lost}}).verifierJuridictions(), "ca_none"},
		{"a court without a town", (&Referentiel{juridictions: []Juridiction{{Code: "x"}}}).verifierJuridictions(), "incomplète"},
		{"a code twice", (&Referentiel{listes: map[string][]Valeur{"l": {value, value}}}).indexerValeurs(), "deux fois"},
		{"a value without source", (&Referentiel{listes: map[string][]Valeur{"l": {{Code: "v"}}}}).indexerValeurs(), "incomplète"},
		{"rules missing", (&Referentiel{}).exigerRegles(), "absente"},
		{"a stale correction", corriger("f.csv", map[string]ligne{}, []correction{{Fichier: "f.csv", Code: "x"}}), "absent"},
		{"a correction of no column", corriger("f.csv", map[string]ligne{"x": {}}, []correction{{Fichier: "f.csv", Code: "x", Champ: "c"}}), "colonne"},
		{"a correction of another file", corriger("f.csv", map[string]ligne{}, []correction{{Fichier: "g.csv", Code: "x"}}), ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			switch {
			case c.want == "" && c.err != nil:
				t.Errorf("refused: %v", c.err)
			case c.want != "" && (c.err == nil || !strings.Contains(c.err.Error(), c.want)):
				t.Errorf("error = %v, want %q in it", c.err, c.want)
			}
		})
	}
}

func TestLireJSON_refusesUnknownKeys(t *testing.T) {
	var none []struct{}
	if err := lireJSON("seuils.json", &none); err == nil {
		t.Error("facts that nothing reads were accepted")
	}
	if err := lireJSON("absent.json", &none); err == nil {
		t.Error("an absent file was accepted")
	}
	if _, err := lireCSV("absent.csv", "", nil); err == nil {
		t.Error("an absent file was accepted")
	}
}
