package comptes

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"net/http"
	"time"

	"github.com/alexedwards/scs/v2"
	"github.com/jackc/pgx/v5"

	"claudia/internal/bus"
	"claudia/internal/fault"
	"claudia/internal/pg"
)

// OptionsSessions are the settings of the login sessions.
type OptionsSessions struct {
	// Securise is true behind HTTPS: the cookie is then __Host- and Secure.
	Securise bool
	// Inactivite ends a session left alone; 0 means 2 hours.
	Inactivite time.Duration
	// Duree ends any session; 0 means 12 hours.
	Duree time.Duration
}

// Sessions are the login sessions of browsers, kept in PostgreSQL so that all processes share them
// and a revocation acts everywhere.
type Sessions struct {
	*scs.SessionManager
	service *Service
}

// Keys of what a session holds for us; the store copies them into columns.
const (
	cleUtilisateur = "utilisateur"
	cleAdresse     = "adresse"
	cleAgent       = "agent"
)

// NouvellesSessions makes the manager whose LoadAndSave the router installs.
func NouvellesSessions(s *Service, o OptionsSessions) *Sessions {
	if o.Inactivite <= 0 {
		o.Inactivite = 2 * time.Hour
	}
	if o.Duree <= 0 {
		o.Duree = 12 * time.Hour
	}
	m := scs.New()
	m.Store = &magasin{db: s.db, horloge: s.horloge}
	m.IdleTimeout, m.Lifetime = o.Inactivite, o.Duree
	m.Cookie.Name = "claudia"
	if o.Securise {
		m.Cookie.Name = "__Host-claudia"
	}
	m.Cookie.Secure = o.Securise
	m.Cookie.SameSite = http.SameSiteLaxMode
	m.Cookie.Persist = false
	return &Sessions{SessionManager: m, service: s}
}

// Ouvrir logs the person in, under a new token (threat 57). agent is the browser's name for itself.
func (s *Sessions) Ouvrir(ctx context.Context, u Utilisateur, ip, agent string) error {
	if err := s.RenewToken(ctx); err != nil {
		return fmt.Errorf("renew the session: %w", err)
	}
	const agentMax = 200
	s.Put(ctx, cleUtilisateur, int64(u.ID))
	s.Put(ctx, cleAdresse, adresseDe(ip))
	s.Put(ctx, cleAgent, agent[:min(len(agent), agentMax)])
	return nil
}

// Fermer logs out: the session is over on the server and for the open sockets.
func (s *Sessions) Fermer(ctx context.Context) error {
	if err := s.Destroy(ctx); err != nil {
		return fmt.Errorf("end the session: %w", err)
	}
	return nil
}

// Utilisateur gives who is logged in; 0 for nobody.
func (s *Sessions) Utilisateur(ctx context.Context) UtilisateurID {
	return UtilisateurID(s.GetInt64(ctx, cleUtilisateur))
}

// Acteur reads the rights of who is logged in. Nobody gets the zero Acteur without error; a person
// disabled meanwhile gets the fault session_expiree.
func (s *Sessions) Acteur(ctx context.Context, origine Origine) (Acteur, error) {
	id := s.Utilisateur(ctx)
	if id == 0 {
		return Acteur{Origine: origine}, nil
	}
	a, err := s.service.Acteur(ctx, id, origine)
	a.AdresseIP = s.GetString(ctx, cleAdresse)
	return a, err
}

// EmpreinteSession names a session without giving its token away; [Annonce.Session] uses it.
func EmpreinteSession(jeton string) string {
	sum := sha256.Sum256([]byte(jeton))
	return hex.EncodeToString(sum[:])
}

// SessionValide tells whose session the token is, for a socket that has been open for some time.
// One that is over, for whatever reason, is the fault session_expiree.
func (s *Service) SessionValide(ctx context.Context, jeton string) (UtilisateurID, error) {
	sum := sha256.Sum256([]byte(jeton))
	var id UtilisateurID
	err := s.db.Pool.QueryRow(ctx, sqlSessionValide, pgx.NamedArgs{"jeton": sum[:], "maintenant": s.horloge()}).Scan(&id)
	if err != nil {
		return 0, fmt.Errorf("check a session: %w", pg.Absent(err, ErrSession()))
	}
	return id, nil
}

// SessionOuverte is one line of the list of a person's devices.
type SessionOuverte struct {
	Empreinte string
	AdresseIP string `db:"adresse_ip"`
	Agent     string
	CreatedAt time.Time `db:"created_at"`
	VuAt      time.Time `db:"vu_at"`
}

// MesSessions lists the devices where the actor is logged in, the latest first.
func (s *Service) MesSessions(ctx context.Context, par Acteur) ([]SessionOuverte, error) {
	return many[SessionOuverte](ctx, s.db.Pool, sqlMesSessions, pgx.NamedArgs{"utilisateur": par.Utilisateur, "maintenant": s.horloge()})
}

// FermerSession ends one session of the actor, named by its fingerprint, on whatever device.
func (s *Service) FermerSession(ctx context.Context, par Acteur, empreinte string) error {
	absent := fault.AbsentOuEtranger("cette session")
	jeton, err := hex.DecodeString(empreinte)
	if err != nil {
		return absent
	}
	return s.db.InTx(ctx, func(tx pg.Tx) error {
		id, err := revoquerSessionTx(ctx, tx, jeton, &par.Utilisateur)
		if err != nil {
			return err
		}
		if id == 0 {
			return absent
		}
		return nil
	})
}

// RevoquerSessions ends all the sessions of a person at once, on all devices: HTTP at the next
// request, sockets by the [Annonce] (P19). The person himself or a supervisor may do it.
func (s *Service) RevoquerSessions(ctx context.Context, par Acteur, id UtilisateurID) error {
	if par.Utilisateur != id && !par.A(RoleSuperviseur) && par.Origine != Systeme {
		return fault.AbsentOuEtranger("cet utilisateur")
	}
	return s.db.InTx(ctx, func(tx pg.Tx) error {
		if err := noterTx(ctx, tx, par, trace{action: "sessions_revoquees", utilisateur: id}); err != nil {
			return err
		}
		return revoquerTx(ctx, tx, id)
	})
}

func revoquerTx(ctx context.Context, tx pg.Tx, id UtilisateurID) error {
	if _, err := tx.Exec(ctx, sqlRevoquerSessions, pgx.NamedArgs{"utilisateur": id}); err != nil {
		return fmt.Errorf("end the sessions of %d: %w", id, err)
	}
	return bus.PublishTx(ctx, tx, SujetDroits(id), Annonce{Fin: true})
}

// revoquerSessionTx ends one session, of the given person when not nil; 0 says that there was none.
func revoquerSessionTx(ctx context.Context, tx pg.Tx, jeton []byte, de *UtilisateurID) (UtilisateurID, error) {
	var id *UtilisateurID
	err := tx.QueryRow(ctx, sqlRevoquerSession, pgx.NamedArgs{"jeton": jeton, "utilisateur": de}).Scan(&id)
	if isAbsent(err) || (err == nil && id == nil) {
		return 0, nil
	}
	if err != nil {
		return 0, fmt.Errorf("end a session: %w", err)
	}
	return *id, bus.PublishTx(ctx, tx, SujetDroits(*id), Annonce{Fin: true, Session: hex.EncodeToString(jeton)})
}

// Balayer removes expired sessions and the wrong passwords of yesterday. A daily job calls it.
func (s *Service) Balayer(ctx context.Context) error {
	now := s.horloge()
	if _, err := s.db.Pool.Exec(ctx, sqlBalayerSessions, pgx.NamedArgs{"maintenant": now}); err != nil {
		return fmt.Errorf("sweep the sessions: %w", err)
	}
	if _, err := s.db.Pool.Exec(ctx, sqlOublierAnciens, pgx.NamedArgs{"avant": now.Add(-24 * time.Hour)}); err != nil {
		return fmt.Errorf("sweep the wrong passwords: %w", err)
	}
	return nil
}
