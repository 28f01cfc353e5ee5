package portail

import (
	"net/http"
	"net/url"
	"strconv"
	"time"

	"claudia/internal/comptes"
	"claudia/memoires"
	"claudia/memoires/saisie"
	"claudia/web/formulaire"
	"claudia/web/page"
	"claudia/web/requete"
	"claudia/web/ui"
)

// pageMemoire is the page of one mémoire: the form of a draft, the reading of a sent one.
type pageMemoire struct {
	page.Base
	Tete        tete
	Alertes     []ui.Alerte
	Resume      *ui.ResumeErreurs
	Modifiable  bool
	Version     string
	Action      string // where the header posts
	Entete      []ui.Champ
	Remise      []ui.Champ
	Faits       []ui.Paire // header as read, for a sent mémoire
	Adresse     string
	Lignes      ui.Tableau
	Totaux      ui.Totaux
	Repartition string // how a discount was spread, when there is one
	Pieces      ui.Tableau
	Historique  ui.Historique
	NouvelleURL string
	PiecesURL   string
	EnvoiURL    string
	Supprimer   string
	Assistant   string
}

func (p *Portail) showMemoire(w http.ResponseWriter, r *http.Request) error {
	a, m, err := p.memoire(r)
	if err != nil {
		return err
	}
	v, err := p.vueMemoire(w, r, a, m, nil, nil)
	if err != nil {
		return err
	}
	return p.Pages.Render(w, http.StatusOK, "memoire", v)
}

// vueMemoire builds the page; saisies and erreurs are those of a refused form, nil otherwise.
func (p *Portail) vueMemoire(w http.ResponseWriter, r *http.Request, a comptes.Acteur, m memoires.Memoire, saisies url.Values, erreurs map[memoires.Cle]string) (pageMemoire, error) {
	x, err := p.contexte(r.Context(), a, m, nil)
	if err != nil {
		return pageMemoire{}, err
	}
	traces, err := p.Memoires.Historique(r.Context(), a, m.ID, 50)
	if err != nil {
		return pageMemoire{}, err
	}
	modifiable := m.Etat.Modifiable() && a.PeutModifier(m.Entete.Structure)
	v := pageMemoire{
		Base:        p.Cadre.Base(w, r, "Mémoire "+string(m.Numero), "memoires"),
		Tete:        teteDe(m, memoires.EtapeEntete),
		Modifiable:  modifiable,
		Version:     versionDe(m),
		Action:      chemin(m, "/entete"),
		Adresse:     adresse(x, m.Entete.Structure),
		Lignes:      lignesDe(m, x, modifiable),
		Totaux:      totauxDe(m),
		Pieces:      piecesDe(m, x, 0, false),
		Historique:  p.traces(traces, x),
		NouvelleURL: chemin(m, "/lignes/nouvelle"),
		PiecesURL:   chemin(m, "/pieces"),
		EnvoiURL:    chemin(m, "/envoi"),
		Supprimer:   chemin(m, "/supprimer"),
		Assistant:   "/assistant?memoire=" + url.QueryEscape(string(m.Numero)),
	}
	v.Fil = []page.Lien{{Texte: "Mes mémoires", URL: "/memoires"}}
	v.Large = true
	if v.Widget != nil {
		v.Widget.Contexte = "memoire:" + string(m.Numero)
	}
	if v.Modifiable {
		champs := formulaire.Controles(saisie.Entete(), x, formulaire.Etat{Saisies: saisies, Erreurs: erreurs, Fuseau: p.Fuseau})
		for _, c := range champs {
			if c.Nom == string(memoires.CleRemiseTTC) || c.Nom == string(memoires.CleMotifRemise) {
				v.Remise = append(v.Remise, c)
			} else {
				v.Entete = append(v.Entete, c)
			}
		}
		v.Resume = ui.ResumeDe(champs...)
	} else {
		v.Faits = faits(m, x)
		v.Tete.Boutons = boutonsLecture(m, a)
	}
	v.Alertes = p.alertes(m, a)
	if m.Entete.RemiseTTC > 0 {
		v.Repartition = "La remise est répartie entre les taux selon leur poids toutes taxes comprises ; le portail ne dit pas comment il la répartit (à vérifier)."
	}
	return v, nil
}

// alertes says what the state of the mémoire asks of the person.
func (p *Portail) alertes(m memoires.Memoire, a comptes.Acteur) []ui.Alerte {
	var out []ui.Alerte
	if m.Etat == memoires.Brouillon && !a.PeutModifier(m.Entete.Structure) {
		out = append(out, ui.Alerte{Ton: "info", Texte: "Votre profil permet de consulter ce brouillon, pas de le modifier."})
	}
	if m.Etat == memoires.Brouillon {
		for _, l := range m.Lignes {
			limite, applicable := p.Memoires.Referentiel().Forclusion(l.DebutForclusion())
			if !applicable || l.DebutForclusion().IsZero() {
				continue
			}
			jours := int(limite.Sub(jourDe(p.Memoires.Maintenant())).Hours() / 24)
			if jours >= 0 && jours <= 90 {
				out = append(out, ui.Alerte{
					Ton: "avertissement", Titre: "Le délai d'un an approche",
					Texte: "Ligne " + strconv.Itoa(l.Position) + " : il reste " + page.Pluriel(int64(jours), "jour", "jours") +
						" pour envoyer ce mémoire, jusqu'au " + page.Date(limite) + " (article 800 du code de procédure pénale).",
				})
			}
		}
	}
	if m.Etat == memoires.Refuse {
		motif := m.MotifRefus
		if motif == "" {
			motif = "Le service n'a pas indiqué de motif."
		}
		out = append(out, ui.Alerte{Ton: "erreur", Titre: "Ce mémoire a été refusé", Texte: motif})
	}
	return out
}

// boutonsLecture are the actions on a mémoire that can no longer change.
func boutonsLecture(m memoires.Memoire, a comptes.Acteur) []ui.Bouton {
	var b []ui.Bouton
	if !m.EnvoyeLe.IsZero() {
		b = append(b,
			ui.Bouton{Texte: "Certificat de dépôt", Icone: "sceau", URL: chemin(m, "/certificat.pdf"), Tel: true},
			ui.Bouton{Texte: "Mémoire en PDF", Icone: "telecharger", URL: chemin(m, "/memoire.pdf"), Tel: true})
	}
	if a.PeutModifier(m.Entete.Structure) && m.Etat != memoires.Brouillon && m.Etat != memoires.DupliquePostRefus {
		b = append(b, ui.Bouton{Texte: "Dupliquer", Icone: "copie", URL: chemin(m, "/dupliquer")})
	}
	if a.PeutModifier(m.Entete.Structure) && m.Etat == memoires.Refuse {
		b = append(b, ui.Bouton{Texte: "Abandonner", Icone: "interdit", Sorte: "discret", URL: chemin(m, "/abandonner")})
	}
	return b
}

// faits lists the header of a sent mémoire.
func faits(m memoires.Memoire, x saisie.Contexte) []ui.Paire {
	var out []ui.Paire
	for _, c := range saisie.Entete() {
		if v := m.Valeur(memoires.Champ{Cle: c.Cle}); v != "" {
			out = append(out, ui.Paire{Libelle: c.Libelle, Valeur: c.Afficher(v, x)})
		}
	}
	return out
}

func adresse(x saisie.Contexte, id comptes.StructureID) string {
	for _, s := range x.Structures {
		if s.ID == id {
			return s.Adresse + ", " + s.CodePostal + " " + s.Commune
		}
	}
	return ""
}

// traces words the history, which comes newest first. The fields that one action wrote make one event.
func (p *Portail) traces(traces []memoires.Trace, x saisie.Contexte) ui.Historique {
	var h ui.Historique
	for i, t := range traces {
		if t.Action == memoires.ActionEcrire && i > 0 && memeSaisie(traces[i-1], t) {
			e := &h.Evenements[len(h.Evenements)-1]
			e.Titre, e.Texte = memoires.ActionEcrire.Libelle(), champEcrit(t, x)+" ; "+e.Texte
			continue
		}
		h.Evenements = append(h.Evenements, p.evenement(t, x))
	}
	return h
}

// memeSaisie tells whether two rows come from one form or one turn.
func memeSaisie(a, b memoires.Trace) bool {
	return a.Action == memoires.ActionEcrire && a.Version == b.Version && a.Par == b.Par && a.Origine == b.Origine
}

func champEcrit(t memoires.Trace, x saisie.Contexte) string {
	s := saisie.Libelle(t.Champ.Cle) + " : " + ouVide(formulaire.Afficher(t.Champ.Cle, t.Apres, x))
	if t.Avant != "" {
		s += ", avant : " + formulaire.Afficher(t.Champ.Cle, t.Avant, x)
	}
	return s
}

func (p *Portail) evenement(t memoires.Trace, x saisie.Contexte) ui.Evenement {
	e := ui.Evenement{
		Titre: t.Action.Libelle(), Texte: t.Motif, Qui: t.ParNom, Quand: page.Instant(t.Le, p.Fuseau),
		QuandISO: t.Le.Format(time.RFC3339), Icone: "crayon", Ton: "neutre",
	}
	if t.EtatApres != t.EtatAvant && t.EtatApres != "" {
		b := ui.BadgeEtat(string(t.EtatApres))
		e.Icone, e.Ton = b.Icone, b.Ton
	}
	if t.Champ.Cle != "" {
		e.Texte = champEcrit(t, x)
	}
	if e.Qui == "" {
		e.Qui = "claudia"
	}
	if o := origine(t.Origine); o != "" {
		e.Qui += " (" + o + ")"
	}
	return e
}

func origine(o comptes.Origine) string {
	switch o {
	case comptes.Portail:
		return "formulaire"
	case comptes.Assistant:
		return "conversation"
	case comptes.Agent:
		return "agent"
	case comptes.Flux:
		return "flux"
	case comptes.API:
		return "API"
	case comptes.Systeme:
		return ""
	}
	return string(o)
}

func (p *Portail) postEntete(w http.ResponseWriter, r *http.Request) error {
	a, m, err := p.memoire(r)
	if err != nil {
		return err
	}
	f, err := requete.Formulaire(w, r)
	if err != nil {
		return err
	}
	x, err := p.contexte(r.Context(), a, m, nil)
	if err != nil {
		return err
	}
	ecritures, erreurs := formulaire.Lire(saisie.Entete(), x, 0, f)
	refaire := func(statut int, erreurs map[memoires.Cle]string) error {
		v, err := p.vueMemoire(w, r, a, m, f, erreurs)
		if err != nil {
			return err
		}
		v.Version = f.Get("version")
		return p.Pages.Render(w, statut, "memoire", v)
	}
	if len(erreurs) > 0 {
		return refaire(http.StatusUnprocessableEntity, erreurs)
	}
	apres, err := p.Memoires.EnregistrerEntete(r.Context(), a, m.ID, lireVersion(f), ecritures)
	if err != nil {
		if c, ok := memoires.ConflitsDe(err); ok {
			return p.renderConflit(w, r, x, c, f, chemin(m, "/entete"), chemin(m, ""))
		}
		if champ, message, ok := surChamp(err); ok {
			return refaire(http.StatusUnprocessableEntity, map[memoires.Cle]string{champ: message})
		}
		return err
	}
	p.signaler(r.Context(), m, apres)
	vers := chemin(m, "")
	switch f.Get("suite") {
	case "ligne":
		vers = chemin(m, "/lignes/nouvelle")
	case "pieces":
		vers = chemin(m, "/pieces")
	case "envoi":
		vers = chemin(m, "/envoi")
	}
	return p.Cadre.Rediriger(w, r, vers, page.Flash{Ton: "succes", Texte: "En-tête enregistré. Le mémoire reste un brouillon tant que vous ne l'avez pas envoyé."})
}
