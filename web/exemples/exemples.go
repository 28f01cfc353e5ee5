// Package exemples gives the demo its documents to try: invented réquisitions and attestations, drawn
// at start, that a visitor downloads and drops in the conversation. It is not mounted in production.
package exemples

import (
	"embed"
	"fmt"
	"net/http"
	"strconv"
	"time"

	"github.com/go-chi/chi/v5"

	"claudia/internal/fault"
	"claudia/memoires/lecture/specimen"
	"claudia/web/page"
	"claudia/web/requete"
	"claudia/web/ui"
)

// Exemples serves the page of the examples and their files.
type Exemples struct {
	Pages    *page.Registry
	Cadre    requete.Cadre
	Missions []Mission
}

// Mission is one invented mission with its two documents.
type Mission struct {
	Cle, Titre, Texte        string
	Requisition, Attestation []byte
}

//go:embed gabarits/*.tmpl
var gabarits embed.FS

// Declarer adds the page of the room to the registry, at start.
func Declarer(r *page.Registry) error {
	return r.Ajouter("exemples", gabarits, "gabarits/exemples.tmpl")
}

// Dessiner makes the missions of the demo, dated a few weeks before now.
func Dessiner(now time.Time) ([]Mission, error) {
	jour := func(avant int) time.Time {
		a, m, j := now.AddDate(0, 0, -avant).Date()
		return time.Date(a, m, j, 0, 0, 0, 0, time.UTC)
	}
	annee := strconv.Itoa(now.Year())
	recettes := []struct {
		cle, titre, texte string
		d                 specimen.Donnees
		modeles           [2]string
	}{
		{
			"nuit", "Interprète, une garde à vue de nuit", "Ioana Petrova traduit oralement de 21 h 30 à 1 h 15 : trois tranches de tarif.",
			specimen.Donnees{
				NumeroAffaire: annee + "/80412", AutoritePrenom: "Agnès", AutoriteNom: "HADDAD", AutoriteQualite: "Officier de Police Judiciaire",
				Service: "Commissariat de police de Bobigny", Ville: "Bobigny", PersonnePrenom: "Ioana", PersonneNom: "PETROVA",
				Adresse: "12 rue des Traducteurs, 75011 Paris", NatureAffaire: "Vol avec effraction", Prestation: "traduction_orale", Langue: "roumaine",
				DateRequisition: jour(24), DatePrestation: jour(24), HeureDebut: "21:30", HeureFin: "01:15", Signee: true, FormeDate: 2, Graine: 7,
			},
			[2]string{"police", "officielle"},
		},
		{
			"pages", "Traduction écrite de 12 pages", "Un rapport traduit pour un juge d'instruction.",
			specimen.Donnees{
				NumeroAffaire: "JI 4/" + annee[2:] + "/31", AutoritePrenom: "Françoise", AutoriteNom: "MARTEAU", AutoriteQualite: "Juge d'instruction",
				Service: "Tribunal judiciaire de Paris", Ville: "Paris", PersonnePrenom: "Ioana", PersonneNom: "PETROVA",
				Adresse: "12 rue des Traducteurs, 75011 Paris", NatureAffaire: "Escroquerie en bande organisée", Prestation: "traduction_ecrite", Langue: "roumaine",
				DateRequisition: jour(40), DatePrestation: jour(31), NombrePages: 12, Signee: true, Graine: 11,
			},
			[2]string{"ordonnance", "officielle"},
		},
		{
			"expertise", "Expertise psychiatrique", "Le docteur Müller remet son rapport ; l'attestation n'est pas signée par l'autorité.",
			specimen.Donnees{
				NumeroAffaire: "JI 8/" + annee[2:] + "/20", AutoritePrenom: "Karim", AutoriteNom: "NDIAYE", AutoriteQualite: "Juge d'instruction",
				Service: "Tribunal judiciaire de Versailles", Ville: "Versailles", PersonnePrenom: "Héloïse", PersonneNom: "MÜLLER",
				Adresse: "3 place de l'Expertise, 78000 Versailles", NatureAffaire: "Violences aggravées", Prestation: "expertise_psychiatrique",
				DateRequisition: jour(60), DatePrestation: jour(18), Signee: false, Graine: 3,
			},
			[2]string{"gendarmerie", "tableau"},
		},
	}
	out := make([]Mission, 0, len(recettes))
	for _, x := range recettes {
		d := x.d
		d.Modele = x.modeles[0]
		req, _, err := specimen.Requisition(d)
		if err != nil {
			return nil, fmt.Errorf("example %s: %w", x.cle, err)
		}
		d.Modele = x.modeles[1]
		att, _, err := specimen.Attestation(d)
		if err != nil {
			return nil, fmt.Errorf("example %s: %w", x.cle, err)
		}
		out = append(out, Mission{Cle: x.cle, Titre: x.titre, Texte: x.texte, Requisition: req, Attestation: att})
	}
	return out, nil
}

// Routes mounts the page and the files.
func (x *Exemples) Routes(r chi.Router, e requete.Erreurs) {
	r.Get("/exemples", e.Servir(x.showExemples))
	r.Get("/exemples/{cle}/{document}.pdf", e.Servir(x.showDocument))
}

// pageExemples lists the missions.
type pageExemples struct {
	page.Base
	Missions []ui.Carte
}

func (x *Exemples) showExemples(w http.ResponseWriter, r *http.Request) error {
	v := pageExemples{Base: x.Cadre.Base(w, r, "Documents d'exemple", "")}
	for _, m := range x.Missions {
		v.Missions = append(v.Missions, ui.Carte{Titre: m.Titre, Texte: m.Texte, Actions: []ui.Bouton{
			{Texte: "Réquisition", Icone: "telecharger", Petit: true, Tel: true, URL: "/exemples/" + m.Cle + "/requisition.pdf"},
			{Texte: "Attestation de mission", Icone: "telecharger", Petit: true, Tel: true, URL: "/exemples/" + m.Cle + "/attestation.pdf"},
		}})
	}
	return x.Pages.Render(w, http.StatusOK, "exemples", v)
}

func (x *Exemples) showDocument(w http.ResponseWriter, r *http.Request) error {
	for _, m := range x.Missions {
		if m.Cle != chi.URLParam(r, "cle") {
			continue
		}
		contenu := m.Requisition
		switch chi.URLParam(r, "document") {
		case "requisition":
		case "attestation":
			contenu = m.Attestation
		default:
			return fault.AbsentOuEtranger("ce document")
		}
		h := w.Header()
		h.Set("Content-Type", "application/pdf")
		h.Set("Content-Disposition", "attachment; filename=\""+chi.URLParam(r, "document")+"-"+m.Cle+".pdf\"")
		_, err := w.Write(contenu)
		return err
	}
	return fault.AbsentOuEtranger("ce document")
}
