package dialogue_test

import "testing"

// BenchmarkTour measures one turn without a document.
func BenchmarkTour(b *testing.B) {
	bn := banc(b)
	if err := bn.Regler("attend date_prestation"); err != nil {
		b.Fatal(err)
	}
	b.ResetTimer()
	for b.Loop() {
		if _, err := bn.Dire("au fait faut-il un cachet rouge ?"); err != nil {
			b.Fatal(err)
		}
	}
}
