package comptes

import (
	"context"
	"crypto/sha256"
	"fmt"
	"time"

	"github.com/alexedwards/scs/v2"
	"github.com/jackc/pgx/v5"

	"claudia/internal/pg"
)

// magasin is the store of scs. Tokens are kept as digests.
type magasin struct {
	db      *pg.DB
	horloge func() time.Time
}

var _ scs.CtxStore = (*magasin)(nil)

// FindCtx gives the data of a session that is neither expired nor revoked, and whose person is
// active.
func (m *magasin) FindCtx(ctx context.Context, jeton string) (donnees []byte, found bool, err error) {
	sum := sha256.Sum256([]byte(jeton))
	err = m.db.Pool.QueryRow(ctx, sqlSession, pgx.NamedArgs{"jeton": sum[:], "maintenant": m.horloge()}).Scan(&donnees)
	if isAbsent(err) {
		return nil, false, nil
	}
	if err != nil {
		return nil, false, fmt.Errorf("read a session: %w", err)
	}
	return donnees, true, nil
}

// CommitCtx writes the data, unless the session was revoked while the request ran.
func (m *magasin) CommitCtx(ctx context.Context, jeton string, donnees []byte, expire time.Time) error {
	sum := sha256.Sum256([]byte(jeton))
	_, values, err := scs.GobCodec{}.Decode(donnees)
	if err != nil {
		return fmt.Errorf("read back a session: %w", err)
	}
	var utilisateur *int64
	if id, ok := values[cleUtilisateur].(int64); ok && id != 0 {
		utilisateur = &id
	}
	adresse, _ := values[cleAdresse].(string)
	agent, _ := values[cleAgent].(string)
	_, err = m.db.Pool.Exec(ctx, sqlEcrireSession, pgx.NamedArgs{
		"jeton": sum[:], "donnees": donnees, "utilisateur": utilisateur, "adresse": adresse, "agent": agent,
		"expire": expire, "maintenant": m.horloge(),
	})
	if err != nil {
		return fmt.Errorf("write a session: %w", err)
	}
	return nil
}

// DeleteCtx ends the session and tells the open sockets.
func (m *magasin) DeleteCtx(ctx context.Context, jeton string) error {
	sum := sha256.Sum256([]byte(jeton))
	return m.db.InTx(ctx, func(tx pg.Tx) error {
		_, err := revoquerSessionTx(ctx, tx, sum[:], nil)
		return err
	})
}

// Find, Commit and Delete complete the older interface of scs, which calls the Ctx ones instead.
func (m *magasin) Find(jeton string) ([]byte, bool, error) {
	return m.FindCtx(context.Background(), jeton)
}

// Commit is CommitCtx without a request.
func (m *magasin) Commit(jeton string, donnees []byte, expire time.Time) error {
	return m.CommitCtx(context.Background(), jeton, donnees, expire)
}

// Delete is DeleteCtx without a request.
func (m *magasin) Delete(jeton string) error { return m.DeleteCtx(context.Background(), jeton) }
