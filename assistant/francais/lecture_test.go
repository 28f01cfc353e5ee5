package francais

import (
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"pgregory.net/rapid"
)

func TestNormaliser_hygiene(t *testing.T) {
	tests := []struct{ in, want string }{
		{"l\u2019affaire", "l'affaire"},
		{"1\u202f250,50\u00a0€", "1 250,50 €"},
		{"13\u200b/10", "13/10"},
		{"a\u202eb\U000E0041c", "abc"},
		{"  deux   mots \n", "deux mots"},
		{"ﬁn «oui»", "fin \"oui\""},
		{"１２", "12"},
		{"e\u0301te\u0301", "été"},
		{"2 − 1 – 3", "2 - 1 - 3"},
		{"a\x00b\xffc", "ab c"},
	}
	for _, tt := range tests {
		if got := Normaliser(tt.in); got != tt.want {
			t.Errorf("Normaliser(%q) = %q, want %q", tt.in, got, tt.want)
		}
	}
}

func TestPlier_folds(t *testing.T) {
	tests := []struct{ in, want string }{
		{"Œuvre à Évry, Nîmes & Besançon", "oeuvre a evry, nimes & besancon"},
		{"ÆON", "aeon"},
		{"ABC", "abc"},
	}
	for _, tt := range tests {
		if got := Plier(tt.in); got != tt.want {
			t.Errorf("Plier(%q) = %q, want %q", tt.in, got, tt.want)
		}
	}
}

func TestApproche_courtsAndAuthorities(t *testing.T) {
	libelles := []string{
		"Tribunal judiciaire de Bobigny", "Tribunal judiciaire de Lyon", "Tribunal judiciaire de Paris", "Tribunal judiciaire de Bourg-en-Bresse",
		"Cour d'appel de Lyon", "Cour d'appel de Paris", "Police judiciaire de Lyon", "Police judiciaire de Marseille", "Juge aux affaires familiales",
		"Juge d'instruction", "Juge des enfants", "Juge des libertés et de la détention", "Officier de police judiciaire", "Procureur de la République",
		"Traduction écrite", "Interprétariat", "Expertise psychiatrique - pénal - instruction", "Tribunal judiciaire de Saint-Étienne",
	}
	x := NouvelIndex(libelles)
	tests := []struct{ in, want string }{
		{"tgi bobigny", "Tribunal judiciaire de Bobigny"},
		{"TJ de Bobiny", "Tribunal judiciaire de Bobigny"},
		{"bobigni", "Tribunal judiciaire de Bobigny"},
		{"c'est le tribunal judiciaire de Bobigny", "Tribunal judiciaire de Bobigny"},
		{"pj de lyon", "Police judiciaire de Lyon"},
		{"la PJ de Lyon", "Police judiciaire de Lyon"},
		{"jaf", "Juge aux affaires familiales"},
		{"JE", "Juge des enfants"},
		{"OPJ", "Officier de police judiciaire"},
		{"le proc", "Procureur de la République"},
		{"parquet", "Procureur de la République"},
		{"juge dinstruction", "Juge d'instruction"},
		{"ca lyon", "Cour d'appel de Lyon"},
		{"cour dappel paris", "Cour d'appel de Paris"},
		{"trad ecrite", "Traduction écrite"},
		{"interprete", "Interprétariat"},
		{"expertise psy", "Expertise psychiatrique - pénal - instruction"},
		{"st etienne", "Tribunal judiciaire de Saint-Étienne"},
		{"tribunal de grande instance de paris", "Tribunal judiciaire de Paris"},
		{"bourg en bresse", "Tribunal judiciaire de Bourg-en-Bresse"},
	}
	for _, tt := range tests {
		got := x.Chercher(tt.in)
		if len(got) == 0 || libelles[got[0].Rang] != tt.want {
			var names []string
			for _, g := range got {
				names = append(names, libelles[g.Rang])
			}
			t.Errorf("Chercher(%q) = %q, want %q first", tt.in, names, tt.want)
		}
	}
	if got := x.Chercher("zzz qqq"); len(got) > 0 {
		t.Errorf("Chercher found %v for nothing", got)
	}
}

func TestFormater_french(t *testing.T) {
	tests := []struct{ got, want string }{
		{FormaterDate(time.Date(2026, 10, 13, 0, 0, 0, 0, time.UTC)), "mardi 13 octobre 2026"},
		{FormaterDate(time.Date(2026, 10, 1, 0, 0, 0, 0, time.UTC)), "jeudi 1er octobre 2026"},
		{FormaterDate(time.Time{}), ""},
		{FormaterMontant(125050), "1\u202f250,50\u00a0€"},
		{FormaterMontant(-5), "-0,05\u00a0€"},
		{FormaterMontant(100000000), "1\u202f000\u202f000,00\u00a0€"},
		{FormaterMontant(-9223372036854775808), "-92\u202f233\u202f720\u202f368\u202f547\u202f758,08\u00a0€"},
		{FormaterQuantite(1500), "1,5"},
		{FormaterQuantite(12000), "12"},
		{FormaterTaux(550), "5,5\u00a0%"},
		{FormaterTaux(2000), "20\u00a0%"},
		{FormaterDuree(90), "1\u00a0h\u00a030"},
		{FormaterDuree(45), "45\u00a0min"},
		{FormaterDuree(185), "3\u00a0h\u00a005"},
		{FormaterHeure(485), "8\u00a0h\u00a005"},
	}
	for _, tt := range tests {
		if tt.got != tt.want {
			t.Errorf("got %q, want %q", tt.got, tt.want)
		}
	}
}

// TestFormater_roundTrip: what we show is read back as the same value.
func TestFormater_roundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := rapid.Int64Range(-99_999_999_99, 99_999_999_99).Draw(t, "centimes")
		m := Montants(FormaterMontant(c))
		if len(m) != 1 || m[0].Centimes != c || m[0].Ambigu {
			t.Fatalf("Montants(%q) = %+v, want %d", FormaterMontant(c), m, c)
		}
		d := time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, rapid.IntRange(0, 4000).Draw(t, "jour"))
		for _, s := range []string{FormaterDate(d), d.Format("02/01/2006"), d.Format("2006-01-02"), d.Format("2.1.2006"), Plier(FormaterDate(d)), strings.ToUpper(FormaterDate(d))} {
			l := Dates(s, mercredi(), Libre)
			if len(l.Candidats) == 0 || !l.Candidats[0].Jour.Equal(d) {
				t.Fatalf("Dates(%q) = %+v, want %s", s, l, d)
			}
		}
		n := rapid.IntRange(1, 6000).Draw(t, "minutes")
		if got, ok := Duree(FormaterDuree(n)); !ok || got != n {
			t.Fatalf("Duree(%q) = %d, want %d", FormaterDuree(n), got, n)
		}
	})
}

// TestDates_pastIsNeverAfterToday is R7: without an explicit future, a field of the past never
// gets a day to come.
func TestDates_pastIsNeverAfterToday(t *testing.T) {
	phrases := []string{"lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche", "le 3", "le 14", "le 31", "03/10", "25/12", "le 1er janvier", "29 février", "septembre", "Noël", "mardi dernier", "ce week-end", "cet été", "à la Toussaint"}
	rapid.Check(t, func(t *rapid.T) {
		now := time.Date(2024, 1, 1, 10, 0, 0, 0, time.UTC).AddDate(0, 0, rapid.IntRange(0, 3000).Draw(t, "jour"))
		p := rapid.SampledFrom(phrases).Draw(t, "phrase")
		l := Dates(p, now, Passe)
		if len(l.Candidats) == 0 {
			t.Fatalf("Dates(%q) on %s read nothing", p, now)
		}
		if l.Candidats[0].Jour.After(now) {
			t.Fatalf("Dates(%q) on %s = %s, which is to come", p, now, l.Candidats[0].Jour)
		}
	})
}

// lireTout calls every reader and checks the offsets.
func lireTout(t *testing.T, s string) {
	t.Helper()
	n := Normaliser(s)
	if again := Normaliser(n); again != n {
		t.Errorf("Normaliser is not idempotent: %q then %q", n, again)
	}
	within := func(what string, deb, fin int) {
		if deb < 0 || fin < deb || fin > len(n) || deb < len(n) && !utf8.RuneStart(n[deb]) || fin < len(n) && !utf8.RuneStart(n[fin]) {
			t.Errorf("%s: offsets %d–%d outside %d bytes of %q", what, deb, fin, len(n), n)
		}
	}
	for _, sens := range []Sens{Passe, Futur, Libre} {
		for _, l := range ToutesDates(s, Contexte{Maintenant: mercredi(), Sens: sens}) {
			within("dates", l.Debut, l.Fin)
			if l.Impossible == "" && len(l.Candidats) == 0 {
				t.Errorf("a reading of %q without candidate nor reason", s)
			}
			for _, d := range l.Candidats {
				within("date", d.Debut, d.Fin)
				if d.Jour.Hour() != 0 || d.Heure != nil && (*d.Heure < 0 || *d.Heure >= 1440) {
					t.Errorf("%q: day %s hour %v", s, d.Jour, d.Heure)
				}
			}
		}
	}
	h := Heures(s)
	for _, x := range h.Heures {
		within("heure", x.Debut, x.Fin)
		if x.Minutes < 0 || x.Minutes >= 1440 {
			t.Errorf("%q: time %d", s, x.Minutes)
		}
	}
	for _, x := range h.Plages {
		within("plage", x.DebutTexte, x.FinTexte)
		if x.Duree <= 0 || x.Duree > 1440 {
			t.Errorf("%q: span of %d minutes", s, x.Duree)
		}
	}
	for _, x := range Nombres(s) {
		within("nombre", x.Debut, x.Fin)
	}
	for _, x := range Montants(s) {
		within("montant", x.Debut, x.Fin)
	}
	for _, x := range Quantites(s) {
		within("quantite", x.Debut, x.Fin)
	}
	for _, x := range Calculs(s) {
		within("calcul", x.Debut, x.Fin)
	}
	for _, x := range Intentions(s).Lues {
		within("intention", x.Debut, x.Fin)
	}
	for _, x := range Corrections(s) {
		within("correction", x.Debut, x.Fin)
	}
	Duree(s)
	Taux(s)
	LireRegimeTVA(s)
	NumerosAffaire(s)
	NumerosMemoire(s)
	Approche(s, []string{"Tribunal judiciaire de Lyon", s})
}

func graines() []string {
	return []string{
		"le 31 septembre", "dans la nuit du 2 au 3", "du 5 au 9 octobre", "1.250,50 €", "1h30 à 90", "plutôt 55… euh 50", "2m1", "la veille de la veille de Noël",
		"aujourd'", "aujourd’hui", "’’''", "1e3", "999999999999999999999", "-", "- -1", "0/0/0", "31/12/9999", "il y a 99999999999 ans", "dans 999999 heures",
		"\u200b\u202e\U000E0041", "e\u0301\u0301", "ﷺ", "½ heure", "12½", "du du du du 3 au au 4", "le le le", "9:99", "24h", "semaine 53 1999", "moins moins quatre-vingt", "premier premier lundi de de",
		"un million de milliards", "cent cent cent", "supprime la ligne 99", "c'est quoi", "?", "👍🏽", "OUIIIII", "JI 2/26/36",
	}
}

func TestReaders_seeds(t *testing.T) {
	for _, s := range graines() {
		lireTout(t, s)
	}
	lireTout(t, strings.Repeat("le 3 octobre ", 3000))
}

func FuzzReaders(f *testing.F) {
	for _, s := range graines() {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if len(s) > 4000 {
			return
		}
		lireTout(t, s)
	})
}

func FuzzNormaliser(f *testing.F) {
	for _, s := range graines() {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		n := Normaliser(s)
		if again := Normaliser(n); again != n {
			t.Errorf("Normaliser is not idempotent: %q then %q", n, again)
		}
		if !utf8.ValidString(n) || strings.HasPrefix(n, " ") || strings.HasSuffix(n, " ") || strings.Contains(n, "  ") {
			t.Errorf("Normaliser(%q) = %q", s, n)
		}
		if p := Plier(s); !utf8.ValidString(p) && utf8.ValidString(s) {
			t.Errorf("Plier(%q) = %q is not valid UTF-8", s, p)
		}
	})
}

const phraseUsuelle = "Traduction orale le 13 octobre à la PJ de Lyon, de 22h à 1h du matin, 3 heures, 45 € de l'heure, affaire 2026/32312"

func lirePhrase(s string) {
	c := Contexte{Maintenant: mercredi()}
	ToutesDates(s, c)
	Heures(s)
	Montants(s)
	Quantites(s)
	Calculs(s)
	Intentions(s)
	Corrections(s)
	NumerosAffaire(s)
}

// TestReaders_speed holds the promise of a millisecond a sentence, generously: a busy machine may
// be ten times slower.
func TestReaders_speed(t *testing.T) {
	lirePhrase(phraseUsuelle) // builds the tables once
	best := time.Hour
	for range 20 {
		start := time.Now()
		lirePhrase(phraseUsuelle)
		best = min(best, time.Since(start))
	}
	if best > 10*time.Millisecond {
		t.Errorf("reading a sentence with every reader takes %s", best)
	}
	t.Logf("every reader on one sentence: %s", best)
}

// TestReaders_linear: a hostile text eight times longer takes about eight times longer.
func TestReaders_linear(t *testing.T) {
	for _, unit := range []string{"le ", "du au ", "euh ", "oui non ", "pas mais ", "1.", "1 ", "1/2/", "la veille de ", "deux cent ", "il y a ", "supprime la ", "c'est quoi ", "n° 1/", "22h ", "a-", "'", "avant "} {
		measure := func(n int) time.Duration {
			s := strings.Repeat(unit, n/len(unit))
			best := time.Hour
			for range 2 {
				start := time.Now()
				lirePhrase(s)
				best = min(best, time.Since(start))
			}
			return best
		}
		small, big := measure(1000), measure(8000)
		if big > 40*small && big > 300*time.Millisecond { // quadratic work would take 64 times longer
			t.Errorf("%q: %s for 1000 bytes, %s for 8000", unit, small, big)
		}
	}
}

func BenchmarkDates(b *testing.B) {
	for b.Loop() {
		Dates(phraseUsuelle, mercredi(), Passe)
	}
}

func BenchmarkIntentions(b *testing.B) {
	for b.Loop() {
		Intentions(phraseUsuelle)
	}
}

func BenchmarkEveryReader(b *testing.B) {
	for b.Loop() {
		lirePhrase(phraseUsuelle)
	}
}
