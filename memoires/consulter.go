package memoires

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"

	"claudia/internal/comptes"
	"claudia/internal/fault"
	"claudia/internal/pg"
)

// Memoire gives the mémoire of that number, MJ… or TMP…, upper or lower case, spaces forgiven.
// Fault: Introuvable, the same for a foreign one.
func (s *Service) Memoire(ctx context.Context, par comptes.Acteur, numero string) (Memoire, error) {
	n := strings.ToUpper(strings.Join(strings.Fields(numero), ""))
	if !numeroForme(n) {
		return Memoire{}, absent()
	}
	var id ID
	if err := s.db.Pool.QueryRow(ctx, sqlMemoireParNumero, pgx.NamedArgs{"numero": n}).Scan(&id); err != nil {
		return Memoire{}, fmt.Errorf("read memoire %s: %w", n, pg.Absent(err, absent()))
	}
	return s.ParID(ctx, par, id)
}

// numeroForme tells whether the text has the form of a number.
func numeroForme(n string) bool {
	chiffres, mj := strings.CutPrefix(n, "MJ")
	longueur := 10
	if !mj {
		var tmp bool
		if chiffres, tmp = strings.CutPrefix(n, "TMP"); !tmp {
			return false
		}
		longueur = 13
	}
	return len(chiffres) == longueur && strings.Trim(chiffres, "0123456789") == ""
}

// ParID gives a mémoire. Fault: Introuvable, the same for a foreign one.
func (s *Service) ParID(ctx context.Context, par comptes.Acteur, id ID) (Memoire, error) {
	return voir(ctx, s.db.Pool, par, id)
}

// ParIDTx is ParID in the caller's transaction: what this transaction wrote is seen.
func (s *Service) ParIDTx(ctx context.Context, tx pg.Tx, par comptes.Acteur, id ID) (Memoire, error) {
	return voir(ctx, tx, par, id)
}

func voir(ctx context.Context, q pg.Querier, par comptes.Acteur, id ID) (Memoire, error) {
	m, err := lire(ctx, q, id, false)
	if err != nil {
		return Memoire{}, err
	}
	if !PeutVoir(par, m) {
		return Memoire{}, absent()
	}
	return m, nil
}

// Certificat gives the certificat de dépôt of a sent mémoire that the actor may see. Fault:
// Introuvable.
func (s *Service) Certificat(ctx context.Context, par comptes.Acteur, id ID) (Certificat, error) {
	if _, err := s.ParID(ctx, par, id); err != nil {
		return Certificat{}, err
	}
	return certificat(ctx, s.db.Pool, id)
}

const sqlHistorique = `
SELECT h.n, h.version, h.action, h.ligne_id, h.cle, h.avant, h.apres, h.etat_avant, h.etat_apres,
       COALESCE(h.acteur_id, 0) AS acteur_id, h.acteur_nom, h.origine, h.source, h.motif, h.at
FROM historique_memoire h
WHERE h.memoire_id = @id
ORDER BY h.n DESC
LIMIT @limite`

type rangeeTrace struct {
	N         int64
	Version   Version
	Action    Action
	LigneID   LigneID `db:"ligne_id"`
	Cle       Cle
	Avant     string
	Apres     string
	EtatAvant Etat                  `db:"etat_avant"`
	EtatApres Etat                  `db:"etat_apres"`
	ActeurID  comptes.UtilisateurID `db:"acteur_id"`
	ActeurNom string                `db:"acteur_nom"`
	Origine   comptes.Origine
	Source    Source
	Motif     string
	At        time.Time
}

// historiqueMax bounds what Historique gives: a page shows fewer.
const historiqueMax = 1_000

// Historique gives the last rows of history of a mémoire, newest first, at most limite (0 for 1000).
// Fault: Introuvable.
func (s *Service) Historique(ctx context.Context, par comptes.Acteur, id ID, limite int) ([]Trace, error) {
	if _, err := s.ParID(ctx, par, id); err != nil {
		return nil, err
	}
	if limite <= 0 || limite > historiqueMax {
		limite = historiqueMax
	}
	rows, err := s.db.Pool.Query(ctx, sqlHistorique, pgx.NamedArgs{"id": id, "limite": limite})
	if err != nil {
		return nil, fmt.Errorf("read the history: %w", err)
	}
	l, err := pgx.CollectRows(rows, pgx.RowToStructByName[rangeeTrace])
	if err != nil {
		return nil, fmt.Errorf("read the history: %w", err)
	}
	out := make([]Trace, len(l))
	for i, r := range l {
		out[i] = Trace{
			N: r.N, Version: r.Version, Action: r.Action, Champ: Champ{Cle: r.Cle, Ligne: r.LigneID}, Avant: r.Avant, Apres: r.Apres,
			EtatAvant: r.EtatAvant, EtatApres: r.EtatApres, Par: r.ActeurID, ParNom: r.ActeurNom, Origine: r.Origine,
			Source: r.Source, Motif: r.Motif, Le: r.At,
		}
	}
	return out, nil
}

// Controler runs the controls before sending on a mémoire as it is stored. Faults: Introuvable.
func (s *Service) Controler(ctx context.Context, par comptes.Acteur, id ID) ([]Manquement, error) {
	return inTx(ctx, s.db, func(tx pg.Tx) ([]Manquement, error) { return s.ControlerTx(ctx, tx, par, id) })
}

// ControlerTx is Controler in the caller's transaction.
func (s *Service) ControlerTx(ctx context.Context, tx pg.Tx, par comptes.Acteur, id ID) ([]Manquement, error) {
	m, err := voir(ctx, tx, par, id)
	if err != nil {
		return nil, err
	}
	w, err := s.monde(ctx, tx, par, &m)
	if err != nil {
		return nil, err
	}
	return Controler(m, w), nil
}

// MondeTx reads what the controls of this mémoire need to know, for a caller that simulates: the
// dialogue engine. Faults: Introuvable.
func (s *Service) MondeTx(ctx context.Context, tx pg.Tx, par comptes.Acteur, m Memoire) (Monde, error) {
	return s.monde(ctx, tx, par, &m)
}

const sqlDejaDemandees = `
SELECT l.id AS ligne, COALESCE(a.numero_mj, a.numero_tmp) AS numero, a.etat
FROM lignes_prestation l
JOIN lignes_prestation x ON x.numero_affaire = l.numero_affaire AND x.date_prestation = l.date_prestation
     AND x.type_prestation = l.type_prestation AND x.memoire_id <> l.memoire_id
JOIN memoires a ON a.id = x.memoire_id
WHERE l.memoire_id = @id AND l.numero_affaire <> '' AND a.structure_id = @structure AND a.id <> @duplique_de
  AND a.etat IN ('envoye', 'mis_a_disposition', 'mis_en_paiement')
ORDER BY l.position, a.id`

func (s *Service) monde(ctx context.Context, tx pg.Tx, par comptes.Acteur, m *Memoire) (Monde, error) {
	w := Monde{Maintenant: s.Maintenant(), Referentiel: s.config.Referentiel}
	var err error
	if w.Structure, err = s.config.Comptes.StructureTx(ctx, tx, par, m.Entete.Structure); err != nil {
		return Monde{}, fmt.Errorf("read the structure: %w", err)
	}
	if w.Comptes, err = comptesBancaires(ctx, tx, m.Entete.Structure); err != nil {
		return Monde{}, err
	}
	if w.Service, err = serviceLibelle(ctx, tx, &m.Entete); err != nil {
		return Monde{}, err
	}
	rows, err := tx.Query(ctx, sqlDejaDemandees, pgx.NamedArgs{"id": m.ID, "structure": m.Entete.Structure, "duplique_de": m.DupliqueDe})
	if err != nil {
		return Monde{}, fmt.Errorf("read the lines alike: %w", err)
	}
	if w.DejaDemandees, err = pgx.CollectRows(rows, pgx.RowToStructByName[LigneVoisine]); err != nil {
		return Monde{}, fmt.Errorf("read the lines alike: %w", err)
	}
	return w, nil
}

// Habitudes are the values of the last mémoire of a structure that was sent and not refused: « comme
// la dernière fois ». They are proposals; nothing is written from them without a yes.
type Habitudes struct {
	Numero  Numero
	Envoye  time.Time
	Valeurs map[Cle]string // canonical; header, and the last line without its case, dates and quantity
}

const sqlDernierEnvoye = `
SELECT m.id
FROM memoires m
WHERE m.structure_id = @structure AND m.etat IN ('envoye', 'mis_a_disposition', 'mis_en_paiement')
ORDER BY m.envoye_at DESC, m.id DESC
LIMIT 1`

// Habitudes gives the usual values of a structure, with an empty Numero when it never sent anything.
// Fault: Introuvable for a structure that the actor may not read.
func (s *Service) Habitudes(ctx context.Context, par comptes.Acteur, structure comptes.StructureID) (Habitudes, error) {
	return habitudes(ctx, s.db.Pool, par, structure)
}

// HabitudesTx is Habitudes in the caller's transaction.
func (s *Service) HabitudesTx(ctx context.Context, tx pg.Tx, par comptes.Acteur, structure comptes.StructureID) (Habitudes, error) {
	return habitudes(ctx, tx, par, structure)
}

func habitudes(ctx context.Context, q pg.Querier, par comptes.Acteur, structure comptes.StructureID) (Habitudes, error) {
	h := Habitudes{Valeurs: map[Cle]string{}}
	if !par.PeutLire(structure) && !estSysteme(par) && !par.EstSupport() {
		return h, fault.AbsentOuEtranger("cette structure")
	}
	var id ID
	err := q.QueryRow(ctx, sqlDernierEnvoye, pgx.NamedArgs{"structure": structure}).Scan(&id)
	if errors.Is(err, pgx.ErrNoRows) {
		return h, nil
	}
	if err != nil {
		return h, fmt.Errorf("read the last memoire: %w", err)
	}
	m, err := lire(ctx, q, id, false)
	if err != nil {
		return h, err
	}
	h.Numero, h.Envoye = m.Numero, m.EnvoyeLe
	noter := func(cle Cle, valeur string) {
		if valeur != "" {
			h.Valeurs[cle] = valeur
		}
	}
	for _, cle := range []Cle{CleService, CleCoordonnees, CleJuridiction, CleCategorie, CleDevise, CleTexteReference, CleTypeTVA} {
		noter(cle, m.Entete.valeur(cle))
	}
	if n := len(m.Lignes); n > 0 {
		for _, cle := range []Cle{CleAutorite, CleTypePrestation, CleTarifHT, CleTauxTVA} {
			noter(cle, m.Lignes[n-1].Valeur(cle))
		}
	}
	return h, nil
}
