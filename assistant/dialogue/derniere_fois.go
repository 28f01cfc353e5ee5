package dialogue

import (
	"slices"
	"strconv"

	"claudia/memoires"
	"claudia/memoires/saisie"
)

// The card of « comme la dernière fois » (turn 17): each usual value stands on a button that ticks or
// unticks it; one answer takes those that are ticked, and nothing is written before.
const (
	sujetDerniereFois = "derniere_fois"
	coche             = "☑ "
	decoche           = "☐ "
)

// derniereFois offers the usual values as a card; those named after « sauf » come unticked.
func (t *tour) derniereFois() suiteTour {
	var l []Habitude
	for _, h := range t.w.Habitudes {
		if h.Valeur != "" && declaration(h.Cle).Genre != saisie.GenreJour && h.Cle != memoires.CleNumeroAffaire && h.Cle != memoires.CleQuantite {
			l = append(l, h)
		}
	}
	if len(l) == 0 {
		t.dire("Je n'ai pas encore de mémoire accepté de votre structure à reprendre.")
		t.court = true
		return fini
	}
	if t.m == nil {
		t.demarrer()
		if t.m == nil {
			return fini
		}
	}
	if !t.modifiable() {
		return fini
	}
	sauf := t.champsNommes()
	if !t.p.contient(exceptions()...) {
		sauf = nil
	}
	a := Attente{Genre: AttendChoix, Sujet: sujetDerniereFois, Rappel: "Faut-il reprendre ces valeurs ?"}
	a.Candidats = []Candidat{
		{Cle: "oui", Style: "primaire"},
		{Cle: "non", Libelle: "Ne rien reprendre", Ordres: []Ordre{{Verbe: vLaisser, Valeur: "D'accord, je ne reprends rien."}}},
	}
	for _, h := range l {
		if c, ok := t.valeurHabituelle(h); ok {
			pris := !slices.ContainsFunc(sauf, func(x memoires.Champ) bool { return x.Cle == h.Cle })
			a.Candidats = append(a.Candidats, caseHabitude(t.libelle(c)+" : "+t.afficher(c, h.Valeur), c, h, pris))
		}
	}
	if len(a.Candidats) == 2 {
		t.dire("Vos valeurs habituelles sont déjà toutes dans ce mémoire.")
		t.court = true
		return fini
	}
	t.demander(t.compterCoches(a, l[0].Source))
	return fini
}

// valeurHabituelle gives the field of a usual value that the draft lacks and that may be written.
func (t *tour) valeurHabituelle(h Habitude) (memoires.Champ, bool) {
	c := memoires.Champ{Cle: h.Cle}
	if h.Cle.DeLigne() {
		c.Ligne = t.ligneCourante()
	}
	return c, t.valeur(c) != h.Valeur && declaration(h.Cle).Valider(h.Valeur, t.contexte(c)) == nil
}

// caseHabitude is one value to tick: its order keeps the value, Oui says that it is ticked.
func caseHabitude(libelle string, c memoires.Champ, h Habitude, pris bool) Candidat {
	signe := decoche
	if pris {
		signe = coche
	}
	p := memoires.Provenance{Source: memoires.Repris, Texte: h.Source}
	return Candidat{Libelle: signe + libelle, Style: "discret", Ordres: []Ordre{{Verbe: vCocher, Champ: c, Valeur: h.Valeur, Provenance: &p, Oui: pris}}}
}

// compterCoches gives its words and its orders to the answer that takes what is ticked; the date of the
// mission is asked next.
func (t *tour) compterCoches(a Attente, source string) Attente {
	var ordres []Ordre
	for _, c := range a.Candidats {
		if o := c.Ordres; len(o) == 1 && o[0].Verbe == vCocher && o[0].Oui {
			note := o[0]
			note.Verbe, note.Oui = vNoter, false
			ordres = append(ordres, note)
		}
	}
	n := len(ordres)
	a.Question = "Comme la dernière fois (" + source + ") : je reprends " + pluriel(n, "valeur") + " ? Touchez une valeur pour la retirer ou la remettre. La date et la quantité vous seront demandées."
	a.Candidats[0].Libelle = "Oui, reprendre " + strconv.Itoa(n) + " sur " + strconv.Itoa(len(a.Candidats)-2)
	if date := t.sur(memoires.CleDatePrestation); n > 0 && t.valeur(date) == "" {
		ordres = append(ordres, Ordre{Verbe: vPoserChamp, Champ: date})
	}
	a.Candidats[0].Ordres = ordres
	return a
}

// cocher turns one value of the card and shows the card again; nothing is written.
func (t *tour) cocher(o Ordre) {
	a := t.e.Attente
	if a == nil || a.Sujet != sujetDerniereFois || o.Provenance == nil {
		t.perime()
		return
	}
	carte := a.copie()
	for i, c := range carte.Candidats {
		if len(c.Ordres) != 1 || c.Ordres[0].Verbe != vCocher || c.Ordres[0].Champ != o.Champ {
			continue
		}
		pris := !c.Ordres[0].Oui
		carte.Candidats[i].Ordres[0].Oui = pris
		signe := decoche
		if pris {
			signe = coche
		}
		carte.Candidats[i].Libelle = signe + string([]rune(c.Libelle)[len([]rune(coche)):])
	}
	t.demander(t.compterCoches(carte, o.Provenance.Texte))
}
