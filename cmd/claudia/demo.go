package main

import (
	"context"
	"fmt"

	"claudia/internal/comptes/comptesdemo"
	"claudia/web/compte"
)

// demo serves the product with its own data: the accounts are listed on the login page.
func demo(ctx context.Context, _ []string, s flux) int {
	c, ok := preparer(s)
	if !ok {
		return sortieUsage
	}
	c.demo = true
	return servir(ctx, c, s, installerDemo)
}

// installerDemo puts the demo data in; a second start finds them there.
func installerDemo(ctx context.Context, p *produit) error {
	jeu, err := comptesdemo.Installer(ctx, p.base.DB)
	if err != nil {
		return fmt.Errorf("demo accounts: %w", err)
	}
	if err := p.installerRIB(ctx, jeu); err != nil {
		return fmt.Errorf("demo RIB: %w", err)
	}
	if err := p.installerMemoires(ctx, jeu); err != nil {
		return fmt.Errorf("demo mémoires: %w", err)
	}
	if err := p.installerGuide(ctx, jeu); err != nil {
		return fmt.Errorf("demo guide: %w", err)
	}
	return nil
}

// comptesDemo lists the accounts that the login page of the demo shows; none outside the demo.
func comptesDemo(c config) []compte.Demo {
	if !c.demo {
		return nil
	}
	var out []compte.Demo
	for _, d := range comptesdemo.Comptes() {
		out = append(out, compte.Demo{Email: d.Email, MotDePasse: comptesdemo.MotDePasse, Qui: d.Prenom + " " + d.Nom, Quoi: d.Description})
	}
	return out
}
