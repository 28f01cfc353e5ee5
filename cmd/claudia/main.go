// Command claudia serves the assistant, the portal and the support of those who claim frais de
// justice. `claudia demo` needs nothing; `claudia serve` takes its configuration from the environment.
package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"

	"claudia/memoires/lecture/texte"
)

// Exit codes: 0 done, 1 failed, 2 bad use, 3 the database cannot be trusted (promises.md P5).
const (
	sortieOK          = 0
	sortieEchec       = 1
	sortieUsage       = 2
	sortieBaseRefusee = 3
)

// commande is one subcommand; each lives in its own file.
type commande struct {
	nom, aide string
	lancer    func(ctx context.Context, args []string, s flux) int
}

// flux are the standard streams, so that a test can give its own.
type flux struct {
	in       io.Reader
	out, err io.Writer
}

func commandes() []commande {
	return []commande{
		{"serve", "sert le produit (configuration par l'environnement)", serve},
		{"demo", "sert le produit avec sa base privée et des données de démonstration", demo},
		{"migrate", "met le schéma de la base à jour", migrate},
		{"lire", "lit des réquisitions et attestations : claudia lire [--json] FICHIER…", lire},
		{"rejouer", "rejoue un script de conversation : claudia rejouer [--json] SCRIPT", rejouerCmd},
		{"comprendre", "lit des phrases en français : dates, durées, nombres, montants", comprendre},
		{"kb", "guide : claudia kb chercher [--json] QUESTION, claudia kb evaluer [--json] [--plancher] [--corpus DOCS.jsonl] REQUETES.jsonl, claudia kb exporter DOSSIER, claudia kb importer [--publier] DOSSIER", guideCmd},
		{"version", "affiche la version", version},
	}
}

func main() {
	if texte.EstEnfant() { // the bounded process that reads a stranger's document
		os.Exit(texte.ChildMain(os.Stdin, os.Stdout))
	}
	os.Exit(executer(os.Args[1:], flux{os.Stdin, os.Stdout, os.Stderr}))
}

func executer(args []string, s flux) int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if len(args) > 0 {
		for _, c := range commandes() {
			if c.nom == args[0] {
				return c.lancer(ctx, args[1:], s)
			}
		}
	}
	usage(s.err)
	if len(args) > 0 && (args[0] == "-h" || args[0] == "--help" || args[0] == "help" || args[0] == "aide") {
		return sortieOK
	}
	return sortieUsage
}

func usage(w io.Writer) {
	fmt.Fprintln(w, "claudia COMMANDE [options]")
	for _, c := range commandes() {
		fmt.Fprintf(w, "  %-11s %s\n", c.nom, c.aide)
	}
	fmt.Fprintln(w, "\nConfiguration :")
	for _, v := range variables() {
		fmt.Fprintf(w, "  %-24s %s (par défaut : %s)\n", v.nom, v.aide, v.defaut)
	}
}
