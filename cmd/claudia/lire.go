package main

import (
	"context"

	"claudia/memoires/lecture"
	"claudia/memoires/lecture/lirecmd"
	"claudia/memoires/lecture/texte"
)

// lire prints what is read on réquisitions and attestations.
func lire(ctx context.Context, args []string, s flux) int {
	return lirecmd.Run(ctx, args, s.out, s.err)
}

// extrait draws the crop of a page around a zone in page points, as PNG, in the bounded child.
func extrait(ctx context.Context, contenu []byte, page int, zone [4]float64) ([]byte, error) {
	return texte.Apercu(ctx, contenu, page, lecture.Zone(zone))
}
