package lecture

import (
	"regexp"
	"strings"
)

var (
	titreAttestation = regexp.MustCompile(`^(?:l'|une? )?(?:attestation|certificat)s? (?:de |d'|du )?(?:mission|service fait|prestation|realisation|execution|fin de mission|accomplissement|intervention|la mission|bonne execution|presence|travaux|travail|mission accomplie)|^attestation\b|^certification (?:de|du) service|^service fait$|^certificat\b.{0,20}$`)
	titreRequisition = regexp.MustCompile(`^(?:proces[- ]verbal de |pv de )?requisitions?\b|^ordonnance\b|^commission d'?(?:expert|technicien)|^designation d'?(?:un )?(?:expert|technicien|interprete)|^mandat(?:ement)?\b|^commission rogatoire|^demande d'?(?:expertise|interprete|examen)|^objet\s?:?\s?(?:requisition|designation|ordonnance|demande d'expertise|commission)|^soit[- ]transmis|^bon de (?:mission|requisition)`)
	titreAutre       = regexp.MustCompile(`^(?:releve d'identite|rib\b|facture\b|note d'honoraires|memoire de frais|etat de frais|devis\b|avis d'imposition|avis d'impot|convocation\b|kbis|extrait k|attestation (?:d'assurance|de vigilance|de formation|employeur|fiscale|sur l'honneur|de domicile|d'hebergement|de paiement|de droits)|bulletin de|contrat\b|quittance|carte grise|certificat d'immatriculation|releve de compte|bon de commande|curriculum|diplome|jugement\b|plainte\b|bordereau|accuse de reception|certificat de depot|permis de|passeport|carte nationale|certificat medical|certificat de (?:travail|scolarite|nationalite))`)
	texteRequisition = regexp.MustCompile(`requerons|prions et|prions,? et|au besoin,? requ|requisition|commettons|designons|serment|vu les? articles?|77-1|a l'effet de|officier de police|personne requise|personne qualifiee|autorite requerante|nous,? |code de procedure penale|procedera|commission d'expert|expert`)
	texteAttestation = regexp.MustCompile(`attestation de mission|atteste que|certifie que|service fait|mission realisee|mission accomplie|a (?:bien )?(?:effectue|realise|execute|accompli|assure)|cadre (?:no? ?)?[12]|reserve a l'autorite|renseigner par le prestataire|heure de fin|nombre de pages|autorite requerante|personne requise|signature et cachet`)
	texteAutre       = regexp.MustCompile(`\biban\b|\bbic\b|titulaire du compte|net a payer|total ttc|montant (?:ttc|ht)|code banque|cle rib|domiciliation|siret|tva|facture|impot|cotisation`)
)

// acteRequisition and acteAttestation are the words without which a text orders, or attests, nothing.
var (
	acteRequisition = regexp.MustCompile(`requer(ons|ir)|requiert|requiers|commettons|commet |designons|mandatons|prions|aux fins d|requisition`)
	acteAttestation = regexp.MustCompile(`attest|certifi|service fait|mission (realisee|accomplie|effectuee)|cadre (no? ?)?[12]`)
)

// plafonner bounds what the words of a text weigh, lower when the act itself is not named.
func plafonner(n float64, acte bool) float64 {
	if acte {
		return min(n, 8)
	}
	return min(n, 3)
}

// nature tells the kind of a document of one or more pages, and says why when it is of no use.
func nature(feuilles []feuille) (Nature, string) {
	mots, lettres := 0, 0
	var req, att, autre float64
	for n, f := range feuilles {
		for _, s := range f.segments {
			for _, m := range s.mots {
				if k := len([]rune(serrer(m.Texte))); k >= 2 && m.Confiance >= 0.3 {
					mots++
					lettres += k
				}
			}
		}
		r, a, o := f.titres(n)
		t := couler(f.segments).plie
		req += r + plafonner(float64(varies(texteRequisition, t)), r > 0 || acteRequisition.MatchString(t))
		att += a + plafonner(float64(varies(texteAttestation, t)), a > 0 || acteAttestation.MatchString(t))
		autre += o + min(1.5*float64(varies(texteAutre, t)), 8)
	}
	switch {
	case mots < 6 || lettres < 25:
		return Illisible, "Aucun texte n'a pu être lu sur ce document. Scannez-le à plat, à 300 points par pouce, ou saisissez les informations vous-même."
	case max(req, att) >= 4.5 && max(req, att) >= autre:
		if att > req {
			return Attestation, ""
		}
		return Requisition, ""
	}
	if illisible(feuilles) {
		return Illisible, "Le document est trop flou ou trop pâle pour être lu. Scannez-le à plat, à 300 points par pouce, ou saisissez les informations vous-même."
	}
	return Autre, "Ce document ne ressemble ni à une réquisition ni à une attestation de mission. Il peut être joint, mais rien n'y a été repris."
}

// titres weighs the headings of page n.
func (f *feuille) titres(n int) (req, att, autre float64) {
	haut := f.page.Hauteur * 0.5
	for i, s := range f.segments {
		t := strings.TrimLeft(plier(s.texte()), " .-_|'\"*«")
		if len(s.mots) > 14 || s.zone[1] > haut || t == "" {
			continue
		}
		poids := 3.0
		if s.zone.hauteur() > 1.15*f.hauteur || majuscule(s.texte()) {
			poids = 7
		}
		if n > 0 {
			poids /= 3
		}
		if i > 14 {
			poids /= 2
		}
		t = strings.TrimSpace(t)
		serre := desespacer(t)
		switch {
		case titreAutre.MatchString(t):
			autre += poids + 1
		case titreAttestation.MatchString(t), titreFlou(serre, "attestationdemission"):
			att += poids
		case titreRequisition.MatchString(t), titreFlou(serre, "requisitionapersonne"), strings.HasPrefix(serre, "requisition"), strings.HasPrefix(serre, "ordonnance"):
			req += poids
		}
	}
	return req, att, autre
}

// desespacer closes up a heading set with spaced letters.
func desespacer(s string) string { return serrer(s) }

func titreFlou(serre, cible string) bool {
	return len(serre) >= len(cible)-3 && ecart(serre[:min(len(serre), len(cible))], cible, 4) <= 4
}

// varies counts the different things that re finds in t.
func varies(re *regexp.Regexp, t string) int {
	vus := map[string]bool{}
	for _, m := range re.FindAllString(t, 60) {
		vus[m] = true
	}
	return len(vus)
}

// illisible tells whether OCR saw mostly noise.
func illisible(feuilles []feuille) bool {
	somme, n := 0.0, 0
	for _, f := range feuilles {
		if !f.page.Ocr {
			return false
		}
		for _, m := range f.page.Mots {
			somme += m.Confiance
			n++
		}
	}
	return n == 0 || somme/float64(n) < 0.5
}
