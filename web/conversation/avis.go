package conversation

import (
	"encoding/json"
	"net/http"
	"strconv"
	"strings"

	"github.com/go-chi/chi/v5"
	"github.com/google/uuid"

	"claudia/assistant"
	"claudia/assistant/dialogue"
	"claudia/internal/fault"
	"claudia/kb/retours"
	"claudia/web/requete"
	"claudia/web/ui"
)

// postAvis keeps the vote of the person on an answer that quotes the guide. It is no turn: the question of
// the assistant goes on waiting.
func (c *Conversation) postAvis(w http.ResponseWriter, r *http.Request) error {
	par, f, err := requete.Soumis(w, r)
	if err != nil {
		return err
	}
	id, err := uuid.Parse(chi.URLParam(r, "id"))
	if err != nil {
		return fault.AbsentOuEtranger("cette conversation")
	}
	e, err := lireEndroit(f.Get("endroit"))
	if err != nil {
		return err
	}
	m, err := c.Service.Message(r.Context(), par, id, assistant.Seq(e.Seq))
	if err != nil {
		return err
	}
	p := retours.Pouce{Conversation: id, Endroit: e, Utile: f.Get("utile") == "oui"}
	var ok bool
	if p.Article, p.Empreinte, ok = citee(m, e.Bloc); !ok {
		return errSansAvis()
	}
	if !p.Utile && f.Get("utile") != "non" {
		return fault.Sur("utile", "choix_requis", "Dites si la réponse vous aide : oui ou non.")
	}
	if err := c.Retours.VoterReponse(r.Context(), p); err != nil {
		return err
	}
	retour := requete.Retour(f.Get("retour"))
	if requete.VeutJSON(r) {
		return c.repondreAvis(w, dessin{retour: retour, votes: map[retours.Endroit]bool{e: p.Utile}}.avis(m, e.Bloc))
	}
	page, _, _ := strings.Cut(retour, "#")
	http.Redirect(w, r, page+"#m-"+strconv.FormatInt(e.Seq, 10), http.StatusSeeOther)
	return nil
}

// repondreAvis gives the thumbs as they are after the vote to the script of the page.
func (c *Conversation) repondreAvis(w http.ResponseWriter, v *ui.AvisReponse) error {
	h, err := c.Pages.Fragment("avis-reponse", v)
	if err != nil {
		return err
	}
	corps, err := json.Marshal(map[string]string{"html": string(h)})
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	_, _ = w.Write(corps) // the reader left: nobody to tell
	return nil
}

func errSansAvis() error {
	return fault.Sur("endroit", "etape_invalide", "Cette réponse ne peut pas recevoir d'avis. Rechargez la page.")
}

// lireEndroit reads « seq.bloc ».
func lireEndroit(s string) (retours.Endroit, error) {
	seq, bloc, _ := strings.Cut(s, ".")
	n, err := strconv.ParseInt(seq, 10, 64)
	b, errBloc := strconv.Atoi(bloc)
	if err != nil || errBloc != nil || n < 1 || b < 0 {
		return retours.Endroit{}, errSansAvis()
	}
	return retours.Endroit{Seq: n, Bloc: b}, nil
}

// citee gives the version that a part of an answer of the assistant quotes.
func citee(m assistant.Message, bloc int) (article, empreinte string, ok bool) {
	if m.Auteur != assistant.Assistant || bloc >= len(m.Contenu.Blocs) || m.Contenu.Blocs[bloc].Genre != dialogue.BlocSource {
		return "", "", false
	}
	return retours.Citee(m.Contenu.Blocs[bloc].Lien)
}

// avis makes the thumbs of a part of a message; nil when it quotes nothing.
func (d dessin) avis(m assistant.Message, bloc int) *ui.AvisReponse {
	if _, _, ok := citee(m, bloc); !ok {
		return nil
	}
	e := retours.Endroit{Seq: int64(m.Seq), Bloc: bloc}
	ici := strconv.FormatInt(e.Seq, 10)
	v := &ui.AvisReponse{
		ID: "avis-" + ici + "-" + strconv.Itoa(bloc), Action: "/assistant/" + m.Conversation.String() + "/avis",
		Endroit: ici + "." + strconv.Itoa(bloc), Retour: d.retour,
		Messages: "/assistant/" + m.Conversation.String() + "/messages", Client: uuid.NewString(),
	}
	if utile, vote := d.votes[e]; vote {
		v.Etat = "non"
		if utile {
			v.Etat = "oui"
		}
	}
	return v
}
