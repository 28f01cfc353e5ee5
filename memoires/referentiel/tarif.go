package referentiel

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"
)

// Tarif is one dated price, excluding tax (R91 CPP).
type Tarif struct {
	Code    string
	Famille string
	Libelle string
	Unite   string
	Montant int64  // centimes; 0 when Formule has to be computed
	Formule string // « 13 x CNPSY » (key letters), or how the amount is made up
	TVA     string
	Article string
	Debut   time.Time // first day; zero when the text read does not say
	Fin     time.Time // last day; zero when none is known
	Source  string
	Note    string
	// AVerifier: the amount, its date or its object was not confirmed; Raison says what.
	AVerifier bool
	Raison    string
	calcul    formule
}

// enVigueur tells whether the tariff holds on the day; a zero day asks for the latest.
func (t *Tarif) enVigueur(le time.Time) bool {
	le = leJour(le)
	if le.IsZero() {
		return t.Fin.IsZero()
	}
	return (t.Debut.IsZero() || !le.Before(t.Debut)) && (t.Fin.IsZero() || !le.After(t.Fin))
}

// Tarifs gives the tariffs in force on a day, in the order of the file; the zero day gives those
// without an end.
func (r *Referentiel) Tarifs(le time.Time) []Tarif {
	var l []Tarif
	for i := range r.tarifs {
		if r.tarifs[i].enVigueur(le) {
			l = append(l, r.tarifs[i])
		}
	}
	return l
}

// Tarif gives the tariff of the code in force on the day.
func (r *Referentiel) Tarif(code string, le time.Time) (Tarif, bool) {
	i := slices.IndexFunc(r.tarifs, func(t Tarif) bool { return t.Code == code && t.enVigueur(le) })
	if i < 0 {
		return Tarif{}, false
	}
	return r.tarifs[i], true
}

// doute is a row of tarifs_a_verifier.json: what is not sure about a group of tariffs.
type doute struct {
	Famille string   `json:"famille"`
	Codes   []string `json:"codes"`
	Motif   string   `json:"motif"`
	Raison  string   `json:"raison"`
	Source  string   `json:"source"`
}

func (d *doute) porteSur(l ligne) bool {
	switch {
	case d.Famille != "":
		return l["famille"] == d.Famille
	case d.Motif != "":
		return strings.Contains(strings.ToLower(l["note"]+" "+l["libelle"]+" "+l["tva"]), d.Motif)
	default:
		return slices.Contains(d.Codes, l["code"])
	}
}

// lettreCle is the value of a key letter (C, CS, CNPSY…) or of the hourly SMIC over a period.
type lettreCle struct {
	lettre     string
	valeur     int64 // centimes; 0 when it was not found
	debut, fin time.Time
	source     string
}

// formule is « fixe + coefficient × lettre + supplement ».
type formule struct {
	lettre      string
	coefficient int64 // thousandths
	ajout       int64 // centimes
}

var reFormule = regexp.MustCompile(`^(?:(\d+(?:[.,]\d+)?) \+ )?(\d+(?:[.,]\d+)?) x (CNPSY|CS|C|Z|SMIC)( horaire)?(?: \+ (\d+(?:[.,]\d+)?) EUR)?(?: (?:du|\().*)?$`)

// lireFormule reads the formulas that can be computed; the others are shown as they are.
func lireFormule(texte string) (formule, error) {
	m := reFormule.FindStringSubmatch(texte)
	if m == nil {
		return formule{}, nil
	}
	f := formule{lettre: m[3]}
	var err error
	if f.coefficient, err = decimal(m[2], 3); err != nil {
		return formule{}, err
	}
	for _, s := range []string{m[1], m[5]} {
		if s == "" {
			continue
		}
		ajout, err := centimes(s)
		if err != nil {
			return formule{}, err
		}
		f.ajout += ajout
	}
	return f, nil
}

// valeurLettre is the value of a key letter on the day, the last known one for the zero day: the period
// that began last wins.
func (r *Referentiel) valeurLettre(lettre string, le time.Time) (lettreCle, bool) {
	le = leJour(le)
	var trouve lettreCle
	ok := false
	for _, l := range r.lettres {
		dedans := le.IsZero() || ((l.debut.IsZero() || !le.Before(l.debut)) && (l.fin.IsZero() || !le.After(l.fin)))
		if l.lettre == lettre && l.valeur > 0 && dedans && (!ok || l.debut.After(trouve.debut)) {
			trouve, ok = l, true
		}
	}
	return trouve, ok
}

func (r *Referentiel) chargerTarifs(corrections []correction) error {
	lignes, err := lireCSV("tarifs.csv", "code", corrections)
	if err != nil {
		return err
	}
	var doutes []doute
	if err := lireJSON("tarifs_a_verifier.json", &doutes); err != nil {
		return err
	}
	if err := r.chargerLettres(); err != nil {
		return err
	}
	// The notes of the file were written for its readers: two of them name files and columns.
	var notes []struct {
		Ecrit   string `json:"ecrit"`
		Affiche string `json:"affiche"`
	}
	if err := lireJSON("notes_affichees.json", &notes); err != nil {
		return err
	}
	for _, l := range lignes {
		t, err := lireTarif(l)
		if err != nil {
			return fmt.Errorf("tarif %s: %w", l["code"], err)
		}
		for _, n := range notes {
			t.Note = strings.ReplaceAll(t.Note, n.Ecrit, n.Affiche)
		}
		var raisons []string
		for i := range doutes {
			if doutes[i].porteSur(l) {
				raisons = append(raisons, doutes[i].Raison)
			}
		}
		t.AVerifier, t.Raison = len(raisons) > 0, strings.Join(raisons, " ; ")
		r.tarifs = append(r.tarifs, t)
	}
	return r.verifierTarifs()
}

func lireTarif(l ligne) (Tarif, error) {
	t := Tarif{
		Code: l["code"], Famille: l["famille"], Libelle: l["libelle"], Unite: l["unite"], Formule: l["formule"],
		TVA: l["tva"], Article: l["article"], Source: l["source"], Note: l["note"],
	}
	var err error
	if l["montant_eur"] != "" {
		if t.Montant, err = centimes(l["montant_eur"]); err != nil {
			return t, err
		}
	} else if t.calcul, err = lireFormule(t.Formule); err != nil {
		return t, err
	}
	if t.Debut, err = jour(l["date_debut"]); err != nil {
		return t, err
	}
	t.Fin, err = jour(l["date_fin"])
	return t, err
}

// chargerLettres reads the key letters and the hourly SMIC.
func (r *Referentiel) chargerLettres() error {
	for _, nomFichier := range []string{"lettres_cles.csv", "smic.csv"} {
		lignes, err := lireCSV(nomFichier, "", nil)
		if err != nil {
			return err
		}
		for _, l := range lignes {
			k := lettreCle{lettre: l["lettre"], source: l["source_et_statut"]}
			if l["valeur_eur"] != "" {
				if k.valeur, err = centimes(l["valeur_eur"]); err != nil {
					return fmt.Errorf("lettre %s: %w", k.lettre, err)
				}
			}
			if k.debut, err = jour(l["date_debut"]); err != nil {
				return err
			}
			if k.fin, err = jour(l["date_fin"]); err != nil {
				return err
			}
			r.lettres = append(r.lettres, k)
		}
	}
	return nil
}

// verifierTarifs refuses a tariff without an amount, a unit, an article or a source, and two tariffs of
// one code on the same day.
func (r *Referentiel) verifierTarifs() error {
	tries := slices.Clone(r.tarifs)
	slices.SortFunc(tries, func(a, b Tarif) int {
		return cmp.Or(strings.Compare(a.Code, b.Code), a.Debut.Compare(b.Debut))
	})
	for i, t := range tries {
		if t.Code == "" || t.Libelle == "" || t.Unite == "" || t.Article == "" || t.Source == "" {
			return fmt.Errorf("tarif %q incomplet", t.Code)
		}
		if t.Montant <= 0 && t.Formule == "" {
			return fmt.Errorf("tarif %s: ni montant ni formule", t.Code)
		}
		if i > 0 && tries[i-1].Code == t.Code && (tries[i-1].Fin.IsZero() || !t.Debut.After(tries[i-1].Fin)) {
			return fmt.Errorf("tarif %s: deux montants le même jour", t.Code)
		}
	}
	return nil
}
