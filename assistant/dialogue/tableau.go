package dialogue

import (
	"slices"
	"strconv"

	"claudia/memoires"
	"claudia/memoires/saisie"
)

// colonne is one column of the table of the lines.
type colonne struct {
	titre  string
	valeur func(memoires.LignePrestation) string
}

// tableauMontants shows the lines with the computation of each and the totals (turns 16, 56): what tells
// the lines apart first, then the amounts; columns that would be empty are left out.
func (t *tour) tableauMontants() Bloc {
	b := Bloc{Genre: BlocTableau, Titre: "Lignes et montants", Colonnes: []string{"Ligne"}}
	colonnes := append(t.colonnesPropres(), t.colonnesMontants()...)
	for _, c := range colonnes {
		b.Colonnes = append(b.Colonnes, c.titre)
	}
	for i, l := range t.m.Lignes {
		rangee := []string{strconv.Itoa(i + 1)}
		for _, c := range colonnes {
			rangee = append(rangee, typo(c.valeur(l)))
		}
		b.Lignes = append(b.Lignes, rangee)
	}
	x := t.m.Totaux()
	b.Texte = typo("Total : " + euros(x.HTApresRemise) + " HT, " + euros(x.TVAApresRemise) + " de TVA, " + euros(x.TTC) + " TTC.")
	return b
}

// colonnesPropres are the fields that differ from one line to another, and the day.
func (t *tour) colonnesPropres() []colonne {
	var out []colonne
	for _, k := range memoires.ClesLigne() {
		if slices.Contains(dansLeTableau(), k) || t.memeValeur(k) {
			continue
		}
		out = append(out, colonne{declaration(k).Libelle, func(l memoires.LignePrestation) string {
			v := l.Valeur(k)
			c := memoires.Champ{Cle: k, Ligne: l.ID}
			if v == "" && !t.obligatoire(c) {
				return "–"
			}
			return ouCompleter(t.afficher(c, v))
		}})
	}
	return append(out, colonne{"Date", func(l memoires.LignePrestation) string { return ouCompleter(saisie.Jour(l.DatePrestation)) }})
}

func (t *tour) colonnesMontants() []colonne {
	out := []colonne{{"Calcul", func(l memoires.LignePrestation) string {
		if l.TarifHT == nil || l.Quantite == 0 {
			return "à compléter"
		}
		return l.Quantite.String() + " × " + euros(*l.TarifHT) + " = " + euros(l.Montants().Prestation)
	}}}
	facultative := func(titre string, de func(memoires.LignePrestation) memoires.Montant) {
		if slices.ContainsFunc(t.m.Lignes, func(l memoires.LignePrestation) bool { return de(l) != 0 }) {
			out = append(out, colonne{titre, func(l memoires.LignePrestation) string { return euros(de(l)) }})
		}
	}
	facultative("Frais divers", func(l memoires.LignePrestation) memoires.Montant { return l.FraisDivers })
	out = append(out, colonne{"TVA", func(l memoires.LignePrestation) string {
		if l.TauxTVA == nil {
			return "à compléter"
		}
		return pourcent(*l.TauxTVA) + " : " + euros(l.Montants().TVA)
	}})
	facultative("Débours", func(l memoires.LignePrestation) memoires.Montant { return l.Debours })
	return append(out, colonne{"TTC", func(l memoires.LignePrestation) string { return euros(l.Montants().TTC) }})
}
