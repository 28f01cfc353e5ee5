package main

import (
	"context"
	"fmt"
	"log/slog"
	"time"

	"claudia/assistant/dialogue"
	"claudia/internal/jobs"
	"claudia/kb"
	"claudia/kb/kbcmd"
	"claudia/kb/moteur"
	"claudia/kb/redaction"
	"claudia/kb/retours"
)

// guideCmd measures and asks the guide, which needs no database, or moves its articles, which does.
func guideCmd(ctx context.Context, args []string, s flux) int {
	if code, connue := guideFichiers(ctx, args, s); connue {
		return code
	}
	return kbcmd.Run(ctx, args, s.in, s.out, s.err)
}

// assemblerGuide opens the articles with their index, and the desk that edits them.
func (p *produit) assemblerGuide(ctx context.Context) error {
	var err error
	if p.guide, err = kb.Ouvrir(ctx, kb.Options{}); err != nil {
		return fmt.Errorf("guide: %w", err)
	}
	p.retours = retours.New(p.base.DB, retours.Options{Horloge: p.config.horloge, Jobs: p.jobs})
	if p.redaction, err = redaction.New(ctx, p.base.DB, redaction.Options{Base: p.guide, Retours: p.retours, Horloge: p.config.horloge}); err != nil {
		return fmt.Errorf("guide: %w", err)
	}
	return nil
}

// publications is the work of every minute that shows the articles whose date has come.
type publications struct{}

// Kind names the job.
func (publications) Kind() string { return "guide_publications" }

func (p *produit) publierALHeure() error {
	if err := jobs.Register(p.jobs, func(ctx context.Context, _ publications) error {
		_, err := p.redaction.PublierEcheances(ctx)
		return err
	}); err != nil {
		return fmt.Errorf("guide: %w", err)
	}
	p.jobs.Every(time.Minute, publications{})
	return nil
}

// repondre gives the assistant what the guide may be quoted for; nothing below its threshold (R14).
func (p *produit) repondre(question string) []dialogue.ReponseGuide {
	citations := p.guide.Repondre(question)
	p.compterRecherche(question, citations)
	return reponses(citations, p.lienCite)
}

// reponses gives the engine what the guide said; lien opens the passage of a citation.
func reponses(citations []kb.Citation, lien func(kb.Citation) string) []dialogue.ReponseGuide {
	out := make([]dialogue.ReponseGuide, 0, len(citations))
	for _, c := range citations {
		out = append(out, dialogue.ReponseGuide{Titre: c.Titre, Extrait: c.Extrait, Lien: lien(c), Article: c.Article, Score: c.Score})
	}
	return out
}

// compterRecherche counts what the assistant asked the guide. The search is made again only for a question
// without an answer, to tell why.
func (p *produit) compterRecherche(question string, citations []kb.Citation) {
	ctx := context.Background() // the engine asks without one; counting waits for the base every ten seconds at most
	r := retours.Recherche{Texte: question, Origine: retours.Assistant, Issue: retours.Repond}
	if len(citations) > 0 {
		r.Article = citations[0].ID
	} else {
		rep, err := p.guide.Chercher(ctx, moteur.Question{Texte: question})
		if err != nil {
			return // the index is being built: nothing was searched
		}
		r.Issue = retours.Ignore
		if rep.HorsSujet {
			r.Issue = retours.HorsSujet
		}
	}
	if err := p.retours.Cherchee(ctx, r); err != nil {
		slog.Warn("guide: search not counted", "error", err)
	}
}

// lienCite opens the very version that is quoted, whatever the article becomes.
func (p *produit) lienCite(c kb.Citation) string {
	a, err := p.guide.Article(c.ID)
	if err != nil {
		return c.Lien
	}
	return retours.LienVersion(c.Lien, a)
}
