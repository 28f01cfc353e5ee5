package page

import (
	"bytes"
	"errors"
	"fmt"
	"html/template"
	"io/fs"
	"maps"
	"net/http"
	"slices"
	"strconv"
	"time"
)

// Gabarit is the name of the layout among the components; it draws the block "contenu" of the page.
const Gabarit = "base"

// Options says where the components are and what they may call.
type Options struct {
	Composants fs.FS            // holds the layout and every component
	Fichiers   []string         // their files, listed one by one
	Fonctions  template.FuncMap // icon, asset…, added to those of [Fonctions]
	Fuseau     *time.Location   // where instants are shown; UTC when nil
}

// Registry holds one parsed template set a page. It is filled at start and then only read; Render
// and Fragment may be called from many goroutines.
type Registry struct {
	modele    *template.Template // never executed, so that it can be cloned
	fragments *template.Template // the components, executed alone
	pages     map[string]*template.Template
	secours   map[int][]byte // the error page by status, drawn at start
}

// New parses the components and draws the error pages of last resort.
func New(o Options) (*Registry, error) {
	fuseau := o.Fuseau
	if fuseau == nil {
		fuseau = time.UTC
	}
	fonctions := Fonctions(fuseau)
	maps.Copy(fonctions, o.Fonctions)
	modele, err := template.New("composants").Option("missingkey=error").Funcs(fonctions).ParseFS(o.Composants, o.Fichiers...)
	if err != nil {
		return nil, fmt.Errorf("parse the components: %w", err)
	}
	fragments, err := modele.Clone()
	if err != nil {
		return nil, fmt.Errorf("clone the components: %w", err)
	}
	r := &Registry{modele: modele, fragments: fragments, pages: map[string]*template.Template{}}
	if err := r.preparerSecours(); err != nil {
		return nil, err
	}
	return r, nil
}

// Ajouter declares the page nom, made of the components and of the given files of fsys. One of them
// must define the block "contenu". It is called at start only.
func (r *Registry) Ajouter(nom string, fsys fs.FS, fichiers ...string) error {
	if _, deja := r.pages[nom]; deja {
		return fmt.Errorf("page %q is declared twice", nom)
	}
	t, err := r.modele.Clone()
	if err != nil {
		return fmt.Errorf("page %q: %w", nom, err)
	}
	if t, err = t.ParseFS(fsys, fichiers...); err != nil {
		return fmt.Errorf("page %q: %w", nom, err)
	}
	if t.Lookup("contenu") == nil {
		return fmt.Errorf("page %q does not define the block \"contenu\"", nom)
	}
	r.pages[nom] = t
	return nil
}

// Pages lists the names declared, sorted, for the test that draws every one of them.
func (r *Registry) Pages() []string { return slices.Sorted(maps.Keys(r.pages)) }

// Render draws the page into memory and then sends it with its status. On error nothing was sent.
func (r *Registry) Render(w http.ResponseWriter, status int, nom string, data any) error {
	return r.rendre(w, status, nom, Gabarit, data)
}

// RenderBloc draws one block of a page without the layout, for a script that replaces a part of it.
func (r *Registry) RenderBloc(w http.ResponseWriter, status int, nom, bloc string, data any) error {
	return r.rendre(w, status, nom, bloc, data)
}

func (r *Registry) rendre(w http.ResponseWriter, status int, nom, bloc string, data any) error {
	t, ok := r.pages[nom]
	if !ok {
		return fmt.Errorf("page %q is not declared", nom)
	}
	var b bytes.Buffer
	if err := t.ExecuteTemplate(&b, bloc, data); err != nil {
		return fmt.Errorf("draw page %q: %w", nom, err)
	}
	return envoyer(w, status, b.Bytes())
}

// Fragment draws one component alone, for the socket to push: the same markup as in the page.
func (r *Registry) Fragment(composant string, data any) (template.HTML, error) {
	var b bytes.Buffer
	if err := r.fragments.ExecuteTemplate(&b, composant, data); err != nil {
		return "", fmt.Errorf("draw component %q: %w", composant, err)
	}
	return template.HTML(b.String()), nil //nolint:gosec // html/template escaped it just above
}

// RenderFragment draws one component and sends it as a response of its own.
func (r *Registry) RenderFragment(w http.ResponseWriter, status int, composant string, data any) error {
	h, err := r.Fragment(composant, data)
	if err != nil {
		return err
	}
	return envoyer(w, status, []byte(h))
}

func envoyer(w http.ResponseWriter, status int, corps []byte) error {
	h := w.Header()
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Content-Length", strconv.Itoa(len(corps)))
	if h.Get("Cache-Control") == "" {
		h.Set("Cache-Control", "private, no-store")
	}
	w.WriteHeader(status)
	if _, err := w.Write(corps); err != nil {
		return errors.Join(ErrParti, err)
	}
	return nil
}

// ErrParti says that the reader left before the end: nothing is wrong on our side.
var ErrParti = errors.New("the reader left before the end of the page")
