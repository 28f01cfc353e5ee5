package texte

import (
	"strings"
	"testing"

	"claudia/memoires/lecture"
)

const requisitionCollee = "COMMISSARIAT DE POLICE DE DAX\r\n\r\n\tRÉQUISITION À PERSONNE\r\n\r\nN° de procédure :   2026/32312\r\n" +
	"L'an deux mille vingt-six, le 2 octobre 2026,\r\nNous, Agnès HADDAD, Officier de Police Judiciaire,\r\n" +
	"Prions et, au besoin, requérons Madame PETROVA Ioana, interprète,\r\nà l'effet d'assurer l'interprétariat en langue roumaine au cours de l'audition.\r\n"

func TestColle_givesTheLineOfEachValue(t *testing.T) {
	t.Parallel()
	l := lecture.Lire(Colle(requisitionCollee), nil)
	if l.Nature != lecture.Requisition {
		t.Fatalf("nature %s (%s)", l.Nature, l.Message)
	}
	for _, want := range []lecture.Champ{
		{Cle: lecture.NumeroAffaire, Valeur: "2026/32312", Ligne: 5},
		{Cle: lecture.DateRequisition, Valeur: "2026-10-02", Ligne: 6},
		{Cle: lecture.AutoriteQualite, Valeur: "Officier de Police Judiciaire", Ligne: 7},
		{Cle: lecture.PersonneRequise, Valeur: "PETROVA Ioana", Ligne: 8},
		{Cle: lecture.Prestation, Valeur: "traduction_orale", Ligne: 9},
	} {
		if got, _ := l.Champ(want.Cle); got.Valeur != want.Valeur || got.Ligne != want.Ligne {
			t.Errorf("%s = %q line %d, want %q line %d", want.Cle, got.Valeur, got.Ligne, want.Valeur, want.Ligne)
		}
	}
}

// TestColle_readsToTheEnd has the act at the foot of the longest text, after lines of all lengths.
func TestColle_readsToTheEnd(t *testing.T) {
	t.Parallel()
	for nom, avant := range map[string]string{
		"many short lines": strings.Repeat("suite\n", 20_000),
		"one long line":    strings.Repeat("suite de la note ", 8_000) + "\n",
	} {
		l := lecture.LireTout(Colle(avant+requisitionCollee), nil)
		if got, _ := l.Champ(lecture.NumeroAffaire); got.Valeur != "2026/32312" {
			t.Errorf("%s: %s, numero %q", nom, l.Nature, got.Valeur)
		}
	}
}

func TestColle_beginsAPageAtAFormFeed(t *testing.T) {
	t.Parallel()
	pages := Colle("un\n\fdeux\ntrois\f\fquatre")
	var mots [][]string
	for _, p := range pages {
		var m []string
		for _, x := range p.Mots {
			m = append(m, x.Texte)
		}
		mots = append(mots, m)
	}
	if len(pages) != 3 || len(mots[1]) != 2 || pages[2].Mots[0].Ligne != 3 {
		t.Errorf("pages %v, want un / deux trois / quatre", mots)
	}
}

func FuzzColle(f *testing.F) {
	f.Add(requisitionCollee)
	f.Add("\x00\xff\x0c\u202e\u200b\t\t é̀")
	f.Add(strings.Repeat("x", 300) + "\f" + strings.Repeat(" \t", 300))
	f.Fuzz(func(t *testing.T, s string) {
		lignes := strings.Count(s, "\n") + strings.Count(s, "\r") + 1
		pages := Colle(s)
		if len(pages) == 0 {
			t.Fatal("no page")
		}
		for i, p := range pages {
			if p.Numero != i+1 {
				t.Fatalf("page %d has the number %d", i+1, p.Numero)
			}
			for _, m := range p.Mots {
				if m.Ligne < 1 || m.Ligne > lignes || m.Zone.Vide() || m.Zone[3] > p.Hauteur {
					t.Fatalf("word %+v on a page of %v points, %d lines", m, p.Hauteur, lignes)
				}
			}
		}
		lecture.LireTout(pages, nil)
	})
}
