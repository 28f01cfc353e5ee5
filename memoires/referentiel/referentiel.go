package referentiel

import (
	"fmt"
	"time"
)

// Referentiel is the reference data, loaded and checked. It never changes: share one value.
type Referentiel struct {
	juridictions []Juridiction
	parCode      map[string]int
	departements map[string]string   // code → name
	ressorts     map[string][]string // code of a cour d'appel → départements of its area
	recherche    indexJuridictions

	listes      map[string][]Valeur
	parValeur   map[string]Valeur // "liste/code"
	prestations indexValeurs
	autorites   indexValeurs
	tauxTVA     []TauxTVA

	tarifs       []Tarif
	lettres      []lettreCle
	propositions []famillePrestation
	proches      map[string][]string // regime → regimes whose tariffs it may follow, nearest first
	bandes       []bande
	traductions  map[bool]string // code of the tariff of a page, by whether the option was taken

	fixes   []feteFixe
	mobiles []feteMobile
	zones   map[string]string // département → zone of holidays
	nuit    plage
	repos   map[time.Weekday]bool

	regles         map[string]Regle
	seuils         []Seuil
	exclusions     []HorsPerimetre
	avertissements []Avertissement
}

// Charger reads and checks the embedded data. An error is a mistake in a data file, never the user's:
// the program must not start on it.
func Charger() (*Referentiel, error) {
	var corrections []correction
	if err := lireJSON("corrections.json", &corrections); err != nil {
		return nil, err
	}
	r := &Referentiel{}
	for _, etape := range []struct {
		nom string
		lit func() error
	}{
		{"juridictions", func() error { return r.chargerJuridictions(corrections) }},
		{"recherche", r.chargerRecherche},
		{"nomenclatures", r.chargerNomenclatures},
		{"règles", r.chargerRegles},
		{"tarifs", func() error { return r.chargerTarifs(corrections) }},
		{"propositions", r.chargerPropositions},
		{"interprétariat", r.chargerBandes},
		{"jours fériés", r.chargerJoursFeries},
	} {
		if err := etape.lit(); err != nil {
			return nil, fmt.Errorf("référentiel, %s: %w", etape.nom, err)
		}
	}
	return r, nil
}
