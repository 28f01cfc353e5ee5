package main

import (
	"bytes"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestAssembler_matchesCommittedDist(t *testing.T) {
	racine, err := racineDepot()
	if err != nil {
		t.Fatal(err)
	}
	want, err := assembler(racine)
	if err != nil {
		t.Fatal(err)
	}
	fichiers, err := os.ReadDir(filepath.Join(racine, dossierDist))
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, f := range fichiers {
		got = append(got, f.Name())
	}
	if diff := cmp.Diff(slices.Sorted(maps.Keys(want)), got); diff != "" {
		t.Fatalf("web/ui/dist is behind its sources: run go run ./internal/webbuild (-want +got)\n%s", diff)
	}
	for nom, contenu := range want {
		b, err := os.ReadFile(filepath.Join(racine, dossierDist, nom))
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(b, contenu) {
			t.Errorf("web/ui/dist/%s is not what its sources give: run go run ./internal/webbuild", nom)
		}
	}
}

func TestAssembler_isReproducible(t *testing.T) {
	racine, err := racineDepot()
	if err != nil {
		t.Fatal(err)
	}
	un, err := assembler(racine)
	if err != nil {
		t.Fatal(err)
	}
	deux, err := assembler(racine)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(un, deux); diff != "" {
		t.Errorf("two bundles of the same sources differ (-un +deux)\n%s", diff)
	}
}
