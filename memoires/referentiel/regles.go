package referentiel

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Regle is a rule of law or of the portal, with where it was read. Controls and answers quote it; none
// invents one.
type Regle struct {
	Code      string
	Titre     string
	Phrase    string // short, in French, for the person
	Article   string
	Source    string
	Date      time.Time // since when; zero when unknown
	AVerifier bool      // the source is doubtful or contradicted
	valeurs   map[string]string
}

// Valeur gives a figure of the rule (« annees », « mots_par_page »), as written in the data.
func (g Regle) Valeur(nom string) (string, bool) {
	v, ok := g.valeurs[nom]
	return v, ok
}

// entier gives a figure of the rule as a number; Charger made sure of those that the code reads.
func (g Regle) entier(nom string) int {
	n, err := strconv.Atoi(g.valeurs[nom])
	if err != nil {
		return 0
	}
	return n
}

// Codes of the rules that the code computes with; the other rules are only quoted.
const (
	RegleForclusion     = "forclusion"
	RegleFinDeMission   = "fin_de_mission"
	RegleHeureCommencee = "heure_commencee"
	RegleBandes         = "bandes_interpretariat"
	ReglePartageHeures  = "partage_heures"
	ReglePage           = "page_traduction"
	ReglePageEntamee    = "page_entamee"
	ReglePrudhommes     = "prudhommes"
	RegleCertification  = "certification"
	RegleAnnonceFrais   = "annonce_frais"
	valeurAnnees        = "annees"
	valeurDepuis        = "missions_terminees_depuis"
	valeurMotsParPage   = "mots_par_page"
)

// Regle gives the rule of the code.
func (r *Referentiel) Regle(code string) (Regle, bool) {
	g, ok := r.regles[code]
	return g, ok
}

// Regles gives every rule, sorted by code.
func (r *Referentiel) Regles() []Regle {
	l := make([]Regle, 0, len(r.regles))
	for _, g := range r.regles {
		l = append(l, g)
	}
	slices.SortFunc(l, func(a, b Regle) int { return strings.Compare(a.Code, b.Code) })
	return l
}

// DelaiForclusion is the rule of the deadline: one year from the end of the mission (article 800 CPP).
func (r *Referentiel) DelaiForclusion() Regle { return r.regles[RegleForclusion] }

// Forclusion gives the last day to file for a mission that ended on finMission. It does not apply to a
// mission that ended before the law came into force, nor to an unknown day.
func (r *Referentiel) Forclusion(finMission time.Time) (dateLimite time.Time, applicable bool) {
	g := r.regles[RegleForclusion]
	depuis, err := jour(g.valeurs[valeurDepuis])
	fin := leJour(finMission)
	if err != nil || fin.IsZero() || fin.Before(depuis) {
		return time.Time{}, false
	}
	limite := fin.AddDate(g.entier(valeurAnnees), 0, 0)
	if limite.Day() != fin.Day() {
		// 29 February has no anniversary: the last day of February is the safe reading.
		limite = limite.AddDate(0, 0, -limite.Day())
	}
	return limite, true
}

// Seuil is an amount that changes how a cost is handled.
type Seuil struct {
	Code      string
	Libelle   string
	Montant   int64 // centimes
	Article   string
	Source    string
	AVerifier bool
	Conflit   string // what another source says, empty when none contradicts
}

// Seuils are the thresholds: the two readings of the certification threshold, and that of R107.
func (r *Referentiel) Seuils() []Seuil { return slices.Clone(r.seuils) }

// Avertissement is a text of the « Confirmation d'envoi » window.
type Avertissement struct {
	Code      string
	Texte     string
	Article   string
	Source    string
	AVerifier bool
	Raison    string // why it has to be checked
}

// Avertissements are the legal texts to show before a mémoire is sent, in their order.
func (r *Referentiel) Avertissements() []Avertissement { return slices.Clone(r.avertissements) }

// HorsPerimetre is a kind of cost that must not be filed on the portal.
type HorsPerimetre struct {
	Code      string
	Libelle   string
	Message   string // what to do instead, in French
	Source    string
	AVerifier bool
	Mots      string // the words of the text that betrayed it, folded
	suites    [][]string
	sauf      [][]string
}

// longueurDocument bounds the text in which a case is looked for: some ten pages.
const longueurDocument = 32 << 10

// HorsPerimetre recognises in a text a cost that does not belong on the portal (aide juridictionnelle,
// consignation, témoins and jurés, préfecture).
func (r *Referentiel) HorsPerimetre(texte string) (HorsPerimetre, bool) {
	mots := strings.Fields(Plier(texte[:min(len(texte), longueurDocument)]))
	for _, e := range r.exclusions {
		if slices.ContainsFunc(e.sauf, func(s []string) bool { return contientSuite(mots, s) }) {
			continue
		}
		for _, s := range e.suites {
			if i, ok := indexApprochant(mots, s); ok {
				e.Mots = strings.Join(mots[i:i+len(s)], " ")
				return e, true
			}
		}
	}
	return HorsPerimetre{}, false
}

// CasHorsPerimetre gives every kind of cost that HorsPerimetre recognises.
func (r *Referentiel) CasHorsPerimetre() []HorsPerimetre { return slices.Clone(r.exclusions) }

func (r *Referentiel) chargerRegles() error {
	if err := r.lireRegles(); err != nil {
		return err
	}
	if err := r.lireSeuils(); err != nil {
		return err
	}
	if err := r.lireAvertissements(); err != nil {
		return err
	}
	return r.lireExclusions()
}

func (r *Referentiel) lireRegles() error {
	var lues []struct {
		Code      string            `json:"code"`
		Titre     string            `json:"titre"`
		Phrase    string            `json:"phrase"`
		Article   string            `json:"article"`
		Source    string            `json:"source"`
		Date      string            `json:"date"`
		AVerifier bool              `json:"a_verifier"`
		Valeurs   map[string]string `json:"valeurs"`
	}
	if err := lireJSON("regles.json", &lues); err != nil {
		return err
	}
	r.regles = make(map[string]Regle, len(lues))
	for _, l := range lues {
		date, err := jour(l.Date)
		if err != nil {
			return fmt.Errorf("règle %s: %w", l.Code, err)
		}
		if l.Code == "" || l.Titre == "" || l.Phrase == "" || l.Article == "" || l.Source == "" {
			return fmt.Errorf("règle %q incomplète", l.Code)
		}
		if _, ok := r.regles[l.Code]; ok {
			return fmt.Errorf("règle %s donnée deux fois", l.Code)
		}
		r.regles[l.Code] = Regle{
			Code: l.Code, Titre: l.Titre, Phrase: l.Phrase, Article: l.Article, Source: l.Source,
			Date: date, AVerifier: l.AVerifier, valeurs: l.Valeurs,
		}
	}
	return r.exigerRegles()
}

// exigerRegles makes sure of the rules and figures that the code computes with.
func (r *Referentiel) exigerRegles() error {
	for _, code := range []string{
		RegleForclusion, RegleFinDeMission, RegleHeureCommencee, RegleBandes, ReglePartageHeures, ReglePage,
		ReglePageEntamee, ReglePrudhommes, RegleCertification, RegleAnnonceFrais,
	} {
		if _, ok := r.regles[code]; !ok {
			return fmt.Errorf("règle %s absente", code)
		}
	}
	if r.regles[RegleForclusion].entier(valeurAnnees) <= 0 || r.regles[ReglePage].entier(valeurMotsParPage) <= 0 {
		return fmt.Errorf("règles %s et %s: chiffre absent", RegleForclusion, ReglePage)
	}
	if d, err := jour(r.regles[RegleForclusion].valeurs[valeurDepuis]); err != nil || d.IsZero() {
		return fmt.Errorf("règle %s: date absente", RegleForclusion)
	}
	return nil
}

func (r *Referentiel) lireSeuils() error {
	var lus []struct {
		Code      string `json:"code"`
		Libelle   string `json:"libelle"`
		Montant   int64  `json:"montant_centimes"`
		Article   string `json:"article"`
		Source    string `json:"source"`
		AVerifier bool   `json:"a_verifier"`
		Conflit   string `json:"conflit"`
	}
	if err := lireJSON("seuils.json", &lus); err != nil {
		return err
	}
	for _, l := range lus {
		if l.Code == "" || l.Montant <= 0 || l.Article == "" || l.Source == "" {
			return fmt.Errorf("seuil %q incomplet", l.Code)
		}
		r.seuils = append(r.seuils, Seuil(l))
	}
	return nil
}

func (r *Referentiel) lireAvertissements() error {
	var lus []struct {
		Code      string `json:"code"`
		Texte     string `json:"texte"`
		Article   string `json:"article"`
		Source    string `json:"source"`
		AVerifier bool   `json:"a_verifier"`
		Raison    string `json:"raison"`
	}
	if err := lireJSON("avertissements.json", &lus); err != nil {
		return err
	}
	for _, l := range lus {
		if l.Code == "" || l.Texte == "" || l.Source == "" || (l.AVerifier && l.Raison == "") {
			return fmt.Errorf("avertissement %q incomplet", l.Code)
		}
		r.avertissements = append(r.avertissements, Avertissement(l))
	}
	return nil
}

func (r *Referentiel) lireExclusions() error {
	var lues []struct {
		Code      string   `json:"code"`
		Libelle   string   `json:"libelle"`
		Message   string   `json:"message"`
		Source    string   `json:"source"`
		AVerifier bool     `json:"a_verifier"`
		Mots      []string `json:"mots"`
		Sauf      []string `json:"sauf"`
	}
	if err := lireJSON("hors_perimetre.json", &lues); err != nil {
		return err
	}
	for _, l := range lues {
		if l.Code == "" || l.Message == "" || l.Source == "" || len(l.Mots) == 0 {
			return fmt.Errorf("cas hors périmètre %q incomplet", l.Code)
		}
		e := HorsPerimetre{Code: l.Code, Libelle: l.Libelle, Message: l.Message, Source: l.Source, AVerifier: l.AVerifier}
		for _, m := range l.Mots {
			e.suites = append(e.suites, strings.Fields(Plier(m)))
		}
		for _, m := range l.Sauf {
			e.sauf = append(e.sauf, strings.Fields(Plier(m)))
		}
		r.exclusions = append(r.exclusions, e)
	}
	return nil
}
