package console

import (
	"context"
	"html/template"
	"net/http"
	"regexp"
	"strings"

	"claudia/internal/comptes"
	"claudia/kb"
	"claudia/kb/analyse"
	"claudia/kb/redaction"
	"claudia/web/aide"
	"claudia/web/requete"
)

// apercu is what readers would see, and what an editor should know before they do.
type apercu struct {
	Titre  string
	Corps  template.HTML
	Vide   string   // why there is nothing to see
	Avis   []string // links cut, links that lead nowhere…
	Essais []redaction.Essai
}

// postApercu draws the text as it is typed. With « fragment », the script puts the answer beside the
// form; without script the button sends the whole form here and gets the whole page back.
func (c *Console) postApercu(w http.ResponseWriter, r *http.Request) error {
	par, err := redacteur(r)
	if err != nil {
		return err
	}
	f, err := requete.Formulaire(w, r)
	if err != nil {
		return err
	}
	if f.Get("fragment") == "" {
		id := ""
		if nombre(f.Get("vue")) > 0 {
			id = f.Get("id")
		}
		_, err := lireArticle(f)
		erreurs, _ := requete.ParChamp(err)
		return c.renderArticle(w, r, http.StatusOK, id, f, erreurs, nil)
	}
	questions, err := c.questionsDe(r.Context(), f.Get("id"), f["questions[]"])
	if err != nil {
		return err
	}
	a, _ := lireArticle(f) // what cannot be read is told when the form is sent
	return c.Pages.RenderBloc(w, http.StatusOK, "console-article", "console-apercu", c.apercu(r.Context(), par, a, textes(questions)))
}

// questionsDe gives the questions of an article that exists or is being begun.
func (c *Console) questionsDe(ctx context.Context, id string, pliees []string) ([]question, error) {
	if len(pliees) > 0 {
		return c.questionsChoisies(ctx, pliees)
	}
	return c.confiees(ctx, id)
}

// apercu renders the article as far as it can be: a draft may lack what a publication needs.
func (c *Console) apercu(ctx context.Context, par comptes.Acteur, a kb.Article, questions []string) apercu {
	v := apercu{Titre: a.Titre}
	a.Etat = kb.Brouillon
	if strings.TrimSpace(a.Titre) == "" {
		a.Titre = "Sans titre"
	}
	if !idValide.MatchString(a.ID) {
		a.ID = "apercu"
	}
	if a.Categorie == "" {
		a.Categorie = kb.Categories()[0].Cle
	}
	rendu, err := kb.LireArticle(ctx, kb.EcrireArticle(a))
	if messages, ok := requete.ParChamp(err); ok {
		v.Vide = messages["markdown"]
	}
	if rendu.HTML == "" {
		if v.Vide == "" {
			v.Vide = "L'aperçu apparaît ici dès que vous écrivez."
		}
		return v
	}
	v.Corps = aide.Corps(rendu.HTML)
	v.Avis = append(rendu.Avis, c.Redaction.LiensMorts(rendu)...)
	if par.A(comptes.RoleRedacteur) {
		if v.Essais, err = c.Redaction.Essayer(ctx, par, rendu, questions); err != nil {
			v.Avis = append(v.Avis, "La recherche n'a pas pu être essayée. Réessayez dans un instant.")
		}
	}
	return v
}

var (
	idValide    = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)
	horsAdresse = regexp.MustCompile(`[^a-z0-9]+`)
)

// plierAdresse keeps the letters and digits of a title, apart by spaces.
func plierAdresse(s string) string {
	return horsAdresse.ReplaceAllString(analyse.Plier(s), " ")
}
