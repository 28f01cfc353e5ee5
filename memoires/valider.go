package memoires

import (
	"fmt"
	"slices"
	"time"

	"claudia/internal/fault"
	"claudia/memoires/referentiel"
)

// Aujourdhui gives the day of an instant as days are kept here, 00:00 UTC of the date on the wall of
// its own location: pass an instant in Europe/Paris.
func Aujourdhui(maintenant time.Time) time.Time {
	a, m, j := maintenant.Date()
	return time.Date(a, m, j, 0, 0, 0, 0, time.UTC)
}

// ValiderValeur checks one canonical value by itself: its form and limits as Poser, the code in the
// référentiel, the rate in the list, no day in the future (promises.md HT-11 to HT-14). What depends
// on other fields (order of dates, exoneration against rates) is for Controler, so that two fields
// can be corrected in any order. "" is valid for every field.
func ValiderValeur(c Champ, valeur string, r *referentiel.Referentiel, maintenant time.Time) error {
	essai := Memoire{Lignes: []LignePrestation{{ID: c.Ligne}}}
	if err := essai.Poser(c, valeur); err != nil || valeur == "" {
		return err
	}
	switch c.Cle { //nolint:exhaustive // the other fields have no rule beyond Poser
	case CleDateRequisition, CleDatePrestation, CleFinMission:
		return jourPasse(c, essai.Valeur(c), maintenant)
	case CleTauxTVA:
		return tauxConnu(c, *essai.Lignes[0].TauxTVA, r)
	case CleJuridiction, CleCategorie, CleDevise, CleTexteReference, CleTypeTVA, CleAutorite, CleTypePrestation:
		if r != nil && !codeConnu(c.Cle, valeur, r) {
			return fault.Sur(c.String(), "valeur_inconnue", "Cette valeur ne figure pas dans la liste. Choisissez-en une dans la liste proposée.")
		}
	}
	return nil
}

func jourPasse(c Champ, valeur string, maintenant time.Time) error {
	t, err := time.Parse(time.DateOnly, valeur)
	if err != nil {
		return fmt.Errorf("day %q: %w", valeur, err)
	}
	if maintenant.IsZero() || !t.After(Aujourdhui(maintenant)) {
		return nil
	}
	f := fault.Sur(c.String(), "date_future", "Le "+t.Format("02/01/2006")+" est dans le futur : cette date doit être celle d'aujourd'hui ou une date passée. Corrigez-la.")
	f.Recu = valeur
	return f
}

func tauxConnu(c Champ, t Taux, r *referentiel.Referentiel) error {
	if r == nil || slices.ContainsFunc(r.TauxTVA(), func(x referentiel.TauxTVA) bool { return Taux(x.Taux) == t }) {
		return nil
	}
	return fault.Sur(c.String(), "taux_inconnu", "Ce taux de TVA ne figure pas dans la liste. Choisissez-en un dans la liste proposée.")
}

func codeConnu(c Cle, code string, r *referentiel.Referentiel) bool {
	var ok bool
	switch c { //nolint:exhaustive // lists of the référentiel only
	case CleJuridiction:
		_, ok = r.Juridiction(code)
	case CleCategorie:
		_, ok = r.Categorie(code)
	case CleDevise:
		ok = slices.ContainsFunc(r.Devises(), func(v referentiel.Valeur) bool { return v.Code == code })
	case CleTexteReference:
		_, ok = r.TexteReference(code)
	case CleTypeTVA:
		_, ok = r.TypeTVA(code)
	case CleAutorite:
		_, ok = r.Autorite(code)
	case CleTypePrestation:
		_, ok = r.TypePrestation(code)
	}
	return ok
}
