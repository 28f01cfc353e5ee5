package portail

import (
	"net/http"
	"net/url"
	"strconv"

	"github.com/go-chi/chi/v5"

	"claudia/internal/comptes"
	"claudia/internal/fault"
	"claudia/memoires"
	"claudia/memoires/saisie"
	"claudia/web/formulaire"
	"claudia/web/page"
	"claudia/web/requete"
	"claudia/web/ui"
)

// pageLigne is the window « Saisie d'une ligne de prestation » of the deck, as a page.
type pageLigne struct {
	page.Base
	Tete       tete
	Resume     *ui.ResumeErreurs
	Action     string
	Version    string
	Mission    []ui.Champ // copied from the documents
	Montants   []ui.Champ
	Calcul     []ui.Paire // amounts as saved
	Tarifs     []vueTarif // what the référentiel proposes for this kind of prestation
	Pieces     ui.Tableau
	AvecPieces bool // a line that exists has its own attachments
	Annuler    string
}

// vueTarif is one proposal of the référentiel; the person decides.
type vueTarif struct {
	Libelle, Montant, Unite, Article, Note string
	AVerifier                              bool
}

// ligne reads the line of the address.
func ligne(r *http.Request, m *memoires.Memoire) (*memoires.LignePrestation, error) {
	id, err := strconv.ParseInt(chi.URLParam(r, "ligne"), 10, 64)
	if err == nil {
		if l := m.Ligne(memoires.LigneID(id)); l != nil {
			return l, nil
		}
	}
	return nil, fault.AbsentOuEtranger("cette ligne de prestation")
}

func (p *Portail) showNouvelleLigne(w http.ResponseWriter, r *http.Request) error {
	a, m, err := p.memoire(r)
	if err != nil {
		return err
	}
	l := memoires.LignePrestation{Position: len(m.Lignes) + 1}
	return p.renderLigne(w, r, http.StatusOK, a, m, &l, nil, nil)
}

func (p *Portail) showLigne(w http.ResponseWriter, r *http.Request) error {
	a, m, err := p.memoire(r)
	if err != nil {
		return err
	}
	l, err := ligne(r, &m)
	if err != nil {
		return err
	}
	return p.renderLigne(w, r, http.StatusOK, a, m, l, nil, nil)
}

func (p *Portail) renderLigne(w http.ResponseWriter, r *http.Request, statut int, a comptes.Acteur, m memoires.Memoire, l *memoires.LignePrestation, saisies url.Values, erreurs map[memoires.Cle]string) error {
	if !m.Etat.Modifiable() {
		http.Redirect(w, r, chemin(m, ""), http.StatusSeeOther)
		return nil
	}
	x, err := p.contexte(r.Context(), a, m, l)
	if err != nil {
		return err
	}
	v := pageLigne{
		Base:    p.Cadre.Base(w, r, "Ligne de prestation "+strconv.Itoa(l.Position), "memoires"),
		Tete:    teteDe(m, memoires.EtapeLignes),
		Action:  chemin(m, "/lignes"),
		Version: versionDe(m),
		Annuler: chemin(m, "#lignes"),
	}
	v.Fil = []page.Lien{{Texte: "Mes mémoires", URL: "/memoires"}, {Texte: string(m.Numero), URL: chemin(m, "")}}
	if l.ID != 0 {
		v.Action = chemin(m, "/lignes/"+strconv.FormatInt(int64(l.ID), 10))
		v.Calcul = calcul(*l)
		v.Pieces, v.AvecPieces = piecesDe(m, x, l.ID, false), true
	}
	if saisies != nil {
		v.Version = saisies.Get("version")
	}
	champs := formulaire.Controles(saisie.Ligne(), x, formulaire.Etat{Ligne: l.ID, Saisies: saisies, Erreurs: erreurs, Fuseau: p.Fuseau})
	for _, c := range champs {
		if memoires.Cle(c.Nom) == memoires.CleQuantite || len(v.Montants) > 0 {
			v.Montants = append(v.Montants, c)
		} else {
			v.Mission = append(v.Mission, c)
		}
	}
	v.Resume = ui.ResumeDe(champs...)
	v.Tarifs = p.tarifs(x, *l)
	return p.Pages.Render(w, statut, "ligne", v)
}

// calcul shows the amounts of the line as they were saved (portail.md 2.6).
func calcul(l memoires.LignePrestation) []ui.Paire {
	a := l.Montants()
	return []ui.Paire{
		{Libelle: "Montant de la prestation", Valeur: montant(a.Prestation), Nombre: true},
		{Libelle: "Frais divers", Valeur: montant(l.FraisDivers), Nombre: true},
		{Libelle: "Montant de TVA", Valeur: montant(a.TVA), Nombre: true},
		{Libelle: "Débours", Valeur: montant(l.Debours), Nombre: true},
		{Libelle: "Montant de la prestation TTC", Valeur: montant(a.TTC), Nombre: true},
	}
}

// tarifs lists what the référentiel proposes for the prestation, at its date.
func (p *Portail) tarifs(x saisie.Contexte, l memoires.LignePrestation) []vueTarif {
	if l.TypePrestation == "" {
		return nil
	}
	le := l.DatePrestation
	if le.IsZero() {
		le = jourDe(x.Maintenant)
	}
	regime := ""
	for _, s := range x.Structures {
		if s.ID == x.Memoire.Entete.Structure {
			regime = s.Regime
		}
	}
	var out []vueTarif
	for _, t := range x.Referentiel.TarifsPour(l.TypePrestation, regime, le) {
		out = append(out, vueTarif{
			Libelle: t.Libelle, Montant: page.Montant(t.Montant), Unite: t.Unite, Article: t.Article, Note: t.Raison, AVerifier: t.AVerifier,
		})
		if len(out) == 12 {
			break
		}
	}
	return out
}

func (p *Portail) postNouvelleLigne(w http.ResponseWriter, r *http.Request) error {
	a, m, err := p.memoire(r)
	if err != nil {
		return err
	}
	return p.enregistrerLigne(w, r, a, m, &memoires.LignePrestation{Position: len(m.Lignes) + 1})
}

func (p *Portail) postLigne(w http.ResponseWriter, r *http.Request) error {
	a, m, err := p.memoire(r)
	if err != nil {
		return err
	}
	l, err := ligne(r, &m)
	if err != nil {
		return err
	}
	return p.enregistrerLigne(w, r, a, m, l)
}

// enregistrerLigne writes a new line or an existing one, then goes where the button says: back to the
// mémoire, to a new line, or to the attachments of this one.
func (p *Portail) enregistrerLigne(w http.ResponseWriter, r *http.Request, a comptes.Acteur, m memoires.Memoire, l *memoires.LignePrestation) error {
	f, err := requete.Formulaire(w, r)
	if err != nil {
		return err
	}
	x, err := p.contexte(r.Context(), a, m, l)
	if err != nil {
		return err
	}
	ecritures, erreurs := formulaire.Lire(saisie.Ligne(), x, l.ID, f)
	if len(erreurs) > 0 {
		return p.renderLigne(w, r, http.StatusUnprocessableEntity, a, m, l, f, erreurs)
	}
	avant, id := m, l.ID
	if id == 0 {
		m, id, err = p.Memoires.AjouterLigne(r.Context(), a, m.ID, lireVersion(f), ecritures)
	} else {
		m, err = p.Memoires.ModifierLigne(r.Context(), a, m.ID, lireVersion(f), ecritures)
	}
	if err != nil {
		return p.refuserLigne(w, r, a, x, f, err)
	}
	p.signaler(r.Context(), avant, m)
	switch f.Get("suite") {
	case "nouvelle":
		return p.Cadre.Rediriger(w, r, chemin(m, "/lignes/nouvelle"), page.Flash{Ton: "succes", Texte: "Ligne enregistrée. Saisissez la suivante."})
	case "piece":
		return p.Cadre.Rediriger(w, r, chemin(m, "/pieces?ligne="+strconv.FormatInt(int64(id), 10)), page.Flash{Ton: "succes", Texte: "Ligne enregistrée. Ajoutez sa pièce jointe."})
	}
	return p.Cadre.Rediriger(w, r, chemin(m, "#lignes"), page.Flash{Ton: "succes", Texte: "Ligne de prestation enregistrée."})
}

// refuserLigne shows the refused form again, or both values of a conflict.
func (p *Portail) refuserLigne(w http.ResponseWriter, r *http.Request, a comptes.Acteur, x saisie.Contexte, f url.Values, err error) error {
	if c, ok := memoires.ConflitsDe(err); ok {
		return p.renderConflit(w, r, x, c, f, r.URL.Path, chemin(x.Memoire, "#lignes"))
	}
	if champ, message, ok := surChamp(err); ok {
		return p.renderLigne(w, r, http.StatusUnprocessableEntity, a, x.Memoire, x.Ligne, f, map[memoires.Cle]string{champ: message})
	}
	return err
}

func (p *Portail) showRetirerLigne(w http.ResponseWriter, r *http.Request) error {
	_, m, err := p.memoire(r)
	if err != nil {
		return err
	}
	l, err := ligne(r, &m)
	if err != nil {
		return err
	}
	return p.Pages.Render(w, http.StatusOK, "confirmer", pageConfirmer{
		Base:    p.Cadre.Base(w, r, "Retirer la ligne "+strconv.Itoa(l.Position), "memoires"),
		Texte:   "La ligne " + strconv.Itoa(l.Position) + " (affaire " + ouVide(l.NumeroAffaire) + ", " + montant(l.Montants().TTC) + " TTC) sera retirée du mémoire.",
		Options: []ui.Option{{Valeur: "garder", Texte: "Garder ses pièces sur l'ensemble du mémoire", Choisie: true}, {Valeur: "retirer", Texte: "Retirer aussi ses pièces"}},
		Action:  r.URL.Path, Version: versionDe(m), Bouton: "Retirer la ligne", Annuler: chemin(m, "#lignes"),
	})
}

func (p *Portail) postRetirerLigne(w http.ResponseWriter, r *http.Request) error {
	a, m, err := p.memoire(r)
	if err != nil {
		return err
	}
	l, err := ligne(r, &m)
	if err != nil {
		return err
	}
	f, err := requete.Formulaire(w, r)
	if err != nil {
		return err
	}
	if _, err := p.Memoires.RetirerLigne(r.Context(), a, m.ID, lireVersion(f), memoires.RetraitLigne{Ligne: l.ID, GarderPieces: f.Get("choix") != "retirer"}); err != nil {
		return err
	}
	return p.Cadre.Rediriger(w, r, chemin(m, "#lignes"), page.Flash{Ton: "succes", Texte: "La ligne est retirée."})
}
