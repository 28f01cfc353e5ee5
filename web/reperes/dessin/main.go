// Command dessin draws the crops of web/reperes again, from the specimens of memoires/lecture: run
// `go generate ./web/reperes` after a change of either, and commit what it writes.
package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"

	"claudia/memoires/lecture/texte"
	"claudia/web/reperes"
)

func main() {
	if texte.EstEnfant() {
		os.Exit(texte.ChildMain(os.Stdin, os.Stdout))
	}
	if err := ecrire(context.Background(), "."); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// ecrire writes the index and the pictures in the folder of the package reperes.
func ecrire(ctx context.Context, dossier string) error {
	dessins, err := dessiner(ctx)
	if err != nil {
		return err
	}
	var index []reperes.Repere
	for _, d := range dessins {
		if err := os.WriteFile(filepath.Join(dossier, "images", d.Nom+".png"), d.png, 0o644); err != nil { //nolint:gosec // committed files, read by everybody
			return fmt.Errorf("write a crop: %w", err)
		}
		index = append(index, d.Repere)
	}
	b, err := json.MarshalIndent(index, "", "\t")
	if err != nil {
		return fmt.Errorf("write the index: %w", err)
	}
	if err := os.WriteFile(filepath.Join(dossier, "index.json"), append(b, '\n'), 0o644); err != nil { //nolint:gosec // committed files, read by everybody
		return fmt.Errorf("write the index: %w", err)
	}
	return nil
}
