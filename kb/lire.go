package kb

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode"
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
	RevoirLe     string   `yaml:"revoir_le"`
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
		return Article{}, fault.Sur("markdown", "caractere_interdit", "L'article contient des caractères qui ne sont pas du texte.")
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
	for _, d := range []struct {
		cle, lue string
		vers     *time.Time
	}{{"valide_depuis", t.ValideDepuis, &a.ValideDepuis}, {"verifie_le", t.VerifieLe, &a.VerifieLe}, {"revoir_le", t.RevoirLe, &a.RevoirLe}} {
		if *d.vers, err = jour(d.lue); err != nil {
			return a, invalide(d.cle, "la date « "+d.cle+" » doit s'écrire AAAA-MM-JJ")
		}
	}
	if len(a.Publics) == 0 {
		a.Publics = []string{"tous"}
	}
	return a, controler(a)
}

func (p pageRendue) tete() (tete, error) {
	var t tete
	if p.entete == nil {
		return t, invalide("", "il commence par un en-tête entre deux lignes « --- »")
	}
	if err := p.entete.Decode(&t); err != nil {
		return t, &fault.Error{Kind: fault.Invalide, Code: "article_invalide", Message: "L'en-tête de l'article ne se lit pas : vérifiez les deux-points, les tirets et les guillemets.", Err: err}
	}
	return t, nil
}

var _ interface{ Decode(any) error } = (*frontmatter.Data)(nil)

// Limits of the head of an article.
const (
	titreMax        = 160
	formulationsMax = 30
	sourcesMax      = 20
	ligneMax        = 300 // characters of a phrasing or of a source
)

// controler gives all that is wrong, one fault a field of the editors' form.
func controler(a Article) error {
	var refus []error
	refuser := func(si bool, champ, quoi string) {
		if si {
			refus = append(refus, invalide(champ, quoi))
		}
	}
	refuser(!idValide.MatchString(a.ID) || len(a.ID) > 80, "id", "son identifiant s'écrit en minuscules sans accent, avec des tirets")
	refuser(a.Titre == "" || utf8.RuneCountInString(a.Titre) > titreMax, "titre", "il lui faut un titre, de 160 caractères au plus")
	refuser(len(a.Passages) == 0, "markdown", "il lui faut un texte")
	refuser(!slices.ContainsFunc(Categories(), func(r Rayon) bool { return r.Cle == a.Categorie }), "categorie", "sa catégorie n'existe pas")
	refuser(a.Etat != Brouillon && a.Etat != Interne && a.Etat != Public, "etat", "son état est brouillon, interne ou public")
	refuser(a.Etat == Public && a.VerifieLe.IsZero(), "verifie_le", "pour être public, il lui faut la date de vérification de ses sources")
	refuser(a.Etat == Public && len(a.Sources) == 0, "sources", "pour être public, il lui faut ses sources")
	refuser(!toutes(a.Formulations, formulationsMax, uneLigne), "formulations", "30 formulations au plus, d'une ligne de 300 caractères chacune")
	refuser(!toutes(a.Sources, sourcesMax, uneLigne), "sources", "20 sources au plus, d'une ligne de 300 caractères chacune")
	refuser(!toutes(a.Publics, formulationsMax, motCle), "publics", "ses publics s'écrivent en minuscules sans accent")
	refuser(!toutes(a.Champs, formulationsMax, motCle), "champs", "les champs qu'il explique sont ceux des formulaires")
	return errors.Join(refus...)
}

func toutes(liste []string, n int, bonne func(string) bool) bool {
	return len(liste) <= n && !slices.ContainsFunc(liste, func(s string) bool { return !bonne(s) })
}

func uneLigne(s string) bool {
	return strings.TrimSpace(s) != "" && utf8.RuneCountInString(s) <= ligneMax && !strings.ContainsFunc(s, unicode.IsControl)
}

var motCleValide = regexp.MustCompile(`^[a-z0-9]+([_-][a-z0-9]+)*$`)

func motCle(s string) bool { return motCleValide.MatchString(s) }

func invalide(champ, quoi string) error {
	return fault.Sur(champ, "article_invalide", "Cet article ne peut pas être enregistré : "+quoi+".")
}

func tropComplexe(message string) error {
	return fault.Sur("markdown", "article_trop_complexe", message)
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
