package moteur

import (
	"context"
	"fmt"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"claudia/kb/analyse"
)

func construire(tb testing.TB, docs ...Document) *Index {
	tb.Helper()
	ix, err := Construire(tb.Context(), docs, Options{Synonymes: []string{"garde à vue = gav", "officier de police judiciaire = opj"}})
	if err != nil {
		tb.Fatal(err)
	}
	return ix
}

func doc(id, titre, texte string) Document {
	return Document{ID: id, Titre: titre, Passages: Paragraphes(texte)}
}

func TestChercher_synonymsOfSeveralWords(t *testing.T) {
	t.Parallel()
	ix := construire(t, doc("gav", "Garde à vue", "La mesure dure un jour."), doc("vue", "Examen de la vue", "Chez l'opticien."), doc("parc", "Garde forestier", "Dans le parc."))
	for _, q := range []string{"gav", "garde à vue", "la GAV ?"} {
		r, err := ix.Chercher(t.Context(), Question{Texte: q})
		if err != nil || len(r.Resultats) == 0 || r.Resultats[0].ID != "gav" {
			t.Errorf("Chercher(%q) = %+v, %v", q, r.Resultats, err)
		}
	}
}

func TestChercher_anEmptyIndexAnswersNothing(t *testing.T) {
	t.Parallel()
	ix := construire(t)
	r, err := ix.Chercher(t.Context(), Question{Texte: "bonjour le monde"})
	if err != nil || len(r.Resultats) != 0 {
		t.Errorf("%+v %v", r, err)
	}
}

func TestConstruire_refusesTwins(t *testing.T) {
	t.Parallel()
	if _, err := Construire(t.Context(), []Document{doc("a", "x", "y"), doc("a", "z", "t")}, Options{}); err == nil {
		t.Error("two documents with one identifier were taken")
	}
}

func TestConstruire_stops(t *testing.T) {
	t.Parallel()
	ctx, fin := context.WithCancel(t.Context())
	fin()
	if _, err := Construire(ctx, []Document{doc("a", "x", "y")}, Options{}); err == nil {
		t.Error("built in spite of the end of its context")
	}
}

func TestRequete_isBounded(t *testing.T) {
	t.Parallel()
	ix := construire(t, doc("a", "payer régler verser", strings.Join(generaux(), " ")))
	d := ix.lireQuestion("payer modifier supprimer envoyer recevoir trouver perdre délai prix aide contacter papier document erreur marcher voiture")
	n := 0
	for _, id := range d.idees {
		if id.poids > analyse.PoidsOutil {
			n++
		}
	}
	if n > MaxTermes || !d.coupee {
		t.Errorf("%d ideas, cut %v", n, d.coupee)
	}
	if q := ix.requete(d); len(q.Disjuncts) > clausesMax {
		t.Errorf("%d clauses", len(q.Disjuncts))
	}
}

func TestChercher_manyDocumentsManyReaders(t *testing.T) {
	t.Parallel()
	var docs []Document
	for i := range 3000 {
		docs = append(docs, doc(fmt.Sprintf("d%d", i), fmt.Sprintf("Réponse %d sur le sujet %d", i, i%50), strings.Repeat(fmt.Sprintf("mot%d autre%d texte commun. ", i, i%97), 8)))
	}
	ix := construire(t, docs...)
	debut := time.Now()
	var g sync.WaitGroup
	for k := range 8 {
		g.Go(func() {
			for i := range 5 {
				n := (k*577 + i*131) % 3000
				r, err := ix.Chercher(t.Context(), Question{Texte: fmt.Sprintf("que dire de mot%d ?", n), Patience: time.Minute})
				if err != nil || len(r.Resultats) == 0 || (!r.Partielle && r.Resultats[0].ID != fmt.Sprintf("d%d", n)) {
					t.Errorf("mot%d: %v %+v", n, err, r.Resultats[:min(1, len(r.Resultats))])
				}
			}
		})
	}
	g.Wait()
	if d := time.Since(debut); d > 10*time.Second {
		t.Errorf("40 searches took %v", d)
	}
}

// What a document says of a question in one sentence proves more than the same words here and there; a word that nobody
// knows proves against it, unless it is an ordinary one.
func TestPreuve_tellsAnAnswerFromSharedWords(t *testing.T) {
	t.Parallel()
	ix := construire(t,
		doc("cachet", "Qui signe l'attestation ?", "Le greffier appose son cachet. La voiture attend."),
		doc("parc", "Garder un véhicule", "Le gardien signe le registre."), doc("vide", "Autre sujet", "Rien de plus."))
	preuve := func(q string) Preuve {
		t.Helper()
		r, err := ix.Chercher(t.Context(), Question{Texte: q, Patience: time.Minute})
		if err != nil || len(r.Resultats) == 0 || r.Resultats[0].ID != "cachet" {
			t.Fatalf("Chercher(%q) = %+v, %v", q, r.Resultats, err)
		}
		return r.Resultats[0].Preuve
	}
	if p := preuve("qui signe l'attestation"); p.Unite < 0.99 || p.Dit < 0.99 || p.Tu > 0.01 {
		t.Errorf("the title itself: %+v", p)
	}
	ensemble, epars := preuve("le greffier et son cachet"), preuve("le greffier de la voiture")
	if ensemble.Dit < 0.99 || epars.Dit < 0.99 || ensemble.Unite < 0.99 || epars.Unite > 0.7 {
		t.Errorf("one sentence %+v, two sentences %+v", ensemble, epars)
	}
	inconnu, banal := preuve("qui signe l'attestation de tambourin"), preuve("qui signe l'attestation en mars")
	if inconnu.Tu < 0.9 || banal.Tu > 0.5 || inconnu.Dit > banal.Dit || inconnu.Appui != banal.Appui {
		t.Errorf("unknown %+v, ordinary %+v", inconnu, banal)
	}
}

func TestDistance(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		a, b string
		want int
	}{{"memoire", "memoire", 0}, {"memoir", "memoire", 1}, {"meomire", "memoire", 1}, {"atestasion", "attestation", 2}, {"rib", "delai", 3}} {
		if got := distance(c.a, c.b, 2); got != c.want {
			t.Errorf("distance(%q, %q) = %d, want %d", c.a, c.b, got, c.want)
		}
	}
}

func TestAbreger_keepsSentences(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		in   string
		n    int
		want string
	}{
		{"Court.", 20, "Court."},
		{"Une phrase. Une autre bien plus longue.", 20, "Une phrase."},
		{"Sans aucun point ni fin de phrase ici", 20, "Sans aucun point ni…"},
		{strings.Repeat("é", 30), 21, strings.Repeat("é", 10) + "…"},
	} {
		if got := Abreger(c.in, c.n); got != c.want {
			t.Errorf("Abreger(%q, %d) = %q, want %q", c.in, c.n, got, c.want)
		}
	}
}

func TestParagraphes(t *testing.T) {
	t.Parallel()
	if got := Paragraphes(strings.Repeat("mot ", 200) + "\n\n" + strings.Repeat("mot ", 200)); len(got) != 2 {
		t.Errorf("%d passages", len(got))
	}
	if got := Paragraphes("a\r\n\r\nb"); len(got) != 1 || got[0].Texte != "a\n\nb" {
		t.Errorf("%+v", got)
	}
	if got := Paragraphes(""); len(got) != 1 {
		t.Errorf("%+v", got)
	}
}

func BenchmarkChercher(b *testing.B) {
	var docs []Document
	for i := range 1000 {
		docs = append(docs, doc(fmt.Sprintf("d%d", i), fmt.Sprintf("Réponse %d sur le sujet %d", i, i%50), strings.Repeat(fmt.Sprintf("mot%d autre%d texte commun. ", i, i%97), 8)))
	}
	ix := construire(b, docs...)
	for b.Loop() {
		if _, err := ix.Chercher(b.Context(), Question{Texte: "réponse sur le sujet 12 et autre5"}); err != nil {
			b.Fatal(err)
		}
	}
}

// An index that was replaced leaves nothing behind: bleve's goroutines end when nobody holds it.
func TestIndex_isFreedByItself(t *testing.T) { //nolint:paralleltest // counts the goroutines of the process
	avant := runtime.NumGoroutine()
	for range 20 {
		if _, err := Construire(t.Context(), []Document{{ID: "a", Titre: "Un titre", Passages: []Passage{{Texte: "Un texte."}}}}, Options{}); err != nil {
			t.Fatal(err)
		}
	}
	for fin := time.Now().Add(10 * time.Second); runtime.NumGoroutine() > avant+2; <-time.After(20 * time.Millisecond) {
		runtime.GC()
		if time.Now().After(fin) {
			t.Fatalf("%d goroutines, %d before", runtime.NumGoroutine(), avant)
		}
	}
}
