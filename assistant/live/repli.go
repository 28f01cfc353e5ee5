package live

import (
	"bytes"
	"context"
	"io"
	"mime"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/go-chi/chi/v5"
	"github.com/google/uuid"

	"claudia/assistant"
	"claudia/assistant/dialogue"
	"claudia/internal/fault"
)

// Routes mounts the socket and what stands in for it: long polling and posted messages.
//
//	GET  /assistant/socket           WebSocket (doc.go)
//	GET  /assistant/{id}/depuis      long poll: ?seq=12&epoque=…
//	POST /assistant/{id}/messages    one message, JSON or a plain form
func (h *Hub) Routes(r chi.Router) {
	r.HandleFunc("/assistant/socket", h.ouvrirSocket(newUpgrader()))
	r.Get("/assistant/{id}/depuis", h.getDepuis)
	r.Post("/assistant/{id}/messages", h.postMessage)
}

// Bounds of a posted message. The longest pasted text (200,000 characters) is at most 800 KB of UTF-8,
// and three times that in a plain form, where each byte may be written %XX.
const (
	corpsTexte      = 1 << 20
	corpsFormulaire = 3 * corpsTexte
)

// suiteJSON is the answer to a long poll.
type suiteJSON struct {
	Epoque     string `json:"epoque"`
	Recharger  bool   `json:"recharger,omitempty"`
	Evenements []emis `json:"evenements"`
}

// getDepuis answers at once when there is something after seq, else when something comes, or
// nothing after a while.
func (h *Hub) getDepuis(w http.ResponseWriter, r *http.Request) {
	v, id, err := h.visiter(r)
	if err != nil {
		repondreErreur(w, err)
		return
	}
	n, err := strconv.ParseInt(r.URL.Query().Get("seq"), 10, 64)
	if err != nil || n < 0 {
		repondreErreur(w, assistant.ErrPosition())
		return
	}
	reponse := suiteJSON{Epoque: h.config.Conversations.Epoque(), Evenements: []emis{}}
	if e := r.URL.Query().Get("epoque"); e != "" && e != reponse.Epoque {
		reponse.Recharger = true
		repondre(w, http.StatusOK, reponse)
		return
	}
	if !h.quotas.prendre(h.config.IP(r), v.Acteur.Utilisateur) {
		f := fault.New(fault.Debit, "trop_de_connexions", "Trop de pages sont ouvertes en même temps. Fermez-en une.")
		f.Apres = 30
		repondreErreur(w, f)
		return
	}
	defer h.quotas.rendre(h.config.IP(r), v.Acteur.Utilisateur)
	ms, err := h.attendre(r.Context(), v, id, assistant.Seq(n))
	if err == nil {
		reponse.Evenements, err = h.dessiner(r.Context(), ms)
	}
	if err != nil {
		repondreErreur(w, err)
		return
	}
	repondre(w, http.StatusOK, reponse)
}

// attendre gives the messages after seq, waiting for the first one.
func (h *Hub) attendre(ctx context.Context, v Visite, id assistant.ID, apres assistant.Seq) ([]assistant.Message, error) {
	ms, err := h.config.Conversations.Depuis(ctx, v.Acteur, id, apres, pageRattrapage)
	if err != nil || len(ms) > 0 {
		return ms, err
	}
	signal, oublier := h.signaux.attendre(id)
	defer oublier()
	limite := time.NewTimer(h.config.Attente)
	defer limite.Stop()
	pas := time.NewTicker(h.config.Surveillance) // the net under a lost signal
	defer pas.Stop()
	for {
		select {
		case <-ctx.Done():
			return nil, nil
		case <-h.fin:
			return nil, nil
		case <-limite.C:
			return nil, nil
		case <-signal:
		case <-pas.C:
		}
		ms, err := h.config.Conversations.Depuis(ctx, v.Acteur, id, apres, pageRattrapage)
		if err != nil || len(ms) > 0 {
			return ms, err
		}
	}
}

func (h *Hub) dessiner(ctx context.Context, ms []assistant.Message) ([]emis, error) {
	liste := make([]emis, 0, len(ms))
	for _, m := range ms {
		html, err := h.config.Rendu.Message(ctx, m)
		if err != nil {
			return nil, err
		}
		liste = append(liste, emisMessage(m, html))
	}
	return liste, nil
}

// visiter reads who asks and which conversation.
func (h *Hub) visiter(r *http.Request) (Visite, assistant.ID, error) {
	v, err := h.config.Comptes.Visite(r)
	if err != nil {
		return v, uuid.Nil, sessionRequise(err)
	}
	id, err := uuid.Parse(chi.URLParam(r, "id"))
	if err != nil {
		return v, id, fault.AbsentOuEtranger("cette conversation")
	}
	return v, id, nil
}

// postMessage takes one message: JSON from a script, or a form, with documents or without. A script
// that sends a form asks for JSON in return; a plain form goes back to its page.
func (h *Hub) postMessage(w http.ResponseWriter, r *http.Request) {
	v, id, err := h.visiter(r)
	if err != nil {
		h.refuser(w, r, err)
		return
	}
	var recue reponsePost
	switch genre, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type")); genre {
	case "application/json":
		recue, err = h.postJSON(w, r, v, id)
	case "application/x-www-form-urlencoded":
		recue, err = h.postFormulaire(w, r, v, id)
	case "multipart/form-data":
		recue, err = h.postDocuments(w, r, v, id)
	default:
		err = fault.New(fault.TypeRefuse, "type_de_contenu", "Le message doit être envoyé en JSON ou par formulaire.")
	}
	switch {
	case err != nil:
		h.refuser(w, r, err)
	case veutJSON(r):
		repondre(w, http.StatusOK, recue)
	default:
		http.Redirect(w, r, recue.retour, http.StatusSeeOther)
	}
}

// reponsePost is the ack of a posted message, with the documents that were not taken.
type reponsePost struct {
	emis
	Refuses []dialogue.FichierRefuse `json:"refuses,omitempty"`
	retour  string
}

// veutJSON tells the requests of our scripts from those of plain forms.
func veutJSON(r *http.Request) bool {
	return strings.HasPrefix(r.Header.Get("Content-Type"), "application/json") ||
		strings.Contains(r.Header.Get("Accept"), "application/json")
}

func (h *Hub) refuser(w http.ResponseWriter, r *http.Request, err error) {
	if !veutJSON(r) && h.config.Erreur != nil {
		h.config.Erreur(w, r, err)
		return
	}
	repondreErreur(w, err)
}

func (h *Hub) postJSON(w http.ResponseWriter, r *http.Request, v Visite, id assistant.ID) (reponsePost, error) {
	m, err := lireCorps(w, r)
	if err != nil {
		return reponsePost{}, err
	}
	ack, err := h.recevoir(r.Context(), v, id, m)
	return reponsePost{emis: emisAck(ack)}, err
}

func (h *Hub) postFormulaire(w http.ResponseWriter, r *http.Request, v Visite, id assistant.ID) (reponsePost, error) {
	r.Body = http.MaxBytesReader(w, r.Body, corpsFormulaire)
	if err := r.ParseForm(); err != nil {
		return reponsePost{}, errTropGrand(err)
	}
	m, err := lireFormulaire(r.PostForm)
	if err != nil {
		return reponsePost{}, err
	}
	ack, err := h.recevoir(r.Context(), v, id, m)
	return reponsePost{emis: emisAck(ack), retour: retour(r.PostForm)}, err
}

func (h *Hub) recevoir(ctx context.Context, v Visite, id assistant.ID, m recu) (assistant.Ack, error) {
	if err := h.debiter(v.Acteur.Utilisateur); err != nil {
		return assistant.Ack{}, err
	}
	ctx, cancel := context.WithTimeout(ctx, h.config.Delai)
	defer cancel()
	saisie := assistant.Saisie{Texte: m.Texte}
	if m.Type == "choix" {
		saisie = assistant.Saisie{Reponse: &m.Reponse}
	}
	return h.config.Conversations.Recevoir(ctx, v.Acteur, id, m.CID, saisie)
}

func lireCorps(w http.ResponseWriter, r *http.Request) (recu, error) {
	b, err := io.ReadAll(http.MaxBytesReader(w, r.Body, corpsTexte))
	if err != nil {
		return recu{}, errTropGrand(err)
	}
	m, err := lire(bytes.ToValidUTF8(b, []byte("\ufffd")))
	if err == nil && m.Type == "reprendre" {
		err = errJSON()
	}
	return m, err
}

// lireFormulaire reads the plain form: « texte » or « choix » (seq.bloc.proposition.choix, the
// third empty when there is none), and « cid », made by the page so that sending twice is harmless.
func lireFormulaire(f url.Values) (recu, error) {
	m := recu{Type: "message", Texte: strings.ReplaceAll(f.Get("texte"), "\r\n", "\n")}
	var err error
	if cid := f.Get("cid"); cid == "" {
		m.CID = uuid.New()
	} else if m.CID, err = lireUUID([]byte(strconv.Quote(cid)), "cid"); err != nil {
		return m, err
	}
	if choix := f.Get("choix"); choix != "" {
		m.Type = "choix"
		m.Reponse, err = lirePlace(choix)
	}
	return m, err
}

// lirePlace reads where a quick reply stands, as the buttons of a form name it.
func lirePlace(s string) (assistant.Reponse, error) {
	var r assistant.Reponse
	parts := strings.Split(s, ".")
	invalide := fault.Sur("choix", "etape_invalide", "Cette réponse n'est plus proposée. Répondez à la dernière question de l'assistant.")
	if len(parts) != 4 {
		return r, invalide
	}
	seq, err := strconv.ParseInt(parts[0], 10, 64)
	if err != nil || seq < 1 {
		return r, invalide
	}
	r.Seq = assistant.Seq(seq)
	if r.Bloc, err = strconv.Atoi(parts[1]); err != nil {
		return r, invalide
	}
	if parts[2] != "" {
		p, err := strconv.Atoi(parts[2])
		if err != nil {
			return r, invalide
		}
		r.Proposition = &p
	}
	if r.Choix, err = strconv.Atoi(parts[3]); err != nil {
		return r, invalide
	}
	return r, nil
}

func errTropGrand(cause error) error {
	return &fault.Error{Kind: fault.TropGrand, Code: "corps_trop_grand", Message: "Ce message est trop grand. Raccourcissez-le ou joignez un fichier.", Limite: corpsTexte, Err: cause}
}

// retour gives the page that the form names, if it is one of ours.
func retour(f url.Values) string {
	chemin := f.Get("retour")
	if !strings.HasPrefix(chemin, "/") || strings.HasPrefix(chemin, "//") || strings.ContainsAny(chemin, "\\\r\n\t") {
		return "/assistant"
	}
	return chemin
}
