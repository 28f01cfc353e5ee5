package web_test

import (
	"os"
	"testing"

	"claudia/internal/pg/pgtest"
)

func TestMain(m *testing.M) { os.Exit(pgtest.Main(m)) }
