package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"time"

	"github.com/prometheus/client_golang/prometheus/promhttp"
)

// delaiArret bounds a stop: sockets are told to come back, requests end (promises.md P7).
const delaiArret = 10 * time.Second

// serve runs the product until a signal.
func serve(ctx context.Context, _ []string, s flux) int {
	c, ok := preparer(s)
	if !ok {
		return sortieUsage
	}
	return servir(ctx, c, s, nil)
}

// servir opens the database, builds the product and answers requests. avant runs once, before the
// first request: the demo puts its data there.
func servir(ctx context.Context, c config, s flux, avant func(context.Context, *produit) error) int {
	b, code := ouvrirBase(ctx, c, s)
	if code != sortieOK {
		return code
	}
	defer b.fermer()
	p, err := assembler(ctx, c, b)
	if err == nil && avant != nil {
		err = avant(ctx, p)
	}
	if err == nil {
		err = p.demarrer(context.WithoutCancel(ctx))
	}
	if err != nil {
		slog.Error("démarrage", "erreur", err)
		fmt.Fprintln(s.err, "claudia n'a pas démarré :", err)
		return sortieEchec
	}
	if err := p.ecouter(ctx, s); err != nil {
		slog.Error("service", "erreur", err)
		fmt.Fprintln(s.err, "claudia s'est arrêtée :", err)
		return sortieEchec
	}
	return sortieOK
}

// ecouter answers until ctx ends, then stops gracefully.
func (p *produit) ecouter(ctx context.Context, s flux) error {
	var lc net.ListenConfig
	ecoute, err := lc.Listen(ctx, "tcp", p.config.adresse)
	if err != nil {
		return fmt.Errorf("l'adresse %s est déjà prise ou interdite ; changez CLAUDIA_ADRESSE : %w", p.config.adresse, err)
	}
	serveur := &http.Server{
		Handler: p.site, ReadHeaderTimeout: 5 * time.Second, ReadTimeout: 60 * time.Second,
		WriteTimeout: 60 * time.Second, IdleTimeout: 2 * time.Minute, MaxHeaderBytes: 16 << 10,
	}
	fini := make(chan error, 1)
	go func() { fini <- serveur.Serve(ecoute) }()
	arreterMesures := p.servirMesures(ctx)
	slog.Info("prêt", "adresse", "http://"+ecoute.Addr().String())
	if p.config.demo {
		fmt.Fprintf(s.out, "\nclaudia est prête : http://%s\nLa page de connexion liste les comptes de démonstration. Ctrl-C pour arrêter.\n\n", ecoute.Addr())
	}
	select {
	case err := <-fini:
		return errors.Join(err, p.arreter(context.WithoutCancel(ctx)))
	case <-ctx.Done():
	}
	fin, cancel := context.WithTimeout(context.WithoutCancel(ctx), delaiArret)
	defer cancel()
	p.live.Stop() // sockets first: they are not idle connections, Shutdown would wait for nothing of them
	err = serveur.Shutdown(fin)
	arreterMesures(fin)
	return errors.Join(err, p.arreter(fin))
}

// servirMesures opens the port of Prometheus; a port that is taken is said and costs nothing else.
func (p *produit) servirMesures(ctx context.Context) (arreter func(context.Context)) {
	if p.config.metriques == "non" {
		return func(context.Context) {}
	}
	var lc net.ListenConfig
	ecoute, err := lc.Listen(ctx, "tcp", p.config.metriques)
	if err != nil {
		slog.Warn("métriques indisponibles", "adresse", p.config.metriques, "erreur", err)
		return func(context.Context) {}
	}
	mux := http.NewServeMux()
	mux.Handle("GET /metrics", promhttp.HandlerFor(p.mesures, promhttp.HandlerOpts{}))
	serveur := &http.Server{Handler: mux, ReadHeaderTimeout: 5 * time.Second}
	go func() {
		if err := serveur.Serve(ecoute); !errors.Is(err, http.ErrServerClosed) {
			slog.Warn("métriques arrêtées", "erreur", err)
		}
	}()
	return func(fin context.Context) {
		if err := serveur.Shutdown(fin); err != nil {
			slog.Warn("arrêt des métriques", "erreur", err)
		}
	}
}
