package dialogue

import (
	"slices"
	"strings"
	"time"

	"claudia/assistant/francais"
	"claudia/memoires"
	"claudia/memoires/saisie"
)

// dite is one value found in what the person typed.
type dite struct {
	champ  memoires.Champ
	valeur string   // canonical; empty when it must be asked (choix) or cannot be (refus)
	texte  string   // words read
	choix  []string // canonical values between which the person must choose
	autres []string // other readings, less likely, offered as buttons
	refus  string   // French sentence: why it cannot be taken
	note   string   // what to add beside the echo
	sure   bool     // given for this very field: no confirmation needed (R2)
	ttc    bool     // of an amount: with tax
	heures *[2]int  // of a quantity: the span it comes from, in minutes since midnight
	unite  string   // of a quantity: heure, page, jour, unite
	brut   bool     // of an amount: neither HT nor TTC was said
}

// lireValeurs finds every value that the sentence gives, for the asked field or for others.
func (t *tour) lireValeurs() []dite {
	if len(t.p.mots) == 0 {
		return nil
	}
	var out []dite
	ajouter := func(l ...dite) {
		for _, d := range l {
			if !slices.ContainsFunc(out, func(x dite) bool { return x.champ.Cle == d.champ.Cle }) {
				out = append(out, d)
			}
		}
	}
	ajouter(t.numerosDits()...)
	ajouter(t.listesDites()...) // before the quantities: their unit comes from the service
	ajouter(t.datesDites()...)
	ajouter(t.quantitesDites()...)
	ajouter(t.montantsDits()...)
	if c, ok := t.champAttendu(); ok && !slices.ContainsFunc(out, func(x dite) bool { return x.champ.Cle == c.Cle }) {
		if d, ok := t.reponseDite(c, len(out) > 0); ok {
			ajouter(d)
		}
	}
	return out
}

// champAttendu is the field of the pending question.
func (t *tour) champAttendu() (memoires.Champ, bool) {
	if a := t.e.Attente; a != nil && a.Genre == AttendChamp {
		return a.Champ, true
	}
	return memoires.Champ{}, false
}

// reponseDite reads the text as the answer to the asked field. autres says that other values were
// already found in it: only a clear answer counts then.
func (t *tour) reponseDite(c memoires.Champ, autres bool) (dite, bool) {
	d := declaration(c.Cle)
	switch d.Genre {
	case saisie.GenreJour:
		if autres {
			return dite{}, false
		}
		return t.jourDit(c, t.p.texte)
	case saisie.GenreTexte:
		if autres {
			return dite{}, false
		}
		return t.texteDit(c)
	case saisie.GenreListe, saisie.GenreRecherche:
		if t.p.a(iNeSaitPas, iRefus, iPasser, iOu, iPourquoi, iCommeVous) {
			return dite{}, false
		}
		return t.optionDite(c, d, t.p.texte, autres)
	case saisie.GenreOuiNon:
		if t.p.a(iOui) {
			return dite{champ: c, valeur: "oui", texte: t.p.texte, sure: true}, true
		}
		if t.p.a(iNon) {
			return dite{champ: c, valeur: "non", texte: t.p.texte, sure: true}, true
		}
	case saisie.GenreQuantite, saisie.GenreMontant, saisie.GenreTaux:
		if autres {
			return dite{}, false
		}
		return t.nombreDit(c, d)
	}
	return dite{}, false
}

// texteDit takes a free text as it stands when it looks like one: a number for an affaire, words for
// a remark; never a question or an order.
func (t *tour) texteDit(c memoires.Champ) (dite, bool) {
	s := strings.TrimSpace(t.p.texte)
	if c.Cle == memoires.CleNumeroAffaire {
		if l := francais.NumerosAffaire(s); len(l) == 1 && !t.p.point {
			return dite{champ: c, valeur: l[0], texte: s, sure: true}, true
		}
	}
	if t.p.point || len(t.p.dit) > 0 && !t.p.a(iDoute) {
		return dite{}, false
	}
	switch c.Cle {
	case memoires.CleNumeroAffaire, memoires.CleNumeroFacture, memoires.CleNumeroEngagement:
		s = sansAmorce(s)
		if !strings.ContainsAny(s, "0123456789") || len(strings.Fields(s)) > 5 || len([]rune(s)) > 60 {
			return dite{}, false
		}
	default:
		if len(t.p.mots) < 2 {
			return dite{}, false
		}
	}
	if s == t.e.Exemple {
		return dite{}, false
	}
	return dite{champ: c, valeur: s, texte: s, sure: true}, true
}

// sansAmorce drops what people write before a number: « c'est le n° … ».
func sansAmorce(s string) string {
	for {
		avant := s
		bas := strings.ToLower(s)
		for _, a := range []string{
			"c'est ", "c’est ", "le ", "la ", "numéro ", "numero ", "num ", "n° ", "n°", "no ", "d'affaire ", "affaire ", "de l'affaire ", "dossier ",
			"procédure ", "est ", ": ", ":", "réponse ", "alors ", "donc ", "ok ", "oui ", "du parquet ", "parquet ",
		} {
			if strings.HasPrefix(bas, a) {
				s = strings.TrimSpace(s[len(a):])
				break
			}
		}
		if s == avant {
			return strings.TrimRight(s, " .,;!")
		}
	}
}

// jourDit reads a day for a field (R7): these fields look to the past only.
func (t *tour) jourDit(c memoires.Champ, texte string) (dite, bool) {
	l := francais.DatesAvec(texte, t.contexteDates())
	if d, ok := t.deLecture(c, l); ok {
		return d, true
	}
	r := t.valeur(t.sur(memoires.CleDateRequisition))
	if c.Cle == memoires.CleDatePrestation && r != "" && t.p.contient("jour|date de la requisition|requiz", "meme jour", "jour meme") {
		return dite{champ: c, valeur: r, texte: texte, sure: true}, true
	}
	return dite{}, false
}

// contexteDates gives the dates their present and the days that they may refer to.
func (t *tour) contexteDates() francais.Contexte {
	x := francais.Contexte{Maintenant: t.w.Maintenant, Sens: francais.Passe, References: map[string]time.Time{}}
	if l := t.ligne(t.ligneCourante()); l != nil {
		for cle, jour := range map[string]time.Time{"requisition": l.DateRequisition, "prestation": l.DatePrestation} {
			if !jour.IsZero() {
				x.References[cle] = jour
			}
		}
	}
	return x
}

// deLecture turns a reading of a date into a value, a choice, or the reason why it is neither.
func (t *tour) deLecture(c memoires.Champ, l francais.LectureDates) (dite, bool) {
	d := dite{champ: c, sure: true}
	iso := func(j time.Time) string { return j.Format(time.DateOnly) }
	switch {
	case l.Impossible != "":
		d.refus = l.Impossible
		for _, j := range l.Suggestions {
			if !j.After(t.aujourdhui()) {
				d.choix = append(d.choix, iso(j))
			}
		}
		return d, true
	case len(l.Candidats) == 0:
		return dite{}, false
	}
	premier := l.Candidats[0]
	d.texte = premier.Texte
	if premier.Jour.IsZero() {
		return dite{}, false
	}
	if l.Futur || premier.Jour.After(t.aujourdhui()) {
		d.refus = "Le " + saisie.Jour(premier.Jour) + " est dans le futur. " + raisonPasse(c.Cle)
		return d, true
	}
	for _, x := range l.Candidats {
		if s := iso(x.Jour); !x.Jour.IsZero() && !x.Jour.After(t.aujourdhui()) && !slices.Contains(d.autres, s) {
			d.autres = append(d.autres, s)
		}
	}
	semaine := len(d.autres) == 2 && premier.Jour.Sub(lireJour(d.autres[1])).Abs() == 7*24*time.Hour
	if l.Ambigu && len(d.autres) > 1 && !semaine {
		d.choix, d.autres = d.autres, nil
		return d, true
	}
	d.valeur, d.autres = iso(premier.Jour), d.autres[1:]
	if premier.Nuance.Approx { // « octobre » is no day: asked
		d.choix, d.valeur, d.autres = []string{d.valeur}, "", nil
		return d, true
	}
	if premier.Nuance.WeekEnd {
		d.note = "C'était un " + jourSemaine(premier.Jour) + "."
	}
	return d, true
}

func raisonPasse(c memoires.Cle) string {
	if c == memoires.CleDateRequisition {
		return "La réquisition doit déjà avoir été signée."
	}
	return "La prestation doit déjà être réalisée."
}

func jourSemaine(j time.Time) string {
	s, _, _ := strings.Cut(saisie.Jour(j), " ")
	return s
}

// etiquettes are the words that tie a date to its field.
func etiquettes() map[memoires.Cle]string {
	return map[memoires.Cle]string{
		memoires.CleDateRequisition: "requisition|requisitions|requis|requise|ordonnance|commission|requiz|req|designation",
		memoires.CleFinMission:      "fin|fini|finie|termine|terminee|acheve|achevee|cloture",
		memoires.CleDatePrestation:  "prestation|mission|intervention|audition|traduction|traduit|interpretariat|interprete|expertise|examen|realise|realisee|rendu|rendue|remis|remise|depose|deposee|intervenu|travail|travaille|vacation|fait|faite",
	}
}

// datesDites finds the dates and the fields that the words around give them.
func (t *tour) datesDites() []dite {
	var out []dite
	attendu, _ := t.champAttendu()
	fin := 0
	for _, l := range francais.ToutesDates(t.p.texte, t.contexteDates()) {
		if l.Faible || l.Debut < fin {
			continue
		}
		cle := t.champDeDate(t.p.texte[fin:l.Debut], t.p.texte[l.Fin:])
		fin = l.Fin
		sure := cle != ""
		if cle == "" {
			cle = memoires.CleDatePrestation
			if declaration(attendu.Cle).Genre == saisie.GenreJour && attendu.Cle != "" {
				cle, sure = attendu.Cle, true
			}
		}
		c := t.sur(cle)
		if d, ok := t.deLecture(c, l); ok {
			d.sure = sure
			out = append(out, d)
		}
	}
	return out
}

// champDeDate names the field of a date from the words before it, else those after.
func (t *tour) champDeDate(avant, apres string) memoires.Cle {
	mots := strings.FieldsFunc(francais.Plier(avant), separe)
	for i := len(mots) - 1; i >= max(0, len(mots)-8); i-- {
		for _, cle := range []memoires.Cle{memoires.CleDateRequisition, memoires.CleFinMission, memoires.CleDatePrestation} {
			if parmi(mots[i], etiquettes()[cle]) {
				return cle
			}
		}
	}
	suite := strings.FieldsFunc(francais.Plier(apres), separe)
	for _, m := range suite[:min(len(suite), 4)] {
		for _, cle := range []memoires.Cle{memoires.CleDateRequisition, memoires.CleDatePrestation} {
			if parmi(m, etiquettes()[cle]) {
				return cle
			}
		}
	}
	return ""
}
