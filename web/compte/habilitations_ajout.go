package compte

import (
	"context"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"claudia/internal/comptes"
	"claudia/internal/fault"
	"claudia/web/page"
	"claudia/web/requete"
	"claudia/web/ui"
)

// maxLignesAjout bounds what one form asks.
const maxLignesAjout = 20

// pageAjout is the window « Ajouter une ligne » of the portal as a page. The lines added wait in the
// form itself until « Soumettre »; a line that is filled and not added yet is submitted too, so that
// nobody leaves with a request that was never sent.
type pageAjout struct {
	page.Base
	Resume  *ui.ResumeErreurs
	Champs  []ui.Champ
	Attente []ligneAjout
	Retour  string
}

// ligneAjout is one line that waits for « Soumettre ».
type ligneAjout struct {
	Valeur                  string // as the hidden field sends it
	Contact, Portee, Profil string
	Erreur                  string
	Rang                    int
}

// choix is what the lists of the form offer to the actor.
type choix struct {
	contacts []ui.Option // id of a person
	portees  []ui.Option // structure, or structure/service
}

// choixAjout gathers the structures to which the actor belongs, their services, and for those that he
// manages the people to entitle.
func (c *Compte) choixAjout(ctx context.Context, a comptes.Acteur) (choix, error) {
	miens, err := c.Comptes.MesRattachements(ctx, a)
	if err != nil {
		return choix{}, err
	}
	x := choix{contacts: []ui.Option{{Valeur: cle(a.Utilisateur), Texte: "Moi, " + a.Nom}}}
	for _, m := range miens {
		if m.Statut != comptes.RattachementActif {
			continue
		}
		groupe := m.RaisonSociale
		x.portees = append(x.portees, ui.Option{Valeur: cle(m.StructureID), Texte: groupe + ", toute la structure", Groupe: groupe})
		if a.PeutLire(m.StructureID) || a.Gere(m.StructureID) {
			services, err := c.Comptes.Services(ctx, a, m.StructureID)
			if err != nil {
				return choix{}, err
			}
			for _, s := range services {
				texte := s.Code + " " + s.Libelle + " (" + strings.ToLower(badgeService(s.Actif).Texte) + ")"
				x.portees = append(x.portees, ui.Option{Valeur: cle(m.StructureID) + "/" + cle(s.ID), Texte: groupe + ", " + texte, Groupe: groupe})
			}
		}
		if !a.Gere(m.StructureID) {
			continue
		}
		gens, err := c.Comptes.RattachementsDe(ctx, a, m.StructureID)
		if err != nil {
			return choix{}, err
		}
		for _, g := range gens {
			o := ui.Option{Valeur: cle(g.UtilisateurID), Texte: g.UtilisateurNom}
			if g.Statut == comptes.RattachementActif && !slices.ContainsFunc(x.contacts, func(k ui.Option) bool { return k.Valeur == o.Valeur }) {
				x.contacts = append(x.contacts, o)
			}
		}
	}
	return x, nil
}

func cle[T ~int64](id T) string { return strconv.FormatInt(int64(id), 10) }

func texteDe(options []ui.Option, valeur string) (string, bool) {
	for _, o := range options {
		if o.Valeur == valeur {
			return o.Texte, true
		}
	}
	return "", false
}

// ligne reads « contact:structure[/service]:profil » against what the actor may choose; ok is false
// for anything that the lists do not offer.
func (x choix) ligne(valeur string) (ligneAjout, comptes.DemandeHabilitation, bool) {
	parts := strings.Split(valeur, ":")
	if len(parts) != 3 {
		return ligneAjout{}, comptes.DemandeHabilitation{}, false
	}
	contact, ok1 := texteDe(x.contacts, parts[0])
	portee, ok2 := texteDe(x.portees, parts[1])
	profil := comptes.Profil(parts[2])
	if !ok1 || !ok2 || !profil.Valide() {
		return ligneAjout{}, comptes.DemandeHabilitation{}, false
	}
	structure, service, _ := strings.Cut(parts[1], "/")
	d := comptes.DemandeHabilitation{Profil: profil}
	// Both come from the lists above: they are numbers of ours.
	u, _ := strconv.ParseInt(parts[0], 10, 64)
	s, _ := strconv.ParseInt(structure, 10, 64)
	d.Utilisateur, d.Structure = comptes.UtilisateurID(u), comptes.StructureID(s)
	if n, err := strconv.ParseInt(service, 10, 64); err == nil {
		id := comptes.ServiceID(n)
		d.Service = &id
	}
	return ligneAjout{Valeur: valeur, Contact: contact, Portee: portee, Profil: profil.Libelle()}, d, true
}

func (c *Compte) showAjouter(w http.ResponseWriter, r *http.Request) error {
	a, err := requete.Connecte(r)
	if err != nil {
		return err
	}
	x, err := c.choixAjout(r.Context(), a)
	if err != nil {
		return err
	}
	s := saisie{valeurs: url.Values{"contact": {cle(a.Utilisateur)}, "profil": {string(comptes.Modification)}}}
	if len(x.portees) > 0 {
		s.valeurs.Set("portee", x.portees[0].Valeur)
	}
	return c.renderAjouter(w, r, http.StatusOK, x, s, nil)
}

func (c *Compte) renderAjouter(w http.ResponseWriter, r *http.Request, statut int, x choix, s saisie, attente []ligneAjout) error {
	v := pageAjout{Base: c.Cadre.Base(w, r, "Ajouter une habilitation", "compte"), Attente: attente, Retour: "/habilitations"}
	v.Fil = []page.Lien{accueil(), {Texte: "Mon compte", URL: "/compte"}, {Texte: "Mes habilitations", URL: "/habilitations"}}
	if len(x.portees) > 0 {
		vide := ui.Option{Texte: "Choisissez…"}
		v.Champs = []ui.Champ{
			s.champ(ui.Champ{Nom: "contact", Type: ui.ChampListe, Libelle: "Contact", Options: x.contacts, Obligatoire: true}),
			s.champ(ui.Champ{Nom: "portee", Type: ui.ChampListe, Libelle: "Structure ou service", Options: append([]ui.Option{vide}, x.portees...), Obligatoire: len(attente) == 0}),
			s.champ(ui.Champ{Nom: "profil", Type: ui.ChampChoix, Libelle: "Profil", Obligatoire: true, Options: []ui.Option{
				{Valeur: string(comptes.Modification), Texte: comptes.Modification.Libelle(), Aide: "Saisir, corriger et envoyer les mémoires."},
				{Valeur: string(comptes.Consultation), Texte: comptes.Consultation.Libelle(), Aide: "Voir les mémoires sans rien changer."},
			}}),
		}
	}
	for i := range v.Attente {
		v.Attente[i].Rang = i + 1
		if e := v.Attente[i].Erreur; e != "" {
			s.erreurs["lignes"] = e
		}
	}
	v.Resume = ui.ResumeDe(append(v.Champs, ui.Champ{Nom: "lignes", ID: "lignes-attente", Erreur: s.erreurs["lignes"]})...)
	return c.Pages.Render(w, statut, "habilitations-ajout", v)
}

// postAjouter adds a line, takes one out, or submits them all, by the button that was pressed.
func (c *Compte) postAjouter(w http.ResponseWriter, r *http.Request) error {
	a, f, err := requete.Soumis(w, r)
	if err != nil {
		return err
	}
	x, err := c.choixAjout(r.Context(), a)
	if err != nil {
		return err
	}
	s := saisie{valeurs: f, erreurs: map[string]string{}}
	lignes := f["lignes[]"]
	if n, err := strconv.Atoi(f.Get("retirer")); err == nil {
		if n >= 1 && n <= len(lignes) {
			lignes = slices.Delete(slices.Clone(lignes), n-1, n)
		}
		return c.renderAjouter(w, r, http.StatusOK, x, s, x.attente(lignes))
	}
	soumettre := f.Get("suite") == "soumettre"
	if f.Get("portee") != "" {
		neuve := f.Get("contact") + ":" + f.Get("portee") + ":" + f.Get("profil")
		switch _, _, ok := x.ligne(neuve); {
		case !ok:
			s.erreurs = x.fautes(f)
		case !slices.Contains(lignes, neuve):
			lignes = append(slices.Clone(lignes), neuve)
		}
	} else if !soumettre || len(lignes) == 0 {
		s.erreurs["portee"] = "Choisissez la structure ou le service concerné."
	}
	if len(lignes) > maxLignesAjout {
		lignes = lignes[:maxLignesAjout]
		s.erreurs["portee"] = "Soumettez d'abord ces lignes : un envoi en compte " + strconv.Itoa(maxLignesAjout) + " au plus."
	}
	if len(s.erreurs) > 0 {
		return c.renderAjouter(w, r, http.StatusUnprocessableEntity, x, s, x.attente(lignes))
	}
	if !soumettre {
		s.valeurs.Del("portee")
		return c.renderAjouter(w, r, http.StatusOK, x, s, x.attente(lignes))
	}
	return c.soumettre(w, r, a, x, lignes)
}

// attente gives the lines of the form that the actor may ask for; others are forgotten.
func (x choix) attente(valeurs []string) []ligneAjout {
	var out []ligneAjout
	for _, v := range valeurs {
		if l, _, ok := x.ligne(v); ok {
			out = append(out, l)
		}
	}
	return out
}

func (x choix) fautes(f url.Values) map[string]string {
	e := map[string]string{}
	if _, ok := texteDe(x.contacts, f.Get("contact")); !ok {
		e["contact"] = "Choisissez une personne de la liste."
	}
	if _, ok := texteDe(x.portees, f.Get("portee")); !ok {
		e["portee"] = "Choisissez une structure ou un service de la liste."
	}
	if !comptes.Profil(f.Get("profil")).Valide() {
		e["profil"] = "Choisissez un profil."
	}
	return e
}

// soumettre asks for each line; those refused come back with the reason, the others are done.
func (c *Compte) soumettre(w http.ResponseWriter, r *http.Request, a comptes.Acteur, x choix, lignes []string) error {
	var refusees []ligneAjout
	accordees, demandees := 0, 0
	for _, valeur := range lignes {
		l, d, ok := x.ligne(valeur)
		if !ok {
			continue
		}
		h, err := c.Comptes.DemanderHabilitation(r.Context(), a, d)
		e, public := fault.As(err)
		switch {
		case public && e.Kind == fault.Introuvable:
			l.Erreur = l.Contact + " n'est pas rattaché à cette structure. Acceptez d'abord son rattachement."
			refusees = append(refusees, l)
		case public && e.Kind != fault.Interne:
			l.Erreur = e.Message
			refusees = append(refusees, l)
		case err != nil:
			return err
		case h.Statut == comptes.HabilitationAccordee:
			accordees++
		default:
			demandees++
		}
	}
	if len(refusees) > 0 {
		s := saisie{valeurs: url.Values{"contact": {cle(a.Utilisateur)}, "profil": {string(comptes.Modification)}}, erreurs: map[string]string{}}
		return c.renderAjouter(w, r, http.StatusConflict, x, s, refusees)
	}
	if accordees+demandees == 0 {
		s := saisie{valeurs: url.Values{}, erreurs: map[string]string{"portee": "Choisissez la structure ou le service concerné."}}
		return c.renderAjouter(w, r, http.StatusUnprocessableEntity, x, s, nil)
	}
	var dit []string
	if accordees > 0 {
		dit = append(dit, page.Pluriel(int64(accordees), "habilitation accordée", "habilitations accordées"))
	}
	if demandees > 0 {
		dit = append(dit, page.Pluriel(int64(demandees), "demande transmise au gestionnaire", "demandes transmises au gestionnaire"))
	}
	return c.Cadre.Rediriger(w, r, "/habilitations", reussite(strings.Join(dit, ", ")+"."))
}
