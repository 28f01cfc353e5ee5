package referentiel

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"claudia/internal/fault"
)

// Bande is a band of the interpreters' table (A43-7 CPP): J by day, N by night, W at the week-end or on
// a holiday, WN both; 1 for the first hour, 2 for the next ones.
type Bande string

// The eight bands.
const (
	J1  Bande = "J1"
	J2  Bande = "J2"
	N1  Bande = "N1"
	N2  Bande = "N2"
	W1  Bande = "W1"
	W2  Bande = "W2"
	WN1 Bande = "WN1"
	WN2 Bande = "WN2"
)

// dureeMaximale bounds a mission: a longer one is two dates confused.
const dureeMaximale = 72 * time.Hour

// bande is a row of interpretariat.json; tarifs are the codes without and with the option.
type bande struct {
	code                   Bande
	nuit, repos, premiere  bool
	libelle                string
	sansOption, avecOption string
}

// LigneInterpretation is the hours of one band: one line of the mémoire.
type LigneInterpretation struct {
	Bande   Bande
	Code    string // code of the tariff
	Libelle string
	Heures  int
	TarifHT int64 // centimes an hour
	Montant int64 // centimes
	Article string
}

// Calcul is a proposed amount and how it was reached, step by step, in French.
type Calcul struct {
	Lignes      []LigneInterpretation
	Heures      int
	TotalHT     int64 // centimes
	Explication []string
	AVerifier   []string // what the user has to check; empty when every step is sure
}

// Interpretariat computes an oral mission from debut to fin, wall-clock times at the place of the
// mission given as UTC; zone is that of the holidays (ZoneDeDepartement) and le the day whose tariffs
// hold, zero for that of debut. Every started hour is due, each takes the band of the moment when it
// begins. A fault Invalide comes back when the times make no mission, Introuvable when no tariff is
// known for the day.
func (r *Referentiel) Interpretariat(debut, fin time.Time, option bool, zone string, le time.Time) (Calcul, error) {
	debut, fin = horloge(debut), horloge(fin)
	duree := fin.Sub(debut)
	switch {
	case debut.IsZero() || fin.IsZero():
		return Calcul{}, fault.Sur("heure_debut", "heures_absentes", "Il faut l'heure de début et l'heure de fin de la mission, comme sur l'attestation.")
	case duree <= 0:
		return Calcul{}, fault.Sur("heure_fin", "heures_inversees", "L'heure de fin précède l'heure de début. Si la mission a passé minuit, donnez la date du lendemain pour la fin.")
	case duree > dureeMaximale:
		return Calcul{}, fault.Sur("heure_fin", "duree_trop_longue", "La mission dépasse trois jours d'affilée : vérifiez les dates, ou faites une ligne par vacation.")
	}
	if le.IsZero() {
		le = debut
	}
	heures := int((duree + time.Hour - 1) / time.Hour)
	c := Calcul{Heures: heures}
	c.Explication = append(c.Explication, fmt.Sprintf("De %s à %s : %s, soit %s (toute heure commencée est due, %s).",
		dateHeure(debut), dateHeure(fin), enHeures(duree), compter(heures, "heure due", "heures dues"), r.regles[RegleHeureCommencee].Article))
	for i := range heures {
		if err := r.ajouterHeure(&c, debut.Add(time.Duration(i)*time.Hour), i == 0, tarification{option, zone, le}); err != nil {
			return Calcul{}, err
		}
	}
	for _, l := range c.Lignes {
		c.TotalHT += l.Montant
		c.Explication = append(c.Explication, fmt.Sprintf("%s : %d h × %s = %s (%s).", l.Libelle, l.Heures, euros(l.TarifHT), euros(l.Montant), l.Article))
	}
	c.Explication = append(c.Explication, "Total hors taxes : "+euros(c.TotalHT)+".")
	r.signaler(&c, debut, fin, zone)
	return c, nil
}

// tarification is what chooses the price of an hour, apart from the hour itself.
type tarification struct {
	option bool
	zone   string
	le     time.Time
}

func (r *Referentiel) ajouterHeure(c *Calcul, t time.Time, premiere bool, ta tarification) error {
	fete, ferie := r.JourFerie(t, ta.zone)
	repos := ferie || r.EstWeekEnd(t)
	i := slices.IndexFunc(r.bandes, func(b bande) bool {
		return b.premiere == premiere && b.nuit == r.EstNuit(t) && b.repos == repos
	})
	b := r.bandes[i]
	if ferie {
		dire := fmt.Sprintf("Le %s est férié (%s).", t.Format("02/01/2006"), fete)
		if !slices.Contains(c.Explication, dire) {
			c.Explication = append(c.Explication, dire)
		}
	}
	k := slices.IndexFunc(c.Lignes, func(l LigneInterpretation) bool { return l.Bande == b.code })
	if k < 0 {
		code := b.sansOption
		if ta.option {
			code = b.avecOption
		}
		tarif, ok := r.Tarif(code, ta.le)
		if !ok {
			return tarifInconnu(ta.le)
		}
		c.Lignes = append(c.Lignes, LigneInterpretation{Bande: b.code, Code: code, Libelle: b.libelle, TarifHT: tarif.Montant, Article: tarif.Article})
		k = len(c.Lignes) - 1
	}
	c.Lignes[k].Heures++
	c.Lignes[k].Montant += c.Lignes[k].TarifHT
	return nil
}

func tarifInconnu(le time.Time) error {
	f := fault.New(fault.Introuvable, "tarif_inconnu",
		"Nous ne connaissons pas le tarif des interprètes au "+le.Format("02/01/2006")+" : saisissez le montant de votre réquisition.")
	f.Champ = "tarif_ht"
	return f
}

// signaler adds what is not certain: an hour that straddles two bands, a clock that changed.
func (r *Referentiel) signaler(c *Calcul, debut, fin time.Time, zone string) {
	for t := debut; t.Before(fin); t = t.Add(time.Hour) {
		bout := t.Add(time.Hour - time.Minute)
		if bout.After(fin) {
			bout = fin.Add(-time.Minute)
		}
		if r.EstNuit(t) != r.EstNuit(bout) || r.estRepos(t, zone) != r.estRepos(bout, zone) {
			g := r.regles[ReglePartageHeures]
			c.AVerifier = append(c.AVerifier, fmt.Sprintf("Une heure est à cheval sur deux tarifs (commencée à %s). %s À vérifier : %s.", t.Format("15 h 04"), g.Phrase, g.Source))
			break
		}
	}
	if zone == Metropole || zone == "alsace-moselle" {
		for _, mois := range []time.Month{time.March, time.October} {
			change := changementHeure(debut.Year(), mois)
			if debut.Before(change.Add(time.Hour)) && fin.After(change) {
				c.AVerifier = append(c.AVerifier, "L'heure légale a changé pendant la mission : comptez les heures réellement faites.")
			}
		}
	}
}

func (r *Referentiel) estRepos(t time.Time, zone string) bool {
	_, ferie := r.JourFerie(t, zone)
	return ferie || r.EstWeekEnd(t)
}

// changementHeure is 2 a.m. on the last Sunday of the month, when the legal time changes in métropole.
func changementHeure(annee int, mois time.Month) time.Time {
	dernier := time.Date(annee, mois+1, 0, 2, 0, 0, 0, time.UTC)
	return dernier.AddDate(0, 0, -int(dernier.Weekday()))
}

// CalculTraduction is a proposed amount for a written translation.
type CalculTraduction struct {
	Code        string
	Libelle     string
	Quantite    int64 // thousandths of a page
	TarifHT     int64 // centimes a page
	Montant     int64 // centimes
	Article     string
	Explication []string
	AVerifier   []string
}

// VolumeTraduit is the size of a translation: pages in thousandths, or else words in French.
type VolumeTraduit struct {
	Pages int64 // thousandths
	Mots  int64
}

// volumeMaximal keeps the products far from the end of an int64; no translation comes near it.
const volumeMaximal = 1_000_000_000

// Traduction computes a written translation on the day le: by pages of 250 French words, the words
// being turned into pages when Pages is zero. A fault Invalide comes back for an empty or absurd
// volume, Introuvable when no tariff is known for the day.
func (r *Referentiel) Traduction(v VolumeTraduit, option bool, le time.Time) (CalculTraduction, error) {
	if v.Pages < 0 || v.Mots < 0 || v.Pages > volumeMaximal || v.Mots > volumeMaximal || v.Pages+v.Mots == 0 {
		return CalculTraduction{}, fault.Sur("quantite", "volume_invalide", "Il faut le nombre de pages de 250 mots, ou le nombre de mots en français.")
	}
	code := r.traductions[option]
	t, ok := r.Tarif(code, le)
	if !ok {
		return CalculTraduction{}, tarifInconnu(le)
	}
	c := CalculTraduction{Code: code, Libelle: t.Libelle, Quantite: v.Pages, TarifHT: t.Montant, Article: t.Article}
	if v.Pages == 0 {
		parPage := int64(r.regles[ReglePage].entier(valeurMotsParPage))
		c.Quantite = (v.Mots*1000 + parPage/2) / parPage
		c.Explication = append(c.Explication, fmt.Sprintf("%d mots ÷ %d mots par page = %s pages (%s).", v.Mots, parPage, milliemes(c.Quantite), r.regles[ReglePage].Article))
	}
	if c.Quantite%1000 != 0 {
		g := r.regles[ReglePageEntamee]
		c.AVerifier = append(c.AVerifier, g.Phrase+" À vérifier.")
	}
	c.Montant = (c.Quantite*c.TarifHT + 500) / 1000
	c.Explication = append(c.Explication, fmt.Sprintf("%s pages × %s = %s hors taxes (%s).", milliemes(c.Quantite), euros(c.TarifHT), euros(c.Montant), c.Article))
	return c, nil
}

func (r *Referentiel) chargerBandes() error {
	var f struct {
		Bandes []struct {
			Code     Bande  `json:"code"`
			Nuit     bool   `json:"nuit"`
			Repos    bool   `json:"repos"`
			Premiere bool   `json:"premiere"`
			Tarif    string `json:"tarif"`
			Libelle  string `json:"libelle"`
		} `json:"bandes"`
		Traduction string `json:"traduction"`
		SansOption string `json:"suffixe_sans_option"`
		Option     string `json:"suffixe_option"`
	}
	if err := lireJSON("interpretariat.json", &f); err != nil {
		return err
	}
	vues := make(map[[3]bool]bool)
	for _, b := range f.Bandes {
		vues[[3]bool{b.Nuit, b.Repos, b.Premiere}] = true
		r.bandes = append(r.bandes, bande{
			code: b.Code, nuit: b.Nuit, repos: b.Repos, premiere: b.Premiere, libelle: b.Libelle,
			sansOption: b.Tarif + f.SansOption, avecOption: b.Tarif + f.Option,
		})
	}
	if len(vues) != 8 || len(r.bandes) != 8 {
		return fmt.Errorf("%d bandes d'interprétariat, il en faut 8 distinctes", len(vues))
	}
	r.traductions = map[bool]string{false: f.Traduction + f.SansOption, true: f.Traduction + f.Option}
	codes := []string{r.traductions[false], r.traductions[true]}
	for _, b := range r.bandes {
		codes = append(codes, b.sansOption, b.avecOption)
	}
	for _, c := range codes {
		if t, ok := r.Tarif(c, time.Time{}); !ok || t.Montant <= 0 {
			return fmt.Errorf("tarif d'interprète %q absent ou sans montant", c)
		}
	}
	return nil
}

// horloge keeps the wall-clock reading of an instant to the minute and forgets its zone.
func horloge(t time.Time) time.Time {
	if t.IsZero() {
		return t
	}
	return time.Date(t.Year(), t.Month(), t.Day(), t.Hour(), t.Minute(), 0, 0, time.UTC)
}

func dateHeure(t time.Time) string { return t.Format("02/01/2006 15 h 04") }

// enHeures writes a duration as people say it: « 2 h 30 ».
func enHeures(d time.Duration) string {
	return fmt.Sprintf("%d h %02d", int(d.Hours()), int(d.Minutes())%60)
}

func compter(n int, un, plusieurs string) string {
	if n < 2 {
		return fmt.Sprintf("%d %s", n, un)
	}
	return fmt.Sprintf("%d %s", n, plusieurs)
}

// milliemes writes thousandths without useless zeros: 2500 is « 2,5 ».
func milliemes(q int64) string {
	if q%1000 == 0 {
		return strconv.FormatInt(q/1000, 10)
	}
	return fmt.Sprintf("%d,%s", q/1000, strings.TrimRight(fmt.Sprintf("%03d", q%1000), "0"))
}
