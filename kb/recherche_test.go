package kb_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"claudia/kb"
	"claudia/kb/moteur"
)

func TestChercher_forgives(t *testing.T) {
	t.Parallel()
	base := ouvrir(t)
	for _, c := range []struct {
		article string
		formes  []string
	}{
		{"rib-a-joindre", []string{"Dois-je joindre mon RIB ?", "dois je joindre mon rib", "DOIS-JE JOINDRE MON RIB", "joindre l’iban", "faut il joindre un rib", "dois‑je joindre mon RIB"}},
		{"memoire-refuse", []string{"Mon mémoire est refusé", "mon memoire est refuse", "mémoires refusés", "mon mémmoire est réfusé", "memoire rejeté"}},
		{"traduction-orale", []string{"majoration de nuit", "majorations la nuit", "majorasion de nuit"}},
		{"taille-et-formats", []string{"taille max d'une pièce jointe", "taille max d une piece jointe", "taille maxi pj"}},
		{"attestation-de-mission", []string{"qui signe l'attestation", "qui signe lattestation", "qui signe l attestation", "qui signe l’attestation"}},
	} {
		for _, f := range c.formes {
			r, err := base.Chercher(t.Context(), moteur.Question{Texte: f})
			if err != nil {
				t.Fatal(err)
			}
			if len(r.Resultats) == 0 || r.Resultats[0].ID != c.article {
				t.Errorf("Chercher(%q) = %v, want %s", f, noms(r), c.article)
			}
		}
	}
}

func TestChercher_sendsElsewhere(t *testing.T) {
	t.Parallel()
	base := ouvrir(t)
	for q, article := range map[string]string{
		"je suis victime, comment être indemnisée ?":         "victime",
		"comment récupérer mon véhicule mis à la fourrière":  "client-de-la-fourriere",
		"ma facture de travaux pour la mairie est bloquée":   "autres-factures",
		"quelle météo demain ?":                              "bavardage",
		"comment contester une amende de stationnement":      "amende",
		"renouveler mon passeport":                           "autres-administrations",
		"je suis victime d'une agression, qui m'indemnise ?": "victime",
	} {
		r, err := base.Chercher(t.Context(), moteur.Question{Texte: q})
		if err != nil {
			t.Fatal(err)
		}
		if r.Repond || !r.HorsSujet || r.Ailleurs == nil || r.Ailleurs.ID != article {
			t.Errorf("Chercher(%q): repond %v, hors sujet %v, ailleurs %+v, want %s", q, r.Repond, r.HorsSujet, r.Ailleurs, article)
		}
		if base.Repondre(q) != nil {
			t.Errorf("Repondre(%q) answers", q)
		}
	}
}

func TestChercher_takesAnything(t *testing.T) {
	t.Parallel()
	base := ouvrir(t)
	for _, q := range []string{
		"", " ", "?", "*", "/m.*[0-9]+/", "titre:rib", "+rib -iban", "\"rib", "rib~2", "rib^9", "(((", "a:b:c", "\\", "<script>alert(1)</script>", "\x00\xff",
		strings.Repeat("rib ", 200), strings.Repeat("x", 10000), "le la les", "de", "pourquoi ?", "🙂", "AND OR NOT", "1", "%", "e\u0301",
	} {
		r, err := base.Chercher(t.Context(), moteur.Question{Texte: q})
		if err != nil {
			t.Errorf("Chercher(%.20q): %v", q, err)
		}
		for _, x := range r.Resultats {
			for _, s := range x.Surlignes {
				if s[0] < 0 || s[1] > len(x.Extrait) || s[0] >= s[1] {
					t.Errorf("Chercher(%.20q): highlight %v of %d bytes", q, s, len(x.Extrait))
				}
			}
		}
		base.Suggerer(q, 5)
		base.Repondre(q)
	}
	r, err := base.Chercher(t.Context(), moteur.Question{Texte: strings.Repeat("mémoire réquisition ", 20)})
	if err != nil || !r.Coupee {
		t.Errorf("a question of 400 characters: %v, cut %v", err, r.Coupee)
	}
}

func TestChercher_highlightsAndCorrects(t *testing.T) {
	t.Parallel()
	base := ouvrir(t)
	r, err := base.Chercher(t.Context(), moteur.Question{Texte: "majorasion de nuit"})
	if err != nil || len(r.Resultats) == 0 {
		t.Fatal(err)
	}
	if r.Corrigee != "majoration de nuit" {
		t.Errorf("did you mean %q", r.Corrigee)
	}
	x := r.Resultats[0]
	var mots []string
	for _, s := range x.Surlignes {
		mots = append(mots, x.Extrait[s[0]:s[1]])
	}
	if !slices.ContainsFunc(mots, func(m string) bool { return strings.HasPrefix(m, "majoration") || m == "nuit" }) {
		t.Errorf("highlighted %v in %q", mots, x.Extrait)
	}
	if !strings.HasPrefix(x.Lien, "/guide/articles/traduction-orale#majorations") {
		t.Errorf("link %q, want the section", x.Lien)
	}
}

func TestChercher_narrows(t *testing.T) {
	t.Parallel()
	base := ouvrir(t)
	r, err := base.Chercher(t.Context(), moteur.Question{Texte: "attestation", Categorie: "pieces", Public: "medecin"})
	if err != nil {
		t.Fatal(err)
	}
	if len(r.Resultats) == 0 {
		t.Error("nothing for the doctors")
	}
	for _, x := range r.Resultats {
		a, err := base.Article(x.ID)
		if err != nil || a.Categorie != "pieces" || !slices.Contains(a.Publics, "medecin") {
			t.Errorf("%s is not for doctors, or not of the shelf", x.ID)
		}
	}
}

func TestRepondre_quotes(t *testing.T) {
	t.Parallel()
	base := ouvrir(t)
	got := base.Repondre("au fait on est payé en combien de temps ?")
	if len(got) == 0 || got[0].Lien != "/guide/articles/delai-de-paiement" || !strings.Contains(got[0].Article, "vérifié le 23/11/2026") || !strings.Contains(got[0].Extrait, "Aucun délai") {
		t.Errorf("Repondre = %+v", got)
	}
}

func TestSuggerer_isQuick(t *testing.T) {
	t.Parallel()
	base := ouvrir(t)
	for debut, article := range map[string]string{"mon mémoire est ref": "memoire-refuse", "majo": "traduction-orale", "quelle juri": "quelle-juridiction"} {
		t0 := time.Now()
		s := base.Suggerer(debut, 5)
		if d := time.Since(t0); d > 50*time.Millisecond {
			t.Errorf("Suggerer(%q) took %v", debut, d)
		}
		if !slices.ContainsFunc(s, func(x kb.Suggestion) bool { return x.ID == article }) {
			t.Errorf("Suggerer(%q) = %v, want %s among them", debut, s, article)
		}
	}
}

func noms(r kb.Reponse) []string {
	var out []string
	for _, x := range r.Resultats {
		out = append(out, x.ID)
	}
	return out[:min(len(out), 3)]
}

func FuzzChercher(f *testing.F) {
	base, err := kb.Ouvrir(f.Context(), kb.Options{})
	if err != nil {
		f.Fatal(err)
	}
	for _, s := range []string{"dois-je joindre mon RIB ?", "R. 122", "*", "\xff", "460 €", "lattestation"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, q string) {
		r, err := base.Chercher(t.Context(), moteur.Question{Texte: q})
		if err != nil && !r.Partielle {
			t.Fatalf("Chercher(%q): %v", q, err)
		}
		base.Suggerer(q, 3)
	})
}
