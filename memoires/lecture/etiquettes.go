package lecture

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
)

// role is what a label announces.
type role int

const (
	roleAucun role = iota
	roleNumero
	roleAutorite // name, often with the capacity
	roleQualite
	roleService
	rolePersonne
	roleNature
	roleDateRequisition
	roleDatePrestation
	roleDate // a bare « Date »: of what depends on where it stands
	roleHeureDebut
	roleHeureFin
	roleHoraires
	rolePages
	roleNom
	rolePrenom
	roleMission
	roleNomPrenom
	roleSignature
	roleCadre2
	roleArret // a label of something that we do not read: it ends the value before it
)

// etiquette is a label: its folded letters, what it announces and how much it is trusted.
type etiquette struct {
	serree string
	role   role
	poids  float64
}

// etiquettes are the labels met on réquisitions, ordonnances and attestations. Weights: 1 for one
// that can mean nothing else, less for one that a better may replace.
var etiquettes = construire(map[role]map[float64][]string{
	roleNumero: {
		1: {
			"n° de l'affaire", "n° d'affaire", "n° affaire", "référence de l'affaire", "références de l'affaire", "numéro de l'affaire", "numéro d'affaire",
			"n° de procédure", "n° procédure", "procédure n°", "numéro de procédure", "n° de la procédure", "numéro de la procédure", "affaire n°", "réf. affaire", "référence affaire",
			"référence de la procédure", "références de la procédure", "réf. procédure", "référence procédure", "dossier n°", "n° de dossier", "n° dossier", "numéro de dossier", "n° du dossier", "procédure numéro",
			"références du dossier", "référence du dossier", "réf. du dossier", "référence dossier", "réf. dossier", "affaire numéro", "identifiant de la procédure", "n° identifiant justice", "idj",
		},
		0.97: {"n° parquet", "n° de parquet", "n° du parquet", "parquet n°", "numéro de parquet", "numéro parquet", "n° d'instruction", "n° instruction", "instruction n°", "numéro d'instruction", "n° de l'instruction", "n° cabinet", "n° du cabinet", "cabinet n°", "information n°", "n° d'information", "n° rg", "rg n°", "n° npp", "n° unique"},
		0.96: {"n° pv", "n° de pv", "pv n°", "n° du pv", "procès-verbal n°", "n° de procès-verbal", "n° procès-verbal", "n° du procès-verbal", "numéro de pv", "numéro de procès-verbal", "annexe au pv n°", "annexe au procès-verbal n°", "pv numéro", "p.v. n°"},
		0.93: {"référence", "références", "réf", "n/réf", "nos réf", "nos références", "notre référence", "n/références", "vos réf", "v/réf", "n° minute", "n° de minute", "minute n°", "minute", "n° d'ordre"},
	},
	roleAutorite: {
		1:    {"autorité requérante", "nom de l'autorité requérante", "nom et qualité", "nom et qualité de l'autorité requérante", "autorité requérante nom et qualité", "nom prénom et qualité", "nom, prénom, qualité", "nom, prénom et qualité", "autorité mandante", "autorité prescriptrice", "autorité commettante", "requérant", "le requérant", "magistrat requérant", "magistrat mandant", "opj requérant", "officier requérant", "nom du requérant", "nom du magistrat", "nom de l'opj", "prescripteur", "nom du prescripteur", "requis par", "ordonnée par", "mandant", "signataire", "l'autorité requérante nom", "enquêteur", "rédacteur", "directeur d'enquête", "magistrat", "autorité", "requérante", "requise par", "autorité judiciaire", "autorité judiciaire requérante", "autorité de désignation", "désigné par", "désignée par", "commis par", "commise par"},
		0.93: {"affaire suivie par", "dossier suivi par", "suivi par"},
	},
	roleQualite: {1: {"qualité", "qualité de l'autorité", "qualité de l'autorité requérante", "fonction", "en qualité de", "qualité du requérant", "fonctions", "grade et qualité", "titre et qualité", "qualité du signataire", "grade / qualité"}},
	roleService: {1: {"service", "service requérant", "service de l'autorité", "service enquêteur", "unité", "unité requérante", "juridiction", "juridiction ou service", "service ou juridiction", "service / juridiction", "service de rattachement", "juridiction requérante", "service prescripteur", "service d'enquête", "tribunal ou service", "affectation", "service ou unité", "unité ou service", "juridiction / service", "service mandant", "siège"}},
	rolePersonne: {
		1:    {"personne requise", "nom et prénom ou titre", "nom, prénom ou titre", "nom et prénom de la personne requise", "nom de la personne requise", "prestataire", "nom du prestataire", "expert", "expert désigné", "expert commis", "expert requis", "nom de l'expert", "interprète", "nom de l'interprète", "interprète requis", "interprète requise", "traducteur", "traducteur requis", "personne désignée", "personne qualifiée", "identité de la personne requise", "personne commise", "médecin requis", "médecin", "interprète-traducteur", "identité du prestataire", "nom et prénom du prestataire", "nom et prénom de l'interprète", "nom et prénom de l'expert", "requis", "le requis", "requis(e)", "expert / interprète", "sachant", "à l'attention de", "désignation du prestataire", "enquêteur social", "enquêteur de personnalité", "bénéficiaire", "prestataire requis", "intervenant", "titulaire"},
		0.95: {"destinataire", "nom et prénom", "nom, prénom", "nom prénom", "nom - prénom", "identité"},
	},
	roleNature:          {1: {"nature de l'affaire", "nature des faits", "nature de l'infraction", "nature d'affaire", "infraction", "infractions", "infraction(s)", "qualification", "qualification des faits", "faits", "faits reprochés", "chef de poursuite", "chefs de poursuite", "chef d'inculpation", "objet de l'enquête", "nature des infractions", "du chef de", "des chefs de", "chef", "chef(s)", "qualification pénale", "motif de la procédure", "nature du dossier", "natinf", "matière", "nature de la procédure", "infraction poursuivie", "infraction visée", "objet de la procédure", "nature"}},
	roleDateRequisition: {1: {"date de la réquisition", "date de réquisition", "date réquisition", "réquisition du", "requis le", "établie le", "établi le", "date de l'ordonnance", "ordonnance du", "en date du", "date de la demande", "date d'établissement", "date d'émission", "délivrée le", "rédigé le", "date de rédaction", "dressé le", "date de l'acte", "date de désignation", "date de commission", "date et heure", "requise le"}},
	roleDatePrestation: {
		1:    {"date de la mission", "date de mission", "date de la prestation", "date de prestation", "date prestation", "date de la traduction", "date de traduction", "date de remise de la traduction", "date de remise", "date de l'examen", "date de l'expertise", "date du rapport", "date de dépôt du rapport", "date d'exécution", "date de réalisation", "date de l'intervention", "date d'intervention", "effectuée le", "effectué le", "réalisée le", "réalisé le", "exécutée le", "date de l'acte accompli", "date de l'audition", "date de fin de mission", "date d'accomplissement", "accomplie le", "mission accomplie le", "mission effectuée le", "mission exécutée le", "mission réalisée le", "rapport déposé le", "date de dépôt", "prestation du", "prestation effectuée le", "prestation réalisée le", "jour de la prestation", "date de la remise", "date de réalisation de la mission", "mission du", "date d'achèvement", "remis le", "remise le", "déposé le", "intervention du"},
		0.95: {"date des opérations"},
	},
	roleDate:       {1: {"date", "le", "daté du", "fait le", "date du jour"}},
	roleHeureDebut: {1: {"heure de début", "heure début", "heure d'arrivée", "début", "de début", "heure de début de mission", "heure de commencement", "début de la mission", "début de mission", "commencée à", "début de prestation", "heure du début", "début de la prestation", "arrivée", "commencé à", "prise en charge", "heure de prise en charge"}},
	roleHeureFin:   {1: {"heure de fin", "heure fin", "heure de départ", "fin", "heure de fin de mission", "fin de la mission", "fin de mission", "terminée à", "fin de prestation", "heure de la fin", "fin de la prestation", "départ", "terminé à", "heure de libération", "heure d'achèvement"}},
	roleHoraires:   {1: {"horaires", "horaire", "heures", "plage horaire", "plages horaires", "heures d'intervention", "créneau", "amplitude", "durée"}},
	rolePages:      {1: {"nombre de pages", "nombre de pages en français", "nombre de pages traduites", "nb de pages", "nbre de pages", "pages traduites", "nombre de pages remises", "nb pages", "volume", "nombre de feuillets", "pages", "nombre total de pages"}},
	roleNom:        {1: {"nom", "nom de famille", "nom d'usage", "nom du signataire"}},
	rolePrenom:     {1: {"prénom", "prénoms", "prénom(s)", "prénom du signataire"}},
	roleNomPrenom:  {0.95: {"nom et prénom(s)"}},
	roleMission:    {1: {"mission", "objet", "objet de la mission", "nature de la mission", "prestation", "nature de la prestation", "type de prestation", "mission confiée", "prestation demandée", "prestation requise", "mission réalisée", "nature de la prestation réalisée", "prestation réalisée", "prestation effectuée", "objet de la réquisition", "mission de l'expert", "travaux", "libellé de la mission", "mission effectuée", "acte requis", "nature de l'acte", "acte", "acte accompli", "mission accomplie", "type de mission", "actes requis"}},
	roleSignature:  {1: {"signature et cachet", "signature", "cachet et signature", "cachet", "signature de l'autorité requérante", "signature du magistrat", "signature de l'opj", "signature et sceau", "signature et tampon", "tampon et signature", "visa", "signature, cachet", "visa et cachet", "signature / cachet", "cachet / signature", "sceau et signature", "signature et cachet du service", "cachet et signature de l'autorité requérante", "signature et cachet de l'autorité requérante", "l'autorité requérante (signature et cachet)", "signature et cachet de l'autorité", "signature de l'autorité", "signature du prescripteur", "signature et timbre", "timbre et signature"}},
	roleCadre2:     {1: {"cadre n° 2 réservé à l'autorité requérante", "cadre réservé à l'autorité requérante", "cadre 2 réservé à l'autorité requérante", "réservé à l'autorité requérante", "cadre n° 2", "cadre 2", "partie réservée à l'autorité requérante", "à compléter par l'autorité requérante", "visa de l'autorité requérante", "certification du service fait", "certification de l'autorité requérante", "attestation de l'autorité requérante", "à remplir par l'autorité requérante", "réservé à l'administration", "réservé au prescripteur", "validation de l'autorité requérante", "ii. autorité requérante", "cadre réservé au magistrat ou à l'opj", "cadre réservé au prescripteur", "réservé à l'autorité judiciaire", "visa de l'autorité", "partie 2 autorité requérante", "cadre b", "certification", "service fait"}},
	roleArret:      {1: {"adresse", "courriel", "fax", "téléphone", "tél", "mail", "e-mail", "affaire c/", "affaire contre", "code unité", "siret", "iban", "bic", "fait à", "langue", "vu", "cadre n° 1", "cadre 1", "mis en cause", "victime", "ministère public c/", "date de naissance", "né le", "née le", "domicile", "demeurant", "profession", "lieu", "spécialité", "pièces jointes", "pj", "copie", "observations", "délai", "code postal", "ville", "commune", "personne gardée à vue", "personne mise en cause", "c/", "contre", "titre", "lieu de la mission", "lieu d'intervention", "feuillet", "n° pièce", "n° feuillet", "pièce n°", "feuillet n°", "compagnie de", "montant", "distance", "n° siret", "n° de téléphone", "article", "articles", "base légale", "cadre juridique", "textes", "fondement", "fondement juridique", "adresse professionnelle", "cadre d'enquête"}},
})

func construire(tables map[role]map[float64][]string) []etiquette {
	var out []etiquette
	for r, parPoids := range tables {
		for p, noms := range parPoids {
			for _, n := range noms {
				out = append(out, etiquette{serrerLabel(n), r, p})
			}
		}
	}
	slices.SortFunc(out, func(a, b etiquette) int {
		return cmp.Or(cmp.Compare(a.serree, b.serree), cmp.Compare(b.poids, a.poids), cmp.Compare(a.role, b.role))
	})
	return out
}

// serrerLabel folds a label to its letters and digits; « n° », « numéro », « no » are one.
func serrerLabel(s string) string {
	var b strings.Builder
	for w := range strings.FieldsSeq(plier(s)) {
		b.WriteString(motLabel(w))
	}
	return b.String()
}

// motLabel folds one word of a label.
func motLabel(w string) string {
	switch nu := strings.Trim(w, ".:,;*'\"-"); nu {
	case "no", "numero", "nos", "num", "nro":
		return "n"
	}
	switch w {
	case "n*", "n'", "n\"", "n.", "n°", "n":
		return "n"
	}
	w = strings.ReplaceAll(w, "d'", "")
	w = strings.ReplaceAll(w, "l'", "")
	s := serrer(w)
	if strings.HasPrefix(w, "no") && len(s) > 2 && strings.ContainsAny(w[2:], "0123456789") {
		return "n" + s[2:]
	}
	return s
}

// marque is a label found in a segment: the words i to j (excluded) of it.
type marque struct {
	etiquette
	i, j   int
	points bool // followed by « : »
	flou   bool
}

// marques gives the labels of a segment: one at its start, others before a « : ».
func marques(mots []Mot) []marque {
	var out []marque
	libre := 0
	for i := range mots {
		if i < libre {
			continue
		}
		if !apresFin(mots, i) && !deuxPointsApres(mots, i) {
			continue // in the middle of a line only « label : » is a label
		}
		m, ok := etiqueter(mots, i)
		if !ok || len(out) > 0 && !m.points && !apresFin(mots, i) {
			continue
		}
		if i > 0 && len(out) == 0 && !m.points && !apresFin(mots, i) {
			continue
		}
		out = append(out, m)
		libre = m.j
	}
	return out
}

// apresFin tells whether a label may start at word i without a « : »: nothing but signs before.
func apresFin(mots []Mot, i int) bool {
	for _, m := range mots[:i] {
		if len([]rune(serrer(m.Texte))) > 1 {
			return false
		}
	}
	return true
}

// deuxPointsApres tells whether a « : » follows within the length of a label.
func deuxPointsApres(mots []Mot, i int) bool {
	for _, m := range mots[i:min(i+10, len(mots))] {
		if strings.ContainsAny(m.Texte, ":=") {
			return true
		}
	}
	return false
}

// etiqueter looks for the longest label that starts at word i.
func etiqueter(mots []Mot, i int) (marque, bool) {
	var out marque
	ok := false
	long := 0
	var lu strings.Builder
	for j := i; j < len(mots) && j < i+9; j++ {
		t := mots[j].Texte
		coupe := strings.IndexAny(t, ":=")
		if coupe >= 0 {
			t = t[:coupe]
		}
		lu.WriteString(motLabel(plier(t)))
		if e, flou, trouve := chercherEtiquette(lu.String(), !mots1(mots)); trouve && len(e.serree) > long {
			long, ok = len(e.serree), true
			suite := coupe >= 0 || j+1 < len(mots) && strings.HasPrefix(mots[j+1].Texte, ":")
			out = marque{e, i, j + 1, suite, flou}
		}
		if coupe >= 0 {
			break
		}
	}
	return out, ok
}

// mots1 tells whether the words are all sure, as those of the text of a PDF.
func mots1(mots []Mot) bool {
	for _, m := range mots {
		if m.Confiance < 1 {
			return false
		}
	}
	return true
}

func chercherEtiquette(serree string, ocr bool) (etiquette, bool, bool) {
	var best etiquette
	d := 99
	for _, e := range etiquettes {
		if e.serree == serree {
			return e, false, true
		}
		n := len(e.serree)
		if !ocr || n < 6 {
			continue
		}
		if limite := max(n/7, 1); len(serree) >= n-limite && len(serree) <= n+limite {
			if k := ecart(e.serree, serree, limite); k <= limite && k < d {
				d, best = k, e
			}
		}
	}
	return best, true, d < 99
}

// pointilles tells a word made of dots, underscores or dashes: a blank to fill.
func pointilles(s string) bool {
	for _, r := range s {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return false
		}
	}
	return true
}
