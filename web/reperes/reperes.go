package reperes

import (
	"bytes"
	"embed"
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"sync"
	"time"

	"github.com/go-chi/chi/v5"

	"claudia/memoires"
)

//go:generate go run claudia/web/reperes/dessin

//go:embed index.json images
var fichiers embed.FS

// Repere is the crop of an invented document in which the value of a field is framed.
type Repere struct {
	Cle      memoires.Cle `json:"cle"`
	Document string       `json:"document"` // « réquisition », « attestation de mission »
	Nom      string       `json:"nom"`      // of its picture, without the extension
	Texte    string       `json:"texte"`    // the words framed
	Largeur  int          `json:"largeur"`  // pixels
	Hauteur  int          `json:"hauteur"`
}

// Alt says what the picture shows to whoever does not see it.
func (r Repere) Alt() string {
	return fmt.Sprintf("Extrait d'une %s inventée ; encadré : « %s ».", r.Document, r.Texte)
}

// URL is where the picture is served.
func (r Repere) URL() string { return prefixe + r.Nom + ".png" }

const prefixe = "/assistant/reperes/"

// Tous gives every crop, those of the réquisition first.
func Tous() []Repere { return slices.Clone(index()) }

// Pour gives the crops of a field; none when it stands on no document.
func Pour(cle memoires.Cle) []Repere {
	var out []Repere
	for _, x := range index() {
		if x.Cle == cle {
			out = append(out, x)
		}
	}
	return out
}

// index reads the embedded index once. It cannot fail in a program whose tests passed.
var index = sync.OnceValue(func() []Repere {
	var tous []Repere
	b, err := fichiers.ReadFile("index.json")
	if err == nil {
		err = json.Unmarshal(b, &tous)
	}
	if err != nil {
		panic(fmt.Sprintf("the index of the crops: %v", err))
	}
	return tous
})

// Image gives the PNG of a crop by its name; an error that is fs.ErrNotExist when there is none.
func Image(nom string) ([]byte, error) {
	b, err := fichiers.ReadFile("images/" + nom + ".png")
	if err != nil {
		return nil, fmt.Errorf("read a crop: %w", err)
	}
	return b, nil
}

// Routes serves the pictures. They hold nothing of anybody and stay good for a day.
func Routes(r chi.Router) {
	r.Get(prefixe+"{nom}.png", func(w http.ResponseWriter, q *http.Request) {
		b, err := Image(chi.URLParam(q, "nom"))
		if err != nil {
			http.NotFound(w, q)
			return
		}
		w.Header().Set("Content-Type", "image/png")
		w.Header().Set("Cache-Control", "public, max-age=86400")
		http.ServeContent(w, q, "", time.Time{}, bytes.NewReader(b))
	})
}
