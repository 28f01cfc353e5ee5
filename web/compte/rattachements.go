package compte

import (
	"context"
	"net/http"
	"net/url"
	"strconv"

	"github.com/go-chi/chi/v5"

	"claudia/internal/comptes"
	"claudia/internal/fault"
	"claudia/web/page"
	"claudia/web/requete"
	"claudia/web/ui"
)

// formDecisions is the id of the empty form that the buttons of the tables send.
const formDecisions = "form-decisions"

// pageRattachements shows to which structures I belong, and who belongs to those that I manage.
type pageRattachements struct {
	page.Base
	Resume     *ui.ResumeErreurs
	Miens      ui.Tableau
	Champs     []ui.Champ
	Decisions  string
	Structures []equipe
}

// equipe is the people of one structure that the actor manages.
type equipe struct {
	ID, Nom   string
	Attente   int
	Personnes ui.Tableau
}

func (c *Compte) showRattachements(w http.ResponseWriter, r *http.Request) error {
	return c.renderRattachements(w, r, http.StatusOK, saisie{valeurs: url.Values{"type_identifiant": {string(comptes.SIRET)}}})
}

func (c *Compte) renderRattachements(w http.ResponseWriter, r *http.Request, statut int, s saisie) error {
	a, err := requete.Connecte(r)
	if err != nil {
		return err
	}
	miens, err := c.Comptes.MesRattachements(r.Context(), a)
	if err != nil {
		return err
	}
	types := []ui.Option{}
	for _, t := range comptes.TypesIdentifiant() {
		types = append(types, ui.Option{Valeur: string(t), Texte: t.Libelle()})
	}
	v := pageRattachements{
		Base: c.Cadre.Base(w, r, "Mes rattachements", "compte"), Miens: c.tableauMiens(miens), Decisions: formDecisions,
		Champs: []ui.Champ{
			s.champ(ui.Champ{Nom: "type_identifiant", Type: ui.ChampListe, Libelle: "Type d'identifiant", Options: types, Obligatoire: true, Aide: "Celui sous lequel la structure est connue."}),
			s.champ(ui.Champ{Nom: "identifiant", Type: ui.ChampTexte, Libelle: "Identifiant de la structure", Max: 80, Obligatoire: true, Aide: "Le SIRET compte 14 chiffres. Les espaces ne gênent pas."}),
		},
	}
	v.Fil = []page.Lien{accueil(), {Texte: "Mon compte", URL: "/compte"}}
	v.Resume = ui.ResumeDe(v.Champs...)
	if v.Structures, err = c.equipes(r.Context(), a); err != nil {
		return err
	}
	return c.Pages.Render(w, statut, "rattachements", v)
}

// tableauMiens lists my own. The name of a structure that has not accepted me yet stays hidden: its
// gestionnaire alone decides who learns of it.
func (c *Compte) tableauMiens(miens []comptes.Rattachement) ui.Tableau {
	t := ui.Tableau{
		Legende:  "Mes rattachements",
		Colonnes: []ui.Colonne{{Titre: "Structure"}, {Titre: "Statut"}, {Titre: "Rôle"}, {Titre: "Depuis le"}, {Titre: "Action", Cachee: true}},
		Vide:     &ui.Vide{Icone: "lien", Titre: "Aucun rattachement", Texte: "Demandez à rejoindre votre structure ci-dessous, ou créez-la si elle n'est pas encore sur le portail.", Action: &ui.Bouton{Texte: "Créer une structure", URL: "/structures/nouvelle"}},
	}
	for _, x := range miens {
		numero := strconv.FormatInt(int64(x.ID), 10)
		nom := ui.Cellule{Texte: x.RaisonSociale, URL: cheminStructure(x.StructureID, "")}
		mot, role := "Quitter", "Membre"
		if x.Gestionnaire {
			role = "Gestionnaire"
		}
		if x.Statut != comptes.RattachementActif {
			nom, mot, role = ui.Cellule{Texte: "Demande n° " + numero}, "Annuler la demande", "Non décidé"
		}
		t.Lignes = append(t.Lignes, ui.Ligne{
			Cellules: []ui.Cellule{nom, {Titre: "Statut", Badge: badgeRattachement(x.Statut)}, {Titre: "Rôle", Texte: role}, {Titre: "Depuis le", Texte: c.jour(x.CreatedAt)}},
			Actions:  []ui.Bouton{{Texte: mot, URL: "/rattachements/" + numero + "/quitter", Petit: true, Sorte: "discret"}},
		})
	}
	return t
}

func badgeRattachement(s comptes.StatutRattachement) *ui.Badge {
	switch s {
	case comptes.RattachementDemande:
		return &ui.Badge{Texte: "En attente", Ton: "avertissement", Icone: "sablier"}
	case comptes.RattachementActif:
		return &ui.Badge{Texte: "Actif", Ton: "succes", Icone: "coche-rond"}
	case comptes.RattachementRefuse:
		return &ui.Badge{Texte: "Refusé", Ton: "erreur", Icone: "croix-rond"}
	case comptes.RattachementRetire:
		return &ui.Badge{Texte: "Retiré", Ton: "neutre", Icone: "interdit"}
	}
	return &ui.Badge{Texte: string(s), Ton: "neutre", Icone: "info"}
}

// gerees gives the structures that the actor manages, by raison sociale.
func (c *Compte) gerees(ctx context.Context, a comptes.Acteur) ([]comptes.Structure, error) {
	toutes, err := c.Comptes.Structures(ctx, a)
	if err != nil {
		return nil, err
	}
	var out []comptes.Structure
	for _, s := range toutes {
		if a.Gere(s.ID) {
			out = append(out, s)
		}
	}
	return out, nil
}

func (c *Compte) equipes(ctx context.Context, a comptes.Acteur) ([]equipe, error) {
	structures, err := c.gerees(ctx, a)
	if err != nil {
		return nil, err
	}
	var out []equipe
	for _, s := range structures {
		gens, err := c.Comptes.RattachementsDe(ctx, a, s.ID)
		if err != nil {
			return nil, err
		}
		e := equipe{ID: "structure-" + strconv.FormatInt(int64(s.ID), 10), Nom: s.RaisonSociale}
		e.Personnes = ui.Tableau{
			Legende:  "Personnes de " + s.RaisonSociale,
			Colonnes: []ui.Colonne{{Titre: "Personne"}, {Titre: "Adresse"}, {Titre: "Statut"}, {Titre: "Rôle"}, {Titre: "Actions", Cachee: true}},
		}
		for _, x := range gens {
			if x.Statut == comptes.RattachementDemande {
				e.Attente++
			}
			e.Personnes.Lignes = append(e.Personnes.Lignes, lignePersonne(a, x))
		}
		out = append(out, e)
	}
	return out, nil
}

func lignePersonne(a comptes.Acteur, x comptes.Rattachement) ui.Ligne {
	role := "Membre"
	if x.Gestionnaire {
		role = "Gestionnaire"
	}
	l := ui.Ligne{Cellules: []ui.Cellule{
		{Texte: x.UtilisateurNom}, {Titre: "Adresse", Texte: x.UtilisateurEmail}, {Titre: "Statut", Badge: badgeRattachement(x.Statut)}, {Titre: "Rôle", Texte: role},
	}}
	bouton := func(mot, action, sorte string) {
		l.Actions = append(l.Actions, ui.Bouton{
			Texte: mot, Petit: true, Sorte: sorte, Form: formDecisions,
			Action: "/rattachements/" + strconv.FormatInt(int64(x.ID), 10) + "/" + action,
		})
	}
	switch {
	case x.Statut == comptes.RattachementDemande:
		bouton("Accepter", "accepter", "principal")
		bouton("Refuser", "refuser", "discret")
	case x.Statut == comptes.RattachementActif && x.UtilisateurID != a.Utilisateur:
		if x.Gestionnaire {
			bouton("Retirer le rôle", "demettre", "discret")
		} else {
			bouton("Nommer gestionnaire", "nommer", "discret")
		}
		bouton("Retirer", "retirer", "discret")
	default: // oneself, or somebody who is out: nothing to decide
		l.Cellules = append(l.Cellules, ui.Cellule{})
	}
	return l
}

func (c *Compte) postRattachement(w http.ResponseWriter, r *http.Request) error {
	a, f, err := requete.Soumis(w, r)
	if err != nil {
		return err
	}
	_, err = c.Comptes.DemanderRattachement(r.Context(), a, comptes.TypeIdentifiant(f.Get("type_identifiant")), f.Get("identifiant"))
	if e, ok := fault.As(err); ok && e.Champ == "" && (e.Kind == fault.Introuvable || e.Kind == fault.Conflit) {
		message := e.Message
		if e.Kind == fault.Introuvable {
			message = "Nous ne trouvons pas de structure avec cet identifiant. Vérifiez-le, ou créez la structure si elle n'est pas encore sur le portail."
		}
		return c.renderRattachements(w, r, e.Kind.Statut(), saisie{f, map[string]string{"identifiant": message}})
	}
	if erreurs, ok := parChamp(err); ok {
		return c.renderRattachements(w, r, http.StatusUnprocessableEntity, saisie{f, erreurs})
	}
	if err != nil {
		return err
	}
	return c.Cadre.Rediriger(w, r, "/rattachements", reussite("Votre demande est transmise au gestionnaire de la structure. Elle restera « En attente » ici jusqu'à sa réponse."))
}

// lireRattachement finds the rattachement of the address among mine.
func (c *Compte) lireRattachement(r *http.Request) (comptes.Rattachement, error) {
	a, err := requete.Connecte(r)
	if err != nil {
		return comptes.Rattachement{}, err
	}
	id, err := identifiant(r, "rattachement", "ce rattachement")
	if err != nil {
		return comptes.Rattachement{}, err
	}
	miens, err := c.Comptes.MesRattachements(r.Context(), a)
	if err != nil {
		return comptes.Rattachement{}, err
	}
	for _, x := range miens {
		if int64(x.ID) == id {
			return x, nil
		}
	}
	return comptes.Rattachement{}, fault.AbsentOuEtranger("ce rattachement")
}

func (c *Compte) showQuitter(w http.ResponseWriter, r *http.Request) error {
	x, err := c.lireRattachement(r)
	if err != nil {
		return err
	}
	p := pageConfirmer{
		Base:   c.Cadre.Base(w, r, "Quitter « "+x.RaisonSociale+" »", "compte"),
		Action: "/rattachements/" + strconv.FormatInt(int64(x.ID), 10) + "/quitter", Retour: "/rattachements", Bouton: "Quitter la structure",
		Texte:  "Vous perdez aussitôt toutes vos habilitations sur cette structure.",
		Points: []string{"Les mémoires que vous y avez saisis restent à la structure.", "Pour revenir, il faudra une nouvelle demande acceptée par son gestionnaire."},
	}
	if x.Statut != comptes.RattachementActif {
		p.Titre, p.Bouton = "Annuler ma demande", "Annuler ma demande"
		p.Texte, p.Points = "Le gestionnaire de la structure ne verra plus votre demande. Vous pourrez en faire une autre.", nil
	}
	p.Fil = []page.Lien{accueil(), {Texte: "Mon compte", URL: "/compte"}, {Texte: "Mes rattachements", URL: "/rattachements"}}
	return c.Pages.Render(w, http.StatusOK, "compte-confirmer", p)
}

// postDeciderRattachement takes the buttons of the tables: the service checks who may.
func (c *Compte) postDeciderRattachement(w http.ResponseWriter, r *http.Request) error {
	a, err := requete.Connecte(r)
	if err != nil {
		return err
	}
	n, err := identifiant(r, "rattachement", "ce rattachement")
	if err != nil {
		return err
	}
	id, ctx := comptes.RattachementID(n), r.Context()
	texte := ""
	switch chi.URLParam(r, "action") {
	case "accepter":
		err, texte = c.Comptes.DeciderRattachement(ctx, a, id, true), "Le rattachement est accepté. Accordez maintenant un profil à cette personne dans les habilitations."
	case "refuser":
		err, texte = c.Comptes.DeciderRattachement(ctx, a, id, false), "La demande est refusée."
	case "retirer":
		err, texte = c.Comptes.RetirerRattachement(ctx, a, id), "Cette personne n'est plus rattachée à la structure ; ses habilitations sont retirées."
	case "quitter":
		if _, err = c.lireRattachement(r); err == nil {
			err, texte = c.Comptes.RetirerRattachement(ctx, a, id), "C'est fait : ce rattachement est terminé."
		}
	case "nommer":
		err, texte = c.Comptes.NommerGestionnaire(ctx, a, id, true), "Cette personne est gestionnaire de la structure."
	case "demettre":
		err, texte = c.Comptes.NommerGestionnaire(ctx, a, id, false), "Cette personne n'est plus gestionnaire de la structure."
	}
	if e, ok := fault.As(err); ok && e.Kind == fault.Conflit {
		return c.Cadre.Rediriger(w, r, "/rattachements", page.Flash{Ton: "erreur", Texte: e.Message})
	}
	if err != nil {
		return err
	}
	return c.Cadre.Rediriger(w, r, "/rattachements", reussite(texte))
}
