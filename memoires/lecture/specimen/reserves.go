package specimen

import "claudia/memoires/lecture"

// The layouts of this file are Reserve: they were drawn after lecture was written, and lecture is
// not to be changed for their sake.

// reqBon is a printed voucher, labels at the right of the page in capitals and values below lines.
func reqBon(p *plume, d Donnees) {
	p.ligne(gras("MINISTÈRE DE LA JUSTICE"))
	p.ligne(d.vService(d.Service))
	p.centre("BON DE RÉQUISITION", 15)
	p.tableau(p.gauche, 190, p.droite, 26,
		[2]part{gras("AFFAIRE N°"), d.vNumero(d.NumeroAffaire)},
		[2]part{gras("FAITS"), d.vNature(d.NatureAffaire)},
		[2]part{gras("INTERVENANT"), d.vPersonne(d.personne())},
		[2]part{gras("ACTES REQUIS"), val(lecture.Prestation, d.libelle(), d.Prestation)},
	)
	p.para(p.gauche, p.droite, txt("Le présent bon est délivré en application des articles 60 et 77-1 du code de procédure pénale. L'intervenant prête serment par écrit."))
	p.tableau(p.gauche, 190, p.droite, 26,
		[2]part{gras("DÉLIVRÉ LE"), d.vDateReq()},
		[2]part{gras("SIGNATAIRE"), d.vNom()},
		[2]part{gras("QUALITÉ"), d.vQualite(d.AutoriteQualite)},
	)
	p.tampon(300, p.y+50, d.Service)
}

// reqSoitTransmis is a short note between offices with the values in the middle of sentences.
func reqSoitTransmis(p *plume, d Donnees) {
	p.ligne(d.vService(d.Service))
	p.mot(350, p.y, txt("Le "), p.corps)
	p.mot(350+p.large("Le ", "", p.corps), p.y, d.vDateReq(), p.corps)
	p.y += 30
	p.centre("RÉQUISITION AUX FINS D'EXPERTISE OU D'EXAMEN", 12)
	p.ligne(txt("Nos références : "), d.vNumero(d.NumeroAffaire))
	p.y += 6
	p.para(p.gauche, p.droite, d.vNom(), txt(","), d.vQualite(d.AutoriteQualite), txt(","))
	p.para(p.gauche, p.droite, txt("Vu l'enquête en cours pour les faits de"), val(lecture.NatureAffaire, minuscule(d.NatureAffaire), d.NatureAffaire), txt(";"))
	p.para(p.gauche, p.droite, txt("Requiert qu'il plaise à"), d.vPersonne("Mme "+d.personne()), txt(", "+d.Adresse+", de bien vouloir"), d.vMission(), txt("et d'en rendre compte dans les meilleurs délais."))
	p.y += 10
	p.signature(340, p.y+20)
}

// attVisa has its labels under the values, as forms filled by hand have.
func attVisa(p *plume, d Donnees) {
	p.centre("ATTESTATION DE MISSION", 14)
	p.ligne(gras("A. Renseignements sur la mission"))
	p.ligne(txt("Affaire n° : "), d.vNumero(d.NumeroAffaire))
	p.ligne(txt("Autorité mandante : "), d.vNom(), txt(" ("), d.vQualite(d.AutoriteQualite), txt(")"))
	p.ligne(txt("Unité : "), d.vService(d.Service))
	p.ligne(txt("Expert / interprète : "), d.vPersonne(d.PersonnePrenom+" "+d.PersonneNom))
	p.ligne(txt("Type de mission : "), val(lecture.Prestation, d.libelle(), d.Prestation))
	p.ligne(txt("Mission accomplie le : "), d.vDatePrest())
	if d.HeureDebut != "" {
		p.ligne(txt("Horaires : de "), d.vHeure(lecture.HeureDebut, d.HeureDebut), txt(" à "), d.vHeure(lecture.HeureFin, d.HeureFin))
	}
	if d.NombrePages > 0 {
		p.ligne(txt("Nb de pages : "), d.vPages())
	}
	p.y += 12
	p.ligne(gras("B. Visa de l'autorité"))
	p.ligne(txt("Je certifie que la mission ci-dessus a été exécutée."))
	p.mot(300, p.y+10, txt("Cachet et signature"), p.corps)
	p.signer(d, 300, p.y+16, 220, 80, d.Graine%2 == 0)
}

// attFeuille is a timesheet with a heading row.
func attFeuille(p *plume, d Donnees) {
	p.corps = 10
	p.centre("ATTESTATION DE SERVICE FAIT", 13)
	p.ligne(txt("Prestataire : "), d.vPersonne(d.personne()), txt("      Procédure n° : "), d.vNumero(d.NumeroAffaire))
	p.ligne(txt("Service : "), d.vService(d.Service))
	p.ligne(txt("Requérant : "), d.vNom(), txt(", "), d.vQualite(d.AutoriteQualite))
	p.y += 6
	xs := []float64{p.gauche, 170, 340, 430, p.droite}
	tetes := []part{gras("Date de la prestation"), gras("Nature de la prestation"), gras("Heure de début"), gras("Heure de fin")}
	ligne := []part{d.vDatePrest(), val(lecture.Prestation, d.libelle(), d.Prestation), d.vHeure(lecture.HeureDebut, d.HeureDebut), d.vHeure(lecture.HeureFin, d.HeureFin)}
	for i := range tetes {
		p.pdf.Rect(xs[i], p.y, xs[i+1]-xs[i], 22, "D")
		p.pdf.Rect(xs[i], p.y+22, xs[i+1]-xs[i], 26, "D")
		p.mot(xs[i]+4, p.y+14, tetes[i], 8)
		p.mot(xs[i]+4, p.y+38, ligne[i], 9)
	}
	p.y += 70
	if d.NombrePages > 0 {
		p.ligne(txt("Nombre de pages : "), d.vPages())
	}
	p.ligne(txt("Signature de l'autorité requérante :"))
	p.signer(d, p.gauche+190, p.y-16, 220, 60, d.Graine%2 == 1)
}
