package assistant

import (
	"os"
	"testing"

	"claudia/internal/pg/pgtest"
)

// TestMain lets the test binary play a server that is killed (see crash_test.go, attentes_crash_test.go).
func TestMain(m *testing.M) {
	if os.Getenv(envServeur) != "" {
		os.Exit(jouerServeur())
	}
	if os.Getenv(envMessager) != "" {
		os.Exit(jouerMessager())
	}
	pgtest.Main(m)
}
