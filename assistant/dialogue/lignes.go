package dialogue

import (
	"slices"
	"strconv"

	"claudia/assistant/francais"
	"claudia/memoires"
	"claudia/memoires/saisie"
)

// lignesDites handles what concerns whole lines: adding, removing, several in one sentence, a period,
// the same as last time (turns 13, 17, 25, 41).
func (t *tour) lignesDites() suiteTour {
	switch {
	case t.p.a(iDerniereFois):
		return t.derniereFois()
	case t.m == nil:
		return rien
	case t.p.a(iRetirerLigne):
		return t.retirerDite()
	case t.plusieurs():
		return t.plusieursLignes()
	case t.p.a(iAutreLigne) && !t.p.point && t.p.contient("ligne|lignes|prestation|mission|vacation|audience"):
		if !t.modifiable() {
			return fini
		}
		t.allonger()
		if len(t.valeursDites()) > 0 {
			return continuer
		}
		return fini
	}
	return t.periode()
}

// allonger adds a line that repeats what a mission of the same case repeats.
func (t *tour) allonger() {
	if t.m == nil || !t.modifiable() {
		return
	}
	t.e.Mode = Saisie
	var modele *memoires.LignePrestation
	if n := len(t.m.Lignes); n > 0 {
		l := t.m.Lignes[n-1]
		modele = &l
	}
	id := t.nouvelleLigne()
	t.e.Sujet = memoires.Champ{Cle: memoires.CleDatePrestation, Ligne: id}
	t.dire("J'ajoute la ligne " + strconv.Itoa(len(t.m.Lignes)) + ".")
	if modele == nil {
		return
	}
	t.demander(Attente{
		Genre: AttendChoix, Sujet: "copier_ligne", Question: "Est-ce la même affaire que la ligne précédente" + affaireDe(modele) + " ? Je recopierais ce qui est commun.", Rappel: "Est-ce la même affaire que la ligne précédente ?",
		Candidats: []Candidat{
			{Cle: "oui", Libelle: "Oui, même affaire", Ordres: t.copier(*modele, id)},
			{Cle: "non", Libelle: "Non, une autre affaire", Ordres: []Ordre{{Verbe: vPoserChamp, Champ: memoires.Champ{Cle: memoires.CleNumeroAffaire, Ligne: id}}}},
		},
	})
}

func affaireDe(l *memoires.LignePrestation) string {
	if l.NumeroAffaire == "" {
		return ""
	}
	return " (" + l.NumeroAffaire + ")"
}

// communs are the fields that the lines of one case share.
func communs() []memoires.Cle {
	return []memoires.Cle{
		memoires.CleNumeroAffaire, memoires.CleDateRequisition, memoires.CleAutorite, memoires.CleTypePrestation, memoires.CleTarifHT, memoires.CleTauxTVA,
	}
}

// copier gives the orders that repeat the common fields of a line.
func (t *tour) copier(l memoires.LignePrestation, vers memoires.LigneID) []Ordre {
	var out []Ordre
	p := memoires.Provenance{Source: memoires.Repris, Texte: "ligne précédente"}
	for _, k := range communs() {
		if v := l.Valeur(k); v != "" {
			out = append(out, Ordre{Verbe: vNoter, Champ: memoires.Champ{Cle: k, Ligne: vers}, Valeur: v, Provenance: &p})
		}
	}
	return out
}

// retirerDite asks before a line goes, with what it holds and what becomes of its pieces (turn 25).
func (t *tour) retirerDite() suiteTour {
	if len(t.m.Lignes) == 0 {
		t.dire("Il n'y a pas de ligne à retirer.")
		return fini
	}
	if !t.modifiable() {
		return fini
	}
	n := len(t.m.Lignes)
	if i, ok := t.p.lu.Trouver(francais.SupprimerLigne); ok && i.Numero > 0 {
		n = i.Numero
	} else if !ok || i.Numero != francais.ChoixDernier && len(t.m.Lignes) > 1 {
		a := Attente{Genre: AttendChoix, Sujet: "quelle_ligne", Question: "Quelle ligne voulez-vous retirer ?", Rappel: "Quelle ligne voulez-vous retirer ?"}
		for _, l := range t.m.Lignes[:min(len(t.m.Lignes), optionsMax)] {
			a.Candidats = append(a.Candidats, Candidat{Libelle: majuscule(t.ligneEnBref(l)), Ordres: []Ordre{{Verbe: vRaccourcir, Champ: memoires.Champ{Ligne: l.ID}, Oui: true}}})
		}
		a.Candidats = append(a.Candidats, Candidat{Cle: "non", Libelle: "Aucune", Ordres: []Ordre{{Verbe: vLaisser, Valeur: "Rien n'est retiré."}}})
		t.demander(a)
		return fini
	}
	if n > len(t.m.Lignes) {
		t.dire("Ce mémoire n'a que " + pluriel(len(t.m.Lignes), "ligne") + ".")
		t.court = true
		return fini
	}
	t.confirmerRetrait(t.m.Lignes[n-1])
	return fini
}

func (t *tour) confirmerRetrait(l memoires.LignePrestation) {
	c := memoires.Champ{Ligne: l.ID}
	a := Attente{Genre: AttendChoix, Sujet: "retirer_ligne", Question: "Retirer la " + t.ligneEnBref(l) + " ?", Rappel: "Faut-il retirer cette ligne ?"}
	if slices.ContainsFunc(t.m.Pieces, func(p memoires.PieceLiee) bool { return p.Ligne == l.ID }) {
		a.Question += " Ses pièces peuvent rester sur l'ensemble du mémoire."
		a.Candidats = append(a.Candidats,
			Candidat{Cle: "oui", Libelle: "Retirer, garder les pièces", Ordres: []Ordre{{Verbe: vRaccourcir, Champ: c, Oui: true}}},
			Candidat{Libelle: "Retirer avec ses pièces", Style: "danger", Ordres: []Ordre{{Verbe: vRaccourcir, Champ: c}}})
	} else {
		a.Candidats = append(a.Candidats, Candidat{Cle: "oui", Libelle: "Oui, retirer", Style: "danger", Ordres: []Ordre{{Verbe: vRaccourcir, Champ: c, Oui: true}}})
	}
	a.Candidats = append(a.Candidats, Candidat{Cle: "non", Libelle: "Non, la garder", Ordres: []Ordre{{Verbe: vLaisser, Valeur: "La ligne est gardée."}}})
	t.demander(a)
}

// raccourcirMemoire removes a line after the yes.
func (t *tour) raccourcirMemoire(o Ordre) {
	if t.m == nil || !t.modifiable() {
		return
	}
	l := t.m.Ligne(o.Champ.Ligne)
	if l == nil {
		t.perime()
		return
	}
	t.dire("La " + t.ligneEnBref(*l) + " est retirée. « Défais » la remet.")
	t.oterLigne(l.ID, o.Oui)
}

// oterLigne removes a line and keeps it for undo.
func (t *tour) oterLigne(id memoires.LigneID, garder bool) {
	l := t.m.Ligne(id)
	if l == nil {
		return
	}
	t.pas.Retiree = append(t.pas.Retiree, *l)
	t.m.Lignes = slices.DeleteFunc(slices.Clone(t.m.Lignes), func(x memoires.LignePrestation) bool { return x.ID == id })
	for i := range t.m.Lignes {
		t.m.Lignes[i].Position = i + 1
	}
	for i := range t.m.Pieces {
		if t.m.Pieces[i].Ligne == id && garder {
			t.m.Pieces[i].Ligne = 0
		}
	}
	t.m.Pieces = slices.DeleteFunc(t.m.Pieces, func(p memoires.PieceLiee) bool { return p.Ligne == id })
	t.echos = slices.DeleteFunc(t.echos, func(v Valeur) bool { return v.Champ.Ligne == id })
	t.faire(RetirerLigne{Ligne: id, GarderPieces: garder})
	t.elaguer()
}

// plusieurs tells whether the sentence gives two lines or more: as many dates as quantities (turn 13).
func (t *tour) plusieurs() bool {
	if t.attend(memoires.CleDatePrestation) && t.p.contient("et|puis") && !t.p.contient("requisition|ordonnance|pas|non|mais|plutot|ou|nuit") && t.joursDistincts() {
		return true
	}
	return t.p.contient("deux|trois|quatre|cinq|# lignes|missions|prestations|audiences|vacations") && len(t.lignesLues()) > 1
}

// joursDistincts tells whether the sentence gives two different days or more, and nothing else.
func (t *tour) joursDistincts() bool {
	l := t.lignesLues()
	return len(l) > 1 && l[0].jour != l[len(l)-1].jour && len(francais.Heures(t.p.texte).Plages) == 0
}

// ligneLue is one line of a sentence that gives several.
type ligneLue struct{ jour, quantite string }

// enClair is the quantity as shown, « à compléter » when none was said.
func (l ligneLue) enClair() string {
	if l.quantite == "" {
		return ouCompleter("")
	}
	return memoires.Quantite(entierDe(l.quantite)).String()
}

// lignesLues pairs each date with the quantity that follows it.
func (t *tour) lignesLues() []ligneLue {
	dates := francais.ToutesDates(t.p.texte, t.contexteDates())
	var fermes []francais.LectureDates
	for _, d := range dates {
		if !d.Faible && len(d.Candidats) > 0 && d.Impossible == "" && !d.Futur {
			fermes = append(fermes, d)
		}
	}
	var out []ligneLue
	for i, d := range fermes {
		fin := len(t.p.texte)
		if i+1 < len(fermes) {
			fin = fermes[i+1].Debut
		}
		l := ligneLue{jour: d.Candidats[0].Jour.Format("2006-01-02")}
		if q := francais.Quantites(t.p.texte[d.Fin:fin]); len(q) > 0 && q[0].Milliemes > 0 && !q[0].Ambigu {
			l.quantite = strconv.FormatInt(q[0].Milliemes, 10)
		}
		out = append(out, l)
	}
	return out
}

// plusieursLignes shows the lines as a table and asks once.
func (t *tour) plusieursLignes() suiteTour {
	if !t.modifiable() {
		return fini
	}
	b := Bloc{Genre: BlocTableau, Titre: "Lignes à créer", Colonnes: []string{"Ligne", "Date", "Quantité"}}
	var ordres []Ordre
	p := t.dit(t.p.texte)
	for i, l := range t.lignesLues() {
		b.Lignes = append(b.Lignes, []string{strconv.Itoa(i + 1), saisie.Jour(lireJour(l.jour)), l.enClair()})
		ordres = append(ordres, Ordre{Verbe: vDecouper, Valeur: l.jour, Piece: l.quantite, Provenance: &p})
	}
	t.blocs = append(t.blocs, b)
	t.demander(Attente{
		Genre: AttendChoix, Sujet: "lignes", Question: "Je crée ces " + strconv.Itoa(len(ordres)) + " lignes, avec ce qu'elles ont en commun ?", Rappel: "Faut-il créer ces lignes ?",
		Candidats: []Candidat{
			{Cle: "oui", Libelle: "Oui, créer les lignes", Style: "primaire", Ordres: ordres},
			{Cle: "non", Libelle: "Non", Ordres: []Ordre{{Verbe: vLaisser, Valeur: "Rien n'est créé."}}},
		},
	})
	return fini
}

// decouper makes one line of a date and a quantity: the first empty one, else a new one that repeats
// the common fields.
func (t *tour) decouper(o Ordre) {
	if t.m == nil || !t.modifiable() {
		return
	}
	p := memoires.Provenance{Source: memoires.Dit}
	if o.Provenance != nil {
		p = *o.Provenance
	}
	var id memoires.LigneID
	for _, l := range t.m.Lignes {
		if l.DatePrestation.IsZero() || l.Valeur(memoires.CleDatePrestation) == o.Valeur {
			id = l.ID
			break
		}
	}
	if id == 0 {
		var modele *memoires.LignePrestation
		if len(t.m.Lignes) > 0 {
			l := t.m.Lignes[0]
			modele = &l
		}
		id = t.nouvelleLigne()
		if modele != nil {
			for _, c := range t.copier(*modele, id) {
				t.noter(c)
			}
		}
	}
	t.ecrire(memoires.Champ{Cle: memoires.CleDatePrestation, Ligne: id}, o.Valeur, p)
	if o.Piece != "" {
		t.ecrire(memoires.Champ{Cle: memoires.CleQuantite, Ligne: id}, o.Piece, p)
	}
}

// periode asks what a span of days means for a field that is one day (turn 41).
func (t *tour) periode() suiteTour {
	if t.m == nil {
		return rien
	}
	l := francais.DatesAvec(t.p.texte, t.contexteDates())
	if l.Periode == nil || len(francais.Heures(t.p.texte).Plages) > 0 && !t.attend(memoires.CleDatePrestation) {
		return rien
	}
	debut, fin := l.Periode[0], l.Periode[1]
	jours := int(fin.Sub(debut).Hours()/24) + 1
	if jours < 2 || fin.After(t.aujourdhui()) || jours > 62 {
		return rien
	}
	if !t.modifiable() {
		return fini
	}
	p := t.dit(t.p.texte)
	c := t.ancrer(t.sur(memoires.CleDatePrestation))
	a := Attente{
		Genre: AttendChoix, Champ: c, Sujet: "periode", Rappel: "Une seule date, ou une ligne par jour ?",
		Question: "Du " + saisie.Jour(debut) + " au " + saisie.Jour(fin) + " : une seule prestation (je note la date de fin), ou une ligne par jour ?",
		Candidats: []Candidat{
			{Libelle: "Une seule : " + saisie.Jour(fin), Ordres: []Ordre{{Verbe: vNoter, Champ: c, Valeur: fin.Format("2006-01-02"), Provenance: &p}}},
		},
	}
	if jours <= 10 {
		var ordres []Ordre
		for i := range jours {
			ordres = append(ordres, Ordre{Verbe: vDecouper, Valeur: debut.AddDate(0, 0, i).Format("2006-01-02"), Provenance: &p})
		}
		a.Candidats = append(a.Candidats, Candidat{Libelle: "Une ligne par jour (" + strconv.Itoa(jours) + " lignes)", Ordres: ordres})
	}
	t.demander(a)
	return fini
}

// abandonner abandons the draft after the yes.
func (t *tour) abandonner() {
	if t.m == nil || !t.modifiable() {
		return
	}
	t.faire(Abandonner{})
	t.fermerBrouillon()
	t.e.Attente, t.repond, t.m = nil, true, nil
	t.dire("Le brouillon est abandonné.")
}
