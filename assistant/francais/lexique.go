package francais

// moisDuMot gives the month (1–12) of a folded word, 0 when it is none.
func moisDuMot(t string) int {
	switch t {
	case "janvier", "janv", "jan":
		return 1
	case "fevrier", "fevr", "fev", "feb":
		return 2
	case "mars":
		return 3
	case "avril", "avr":
		return 4
	case "mai":
		return 5
	case "juin":
		return 6
	case "juillet", "juil", "juill":
		return 7
	case "aout", "out", "aou", "august":
		return 8
	case "septembre", "sept", "sep":
		return 9
	case "octobre", "oct":
		return 10
	case "novembre", "nov":
		return 11
	case "decembre", "dec":
		return 12
	}
	return 0
}

// moisLong tells the spelling that may stand without a day: not « sept » (the number), « out »…
func moisLong(t string) bool { return len(t) >= 4 && t != "sept" || t == "mai" }

// jourDuMot gives the weekday of a folded word: 1 Monday to 7 Sunday, 0 when it is none. Short
// forms are read only when court is true (a dot or a number follows).
func jourDuMot(t string, court bool) int {
	switch t {
	case "lundi":
		return 1
	case "mardi":
		return 2
	case "mercredi":
		return 3
	case "jeudi":
		return 4
	case "vendredi":
		return 5
	case "samedi":
		return 6
	case "dimanche":
		return 7
	}
	if !court {
		return 0
	}
	switch t {
	case "lun":
		return 1
	case "mar":
		return 2
	case "mer", "merc":
		return 3
	case "jeu":
		return 4
	case "ven", "vend":
		return 5
	case "sam":
		return 6
	case "dim":
		return 7
	}
	return 0
}

// aliasMot gives the plain word of SMS and phonetic spellings.
func aliasMot(t string) string {
	switch t {
	case "ajd", "auj", "ojd", "ojdui", "aujourdui", "aujourd", "aujoudhui", "aujourhui", "ajdui", "ojourdui", "aujourdh", "aujd":
		return "aujourdhui"
	case "hie", "yer", "hyer", "hiere", "hiers", "ier", "iere":
		return "hier"
	case "dmain", "demin", "dem1", "2main":
		return "demain"
	case "aprem", "apm", "aprm", "apresmidi":
		return "apresmidi"
	case "mat", "matinee", "matins":
		return "matin"
	case "soiree", "soirs", "soar":
		return "soir"
	case "weekend", "weekends", "wkd":
		return "weekend"
	case "sem", "semn", "smaine":
		return "semaine"
	case "dernire", "derniere", "dernieres", "derniers", "dernie", "dernir":
		return "dernier"
	case "passee", "passes", "passees", "pase", "ecoule", "ecoulee", "ecoules", "ecoulees":
		return "passe"
	case "prochaine", "prochaines", "prochains", "prochin", "prochainne":
		return "prochain"
	case "suivante", "suivants", "suivantes":
		return "suivant"
	case "precedente", "precedents", "precedentes":
		return "precedent"
	case "pr":
		return "pour"
	case "ds":
		return "dans"
	case "janvir":
		return "janvier"
	case "quarente", "karante", "carante":
		return "quarante"
	case "cinquente", "sinquante", "cincante":
		return "cinquante"
	case "soixente", "soisante":
		return "soixante"
	case "trante", "trentes":
		return "trente"
	case "catre", "katre", "quattre":
		return "quatre"
	case "sinq", "cink", "cinque":
		return "cinq"
	case "kinze", "quinse":
		return "quinze"
	case "douse":
		return "douze"
	}
	return t
}

// motsCorrigibles are the words toward which a typing error is repaired in readers of dates.
func motsCorrigibles() [23]string {
	return [...]string{
		"janvier", "fevrier", "avril", "juillet", "septembre", "octobre", "novembre", "decembre",
		"lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche",
		"dernier", "prochain", "semaine", "demain", "aujourdhui", "heures", "minutes", "quinzaine",
	}
}

// motSain tells the words near a corrigible one that are right as they stand.
func motSain(t string) bool {
	switch t {
	case "mari", "marie", "maris", "mardis", "lundis", "jeudis", "vendredis", "samedis", "dimanches", "mercredis",
		"heure", "minute", "semaines", "heureux", "heurte", "heurt", "minuit", "demande", "demander", "demi", "demie",
		"dernierement", "prochainement", "quinze", "vendre", "vendu", "vendue", "merci", "avis", "avoir", "avait", "avril",
		"avide", "same", "jeune", "jeunes", "jeux", "leurs", "heurs", "peurs", "lourds", "octets", "octet", "domaine", "domaines",
		"certaine", "romain", "germain", "terrain", "dentier", "denier", "deniers", "janvier", "lentil", "ledit",
		"audit", "monter", "minutie", "semelle", "demeure", "samir":
		return true
	}
	return false
}

// corrigerMots applies the aliases, then repairs typing errors of words that dates need.
func (p *phrase) corrigerMots() {
	corrigibles := motsCorrigibles()
	for i := range p.j {
		j := &p.j[i]
		if j.genre != mot {
			continue
		}
		j.t = aliasMot(j.t)
		if j.t == "we" && (p.est(i-1, "ce", "le") || i+1 < len(p.j) && aliasMot(p.a(i+1)) != p.a(i+1) || p.est(i+1, "prochain", "dernier")) {
			j.t = "weekend"
		}
		if j.t == "mari" && (p.num(i+1) || i+1 < len(p.j) && (p.est(i+1, "en", "gras", "matin", "soir") || aliasMot(p.a(i+1)) != p.a(i+1) || p.est(i+1, "dernier", "prochain"))) {
			j.t = "mardi" // « mari dernier »
		}
		n := len(j.t)
		if n == 4 && p.num(i-1) && i+1 < len(p.j) || n == 4 && p.num(i-1) && !p.colle(i) {
			j.t = corrigerMoisCourt(j.t)
		}
		if n < 4 || n > 14 || motSain(j.t) || motConnu(j.t) {
			continue
		}
		limite := 1
		if n >= 8 { // names of people stand at two errors from shorter words
			limite = 2
		}
		meilleur, dist := "", limite+1
		for _, c := range corrigibles {
			if len(c) > n+limite || len(c) < n-limite {
				continue
			}
			if d := distance(j.t, c, limite); d < dist && (d < 2 || c[0] == j.t[0]) {
				meilleur, dist = c, d
			}
		}
		if meilleur != "" && (n > 4 || dist == 1) {
			j.t = meilleur
		}
	}
	p.joindre()
}

// motConnu tells the exact words of dates, which need no repair.
func motConnu(t string) bool {
	return moisDuMot(t) > 0 || jourDuMot(t, true) > 0 || valeurMot(t) >= 0
}

func corrigerMoisCourt(t string) string {
	switch t {
	case "aoit", "aoyt", "aotu", "auot", "aoot":
		return "aout"
	case "mras", "marz", "msra":
		return "mars"
	case "jiun", "juni", "jein", "juim":
		return "juin"
	}
	return t
}

// joindre marks the compounds « après-midi » and « week-end » as one word.
func (p *phrase) joindre() {
	w := 0
	for i := 0; i < len(p.j); i++ {
		j := p.j[i]
		if i+1 < len(p.j) {
			k := p.j[i+1]
			switch {
			case (j.t == "apres" || j.t == "aprs") && k.t == "midi" && (k.trait || !p.num(i+2)):
				j.t, j.fin = "apresmidi", k.fin
				i++
			case j.t == "week" && (k.t == "end" || k.t == "ends"):
				j.t, j.fin = "weekend", k.fin
				i++
			}
		}
		p.j[w] = j
		w++
	}
	p.j = p.j[:w]
}

// distance is the restricted Damerau–Levenshtein distance, or limite+1 when it is over the limit.
func distance(a, b string, limite int) int {
	if a == b {
		return 0
	}
	ra, rb := []rune(a), []rune(b)
	if len(ra)-len(rb) > limite || len(rb)-len(ra) > limite || len(ra) > 60 || len(rb) > 60 {
		return limite + 1
	}
	var avant, prec, cour [64]int
	for j := range len(rb) + 1 {
		prec[j] = j //nolint:gosec // rb has at most 60 runes
	}
	for i := 1; i <= len(ra); i++ {
		cour[0] = i
		plusPetit := i
		for j := 1; j <= len(rb); j++ {
			cout := 1
			if ra[i-1] == rb[j-1] {
				cout = 0
			}
			v := min(prec[j]+1, cour[j-1]+1, prec[j-1]+cout)
			if i > 1 && j > 1 && ra[i-1] == rb[j-2] && ra[i-2] == rb[j-1] {
				v = min(v, avant[j-2]+1) //nolint:gosec // j > 1 here
			}
			cour[j] = v
			plusPetit = min(plusPetit, v)
		}
		if plusPetit > limite {
			return limite + 1
		}
		avant, prec = prec, cour
	}
	return min(prec[len(rb)], limite+1)
}
