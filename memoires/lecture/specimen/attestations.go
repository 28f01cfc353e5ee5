package specimen

import (
	"strconv"

	"claudia/memoires/lecture"
)

// caseMission is a line of the list of an attestation.
type caseMission struct{ code, texte string }

var casesMission = []caseMission{
	{"traduction_orale", "Traduction orale (article R. 122 CPP)"},
	{"traduction_ecrite", "Traduction écrite (article R. 122 CPP)"},
	{"expertise_medicale", "Rapport d'expertise médicale (article R. 117 CPP) en date du"},
	{"examen_medical", "Rapport d'examen médical (article R. 117 CPP) en date du"},
	{"expertise_psychiatrique", "Expertise psychiatrique (article R. 117 CPP) en date du"},
	{"enquete_sociale", "Rapport d'enquête sociale (article R. 121-1 et R. 121-3 CPP) en date du"},
	{"enquete_personnalite", "Rapport d'enquête de personnalité (article R. 121-1 CPP) en date du"},
}

func (d Donnees) vHeure(c lecture.Cle, h string) part {
	if h == "" {
		return txt("......")
	}
	return val(c, d.heure(h), h)
}

func (d Donnees) vPages() part {
	if d.NombrePages == 0 {
		return txt("....")
	}
	n := strconv.Itoa(d.NombrePages)
	return val(lecture.NombrePages, n, n)
}

// liste draws the list of boxes; boite draws one box at the left of the line.
func (p *plume) liste(d Donnees, boite func(oui bool)) {
	for _, c := range casesMission {
		oui := c.code == d.Prestation
		boite(oui)
		x := p.gauche + 16
		q := txt(c.texte)
		if oui {
			q = val(lecture.Prestation, c.texte, c.code)
		}
		w := p.mot(x, p.y, q, p.corps)
		jour := txt("..................")
		if oui {
			jour = d.vDatePrest()
		}
		switch c.code {
		case "traduction_orale", "traduction_ecrite":
			p.y += p.corps * 1.4
			label := "Date de la traduction : "
			if c.code == "traduction_ecrite" {
				label = "Date de remise de la traduction : "
			}
			w = p.mot(x+6, p.y, txt(label), p.corps)
			p.mot(x+6+w, p.y, jour, p.corps)
			p.y += p.corps * 1.4
			p.detail(d, c.code, x+6, oui)
		default:
			p.mot(x+w+4, p.y, jour, p.corps)
		}
		p.y += p.corps * 1.65
	}
}

// detail writes the hours or the pages of a translation.
func (p *plume) detail(d Donnees, code string, x float64, oui bool) {
	if !oui {
		d.HeureDebut, d.HeureFin, d.NombrePages = "", "", 0
	}
	if code == "traduction_ecrite" {
		w := p.mot(x, p.y, txt("Nombre de pages en français (1 page = 250 mots) : "), p.corps)
		p.mot(x+w, p.y, d.vPages(), p.corps)
		return
	}
	w := p.mot(x, p.y, txt("Heure de début : "), p.corps)
	w += p.mot(x+w, p.y, d.vHeure(lecture.HeureDebut, d.HeureDebut), p.corps)
	w += p.mot(x+w, p.y, txt("   Heure de fin : "), p.corps)
	p.mot(x+w, p.y, d.vHeure(lecture.HeureFin, d.HeureFin), p.corps)
}

// rangee draws the row Nom, Prénom, Qualité, Date of the authority.
func (p *plume) rangee(d Donnees) {
	xs := []float64{p.gauche, p.gauche + 105, p.gauche + 190, p.gauche + 390, p.droite}
	tetes := []string{"Nom", "Prénom", "Qualité", "Date"}
	valeurs := []string{"", "", "", ""}
	if d.Signee {
		valeurs = []string{d.AutoriteNom, d.AutoritePrenom, d.AutoriteQualite, d.date(d.DatePrestation)}
	}
	for i := range tetes {
		p.pdf.Rect(xs[i], p.y, xs[i+1]-xs[i], 20, "D")
		p.pdf.Rect(xs[i], p.y+20, xs[i+1]-xs[i], 20, "D")
		w := p.large(tetes[i], "B", p.corps)
		p.mot((xs[i]+xs[i+1]-w)/2, p.y+14, gras(tetes[i]), p.corps)
		p.mot(xs[i]+4, p.y+34, txt(valeurs[i]), min(p.corps, 10))
	}
	p.y += 60
}

func (p *plume) signer(d Donnees, x, y, w, h float64, tampon bool) {
	oui := "false"
	if d.Signee {
		oui = "true"
		if tampon {
			p.tampon(x, y+h*0.6, d.Service)
		} else {
			p.signature(x+10, y+h/2)
		}
	}
	p.noter(lecture.Signee, "Signature", oui, lecture.Zone{x, y, x + w, y + h})
}

// attOfficielle is the ministry's form.
func attOfficielle(p *plume, d Donnees) {
	p.corps = 10
	p.centre("ATTESTATION DE MISSION", 14)
	p.ligne(gras("Cadre n° 1 à renseigner par le prestataire"))
	p.ligne(gras("AUTORITÉ REQUÉRANTE :"))
	p.ligne(txt("Nom et qualité : "), d.vNom(), txt(", "), d.vQualite(d.AutoriteQualite))
	p.ligne(txt("Service : "), d.vService(d.Service))
	p.ligne(txt("Référence de l'affaire : "), d.vNumero(d.NumeroAffaire))
	p.ligne(gras("PERSONNE REQUISE :"))
	p.ligne(txt("Nom et prénom ou Titre : "), d.vPersonne(d.personne()))
	p.ligne(txt("Adresse : " + d.Adresse))
	p.ligne(txt("Courriel : ............ Fax : ............"))
	p.ligne(gras("MISSION RÉALISÉE"))
	p.liste(d, func(oui bool) { p.coche(p.gauche, p.y-8, 9, oui, 0) })
	p.ligne(gras("Cadre n° 2 réservé à l'autorité requérante"))
	p.rangee(d)
	p.mot(p.gauche, p.y, txt("Signature et cachet"), p.corps)
	p.signer(d, p.gauche+110, p.y-14, 260, 50, true)
}

// attTableau has its first part in a table.
func attTableau(p *plume, d Donnees) {
	p.corps = 10
	p.ligne(txt("COUR D'APPEL"))
	p.centre("ATTESTATION DE MISSION", 14)
	p.tableau(p.gauche, 220, p.droite, 20,
		[2]part{txt("Autorité requérante"), d.vNom()},
		[2]part{txt("Qualité"), d.vQualite(d.AutoriteQualite)},
		[2]part{txt("Service"), d.vService(d.Service)},
		[2]part{txt("N° de l'affaire"), d.vNumero(d.NumeroAffaire)},
		[2]part{txt("Personne requise"), d.vPersonne(d.PersonnePrenom + " " + d.PersonneNom)},
	)
	p.ligne(gras("MISSION RÉALISÉE"))
	p.liste(d, func(oui bool) { p.coche(p.gauche, p.y-8, 9, oui, 1) })
	p.ligne(gras("Cadre réservé à l'autorité requérante"))
	p.rangee(d)
	p.mot(p.gauche, p.y, txt("Signature et cachet"), p.corps)
	p.signer(d, p.gauche+110, p.y-14, 260, 60, false)
}

// attCases has filled boxes, other words and the authority after the person.
func attCases(p *plume, d Donnees) {
	p.corps = 10
	p.centre("Attestation de service fait", 15)
	p.ligne(gras("1 - Prestataire"))
	p.ligne(txt("Nom du prestataire : "), d.vPersonne(d.personne()))
	p.ligne(txt("Adresse : " + d.Adresse))
	p.ligne(gras("2 - Mission"))
	p.ligne(txt("N° d'affaire : "), d.vNumero(d.NumeroAffaire))
	p.ligne(txt("Magistrat ou OPJ : "), txt("voir la réquisition jointe"))
	p.ligne(txt("Nom du requérant : "), d.vNom())
	p.ligne(txt("Qualité du requérant : "), d.vQualite(d.AutoriteQualite))
	p.ligne(txt("Juridiction ou service : "), d.vService(d.Service))
	p.y += 6
	p.liste(d, func(oui bool) { p.coche(p.gauche, p.y-8, 9, oui, 2) })
	p.ligne(gras("3 - Partie réservée à l'autorité requérante"))
	if d.Signee {
		p.ligne(txt("Nom et prénom : " + d.AutoriteNom + " " + d.AutoritePrenom + "      Le : " + d.date(d.DatePrestation)))
	} else {
		p.ligne(txt("Nom et prénom : ....................      Le : ............"))
	}
	p.mot(p.gauche, p.y, txt("Cachet et signature :"), p.corps)
	p.signer(d, p.gauche+120, p.y-14, 220, 60, false)
}

// attEtat is a table of rows with the hours, no boxes.
func attEtat(p *plume, d Donnees) {
	p.corps = 10
	p.ligne(d.vService(d.Service))
	p.y += 10
	p.centre("CERTIFICAT DE SERVICE FAIT", 14)
	lignes := [][2]part{
		{txt("Référence de la procédure"), d.vNumero(d.NumeroAffaire)},
		{txt("Prestataire"), d.vPersonne(d.personne())},
		{txt("Requis par"), d.vNom()},
		{txt("Fonction"), d.vQualite(d.AutoriteQualite)},
		{txt("Nature de la prestation"), val(lecture.Prestation, d.libelle(), d.Prestation)},
		{txt("Date de la prestation"), d.vDatePrest()},
	}
	if d.HeureDebut != "" {
		lignes = append(lignes, [2]part{txt("Heure d'arrivée"), d.vHeure(lecture.HeureDebut, d.HeureDebut)}, [2]part{txt("Heure de départ"), d.vHeure(lecture.HeureFin, d.HeureFin)})
	}
	if d.NombrePages > 0 {
		lignes = append(lignes, [2]part{txt("Nombre de pages traduites"), d.vPages()})
	}
	p.tableau(p.gauche, 240, p.droite, 24, lignes...)
	p.ligne(txt("Service fait certifié par l'autorité requérante."))
	p.mot(330, p.y+10, txt("Signature et cachet"), p.corps)
	p.signer(d, 330, p.y+20, 200, 70, d.Graine%2 == 0)
}

// attCertificat is a letter.
func attCertificat(p *plume, d Donnees) {
	p.corps = 12
	p.ligne(d.vService(d.Service))
	p.y += 24
	p.centre("ATTESTATION", 16)
	fait := []part{
		txt("Je soussigné(e)"), d.vNom(), txt(","), val(lecture.AutoriteQualite, minuscule(d.AutoriteQualite), d.AutoriteQualite),
		txt(", atteste que"), d.vPersonne("Mme " + d.PersonnePrenom + " " + d.PersonneNom), txt("a accompli la mission suivante :"),
		val(lecture.Prestation, minuscule(d.libelle()), d.Prestation), txt(", effectuée le"), d.vDatePrest(),
	}
	if d.HeureDebut != "" {
		fait = append(fait, txt("de"), d.vHeure(lecture.HeureDebut, d.HeureDebut), txt("à"), d.vHeure(lecture.HeureFin, d.HeureFin))
	}
	fait = append(fait, txt(", dans la procédure n°"), d.vNumero(d.NumeroAffaire), txt("."))
	p.para(p.gauche, p.droite, fait...)
	if d.NombrePages > 0 {
		p.ligne(txt("Nombre de pages remises : "), d.vPages())
	}
	p.para(p.gauche, p.droite, txt("Attestation établie pour servir au paiement des frais de justice."))
	p.y += 20
	p.mot(340, p.y, txt("Signature"), p.corps)
	p.signer(d, 330, p.y+6, 200, 60, false)
}

// attColonnes puts the two parts side by side.
func attColonnes(p *plume, d Donnees) {
	p.corps = 9
	p.centre("ATTESTATION DE FIN DE MISSION", 13)
	haut := p.y
	m := 310.0
	p.ligne(gras("PARTIE 1 - PRESTATAIRE"))
	p.ligne(txt("Identité : "), d.vPersonne(d.personne()))
	p.ligne(txt("Dossier n° "), d.vNumero(d.NumeroAffaire))
	y := p.y
	p.gauche, p.y = m, haut
	p.ligne(gras("DEMANDEUR"))
	p.ligne(txt("Magistrat ou enquêteur : "), d.vNom())
	p.ligne(txt("Fonctions : "), d.vQualite(d.AutoriteQualite))
	p.ligne(txt("Affectation : "), d.vService(d.Service))
	p.gauche, p.y = 56, max(y, p.y)+16
	p.ligne(gras("NATURE DES TRAVAUX"))
	p.liste(d, func(oui bool) {
		s := "[ ]"
		if oui {
			s = "[X]"
		}
		p.mot(p.gauche, p.y, txt(s), p.corps)
	})
	p.y += 10
	p.pdf.Rect(p.gauche, p.y, 220, 90, "D")
	p.pdf.Rect(m, p.y, 220, 90, "D")
	p.mot(p.gauche+5, p.y+12, txt("Le prestataire"), p.corps)
	p.mot(m+5, p.y+12, txt("Visa de l'autorité requérante"), p.corps)
	p.signer(d, m+10, p.y+18, 200, 68, d.Graine%2 == 1)
}
