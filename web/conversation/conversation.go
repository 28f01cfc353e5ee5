package conversation

import (
	"context"
	"embed"
	"net/http"
	"strconv"
	"time"

	"github.com/go-chi/chi/v5"
	"github.com/google/uuid"

	"claudia/assistant"
	"claudia/assistant/live"
	"claudia/internal/comptes"
	"claudia/kb/retours"
	"claudia/memoires"
	"claudia/web/formulaire"
	"claudia/web/page"
	"claudia/web/reperes"
	"claudia/web/requete"
	"claudia/web/ui"
)

// retourJournal is where a form without script comes back to: the last message.
const retourJournal = "/assistant#journal-fin"

// historique is how many of the last messages the first page shows.
const historique = 100

// Conversation serves the assistant.
type Conversation struct {
	Pages    *page.Registry
	Cadre    requete.Cadre
	Comptes  *comptes.Service
	Memoires *memoires.Service
	Service  *assistant.Service
	Live     *live.Hub
	Retours  *retours.Service
	Fuseau   *time.Location
	Exemples string // address of the documents to try; empty outside the demo

	refuser requete.Erreurs // set by Routes
}

// Refuser shows a fault of a plain form as a page; it is what the hub calls.
func (c *Conversation) Refuser(w http.ResponseWriter, r *http.Request, err error) {
	c.refuser(w, r, err)
}

//go:embed gabarits/*.tmpl
var gabarits embed.FS

// Declarer adds the pages of the room to the registry, at start.
func Declarer(r *page.Registry) error {
	for _, nom := range []string{"assistant", "telephone"} {
		if err := r.Ajouter(nom, gabarits, "gabarits/"+nom+".tmpl"); err != nil {
			return err
		}
	}
	return nil
}

// Routes mounts the pages of the room and the socket.
func (c *Conversation) Routes(r chi.Router, e requete.Erreurs) {
	c.refuser = e
	r.Get("/assistant", e.Servir(c.showAssistant))
	r.Get("/assistant/panneau", e.Servir(c.showPanneau))
	r.Post("/assistant/{id}/avis", e.Servir(c.postAvis))
	r.Post("/assistant/nouvelle", e.Servir(c.postNouvelle))
	r.Get("/assistant/telephone", e.Servir(c.showTelephone))
	r.Get("/assistant/telephone.png", e.Servir(c.showCode))
	reperes.Routes(r)
	c.Live.Routes(r)
}

// pageAssistant is the conversation beside the live draft.
type pageAssistant struct {
	page.Base
	Vue      ui.VueAssistant
	Reprise  *reprise
	Exemples string
}

// reprise offers to go on with the mémoire that a link named, or to begin one: a link says nothing by
// itself in a conversation.
type reprise struct{ Titre, Bouton, Action, Client, Texte string }

func (c *Conversation) showAssistant(w http.ResponseWriter, r *http.Request) error {
	a, err := requete.Connecte(r)
	if err != nil {
		return err
	}
	conv, err := c.Service.Courante(r.Context(), a)
	if err != nil {
		return err
	}
	v := pageAssistant{Base: c.Cadre.Base(w, r, "Assistant", "assistant")}
	v.Large, v.Widget, v.Exemples = true, nil, c.Exemples
	if v.Vue.Conversation, err = c.vue(r.Context(), r, a, conv, retourJournal); err != nil {
		return err
	}
	if conv, err = c.Service.Courante(r.Context(), a); err != nil { // the answer just waited for may have opened a draft
		return err
	}
	if v.Vue.Brouillon, err = c.brouillon(r.Context(), a, conv.Memoire); err != nil {
		return err
	}
	q := r.URL.Query()
	if numero := q.Get("memoire"); numero != "" {
		if v.Reprise, err = c.reprise(r, a, conv, numero); err != nil {
			return err
		}
	} else if q.Has("nouveau") && conv.Memoire != 0 {
		v.Reprise = proposer(conv, reprise{
			Titre: "Un nouveau mémoire ?", Bouton: "Commencer", Texte: "Nouveau mémoire",
		})
	}
	return c.Pages.Render(w, http.StatusOK, "assistant", v)
}

// reprise is nil when the mémoire is the one already discussed, or is not the person's.
func (c *Conversation) reprise(r *http.Request, a comptes.Acteur, conv assistant.Conversation, numero string) (*reprise, error) {
	m, err := c.Memoires.Memoire(r.Context(), a, numero)
	if err != nil {
		return nil, err
	}
	if m.ID == conv.Memoire {
		return nil, nil //nolint:nilnil // nothing to offer
	}
	return proposer(conv, reprise{
		Titre: "Vous venez du mémoire " + string(m.Numero), Bouton: "Le reprendre ici",
		Texte: string(m.Numero), // a number alone names the object (turn 7)
	}), nil
}

// proposer makes the form that says Texte in the conversation.
func proposer(conv assistant.Conversation, x reprise) *reprise {
	x.Action, x.Client = "/assistant/"+conv.ID.String()+"/messages", uuid.NewString()
	return &x
}

// showPanneau gives the conversation alone, for the widget of every page.
func (c *Conversation) showPanneau(w http.ResponseWriter, r *http.Request) error {
	a, err := requete.Connecte(r)
	if err != nil {
		return err
	}
	conv, err := c.Service.Courante(r.Context(), a)
	if err != nil {
		return err
	}
	v, err := c.vue(r.Context(), r, a, conv, retourJournal)
	if err != nil {
		return err
	}
	v.Compacte = true
	return c.Pages.RenderFragment(w, http.StatusOK, "conversation", v)
}

// postNouvelle closes the conversation and begins another; drafts stay.
func (c *Conversation) postNouvelle(w http.ResponseWriter, r *http.Request) error {
	a, err := requete.Connecte(r)
	if err != nil {
		return err
	}
	if _, err := c.Service.Ouvrir(r.Context(), a); err != nil {
		return err
	}
	http.Redirect(w, r, "/assistant", http.StatusSeeOther)
	return nil
}

// reponseAttendue is how long a page waits for the answer to the last message: those who have no script
// see it at once.
const reponseAttendue = 1500 * time.Millisecond

// messages reads the journal, giving the assistant a moment to answer the last message.
func (c *Conversation) messages(ctx context.Context, a comptes.Acteur, id assistant.ID, depuis assistant.Seq) ([]assistant.Message, error) {
	limite := time.NewTimer(reponseAttendue)
	defer limite.Stop()
	pas := time.NewTicker(60 * time.Millisecond)
	defer pas.Stop()
	for {
		ms, err := c.Service.Depuis(ctx, a, id, depuis, 2*historique)
		if err != nil || len(ms) > 0 && ms[len(ms)-1].Auteur == assistant.Assistant {
			return ms, err
		}
		select {
		case <-ctx.Done():
			return ms, nil
		case <-limite.C:
			return ms, nil
		case <-pas.C:
		}
	}
}

// vue makes the view of a conversation with its last messages.
func (c *Conversation) vue(ctx context.Context, r *http.Request, a comptes.Acteur, conv assistant.Conversation, retour string) (ui.Conversation, error) {
	depuis := max(0, conv.Dernier-historique)
	if s, err := strconv.ParseInt(r.URL.Query().Get("avant"), 10, 64); err == nil && s > 0 {
		depuis = max(0, assistant.Seq(s)-historique)
	}
	ms, err := c.messages(ctx, a, conv.ID, depuis)
	if err != nil {
		return ui.Conversation{}, err
	}
	votes, err := c.Retours.Pouces(ctx, conv.ID)
	if err != nil {
		return ui.Conversation{}, err
	}
	id := conv.ID.String()
	v := ui.Conversation{
		ID: id, Derniere: int64(conv.Dernier), Prise: "/assistant/socket", Repli: "/assistant/" + id + "/depuis",
		Epoque: c.Service.Epoque(), Jeton: live.Jeton(requete.De(r).Jeton),
		Connexion: ui.Connexion{Etat: "en_ligne", Texte: "En ligne"},
		Journal: ui.Journal{
			ID: "journal-" + id, Etiquette: "Messages", Bulles: bulles(ms, dessin{fuseau: c.Fuseau, retour: retour, votes: votes}),
			Modele: ui.Bulle{Auteur: "usager", Nom: "Vous", Etat: "attente"},
			Vide:   &ui.Vide{Icone: "bulle", Titre: "La conversation commence", Texte: "L'assistant arrive dans un instant."},
		},
		Composeur: ui.Composeur{
			Action: "/assistant/" + id + "/messages", Conversation: id, Client: uuid.NewString(), Retour: retour,
			Accepte: ".pdf,.png,.jpg,.jpeg", Aide: "Répondez, posez une question ou déposez un document.",
		},
	}
	if n := len(ms); n > 0 {
		v.Derniere = int64(ms[n-1].Seq)
	}
	if depuis > 0 {
		v.Journal.AvantURL = "/assistant?avant=" + strconv.FormatInt(int64(depuis), 10)
	}
	return v, nil
}

// brouillon makes the view of the draft that the conversation is about.
func (c *Conversation) brouillon(ctx context.Context, a comptes.Acteur, id memoires.ID) (ui.Brouillon, error) {
	if id == 0 {
		return brouillonVide(), nil
	}
	m, err := c.Memoires.ParID(ctx, a, id)
	if err != nil {
		return ui.Brouillon{}, err
	}
	x, err := formulaire.Sources{Comptes: c.Comptes, Memoires: c.Memoires}.Contexte(ctx, a, m, nil)
	if err != nil {
		return ui.Brouillon{}, err
	}
	return brouillon(m, x, c.Fuseau, m.Etat.Modifiable() && a.PeutModifier(m.Entete.Structure)), nil
}
