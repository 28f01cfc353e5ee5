package aide

import (
	"net/http"
	"slices"
	"strings"
	"unicode/utf8"

	"claudia/internal/fault"
	"claudia/memoires/referentiel"
	"claudia/web/page"
	"claudia/web/ui"
)

// Bounds of the search of a court.
const (
	maxJuridiction  = 100 // characters
	maxJuridictions = 20
)

// pageJuridictions is the list of the courts, by département, or what a search found.
type pageJuridictions struct {
	page.Base
	Recherche    ui.Champ
	Departement  ui.Champ
	Resume       string
	Filtre       bool
	Groupes      []groupeJuridictions
	Departements []page.Lien
	Vide         *ui.Vide
}

type groupeJuridictions struct {
	ID, Titre    string
	Juridictions []juridiction
}

type juridiction struct {
	Code, Libelle, Genre, Commune, Appel, Note string
}

func (a *Aide) showJuridictions(w http.ResponseWriter, r *http.Request) error {
	q, dep := strings.TrimSpace(r.URL.Query().Get("q")), r.URL.Query().Get("departement")
	if utf8.RuneCountInString(q) > maxJuridiction {
		return fault.Sur("q", "champ_trop_long", "Cherchez un nom de ville ou de tribunal : 100 caractères suffisent.")
	}
	deps := a.Referentiel.Departements()
	v := pageJuridictions{
		Base: a.base(w, r, "Juridictions"), Filtre: q != "" || dep != "",
		Recherche:   ui.Champ{Nom: "q", ID: "juridiction-q", Type: ui.ChampTexte, Libelle: "Ville, tribunal ou code postal", Valeur: q, Max: maxJuridiction, Obligatoire: true, Auto: "off"},
		Departement: ui.Champ{Nom: "departement", Type: ui.ChampListe, Libelle: "Département", Obligatoire: true, Options: []ui.Option{{Texte: "Tous", Choisie: dep == ""}}},
	}
	for _, d := range deps {
		v.Departement.Options = append(v.Departement.Options, ui.Option{Valeur: d.Code, Texte: d.Code + " – " + d.Nom, Choisie: d.Code == dep})
	}
	switch {
	case dep != "" && !slices.ContainsFunc(deps, func(d referentiel.Departement) bool { return d.Code == dep }):
		return fault.Sur("departement", "departement_inconnu", "Ce département n'est pas dans la liste. Choisissez-le dans la liste.")
	case q != "":
		v.chercher(a.Referentiel, q, dep)
	case dep != "":
		v.ranger(a.Referentiel, a.Referentiel.ParDepartement(dep))
	default:
		for _, d := range deps {
			v.Departements = append(v.Departements, page.Lien{Texte: d.Code + " – " + d.Nom, URL: "/guide/juridictions?departement=" + d.Code})
		}
		v.Resume = page.Pluriel(int64(len(a.Referentiel.Juridictions())), "juridiction", "juridictions") + " dans " +
			page.Pluriel(int64(len(deps)), "département", "départements et territoires") + "."
	}
	return a.Pages.Render(w, http.StatusOK, "guide-juridictions", v)
}

func (v *pageJuridictions) chercher(ref *referentiel.Referentiel, q, dep string) {
	g := groupeJuridictions{ID: "trouvees", Titre: "Juridictions trouvées"}
	for _, x := range ref.ChercherJuridiction(q, maxJuridictions) {
		if dep == "" || x.Juridiction.Departement == dep {
			j := juridictionDe(ref, x.Juridiction)
			j.Note = x.Note
			g.Juridictions = append(g.Juridictions, j)
		}
	}
	v.Resume = page.Pluriel(int64(len(g.Juridictions)), "juridiction trouvée", "juridictions trouvées") + " pour « " + q + " »."
	if len(g.Juridictions) == 0 {
		v.Vide = &ui.Vide{
			Icone: "tribunal", Titre: "Aucune juridiction pour « " + q + " »",
			Texte:  "Essayez la ville du tribunal ou le numéro du département. Les juridictions administratives ne se règlent pas par ce portail.",
			Action: &ui.Bouton{Texte: "Toutes les juridictions", URL: "/guide/juridictions"},
		}
		return
	}
	v.Groupes = []groupeJuridictions{g}
}

func (v *pageJuridictions) ranger(ref *referentiel.Referentiel, js []referentiel.Juridiction) {
	for _, j := range js {
		titre := j.Departement + " – " + j.NomDepartement
		if len(v.Groupes) == 0 {
			v.Groupes = []groupeJuridictions{{ID: "departement-" + j.Departement, Titre: titre}}
		}
		v.Groupes[0].Juridictions = append(v.Groupes[0].Juridictions, juridictionDe(ref, j))
	}
	v.Resume = page.Pluriel(int64(len(js)), "juridiction", "juridictions") + "."
}

func juridictionDe(ref *referentiel.Referentiel, j referentiel.Juridiction) juridiction {
	x := juridiction{Code: j.Code, Libelle: j.Libelle, Genre: genreJuridiction(j.Type), Commune: j.Commune}
	if ca, ok := ref.Juridiction(j.CourAppel); ok && j.CourAppel != j.Code {
		x.Appel = ca.Libelle
	}
	return x
}

func genreJuridiction(t referentiel.TypeJuridiction) string {
	switch t {
	case referentiel.TJ:
		return "Tribunal judiciaire"
	case referentiel.TPI:
		return "Tribunal de première instance"
	case referentiel.Chambre:
		return "Chambre ou section détachée"
	case referentiel.CA:
		return "Cour d'appel"
	case referentiel.TCOM:
		return "Tribunal de commerce"
	}
	return string(t)
}
