package main

import (
	"fmt"
	"log/slog"
	"net"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// config is what the environment decides. The table of the README is checked against variables().
type config struct {
	adresse    string
	metriques  string
	base       string // DATABASE_URL; empty: private cluster under donnees
	donnees    string
	pieces     string
	origines   []string
	niveau     slog.Level
	decalage   time.Duration // of the clock, for tests: CLAUDIA_HORLOGE minus the real time
	securise   bool          // the site is reached over https
	mandataire bool          // behind a proxy that sets X-Forwarded-For and X-Forwarded-Proto
	demo       bool
}

// variable documents one entry of the environment.
type variable struct{ nom, defaut, aide string }

func variables() []variable {
	return []variable{
		{"CLAUDIA_ADRESSE", "127.0.0.1:8080", "adresse et port du site"},
		{"DATABASE_URL", "(aucune)", "base PostgreSQL ; sans elle, une base privée est créée dans CLAUDIA_DONNEES"},
		{"CLAUDIA_DONNEES", "./var", "dossier des données privées : base, pièces, cache"},
		{"PIECES_URL", "CLAUDIA_DONNEES/pieces", "dossier des pièces jointes (chemin ou file://)"},
		{"CLAUDIA_METRIQUES", "127.0.0.1:9090", "adresse des métriques Prometheus ; « non » les coupe"},
		{"CLAUDIA_ORIGINES", "(celle du site)", "autres origines admises pour les WebSocket, séparées par des virgules"},
		{"CLAUDIA_HTTPS", "non", "« oui » quand le site est servi en https : cookies sûrs"},
		{"CLAUDIA_MANDATAIRE", "non", "« oui » derrière un mandataire qui pose X-Forwarded-For et X-Forwarded-Proto"},
		{"CLAUDIA_JOURNAL", "info", "niveau du journal : debug, info, warn, error"},
		{"CLAUDIA_HORLOGE", "(heure réelle)", "instant de départ de l'horloge, pour les essais : 2026-10-14T10:00:00+02:00"},
	}
}

// lireConfig reads the environment; an error is one French line that names the variable.
func lireConfig(env func(string) string) (config, error) {
	c := config{
		adresse:   "127.0.0.1:8080",
		metriques: "127.0.0.1:9090",
		base:      env("DATABASE_URL"),
		donnees:   "var",
	}
	if v := env("CLAUDIA_ADRESSE"); v != "" {
		c.adresse = v
	}
	if v := env("CLAUDIA_METRIQUES"); v != "" {
		c.metriques = v
	}
	for _, a := range []struct{ nom, valeur string }{{"CLAUDIA_ADRESSE", c.adresse}, {"CLAUDIA_METRIQUES", c.metriques}} {
		if a.valeur == "non" && a.nom == "CLAUDIA_METRIQUES" {
			continue
		}
		if _, _, err := net.SplitHostPort(a.valeur); err != nil {
			return c, fmt.Errorf("%s : « %s » n'est pas une adresse de la forme 127.0.0.1:8080", a.nom, a.valeur)
		}
	}
	if v := env("CLAUDIA_DONNEES"); v != "" {
		c.donnees = v
	}
	abs, err := filepath.Abs(c.donnees)
	if err != nil {
		return c, fmt.Errorf("CLAUDIA_DONNEES : « %s » n'est pas un chemin lisible", c.donnees)
	}
	c.donnees = abs
	if c.pieces, err = lirePieces(env("PIECES_URL"), c.donnees); err != nil {
		return c, err
	}
	for o := range strings.SplitSeq(env("CLAUDIA_ORIGINES"), ",") {
		if o = strings.TrimSpace(o); o != "" {
			c.origines = append(c.origines, o)
		}
	}
	c.mandataire = env("CLAUDIA_MANDATAIRE") == "oui"
	c.securise = env("CLAUDIA_HTTPS") == "oui"
	if v := env("CLAUDIA_JOURNAL"); v != "" {
		if err := c.niveau.UnmarshalText([]byte(v)); err != nil {
			return c, fmt.Errorf("CLAUDIA_JOURNAL : « %s » n'est pas un niveau (debug, info, warn, error)", v)
		}
	}
	if v := env("CLAUDIA_HORLOGE"); v != "" {
		t, err := time.Parse(time.RFC3339, v)
		if err != nil {
			return c, fmt.Errorf("CLAUDIA_HORLOGE : « %s » n'est pas un instant de la forme 2026-10-14T10:00:00+02:00", v)
		}
		c.decalage = time.Until(t)
	}
	return c, nil
}

func lirePieces(v, donnees string) (string, error) {
	v = strings.TrimPrefix(v, "file://")
	if v == "" {
		return filepath.Join(donnees, "pieces"), nil
	}
	if strings.Contains(v, "://") {
		return "", fmt.Errorf("PIECES_URL : « %s » n'est pas un dossier ; seul le stockage par fichiers est servi pour l'instant", v)
	}
	abs, err := filepath.Abs(v)
	if err != nil {
		return "", fmt.Errorf("PIECES_URL : « %s » n'est pas un chemin lisible", v)
	}
	return abs, nil
}

// horloge gives the time of the program: the real one, or the one that a test asked for.
func (c config) horloge() time.Time { return time.Now().Add(c.decalage) }

// preparer reads the configuration and sets the journal up; ok is false after a message.
func preparer(s flux) (config, bool) {
	c, err := lireConfig(os.Getenv)
	if err != nil {
		fmt.Fprintln(s.err, err)
		return c, false
	}
	slog.SetDefault(slog.New(slog.NewJSONHandler(s.err, &slog.HandlerOptions{Level: c.niveau})))
	return c, true
}
