package ui

import (
	"bytes"
	"compress/gzip"
	"embed"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"path"
	"strconv"
	"strings"
	"time"

	"github.com/andybalholm/brotli"

	"claudia/web/page"
)

//go:generate go run ../../internal/webbuild

//go:embed dist
var dist embed.FS

//go:embed */*.tmpl
var gabarits embed.FS

// Prefixe is the path under which [Assets] is mounted.
const Prefixe = "/static/"

// Assets are the built files under their hashed names, compressed once at start.
type Assets struct {
	urls     map[string]string // app.css → /static/app-XXXX.css
	fichiers map[string]fichierStatique
}

type fichierStatique struct {
	mime             string
	brut, gzip, brot []byte
}

// NewAssets reads dist/manifest.json and compresses the files; some 20 ms.
func NewAssets() (*Assets, error) {
	var manifeste map[string]string
	b, err := dist.ReadFile("dist/manifest.json")
	if err != nil {
		return nil, fmt.Errorf("read the manifest of the bundle: %w", err)
	}
	if err := json.Unmarshal(b, &manifeste); err != nil {
		return nil, fmt.Errorf("read the manifest of the bundle: %w", err)
	}
	a := &Assets{urls: map[string]string{}, fichiers: map[string]fichierStatique{}}
	for nom, fichier := range manifeste {
		brut, err := dist.ReadFile("dist/" + fichier)
		if err != nil {
			return nil, fmt.Errorf("read the bundle: %w", err)
		}
		f := fichierStatique{mime: typeMIME(fichier), brut: brut}
		if f.gzip, err = compresser(brut, func(w io.Writer) io.WriteCloser {
			z, _ := gzip.NewWriterLevel(w, gzip.BestCompression) // the level is a valid constant
			return z
		}); err != nil {
			return nil, err
		}
		if f.brot, err = compresser(brut, func(w io.Writer) io.WriteCloser {
			return brotli.NewWriterLevel(w, brotli.BestCompression)
		}); err != nil {
			return nil, err
		}
		a.urls[nom] = Prefixe + fichier
		a.fichiers[fichier] = f
	}
	return a, nil
}

func compresser(brut []byte, ouvrir func(io.Writer) io.WriteCloser) ([]byte, error) {
	var b bytes.Buffer
	w := ouvrir(&b)
	if _, err := w.Write(brut); err != nil {
		return nil, fmt.Errorf("compress the bundle: %w", err)
	}
	if err := w.Close(); err != nil {
		return nil, fmt.Errorf("compress the bundle: %w", err)
	}
	return b.Bytes(), nil
}

func typeMIME(fichier string) string {
	switch path.Ext(fichier) {
	case ".css":
		return "text/css; charset=utf-8"
	case ".js":
		return "text/javascript; charset=utf-8"
	case ".svg":
		return "image/svg+xml"
	case ".woff2":
		return "font/woff2"
	}
	return "application/octet-stream"
}

// URL gives the address of a built file: app.css, app.js, icone.svg.
func (a *Assets) URL(nom string) (string, error) {
	u, ok := a.urls[nom]
	if !ok {
		return "", fmt.Errorf("no built file is named %q", nom)
	}
	return u, nil
}

// A tells whether the address is that of a built file.
func (a *Assets) A(chemin string) bool {
	_, ok := a.fichiers[strings.TrimPrefix(chemin, Prefixe)]
	return ok
}

// Handler serves the files under [Prefixe]. Their names hold the digest of what they contain, so
// they may be kept for ever.
func (a *Assets) Handler() http.Handler {
	depart := time.Time{}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		f, ok := a.fichiers[strings.TrimPrefix(r.URL.Path, Prefixe)]
		if !ok || (r.Method != http.MethodGet && r.Method != http.MethodHead) {
			http.NotFound(w, r)
			return
		}
		h := w.Header()
		h.Set("Content-Type", f.mime)
		h.Set("Cache-Control", "public, max-age=31536000, immutable")
		h.Set("Vary", "Accept-Encoding")
		h.Set("X-Content-Type-Options", "nosniff")
		corps, codage := f.choisir(r.Header.Get("Accept-Encoding"))
		if codage == "" {
			http.ServeContent(w, r, "", depart, bytes.NewReader(corps))
			return
		}
		h.Set("Content-Encoding", codage)
		h.Set("Content-Length", strconv.Itoa(len(corps)))
		if r.Method == http.MethodGet {
			_, _ = w.Write(corps) // the reader left: there is nobody to tell
		}
	})
}

// choisir prefers brotli, then gzip. A coding refused with q=0 is not used.
func (f fichierStatique) choisir(accepte string) (corps []byte, codage string) {
	offre := map[string]bool{}
	for p := range strings.SplitSeq(accepte, ",") {
		nom, q, _ := strings.Cut(strings.TrimSpace(p), ";")
		q = strings.ReplaceAll(q, " ", "")
		offre[strings.ToLower(strings.TrimSpace(nom))] = q != "q=0" && !strings.HasPrefix(q, "q=0.000")
	}
	switch {
	case offre["br"]:
		return f.brot, "br"
	case offre["gzip"]:
		return f.gzip, "gzip"
	}
	return f.brut, ""
}

// Registre gives the registry of pages with the layout and every component parsed, to which each
// room adds its pages. Instants are shown in fuseau.
func Registre(a *Assets, fuseau *time.Location) (*page.Registry, error) {
	f := icones()
	f["asset"] = a.URL
	f["niveau"] = func(n int) int {
		if n == 0 {
			return 2
		}
		return n
	}
	f["alerteFlash"] = func(m page.Flash) Alerte {
		return Alerte{Ton: m.Ton, Titre: m.Titre, Texte: m.Texte, Vive: true}
	}
	return page.New(page.Options{Composants: gabarits, Fichiers: Gabarits(), Fonctions: f, Fuseau: fuseau})
}

// Gabarits lists the files of the components, which every page may call.
func Gabarits() []string {
	return []string{
		"base/base.tmpl",
		"alerte/alerte.tmpl",
		"badge/badge.tmpl",
		"bouton/bouton.tmpl",
		"carte/carte.tmpl",
		"champ/champ.tmpl",
		"chat/avis.tmpl",
		"chat/bloc.tmpl",
		"chat/bulle.tmpl",
		"chat/conversation.tmpl",
		"chat/recapitulatif.tmpl",
		"dialogue/dialogue.tmpl",
		"envoi/envoi.tmpl",
		"etapes/etapes.tmpl",
		"resume/resume.tmpl",
		"tableau/tableau.tmpl",
		"totaux/totaux.tmpl",
		"widget/widget.tmpl",
	}
}
