package main

import (
	"context"
	"time"

	"claudia/internal/comptes/comptesdemo"
	"claudia/kb"
	"claudia/kb/redaction"
	"claudia/kb/retours"
)

// questionsDemo are what invented readers asked in vain, and how often.
func questionsDemo() map[string]int {
	return map[string]int{
		"peut-on me payer en plusieurs fois ?":                6,
		"paiement en plusieurs fois possible":                 3,
		"etre payé en plusieurs fois":                         2,
		"puis-je sous-traiter une traduction à un confrère ?": 4,
		"sous traitance traduction confrere possible":         1,
		"qui paie le parking du palais de justice":            2,
	}
}

// lecturesDemo are the articles that they read, and how often.
func lecturesDemo() map[string]int {
	return map[string]int{"delai-de-depot": 41, "pieces-a-joindre": 33, "memoire-refuse": 28, "delai-de-paiement": 25, "quelle-juridiction": 19, "premiers-pas": 12}
}

// installerGuide gives the desk of the editors something to do: questions without answer, readings, and an
// article that waits for its second reader. A guide where somebody already wrote stays as it is.
func (p *produit) installerGuide(ctx context.Context, jeu comptesdemo.Jeu) error {
	qs, err := p.retours.Questions(ctx, retours.Ouverte, 1)
	if err != nil || len(qs) > 0 {
		return err
	}
	for q, n := range questionsDemo() {
		for range n {
			if err := p.retours.NoterSansReponse(ctx, q); err != nil {
				return err
			}
			if err := p.retours.Cherchee(ctx, retours.Recherche{Texte: q, Origine: retours.Site, Issue: retours.Ignore}); err != nil {
				return err
			}
		}
	}
	for id, n := range lecturesDemo() {
		a, err := p.guide.Article(id)
		if err != nil {
			return err
		}
		for range n {
			if err := p.retours.Lu(ctx, id); err != nil {
				return err
			}
			if err := p.retours.Cherchee(ctx, retours.Recherche{Texte: a.Titre, Origine: retours.Site, Issue: retours.Repond, Article: id}); err != nil {
				return err
			}
		}
	}
	return p.installerRelecture(ctx, jeu)
}

// installerRelecture has Hugo write an article and ask for its publication, which Léna may approve.
func (p *produit) installerRelecture(ctx context.Context, jeu comptesdemo.Jeu) error {
	hugo := jeu.Acteurs[comptesdemo.Redacteur]
	a, err := p.redaction.Ecrire(ctx, hugo, redaction.Saisie{
		Motif: "Souvent demandé par les agents",
		Article: kb.Article{
			ID: "capture-d-ecran", Titre: "Comment envoyer une capture d'écran au support ?", Categorie: "support", Etat: kb.Public, Publics: []string{"tous"},
			Formulations: []string{"Faire une photo de mon écran", "Montrer le message d'erreur au support"}, Sources: []string{"Choix de ce service"},
			VerifieLe: jourDe(p.config.horloge()),
			Markdown: "Une image du message d'erreur fait gagner du temps.\n\n- **Windows** : touches Windows, Maj et S.\n- **Mac** : touches Commande, Maj et 4.\n- **Téléphone** : bouton de mise en marche et volume bas.\n\n" +
				"Joignez ensuite l'image à votre message.\n\n> [!attention]\n> Masquez votre numéro de sécurité sociale et votre IBAN avant d'envoyer.",
		},
	})
	if err != nil {
		return err
	}
	return p.redaction.Demander(ctx, hugo, a.ID, a.Version, time.Time{})
}

// jourDe is the day of an instant, as the guide keeps it.
func jourDe(t time.Time) time.Time {
	return time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, time.UTC)
}
