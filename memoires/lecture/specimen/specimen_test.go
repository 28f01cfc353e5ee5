package specimen

import (
	"bytes"
	"image"
	"testing"

	"github.com/google/go-cmp/cmp"

	"claudia/memoires/lecture"
)

func TestModeles_areReproducibleAndTellTheTruth(t *testing.T) {
	for _, m := range Modeles() {
		for g := range uint64(6) {
			d := Hasard(g)
			d.Modele = m.Nom
			faire := Requisition
			if m.Nature == lecture.Attestation {
				faire = Attestation
			}
			a, va, err := faire(d)
			if err != nil {
				t.Fatal(err)
			}
			b, vb, err := faire(d)
			if err != nil {
				t.Fatal(err)
			}
			if memeFonte := d.Police != "go" && d.Police != "gomono"; memeFonte && !bytes.Equal(a, b) || !cmp.Equal(va, vb) {
				t.Errorf("%s %d: two drawings differ", m.Nom, g)
			}
			if va.Nature != m.Nature || len(va.Champs) < 6 {
				t.Errorf("%s %d: truth %+v", m.Nom, g, va)
			}
			for _, c := range va.Champs {
				if c.Valeur == "" || c.Zone.Vide() || c.Zone[0] < 0 || c.Zone[2] > largeur+20 || c.Zone[3] > hauteur {
					t.Errorf("%s %d: %+v", m.Nom, g, c)
				}
			}
		}
	}
}

func TestRequisition_unknownModel(t *testing.T) {
	if _, _, err := Requisition(Donnees{Modele: "inconnu"}); err == nil {
		t.Error("want an error")
	}
}

func TestDegrader_isReproducible(t *testing.T) {
	img := image.NewGray(image.Rect(0, 0, 60, 80))
	for _, d := range Degradations() {
		a, err := Degrader(img, d, 3)
		if err != nil {
			t.Fatal(err)
		}
		b, err := Degrader(img, d, 3)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(a, b) {
			t.Errorf("%s: two pictures differ", d.Nom)
		}
	}
}
