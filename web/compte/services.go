package compte

import (
	"net/http"
	"net/url"

	"github.com/go-chi/chi/v5"

	"claudia/internal/comptes"
	"claudia/web/requete"
	"claudia/web/ui"
)

func (c *Compte) showNouveauService(w http.ResponseWriter, r *http.Request) error {
	_, s, err := c.structureGeree(r)
	if err != nil {
		return err
	}
	return c.renderService(w, r, http.StatusOK, s, saisie{valeurs: url.Values{}})
}

func (c *Compte) renderService(w http.ResponseWriter, r *http.Request, statut int, st comptes.Structure, s saisie) error {
	p := pageFormulaire{
		Base: c.Cadre.Base(w, r, "Ajouter un service", "compte"), Surtitre: st.RaisonSociale,
		Chapo:  "Un service range les mémoires d'une même activité et permet de donner un accès à elle seule.",
		Action: cheminStructure(st.ID, "/services"), Bouton: "Ajouter le service", Retour: cheminStructure(st.ID, "#services"),
		Sections: []section{{Champs: []ui.Champ{
			s.champ(ui.Champ{Nom: "code", Type: ui.ChampTexte, Libelle: "Code du service", Max: 50, Obligatoire: true, Largeur: "moyen", Exemple: "EXPERTISE", Aide: "Court et unique dans la structure."}),
			s.champ(ui.Champ{Nom: "libelle", Type: ui.ChampTexte, Libelle: "Libellé du service", Max: 200, Obligatoire: true, Exemple: "Expertises judiciaires"}),
		}}},
	}
	p.Fil = filStructure(st)
	return c.rendreFormulaire(w, statut, p)
}

func (c *Compte) postService(w http.ResponseWriter, r *http.Request) error {
	a, s, err := c.structureGeree(r)
	if err != nil {
		return err
	}
	f, err := requete.Formulaire(w, r)
	if err != nil {
		return err
	}
	sv, err := c.Comptes.AjouterService(r.Context(), a, s.ID, f.Get("code"), f.Get("libelle"))
	if erreurs, ok := parChamp(err); ok {
		return c.renderService(w, r, http.StatusUnprocessableEntity, s, saisie{f, erreurs})
	}
	if err != nil {
		return err
	}
	return c.Cadre.Rediriger(w, r, cheminStructure(s.ID, "#services"), reussite("Le service « "+sv.Libelle+" » est ajouté."))
}

// postBasculerService opens or closes a service; a closed one keeps its mémoires.
func (c *Compte) postBasculerService(w http.ResponseWriter, r *http.Request) error {
	a, s, err := c.structureGeree(r)
	if err != nil {
		return err
	}
	id, err := identifiant(r, "service", "ce service")
	if err != nil {
		return err
	}
	ouvrir := chi.URLParam(r, "etat") == "ouvrir"
	if err := c.Comptes.ActiverService(r.Context(), a, s.ID, comptes.ServiceID(id), ouvrir); err != nil {
		return err
	}
	texte := "Le service est fermé. Ses mémoires sont conservés, il n'en reçoit plus de nouveaux."
	if ouvrir {
		texte = "Le service est ouvert."
	}
	return c.Cadre.Rediriger(w, r, cheminStructure(s.ID, "#services"), reussite(texte))
}
