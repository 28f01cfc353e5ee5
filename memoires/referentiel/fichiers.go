package referentiel

import (
	"embed"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"path"
	"strconv"
	"strings"
	"time"
)

//go:embed data/*.csv data/*.json
var donnees embed.FS

// ligne is one row of a CSV file, by column name.
type ligne map[string]string

// correction is a mistake found in a file that is kept as its source gave it.
type correction struct {
	Fichier string `json:"fichier"`
	Code    string `json:"code"`
	Champ   string `json:"champ"`
	Valeur  string `json:"valeur"`
	Raison  string `json:"raison"`
	Source  string `json:"source"`
}

// lireCSV gives the rows of a data file with the corrections of data/corrections.json applied; cle is
// the column that holds the code of a row.
func lireCSV(nom, cle string, corrections []correction) ([]ligne, error) {
	f, err := donnees.Open(path.Join("data", nom))
	if err != nil {
		return nil, fmt.Errorf("ouvrir %s: %w", nom, err)
	}
	table, err := csv.NewReader(f).ReadAll()
	if err = errors.Join(err, f.Close()); err != nil {
		return nil, fmt.Errorf("lire %s: %w", nom, err)
	}
	if len(table) < 2 {
		return nil, fmt.Errorf("lire %s: aucune ligne", nom)
	}
	parCode := make(map[string]ligne, len(table))
	lignes := make([]ligne, 0, len(table)-1)
	for _, valeurs := range table[1:] {
		l := make(ligne, len(valeurs))
		for i, v := range valeurs {
			l[table[0][i]] = strings.TrimSpace(v)
		}
		if cle != "" {
			parCode[l[cle]] = l
		}
		lignes = append(lignes, l)
	}
	return lignes, corriger(nom, parCode, corrections)
}

// corriger applies the corrections of one file; one that finds no row or column is stale and refused.
func corriger(nom string, parCode map[string]ligne, corrections []correction) error {
	for _, c := range corrections {
		if c.Fichier != nom {
			continue
		}
		l, ok := parCode[c.Code]
		if !ok {
			return fmt.Errorf("correction de %s: code %q absent", nom, c.Code)
		}
		if _, ok := l[c.Champ]; !ok {
			return fmt.Errorf("correction de %s: colonne %q absente", nom, c.Champ)
		}
		l[c.Champ] = c.Valeur
	}
	return nil
}

// lireJSON decodes a data file; a key that nothing reads is an error, so that no fact is silently lost.
func lireJSON(nom string, vers any) error {
	octets, err := donnees.ReadFile(path.Join("data", nom))
	if err != nil {
		return fmt.Errorf("ouvrir %s: %w", nom, err)
	}
	d := json.NewDecoder(strings.NewReader(string(octets)))
	d.DisallowUnknownFields()
	if err := d.Decode(vers); err != nil {
		return fmt.Errorf("lire %s: %w", nom, err)
	}
	return nil
}

// jour reads an ISO date; empty is the zero day.
func jour(iso string) (time.Time, error) {
	if iso == "" {
		return time.Time{}, nil
	}
	t, err := time.Parse(time.DateOnly, iso)
	if err != nil {
		return time.Time{}, fmt.Errorf("date %q: %w", iso, err)
	}
	return t, nil
}

// centimes reads an amount in euros such as "468.75" without passing through a float.
func centimes(euros string) (int64, error) {
	return decimal(euros, 2)
}

// decimal reads a decimal number as an integer of 10^-decimales.
func decimal(s string, decimales int) (int64, error) {
	entier, reste, _ := strings.Cut(strings.ReplaceAll(s, ",", "."), ".")
	for len(reste) > decimales && strings.HasSuffix(reste, "0") {
		reste = strings.TrimSuffix(reste, "0")
	}
	if entier == "" || len(reste) > decimales {
		return 0, fmt.Errorf("nombre %q: illisible", s)
	}
	n, err := strconv.ParseInt(entier+reste+strings.Repeat("0", decimales-len(reste)), 10, 64)
	if err != nil {
		return 0, fmt.Errorf("nombre %q: %w", s, err)
	}
	return n, nil
}

// leJour gives the day of an instant, as days are kept here: 00:00 UTC of the wall-clock date.
func leJour(t time.Time) time.Time {
	if t.IsZero() {
		return time.Time{}
	}
	return time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, time.UTC)
}

// euros writes centimes as the screens do: « 1 234,50 € ».
func euros(montant int64) string {
	signe := ""
	if montant < 0 {
		signe, montant = "-", -montant
	}
	entier := strconv.FormatInt(montant/100, 10)
	for i := len(entier) - 3; i > 0; i -= 3 {
		entier = entier[:i] + "\u202f" + entier[i:]
	}
	return fmt.Sprintf("%s%s,%02d\u00a0€", signe, entier, montant%100)
}
