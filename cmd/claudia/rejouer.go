package main

import (
	"context"
	"flag"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"time"

	"claudia/assistant/dialogue"
	"claudia/assistant/dialogue/script"
	"claudia/assistant/rejouer"
	"claudia/internal/pg"
	"claudia/internal/pg/cluster"
	"claudia/kb"
)

// departScripts is the instant of a script that sets no clock (situations.md 6.1).
const departScripts = "2026-10-14T10:00:00+02:00"

// rejouerCmd plays scripts of conversation on a temporary database.
func rejouerCmd(ctx context.Context, args []string, s flux) int {
	f := flag.NewFlagSet("rejouer", flag.ContinueOnError)
	f.SetOutput(s.err)
	enJSON := f.Bool("json", false, "une ligne JSON par tour")
	f.Usage = func() { fmt.Fprintln(s.err, "claudia rejouer [--json] SCRIPT") }
	if err := f.Parse(args); err != nil || f.NArg() != 1 {
		f.Usage()
		return sortieUsage
	}
	slog.SetDefault(slog.New(slog.NewTextHandler(s.err, &slog.HandlerOptions{Level: slog.LevelError})))
	texte, err := os.ReadFile(f.Arg(0))
	if err != nil {
		fmt.Fprintf(s.err, "Le script %s ne peut pas être lu.\n", f.Arg(0))
		return sortieUsage
	}
	guide, err := kb.Ouvrir(ctx, kb.Options{})
	if err != nil {
		fmt.Fprintln(s.err, "Le guide ne s'ouvre pas :", err)
		return sortieEchec
	}
	code := sortieOK
	for _, scene := range script.Decouper(string(texte)) {
		if err := jouerScene(ctx, scene, filepath.Dir(f.Arg(0)), guide, s, *enJSON); err != nil {
			fmt.Fprintf(s.err, "%s :\n%v\n", scene.Nom, err)
			code = sortieEchec
		}
	}
	return code
}

func jouerScene(ctx context.Context, scene script.Scene, dossier string, guide *kb.Base, s flux, enJSON bool) error {
	pas, err := script.Lire(scene.Texte)
	if err != nil {
		return err
	}
	temp, err := os.MkdirTemp("", "claudia-rejouer-")
	if err != nil {
		return err
	}
	defer func() { _ = os.RemoveAll(temp) }()
	prive, err := cluster.Start(ctx, cluster.Options{Dir: filepath.Join(temp, "base"), Ephemere: true})
	if err != nil {
		return err
	}
	defer func() { _ = prive.Stop(context.WithoutCancel(ctx)) }()
	db, err := pg.Open(ctx, prive.URL())
	if err != nil {
		return err
	}
	defer db.Close()
	if err := pg.Migrate(ctx, db); err != nil {
		return err
	}
	depart, err := time.Parse(time.RFC3339, departScripts)
	if err != nil {
		return err
	}
	b, err := rejouer.Nouveau(ctx, db, rejouer.Options{
		Dossier: dossier, Temp: filepath.Join(temp, "pieces"), Lire: lireDocument,
		Recherche: func(q string) []dialogue.ReponseGuide {
			return reponses(guide.Repondre(q), func(c kb.Citation) string { return c.Lien })
		},
	}, depart)
	if err != nil {
		return err
	}
	defer func() { _ = b.Fermer() }()
	return b.Jouer(pas, s.out, enJSON)
}
