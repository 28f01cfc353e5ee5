package lecture

import (
	"regexp"
	"strings"
)

var (
	phraseNous     = regexp.MustCompile(`\b(?:nous|je)\s?,?\s+(?:sous[a-z]{3,6}(?:\(e\))?s?\s?,?\s+)?`)
	phraseRequis   = regexp.MustCompile(`\b(?:requerons|requeront|requiert|requiers|requerir|commettons|designons|designe|commet|mandatons|nommons|commettre|designer|chargeons|confions a|requisition adressee a|requisitionnons|sollicitons|atteste(?:nt|ons)? que|certifie(?:ons)? que|constate que)\s*:?\s+`)
	phraseMission  = regexp.MustCompile(`(a l'effet d|aux fins d|afin d|pour mission d|pour y proceder|mission\s?:|avec mission d|mission suivante|en vue d|a fin d|pour proceder|de bien vouloir|l'effet d|actes? ci-apres|missions? suivantes?|pour qu'il|pour assurer|pour effectuer|procedera|charge d|chargee d)`)
	phraseService  = regexp.MustCompile(`(?:en fonctions?|en residence|en poste|affectee?|exercant|pres|du siege|en service|service)\s+(?:a la|a l'|au|aupres du|aupres de la|pres le|le|la|a|aux|de la|du)?\s*(?:service suivant\s*:\s*)?|,\s*(?:a la|a l'|au|du|de la)\s+`)
	articleService = regexp.MustCompile(`\b(?:au|a la|a l'|du|de la)\s+`)
	verbeAutorite  = regexp.MustCompile(`\b(?:requiert|commet|designe|mandate|certifie|atteste)\b`)
	phraseFait     = regexp.MustCompile(`\b(?:fait|etabli|delivre|dresse|donne|rendu|redige)e?s?\s+(?:en [a-z' ]+,?\s*)?(?:a|au|en)\s+[^,]{2,40}?,?\s*(?:,|le)\s*`)
	phraseLieuLe   = regexp.MustCompile(`(?:^|\s)(?:a\s+)?[a-z][a-z' \-]{1,30}\s?,\s*(?:le|ce)\s+`)
	phraseChef     = regexp.MustCompile(`\b(?:du chef d[eu]s?|des chefs d[eu]s?|pour des faits d[eu]s?|suivie? pour|ouverte? (?:du chef d[eu]s?|des chefs d[eu]s?|pour)|faits d[eu]s?|mise? en examen pour|poursuivie? pour|prevenue? d[eu]s?|en matiere d[eu]s?|relative? a (?:une? |des )?(?:affaire|faits) d[eu]s?)\s+|\b(?:du chef d'|des chefs d'|pour des faits d'|faits d'|en matiere d')`)
	phraseNumero   = regexp.MustCompile(`(?:procedure|proces-verbal|pv|p\.v\.?|parquet|instruction|affaire|dossier|minute|information|annexe)\s*(?:judiciaire |enregistree? |portant |suivie? |sous )*(?:le |les )?(?:no?s?\b\.?o?|numero|references?|ref\.?)\s*:?\s*`)
	phraseDate     = regexp.MustCompile(`(?:effectuee?|realisee?|accomplie?|executee?|deroulee?|intervenue?|tenue?|a assure|a procede|a effectue|a realise|a accompli|a remis|remise?|deposee?|en date|a prete|assuree?|prestation|mission|traduction|expertise|examen|enquete|intervention|audition)\s[^.]{0,60}?\b(?:le|du|au|ce|en date du|des?)\s+`)
	finNature      = regexp.MustCompile(`(,\s|,$|\s(?:commise?s? |contre |a l'encontre|prevue?s? |reprime|sur la personne|visee?s?|et de tous|,|nous |vu |actuellement|prions|requer)|[.;:(]|\s-\s|\sx\b)`)
)

// proposerPhrases reads the running sentences of a page.
func (l *lecteur) proposerPhrases(page int, t flot) {
	l.phraseAutorite(page, t)
	l.phraseVerbe(page, t)
	l.phrasePersonne(page, t)
	if l.nature == Requisition {
		l.phraseMission(page, t)
		l.phraseDate(page, t)
		l.phraseNature(page, t)
	} else {
		l.phrasePrestationFaite(page, t)
	}
	l.phraseNumero(page, t)
}

// apres gives the words from a byte offset on, at most n of them.
func (f flot) apres(debut, n int) []Mot {
	if debut >= len(f.plie) {
		return nil
	}
	_, mots := f.extrait(debut, len(f.plie))
	return mots[:min(n, len(mots))]
}

// phraseAutorite reads « Nous, Agnès HADDAD, officier de police judiciaire en fonction à … ».
func (l *lecteur) phraseAutorite(page int, t flot) {
	for _, m := range phraseNous.FindAllStringIndex(t.plie, 4) {
		mots := t.apres(m[1], 40)
		if i := finPhrase(mots); i > 0 {
			mots = mots[:i]
		}
		base := 0.95
		nom, motsNom, q, motsQ, surQ := autorite(mots)
		if q == "" && (nom.prenom == "" || !nom.sur) {
			continue
		}
		c := candidat{page: page, base: base, voie: voiePhrase}
		if q != "" {
			d := c
			d.cle, d.valeur, d.mots, d.sur = AutoriteQualite, q, motsQ, surQ
			l.garder(d)
		}
		if nom.nom != "" && (nom.prenom != "" || q != "") {
			d := c
			d.cle, d.valeur, d.mots, d.sur = AutoriteNom, nom.pour(AutoriteNom), motsNom, nom.sur
			l.garder(d)
		}
		f := coulerMots(mots)
		precis := phraseService.FindAllStringIndex(f.plie, -1)
		for k, s := range append(precis, articleService.FindAllStringIndex(f.plie, -1)...) {
			if v, n := serviceAuDebut(decoupeRunes(string(f.brut), f.plie, s[1], len(f.plie))); n > 0 {
				d := c
				_, d.mots = f.extrait(s[1], s[1]+n)
				d.cle, d.valeur, d.sur, d.base = Service, initiale(v), true, 0.93
				if k >= len(precis) {
					d.base = 0.87
				}
				l.garder(d)
				break
			}
		}
	}
}

// phraseVerbe reads « L'officier de police judiciaire Sophie BERNARD requiert … ».
func (l *lecteur) phraseVerbe(page int, t flot) {
	for _, m := range verbeAutorite.FindAllStringIndex(t.plie, 3) {
		_, mots := t.extrait(0, m[0])
		mots = mots[max(0, len(mots)-14):]
		for i := range mots {
			nom, motsNom, q, motsQ, sur := autorite(mots[i:])
			if q == "" || nom.prenom == "" || !nom.sur || len(motsNom)+len(motsQ) < len(mots)-i-1 {
				continue
			}
			c := candidat{cle: AutoriteNom, valeur: nom.pour(AutoriteNom), mots: motsNom, page: page, base: 0.88, sur: true, voie: voiePhrase}
			l.garder(c)
			c.cle, c.valeur, c.mots, c.sur = AutoriteQualite, q, motsQ, sur
			l.garder(c)
			break
		}
	}
}

// finPhrase gives the number of words before the sentence turns to something else.
func finPhrase(mots []Mot) int {
	for i, m := range mots {
		switch strings.Trim(plier(m.Texte), ",.;:") {
		case "agissant", "vu", "requerons", "prions", "assiste", "attendu", "vertu", "constatons", "disons":
			return i
		}
	}
	return len(mots)
}

// phrasePersonne reads « requérons M. ou Mme MÜLLER Zoé, 64 rue … ».
func (l *lecteur) phrasePersonne(page int, t flot) {
	for _, m := range phraseRequis.FindAllStringIndex(t.plie, 6) {
		mots := t.apres(m[1], 14)
		s := string(coulerMots(mots).brut)
		avant := plier(s)
		if strings.HasPrefix(avant, "la personne") || strings.HasPrefix(avant, "qu'il") {
			continue
		}
		p, n := nommer(s, true)
		if n == 0 || p.nom == "" || p.prenom == "" {
			continue
		}
		if _, k := serviceAuDebut(s); k > 0 {
			continue
		}
		base := 0.95
		if !p.sur {
			base = 0.8
		}
		l.garder(candidat{
			cle: PersonneRequise, valeur: p.pour(PersonneRequise), mots: motsDuTexte(mots, strings.TrimSpace(s[:n])),
			page: page, base: base, sur: p.sur, voie: voiePhrase,
		})
	}
}

// phraseMission reads what the person is asked to do.
func (l *lecteur) phraseMission(page int, t flot) {
	for _, m := range phraseMission.FindAllStringIndex(t.plie, 8) {
		fin := min(m[1]+260, len(t.plie))
		if v, ok := chercherPrestation(t.plie[m[1]:fin]); ok {
			_, mots := t.extrait(m[1]+v.debut, m[1]+v.fin)
			l.garder(candidat{cle: Prestation, valeur: v.valeur, mots: mots, page: page, base: 0.95, sur: v.sur, voie: voiePhrase})
			return
		}
	}
	if v, ok := chercherPrestation(t.plie); ok {
		_, mots := t.extrait(v.debut, v.fin)
		l.garder(candidat{cle: Prestation, valeur: v.valeur, mots: mots, page: page, base: 0.7, sur: v.sur, voie: voiePhrase})
	}
}

// phraseDate reads « Fait à Nîmes, le … », the place and day of a letter, then any lone day.
func (l *lecteur) phraseDate(page int, t flot) {
	ds := dates(t.plie)
	for _, d := range ds {
		base := 0.6
		avant := t.plie[max(0, d.debut-70):d.debut]
		switch {
		case finit(phraseFait, avant):
			base = 0.95
		case strings.HasPrefix(avant, "l'an") || strings.HasSuffix(avant, "l'"):
			base = 0.9
		case finit(phraseLieuLe, avant):
			base = 0.88
		case len(ds) == 1:
			base = 0.75
		}
		_, mots := t.extrait(d.debut, d.fin)
		l.garder(candidat{cle: DateRequisition, valeur: d.valeur, mots: mots, page: page, base: base, sur: d.sur, voie: voiePhrase})
	}
}

// finit tells whether a match of re ends where s ends.
func finit(re *regexp.Regexp, s string) bool {
	for _, m := range re.FindAllStringIndex(s, -1) {
		if m[1] == len(s) {
			return true
		}
	}
	return false
}

// phraseNature reads « du chef de vol avec effraction ».
func (l *lecteur) phraseNature(page int, t flot) {
	for _, m := range phraseChef.FindAllStringIndex(t.plie, 4) {
		suite := t.plie[m[1]:min(m[1]+140, len(t.plie))]
		fin := len(suite)
		if k := finNature.FindStringIndex(suite); k != nil {
			fin = k[0]
		}
		brut, mots := t.extrait(m[1], m[1]+fin)
		brut = strings.Trim(brut, " ,.;:")
		if len(mots) == 0 || len(mots) > 14 || len(serrer(brut)) < 3 {
			continue
		}
		l.garder(candidat{cle: NatureAffaire, valeur: initiale(brut), mots: mots, page: page, base: 0.85, sur: true, voie: voiePhrase})
	}
}

// initiale writes the first letter as a capital.
func initiale(s string) string {
	r := []rune(s)
	if len(r) > 0 {
		r[0] = []rune(strings.ToUpper(string(r[0])))[0]
	}
	return string(r)
}

// phraseNumero reads numbers named in sentences.
func (l *lecteur) phraseNumero(page int, t flot) {
	for _, m := range phraseNumero.FindAllStringIndex(t.plie, 6) {
		v, pris, ok := numero(t.apres(m[1], 7))
		if ok && len(serrer(v)) >= 4 {
			l.garder(candidat{cle: NumeroAffaire, valeur: v, mots: pris, page: page, base: 0.85, sur: true, voie: voiePhrase})
		}
	}
}

// phrasePrestationFaite reads in an attestation what was done, when and between which hours.
func (l *lecteur) phrasePrestationFaite(page int, t flot) {
	if v, ok := chercherPrestation(t.plie); ok && !l.cases {
		_, mots := t.extrait(v.debut, v.fin)
		l.garder(candidat{cle: Prestation, valeur: v.valeur, mots: mots, page: page, base: 0.8, sur: v.sur, voie: voiePhrase})
	}
	for _, d := range dates(t.plie) {
		avant := t.plie[max(0, d.debut-90):d.debut]
		base := 0.5
		switch {
		case strings.Contains(avant, "requisition") || strings.Contains(avant, "ordonnance"):
			base = 0.3
		case finit(phraseDate, avant):
			base = 0.85
		case finit(phraseFait, avant):
			base = 0.45
		}
		_, mots := t.extrait(d.debut, d.fin)
		l.garder(candidat{cle: DatePrestation, valeur: d.valeur, mots: mots, page: page, base: base, sur: d.sur, voie: voiePhrase})
	}
	if hs := heures(t.plie); len(hs) == 2 {
		for i, k := range []Cle{HeureDebut, HeureFin} {
			_, mots := t.extrait(hs[i].debut, hs[i].fin)
			l.garder(candidat{cle: k, valeur: hs[i].valeur, mots: mots, page: page, base: 0.75, sur: hs[i].sur, voie: voiePhrase})
		}
	}
}
