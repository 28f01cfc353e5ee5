package kb_test

import (
	"io/fs"
	"testing"

	"github.com/google/go-cmp/cmp"

	"claudia/kb"
	"claudia/kb/contenu"
)

// What an editor saves is the file that was read: not a byte of the articles that come with the program
// changes when they go through the editors' form.
func TestEcrireArticle_givesBackTheFile(t *testing.T) {
	t.Parallel()
	noms, err := fs.Glob(contenu.FS, "*.md")
	if err != nil || len(noms) < 90 {
		t.Fatalf("%d articles, %v", len(noms), err)
	}
	for _, nom := range noms {
		src, err := fs.ReadFile(contenu.FS, nom)
		if err != nil {
			t.Fatal(err)
		}
		a, err := kb.LireArticle(t.Context(), src)
		if err != nil {
			t.Errorf("%s: %v", nom, err)
			continue
		}
		if d := cmp.Diff(string(src), string(kb.EcrireArticle(a))); d != "" {
			t.Errorf("%s (-file +written):\n%s", nom, d)
		}
	}
}

func FuzzEcrireArticle(f *testing.F) {
	f.Add("Un titre", "une \"formulation\"", "# Bonjour\n\ntexte")
	f.Add("a: b #c", `\\ et "x`, "---\nid: y\n---\n")
	f.Fuzz(func(t *testing.T, titre, formulation, markdown string) {
		a := kb.Article{ID: "essai", Titre: titre, Formulations: []string{formulation}, Categorie: "saisie", Etat: kb.Brouillon, Markdown: markdown}
		lu, err := kb.LireArticle(t.Context(), kb.EcrireArticle(a))
		if err != nil {
			return // refused with a fault: FuzzLireArticle
		}
		encore, err := kb.LireArticle(t.Context(), kb.EcrireArticle(lu))
		lu.Avis, encore.Avis = nil, nil // they name lines, and the head may have grown
		if err != nil || cmp.Diff(lu, encore) != "" {
			t.Errorf("read, written and read again: %v\n%s", err, cmp.Diff(lu, encore))
		}
		if lu.ID != "essai" || lu.Categorie != "saisie" || lu.Etat != kb.Brouillon {
			t.Errorf("the values of the form changed the head: %+v", lu)
		}
	})
}
