package texte

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"syscall"
	"time"

	"claudia/internal/fault"
	"claudia/memoires/lecture"
)

// Limits that no option lifts (promises.md, section 6.5).
const (
	// PixelsMax is the largest image that is decoded.
	PixelsMax = 40_000_000
	// PagesRefusees is the number of pages over which a PDF is refused.
	PagesRefusees = 500

	sortieMax   = 64 << 20
	variable    = "CLAUDIA_LECTEUR"
	memoireMin  = 768 << 20
	delaiKilled = 2 * time.Second
)

// Options bounds a reading. The zero value holds the defaults.
type Options struct {
	Delai     time.Duration // for the whole file, default 60 s
	DelaiPage time.Duration // for the OCR of one page image, default 10 s
	PagesMax  int           // pages read, default 20
	Memoire   int64         // address space of each child process in bytes, default 3 GiB
	TailleMax int64         // size of the file in bytes, default 10 MiB
	Cache     string        // folder of compiled code, default the user's cache folder
}

// demande is what the child is asked, one JSON line before the bytes of the file.
type demande struct {
	Apercu    bool          `json:"apercu,omitempty"`
	Page      int           `json:"page,omitempty"`
	Zone      lecture.Zone  `json:"zone"`
	Dpi       int           `json:"dpi,omitempty"` // of a whole page drawn, see Rendre
	DelaiPage time.Duration `json:"delai_page"`
	Delai     time.Duration `json:"delai"`
	PagesMax  int           `json:"pages_max"`
	Memoire   int64         `json:"memoire"`
	Cache     string        `json:"cache,omitempty"`
}

// reponse is what the child answers.
type reponse struct {
	Pages []lecture.Page `json:"pages,omitempty"`
	PNG   []byte         `json:"png,omitempty"`
	Faute *faute         `json:"faute,omitempty"`
}

// faute carries a fault.Error from the child to its parent.
type faute struct {
	Kind    fault.Kind `json:"kind"`
	Code    string     `json:"code"`
	Message string     `json:"message"`
	Cause   string     `json:"cause,omitempty"`
}

func (o Options) defauts() Options {
	if o.Delai <= 0 {
		o.Delai = 60 * time.Second
	}
	if o.DelaiPage <= 0 {
		o.DelaiPage = 10 * time.Second
	}
	if o.PagesMax <= 0 {
		o.PagesMax = 20
	}
	if o.Memoire <= 0 {
		o.Memoire = 3 << 30
	}
	o.Memoire = max(o.Memoire, memoireMin)
	if o.TailleMax <= 0 {
		o.TailleMax = 10 << 20
	}
	if o.Cache == "" {
		o.Cache = cacheParDefaut()
	}
	return o
}

// Extraire reads the words of the pages of a file in a bounded child process. The faults are those
// of the package; a cancelled ctx gives its error.
func Extraire(ctx context.Context, contenu []byte, o Options) ([]lecture.Page, error) {
	o = o.defauts()
	rep, err := demander(ctx, contenu, o, demande{})
	if err != nil {
		return nil, err
	}
	return rep.Pages, nil
}

// Apercu gives as PNG the part of a page (from 1) around the zone, in points of the page as it is
// shown, with a margin. Faults are those of the package.
func Apercu(ctx context.Context, contenu []byte, page int, zone lecture.Zone) ([]byte, error) {
	rep, err := demander(ctx, contenu, Options{}.defauts(), demande{Apercu: true, Page: page, Zone: zone})
	if err != nil {
		return nil, err
	}
	return rep.PNG, nil
}

// Rendre draws a whole page of a PDF (from 1) as PNG at the resolution, 300 at most. Faults are those
// of the package.
func Rendre(ctx context.Context, contenu []byte, page, dpi int) ([]byte, error) {
	rep, err := demander(ctx, contenu, Options{}.defauts(), demande{Apercu: true, Page: page, Dpi: max(min(dpi, dpiScan), 20)})
	if err != nil {
		return nil, err
	}
	return rep.PNG, nil
}

// demander checks what can be checked on the bytes, then runs the child.
func demander(ctx context.Context, contenu []byte, o Options, d demande) (reponse, error) {
	if int64(len(contenu)) > o.TailleMax {
		return reponse{}, tropGros(int64(len(contenu)), o.TailleMax)
	}
	if _, err := Reconnaitre(contenu); err != nil {
		return reponse{}, err
	}
	d.DelaiPage, d.Delai, d.PagesMax, d.Memoire, d.Cache = o.DelaiPage, o.Delai, o.PagesMax, o.Memoire, o.Cache
	tete, err := json.Marshal(d)
	if err != nil {
		return reponse{}, fmt.Errorf("encode the request of the reader: %w", err)
	}
	sortie, err := lancer(ctx, o.Delai, io.MultiReader(bytes.NewReader(append(tete, '\n')), bytes.NewReader(contenu)))
	if err != nil {
		return reponse{}, err
	}
	var rep reponse
	if err := json.Unmarshal(sortie, &rep); err != nil {
		return reponse{}, impossible(fmt.Errorf("decode the answer of the reader: %w", err))
	}
	if f := rep.Faute; f != nil {
		e := fault.New(f.Kind, f.Code, f.Message)
		if f.Cause != "" {
			e.Err = errors.New(f.Cause)
		}
		return reponse{}, e
	}
	return rep, nil
}

// lancer runs this program as the reader child within the time and gives what it wrote.
func lancer(ctx context.Context, delai time.Duration, entree io.Reader) ([]byte, error) {
	soi, err := os.Executable()
	if err != nil {
		return nil, impossible(fmt.Errorf("find the running program: %w", err))
	}
	enfantCtx, cancel := context.WithTimeout(ctx, delai)
	defer cancel()
	cmd := exec.CommandContext(enfantCtx, soi) //nolint:gosec // our own program, no argument from a user
	cmd.Env = environnement()
	cmd.Dir = os.TempDir()
	cmd.Stdin = entree
	sortie := &borne{reste: sortieMax}
	erreurs := &borne{reste: 4 << 10}
	cmd.Stdout, cmd.Stderr = sortie, erreurs
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	cmd.Cancel = func() error { return syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL) }
	cmd.WaitDelay = delaiKilled
	err = cmd.Run()
	switch {
	case ctx.Err() != nil:
		return nil, fmt.Errorf("read a document: %w", ctx.Err())
	case enfantCtx.Err() != nil:
		return nil, tropLong(enfantCtx.Err())
	case err != nil:
		return nil, impossible(fmt.Errorf("the reader process failed: %w: %s", err, premiereLigne(erreurs.Bytes())))
	case sortie.plein:
		return nil, impossible(errors.New("the reader process wrote too much"))
	}
	return sortie.Bytes(), nil
}

// environnement is the child's: nothing of the parent's secrets goes through.
func environnement() []string {
	env := []string{variable + "=1", "OMP_THREAD_LIMIT=1", "LC_ALL=C.UTF-8"}
	for _, nom := range []string{"PATH", "HOME", "TMPDIR", "TESSDATA_PREFIX", "GOCOVERDIR"} {
		if v, ok := os.LookupEnv(nom); ok {
			env = append(env, nom+"="+v)
		}
	}
	return env
}

func premiereLigne(b []byte) string {
	ligne, _, _ := bytes.Cut(b, []byte("\n"))
	return string(ligne)
}

// borne is a buffer that keeps a limited number of bytes and drops the rest.
type borne struct {
	bytes.Buffer

	reste int
	plein bool
}

// Write keeps what still fits and claims the whole, so that the writer is not broken.
func (b *borne) Write(p []byte) (int, error) {
	n := min(len(p), b.reste)
	if n < len(p) {
		b.plein = true
	}
	b.reste -= n
	b.Buffer.Write(p[:n])
	return len(p), nil
}
