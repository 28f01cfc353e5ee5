package referentiel

import (
	"encoding/csv"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// etalabZones maps the names of the etalab file to ours.
var etalabZones = map[string]string{
	"Métropole": Metropole, "Alsace-Moselle": "alsace-moselle", "Guadeloupe": "guadeloupe", "Guyane": "guyane",
	"Martinique": "martinique", "Mayotte": "mayotte", "Nouvelle-Calédonie": "nouvelle-caledonie",
	"La Réunion": "la-reunion", "Polynésie Française": "polynesie-francaise", "Saint-Barthélémy": "saint-barthelemy",
	"Saint-Martin": "saint-martin", "Wallis-et-Futuna": "wallis-et-futuna",
	"Saint-Pierre-et-Miquelon": "saint-pierre-et-miquelon",
}

// Every day of every year of the etalab file, in the 13 zones, Saint-Martin before 2018 included.
func TestJourFerie_equalsEtalab(t *testing.T) {
	r := loaded(t)
	f, err := os.Open(filepath.Join(shared, "jours_feries_etalab.csv"))
	if err != nil {
		t.Fatalf("%v: mount the shared folder beside the repository (../shared)", err)
	}
	defer func() { _ = f.Close() }()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	want := make(map[string][]string) // « zone date » → names
	first, last := rows[1][0][:4], ""
	for _, row := range rows[1:] {
		for name := range strings.SplitSeq(row[2], "|") {
			zone, ok := etalabZones[name]
			if !ok {
				t.Fatalf("unknown zone %q", name)
			}
			want[zone+" "+row[0]] = append(want[zone+" "+row[0]], row[1])
		}
		last = row[0][:4]
	}
	if len(r.Zones()) != len(etalabZones) {
		t.Errorf("zones %v, want %d", r.Zones(), len(etalabZones))
	}
	compared := 0
	for d := day(t, first+"-01-01"); !d.After(day(t, last+"-12-31")); d = d.AddDate(0, 0, 1) {
		for _, zone := range r.Zones() {
			name, ok := r.JourFerie(d, zone)
			expected := want[zone+" "+d.Format(time.DateOnly)]
			if ok != (len(expected) > 0) {
				t.Errorf("JourFerie(%s, %s) = %q %v, want %q", d.Format(time.DateOnly), zone, name, ok, expected)
			}
			for _, e := range expected {
				if !strings.Contains(name, e) {
					t.Errorf("JourFerie(%s, %s) = %q, want %q in it", d.Format(time.DateOnly), zone, name, e)
				}
			}
			compared++
		}
	}
	if compared < 13*365*20 {
		t.Errorf("%d days compared", compared)
	}
}

func TestZoneDeDepartement(t *testing.T) {
	r := loaded(t)
	for dept, want := range map[string]string{
		"67": "alsace-moselle", "57": "alsace-moselle", "93": Metropole, "2A": Metropole, "972": "martinique",
		"974": "la-reunion", "988": "nouvelle-caledonie", "": Metropole, "zz": Metropole,
	} {
		if got := r.ZoneDeDepartement(dept); got != want {
			t.Errorf("ZoneDeDepartement(%q) = %q, want %q", dept, got, want)
		}
	}
}

func TestEstNuit(t *testing.T) {
	r := loaded(t)
	for hhmm, want := range map[string]bool{"21:59": false, "22:00": true, "00:00": true, "06:59": true, "07:00": false, "12:00": false} {
		if got := r.EstNuit(wall(t, "2026-10-13 "+hhmm)); got != want {
			t.Errorf("EstNuit(%s) = %v, want %v", hhmm, got, want)
		}
	}
}

func TestEstWeekEnd(t *testing.T) {
	r := loaded(t)
	for iso, want := range map[string]bool{"2026-10-16": false, "2026-10-17": true, "2026-10-18": true, "2026-10-19": false} {
		if got := r.EstWeekEnd(day(t, iso)); got != want {
			t.Errorf("EstWeekEnd(%s) = %v, want %v", iso, got, want)
		}
	}
}
