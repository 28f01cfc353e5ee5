package compte

import (
	"slices"
	"strings"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"
	"golang.org/x/text/language/display"

	"claudia/web/ui"
)

// nomPays gives the French name of a country code; the code itself when nothing is known of it.
func nomPays(code string) string {
	region, err := language.ParseRegion(code)
	if err != nil {
		return code
	}
	if nom := display.Regions(language.French).Name(region); nom != "" {
		return nom
	}
	return code
}

// optionsPays lists the countries by French name, France first. A code typed by other means that the
// list lacks is kept.
func optionsPays(actuel string) []ui.Option {
	premiers := []ui.Option{{Valeur: "FR", Texte: "France"}}
	var autres []ui.Option
	for a := 'A'; a <= 'Z'; a++ {
		for b := 'A'; b <= 'Z'; b++ {
			code := string(a) + string(b)
			region, err := language.ParseRegion(code)
			if err != nil || code == "FR" || nomPays(code) == code || !region.IsCountry() || region.Canonicalize() != region || region.String() != code {
				continue
			}
			autres = append(autres, ui.Option{Valeur: code, Texte: nomPays(code)})
		}
	}
	c := collate.New(language.French)
	slices.SortFunc(autres, func(x, y ui.Option) int { return c.CompareString(x.Texte, y.Texte) })
	connu := slices.ContainsFunc(append(premiers, autres...), func(o ui.Option) bool { return o.Valeur == actuel })
	if actuel = strings.TrimSpace(actuel); actuel != "" && !connu {
		premiers = append(premiers, ui.Option{Valeur: actuel, Texte: nomPays(actuel)})
	}
	return append(premiers, autres...)
}
