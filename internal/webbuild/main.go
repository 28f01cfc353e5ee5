package main

import (
	"log/slog"
	"os"
)

func main() {
	racine, err := racineDepot()
	if err == nil {
		err = ecrire(racine)
	}
	if err != nil {
		slog.Error("bundle the front end", "error", err)
		os.Exit(1)
	}
}
