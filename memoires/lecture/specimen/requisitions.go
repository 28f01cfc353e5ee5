package specimen

import (
	"fmt"
	"strings"
	"time"

	"claudia/memoires/lecture"
)

func (d Donnees) vNumero(s string) part { return val(lecture.NumeroAffaire, s, d.NumeroAffaire) }
func (d Donnees) vNom() part {
	return val(lecture.AutoriteNom, d.autorite(), d.autorite())
}

func (d Donnees) vQualite(s string) part { return val(lecture.AutoriteQualite, s, d.AutoriteQualite) }
func (d Donnees) vService(s string) part { return val(lecture.Service, s, d.Service) }
func (d Donnees) vPersonne(s string) part {
	return val(lecture.PersonneRequise, s, d.personne())
}
func (d Donnees) vNature(s string) part { return val(lecture.NatureAffaire, s, d.NatureAffaire) }
func (d Donnees) vMission() part        { return val(lecture.Prestation, d.mission(), d.Prestation) }

func (d Donnees) vDateReq() part {
	return val(lecture.DateRequisition, d.date(d.DateRequisition), d.DateRequisition.Format(time.DateOnly))
}

func (d Donnees) vDatePrest() part {
	if d.DatePrestation.IsZero() {
		return txt("")
	}
	return val(lecture.DatePrestation, d.date(d.DatePrestation), d.DatePrestation.Format(time.DateOnly))
}

// reqPolice is the printed form of the police, filled in sentences.
func reqPolice(p *plume, d Donnees) {
	p.ligne(txt("RÉPUBLIQUE FRANÇAISE"))
	p.ligne(txt("DIRECTION GÉNÉRALE DE LA POLICE NATIONALE"))
	p.ligne(d.vService(d.Service))
	p.y += 14
	p.centre("RÉQUISITION À PERSONNE", 14)
	p.ligne(txt("N° de procédure : "), d.vNumero(d.NumeroAffaire))
	p.ligne(txt("Affaire c/ : X"))
	p.ligne(txt("Nature de l'affaire : "), d.vNature(d.NatureAffaire))
	p.y += 10
	p.para(p.gauche, p.droite, txt("Nous,"), d.vNom(), txt(","), d.vQualite(d.AutoriteQualite), txt(", agissant en vertu des dispositions de l'article 77-1 du Code de procédure pénale,"))
	if !d.DateVerbale.IsZero() {
		p.para(p.gauche, p.droite, txt("Confirmant notre réquisition verbale du "+d.date(d.DateVerbale)+","))
	}
	p.para(p.gauche, p.droite, txt("Prions et, au besoin, requérons M. ou Mme"), d.vPersonne(d.personne()), txt(", demeurant "+d.Adresse+", à l'effet de"), d.vMission(), txt("."))
	p.para(p.gauche, p.droite, txt("La personne requise prêtera serment par écrit d'apporter son concours à la justice en son honneur et en sa conscience."))
	p.ligne(txt("Fait à "+d.Ville+", le "), d.vDateReq())
	p.y += 20
	p.ligne(txt("L'autorité requérante"))
	p.tampon(200, p.y, d.Service)
}

// reqGendarmerie is a table under a two-column heading.
func reqGendarmerie(p *plume, d Donnees) {
	p.mot(p.gauche, p.y, txt("GENDARMERIE NATIONALE"), p.corps)
	p.mot(p.droite-120, p.y, txt("Pièce n° 3"), p.corps)
	p.y += 15
	p.mot(p.gauche, p.y, d.vService(d.Service), p.corps)
	p.y += 15
	p.mot(p.gauche, p.y, txt("PV n° : "), p.corps)
	p.mot(p.gauche+p.large("PV n° : ", "", p.corps), p.y, d.vNumero(d.NumeroAffaire), p.corps)
	p.y += 34
	p.centre("RÉQUISITION À PERSONNE QUALIFIÉE", 13)
	p.tableau(p.gauche, 200, p.droite, 22,
		[2]part{txt("Établie le"), d.vDateReq()},
		[2]part{txt("Infraction"), d.vNature(d.NatureAffaire)},
		[2]part{txt("Requérant"), d.vNom()},
		[2]part{txt("Qualité"), d.vQualite(d.AutoriteQualite)},
		[2]part{txt("Personne requise"), d.vPersonne(d.personne())},
	)
	p.para(p.gauche, p.droite, txt("Vu les articles 60 et 77-1 du Code de procédure pénale, requérons la personne désignée ci-dessus aux fins de"), d.vMission(), txt("."))
	p.signature(330, p.y+40)
}

// reqOrdonnance is a judge's order to an expert.
func reqOrdonnance(p *plume, d Donnees) {
	p.ligne(txt("COUR D'APPEL"))
	p.ligne(d.vService(d.Service))
	p.ligne(txt("N° Parquet : "), d.vNumero(d.NumeroAffaire))
	p.y += 20
	p.centre("ORDONNANCE DE COMMISSION D'EXPERT", 14)
	p.para(p.gauche, p.droite, txt("Nous,"), d.vNom(), txt(","), d.vQualite(d.AutoriteQualite), txt(","))
	p.para(p.gauche, p.droite, txt("Vu l'information suivie contre X du chef de"), val(lecture.NatureAffaire, minuscule(d.NatureAffaire), d.NatureAffaire), txt(";"))
	p.para(p.gauche, p.droite, txt("Vu les articles 156 et suivants du Code de procédure pénale ;"))
	p.para(p.gauche, p.droite, txt("Commettons"), d.vPersonne("Madame "+d.PersonnePrenom+" "+d.PersonneNom), txt(", expert inscrit près la cour d'appel, demeurant "+d.Adresse+", avec mission de"), d.vMission(), txt("."))
	p.para(p.gauche, p.droite, txt("Disons que l'expert déposera son rapport dans un délai de trois mois et qu'il prêtera serment s'il n'est pas inscrit sur une liste."))
	p.ligne(txt("Fait en notre cabinet, le "), d.vDateReq())
	p.signature(350, p.y+30)
}

// reqFormulaire has small labels above the values.
func reqFormulaire(p *plume, d Donnees) {
	p.centre("RÉQUISITION", 18)
	p.y += 6
	champ := func(x float64, label string, q part) {
		p.pdf.SetTextColor(90, 90, 90)
		p.mot(x, p.y, txt(label), 8)
		p.pdf.SetTextColor(0, 0, 0)
		q.style = "B"
		p.mot(x, p.y+14, q, p.corps)
	}
	m := 320.0
	champ(p.gauche, "N° de dossier", d.vNumero(d.NumeroAffaire))
	champ(m, "Date de la réquisition", d.vDateReq())
	p.y += 40
	champ(p.gauche, "Service requérant", d.vService(d.Service))
	p.y += 40
	champ(p.gauche, "Nom du requérant", d.vNom())
	champ(m, "Qualité", d.vQualite(d.AutoriteQualite))
	p.y += 40
	champ(p.gauche, "Personne requise", d.vPersonne(d.personne()))
	p.y += 40
	champ(p.gauche, "Qualification des faits", d.vNature(d.NatureAffaire))
	p.y += 40
	champ(p.gauche, "Mission", val(lecture.Prestation, initiale(d.mission()), d.Prestation))
	p.y += 60
	champ(p.gauche, "Base légale", txt("Articles 60 et 77-1 du Code de procédure pénale"))
	p.tampon(m, p.y+60, d.Service)
}

// reqFax is typed, with dots between labels and values.
func reqFax(p *plume, d Donnees) {
	p.mot(p.gauche, 26, txt("TRANSMIS PAR TELECOPIE   P. 01/01"), 8)
	p.y = 70
	p.ligne(d.vService(d.Service))
	p.y += 10
	p.centre("RÉQUISITION JUDICIAIRE", 13)
	for _, l := range []struct {
		label string
		q     part
	}{
		{"NUMÉRO DE PROCÉDURE", d.vNumero(d.NumeroAffaire)},
		{"MAGISTRAT OU OPJ REQUÉRANT", d.vNom()},
		{"EN QUALITÉ DE", d.vQualite(d.AutoriteQualite)},
		{"REQUIS", d.vPersonne(d.PersonnePrenom + " " + d.PersonneNom)},
		{"NATURE DES FAITS", d.vNature(d.NatureAffaire)},
		{"DATE", d.vDateReq()},
	} {
		p.corps = 10
		p.ligne(txt(l.label+" : "), l.q)
		p.y += 4
	}
	p.y += 8
	p.para(p.gauche, p.droite, txt("OBJET : il est demandé à la personne requise de"), d.vMission(), txt("."))
	p.para(p.gauche, p.droite, txt("Prière de joindre la présente réquisition et l'attestation de mission signée à votre mémoire."))
	p.signature(300, p.y+40)
}

// reqMinimale is a few lines.
func reqMinimale(p *plume, d Donnees) {
	p.corps = 12
	p.ligne(d.vService(d.Service))
	p.ligne(txt("Réf : "), d.vNumero(d.NumeroAffaire))
	p.y += 16
	p.ligne(gras("Réquisition"))
	p.y += 8
	p.para(p.gauche, p.droite, txt("Je soussigné"), d.vNom(), txt(","), val(lecture.AutoriteQualite, minuscule(d.AutoriteQualite), d.AutoriteQualite), txt(", requiers M."), d.vPersonne(d.PersonnePrenom+" "+d.PersonneNom), txt("afin de"), d.vMission(), txt(", dans une enquête ouverte pour"), val(lecture.NatureAffaire, minuscule(d.NatureAffaire), d.NatureAffaire), txt("."))
	p.ligne(txt(d.Ville+", le "), d.vDateReq())
	p.signature(300, p.y+30)
}

// reqLettre is a letter of a parquet.
func reqLettre(p *plume, d Donnees) {
	p.ligne(gras("COUR D'APPEL"))
	p.ligne(d.vService(d.Service))
	p.mot(330, p.y+30, txt(d.Ville+", le "), p.corps)
	p.mot(330+p.large(d.Ville+", le ", "", p.corps), p.y+30, d.vDateReq(), p.corps)
	p.mot(330, p.y+62, d.vPersonne("Madame "+d.PersonnePrenom+" "+d.PersonneNom), p.corps)
	p.mot(330, p.y+78, txt(d.Adresse), p.corps)
	p.y += 24
	p.ligne(txt("Affaire suivie par : le greffe"))
	p.ligne(txt("N/Réf : "), d.vNumero(d.NumeroAffaire))
	p.y += 70
	p.ligne(gras("Objet : réquisition"))
	p.y += 10
	p.para(p.gauche, p.droite, txt("Madame,"))
	p.para(p.gauche, p.droite, txt("Dans le cadre d'une procédure suivie du chef de"), val(lecture.NatureAffaire, minuscule(d.NatureAffaire), d.NatureAffaire), txt(", j'ai l'honneur de vous requérir, en application de l'article 77-1 du code de procédure pénale, afin de"), d.vMission(), txt("."))
	p.para(p.gauche, p.droite, txt("Vous voudrez bien déposer votre mémoire de frais dans le délai d'un an à compter de la fin de la mission."))
	p.y += 16
	p.mot(330, p.y, val(lecture.AutoriteQualite, "Le "+minuscule(d.AutoriteQualite), d.AutoriteQualite), p.corps)
	p.signature(350, p.y+32)
	p.mot(330, p.y+66, d.vNom(), p.corps)
}

// reqProcesVerbal has its day in letters and the officer's unit in the sentence.
func reqProcesVerbal(p *plume, d Donnees) {
	p.centre("PROCÈS-VERBAL DE RÉQUISITION", 14)
	p.ligne(txt("Procédure n° "), d.vNumero(d.NumeroAffaire), txt("      Feuillet n° 1/1"))
	p.ligne(txt("Affaire : C/ X"))
	p.y += 12
	p.para(p.gauche, p.droite, txt("L'an deux mille vingt-six, le"), val(lecture.DateRequisition, jourEnLettres(d.DateRequisition), d.DateRequisition.Format(time.DateOnly)), txt(", à quatorze heures,"))
	p.para(p.gauche, p.droite, txt("Nous,"), d.vNom(), txt(","), val(lecture.AutoriteQualite, minuscule(d.AutoriteQualite), d.AutoriteQualite), txt("en fonction au service suivant :"), d.vService(d.Service), txt(","))
	p.para(p.gauche, p.droite, txt("Poursuivant l'enquête relative à des faits de"), val(lecture.NatureAffaire, minuscule(d.NatureAffaire), d.NatureAffaire), txt(","))
	p.para(p.gauche, p.droite, txt("Vu les articles 60 et 77-1 du code de procédure pénale, requérons Monsieur"), d.vPersonne(d.personne()), txt(", "+d.Adresse+", à l'effet de bien vouloir"), d.vMission(), txt("."))
	p.para(p.gauche, p.droite, txt("De quoi avons dressé le présent procès-verbal, que la personne requise signe avec nous."))
	p.signature(120, p.y+30)
	p.signature(360, p.y+30)
}

var unites = []string{"", "premier", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze", "treize", "quatorze", "quinze", "seize", "dix-sept", "dix-huit", "dix-neuf", "vingt", "vingt et un", "vingt-deux", "vingt-trois", "vingt-quatre", "vingt-cinq", "vingt-six", "vingt-sept", "vingt-huit", "vingt-neuf", "trente", "trente et un"}

func jourEnLettres(t time.Time) string {
	return fmt.Sprintf("%s %s", unites[t.Day()], moisNoms[t.Month()-1])
}

func minuscule(s string) string {
	r := []rune(s)
	return strings.ToLower(string(r[:1])) + string(r[1:])
}

func initiale(s string) string {
	r := []rune(s)
	return strings.ToUpper(string(r[:1])) + string(r[1:])
}
