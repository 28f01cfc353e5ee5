package dialogue

import (
	"slices"
	"strconv"

	"claudia/memoires"
)

// deRequisition are the fields that one réquisition gives to all the missions of its case.
func deRequisition() []memoires.Cle {
	return []memoires.Cle{memoires.CleDateRequisition, memoires.CleAutorite, memoires.CleTypePrestation}
}

// questionMemeAffaire asks once, for all the lines of one case, whether what a line got from its réquisition
// holds for the others: several attestations often go with one réquisition. Nothing is copied before the yes.
func (t *tour) questionMemeAffaire(c memoires.Champ) (Attente, bool) {
	l := t.m.Ligne(c.Ligne)
	if l == nil || l.NumeroAffaire == "" || !slices.Contains(deRequisition(), c.Cle) {
		return Attente{}, false
	}
	sujet := "alerte:meme_affaire:" + l.NumeroAffaire
	i := slices.IndexFunc(t.m.Lignes, func(x memoires.LignePrestation) bool {
		return x.ID != l.ID && x.NumeroAffaire == l.NumeroAffaire && x.Valeur(c.Cle) != ""
	})
	if i < 0 || slices.Contains(t.e.Tranches, sujet) {
		return Attente{}, false
	}
	modele := t.m.Lignes[i]
	p := memoires.Provenance{Source: memoires.Repris, Texte: "même affaire, ligne " + strconv.Itoa(i+1)}
	var ordres []Ordre
	var quoi, lignes []string
	for _, k := range deRequisition() {
		v, dit := modele.Valeur(k), false
		for j, x := range t.m.Lignes {
			if x.NumeroAffaire != l.NumeroAffaire || x.Valeur(k) != "" || v == "" {
				continue
			}
			ordres = append(ordres, Ordre{Verbe: vNoter, Champ: memoires.Champ{Cle: k, Ligne: x.ID}, Valeur: v, Provenance: &p})
			if n := strconv.Itoa(j + 1); !slices.Contains(lignes, n) {
				lignes = append(lignes, n)
			}
			if !dit {
				quoi, dit = append(quoi, declaration(k).Rappel+" ("+t.afficher(memoires.Champ{Cle: k, Ligne: modele.ID}, v)+")"), true
			}
		}
	}
	return Attente{
		Genre: AttendChoix, Sujet: sujet, Rappel: "Est-ce la même réquisition pour ces lignes ?",
		Question: "Même affaire que la ligne " + strconv.Itoa(i+1) + " (" + l.NumeroAffaire + ") : est-ce la même réquisition pour " + lesLignes(lignes) + " ? Je reprendrais " + enPhrase(quoi) + ".",
		Candidats: []Candidat{
			{Cle: "oui", Libelle: "Oui, la même réquisition", Style: "primaire", Ordres: ordres},
			{Cle: "non", Libelle: "Non", Ordres: []Ordre{{Verbe: vLaisser, Valeur: "D'accord, voyons-les une par une."}}},
		},
	}, true
}

func lesLignes(l []string) string {
	if len(l) == 1 {
		return "la ligne " + l[0]
	}
	return "les lignes " + enPhrase(l)
}
