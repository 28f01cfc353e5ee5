package dialogue

import (
	"slices"
	"strconv"
	"strings"

	"claudia/internal/comptes"
	"claudia/internal/fault"
	"claudia/memoires"
)

// dit is the provenance of what the person says.
func (t *tour) dit(texte string) memoires.Provenance {
	return memoires.Provenance{Source: memoires.Dit, Texte: raccourcir(texte, 200)}
}

// ecrire writes a value that the person gave or confirmed: it is checked, simulated on the draft,
// echoed (R2), kept for undo, and what depends on it follows (R3). A refused value is explained and
// false comes back.
func (t *tour) ecrire(c memoires.Champ, valeur string, p memoires.Provenance) bool {
	c = t.ancrer(c)
	if err := declaration(c.Cle).Valider(valeur, t.contexte(c)); err != nil {
		t.refuserValeur(c, err)
		return false
	}
	return t.poser(c, valeur, p, true)
}

// poser writes without validating again; echo says whether the value is shown back.
func (t *tour) poser(c memoires.Champ, valeur string, p memoires.Provenance, echo bool) bool {
	c = t.ancrer(c)
	avant := t.valeur(c)
	avantLu := t.afficher(c, avant)
	if err := t.m.Poser(c, valeur); err != nil {
		t.refuserValeur(c, err)
		return false
	}
	p.Par, p.Origine, p.Le = t.w.Acteur.Utilisateur, comptes.Assistant, t.w.Maintenant.Unix()
	t.m.Provenances[c] = p
	t.faire(Ecrire{Champ: c, Valeur: valeur, Provenance: p})
	if avant != valeur {
		t.pas.Ecrits = append(t.pas.Ecrits, Ecrit{Champ: c, Avant: avant, Apres: valeur, Source: p.Source})
	}
	t.e.Reportes = slices.DeleteFunc(t.e.Reportes, func(x memoires.Champ) bool { return x == c })
	t.oublierPropositions(c, valeur)
	t.oublierAilleurs(c)
	t.e.Sujet = c
	if a := t.e.Attente; a != nil && a.Champ == c && a.Genre != AttendLecture {
		t.repondu()
	}
	if echo {
		t.echo(c, avantLu, p)
	}
	if avant != valeur {
		t.dependants(c, avant, valeur)
	}
	return true
}

// ancrer ties a field of a line to a real line, adding the first one when there is none.
func (t *tour) ancrer(c memoires.Champ) memoires.Champ {
	if !c.Cle.DeLigne() {
		return memoires.Champ{Cle: c.Cle}
	}
	if t.m.Ligne(c.Ligne) != nil {
		return c
	}
	if id := t.ligneCourante(); id != 0 {
		c.Ligne = id
		return c
	}
	c.Ligne = t.nouvelleLigne()
	return c
}

// nouvelleLigne adds a line and gives its negative name.
func (t *tour) nouvelleLigne() memoires.LigneID {
	t.e.Prochaine--
	id := t.e.Prochaine
	t.m.Lignes = append(t.m.Lignes, memoires.LignePrestation{ID: id, Position: len(t.m.Lignes) + 1})
	t.faire(AjouterLigne{Ref: id})
	t.pas.Ajoutee = append(t.pas.Ajoutee, id)
	if t.exonere() {
		t.poser(memoires.Champ{Cle: memoires.CleTauxTVA, Ligne: id}, "0", memoires.Provenance{Source: memoires.Calcule}, false)
	}
	return id
}

// echo shows a written value back, the last write of a field replacing the former (R2).
func (t *tour) echo(c memoires.Champ, avant string, p memoires.Provenance) {
	v := Valeur{Champ: c, Libelle: t.libelle(c), Affichage: t.afficher(c, t.valeur(c)), Avant: avant, Source: source(p)}
	if v.Affichage == "" {
		v.Affichage = "à compléter"
	}
	if v.Avant == v.Affichage {
		v.Avant = ""
	}
	if i := slices.IndexFunc(t.echos, func(x Valeur) bool { return x.Champ == c }); i >= 0 {
		v.Avant = t.echos[i].Avant
		t.echos[i] = v
		return
	}
	t.echos = append(t.echos, v)
}

// source says in words where a value comes from.
func source(p memoires.Provenance) string {
	s := ""
	switch p.Source {
	case memoires.Dit:
		s = "dit"
	case memoires.Lu:
		s = "lu"
		switch {
		case p.Ligne > 0:
			s += " ligne " + strconv.Itoa(p.Ligne)
		case p.Page > 0:
			s += " p. " + strconv.Itoa(p.Page)
		}
	case memoires.Calcule:
		s = "calculé"
	case memoires.Repris:
		s = "repris"
	case memoires.Propose:
		s = "proposé par l'agent"
	case memoires.Saisi:
		s = "saisi sur le portail"
	}
	if p.Doute {
		s += ", à vérifier"
	}
	return typo(s)
}

// refuserValeur explains why a value is not taken, in the words of the fault.
func (t *tour) refuserValeur(c memoires.Champ, err error) {
	t.dire(majuscule(t.rappel(c)) + " : " + fault.Public(err).Message)
}

// dependants follows a change through the fields that hang on it (R3).
func (t *tour) dependants(c memoires.Champ, avant, valeur string) {
	calcule := memoires.Provenance{Source: memoires.Calcule}
	switch c.Cle { //nolint:exhaustive // the others drag nothing along
	case memoires.CleTypeTVA:
		t.suivreTVA(avant, valeur)
	case memoires.CleStructure:
		for _, k := range []memoires.Cle{memoires.CleService, memoires.CleCoordonnees} {
			if d := (memoires.Champ{Cle: k}); avant != "" && t.valeur(d) != "" {
				t.poser(d, "", calcule, true)
			}
		}
		t.reprendreStructure()
	case memoires.CleRemiseTTC:
		if valeur == "" && t.m.Entete.MotifRemise != "" {
			t.poser(memoires.Champ{Cle: memoires.CleMotifRemise}, "", calcule, true)
		}
	}
}

// suivreTVA sets every rate to zero when no VAT is due, and asks the rates again when it becomes due.
func (t *tour) suivreTVA(avant, valeur string) {
	sans := valeur == tvaExoneree || valeur == tvaSans
	avaitSans := avant == tvaExoneree || avant == tvaSans
	for _, l := range slices.Clone(t.m.Lignes) {
		c := memoires.Champ{Cle: memoires.CleTauxTVA, Ligne: l.ID}
		switch {
		case sans && l.Valeur(memoires.CleTauxTVA) != "0":
			t.poser(c, "0", memoires.Provenance{Source: memoires.Calcule}, true)
		case !sans && avaitSans && l.Valeur(memoires.CleTauxTVA) == "0":
			t.poser(c, "", memoires.Provenance{Source: memoires.Calcule}, true)
		}
	}
}

// reprendreStructure takes from the parameters of the structure what each mémoire repeats: said, and
// marked as such, never in silence (R2).
func (t *tour) reprendreStructure() {
	s, ok := t.structure()
	if !ok {
		return
	}
	repris := memoires.Provenance{Source: memoires.Repris, Texte: "paramètres de la structure"}
	if t.m.Entete.Categorie == "" && s.Categorie != "" && declaration(memoires.CleCategorie).Valider(s.Categorie, t.contexte(memoires.Champ{Cle: memoires.CleCategorie})) == nil {
		t.poser(memoires.Champ{Cle: memoires.CleCategorie}, s.Categorie, repris, true)
	}
	if t.m.Entete.TypeTVA == "" && s.FranchiseTVA {
		t.poser(memoires.Champ{Cle: memoires.CleTypeTVA}, tvaExoneree, repris, true)
	}
}

// oublierPropositions drops the proposals for a field that has its value, and refuses for ever those
// that the person contradicted (R11).
func (t *tour) oublierPropositions(c memoires.Champ, valeur string) {
	t.e.Propositions = slices.DeleteFunc(t.e.Propositions, func(p Proposition) bool {
		if p.Champ != c {
			return false
		}
		if p.Valeur != valeur {
			t.refuser(p)
		}
		return true
	})
}

// refuser remembers that a value read somewhere is wrong (R11).
func (t *tour) refuser(p Proposition) {
	r := Refus{Cle: p.Champ.Cle, Piece: p.Piece, Valeur: p.Valeur}
	if slices.Contains(t.e.Refus, r) {
		return
	}
	t.e.Refus = append(t.e.Refus, r)
	if n := len(t.e.Refus) - refusMax; n > 0 {
		t.e.Refus = slices.Delete(t.e.Refus, 0, n)
	}
}

// ouvrirBrouillon opens a draft and simulates what memoires.Ouvrir fills by itself, so that the next
// question is not one that the structure already answers; what was taken is said (R2).
func (t *tour) ouvrirBrouillon(s comptes.StructureID) {
	t.fermerBrouillon()
	t.e.Attente, t.repond = nil, true
	t.e.Mode = Saisie
	t.faire(Ouvrir{Structure: s})
	m := NouveauBrouillon(s, t.w)
	t.m = &m
	t.e.Memoire = 0
	var repris []string
	for _, c := range []memoires.Cle{memoires.CleCategorie, memoires.CleTypeTVA} {
		if ch := (memoires.Champ{Cle: c}); t.valeur(ch) != "" {
			repris = append(repris, declaration(c).Libelle+" : "+t.afficher(ch, t.valeur(ch)))
		}
	}
	if len(repris) > 0 {
		t.dire("Je reprends de votre structure – " + strings.Join(repris, " ; ") + ". Dites-le-moi si c'est à changer.")
	}
}

// NouveauBrouillon gives the draft that memoires.Ouvrir makes for the structure, before it has an id:
// the currency, the ordinary type of VAT or the exemption, the category, the only bank account.
func NouveauBrouillon(s comptes.StructureID, w Monde) memoires.Memoire {
	m := memoires.Memoire{Etat: memoires.Brouillon, Provenances: map[memoires.Champ]memoires.Provenance{}}
	m.Entete.Structure, m.Entete.Devise, m.Entete.TypeTVA = s, deviseEuro, tvaEncaissement
	m.ModeDepot = "Saisie Web"
	for _, x := range w.Structures {
		if x.ID != s {
			continue
		}
		if x.FranchiseTVA {
			m.Entete.TypeTVA = tvaExoneree
		}
		if w.Referentiel != nil {
			for _, v := range w.Referentiel.CategoriesPrestataire() {
				if x.Categorie != "" && (v.Code == x.Categorie || v.Libelle == x.Categorie) {
					m.Entete.Categorie = v.Code
				}
			}
		}
	}
	if len(w.Coordonnees) == 1 {
		m.Entete.Coordonnees = comptes.CoordonneesID(entierDe(w.Coordonnees[0].Code))
	}
	for _, c := range memoires.ClesEntete() {
		if ch := (memoires.Champ{Cle: c}); m.Valeur(ch) != "" {
			m.Provenances[ch] = memoires.Provenance{Source: memoires.Repris}
		}
	}
	return m
}
