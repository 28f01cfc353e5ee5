package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"

	"claudia/internal/fault"
	"claudia/internal/jobs"
	"claudia/kb/redaction"
)

const usageFichiers = `claudia kb exporter DOSSIER            écrit chaque article dans DOSSIER (vide ou absent), brouillons et articles retirés à part
claudia kb importer [--publier] DOSSIER  reprend ces fichiers ; sans --publier, ce qui change reste en brouillon pour les rédacteurs
`

// guideFichiers moves the articles between the base and Markdown files; connue is false for another action.
func guideFichiers(ctx context.Context, args []string, s flux) (code int, connue bool) {
	if len(args) == 0 || (args[0] != "exporter" && args[0] != "importer") {
		return 0, false
	}
	fl := flag.NewFlagSet("kb "+args[0], flag.ContinueOnError)
	fl.SetOutput(s.err)
	publier := fl.Bool("publier", false, "montre aussitôt aux lecteurs ce qui est importé, sans deuxième relecture")
	if err := fl.Parse(args[1:]); err != nil || fl.NArg() != 1 || (*publier && args[0] == "exporter") {
		fmt.Fprint(s.err, usageFichiers)
		return sortieUsage, true
	}
	c, ok := preparer(s)
	if !ok {
		return sortieUsage, true
	}
	b, code := ouvrirBase(ctx, c, s)
	if code != sortieOK {
		return code, true
	}
	defer b.fermer()
	p := &produit{config: c, base: b}
	var err error
	if p.jobs, err = jobs.New(b.DB, jobs.Options{}); err == nil { // puts in what tells those who asked
		err = p.assemblerGuide(ctx)
	}
	if err != nil {
		slog.Error("guide", "erreur", err)
		fmt.Fprintln(s.err, "Le guide ne s'ouvre pas :", err)
		return sortieEchec, true
	}
	if args[0] == "exporter" {
		err = p.exporterGuide(ctx, fl.Arg(0), s)
	} else {
		err = p.importerGuide(ctx, fl.Arg(0), *publier, s)
	}
	if err != nil {
		slog.Error("guide", "erreur", err)
		fmt.Fprintf(s.err, "claudia kb %s : %s\n", args[0], raison(err))
		return sortieEchec, true
	}
	return sortieOK, true
}

// raison tells the operator the French sentence of a fault with the name of the file before it.
func raison(err error) string {
	f, ok := fault.As(err)
	if !ok {
		return err.Error()
	}
	if fichier, ok := errors.AsType[*redaction.FichierError](err); ok {
		return fichier.Nom + " : " + f.Message
	}
	return f.Message
}

func (p *produit) exporterGuide(ctx context.Context, dossier string, s flux) error {
	if noms, err := os.ReadDir(dossier); err == nil && len(noms) > 0 {
		return fmt.Errorf("le dossier %s n'est pas vide ; donnez-en un autre", dossier)
	}
	n := 0
	err := p.redaction.Exporter(ctx, func(nom string, contenu []byte) error {
		chemin := filepath.Join(dossier, filepath.FromSlash(nom))
		if err := os.MkdirAll(filepath.Dir(chemin), 0o755); err != nil { //nolint:gosec // articles are public texts
			return fmt.Errorf("write: %w", err)
		}
		n++
		return os.WriteFile(chemin, contenu, 0o644) //nolint:gosec // articles are public texts
	})
	if err != nil {
		return err
	}
	fmt.Fprintf(s.out, "%d fichiers écrits dans %s\n", n, dossier)
	return nil
}

func (p *produit) importerGuide(ctx context.Context, dossier string, publier bool, s flux) error {
	racine, err := os.OpenRoot(dossier)
	if err != nil {
		return fmt.Errorf("le dossier %s ne s'ouvre pas", dossier)
	}
	defer racine.Close() //nolint:errcheck // it was only read
	b, err := p.redaction.Importer(ctx, racine.FS(), publier)
	if err != nil {
		return err
	}
	fmt.Fprintf(s.out, "%d fichiers lus : %d révisions écrites, %d publiées, %d retirées, %d sans changement\n", b.Lus, b.Ecrits, b.Publies, b.Retires, b.Inchanges)
	if b.Ecrits > 0 && !publier {
		fmt.Fprintln(s.out, "Les rédacteurs les trouvent en brouillon dans la console.")
	}
	return nil
}
