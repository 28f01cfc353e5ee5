package main

import (
	"context"
	"errors"
	"log/slog"
	"time"

	"claudia/internal/jobs"
)

// menage is the daily removal of what must not stay: sessions that are over, failed logins of
// yesterday, bytes of attachments that nothing names (promises.md P11, P27), what the guide need not
// remember any more.
type menage struct{}

// Kind names the job.
func (menage) Kind() string { return "menage" }

const chaqueJour = 24 * time.Hour

// assemblerMenage registers the job and its rhythm.
func (p *produit) assemblerMenage() error {
	if err := jobs.Register(p.jobs, func(ctx context.Context, _ menage) error {
		n, err := p.pieces.Balayer(ctx)
		guide, errGuide := p.retours.Balayer(ctx)
		if err = errors.Join(err, p.comptes.Balayer(ctx), errGuide); err == nil {
			slog.InfoContext(ctx, "menage", "fichiers_orphelins", n, "guide", guide)
		}
		return err
	}); err != nil {
		return err
	}
	p.jobs.Every(chaqueJour, menage{})
	return nil
}
