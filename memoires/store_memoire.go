package memoires

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"claudia/internal/comptes"
	"claudia/internal/pg"
)

const colonnesMemoire = `
       m.id, m.numero_tmp, COALESCE(m.numero_mj, '') AS numero_mj, m.etat, m.version, m.mode_depot,
       COALESCE(m.duplique_de, 0) AS duplique_de, m.structure_id, COALESCE(m.service_id, 0) AS service_id,
       COALESCE(m.coordonnees_id, 0) AS coordonnees_id, m.juridiction, m.categorie, m.devise, m.texte_reference,
       m.type_tva, m.numero_facture, m.numero_engagement, m.remise_ttc_centimes, m.motif_remise, m.motif_refus,
       m.cree_par, m.created_at, m.updated_at, m.envoye_at, m.etat_at`

const sqlMemoire = `SELECT` + colonnesMemoire + `
FROM memoires m
WHERE m.id = @id`

// sqlMemoireVerrou takes the row lock under which every change of a mémoire happens.
const sqlMemoireVerrou = sqlMemoire + `
FOR UPDATE`

const sqlMemoireParNumero = `
SELECT m.id
FROM memoires m
WHERE m.numero_mj = @numero OR m.numero_tmp = @numero`

const sqlLignes = `
SELECT l.id, l.position, l.numero_affaire, l.date_requisition, l.autorite, l.type_prestation, l.date_prestation,
       l.fin_mission, l.requisition_orale, l.quantite_milliemes, l.tarif_ht_centimes, l.taux_tva,
       l.frais_divers_centimes, l.debours_centimes, l.note
FROM lignes_prestation l
WHERE l.memoire_id = @id
ORDER BY l.position`

const sqlPieces = `
SELECT p.id, p.piece, COALESCE(p.ligne_id, 0) AS ligne, p.type, p.designation, p.nom, p.extension, p.taille, p.sha256
FROM pieces_memoire p
WHERE p.memoire_id = @id
ORDER BY p.rang`

const sqlProvenances = `
SELECT p.ligne_id, p.cle, p.provenance
FROM provenances p
WHERE p.memoire_id = @id`

// rangee is a row of memoires.
type rangee struct {
	ID                ID
	NumeroTMP         Numero `db:"numero_tmp"`
	NumeroMJ          Numero `db:"numero_mj"`
	Etat              Etat
	Version           Version
	ModeDepot         string                `db:"mode_depot"`
	DupliqueDe        ID                    `db:"duplique_de"`
	StructureID       comptes.StructureID   `db:"structure_id"`
	ServiceID         comptes.ServiceID     `db:"service_id"`
	CoordonneesID     comptes.CoordonneesID `db:"coordonnees_id"`
	Juridiction       string
	Categorie         string
	Devise            string
	TexteReference    string                `db:"texte_reference"`
	TypeTVA           string                `db:"type_tva"`
	NumeroFacture     string                `db:"numero_facture"`
	NumeroEngagement  string                `db:"numero_engagement"`
	RemiseTTCCentimes Montant               `db:"remise_ttc_centimes"`
	MotifRemise       string                `db:"motif_remise"`
	MotifRefus        string                `db:"motif_refus"`
	CreePar           comptes.UtilisateurID `db:"cree_par"`
	CreatedAt         time.Time             `db:"created_at"`
	UpdatedAt         time.Time             `db:"updated_at"`
	EnvoyeAt          *time.Time            `db:"envoye_at"`
	EtatAt            time.Time             `db:"etat_at"`
}

func (r rangee) memoire() Memoire {
	m := Memoire{
		ID: r.ID, Numero: r.NumeroTMP, NumeroTMP: r.NumeroTMP, Etat: r.Etat, Version: r.Version,
		Entete: Entete{
			Structure: r.StructureID, Service: r.ServiceID, Coordonnees: r.CoordonneesID,
			Juridiction: r.Juridiction, Categorie: r.Categorie, Devise: r.Devise,
			TexteReference: r.TexteReference, TypeTVA: r.TypeTVA, NumeroFacture: r.NumeroFacture,
			NumeroEngagement: r.NumeroEngagement, RemiseTTC: r.RemiseTTCCentimes, MotifRemise: r.MotifRemise,
		},
		Provenances: map[Champ]Provenance{}, ModeDepot: r.ModeDepot, DupliqueDe: r.DupliqueDe,
		CreePar: r.CreePar, CreeLe: r.CreatedAt, ModifieLe: r.UpdatedAt, EtatLe: r.EtatAt, MotifRefus: r.MotifRefus,
	}
	if r.NumeroMJ != "" {
		m.Numero = r.NumeroMJ
	}
	if r.EnvoyeAt != nil {
		m.EnvoyeLe = *r.EnvoyeAt
	}
	return m
}

// rangeeLigne is a row of lignes_prestation.
type rangeeLigne struct {
	ID                  LigneID
	Position            int
	NumeroAffaire       string     `db:"numero_affaire"`
	DateRequisition     *time.Time `db:"date_requisition"`
	Autorite            string
	TypePrestation      string     `db:"type_prestation"`
	DatePrestation      *time.Time `db:"date_prestation"`
	FinMission          *time.Time `db:"fin_mission"`
	RequisitionOrale    bool       `db:"requisition_orale"`
	QuantiteMilliemes   Quantite   `db:"quantite_milliemes"`
	TarifHTCentimes     *Montant   `db:"tarif_ht_centimes"`
	TauxTVA             *Taux      `db:"taux_tva"`
	FraisDiversCentimes Montant    `db:"frais_divers_centimes"`
	DeboursCentimes     Montant    `db:"debours_centimes"`
	Note                string
}

func (r rangeeLigne) ligne() LignePrestation {
	return LignePrestation{
		ID: r.ID, Position: r.Position, NumeroAffaire: r.NumeroAffaire, DateRequisition: lejour(r.DateRequisition),
		Autorite: r.Autorite, TypePrestation: r.TypePrestation, DatePrestation: lejour(r.DatePrestation),
		FinMission: lejour(r.FinMission), RequisitionOrale: r.RequisitionOrale, Quantite: r.QuantiteMilliemes,
		TarifHT: r.TarifHTCentimes, TauxTVA: r.TauxTVA, FraisDivers: r.FraisDiversCentimes,
		Debours: r.DeboursCentimes, Note: r.Note,
	}
}

// lejour gives a date column as a day, zero when it is NULL.
func lejour(t *time.Time) time.Time {
	if t == nil {
		return time.Time{}
	}
	return time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, time.UTC)
}

// ouNull gives a day as a date column.
func ouNull(t time.Time) *time.Time {
	if t.IsZero() {
		return nil
	}
	return &t
}

// idOuNull gives an identifier as a nullable column.
func idOuNull[T ~int64](id T) *T {
	if id == 0 {
		return nil
	}
	return &id
}

type rangeeProvenance struct {
	LigneID    LigneID `db:"ligne_id"`
	Cle        Cle
	Provenance json.RawMessage
}

// lire reads a whole mémoire in one round trip; absent() when there is none. verrou takes the lock.
func lire(ctx context.Context, q pg.Querier, id ID, verrou bool) (Memoire, error) {
	premiere := sqlMemoire
	if verrou {
		premiere = sqlMemoireVerrou
	}
	arg := pgx.NamedArgs{"id": id}
	b := &pgx.Batch{}
	var m Memoire
	b.Queue(premiere, arg).Query(func(rows pgx.Rows) error {
		r, err := pgx.CollectExactlyOneRow(rows, pgx.RowToStructByName[rangee])
		m = r.memoire()
		return err
	})
	b.Queue(sqlLignes, arg).Query(func(rows pgx.Rows) error {
		lignes, err := pgx.CollectRows(rows, pgx.RowToStructByName[rangeeLigne])
		for _, l := range lignes {
			m.Lignes = append(m.Lignes, l.ligne())
		}
		return err
	})
	b.Queue(sqlPieces, arg).Query(func(rows pgx.Rows) error {
		l, err := pgx.CollectRows(rows, pgx.RowToStructByName[PieceLiee])
		m.Pieces = append(m.Pieces, l...)
		return err
	})
	b.Queue(sqlProvenances, arg).Query(func(rows pgx.Rows) error {
		l, err := pgx.CollectRows(rows, pgx.RowToStructByName[rangeeProvenance])
		if err != nil {
			return err
		}
		for _, r := range l {
			var p Provenance
			if err := json.Unmarshal(r.Provenance, &p); err != nil {
				return fmt.Errorf("provenance of %s: %w", r.Cle, err)
			}
			m.Provenances[Champ{Cle: r.Cle, Ligne: r.LigneID}] = p
		}
		return nil
	})
	if err := q.SendBatch(ctx, b).Close(); err != nil {
		return Memoire{}, fmt.Errorf("read memoire %d: %w", id, pg.Absent(err, absent()))
	}
	return m, nil
}
