package main

import (
	"time"

	"claudia/memoires"
	"claudia/memoires/lecture"
	"claudia/memoires/lecture/specimen"
)

// feuille is one invented document.
type feuille struct {
	nom      string // of the files
	document string // as the person calls it
	d        specimen.Donnees
	dessiner func(specimen.Donnees) ([]byte, specimen.Verite, error)
	places   []place
}

// place is a field and what shows it on a document: values that the reader found, or words of the page.
type place struct {
	cle  memoires.Cle
	lues []lecture.Cle
	mots string
}

func jour(mois time.Month, j int) time.Time { return time.Date(2026, mois, j, 0, 0, 0, 0, time.UTC) }

// feuilles gives the documents, whose names mean nobody, with the fields that each one shows.
func feuilles() []feuille {
	d := specimen.Donnees{
		NumeroAffaire: "2026/00000", AutoritePrenom: "Camille", AutoriteNom: "EXEMPLE", AutoriteQualite: "Officier de Police Judiciaire",
		Service: "Commissariat de police de Bourg-Exemple", Ville: "Bourg-Exemple", PersonnePrenom: "Dominique", PersonneNom: "SPÉCIMEN",
		Adresse: "1 rue du Modèle, 00000 Bourg-Exemple", NatureAffaire: "Vol avec effraction", Langue: "roumaine", Prestation: "traduction_orale",
		DateRequisition: jour(time.October, 2), DateVerbale: jour(time.October, 1), DatePrestation: jour(time.October, 13),
		HeureDebut: "14:00", HeureFin: "16:30", Signee: true, Police: "helvetica", Graine: 3,
	}
	requisition, orale, ecrite := d, d, d
	requisition.Modele, orale.Modele, ecrite.Modele = "police", "officielle", "officielle"
	ecrite.Prestation, ecrite.NombrePages, ecrite.HeureDebut, ecrite.HeureFin = "traduction_ecrite", 12, "", ""
	return []feuille{
		{"requisition", "réquisition", requisition, specimen.Requisition, []place{
			{cle: memoires.CleJuridiction, lues: []lecture.Cle{lecture.Service}},
			{cle: memoires.CleTexteReference, lues: []lecture.Cle{lecture.NatureAffaire}},
			{cle: memoires.CleNumeroAffaire, lues: []lecture.Cle{lecture.NumeroAffaire}},
			{cle: memoires.CleDateRequisition, lues: []lecture.Cle{lecture.DateRequisition}},
			{cle: memoires.CleAutorite, lues: []lecture.Cle{lecture.AutoriteQualite}},
			{cle: memoires.CleTypePrestation, lues: []lecture.Cle{lecture.Prestation}},
			{cle: memoires.CleRequisitionOrale, mots: "Confirmant notre réquisition verbale du 01/10/2026"},
			{cle: memoires.CleNote, lues: []lecture.Cle{lecture.Service}},
		}},
		{"attestation", "attestation de mission", orale, specimen.Attestation, []place{
			{cle: memoires.CleNumeroAffaire, lues: []lecture.Cle{lecture.NumeroAffaire}},
			{cle: memoires.CleAutorite, lues: []lecture.Cle{lecture.AutoriteQualite}},
			{cle: memoires.CleTypePrestation, lues: []lecture.Cle{lecture.Prestation}},
			{cle: memoires.CleDatePrestation, lues: []lecture.Cle{lecture.DatePrestation}},
			{cle: memoires.CleQuantite, lues: []lecture.Cle{lecture.HeureDebut, lecture.HeureFin}},
			{cle: memoires.CleNote, lues: []lecture.Cle{lecture.Service}},
		}},
		{"traduction", "attestation de mission", ecrite, specimen.Attestation, []place{
			{cle: memoires.CleFinMission, lues: []lecture.Cle{lecture.DatePrestation}},
			{cle: memoires.CleQuantite, lues: []lecture.Cle{lecture.NombrePages}},
		}},
	}
}
