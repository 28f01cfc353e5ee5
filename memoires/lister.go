package memoires

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"

	"claudia/internal/comptes"
	"claudia/internal/fault"
	"claudia/internal/pg"
)

// Ordre is the order of a list.
type Ordre string

// The orders; the zero Ordre is ParModification.
const (
	ParModification Ordre = "modification" // last changed first
	ParEnvoi        Ordre = "envoi"        // last sent first, drafts after
	ParMontant      Ordre = "montant"      // largest first
	ParNumero       Ordre = "numero"
)

// Filtre narrows a list; the zero value takes the first 20 of all that the actor may see.
type Filtre struct {
	Etats     []Etat              // none: all but Supprime
	Structure comptes.StructureID // 0: all those of the actor
	Texte     string              // in the number, the case, the invoice or the engagement; case folded
	Du, Au    time.Time           // day of the last change, both included; zero: no bound
	ATraiter  bool                // « Synthèse »: drafts and refused only (portail.md 3.1)
	Ordre     Ordre
	Page      int // from 1
	Taille    int // rows a page, 20 when 0, at most 100
}

// Resume is one row of a list.
type Resume struct {
	ID            ID
	Numero        Numero
	NumeroTMP     Numero `db:"numero_tmp"`
	Etat          Etat
	Version       Version
	Structure     comptes.StructureID
	Juridiction   string // code
	NumeroFacture string `db:"numero_facture"`
	NumeroAffaire string `db:"numero_affaire"` // of the first line
	Lignes        int
	Pieces        int
	TTC           Montant
	MotifRefus    string    `db:"motif_refus"`
	CreeLe        time.Time `db:"cree_le"`
	ModifieLe     time.Time `db:"modifie_le"`
	EnvoyeLe      time.Time `db:"envoye_le"` // zero for a draft
	EtatLe        time.Time `db:"etat_le"`
}

// filtreSQL holds the rights as much as the wishes: a row that the actor may not see is not counted.
const filtreSQL = `
FROM memoires m
WHERE m.etat <> 'supprime'
  AND (m.structure_id = ANY (@structures::bigint[]) OR @partout
       OR m.numero_mj IS NOT NULL AND (m.juridiction = ANY (@juridictions::text[]) OR @toutes_juridictions))
  AND (@structure::bigint = 0 OR m.structure_id = @structure)
  AND (cardinality(@etats::text[]) = 0 OR m.etat = ANY (@etats))
  AND (@du::timestamptz IS NULL OR m.updated_at >= @du)
  AND (@au::timestamptz IS NULL OR m.updated_at < @au)
  AND (@texte::text = '' OR m.numero_tmp ILIKE @texte OR m.numero_mj ILIKE @texte OR m.numero_facture ILIKE @texte
       OR m.numero_engagement ILIKE @texte
       OR EXISTS (SELECT 1 FROM lignes_prestation l WHERE l.memoire_id = m.id AND l.numero_affaire ILIKE @texte))`

const sqlCompter = `SELECT count(*)` + filtreSQL

const sqlLister = `
SELECT m.id, COALESCE(m.numero_mj, m.numero_tmp) AS numero, m.numero_tmp, m.etat, m.version, m.structure_id AS structure,
       m.juridiction, m.numero_facture,
       COALESCE((SELECT l.numero_affaire FROM lignes_prestation l WHERE l.memoire_id = m.id AND l.position = 1), '') AS numero_affaire,
       (SELECT count(*) FROM lignes_prestation l WHERE l.memoire_id = m.id)::int AS lignes,
       (SELECT count(*) FROM pieces_memoire p WHERE p.memoire_id = m.id)::int AS pieces,
       m.ttc_centimes AS ttc, m.motif_refus, m.created_at AS cree_le, m.updated_at AS modifie_le,
       COALESCE(m.envoye_at, '0001-01-01 00:00:00+00'::timestamptz) AS envoye_le, m.etat_at AS etat_le` + filtreSQL + `
ORDER BY CASE WHEN @ordre = 'montant' THEN m.ttc_centimes END DESC NULLS LAST,
         CASE WHEN @ordre = 'numero' THEN COALESCE(m.numero_mj, m.numero_tmp) END,
         CASE WHEN @ordre = 'envoi' THEN m.envoye_at END DESC NULLS LAST,
         m.updated_at DESC, m.id DESC
LIMIT @taille OFFSET @depuis`

// Limits of a list (promises.md SE-06).
const (
	tailleDefaut = 20
	tailleMax    = 100
	pageMax      = 10_000
	texteMax     = 200
)

// Lister gives one page of the mémoires that the actor may see, and how many there are in all.
// Faults: Invalide `page`.
func (s *Service) Lister(ctx context.Context, par comptes.Acteur, f Filtre) ([]Resume, int, error) {
	return s.lister(ctx, s.db.Pool, par, f)
}

// ListerTx is Lister in the caller's transaction.
func (s *Service) ListerTx(ctx context.Context, tx pg.Tx, par comptes.Acteur, f Filtre) ([]Resume, int, error) {
	return s.lister(ctx, tx, par, f)
}

func (s *Service) lister(ctx context.Context, q pg.Querier, par comptes.Acteur, f Filtre) ([]Resume, int, error) {
	args, err := s.argsFiltre(par, f)
	if err != nil {
		return nil, 0, err
	}
	var total int
	b := &pgx.Batch{}
	b.Queue(sqlCompter, args).QueryRow(func(row pgx.Row) error { return row.Scan(&total) })
	var l []Resume
	b.Queue(sqlLister, args).Query(func(rows pgx.Rows) error {
		var err error
		l, err = pgx.CollectRows(rows, pgx.RowToStructByName[Resume])
		return err
	})
	if err := q.SendBatch(ctx, b).Close(); err != nil {
		return nil, 0, fmt.Errorf("list memoires: %w", err)
	}
	for i := range l {
		if l[i].EnvoyeLe.Year() == 1 {
			l[i].EnvoyeLe = time.Time{}
		}
	}
	return l, total, nil
}

// CompterParEtat counts the mémoires of the actor by state, for the dashboard; f.Etats, the order and
// the page are ignored.
func (s *Service) CompterParEtat(ctx context.Context, par comptes.Acteur, f Filtre) (map[Etat]int, error) {
	f.Etats, f.ATraiter, f.Page = nil, false, 0
	args, err := s.argsFiltre(par, f)
	if err != nil {
		return nil, err
	}
	rows, err := s.db.Pool.Query(ctx, sqlCompterParEtat, args)
	if err != nil {
		return nil, fmt.Errorf("count memoires: %w", err)
	}
	l, err := pgx.CollectRows(rows, pgx.RowToStructByName[struct {
		Etat   Etat
		Nombre int
	}])
	if err != nil {
		return nil, fmt.Errorf("count memoires: %w", err)
	}
	out := make(map[Etat]int, len(l))
	for _, r := range l {
		out[r.Etat] = r.Nombre
	}
	return out, nil
}

const sqlCompterParEtat = `SELECT m.etat, count(*)::int AS nombre` + filtreSQL + `
GROUP BY m.etat`

func (s *Service) argsFiltre(par comptes.Acteur, f Filtre) (pgx.NamedArgs, error) {
	if f.Page == 0 {
		f.Page = 1
	}
	if f.Taille == 0 {
		f.Taille = tailleDefaut
	}
	if f.Page < 1 || f.Page > pageMax || f.Taille < 1 || f.Taille > tailleMax {
		return nil, fault.Sur("page", "page", "Cette page de la liste n'existe pas. Revenez à la première.")
	}
	switch f.Ordre {
	case ParModification, ParEnvoi, ParMontant, ParNumero:
	default:
		f.Ordre = ParModification
	}
	if f.ATraiter {
		f.Etats = []Etat{Brouillon, Refuse}
	}
	etats := make([]string, len(f.Etats))
	for i, e := range f.Etats {
		etats[i] = string(e)
	}
	var juridictions []string
	if par.A(comptes.RoleGreffe) && par.Juridiction != "" || par.A(comptes.RoleComptable) && par.Juridiction != "" {
		juridictions = []string{par.Juridiction}
	}
	return pgx.NamedArgs{
		"structures": par.Structures(), "partout": par.EstSupport() || estSysteme(par), "juridictions": juridictions,
		"toutes_juridictions": par.A(comptes.RoleComptable) && par.Juridiction == "", "structure": f.Structure,
		"etats": etats, "du": s.debutJour(f.Du, 0), "au": s.debutJour(f.Au, 1), "texte": contient(f.Texte),
		"ordre": string(f.Ordre), "taille": f.Taille, "depuis": (f.Page - 1) * f.Taille,
	}, nil
}

// debutJour gives the first instant in Paris of a day moved by plus days; nil without a day.
func (s *Service) debutJour(jour time.Time, plus int) *time.Time {
	if jour.IsZero() {
		return nil
	}
	t := time.Date(jour.Year(), jour.Month(), jour.Day()+plus, 0, 0, 0, 0, s.paris)
	return &t
}

// contient makes the pattern of « contains », with the wildcards of the person taken as they are.
func contient(texte string) string {
	texte = strings.ToValidUTF8(strings.ReplaceAll(strings.TrimSpace(texte), "\x00", ""), "")
	if texte == "" {
		return ""
	}
	if r := []rune(texte); len(r) > texteMax {
		texte = string(r[:texteMax])
	}
	return "%" + strings.NewReplacer(`\`, `\\`, `%`, `\%`, `_`, `\_`).Replace(texte) + "%"
}
