package referentiel

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// TypeJuridiction is the kind of a court.
type TypeJuridiction string

// The kinds that the lists hold. A conseil de prud'hommes has none: its costs go to the tribunal
// judiciaire of its area (R223).
const (
	TJ      TypeJuridiction = "TJ"      // tribunal judiciaire
	TPI     TypeJuridiction = "TPI"     // tribunal de première instance, Pacific
	Chambre TypeJuridiction = "CHAMBRE" // chambre or section détachée of a TJ or TPI
	CA      TypeJuridiction = "CA"      // cour d'appel
	TCOM    TypeJuridiction = "TCOM"    // tribunal de commerce, mixte or des activités économiques
)

// Juridiction is a court to which a mémoire may be addressed.
type Juridiction struct {
	Code           string // stable: "tj93008", "ca_paris", "tcom9301"
	Type           TypeJuridiction
	Libelle        string // « Tribunal judiciaire de Bobigny »
	Departement    string // code of the seat: "93", "2A", "974"
	NomDepartement string
	Commune        string // of the seat
	CourAppel      string // code of the cour d'appel, its own for a CA, empty when unknown
	// DepartementEntier says that no other tribunal judiciaire shares the département.
	DepartementEntier bool
}

// Affichage is the court as the portal lists it: « 93 - Tribunal judiciaire de Bobigny ».
func (j Juridiction) Affichage() string {
	return j.Departement + " - " + j.Libelle
}

// Juridictions gives every court, sorted by département then by name.
func (r *Referentiel) Juridictions() []Juridiction {
	return slices.Clone(r.juridictions)
}

// Juridiction gives the court of the code.
func (r *Referentiel) Juridiction(code string) (Juridiction, bool) {
	i, ok := r.parCode[code]
	if !ok {
		return Juridiction{}, false
	}
	return r.juridictions[i], true
}

// Departement is a département or overseas territory where a court sits.
type Departement struct {
	Code string // "93", "2A", "974"
	Nom  string
}

// Departements gives those where a court sits, sorted by code.
func (r *Referentiel) Departements() []Departement {
	l := make([]Departement, 0, len(r.departements))
	for _, code := range slices.Sorted(maps.Keys(r.departements)) {
		l = append(l, Departement{Code: code, Nom: r.departements[code]})
	}
	return l
}

// ParDepartement gives the courts that sit in the département ("93", "2A", "974"), TJ first.
func (r *Referentiel) ParDepartement(code string) []Juridiction {
	code = strings.ToUpper(strings.TrimSpace(code))
	var l []Juridiction
	for _, j := range r.juridictions {
		if j.Departement == code {
			l = append(l, j)
		}
	}
	slices.SortStableFunc(l, func(a, b Juridiction) int { return rangType(a.Type) - rangType(b.Type) })
	return l
}

func rangType(t TypeJuridiction) int {
	return slices.Index([]TypeJuridiction{TJ, TPI, CA, TCOM, Chambre}, t)
}

// chargerJuridictions reads the three lists of courts.
func (r *Referentiel) chargerJuridictions(corrections []correction) error {
	tj, err := lireCSV("tribunaux_judiciaires.csv", "code", corrections)
	if err != nil {
		return err
	}
	ca, err := lireCSV("cours_appel.csv", "code", corrections)
	if err != nil {
		return err
	}
	tcom, err := lireCSV("tribunaux_commerce.csv", "code_greffe", corrections)
	if err != nil {
		return err
	}
	for _, l := range tj {
		t := TypeJuridiction(l["type"])
		if l["type"] == "chambre_detachee" {
			t = Chambre
		}
		r.juridictions = append(r.juridictions, Juridiction{
			Code: l["code"], Type: t, Libelle: l["libelle"], Departement: l["departement_code"],
			NomDepartement: l["departement"], Commune: l["commune_siege"], CourAppel: l["cour_appel_code"],
			DepartementEntier: l["ressort_departement_entier"] == "oui",
		})
	}
	r.ressorts = make(map[string][]string, len(ca))
	for _, l := range ca {
		r.juridictions = append(r.juridictions, Juridiction{
			Code: l["code"], Type: CA, Libelle: l["libelle"], Departement: l["departement_code"],
			NomDepartement: l["departement"], Commune: ville(l["libelle"]), CourAppel: l["code"],
		})
		r.ressorts[l["code"]] = strings.Split(l["departements_ressort"], "|")
	}
	for _, l := range tcom {
		r.juridictions = append(r.juridictions, Juridiction{
			Code: "tcom" + l["code_greffe"], Type: TCOM, Libelle: l["libelle"], Departement: l["departement_code"],
			NomDepartement: l["departement"], Commune: ville(l["libelle"]),
		})
	}
	r.completerCours()
	slices.SortStableFunc(r.juridictions, comparer)
	return r.verifierJuridictions()
}

func comparer(a, b Juridiction) int {
	if n := strings.Compare(a.Departement, b.Departement); n != 0 {
		return n
	}
	if n := rangType(a.Type) - rangType(b.Type); n != 0 {
		return n
	}
	return strings.Compare(a.Libelle, b.Libelle)
}

// ville takes the town out of a name: « Cour d'appel d'Aix-en-Provence » → « Aix-en-Provence ».
func ville(libelle string) string {
	reste := libelle
	for _, genre := range []string{"Cour d'appel ", "Tribunal de commerce ", "Tribunal des activités économiques ", "Tribunal mixte de commerce "} {
		reste = strings.TrimPrefix(reste, genre)
	}
	for prefixe, article := range map[string]string{"d'": "", "de ": "", "du ": "Le ", "des ": "Les "} {
		if v, ok := strings.CutPrefix(reste, prefixe); ok {
			return article + v
		}
	}
	return reste
}

// completerCours fills the cour d'appel of the courts that the lists leave without one, when all the
// tribunals of their département answer to the same.
func (r *Referentiel) completerCours() {
	cours := make(map[string]string)
	for _, j := range r.juridictions {
		if j.Type != TJ && j.Type != TPI {
			continue
		}
		if c, ok := cours[j.Departement]; ok && c != j.CourAppel {
			cours[j.Departement] = ""
			continue
		}
		cours[j.Departement] = j.CourAppel
	}
	for i := range r.juridictions {
		if r.juridictions[i].CourAppel == "" {
			r.juridictions[i].CourAppel = cours[r.juridictions[i].Departement]
		}
	}
}

// verifierJuridictions indexes the courts by code and refuses lists that contradict themselves.
func (r *Referentiel) verifierJuridictions() error {
	r.parCode = make(map[string]int, len(r.juridictions))
	r.departements = make(map[string]string)
	for i, j := range r.juridictions {
		if j.Code == "" || j.Libelle == "" || j.Departement == "" || j.Commune == "" || rangType(j.Type) < 0 {
			return fmt.Errorf("juridiction incomplète: %+v", j)
		}
		if _, ok := r.parCode[j.Code]; ok {
			return fmt.Errorf("juridiction %s: code donné deux fois", j.Code)
		}
		if nom, ok := r.departements[j.Departement]; ok && nom != j.NomDepartement {
			return fmt.Errorf("département %s: %q et %q", j.Departement, nom, j.NomDepartement)
		}
		r.parCode[j.Code] = i
		r.departements[j.Departement] = j.NomDepartement
	}
	for _, j := range r.juridictions {
		if _, ok := r.parCode[j.CourAppel]; !ok && j.CourAppel != "" {
			return fmt.Errorf("juridiction %s: cour d'appel %q inconnue", j.Code, j.CourAppel)
		}
	}
	return nil
}
