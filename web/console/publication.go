package console

import (
	"context"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/go-chi/chi/v5"

	"claudia/internal/comptes"
	"claudia/internal/fault"
	"claudia/kb"
	"claudia/kb/redaction"
	"claudia/kb/retours"
	"claudia/web/page"
	"claudia/web/requete"
	"claudia/web/ui"
)

// etatArticle tells where the publication of an article stands, and what this person may do about it.
type etatArticle struct {
	Badge      ui.Badge
	Phrase     string
	Portee     string
	Public     string // address where readers see it, empty when they do not
	Demande    *redaction.Demande
	PeutRelire bool // a second person, and not the one who wrote or asked
	PeutPublie bool // there is something to publish
	PeutRetire bool
	Annulable  bool
	Bouton     string // of the publication
	Jour       ui.Champ
	Heure      ui.Champ
	Mot        ui.Champ
	Retrait    ui.Champ
	Gestes     []ui.Evenement
	Oui, Non   int64 // votes on the text that readers see
	Precisions []string
	Nouvelle   bool // the program brings another text
	Action     string
	Historique string
	Numero     int
}

func (c *Console) etat(ctx context.Context, par comptes.Acteur, d redaction.Dossier) (*etatArticle, error) {
	e := &etatArticle{
		Badge: *badge(d.Fiche), Portee: nomPortee(d.Portee), Demande: d.Demande, Nouvelle: d.Nouvelle,
		Action: chemin(d.ID, ""), Historique: chemin(d.ID, "/historique"), Numero: d.Derniere,
		Jour:    ui.Champ{Nom: "jour", Type: ui.ChampDate, Libelle: "Le", Aide: "Sans date : tout de suite."},
		Heure:   ui.Champ{Nom: "heure", Type: ui.ChampHeure, Libelle: "À"},
		Mot:     ui.Champ{Nom: "mot", Type: ui.ChampTexte, Libelle: "Ce qu'il faut changer", Max: 300, Obligatoire: true},
		Retrait: ui.Champ{Nom: "mot", ID: "champ-retrait", Type: ui.ChampTexte, Libelle: "Pourquoi le retirer", Max: 300, Obligatoire: true},
	}
	e.Phrase = c.phrase(d)
	ecrit := par.A(comptes.RoleRedacteur)
	e.PeutRetire = ecrit && d.Publiee > 0
	e.Annulable = ecrit && d.Demande != nil
	e.PeutPublie = ecrit && d.Publiee != d.Derniere && d.Portee != kb.Brouillon && d.Demande == nil
	e.PeutRelire = ecrit && d.Etat == redaction.ARelire && d.Demande.Par != par.Utilisateur && !d.EcritPar(par)
	e.Bouton = "Demander la publication"
	if d.Portee == kb.Interne {
		e.Bouton = "Publier pour les agents"
	}
	for _, g := range d.Journal {
		e.Gestes = append(e.Gestes, c.evenement(g))
	}
	if d.Publiee > 0 && d.Portee == kb.Public {
		e.Public = "/guide/articles/" + d.ID
	}
	return e, c.votes(ctx, d, e)
}

// votes tells what readers said of the text that they see.
func (c *Console) votes(ctx context.Context, d redaction.Dossier, e *etatArticle) error {
	if e.Public == "" {
		return nil
	}
	a, visible := c.Redaction.Visible(d.ID)
	if !visible { // withdrawn a moment ago
		e.Public = ""
		return nil
	}
	b, err := c.Retours.Bilan(ctx, d.ID, retours.Empreinte(a))
	if err != nil {
		return err //nolint:wrapcheck // says what it did
	}
	e.Oui, e.Non, e.Precisions = b.Oui, b.Non, b.Precisions
	return nil
}

func (c *Console) phrase(d redaction.Dossier) string {
	switch d.Etat {
	case redaction.ARelire:
		s := d.Demande.ParNom + " a demandé la publication le " + c.Cadre.Instant(d.Demande.Le) + "."
		if !d.Demande.PublierAt.IsZero() {
			s += " Date demandée : " + c.Cadre.Instant(d.Demande.PublierAt) + "."
		}
		return s + " Une deuxième personne doit relire."
	case redaction.Programme:
		return "Publication prévue le " + c.Cadre.Instant(d.Demande.PublierAt) + "."
	case redaction.Modifie:
		return "Les lecteurs voient encore la révision " + page.Nombre(int64(d.Publiee)) + "."
	case redaction.Publie:
		return "Les lecteurs voient ce texte."
	case redaction.Retire:
		return "Les lecteurs ne voient plus cet article."
	case redaction.EnBrouillon:
	}
	return "Aucun lecteur ne voit encore cet article."
}

func (c *Console) evenement(g redaction.Geste) ui.Evenement {
	titres := map[string][3]string{ // title, icon, tone
		"ecrit": {"Révision écrite", "crayon", "neutre"}, "restaure": {"Ancien texte repris", "reprise", "neutre"}, "importe": {"Texte importé", "depot", "neutre"},
		"demande": {"Publication demandée", "envoi", "info"}, "approuve": {"Relu et approuvé", "coche-rond", "succes"}, "renvoye": {"Renvoyé à l'auteur", "reprise", "avertissement"},
		"annule": {"Demande annulée", "croix-rond", "neutre"}, "publie": {"Publié", "coche-rond", "succes"}, "retire": {"Retiré", "interdit", "erreur"},
	}
	t := titres[g.Quoi]
	return ui.Evenement{
		Titre: t[0] + " (révision " + page.Nombre(int64(g.Numero)) + ")", Qui: g.Par, Quand: c.Cadre.Instant(g.Le), QuandISO: g.Le.Format(time.RFC3339), Texte: g.Mot, Icone: t[1], Ton: t[2],
	}
}

func (c *Console) postPublication(w http.ResponseWriter, r *http.Request) error {
	par, f, err := c.geste(w, r)
	if err != nil {
		return err
	}
	id := chi.URLParam(r, "id")
	quand, err := c.lireInstant(f.Get("jour"), f.Get("heure"))
	if err == nil {
		err = c.Redaction.Demander(r.Context(), par, id, nombre(f.Get("numero")), quand)
	}
	return c.suite(w, r, id, err, "La publication est demandée.")
}

// postRelecture is the decision of the second person.
func (c *Console) postRelecture(w http.ResponseWriter, r *http.Request) error {
	par, f, err := c.geste(w, r)
	if err != nil {
		return err
	}
	id, demande := chi.URLParam(r, "id"), int64(nombre(f.Get("demande")))
	if f.Get("decision") == "renvoyer" {
		return c.suite(w, r, id, c.Redaction.Renvoyer(r.Context(), par, id, demande, f.Get("mot")), "L'article est renvoyé à son auteur, avec votre mot.")
	}
	return c.suite(w, r, id, c.Redaction.Approuver(r.Context(), par, id, demande), "L'article est approuvé. Sans date demandée, les lecteurs le trouvent déjà.")
}

func (c *Console) postAnnulation(w http.ResponseWriter, r *http.Request) error {
	par, _, err := c.geste(w, r)
	if err != nil {
		return err
	}
	id := chi.URLParam(r, "id")
	return c.suite(w, r, id, c.Redaction.Annuler(r.Context(), par, id), "La demande de publication est annulée.")
}

func (c *Console) postRetrait(w http.ResponseWriter, r *http.Request) error {
	par, f, err := c.geste(w, r)
	if err != nil {
		return err
	}
	id := chi.URLParam(r, "id")
	return c.suite(w, r, id, c.Redaction.Retirer(r.Context(), par, id, f.Get("mot")), "L'article est retiré. Les réponses qui le citaient restent lisibles.")
}

// suite goes back to the article, with what was done or why it was not.
func (c *Console) suite(w http.ResponseWriter, r *http.Request, id string, err error, fait string) error {
	f, ok := fault.As(err)
	switch {
	case err == nil:
		return c.Cadre.Rediriger(w, r, chemin(id, ""), reussite(fait))
	case ok && (f.Kind == fault.Invalide || f.Kind == fault.Conflit || f.Kind == fault.Interdit):
		return c.Cadre.Rediriger(w, r, chemin(id, ""), page.Flash{Ton: "erreur", Texte: f.Message})
	}
	return err
}

// lireInstant reads the day and the hour of a dated publication, in French time; zero for no day.
func (c *Console) lireInstant(jour, heure string) (time.Time, error) {
	if strings.TrimSpace(jour) == "" {
		return time.Time{}, nil
	}
	j, err := lireJour(strings.TrimSpace(jour))
	if err != nil {
		return j, fault.Sur("jour", "date", "« "+jour+" » n'est pas une date. Écrivez par exemple 13/10/2026.")
	}
	if heure == "" {
		heure = "08:00"
	}
	h, err := time.Parse("15:04", heure)
	if err != nil {
		return h, fault.Sur("heure", "heure", "« "+heure+" » n'est pas une heure. Écrivez par exemple 08:30.")
	}
	return time.Date(j.Year(), j.Month(), j.Day(), h.Hour(), h.Minute(), 0, 0, c.Cadre.Lieu()), nil
}

// geste reads the form of an editor.
func (c *Console) geste(w http.ResponseWriter, r *http.Request) (comptes.Acteur, url.Values, error) {
	par, err := redacteur(r)
	if err != nil {
		return par, nil, err
	}
	f, err := requete.Formulaire(w, r)
	return par, f, err
}
