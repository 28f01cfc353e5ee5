package francais

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// mercredi is the clock of the catalogue of situations: Wednesday 14 October 2026, 10:00.
func mercredi() time.Time { return time.Date(2026, 10, 14, 10, 0, 0, 0, time.UTC) }

func jourTexte(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Format("2006-01-02")
}

// TestDates_situations holds the turns 11–20, 29–42 on dates of fields that look to the past.
func TestDates_situations(t *testing.T) {
	type want struct {
		Jours      []string
		Periode    string
		Impossible string
		Sugg       []string
		Ambigu     bool
		Futur      bool
		WeekEnd    bool
		Partie     Partie
		Reference  string
	}
	tests := []struct {
		turn int
		in   string
		want want
	}{
		{11, "Traduction orale le 13 octobre à la PJ de Lyon, 3 heures, 45 € de l'heure", want{Jours: []string{"2026-10-13"}}},
		{13, "deux lignes : 13/10 3h et 15/09 2h, même affaire", want{Jours: []string{"2026-10-13"}}},
		{14, "réquisition du 2 octobre", want{Jours: []string{"2026-10-02"}}},
		{19, "en fait la date de réquisition c'est le 30 septembre", want{Jours: []string{"2026-09-30"}}},
		{29, "mardi dernier", want{Jours: []string{"2026-10-13", "2026-10-06"}, Ambigu: true}},
		{30, "hier soir", want{Jours: []string{"2026-10-13"}, Partie: Soiree}},
		{31, "vendredi", want{Jours: []string{"2026-10-09"}}},
		{32, "le 3", want{Jours: []string{"2026-10-03"}, WeekEnd: true}},
		{33, "03/10", want{Jours: []string{"2026-10-03"}, WeekEnd: true}},
		{34, "10/03/26", want{Jours: []string{"2026-03-10", "2026-10-03"}, Ambigu: true}},
		{35, "le 31 septembre", want{Impossible: "Le 31 septembre n'existe pas : septembre a 30 jours.", Sugg: []string{"2026-09-30", "2026-10-01"}}},
		{36, "demain", want{Jours: []string{"2026-10-15"}, Futur: true}},
		{37, "20 octobre 2025", want{Jours: []string{"2025-10-20"}}},
		{38, "le 2 octobre 2025", want{Jours: []string{"2025-10-02"}}},
		{39, "entre 22h et 1h du matin", want{}},
		{40, "prestation le 1er octobre", want{Jours: []string{"2026-10-01"}}},
		{41, "du 5 au 9 octobre", want{Jours: []string{"2026-10-05"}, Periode: "2026-10-05/2026-10-09"}},
		{42, "le jour de la réquisition", want{Jours: []string{""}, Reference: "requisition"}},
	}
	for _, tt := range tests {
		l := Dates(tt.in, mercredi(), Passe)
		got := want{Impossible: l.Impossible, Ambigu: l.Ambigu, Futur: l.Futur}
		for k, d := range l.Candidats {
			got.Jours = append(got.Jours, jourTexte(d.Jour))
			if k == 0 {
				got.WeekEnd, got.Partie, got.Reference = d.Nuance.WeekEnd, d.Nuance.Partie, d.Reference
			}
		}
		for _, s := range l.Suggestions {
			got.Sugg = append(got.Sugg, jourTexte(s))
		}
		if l.Periode != nil {
			got.Periode = jourTexte(l.Periode[0]) + "/" + jourTexte(l.Periode[1])
		}
		if diff := cmp.Diff(tt.want, got); diff != "" {
			t.Errorf("turn %d: Dates(%q) (-want +got):\n%s", tt.turn, tt.in, diff)
		}
	}
}

func TestToutesDates_twoLines(t *testing.T) {
	var got []string
	for _, l := range ToutesDates("deux lignes : 13/10 3h et 15/09 2h, même affaire", Contexte{Maintenant: mercredi()}) {
		if l.Candidats[0].Heure != nil {
			t.Errorf("%s has the hour %d, want a duration left alone", l.Candidats[0].Texte, *l.Candidats[0].Heure)
		}
		got = append(got, jourTexte(l.Candidats[0].Jour)+" "+l.Candidats[0].Texte)
	}
	if diff := cmp.Diff([]string{"2026-10-13 13/10", "2026-09-15 15/09"}, got); diff != "" {
		t.Error(diff)
	}
}

func TestDatesAvec_references(t *testing.T) {
	c := Contexte{Maintenant: mercredi(), References: map[string]time.Time{
		"requisition": time.Date(2026, 9, 30, 0, 0, 0, 0, time.UTC),
		"precedente":  time.Date(2026, 10, 6, 0, 0, 0, 0, time.UTC),
	}}
	tests := []struct{ in, want string }{
		{"le jour de la réquisition", "2026-09-30"},
		{"à la date de la réquisition", "2026-09-30"},
		{"le même jour que la réquisition", "2026-09-30"},
		{"le lendemain de la réquisition", "2026-10-01"},
		{"la veille de la réquisition", "2026-09-29"},
		{"trois jours après la réquisition", "2026-10-03"},
		{"le même jour", "2026-10-06"},
		{"la veille", "2026-10-05"},
		{"le lendemain", "2026-10-07"},
		{"le surlendemain", "2026-10-08"},
	}
	for _, tt := range tests {
		l := DatesAvec(tt.in, c)
		if len(l.Candidats) == 0 || jourTexte(l.Candidats[0].Jour) != tt.want {
			t.Errorf("DatesAvec(%q) = %+v, want %s", tt.in, l.Candidats, tt.want)
		}
	}
}

func TestHeures_situations(t *testing.T) {
	tests := []struct {
		in    string
		plage []Plage
		heure []int
	}{
		{"entre 22h et 1h du matin", []Plage{{Debut: 1320, Fin: 60, Duree: 180, PasseMinuit: true, FinTexte: 24}}, nil},
		{"de 22h à 1h du matin", []Plage{{Debut: 1320, Fin: 60, Duree: 180, PasseMinuit: true, FinTexte: 21}}, nil},
		{"entre 8h45 et midi et demi", []Plage{{Debut: 525, Fin: 750, Duree: 225, FinTexte: 26}}, nil},
		{"14h-16h30", []Plage{{Debut: 840, Fin: 990, Duree: 150, FinTexte: 9}}, nil},
		{"de 9 à 12h", []Plage{{Debut: 540, Fin: 720, Duree: 180, FinTexte: 11}}, nil},
		{"de 20h à minuit", []Plage{{Debut: 1200, Fin: 0, Duree: 240, PasseMinuit: true, FinTexte: 16}}, nil},
		{"22h", nil, []int{1320}},
		{"22h30", nil, []int{1350}},
		{"minuit", nil, []int{0}},
		{"8 heures du soir", nil, []int{1200}},
		{"rien", nil, nil},
	}
	for _, tt := range tests {
		l := Heures(tt.in)
		var h []int
		for _, x := range l.Heures {
			h = append(h, x.Minutes)
		}
		if diff := cmp.Diff(tt.plage, l.Plages); diff != "" {
			t.Errorf("Heures(%q) spans (-want +got):\n%s", tt.in, diff)
		}
		if diff := cmp.Diff(tt.heure, h); diff != "" {
			t.Errorf("Heures(%q) (-want +got):\n%s", tt.in, diff)
		}
	}
}

// TestMontants_situations holds the turns 11, 43–54 on amounts.
func TestMontants_situations(t *testing.T) {
	tests := []struct {
		turn int
		in   string
		want []MontantLu
	}{
		{11, "Traduction orale le 13 octobre à la PJ de Lyon, 3 heures, 45 € de l'heure", []MontantLu{{Centimes: 4500, Devise: "EUR", ParUnite: "heure"}}},
		{43, "180 euros", []MontantLu{{Centimes: 18000, Devise: "EUR"}}},
		{44, "180 € TTC", []MontantLu{{Centimes: 18000, Devise: "EUR", Taxe: "TTC"}}},
		{44, "180 € tout compris", []MontantLu{{Centimes: 18000, Devise: "EUR", Taxe: "TTC"}}},
		{45, "1.250,50", []MontantLu{{Centimes: 125050}}},
		{45, "1 250,50 €", []MontantLu{{Centimes: 125050, Devise: "EUR"}}},
		{45, "1\u202f250,50\u00a0€", []MontantLu{{Centimes: 125050, Devise: "EUR"}}},
		{45, "1250.50", []MontantLu{{Centimes: 125050}}},
		{46, "1.250", []MontantLu{{Centimes: 125000, Ambigu: true, Autres: []int64{125}}}},
		{47, "mille deux cents", []MontantLu{{Centimes: 120000, EnLettres: true}}},
		{49, "12 pages", nil},
		{50, "gratuit", []MontantLu{{Gratuit: true}}},
		{50, "0", []MontantLu{{}}},
		{51, "-45", []MontantLu{{Centimes: -4500, Negatif: true}}},
		{52, "45 000 €", []MontantLu{{Centimes: 4500000, Devise: "EUR"}}},
		{53, "45 dollars", []MontantLu{{Centimes: 4500, Devise: "USD"}}},
		{54, "et 12,60 de péage", []MontantLu{{Centimes: 1260}}},
		{55, "TVA 20", nil},
		{0, "1e3", nil},
		{0, "du 5 au 9 octobre", nil},
		{0, "le 13/10/2026, 180 € HT", []MontantLu{{Centimes: 18000, Devise: "EUR", Taxe: "HT"}}},
	}
	for _, tt := range tests {
		got := Montants(tt.in)
		for i := range got {
			got[i].Debut, got[i].Fin, got[i].Texte = 0, 0, ""
		}
		if diff := cmp.Diff(tt.want, got); diff != "" {
			t.Errorf("turn %d: Montants(%q) (-want +got):\n%s", tt.turn, tt.in, diff)
		}
	}
}

func TestCalculs_situations(t *testing.T) {
	tests := []struct {
		in   string
		want []Calcul
	}{
		{"1h30 à 90", []Calcul{{QuantiteMilliemes: 1500, PrixCentimes: 9000, TotalCentimes: 13500, Unite: "heure"}}},
		{"3 h à 45", []Calcul{{QuantiteMilliemes: 3000, PrixCentimes: 4500, TotalCentimes: 13500, Unite: "heure"}}},
		{"12 pages à 25", []Calcul{{QuantiteMilliemes: 12000, PrixCentimes: 2500, TotalCentimes: 30000, Unite: "page"}}},
		{"3 heures, 45 € de l'heure", []Calcul{{QuantiteMilliemes: 3000, PrixCentimes: 4500, TotalCentimes: 13500, Unite: "heure"}}},
		{"120 km x 0,32 €", []Calcul{{QuantiteMilliemes: 120000, PrixCentimes: 32, TotalCentimes: 3840, Unite: "km"}}},
		{"2 x 30 € HT", []Calcul{{QuantiteMilliemes: 2000, PrixCentimes: 3000, TotalCentimes: 6000, Taxe: "HT"}}},
		{"de 14h à 16h", nil},
		{"bonjour", nil},
	}
	for _, tt := range tests {
		got := Calculs(tt.in)
		for i := range got {
			got[i].Debut, got[i].Fin = 0, 0
		}
		if diff := cmp.Diff(tt.want, got); diff != "" {
			t.Errorf("Calculs(%q) (-want +got):\n%s", tt.in, diff)
		}
	}
}

func TestQuantite_units(t *testing.T) {
	tests := []struct {
		in        string
		milliemes int64
		unite     string
	}{
		{"3 heures", 3000, "heure"},
		{"1h30", 1500, "heure"},
		{"une heure et quart", 1250, "heure"},
		{"entre 22h et 1h du matin", 3000, "heure"},
		{"12 pages", 12000, "page"},
		{"douze pages", 12000, "page"},
		{"42 km", 42000, "km"},
		{"3000 mots", 3000000, "mot"},
		{"2 vacations", 2000, "unite"},
		{"3", 3000, ""},
		{"1,5 jour", 1500, "jour"},
		{"2,5", 2500, ""},
	}
	for _, tt := range tests {
		q, ok := Quantite(tt.in)
		if !ok || q.Milliemes != tt.milliemes || q.Unite != tt.unite {
			t.Errorf("Quantite(%q) = %d %q %v, want %d %q", tt.in, q.Milliemes, q.Unite, ok, tt.milliemes, tt.unite)
		}
	}
	if q, ok := Quantite("bonjour"); ok {
		t.Errorf("Quantite found %+v in a greeting", q)
	}
}

func TestTaux_situations(t *testing.T) {
	tests := []struct {
		in   string
		want int64
		ok   bool
	}{
		{"TVA 20", 2000, true}, {"5,5 %", 550, true}, {"20%", 2000, true}, {"taux de 8,5", 850, true}, {"dix pour cent", 1000, true}, {"180 €", 0, false}, {"20", 0, false},
	}
	for _, tt := range tests {
		if got, ok := Taux(tt.in); got != tt.want || ok != tt.ok {
			t.Errorf("Taux(%q) = %d %v, want %d %v", tt.in, got, ok, tt.want, tt.ok)
		}
	}
}

func TestLireRegimeTVA_situations(t *testing.T) {
	tests := []struct {
		in   string
		want RegimeTVA
	}{
		{"C'est le tribunal judiciaire de Bobigny, exonérée de TVA", Exonere},
		{"finalement je suis assujettie à la TVA", Assujetti},
		{"je ne suis pas assujettie", Exonere},
		{"TVA sur les débits", Debits},
		{"sur les encaissements", Encaissements},
		{"franchise en base", Exonere},
		{"pas de TVA", Exonere},
		{"TVA 20", ""},
	}
	for _, tt := range tests {
		if got := LireRegimeTVA(tt.in); got != tt.want {
			t.Errorf("LireRegimeTVA(%q) = %q, want %q", tt.in, got, tt.want)
		}
	}
}

// TestCorrections_situations holds the turns 15–24.
func TestCorrections_situations(t *testing.T) {
	tests := []struct {
		turn int
		in   string
		want []Correction
	}{
		{15, "non ce n'est pas le 13 mais le 6", []Correction{{Avant: "le 13", Apres: "le 6"}}},
		{16, "le 6, pas le 13", []Correction{{Avant: "le 13", Apres: "le 6"}}},
		{16, "le 6 pas le 13", []Correction{{Avant: "le 13", Apres: "le 6"}}},
		{16, "c'est pas le 13 c'est le 6", []Correction{{Avant: "le 13", Apres: "le 6"}}},
		{16, "non, le 6 pas le 13", []Correction{{Avant: "le 13", Apres: "le 6"}}},
		{19, "en fait la date de réquisition c'est le 30 septembre", []Correction{{Apres: "le 30 septembre", Champ: "date_requisition", ChampDit: "date de réquisition"}}},
		{20, "ah mince c'était pas Bobigny", []Correction{{Avant: "Bobigny"}}},
		{23, "plutôt 55… euh 50", []Correction{{Avant: "55", Apres: "50"}}},
		{23, "55… euh 50", []Correction{{Avant: "55", Apres: "50"}}},
		{24, "finalement je suis assujettie à la TVA", []Correction{{Apres: "je suis assujettie à la TVA", Champ: "taux_tva", ChampDit: "TVA"}}},
		{84, "non la date lue est fausse", []Correction{{Champ: "date", ChampDit: "date"}}},
		{0, "change la date pour le 6", []Correction{{Apres: "le 6", Champ: "date", ChampDit: "date"}}},
		{0, "la quantité c'est 4 pas 3", []Correction{{Avant: "3", Apres: "4", Champ: "quantite", ChampDit: "quantité"}}},
		{0, "je voulais dire 4 heures", []Correction{{Apres: "4 heures"}}},
		{0, "au lieu de 3 c'est 4", []Correction{{Avant: "3", Apres: "4"}}},
		{0, "je me suis trompé de date c'est le 12", []Correction{{Apres: "le 12", Champ: "date", ChampDit: "date"}}},
		{0, "mon IBAN a changé", nil},
		{0, "remplace 45 par 50", []Correction{{Avant: "45", Apres: "50"}}},
		{0, "50 au lieu de 45", []Correction{{Avant: "45", Apres: "50"}}},
		{0, "en fait c'est Lyon", []Correction{{Apres: "Lyon"}}},
		{0, "je me suis trompée, c'est le 6", []Correction{{Apres: "le 6"}}},
		{0, "non merci", nil},
		{0, "je ne sais pas", nil},
		{0, "je ne suis pas sûre", nil},
		{0, "oui, et il faut le RIB aussi ?", nil},
		{0, "le 6 octobre", nil},
	}
	for _, tt := range tests {
		got := Corrections(tt.in)
		for i := range got {
			got[i].Debut, got[i].Fin = 0, 0
		}
		if diff := cmp.Diff(tt.want, got); diff != "" {
			t.Errorf("turn %d: Corrections(%q) (-want +got):\n%s", tt.turn, tt.in, diff)
		}
	}
}

func TestNumerosAffaire_shapes(t *testing.T) {
	tests := []struct {
		in   string
		want []string
	}{
		{"JI 2/26/36", []string{"JI 2/26/36"}},
		{"ji 2/26/36", []string{"JI 2/26/36"}},
		{"2026/32312", []string{"2026/32312"}},
		{"MINV-500-2026", []string{"MINV-500-2026"}},
		{"3/266/26", []string{"3/266/26"}},
		{"n° parquet 26 123 000045", []string{"26 123 000045"}},
		{"26123000045", []string{"26123000045"}},
		{"PV 2026/004512", []string{"PV 2026/004512"}},
		{"l'affaire 2026/32312 du 13/10/26", []string{"2026/32312"}},
		{"n° d'affaire : 26/00123", []string{"26/00123"}},
		{"procédure n° 12345/678/2026", []string{"12345/678/2026"}},
		{"le numéro c'est 26123000045", []string{"26123000045"}},
		{"13/10/26", nil},
		{"le 13/10/2026 de 14h à 16h", nil},
		{"180 €", nil},
		{"non 180", nil},
		{"bonjour", nil},
	}
	for _, tt := range tests {
		if diff := cmp.Diff(tt.want, NumerosAffaire(tt.in)); diff != "" {
			t.Errorf("NumerosAffaire(%q) (-want +got):\n%s", tt.in, diff)
		}
	}
	if diff := cmp.Diff([]string{"MJ0000002117", "TMP12345"}, NumerosMemoire("mj0000002117 et TMP 12345")); diff != "" {
		t.Error(diff)
	}
}

// TestToutesDates_prudence holds names, codes and numbers that look like dates and are not.
func TestToutesDates_prudence(t *testing.T) {
	for _, in := range []string{
		"JI 2/26/36", "affaire 3/10/26", "n° 13/10/26", "article A43-5-1", "D15-3", "[FA01/03]", "juridictions 75/92/93/94", "capitaine Noël", "brigadier Avril",
		"Guillot", "Perrier", "Mercier", "Meunier", "mon mari", "je soussigné", "Val-de-Marne", "R92 et R93", "tribunal de Mende", "3/266/26", "26 123 000045",
		"1 250,50 €", "12 pages", "45 € de l'heure", "il a été entendu", "mais oui", "le service est fait", "la premier ministre", "version 1.2.3", "04 78 12 34 56", "FR76 3000 4000",
	} {
		for _, sens := range []Sens{Passe, Futur} {
			for _, l := range ToutesDates(in, Contexte{Maintenant: mercredi(), Sens: sens}) {
				if !l.Faible {
					t.Errorf("ToutesDates(%q) = %+v, want nothing sure", in, l)
				}
			}
		}
	}
}

// TestIntentions_names holds names of places and persons that resemble words of the patterns.
func TestIntentions_names(t *testing.T) {
	for _, in := range []string{"Val-de-Marne", "tribunal judiciaire de Mende", "Barre", "Carré", "Mercier", "Meunier", "CPH MENDE", "Nogent-sur-Marne", "capitaine Durand", "Bobigny", "Lyon", "WI01"} {
		if l := Intentions(in); len(l.Lues) > 0 {
			t.Errorf("Intentions(%q) = %+v, want none", in, l.Lues)
		}
	}
}
