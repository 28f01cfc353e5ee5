package main

import (
	"bytes"
	"context"
	"fmt"
	"time"

	"codeberg.org/go-pdf/fpdf"
	"golang.org/x/image/font/gofont/goregular"

	"claudia/internal/comptes"
	"claudia/internal/comptes/comptesdemo"
)

// installerRIB gives the bank accounts of the demo their RIB, which travels with each sending.
func (p *produit) installerRIB(ctx context.Context, jeu comptesdemo.Jeu) error {
	for _, email := range []string{comptesdemo.Interprete, comptesdemo.Medecin, comptesdemo.Enquetrice} {
		par := jeu.Acteurs[email]
		for _, structure := range par.Structures() {
			if err := p.installerRIBDe(ctx, par, structure); err != nil {
				return err
			}
		}
	}
	return nil
}

func (p *produit) installerRIBDe(ctx context.Context, par comptes.Acteur, structure comptes.StructureID) error {
	s, err := p.comptes.Structure(ctx, par, structure)
	if err != nil {
		return err
	}
	banque, err := p.comptes.CoordonneesDe(ctx, par, structure)
	if err != nil {
		return err
	}
	for _, b := range banque {
		if b.RIBPiece != nil {
			continue
		}
		pdf, err := dessinerRIB(s, b)
		if err != nil {
			return err
		}
		piece, err := p.pieces.Deposer(ctx, par, int64(structure), "rib.pdf", bytes.NewReader(pdf))
		if err != nil {
			return err
		}
		if _, err := p.comptes.ModifierCoordonnees(ctx, par, b.ID, b.Version, comptes.SaisieCoordonnees{
			Nom: b.Nom, IBAN: b.IBAN().String(), BIC: b.BIC, RIBPiece: string(piece.ID),
		}); err != nil {
			return err
		}
	}
	return nil
}

// dessinerRIB draws an invented RIB on one page.
func dessinerRIB(s comptes.Structure, b comptes.Coordonnees) ([]byte, error) {
	f := fpdf.New("P", "mm", "A4", "")
	f.SetCreationDate(time.Date(2026, time.January, 1, 0, 0, 0, 0, time.UTC))
	f.AddUTF8FontFromBytes("go", "", bytes.Clone(goregular.TTF))
	f.AddPage()
	f.SetFont("go", "", 18)
	f.Cell(0, 14, "Relevé d'identité bancaire (exemple inventé)")
	f.Ln(20)
	f.SetFont("go", "", 12)
	for _, l := range []string{"Titulaire : " + s.RaisonSociale, s.Adresse, s.CodePostal + " " + s.Commune, "", "IBAN : " + b.IBAN().Groupe(), "Compte : " + b.Nom} {
		f.Cell(0, 8, l)
		f.Ln(8)
	}
	var out bytes.Buffer
	if err := f.Output(&out); err != nil {
		return nil, fmt.Errorf("draw the RIB: %w", err)
	}
	return out.Bytes(), nil
}
