package referentiel

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Metropole is the zone of holidays of every département that has none of its own.
const Metropole = "metropole"

// feteFixe is a holiday on the same date each year.
type feteFixe struct {
	zone        string // empty: everywhere
	mois        time.Month
	jour        int
	nom         string
	depuis      int // first year; 0: always
	jusqu       int // last year; 0: still
	dateEnTexte string
}

// feteMobile is a holiday counted from Easter Sunday.
type feteMobile struct {
	zone  string
	ecart int
	nom   string
}

// plage is the span of the night, in minutes of the day.
type plage struct{ de, a int }

// JourFerie tells whether the day is a public holiday in the zone (see ZoneDeDepartement) and names it,
// with both names when two fall together. An unknown zone has the holidays common to all.
func (r *Referentiel) JourFerie(jour time.Time, zone string) (nom string, ok bool) {
	var noms []string
	annee := jour.Year()
	for _, f := range r.fixes {
		if (f.zone == "" || f.zone == zone) && f.mois == jour.Month() && f.jour == jour.Day() &&
			(f.depuis == 0 || annee >= f.depuis) && (f.jusqu == 0 || annee <= f.jusqu) {
			noms = append(noms, f.nom)
		}
	}
	// Every movable feast falls between mid-March and mid-June.
	if m := jour.Month(); m >= time.March && m <= time.June {
		paques := dimancheDePaques(annee)
		for _, f := range r.mobiles {
			if (f.zone == "" || f.zone == zone) && paques.AddDate(0, 0, f.ecart).Equal(leJour(jour)) {
				noms = append(noms, f.nom)
			}
		}
	}
	return strings.Join(noms, " et "), len(noms) > 0
}

// ZoneDeDepartement gives the zone of holidays of a département code: « alsace-moselle », « martinique »,
// Metropole for the others.
func (r *Referentiel) ZoneDeDepartement(code string) string {
	if z, ok := r.zones[strings.ToUpper(code)]; ok {
		return z
	}
	return Metropole
}

// Zones gives every zone of holidays, sorted.
func (r *Referentiel) Zones() []string {
	z := map[string]bool{Metropole: true}
	for _, nom := range r.zones {
		z[nom] = true
	}
	return slices.Sorted(maps.Keys(z))
}

// EstNuit tells whether the wall-clock time falls in the night of the interpreters' tariff (22h–7h,
// A43-7 CPP).
func (r *Referentiel) EstNuit(t time.Time) bool {
	m := t.Hour()*60 + t.Minute()
	return m >= r.nuit.de || m < r.nuit.a
}

// EstWeekEnd tells whether the day is a Saturday or a Sunday. The surcharges of doctors leave the
// Saturday out: this is the interpreters' rule.
func (r *Referentiel) EstWeekEnd(jour time.Time) bool { return r.repos[jour.Weekday()] }

// dimancheDePaques is Easter Sunday in the Gregorian calendar, by the anonymous (Meeus) computation.
func dimancheDePaques(annee int) time.Time {
	a, b, c := annee%19, annee/100, annee%100
	d, e := b/4, b%4
	g := (8*b + 13) / 25
	h := (19*a + b - d - g + 15) % 30
	i, k := c/4, c%4
	l := (32 + 2*e + 2*i - h - k) % 7
	m := (a + 11*h + 22*l) / 451
	n := h + l - 7*m + 114
	return time.Date(annee, time.Month(n/31), n%31+1, 0, 0, 0, 0, time.UTC)
}

// zoneFeries is a zone of jours_feries_regles.json.
type zoneFeries struct {
	Fixes        map[string]string `json:"fixes"`
	Paques       map[string]string `json:"paques_plus"`
	Departements []string          `json:"departements"`
	Historique   string            `json:"historique"`
}

func (r *Referentiel) chargerJoursFeries() error {
	var f struct {
		Source string                `json:"source"`
		Fixes  map[string]string     `json:"fixes"`
		Paques map[string]string     `json:"paques_plus"`
		Zones  map[string]zoneFeries `json:"zones"`
		Nuit   struct {
			De     string `json:"de"`
			A      string `json:"a"`
			Source string `json:"source"`
		} `json:"nuit"`
		WeekEnd  []string `json:"week_end"`
		Controle string   `json:"controle"`
	}
	if err := lireJSON("jours_feries_regles.json", &f); err != nil {
		return err
	}
	r.zones = make(map[string]string)
	if err := r.ajouterFetes("", f.Fixes, f.Paques); err != nil {
		return err
	}
	for zone, z := range f.Zones {
		for _, d := range z.Departements {
			r.zones[d] = zone
		}
		if err := r.ajouterFetes(zone, z.Fixes, z.Paques); err != nil {
			return err
		}
	}
	var err error
	if r.nuit.de, err = minutes(f.Nuit.De); err != nil {
		return err
	}
	if r.nuit.a, err = minutes(f.Nuit.A); err != nil {
		return err
	}
	jours := map[string]time.Weekday{"samedi": time.Saturday, "dimanche": time.Sunday}
	r.repos = make(map[time.Weekday]bool)
	for _, j := range f.WeekEnd {
		d, ok := jours[j]
		if !ok {
			return fmt.Errorf("jour de repos %q inconnu", j)
		}
		r.repos[d] = true
	}
	return r.appliquerHistorique()
}

func (r *Referentiel) ajouterFetes(zone string, fixes, mobiles map[string]string) error {
	for _, date := range slices.Sorted(maps.Keys(fixes)) {
		t, err := time.Parse("01-02", date)
		if err != nil {
			return fmt.Errorf("fête %q: %w", date, err)
		}
		r.fixes = append(r.fixes, feteFixe{zone: zone, mois: t.Month(), jour: t.Day(), nom: fixes[date], dateEnTexte: date})
	}
	for _, ecart := range slices.Sorted(maps.Keys(mobiles)) {
		n, err := strconv.Atoi(ecart)
		if err != nil {
			return fmt.Errorf("fête mobile %q: %w", ecart, err)
		}
		r.mobiles = append(r.mobiles, feteMobile{zone: zone, ecart: n, nom: mobiles[ecart]})
	}
	return nil
}

// appliquerHistorique bounds the holidays whose date changed over the years.
func (r *Referentiel) appliquerHistorique() error {
	var changements []struct {
		Zone   string `json:"zone"`
		Fete   string `json:"fete"`
		Avant  string `json:"remplacee_par"`
		Jusqua int    `json:"jusqu_a"`
		Nom    string `json:"nom"`
		Source string `json:"source"`
	}
	if err := lireJSON("jours_feries_historique.json", &changements); err != nil {
		return err
	}
	for _, c := range changements {
		i := slices.IndexFunc(r.fixes, func(f feteFixe) bool { return f.zone == c.Zone && f.dateEnTexte == c.Fete })
		t, err := time.Parse("01-02", c.Avant)
		if i < 0 || err != nil {
			return fmt.Errorf("historique des fêtes de %s: %s ou %s inconnu", c.Zone, c.Fete, c.Avant)
		}
		r.fixes[i].depuis = c.Jusqua + 1
		r.fixes = append(r.fixes, feteFixe{zone: c.Zone, mois: t.Month(), jour: t.Day(), nom: c.Nom, jusqu: c.Jusqua, dateEnTexte: c.Avant})
	}
	return nil
}

// minutes reads « 22:00 » as minutes of the day.
func minutes(hhmm string) (int, error) {
	t, err := time.Parse("15:04", hhmm)
	if err != nil {
		return 0, fmt.Errorf("heure %q: %w", hhmm, err)
	}
	return t.Hour()*60 + t.Minute(), nil
}
