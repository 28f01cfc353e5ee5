package retours

import (
	"context"
	"os"
	"strings"
	"sync"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"claudia/internal/fault"
	"claudia/internal/pg/pgtest"
	"claudia/kb"
)

func TestMain(m *testing.M) { os.Exit(pgtest.Main(m)) }

func TestQueries_prepareOnTheSchema(t *testing.T) {
	t.Parallel()
	pgtest.PrepareAll(t, pgtest.New(t), map[string]string{
		"sqlVoter": sqlVoter, "sqlBilan": sqlBilan, "sqlPrecisions": sqlPrecisions, "sqlNoterSansReponse": sqlNoterSansReponse,
		"sqlQuestions": sqlQuestions, "sqlConfiees": sqlConfiees, "sqlRanger": sqlRanger, "sqlRepondre": sqlRepondre, "sqlAttendre": sqlAttendre,
		"sqlNePlusAttendre": sqlNePlusAttendre, "sqlAttentes": sqlAttentes, "sqlAPrevenir": sqlAPrevenir, "sqlPrevenu": sqlPrevenu,
		"sqlBalayerAttentes": sqlBalayerAttentes, "sqlBalayerQuestions": sqlBalayerQuestions, "sqlGarder": sqlGarder, "sqlVersion": sqlVersion, "sqlLu": sqlLu, "sqlPlusLus": sqlPlusLus,
		"sqlVoterReponse": sqlVoterReponse, "sqlPouces": sqlPouces, "sqlCherchees": sqlCherchees, "sqlTextes": sqlTextes, "sqlSeries": sqlSeries, "sqlArticlesLus": sqlArticlesLus,
		"sqlTextesCherches": sqlTextesCherches, "sqlBalayerRecherches": sqlBalayerRecherches,
	})
}

// horloge is a clock that the test moves.
type horloge struct {
	mu sync.Mutex
	t  time.Time
}

func (h *horloge) lire() time.Time {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.t
}

func (h *horloge) avancer(d time.Duration) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.t = h.t.Add(d)
}

func service(t *testing.T) (*Service, *horloge) {
	t.Helper()
	h := &horloge{t: time.Date(2026, 10, 14, 8, 0, 0, 0, time.UTC)}
	return New(pgtest.New(t), Options{Horloge: h.lire}), h
}

func article(titre string) kb.Article {
	return kb.Article{
		ID: "delai-de-depot", Titre: titre, HTML: "<p>Un an.</p>", Sources: []string{"CPP, article 800"},
		Sommaire: []kb.Titre{{Niveau: 2, Ancre: "debut", Texte: "Début"}}, VerifieLe: time.Date(2026, 10, 1, 0, 0, 0, 0, time.UTC),
	}
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func TestGarder_showsAQuotedVersionAfterAChange(t *testing.T) {
	t.Parallel()
	s, _ := service(t)
	ctx := context.Background()
	avant, err := s.Garder(ctx, article("Quel délai ?"))
	must(t, err)
	encore, err := s.Garder(ctx, article("Quel délai ?"))
	must(t, err)
	apres, err := s.Garder(ctx, article("Quel est le délai ?"))
	must(t, err)
	if avant != encore || avant == apres {
		t.Fatalf("digests %s, %s, %s: the same words must give the same, other words another", avant, encore, apres)
	}
	v, err := s.Version(ctx, "delai-de-depot", avant)
	must(t, err)
	a := article("Quel délai ?")
	want := Version{Article: a.ID, Empreinte: avant, Titre: a.Titre, HTML: a.HTML, Sommaire: a.Sommaire, Sources: a.Sources, VerifieLe: a.VerifieLe, Depuis: s.horloge()}
	if d := cmp.Diff(want, v); d != "" {
		t.Errorf("Version (-want +got):\n%s", d)
	}
	for _, e := range []string{"000000000000", "", "' OR 1=1"} {
		if _, err := s.Version(ctx, "delai-de-depot", e); !aPourGenre(err, fault.Introuvable) {
			t.Errorf("Version(%q) = %v, want Introuvable", e, err)
		}
	}
}

func TestCitee_readsLienVersion(t *testing.T) {
	t.Parallel()
	a := article("Quel délai ?")
	for _, ancre := range []string{"", "debut"} {
		lien := LienVersion(kb.Lien(a.ID, ancre), a)
		article, empreinte, ok := Citee(lien)
		if !ok || article != a.ID || empreinte != Empreinte(a) || strings.HasSuffix(lien, "#debut") != (ancre != "") {
			t.Errorf("Citee(%q) = %q, %q, %v", lien, article, empreinte, ok)
		}
	}
	for _, autre := range []string{"", "/assistant/telephone", kb.Lien(a.ID, ""), "https://ailleurs.example" + LienVersion(kb.Lien(a.ID, ""), a), "//ailleurs.example/x?version=1", "/memoires/x?version=1", "%zz"} {
		if _, _, ok := Citee(autre); ok {
			t.Errorf("Citee(%q) says that it quotes", autre)
		}
	}
}

func TestGarderTous_keepsEachVersionOnce(t *testing.T) {
	t.Parallel()
	s, h := service(t)
	ctx := context.Background()
	sans := kb.Article{ID: "sans-date", Titre: "Sans date", HTML: "<p>« l'un » & \\ l'autre</p>"}
	must(t, s.GarderTous(ctx, []kb.Article{article("Quel délai ?"), sans, article("Quel délai ?")}))
	must(t, s.GarderTous(ctx, nil))
	depuis := h.lire()
	h.avancer(time.Hour)
	autre := New(s.db, Options{Horloge: h.lire}) // another process, which knows nothing of what is kept
	must(t, autre.GarderTous(ctx, []kb.Article{sans, article("Un autre titre")}))
	v, err := autre.Version(ctx, sans.ID, Empreinte(sans))
	must(t, err)
	want := Version{Article: sans.ID, Empreinte: Empreinte(sans), Titre: sans.Titre, HTML: sans.HTML, Depuis: depuis}
	if d := cmp.Diff(want, v); d != "" {
		t.Errorf("Version (-want +got):\n%s", d)
	}
	var n int
	must(t, s.db.Pool.QueryRow(ctx, "SELECT count(*) FROM guide_versions").Scan(&n))
	if n != 3 {
		t.Errorf("%d versions kept, want 3", n)
	}
}

func aPourGenre(err error, k fault.Kind) bool {
	f, ok := fault.As(err)
	return ok && f.Kind == k
}

func TestVoter(t *testing.T) {
	t.Parallel()
	s, _ := service(t)
	ctx := context.Background()
	e, err := s.Garder(ctx, article("Quel délai ?"))
	must(t, err)
	for _, v := range []Vote{
		{Utile: true, Motif: Faux, Precision: "rien de cela n'est gardé"},
		{Utile: false},
		{Utile: false, Motif: Obscur, Precision: " écrivez à jean@exemple.fr ou au 06 12 34 56 78 "},
	} {
		v.Article, v.Empreinte = "delai-de-depot", e
		must(t, s.Voter(ctx, v))
	}
	got, err := s.Bilan(ctx, "delai-de-depot", e)
	must(t, err)
	want := Bilan{Article: "delai-de-depot", Oui: 1, Non: 2, Motifs: map[Motif]int64{Obscur: 1}, Precisions: []string{"écrivez à [adresse] ou au [numéro]"}}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("Bilan (-want +got):\n%s", d)
	}
	for _, c := range []struct {
		v    Vote
		code string
	}{
		{Vote{Article: "delai-de-depot", Empreinte: e, Motif: "pirate"}, "motif_inconnu"},
		{Vote{Article: "delai-de-depot", Empreinte: e, Precision: strings.Repeat("é", MaxPrecision+1)}, "champ_trop_long"},
		{Vote{Article: "delai-de-depot", Empreinte: "000000000000"}, "introuvable"},
		{Vote{Article: "absent", Empreinte: e}, "introuvable"},
	} {
		f, ok := fault.As(s.Voter(ctx, c.v))
		if !ok || (f.Code != c.code && f.Kind != fault.Introuvable) {
			t.Errorf("Voter(%+v) = %v, want %s", c.v, f, c.code)
		}
	}
}

func TestNoterSansReponse_groupsAndMasks(t *testing.T) {
	t.Parallel()
	s, _ := service(t)
	ctx := context.Background()
	for _, q := range []string{
		"Où garer mon hélicoptère ?", "ou garer mon helicoptere ?", "  OÙ  GARER mon Hélicoptère ?", "mon SIRET 123 456 789 00012 est faux",
		"mon siret 987 654 321 00012 est faux", "", " ? ", strings.Repeat("œ", 500), "\x00\xff",
	} {
		must(t, s.NoterSansReponse(ctx, q))
	}
	got, err := s.Questions(ctx, Ouverte, 10)
	must(t, err)
	nombre := map[string]int64{}
	for _, q := range got {
		nombre[q.Question] = q.Nombre
	}
	want := map[string]int64{"Où garer mon hélicoptère ?": 3, "mon SIRET [numéro] est faux": 2, strings.Repeat("œ", MaxQuestion): 1}
	if d := cmp.Diff(want, nombre); d != "" {
		t.Errorf("Questions (-want +got):\n%s", d)
	}
}

func TestLu_countsByTenSeconds(t *testing.T) {
	t.Parallel()
	s, h := service(t)
	ctx := context.Background()
	for range 3 {
		must(t, s.Lu(ctx, "a"))
	}
	h.avancer(time.Minute)
	must(t, s.Lu(ctx, "b"))
	got, err := s.PlusLus(ctx, 5)
	must(t, err)
	if d := cmp.Diff([]string{"a", "b"}, got); d != "" {
		t.Errorf("PlusLus (-want +got):\n%s", d)
	}
	h.avancer(31 * 24 * time.Hour)
	if got, err = s.PlusLus(ctx, 5); err != nil || len(got) != 0 {
		t.Errorf("PlusLus after a month = %v, %v, want none", got, err)
	}
}

func TestMasquer(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"R. 122 et 460 € au 93":                    "R. 122 et 460 € au 93",
		"le 13/10/2026 à 14h":                      "le 13/10/2026 à 14h",
		"mon mail est a.b+c@x-y.gouv.fr, merci":    "mon mail est [adresse], merci",
		"FR76 3000 6000 0112 3456 7890 189 refusé": "[numéro] refusé",
		"fr7630006000011234567890189":              "[numéro]",
		"MJ0000002106 et TMP2026000000010":         "MJ[numéro] et TMP[numéro]",
		"tel 06.12.34.56.78 ou +33 6 12 34 56 78":  "tel [numéro] ou [numéro]",
		"SIRET 123\u00a0456\u202f789 00012":        "SIRET [numéro]",
		"tj93 quel code pour moi":                  "tj93 quel code pour moi",
		"a\u0000b":                                 "a b",
	} {
		if got := Masquer(in); got != want {
			t.Errorf("Masquer(%q) = %q, want %q", in, got, want)
		}
	}
}

func FuzzMasquer(f *testing.F) {
	f.Add("a@b 0612345678")
	f.Add("FR76 3000 6000 0112 3456 7890 189")
	f.Fuzz(func(t *testing.T, s string) {
		m := Masquer(s)
		if !utf8.ValidString(m) && utf8.ValidString(s) {
			t.Errorf("Masquer(%q) = %q is no text", s, m)
		}
		suite := 0
		for _, r := range m {
			if suite++; r < '0' || r > '9' {
				suite = 0
			}
			if suite >= 10 {
				t.Errorf("Masquer(%q) = %q keeps ten digits", s, m)
			}
		}
	})
}
