package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"sync"
	"time"

	"claudia/kb"
	"claudia/kb/mesure"
)

// moyen is a search that is measured.
type moyen interface {
	nom() string
	// indexer forgets what it knew and takes these articles; it tells how large its index is.
	indexer(context.Context, []kb.Article) (octets int64, err error)
	// chercher gives the identifiers of at most ten articles, best first.
	chercher(ctx context.Context, question string) ([]string, error)
}

// phrase is one line of kb/testdata/pertinence.jsonl.
type phrase struct {
	Question string   `json:"question"`
	Attendus []string `json:"attendus"`
	Moitie   string   `json:"moitie"`
}

func lirePhrases(nom string) ([]phrase, error) {
	f, err := os.Open(nom) //nolint:gosec // the person names the file
	if err != nil {
		return nil, fmt.Errorf("read the questions: %w", err)
	}
	defer f.Close() //nolint:errcheck // it was only read
	var out []phrase
	sc := bufio.NewScanner(f)
	for sc.Scan() {
		var p phrase
		if err := json.Unmarshal(sc.Bytes(), &p); err != nil {
			return nil, fmt.Errorf("read the questions: %w", err)
		}
		out = append(out, p)
	}
	if err := sc.Err(); err != nil || len(out) == 0 {
		return nil, fmt.Errorf("read the questions: %d of them: %w", len(out), err)
	}
	return out, nil
}

// qualite is measured on the reported half: our weights were found on the other one.
func qualite(ctx context.Context, m moyen, phrases []phrase) (mesure.Bilan, error) {
	var demandes []mesure.Demande
	for _, p := range phrases {
		if p.Moitie != "reglage" && len(p.Attendus) > 0 {
			demandes = append(demandes, mesure.Demande{Question: p.Question, Attendus: p.Attendus})
		}
	}
	return mesure.Mesurer(ctx, demandes, func(ctx context.Context, q string) ([][]string, error) { //nolint:wrapcheck // says what it did
		ids, err := m.chercher(ctx, q)
		var out [][]string
		for _, id := range ids {
			out = append(out, []string{id})
		}
		return out, err
	})
}

// allure is how fast a search answers.
type allure struct {
	parSeconde float64
	p50, p99   time.Duration
}

// vitesse lets clients ask all the questions in turn for a while, each waiting for its answer before the next.
func vitesse(ctx context.Context, m moyen, phrases []phrase, clients int, duree time.Duration) (allure, error) {
	var mu sync.Mutex
	var durees []time.Duration
	var echec error
	var g sync.WaitGroup
	debut := time.Now()
	for c := range clients {
		g.Go(func() {
			var siennes []time.Duration
			var err error
			for i := c * len(phrases) / clients; err == nil && time.Since(debut) < duree; i++ {
				t := time.Now()
				_, err = m.chercher(ctx, phrases[i%len(phrases)].Question)
				siennes = append(siennes, time.Since(t))
			}
			mu.Lock()
			defer mu.Unlock()
			durees = append(durees, siennes...)
			if err != nil {
				echec = err
			}
		})
	}
	g.Wait()
	a := allure{parSeconde: float64(len(durees)) / time.Since(debut).Seconds()}
	a.p50, a.p99 = centiles(durees)
	return a, echec
}

func centiles(d []time.Duration) (p50, p99 time.Duration) {
	if len(d) == 0 {
		return 0, 0
	}
	slices.Sort(d)
	return d[len(d)/2].Round(10 * time.Microsecond), d[len(d)*99/100].Round(10 * time.Microsecond)
}

// suggestions measures what is proposed while one types, letter by letter, and says whether it is quick enough.
func suggestions(base *kb.Base, phrases []phrase, articles int) string {
	var durees []time.Duration
	for _, p := range phrases[:min(len(phrases), 40)] {
		lettres := []rune(p.Question)
		for k := 1; k <= len(lettres); k++ {
			t := time.Now()
			base.Suggerer(string(lettres[:k]), 5)
			durees = append(durees, time.Since(t))
		}
	}
	p50, p99 := centiles(durees)
	return fmt.Sprintf("suggestions while typing, %d articles: p50 %v, p99 %v, aim p99 at most %v: %s", articles, p50, p99, attenteMax, verdict(p99 <= attenteMax))
}
