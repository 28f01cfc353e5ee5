package main

import (
	"reflect"
	"testing"
)

// The sentences are ours, in the shape of the corpus.
const sourceDuckling = `negativeCorpus = [ "rien du tout" ]
allExamples = concat
  [ examples (datetime (2013, 2, 13, 0, 0, 0) Day)
             [ "demain"
             -- , "plus tard"
             , "le treize f\233vrier"
             ]
  , examples (datetime (2013, 0, 0, 0, 0, 0) Year)
             [ "cette ann\233e" ]
  , examples (datetimeInterval ((2013, 2, 12, 9, 30, 0), (2013, 2, 12, 11, 1, 0)) Minute)
             [ "de 9h30 \224 11h", "entre 9h30\&4 et \"11h\"" ]
  ]
`

func TestExemples_readsTheShapeOfDuckling(t *testing.T) {
	want := []cas{
		{texte: "demain", voulu: "2013-02-13"},
		{texte: "le treize février", voulu: "2013-02-13"},
		{texte: "cette année", voulu: "2013-01-01"},
		{texte: "de 9h30 à 11h", voulu: "2013-02-12T09:30"},
		{texte: `entre 9h304 et "11h"`, voulu: "2013-02-12T09:30"},
	}
	if got := exemples(sourceDuckling, instantDuckling); !reflect.DeepEqual(got, want) {
		t.Errorf("got\n%+v\nwant\n%+v", got, want)
	}
}

func TestValeurs_areThoseOfComprendre(t *testing.T) {
	for _, tt := range []struct{ got, want string }{
		{dureeDuckling("(DurationData 3 Week)"), "30240"},
		{nombreDuckling("(NumeralValue (-1200000))"), "-1200000"},
		{montantDuckling("(between EUR (10, 20))"), "1000"},
		{valeurRecognizers("startDateTime", "2016-11-07 16:12:00"), "2016-11-07T16:12"},
		{valeurRecognizers("time", "07:30:00"), "T07:30"},
		{valeurRecognizers("duration", "90"), "1.5"},
	} {
		if tt.got != tt.want {
			t.Errorf("got %s, want %s", tt.got, tt.want)
		}
	}
}

func TestCas_juste(t *testing.T) {
	for _, tt := range []struct {
		genre, lu, voulu string
		jour, exact      bool
	}{
		{"date", "2016-11-07", "2016-11-07", true, true},
		{"date", "2016-11-07T08:00", "2016-11-07", true, false},
		{"date", "2016-11-07T08:00", "2016-11-07T09:00", true, false},
		{"date", "null", "2016-11-07", false, false},
		{"date", "2016-11-08T09:00", "T09:00", true, true},
		{"nombre", "0.333", "0.333333333", true, true},
		{"nombre", "null", "3", false, false},
	} {
		jour, exact := cas{genre: tt.genre, voulu: tt.voulu}.juste(tt.lu)
		if jour != tt.jour || exact != tt.exact {
			t.Errorf("%s read for %s: %v %v, want %v %v", tt.lu, tt.voulu, jour, exact, tt.jour, tt.exact)
		}
	}
}
