package portail

import (
	"net/http"
	"net/url"

	"github.com/google/uuid"

	"claudia/internal/fault"
	"claudia/memoires"
	"claudia/web/page"
	"claudia/web/requete"
	"claudia/web/ui"
)

// pageEnvoi is the control, the récapitulatif and the window « Confirmation d'envoi » of the deck, on
// one page.
type pageEnvoi struct {
	page.Base
	Tete           tete
	Bloque         bool
	Bloquants      []vueManquement
	Avertissements []vueManquement
	Faits          []ui.Paire
	Lignes         ui.Tableau
	Totaux         ui.Totaux
	Pieces         ui.Tableau
	RIB            string
	Legal          []vueLegal
	Honneur        ui.Champ
	Action         string
	Version        string
	Cle            string // of idempotency: sending twice the same page sends once
	Retour         string
	Assistant      string
}

type vueLegal struct {
	Texte     string
	AVerifier bool
}

func (p *Portail) showEnvoi(w http.ResponseWriter, r *http.Request) error {
	return p.renderEnvoi(w, r, http.StatusOK, uuid.NewString(), "")
}

func (p *Portail) renderEnvoi(w http.ResponseWriter, r *http.Request, statut int, cle, erreurHonneur string) error {
	a, m, err := p.memoire(r)
	if err != nil {
		return err
	}
	if m.Etat != memoires.Brouillon {
		http.Redirect(w, r, chemin(m, "/resultat"), http.StatusSeeOther)
		return nil
	}
	if !a.PeutModifier(m.Entete.Structure) {
		return fault.New(fault.Interdit, "consultation", "Votre profil permet de consulter ce mémoire, pas de l'envoyer.")
	}
	liste, err := p.Memoires.Controler(r.Context(), a, m.ID)
	if err != nil {
		return err
	}
	x, err := p.contexte(r.Context(), a, m, nil)
	if err != nil {
		return err
	}
	v := pageEnvoi{
		Base: p.Cadre.Base(w, r, "Valider et envoyer", "memoires"), Tete: teteDe(m, memoires.EtapeEnvoi),
		Faits: faits(m, x), Lignes: lignesDe(m, x, false), Totaux: totauxDe(m), Pieces: piecesDe(m, x, 0, false),
		RIB:    "Le RIB de la structure sera joint automatiquement à l'envoi.",
		Action: chemin(m, "/envoi"), Version: versionDe(m), Cle: cle, Retour: chemin(m, ""),
		Assistant: "/assistant?memoire=" + url.QueryEscape(string(m.Numero)),
	}
	v.Fil = []page.Lien{{Texte: "Mes mémoires", URL: "/memoires"}, {Texte: string(m.Numero), URL: chemin(m, "")}}
	for _, k := range manquementsDe(m, liste) {
		if k.Gravite == string(memoires.Bloquant) {
			v.Bloquants, v.Bloque = append(v.Bloquants, k), true
		} else {
			v.Avertissements = append(v.Avertissements, k)
		}
	}
	for _, t := range x.Referentiel.Avertissements() {
		v.Legal = append(v.Legal, vueLegal{t.Texte, t.AVerifier})
	}
	v.Honneur = ui.Champ{
		Nom: "honneur", Type: ui.ChampCase, Valeur: "oui", Obligatoire: true, Erreur: erreurHonneur,
		Libelle: "J'atteste sur l'honneur la sincérité des informations saisies dans ce mémoire.",
	}
	return p.Pages.Render(w, statut, "envoi", v)
}

// postEnvoi sends. The same key never sends twice; what the control finds sends back to the page that
// lists all of it.
func (p *Portail) postEnvoi(w http.ResponseWriter, r *http.Request) error {
	a, m, err := p.memoire(r)
	if err != nil {
		return err
	}
	f, err := requete.Formulaire(w, r)
	if err != nil {
		return err
	}
	if f.Get("honneur") != "oui" {
		return p.renderEnvoi(w, r, http.StatusUnprocessableEntity, f.Get("cle"), "Cochez l'attestation sur l'honneur pour envoyer le mémoire.")
	}
	c, err := p.Memoires.Envoyer(r.Context(), a, m.ID, lireVersion(f), f.Get("cle"))
	if err != nil {
		if fault.KindOf(err) == fault.Invalide {
			return p.renderEnvoi(w, r, http.StatusUnprocessableEntity, f.Get("cle"), "")
		}
		return err
	}
	http.Redirect(w, r, "/memoires/"+string(c.Numero)+"/resultat", http.StatusSeeOther)
	return nil
}

// showSortEnvoi says whether the mémoire was sent, to a page that lost the answer of its sending.
func (p *Portail) showSortEnvoi(w http.ResponseWriter, r *http.Request) error {
	_, m, err := p.memoire(r)
	if err != nil {
		return err
	}
	s := ui.SortEnvoi{Alerte: ui.Alerte{
		Ton: "avertissement", Titre: "Pas encore envoyé", Vive: true,
		Texte: "Rien n'est parti, et rien n'est perdu : vous pouvez confirmer et envoyer maintenant.",
	}}
	if !m.EnvoyeLe.IsZero() {
		s = ui.SortEnvoi{Envoye: true, Alerte: ui.Alerte{
			Ton: "succes", Titre: "Envoyé à " + page.Heure(m.EnvoyeLe.In(p.Fuseau)) + ", n° " + string(m.Numero), Vive: true,
			Texte:  "Votre mémoire est parti une seule fois, le " + page.DateMoyenne(m.EnvoyeLe.In(p.Fuseau)) + ".",
			Action: &ui.Bouton{Texte: "Voir le mémoire envoyé", Sorte: "principal", URL: chemin(m, "/resultat")},
		}}
	}
	return p.Pages.RenderFragment(w, http.StatusOK, "sort-envoi", s)
}

// pageResultat is the result screen of the deck (portail.md 2.10).
type pageResultat struct {
	page.Base
	Numero      string
	Juridiction string
	Empreinte   string
	Faits       []ui.Paire
	Boutons     []ui.Bouton
}

func (p *Portail) showResultat(w http.ResponseWriter, r *http.Request) error {
	a, m, err := p.memoire(r)
	if err != nil {
		return err
	}
	if m.EnvoyeLe.IsZero() {
		http.Redirect(w, r, chemin(m, ""), http.StatusSeeOther)
		return nil
	}
	c, err := p.Memoires.Certificat(r.Context(), a, m.ID)
	if err != nil {
		return err
	}
	t := m.Totaux()
	v := pageResultat{
		Base: p.Cadre.Base(w, r, "Mémoire envoyé", "memoires"), Numero: string(m.Numero), Empreinte: c.Empreinte,
		Juridiction: c.Juridiction,
		Boutons: []ui.Bouton{
			{Texte: "Télécharger le certificat", Sorte: "principal", Icone: "telecharger", URL: chemin(m, "/certificat.pdf"), Tel: true},
			{Texte: "Télécharger le mémoire", Icone: "memoire", URL: chemin(m, "/memoire.pdf"), Tel: true},
			{Texte: "Dossier à vérifier", Sorte: "discret", Icone: "document", URL: chemin(m, "/dossier.txt"), Tel: true},
		},
		Faits: []ui.Paire{
			{Libelle: "Prestataire", Valeur: c.Prestataire.Identifiant + " – " + c.Prestataire.RaisonSociale},
			{Libelle: "Date d'envoi", Valeur: page.Instant(c.EnvoyeLe, p.Fuseau)},
			{Libelle: "Montant HT après remise globale", Valeur: montant(t.HTApresRemise), Nombre: true},
			{Libelle: "Montant TVA", Valeur: montant(t.TVAApresRemise), Nombre: true},
			{Libelle: "Montant remise globale TTC", Valeur: montant(t.RemiseTTC), Nombre: true},
			{Libelle: "Montant TTC avant remise globale", Valeur: montant(t.TTCAvantRemise), Nombre: true},
			{Libelle: "Montant TTC", Valeur: montant(t.TTC), Nombre: true},
		},
	}
	if j, ok := p.Memoires.Referentiel().Juridiction(c.Juridiction); ok {
		v.Juridiction = j.Affichage()
	}
	return p.Pages.Render(w, http.StatusOK, "resultat", v)
}
