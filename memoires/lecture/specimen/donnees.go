package specimen

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"time"

	"claudia/memoires/lecture"
)

// Donnees is what a document is to say. The zero time and the empty string leave a blank.
type Donnees struct {
	Modele          string // name of a Modele; empty: the first of the kind
	NumeroAffaire   string
	AutoritePrenom  string
	AutoriteNom     string
	AutoriteQualite string
	Service         string
	Ville           string
	PersonnePrenom  string
	PersonneNom     string
	Adresse         string
	NatureAffaire   string
	Prestation      string // code of lecture.Prestations
	Langue          string // for the translations
	DateRequisition time.Time
	DateVerbale     time.Time // of the oral réquisition that this one confirms; only the model police writes it
	DatePrestation  time.Time
	HeureDebut      string // HH:MM
	HeureFin        string
	NombrePages     int
	Signee          bool   // attestation: cadre 2 filled in and signed
	FormeDate       int    // 0 02/01/2006, 1 02/01/06, 2 2 janvier 2006, 3 02.01.2006
	FormeHeure      int    // 0 14h30, 1 14:30, 2 14 H 30, 3 14 heures 30
	Police          string // helvetica, times, courier, go, gomono; empty: that of the model
	Graine          uint64 // of the strokes of the signature
}

// Verite is what a document says, with the zone of each value in points of its page.
type Verite struct {
	Nature lecture.Nature
	Champs []lecture.Champ
}

// Champ gives the true value of a key.
func (v Verite) Champ(c lecture.Cle) (lecture.Champ, bool) {
	return lecture.Lecture{Champs: v.Champs}.Champ(c)
}

// Modele is a layout that can be drawn.
type Modele struct {
	Nom     string
	Nature  lecture.Nature
	Reserve bool // lecture was not tuned on it
	dessin  func(*plume, Donnees)
}

// Modeles gives the layouts, réquisitions first.
func Modeles() []Modele {
	return []Modele{
		{"police", lecture.Requisition, false, reqPolice},
		{"gendarmerie", lecture.Requisition, false, reqGendarmerie},
		{"ordonnance", lecture.Requisition, false, reqOrdonnance},
		{"formulaire", lecture.Requisition, false, reqFormulaire},
		{"fax", lecture.Requisition, false, reqFax},
		{"minimale", lecture.Requisition, false, reqMinimale},
		{"lettre_parquet", lecture.Requisition, false, reqLettre},
		{"proces_verbal", lecture.Requisition, false, reqProcesVerbal},
		{"bon_de_mission", lecture.Requisition, true, reqBon},
		{"soit_transmis", lecture.Requisition, true, reqSoitTransmis},
		{"officielle", lecture.Attestation, false, attOfficielle},
		{"tableau", lecture.Attestation, false, attTableau},
		{"cases_dessinees", lecture.Attestation, false, attCases},
		{"etat_service", lecture.Attestation, false, attEtat},
		{"certificat", lecture.Attestation, false, attCertificat},
		{"deux_colonnes", lecture.Attestation, false, attColonnes},
		{"visa", lecture.Attestation, true, attVisa},
		{"feuille_heures", lecture.Attestation, true, attFeuille},
	}
}

func modele(nom string, n lecture.Nature) (Modele, error) {
	for _, m := range Modeles() {
		if m.Nature == n && (nom == "" || m.Nom == nom) {
			return m, nil
		}
	}
	return Modele{}, fmt.Errorf("no model %q of kind %s", nom, n)
}

// Requisition draws a réquisition or an ordonnance as PDF. It fails on an unknown model only.
func Requisition(d Donnees) ([]byte, Verite, error) { return dessiner(d, lecture.Requisition) }

// Attestation draws an attestation de mission as PDF. It fails on an unknown model only.
func Attestation(d Donnees) ([]byte, Verite, error) { return dessiner(d, lecture.Attestation) }

var (
	prenoms = []string{"Aurélie", "Bastien", "Chloé", "Dimitri", "Élodie", "Farid", "Gaëlle", "Hugues", "Inès", "Jérôme", "Katia", "Loïc", "Maëlle", "Noël", "Océane", "Pascal", "Raphaël", "Solène", "Tatiana", "Yann", "Michèle", "Fatou", "Andrei", "Léa"}
	noms    = []string{"BEAUMONT", "CHÂTELAIN", "DA SILVA", "DELACROIX", "EL AMRANI", "FOURNIER", "GARNIER-PÉAN", "HUYNH", "JOUBERT", "KOWALSKI", "LE BIHAN", "MOREL", "NDIAYE", "O'CONNOR", "PELLETIER", "QUÉMÉNEUR", "ROUSSEL", "SANCHEZ", "TRAORÉ", "VASSEUR", "WAGNER", "YILMAZ", "ÇELIK", "ABDELLI"}
	villes  = []string{"Albi", "Bayonne", "Chambéry", "Dijon", "Épinal", "Foix", "Guéret", "Laval", "Mâcon", "Niort", "Orléans", "Périgueux", "Quimper", "Rodez", "Saint-Malo", "Troyes", "Vannes", "Châlons-en-Champagne", "La Rochelle", "Le Mans"}
	natures = []string{"Violences aggravées", "Vol en réunion", "Escroquerie en bande organisée", "Conduite sous l'empire d'un état alcoolique", "Infraction à la législation sur les stupéfiants", "Menaces de mort réitérées", "Abus de confiance", "Recel de vol", "Harcèlement moral", "Agression sexuelle sur mineur de quinze ans", "Homicide involontaire", "Aide au séjour irrégulier", "Blessures involontaires", "Dégradations volontaires", "Usage de faux documents"}
	langues = []string{"roumaine", "arabe", "turque", "géorgienne", "portugaise", "polonaise", "albanaise", "wolof", "espagnole"}
	rues    = []string{"rue des Tilleuls", "avenue Jean-Jaurès", "place du Marché", "impasse du Moulin", "boulevard Voltaire", "chemin des Vignes"}
)

// services by capacity, %s the town.
var services = []struct {
	qualite  string
	services []string
}{
	{"Officier de Police Judiciaire", []string{"Commissariat de police de %s", "Brigade de gendarmerie de %s", "Compagnie de gendarmerie de %s", "Brigade de recherches de %s", "Sûreté départementale de %s", "Section de recherches de %s", "Brigade mobile de recherche de %s", "Service départemental de police judiciaire de %s"}},
	{"Juge d'instruction", []string{"Tribunal judiciaire de %s", "Cabinet d'instruction du tribunal judiciaire de %s"}},
	{"Juge des enfants", []string{"Tribunal pour enfants de %s", "Tribunal judiciaire de %s"}},
	{"Procureur de la République", []string{"Parquet du tribunal judiciaire de %s"}},
	{"Substitut du procureur de la République", []string{"Parquet du tribunal judiciaire de %s"}},
	{"Vice-présidente chargée de l'instruction", []string{"Tribunal judiciaire de %s"}},
	{"Juge des libertés et de la détention", []string{"Tribunal judiciaire de %s"}},
}

// Hasard draws what a document says from a seed.
func Hasard(graine uint64) Donnees {
	r := rand.New(rand.NewPCG(graine, 0x6c656374757265)) //nolint:gosec // reproducible examples, no secret
	un := func(v []string) string { return v[r.IntN(len(v))] }
	s := services[r.IntN(len(services)+3)%len(services)]
	d := Donnees{
		AutoritePrenom: un(prenoms), AutoriteNom: un(noms), AutoriteQualite: s.qualite, Ville: un(villes),
		PersonnePrenom: un(prenoms), PersonneNom: un(noms), NatureAffaire: un(natures), Langue: un(langues),
		Signee: r.IntN(5) > 0, FormeDate: r.IntN(4), FormeHeure: r.IntN(4), Graine: graine,
		Police: []string{"", "helvetica", "times", "courier", "go", "gomono"}[r.IntN(6)],
	}
	d.Service = fmt.Sprintf(un(s.services), d.Ville)
	d.Adresse = fmt.Sprintf("%d %s, %05d %s", 1+r.IntN(180), un(rues), 1000+r.IntN(94)*1000, d.Ville)
	d.NumeroAffaire = []string{
		fmt.Sprintf("2026/%05d", r.IntN(90000)+1000), fmt.Sprintf("%05d/%05d/2026", 100+r.IntN(9000), 10+r.IntN(9000)),
		fmt.Sprintf("JI %d/26/%d", 1+r.IntN(9), 1+r.IntN(99)), fmt.Sprintf("26%03d000%03d", 1+r.IntN(360), 1+r.IntN(999)),
		fmt.Sprintf("JIRS-%d-2026", 100+r.IntN(900)), fmt.Sprintf("26/%04d", 1+r.IntN(9999)), fmt.Sprintf("%d/%d/26", 1+r.IntN(9), 100+r.IntN(900)),
	}[r.IntN(7)]
	codes := []string{"traduction_orale", "traduction_ecrite", "expertise_medicale", "examen_medical", "enquete_sociale", "enquete_personnalite", "expertise_psychiatrique"}
	d.Prestation = un(codes)
	d.DateRequisition = time.Date(2026, time.Month(1+r.IntN(11)), 1+r.IntN(28), 0, 0, 0, 0, time.UTC)
	d.DatePrestation = d.DateRequisition.AddDate(0, 0, r.IntN(25))
	if d.Prestation == "traduction_orale" {
		debut := 7*60 + 5*r.IntN(140)
		fin := debut + 30 + 5*r.IntN(60)
		d.HeureDebut, d.HeureFin = fmt.Sprintf("%02d:%02d", debut/60, debut%60), fmt.Sprintf("%02d:%02d", fin/60, fin%60)
	}
	if d.Prestation == "traduction_ecrite" {
		d.NombrePages = 1 + r.IntN(60)
	}
	return d
}

var moisNoms = []string{"janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"}

// date writes a day in the form of d.
func (d Donnees) date(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	switch d.FormeDate {
	case 1:
		return t.Format("02/01/06")
	case 2:
		return fmt.Sprintf("%d %s %d", t.Day(), moisNoms[t.Month()-1], t.Year())
	case 3:
		return t.Format("02.01.2006")
	default:
		return t.Format("02/01/2006")
	}
}

// heure writes a time of day in the form of d.
func (d Donnees) heure(h string) string {
	a, b, ok := strings.Cut(h, ":")
	if !ok {
		return ""
	}
	switch d.FormeHeure {
	case 1:
		return h
	case 2:
		return a + " H " + b
	case 3:
		return strings.TrimPrefix(a, "0") + " heures " + b
	default:
		return a + "h" + b
	}
}

func (d Donnees) autorite() string { return d.AutoritePrenom + " " + d.AutoriteNom }
func (d Donnees) personne() string { return d.PersonneNom + " " + d.PersonnePrenom }

// mission writes what is asked, as a phrase after « à l'effet de ».
func (d Donnees) mission() string {
	switch d.Prestation {
	case "traduction_orale":
		return "assurer l'interprétariat en langue " + d.Langue + " au cours de l'audition"
	case "traduction_ecrite":
		return "procéder à la traduction écrite en français des pièces jointes rédigées en langue " + d.Langue
	case "expertise_medicale":
		return "procéder à une expertise médicale de la victime"
	case "examen_medical":
		return "procéder à l'examen médical de la personne gardée à vue"
	case "enquete_sociale":
		return "procéder à une enquête sociale"
	case "enquete_personnalite":
		return "procéder à une enquête de personnalité"
	case "expertise_psychiatrique":
		return "procéder à l'expertise psychiatrique du mis en cause"
	default:
		return "procéder aux actes utiles"
	}
}

// libelle is the name of the kind of work.
func (d Donnees) libelle() string {
	for _, p := range lecture.Prestations() {
		if p.Code == d.Prestation {
			return p.Libelle
		}
	}
	return d.Prestation
}
