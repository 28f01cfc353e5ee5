package memoires

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"

	"claudia/internal/comptes"
	"claudia/internal/fault"
	"claudia/internal/pg"
)

const sqlEnvoiDeja = `
SELECT e.memoire_id
FROM envois_idempotents e
WHERE e.utilisateur_id = @par AND e.cle = @cle`

const sqlNoterEnvoi = `
INSERT INTO envois_idempotents (utilisateur_id, cle, memoire_id, at)
VALUES (@par, @cle, @memoire, @at)`

const sqlInsererCertificat = `
INSERT INTO certificats (memoire_id, numero, empreinte, dossier, ttc_centimes, juridiction, prestataire, envoye_at)
VALUES (@memoire, @numero, @empreinte, @dossier, @ttc, @juridiction, @prestataire, @at)`

const sqlCertificat = `
SELECT c.memoire_id, c.numero, c.empreinte, c.dossier, c.ttc_centimes, c.juridiction, c.prestataire, c.envoye_at
FROM certificats c
WHERE c.memoire_id = @id`

// Envoyer is « Confirmer et envoyer »: in one transaction the draft is locked, controlled, given its
// MJ number and its RIB, frozen, and its certificate made. cle is the idempotency key of this act
// (8 to 100 characters, one for each confirmation window): sending again with it gives the same
// certificate, whatever was lost in between (promises.md P8).
//
// Faults: Invalide `manquements` (see ManquementsDe) when a control blocks; Conflit
// `modifie_entre_temps` when the mémoire moved on since the version that was confirmed; Conflit
// `etat` when it is no draft; Invalide `cle_reutilisee` for a key of another mémoire; Introuvable;
// Interdit.
func (s *Service) Envoyer(ctx context.Context, par comptes.Acteur, id ID, v Version, cle string) (Certificat, error) {
	if err := versionRequise(v); err != nil {
		return Certificat{}, err
	}
	return inTx(ctx, s.db, func(tx pg.Tx) (Certificat, error) { return s.EnvoyerTx(ctx, tx, par, id, v, cle) })
}

// EnvoyerTx is Envoyer in the caller's transaction; v 0 is the current version.
func (s *Service) EnvoyerTx(ctx context.Context, tx pg.Tx, par comptes.Acteur, id ID, v Version, cle string) (Certificat, error) {
	if n := len(cle); n < 8 || n > 100 || strings.ContainsFunc(cle, func(r rune) bool { return r <= ' ' || r > '~' }) {
		return Certificat{}, fault.New(fault.Invalide, "cle_invalide", "La demande d'envoi est incomplète. Rechargez la page de confirmation.")
	}
	c, err := s.ouvrirChantier(ctx, tx, par, id, v, exigerModification)
	if err != nil {
		return Certificat{}, err
	}
	deja, err := c.dejaEnvoye(ctx, cle)
	if err != nil {
		return Certificat{}, err
	}
	if deja {
		return certificat(ctx, tx, id)
	}
	if err := exigerEtat(&c.m, Envoye); err != nil {
		return Certificat{}, err
	}
	if err := c.refuserRecapPerime(ctx); err != nil {
		return Certificat{}, err
	}
	w, err := s.monde(ctx, tx, par, &c.m)
	if err != nil {
		return Certificat{}, err
	}
	if l := Controler(c.m, w); Bloque(l) {
		return Certificat{}, manquements(l)
	}
	return c.envoyer(ctx, w, cle)
}

// dejaEnvoye looks the key up under the lock of the mémoire, so that parallel sendings line up.
func (c *chantier) dejaEnvoye(ctx context.Context, cle string) (bool, error) {
	var memoire ID
	err := c.tx.QueryRow(ctx, sqlEnvoiDeja, pgx.NamedArgs{"par": c.par.Utilisateur, "cle": cle}).Scan(&memoire)
	switch {
	case errors.Is(err, pgx.ErrNoRows):
		return false, nil
	case err != nil:
		return false, fmt.Errorf("read the key: %w", err)
	case memoire != c.m.ID:
		return false, fault.New(fault.Invalide, "cle_reutilisee", "Cette demande d'envoi a déjà servi pour un autre mémoire. Rechargez la page de confirmation.")
	}
	return true, nil
}

// refuserRecapPerime refuses to send something else than what the person read and confirmed.
func (c *chantier) refuserRecapPerime(ctx context.Context) error {
	if c.depuis == c.m.Version {
		return nil
	}
	changes, err := c.modifieDepuis(ctx)
	if err != nil {
		return err
	}
	detail := Conflits{Version: c.m.Version}
	for _, ch := range changes {
		ch.Proposee = ch.Avant
		detail.Champs = append(detail.Champs, ch)
	}
	slices.SortFunc(detail.Champs, func(a, b ConflitChamp) int { return strings.Compare(a.Champ.String(), b.Champ.String()) })
	f := conflit(detail)
	f.Message = "Ce mémoire a été modifié depuis le récapitulatif que vous avez lu : il n'est pas envoyé. Relisez-le, puis confirmez à nouveau."
	return f
}

// envoyer freezes what was controlled.
func (c *chantier) envoyer(ctx context.Context, w Monde, cle string) (Certificat, error) {
	if err := c.joindreRIB(ctx, w); err != nil {
		return Certificat{}, err
	}
	var n int64
	if err := c.tx.QueryRow(ctx, sqlNumeroMJ).Scan(&n); err != nil {
		return Certificat{}, fmt.Errorf("draw a number: %w", err)
	}
	c.m.Numero = Numero(fmt.Sprintf("MJ%010d", n))
	c.m.Etat, c.m.EnvoyeLe = Envoye, c.maint
	c.tracer(Trace{Action: ActionEnvoyer, Avant: string(c.m.NumeroTMP), Apres: string(c.m.Numero)})
	m, err := c.enregistrer(ctx)
	if err != nil {
		return Certificat{}, err
	}
	p := prestataire(&m, w)
	p.Signataire = c.par.Nom
	dossier, empreinte := c.s.config.Empreinte(m, p)
	cert := Certificat{
		Memoire: m.ID, Numero: m.Numero, Empreinte: empreinte, Dossier: dossier, MontantTTC: m.Totaux().TTC,
		Juridiction: m.Entete.Juridiction, Prestataire: p, EnvoyeLe: m.EnvoyeLe,
	}
	return cert, c.sceller(ctx, cert, cle)
}

func (c *chantier) sceller(ctx context.Context, cert Certificat, cle string) error {
	prestataire, err := json.Marshal(cert.Prestataire)
	if err != nil {
		return fmt.Errorf("certificate: %w", err)
	}
	b := &pgx.Batch{}
	b.Queue(sqlInsererCertificat, pgx.NamedArgs{
		"memoire": cert.Memoire, "numero": cert.Numero, "empreinte": cert.Empreinte, "dossier": string(cert.Dossier),
		"ttc": cert.MontantTTC, "juridiction": cert.Juridiction, "prestataire": prestataire, "at": cert.EnvoyeLe,
	})
	if c.par.Connu() {
		b.Queue(sqlNoterEnvoi, pgx.NamedArgs{"par": c.par.Utilisateur, "cle": cle, "memoire": cert.Memoire, "at": cert.EnvoyeLe})
	}
	if err := executer(ctx, c.tx, b); err != nil {
		return fmt.Errorf("certificate: %w", err)
	}
	return nil
}

// joindreRIB adds the RIB of the chosen account, once (portail.md 2.8).
func (c *chantier) joindreRIB(ctx context.Context, w Monde) error {
	i := slices.IndexFunc(w.Comptes, func(x Compte) bool { return x.ID == c.m.Entete.Coordonnees })
	if i < 0 || w.Comptes[i].RIB == "" {
		return nil
	}
	rib := w.Comptes[i].RIB
	if slices.ContainsFunc(c.m.Pieces, func(p PieceLiee) bool { return p.Piece == rib && p.Ligne == 0 && p.Type == PieceRIB }) {
		return nil
	}
	return c.lier(ctx, LienPiece{Piece: rib, Type: PieceRIB, Designation: "RIB de la structure"})
}

func prestataire(m *Memoire, w Monde) Prestataire {
	st := w.Structure
	p := Prestataire{
		RaisonSociale: st.RaisonSociale, TypeIdentifiant: string(st.TypeIdentifiant), Identifiant: st.Identifiant,
		Adresse: adresse(st), Regime: st.Regime, Service: w.Service,
	}
	for _, x := range w.Comptes {
		if x.ID == m.Entete.Coordonnees {
			p.Compte = strings.TrimSpace(x.Nom + " " + x.IBANMasque)
		}
	}
	return p
}

func adresse(st comptes.Structure) string {
	lignes := []string{st.Adresse, strings.TrimSpace(st.CodePostal + " " + st.Commune)}
	if st.Pays != "FR" {
		lignes = append(lignes, st.Pays)
	}
	return strings.Join(slices.DeleteFunc(lignes, func(s string) bool { return s == "" }), "\n")
}

// manquements makes the fault that carries all the problems at once (promises.md HT-15).
func manquements(l []Manquement) *fault.Error {
	n := 0
	for _, m := range l {
		if m.Gravite == Bloquant {
			n++
		}
	}
	message := "Ce mémoire ne peut pas encore être envoyé : un point est à corriger."
	if n > 1 {
		message = fmt.Sprintf("Ce mémoire ne peut pas encore être envoyé : %d points sont à corriger.", n)
	}
	f := fault.New(fault.Invalide, "manquements", message)
	f.Champ = l[0].Champ.String()
	f.Recu = l
	return f
}

// ManquementsDe gives all the problems behind a refused sending, and whether err is one.
func ManquementsDe(err error) ([]Manquement, bool) {
	f, ok := fault.As(err)
	if !ok {
		return nil, false
	}
	l, ok := f.Recu.([]Manquement)
	return l, ok
}

type rangeeCertificat struct {
	MemoireID   ID `db:"memoire_id"`
	Numero      Numero
	Empreinte   string
	Dossier     string
	TTCCentimes Montant `db:"ttc_centimes"`
	Juridiction string
	Prestataire json.RawMessage
	EnvoyeAt    time.Time `db:"envoye_at"`
}

func certificat(ctx context.Context, q pg.Querier, id ID) (Certificat, error) {
	rows, err := q.Query(ctx, sqlCertificat, pgx.NamedArgs{"id": id})
	if err != nil {
		return Certificat{}, fmt.Errorf("read the certificate: %w", err)
	}
	r, err := pgx.CollectExactlyOneRow(rows, pgx.RowToStructByName[rangeeCertificat])
	if err != nil {
		return Certificat{}, fmt.Errorf("read the certificate: %w", pg.Absent(err, fault.AbsentOuEtranger("ce certificat de dépôt")))
	}
	cert := Certificat{
		Memoire: r.MemoireID, Numero: r.Numero, Empreinte: r.Empreinte, Dossier: []byte(r.Dossier), MontantTTC: r.TTCCentimes,
		Juridiction: r.Juridiction, EnvoyeLe: r.EnvoyeAt,
	}
	if err := json.Unmarshal(r.Prestataire, &cert.Prestataire); err != nil {
		return Certificat{}, fmt.Errorf("read the certificate: %w", err)
	}
	return cert, nil
}
