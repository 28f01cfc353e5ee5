package comptes

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/netip"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"

	"claudia/internal/fault"
	"claudia/internal/pg"
)

const (
	// echecsMax wrong passwords from one address suspend that account for that address only, so that
	// nobody can lock out somebody else (portail.md 1.3, threat 44).
	echecsMax = 5
	// suspension is how long.
	suspension = time.Hour
)

// Connexion checks an e-mail and a password given from an address, and gives the person. Unknown
// accounts take the same time and give the same answers as known ones. Faults: identifiants_invalides,
// compte_suspendu after five wrong passwords from the address (Apres says for how long), trop_d_essais.
func (s *Service) Connexion(ctx context.Context, email, motDePasse, ip string) (Utilisateur, error) {
	adresse := adresseDe(ip)
	if wait := s.debit.Attente(adresse, essais(), s.horloge()); wait > 0 {
		f := fault.New(fault.Debit, "trop_d_essais", "Trop d'essais de connexion depuis votre réseau. Patientez quelques instants, puis réessayez.")
		f.Apres = int(wait/time.Second) + 1
		return Utilisateur{}, f
	}
	email = strings.ToLower(strings.TrimSpace(email))
	compte := sha256.Sum256([]byte(email))
	key := pgx.NamedArgs{"compte": compte[:], "adresse": adresse}
	if err := s.suspendu(ctx, key); err != nil {
		return Utilisateur{}, err
	}
	id, ok, err := s.verifier(ctx, email, motDePasse)
	if err != nil {
		return Utilisateur{}, err
	}
	if !ok {
		return Utilisateur{}, s.compterEchec(ctx, key)
	}
	var u Utilisateur
	err = s.db.InTx(ctx, func(tx pg.Tx) error {
		if _, err := tx.Exec(ctx, sqlOublierEchecs, key); err != nil {
			return fmt.Errorf("forget the wrong passwords: %w", err)
		}
		u, err = one[Utilisateur](ctx, tx, sqlConnecter, pgx.NamedArgs{"utilisateur": id, "maintenant": s.horloge()})
		if err != nil {
			return err
		}
		par := Acteur{Utilisateur: id, Nom: u.NomComplet(), Origine: Portail}
		return noterTx(ctx, tx, par, trace{action: "connexion", utilisateur: id, detail: map[string]any{"adresse": adresse}})
	})
	if err != nil {
		return Utilisateur{}, fmt.Errorf("log in: %w", err)
	}
	return u, nil
}

// verifier compares the password. An unknown account costs the same computation as a known one.
func (s *Service) verifier(ctx context.Context, email, motDePasse string) (UtilisateurID, bool, error) {
	if len(motDePasse) > 4*motDePasseMax {
		motDePasse = "" // cannot be right, and must not cost more
	}
	var id UtilisateurID
	var hash string
	err := s.db.Pool.QueryRow(ctx, sqlMotDePasse, pgx.NamedArgs{"email": email}).Scan(&id, &hash)
	if err != nil && !isAbsent(err) {
		return 0, false, fmt.Errorf("read the account: %w", err)
	}
	if err != nil || hash == "" {
		_, err := s.argon(ctx, motDePasse, make([]byte, argonSalt))
		return 0, false, err
	}
	ok, err := s.correspond(ctx, hash, motDePasse)
	if errors.Is(err, errHashForm) {
		slog.ErrorContext(ctx, "comptes: unreadable password hash", "utilisateur", id)
		return 0, false, nil
	}
	return id, ok, err
}

// suspendu gives the fault compte_suspendu while the account is closed to the address.
func (s *Service) suspendu(ctx context.Context, key pgx.NamedArgs) error {
	var until *time.Time
	err := s.db.Pool.QueryRow(ctx, sqlSuspension, key).Scan(&until)
	if isAbsent(err) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("read the suspension: %w", err)
	}
	if until == nil || !until.After(s.horloge()) {
		return nil
	}
	return s.compteSuspendu(*until)
}

func (s *Service) compteSuspendu(until time.Time) error {
	wait := until.Sub(s.horloge())
	f := fault.New(fault.Debit, "compte_suspendu", fmt.Sprintf(
		"Après %d mots de passe erronés, la connexion à ce compte depuis votre adresse est suspendue pendant encore %d minutes. Votre compte n'est pas supprimé. Vous pouvez demander un nouveau mot de passe.",
		echecsMax, int(wait/time.Minute)+1))
	f.Apres, f.Limite = int(wait/time.Second)+1, echecsMax
	return f
}

// compterEchec counts a wrong password and gives the fault to answer.
func (s *Service) compterEchec(ctx context.Context, key pgx.NamedArgs) error {
	now := s.horloge()
	args := pgx.NamedArgs{
		"compte": key["compte"], "adresse": key["adresse"], "maintenant": now,
		"max": echecsMax, "jusqu": now.Add(suspension), "oubli": now.Add(-suspension),
	}
	var echecs int
	var until *time.Time
	if err := s.db.Pool.QueryRow(ctx, sqlCompterEchec, args).Scan(&echecs, &until); err != nil {
		return fmt.Errorf("count a wrong password: %w", err)
	}
	if until != nil && until.After(now) {
		return s.compteSuspendu(*until)
	}
	f := fault.New(fault.NonAuthentifie, "identifiants_invalides", "Adresse électronique ou mot de passe incorrect.")
	f.Champ = "mot_de_passe"
	if left := echecsMax - echecs; left <= 2 {
		essais := "essais"
		if left == 1 {
			essais = "essai"
		}
		f.Message += fmt.Sprintf(" Il vous reste %d %s avant une suspension d'une heure.", left, essais)
	}
	return f
}

// adresseDe reduces an address to what one subscriber holds: an IPv4, or a /64 of IPv6.
func adresseDe(ip string) string {
	if host, _, err := net.SplitHostPort(ip); err == nil {
		ip = host
	}
	a, err := netip.ParseAddr(ip)
	if err != nil {
		return "inconnue"
	}
	a = a.Unmap().WithZone("")
	if a.Is4() {
		return a.String()
	}
	p, err := a.Prefix(64)
	if err != nil {
		return "inconnue"
	}
	return p.String()
}

// ChangerMotDePasse sets a new password after checking the present one, and ends the person's
// sessions on all devices: the handler opens a new one. Faults: identifiants_invalides,
// mot_de_passe_court, mot_de_passe_long, mot_de_passe_facile.
func (s *Service) ChangerMotDePasse(ctx context.Context, par Acteur, ancien, nouveau string) error {
	u, err := s.Utilisateur(ctx, par, par.Utilisateur)
	if err != nil {
		return err
	}
	if _, err := s.Connexion(ctx, u.Email, ancien, par.AdresseIP); err != nil {
		return err
	}
	if err := verifierForce(nouveau, u.Email); err != nil {
		return err
	}
	hash, err := s.hacher(ctx, nouveau)
	if err != nil {
		return err
	}
	return s.db.InTx(ctx, func(tx pg.Tx) error {
		if _, err := tx.Exec(ctx, sqlChangerMotDePasse, pgx.NamedArgs{"utilisateur": u.ID, "mot_de_passe": hash}); err != nil {
			return fmt.Errorf("change the password: %w", err)
		}
		if err := noterTx(ctx, tx, par, trace{action: "mot_de_passe_change", utilisateur: u.ID}); err != nil {
			return err
		}
		return revoquerTx(ctx, tx, u.ID)
	})
}
