package kb

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"github.com/microcosm-cc/bluemonday"
	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
	"go.abhg.dev/goldmark/frontmatter"
)

// Bounds of an article (promises.md M17, MD-03, MD-04).
const (
	tailleMax     = 64 << 10
	liensMax      = 200
	profondeurMax = 20
	dureeMax      = time.Second
)

// pageRendue is an article once parsed.
type pageRendue struct {
	entete   *frontmatter.Data
	markdown string
	html     HTML
	sommaire []Titre
	avisPage
	passages []passage
}

// errRendu is a panic of the parser on a text that nobody foresaw.
var errRendu = errors.New("the renderer failed")

// rendre renders within a second. goldmark cannot be stopped: an article that takes longer leaves its
// goroutine to end by itself, which 64 KiB keep to some seconds (M17).
func rendre(ctx context.Context, src []byte) (pageRendue, error) {
	ctx, fin := context.WithTimeout(ctx, dureeMax)
	defer fin()
	type resultat struct {
		page pageRendue
		err  error
	}
	fait := make(chan resultat, 1)
	go func() {
		var r resultat
		defer func() {
			if p := recover(); p != nil {
				slog.Error("kb: the renderer panicked", "panic", p)
				r = resultat{err: errRendu}
			}
			fait <- r
		}()
		r.page, r.err = convertir(src)
	}()
	select {
	case r := <-fait:
		return r.page, r.err
	case <-ctx.Done():
		return pageRendue{}, tropComplexe("L'article est trop long à mettre en page : simplifiez ses listes et ses liens imbriqués.")
	}
}

func markdown() goldmark.Markdown {
	return goldmark.New(
		goldmark.WithExtensions(extension.Table, extension.DefinitionList, extension.Strikethrough, &frontmatter.Extender{}),
		goldmark.WithParserOptions(
			parser.WithAutoHeadingID(),
			parser.WithASTTransformers(util.Prioritized(encadres{}, 500)),
		),
		goldmark.WithRendererOptions(rendreEncadres()),
	)
}

func convertir(src []byte) (pageRendue, error) {
	md := markdown()
	pc := parser.NewContext(parser.WithIDs(&ancres{vues: map[string]bool{}}))
	doc := md.Parser().Parse(text.NewReader(src), parser.WithContext(pc))
	p := pageRendue{entete: frontmatter.Get(pc), markdown: sansEntete(src)}
	if err := mesurerPage(doc); err != nil {
		return p, err
	}
	p.avis = releverAvis(doc, src)
	p.sommaire, p.passages = decouper(doc, src)
	var b bytes.Buffer
	if err := md.Renderer().Render(&b, src, doc); err != nil {
		return p, fmt.Errorf("render the article: %w", err)
	}
	p.html = HTML(politique().SanitizeBytes(b.Bytes()))
	return p, nil
}

// politique lets through what an article is made of, and nothing that runs or loads from elsewhere.
func politique() *bluemonday.Policy {
	p := bluemonday.NewPolicy()
	p.AllowElements("p", "br", "hr", "strong", "em", "del", "code", "pre", "ul", "ol", "li", "dl", "dt", "dd", "blockquote",
		"table", "thead", "tbody", "tr", "h2", "h3", "h4")
	p.AllowAttrs("id").Matching(bluemonday.SpaceSeparatedTokens).OnElements("h2", "h3", "h4")
	p.AllowAttrs("class").Matching(classesEncadre).OnElements("aside")
	p.AllowAttrs("class").Matching(classesEncadre).OnElements("p")
	p.AllowElements("aside")
	p.AllowAttrs("align").Matching(bluemonday.CellAlign).OnElements("td", "th")
	p.AllowElements("td", "th")
	p.AllowAttrs("href").Matching(adresses).OnElements("a")
	p.AllowURLSchemes("https", "mailto")
	p.AllowRelativeURLs(true)
	p.RequireParseableURLs(true)
	p.AllowAttrs("start").Matching(bluemonday.Integer).OnElements("ol")
	return p
}

// mesurerPage refuses what is too deep or has too many links.
func mesurerPage(doc ast.Node) error {
	liens, profondeur := 0, 0
	err := ast.Walk(doc, func(n ast.Node, entre bool) (ast.WalkStatus, error) {
		if !entre {
			profondeur--
			return ast.WalkContinue, nil
		}
		profondeur++
		if k := n.Kind(); k == ast.KindLink || k == ast.KindImage || k == ast.KindAutoLink {
			liens++
		}
		if liens > liensMax || profondeur > profondeurMax {
			return ast.WalkStop, tropComplexe("L'article a trop de liens ou de niveaux imbriqués : au plus 200 liens et 20 niveaux.")
		}
		return ast.WalkContinue, nil
	})
	return err //nolint:wrapcheck // a fault of ours
}

func sansEntete(src []byte) string {
	if !bytes.HasPrefix(src, []byte("---")) {
		return string(src)
	}
	if i := bytes.Index(src[3:], []byte("\n---")); i >= 0 {
		reste := src[3+i+4:]
		if k := bytes.IndexByte(reste, '\n'); k >= 0 {
			return string(bytes.TrimSpace(reste[k:]))
		}
		return ""
	}
	return string(src)
}
