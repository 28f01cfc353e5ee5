package compte

import (
	"net/http"
	"strconv"
	"strings"

	"claudia/internal/comptes"
	"claudia/web/page"
	"claudia/web/requete"
	"claudia/web/ui"
)

// pageStructures is « Mes structures ».
type pageStructures struct {
	page.Base
	Cartes []ui.Carte
	Vide   ui.Vide
}

func (c *Compte) showStructures(w http.ResponseWriter, r *http.Request) error {
	a, err := requete.Connecte(r)
	if err != nil {
		return err
	}
	liste, err := c.Comptes.Structures(r.Context(), a)
	if err != nil {
		return err
	}
	v := pageStructures{Base: c.Cadre.Base(w, r, "Mes structures", "compte"), Vide: ui.Vide{
		Icone: "structure", Titre: "Aucune structure pour l'instant",
		Texte:  "Si votre structure est déjà sur le portail, demandez à la rejoindre. Sinon, créez-la : il faut son SIRET, ou un autre identifiant si vous n'en avez pas.",
		Action: &ui.Bouton{Texte: "Rejoindre une structure", URL: "/rattachements", Sorte: "principal"},
	}}
	v.Fil = []page.Lien{accueil()}
	for _, s := range liste {
		v.Cartes = append(v.Cartes, ui.Carte{
			Titre: s.RaisonSociale, URL: cheminStructure(s.ID, ""), Badge: badgeRole(a, s.ID),
			Lignes: []ui.Paire{
				{Libelle: s.TypeIdentifiant.Libelle(), Valeur: s.Identifiant},
				{Libelle: "Commune", Valeur: ouVide(strings.TrimSpace(s.CodePostal+" "+s.Commune), "Non renseignée")},
				{Libelle: "Catégorie de prestataire", Valeur: ouVide(s.Categorie, "À renseigner")},
			},
		})
	}
	return c.Pages.Render(w, http.StatusOK, "structures", v)
}

// badgeRole says what the actor may do in the structure.
func badgeRole(a comptes.Acteur, id comptes.StructureID) *ui.Badge {
	switch {
	case a.Gere(id):
		return &ui.Badge{Texte: "Gestionnaire", Ton: "succes", Icone: "cle"}
	case a.PeutModifier(id):
		return &ui.Badge{Texte: "Modification", Ton: "info", Icone: "crayon"}
	}
	return &ui.Badge{Texte: "Consultation", Ton: "neutre", Icone: "oeil"}
}

// pageStructure is one structure as its people see it.
type pageStructure struct {
	page.Base
	Badge       *ui.Badge
	Nature      string // « SIRET 980 000 012 00016 »
	Gere        bool
	Chemin      string
	Alertes     []ui.Alerte
	Generales   []ui.Paire
	Adresse     []string
	Parametres  []ui.Paire
	Services    ui.Tableau
	Coordonnees []vueCoordonnees
}

type vueCoordonnees struct {
	Nom, IBAN, BIC string
	RIB            string // address of the document, empty when there is none
	NomRIB         string
	URL, Retirer   string
}

func (c *Compte) showStructure(w http.ResponseWriter, r *http.Request) error {
	a, s, err := c.structure(r)
	if err != nil {
		return err
	}
	services, err := c.Comptes.Services(r.Context(), a, s.ID)
	if err != nil {
		return err
	}
	comptesBancaires, err := c.Comptes.CoordonneesDe(r.Context(), a, s.ID)
	if err != nil {
		return err
	}
	v := pageStructure{
		Base: c.Cadre.Base(w, r, s.RaisonSociale, "compte"), Badge: badgeRole(a, s.ID), Gere: a.Gere(s.ID),
		Nature: s.TypeIdentifiant.Libelle() + " " + s.Identifiant, Chemin: cheminStructure(s.ID, ""),
		Generales: []ui.Paire{
			{Libelle: "Raison sociale", Valeur: s.RaisonSociale},
			{Libelle: "Type d'identifiant", Valeur: s.TypeIdentifiant.Libelle()},
			{Libelle: "Identifiant", Valeur: s.Identifiant},
			{Libelle: "Sur le portail depuis le", Valeur: c.jour(s.CreatedAt)},
		},
		Adresse:    adresse(s),
		Parametres: parametres(s),
		Services:   tableauServices(services, s.ID, a.Gere(s.ID)),
	}
	v.Fil = []page.Lien{accueil(), {Texte: "Mes structures", URL: "/structures"}}
	for _, k := range comptesBancaires {
		v.Coordonnees = append(v.Coordonnees, c.vueCoordonnees(r, a, k))
	}
	v.Alertes = manques(s, comptesBancaires, v.Gere)
	return c.Pages.Render(w, http.StatusOK, "structure", v)
}

func adresse(s comptes.Structure) []string {
	var lignes []string
	for _, l := range append(strings.Split(s.Adresse, "\n"), strings.TrimSpace(s.CodePostal+" "+s.Commune)) {
		if l = strings.TrimSpace(l); l != "" {
			lignes = append(lignes, l)
		}
	}
	if s.Pays != "FR" {
		lignes = append(lignes, nomPays(s.Pays))
	}
	return lignes
}

func parametres(s comptes.Structure) []ui.Paire {
	franchise := "Non"
	if s.FranchiseTVA {
		franchise = "Oui (article 293 B du CGI)"
	}
	return []ui.Paire{
		{Libelle: "Catégorie de prestataire", Valeur: ouVide(s.Categorie, "À renseigner")},
		{Libelle: "Régime / statut", Valeur: ouVide(s.Regime, "À renseigner")},
		{Libelle: "Franchise en base de TVA", Valeur: franchise},
	}
}

// manques says what the structure lacks to be paid without a question from the court.
func manques(s comptes.Structure, coordonnees []comptes.Coordonnees, gere bool) []ui.Alerte {
	var alertes []ui.Alerte
	ajouter := func(titre, texte, mot, url string) {
		x := ui.Alerte{Ton: "avertissement", Titre: titre, Texte: texte}
		if gere {
			x.Action = &ui.Bouton{Texte: mot, URL: cheminStructure(s.ID, url), Petit: true}
		}
		alertes = append(alertes, x)
	}
	if len(coordonnees) == 0 {
		ajouter("Aucune coordonnée bancaire", "Un prestataire de justice doit en avoir une pour être payé : sans elle, aucun mémoire ne peut partir.", "Créer une coordonnée bancaire", "/coordonnees/nouvelle")
	}
	if s.Categorie == "" {
		ajouter("Catégorie de prestataire à renseigner", "Renseignée ici, elle est reprise dans chaque mémoire ; sinon elle est demandée à chaque fois.", "Compléter", "/parametres")
	}
	return alertes
}

const formBascule = "form-services"

func tableauServices(services []comptes.ServiceStructure, id comptes.StructureID, gere bool) ui.Tableau {
	t := ui.Tableau{
		Legende:  "Services de la structure",
		Colonnes: []ui.Colonne{{Titre: "Code"}, {Titre: "Libellé"}, {Titre: "Statut"}},
		Vide:     &ui.Vide{Titre: "Pas de service", Texte: "Les services sont facultatifs : ils servent à ranger les mémoires d'une structure qui a plusieurs activités."},
	}
	if gere {
		t.Colonnes = append(t.Colonnes, ui.Colonne{Titre: "Action", Cachee: true})
	}
	for _, s := range services {
		l := ui.Ligne{Cellules: []ui.Cellule{{Texte: s.Code}, {Titre: "Libellé", Texte: s.Libelle}, {Titre: "Statut", Badge: badgeService(s.Actif)}}}
		if gere {
			mot, etat := "Fermer", "fermer"
			if !s.Actif {
				mot, etat = "Ouvrir", "ouvrir"
			}
			l.Actions = []ui.Bouton{{
				Texte: mot + " " + s.Code, Petit: true, Sorte: "discret", Form: formBascule,
				Action: cheminStructure(id, "/services/"+strconv.FormatInt(int64(s.ID), 10)+"/"+etat),
			}}
		}
		t.Lignes = append(t.Lignes, l)
	}
	return t
}

func badgeService(actif bool) *ui.Badge {
	if actif {
		return &ui.Badge{Texte: "Actif", Ton: "succes", Icone: "coche-rond"}
	}
	return &ui.Badge{Texte: "Inactif", Ton: "neutre", Icone: "interdit"}
}
