package main

import (
	"bufio"
	"context"
	"fmt"
	"html"
	"net"
	"net/http"
	"os"
	"runtime"
	"runtime/debug"
	"strconv"
	"time"

	"github.com/go-chi/chi/v5"

	"claudia/assistant"
	"claudia/assistant/live"
	"claudia/internal/bus"
	"claudia/internal/comptes"
	"claudia/internal/fault"
	"claudia/internal/pg"
	"claudia/memoires"
)

// serve plays a server until its standard input ends.
func serve(role string) error {
	if err := raiseFileLimit(0); err != nil {
		return err
	}
	ctx := context.Background()
	db, err := pg.Open(ctx, os.Getenv(envBase))
	if err != nil {
		return err
	}
	var handler http.Handler
	if role == roleFloor {
		handler = newFloor(db)
	} else if handler, err = newOurs(ctx, db); err != nil {
		return err
	}
	var lc net.ListenConfig
	l, err := lc.Listen(ctx, "tcp", "127.0.0.1:0")
	if err != nil {
		return fmt.Errorf("listen: %w", err)
	}
	srv := &http.Server{Handler: handler, ReadHeaderTimeout: 5 * time.Second}
	go func() { _ = srv.Serve(l) }()
	if _, err := fmt.Fprintln(os.Stdout, l.Addr()); err != nil {
		return err
	}
	for in := bufio.NewScanner(os.Stdin); in.Scan(); {
		runtime.GC()
		debug.FreeOSMemory()
		if _, err := fmt.Fprintln(os.Stdout, "done"); err != nil {
			return err
		}
	}
	return nil
}

// newOurs is the product's path whole: service, journal, bus, hub. Limits meant for people are lifted.
func newOurs(ctx context.Context, db *pg.DB) (http.Handler, error) {
	service, err := assistant.New(ctx, db, assistant.Reglages{Annonceur: assistant.SurLeBus{}})
	if err != nil {
		return nil, err
	}
	b := bus.New(db, nil)
	if err := b.Start(ctx); err != nil {
		return nil, err
	}
	const many = 1_000_000
	hub := live.NewHub(live.Config{
		Conversations: service, Comptes: portier{}, Rendu: rendu{},
		ParAdresse: many, ParPersonne: many, Total: many,
		MessagesMinute: many, MessagesSeconde: many, TramesSeconde: many, TramesSalve: many,
	})
	service.Ecouter(b)
	service.Start()
	hub.Start()
	r := chi.NewRouter()
	hub.Routes(r)
	return r, nil
}

// portier takes the number of the person from the cookie.
type portier struct{}

// Visite gives the person of the cookie.
func (portier) Visite(r *http.Request) (live.Visite, error) {
	c, err := r.Cookie("s")
	if err != nil {
		return live.Visite{}, fault.New(fault.NonAuthentifie, "session_requise", "Connectez-vous.")
	}
	id, err := strconv.ParseInt(c.Value, 10, 64)
	if err != nil {
		return live.Visite{}, fault.New(fault.NonAuthentifie, "session_requise", "Connectez-vous.")
	}
	return live.Visite{Acteur: comptes.Acteur{Utilisateur: comptes.UtilisateurID(id)}, Cle: c.Value}, nil
}

// Acteur gives the person without rights: no draft is drawn here.
func (portier) Acteur(_ context.Context, u comptes.UtilisateurID) (comptes.Acteur, error) {
	return comptes.Acteur{Utilisateur: u}, nil
}

// Revoquees revokes nobody.
func (portier) Revoquees(context.Context, []string) ([]string, error) { return nil, nil }

// rendu draws a bubble as a paragraph.
type rendu struct{}

// Message draws the words of a message.
func (rendu) Message(_ context.Context, m assistant.Message) (string, error) {
	return "<p>" + html.EscapeString(m.Contenu.Texte) + "</p>", nil
}

// Brouillon draws nothing.
func (rendu) Brouillon(context.Context, comptes.Acteur, memoires.ID) (string, error) { return "", nil }
