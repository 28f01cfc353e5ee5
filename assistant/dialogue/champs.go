package dialogue

import (
	"slices"
	"strconv"
	"time"

	"claudia/internal/comptes"
	"claudia/memoires"
	"claudia/memoires/saisie"
)

// Codes of the référentiel that the engine has rules about.
const (
	tvaExoneree     = "EXONERATION"
	tvaSans         = "SANS_TVA"
	tvaEncaissement = "TVA_SUR_ENCAISSEMENT"
	deviseEuro      = "EUR"
)

// declaration gives the field of the catalogue; an unknown key gives a bare text field.
func declaration(c memoires.Cle) saisie.Champ {
	d, ok := saisie.Trouver(c)
	if !ok {
		return saisie.Champ{Cle: c, Genre: saisie.GenreTexte, Libelle: string(c), Question: string(c) + " ?", Rappel: string(c)}
	}
	return d
}

// contexte is what the field needs to know, the draft being as the turn leaves it.
func (t *tour) contexte(c memoires.Champ) saisie.Contexte {
	x := saisie.Contexte{
		Referentiel: t.w.Referentiel, Maintenant: t.w.Maintenant, Structures: t.w.Structures,
		Services: t.w.Services, Coordonnees: t.w.Coordonnees,
	}
	if t.m != nil {
		x.Memoire = *t.m
		if c.Cle.DeLigne() {
			x.Ligne = t.m.Ligne(c.Ligne)
		}
	}
	return x
}

// afficher writes a canonical value for the person (R2).
func (t *tour) afficher(c memoires.Champ, valeur string) string {
	s := declaration(c.Cle).Afficher(valeur, t.contexte(c))
	if c.Cle == memoires.CleTarifHT && s != "" {
		s += " HT"
	}
	return s
}

// libelle names the field, with its line when there are several.
func (t *tour) libelle(c memoires.Champ) string {
	s := declaration(c.Cle).Libelle
	if n := t.position(c); n > 0 {
		s += " (ligne " + strconv.Itoa(n) + ")"
	}
	return s
}

// rappel is the short form of the field, with its line when there are several.
func (t *tour) rappel(c memoires.Champ) string {
	s := declaration(c.Cle).Rappel
	if n := t.position(c); n > 0 {
		s += " de la ligne " + strconv.Itoa(n)
	}
	return s
}

// position is the number of the line of the field as shown, 0 when there is one line only.
func (t *tour) position(c memoires.Champ) int {
	if t.m == nil || c.Ligne == 0 || len(t.m.Lignes) < 2 {
		return 0
	}
	return 1 + slices.IndexFunc(t.m.Lignes, func(l memoires.LignePrestation) bool { return l.ID == c.Ligne })
}

// valeur is the canonical value of the field in the draft.
func (t *tour) valeur(c memoires.Champ) string {
	if t.m == nil {
		return ""
	}
	return t.m.Valeur(c)
}

// ligne gives the line of the field, the last one when the field names none.
func (t *tour) ligne(id memoires.LigneID) *memoires.LignePrestation {
	if t.m == nil || len(t.m.Lignes) == 0 {
		return nil
	}
	if l := t.m.Ligne(id); l != nil {
		return l
	}
	return &t.m.Lignes[len(t.m.Lignes)-1]
}

// sur points a key at the current line, or at the header.
func (t *tour) sur(c memoires.Cle) memoires.Champ {
	if !c.DeLigne() {
		return memoires.Champ{Cle: c}
	}
	return memoires.Champ{Cle: c, Ligne: t.ligneCourante()}
}

// ligneCourante is the line spoken of: that of the pending question, else of the subject, else the
// first with something missing, else the last. 0 when there is no line.
func (t *tour) ligneCourante() memoires.LigneID {
	if t.m == nil || len(t.m.Lignes) == 0 {
		return 0
	}
	if a := t.e.Attente; a != nil && t.m.Ligne(a.Champ.Ligne) != nil {
		return a.Champ.Ligne
	}
	for _, l := range t.m.Lignes {
		for _, c := range memoires.ClesLigne() {
			if memoires.Obligatoire(*t.m, &l, c) && l.Valeur(c) == "" {
				return l.ID
			}
		}
	}
	if t.m.Ligne(t.e.Sujet.Ligne) != nil {
		return t.e.Sujet.Ligne
	}
	return t.m.Lignes[len(t.m.Lignes)-1].ID
}

// structure gives the structure of the draft.
func (t *tour) structure() (comptes.Structure, bool) {
	if t.m == nil {
		return comptes.Structure{}, false
	}
	i := slices.IndexFunc(t.w.Structures, func(s comptes.Structure) bool { return s.ID == t.m.Entete.Structure })
	if i < 0 {
		return comptes.Structure{}, false
	}
	return t.w.Structures[i], true
}

// exonere tells whether the draft bears no VAT.
func (t *tour) exonere() bool {
	return t.m != nil && (t.m.Entete.TypeTVA == tvaExoneree || t.m.Entete.TypeTVA == tvaSans)
}

// obligatoire tells whether the draft cannot be sent without the field.
func (t *tour) obligatoire(c memoires.Champ) bool {
	if !c.Cle.DeLigne() {
		return memoires.Obligatoire(*t.m, nil, c.Cle)
	}
	l := t.m.Ligne(c.Ligne)
	if l == nil {
		l = &memoires.LignePrestation{}
	}
	return memoires.Obligatoire(*t.m, l, c.Cle)
}

// aujourdhui is the present day, at 00:00 UTC as days are.
func (t *tour) aujourdhui() time.Time {
	n := t.w.Maintenant
	return time.Date(n.Year(), n.Month(), n.Day(), 0, 0, 0, 0, time.UTC)
}

func lireJour(iso string) time.Time {
	d, err := time.Parse(time.DateOnly, iso)
	if err != nil {
		return time.Time{}
	}
	return d
}

func entierDe(s string) int64 {
	n, err := strconv.ParseInt(s, 10, 64)
	if err != nil {
		return 0
	}
	return n
}

func euros(m memoires.Montant) string { return m.String() }

func pourcent(t memoires.Taux) string { return t.String() }
