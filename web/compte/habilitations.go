package compte

import (
	"context"
	"encoding/csv"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/go-chi/chi/v5"

	"claudia/internal/comptes"
	"claudia/internal/fault"
	"claudia/memoires/referentiel"
	"claudia/web/page"
	"claudia/web/requete"
	"claudia/web/ui"
)

// pageHabilitations is the screen « Mes habilitations » and, for a gestionnaire, those of the people
// of the structures that he manages.
type pageHabilitations struct {
	page.Base
	Filtres    []ui.Champ
	Filtre     bool // something is filtered
	Export     string
	Miennes    ui.Tableau
	PeutAjout  bool
	Decisions  string
	Attente    ui.Tableau // requests to decide
	Accordees  ui.Tableau
	Gere       bool
	SansProfil string // reminder when no profile « modification » is held
}

// filtre is what the screen may be narrowed by (portail.md 1.5).
type filtre struct{ structure, service, profil string }

func lireFiltre(q url.Values) filtre {
	return filtre{structure: q.Get("structure"), service: q.Get("service"), profil: q.Get("profil")}
}

// garde tells whether the habilitation passes, words being compared without accents nor case.
func (f filtre) garde(h comptes.Habilitation) bool {
	contient := func(dans, mot string) bool {
		return mot == "" || strings.Contains(referentiel.Plier(dans), referentiel.Plier(mot))
	}
	return contient(h.RaisonSociale, f.structure) && contient(h.ServiceCode+" "+h.ServiceLibelle, f.service) &&
		(f.profil == "" || string(h.Profil) == f.profil)
}

func (f filtre) vide() bool { return f == filtre{} }

func (c *Compte) showHabilitations(w http.ResponseWriter, r *http.Request) error {
	a, err := requete.Connecte(r)
	if err != nil {
		return err
	}
	f := lireFiltre(r.URL.Query())
	miennes, err := c.Comptes.MesHabilitations(r.Context(), a)
	if err != nil {
		return err
	}
	v := pageHabilitations{
		Base: c.Cadre.Base(w, r, "Mes habilitations", "compte"), Filtre: !f.vide(), Decisions: formDecisions, Gere: len(a.Gestionnaire) > 0,
		Export:  "/habilitations/export.csv?" + r.URL.RawQuery,
		Filtres: champsFiltre(r.URL.Query()),
		Miennes: tableauHabilitations("Mes habilitations", false),
	}
	v.Fil = []page.Lien{accueil(), {Texte: "Mon compte", URL: "/compte"}}
	for _, h := range miennes {
		if f.garde(h) {
			v.Miennes.Lignes = append(v.Miennes.Lignes, ligneHabilitation(h, false))
		}
		v.PeutAjout = true
	}
	v.PeutAjout = v.PeutAjout || v.Gere
	if !v.PeutAjout {
		if v.PeutAjout, err = c.estRattache(r.Context(), a); err != nil {
			return err
		}
	}
	v.Miennes.Vide = videHabilitations(v.PeutAjout, !f.vide())
	if v.PeutAjout && !slices.ContainsFunc(miennes, func(h comptes.Habilitation) bool { return h.Profil == comptes.Modification }) {
		v.SansProfil = "Pour saisir et envoyer des mémoires, il faut le profil « Frais de justice modification ». Ajoutez-le ici, puis soumettez la demande."
	}
	if err := c.remplirGerees(r.Context(), a, f, &v); err != nil {
		return err
	}
	return c.Pages.Render(w, http.StatusOK, "habilitations", v)
}

func videHabilitations(rattache, filtree bool) *ui.Vide {
	switch {
	case filtree:
		return &ui.Vide{Icone: "filtre", Titre: "Rien ne correspond à ces filtres", Action: &ui.Bouton{Texte: "Tout afficher", URL: "/habilitations"}}
	case rattache:
		return &ui.Vide{Icone: "cle", Titre: "Aucune habilitation", Texte: "Ajoutez le profil dont vous avez besoin, puis soumettez la demande.", Action: &ui.Bouton{Texte: "Ajouter", URL: "/habilitations/ajouter", Sorte: "principal", Icone: "plus"}}
	}
	return &ui.Vide{Icone: "cle", Titre: "Aucune habilitation", Texte: "Une habilitation se demande pour une structure à laquelle vous êtes rattaché.", Action: &ui.Bouton{Texte: "Rejoindre une structure", URL: "/rattachements", Sorte: "principal"}}
}

func (c *Compte) estRattache(ctx context.Context, a comptes.Acteur) (bool, error) {
	miens, err := c.Comptes.MesRattachements(ctx, a)
	return slices.ContainsFunc(miens, func(x comptes.Rattachement) bool { return x.Statut == comptes.RattachementActif }), err
}

// remplirGerees adds what a gestionnaire decides.
func (c *Compte) remplirGerees(ctx context.Context, a comptes.Acteur, f filtre, v *pageHabilitations) error {
	v.Attente = tableauHabilitations("Demandes à décider", true)
	v.Accordees = tableauHabilitations("Habilitations accordées", true)
	v.Accordees.Vide = &ui.Vide{Icone: "filtre", Titre: "Rien ne correspond à ces filtres"}
	structures, err := c.gerees(ctx, a)
	if err != nil {
		return err
	}
	for _, s := range structures {
		toutes, err := c.Comptes.HabilitationsDe(ctx, a, s.ID)
		if err != nil {
			return err
		}
		for _, h := range toutes {
			switch {
			case h.Statut == comptes.HabilitationDemandee:
				v.Attente.Lignes = append(v.Attente.Lignes, ligneHabilitation(h, true))
			case h.Statut == comptes.HabilitationAccordee && f.garde(h):
				v.Accordees.Lignes = append(v.Accordees.Lignes, ligneHabilitation(h, true))
			}
		}
	}
	return nil
}

func champsFiltre(q url.Values) []ui.Champ {
	s := saisie{valeurs: q}
	return []ui.Champ{
		s.champ(ui.Champ{Nom: "structure", Type: ui.ChampTexte, Libelle: "Structure ou raison sociale", Max: 100}),
		s.champ(ui.Champ{Nom: "service", Type: ui.ChampTexte, Libelle: "Code ou libellé du service", Max: 100}),
		s.champ(ui.Champ{Nom: "profil", Type: ui.ChampListe, Libelle: "Profil", Options: []ui.Option{
			{Texte: "Tous les profils"},
			{Valeur: string(comptes.Modification), Texte: comptes.Modification.Libelle()},
			{Valeur: string(comptes.Consultation), Texte: comptes.Consultation.Libelle()},
		}}),
	}
}

func tableauHabilitations(legende string, desAutres bool) ui.Tableau {
	t := ui.Tableau{Legende: legende}
	if desAutres {
		t.Colonnes = append(t.Colonnes, ui.Colonne{Titre: "Contact"})
	}
	t.Colonnes = append(t.Colonnes, ui.Colonne{Titre: "Structure"}, ui.Colonne{Titre: "Service"}, ui.Colonne{Titre: "Statut du service"}, ui.Colonne{Titre: "Profil"})
	if desAutres {
		t.Colonnes = append(t.Colonnes, ui.Colonne{Titre: "Actions", Cachee: true})
	} else {
		t.Colonnes = append(t.Colonnes, ui.Colonne{Titre: "État"})
	}
	return t
}

func ligneHabilitation(h comptes.Habilitation, desAutres bool) ui.Ligne {
	service := "Toute la structure"
	if h.ServiceID != nil {
		service = h.ServiceCode + " " + h.ServiceLibelle
	}
	var l ui.Ligne
	structure := ui.Cellule{Texte: h.RaisonSociale}
	if desAutres {
		l.Cellules = append(l.Cellules, ui.Cellule{Texte: h.UtilisateurNom})
		structure.Titre = "Structure"
	}
	l.Cellules = append(l.Cellules, structure, ui.Cellule{Titre: "Service", Texte: service},
		ui.Cellule{Titre: "Statut du service", Badge: badgeService(h.ServiceActif)}, ui.Cellule{Titre: "Profil", Texte: h.Profil.Libelle()})
	if !desAutres {
		l.Cellules = append(l.Cellules, ui.Cellule{Titre: "État", Badge: badgeHabilitation(h.Statut)})
		return l
	}
	bouton := func(mot, action, sorte string) {
		l.Actions = append(l.Actions, ui.Bouton{Texte: mot, Petit: true, Sorte: sorte, Form: formDecisions, Action: "/habilitations/" + strconv.FormatInt(int64(h.ID), 10) + "/" + action})
	}
	if h.Statut == comptes.HabilitationDemandee {
		bouton("Accorder", "accorder", "principal")
		bouton("Refuser", "refuser", "discret")
	} else {
		bouton("Retirer", "retirer", "discret")
	}
	return l
}

func badgeHabilitation(s comptes.StatutHabilitation) *ui.Badge {
	switch s {
	case comptes.HabilitationDemandee:
		return &ui.Badge{Texte: "En attente du gestionnaire", Ton: "avertissement", Icone: "sablier"}
	case comptes.HabilitationAccordee:
		return &ui.Badge{Texte: "Accordée", Ton: "succes", Icone: "coche-rond"}
	case comptes.HabilitationRefusee:
		return &ui.Badge{Texte: "Refusée", Ton: "erreur", Icone: "croix-rond"}
	case comptes.HabilitationRetiree:
		return &ui.Badge{Texte: "Retirée", Ton: "neutre", Icone: "interdit"}
	}
	return &ui.Badge{Texte: string(s), Ton: "neutre", Icone: "info"}
}

// showExport gives my habilitations as the screen filters them, for a spreadsheet.
func (c *Compte) showExport(w http.ResponseWriter, r *http.Request) error {
	a, err := requete.Connecte(r)
	if err != nil {
		return err
	}
	miennes, err := c.Comptes.MesHabilitations(r.Context(), a)
	if err != nil {
		return err
	}
	f := lireFiltre(r.URL.Query())
	h := w.Header()
	h.Set("Content-Type", "text/csv; charset=utf-8")
	h.Set("Content-Disposition", `attachment; filename="habilitations.csv"`)
	h.Set("Cache-Control", "private, no-store")
	var b strings.Builder
	b.WriteString("\ufeff") // spreadsheets read UTF-8 only with it
	sortie := csv.NewWriter(&b)
	sortie.Comma, sortie.UseCRLF = ';', true
	lignes := [][]string{{"Structure", "Code service", "Libellé service", "Statut du service", "Profil", "État"}}
	for _, x := range miennes {
		if f.garde(x) {
			lignes = append(lignes, []string{
				inerte(x.RaisonSociale), inerte(x.ServiceCode), inerte(x.ServiceLibelle), badgeService(x.ServiceActif).Texte,
				x.Profil.Libelle(), badgeHabilitation(x.Statut).Texte,
			})
		}
	}
	if err := sortie.WriteAll(lignes); err != nil {
		return err
	}
	_, _ = w.Write([]byte(b.String())) // the reader left: nobody to tell
	return nil
}

// inerte keeps a spreadsheet from taking a text for a formula.
func inerte(s string) string {
	if strings.IndexAny(s, "=+-@\t\r") == 0 {
		return "'" + s
	}
	return s
}

// postDeciderHabilitation takes the buttons of the gestionnaire; the service checks who may.
func (c *Compte) postDeciderHabilitation(w http.ResponseWriter, r *http.Request) error {
	a, err := requete.Connecte(r)
	if err != nil {
		return err
	}
	n, err := identifiant(r, "habilitation", "cette habilitation")
	if err != nil {
		return err
	}
	id, texte := comptes.HabilitationID(n), ""
	switch chi.URLParam(r, "action") {
	case "accorder":
		err, texte = c.Comptes.DeciderHabilitation(r.Context(), a, id, true), "L'habilitation est accordée. Elle vaut dès maintenant."
	case "refuser":
		err, texte = c.Comptes.DeciderHabilitation(r.Context(), a, id, false), "La demande est refusée."
	case "retirer":
		err, texte = c.Comptes.RetirerHabilitation(r.Context(), a, id), "L'habilitation est retirée. Elle ne vaut plus dès maintenant."
	}
	if e, ok := fault.As(err); ok && e.Kind == fault.Conflit {
		return c.Cadre.Rediriger(w, r, "/habilitations", page.Flash{Ton: "erreur", Texte: e.Message})
	}
	if err != nil {
		return err
	}
	return c.Cadre.Rediriger(w, r, "/habilitations", reussite(texte))
}
