package lecture

import (
	"regexp"
	"strings"
)

// TypePrestation is a kind of work that documents name, with the code that goes into a Champ.
type TypePrestation struct {
	Code    string
	Libelle string // on the attestation de mission
	formule *regexp.Regexp
}

// typesPrestation holds the kinds, the more precise before the more general.
var typesPrestation = []TypePrestation{
	{"expertise_medico_psychologique", "Expertise médico-psychologique", regexp.MustCompile(`medico-? ?psychologique`)},
	{"expertise_psychiatrique", "Expertise psychiatrique", regexp.MustCompile(`psychiatr`)},
	{"expertise_psychologique", "Expertise psychologique", regexp.MustCompile(`(expert|exam)[a-z]*( \w+)? psycholog|psychologique`)},
	{"enquete_sociale_civile", "Rapport d'enquête sociale en matière civile", regexp.MustCompile(`enquete sociale (en matiere )?civile|\br\.? ?221\b[^-]`)},
	{"enquete_personnalite", "Rapport d'enquête de personnalité", regexp.MustCompile(`enquete de personnalit|enquete de perso|enquete rapide de personnalit`)},
	{"enquete_sociale", "Rapport d'enquête sociale", regexp.MustCompile(`enquete socia|enquete sociale rapide`)},
	{"controle_judiciaire", "Rapport contrôle judiciaire", regexp.MustCompile(`controle judiciaire`)},
	{"sursis_mise_a_l_epreuve", "Rapport sursis avec mise à l'épreuve", regexp.MustCompile(`mise a l'epreuve|sursis probatoire`)},
	{"audition_enfant", "Audition d'enfant", regexp.MustCompile(`audition (d'|de l'|du |d'un )?(enfant|mineur)`)},
	{"administrateur_ad_hoc", "Administrateur ad hoc", regexp.MustCompile(`administrat(eur|rice) ad ?hoc`)},
	{"assessorat_pensions_militaires", "Assessorat tribunal des pensions militaires", regexp.MustCompile(`pensions militaires`)},
	{"examen_clinique", "Fiche d'examen clinique", regexp.MustCompile(`examen clinique`)},
	{"autopsie", "Autopsie", regexp.MustCompile(`autopsie|levee de corps`)},
	{"analyse_toxicologique", "Analyse toxicologique", regexp.MustCompile(`toxicologi`)},
	{"analyse_genetique", "Analyse génétique", regexp.MustCompile(`genetique|\badn\b`)},
	{"expertise_automobile", "Expertise automobile", regexp.MustCompile(`expertise (automobile|mecanique|du vehicule)`)},
	{"expertise_informatique", "Expertise informatique", regexp.MustCompile(`expertise (informatique|numerique)|exploitation (du|des) (telephone|support|ordinateur)`)},
	{"expertise_balistique", "Expertise balistique", regexp.MustCompile(`balisti`)},
	{"expertise_comptable", "Expertise comptable", regexp.MustCompile(`expertise (comptable|financiere)`)},
	{"traduction_ecrite", "Traduction écrite", regexp.MustCompile(
		`traduction ecrite|traduction par ecrit|traduire par ecrit|traduire? (en (langue )?francaise? )?(le|la|les|l'|un|une|des|ces|ce|du|de la) ?(document|piece|proces|jugement|ordonnance|courrier|lettre|message|conversation|ecoute|texte|acte|notification|convocation|commission|mandat)|traduction (du|de la|des|de l'|d'un|d'une|en (langue )?\w+ (du|de la|des|de l')) ?(document|piece|proces|jugement|ordonnance|courrier|lettre|message|conversation|texte|acte|notification|convocation|scelle|present)|nombre de pages traduites|retranscription`)},
	{"traduction_orale", "Traduction orale", regexp.MustCompile(
		`traduction orale|traduction simultanee|interpret|traduire oralement|traduire les (propos|declarations|paroles)|traduction (au cours|lors) |assister .{0,60}(audition|garde a vue).{0,40}langue`)},
	{"examen_medical", "Rapport d'examen médical", regexp.MustCompile(`examen(s)? medica|examiner medicalement|examen (du|de la|des|d'un|d'une) (garde|victime|personne|mis)|examiner (la|le|les) (nomme|personne|victime|garde)|certificat medical|examen de comportement|compatibilite .{0,40}garde a vue|i\.?t\.?t`)},
	{"expertise_medicale", "Rapport d'expertise médicale", regexp.MustCompile(`expertise(s)? medica|expertise (du |de la )?(dommage corporel|victime)|expertise medico|medecin expert`)},
	{"traduction_orale", "Traduction orale", regexp.MustCompile(`en langue [a-z]+|\btraduire\b|\btraduction\b`)},
}

// Prestations gives the kinds of work that Lire can name, code by label.
func Prestations() []TypePrestation {
	var out []TypePrestation
	vus := map[string]bool{}
	for _, t := range typesPrestation {
		if !vus[t.Code] {
			vus[t.Code] = true
			out = append(out, TypePrestation{Code: t.Code, Libelle: t.Libelle})
		}
	}
	return out
}

// libellePrestation gives the label of a code, or the code.
func libellePrestation(code string) string {
	for _, t := range typesPrestation {
		if t.Code == code {
			return t.Libelle
		}
	}
	return code
}

// chercherPrestation gives the kind named in a folded text: the most precise of those that begin
// first, with its place.
func chercherPrestation(pl string) (trouve, bool) {
	best := trouve{debut: -1}
	for i, t := range typesPrestation {
		m := t.formule.FindStringIndex(pl)
		if m == nil {
			continue
		}
		// a general word gives way to a precise one that stands within the same phrase
		if best.debut < 0 || m[0] < best.debut-60 && i < len(typesPrestation)-1 {
			best = trouve{m[0], m[1], t.Code, true}
		}
	}
	if best.debut >= 0 {
		return best, true
	}
	return prestationFloue(pl)
}

// prestationFloue looks for a label that OCR marred.
func prestationFloue(pl string) (trouve, bool) {
	mots := morceaux(pl)
	best, out := 99, trouve{}
	for _, t := range typesPrestation {
		libelle := strings.TrimPrefix(strings.TrimPrefix(plier(t.Libelle), "rapport "), "d'")
		cible, n := serrer(libelle), len(strings.Fields(libelle))
		limite := len(cible) / 6
		for i := range mots {
			for k := max(n-1, 1); k <= n+1 && i+k <= len(mots); k++ {
				lu := serrer(strings.TrimPrefix(pl[mots[i].debut:mots[i+k-1].fin], "d'"))
				if d := ecart(lu, cible, limite); d <= limite && d < best {
					best, out = d, trouve{mots[i].debut, mots[i+k-1].fin, t.Code, false}
				}
			}
		}
	}
	return out, best < 99
}
