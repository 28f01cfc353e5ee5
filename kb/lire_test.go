package kb_test

import (
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"

	"claudia/internal/fault"
	"claudia/kb"
	"claudia/kb/moteur"
)

const entete = "---\nid: essai\ntitre: Essai\ncategorie: saisie\nsources: [moi]\nverifie_le: 2026-11-01\netat: public\n---\n\n"

func TestLireArticle_cutsPassages(t *testing.T) {
	t.Parallel()
	a, err := kb.LireArticle(t.Context(), []byte(entete+"Début **fort**.\n\n## Étape 1 : l'été\n\n- un\n- deux\n\n## Étape 1 : l'été\n\n| A | B |\n|---|---|\n| x | y |\n\n> [!attention]\n> Prudence.\n\nMot\n: Sens\n"))
	if err != nil {
		t.Fatal(err)
	}
	want := []moteur.Passage{
		{Texte: "Début fort."},
		{Ancre: "etape-1-l-ete", Titre: "Étape 1 : l'été", Texte: "un\ndeux"},
		{Ancre: "etape-1-l-ete-2", Titre: "Étape 1 : l'été", Texte: "A : B\nx : y\nPrudence.\nMot\nSens"},
	}
	if d := cmp.Diff(want, a.Passages); d != "" {
		t.Error(d)
	}
	for _, morceau := range []string{
		`<h2 id="etape-1-l-ete">`, `<aside class="encadre encadre-attention">`, `<p class="encadre-titre">Attention</p>`, "<td>x</td>", "<dt>Mot</dt>", "<strong>fort</strong>",
	} {
		if !strings.Contains(string(a.HTML), morceau) {
			t.Errorf("no %s in %s", morceau, a.HTML)
		}
	}
}

func TestLireArticle_letsNothingRun(t *testing.T) {
	t.Parallel()
	for _, corps := range []string{
		"<script>alert(1)</script>", "Un <b onclick=x>mot</b>", "[x](javascript:alert(1))", "[x](javascript&colon;alert(1))", "[x](JaVaScRiPt:alert(1))",
		"[x](data:text/html;base64,xx)", "[x](vbscript:x)", "[x](//evil.example/)", "[x](/\\evil.example)", "![x](https://evil.example/p.png)", "<https://ok.example>",
		"[x](http://clair.example)", "## <img src=x onerror=alert(1)>\n\ntexte",
	} {
		a, err := kb.LireArticle(t.Context(), []byte(entete+"Texte.\n\n"+corps+"\n"))
		if err != nil {
			t.Errorf("%q: %v", corps, err)
			continue
		}
		bas := strings.ToLower(string(a.HTML))
		for _, interdit := range []string{"<script", "onclick", "onerror=\"", "<img", "javascript:", "vbscript:", "data:text", "href=\"//", "href=\"/\\", "http://clair"} {
			if strings.Contains(bas, interdit) {
				t.Errorf("%q gives %s", corps, a.HTML)
			}
		}
	}
}

func TestLireArticle_refuses(t *testing.T) {
	t.Parallel()
	for nom, c := range map[string]struct{ src, code string }{
		"no head":       {"Bonjour", "article_invalide"},
		"bad head":      {"---\nid: [\n---\nx", "article_invalide"},
		"no title":      {"---\nid: x\ncategorie: saisie\netat: brouillon\n---\nx", "article_invalide"},
		"empty":         {entete, "article_invalide"},
		"bad date":      {strings.Replace(entete, "2026-11-01", "1/11/26", 1) + "x", "article_invalide"},
		"bad state":     {strings.Replace(entete, "etat: public", "etat: peut-etre", 1) + "x", "article_invalide"},
		"no source":     {strings.Replace(entete, "sources: [moi]\n", "", 1) + "x", "article_invalide"},
		"bad shelf":     {strings.Replace(entete, "saisie", "nulle", 1) + "x", "article_invalide"},
		"too long":      {entete + strings.Repeat("mot ", 20000), "article_trop_complexe"},
		"too many link": {entete + strings.Repeat("[a](/b) ", 201), "article_trop_complexe"},
		"too deep":      {entete + strings.Repeat("> ", 40) + "x", "article_trop_complexe"},
		"not text":      {entete + "\xff", "caractere_interdit"},
		"control":       {entete + "a\x00b", "caractere_interdit"},
	} {
		_, err := kb.LireArticle(t.Context(), []byte(c.src))
		if f, ok := fault.As(err); !ok || f.Code != c.code {
			t.Errorf("%s: %v, want %s", nom, err, c.code)
		}
	}
}

func TestLireArticle_isBounded(t *testing.T) {
	t.Parallel()
	for _, motif := range []string{"[a](", "*a_", "> ", "![", "|a"} {
		src := []byte(entete + strings.Repeat(motif, (60<<10)/len(motif)))
		debut := time.Now()
		_, _ = kb.LireArticle(t.Context(), src) // either way: it must come back
		if d := time.Since(debut); d > 5*time.Second {
			t.Errorf("%q took %v", motif, d)
		}
	}
}

func TestLireDossier_wantsTheNameOfTheFile(t *testing.T) {
	t.Parallel()
	_, err := kb.LireDossier(t.Context(), fstest.MapFS{"autre.md": {Data: []byte(entete + "x")}})
	if err == nil {
		t.Error("LireDossier took essai from autre.md")
	}
}

func FuzzLireArticle(f *testing.F) {
	for _, s := range []string{"Bonjour", "> [!note]\n> x", "[a](javascript:x)", "| a |\n|-|\n", "a\n: b", "<p>", "## é\n\nx\n## é\n\ny", "> [!note]"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, corps string) {
		a, err := kb.LireArticle(t.Context(), []byte(entete+corps))
		if err != nil {
			if _, ok := fault.As(err); !ok {
				t.Fatalf("not a fault: %v", err)
			}
			return
		}
		bas := strings.ToLower(string(a.HTML))
		for _, interdit := range []string{"<script", "<img", "<iframe", "<style", "href=\"javascript", "href=\"//"} {
			if strings.Contains(bas, interdit) {
				t.Fatalf("%q gives %s", corps, a.HTML)
			}
		}
	})
}
