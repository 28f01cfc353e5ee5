package aide

import (
	"context"
	"net/http"
	"net/url"
	"slices"
	"time"

	"claudia/assistant"
	"claudia/internal/comptes"
	"claudia/internal/fault"
	"claudia/kb/retours"
	"claudia/web/page"
	"claudia/web/requete"
	"claudia/web/ui"
)

// Conversations is where a person is told of an answer; *assistant.Service is one.
type Conversations interface {
	Courante(ctx context.Context, par comptes.Acteur) (assistant.Conversation, error)
	Miennes(ctx context.Context, par comptes.Acteur) ([]assistant.ID, error)
}

var _ Conversations = (*assistant.Service)(nil)

// prevenir offers to be told of an answer, to stop waiting for it, or to log in first.
type prevenir struct {
	Connexion     string // address of the login page, for who is not logged in
	Attendue      bool
	Question, Cle string
	Retour        string // the same search
}

// prevenir gives the offer that goes with a search without answer; nil when it cannot be known.
func (a *Aide) prevenir(r *http.Request, d demande) *prevenir {
	p := &prevenir{Question: d.Texte, Cle: retours.Cle(d.Texte), Retour: d.encore()}
	par, err := requete.Connecte(r)
	if err != nil {
		p.Connexion = "/connexion?retour=" + url.QueryEscape(p.Retour)
		return p
	}
	attentes, err := a.attentes(r.Context(), par)
	tolerer(r.Context(), "attentes", err)
	if err != nil {
		return nil
	}
	p.Attendue = slices.ContainsFunc(attentes, func(x retours.Attente) bool { return x.Pliee == p.Cle })
	return p
}

// encore is the address of the same search, which is not counted a second time.
func (d demande) encore() string {
	return "/guide/recherche?" + url.Values{"q": {d.Texte}, "suite": {"1"}}.Encode()
}

func (a *Aide) attentes(ctx context.Context, par comptes.Acteur) ([]retours.Attente, error) {
	ids, err := a.Conversations.Miennes(ctx, par)
	if err != nil {
		return nil, err
	}
	return a.Retours.Attentes(ctx, ids)
}

// postAttente remembers that the person waits for an answer; she is told in her conversation.
func (a *Aide) postAttente(w http.ResponseWriter, r *http.Request) error {
	par, f, err := requete.Soumis(w, r)
	if err != nil {
		return err
	}
	d, err := lireDemande(url.Values{"q": {f.Get("q")}})
	if err != nil {
		return err
	}
	if !d.parle() {
		return fault.Sur("q", "question_vide", "Écrivez votre question en quelques mots.")
	}
	rep, err := a.Base.Chercher(r.Context(), d.question())
	if err != nil {
		return err
	}
	if rep.Repond {
		return a.Cadre.Rediriger(w, r, d.encore(), page.Flash{Ton: "info", Titre: "Le guide y répond", Texte: "Voici les articles les plus proches de votre question."})
	}
	c, err := a.Conversations.Courante(r.Context(), par)
	if err != nil {
		return err
	}
	if err := a.Retours.Attendre(r.Context(), d.Texte, c.ID); err != nil {
		return err
	}
	return a.Cadre.Rediriger(w, r, d.encore(), page.Flash{Ton: "succes", Titre: "C'est noté", Texte: "Un message vous attendra dans votre conversation avec l'assistant quand le guide y répondra."})
}

// postRetirer forgets that the person waits; it does not matter whether she did.
func (a *Aide) postRetirer(w http.ResponseWriter, r *http.Request) error {
	par, f, err := requete.Soumis(w, r)
	if err != nil {
		return err
	}
	ids, err := a.Conversations.Miennes(r.Context(), par)
	if err != nil {
		return err
	}
	if err := a.Retours.NePlusAttendre(r.Context(), f.Get("question"), ids); err != nil {
		return err
	}
	retour := "/guide/attentes"
	if s := f.Get("retour"); s != "" {
		retour = requete.Retour(s)
	}
	return a.Cadre.Rediriger(w, r, retour, page.Flash{Ton: "succes", Texte: "Vous ne serez plus prévenu pour cette question."})
}

// pageAttentes is what a person waits for.
type pageAttentes struct {
	page.Base
	Attentes []attente
	Vide     *ui.Vide
}

type attente struct {
	Question, Cle, URL string
	Depuis             time.Time
}

func (a *Aide) showAttentes(w http.ResponseWriter, r *http.Request) error {
	par, err := requete.Connecte(r)
	if err != nil {
		return err
	}
	liste, err := a.attentes(r.Context(), par)
	if err != nil {
		return err
	}
	v := pageAttentes{Base: a.base(w, r, "Mes questions en attente")}
	for _, x := range liste {
		v.Attentes = append(v.Attentes, attente{x.Question, x.Pliee, demande{Texte: x.Question}.encore(), x.Depuis})
	}
	if len(liste) == 0 {
		v.Vide = &ui.Vide{
			Icone: "cloche", Titre: "Aucune question en attente",
			Texte:  "Quand le guide ne sait pas répondre à une question, demandez à être prévenu : elle apparaît ici jusqu'à la réponse.",
			Action: &ui.Bouton{Texte: "Chercher dans le guide", Icone: "loupe", URL: "/guide"},
		}
	}
	return a.Pages.Render(w, http.StatusOK, "guide-attentes", v)
}
