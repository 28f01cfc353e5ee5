package dialoguetest

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"claudia/assistant/dialogue/script"
	"claudia/memoires"
	"claudia/memoires/saisie"
)

// Formulaire is what the same mémoire costs in the forms of the portal, at the least: nothing is typed
// twice, no error is made, the documents are read by the person.
type Formulaire struct {
	Champs int // fields to fill
	Mots   int // words typed in them
	Signes int // characters typed in them
	Choix  int // entries of lists to find
	Pages  int // forms to submit
}

// AuFormulaire counts what the forms ask for a mémoire. What the portal takes from the structure costs
// nothing there either; a value read, said or computed here is typed there.
func AuFormulaire(m memoires.Memoire, x saisie.Contexte) Formulaire {
	f := Formulaire{Pages: 2} // the header, the confirmation
	compter := func(c memoires.Champ) {
		v := m.Valeur(c)
		d, ok := saisie.Trouver(c.Cle)
		if v == "" || !ok || m.Provenances[c].Source == memoires.Repris && !c.Cle.DeLigne() {
			return
		}
		f.Champs++
		switch d.Genre {
		case saisie.GenreListe, saisie.GenreRecherche, saisie.GenreOuiNon, saisie.GenreTaux:
			f.Choix++
		case saisie.GenreTexte, saisie.GenreJour, saisie.GenreMontant, saisie.GenreQuantite:
			dit := v
			if d.Genre != saisie.GenreJour { // a day is typed as ten characters
				dit = d.Afficher(v, x.Pour(m, c.Ligne))
			}
			f.Mots += len(strings.Fields(dit))
			f.Signes += utf8.RuneCountInString(dit)
		}
	}
	for _, c := range memoires.ClesEntete() {
		compter(memoires.Champ{Cle: c})
	}
	for _, l := range m.Lignes {
		f.Pages++
		for _, c := range memoires.ClesLigne() {
			compter(memoires.Champ{Cle: c, Ligne: l.ID})
		}
	}
	for _, p := range m.Pieces {
		f.Pages++
		f.Champs += 3 // file, type, designation
		f.Choix++
		f.Mots += len(strings.Fields(p.Designation))
		f.Signes += utf8.RuneCountInString(p.Designation)
	}
	return f
}

// EnteteBilan heads the lines of [LigneBilan].
const EnteteBilan = "mission                    | conversation: questions  words  signs  buttons  drops | forms: fields  lists  words  signs  pages"

// LigneBilan puts one mission in the table of `make bench`.
func LigneBilan(nom string, c script.Cout, f Formulaire) string {
	return fmt.Sprintf("%-26s | %23d %6d %6d %8d %6d | %13d %6d %6d %6d %6d",
		nom, c.Questions, c.Mots, c.Signes, c.Boutons, c.Documents, f.Champs, f.Choix, f.Mots, f.Signes, f.Pages)
}
