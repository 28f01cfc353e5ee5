package lecture

import (
	"regexp"
	"slices"
	"strings"
)

// qualites are the capacities in which authorities sign, longest first within a family; the first
// group are those that can requisition, the second are ranks that are kept only for want of one.
var qualites = []string{
	"Officier de Police Judiciaire", "Agent de Police Judiciaire",
	"Premier juge d'instruction", "Doyen des juges d'instruction", "Vice-président chargé de l'instruction",
	"Vice-présidente chargée de l'instruction", "Juge d'instruction", "Juge chargé de l'instruction", "Juge chargée de l'instruction",
	"Juge des enfants", "Vice-président chargé des fonctions de juge des enfants",
	"Juge des libertés et de la détention", "Juge de l'application des peines", "Juge aux affaires familiales",
	"Juge des contentieux de la protection", "Juge des tutelles", "Juge de la mise en état", "Juge de l'exécution",
	"Juge délégué aux affaires familiales", "Juge de proximité", "Juge du siège",
	"Procureur de la République adjoint", "Procureure de la République adjointe", "Procureur adjoint",
	"Vice-procureur de la République", "Vice-procureure de la République",
	"Premier vice-procureur de la République", "Premier vice-procureur", "Première vice-procureure", "Vice-procureur", "Vice-procureure",
	"Substitut du procureur de la République", "Substitute du procureur de la République", "Substitut du procureur",
	"Substitut général", "Substitut placé", "Avocat général", "Avocate générale", "Procureur général", "Procureure générale",
	"Procureur de la République", "Procureure de la République", "Procureur national financier",
	"Président de la cour d'assises", "Président du tribunal correctionnel", "Présidente du tribunal correctionnel",
	"Président de la chambre de l'instruction", "Présidente de la chambre de l'instruction", "Président du tribunal pour enfants",
	"Président du tribunal judiciaire", "Présidente du tribunal judiciaire", "Président du tribunal",
	"Vice-président", "Vice-présidente", "Premier président", "Première présidente", "Président de chambre",
	"Conseiller de la mise en état", "Conseillère de la mise en état", "Délégué du procureur", "Déléguée du procureur",
	"Magistrat", "Magistrate", "Greffier", "Greffière", "Directeur de greffe", "Directrice de greffe", "Substitut", "Substitute", "Juge",
}

// grades kept as a capacity for want of a judicial one.
var qualitesGrades = []string{
	"Commissaire de police", "Commandant de police", "Capitaine de police", "Lieutenant de police", "Major de police",
	"Brigadier-chef de police", "Brigadier-chef", "Brigadier de police", "Gardien de la paix", "Adjudant-chef", "Adjudant",
	"Maréchal des logis-chef", "Maréchal des logis", "Gendarme", "Chef d'escadron", "Inspecteur des douanes", "Major",
	"Capitaine", "Lieutenant", "Commandant",
}

var sigleQualite = regexp.MustCompile(`(^|[^a-z])(o\.?p\.?j|a\.?p\.?j|j\.?l\.?d|j\.?a\.?p|j\.?a\.?f|j\.?e)\.?($|[^a-z])`)

var sigles = map[string]string{
	"opj": "Officier de Police Judiciaire", "apj": "Agent de Police Judiciaire", "jld": "Juge des libertés et de la détention",
	"jap": "Juge de l'application des peines", "jaf": "Juge aux affaires familiales", "je": "Juge des enfants",
}

// trouverQualite gives the capacity named in s, as written when it is written exactly and in its
// usual spelling when OCR marred it, with its place in the folded text (in bytes).
func trouverQualite(s string) (t trouve, ok bool) {
	pl := plier(s)
	for _, liste := range [][]string{qualites, qualitesGrades} {
		for _, q := range liste {
			fq := plier(q)
			i := indexMot(pl, fq)
			if i >= 0 && (!ok || len(fq) > t.fin-t.debut && i <= t.debut) {
				t, ok = trouve{i, i + len(fq), graphie(decoupeRunes(s, pl, i, i+len(fq)), q), true}, true
			}
		}
		if ok {
			return t, true
		}
	}
	if m := sigleQualite.FindStringSubmatchIndex(pl); m != nil {
		sigle := strings.ReplaceAll(pl[m[4]:m[5]], ".", "")
		if sigle != "je" || majuscule(decoupeRunes(s, pl, m[4], m[5])) {
			return trouve{m[4], m[5], sigles[sigle], true}, true
		}
	}
	return qualiteFloue(pl)
}

// graphie keeps a capacity as it is written when it is written as a title, else gives its usual
// spelling.
func graphie(lu, usuelle string) string {
	if !capitale(lu) || majuscule(lu) {
		return usuelle
	}
	return lu
}

// qualiteFloue looks for a capacity that OCR marred.
func qualiteFloue(pl string) (trouve, bool) {
	mots := morceaux(pl)
	best, out := 99, trouve{}
	for _, q := range qualites {
		cible := serrer(q)
		if len(cible) < 9 {
			continue
		}
		n := len(strings.Fields(q))
		for i := range mots {
			for k := max(n-1, 1); k <= n+1 && i+k <= len(mots); k++ {
				lu := serrer(pl[mots[i].debut:mots[i+k-1].fin])
				limite := len(cible) / 6
				if d := ecart(lu, cible, limite); d <= limite && d < best {
					best, out = d, trouve{mots[i].debut, mots[i+k-1].fin, q, false}
				}
			}
		}
	}
	return out, best < 99
}

// indexMot gives the place of the words w in pl, whole words only; -1 when absent.
func indexMot(pl, w string) int {
	for de := 0; ; {
		i := strings.Index(pl[de:], w)
		if i < 0 {
			return -1
		}
		i += de
		if (i == 0 || !lettre(pl[i-1])) && (i+len(w) == len(pl) || !lettre(pl[i+len(w)])) {
			return i
		}
		de = i + 1
	}
}

func lettre(b byte) bool { return b >= 'a' && b <= 'z' }

// decoupeRunes gives the part of s that stands at the byte offsets of its folded form.
func decoupeRunes(s, pl string, debut, fin int) string {
	a, n := len([]rune(pl[:debut])), len([]rune(pl[debut:fin]))
	r := []rune(s)
	if a > len(r) || a+n > len(r) {
		return pl[debut:fin]
	}
	return string(r[a : a+n])
}

// debutsService start the name of a service, folded.
var debutsService = []string{
	"commissariat", "brigade", "compagnie", "gendarmerie de", "gendarmerie d'", "section de recherches", "section de recherche", "sr de",
	"groupement de gendarmerie", "groupement", "peloton", "communaute de brigades", "cob ", "escadron", "parquet", "tribunal",
	"cour d'appel", "cour d'assises", "cabinet", "unite", "surete", "service", "antenne", "direction departementale",
	"direction interdepartementale", "direction territoriale", "direction zonale", "direction regionale", "circonscription",
	"office central", "police aux frontieres", "police judiciaire de", "hotel de police", "bta ", "csp ", "cisp ", "ddsp", "ddpn", "dipn",
	"dtpj", "srpj", "sdpj", "division de police", "sous-direction", "pole", "greffe", "chambre", "juridiction", "juge d'instruction du",
	"bureau", "conseil de prud'hommes", "douane", "srdj", "onaf", "snej", "mairie", "poste de police", "police municipale", "district",
	"groupe", "permanence", "spip", "maison d'arret", "centre penitentiaire", "etat-major", "prefecture de police", "dcpj", "drpj", "bsu",
}

var (
	// tetes are lines at the head of a page that are of no service in particular.
	tetes = regexp.MustCompile(`^(republique francaise|liberte|ministere|direction generale|gendarmerie nationale|police nationale|cour d'appel( de.*)?|cour d'appel|direction centrale|au nom du peuple|service fait|attestation|requisition|ordonnance|secretariat|region de gendarmerie|tribunal judiciaire$|groupement de gendarmerie dep)`)
	// serviceVague names no service.
	serviceVague = regexp.MustCompile(`^(service|unite|juridiction)s? (suivante?|fait|requis|requerante?|enqueteu|ci-|susvise|competent|indique)|^service$|^unite$|^groupe sanguin|^mairie$`)
	finService   = regexp.MustCompile(`(,|;|\s-\s|\s–\s|\(|\.\s|\.$|\bagissant\b|\ben vertu\b|\bvu \b|\bassiste|\bdument\b|\brequer|\bprions\b|\btel\b|\btelephone\b|\bn ?o\b|\bcode unite\b|:)`)
)

// serviceAuDebut gives the name of the service with which s starts, and its length in bytes of the
// folded form.
func serviceAuDebut(s string) (string, int) {
	pl := plier(s)
	ok := slices.ContainsFunc(debutsService, func(d string) bool {
		return strings.HasPrefix(pl, d) && (strings.HasSuffix(d, " ") || strings.HasSuffix(d, "'") || len(pl) == len(d) || !lettre(pl[len(d)]) || d == "surete" || strings.HasPrefix(pl, d+"s"))
	})
	if !ok {
		mots := morceaux(pl)
		ok = len(mots) > 1 && slices.ContainsFunc(debutsService, func(d string) bool {
			return len(d) >= 6 && !strings.Contains(d, " ") && proche(serrer(mots[0].texte), d)
		})
	}
	if !ok {
		return "", 0
	}
	if serviceVague.MatchString(pl) {
		return "", 0
	}
	fin := len(pl)
	if m := finService.FindStringIndex(pl); m != nil {
		fin = m[0]
	}
	v := strings.Trim(decoupeRunes(s, pl, 0, fin), " ,.;:-–_|")
	if len([]rune(v)) < 4 || !strings.ContainsAny(v, " -0123456789") {
		return "", 0 // one bare word names no service in particular
	}
	return v, fin
}
