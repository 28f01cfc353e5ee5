package compte

import (
	"net/http"
	"net/url"
	"strconv"

	"claudia/internal/comptes"
	"claudia/web/page"
	"claudia/web/requete"
	"claudia/web/ui"
)

func saisieDeStructure(s comptes.Structure) saisie {
	return saisie{valeurs: url.Values{
		"type_identifiant": {string(s.TypeIdentifiant)}, "identifiant": {s.Identifiant}, "raison_sociale": {s.RaisonSociale},
		"adresse": {s.Adresse}, "code_postal": {s.CodePostal}, "commune": {s.Commune}, "pays": {s.Pays},
		"version": {strconv.FormatInt(s.Version, 10)},
	}}
}

// lireStructure makes the form of the service of what was typed. The block of the prestataire has a
// form of its own and is kept as it stands.
func lireStructure(f url.Values, p comptes.ParametresPrestataire) comptes.SaisieStructure {
	return comptes.SaisieStructure{
		TypeIdentifiant: comptes.TypeIdentifiant(f.Get("type_identifiant")), Identifiant: f.Get("identifiant"),
		RaisonSociale: f.Get("raison_sociale"), Adresse: aplatir(f.Get("adresse")), CodePostal: f.Get("code_postal"),
		Commune: f.Get("commune"), Pays: f.Get("pays"), ParametresPrestataire: p,
	}
}

func sectionsStructure(s saisie) []section {
	types := []ui.Option{{Texte: "Choisissez…"}}
	for _, t := range comptes.TypesIdentifiant() {
		types = append(types, ui.Option{Valeur: string(t), Texte: t.Libelle()})
	}
	return []section{
		{ID: "generales", Titre: "Informations générales", Champs: []ui.Champ{
			s.champ(ui.Champ{Nom: "raison_sociale", Type: ui.ChampTexte, Libelle: "Raison sociale", Max: 200, Obligatoire: true, Auto: "organization", Aide: "Le nom qui figure sur vos factures ; pour un particulier, votre nom et votre prénom."}),
			s.champ(ui.Champ{Nom: "type_identifiant", Type: ui.ChampListe, Libelle: "Type d'identifiant", Options: types, Obligatoire: true, Largeur: "moyen"}),
			s.champ(ui.Champ{Nom: "identifiant", Type: ui.ChampTexte, Libelle: "Identifiant", Max: 80, Obligatoire: true, Largeur: "moyen", Aide: "Pour un SIRET : 14 chiffres. Les espaces ne gênent pas.", OuTrouver: "Le SIRET figure sur l'avis de situation au répertoire Sirene et sur vos appels de cotisations. Sans SIRET, un particulier utilise les 10 premiers chiffres de son numéro de sécurité sociale suivis de son nom et des premières lettres de son prénom."}),
		}},
		{ID: "adresse", Titre: "Adresse postale du siège", Champs: []ui.Champ{
			s.champ(ui.Champ{Nom: "adresse", Type: ui.ChampZone, Libelle: "Numéro et voie", Lignes: 2, Max: 300, Auto: "street-address"}),
			s.champ(ui.Champ{Nom: "code_postal", Type: ui.ChampTexte, Libelle: "Code postal", Max: 12, Largeur: "court", Auto: "postal-code"}),
			s.champ(ui.Champ{Nom: "commune", Type: ui.ChampTexte, Libelle: "Commune", Max: 100, Largeur: "moyen", Auto: "address-level2"}),
			s.champ(ui.Champ{Nom: "pays", Type: ui.ChampListe, Libelle: "Pays", Options: optionsPays(s.valeurs.Get("pays")), Obligatoire: true, Largeur: "moyen", Auto: "country"}),
		}},
	}
}

func (c *Compte) renderStructure(w http.ResponseWriter, r *http.Request, statut int, st comptes.Structure, s saisie) error {
	p := pageFormulaire{
		Base: c.Cadre.Base(w, r, "Modifier la structure", "compte"), Surtitre: st.RaisonSociale,
		Chapo:  "Les mémoires déjà envoyés gardent les informations du jour de leur envoi.",
		Action: cheminStructure(st.ID, "/modifier"),
		Caches: append(originaux(s.valeurs, "raison_sociale", "type_identifiant", "identifiant", "adresse", "code_postal", "commune", "pays"),
			cache{"version", s.valeurs.Get("version")}),
		Sections: sectionsStructure(s), Bouton: "Soumettre", Retour: cheminStructure(st.ID, ""),
	}
	p.Fil = filStructure(st)
	return c.rendreFormulaire(w, statut, p)
}

func (c *Compte) showModifier(w http.ResponseWriter, r *http.Request) error {
	_, s, err := c.structureGeree(r)
	if err != nil {
		return err
	}
	return c.renderStructure(w, r, http.StatusOK, s, saisieDeStructure(s))
}

func (c *Compte) postModifier(w http.ResponseWriter, r *http.Request) error {
	a, s, err := c.structureGeree(r)
	if err != nil {
		return err
	}
	f, err := requete.Formulaire(w, r)
	if err != nil {
		return err
	}
	_, err = c.Comptes.ModifierStructure(r.Context(), a, s.ID, lireVersion(f), lireStructure(f, s.ParametresPrestataire))
	if actuelle, ok := perime[comptes.Structure](err); ok {
		p := pageConflit{Action: cheminStructure(s.ID, "/modifier"), Retour: cheminStructure(s.ID, "")}
		p.Fil = filStructure(s)
		return c.rendreConflit(w, r, p, actuelle.Version, f, []comparaison{
			{nom: "raison_sociale", libelle: "Raison sociale", actuelle: actuelle.RaisonSociale},
			{nom: "type_identifiant", libelle: "Type d'identifiant", actuelle: string(actuelle.TypeIdentifiant), afficher: libelleType},
			{nom: "identifiant", libelle: "Identifiant", actuelle: actuelle.Identifiant},
			{nom: "adresse", libelle: "Numéro et voie", actuelle: actuelle.Adresse},
			{nom: "code_postal", libelle: "Code postal", actuelle: actuelle.CodePostal},
			{nom: "commune", libelle: "Commune", actuelle: actuelle.Commune},
			{nom: "pays", libelle: "Pays", actuelle: actuelle.Pays, afficher: nomPays},
		})
	}
	if erreurs, ok := parChamp(err); ok {
		return c.renderStructure(w, r, http.StatusUnprocessableEntity, s, saisie{f, erreurs})
	}
	if err != nil {
		return err
	}
	return c.Cadre.Rediriger(w, r, cheminStructure(s.ID, ""), reussite("La structure est enregistrée."))
}

func libelleType(code string) string { return comptes.TypeIdentifiant(code).Libelle() }

func (c *Compte) showNouvelleStructure(w http.ResponseWriter, r *http.Request) error {
	if _, err := requete.Connecte(r); err != nil {
		return err
	}
	return c.renderNouvelleStructure(w, r, http.StatusOK, saisie{valeurs: url.Values{"type_identifiant": {string(comptes.SIRET)}, "pays": {"FR"}}})
}

func (c *Compte) renderNouvelleStructure(w http.ResponseWriter, r *http.Request, statut int, s saisie) error {
	p := pageFormulaire{
		Base: c.Cadre.Base(w, r, "Créer une structure", "compte"), Action: "/structures", Bouton: "Créer la structure", Retour: "/structures",
		Chapo: "Vous en devenez le gestionnaire : vous décidez qui la rejoint et qui dépose en son nom.",
		Alerte: &ui.Alerte{
			Ton: "info", Titre: "Existe-t-elle déjà ?", Texte: "Si un collègue l'a déjà créée, demandez plutôt à la rejoindre.",
			Action: &ui.Bouton{Texte: "Rejoindre une structure", URL: "/rattachements", Petit: true},
		},
		Sections: append(sectionsStructure(s), c.sectionParametres(s)),
	}
	p.Fil = []page.Lien{accueil(), {Texte: "Mes structures", URL: "/structures"}}
	return c.rendreFormulaire(w, statut, p)
}

func (c *Compte) postNouvelleStructure(w http.ResponseWriter, r *http.Request) error {
	a, f, err := requete.Soumis(w, r)
	if err != nil {
		return err
	}
	s := saisie{valeurs: f, erreurs: c.verifierParametres(f, comptes.ParametresPrestataire{})}
	if len(s.erreurs) > 0 {
		return c.renderNouvelleStructure(w, r, http.StatusUnprocessableEntity, s)
	}
	st, err := c.Comptes.CreerStructure(r.Context(), a, lireStructure(f, lireParametres(f)))
	if erreurs, ok := parChamp(err); ok {
		s.erreurs = erreurs
		return c.renderNouvelleStructure(w, r, http.StatusUnprocessableEntity, s)
	}
	if err != nil {
		return err
	}
	return c.Cadre.Rediriger(w, r, cheminStructure(st.ID, ""), reussite("« "+st.RaisonSociale+" » est créée. Ajoutez ses coordonnées bancaires pour pouvoir être payé."))
}

func (c *Compte) sectionParametres(s saisie) section {
	return section{
		ID: "parametres", Titre: "Informations mémoires de frais de justice",
		Aide: "Ce que vous renseignez ici est repris dans chaque nouveau mémoire.",
		Champs: []ui.Champ{
			s.champ(ui.Champ{Nom: "categorie", Type: ui.ChampListe, Libelle: "Catégorie de prestataire", Options: optionsDe("Non renseignée", c.categories(), s.valeurs.Get("categorie")), Aide: "Votre métier auprès de la justice."}),
			s.champ(ui.Champ{Nom: "regime", Type: ui.ChampListe, Libelle: "Régime / statut", Options: optionsDe("Non renseigné", c.regimes(), s.valeurs.Get("regime")), Aide: "Il décide du tarif proposé et des cotisations sociales.", OuTrouver: "Collaborateur occasionnel du service public (COSP) : le ministère paie vos cotisations. Si vous avez exercé le droit d'option, ou si vous êtes travailleur indépendant, vous les payez vous-même."}),
			s.champ(ui.Champ{Nom: "franchise_tva", Type: ui.ChampCase, Libelle: "Je suis en franchise en base de TVA", Valeur: "oui", Aide: "Article 293 B du code général des impôts : vous ne facturez pas de TVA."}),
		},
	}
}

func (c *Compte) categories() []string {
	var mots []string
	for _, v := range c.Referentiel.CategoriesPrestataire() {
		mots = append(mots, v.Libelle)
	}
	return mots
}

func (c *Compte) regimes() []string {
	var mots []string
	for _, v := range c.Referentiel.RegimesStatut() {
		mots = append(mots, v.Libelle)
	}
	return mots
}

func lireParametres(f url.Values) comptes.ParametresPrestataire {
	return comptes.ParametresPrestataire{Categorie: f.Get("categorie"), Regime: f.Get("regime"), FranchiseTVA: f.Get("franchise_tva") != ""}
}
