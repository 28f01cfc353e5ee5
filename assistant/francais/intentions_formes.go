package francais

import "slices"

// structures reads the intentions that carry a number: lines to remove, choices in a list.
func (l *lecteurIntentions) structures() {
	for i := range l.m {
		if l.pris[i] {
			continue
		}
		if n := l.supprimer(i); n > 0 {
			continue
		}
		l.changer(i)
	}
	l.choix()
}

// mettre gives the words at i as one of the set, on the repaired words.
func (l *lecteurIntentions) un(i int, mots ...string) bool {
	if i < 0 || i >= len(l.m) {
		return false
	}
	return slices.Contains(mots, l.m[i])
}

func (l *lecteurIntentions) passer(i int, mots ...string) int {
	for l.un(i, mots...) {
		i++
	}
	return i
}

// supprimer reads « supprime la ligne 2 », « enlève la deuxième ligne », « retire la dernière ».
func (l *lecteurIntentions) supprimer(i int) int {
	if !l.un(i, "supprime", "supprimer", "supprimez", "enleve", "enlever", "enlevez", "retire", "retirer", "retirez", "efface", "effacer", "effacez", "vire", "virer", "virez", "vires", "ote", "suprime", "suprimer", "oter", "annule", "annuler") {
		return 0
	}
	j := l.passer(i+1, "moi", "la", "le", "les", "cette", "l", "cet")
	n, k := l.rangListe(j)
	if k > 0 {
		e := l.passer(j+k, "ligne", "prestation", "lignes")
		if e == j+k && !l.un(j-1, "la") {
			return 0
		}
		if l.un(e, "reponse", "fois", "question", "date") {
			return 0
		}
		lue := l.prendre(SupprimerLigne, i, e-i)
		lue.Numero = n
		return e - i
	}
	if !l.un(j, "ligne", "prestation", "lignes") {
		return 0
	}
	e := l.passer(j+1, "n", "numero", "°", "no", "la")
	n, k = l.rangListe(e)
	if k == 0 {
		e = j + 1
	}
	lue := l.prendre(SupprimerLigne, i, e+k-i)
	lue.Numero = n
	return e + k - i
}

// rangListe reads a rank: « 2 », « deux », « première », « dernière ».
func (l *lecteurIntentions) rangListe(i int) (int, int) {
	if i >= len(l.m) {
		return 0, 0
	}
	if l.est(i, "dernier") || l.un(i, "derniere", "dernier") {
		return ChoixDernier, 1
	}
	if l.num(i) && l.val(i) >= 1 && l.val(i) <= 99 {
		if l.colle(i+1) && l.est(i+1, "e", "eme", "er", "ere", "ieme", "nd", "nde") {
			return int(l.val(i)), 2
		}
		return int(l.val(i)), 1
	}
	if v := ordinalMot(l.m[i]); v > 0 {
		return int(v), 1
	}
	if v, k := l.moinsDeCent(i); k > 0 && v > 0 && v < 100 {
		return int(v), k
	}
	return 0, 0
}

// changer reads « change le montant », « je veux modifier la date ».
func (l *lecteurIntentions) changer(i int) {
	if !l.un(i, "change", "changer", "changez", "modifie", "modifier", "modifiez", "corrige", "corriger", "corrigez", "rectifie", "rectifier", "rectifiez", "mettre") || l.un(i, "mettre") && !l.un(i+1, "jour") {
		return
	}
	if l.un(i+1, "rien") || l.un(i-1, "pas", "rien", "a", "ai", "est", "ont") {
		return
	}
	k := len(l.lues)
	l.prendre(Changer, i, 1)
	fin := i + 1
	for fin < len(l.m) && !l.un(fin, "pour", "en", "par", "a", "c", "avec", "mets", "au") && l.j[fin].genre != signe {
		fin++
	}
	reste := l.m[fin:]
	l.m = l.m[:fin]
	l.lues[k].Sujet = l.sujet(i + 1)
	l.m = l.m[:fin+len(reste)]
}

// choix reads « la première », « pas la première », « 2 », « l'autre », « les deux » when little
// else is said.
func (l *lecteurIntentions) choix() {
	i, fin := 0, len(l.m)
	for fin > 0 && (l.j[fin-1].genre == signe || l.un(fin-1, "svp", "plutot", "merci")) {
		fin--
	}
	if fin-i > 7 || fin == 0 {
		return
	}
	i = l.passer(i, "oui", "plutot", "alors", "donc", "non", "euh", "ben", "bah", ",", "je", "prends", "veux", "choisis", "celui", "celle", "mets", "c", "est", "ce", "sera", "pour", "prefere", "va", "ok", ".")
	deb := i
	neg := false
	if l.un(i, "pas", "sauf", "surtout") {
		neg = true
		i = l.passer(i, "pas", "sauf", "surtout")
	}
	n, e := l.unChoix(i, fin)
	if e == 0 {
		return
	}
	e = l.passerFin(e, fin)
	if e < fin {
		return
	}
	k := len(l.lues)
	l.prendre(ChoixOrdinal, deb, e-deb)
	l.lues[k].Numero, l.lues[k].Negation = n, neg
	for t := deb; t < e; t++ { // « le 6 » may as well be a value: it stays in the rest
		if l.num(t) {
			for u := deb; u < e; u++ {
				l.pris[u] = false
			}
			return
		}
	}
}

func (l *lecteurIntentions) passerFin(e, fin int) int {
	for e < fin && (l.un(e, "option", "proposition", "reponse", "choix", "ligne", "date", "solution", "possibilite", "des", "deux", "solutions", "propositions", "options", "la", "svp", "de", "liste", "en", "premier") || l.j[e].genre == signe) {
		e++
	}
	return e
}

// unChoix reads the designation itself and gives the index after it.
func (l *lecteurIntentions) unChoix(i, fin int) (int, int) {
	switch {
	case l.un(i, "l") && l.un(i+1, "autre"):
		return ChoixAutre, i + 2
	case l.un(i, "les") && l.un(i+1, "deux", "trois", "2", "3"):
		return ChoixTous, i + 2
	case l.un(i, "tous", "toutes"):
		return ChoixTous, l.passer(i+1, "les", "deux", "trois")
	case l.un(i, "aucun", "aucune"):
		return ChoixAucun, l.passer(i+1, "des", "deux", "d", "entre", "eux", "elles", "de", "ces")
	case l.un(i, "ni") && l.un(i+1, "l") && l.un(i+2, "un", "une"):
		return ChoixAucun, fin
	}
	article := l.un(i, "le", "la", "l", "n", "numero", "option", "choix", "no", "reponse", "proposition", "#")
	j := l.passer(i, "le", "la", "l", "n", "numero", "option", "choix", "no", "°", "reponse", "proposition", "numéro", "#")
	n, k := l.rangListe(j)
	if k == 0 {
		return 0, 0
	}
	motNu := l.j[j].genre == mot && ordinalMot(l.m[j]) == 0 && n != ChoixDernier
	if !article && motNu && fin-i > k || !article && l.brut[j] != "" {
		return 0, 0
	}
	return n, j + k
}

// langues tells English and Spanish by their small words.
func (l *lecteurIntentions) langues() {
	en, es := 0, 0
	parler := false
	for i := range l.m {
		parler = parler || l.un(i, "parler", "parlez", "parles", "ecrire", "ecris", "repondre", "repondez", "continuer", "svp", "possible")
	}
	for i := range l.j {
		t := l.j[i].exact
		switch t {
		case "hello", "the", "don", "speak", "well", "please", "how", "what", "when", "where", "need", "want", "help", "english", "my", "you", "your", "is", "can", "have", "send", "invoice", "payment", "paid", "with", "french", "am", "not", "hi", "thank", "thanks", "do", "does", "this", "it", "for", "i":
			en++
		case "hola", "puedo", "escribir", "espanol", "quiero", "gracias", "por", "favor", "necesito", "como", "donde", "ayuda", "hablo", "frances", "usted", "cuando", "soy", "estoy", "tengo", "mi", "en", "el", "los", "buenos", "dias":
			if t != "en" && t != "mi" || es > 0 {
				es++
			}
		}
		if l.j[i].t == "¿" || l.j[i].t == "¡" {
			es += 2
		}
		if t == "english" || t == "anglais" && parler && l.un(i-1, "en", "parler", "parlez") {
			en += 2
		}
		if t == "espagnol" && parler && l.un(i-1, "en", "parler", "parlez") || t == "espanol" {
			es += 2
		}
	}
	mots := 0
	for i := range l.j {
		mots += b2i(l.j[i].genre == mot)
	}
	switch {
	case en >= 2 && en > es && en*3 >= mots:
		l.lues = append(l.lues, IntentionLue{Genre: Anglais, Fin: len(l.s)})
	case es >= 2 && es*3 >= mots:
		l.lues = append(l.lues, IntentionLue{Genre: Espagnol, Fin: len(l.s)})
	}
}
