package dialogue

import (
	"slices"
	"strconv"
	"time"

	"claudia/assistant/francais"
	"claudia/internal/comptes"
	"claudia/memoires"
	"claudia/memoires/referentiel"
	"claudia/memoires/saisie"
)

// An amount is unusual when it is this many times the greatest tariff proposed, or above a plain
// ceiling when there is none: it is asked, never refused (turn 52).
const (
	foisInhabituel    = 10
	plafondInhabituel = 500_000 // 5 000,00 €
)

// questionMontant asks what an amount needs before it is written: with or without tax when the total
// depends on it (R8), a yes when it is unusual or zero. false when nothing has to be asked.
func (t *tour) questionMontant(d dite) bool {
	if declaration(d.champ.Cle).Genre != saisie.GenreMontant {
		return false
	}
	n := memoires.Montant(entierDe(d.valeur))
	switch {
	case n == 0:
		t.confirmer(d, "Un montant de 0,00 € : rien ne vous sera payé à ce titre. C'est bien ce que vous voulez ?")
		return true
	case d.champ.Cle == memoires.CleFraisDivers && !t.p.contient("frais|bordereau") && !t.attend(d.champ.Cle):
		t.demanderFrais(d)
		return true
	case d.champ.Cle != memoires.CleTarifHT:
		return false
	case d.ttc:
		t.convertir(d)
		return true
	case d.brut && !t.exonere() && !t.tarifConnu(d.champ, n):
		t.demanderTaxe(d)
		return true
	case t.inhabituel(d.champ, n):
		t.confirmer(d, "C'est bien "+euros(n)+" ? Ce montant est très au-dessus des tarifs habituels de cette prestation.")
		return true
	}
	return false
}

// attend tells whether the pending question is that field.
func (t *tour) attend(c memoires.Cle) bool {
	a := t.e.Attente
	return a != nil && a.Champ.Cle == c && a.Genre == AttendChamp
}

// taux gives the rate of the line, else the ordinary one of the place of the structure.
func (t *tour) taux(c memoires.Champ) (memoires.Taux, bool) {
	if l := t.m.Ligne(c.Ligne); l != nil && l.TauxTVA != nil {
		return *l.TauxTVA, true
	}
	s, ok := t.structure()
	if ok && s.ZoneTVA() == comptes.ZoneAntillesReunion {
		return 850, false
	}
	return 2000, false
}

// demanderTaxe asks whether an amount is with or without tax, showing both results (turn 43).
func (t *tour) demanderTaxe(d dite) {
	c, n := d.champ, memoires.Montant(entierDe(d.valeur))
	taux, connu := t.taux(c)
	p := t.dit(d.texte)
	ht := []Ordre{{Verbe: vNoter, Champ: c, Valeur: d.valeur, Provenance: &p}}
	net := taux.HorsTaxe(n)
	ttc := []Ordre{{Verbe: vConvertir, Champ: c, Valeur: d.valeur, Provenance: &p}}
	suite, si := "Avec une TVA à "+pourcent(taux)+", le total change.", ""
	if !connu {
		suite, si = "Le total en dépend.", ", si la TVA est à "+pourcent(taux)
	}
	t.demander(Attente{
		Genre: AttendChoix, Champ: c, Sujet: "taxe", Rappel: euros(n) + " : hors taxes ou toutes taxes comprises ?",
		Question: euros(n) + " : est-ce hors taxes (HT) ou toutes taxes comprises (TTC) ? " + suite,
		Candidats: []Candidat{
			{Cle: "ht", Mots: []string{"ht", "hors taxe|taxes", "hors"}, Libelle: "HT, soit " + euros(n+taux.De(n)) + " TTC" + si, Ordres: ht},
			{Cle: "ttc", Mots: []string{"ttc", "toutes taxes", "compris|comprise|comprises", "tout"}, Libelle: "TTC, soit " + euros(net) + " HT" + si, Ordres: ttc},
		},
	})
}

// convertir stores without tax an amount said with tax, and shows the computation (turn 44).
func (t *tour) convertir(d dite) {
	n := memoires.Montant(entierDe(d.valeur))
	taux, connu := t.taux(d.champ)
	if t.exonere() {
		taux, connu = 0, true
	}
	if !connu {
		t.demanderTauxDuTTC(d)
		return
	}
	net := taux.HorsTaxe(n)
	if t.ecrire(d.champ, strconv.FormatInt(int64(net), 10), t.dit(d.texte)) {
		t.dire(euros(n) + " TTC = " + euros(net) + " HT + " + euros(n-net) + " de TVA à " + pourcent(taux) + ". Le tarif est noté hors taxes.")
		t.apresValeur(d)
	}
}

// demanderTauxDuTTC asks at which rate an amount with tax is, each answer with its computation: the rate is
// never supposed (R8).
func (t *tour) demanderTauxDuTTC(d dite) {
	n := memoires.Montant(entierDe(d.valeur))
	c := memoires.Champ{Cle: memoires.CleTauxTVA, Ligne: d.champ.Ligne}
	p := t.dit(d.texte)
	a := Attente{
		Genre: AttendChoix, Champ: c, Sujet: sujetTauxTTC, Rappel: euros(n) + " TTC : à quel taux de TVA ?",
		Question: euros(n) + " TTC : à quel taux de TVA ? Le tarif se note hors taxes.",
	}
	for _, o := range declaration(c.Cle).Options(t.contexte(c)) {
		taux := memoires.Taux(entierDe(o.Code))
		net := taux.HorsTaxe(n)
		a.Candidats = append(a.Candidats, Candidat{
			Libelle: o.Libelle + " : " + euros(net) + " HT + " + euros(n-net) + " de TVA",
			Ordres: []Ordre{
				{Verbe: vNoter, Champ: c, Valeur: o.Code, Provenance: &p},
				{Verbe: vConvertir, Champ: d.champ, Valeur: d.valeur, Provenance: &p},
			},
		})
	}
	t.demander(a)
}

const sujetTauxTTC = "taux_ttc"

// tauxNomme finds the answer to « à quel taux » by its figure.
func tauxNomme(texte string, l []Candidat) (int, bool) {
	for _, n := range francais.Nombres(texte) {
		v := strconv.FormatInt(n.Millieme/10, 10)
		if i := slices.IndexFunc(l, func(c Candidat) bool { return c.Ordres[0].Valeur == v }); i >= 0 && n.Millieme%10 == 0 {
			return i, true
		}
	}
	return 0, false
}

// demanderFrais asks in which of the two boxes a cost goes, with their difference (turn 54).
func (t *tour) demanderFrais(d dite) {
	p := t.dit(d.texte)
	ordres := func(c memoires.Cle) []Ordre {
		return []Ordre{{Verbe: vNoter, Champ: memoires.Champ{Cle: c, Ligne: d.champ.Ligne}, Valeur: d.valeur, Provenance: &p}}
	}
	t.demander(Attente{
		Genre: AttendChoix, Champ: d.champ, Sujet: "frais", Rappel: "Frais divers ou débours ?",
		Question: euros(memoires.Montant(entierDe(d.valeur))) + " : des frais divers (déplacement, affranchissement, soumis à la TVA) ou un débours (avancé au nom de la juridiction, sans TVA) ? Gardez le justificatif et le bordereau des frais : ils se joignent au mémoire.",
		Candidats: []Candidat{
			{Libelle: "Frais divers", Ordres: ordres(memoires.CleFraisDivers)},
			{Libelle: "Débours", Ordres: ordres(memoires.CleDebours)},
			{Cle: "non", Libelle: "Ne pas l'ajouter", Ordres: []Ordre{{Verbe: vLaisser, Valeur: "D'accord, je ne l'ajoute pas."}}},
		},
	})
}

// tarifs gives the tariffs of the référentiel for the line.
func (t *tour) tarifs(c memoires.Champ) []referentiel.Proposition {
	l := t.m.Ligne(c.Ligne)
	if l == nil || t.w.Referentiel == nil || l.TypePrestation == "" {
		return nil
	}
	le := l.DatePrestation
	if le.IsZero() {
		le = time.Time{}
	}
	regime := ""
	if s, ok := t.structure(); ok {
		regime = s.Regime
	}
	return t.w.Referentiel.TarifsPour(l.TypePrestation, regime, le)
}

// candidatsTarif offers the tariffs of the référentiel as quick replies; the person decides.
func (t *tour) candidatsTarif(c memoires.Champ) []Candidat {
	var out []Candidat
	for _, p := range t.tarifs(c) {
		if p.Montant <= 0 || len(out) == optionsMax-1 {
			continue
		}
		libelle := euros(memoires.Montant(p.Montant)) + " HT – " + raccourcir(p.Libelle, 60)
		if p.AVerifier {
			libelle += " (à vérifier)"
		}
		calcule := memoires.Provenance{Source: memoires.Calcule, Texte: raccourcir(p.Article+" "+p.Libelle, 200)}
		v := strconv.FormatInt(p.Montant, 10)
		out = append(out, Candidat{Libelle: libelle, Champ: &c, Valeur: v, Ordres: []Ordre{{Verbe: vNoter, Champ: c, Valeur: v, Provenance: &calcule}}})
	}
	return out
}

// tarifConnu tells whether the amount is one of the tariffs proposed, which are without tax.
func (t *tour) tarifConnu(c memoires.Champ, n memoires.Montant) bool {
	for _, p := range t.tarifs(c) {
		if memoires.Montant(p.Montant) == n {
			return true
		}
	}
	return false
}

// inhabituel compares an amount with the tariffs and the habits (turn 52).
func (t *tour) inhabituel(c memoires.Champ, n memoires.Montant) bool {
	var plus memoires.Montant
	for _, p := range t.tarifs(c) {
		plus = max(plus, memoires.Montant(p.Montant))
	}
	for _, h := range t.w.Habitudes {
		if h.Cle == memoires.CleTarifHT {
			plus = max(plus, memoires.Montant(entierDe(h.Valeur)))
		}
	}
	if plus > 0 {
		return n > foisInhabituel*plus
	}
	return n > plafondInhabituel
}
