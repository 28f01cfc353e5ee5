package console_test

import (
	"archive/zip"
	"bytes"
	"context"
	"html"
	"net/http"
	"net/url"
	"os"
	"strings"
	"testing"

	"claudia/internal/comptes/comptesdemo"
	"claudia/internal/pg/pgtest"
	"claudia/kb/redaction"
	"claudia/kb/retours"
	"claudia/web/webtest"
)

func TestMain(m *testing.M) { os.Exit(pgtest.Main(m)) }

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// forme is an article as the form sends it.
func forme() url.Values {
	return url.Values{
		"titre": {"Faut-il porter une cravate à l'audience ?"}, "id": {"cravate"}, "markdown": {"Aucune règle de ce service ne l'exige."},
		"formulations": {"tenue vestimentaire exigée\nfaut il une cravate"}, "categorie": {"saisie"}, "etat": {"public"}, "publics[]": {"tous"},
		"sources": {"Choix de ce service"}, "verifie_le": {"2026-10-01"}, "motif": {"premier jet"}, "vue": {"0"},
	}
}

// The story of the issue: a question fails, an editor answers it in the browser, a colleague approves, and
// the same question then succeeds.
func TestQuestion_becomesAnArticle(t *testing.T) {
	t.Parallel()
	s := webtest.New(t)
	lecteur, hugo, lena := s.Visiter(t), s.Connecter(t, comptesdemo.Redacteur), s.Connecter(t, comptesdemo.Redactrice)
	question := "dois je mettre une cravate rayée à l'audience"
	for _, q := range []string{question, "Faut-il une cravate rayée à l'audience ?"} {
		if p := lecteur.Lire("/guide/recherche?q=" + url.QueryEscape(q)); strings.Contains(p.Texte, "/guide/articles/cravate") {
			t.Fatalf("%q already finds the article", q)
		}
		must(t, s.Retours.NoterSansReponse(context.Background(), q))
	}
	p := hugo.Lire("/console/guide/questions")
	webtest.VerifierDocument(t, "/console/guide/questions", p.Arbre)
	if !strings.Contains(p.Contenu(), "cravate rayée") || !strings.Contains(p.Contenu(), "1 autre façon de le demander") {
		t.Fatalf("the questions are not listed as one subject: %.400s", p.Contenu())
	}
	i := strings.Index(p.Texte, "/console/guide/nouveau?")
	p = hugo.Lire(html.UnescapeString(p.Texte[i : i+strings.IndexByte(p.Texte[i:], '"')]))
	webtest.VerifierDocument(t, "/console/guide/nouveau", p.Arbre)
	if p.Statut != http.StatusOK || !strings.Contains(p.Valeur("id"), "cravate") || p.Valeur("questions[]") == "" {
		t.Fatalf("the new article is not begun from the question: %d, %q", p.Statut, p.Valeur("id"))
	}
	f := forme()
	f.Set("formulations", "mettre une cravate rayée à l'audience\ntenue vestimentaire exigée")
	for _, q := range []string{question, "Faut-il une cravate rayée à l'audience ?"} {
		f.Add("questions[]", retours.Cle(q))
	}
	if p = hugo.Poster("/console/guide/nouveau", f); p.Statut != http.StatusOK || p.Chemin != "/console/guide/articles/cravate" {
		t.Fatalf("writing = %d at %s: %v", p.Statut, p.Chemin, p.Erreurs())
	}
	webtest.VerifierDocument(t, p.Chemin, p.Arbre)
	if !strings.Contains(p.Contenu(), "Trouvé en premier") {
		t.Errorf("the trial does not say that the questions would find the article: %.900s", p.Contenu())
	}
	p = hugo.Poster("/console/guide/articles/cravate/publication", url.Values{"numero": {"1"}, "jour": {""}, "heure": {""}})
	if !strings.Contains(p.Contenu(), "Une deuxième personne doit relire") || strings.Contains(p.Texte, "Approuver") {
		t.Errorf("after the request: %.600s", p.Contenu())
	}
	if q := lecteur.Lire("/guide/articles/cravate"); q.Statut != http.StatusNotFound {
		t.Errorf("a reader opens the article before its approval: %d", q.Statut)
	}
	p = lena.Lire("/console/guide/articles/cravate")
	demande := p.Valeur("demande")
	if demande == "" {
		t.Fatal("the colleague is not asked to approve")
	}
	p = lena.Poster("/console/guide/articles/cravate/relecture", url.Values{"demande": {demande}, "decision": {"approuver"}})
	if !strings.Contains(p.Contenu(), "Les lecteurs voient ce texte") {
		t.Errorf("after the approval: %.600s", p.Contenu())
	}
	if p = lecteur.Lire("/guide/recherche?q=" + url.QueryEscape(question)); !strings.Contains(p.Texte, "/guide/articles/cravate") {
		t.Errorf("the same question still fails: %.600s", p.Contenu())
	}
	if p = hugo.Lire("/console/guide/questions?etat=repondue"); !strings.Contains(p.Contenu(), "Faut-il porter une cravate") {
		t.Errorf("the questions are not told answered: %.400s", p.Contenu())
	}
}

func TestArticle_refusedKeepsWhatWasTyped(t *testing.T) {
	t.Parallel()
	s := webtest.New(t)
	hugo := s.Connecter(t, comptesdemo.Redacteur)
	for champ, valeur := range map[string]string{
		"titre": "", "id": "Une Cravate", "markdown": " ", "sources": "", "verifie_le": "hier", "revoir_le": "31/02/2027", "repond_a": "quatre", "etat": "secret",
	} {
		f := forme()
		f.Set(champ, valeur)
		p := hugo.Poster("/console/guide/nouveau", f)
		if p.Statut != http.StatusUnprocessableEntity || len(p.Erreurs()) == 0 || !strings.Contains(p.Texte, "tenue vestimentaire exigée") {
			t.Errorf("%s=%q: status %d, errors %v", champ, valeur, p.Statut, p.Erreurs())
		}
		webtest.VerifierDocument(t, champ, p.Arbre)
	}
}

func TestArticle_conflict(t *testing.T) {
	t.Parallel()
	s := webtest.New(t)
	hugo, lena := s.Connecter(t, comptesdemo.Redacteur), s.Connecter(t, comptesdemo.Redactrice)
	hugo.Poster("/console/guide/nouveau", forme())
	f := forme()
	f.Set("vue", "1")
	f.Set("markdown", "Le texte de Léna.")
	lena.Poster("/console/guide/articles/cravate", f)
	f.Set("markdown", "Le texte de Hugo.")
	p := hugo.Poster("/console/guide/articles/cravate", f)
	if p.Statut != http.StatusConflict || !strings.Contains(p.Texte, "<del>Le texte de Léna.</del>") || !strings.Contains(p.Texte, "<ins>Le texte de Hugo.</ins>") {
		t.Fatalf("the conflict shows %d: %.900s", p.Statut, p.Contenu())
	}
	webtest.VerifierDocument(t, p.Chemin, p.Arbre)
	f.Set("vue", p.Valeur("vue"))
	if p = hugo.Poster("/console/guide/articles/cravate", f); p.Statut != http.StatusOK || !strings.Contains(p.Texte, "Le texte de Hugo.") {
		t.Errorf("writing over it knowingly = %d", p.Statut)
	}
}

func TestApercu(t *testing.T) {
	t.Parallel()
	s := webtest.New(t)
	hugo := s.Connecter(t, comptesdemo.Redacteur)
	f := forme()
	f.Set("markdown", "## Étape\n\n**gras** [mort](/aide/nulle-part) <script>alert(1)</script> [x](javascript:alert(1))")
	f.Set("titre", "")
	f.Set("fragment", "1")
	p := hugo.Poster("/console/guide/apercu", f)
	for _, morceau := range []string{"<strong>gras</strong>", "nulle-part", `id="etape"`} {
		if !strings.Contains(p.Texte, morceau) {
			t.Errorf("the preview has no %s: %s", morceau, p.Texte)
		}
	}
	if strings.Contains(p.Texte, "<script>alert") || strings.Contains(p.Texte, "javascript:") || strings.Contains(p.Texte, "<html") {
		t.Errorf("the preview lets something run, or is a whole page: %s", p.Texte)
	}
	f.Del("fragment")
	f.Set("titre", "Sans script")
	if p = hugo.Poster("/console/guide/apercu", f); p.Statut != http.StatusOK || p.Valeur("titre") != "Sans script" || !strings.Contains(p.Texte, "<strong>gras</strong>") {
		t.Errorf("without script the preview = %d, %q", p.Statut, p.Valeur("titre"))
	}
	webtest.VerifierDocument(t, "apercu", p.Arbre)
}

func TestHistorique(t *testing.T) {
	t.Parallel()
	s := webtest.New(t)
	hugo := s.Connecter(t, comptesdemo.Redacteur)
	hugo.Poster("/console/guide/nouveau", forme())
	f := forme()
	f.Set("vue", "1")
	f.Set("markdown", "Autre texte.")
	hugo.Poster("/console/guide/articles/cravate", f)
	p := hugo.Lire("/console/guide/articles/cravate/historique")
	webtest.VerifierDocument(t, p.Chemin, p.Arbre)
	if !strings.Contains(p.Texte, "<ins>Autre texte.</ins>") || p.Valeur("numero") != "1" {
		t.Fatalf("the history shows %.600s", p.Contenu())
	}
	p = hugo.Poster("/console/guide/articles/cravate/reprise", url.Values{"numero": {"1"}, "vue": {"2"}})
	if !strings.Contains(p.Texte, "Aucune règle de ce service") || p.Valeur("vue") != "3" {
		t.Errorf("after taking revision 1 again: %q", p.Valeur("vue"))
	}
	for _, faux := range []string{"?de=99", "?de=abc", "?vers=-1"} {
		if p := hugo.Lire("/console/guide/articles/cravate/historique" + faux); p.Statut != http.StatusNotFound {
			t.Errorf("%s = %d, want 404", faux, p.Statut)
		}
	}
}

func TestPages(t *testing.T) {
	t.Parallel()
	s := webtest.New(t)
	hugo, agent := s.Connecter(t, comptesdemo.Redacteur), s.Connecter(t, comptesdemo.Agent1)
	must(t, s.Retours.Lu(context.Background(), "forclusion"))
	for _, x := range []struct{ chemin, dit string }{
		{"/console/guide/", "95 articles"},
		{"/console/guide/?q=delai+deposer", "1 article sur 95"},
		{"/console/guide/?etat=a_relire", "0 article sur 95"},
		{"/console/guide/?a_revoir=1", "0 article sur 95"},
		{"/console/guide/statistiques", "1 lectures d'articles"},
		{"/console/guide/statistiques?jours=7", "Jour par jour"},
		{"/console/guide/questions?etat=ecartee", "Aucune question ici"},
		{"/console/guide/articles/forclusion", "Les lecteurs voient ce texte"},
	} {
		for nom, c := range map[string]*webtest.Client{"editor": hugo, "agent": agent} {
			p := c.Lire(x.chemin)
			webtest.VerifierDocument(t, x.chemin, p.Arbre)
			if p.Statut != http.StatusOK || !strings.Contains(p.Contenu(), x.dit) {
				t.Errorf("%s reads %s: %d, without %q\n%.500s", nom, x.chemin, p.Statut, x.dit, p.Contenu())
			}
			if nom == "agent" && strings.Contains(p.Texte, "Enregistrer la révision") {
				t.Errorf("%s offers an agent to write", x.chemin)
			}
		}
	}
	if p := hugo.Lire("/console/guide/statistiques?jours=8"); p.Statut != http.StatusUnprocessableEntity {
		t.Errorf("eight days = %d", p.Statut)
	}
	if p := hugo.Lire("/console/guide/questions?etat=nulle"); p.Statut != http.StatusNotFound {
		t.Errorf("an unknown state = %d", p.Statut)
	}
}

func TestExport(t *testing.T) {
	t.Parallel()
	s := webtest.New(t)
	p := s.Connecter(t, comptesdemo.Redacteur).Lire("/console/guide/export.zip")
	z, err := zip.NewReader(bytes.NewReader([]byte(p.Texte)), int64(len(p.Texte)))
	must(t, err)
	if len(z.File) != 95 || p.Header.Get("Content-Type") != "application/zip" {
		t.Errorf("the export holds %d files of type %s", len(z.File), p.Header.Get("Content-Type"))
	}
}

func TestQuestions_gestes(t *testing.T) {
	t.Parallel()
	s := webtest.New(t)
	hugo := s.Connecter(t, comptesdemo.Redacteur)
	must(t, s.Retours.NoterSansReponse(context.Background(), "Combien de chevaux ?"))
	cle := retours.Cle("Combien de chevaux ?")
	geste := func(paires ...string) webtest.Page {
		f := url.Values{"pliees[]": {cle}, "etat": {"ouverte"}}
		for i := 0; i < len(paires); i += 2 {
			f.Set(paires[i], paires[i+1])
		}
		return hugo.Poster("/console/guide/questions", f)
	}
	etat := func(e retours.EtatQuestion) bool {
		qs, err := s.Retours.Questions(context.Background(), e, 10)
		must(t, err)
		return len(qs) == 1
	}
	if p := geste("geste", "confier", "article", "nul"); !strings.Contains(p.Contenu(), "Aucun article ne porte cet identifiant") || !etat(retours.Ouverte) {
		t.Errorf("given to no article: %.300s", p.Contenu())
	}
	if geste("geste", "ecarter"); !etat(retours.Ecartee) {
		t.Error("not put aside")
	}
	if geste("geste", "rouvrir"); !etat(retours.Ouverte) {
		t.Error("not open again")
	}
	if p := geste("geste", "confier", "article", "forclusion"); p.Chemin != "/console/guide/articles/forclusion" || !etat(retours.Confiee) {
		t.Errorf("given to an article: at %s", p.Chemin)
	}
	if p := geste("geste", "voler"); p.Statut != http.StatusBadRequest {
		t.Errorf("an unknown gesture = %d", p.Statut)
	}
}

// A dated publication is told in French time.
func TestPublication_dated(t *testing.T) {
	t.Parallel()
	s := webtest.New(t)
	hugo := s.Connecter(t, comptesdemo.Redacteur)
	f := forme()
	f.Set("etat", "interne")
	hugo.Poster("/console/guide/nouveau", f)
	p := hugo.Poster("/console/guide/articles/cravate/publication", url.Values{"numero": {"1"}, "jour": {"2026-11-02"}, "heure": {"09:30"}})
	if !strings.Contains(p.Contenu(), "2 novembre 2026 à 9 h 30") {
		t.Errorf("the date is told %.500s", p.Contenu())
	}
	d, err := s.Redaction.Dossier(context.Background(), s.Jeu.Acteurs[comptesdemo.Redacteur], "cravate")
	must(t, err)
	if d.Etat != redaction.Programme {
		t.Errorf("the state is %s", d.Etat)
	}
	for jour, heure := range map[string]string{"hier": "", "2026-11-02": "25:00", "2029-01-01": ""} {
		p := hugo.Poster("/console/guide/articles/cravate/publication", url.Values{"numero": {"1"}, "jour": {jour}, "heure": {heure}})
		if p.Statut != http.StatusOK || !strings.Contains(p.Texte, "alerte-erreur") {
			t.Errorf("%s %s: %d", jour, heure, p.Statut)
		}
	}
	if p = hugo.Poster("/console/guide/articles/cravate/annulation", url.Values{}); !strings.Contains(p.Contenu(), "est annulée") {
		t.Errorf("cancelled: %.300s", p.Contenu())
	}
	if p = hugo.Poster("/console/guide/articles/forclusion/retrait", url.Values{"mot": {""}}); !strings.Contains(p.Contenu(), "Dites pourquoi") {
		t.Errorf("withdrawn without a word: %.300s", p.Contenu())
	}
	if p = hugo.Poster("/console/guide/articles/forclusion/retrait", url.Values{"mot": {"périmé"}}); !strings.Contains(p.Contenu(), "ne voient plus cet article") {
		t.Errorf("withdrawn: %.300s", p.Contenu())
	}
	if q := s.Visiter(t).Lire("/guide/articles/forclusion"); q.Statut != http.StatusNotFound {
		t.Errorf("a reader opens a withdrawn article: %d", q.Statut)
	}
}
