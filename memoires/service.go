package memoires

import (
	"context"
	"errors"
	"fmt"
	"time"

	"claudia/internal/comptes"
	"claudia/internal/fault"
	"claudia/internal/pg"
	"claudia/memoires/referentiel"
)

// Config is what a Service needs beside the database.
type Config struct {
	// Referentiel holds the lists and the rules of the controls; required.
	Referentiel *referentiel.Referentiel
	// Horloge gives the time; nil means the machine's clock. Tests inject theirs (promises.md P23).
	Horloge func() time.Time
	// Comptes reads the structures; required.
	Comptes *comptes.Service
	// Empreinte makes the canonical dossier and its digest: certificat.Sceller; required by Envoyer.
	Empreinte func(m Memoire, p Prestataire) (dossier []byte, empreinte string)
}

// Service is the one writer of mémoires (architecture.md, idea 1). Every verb takes the Acteur, who
// is checked here: what he may not see answers exactly as what does not exist (fault.Introuvable,
// promises.md P18); what he may see but not change answers fault.Interdit with code `consultation`.
//
// Each verb X has a twin XTx that joins the caller's transaction. Writes take the Version on which
// the person decided: a field that somebody else changed since then to another value is refused with
// fault.Conflit `modifie_entre_temps` (see Conflits), all the rest is merged. A twin takes 0 for
// « whatever is current ». A Service may be used from several goroutines.
type Service struct {
	db     *pg.DB
	config Config
	paris  *time.Location
}

// New makes the Service over db. The error names what the configuration lacks.
func New(db *pg.DB, c Config) (*Service, error) {
	if c.Referentiel == nil || c.Comptes == nil || c.Empreinte == nil {
		return nil, errors.New("memoires: Config needs Referentiel, Comptes and Empreinte")
	}
	if c.Horloge == nil {
		c.Horloge = time.Now
	}
	paris, err := time.LoadLocation("Europe/Paris")
	if err != nil {
		return nil, fmt.Errorf("memoires: %w", err)
	}
	return &Service{db: db, config: c, paris: paris}, nil
}

// Referentiel gives the reference data that the Service checks against.
func (s *Service) Referentiel() *referentiel.Referentiel { return s.config.Referentiel }

// Maintenant gives the present instant in Europe/Paris, whose wall decides what « today » is.
func (s *Service) Maintenant() time.Time {
	// Microseconds are what PostgreSQL keeps: what is returned is what will be read again.
	return s.config.Horloge().In(s.paris).Truncate(time.Microsecond)
}

// Ecriture is one field to write, with where its value comes from.
type Ecriture struct {
	Champ  Champ
	Valeur string // canonical, "" to empty the field
	// Provenance says how the value came; Par, Origine and Le are filled by the Service. The zero
	// Source means typed in the form.
	Provenance Provenance
}

func absent() *fault.Error { return fault.AbsentOuEtranger("ce mémoire") }

func consultation() *fault.Error {
	return fault.New(fault.Interdit, "consultation",
		"Votre profil permet de consulter les mémoires de cette structure, pas de les modifier. Demandez le profil « Frais de justice modification » à son gestionnaire.")
}

// versionRequise refuses 0 outside of a caller's transaction.
func versionRequise(v Version) error {
	if v <= 0 {
		return fault.New(fault.Invalide, "version_manquante", "La page ne dit plus sur quelle version elle porte. Rechargez-la, votre saisie est conservée.")
	}
	return nil
}

// inTx runs a verb that gives a value in a transaction of its own.
func inTx[T any](ctx context.Context, db *pg.DB, fn func(tx pg.Tx) (T, error)) (T, error) {
	var out T
	err := db.InTx(ctx, func(tx pg.Tx) error {
		var err error
		out, err = fn(tx)
		return err
	})
	if err != nil {
		var zero T
		return zero, err
	}
	return out, nil
}
