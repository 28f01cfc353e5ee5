package memoires

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/jackc/pgx/v5"

	"claudia/internal/fault"
	"claudia/internal/pg"
)

const sqlNumeroTMP = `SELECT nextval('memoires_numero_tmp')`

const sqlNumeroMJ = `SELECT nextval('memoires_numero_mj')`

const sqlInserer = `
INSERT INTO memoires (numero_tmp, structure_id, duplique_de, mode_depot, cree_par, created_at, updated_at, etat_at)
VALUES (@numero_tmp, @structure, @duplique_de, @mode_depot, @par, @at, @at, @at)
RETURNING id`

const sqlModifier = `
UPDATE memoires
SET numero_mj = @numero_mj, etat = @etat, version = @version, structure_id = @structure, service_id = @service,
    coordonnees_id = @coordonnees, juridiction = @juridiction, categorie = @categorie, devise = @devise,
    texte_reference = @texte_reference, type_tva = @type_tva, numero_facture = @numero_facture,
    numero_engagement = @numero_engagement, remise_ttc_centimes = @remise, motif_remise = @motif_remise,
    ttc_centimes = @ttc, motif_refus = @motif_refus, updated_at = @at, envoye_at = @envoye_at, etat_at = @etat_at
WHERE id = @id`

const sqlInsererLigne = `
INSERT INTO lignes_prestation (memoire_id, position)
VALUES (@memoire, @position)
RETURNING id`

const sqlModifierLigne = `
UPDATE lignes_prestation
SET position = @position, numero_affaire = @numero_affaire, date_requisition = @date_requisition, autorite = @autorite,
    type_prestation = @type_prestation, date_prestation = @date_prestation, fin_mission = @fin_mission,
    requisition_orale = @requisition_orale, quantite_milliemes = @quantite, tarif_ht_centimes = @tarif,
    taux_tva = @taux, frais_divers_centimes = @frais_divers, debours_centimes = @debours, note = @note
WHERE memoire_id = @memoire AND id = @id`

const sqlRetirerLigne = `DELETE FROM lignes_prestation WHERE memoire_id = @memoire AND id = @id`

const sqlRetirerProvenancesLigne = `DELETE FROM provenances WHERE memoire_id = @memoire AND ligne_id = @id`

const sqlPoserProvenance = `
INSERT INTO provenances (memoire_id, ligne_id, cle, provenance)
VALUES (@memoire, @ligne, @cle, @provenance)
ON CONFLICT (memoire_id, ligne_id, cle) DO UPDATE SET provenance = EXCLUDED.provenance`

const sqlRetirerProvenance = `DELETE FROM provenances WHERE memoire_id = @memoire AND ligne_id = @ligne AND cle = @cle`

const sqlInsererPiece = `
INSERT INTO pieces_memoire (memoire_id, ligne_id, rang, piece, type, designation, nom, extension, taille, sha256, created_at)
VALUES (@memoire, @ligne, @rang, @piece, @type, @designation, @nom, @extension, @taille, @sha256, @at)
RETURNING id`

const sqlModifierPiece = `
UPDATE pieces_memoire
SET ligne_id = @ligne, rang = @rang, type = @type, designation = @designation
WHERE memoire_id = @memoire AND id = @id`

const sqlDelierPiece = `DELETE FROM pieces_memoire WHERE memoire_id = @memoire AND id = @id`

const sqlTracer = `
INSERT INTO historique_memoire (memoire_id, n, version, action, ligne_id, cle, avant, apres, etat_avant, etat_apres,
                                acteur_id, acteur_nom, origine, source, motif, at)
VALUES (@memoire, (SELECT COALESCE(max(h.n), 0) + 1 FROM historique_memoire h WHERE h.memoire_id = @memoire), @version,
        @action, @ligne, @cle, @avant, @apres, @etat_avant, @etat_apres, @acteur, @acteur_nom, @origine, @source,
        @motif, @at)`

// contraintes names the faults of the constraints that a person can meet.
func contraintes() map[string]*fault.Error {
	inconnu := func(c Cle, quoi string) *fault.Error {
		return fault.Sur(string(c), "valeur_inconnue", quoi+" ne figure pas parmi ceux de votre structure. Choisissez dans la liste proposée.")
	}
	return map[string]*fault.Error{
		"memoires_service_de_structure":     inconnu(CleService, "Ce service"),
		"memoires_coordonnees_de_structure": inconnu(CleCoordonnees, "Ce compte"),
		"pieces_ligne_du_memoire":           fault.AbsentOuEtranger("cette ligne de prestation"),
		"pieces_une_fois":                   fault.New(fault.Conflit, "deja_liee", "Ce document est déjà joint au même endroit avec le même type."),
		"lignes_200_au_plus":                tropDeLignes(),
		"pieces_50_au_plus":                 tropDePieces(),
	}
}

func tropDeLignes() *fault.Error {
	f := fault.New(fault.Invalide, "trop_de_lignes", "Un mémoire compte 200 lignes de prestation au plus. Ouvrez un autre mémoire pour les suivantes.")
	f.Limite = LignesMax
	return f
}

func tropDePieces() *fault.Error {
	f := fault.New(fault.Invalide, "trop_de_pieces", "Un mémoire compte 50 pièces jointes au plus. Regroupez des documents ou retirez-en une.")
	f.Limite = PiecesMax
	return f
}

func argsMemoire(m *Memoire) pgx.NamedArgs {
	e := &m.Entete
	mj := m.Numero
	if mj == m.NumeroTMP {
		mj = ""
	}
	args := pgx.NamedArgs{
		"id": m.ID, "numero_mj": texteOuNull(mj), "etat": m.Etat, "version": m.Version, "structure": e.Structure,
		"service": idOuNull(e.Service), "coordonnees": idOuNull(e.Coordonnees), "juridiction": e.Juridiction,
		"categorie": e.Categorie, "devise": e.Devise, "texte_reference": e.TexteReference, "type_tva": e.TypeTVA,
		"numero_facture": e.NumeroFacture, "numero_engagement": e.NumeroEngagement, "remise": e.RemiseTTC,
		"motif_remise": e.MotifRemise, "ttc": m.Totaux().TTC, "motif_refus": m.MotifRefus, "at": m.ModifieLe,
		"envoye_at": ouNull(m.EnvoyeLe), "etat_at": m.EtatLe,
	}
	return args
}

func texteOuNull(n Numero) *Numero {
	if n == "" {
		return nil
	}
	return &n
}

func argsLigne(memoire ID, l *LignePrestation) pgx.NamedArgs {
	return pgx.NamedArgs{
		"memoire": memoire, "id": l.ID, "position": l.Position, "numero_affaire": l.NumeroAffaire,
		"date_requisition": ouNull(l.DateRequisition), "autorite": l.Autorite, "type_prestation": l.TypePrestation,
		"date_prestation": ouNull(l.DatePrestation), "fin_mission": ouNull(l.FinMission),
		"requisition_orale": l.RequisitionOrale, "quantite": l.Quantite, "tarif": l.TarifHT, "taux": l.TauxTVA,
		"frais_divers": l.FraisDivers, "debours": l.Debours, "note": l.Note,
	}
}

func argsPiece(memoire ID, rang int, p *PieceLiee) pgx.NamedArgs {
	return pgx.NamedArgs{
		"memoire": memoire, "id": p.ID, "ligne": idOuNull(p.Ligne), "rang": rang, "piece": p.Piece, "type": p.Type,
		"designation": p.Designation, "nom": p.Nom, "extension": p.Extension, "taille": p.Taille, "sha256": p.SHA256,
	}
}

func argsProvenance(memoire ID, c Champ, p Provenance) (pgx.NamedArgs, error) {
	brut, err := json.Marshal(p)
	if err != nil {
		return nil, fmt.Errorf("provenance of %s: %w", c, err)
	}
	return pgx.NamedArgs{"memoire": memoire, "ligne": c.Ligne, "cle": c.Cle, "provenance": brut}, nil
}

func argsTrace(memoire ID, t *Trace) pgx.NamedArgs {
	return pgx.NamedArgs{
		"memoire": memoire, "version": t.Version, "action": t.Action, "ligne": t.Champ.Ligne, "cle": t.Champ.Cle,
		"avant": t.Avant, "apres": t.Apres, "etat_avant": t.EtatAvant, "etat_apres": t.EtatApres,
		"acteur": idOuNull(t.Par), "acteur_nom": t.ParNom, "origine": t.Origine, "source": t.Source,
		"motif": t.Motif, "at": t.Le,
	}
}

// executer sends the queued statements at once and names what a person can meet.
func executer(ctx context.Context, tx pg.Tx, b *pgx.Batch) error {
	if b.Len() == 0 {
		return nil
	}
	return pg.Fault(tx.SendBatch(ctx, b).Close(), contraintes())
}
