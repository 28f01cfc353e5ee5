package dialogue

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"claudia/assistant/francais"
	"claudia/memoires"
	"claudia/memoires/referentiel"
	"claudia/memoires/saisie"
)

// Words that tie an amount to another field than the tariff.
const (
	motsFrais   = "peage|peages|frais|deplacement|deplacements|train|trajet|parking|hotel|repas|essence|carburant|affranchissement|timbre|timbres|taxi|metro|sncf|kilometres|kilometre"
	motsDebours = "debours"
	motsRemise  = "remise|ristourne|rabais"
)

// numerosDits finds the affair numbers that are called so.
func (t *tour) numerosDits() []dite {
	if !t.p.contient("affaire|procedure|parquet|dossier … #", "pv|minute # ") {
		return nil
	}
	for _, n := range francais.NumerosAffaire(t.p.texte) {
		return []dite{{champ: t.sur(memoires.CleNumeroAffaire), valeur: n, texte: n, sure: true}}
	}
	return nil
}

// quantitesDites finds hours, spans of hours and pages.
func (t *tour) quantitesDites() []dite {
	c := t.sur(memoires.CleQuantite)
	if d, ok := t.quantiteDouteuse(c); ok {
		return []dite{d}
	}
	if h := francais.Heures(t.p.texte); len(h.Plages) == 1 {
		p := h.Plages[0]
		heures := int64(p.Duree+59) / 60
		d := dite{champ: c, valeur: strconv.FormatInt(heures*1000, 10), texte: t.p.texte[p.DebutTexte:p.FinTexte], sure: true, heures: &[2]int{p.Debut, p.Fin}}
		if p.Duree%60 != 0 {
			d.note = "De " + francais.FormaterHeure(p.Debut) + " à " + francais.FormaterHeure(p.Fin) + ", soit " + francais.FormaterDuree(p.Duree) +
				" : toute heure commencée est due."
		}
		return []dite{d}
	}
	for _, q := range francais.Quantites(t.p.texte) {
		switch q.Unite {
		case "heure", "page", "jour", "unite":
			if q.Milliemes <= 0 || q.Ambigu || q.Unite == "jour" && t.p.contient("il y a # jours") {
				continue
			}
			return []dite{{champ: c, valeur: strconv.FormatInt(q.Milliemes, 10), texte: q.Texte, sure: true, unite: q.Unite}}
		case "mot":
			if d, ok := t.motsDits(c, q); ok {
				return []dite{d}
			}
		}
	}
	return nil
}

// quantiteDouteuse asks between « 3 ou 4 heures », and asks the hours of « une demi-journée ».
func (t *tour) quantiteDouteuse(c memoires.Champ) (dite, bool) {
	switch {
	case t.p.contient("# ou # heure|heures|h|pages|page", "# ou # $") && (t.attend(c.Cle) || t.p.contient("heure|heures|pages")):
		d := dite{champ: c, texte: t.p.texte}
		for _, n := range francais.Nombres(t.p.texte) {
			if n.Millieme > 0 {
				d.choix = append(d.choix, strconv.FormatInt(n.Millieme, 10))
			}
		}
		return d, len(d.choix) > 1
	case t.attend(c.Cle) && t.p.contient("demi journee", "journee|journees", "matinee|soiree|apres midi"):
		if len(francais.Heures(t.p.texte).Plages) == 0 && !strings.ContainsAny(t.p.texte, "0123456789") {
			return dite{champ: c, texte: t.p.texte, refus: "La quantité se compte en unités du tarif. Combien d'heures cela fait-il, ou de quelle heure à quelle heure ?"}, true
		}
	}
	return dite{}, false
}

// motsDits turns words into pages, as the rule of the référentiel counts them (turn 49).
func (t *tour) motsDits(c memoires.Champ, q francais.QuantiteLue) (dite, bool) {
	if t.w.Referentiel == nil || q.Milliemes < 1000 {
		return dite{}, false
	}
	r, err := t.w.Referentiel.Traduction(referentiel.VolumeTraduit{Mots: q.Milliemes / 1000}, true, t.aujourdhui())
	if err != nil || r.Quantite <= 0 {
		return dite{}, false
	}
	return dite{champ: c, valeur: strconv.FormatInt(r.Quantite, 10), texte: q.Texte, note: strings.Join(r.Explication, " ")}, true
}

// montantsDits finds the amounts and the field that the words around give each.
func (t *tour) montantsDits() []dite {
	if d, ok := t.tauxDit(); ok {
		return []dite{d}
	}
	var out []dite
	attendu, _ := t.champAttendu()
	if l := francais.Calculs(t.p.texte); len(l) > 0 {
		c := l[0]
		return []dite{
			{champ: t.sur(memoires.CleQuantite), valeur: strconv.FormatInt(c.QuantiteMilliemes, 10), texte: t.p.texte, sure: true},
			{champ: t.sur(memoires.CleTarifHT), valeur: strconv.FormatInt(c.PrixCentimes, 10), texte: t.p.texte, sure: true, brut: c.Taxe == "", ttc: c.Taxe == "TTC"},
		}
	}
	fin := 0
	for _, m := range francais.Montants(t.p.texte) {
		avant := strings.FieldsFunc(francais.Plier(t.p.texte[fin:m.Debut]), separe)
		apres := strings.FieldsFunc(francais.Plier(t.p.texte[m.Fin:]), separe)
		cle := t.champDeMontant(append(slices.Clone(apres[:min(3, len(apres))]), avant...))
		if cle == "" && m.Devise == "" && m.ParUnite == "" && attendu.Cle != memoires.CleTarifHT {
			continue
		}
		if cle == "" {
			cle = memoires.CleTarifHT
			if declaration(attendu.Cle).Genre == saisie.GenreMontant {
				cle = attendu.Cle
			}
		}
		if m.Devise == "" && declaration(attendu.Cle).Genre == saisie.GenreMontant {
			continue // read as the answer, with its readings
		}
		fin = m.Fin
		out = append(out, t.deMontant(t.sur(cle), m))
	}
	return out
}

// champDeMontant names the field of an amount from the words around.
func (t *tour) champDeMontant(mots []string) memoires.Cle {
	for _, m := range mots {
		switch {
		case parmi(m, motsDebours):
			return memoires.CleDebours
		case parmi(m, motsRemise):
			return memoires.CleRemiseTTC
		case parmi(m, motsFrais):
			return memoires.CleFraisDivers
		}
	}
	return ""
}

// deMontant turns a reading of an amount into a value, a choice or the reason why it is neither (R8).
func (t *tour) deMontant(c memoires.Champ, m francais.MontantLu) dite {
	d := dite{champ: c, texte: m.Texte, sure: true, ttc: m.Taxe == "TTC", brut: m.Taxe == ""}
	switch {
	case m.Negatif || m.Centimes < 0:
		d.refus = "Un montant ne peut pas être négatif. Si vous voulez établir un avoir, un conseiller peut vous aider."
	case m.Devise != "" && m.Devise != deviseEuro:
		d.refus = "Les frais de justice sont réglés en euros, et je ne convertis pas les devises. Quel est le montant en euros ?"
	case m.Ambigu && len(m.Autres) > 0:
		d.choix = []string{strconv.FormatInt(m.Centimes, 10)}
		for _, a := range m.Autres {
			d.choix = append(d.choix, strconv.FormatInt(a, 10))
		}
	default:
		d.valeur = strconv.FormatInt(m.Centimes, 10)
	}
	return d
}

// tauxDit reads « TVA 20 » or « 5,5 % de TVA ».
func (t *tour) tauxDit() (dite, bool) {
	attendu, ok := t.champAttendu()
	nomme := t.p.contient("tva|taux") || pourcentage.MatchString(t.p.texte)
	if !nomme && (!ok || attendu.Cle != memoires.CleTauxTVA || t.p.contient(motsFrais, motsDebours)) {
		return dite{}, false
	}
	for _, n := range francais.Nombres(t.p.texte) {
		if n.Millieme < 0 || n.Millieme%10 != 0 || n.Millieme > 50_000 {
			continue
		}
		v := strconv.FormatInt(n.Millieme/10, 10)
		c := t.sur(memoires.CleTauxTVA)
		if declaration(c.Cle).Valider(v, t.contexte(c)) == nil {
			return dite{champ: c, valeur: v, texte: n.Texte, sure: true}, true
		}
		return dite{champ: c, texte: n.Texte, refus: "Ce taux de TVA ne figure pas dans la liste."}, ok && attendu.Cle == c.Cle
	}
	return dite{}, false
}

// nombreDit reads the answer to a field that is a number.
func (t *tour) nombreDit(c memoires.Champ, d saisie.Champ) (dite, bool) {
	switch d.Genre { //nolint:exhaustive // the numbers only
	case saisie.GenreQuantite:
		q, ok := francais.Quantite(t.p.texte)
		if !ok || q.Unite == "km" || q.Unite == "mot" {
			return dite{}, false
		}
		if q.Milliemes%1000 == 0 && t.p.contient("# et demi|demie") {
			q.Milliemes += 500
		}
		if q.Milliemes <= 0 {
			return dite{champ: c, texte: q.Texte, refus: "La quantité doit être supérieure à zéro."}, true
		}
		return dite{champ: c, valeur: strconv.FormatInt(q.Milliemes, 10), texte: q.Texte, sure: true, unite: q.Unite}, true
	case saisie.GenreTaux:
		return t.tauxDit()
	}
	l := francais.Montants(t.p.texte)
	if len(l) == 0 {
		return dite{}, false
	}
	dernier := l[len(l)-1]
	if l[0].Centimes != dernier.Centimes && !t.p.contient("euh|heu|plutot|pardon|enfin|non|pas|correction") && !dernier.Negatif {
		d := dite{champ: c, texte: t.p.texte}
		for _, m := range l[:min(len(l), choixMax)] {
			if m.Centimes > 0 {
				d.choix = append(d.choix, strconv.FormatInt(m.Centimes, 10))
			}
		}
		if len(d.choix) > 1 {
			return d, true
		}
	}
	return t.deMontant(c, dernier), true
}

// pourcentage is a figure followed by its sign.
var pourcentage = regexp.MustCompile(`\d\s?%(\s|$|[.,;])`)
