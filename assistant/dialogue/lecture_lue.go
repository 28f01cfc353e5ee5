package dialogue

import (
	"slices"
	"strconv"
	"strings"

	"claudia/memoires"
	"claudia/memoires/lecture"
)

// propositionsDe turns what was read into values of the draft, each with the proof of its place; what the
// draft already holds, and what was refused from the same place, is left out (R11).
func (t *tour) propositionsDe(piece string, l lecture.Lecture, ligne memoires.LigneID) []Proposition {
	var out []Proposition
	ajouter := func(cle memoires.Cle, valeur string, c lecture.Champ) {
		ch := memoires.Champ{Cle: cle}
		if cle.DeLigne() {
			ch.Ligne = ligne
		}
		r := Refus{Cle: cle, Piece: piece, Valeur: valeur}
		if valeur == "" || t.valeur(ch) == valeur || slices.Contains(t.e.Refus, r) || declaration(cle).Valider(valeur, t.contexte(ch)) != nil {
			return
		}
		if slices.ContainsFunc(t.e.Propositions, func(p Proposition) bool { return p.Champ == ch && p.Valeur == valeur }) {
			return // another document says the same
		}
		out = append(out, Proposition{
			Champ: ch, Libelle: t.libelle(ch), Valeur: valeur, Affichage: t.afficher(ch, valeur), Texte: c.Texte,
			Piece: piece, Page: c.Page, Zone: c.Zone, Ligne: c.Ligne, Confiance: c.Confiance,
		})
	}
	autorite := ""
	for _, c := range l.Champs {
		switch c.Cle {
		case lecture.NumeroAffaire:
			ajouter(memoires.CleNumeroAffaire, strings.TrimSpace(c.Valeur), c)
		case lecture.DateRequisition:
			ajouter(memoires.CleDateRequisition, c.Valeur, c)
		case lecture.DatePrestation:
			ajouter(memoires.CleDatePrestation, c.Valeur, c)
		case lecture.AutoriteQualite:
			autorite = t.codeAutorite(c.Valeur)
			ajouter(memoires.CleAutorite, autorite, c)
			ajouter(memoires.CleTexteReference, texteDe(autorite), c)
		case lecture.Service:
			ajouter(memoires.CleJuridiction, t.codeJuridiction(c.Valeur), c)
		case lecture.NombrePages:
			ajouter(memoires.CleQuantite, milliemes(c.Valeur), c)
		case lecture.Prestation, lecture.AutoriteNom, lecture.PersonneRequise, lecture.NatureAffaire, lecture.HeureDebut, lecture.HeureFin, lecture.Signee:
		}
	}
	if c, ok := l.Champ(lecture.Prestation); ok {
		ajouter(memoires.CleTypePrestation, t.codePrestation(c.Valeur, autorite, ligne), c)
	}
	if q, c, ok := heures(l); ok && auxHeures(l) {
		ajouter(memoires.CleQuantite, q, c)
	}
	note := memoires.Champ{Cle: memoires.CleNote, Ligne: ligne}
	dejaNote := slices.ContainsFunc(t.e.Propositions, func(p Proposition) bool { return p.Champ == note })
	if nom, ok := l.Champ(lecture.AutoriteNom); ok && t.valeur(note) == "" && !dejaNote {
		ajouter(memoires.CleNote, remarque(l), nom)
	}
	return out
}

// remarque keeps the name and the service of the authority, which have no box of their own.
func remarque(l lecture.Lecture) string {
	nom, _ := l.Champ(lecture.AutoriteNom)
	s := "Requis par " + nom.Valeur
	if service, ok := l.Champ(lecture.Service); ok {
		s += ", " + service.Valeur
	}
	return raccourcir(strings.Join(strings.Fields(s), " "), 300)
}

// texteDe gives the legal base that the authority betrays: the criminal one for those of the criminal
// procedure; it is a proposal, confirmed like the others.
func texteDe(autorite string) string {
	switch autorite {
	case "opj", "procureur", "juge_instruction", "chambre_instruction", "jap":
		return "R92"
	}
	return ""
}

func (t *tour) codeAutorite(qualite string) string {
	if t.w.Referentiel == nil {
		return ""
	}
	if l := t.w.Referentiel.ChercherAutorite(qualite, 1); len(l) > 0 && l[0].Score >= scoreLu {
		return l[0].Valeur.Code
	}
	return ""
}

// codeJuridiction reads a court out of the service of the authority: only when it names one.
func (t *tour) codeJuridiction(service string) string {
	if t.w.Referentiel == nil || !comprendre(service).contient("tribunal|tj|tgi|cour") {
		return ""
	}
	if l := t.w.Referentiel.ChercherJuridiction(service, 2); len(l) > 0 && l[0].Score >= scoreSur && (len(l) < 2 || l[1].Score < l[0].Score) {
		return l[0].Juridiction.Code
	}
	return ""
}

// prestationsLues gives the family of the référentiel for the kinds that documents name.
func prestationsLues() map[string]string {
	return map[string]string{
		"expertise_medico_psychologique": "medico_psychologie", "expertise_psychiatrique": "psychiatrie", "expertise_psychologique": "psychologie",
		"enquete_sociale_civile": "enquete_sociale_civile", "enquete_personnalite": "enquete_personnalite", "enquete_sociale": "enquete_sociale_rapide",
		"controle_judiciaire": "controle_judiciaire", "sursis_mise_a_l_epreuve": "sursis_probatoire", "audition_enfant": "audition_enfant",
		"administrateur_ad_hoc": "ad_hoc", "autopsie": "autopsie", "analyse_toxicologique": "toxicologie", "analyse_genetique": "genetique",
		"expertise_automobile": "automobile", "expertise_informatique": "informatique", "expertise_balistique": "balistique",
		"expertise_comptable": "comptable", "traduction_ecrite": "traduction_ecrite", "traduction_orale": "traduction_orale",
		"examen_medical": "examen_victime", "examen_clinique": "examen_victime", "expertise_medicale": "autres_medicales",
	}
}

// codePrestation gives the type of the référentiel for a kind that a document names, at the stage that
// the authority betrays; empty when the stage is not known.
func (t *tour) codePrestation(code, autorite string, ligne memoires.LigneID) string {
	if t.w.Referentiel == nil {
		return ""
	}
	if autorite == "" {
		autorite = t.valeur(memoires.Champ{Cle: memoires.CleAutorite, Ligne: ligne})
	}
	for _, p := range t.e.Propositions {
		if autorite == "" && p.Champ.Cle == memoires.CleAutorite {
			autorite = p.Valeur
		}
	}
	phase := phaseDe(autorite)
	var trouves []string
	for _, v := range t.w.Referentiel.TypesPrestation() {
		if v.Famille != prestationsLues()[code] {
			continue
		}
		if v.Phase == phase {
			return v.Code
		}
		trouves = append(trouves, v.Code)
	}
	if len(trouves) == 1 {
		return trouves[0]
	}
	return ""
}

// horaires gives the two times of a document, in minutes since midnight.
func horaires(l lecture.Lecture) (debut, fin int, ok bool) {
	d, ok1 := l.Champ(lecture.HeureDebut)
	f, ok2 := l.Champ(lecture.HeureFin)
	debut, ok3 := minutes(d.Valeur)
	fin, ok4 := minutes(f.Valeur)
	return debut, fin, ok1 && ok2 && ok3 && ok4 && debut != fin
}

// heures gives the hours due between two times: every started hour counts (article R122).
func heures(l lecture.Lecture) (string, lecture.Champ, bool) {
	debut, fin, ok := horaires(l)
	if !ok {
		return "", lecture.Champ{}, false
	}
	d, _ := l.Champ(lecture.HeureDebut)
	f, _ := l.Champ(lecture.HeureFin)
	if fin < debut {
		fin += 24 * 60
	}
	f.Texte = d.Texte + " – " + f.Texte
	f.Confiance = min(d.Confiance, f.Confiance)
	f.Zone = d.Zone.Union(f.Zone)
	return strconv.Itoa((fin - debut + 59) / 60 * 1000), f, true
}

// auxHeures tells whether the hours of a document make the quantity: those of an oral mission, or of a kind
// that the document does not name.
func auxHeures(l lecture.Lecture) bool {
	p, ok := l.Champ(lecture.Prestation)
	return !ok || p.Valeur == "traduction_orale"
}

func minutes(hhmm string) (int, bool) {
	h, m, ok := strings.Cut(hhmm, ":")
	a, err1 := strconv.Atoi(h)
	b, err2 := strconv.Atoi(m)
	return a*60 + b, ok && err1 == nil && err2 == nil && a >= 0 && a < 24 && b >= 0 && b < 60
}

func milliemes(s string) string {
	n, err := strconv.ParseInt(s, 10, 32)
	if err != nil || n <= 0 {
		return ""
	}
	return strconv.FormatInt(n*1000, 10)
}
