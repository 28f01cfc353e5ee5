package kb

import (
	"context"
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
	// Ailleurs is the article that tells where to turn, when there is one for this matter.
	Ailleurs   *Trouve
	Resultats  []Trouve
	Corrigee   string // « vouliez-vous dire », empty when nothing looks misspelt
	Coupee     bool
	Partielle  bool
	Couverture float64 // share of the question that the guide knows at all
	Categories []moteur.Facette
	Publics    []moteur.Facette
}

// Trouve is one article with its best passage.
type Trouve struct {
	moteur.Resultat
	RepondA   []int
	Lien      string
	VerifieLe time.Time
	Version   int
}

// Thresholds, found on the tuning half of kb/testdata/pertinence.jsonl.
const (
	seuilReponse    = 0.36 // below, the assistant does not know
	seuilCouverture = 0.40 // below, the question speaks of something else
)

// Chercher finds the articles that answer a question typed by a person. Faults:
// `recherche_indisponible` while the index is being built again.
func (b *Base) Chercher(ctx context.Context, q moteur.Question) (Reponse, error) {
	m, err := b.chercher(ctx, q)
	r := Reponse{
		Corrigee: m.Corrigee, Coupee: m.Coupee, Partielle: m.Partielle, Couverture: m.Couverture, Categories: m.Categories, Publics: m.Publics,
	}
	if err != nil {
		return r, err
	}
	for _, x := range m.Resultats {
		a := b.articles[b.rang[x.ID]]
		t := Trouve{Resultat: x, RepondA: a.RepondA, Lien: Lien(x.ID, x.Passage.Ancre), VerifieLe: a.VerifieLe, Version: a.Version}
		if a.HorsSujet {
			if r.Ailleurs == nil {
				r.Ailleurs = &t
			}
			r.HorsSujet = r.HorsSujet || len(r.Resultats) == 0
			continue
		}
		r.Resultats = append(r.Resultats, t)
	}
	r.juger()
	return r, nil
}

// juger decides whether the guide answers.
func (r *Reponse) juger() {
	meilleur := 0.0
	if len(r.Resultats) > 0 {
		meilleur = r.Resultats[0].Score
	}
	if r.Ailleurs != nil && (!r.HorsSujet || r.Ailleurs.Score < seuilReponse) {
		r.Ailleurs, r.HorsSujet = nil, false
	}
	if meilleur < seuilReponse && r.Couverture < seuilCouverture {
		r.HorsSujet = true
	}
	r.Repond = !r.HorsSujet && meilleur >= seuilReponse
}

// Citation is an answer for the assistant: an extract of an article with where it comes from.
type Citation struct {
	Titre   string
	Extrait string  // short, from the article
	Lien    string  // to the passage
	Article string  // « delai-de-depot, vérifié le 23/11/2026 »
	Score   float64 // 0..1
}

// citationsMax is how many answers the assistant is given.
const citationsMax = 3

// Repondre gives the answers that the assistant may quote, best first, none when the guide does not
// know or when the search is away (R14).
func (b *Base) Repondre(question string) []Citation {
	r, err := b.Chercher(context.Background(), moteur.Question{Texte: question, Max: 10})
	if err != nil || !r.Repond {
		return nil
	}
	var out []Citation
	for _, t := range r.Resultats {
		if t.Score < seuilReponse || len(out) == citationsMax {
			break
		}
		article := t.ID
		if !t.VerifieLe.IsZero() {
			article += ", vérifié le " + t.VerifieLe.Format("02/01/2006")
		}
		out = append(out, Citation{Titre: t.Titre, Extrait: t.Extrait, Lien: t.Lien, Article: article, Score: t.Score})
	}
	return out
}

// Suggestion is a title that goes on from what is being typed.
type Suggestion struct {
	ID, Titre, Lien string
}

// Suggerer gives the articles that fit a question while it is typed: the last word may be unfinished.
func (b *Base) Suggerer(debut string, n int) []Suggestion {
	ix := b.index.Load()
	if ix == nil || strings.TrimSpace(debut) == "" {
		return nil
	}
	var out []Suggestion
	for _, id := range ix.Suggerer(debut, n+1) {
		a := b.articles[b.rang[id]]
		if !a.HorsSujet && len(out) < n {
			out = append(out, Suggestion{ID: a.ID, Titre: a.Titre, Lien: Lien(a.ID, "")})
		}
	}
	return out
}
