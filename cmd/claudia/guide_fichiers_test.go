package main

import (
	"bytes"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// TestGuide_exportImport runs the two commands as processes on two private bases: the second export is the first.
func TestGuide_exportImport(t *testing.T) {
	t.Parallel()
	ici, ailleurs := t.TempDir(), t.TempDir()
	lancer := func(donnees string, args ...string) (string, int) {
		t.Helper()
		cmd := programme(t, append([]string{"kb"}, args...), "CLAUDIA_DONNEES="+donnees, "CLAUDIA_JOURNAL=error")
		var out bytes.Buffer
		cmd.Stdout, cmd.Stderr = &out, &out
		err := cmd.Run()
		code := 0
		if sortie, ok := errors.AsType[*exec.ExitError](err); ok {
			code = sortie.ExitCode()
		} else if err != nil {
			t.Fatal(err)
		}
		return out.String(), code
	}
	premier, second := filepath.Join(t.TempDir(), "guide"), filepath.Join(t.TempDir(), "guide")
	if dit, code := lancer(ici, "exporter", premier); code != 0 || !strings.Contains(dit, "95 fichiers") {
		t.Fatalf("exporter = %d: %s", code, dit)
	}
	fichier := filepath.Join(premier, "forclusion.md")
	texte, err := os.ReadFile(fichier)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(fichier, append(texte, "\nUn paragraphe de plus.\n"...), 0o600); err != nil {
		t.Fatal(err)
	}
	if dit, code := lancer(ailleurs, "importer", "--publier", premier); code != 0 || !strings.Contains(dit, "1 révisions écrites, 1 publiées, 0 retirées, 94 sans changement") {
		t.Fatalf("importer = %d: %s", code, dit)
	}
	if dit, code := lancer(ailleurs, "exporter", second); code != 0 {
		t.Fatalf("exporter = %d: %s", code, dit)
	}
	if dit, err := exec.CommandContext(t.Context(), "diff", "-r", premier, second).CombinedOutput(); err != nil {
		t.Errorf("the second export differs: %s", dit)
	}
	for _, x := range []struct {
		args []string
		dit  string
		code int
	}{
		{[]string{"exporter", premier}, "n'est pas vide", sortieEchec},
		{[]string{"importer", filepath.Join(premier, "nulle")}, "ne s'ouvre pas", sortieEchec},
		{[]string{"importer"}, "claudia kb importer [--publier] DOSSIER", sortieUsage},
		{[]string{"exporter", "--publier", "x"}, "claudia kb exporter DOSSIER", sortieUsage},
	} {
		if dit, code := lancer(ici, x.args...); code != x.code || !strings.Contains(dit, x.dit) {
			t.Errorf("%v = %d: %s", x.args, code, dit)
		}
	}
	if err := os.WriteFile(fichier, []byte("pas un article"), 0o600); err != nil {
		t.Fatal(err)
	}
	if dit, code := lancer(ailleurs, "importer", premier); code != sortieEchec || !strings.Contains(dit, "forclusion.md : ") {
		t.Errorf("a bad file = %d: %s", code, dit)
	}
}
