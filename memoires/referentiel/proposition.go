package referentiel

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"
)

// Proposition is a tariff proposed for a type de prestation; the user decides.
type Proposition struct {
	Code      string
	Libelle   string
	Unite     string
	Montant   int64 // centimes excluding tax; 0 when it cannot be computed
	Calcul    string
	Article   string
	Debut     time.Time
	Fin       time.Time
	Note      string
	Source    string
	AVerifier bool
	Raison    string // what has to be checked
}

// famillePrestation maps a family of services to its tariffs.
type famillePrestation struct {
	Famille string              `json:"famille"`
	Tous    []string            `json:"tous"`
	Prefixe string              `json:"prefixe"`
	Regimes map[string][]string `json:"regimes"`
}

// TarifsPour proposes the tariffs of a type de prestation for a regime (code or label, as Regime) on a day.
// Without a regime, or when none of the texts speaks of it, the tariffs of all regimes come back, each
// named by its own label. None when the service has no tariff: it is then paid on devis or taxed.
func (r *Referentiel) TarifsPour(typePrestation, regime string, le time.Time) []Proposition {
	v, ok := r.TypePrestation(typePrestation)
	if !ok {
		return nil
	}
	i := slices.IndexFunc(r.propositions, func(f famillePrestation) bool { return f.Famille == v.Famille })
	if i < 0 {
		return nil
	}
	if connu, ok := r.Regime(regime); ok {
		regime = connu.Code
	}
	var l []Proposition
	for _, code := range r.propositions[i].codes(regime, r.proches[regime]) {
		if t, ok := r.Tarif(code, le); ok {
			l = append(l, r.proposer(t, le))
		}
	}
	return l
}

// codes are the tariffs of the family for a regime, or for the nearest one that has its own.
func (f *famillePrestation) codes(regime string, proches []string) []string {
	l := slices.Clone(f.Tous)
	for _, proche := range append([]string{regime}, proches...) {
		if c, ok := f.Regimes[proche]; ok {
			return append(l, c...)
		}
	}
	for _, nom := range slices.Sorted(maps.Keys(f.Regimes)) {
		for _, c := range f.Regimes[nom] {
			if !slices.Contains(l, c) {
				l = append(l, c)
			}
		}
	}
	return l
}

// proposer computes the amount of a tariff when it can be, and shows how.
func (r *Referentiel) proposer(t Tarif, le time.Time) Proposition {
	p := Proposition{
		Code: t.Code, Libelle: t.Libelle, Unite: t.Unite, Montant: t.Montant, Calcul: t.Formule, Article: t.Article,
		Debut: t.Debut, Fin: t.Fin, Note: t.Note, Source: t.Source, AVerifier: t.AVerifier, Raison: t.Raison,
	}
	if t.Montant > 0 || t.calcul.lettre == "" {
		return p
	}
	p.AVerifier = true
	k, ok := r.valeurLettre(t.calcul.lettre, le)
	if !ok {
		p.Raison = joindrePhrases(t.Raison, fmt.Sprintf("valeur de %s inconnue à cette date", t.calcul.lettre))
		return p
	}
	// Half-up on the thousandth of a coefficient.
	p.Montant = (t.calcul.coefficient*k.valeur+500)/1000 + t.calcul.ajout
	p.Calcul = fmt.Sprintf("%s, avec %s = %s : %s", t.Formule, k.lettre, euros(k.valeur), euros(p.Montant))
	p.Raison = joindrePhrases(t.Raison, "valeur de la lettre-clé : "+k.source)
	return p
}

func joindrePhrases(a, b string) string {
	if a == "" {
		return b
	}
	return a + " ; " + b
}

func (r *Referentiel) chargerPropositions() error {
	if err := lireJSON("propositions.json", &r.propositions); err != nil {
		return err
	}
	var proches []struct {
		Regime  string   `json:"regime"`
		Proches []string `json:"proches"`
		Source  string   `json:"source"`
	}
	if err := lireJSON("regimes_proches.json", &proches); err != nil {
		return err
	}
	r.proches = make(map[string][]string, len(proches))
	for _, p := range proches {
		for _, code := range append([]string{p.Regime}, p.Proches...) {
			if _, ok := r.Regime(code); !ok {
				return fmt.Errorf("régimes proches: %q inconnu", code)
			}
		}
		r.proches[p.Regime] = p.Proches
	}
	return r.verifierPropositions()
}

// verifierPropositions refuses a family, a regime or a tariff that nothing else knows.
func (r *Referentiel) verifierPropositions() error {
	connus := make(map[string]bool, len(r.tarifs))
	for _, t := range r.tarifs {
		connus[t.Code] = true
	}
	for i := range r.propositions {
		f := &r.propositions[i]
		if !slices.ContainsFunc(r.listes[listePrestations], func(v Valeur) bool { return v.Famille == f.Famille }) {
			return fmt.Errorf("famille %q inconnue", f.Famille)
		}
		if f.Prefixe != "" {
			for _, t := range r.tarifs {
				if strings.HasPrefix(t.Code, f.Prefixe) {
					f.Tous = append(f.Tous, t.Code)
				}
			}
		}
		for regime, codes := range f.Regimes {
			if _, ok := r.Regime(regime); !ok {
				return fmt.Errorf("famille %s: régime %q inconnu", f.Famille, regime)
			}
			for _, c := range codes {
				if !connus[c] {
					return fmt.Errorf("famille %s: tarif %q inconnu", f.Famille, c)
				}
			}
		}
		for _, c := range f.Tous {
			if !connus[c] {
				return fmt.Errorf("famille %s: tarif %q inconnu", f.Famille, c)
			}
		}
	}
	return nil
}
