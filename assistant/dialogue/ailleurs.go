package dialogue

import (
	"slices"

	"claudia/internal/comptes"
	"claudia/memoires"
)

// ailleursMax bounds the changes from elsewhere that are remembered.
const ailleursMax = 8

// Ailleurs is a field just changed from another hand, so that a late answer does not overwrite it in
// silence (turn 80).
type Ailleurs struct {
	Champ  memoires.Champ `json:"champ"`
	Valeur string         `json:"valeur"`
	Ou     string         `json:"ou"`
	A      string         `json:"a,omitempty"`
}

// noterAilleurs remembers a change from another hand.
func (t *tour) noterAilleurs(m Modification) {
	t.oublierAilleurs(m.Champ)
	if v := t.valeur(m.Champ); v != "" {
		t.e.Ailleurs = append(t.e.Ailleurs, Ailleurs{Champ: m.Champ, Valeur: v, Ou: m.Ou, A: m.A})
	}
	if n := len(t.e.Ailleurs) - ailleursMax; n > 0 {
		t.e.Ailleurs = slices.Delete(t.e.Ailleurs, 0, n)
	}
}

func (t *tour) oublierAilleurs(c memoires.Champ) {
	t.e.Ailleurs = slices.DeleteFunc(t.e.Ailleurs, func(a Ailleurs) bool { return a.Champ == c })
}

// questionAilleurs asks which value to keep when two hands answered the same question.
func (t *tour) questionAilleurs(d dite) bool {
	i := slices.IndexFunc(t.e.Ailleurs, func(a Ailleurs) bool { return a.Champ == d.champ })
	if i < 0 || slices.Contains(t.champsNommes(), d.champ) {
		return false // a field that is named is meant
	}
	a := t.e.Ailleurs[i]
	t.oublierAilleurs(d.champ)
	present := t.valeur(d.champ)
	if present != a.Valeur || present == d.valeur || d.valeur == "" {
		return false
	}
	p := t.dit(d.texte)
	quand := a.Ou
	if a.A != "" {
		quand = "à " + a.A + " " + a.Ou
	}
	t.demander(Attente{
		Genre: AttendChoix, Champ: d.champ, Sujet: "ailleurs:" + d.champ.String(), Rappel: "Pour " + t.rappel(d.champ) + ", quelle valeur garder ?",
		Question: majuscule(t.rappel(d.champ)) + " : modifié " + quand + ". Garder lequel ?",
		Candidats: []Candidat{
			{Mots: []string{"garder|garde|gardez|premier"}, Libelle: "Garder " + t.afficher(d.champ, present), Ordres: []Ordre{{Verbe: vGarder, Champ: d.champ}}},
			{Mots: []string{"prendre|prends|prenez|remplacer|remplace"}, Libelle: "Prendre " + t.afficher(d.champ, d.valeur), Ordres: []Ordre{{Verbe: vNoter, Champ: d.champ, Valeur: d.valeur, Provenance: &p}}},
		},
	})
	return true
}

// questionRegime asks a yes when a change of VAT moves amounts already there, with the totals before
// and after (R3, turn 24).
func (t *tour) questionRegime(d dite) bool {
	if d.champ.Cle != memoires.CleTypeTVA || d.valeur == "" || sansTVA(d.valeur) == t.exonere() || t.m.Entete.TypeTVA == "" {
		return false
	}
	avant := t.m.Totaux().TTC
	if avant == 0 {
		return false
	}
	essai := t.m.Copie()
	taux := "0"
	if !sansTVA(d.valeur) {
		taux = "2000"
		if s, ok := t.structure(); ok && s.ZoneTVA() == comptes.ZoneAntillesReunion {
			taux = "850"
		}
	}
	for _, l := range t.m.Lignes {
		if essai.Poser(memoires.Champ{Cle: memoires.CleTauxTVA, Ligne: l.ID}, taux) != nil {
			return false
		}
	}
	apres := essai.Totaux().TTC
	if apres == avant {
		return false
	}
	p := t.dit(d.texte)
	suite := ""
	if !sansTVA(d.valeur) {
		suite = " Les taux vous seront demandés."
	}
	t.demander(Attente{
		Genre: AttendChoix, Champ: d.champ, Sujet: "regime_total", Rappel: "Faut-il changer le type de TVA ?",
		Question: "Avec « " + t.afficher(d.champ, d.valeur) + " », le total passe de " + euros(avant) + " à " + euros(apres) + " TTC." + suite + " Je change ?",
		Candidats: []Candidat{
			{Cle: "oui", Libelle: "Oui, changer", Style: "primaire", Ordres: []Ordre{{Verbe: vNoter, Champ: d.champ, Valeur: d.valeur, Provenance: &p}}},
			{Cle: "non", Libelle: "Non, laisser comme avant", Ordres: []Ordre{{Verbe: vLaisser, Valeur: "Le type de TVA ne change pas."}}},
		},
	})
	return true
}

func sansTVA(code string) bool { return code == tvaExoneree || code == tvaSans }
