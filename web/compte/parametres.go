package compte

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"

	"claudia/internal/comptes"
	"claudia/web/requete"
)

// verifierParametres holds both lists to their values; the one that the structure has now stays
// allowed, wherever it came from.
func (c *Compte) verifierParametres(f url.Values, actuels comptes.ParametresPrestataire) map[string]string {
	erreurs := map[string]string{}
	verifier := func(nom, actuelle string, mots []string) {
		if v := f.Get(nom); v != "" && v != actuelle && !slices.Contains(mots, v) {
			erreurs[nom] = "Choisissez une valeur de la liste."
		}
	}
	verifier("categorie", actuels.Categorie, c.categories())
	verifier("regime", actuels.Regime, c.regimes())
	return erreurs
}

func ouiSi(b bool) string {
	if b {
		return "oui"
	}
	return ""
}

func ouiNon(s string) string {
	if s == "" {
		return "Non"
	}
	return "Oui"
}

func (c *Compte) showParametres(w http.ResponseWriter, r *http.Request) error {
	_, s, err := c.structureGeree(r)
	if err != nil {
		return err
	}
	return c.renderParametres(w, r, http.StatusOK, s, saisie{valeurs: url.Values{
		"categorie": {s.Categorie}, "regime": {s.Regime}, "franchise_tva": {ouiSi(s.FranchiseTVA)},
		"version": {strconv.FormatInt(s.Version, 10)},
	}})
}

func (c *Compte) renderParametres(w http.ResponseWriter, r *http.Request, statut int, st comptes.Structure, s saisie) error {
	bloc := c.sectionParametres(s)
	p := pageFormulaire{
		Base: c.Cadre.Base(w, r, bloc.Titre, "compte"), Surtitre: st.RaisonSociale, Chapo: bloc.Aide,
		Action: cheminStructure(st.ID, "/parametres"), Bouton: "Soumettre", Retour: cheminStructure(st.ID, ""),
		Caches: append(originaux(s.valeurs, "categorie", "regime", "franchise_tva"), cache{"version", s.valeurs.Get("version")}),
	}
	bloc.Titre, bloc.Aide = "", "" // the page bears them
	p.Sections = []section{bloc}
	p.Fil = filStructure(st)
	return c.rendreFormulaire(w, statut, p)
}

func (c *Compte) postParametres(w http.ResponseWriter, r *http.Request) error {
	a, s, err := c.structureGeree(r)
	if err != nil {
		return err
	}
	f, err := requete.Formulaire(w, r)
	if err != nil {
		return err
	}
	if erreurs := c.verifierParametres(f, s.ParametresPrestataire); len(erreurs) > 0 {
		return c.renderParametres(w, r, http.StatusUnprocessableEntity, s, saisie{f, erreurs})
	}
	_, err = c.Comptes.ModifierParametres(r.Context(), a, s.ID, lireVersion(f), lireParametres(f))
	if actuelle, ok := perime[comptes.Structure](err); ok {
		p := pageConflit{Action: cheminStructure(s.ID, "/parametres"), Retour: cheminStructure(s.ID, "")}
		p.Fil = filStructure(s)
		return c.rendreConflit(w, r, p, actuelle.Version, f, []comparaison{
			{nom: "categorie", libelle: "Catégorie de prestataire", actuelle: actuelle.Categorie},
			{nom: "regime", libelle: "Régime / statut", actuelle: actuelle.Regime},
			{nom: "franchise_tva", libelle: "Franchise en base de TVA", actuelle: ouiSi(actuelle.FranchiseTVA), afficher: ouiNon},
		})
	}
	if erreurs, ok := parChamp(err); ok {
		return c.renderParametres(w, r, http.StatusUnprocessableEntity, s, saisie{f, erreurs})
	}
	if err != nil {
		return err
	}
	return c.Cadre.Rediriger(w, r, cheminStructure(s.ID, ""), reussite("Vos informations de prestataire sont enregistrées. Les prochains mémoires les reprendront."))
}
