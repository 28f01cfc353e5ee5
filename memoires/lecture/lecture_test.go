package lecture_test

import (
	"os"
	"testing"

	"claudia/memoires/lecture/texte"
)

func TestMain(m *testing.M) {
	if texte.EstEnfant() {
		os.Exit(texte.ChildMain(os.Stdin, os.Stdout))
	}
	os.Exit(m.Run())
}
