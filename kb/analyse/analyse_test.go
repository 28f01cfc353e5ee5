package analyse

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestJetons_keepsWhatBelongsTogether(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"L’attestation de l'Œuvre":  "attestation de oeuvre",
		"article R. 122 et R.224-1": "article r122 et r224-1",
		"r 122":                     "r122",
		"10 000 € à 5,5 %":          "10000 euro a 5.5 pourcent",
		"460€ ou 30euros":           "460 euro ou 30 euros",
		"T.V.A. et O.P.J":           "tva et opj",
		"un e-mail, aujourd’hui":    "un email aujourdhui",
		"qu'est-ce que c'est":       "est ce que est",
		"8h30–18h30":                "8h30 18h30",
		"":                          "",
		"…?!":                       "",
	} {
		var mots []string
		for _, j := range Jetons(in) {
			mots = append(mots, j.Mot)
		}
		if got := strings.Join(mots, " "); got != want {
			t.Errorf("Jetons(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestRacine_unitesFamilies(t *testing.T) {
	t.Parallel()
	for _, famille := range []string{
		"payer payé paye paiement paiements payés payable",
		"envoyer envoi envoyé envoyée envois",
		"modifier modification modifié modifiez modifications",
		"réquisition réquisitions",
		"certifier certification certifié certificat",
		"mémoire memoire mémoires MEMOIRE",
		"interprète interprètes interprétation interprétariat interpréteur",
		"traducteur traduction traduire traductrice",
		"tribunal tribunaux",
		"juridiction juridictions",
		"rattachement rattacher rattaché",
		"dupliquer dupliqué duplique",
		"abandonner abandon abandonné",
		"utilisateur utiliser utilisation",
		"résilier résiliation résilié",
		"rembourser remboursement remboursé remboursements",
		"habilitation habilitations habiliter",
		"créer création créé crée",
		"déplacement déplacements déplacer",
		"contester contestation",
		"majoration majorations majorer",
		"activer actif active activation",
	} {
		mots := strings.Fields(famille)
		want := Racine(Plier(mots[0]))
		for _, m := range mots[1:] {
			if got := Racine(Plier(m)); got != want {
				t.Errorf("Racine(%q) = %q, want %q as %q", m, got, want, mots[0])
			}
		}
	}
}

func TestRacine_keepsApart(t *testing.T) {
	t.Parallel()
	for _, paire := range [][2]string{
		{"mission", "mise"},
		{"montant", "montre"},
		{"document", "documentaire"},
		{"requérante", "réquisition"},
		{"facture", "fracture"},
		{"compte", "compter"},
		{"frais", "fraise"},
		{"avocat", "avocation"},
		{"prestation", "prestataire"},
		{"délai", "délégué"},
		{"service", "serveur"},
		{"juge", "jugement"},
	} {
		if a, b := Racine(Plier(paire[0])), Racine(Plier(paire[1])); a == b {
			t.Errorf("Racine(%q) = Racine(%q) = %q", paire[0], paire[1], a)
		}
	}
}

func TestJetons_offsetsCoverTheWord(t *testing.T) {
	t.Parallel()
	s := "L’Expertisé de l’État"
	var got []string
	for _, j := range Jetons(s) {
		got = append(got, s[j.Debut:j.Fin])
	}
	if d := cmp.Diff([]string{"Expertisé", "de", "État"}, got); d != "" {
		t.Error(d)
	}
}

func TestSon_hearsTheSame(t *testing.T) {
	t.Parallel()
	for _, p := range [][2]string{{"konbien", "combien"}, {"peye", "payé"}, {"frai", "frais"}, {"fotil", "fautil"}, {"memoir", "mémoire"}, {"atestation", "attestation"}, {"fackture", "facture"}} {
		if a, b := Son(Plier(p[0])), Son(Plier(p[1])); a != b {
			t.Errorf("Son(%q) = %q, Son(%q) = %q", p[0], a, p[1], b)
		}
	}
}

func TestOutil_hearsFunctionWords(t *testing.T) {
	t.Parallel()
	for mot, want := range map[string]bool{
		"veu": true, "dir": true, "jpeu": true, "tpeux": true, "jsui": true, "pouvé": false, "kan": false,
		"fer": false, "tampon": false, "stage": false, "m": false, "": false,
	} {
		if got := Outil(mot); got != want {
			t.Errorf("Outil(%q) = %v", mot, got)
		}
	}
}

func TestPresque(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		a, b string
		want bool
	}{
		{"veu", "veut", true},
		{"veut", "veu", true},
		{"ir", "dir", true},
		{"dit", "dis", true},
		{"dit", "dit", true},
		{"dit", "dors", false},
		{"dit", "dur", false},
		{"sui", "suite", false},
		{"ab", "ba", false},
		{"", "a", true},
	} {
		if got := presque(c.a, c.b); got != c.want {
			t.Errorf("presque(%q, %q) = %v", c.a, c.b, got)
		}
	}
}

func TestOrdinaire_isNotTheSubject(t *testing.T) {
	t.Parallel()
	for mot, want := range map[string]bool{
		"312": true, "1h20": true, "mars": true, "arrivera": true, "dernieres": true, "comment": true, "": true,
		"tampon": false, "attestation": false, "rib": false, "r122": false,
	} {
		if got := Ordinaire(mot); got != want {
			t.Errorf("Ordinaire(%q) = %v", mot, got)
		}
	}
}

func FuzzJetons(f *testing.F) {
	for _, s := range []string{"L’attestation R. 122", "\xff\xfe", "e\u0301\u200d", strings.Repeat("a", 500), "10 000,5 €", "ﬁn ½ ①"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		fin := 0
		for _, j := range Jetons(s) {
			if j.Debut < 0 || j.Fin > len(s) || j.Debut >= j.Fin || j.Debut < fin || j.Racine == "" {
				t.Fatalf("Jetons(%q): bad %+v", s, j)
			}
			fin = j.Fin
			_ = Son(j.Mot)
			_ = Outil(j.Mot)
		}
	})
}
