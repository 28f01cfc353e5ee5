package francais

// Correction is a change that a person asks for: Avant is what must go, Apres what takes its
// place (either may be empty), Champ the word that names the field.
type Correction struct {
	Avant, Apres string // as typed
	Champ        string // key: date_requisition, date_prestation, quantite, tarif, juridiction…
	ChampDit     string // the words that named it
	Debut, Fin   int    // bytes of the normalised text
}

// Corrections reads the corrections of a sentence: « non ce n'est pas le 13 mais le 6 », « le 6,
// pas le 13 », « plutôt 55… euh 50 » (the last value wins), « en fait … », « c'était pas Bobigny »
// (nothing takes its place).
func Corrections(s string) []Correction {
	p := decouper(s)
	p.j = p.j[:min(len(p.j), 400)] // a correction is a sentence, not a document
	c := &correcteur{p}
	champ, dit := c.champ(0, len(p.j))
	for _, f := range [...]func() (Correction, bool){c.remplacer, c.changer, c.pasMais, c.valeurPas, c.hesitation, c.nestPas, c.enFait} {
		if r, ok := f(); ok {
			r.Champ, r.ChampDit = champ, dit
			if r.Fin == 0 {
				r.Fin = len(p.s)
			}
			return []Correction{r}
		}
	}
	return nil
}

type correcteur struct{ *phrase }

// entre gives the words of [a, b) without signs nor joining words at the borders.
func (c *correcteur) entre(a, b int) string {
	for a < b && (c.j[a].genre == signe && !c.est(a, "-") || c.est(a, "c", "est", "ce", "etait", "en", "fait", "plutot", "mais", "et", "donc", "alors", "euh", "non", "oui", "ca", "que", "sera", "mince", "ah", "il", "faut", "fallait", "mettre", "mets", "mettez", "pardon", "finalement", "exactement", "pour")) {
		a++
	}
	for b > a && (c.j[b-1].genre == signe && !c.est(b-1, "€", "%") || c.est(b-1, "euh", "et", "non", "plutot", "mais", "pardon", "desole", "desolee", "svp", "c", "est", "merci", "enfin", "en", "fait", "stp", "ce", "oups")) {
		b--
	}
	if a >= b {
		return ""
	}
	return c.texte(a, b-a)
}

// chercher gives the first index from i of one of the words, or -1.
func (c *correcteur) chercher(i int, mots ...string) int {
	for ; i < len(c.j); i++ {
		if c.est(i, mots...) {
			return i
		}
	}
	return -1
}

// remplacer reads « remplace 13 par 6 », « mets 50 à la place de 55 », « 6 au lieu de 13 ».
func (c *correcteur) remplacer() (Correction, bool) {
	if i := c.chercher(0, "remplace", "remplacer", "remplacez"); i >= 0 {
		if k := c.chercher(i+1, "par"); k > 0 {
			return Correction{Avant: c.entre(i+1, k), Apres: c.entre(k+1, len(c.j))}, true
		}
	}
	for i := range c.j {
		n := 0
		switch {
		case c.suite(i, "au", "lieu"):
			n = 2
		case c.suite(i, "a", "la", "place"):
			n = 3
		case c.suite(i, "et", "pas"), c.suite(i, "et", "non"):
			n = 2
		}
		if n == 0 || i == 0 {
			if k := c.chercher(i+n, "c", "mets", "mettre", "il", ","); n > 0 && k > 0 && c.est(i+n, "de", "du", "d") { // « au lieu de 3 c'est 4 »
				return Correction{Avant: c.entre(i+n+b2i(!c.est(i+n, "du")), k), Apres: c.entre(k, len(c.j))}, true
			}
			continue
		}
		j := i + n
		if c.est(j, "pas") {
			j++
		}
		de := j
		if !c.est(i, "et") {
			if !c.est(j, "de", "du", "d") {
				continue
			}
			de = j + b2i(!c.est(j, "du"))
		}
		if avant := c.entre(de, len(c.j)); avant != "" {
			return Correction{Avant: avant, Apres: c.valeurFinale(0, i)}, true
		}
	}
	return Correction{}, false
}

// pasMais reads « (ce n'est) pas X mais Y », « pas X, c'est Y », « pas X : Y ».
func (c *correcteur) pasMais() (Correction, bool) {
	i := c.negation(0)
	if i < 0 {
		return Correction{}, false
	}
	for k := i + 1; k < len(c.j); k++ {
		n := 0
		switch {
		case c.est(k, "mais", "plutot"):
			n = 1
		case c.est(k, ",", ";", ".", ":") && (!c.colle(k+1) || !c.num(k+1) || !c.num(k-1)) && c.suite(k+1, "c", "est"), c.est(k, ",", ";", ".", ":") && c.suite(k+1, "c", "etait"):
			n = 3
		case c.suite(k, "c", "est"), c.suite(k, "c", "etait"):
			n = 2
		case c.est(k, ",", ":", ";") && (!c.colle(k+1) || !c.num(k+1) || !c.num(k-1)):
			n = 1
		}
		if n == 0 {
			continue
		}
		avant, apres := c.entre(i+1, k), c.valeurFinale(k+n, len(c.j))
		if avant != "" && apres != "" {
			return Correction{Avant: avant, Apres: apres, Debut: c.j[0].deb}, true
		}
	}
	return Correction{}, false
}

// changer reads « change la date pour le 6 », « corrige la quantité : 4 heures », « mets le tarif à
// 50 », « je voulais dire 4 heures ».
func (c *correcteur) changer() (Correction, bool) {
	if i := c.chercher(0, "dire"); i > 0 && c.est(i-1, "voulais", "voulai") && i+1 < len(c.j) {
		return Correction{Apres: c.valeurFinale(i+1, len(c.j))}, true
	}
	i := c.chercher(0, "change", "changer", "changez", "modifie", "modifier", "modifiez", "corrige", "corriger", "corrigez", "rectifie", "rectifier", "mets", "mettez", "mettre", "passe")
	if i < 0 || c.est(i-1, "a", "ai", "est", "pas") {
		return Correction{}, false
	}
	j := c.sauter(i+1, "la", "le", "l", "ma", "mon", "les")
	_, n := c.champEn(j)
	if n == 0 {
		return Correction{}, false
	}
	k := c.sauter(j+n, "pour", "en", "par", "a", ":", ",", "c", "est", "au", "sur", "=")
	if k == j+n && !c.num(k) {
		return Correction{}, false
	}
	debut := k
	if c.est(k-1, "au") {
		debut = k - 1
	}
	apres := c.valeurFinale(debut, len(c.j))
	return Correction{Apres: apres}, apres != "" && c.aValeur(k, len(c.j))
}

// negation gives the index of the « pas » that denies a value, or -1: not « pas sûr », « je ne
// sais pas ».
func (c *correcteur) negation(i int) int {
	for ; i < len(c.j); i++ {
		if !c.est(i, "pas", "pa", "non") || c.est(i, "non") && (i == 0 || !c.est(i-1, ",", "et")) {
			continue
		}
		if c.est(i-1, "sais", "sai", "veux", "comprends", "trouve", "crois", "vois", "suis", "peux", "connais", "marche", "fait", "pourquoi", "faut", "souviens", "rappelle", "ai", "a", "dois", "voir", "serait", "va") {
			continue
		}
		if c.est(i+1, "sur", "sure", "certain", "certaine", "bon", "vrai", "juste", "ca", "encore", "exact", "de", "d", "du", "cette", "possible", "question", "maintenant", "grave", "tout", "trop", "vraiment", "besoin", "compris", "mal", "correct") && (!c.est(i+1, "du", "de") || !c.num(i+2)) {
			continue
		}
		if i+1 < len(c.j) {
			return i
		}
	}
	return -1
}

// valeurPas reads « le 6, pas le 13 ».
func (c *correcteur) valeurPas() (Correction, bool) {
	i := c.negation(1)
	if i < 1 {
		return Correction{}, false
	}
	if c.est(i-1, "est", "etait", "c", "n") || c.est(i, "non") && !c.est(i-1, ",", "et") {
		return Correction{}, false
	}
	avant, apres := c.entre(i+1, len(c.j)), c.valeurFinale(c.apresChamp(0), i)
	if avant == "" || apres == "" || apres == "non" {
		return Correction{}, false
	}
	return Correction{Avant: avant, Apres: apres}, true
}

// hesitation reads « 55… euh 50 », « 55 non 50 », « le 13, pardon le 6 »: the last value wins.
func (c *correcteur) hesitation() (Correction, bool) {
	for i := len(c.j) - 2; i >= 1; i-- {
		if !c.est(i, "euh", "heu", "pardon", "non", "enfin", "oups", "zut", "mince", "rectification", "correction", "erreur", "plutot", "desole", "desolee", "nan", "finalement") {
			continue
		}
		if !c.aValeur(i+1, len(c.j)) || !c.aValeur(0, i) {
			continue
		}
		return Correction{Avant: c.valeurFinale(0, i), Apres: c.entre(i+1, len(c.j))}, true
	}
	return Correction{}, false
}

// aValeur tells whether [a, b) holds a number, a weekday or a month.
func (c *correcteur) aValeur(a, b int) bool {
	for i := a; i < b; i++ {
		if c.num(i) || jourDuMot(c.a(i), false) > 0 || moisDuMot(c.a(i)) > 0 || c.est(i, "hier", "demain", "aujourdhui", "midi", "minuit") {
			return true
		}
		if v, k := c.moinsDeMille(i); k > 0 && v > 0 && !c.est(i, "un", "une") {
			return true
		}
	}
	return false
}

// valeurFinale gives the value of [a, b) after its last hesitation.
func (c *correcteur) valeurFinale(a, b int) string {
	for i := b - 2; i > a; i-- {
		if c.est(i, "euh", "heu", "pardon", "enfin", "oups") && c.aValeur(i+1, b) && c.aValeur(a, i) {
			return c.entre(i+1, b)
		}
	}
	return c.entre(a, b)
}

// nestPas reads « ah mince c'était pas Bobigny »: what was there must go, nothing replaces it.
func (c *correcteur) nestPas() (Correction, bool) {
	i := c.negation(0)
	if i < 0 {
		return Correction{}, false
	}
	debut := i == 0 || c.est(i-1, "est", "etait", "c", "non", ",", "mince", "cetait", "cest", "ct")
	if !debut {
		return Correction{}, false
	}
	if avant := c.entre(i+1, len(c.j)); avant != "" {
		return Correction{Avant: avant}, true
	}
	return Correction{}, false
}

// enFait reads « en fait la date de réquisition c'est le 30 septembre », « finalement 50 »,
// « plutôt 55 », « je me suis trompé, c'est le 6 », « non, le 6 ».
func (c *correcteur) enFait() (Correction, bool) {
	i, annonce := 0, false
	for {
		l := i
		i = c.sauter(i, ",", "ah", "oh", "euh", "bon", ".", "mais", "!", "oups", "ben", "alors", "donc", "et", "oui")
		switch {
		case c.suite(i, "en", "fait"), c.suite(i, "en", "realite"), c.suite(i, "au", "temps"), c.suite(i, "plutot", "que"):
			i, annonce = i+2, true
		case c.est(i, "finalement", "plutot", "rectification", "correction", "erreur", "pardon", "non", "nan", "mince", "desole", "desolee", "zut", "enfete", "enfait"):
			i, annonce = i+1, true
		case c.suite(i, "je", "me", "suis"):
			if k := c.sauter(i+3, "trompe", "trompee", "gouree", "goure", "plante", "plantee"); k > i+3 {
				i, annonce = k, true
				if j := c.sauter(k, "de", "dans", "sur", "la", "le", "l"); j > k {
					if _, n := c.champEn(j); n > 0 {
						i = j + n
					}
				}
			}
		}
		if i == l {
			break
		}
	}
	if !annonce || i >= len(c.j) {
		return Correction{}, false
	}
	b := c.apresChamp(i)
	if !c.aValeur(b, len(c.j)) && c.chercher(b, "faux", "fausse", "fausses", "mauvais", "mauvaise", "incorrect", "incorrecte", "errone", "erronee", "inexact", "inexacte") > 0 {
		cle, _ := c.champ(0, len(c.j))
		return Correction{}, cle != ""
	}
	apres := c.valeurFinale(b, len(c.j))
	if apres == "" || !c.aValeur(b, len(c.j)) && b == i && !c.affirme(i, apres) {
		return Correction{}, false
	}
	return Correction{Apres: apres}, true
}

// affirme tells whether words without a number are the new value: « en fait c'est Lyon », not
// « non je ne sais pas ».
func (c *correcteur) affirme(i int, apres string) bool {
	if c.chercher(0, "?") >= 0 {
		return false
	}
	if c.est(i-1, "non", "nan", "pardon", "mince", "zut") && !c.est(i, "c", "plutot", "ce") {
		return false
	}
	for _, l := range Intentions(apres).Lues {
		if l.Genre != Doute && l.Genre != ChoixOrdinal {
			return false
		}
	}
	return true
}

// apresChamp skips « la date de réquisition c'est » and gives the index of the value.
func (c *correcteur) apresChamp(i int) int {
	if k, n := c.champEn(c.sauter(i, "la", "le", "l", "les", "ma", "mon", "sur", "pour")); k != "" {
		j := c.sauter(i, "la", "le", "l", "les", "ma", "mon", "sur", "pour") + n
		return c.sauter(j, "c", "est", "etait", "ce", "sera", "a", "ete", ":", "=", ",", "doit", "etre", "devrait", "il", "faut", "mettre")
	}
	return i
}

// champ finds the first words that name a field in [a, b).
func (c *correcteur) champ(a, b int) (string, string) {
	for i := a; i < b; i++ {
		if k, n := c.champEn(i); k != "" {
			return k, c.texte(i, n)
		}
	}
	return "", ""
}

// champEn reads the name of a field at i: its key and the tokens taken.
func (c *correcteur) champEn(i int) (string, int) {
	for _, f := range champs() {
		if c.suite(i, f.mots...) {
			return f.cle, len(f.mots)
		}
	}
	return "", 0
}

type nomChamp struct {
	cle  string
	mots []string
}

// champs lists the names of fields, longest first.
func champs() []nomChamp {
	return []nomChamp{
		{"date_requisition", []string{"date", "de", "la", "requisition"}},
		{"date_requisition", []string{"date", "de", "requisition"}},
		{"date_requisition", []string{"date", "requisition"}},
		{"date_prestation", []string{"date", "de", "la", "prestation"}},
		{"date_prestation", []string{"date", "de", "prestation"}},
		{"date_prestation", []string{"date", "de", "la", "mission"}},
		{"date_prestation", []string{"date", "de", "mission"}},
		{"date_prestation", []string{"date", "de", "l", "audience"}},
		{"coordonnees_bancaires", []string{"coordonnees", "bancaires"}},
		{"numero_affaire", []string{"numero", "d", "affaire"}},
		{"numero_affaire", []string{"numero", "de", "l", "affaire"}},
		{"numero_affaire", []string{"numero", "de", "parquet"}},
		{"numero_affaire", []string{"n", "°", "d", "affaire"}},
		{"numero_affaire", []string{"numero", "affaire"}},
		{"numero_facture", []string{"numero", "de", "facture"}},
		{"numero_facture", []string{"n", "°", "de", "facture"}},
		{"type_prestation", []string{"type", "de", "prestation"}},
		{"texte_reference", []string{"texte", "de", "reference"}},
		{"taux_tva", []string{"taux", "de", "tva"}},
		{"type_tva", []string{"type", "de", "tva"}},
		{"type_tva", []string{"regime", "de", "tva"}},
		{"frais_divers", []string{"frais", "divers"}},
		{"frais_divers", []string{"frais", "de", "deplacement"}},
		{"autorite", []string{"autorite", "requerante"}},
		{"autorite", []string{"autorite"}},
		{"debours", []string{"debours"}},
		{"taux_tva", []string{"tva"}},
		{"date", []string{"date"}},
		{"montant", []string{"montant"}},
		{"tarif", []string{"tarif"}},
		{"tarif", []string{"prix"}},
		{"tarif", []string{"taux", "horaire"}},
		{"quantite", []string{"quantite"}},
		{"quantite", []string{"nombre", "d", "heures"}},
		{"quantite", []string{"nombre", "de", "pages"}},
		{"juridiction", []string{"juridiction"}},
		{"juridiction", []string{"tribunal"}},
		{"service", []string{"service"}},
		{"structure", []string{"structure"}},
		{"numero_affaire", []string{"affaire"}},
		{"coordonnees_bancaires", []string{"rib"}},
		{"coordonnees_bancaires", []string{"iban"}},
		{"categorie", []string{"categorie"}},
	}
}
