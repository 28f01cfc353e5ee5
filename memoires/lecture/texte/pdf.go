package texte

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math"
	"strings"
	"sync"
	"time"
	"unicode"

	pdfium "github.com/klippa-app/go-pdfium"
	pdferrors "github.com/klippa-app/go-pdfium/errors"
	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"
	"github.com/klippa-app/go-pdfium/webassembly"
	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
	"github.com/tetratelabs/wazero/experimental"

	"claudia/memoires/lecture"
)

const (
	pagesWasm    = 4096 // 64 KiB each: 256 MiB for PDFium
	dpiScan      = 300
	dpiTexte     = 150
	pixelsRendus = 20_000_000
	motsDeTexte  = 8 // a page with fewer readable words is taken for an image
)

// moteur is one PDFium in its sandbox, without any folder mounted.
type moteur struct {
	pool pdfium.Pool
	inst pdfium.Pdfium
}

func ouvrirMoteur(ctx context.Context, cache string) (*moteur, error) {
	conf := wazero.NewRuntimeConfig().
		WithCoreFeatures(api.CoreFeaturesV2 | experimental.CoreFeaturesExceptionHandling).
		WithMemoryLimitPages(pagesWasm).
		WithCloseOnContextDone(true)
	if cache != "" {
		if c, err := wazero.NewCompilationCacheWithDir(cache); err == nil {
			conf = conf.WithCompilationCache(c)
		}
	}
	pool, err := webassembly.Init(webassembly.Config{
		Context: ctx, MinIdle: 0, MaxIdle: 1, MaxTotal: 1,
		FSConfig: wazero.NewFSConfig(), RuntimeConfig: conf,
		Stdout: io.Discard, Stderr: io.Discard,
	})
	if err != nil {
		return nil, fmt.Errorf("start pdfium: %w", err)
	}
	inst, err := pool.GetInstance(30 * time.Second)
	if err != nil {
		return nil, fmt.Errorf("start pdfium: %w", err)
	}
	return &moteur{pool: pool, inst: inst}, nil
}

// ouvrirDocument checks and opens a PDF and gives its number of pages.
func (m *moteur) ouvrirDocument(contenu []byte) (references.FPDF_DOCUMENT, int, error) {
	if err := inspecter(contenu); err != nil {
		return "", 0, err
	}
	doc, err := m.inst.OpenDocument(&requests.OpenDocument{File: &contenu})
	switch {
	case errors.Is(err, pdferrors.ErrPassword), errors.Is(err, pdferrors.ErrSecurity):
		return "", 0, pdfProtege()
	case err != nil:
		return "", 0, abime(err)
	}
	if n, err := m.inst.FPDFDoc_GetJavaScriptActionCount(&requests.FPDFDoc_GetJavaScriptActionCount{Document: doc.Document}); err == nil && n.JavaScriptActionCount > 0 {
		return "", 0, pdfActif("un programme (JavaScript)")
	}
	if n, err := m.inst.FPDFDoc_GetAttachmentCount(&requests.FPDFDoc_GetAttachmentCount{Document: doc.Document}); err == nil && n.AttachmentCount > 0 {
		return "", 0, pdfActif("des fichiers joints")
	}
	n, err := m.inst.FPDF_GetPageCount(&requests.FPDF_GetPageCount{Document: doc.Document})
	if err != nil || n.PageCount <= 0 {
		return "", 0, abime(err)
	}
	if n.PageCount > PagesRefusees {
		return "", 0, pdfComplexe(n.PageCount)
	}
	return doc.Document, n.PageCount, nil
}

// lirePDF reads the first pages: their text, or OCR for those that are images.
func lirePDF(ctx context.Context, contenu []byte, d demande) ([]lecture.Page, error) {
	m, err := ouvrirMoteur(ctx, d.Cache)
	if err != nil {
		return nil, impossible(err)
	}
	doc, nombre, err := m.ouvrirDocument(contenu)
	if err != nil {
		return nil, err
	}
	l := &liasse{d: d, pages: make([]lecture.Page, nombre), fautes: make([]error, nombre), places: make(chan struct{}, ocrEnsemble)}
	for i := range nombre {
		l.pages[i].Numero, l.pages[i].NonLue = i+1, true
		if i >= d.PagesMax || ctx.Err() != nil {
			continue
		}
		l.lire(ctx, m, doc, i)
	}
	return l.finir(ctx)
}

// ocrEnsemble is how many scanned pages are read at once: a file of forty takes three seconds a page.
const ocrEnsemble = 2

// liasse is the reading of the pages of one file: drawn one after the other, the scanned ones read
// beside each other.
type liasse struct {
	d      demande
	pages  []lecture.Page
	fautes []error
	places chan struct{}
	encore sync.WaitGroup
}

// lire begins to read page i.
func (l *liasse) lire(ctx context.Context, m *moteur, doc references.FPDF_DOCUMENT, i int) {
	p, scan, err := m.lirePage(doc, i)
	if err != nil || scan == nil {
		l.pages[i], l.fautes[i] = p, err
		return
	}
	l.places <- struct{}{}
	l.encore.Go(func() {
		defer func() { <-l.places }()
		lue, err := lireGris(ctx, scan.image, scan.ech, l.d)
		if err != nil {
			l.fautes[i] = err
			return
		}
		lue.Numero, lue.Largeur, lue.Hauteur = p.Numero, p.Largeur, p.Hauteur
		l.pages[i] = lue
	})
}

// finir gives the pages in their order. When the time is over, what was read up to there is worth
// showing, and the pages from the first one that is missing say that they were not read.
func (l *liasse) finir(ctx context.Context) ([]lecture.Page, error) {
	l.encore.Wait()
	manque := false
	for i, err := range l.fautes {
		if err != nil && (i == 0 || ctx.Err() == nil) {
			return nil, err
		}
		manque = manque || err != nil || l.pages[i].NonLue
		if manque {
			l.pages[i] = lecture.Page{Numero: i + 1, NonLue: true}
		}
	}
	return l.pages, nil
}

// scan is a page that OCR has to read.
type scan struct {
	image gris
	ech   float64 // pixels a point
}

// lirePage reads page i (from 0), or draws it when it is a scan.
func (m *moteur) lirePage(doc references.FPDF_DOCUMENT, i int) (lecture.Page, *scan, error) {
	taille, err := m.inst.FPDF_GetPageSizeByIndex(&requests.FPDF_GetPageSizeByIndex{Document: doc, Index: i})
	if err != nil || !(taille.Width > 1 && taille.Height > 1) || math.IsInf(taille.Width*taille.Height, 0) {
		return lecture.Page{}, nil, abime(err)
	}
	p := lecture.Page{Numero: i + 1, Largeur: taille.Width, Hauteur: taille.Height}
	page, err := m.aplatir(doc, i)
	if err != nil {
		return lecture.Page{}, nil, abime(err)
	}
	mots, err := m.mots(page, p)
	if err != nil {
		return lecture.Page{}, nil, abime(err)
	}
	if lisibles(mots) >= motsDeTexte {
		g, ech, err := m.rendre(page, p, dpiTexte)
		if err != nil {
			return lecture.Page{}, nil, abime(err)
		}
		p.Mots = mots
		b := g.seuil(150)
		p.Traits = traits(b, ech)
		p.Cases = cases(b, ech)
		p.Encre = encre(b, ech)
		return p, nil, nil
	}
	g, ech, err := m.rendre(page, p, dpiScan)
	if err != nil {
		return lecture.Page{}, nil, abime(err)
	}
	return p, &scan{g, ech}, nil
}

// aplatir turns the fields of a form into content of the page and opens the page.
func (m *moteur) aplatir(doc references.FPDF_DOCUMENT, i int) (requests.Page, error) {
	par := requests.Page{ByIndex: &requests.PageByIndex{Document: doc, Index: i}}
	// A page without annotation answers an error or "nothing to do": both leave it as it is.
	_, _ = m.inst.FPDFPage_Flatten(&requests.FPDFPage_Flatten{Page: par, Usage: requests.FPDFPage_FlattenUsageNormalDisplay})
	p, err := m.inst.FPDF_LoadPage(&requests.FPDF_LoadPage{Document: doc, Index: i})
	if err != nil {
		return requests.Page{}, fmt.Errorf("load page %d: %w", i+1, err)
	}
	return requests.Page{ByReference: &p.Page}, nil
}

// rendre draws the page in grey and gives the pixels a point.
func (m *moteur) rendre(page requests.Page, p lecture.Page, dpi int) (gris, float64, error) {
	if surface := p.Largeur * p.Hauteur * float64(dpi*dpi) / (72 * 72); surface > pixelsRendus {
		dpi = max(int(float64(dpi)*math.Sqrt(pixelsRendus/surface)), 10)
	}
	r, err := m.inst.RenderPageInDPI(&requests.RenderPageInDPI{Page: page, DPI: dpi, ImageFormat: requests.RenderImageFormatGrayscale})
	if err != nil {
		return gris{}, 0, fmt.Errorf("render page %d: %w", p.Numero, err)
	}
	defer r.Cleanup()
	g := versGris(r.Result.RenderedImage)
	return g, float64(g.l) / p.Largeur, nil
}

// mots gives the words of the text of the page.
func (m *moteur) mots(page requests.Page, p lecture.Page) ([]lecture.Mot, error) {
	t, err := m.inst.GetPageTextStructured(&requests.GetPageTextStructured{Page: page, Mode: requests.GetPageTextStructuredModeChars})
	if err != nil {
		return nil, fmt.Errorf("read the text of page %d: %w", p.Numero, err)
	}
	vers := m.repere(page, p)
	var g grouper
	for _, c := range t.Chars {
		cp := c.PointPosition
		z := vers(lecture.Zone{cp.Left, cp.Bottom, cp.Right, cp.Top})
		g.ajouter(c.Text, z, c.Angle)
	}
	return g.finir(), nil
}

// repere gives the map of the page's own coordinates (origin at the bottom, before /Rotate and
// /CropBox) onto the page as it is shown.
func (m *moteur) repere(page requests.Page, p lecture.Page) func(lecture.Zone) lecture.Zone {
	const fin = 1000
	vers := func(x, y float64) (float64, float64, bool) {
		d, err := m.inst.FPDF_PageToDevice(&requests.FPDF_PageToDevice{
			Page: page, SizeX: int(p.Largeur * fin), SizeY: int(p.Hauteur * fin), PageX: x, PageY: y,
		})
		if err != nil {
			return 0, 0, false
		}
		return float64(d.DeviceX) / fin, float64(d.DeviceY) / fin, true
	}
	x0, y0, ok0 := vers(0, 0)
	x1, y1, ok1 := vers(100, 0)
	x2, y2, ok2 := vers(0, 100)
	if !ok0 || !ok1 || !ok2 {
		x0, y0, x1, y1, x2, y2 = 0, p.Hauteur, 100, p.Hauteur, 0, p.Hauteur-100
	}
	ax, ay, bx, by := (x1-x0)/100, (y1-y0)/100, (x2-x0)/100, (y2-y0)/100
	return func(z lecture.Zone) lecture.Zone {
		xa, ya := x0+ax*z[0]+bx*z[1], y0+ay*z[0]+by*z[1]
		xb, yb := x0+ax*z[2]+bx*z[3], y0+ay*z[2]+by*z[3]
		return lecture.Zone{min(xa, xb), min(ya, yb), max(xa, xb), max(ya, yb)}
	}
}

// grouper makes words of characters.
type grouper struct {
	mots    []lecture.Mot
	texte   strings.Builder
	zone    lecture.Zone
	incline bool
	blanc   bool // a space was seen since the last character
}

// ajouter takes the next character of the page.
func (g *grouper) ajouter(texte string, z lecture.Zone, angle float64) {
	r := []rune(texte)
	if len(r) > 0 && (r[0] == 2 || r[0] == 0xFFFE) { // PDFium's sign for the hyphen at the end of a line
		r, texte = []rune{'-'}, "-"
		z = z.Union(lecture.Zone{g.zone[2], g.zone[1], g.zone[2] + 1, g.zone[3]})
	}
	if len(r) == 0 || unicode.IsSpace(r[0]) || unicode.IsControl(r[0]) {
		g.blanc = true
		return
	}
	if g.blanc && z[0]-g.zone[2] > 0.1*max(g.zone[3]-g.zone[1], z[3]-z[1], 4) {
		g.couper()
	}
	g.blanc = false
	incline := math.Abs(math.Sin(2*angle)) > 0.02
	if g.texte.Len() > 0 && (incline != g.incline || !incline && g.loin(z)) {
		g.couper()
	}
	if estCase(r[0]) {
		g.couper()
	}
	g.texte.WriteString(texte)
	g.zone = g.zone.Union(z)
	g.incline = incline
	if estCase(r[0]) {
		g.couper()
	}
}

// loin tells whether a character at z cannot belong to the word under way.
func (g *grouper) loin(z lecture.Zone) bool {
	h := max(g.zone[3]-g.zone[1], z[3]-z[1], 4)
	ecart := z[0] - g.zone[2]
	milieu := (z[1] + z[3]) / 2
	return ecart > 1.3*h || ecart < -2*h || milieu < g.zone[1]-0.6*h || milieu > g.zone[3]+0.6*h
}

func (g *grouper) couper() {
	if g.texte.Len() > 0 && !g.zone.Vide() {
		g.mots = append(g.mots, lecture.Mot{Texte: nettoyer(g.texte.String()), Zone: g.zone, Confiance: 1, Incline: g.incline})
	}
	g.texte.Reset()
	g.zone, g.incline = lecture.Zone{}, false
}

func (g *grouper) finir() []lecture.Mot {
	g.couper()
	return g.mots
}

// estCase tells the signs that draw a box or a tick, which always stand alone.
func estCase(r rune) bool {
	return strings.ContainsRune("☐☑☒□■▢▣◻◼❏❐❑❒✓✔✗✘", r) || r >= 0xF06F && r <= 0xF0A8 || r == 0xF0FE || r == 0xF0FD
}

// lisibles counts the words that hold at least two letters or digits.
func lisibles(mots []lecture.Mot) int {
	n := 0
	for _, m := range mots {
		bons := 0
		for _, r := range m.Texte {
			if unicode.Is(unicode.Latin, r) || unicode.IsDigit(r) {
				bons++
			}
		}
		if bons >= 2 {
			n++
		}
	}
	return n
}
