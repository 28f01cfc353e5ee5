package referentiel

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestNomenclatures(t *testing.T) {
	r := loaded(t)
	for _, c := range []struct {
		name   string
		list   []Valeur
		size   int
		sample string // a label
		code   string
		statut Statut
	}{
		{"categories", r.CategoriesPrestataire(), 17, "Traducteur / interprète", "interprete", Vu},
		{"regimes", r.RegimesStatut(), 7, "Particulier sans SIRET", "particulier", Deduit},
		{"types de TVA", r.TypesTVA(), 4, "TVA sur les encaissements", "TVA_SUR_ENCAISSEMENT", Vu},
		{"textes", r.TextesReference(), 2, "Article R92", "R92", Vu},
		{"autorités vues", r.AutoritesRequerantes(), 13, "Officier de Police Judiciaire", "opj", Vu},
		{"autorités déduites", r.AutoritesRequerantes(), 13, "Juge de l'application des peines", "jap", Deduit},
		{"pièces vues", r.TypesPiece(), 10, "Attestation de service fait", "ASF", Vu},
		{"pièces proposées", r.TypesPiece(), 10, "Réquisition", "REQ", Propose},
		{"identifiants", r.TypesIdentifiantStructure(), 7, "SIRET", "SIRET", Vu},
		{"devises", r.Devises(), 1, "EUR – Euro européen", "EUR", Vu},
		{"devis", r.PrestationsAvecDevis(), 11, "Expertise balistique", "balistique", Vu},
		{"motifs", r.MotifsExoneration(), 2, "Franchise en base de TVA (article 293 B du CGI)", "franchise_293b", Propose},
	} {
		t.Run(c.name, func(t *testing.T) {
			if len(c.list) != c.size {
				t.Errorf("%d values, want %d", len(c.list), c.size)
			}
			for _, v := range c.list {
				if v.Libelle == c.sample {
					if v.Code != c.code || v.Statut != c.statut {
						t.Errorf("%q = %s %s, want %s %s", c.sample, v.Code, v.Statut, c.code, c.statut)
					}
					return
				}
			}
			t.Errorf("no value %q", c.sample)
		})
	}
}

func TestTypesPrestation_keepSeenLabels(t *testing.T) {
	r := loaded(t)
	var seen []string
	for _, v := range r.TypesPrestation() {
		if v.Statut == Vu {
			seen = append(seen, v.Code+" "+v.Libelle)
		}
	}
	want := []string{
		"psychiatrie.instruction Expertise psychiatrique - pénal - instruction",
		"autres_medicales.instruction Autres expertises ou examens médicaux - instruction",
	}
	if diff := cmp.Diff(want, seen); diff != "" {
		t.Errorf("seen labels (-want +got):\n%s", diff)
	}
}

func TestTauxTVA(t *testing.T) {
	r := loaded(t)
	var got []int
	for _, v := range r.TauxTVA() {
		got = append(got, v.Taux)
		if v.Taux == 550 && v.Libelle != "5,50\u00a0%" {
			t.Errorf("5,5 %% is shown %q", v.Libelle)
		}
	}
	if diff := cmp.Diff([]int{2000, 1000, 850, 550, 210, 0}, got); diff != "" {
		t.Errorf("rates (-want +got):\n%s", diff)
	}
}

func TestAvecDevis(t *testing.T) {
	r := loaded(t)
	for code, want := range map[string]bool{"balistique.instruction": true, "traduction_orale.enquete": false, "unknown": false} {
		if got := r.AvecDevis(code); got != want {
			t.Errorf("AvecDevis(%q) = %v, want %v", code, got, want)
		}
	}
}

func relevance(t *testing.T, file string, search func(string, int) []Trouvaille) {
	t.Helper()
	first, l := 0, pairs(t, file)
	for _, p := range l {
		got := search(p[0], 3)
		if len(got) > 0 && (got[0].Valeur.Code == p[1] || strings.HasPrefix(got[0].Valeur.Code, p[1]+".")) {
			first++
			continue
		}
		codes := make([]string, 0, len(got))
		for _, g := range got {
			codes = append(codes, g.Valeur.Code)
		}
		t.Logf("miss: %q = %v, want %s", p[0], codes, p[1])
	}
	t.Logf("%d phrasings, hit@1 %.3f", len(l), float64(first)/float64(len(l)))
	if float64(first) < 0.9*float64(len(l)) {
		t.Errorf("hit@1 = %d of %d, want at least 90 %%", first, len(l))
	}
}

func TestChercherTypePrestation_relevance(t *testing.T) {
	relevance(t, "testdata/prestations.txt", loaded(t).ChercherTypePrestation)
}

func TestChercherAutorite_relevance(t *testing.T) {
	relevance(t, "testdata/autorites.txt", loaded(t).ChercherAutorite)
}

func TestChercherTypePrestation_nothing(t *testing.T) {
	r := loaded(t)
	for _, q := range []string{"", "zzzz", "le de la", "bonjour"} {
		if got := r.ChercherTypePrestation(q, 3); len(got) != 0 {
			t.Errorf("ChercherTypePrestation(%q) = %+v, want nothing", q, got)
		}
		if got := r.ChercherAutorite(q, 3); len(got) != 0 {
			t.Errorf("ChercherAutorite(%q) = %+v, want nothing", q, got)
		}
	}
}

func FuzzChercherValeur(f *testing.F) {
	r := loaded(f)
	for _, file := range []string{"testdata/prestations.txt", "testdata/autorites.txt"} {
		for _, p := range pairs(f, file) {
			f.Add(p[0])
		}
	}
	f.Fuzz(func(t *testing.T, q string) {
		for _, got := range [][]Trouvaille{r.ChercherTypePrestation(q, 5), r.ChercherAutorite(q, 5)} {
			if len(got) > 5 {
				t.Fatalf("%d results", len(got))
			}
			for i, g := range got {
				if g.Score <= 0 || g.Score > 1 || (i > 0 && g.Score > got[i-1].Score) {
					t.Fatalf("search of %q: score %v at %d", q, g.Score, i)
				}
			}
		}
		r.HorsPerimetre(q)
	})
}

func FuzzPlier(f *testing.F) {
	for _, s := range []string{"Évry-Courcouronnes", "œuvre", "L'Haÿ", "\xff", "ﬁn"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		once := Plier(s)
		if strings.HasPrefix(once, " ") || strings.HasSuffix(once, " ") || strings.Contains(once, "  ") {
			t.Fatalf("Plier(%q) = %q", s, once)
		}
		if twice := Plier(once); twice != once {
			t.Fatalf("Plier(%q) = %q, then %q", s, once, twice)
		}
	})
}

func BenchmarkChercherTypePrestation(b *testing.B) {
	r := loaded(b)
	q := strings.Repeat("interpretariat garde a vue expertise psychiatrique ", 10)
	for b.Loop() {
		r.ChercherTypePrestation(q, 5)
	}
}

func TestValeurs_areFoundByCode(t *testing.T) {
	r := loaded(t)
	for _, c := range []struct {
		name string
		list []Valeur
		find func(string) (Valeur, bool)
	}{
		{"types de prestation", r.TypesPrestation(), r.TypePrestation},
		{"autorités", r.AutoritesRequerantes(), r.Autorite},
		{"catégories", r.CategoriesPrestataire(), r.Categorie},
		{"régimes", r.RegimesStatut(), r.Regime},
		{"types de TVA", r.TypesTVA(), r.TypeTVA},
		{"textes", r.TextesReference(), r.TexteReference},
		{"pièces", r.TypesPiece(), r.TypePiece},
	} {
		t.Run(c.name, func(t *testing.T) {
			for _, v := range c.list {
				if got, ok := c.find(v.Code); !ok || got.Libelle != v.Libelle {
					t.Errorf("%q = %+v, %v", v.Code, got, ok)
				}
			}
			if _, ok := c.find("unknown"); ok {
				t.Error("an unknown code was found")
			}
		})
	}
}

// What a search shows first for a label is the label itself.
func TestChercher_everyLabelFindsItself(t *testing.T) {
	r := loaded(t)
	for _, v := range r.TypesPrestation() {
		if got := r.ChercherTypePrestation(v.Libelle, 1); len(got) != 1 || got[0].Valeur.Code != v.Code || got[0].Score < 0.99 {
			t.Errorf("ChercherTypePrestation(%q) = %+v", v.Libelle, got)
		}
	}
	for _, v := range r.AutoritesRequerantes() {
		if got := r.ChercherAutorite(v.Libelle, 1); len(got) != 1 || got[0].Valeur.Code != v.Code {
			t.Errorf("ChercherAutorite(%q) = %+v", v.Libelle, got)
		}
	}
}
