package saisie_test

import (
	"strings"
	"testing"
	"time"

	"claudia/internal/comptes"
	"claudia/internal/fault"
	"claudia/memoires"
	"claudia/memoires/referentiel"
	"claudia/memoires/saisie"
)

func contexte(tb testing.TB) saisie.Contexte {
	tb.Helper()
	r, err := referentiel.Charger()
	if err != nil {
		tb.Fatal(err)
	}
	paris, err := time.LoadLocation("Europe/Paris")
	if err != nil {
		tb.Fatal(err)
	}
	return saisie.Contexte{
		Referentiel: r, Maintenant: time.Date(2026, time.October, 14, 10, 0, 0, 0, paris),
		Structures:  []comptes.Structure{{ID: 3, RaisonSociale: "PETROVA Ioana"}, {ID: 4, RaisonSociale: "CABINET EXEMPLE"}},
		Services:    []comptes.ServiceStructure{{ID: 8, StructureID: 3, Libelle: "Service des expertises"}, {ID: 9, StructureID: 4, Libelle: "Accueil"}},
		Coordonnees: []saisie.Option{{Code: "5", Libelle: "Compte principal, FR14 •••• 0606"}},
	}
}

func champ(tb testing.TB, c memoires.Cle) saisie.Champ {
	tb.Helper()
	f, ok := saisie.Trouver(c)
	if !ok {
		tb.Fatalf("no field %s", c)
	}
	return f
}

func TestCatalogue_declaresEveryFieldOnce(t *testing.T) {
	t.Parallel()
	vus := map[memoires.Cle]int{}
	for _, c := range saisie.Catalogue() {
		vus[c.Cle]++
		for nom, texte := range map[string]string{"Libelle": c.Libelle, "Question": c.Question, "Rappel": c.Rappel, "Aide": c.Aide, "Pourquoi": c.Pourquoi, "Exemple": c.Exemple} {
			if strings.TrimSpace(texte) == "" {
				t.Errorf("%s has no %s", c.Cle, nom)
			}
		}
		if !strings.HasSuffix(c.Question, "?") {
			t.Errorf("%s: the question %q asks nothing", c.Cle, c.Question)
		}
	}
	for _, c := range append(append(memoires.ClesEntete(), memoires.ClesLigne()...), memoires.CleRemiseTTC, memoires.CleMotifRemise) {
		if vus[c] != 1 {
			t.Errorf("%s is declared %d times", c, vus[c])
		}
		delete(vus, c)
	}
	if len(vus) > 0 {
		t.Errorf("declared, but not of the mémoire: %v", vus)
	}
}

func TestLire_montant(t *testing.T) {
	t.Parallel()
	x, f := contexte(t), champ(t, memoires.CleTarifHT)
	for _, tt := range []struct{ in, want string }{
		{"150", "15000"},
		{"150,5", "15050"},
		{"150.50", "15050"},
		{" 1 250,50 ", "125050"},
		{"1\u00a0250,50 €", "125050"},
		{"1\u202f250,50\u00a0€", "125050"},
		{"1250.50 EUR", "125050"},
		{"0", "0"},
		{"0,00", "0"},
		{"007,10", "710"},
		{"9 999 999,99", "999999999"},
		{"１５０,００", "15000"},
		{"", ""},
		{"  ", ""},
	} {
		if got, err := f.Lire(tt.in, x); err != nil || got != tt.want {
			t.Errorf("Lire(%q) = %q, %v, want %q", tt.in, got, err, tt.want)
		}
	}
	for in, mot := range map[string]string{
		"1e3": "chiffres", "1.234,56": "milliers", "-5": "négatif", "−5": "négatif", "NaN": "chiffres", "Inf": "chiffres", "0,001": "décimales",
		"10 000 000": "9 999 999,99", "1.250": "milliers", "12 50": "chiffres", "1,": "chiffres", ",5": "chiffres", "0x10": "chiffres", "1,5,5": "milliers",
		"45 dollars": "chiffres", "12'000": "chiffres", strings.Repeat("9", 300): "9 999 999,99",
	} {
		_, err := f.Lire(in, x)
		e, ok := fault.As(err)
		if !ok || e.Kind != fault.Invalide || e.Code != "montant_invalide" || e.Champ != "ligne.0.tarif_ht" || !strings.Contains(e.Message, mot) {
			t.Errorf("Lire(%q) = %v, want montant_invalide about %q", in, err, mot)
		}
	}
}

func TestLire_quantite(t *testing.T) {
	t.Parallel()
	x, f := contexte(t), champ(t, memoires.CleQuantite)
	for _, tt := range []struct{ in, want string }{
		{"3", "3000"}, {"1,5", "1500"}, {"0,125", "125"}, {"3 h", "3000"}, {"1 h 30", "1500"}, {"1h30", "1500"}, {"2h45 min", "2750"}, {"12 pages", "12000"}, {"1 250", "1250000"},
	} {
		if got, err := f.Lire(tt.in, x); err != nil || got != tt.want {
			t.Errorf("Lire(%q) = %q, %v, want %q", tt.in, got, err, tt.want)
		}
	}
	for _, in := range []string{"0", "0,000", "1000000000", "1/2", "-1", "1,2345", "1 h 20", "1h75", "trois", "1.250,5"} {
		if _, err := f.Lire(in, x); fault.KindOf(err) != fault.Invalide {
			t.Errorf("Lire(%q) = %v, want a refusal", in, err)
		}
	}
}

func TestLire_jour(t *testing.T) {
	t.Parallel()
	x, f := contexte(t), champ(t, memoires.CleDatePrestation)
	for _, tt := range []struct{ in, want string }{
		{"13/10/2026", "2026-10-13"},
		{"3/1/2026", "2026-01-03"},
		{"2026-10-13", "2026-10-13"},
		{"13-10-2026", "2026-10-13"},
		{"13.10.2026", "2026-10-13"},
		{"mardi 13 octobre 2026", "2026-10-13"},
		{"1er août 2026", "2026-08-01"},
		{"1er aout 2026", "2026-08-01"},
		{"29/02/2024", "2024-02-29"},
		{"14/10/2026", "2026-10-14"},
	} {
		if got, err := f.Lire(tt.in, x); err != nil || got != tt.want {
			t.Errorf("Lire(%q) = %q, %v, want %q", tt.in, got, err, tt.want)
		}
	}
	for in, code := range map[string]string{
		"30/02/2026": "date_invalide", "29/02/2026": "date_invalide", "00/10/2026": "date_invalide", "13/13/2026": "date_invalide", "13/10/26": "date_invalide",
		"13/10/0000": "date_invalide", "13/10/3022": "date_invalide", "lundi 13 octobre 2026": "date_invalide", "hier": "date_invalide", "15/10/2026": "date_future",
		"13/10/2026/1": "date_invalide", "13 10 2026": "date_invalide",
	} {
		_, err := f.Lire(in, x)
		if e, ok := fault.As(err); !ok || e.Code != code || e.Champ != "ligne.0.date_prestation" {
			t.Errorf("Lire(%q) = %v, want %s", in, err, code)
		}
	}
}

func TestLire_listes(t *testing.T) {
	t.Parallel()
	x := contexte(t)
	for _, tt := range []struct {
		cle      memoires.Cle
		in, want string
	}{
		{memoires.CleJuridiction, "tj93008", "tj93008"},
		{memoires.CleJuridiction, "93 - Tribunal judiciaire de Bobigny", "tj93008"},
		{memoires.CleTypeTVA, "exonéré", "EXONERATION"},
		{memoires.CleTauxTVA, "5,5", "550"},
		{memoires.CleTauxTVA, "5,50\u00a0%", "550"},
		{memoires.CleTauxTVA, "0 %", "0"},
		{memoires.CleRequisitionOrale, "Oui", "oui"},
		{memoires.CleRequisitionOrale, "on", "oui"},
		{memoires.CleStructure, "petrova ioana", "3"},
		{memoires.CleCoordonnees, "5", "5"},
		{memoires.CleAutorite, "Officier de Police Judiciaire", "opj"},
	} {
		if got, err := champ(t, tt.cle).Lire(tt.in, x); err != nil || got != tt.want {
			t.Errorf("%s: Lire(%q) = %q, %v, want %q", tt.cle, tt.in, got, err, tt.want)
		}
	}
	for _, tt := range []struct {
		cle      memoires.Cle
		in, code string
	}{
		{memoires.CleTauxTVA, "7", "taux_inconnu"},
		{memoires.CleTauxTVA, "vingt", "taux_inconnu"},
		{memoires.CleJuridiction, "tribunal de la lune", "valeur_inconnue"},
		{memoires.CleStructure, "99", "valeur_inconnue"},
		{memoires.CleCoordonnees, "6", "valeur_inconnue"},
		{memoires.CleRequisitionOrale, "peut-être", "valeur_inconnue"},
		{memoires.CleNumeroFacture, "F\x00", "caractere_interdit"},
		{memoires.CleNumeroFacture, strings.Repeat("x", 101), "texte_trop_long"},
	} {
		_, err := champ(t, tt.cle).Lire(tt.in, x)
		if e, ok := fault.As(err); !ok || e.Code != tt.code {
			t.Errorf("%s: Lire(%q) = %v, want %s", tt.cle, tt.in, err, tt.code)
		}
	}
}

func TestAfficher_andLireBack(t *testing.T) {
	t.Parallel()
	x := contexte(t)
	x.Ligne = &memoires.LignePrestation{ID: 12, TypePrestation: "traduction_orale.enquete"}
	for _, tt := range []struct {
		cle            memoires.Cle
		canonique, vue string
	}{
		{memoires.CleDatePrestation, "2026-10-13", "mardi 13 octobre 2026"},
		{memoires.CleDatePrestation, "2026-10-01", "jeudi 1er octobre 2026"},
		{memoires.CleTarifHT, "15000", "150,00\u00a0€"},
		{memoires.CleTarifHT, "125050", "1\u202f250,50\u00a0€"},
		{memoires.CleQuantite, "3000", "3\u00a0h"},
		{memoires.CleTauxTVA, "550", "5,5\u00a0%"},
		{memoires.CleAutorite, "opj", "Officier de Police Judiciaire"},
		{memoires.CleRequisitionOrale, "oui", "Oui"},
		{memoires.CleJuridiction, "tj93008", "93 - Tribunal judiciaire de Bobigny"},
	} {
		f := champ(t, tt.cle)
		vue := f.Afficher(tt.canonique, x)
		if vue != tt.vue {
			t.Errorf("%s: Afficher(%q) = %q, want %q", tt.cle, tt.canonique, vue, tt.vue)
		}
		if lu, err := f.Lire(vue, x); err != nil || lu != tt.canonique {
			t.Errorf("%s: Lire(%q) = %q, %v, want %q", tt.cle, vue, lu, err, tt.canonique)
		}
	}
}

// Every option that is offered can be stored, shown, and read back from its label or its code.
func TestOptions_allGoRound(t *testing.T) {
	t.Parallel()
	x := contexte(t)
	for _, f := range saisie.Catalogue() {
		for _, o := range f.Options(x) {
			if err := f.Valider(o.Code, x); err != nil {
				t.Errorf("%s: Valider(%q) = %v", f.Cle, o.Code, err)
			}
			for _, in := range []string{o.Code, o.Libelle} {
				if f.Genre == saisie.GenreTaux && in == o.Code {
					continue // a rate is typed in percent
				}
				if got, err := f.Lire(in, x); err != nil || got != o.Code {
					t.Errorf("%s: Lire(%q) = %q, %v, want %q", f.Cle, in, got, err, o.Code)
				}
			}
		}
	}
}

func TestChercher_findsByApproximateWords(t *testing.T) {
	t.Parallel()
	x := contexte(t)
	for _, tt := range []struct {
		cle       memoires.Cle
		in, first string
	}{
		{memoires.CleJuridiction, "bobigny", "tj93008"}, {memoires.CleAutorite, "opj", "opj"}, {memoires.CleTypeTVA, "debits", "TVA_SUR_DEBIT"}, {memoires.CleStructure, "cabinet", "4"},
	} {
		l := champ(t, tt.cle).Chercher(tt.in, x, 5)
		if len(l) == 0 || l[0].Code != tt.first {
			t.Errorf("%s: Chercher(%q) = %v, want %s first", tt.cle, tt.in, l, tt.first)
		}
	}
	if l := champ(t, memoires.CleJuridiction).Chercher("", x, 7); len(l) != 7 {
		t.Errorf("an empty search gives %d", len(l))
	}
	x.Memoire.Entete.Structure = 3
	if l := champ(t, memoires.CleService).Options(x); len(l) != 1 || l[0].Code != "8" {
		t.Errorf("services of structure 3: %v", l)
	}
}

func FuzzLire(f *testing.F) {
	x := contexte(f)
	x.Ligne = &memoires.LignePrestation{ID: 1, TypePrestation: "traduction_orale.enquete"}
	champs := saisie.Catalogue()
	for _, s := range []string{"150,00 €", "1\u202f250,50", "1e3", "13/10/2026", "mardi 13 octobre 2026", "1 h 30", "5,5 %", "oui", "93 - Tribunal judiciaire de Bobigny", "tj93008", "\x00\xff", "１２", "É\u0301", "ﬁ\u200b"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for _, c := range champs {
			lu, err := c.Lire(s, x)
			if err != nil {
				if _, ok := fault.As(err); !ok {
					t.Errorf("%s: Lire(%q) = %v, which is no fault", c.Cle, s, err)
				}
				continue
			}
			if err := c.Valider(lu, x); err != nil {
				t.Errorf("%s: Lire(%q) = %q, which is not valid: %v", c.Cle, s, lu, err)
			}
			vue := c.Afficher(lu, x)
			if encore, err := c.Lire(vue, x); err != nil || encore != lu {
				t.Errorf("%s: Lire(%q) = %q, shown %q, read again %q, %v", c.Cle, s, lu, vue, encore, err)
			}
		}
	})
}
