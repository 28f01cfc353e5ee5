package redaction_test

import (
	"context"
	"errors"
	"maps"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"

	"claudia/internal/bus"
	"claudia/internal/comptes"
	"claudia/internal/comptes/comptestest"
	"claudia/internal/fault"
	"claudia/internal/jobs"
	"claudia/internal/pg"
	"claudia/internal/pg/pgtest"
	"claudia/kb"
	"claudia/kb/moteur"
	"claudia/kb/redaction"
	"claudia/kb/retours"
)

func TestMain(m *testing.M) { os.Exit(pgtest.Main(m)) }

// bureau is the desk of the tests: a guide, two editors, a clock that is moved by hand.
type bureau struct {
	*redaction.Service
	db         *pg.DB
	base       *kb.Base
	retours    *retours.Service
	hugo, lena comptes.Acteur
	maintenant time.Time
}

func ouvrir(t *testing.T) *bureau {
	t.Helper()
	db := pgtest.New(t)
	return ouvrirSur(t, db, comptestest.Agent(t, db, comptes.RoleRedacteur), comptestest.Agent(t, db, comptes.RoleRedacteur))
}

func ouvrirSur(t *testing.T, db *pg.DB, hugo, lena comptes.Acteur) *bureau {
	t.Helper()
	base, err := kb.Ouvrir(t.Context(), kb.Options{})
	must(t, err)
	b := &bureau{db: db, base: base, hugo: hugo, lena: lena, maintenant: time.Date(2026, 10, 14, 8, 0, 0, 0, time.UTC)}
	horloge := func() time.Time { return b.maintenant }
	travaux, err := jobs.New(db, jobs.Options{})
	must(t, err)
	b.retours = retours.New(db, retours.Options{Horloge: horloge, Jobs: travaux})
	b.Service, err = redaction.New(t.Context(), db, redaction.Options{Base: base, Retours: b.retours, Horloge: horloge})
	must(t, err)
	must(t, b.Charger(t.Context()))
	return b
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func refuse(t *testing.T, err error, code, champ string) *fault.Error {
	t.Helper()
	f, ok := fault.As(err)
	if !ok || f.Code != code || f.Champ != champ {
		t.Fatalf("%v, want the fault %s on %q", err, code, champ)
	}
	return f
}

func cravate() kb.Article {
	return kb.Article{
		ID: "cravate", Titre: "Faut-il porter une cravate à l'audience ?", Formulations: []string{"tenue vestimentaire exigée"}, Categorie: "saisie",
		Sources: []string{"Choix de ce service"}, VerifieLe: time.Date(2026, 10, 1, 0, 0, 0, 0, time.UTC), Etat: kb.Public,
		Markdown: "Aucune règle de ce service ne l'exige.\n\n## Et un chapeau ?\n\nNon plus.",
	}
}

func (b *bureau) ecrire(t *testing.T, a kb.Article, vue int) int {
	t.Helper()
	ecrit, err := b.Ecrire(t.Context(), b.hugo, redaction.Saisie{Article: a, Vue: vue, Motif: "essai"})
	must(t, err)
	return ecrit.Version
}

// publier asks with hugo and approves with lena.
func (b *bureau) publier(t *testing.T, id string, numero int) {
	t.Helper()
	must(t, b.Demander(t.Context(), b.hugo, id, numero, time.Time{}))
	must(t, b.Approuver(t.Context(), b.lena, id, b.demande(t, id)))
}

func (b *bureau) demande(t *testing.T, id string) int64 {
	t.Helper()
	d, err := b.Dossier(t.Context(), b.hugo, id)
	must(t, err)
	if d.Demande == nil {
		t.Fatalf("%s has no open request", id)
	}
	return d.Demande.ID
}

func (b *bureau) etat(t *testing.T, id string, want redaction.Etat) {
	t.Helper()
	d, err := b.Dossier(t.Context(), b.hugo, id)
	must(t, err)
	if d.Etat != want {
		t.Errorf("the state of %s is %q, want %q", id, d.Etat, want)
	}
}

// trouve asks the guide and gives the first article found, "" when it does not know.
func (b *bureau) trouve(t *testing.T, question string) string {
	t.Helper()
	r, err := b.base.Chercher(t.Context(), moteur.Question{Texte: question})
	must(t, err)
	if !r.Repond {
		return ""
	}
	return r.Resultats[0].ID
}

func TestPublication_isFoundAtOnceByTwoPeople(t *testing.T) {
	t.Parallel()
	b := ouvrir(t)
	ctx := t.Context()
	question := "dois-je mettre une cravate a l'audience"
	if got := b.trouve(t, question); got == "cravate" {
		t.Fatal("the article is there before it is written")
	}
	n := b.ecrire(t, cravate(), 0)
	b.etat(t, "cravate", redaction.EnBrouillon)
	if got := b.trouve(t, question); got == "cravate" {
		t.Error("a draft is found by readers")
	}
	must(t, b.Demander(ctx, b.hugo, "cravate", n, time.Time{}))
	b.etat(t, "cravate", redaction.ARelire)
	refuse(t, b.Approuver(ctx, b.hugo, "cravate", b.demande(t, "cravate")), "meme_personne", "")
	must(t, b.Approuver(ctx, b.lena, "cravate", b.demande(t, "cravate")))
	b.etat(t, "cravate", redaction.Publie)
	if got := b.trouve(t, question); got != "cravate" {
		t.Errorf("the question finds %q once the article is published", got)
	}
	a, err := b.base.Article("cravate")
	must(t, err)
	if _, err := b.retours.Version(ctx, "cravate", retours.Empreinte(a)); err != nil {
		t.Errorf("the published version cannot be quoted: %v", err)
	}
	d, err := b.Dossier(ctx, b.lena, "cravate")
	must(t, err)
	var gestes []string
	for _, g := range d.Journal {
		gestes = append(gestes, g.Quoi)
	}
	if d := cmp.Diff([]string{"publie", "approuve", "demande", "ecrit"}, gestes); d != "" {
		t.Errorf("the journal (-want +got):\n%s", d)
	}
	must(t, b.Retirer(ctx, b.hugo, "cravate", "faux"))
	b.etat(t, "cravate", redaction.Retire)
	if _, err := b.base.Article("cravate"); fault.KindOf(err) != fault.Introuvable {
		t.Errorf("a withdrawn article is still shown: %v", err)
	}
	if _, err := b.retours.Version(ctx, "cravate", retours.Empreinte(a)); err != nil {
		t.Errorf("a withdrawn article that was quoted is lost: %v", err)
	}
}

// The author asks through a colleague: the colleague did not read it as a second person then.
func TestApprouver_refusesTheAuthor(t *testing.T) {
	t.Parallel()
	b := ouvrir(t)
	n := b.ecrire(t, cravate(), 0) // hugo writes
	must(t, b.Demander(t.Context(), b.lena, "cravate", n, time.Time{}))
	d := b.demande(t, "cravate")
	refuse(t, b.Approuver(t.Context(), b.hugo, "cravate", d), "meme_personne", "")
	refuse(t, b.Approuver(t.Context(), b.lena, "cravate", d), "meme_personne", "")
	if _, err := b.db.Pool.Exec(t.Context(), `UPDATE guide_demandes SET etat = 'publiee'`); err == nil {
		t.Error("the table takes a public article that nobody read again")
	}
	must(t, b.Annuler(t.Context(), b.lena, "cravate"))
	b.etat(t, "cravate", redaction.EnBrouillon)
	refuse(t, b.Approuver(t.Context(), b.lena, "cravate", d), "demande_close", "")
	refuse(t, b.Annuler(t.Context(), b.lena, "cravate"), "rien_a_annuler", "")
}

func TestEcrire_anArticleOfTheProgram(t *testing.T) {
	t.Parallel()
	b := ouvrir(t)
	avant, err := b.Dossier(t.Context(), b.hugo, "forclusion")
	must(t, err)
	if !avant.Livree || avant.Derniere != 1 || avant.Etat != redaction.Publie {
		t.Fatalf("an article of the program is %+v", avant.Fiche)
	}
	a := avant.Article
	if n := b.ecrire(t, a, 1); n != 1 {
		t.Errorf("writing the same text makes revision %d", n)
	}
	a.Markdown += "\n\nUn mot de plus sur le **zorglub**."
	n := b.ecrire(t, a, 1)
	b.etat(t, "forclusion", redaction.Modifie)
	if x, err := b.base.Article("forclusion"); err != nil || strings.Contains(string(x.HTML), "zorglub") {
		t.Errorf("readers see what is not published: %v", err)
	}
	b.publier(t, "forclusion", n)
	if x, err := b.base.Article("forclusion"); err != nil || !strings.Contains(string(x.HTML), "<strong>zorglub</strong>") || x.Version != 2 {
		t.Errorf("readers do not see what is published: %v", err)
	}
	_, err = b.Restaurer(t.Context(), b.lena, "forclusion", 1, n)
	must(t, err)
	d, err := b.Dossier(t.Context(), b.lena, "forclusion")
	must(t, err)
	if diff := cmp.Diff(avant.Article.Markdown, d.Article.Markdown); diff != "" || d.Derniere != 3 || d.Etat != redaction.Modifie {
		t.Errorf("the first revision restored is %+v (-want +got)\n%s", d.Fiche, diff)
	}
}

func TestEcrire_tellsOfAnotherEditor(t *testing.T) {
	t.Parallel()
	b := ouvrir(t)
	a := cravate()
	b.ecrire(t, a, 0)
	autre := a
	autre.Titre = "La cravate"
	_, err := b.Ecrire(t.Context(), b.lena, redaction.Saisie{Article: autre, Vue: 1})
	must(t, err)
	a.Titre = "Le chapeau"
	_, err = b.Ecrire(t.Context(), b.hugo, redaction.Saisie{Article: a, Vue: 1})
	f := refuse(t, err, "modifie_entre_temps", "")
	if r, ok := f.Recu.(redaction.Revision); !ok || r.Titre != "La cravate" || r.Numero != 2 {
		t.Errorf("the conflict holds %+v", f.Recu)
	}
	refuse(t, b.Demander(t.Context(), b.hugo, "cravate", 1, time.Time{}), "modifie_entre_temps", "")
}

func TestEcrire_refuses(t *testing.T) {
	t.Parallel()
	b := ouvrir(t)
	for nom, c := range map[string]struct {
		change func(*kb.Article)
		champ  string
	}{
		"no title":     {func(a *kb.Article) { a.Titre = "" }, "titre"},
		"no text":      {func(a *kb.Article) { a.Markdown = " \n" }, "markdown"},
		"bad name":     {func(a *kb.Article) { a.ID = "Ma Cravate" }, "id"},
		"no shelf":     {func(a *kb.Article) { a.Categorie = "nulle" }, "categorie"},
		"no source":    {func(a *kb.Article) { a.Sources = nil }, "sources"},
		"never read":   {func(a *kb.Article) { a.VerifieLe = time.Time{} }, "verifie_le"},
		"blank phrase": {func(a *kb.Article) { a.Formulations = []string{" "} }, "formulations"},
		"field":        {func(a *kb.Article) { a.Champs = []string{"Tarif HT"} }, "champs"},
		"no state":     {func(a *kb.Article) { a.Etat = "secret" }, "etat"},
	} {
		a := cravate()
		c.change(&a)
		_, err := b.Ecrire(t.Context(), b.hugo, redaction.Saisie{Article: a})
		if f, ok := fault.As(err); !ok || f.Code != "article_invalide" || f.Champ != c.champ {
			t.Errorf("%s: %v, want a refusal on %s", nom, err, c.champ)
		}
	}
	_, err := b.Ecrire(t.Context(), b.hugo, redaction.Saisie{Article: cravate(), Motif: strings.Repeat("x", 301)})
	refuse(t, err, "champ_trop_long", "motif")
	forclusion := cravate()
	forclusion.ID = "forclusion"
	_, err = b.Ecrire(t.Context(), b.hugo, redaction.Saisie{Article: forclusion})
	refuse(t, err, "identifiant_pris", "id")
	brouillon := cravate()
	brouillon.Etat = kb.Brouillon
	n := b.ecrire(t, brouillon, 0)
	refuse(t, b.Demander(t.Context(), b.hugo, "cravate", n, time.Time{}), "article_brouillon", "etat")
	doublon := cravate()
	doublon.Champs = []string{"tarif_ht"}
	n = b.ecrire(t, doublon, n)
	refuse(t, b.Demander(t.Context(), b.hugo, "cravate", n, time.Time{}), "champ_deja_explique", "champs")
}

// Every verb refuses whoever is no editor as if the article did not exist.
func TestRights(t *testing.T) {
	t.Parallel()
	b := ouvrir(t)
	ctx := t.Context()
	must(t, b.Charger(ctx))
	n := b.ecrire(t, cravate(), 0)
	must(t, b.Demander(ctx, b.hugo, "cravate", n, time.Time{}))
	d := b.demande(t, "cravate")
	agent := comptestest.Agent(t, b.db, comptes.RoleAgent)
	prestataire, _ := comptestest.Prestataire(t, b.db)
	verbes := map[string]func(par comptes.Acteur) error{
		"Ecrire": func(par comptes.Acteur) error {
			_, err := b.Ecrire(ctx, par, redaction.Saisie{Article: cravate(), Vue: n})
			return err
		},
		"Demander":  func(par comptes.Acteur) error { return b.Demander(ctx, par, "cravate", n, time.Time{}) },
		"Approuver": func(par comptes.Acteur) error { return b.Approuver(ctx, par, "cravate", d) },
		"Renvoyer":  func(par comptes.Acteur) error { return b.Renvoyer(ctx, par, "cravate", d, "non") },
		"Annuler":   func(par comptes.Acteur) error { return b.Annuler(ctx, par, "cravate") },
		"Retirer":   func(par comptes.Acteur) error { return b.Retirer(ctx, par, "forclusion", "non") },
		"Restaurer": func(par comptes.Acteur) error { _, err := b.Restaurer(ctx, par, "cravate", 1, n); return err },
		"Essayer":   func(par comptes.Acteur) error { _, err := b.Essayer(ctx, par, cravate(), []string{"x"}); return err },
	}
	lectures := map[string]func(par comptes.Acteur) error{
		"Lister":   func(par comptes.Acteur) error { _, err := b.Lister(ctx, par); return err },
		"Dossier":  func(par comptes.Acteur) error { _, err := b.Dossier(ctx, par, "cravate"); return err },
		"Revision": func(par comptes.Acteur) error { _, err := b.Revision(ctx, par, "cravate", 1); return err },
	}
	for nom, verbe := range verbes {
		for _, par := range []comptes.Acteur{{}, prestataire, agent} {
			if err := verbe(par); fault.KindOf(err) != fault.Introuvable {
				t.Errorf("%s by %q: %v, want Introuvable", nom, par.Nom, err)
			}
		}
	}
	for nom, lire := range lectures {
		if err := errors.Join(lire(agent), lire(b.lena)); err != nil {
			t.Errorf("%s by the support: %v", nom, err)
		}
		for _, par := range []comptes.Acteur{{}, prestataire} {
			if err := lire(par); fault.KindOf(err) != fault.Introuvable {
				t.Errorf("%s by %q: %v, want Introuvable", nom, par.Nom, err)
			}
		}
	}
	b.etat(t, "cravate", redaction.ARelire)
}

func TestPublication_dated(t *testing.T) {
	t.Parallel()
	b := ouvrir(t)
	ctx := t.Context()
	n := b.ecrire(t, cravate(), 0)
	quand := b.maintenant.Add(48 * time.Hour)
	refuse(t, b.Demander(ctx, b.hugo, "cravate", n, b.maintenant.AddDate(2, 0, 0)), "date_publication", "quand")
	must(t, b.Demander(ctx, b.hugo, "cravate", n, quand))
	must(t, b.Approuver(ctx, b.lena, "cravate", b.demande(t, "cravate")))
	b.etat(t, "cravate", redaction.Programme)
	for _, x := range []struct {
		apres time.Duration
		n     int
	}{{0, 0}, {47 * time.Hour, 0}, {2 * time.Hour, 1}, {time.Hour, 0}} {
		b.maintenant = b.maintenant.Add(x.apres)
		if n, err := b.PublierEcheances(ctx); err != nil || n != x.n {
			t.Errorf("%s later: %d published, %v, want %d", x.apres, n, err, x.n)
		}
	}
	b.etat(t, "cravate", redaction.Publie)
	if _, err := b.base.Article("cravate"); err != nil {
		t.Error(err)
	}
}

// What is internal needs no second person; agents see it in their guide, readers never.
func TestPublication_internal(t *testing.T) {
	t.Parallel()
	b := ouvrir(t)
	a := cravate()
	a.Etat = kb.Interne
	must(t, b.Demander(t.Context(), b.hugo, "cravate", b.ecrire(t, a, 0), time.Time{}))
	b.etat(t, "cravate", redaction.Publie)
	if _, err := b.base.Article("cravate"); fault.KindOf(err) != fault.Introuvable {
		t.Errorf("readers see an internal article: %v", err)
	}
}

func TestRenvoyer(t *testing.T) {
	t.Parallel()
	b := ouvrir(t)
	n := b.ecrire(t, cravate(), 0)
	must(t, b.Demander(t.Context(), b.hugo, "cravate", n, time.Time{}))
	d := b.demande(t, "cravate")
	refuse(t, b.Renvoyer(t.Context(), b.lena, "cravate", d, "  "), "mot_requis", "mot")
	refuse(t, b.Renvoyer(t.Context(), b.hugo, "cravate", d, "non"), "meme_personne", "")
	must(t, b.Renvoyer(t.Context(), b.lena, "cravate", d, "citez l'article"))
	b.etat(t, "cravate", redaction.EnBrouillon)
	x, err := b.Dossier(t.Context(), b.hugo, "cravate")
	must(t, err)
	if x.Journal[0].Quoi != "renvoye" || x.Journal[0].Mot != "citez l'article" {
		t.Errorf("the journal says %+v", x.Journal[0])
	}
}

// A new text takes a waiting request back: nobody approves what he did not read.
func TestEcrire_cancelsTheRequest(t *testing.T) {
	t.Parallel()
	b := ouvrir(t)
	n := b.ecrire(t, cravate(), 0)
	must(t, b.Demander(t.Context(), b.hugo, "cravate", n, time.Time{}))
	d := b.demande(t, "cravate")
	a := cravate()
	a.Markdown = "Tout autre chose."
	b.ecrire(t, a, n)
	refuse(t, b.Approuver(t.Context(), b.lena, "cravate", d), "demande_close", "")
}

// Two editors at once: each revision has its number, one of the two is told.
func TestEcrire_atOnce(t *testing.T) {
	t.Parallel()
	b := ouvrir(t)
	b.ecrire(t, cravate(), 0)
	var equipe sync.WaitGroup
	refus := make([]error, 8)
	for i := range refus {
		equipe.Go(func() {
			a := cravate()
			a.Titre = "Titre " + strings.Repeat("x", i+1)
			_, refus[i] = b.Ecrire(context.Background(), b.hugo, redaction.Saisie{Article: a, Vue: 1})
		})
	}
	equipe.Wait()
	ecrits := 0
	for _, err := range refus {
		if err == nil {
			ecrits++
		} else if f, ok := fault.As(err); !ok || f.Code != "modifie_entre_temps" {
			t.Error(err)
		}
	}
	if ecrits != 1 {
		t.Errorf("%d of 8 editors wrote over revision 1", ecrits)
	}
}

// Another process shows what this one publishes.
func TestEcouter(t *testing.T) {
	t.Parallel()
	b := ouvrir(t)
	autre := ouvrirSur(t, b.db, b.hugo, b.lena)
	fil := bus.New(b.db, nil)
	must(t, fil.Start(t.Context()))
	defer fil.Stop()
	defer autre.Ecouter(fil)()
	b.publier(t, "cravate", b.ecrire(t, cravate(), 0))
	for fin := time.Now().Add(10 * time.Second); ; {
		if _, err := autre.base.Article("cravate"); err == nil {
			return
		}
		if time.Now().After(fin) {
			t.Fatal("the other process does not show the article")
		}
		<-time.After(10 * time.Millisecond)
	}
}

// An article that the program cannot read any more costs that article only.
func TestCharger_survivesAnUnreadableArticle(t *testing.T) {
	t.Parallel()
	b := ouvrir(t)
	d, err := b.Dossier(t.Context(), b.hugo, "forclusion")
	must(t, err)
	a := d.Article
	a.Titre = "Autre titre"
	b.publier(t, "forclusion", b.ecrire(t, a, 1))
	b.publier(t, "cravate", b.ecrire(t, cravate(), 0))
	_, err = b.db.Pool.Exec(t.Context(), `UPDATE guide_revisions SET source = 'abîmé' WHERE numero = (SELECT publiee FROM guide_articles WHERE id = article)`)
	must(t, err)
	neuf := ouvrirSur(t, b.db, b.hugo, b.lena)
	if x, err := neuf.base.Article("forclusion"); err != nil || x.Titre == "Autre titre" {
		t.Errorf("the file of the program is not shown: %v", err)
	}
	if _, err := neuf.base.Article("cravate"); fault.KindOf(err) != fault.Introuvable {
		t.Errorf("an unreadable article: %v", err)
	}
	if neuf.trouve(t, "quel est le délai pour déposer mon mémoire") != "delai-de-depot" {
		t.Error("the guide does not answer any more")
	}
}

func TestEssayer(t *testing.T) {
	t.Parallel()
	b := ouvrir(t)
	got, err := b.Essayer(t.Context(), b.hugo, cravate(), []string{"faut il une cravate a l audience", "quel est le délai pour déposer mon mémoire"})
	must(t, err)
	if len(got) != 2 || !got[0].Trouve || got[0].Rang != 1 || got[1].Trouve {
		t.Errorf("Essayer = %+v", got)
	}
	if b.trouve(t, "faut il une cravate a l audience") == "cravate" {
		t.Error("a trial changed the guide")
	}
}

func TestComparer(t *testing.T) {
	t.Parallel()
	got := redaction.Comparer("a\nb\nc\n", "a\nB\nc\nd")
	want := []redaction.Bloc{{
		{Sorte: redaction.Pareille, Texte: "a", Avant: 1, Apres: 1},
		{Sorte: redaction.Otee, Texte: "b", Avant: 2},
		{Sorte: redaction.Ajoutee, Texte: "B", Apres: 2},
		{Sorte: redaction.Pareille, Texte: "c", Avant: 3, Apres: 3},
		{Sorte: redaction.Ajoutee, Texte: "d", Apres: 4},
	}}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("Comparer (-want +got):\n%s", d)
	}
	if len(redaction.Comparer("a\n", "a\n")) != 0 {
		t.Error("the same texts differ")
	}
}

// What is exported and imported elsewhere is exported again byte for byte, drafts and withdrawals too.
func TestExporter_importerWithoutLoss(t *testing.T) {
	t.Parallel()
	b := ouvrir(t)
	d, err := b.Dossier(t.Context(), b.hugo, "forclusion")
	must(t, err)
	a := d.Article
	a.Markdown += "\n\nPublié ici."
	b.publier(t, "forclusion", b.ecrire(t, a, 1))
	a.Markdown += "\n\nPas encore."
	b.ecrire(t, a, 2)
	b.publier(t, "cravate", b.ecrire(t, cravate(), 0))
	must(t, b.Retirer(t.Context(), b.hugo, "cravate", "faux"))
	must(t, b.Retirer(t.Context(), b.hugo, "amende", "hors sujet"))
	brouillon := cravate()
	brouillon.ID, brouillon.Etat = "chapeau", kb.Brouillon
	b.ecrire(t, brouillon, 0)

	premier := exporter(t, b)
	for _, nom := range []string{"forclusion.md", "brouillons/forclusion.md", "retires/cravate.md", "retires/amende.md", "brouillons/chapeau.md", "delai-de-depot.md"} {
		if premier[nom] == nil {
			t.Errorf("the export has no %s", nom)
		}
	}
	ailleurs := ouvrir(t)
	bilan, err := ailleurs.Importer(t.Context(), premier, true)
	must(t, err)
	if want := (redaction.Bilan{Lus: len(premier), Ecrits: 4, Publies: 1, Retires: 2, Inchanges: len(premier) - 5}); bilan != want {
		t.Errorf("the import did %+v, want %+v", bilan, want)
	}
	if d := cmp.Diff(premier, exporter(t, ailleurs)); d != "" {
		t.Errorf("the second export (-first +second):\n%s", d)
	}
	encore, err := ailleurs.Importer(t.Context(), premier, true)
	must(t, err)
	if encore.Ecrits+encore.Publies+encore.Retires != 0 {
		t.Errorf("a second import changed something: %+v", encore)
	}
	if x, err := ailleurs.base.Article("forclusion"); err != nil || !strings.Contains(x.Markdown, "Publié ici") || strings.Contains(x.Markdown, "Pas encore") {
		t.Errorf("readers of the other guide: %v", err)
	}
}

func exporter(t *testing.T, b *bureau) fstest.MapFS {
	t.Helper()
	out := fstest.MapFS{}
	must(t, b.Exporter(t.Context(), func(nom string, contenu []byte) error {
		out[nom] = &fstest.MapFile{Data: slices.Clone(contenu)}
		return nil
	}))
	return out
}

func TestImporter_keepsDraftsToEditors(t *testing.T) {
	t.Parallel()
	b := ouvrir(t)
	dossier := fstest.MapFS{"cravate.md": {Data: kb.EcrireArticle(cravate())}}
	_, err := b.Importer(t.Context(), dossier, false)
	must(t, err)
	b.etat(t, "cravate", redaction.EnBrouillon)
	for nom, faux := range map[string]fstest.MapFS{
		"empty":      {},
		"other name": {"autre.md": dossier["cravate.md"]},
		"no article": {"cravate.md": dossier["cravate.md"], "zut.md": {Data: []byte("bonjour")}},
	} {
		avant := exporter(t, b)
		if _, err := b.Importer(t.Context(), faux, true); err == nil {
			t.Errorf("%s: the import went through", nom)
		}
		if d := cmp.Diff(slices.Sorted(maps.Keys(avant)), slices.Sorted(maps.Keys(exporter(t, b)))); d != "" {
			t.Errorf("%s: a failed import left something:\n%s", nom, d)
		}
	}
}
