package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

// specification is one case of microsoft/Recognizers-Text. Only the parts that are measured are read.
type specification struct {
	Input   string
	Context struct{ ReferenceDateTime string }
	Results []struct {
		Value      json.RawMessage // {FutureResolution: {date: …}} of the parsers of dates
		Resolution struct {        // of the models of numbers
			Value string
		}
	}
}

// lireRecognizers reads the French specifications of a checkout. A case that expects nothing or several values has no
// one right answer and is left out, as is a date whose specification does not say the present moment.
func lireRecognizers(dossier string) ([]cas, error) {
	var tous []cas
	for _, f := range []struct{ genre, chemin string }{
		{"date", "DateTime/French/DateParser.json"},
		{"date", "DateTime/French/DatePeriodParser.json"},
		{"date", "DateTime/French/DateTimeParser.json"},
		{"date", "DateTime/French/DateTimePeriodParser.json"},
		{"date", "DateTime/French/HolidayParser.json"},
		{"date", "DateTime/French/TimeParser.json"},
		{"date", "DateTime/French/TimePeriodParser.json"},
		{"duree", "DateTime/French/DurationParser.json"},
		{"nombre", "Number/French/NumberModel.json"},
		{"montant", "NumberWithUnit/French/CurrencyModel.json"},
	} {
		chemin := filepath.Join(dossier, "Specs", filepath.FromSlash(f.chemin))
		b, err := os.ReadFile(chemin) //nolint:gosec // the person names the checkout
		if err != nil {
			return nil, fmt.Errorf("read the corpus: %w", err)
		}
		var specs []specification
		if err := json.Unmarshal(bytes.TrimPrefix(b, []byte("\ufeff")), &specs); err != nil {
			return nil, fmt.Errorf("read %s: %w", chemin, err)
		}
		for _, s := range specs {
			c := cas{corpus: "recognizers", genre: f.genre, texte: s.Input}
			if c.maintenant, err = moment(s.Context.ReferenceDateTime); err != nil && f.genre == "date" {
				continue
			}
			if len(s.Results) != 1 {
				continue
			}
			if c.voulu = s.voulu(f.genre); c.voulu != "" {
				tous = append(tous, c)
			}
		}
	}
	return tous, nil
}

// moment reads the present moment of a case, of which the zone does not matter.
func moment(s string) (time.Time, error) {
	const forme = "2006-01-02T15:04:05"
	t, err := time.Parse(forme, s[:min(len(s), len(forme))])
	if err != nil {
		return t, fmt.Errorf("read the moment of a case: %w", err)
	}
	return t, nil
}

func (s specification) voulu(genre string) string {
	r := s.Results[0]
	if genre == "nombre" || genre == "montant" {
		n, err := strconv.ParseFloat(strings.Replace(r.Resolution.Value, ",", ".", 1), 64)
		if err != nil {
			return ""
		}
		if genre == "montant" {
			n *= 100
		}
		return ecrire(n)
	}
	var v struct{ FutureResolution map[string]string }
	if json.Unmarshal(r.Value, &v) != nil {
		return ""
	}
	for _, cle := range []string{"date", "startDate", "dateTime", "startDateTime", "time", "startTime", "duration"} {
		if t := v.FutureResolution[cle]; t != "" {
			return valeurRecognizers(cle, t)
		}
	}
	return ""
}

// valeurRecognizers writes « 2016-11-07 16:00:00 », « 16:00:00 » and seconds as `claudia comprendre` does.
func valeurRecognizers(cle, v string) string {
	switch cle {
	case "time", "startTime":
		if len(v) < len("15:04") {
			return ""
		}
		return "T" + v[:len("15:04")]
	case "dateTime", "startDateTime":
		t, err := time.Parse("2006-01-02 15:04:05", v)
		if err != nil {
			return ""
		}
		return t.Format("2006-01-02T15:04")
	case "duration":
		n, err := strconv.ParseFloat(v, 64)
		if err != nil {
			return ""
		}
		return ecrire(n / 60)
	}
	return v
}
