package kb

import (
	"context"
	"math"
	"strings"
	"time"

	"claudia/kb/moteur"
)

// Reponse is what a search of the guide says.
type Reponse struct {
	// Repond is false when the assistant should say that it does not know: nothing near enough, or a
	// question that the guide does not cover.
	Repond bool
	// HorsSujet tells a question of another matter: a victim's compensation, other invoices, the weather.
	HorsSujet bool
	Confiance float64 // chance that the best result answers, 0..1
	// Ailleurs is the article that tells where to turn, when there is one for this matter.
	Ailleurs *Trouve
	// ScoreAilleurs is the score of the nearest article that only sends elsewhere, 0 for none.
	ScoreAilleurs float64
	Resultats     []Trouve
	Corrigee      string // « vouliez-vous dire », empty when nothing looks misspelt
	Coupee        bool
	Partielle     bool
	Couverture    float64 // share of the question that the guide knows
	Familier      float64 // how usual its words are in the guide
	Categories    []moteur.Facette
	Publics       []moteur.Facette
}

// Trouve is one article with its best passage.
type Trouve struct {
	moteur.Resultat
	RepondA   []int
	Lien      string
	VerifieLe time.Time
	Version   int
}

// What the confidence is made of. The weights are those of a logistic regression on the tuning halves of testdata
// (testdata/README.md): `go test ./kb -run Confiance -v -ajuster` finds them again.
const (
	seuilReponse = 0.20
	constante    = -4.14
)

var poidsConfiance = [indices]float64{-3.98, 0.84, 1.48, 2.76, 0.85, 0.68, 1.49, 0.79, 1.66, -1.11, 2.24}

// indices is how many measures tell an answer from a guess.
const indices = 11

// familierAssez is from how many of the articles on a word is no more usual.
const familierAssez = 0.5

// mesures are those measures, each 0..1: how near the articles that send elsewhere are, how much of the question the guide
// knows, how near the best result is, and how far it accounts for the question.
func (r *Reponse) mesures() [indices]float64 {
	if len(r.Resultats) == 0 {
		return [indices]float64{}
	}
	x := r.Resultats[0]
	t, p := x.Traits, x.Preuve
	return [indices]float64{
		r.ScoreAilleurs, r.Couverture, min(r.Familier, familierAssez), x.Score, t.Couvert, t.Question, t.Grammes, p.Unite, p.Dit, p.Tu, p.Appui,
	}
}

// confiance is the chance that the best result answers the question, 0..1.
func (r *Reponse) confiance() float64 {
	if len(r.Resultats) == 0 {
		return 0
	}
	z := constante
	for i, m := range r.mesures() {
		z += poidsConfiance[i] * m
	}
	return 1 / (1 + math.Exp(-z))
}

// Chercher finds the articles that answer a question typed by a person. Faults:
// `recherche_indisponible` while the index is being built again.
func (b *Base) Chercher(ctx context.Context, q moteur.Question) (Reponse, error) {
	f := b.fonds.Load()
	m, err := b.chercher(ctx, f, q)
	r := Reponse{
		Corrigee: m.Corrigee, Coupee: m.Coupee, Partielle: m.Partielle, Couverture: m.Couverture, Familier: m.Familier,
		Categories: m.Categories, Publics: m.Publics,
	}
	if err != nil {
		return r, err
	}
	for _, x := range m.Resultats {
		a := f.articles[f.rang[x.ID]]
		t := Trouve{Resultat: x, RepondA: a.RepondA, Lien: Lien(x.ID, x.Passage.Ancre), VerifieLe: a.VerifieLe, Version: a.Version}
		if a.HorsSujet {
			r.ScoreAilleurs = max(r.ScoreAilleurs, t.Score)
			if r.Ailleurs == nil {
				r.Ailleurs = &t
			}
			continue
		}
		r.Resultats = append(r.Resultats, t)
	}
	r.juger()
	return r, nil
}

// What makes a question without an answer one of another matter.
const (
	ailleursProche  = 0.9 // share of the best score that an article that sends elsewhere reaches
	ailleursMinimum = 0.2 // score from which that article is shown
	peuConnue       = 0.5 // share of the question that the guide knows
)

// juger decides whether the guide answers, and otherwise whether the question is of another matter.
func (r *Reponse) juger() {
	r.Confiance = r.confiance()
	r.Repond = r.Confiance >= seuilReponse
	meilleur := 0.0
	if len(r.Resultats) > 0 {
		meilleur = r.Resultats[0].Score
	}
	r.HorsSujet = !r.Repond && (r.Couverture < peuConnue || (r.ScoreAilleurs > 0 && r.ScoreAilleurs >= ailleursProche*meilleur))
	if !r.HorsSujet || r.ScoreAilleurs < ailleursMinimum {
		r.Ailleurs = nil
	}
}

// Citation is an answer for the assistant: an extract of an article with where it comes from.
type Citation struct {
	ID      string // of the article
	Titre   string
	Extrait string  // short, from the article
	Lien    string  // to the passage
	Article string  // « delai-de-depot, vérifié le 23/11/2026 »
	Score   float64 // 0..1
}

// citationsMax is how many answers the assistant is given; those after the first are near it in score.
const (
	citationsMax = 3
	autreReponse = 0.75
)

// Repondre gives the answers that the assistant may quote, best first, none when the guide does not
// know or when the search is away (R14).
func (b *Base) Repondre(question string) []Citation {
	r, err := b.Chercher(context.Background(), moteur.Question{Texte: question, Max: 10})
	if err != nil || !r.Repond {
		return nil
	}
	var out []Citation
	for _, t := range r.Resultats {
		if t.Score < autreReponse*r.Resultats[0].Score || len(out) == citationsMax {
			break
		}
		article := t.ID
		if !t.VerifieLe.IsZero() {
			article += ", vérifié le " + t.VerifieLe.Format("02/01/2006")
		}
		out = append(out, Citation{ID: t.ID, Titre: t.Titre, Extrait: t.Extrait, Lien: t.Lien, Article: article, Score: t.Score})
	}
	return out
}

// Suggestion is a title that goes on from what is being typed.
type Suggestion struct {
	ID, Titre, Lien string
}

// Suggerer gives the articles that fit a question while it is typed: the last word may be unfinished.
func (b *Base) Suggerer(debut string, n int) []Suggestion {
	f := b.fonds.Load()
	ix := f.index.Load()
	if ix == nil || strings.TrimSpace(debut) == "" {
		return nil
	}
	var out []Suggestion
	for _, id := range ix.Suggerer(debut, n+1) {
		a := f.articles[f.rang[id]]
		if !a.HorsSujet && len(out) < n {
			out = append(out, Suggestion{ID: a.ID, Titre: a.Titre, Lien: Lien(a.ID, "")})
		}
	}
	return out
}
