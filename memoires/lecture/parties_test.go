package lecture_test

import (
	"context"
	"testing"
	"time"

	"claudia/memoires/lecture"
	"claudia/memoires/lecture/specimen"
	"claudia/memoires/lecture/texte"
)

// TestLireTout_tellsTheMissionsOfOneFile joins the pages of two missions and reads them as one file.
func TestLireTout_tellsTheMissionsOfOneFile(t *testing.T) {
	t.Parallel()
	jour := time.Date(2026, time.September, 7, 0, 0, 0, 0, time.UTC)
	d := specimen.Donnees{
		AutoritePrenom: "Agnès", AutoriteNom: "HADDAD", AutoriteQualite: "Officier de Police Judiciaire", Service: "Commissariat de police de Bobigny",
		Ville: "Bobigny", PersonnePrenom: "Ioana", PersonneNom: "PETROVA", Adresse: "12 rue des Traducteurs, 75011 Paris", Prestation: "traduction_orale",
		NatureAffaire: "Vol en réunion", Langue: "roumaine", DateRequisition: jour, HeureDebut: "09:00", HeureFin: "11:00", Signee: true,
	}
	var pages []lecture.Page
	for i, numero := range []string{"2026/70001", "2026/70002"} {
		d.NumeroAffaire, d.DatePrestation = numero, jour.AddDate(0, 0, i)
		for _, dessin := range []func(specimen.Donnees) ([]byte, specimen.Verite, error){specimen.Requisition, specimen.Attestation} {
			octets, _, err := dessin(d)
			if err != nil {
				t.Fatal(err)
			}
			l, err := texte.Extraire(context.Background(), octets, texte.Options{})
			if err != nil {
				t.Fatal(err)
			}
			pages = append(pages, l...)
		}
	}
	lu := lecture.LireTout(pages, nil)
	if len(lu.Parties) != 4 {
		t.Fatalf("LireTout tells %d acts, want 4: %+v", len(lu.Parties), lu.Parties)
	}
	for i, want := range []struct {
		nature lecture.Nature
		numero string
	}{{lecture.Requisition, "2026/70001"}, {lecture.Attestation, "2026/70001"}, {lecture.Requisition, "2026/70002"}, {lecture.Attestation, "2026/70002"}} {
		n, _ := lu.Parties[i].Champ(lecture.NumeroAffaire)
		if lu.Parties[i].Nature != want.nature || n.Valeur != want.numero || n.Page != i+1 {
			t.Errorf("act %d is %s of %q on page %d, want %+v", i, lu.Parties[i].Nature, n.Valeur, n.Page, want)
		}
	}
	if seul := lecture.LireTout(pages[:1], nil); seul.Parties != nil || seul.Nature != lecture.Requisition {
		t.Errorf("one act gives %+v", seul)
	}
}

// TestLireTout_countsThePagesNotRead has more pages than are read: they are told, not forgotten.
func TestLireTout_countsThePagesNotRead(t *testing.T) {
	fichier := liasse(t, 4, new([]specimen.Verite))
	pages, err := texte.Extraire(t.Context(), fichier, texte.Options{Delai: time.Minute, PagesMax: 1})
	if err != nil {
		t.Fatal(err)
	}
	if l := lecture.LireTout(pages, nil); len(pages) != 4 || l.NonLues != 3 || l.Nature != lecture.Requisition {
		t.Errorf("%d pages, %d not read, %s; want 4, 3 and the réquisition of the first", len(pages), l.NonLues, l.Nature)
	}
}
