// Command servir shows the gallery alone on a local port: go run ./web/ui/galerie/servir [address].
package main

import (
	"fmt"
	"log/slog"
	"net/http"
	"os"
	"time"

	"claudia/web/ui"
	"claudia/web/ui/galerie"
)

func main() {
	adresse := "localhost:8099"
	if len(os.Args) > 1 {
		adresse = os.Args[1]
	}
	if err := servir(adresse); err != nil {
		slog.Error("serve the gallery", "error", err)
		os.Exit(1)
	}
}

func servir(adresse string) error {
	assets, err := ui.NewAssets()
	if err != nil {
		return fmt.Errorf("load the bundle: %w", err)
	}
	reg, err := ui.Registre(assets, time.UTC)
	if err != nil {
		return fmt.Errorf("load the components: %w", err)
	}
	if err := galerie.Ajouter(reg); err != nil {
		return fmt.Errorf("load the gallery: %w", err)
	}
	mux := http.NewServeMux()
	mux.Handle(ui.Prefixe, assets.Handler())
	mux.Handle("/", galerie.Handler(reg))
	s := &http.Server{Addr: adresse, ReadHeaderTimeout: 5 * time.Second, Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Security-Policy", "default-src 'self'; frame-ancestors 'none'; form-action 'self'; base-uri 'none'")
		mux.ServeHTTP(w, r)
	})}
	slog.Info("gallery", "url", "http://"+adresse+galerie.Prefixe)
	return fmt.Errorf("listen: %w", s.ListenAndServe())
}
