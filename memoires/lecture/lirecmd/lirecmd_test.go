package lirecmd

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"claudia/memoires/lecture/specimen"
)

// ecrireFichier puts a file in a folder of the test and gives its path.
func ecrireFichier(t *testing.T, nom string, b []byte) string {
	t.Helper()
	p := filepath.Join(t.TempDir(), nom)
	if err := os.WriteFile(p, b, 0o600); err != nil {
		t.Fatal(err)
	}
	return p
}

// paire draws a réquisition and the attestation of the same case.
func paire(t *testing.T, change func(*specimen.Donnees)) (req, att string) {
	t.Helper()
	d := specimen.Hasard(4)
	d.Police, d.Signee = "", true
	r, _, err := specimen.Requisition(d)
	if err != nil {
		t.Fatal(err)
	}
	change(&d)
	a, _, err := specimen.Attestation(d)
	if err != nil {
		t.Fatal(err)
	}
	return ecrireFichier(t, "ma requisition.pdf", r), ecrireFichier(t, "$(id).pdf", a)
}

func TestRun_oneFileIsAnObject(t *testing.T) {
	req, _ := paire(t, func(*specimen.Donnees) {})
	var out, errs bytes.Buffer
	if code := Run(t.Context(), []string{"--json", req}, &out, &errs); code != 0 {
		t.Fatalf("code %d: %s", code, errs.String())
	}
	var got struct {
		Fichier, Nature string
		Champs          []struct {
			Cle, Texte string
			Valeur     any
			Page       int
			Zone       [4]float64
			Confiance  float64
		}
		Contradictions []any
	}
	if err := json.Unmarshal(out.Bytes(), &got); err != nil {
		t.Fatal(err)
	}
	if got.Fichier != "ma requisition.pdf" || got.Nature != "requisition" || len(got.Champs) < 7 || got.Contradictions == nil {
		t.Errorf("got %s", out.String())
	}
}

func TestRun_contradictionStandsWithTheLaterFile(t *testing.T) {
	req, att := paire(t, func(d *specimen.Donnees) { d.PersonneNom, d.PersonnePrenom = "ZIELINSKI", "Marta" })
	var out, errs bytes.Buffer
	if code := Run(t.Context(), []string{req, "--json", att}, &out, &errs); code != 0 {
		t.Fatalf("code %d: %s", code, errs.String())
	}
	var got []struct {
		Fichier, Nature string
		Champs          []struct {
			Cle    string
			Valeur any
		}
		Contradictions []struct {
			Cle, Message string
			Cotes        []struct{ Fichier, Valeur string }
		}
	}
	if err := json.Unmarshal(out.Bytes(), &got); err != nil {
		t.Fatal(err)
	}
	if len(got) != 2 || len(got[0].Contradictions) != 0 || len(got[1].Contradictions) != 1 {
		t.Fatalf("got %s", out.String())
	}
	c := got[1].Contradictions[0]
	if c.Cle != "personne_requise" || !strings.Contains(c.Message, "ZIELINSKI Marta") || c.Cotes[0].Fichier != "ma requisition.pdf" {
		t.Errorf("got %+v", c)
	}
	for _, v := range got[1].Champs {
		if v.Cle == "signee" && v.Valeur != true {
			t.Errorf("signee is %v, want the boolean true", v.Valeur)
		}
	}
}

func TestRun_badFilesAreUnreadableNotErrors(t *testing.T) {
	vide := ecrireFichier(t, "vide.pdf", nil)
	html := ecrireFichier(t, "page.pdf", []byte("<!DOCTYPE html><p>x"))
	casse := ecrireFichier(t, "casse.png", []byte("\x89PNG\r\n\x1a\nxxxx"))
	var out, errs bytes.Buffer
	if code := Run(t.Context(), []string{"--json", vide, html, casse, "/nulle/part.pdf", t.TempDir()}, &out, &errs); code != 0 {
		t.Fatalf("code %d: %s", code, errs.String())
	}
	var got []document
	if err := json.Unmarshal(out.Bytes(), &got); err != nil {
		t.Fatal(err)
	}
	for i, code := range []string{"fichier_vide", "type_refuse", "fichier_abime", "fichier_introuvable", "fichier_introuvable"} {
		if got[i].Nature != "illisible" || got[i].Code != code || got[i].Message == "" || len(got[i].Champs) != 0 {
			t.Errorf("file %d: %+v", i, got[i])
		}
	}
}

func TestRun_usage(t *testing.T) {
	for _, args := range [][]string{nil, {"--json"}, {"--inconnu", "x.pdf"}} {
		var out, errs bytes.Buffer
		if code := Run(t.Context(), args, &out, &errs); code != 2 || !strings.HasPrefix(errs.String(), "Usage") {
			t.Errorf("%v: code %d, %q", args, code, errs.String())
		}
	}
}

func TestRun_forReaders(t *testing.T) {
	req, _ := paire(t, func(*specimen.Donnees) {})
	var out, errs bytes.Buffer
	if code := Run(t.Context(), []string{req}, &out, &errs); code != 0 || !strings.Contains(out.String(), "numero_affaire") {
		t.Errorf("code %d: %s", code, out.String())
	}
}
