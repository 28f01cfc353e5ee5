package main

import (
	"bytes"
	"image/png"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"claudia/memoires"
	"claudia/memoires/lecture/texte"
	"claudia/memoires/saisie"
	"claudia/web/reperes"
)

func TestMain(m *testing.M) {
	if texte.EstEnfant() {
		os.Exit(texte.ChildMain(os.Stdin, os.Stdout))
	}
	os.Exit(m.Run())
}

// rares are the places that the catalogue itself says a document seldom has.
var rares = map[memoires.Cle]bool{memoires.CleDatePrestation: true, memoires.CleQuantite: true}

// TestDessiner_everyPlaceOfTheCatalogue has a crop for each field that stands on a document, whose window
// shows the words framed; what is committed is what is drawn.
func TestDessiner_everyPlaceOfTheCatalogue(t *testing.T) {
	t.Parallel()
	dessins, err := dessiner(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	vus := map[string]bool{}
	var index []reperes.Repere
	for _, d := range dessins {
		vus[d.Document+" "+string(d.Cle)] = true
		index = append(index, d.Repere)
		for dit := range strings.SplitSeq(d.Texte, ", ") {
			if !strings.Contains(d.montre, dit) {
				t.Errorf("%s: %q is not in the window, which shows %q", d.Nom, dit, d.montre)
			}
		}
		garde, err := reperes.Image(d.Nom)
		if err != nil || !memesPixels(t, garde, d.png) {
			t.Errorf("%s is not the picture committed (%v): run go generate ./web/reperes", d.Nom, err)
		}
	}
	if d := cmp.Diff(index, reperes.Tous()); d != "" {
		t.Errorf("index.json is old, run go generate ./web/reperes (-drawn +committed):\n%s", d)
	}
	for _, c := range saisie.Catalogue() {
		if c.OuRequisition != "" && !vus["réquisition "+string(c.Cle)] && !rares[c.Cle] {
			t.Errorf("%s stands on the réquisition and has no crop of it", c.Cle)
		}
		if c.OuAttestation != "" && !vus["attestation de mission "+string(c.Cle)] {
			t.Errorf("%s stands on the attestation and has no crop of it", c.Cle)
		}
		if c.OuRequisition == "" && vus["réquisition "+string(c.Cle)] || c.OuAttestation == "" && vus["attestation de mission "+string(c.Cle)] {
			t.Errorf("%s has a crop of a document where the catalogue does not place it", c.Cle)
		}
	}
}

// memesPixels compares what is seen, whatever the encoder.
func memesPixels(t *testing.T, a, b []byte) bool {
	t.Helper()
	x, errX := png.Decode(bytes.NewReader(a))
	y, errY := png.Decode(bytes.NewReader(b))
	if errX != nil || errY != nil || x.Bounds() != y.Bounds() {
		return false
	}
	autres := 0
	for i := range x.Bounds().Dy() {
		for j := range x.Bounds().Dx() {
			if x.At(j, i) != y.At(j, i) {
				autres++
			}
		}
	}
	return autres*1000 < x.Bounds().Dx()*x.Bounds().Dy() // a rounding of another processor
}
