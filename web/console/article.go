package console

import (
	"context"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"github.com/go-chi/chi/v5"

	"claudia/internal/comptes"
	"claudia/internal/fault"
	"claudia/kb"
	"claudia/kb/redaction"
	"claudia/kb/retours"
	"claudia/web/page"
	"claudia/web/requete"
)

// pageArticle is an article as its editors see it: what is typed, what readers would see beside it, and
// where its publication stands.
type pageArticle struct {
	page.Base
	ID         string // empty for an article that does not exist yet
	PeutEcrire bool
	Formulaire formulaire
	Vue        int    // the revision that the form was drawn from
	Priorite   string // kept as it is
	Questions  []question
	Action     string
	Apercu     apercu
	Etat       *etatArticle
	Conflit    *conflit
}

// question is one without answer that the article is written for.
type question struct {
	Pliee, Texte string
	Nombre       int64
}

// conflit is what a colleague kept while this text was being written.
type conflit struct {
	Message string
	Blocs   []redaction.Bloc
}

func (c *Console) showNouveau(w http.ResponseWriter, r *http.Request) error {
	if _, err := redacteur(r); err != nil {
		return err
	}
	v := url.Values{"etat": {string(kb.Public)}, "publics[]": {"tous"}, "verifie_le": {page.DateISO(c.maintenant().In(c.Cadre.Lieu()))}}
	qs, err := c.questionsChoisies(r.Context(), r.URL.Query()["q[]"])
	if err != nil {
		return err
	}
	if len(qs) > 0 {
		v.Set("titre", qs[0].Texte)
		v.Set("id", identifiant(qs[0].Texte))
		var autres []string
		for _, q := range qs[1:] {
			autres = append(autres, q.Texte)
		}
		v.Set("formulations", strings.Join(autres, "\n"))
	}
	for _, q := range qs {
		v.Add("questions[]", q.Pliee)
	}
	return c.renderArticle(w, r, http.StatusOK, "", v, nil, nil)
}

func (c *Console) postNouveau(w http.ResponseWriter, r *http.Request) error {
	return c.ecrire(w, r, "")
}

func (c *Console) showArticle(w http.ResponseWriter, r *http.Request) error {
	par, err := lecteur(r)
	if err != nil {
		return err
	}
	d, err := c.Redaction.Dossier(r.Context(), par, chi.URLParam(r, "id"))
	if err != nil {
		return err
	}
	v := valeursDe(d.Article)
	v.Set("vue", strconv.Itoa(d.Derniere))
	return c.renderArticle(w, r, http.StatusOK, d.ID, v, nil, nil)
}

func (c *Console) postArticle(w http.ResponseWriter, r *http.Request) error {
	return c.ecrire(w, r, chi.URLParam(r, "id"))
}

// ecrire keeps what was typed; id is empty for a new article.
func (c *Console) ecrire(w http.ResponseWriter, r *http.Request, id string) error {
	par, err := redacteur(r)
	if err != nil {
		return err
	}
	f, err := requete.Formulaire(w, r)
	if err != nil {
		return err
	}
	if id != "" {
		f.Set("id", id)
	}
	a, err := lireArticle(f)
	if err == nil {
		a, err = c.Redaction.Ecrire(r.Context(), par, redaction.Saisie{Article: a, Vue: nombre(f.Get("vue")), Motif: f.Get("motif"), Questions: f["questions[]"]})
	}
	if erreurs, ok := requete.ParChamp(err); ok {
		return c.renderArticle(w, r, http.StatusUnprocessableEntity, id, f, erreurs, nil)
	}
	if e, ok := fault.As(err); ok && e.Code == "modifie_entre_temps" {
		if autre, ok := e.Recu.(redaction.Revision); ok {
			f.Set("vue", strconv.Itoa(autre.Numero))
			k := &conflit{Message: e.Message, Blocs: redaction.Comparer(autre.Source, string(kb.EcrireArticle(a)))}
			return c.renderArticle(w, r, http.StatusConflict, id, f, nil, k)
		}
	}
	if err != nil {
		return err
	}
	return c.Cadre.Rediriger(w, r, chemin(a.ID, ""), reussite("La révision "+strconv.Itoa(a.Version)+" est enregistrée. Les lecteurs ne la voient pas avant sa publication."))
}

func (c *Console) renderArticle(w http.ResponseWriter, r *http.Request, statut int, id string, v url.Values, erreurs map[string]string, k *conflit) error {
	par, err := lecteur(r)
	if err != nil {
		return err
	}
	titre := "Nouvel article"
	p := pageArticle{ID: id, PeutEcrire: par.A(comptes.RoleRedacteur), Vue: nombre(v.Get("vue")), Priorite: v.Get("priorite"), Conflit: k, Action: racine + "/nouveau"}
	if id != "" {
		d, err := c.Redaction.Dossier(r.Context(), par, id)
		if err != nil {
			return err
		}
		titre, p.Action = d.Titre, chemin(id, "")
		if p.Etat, err = c.etat(r.Context(), par, d); err != nil {
			return err
		}
		if p.Questions, err = c.confiees(r.Context(), id); err != nil {
			return err
		}
	} else if p.Questions, err = c.questionsChoisies(r.Context(), v["questions[]"]); err != nil {
		return err
	}
	p.Base = c.base(w, r, titre)
	p.Formulaire = dresser(v, erreurs, id == "", !p.PeutEcrire)
	a, _ := lireArticle(v) // what cannot be read is told by the form
	p.Apercu = c.apercu(r.Context(), par, a, textes(p.Questions))
	return c.Pages.Render(w, statut, "console-article", p)
}

// questionsChoisies gives the questions without answer of these folded words.
func (c *Console) questionsChoisies(ctx context.Context, pliees []string) ([]question, error) {
	if len(pliees) == 0 {
		return nil, nil
	}
	ouvertes, err := c.Retours.Questions(ctx, retours.Ouverte, retours.MaxQuestions)
	if err != nil {
		return nil, err //nolint:wrapcheck // says what it did
	}
	par := map[string]retours.Question{}
	for _, q := range ouvertes {
		par[q.Pliee] = q
	}
	var out []question
	for _, p := range pliees {
		if q, ok := par[p]; ok {
			out = append(out, question{q.Pliee, q.Question, q.Nombre})
		}
	}
	return out, nil
}

func (c *Console) confiees(ctx context.Context, id string) ([]question, error) {
	qs, err := c.Retours.Confiees(ctx, id)
	if err != nil {
		return nil, err //nolint:wrapcheck // says what it did
	}
	var out []question
	for _, q := range qs {
		out = append(out, question{q.Pliee, q.Question, q.Nombre})
	}
	return out, nil
}

func textes(qs []question) []string {
	var out []string
	for _, q := range qs {
		out = append(out, q.Texte)
	}
	return out
}

// identifiant proposes the address of an article from its title.
func identifiant(titre string) string {
	var mots []string
	for mot := range strings.FieldsSeq(plierAdresse(titre)) {
		if len(mots) < 6 && len(strings.Join(mots, "-"))+len(mot) < 60 {
			mots = append(mots, mot)
		}
	}
	return strings.Join(mots, "-")
}

func nombre(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil {
		return 0
	}
	return n
}

func reussite(texte string) page.Flash { return page.Flash{Ton: "succes", Texte: texte} }
