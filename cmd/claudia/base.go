package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"path/filepath"
	"time"

	"claudia/internal/pg"
	"claudia/internal/pg/cluster"
)

// base is the database in use, with the private cluster behind it when there is one.
type base struct {
	*pg.DB
	prive *cluster.Cluster
}

// ouvrirBase reaches DATABASE_URL, or starts the private cluster, checks that commits last and
// brings the schema up to date. The code is not sortieOK after a message.
func ouvrirBase(ctx context.Context, c config, s flux) (*base, int) {
	b := &base{}
	url := c.base
	if url == "" {
		prive, err := cluster.Start(ctx, cluster.Options{Dir: filepath.Join(c.donnees, "postgres")})
		if err != nil {
			fmt.Fprintln(s.err, "La base de données privée n'a pas démarré :", err)
			return nil, sortieEchec
		}
		b.prive, url = prive, prive.URL()
	}
	db, err := pg.Open(ctx, url)
	if err != nil {
		slog.Error("base injoignable", "erreur", err)
		fmt.Fprintln(s.err, "La base de données ne répond pas. Vérifiez DATABASE_URL et que PostgreSQL est démarré.")
		b.fermer()
		return nil, sortieEchec
	}
	b.DB = db
	if err := pg.VerifierDurabilite(ctx, db); err != nil {
		defer b.fermer()
		if refus, ok := errors.AsType[*pg.DurabiliteError](err); ok {
			fmt.Fprintln(s.err, refus.Message)
			return nil, sortieBaseRefusee
		}
		fmt.Fprintln(s.err, "La base de données n'a pas pu être vérifiée :", err)
		return nil, sortieEchec
	}
	if err := pg.Migrate(ctx, db); err != nil {
		fmt.Fprintln(s.err, "Le schéma de la base n'a pas pu être mis à jour :", err)
		b.fermer()
		return nil, sortieEchec
	}
	return b, sortieOK
}

// fermer closes the pool, then stops the private cluster cleanly.
func (b *base) fermer() {
	if b.DB != nil {
		b.Close()
	}
	if b.prive == nil {
		return
	}
	ctx, cancel := context.WithTimeout(context.Background(), 15*time.Second)
	defer cancel()
	if err := b.prive.Stop(ctx); err != nil {
		slog.Error("arrêt de la base privée", "erreur", err)
	}
}
