package saisie

import (
	"strconv"
	"strings"

	"claudia/internal/comptes"
	"claudia/memoires"
	"claudia/memoires/referentiel"
)

// sansTVA is a VAT type of the API that the portal's screen does not show (nomenclatures.json).
const sansTVA = "SANS_TVA"

// Options lists the values to offer, in the order to show them; none for free fields. For the
// juridiction, which counts hundreds, use Chercher.
func (c Champ) Options(x Contexte) []Option {
	options := c.toutes(x)
	if c.Cle != memoires.CleTypeTVA {
		return options
	}
	visibles := make([]Option, 0, len(options))
	for _, o := range options {
		if o.Code != sansTVA || x.Memoire.Entete.TypeTVA == sansTVA {
			visibles = append(visibles, o)
		}
	}
	return visibles
}

// toutes lists every value that may be stored or shown.
func (c Champ) toutes(x Contexte) []Option {
	switch c.Cle { //nolint:exhaustive // the lists of the person first, those of the référentiel below
	case memoires.CleStructure:
		return optionsStructure(x)
	case memoires.CleService:
		return optionsService(x)
	case memoires.CleCoordonnees:
		return x.Coordonnees
	case memoires.CleRequisitionOrale:
		return []Option{{Code: "oui", Libelle: "Oui"}, {Code: "non", Libelle: "Non"}}
	}
	if x.Referentiel == nil {
		return nil
	}
	switch c.Cle { //nolint:exhaustive // the other fields are free
	case memoires.CleJuridiction:
		return optionsJuridiction(x.Referentiel.Juridictions())
	case memoires.CleCategorie:
		return deValeurs(x.Referentiel.CategoriesPrestataire())
	case memoires.CleDevise:
		return deValeurs(x.Referentiel.Devises())
	case memoires.CleTexteReference:
		return deValeurs(x.Referentiel.TextesReference())
	case memoires.CleTypeTVA:
		return deValeurs(x.Referentiel.TypesTVA())
	case memoires.CleAutorite:
		return deValeurs(x.Referentiel.AutoritesRequerantes())
	case memoires.CleTypePrestation:
		return deValeurs(x.Referentiel.TypesPrestation())
	case memoires.CleTauxTVA:
		return deTaux(x.Referentiel.TauxTVA())
	}
	return nil
}

// Chercher finds the values of a list by approximate words, best first, at most limite. An empty
// text gives the first ones.
func (c Champ) Chercher(texte string, x Contexte, limite int) []Option {
	if limite <= 0 {
		return nil
	}
	if strings.TrimSpace(texte) == "" {
		return coupe(c.Options(x), limite)
	}
	if x.Referentiel != nil {
		switch c.Cle { //nolint:exhaustive // the référentiel has a search for these three
		case memoires.CleJuridiction:
			var trouvees []Option
			for _, t := range x.Referentiel.ChercherJuridiction(texte, limite) {
				o := optionJuridiction(t.Juridiction)
				o.Aide = t.Note
				trouvees = append(trouvees, o)
			}
			return trouvees
		case memoires.CleAutorite:
			return deTrouvailles(x.Referentiel.ChercherAutorite(texte, limite))
		case memoires.CleTypePrestation:
			return deTrouvailles(x.Referentiel.ChercherTypePrestation(texte, limite))
		}
	}
	return coupe(contenant(c.Options(x), texte), limite)
}

// contenant keeps the options whose label holds every word of the text, accents and case folded.
func contenant(options []Option, texte string) []Option {
	mots := strings.Fields(referentiel.Plier(texte))
	if len(mots) > 12 {
		mots = mots[:12]
	}
	var out []Option
	for _, o := range options {
		plie := referentiel.Plier(o.Libelle + " " + o.Code)
		tous := len(mots) > 0
		for _, m := range mots {
			tous = tous && strings.Contains(plie, m)
		}
		if tous {
			out = append(out, o)
		}
	}
	return out
}

// OptionsCoordonnees makes the Coordonnees of a Contexte: active accounts only.
func OptionsCoordonnees(l []comptes.Coordonnees) []Option {
	var out []Option
	for _, c := range l {
		if c.Actif {
			out = append(out, Option{Code: strconv.FormatInt(int64(c.ID), 10), Libelle: c.Nom + ", " + c.IBAN().Masque()})
		}
	}
	return out
}

func coupe(o []Option, limite int) []Option { return o[:min(len(o), limite)] }

func optionsStructure(x Contexte) []Option {
	out := make([]Option, 0, len(x.Structures))
	for _, s := range x.Structures {
		o := Option{Code: strconv.FormatInt(int64(s.ID), 10), Libelle: s.RaisonSociale}
		if s.Identifiant != "" {
			o.Aide = s.TypeIdentifiant.Libelle() + " " + s.Identifiant
		}
		out = append(out, o)
	}
	return out
}

func optionsService(x Contexte) []Option {
	var out []Option
	for _, s := range x.Services {
		if x.Memoire.Entete.Structure != 0 && s.StructureID != x.Memoire.Entete.Structure {
			continue
		}
		out = append(out, Option{Code: strconv.FormatInt(int64(s.ID), 10), Libelle: s.Libelle, Aide: s.Code})
	}
	return out
}

func optionJuridiction(j referentiel.Juridiction) Option {
	return Option{Code: j.Code, Libelle: j.Affichage()}
}

func optionsJuridiction(l []referentiel.Juridiction) []Option {
	out := make([]Option, len(l))
	for i, j := range l {
		out[i] = optionJuridiction(j)
	}
	return out
}

func deValeurs(l []referentiel.Valeur) []Option {
	out := make([]Option, len(l))
	for i, v := range l {
		out[i] = Option{Code: v.Code, Libelle: v.Libelle, Aide: v.Note}
	}
	return out
}

func deTrouvailles(l []referentiel.Trouvaille) []Option {
	out := make([]Option, len(l))
	for i, t := range l {
		out[i] = Option{Code: t.Valeur.Code, Libelle: t.Valeur.Libelle, Aide: t.Valeur.Note}
	}
	return out
}

func deTaux(l []referentiel.TauxTVA) []Option {
	out := make([]Option, len(l))
	for i, t := range l {
		out[i] = Option{Code: strconv.Itoa(t.Taux), Libelle: memoires.Taux(t.Taux).String(), Aide: t.Zone}
	}
	return out
}
