package rejouer

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"claudia/memoires/lecture/specimen"
)

// prefixeSpecimen marks a document that is drawn instead of opened: « + specimen:nuit » drops all the papers
// of an invented mission, « + specimen:nuit/requisition » only one of them.
const prefixeSpecimen = "specimen:"

// papier is one document to drop.
type papier struct {
	nom     string
	contenu []byte
}

// recette is one invented mission: one réquisition and its attestations.
type recette struct {
	d            specimen.Donnees
	requisition  string   // model
	attestation  string   // model
	attestations []string // days of the missions, the day of d when empty
}

// recettes gives the missions by name, for the clock of the scripts (14 October 2026).
func recettes() map[string]recette {
	ioana := specimen.Donnees{
		PersonnePrenom: "Ioana", PersonneNom: "PETROVA", Adresse: "12 rue des Traducteurs, 75011 Paris", Langue: "roumaine", Signee: true,
		AutoritePrenom: "Agnès", AutoriteNom: "HADDAD", AutoriteQualite: "Officier de Police Judiciaire",
		Service: "Commissariat de police de Bobigny", Ville: "Bobigny", NatureAffaire: "Vol avec effraction", Graine: 7,
	}
	juge := func(d specimen.Donnees, prestation, numero string) specimen.Donnees {
		d.AutoritePrenom, d.AutoriteNom, d.AutoriteQualite = "Karim", "NDIAYE", "Juge d'instruction"
		d.Service, d.Ville, d.Prestation, d.NumeroAffaire = "Tribunal judiciaire de Versailles", "Versailles", prestation, numero
		return d
	}
	nuit, mois := ioana, ioana
	nuit.NumeroAffaire, nuit.Prestation = "2026/80412", "traduction_orale"
	nuit.DateRequisition, nuit.DatePrestation, nuit.HeureDebut, nuit.HeureFin, nuit.FormeDate = jour("2026-09-20"), jour("2026-09-20"), "21:30", "01:15", 2
	mois.NumeroAffaire, mois.Prestation = "2026/80500", "traduction_orale"
	mois.DateRequisition, mois.HeureDebut, mois.HeureFin = jour("2026-09-01"), "09:00", "11:00"
	pages := juge(ioana, "traduction_ecrite", "JI 4/26/31")
	pages.DateRequisition, pages.DatePrestation, pages.NombrePages = jour("2026-09-01"), jour("2026-09-10"), 12
	expert := juge(ioana, "expertise_psychiatrique", "JI 8/26/20")
	expert.PersonnePrenom, expert.PersonneNom, expert.Adresse = "Héloïse", "MÜLLER", "3 place de l'Expertise, 78000 Versailles"
	expert.DateRequisition, expert.DatePrestation = jour("2026-08-10"), jour("2026-09-25")
	enquete := juge(ioana, "enquete_personnalite", "JI 2/26/44")
	enquete.PersonnePrenom, enquete.PersonneNom, enquete.Adresse = "Anaïs", "FERNANDEZ", "7 allée des Tilleuls, 42000 Saint-Étienne"
	enquete.DateRequisition, enquete.DatePrestation = jour("2026-08-03"), jour("2026-09-28")
	return map[string]recette{
		"nuit":      {nuit, "police", "officielle", nil},
		"pages":     {pages, "ordonnance", "officielle", nil},
		"expertise": {expert, "ordonnance", "tableau", nil},
		"enquete":   {enquete, "ordonnance", "officielle", nil},
		"mois":      {mois, "police", "officielle", []string{"2026-09-07", "2026-09-14", "2026-09-21", "2026-09-28"}},
	}
}

func jour(iso string) time.Time {
	t, _ := time.Parse(time.DateOnly, iso) // the days above are written right; a wrong one draws a blank
	return t
}

// dessiner draws the papers that a script names after « specimen: ».
func dessiner(nom string) ([]papier, error) {
	mission, seul, _ := strings.Cut(nom, "/")
	r, ok := recettes()[mission]
	if !ok {
		return nil, fmt.Errorf("specimen %q inconnu", nom)
	}
	var out []papier
	d := r.d
	d.Modele = r.requisition
	if seul == "" || seul == "requisition" {
		octets, _, err := specimen.Requisition(d)
		if err != nil {
			return nil, fmt.Errorf("specimen %s: %w", nom, err)
		}
		out = append(out, papier{"requisition-" + mission + ".pdf", octets})
	}
	d.Modele = r.attestation
	jours := r.attestations
	if len(jours) == 0 {
		jours = []string{d.DatePrestation.Format(time.DateOnly)}
	}
	for i, j := range jours {
		if seul == "requisition" {
			break
		}
		d.DatePrestation = jour(j)
		octets, _, err := specimen.Attestation(d)
		if err != nil {
			return nil, fmt.Errorf("specimen %s: %w", nom, err)
		}
		n := ""
		if len(jours) > 1 {
			n = "-" + strconv.Itoa(i+1)
		}
		out = append(out, papier{"attestation-" + mission + n + ".pdf", octets})
	}
	return out, nil
}
