package main

import (
	"bytes"
	"context"
	"strconv"
	"time"

	"claudia/internal/comptes"
	"claudia/internal/comptes/comptesdemo"
	"claudia/memoires"
	"claudia/web/exemples"
)

// histoire is one mémoire of the demo and how far it went.
type histoire struct {
	affaire    string
	avant      int // days between the prestation and now
	quantite   int64
	tarif      int64
	jusqua     memoires.Etat
	motifRefus string
}

// histoires are the mémoires of the demo interpreter: one in each state that a newcomer wants to see.
func histoires(annee string) []histoire {
	return []histoire{
		{"PARQUET " + annee + "/1187", 160, 2_000, 4_200, memoires.MisEnPaiement, ""},
		{"JI 2/" + annee[2:] + "/36", 95, 3_000, 3_000, memoires.Refuse, "L'attestation de mission jointe concerne une autre affaire. Joignez celle de l'affaire indiquée sur la ligne."},
		{"PV " + annee + "/04518", 50, 1_000, 4_200, memoires.MisADisposition, ""},
		{"PV " + annee + "/05102", 345, 1_000, 4_200, memoires.Brouillon, ""},
	}
}

// installerMemoires files the demo mémoires through the same Service as people do. A person who already
// has mémoires keeps them as they are.
func (p *produit) installerMemoires(ctx context.Context, jeu comptesdemo.Jeu) error {
	par := jeu.Acteurs[comptesdemo.Interprete]
	_, total, err := p.memoires.Lister(ctx, par, memoires.Filtre{Taille: 1})
	if err != nil || total > 0 {
		return err
	}
	missions, err := exemples.Dessiner(p.config.horloge())
	if err != nil {
		return err
	}
	for _, h := range histoires(strconv.Itoa(p.config.horloge().Year())) {
		if err := p.raconter(ctx, par, h, missions[0]); err != nil {
			return err
		}
	}
	return nil
}

func (p *produit) raconter(ctx context.Context, par comptes.Acteur, h histoire, papiers exemples.Mission) error {
	m, err := p.memoires.Ouvrir(ctx, par, par.Structures()[0])
	if err != nil {
		return err
	}
	entete := ecritures(map[memoires.Cle]string{
		memoires.CleJuridiction: "tj75056", memoires.CleTexteReference: "R92", memoires.CleTypeTVA: "EXONERATION",
	})
	if m, err = p.memoires.EnregistrerEntete(ctx, par, m.ID, m.Version, entete); err != nil {
		return err
	}
	jour := func(n int) string { return p.config.horloge().AddDate(0, 0, -n).Format(time.DateOnly) }
	ligne := ecritures(map[memoires.Cle]string{
		memoires.CleNumeroAffaire: h.affaire, memoires.CleDateRequisition: jour(h.avant + 1), memoires.CleAutorite: "opj",
		memoires.CleTypePrestation: "traduction_orale.enquete", memoires.CleDatePrestation: jour(h.avant),
		memoires.CleQuantite: strconv.FormatInt(h.quantite, 10), memoires.CleTarifHT: strconv.FormatInt(h.tarif, 10), memoires.CleTauxTVA: "0",
	})
	m, l, err := p.memoires.AjouterLigne(ctx, par, m.ID, m.Version, ligne)
	if err != nil || h.jusqua == memoires.Brouillon {
		return err
	}
	for _, d := range []struct {
		nom     string
		genre   memoires.TypePiece
		ligne   memoires.LigneID
		contenu []byte
	}{{"requisition.pdf", memoires.PieceRequisition, 0, papiers.Requisition}, {"attestation.pdf", memoires.PieceAttestation, l, papiers.Attestation}} {
		piece, err := p.pieces.Deposer(ctx, par, int64(m.Entete.Structure), d.nom, bytes.NewReader(d.contenu))
		if err != nil {
			return err
		}
		if m, err = p.memoires.LierPiece(ctx, par, m.ID, m.Version, memoires.LienPiece{Piece: string(piece.ID), Ligne: d.ligne, Type: d.genre}); err != nil {
			return err
		}
	}
	if _, err := p.memoires.Envoyer(ctx, par, m.ID, m.Version, "demo-"+string(m.Numero)); err != nil {
		return err
	}
	return p.avancer(ctx, m.ID, h)
}

// avancer moves a sent mémoire as the court and the accountant would.
func (p *produit) avancer(ctx context.Context, id memoires.ID, h histoire) error {
	systeme := comptes.ActeurSysteme()
	if _, err := p.memoires.MettreADisposition(ctx, systeme, id); err != nil || h.jusqua == memoires.MisADisposition {
		return err
	}
	if h.jusqua == memoires.Refuse {
		_, err := p.memoires.Refuser(ctx, systeme, id, h.motifRefus)
		return err
	}
	_, err := p.memoires.MettreEnPaiement(ctx, systeme, id)
	return err
}

func ecritures(valeurs map[memoires.Cle]string) []memoires.Ecriture {
	out := make([]memoires.Ecriture, 0, len(valeurs))
	for cle, v := range valeurs {
		out = append(out, memoires.Ecriture{Champ: memoires.Champ{Cle: cle}, Valeur: v})
	}
	return out
}
