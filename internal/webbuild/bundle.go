package main

import (
	"crypto/sha256"
	"encoding/base32"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/evanw/esbuild/pkg/api"
)

const (
	dossierUI   = "web/ui"
	dossierDist = "web/ui/dist"
)

// assembler bundles the front end of the repository at racine and gives the content of dist by file
// name, manifest.json included. It writes nothing.
func assembler(racine string) (map[string][]byte, error) {
	ui := filepath.Join(racine, dossierUI)
	r := api.Build(api.BuildOptions{
		AbsWorkingDir:       ui,
		EntryPointsAdvanced: []api.EntryPoint{{InputPath: "main.ts", OutputPath: "app"}, {InputPath: "main.css", OutputPath: "app"}},
		Outdir:              filepath.Join(racine, dossierDist),
		Bundle:              true,
		MinifyWhitespace:    true,
		MinifySyntax:        true,
		MinifyIdentifiers:   true,
		Format:              api.FormatESModule,
		Target:              api.ES2022,
		Charset:             api.CharsetUTF8,
		LegalComments:       api.LegalCommentsNone,
		LogLevel:            api.LogLevelSilent,
	})
	if len(r.Errors) > 0 {
		return nil, errors.New(strings.Join(api.FormatMessages(r.Errors, api.FormatMessagesOptions{}), "\n"))
	}
	sortie, manifeste := map[string][]byte{}, map[string]string{}
	ajouter := func(nom string, contenu []byte) {
		fichier := nomHache(nom, contenu)
		sortie[fichier], manifeste[nom] = contenu, fichier
	}
	for _, f := range r.OutputFiles {
		ajouter(filepath.Base(f.Path), f.Contents)
	}
	icone, err := os.ReadFile(filepath.Join(ui, "icone.svg")) //nolint:gosec // our own folder, in a build command
	if err != nil {
		return nil, fmt.Errorf("read the icon of the site: %w", err)
	}
	ajouter("icone.svg", icone)
	m, err := json.MarshalIndent(manifeste, "", "  ")
	if err != nil {
		return nil, fmt.Errorf("write the manifest: %w", err)
	}
	sortie["manifest.json"] = append(m, '\n')
	return sortie, nil
}

// nomHache puts the digest of the content in the name: app.css → app-2KFQ4RTA.css.
func nomHache(nom string, contenu []byte) string {
	d := sha256.Sum256(contenu)
	ext := filepath.Ext(nom)
	return strings.TrimSuffix(nom, ext) + "-" + base32.StdEncoding.EncodeToString(d[:5]) + ext
}

// ecrire makes dist hold exactly what assembler gives.
func ecrire(racine string) error {
	sortie, err := assembler(racine)
	if err != nil {
		return err
	}
	dist := filepath.Join(racine, dossierDist)
	if err := os.MkdirAll(dist, 0o750); err != nil {
		return fmt.Errorf("make dist: %w", err)
	}
	for nom, contenu := range sortie {
		if err := os.WriteFile(filepath.Join(dist, nom), contenu, 0o644); err != nil { //nolint:gosec // published files
			return fmt.Errorf("write dist: %w", err)
		}
	}
	anciens, err := os.ReadDir(dist)
	if err != nil {
		return fmt.Errorf("list dist: %w", err)
	}
	for _, a := range anciens {
		if _, garde := sortie[a.Name()]; garde {
			continue
		}
		if err := os.Remove(filepath.Join(dist, a.Name())); err != nil {
			return fmt.Errorf("clean dist: %w", err)
		}
	}
	return nil
}

// racineDepot climbs from the working directory to the folder that holds go.mod.
func racineDepot() (string, error) {
	d, err := os.Getwd()
	if err != nil {
		return "", fmt.Errorf("find the repository: %w", err)
	}
	for {
		if _, err := os.Stat(filepath.Join(d, "go.mod")); err == nil {
			return d, nil
		}
		parent := filepath.Dir(d)
		if parent == d {
			return "", errors.New("find the repository: no go.mod above the working directory")
		}
		d = parent
	}
}
