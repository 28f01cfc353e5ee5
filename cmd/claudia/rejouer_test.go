package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestRejouer_asksTheRealGuide: a script that sets no answer of its own hears what the product would say.
func TestRejouer_asksTheRealGuide(t *testing.T) {
	t.Parallel()
	script := filepath.Join(t.TempDir(), "delai.script")
	texte := "@ 2026-10-14T10:00\n> quel est le délai pour déposer un mémoire ?\n< un an à partir de la fin de la mission\n! -Ouvrir\n"
	if err := os.WriteFile(script, []byte(texte), 0o600); err != nil {
		t.Fatal(err)
	}
	cmd := programme(t, []string{"rejouer", "--json", script})
	var out, erreurs bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &erreurs
	if err := cmd.Run(); err != nil || !strings.Contains(out.String(), "delai-de-depot") {
		t.Errorf("claudia rejouer: %v\n%s\n%s", err, out.String(), erreurs.String())
	}
}
