package texte

import (
	"os"
	"testing"
)

func TestMain(m *testing.M) {
	if EstEnfant() {
		os.Exit(ChildMain(os.Stdin, os.Stdout))
	}
	os.Exit(m.Run())
}
