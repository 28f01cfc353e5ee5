package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"text/tabwriter"
	"time"

	"claudia/internal/pg/cluster"
	"claudia/kb"
)

// aims of the search (issue C): the slowest question in a hundred, and the slowest suggestion.
const attenteMax = 50 * time.Millisecond

func main() {
	slog.SetDefault(slog.New(slog.NewTextHandler(os.Stderr, &slog.HandlerOptions{Level: slog.LevelWarn})))
	tailles := flag.String("tailles", "100,10000", "numbers of articles, with commas")
	duree := flag.Duration("duree", 5*time.Second, "time of each measure of speed")
	questions := flag.String("questions", "kb/testdata/pertinence.jsonl", "questions with the articles that answer them")
	flag.Parse()
	if err := run(context.Background(), *tailles, *questions, *duree); err != nil {
		slog.Error("kbbench", "error", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, tailles, nom string, duree time.Duration) (err error) {
	phrases, err := lirePhrases(nom)
	if err != nil {
		return err
	}
	base, err := kb.Ouvrir(ctx, kb.Options{})
	if err != nil {
		return err //nolint:wrapcheck // says what it did
	}
	dir, err := os.MkdirTemp("", "kbbench")
	if err != nil {
		return fmt.Errorf("make a directory: %w", err)
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	c, err := cluster.Start(ctx, cluster.Options{Dir: filepath.Join(dir, "pg")})
	if err != nil {
		return fmt.Errorf("start PostgreSQL: %w", err)
	}
	defer func() { err = errors.Join(err, c.Stop(context.WithoutCancel(ctx))) }()
	postgres, err := ouvrirPostgres(ctx, c.URL())
	if err != nil {
		return err
	}
	defer postgres.fermer()

	t := tableau{w: tabwriter.NewWriter(os.Stdout, 0, 4, 2, ' ', tabwriter.AlignRight)}
	t.ligne("articles\tsearch\tindexed/s\tindex\tclients\tquestions/s\tp50\tp99\thit@1\thit@5\t\n")
	var avis []string
	reels := base.Articles()
	for taille := range strings.SplitSeq(tailles, ",") {
		n, err := strconv.Atoi(taille)
		if err != nil || n < len(reels) {
			return fmt.Errorf("%q: not a number from %d on", taille, len(reels))
		}
		articles := append(reels, fabriquer(reels, n-len(reels))...)
		for _, m := range []moyen{&guide{base: base}, postgres} {
			if err := mesurerMoyen(ctx, &t, m, articles, phrases, duree); err != nil {
				return err
			}
		}
		avis = append(avis, suggestions(base, phrases, n))
	}
	for _, a := range avis {
		t.ligne("%s\n", a) // without a tab: it stands below the columns
	}
	return t.fin()
}

// tableau gathers lines and keeps the first failure to write.
type tableau struct {
	w   *tabwriter.Writer
	err error
}

func (t *tableau) ligne(format string, args ...any) {
	if _, err := fmt.Fprintf(t.w, format, args...); err != nil && t.err == nil {
		t.err = err
	}
}

func (t *tableau) fin() error { return errors.Join(t.err, t.w.Flush()) }

// mesurerMoyen prints the lines of one search: one for a single client, one for a client on each core.
func mesurerMoyen(ctx context.Context, t *tableau, m moyen, articles []kb.Article, phrases []phrase, duree time.Duration) error {
	debut := time.Now()
	octets, err := m.indexer(ctx, articles)
	if err != nil {
		return err
	}
	rythme := float64(len(articles)) / time.Since(debut).Seconds()
	b, err := qualite(ctx, m, phrases)
	if err != nil {
		return err
	}
	for _, clients := range []int{1, runtime.GOMAXPROCS(0)} {
		v, err := vitesse(ctx, m, phrases, clients, duree)
		if err != nil {
			return err
		}
		t.ligne("%d\t%s\t%.0f\t%.1f MiB\t%d\t%.0f\t%v\t%v\t%.3f\t%.3f\t\n",
			len(articles), m.nom(), rythme, float64(octets)/(1<<20), clients, v.parSeconde, v.p50, v.p99, b.Hit1, b.Hit5)
	}
	return nil
}

// verdict says whether an aim is held.
func verdict(tenu bool) string {
	if tenu {
		return "held"
	}
	return "NOT held on " + strconv.Itoa(runtime.NumCPU()) + " cores"
}
