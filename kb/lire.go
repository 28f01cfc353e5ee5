package kb

import (
	"bytes"
	"context"
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"go.abhg.dev/goldmark/frontmatter"

	"claudia/internal/fault"
)

// tete is the head of an article file, in YAML.
type tete struct {
	ID           string   `yaml:"id"`
	Titre        string   `yaml:"titre"`
	Formulations []string `yaml:"formulations"`
	Categorie    string   `yaml:"categorie"`
	Public       []string `yaml:"public"`
	Champs       []string `yaml:"champs"`
	RepondA      []int    `yaml:"repond_a"`
	Sources      []string `yaml:"sources"`
	ValideDepuis string   `yaml:"valide_depuis"`
	VerifieLe    string   `yaml:"verifie_le"`
	Etat         string   `yaml:"etat"`
	HorsSujet    bool     `yaml:"hors_sujet"`
	Priorite     float64  `yaml:"priorite"`
}

var idValide = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)

// LireDossier reads every *.md of a folder, in the order of their names.
func LireDossier(ctx context.Context, dossier fs.FS) ([]Article, error) {
	noms, err := fs.Glob(dossier, "*.md")
	if err != nil {
		return nil, fmt.Errorf("list the articles: %w", err)
	}
	var out []Article
	vus := map[string]string{}
	for _, nom := range noms {
		src, err := fs.ReadFile(dossier, nom)
		if err != nil {
			return nil, fmt.Errorf("read %s: %w", nom, err)
		}
		a, err := LireArticle(ctx, src)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", nom, err)
		}
		if a.ID != strings.TrimSuffix(path.Base(nom), ".md") {
			return nil, fmt.Errorf("%s: the identifier %q is not the name of the file", nom, a.ID)
		}
		if autre, deja := vus[a.ID]; deja {
			return nil, fmt.Errorf("%s: %q is already in %s", nom, a.ID, autre)
		}
		vus[a.ID] = nom
		out = append(out, a)
	}
	return out, nil
}

// LireArticle reads and renders one article. Faults: `article_trop_complexe` over 64 KiB, over the
// bounds of a page or over a second; `article_invalide` for a head that is absent or wrong;
// `caractere_interdit` for bytes that are no text.
func LireArticle(ctx context.Context, src []byte) (Article, error) {
	if len(src) > tailleMax {
		return Article{}, tropComplexe("L'article dépasse 64 Ko : partagez-le en plusieurs.")
	}
	if !utf8.Valid(src) || bytes.ContainsFunc(src, func(r rune) bool { return r < ' ' && r != '\n' && r != '\r' && r != '\t' }) {
		return Article{}, fault.New(fault.Invalide, "caractere_interdit", "L'article contient des caractères qui ne sont pas du texte.")
	}
	page, err := rendre(ctx, src)
	if err != nil {
		return Article{}, err
	}
	t, err := page.tete()
	if err != nil {
		return Article{}, err
	}
	a := Article{
		ID: t.ID, Titre: strings.TrimSpace(t.Titre), Formulations: t.Formulations, Categorie: Categorie(t.Categorie), Publics: t.Public,
		Champs: t.Champs, RepondA: t.RepondA, Sources: t.Sources, Etat: Etat(t.Etat), HorsSujet: t.HorsSujet, Priorite: t.Priorite, Version: 1,
		Markdown: page.markdown, HTML: page.html, Sommaire: page.sommaire, Passages: page.passages, Avis: page.avis,
	}
	if a.ValideDepuis, err = jour(t.ValideDepuis); err != nil {
		return a, invalide("la date « valide_depuis » doit s'écrire AAAA-MM-JJ")
	}
	if a.VerifieLe, err = jour(t.VerifieLe); err != nil {
		return a, invalide("la date « verifie_le » doit s'écrire AAAA-MM-JJ")
	}
	if len(a.Publics) == 0 {
		a.Publics = []string{"tous"}
	}
	return a, controler(a)
}

func (p pageRendue) tete() (tete, error) {
	var t tete
	if p.entete == nil {
		return t, invalide("il commence par un en-tête entre deux lignes « --- »")
	}
	if err := p.entete.Decode(&t); err != nil {
		return t, &fault.Error{Kind: fault.Invalide, Code: "article_invalide", Message: "L'en-tête de l'article ne se lit pas : vérifiez les deux-points, les tirets et les guillemets.", Err: err}
	}
	return t, nil
}

var _ interface{ Decode(any) error } = (*frontmatter.Data)(nil)

func controler(a Article) error {
	switch {
	case !idValide.MatchString(a.ID) || len(a.ID) > 80:
		return invalide("son identifiant s'écrit en minuscules sans accent, avec des tirets")
	case a.Titre == "" || utf8.RuneCountInString(a.Titre) > 160:
		return invalide("il lui faut un titre, de 160 caractères au plus")
	case len(a.Passages) == 0:
		return invalide("il lui faut un texte")
	case !slices.ContainsFunc(Categories(), func(r Rayon) bool { return r.Cle == a.Categorie }):
		return invalide("sa catégorie n'existe pas")
	case a.Etat != Brouillon && a.Etat != Interne && a.Etat != Public:
		return invalide("son état est brouillon, interne ou public")
	case a.Etat == Public && (a.VerifieLe.IsZero() || len(a.Sources) == 0):
		return invalide("pour être public, il lui faut ses sources et la date de leur vérification")
	}
	return nil
}

func invalide(quoi string) error {
	return fault.New(fault.Invalide, "article_invalide", "Cet article ne peut pas être enregistré : "+quoi+".")
}

func tropComplexe(message string) error {
	return fault.New(fault.Invalide, "article_trop_complexe", message)
}

func jour(s string) (time.Time, error) {
	if s == "" {
		return time.Time{}, nil
	}
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		return t, fmt.Errorf("day: %w", err)
	}
	return t, nil
}
