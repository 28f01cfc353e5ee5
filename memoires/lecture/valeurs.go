package lecture

import (
	"regexp"
	"strings"
	"unicode"
)

var (
	avecChiffre = regexp.MustCompile(`[0-9]`)
	prefixeJI   = regexp.MustCompile(`^[Jj\]][Il1|\]!ij][ -]?(\d)`)
	prefixeFlou = regexp.MustCompile(`^[Jj\]I][Il1|\]!i]$`)
	coeurNumero = regexp.MustCompile(`^[A-Za-z0-9\]][A-Za-z0-9/.\-_|:\]]*$`)
	deuxPoints  = regexp.MustCompile(`(\d):(\d)`)
)

// numero gives the case number with which words begin: tokens with figures, with the capitals
// before them (« JI 2/26/36 », « MINV-500-2026 », « 24 123 000456 »).
func numero(mots []Mot) (string, []Mot, bool) {
	var pris []Mot
	var parts []string
	chiffres := false
	for i, m := range mots {
		t := strings.Trim(m.Texte, " ,;:()«»\"|_")
		fini := strings.HasSuffix(m.Texte, ",") || strings.HasSuffix(m.Texte, ";") || strings.HasSuffix(m.Texte, ")")
		t = strings.TrimRight(t, ".")
		if t == "" || plier(t) == "n" || plier(t) == "no" {
			if len(pris) > 0 {
				break
			}
			continue
		}
		if (t == "/" || t == "-") && len(pris) > 0 && i+1 < len(mots) {
			parts[len(parts)-1] += t
			pris = append(pris, m)
			continue
		}
		bon := coeurNumero.MatchString(t) && (avecChiffre.MatchString(t) || len(t) <= 6 && (majuscule1(t) || prefixeFlou.MatchString(t)) && !chiffres)
		if !bon || len(pris) > 6 {
			break
		}
		if chiffres && !numeroContinue(parts[len(parts)-1], t) {
			break
		}
		chiffres = chiffres || avecChiffre.MatchString(t)
		if n := len(parts); n > 0 && (strings.HasSuffix(parts[n-1], "/") || strings.HasSuffix(parts[n-1], "-")) {
			parts[n-1] += t
		} else {
			parts = append(parts, t)
		}
		pris = append(pris, m)
		if fini {
			break
		}
	}
	if len(parts) > 1 && (parts[0] == "PV" || parts[0] == "P.V") { // the kind of paper is no part of its number
		parts, pris = parts[1:], pris[1:]
	}
	v := corrigerNumero(strings.Join(parts, " "))
	if !chiffres || len(serrer(v)) < 3 {
		return "", nil, false
	}
	return v, pris, true
}

// numeroContinue tells whether t can go on a number whose last token is avant.
func numeroContinue(avant, t string) bool {
	if strings.HasSuffix(avant, "/") || strings.HasSuffix(avant, "-") || !avecChiffre.MatchString(avant) {
		return true
	}
	if strings.HasPrefix(t, "/") || strings.HasPrefix(t, "-") {
		return true
	}
	// groups of figures (« 24 123 000 456 ») go on, a date or a page count does not
	return purChiffres(avant) && purChiffres(t) && len(t) <= 6
}

func purChiffres(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool { return !unicode.IsDigit(r) }) < 0
}

func majuscule1(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool { return !unicode.IsUpper(r) && !unicode.IsDigit(r) && r != '.' && r != '-' }) < 0
}

// corrigerNumero repairs what OCR often confuses in a number made mostly of figures.
func corrigerNumero(v string) string {
	if m := prefixeJI.FindStringSubmatchIndex(v); m != nil {
		v = "JI " + v[m[2]:]
	}
	v = deuxPoints.ReplaceAllString(v, "$1/$2") // a slash that OCR broke
	parts := strings.Split(v, " ")
	for i, p := range parts {
		if strings.ContainsAny(p, "/") && avecChiffre.MatchString(p) && !lettresVraies(p) {
			parts[i] = strings.NewReplacer("O", "0", "o", "0", "l", "1", "I", "1", "|", "1", "S", "5", "B", "8").Replace(p)
		}
	}
	return strings.Join(parts, " ")
}

// lettresVraies tells whether p holds letters that no figure looks like.
func lettresVraies(p string) bool {
	return strings.IndexFunc(p, func(r rune) bool { return unicode.IsLetter(r) && !strings.ContainsRune("OolISB", r) }) >= 0
}

// autorite takes apart « Prénom NOM, qualité » in either order.
func autorite(mots []Mot) (nom personne, motsNom []Mot, qualite string, motsQualite []Mot, surQ bool) {
	f := coulerMots(mots)
	q, okQ := trouverQualite(string(f.brut))
	if okQ {
		qualite, surQ = q.valeur, q.sur
		_, motsQualite = f.extrait(q.debut, q.fin)
	}
	reste := string(f.brut)
	if okQ && q.debut <= 3 { // the capacity comes first
		apres := f.runes[min(q.fin, len(f.runes)-1)]
		reste = string(f.brut[min(apres, len(f.brut)):])
		reste = strings.TrimLeft(reste, " ,:-–—")
	}
	p, n := nommer(reste, false)
	if n > 0 {
		motsNom = motsDuTexte(mots, strings.TrimSpace(reste[:n]))
	}
	return p, motsNom, qualite, motsQualite, surQ
}

// motsDuTexte gives the words of mots that make up the text.
func motsDuTexte(mots []Mot, texte string) []Mot {
	cible := serrer(texte)
	for i := range mots {
		var acc strings.Builder
		for j := i; j < len(mots) && acc.Len() <= len(cible); j++ {
			acc.WriteString(serrer(mots[j].Texte))
			if acc.String() == cible {
				return mots[i : j+1]
			}
		}
	}
	var out []Mot
	for _, m := range mots {
		if t := serrer(m.Texte); len(t) >= 2 && strings.Contains(cible, t) {
			out = append(out, m)
		}
	}
	return out
}

func coulerMots(mots []Mot) flot { return couler([]segment{{mots: mots}}) }
