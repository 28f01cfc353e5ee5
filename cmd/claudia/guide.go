package main

import (
	"context"
	"fmt"
	"strings"

	"claudia/assistant/dialogue"
	"claudia/kb"
	"claudia/kb/kbcmd"
	"claudia/kb/retours"
)

// guideCmd measures and asks the guide; it needs no database.
func guideCmd(ctx context.Context, args []string, s flux) int {
	return kbcmd.Run(ctx, args, s.in, s.out, s.err)
}

// assemblerGuide opens the articles and their index.
func (p *produit) assemblerGuide(ctx context.Context) error {
	var err error
	if p.guide, err = kb.Ouvrir(ctx, kb.Options{}); err != nil {
		return fmt.Errorf("guide: %w", err)
	}
	p.retours = retours.New(p.base.DB, retours.Options{Horloge: p.config.horloge, Jobs: p.jobs})
	return nil
}

// repondre gives the assistant what the guide may be quoted for; nothing below its threshold (R14).
func (p *produit) repondre(question string) []dialogue.ReponseGuide {
	citations := p.guide.Repondre(question)
	out := make([]dialogue.ReponseGuide, 0, len(citations))
	for _, c := range citations {
		out = append(out, dialogue.ReponseGuide{Titre: c.Titre, Extrait: c.Extrait, Lien: p.lienCite(c), Article: c.Article, Score: c.Score})
	}
	return out
}

// lienCite opens the very version that is quoted, whatever the article becomes.
func (p *produit) lienCite(c kb.Citation) string {
	a, err := p.guide.Article(c.ID)
	if err != nil {
		return c.Lien
	}
	chemin, ancre, _ := strings.Cut(c.Lien, "#")
	lien := chemin + "?version=" + retours.Empreinte(a)
	if ancre != "" {
		lien += "#" + ancre
	}
	return lien
}

// garderVersions keeps the articles as they are now, so that a quotation stays readable after an upgrade.
func (p *produit) garderVersions(ctx context.Context) error {
	for _, a := range p.guide.Articles() {
		if _, err := p.retours.Garder(ctx, a); err != nil {
			return fmt.Errorf("keep the version of %s: %w", a.ID, err)
		}
	}
	return nil
}
