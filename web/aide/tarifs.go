package aide

import (
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"claudia/internal/fault"
	"claudia/memoires/referentiel"
	"claudia/web/page"
	"claudia/web/ui"
)

// pageTarifs is the table of the tariffs of a day.
type pageTarifs struct {
	page.Base
	Famille, Jour ui.Champ
	Le            time.Time
	Resume        string
	Filtre        bool
	Groupes       []famille
	Sources       []source
	Vide          *ui.Vide
}

type famille struct {
	ID, Titre string
	Tarifs    []tarif
}

type tarif struct {
	Ancre, Libelle, Montant, Unite, Article, Depuis, Jusque, Note, Raison string
	AVerifier                                                             bool
	Source                                                                source
}

type source struct {
	Numero, Ancre, Texte string
}

// nomFamille is the French name of a family of tariffs.
func nomFamille(cle string) string {
	switch cle {
	case "interpretariat-traduction":
		return "Interprétariat et traduction"
	case "medecine-legale":
		return "Médecine légale"
	case "psychiatrie-psychologie-legale":
		return "Psychiatrie et psychologie légales"
	case "toxicologie":
		return "Toxicologie"
	case "experts-divers":
		return "Autres expertises"
	case "enquetes-controle-judiciaire":
		return "Enquêtes et contrôle judiciaire"
	case "delegues-mediateurs-procureur":
		return "Délégués et médiateurs du procureur"
	case "administrateur-ad-hoc":
		return "Administrateurs ad hoc"
	case "commissaires-de-justice":
		return "Commissaires de justice"
	case "operateurs-telecom":
		return "Opérateurs de télécommunications"
	case "deplacement":
		return "Déplacements"
	case "garde-scelles":
		return "Garde de scellés"
	case "fourriere":
		return "Fourrière"
	case "civil":
		return "Matière civile"
	}
	mots := strings.ReplaceAll(cle, "-", " ")
	if mots == "" {
		return mots
	}
	return strings.ToUpper(mots[:1]) + mots[1:]
}

func (a *Aide) showTarifs(w http.ResponseWriter, r *http.Request) error {
	q := r.URL.Query()
	le := a.jour()
	if s := q.Get("date"); s != "" {
		t, err := time.Parse(time.DateOnly, s)
		if err != nil || t.Year() < 1900 || t.Year() > 2100 {
			return fault.Sur("date", "date_invalide", "Cette date ne se lit pas. Choisissez le jour de la mission dans le calendrier.")
		}
		le = t
	}
	choix, tous := q.Get("famille"), a.Referentiel.Tarifs(le)
	v := pageTarifs{
		Base: a.base(w, r, "Tarifs"), Le: le, Filtre: choix != "" || q.Get("date") != "",
		Jour: ui.Champ{Nom: "date", Type: ui.ChampDate, Libelle: "En vigueur le", Valeur: le.Format(time.DateOnly), Largeur: "moyen", Obligatoire: true},
	}
	v.Large = true
	v.Famille = champFamille(a.Referentiel.Tarifs(time.Time{}), tous, choix)
	n := v.ranger(tous, choix)
	v.Resume = page.Pluriel(int64(n), "tarif", "tarifs") + " en vigueur le " + page.DateMoyenne(le) + ", hors taxes."
	if n == 0 {
		v.Vide = &ui.Vide{
			Icone: "euro", Titre: "Aucun tarif connu pour ce choix", Texte: "La prestation est alors payée sur devis ou taxée par un magistrat.",
			Action: &ui.Bouton{Texte: "Tous les tarifs", URL: "/guide/tarifs"},
		}
	}
	return a.Pages.Render(w, http.StatusOK, "guide-tarifs", v)
}

func champFamille(sansFin, duJour []referentiel.Tarif, choix string) ui.Champ {
	c := ui.Champ{Nom: "famille", Type: ui.ChampListe, Libelle: "Famille", Obligatoire: true, Options: []ui.Option{{Texte: "Toutes", Choisie: choix == ""}}}
	for _, t := range append(slices.Clone(sansFin), duJour...) {
		if !slices.ContainsFunc(c.Options, func(o ui.Option) bool { return o.Valeur == t.Famille }) {
			c.Options = append(c.Options, ui.Option{Valeur: t.Famille, Texte: nomFamille(t.Famille), Choisie: t.Famille == choix})
		}
	}
	return c
}

// ranger groups the tariffs by family and numbers their sources; it gives how many are shown.
func (v *pageTarifs) ranger(tarifs []referentiel.Tarif, choix string) int {
	n := 0
	for _, t := range tarifs {
		if choix != "" && t.Famille != choix {
			continue
		}
		n++
		i := slices.IndexFunc(v.Groupes, func(f famille) bool { return f.ID == "famille-"+t.Famille })
		if i < 0 {
			i = len(v.Groupes)
			v.Groupes = append(v.Groupes, famille{ID: "famille-" + t.Famille, Titre: nomFamille(t.Famille)})
		}
		x := tarif{
			Ancre: "tarif-" + t.Code, Libelle: t.Libelle, Unite: t.Unite, Article: t.Article, Note: t.Note, Raison: t.Raison, AVerifier: t.AVerifier,
			Depuis: page.DateCourte(t.Debut), Jusque: page.DateCourte(t.Fin), Source: v.source(t.Source),
		}
		switch {
		case t.Montant > 0:
			x.Montant = page.Montant(t.Montant)
		case t.Formule != "":
			x.Montant = t.Formule
		default:
			x.Montant = "Voir l'article"
		}
		v.Groupes[i].Tarifs = append(v.Groupes[i].Tarifs, x)
	}
	return n
}

func (v *pageTarifs) source(texte string) source {
	if i := slices.IndexFunc(v.Sources, func(s source) bool { return s.Texte == texte }); i >= 0 {
		return v.Sources[i]
	}
	numero := strconv.Itoa(len(v.Sources) + 1)
	s := source{Numero: numero, Ancre: "source-" + numero, Texte: texte}
	v.Sources = append(v.Sources, s)
	return s
}
