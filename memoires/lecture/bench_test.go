package lecture

import (
	"strings"
	"testing"
)

// BenchmarkLire_longPage reads a page as full as a stranger may send it.
func BenchmarkLire_longPage(b *testing.B) {
	lignes := make([]string, 0, 300)
	for range 300 {
		lignes = append(lignes, strings.Repeat("requisition Nom : Officier de Police le 3 mars 2026 expertise ", 2))
	}
	p := page(append([]string{"REQUISITION", "Nous, requérons, prions et au besoin, article 77-1, serment"}, lignes...)...)
	p.Ocr = true
	for i := range p.Mots {
		p.Mots[i].Confiance = 0.8
	}
	for b.Loop() {
		Lire([]Page{p}, nil)
	}
}
