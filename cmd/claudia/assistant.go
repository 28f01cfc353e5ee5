package main

import (
	"context"
	"fmt"
	"time"

	"claudia/assistant"
	"claudia/memoires/lecture"
	"claudia/memoires/lecture/texte"
)

// assemblerAssistant builds the conversations: the guide that plays the turns, the reader of documents.
func (p *produit) assemblerAssistant(ctx context.Context) error {
	var err error
	p.assistant, err = assistant.New(ctx, p.base.DB, assistant.Reglages{
		Annonceur: assistant.SurLeBus{},
		Joueur:    &assistant.Guide{DB: p.base.DB, Comptes: p.comptes, Memoires: p.memoires, Recherche: p.repondre, Retours: p.retours},
		Lecteur:   &assistant.Lecteur{DB: p.base.DB, Pieces: p.pieces, Jobs: p.jobs, Lire: lireDocument},
		Memoires:  p.memoires,
		Messager:  &assistant.Messager{DB: p.base.DB, Retours: p.retours, Jobs: p.jobs, Horloge: p.memoires.Maintenant},
	})
	if err != nil {
		return fmt.Errorf("assistant: %w", err)
	}
	return nil
}

// What is read of a document of the conversation: a month of papers in one file, in the two minutes that
// a reading may take (situations.md 8). Pages beyond are told.
const (
	delaiLecture = 110 * time.Second
	pagesLecture = 100
)

// lireDocument reads a stranger's file in the bounded child, then finds its values.
func lireDocument(ctx context.Context, contenu []byte) (lecture.Lecture, error) {
	pages, err := texte.Extraire(ctx, contenu, texte.Options{Delai: delaiLecture, DelaiPage: 20 * time.Second, PagesMax: pagesLecture})
	if err != nil {
		return lecture.Lecture{}, err
	}
	return lecture.LireTout(pages, nil), nil
}
