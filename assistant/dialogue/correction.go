package dialogue

import (
	"slices"

	"claudia/assistant/francais"
	"claudia/memoires"
	"claudia/memoires/saisie"
)

// correction handles a sentence that takes back a value (turns 15, 16, 19 to 24, 28): old then new, new
// then old, the last one wins, or without a new value.
func (t *tour) correction() suiteTour {
	if t.m == nil {
		return rien
	}
	if t.p.a(iToutFaux) {
		t.montrerRecap()
		t.dire("Qu'est-ce qui ne va pas ? Touchez la ligne à corriger, ou dites-le-moi : rien n'est effacé.")
		return fini
	}
	if l := t.champsNommes(); t.p.a(iLuFaux) && len(l) == 1 && t.valeur(l[0]) != "" && len(t.valeursDites()) == 0 {
		if t.modifiable() {
			t.exiger(l[0])
		}
		return fini
	}
	if t.p.contient("en fait", "finalement|correction|erreur|plutot|trompe|trompee") {
		t.e.Ailleurs = nil // a change is meant
	}
	if r := t.changer(); r != rien {
		return r
	}
	if slices.ContainsFunc(francais.Corrections(t.p.texte), t.corriger) {
		return fini
	}
	return rien
}

// corriger applies one correction that was read; false when its words name no value.
func (t *tour) corriger(c francais.Correction) bool {
	t.e.Ailleurs = nil // a correction is meant
	if !t.modifiable() {
		return true
	}
	if k := memoires.Cle(c.Champ); c.Apres != "" {
		if l := t.champsNommes(); len(l) == 1 && (k == "" || k == "date" || k == "montant") {
			k = l[0].Cle
		}
		if k == "tarif" {
			k = memoires.CleTarifHT
		}
		if _, connu := saisie.Trouver(k); connu {
			if d, ok := t.lireAutre(t.sur(k), c.Apres); ok {
				t.appliquer(d)
				return true
			}
		}
		if k == "date" && c.Avant == "" {
			if d, ok := t.lireAutre(t.dateParlee(), c.Apres); ok {
				t.appliquer(d)
				return true
			}
		}
	}
	switch {
	case c.Apres == "":
		return c.Avant != "" && t.effacerDit(c.Avant)
	case c.Avant != "" && t.remplacer(c.Avant, c.Apres):
		return true
	}
	return t.redire(c.Apres)
}

// dateParlee is the date spoken of: the pending one, the last written, else that of the prestation.
func (t *tour) dateParlee() memoires.Champ {
	if c, ok := t.champAttendu(); ok && declaration(c.Cle).Genre == saisie.GenreJour {
		return c
	}
	if declaration(t.e.Sujet.Cle).Genre == saisie.GenreJour {
		return t.e.Sujet
	}
	return t.sur(memoires.CleDatePrestation)
}

// remplacer finds the field that holds the old value and gives it the new one.
func (t *tour) remplacer(vieux, neuf string) bool {
	for _, c := range t.ecrits() {
		if !t.estValeur(c, vieux) {
			continue
		}
		if d, ok := t.lireAutre(c, neuf); ok {
			t.appliquer(d)
			return true
		}
	}
	// The old value was never written: « 55… euh 50 » answers the pending question.
	c, ok := t.champAttendu()
	if !ok {
		return false
	}
	if _, ancien := t.lireAutre(c, vieux); !ancien {
		return false
	}
	d, ok := t.lireAutre(c, neuf)
	if ok {
		t.appliquer(d)
	}
	return ok
}

// ecritsMax bounds the fields that a correction is compared with, so that a mémoire of two hundred lines
// answers as fast as one of one: the last written come first.
const ecritsMax = 40

// ecrits lists the fields that have a value, the last written first.
func (t *tour) ecrits() []memoires.Champ {
	var out []memoires.Champ
	ajouter := func(c memoires.Champ) {
		if len(out) < ecritsMax && t.valeur(c) != "" && !slices.Contains(out, c) {
			out = append(out, c)
		}
	}
	for _, p := range slices.Backward(t.e.Journal) {
		for _, e := range slices.Backward(p.Ecrits) {
			ajouter(e.Champ)
		}
	}
	for _, l := range t.m.Lignes {
		for _, k := range memoires.ClesLigne() {
			ajouter(memoires.Champ{Cle: k, Ligne: l.ID})
		}
	}
	for _, k := range memoires.ClesEntete() {
		ajouter(memoires.Champ{Cle: k})
	}
	return out
}

// lireAutre reads words as a value of that field, whatever the question.
func (t *tour) lireAutre(c memoires.Champ, mots string) (dite, bool) {
	garde := t.p
	t.p = comprendre(mots)
	d, ok := t.reponseDite(c, false)
	t.p = garde
	if ok && d.valeur != "" && declaration(c.Cle).Genre == saisie.GenreJour {
		d.autres = nil
	}
	return d, ok && (d.valeur != "" || len(d.choix) > 0 || d.refus != "")
}

// estValeur tells whether words name the present value of a field.
func (t *tour) estValeur(c memoires.Champ, mots string) bool {
	v := t.valeur(c)
	if declaration(c.Cle).Genre == saisie.GenreTexte && c.Cle != memoires.CleNumeroAffaire {
		return false
	}
	if d, ok := t.lireAutre(c, mots); ok {
		if d.valeur == v || slices.Contains(d.autres, v) || slices.Contains(d.choix, v) {
			return true
		}
		return memeJour(c, mots, v)
	}
	return false
}

// memeJour tells whether « le 13 » names the day of the month of a date already written.
func memeJour(c memoires.Champ, mots, v string) bool {
	if declaration(c.Cle).Genre != saisie.GenreJour {
		return false
	}
	n := francais.Nombres(mots)
	return len(n) == 1 && n[0].Millieme == int64(lireJour(v).Day())*1000
}

// changer handles « change le montant »: which field, then its question with the present value
// (turns 21, 22).
func (t *tour) changer() suiteTour {
	if !t.p.a(iChanger) {
		return rien
	}
	champs := t.champsNommes()
	if len(t.valeursDites()) > 0 && len(champs) <= 1 {
		return rien // « change la date en 6 octobre »: the value says it all
	}
	switch len(champs) {
	case 0:
		if t.m.Ligne(t.e.Sujet.Ligne) != nil || t.e.Sujet.Cle != "" && !t.e.Sujet.Cle.DeLigne() {
			t.exiger(t.e.Sujet)
			return fini
		}
		t.montrerRecap()
		return fini
	case 1:
		t.exiger(champs[0])
		return fini
	}
	a := Attente{Genre: AttendChoix, Sujet: "changer", Question: "Que voulez-vous changer ?", Rappel: "Que voulez-vous changer ?"}
	for _, c := range champs {
		l := t.libelle(c)
		if v := t.valeur(c); v != "" {
			l += " (" + t.afficher(c, v) + ")"
		}
		a.Candidats = append(a.Candidats, Candidat{Libelle: l, Ordres: []Ordre{{Verbe: vPoserChamp, Champ: c}}})
	}
	a.Candidats = append(a.Candidats, Candidat{Cle: "non", Libelle: "Rien, laisser comme avant", Ordres: []Ordre{{Verbe: vLaisser, Valeur: "Rien n'est changé."}}})
	t.demander(a)
	return fini
}

// nomsChamps gives the words by which people name the fields.
func nomsChamps() []struct {
	cle  memoires.Cle
	mots string
} {
	return []struct {
		cle  memoires.Cle
		mots string
	}{
		{memoires.CleJuridiction, "juridiction|tribunal|tj|cour"},
		{memoires.CleStructure, "structure|societe|siret"},
		{memoires.CleCategorie, "categorie"},
		{memoires.CleTexteReference, "texte|article"},
		{memoires.CleTypeTVA, "regime"},
		{memoires.CleTauxTVA, "taux|tva"},
		{memoires.CleNumeroFacture, "facture"},
		{memoires.CleCoordonnees, "rib|iban|compte|banque|bancaires"},
		{memoires.CleNumeroAffaire, "affaire|dossier|procedure"},
		{memoires.CleDateRequisition, "requisition"},
		{memoires.CleAutorite, "autorite|requerante|magistrat|opj"},
		{memoires.CleTypePrestation, "type|prestation"},
		{memoires.CleDatePrestation, "date|jour"},
		{memoires.CleQuantite, "quantite|heures|pages|duree|nombre"},
		{memoires.CleTarifHT, "montant|tarif|prix|somme"},
		{memoires.CleFraisDivers, "montant|frais|peage|deplacement"},
		{memoires.CleDebours, "debours"},
		{memoires.CleNote, "remarque|note"},
	}
}

// champsNommes finds the fields that the sentence names; a date word alone goes with the noun beside it.
func (t *tour) champsNommes() []memoires.Champ {
	var out []memoires.Champ
	for _, n := range nomsChamps() {
		if t.p.contient(n.mots) {
			out = append(out, t.sur(n.cle))
		}
	}
	a := func(c memoires.Cle) bool {
		return slices.ContainsFunc(out, func(x memoires.Champ) bool { return x.Cle == c })
	}
	retirer := func(c memoires.Cle) {
		out = slices.DeleteFunc(out, func(x memoires.Champ) bool { return x.Cle == c })
	}
	date := a(memoires.CleDatePrestation)
	if date && a(memoires.CleTypePrestation) {
		retirer(memoires.CleTypePrestation)
	}
	if date && a(memoires.CleDateRequisition) && !t.p.contient("prestation|mission") {
		retirer(memoires.CleDatePrestation)
	}
	if date && !a(memoires.CleDateRequisition) && !t.p.contient("prestation|mission") && t.valeur(t.sur(memoires.CleDateRequisition)) != "" {
		out = append([]memoires.Champ{t.sur(memoires.CleDateRequisition)}, out...)
	}
	if t.p.contient("frais") {
		retirer(memoires.CleTarifHT)
	}
	if t.p.contient("tarif|prix") && !t.p.contient("frais") {
		retirer(memoires.CleFraisDivers)
	}
	if t.p.contient("type … tva", "regime") {
		retirer(memoires.CleTauxTVA)
		retirer(memoires.CleTypePrestation)
		if !a(memoires.CleTypeTVA) {
			out = append(out, t.sur(memoires.CleTypeTVA))
		}
	}
	return out
}

// effacerDit empties the field whose value the person takes back without another, and asks it
// (turn 20).
func (t *tour) effacerDit(vieux string) bool {
	for _, c := range t.ecrits() {
		if !t.estValeur(c, vieux) {
			continue
		}
		if !t.modifiable() {
			return true
		}
		t.poser(c, "", t.dit(t.p.texte), true)
		t.exiger(c)
		return true
	}
	return false
}

// redire takes « non, c'est le 6 » for the field last spoken of, or for the one whose name is said.
func (t *tour) redire(neuf string) bool {
	garde := t.p
	t.p = comprendre(neuf)
	defer func() { t.p = garde }()
	l := t.lireValeurs()
	if c := t.e.Sujet; c.Cle != "" && t.valeur(c) != "" {
		nomme := slices.ContainsFunc(l, func(d dite) bool { return d.champ.Cle != c.Cle && d.sure && d.valeur != "" })
		attendu, ok := t.champAttendu()
		if !nomme || !ok {
			if d, lu := t.lireAutre(c, neuf); lu && (!ok || declaration(attendu.Cle).Genre != declaration(c.Cle).Genre || t.valeur(attendu) != "" || garde.a(iNon)) {
				t.appliquer(d)
				return true
			}
		}
	}
	if len(l) == 0 {
		return false
	}
	for _, d := range l {
		d.sure = true
		t.appliquer(d)
	}
	return true
}
