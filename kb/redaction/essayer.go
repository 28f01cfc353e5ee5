package redaction

import (
	"context"

	"claudia/internal/comptes"
	"claudia/kb"
	"claudia/kb/moteur"
)

// Essai tells what a question would find if the article were published.
type Essai struct {
	Question string
	Trouve   bool   // the guide answers, and with this article first
	Rang     int    // place of the article among the results; 0 when it is not there
	Premier  string // title of what comes first, empty for nothing
}

// essaisMax bounds one trial: each question is a search.
const essaisMax = 30

// Essayer asks the questions of the guide as it would be with the article. Nothing is written.
func (s *Service) Essayer(ctx context.Context, par comptes.Acteur, a kb.Article, questions []string) ([]Essai, error) {
	if err := redacteur(par); err != nil {
		return nil, err
	}
	if len(questions) == 0 {
		return nil, nil
	}
	a.Etat = kb.Public
	base, err := s.base.Avec(ctx, a)
	if err != nil {
		return nil, err //nolint:wrapcheck // says what it did
	}
	var out []Essai
	for _, q := range questions[:min(len(questions), essaisMax)] {
		r, err := base.Chercher(ctx, moteur.Question{Texte: q, Max: 10})
		if err != nil {
			return nil, err //nolint:wrapcheck // a fault of the search
		}
		e := Essai{Question: q}
		for i, t := range r.Resultats {
			if t.ID == a.ID {
				e.Rang = i + 1
			}
		}
		if len(r.Resultats) > 0 {
			e.Premier = r.Resultats[0].Titre
		}
		e.Trouve = r.Repond && e.Rang == 1
		out = append(out, e)
	}
	return out, nil
}
