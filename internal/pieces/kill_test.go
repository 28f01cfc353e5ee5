package pieces_test

import (
	"bufio"
	"bytes"
	"context"
	"crypto/rand"
	"crypto/sha256"
	"fmt"
	"io"
	"math/big"
	"os"
	"os/exec"
	"strconv"
	"testing"
	"time"

	"claudia/internal/comptes"
	"claudia/internal/pg"
	"claudia/internal/pg/pgtest"
	"claudia/internal/pieces"
)

// The test binary becomes an uploader when these are set.
const (
	envUploadURL  = "CLAUDIA_UPLOAD_URL"
	envUploadDir  = "CLAUDIA_UPLOAD_DIR"
	envUploadUser = "CLAUDIA_UPLOAD_USER"
)

func TestMain(m *testing.M) {
	if url := os.Getenv(envUploadURL); url != "" {
		os.Exit(upload(url))
	}
	os.Exit(pgtest.Main(m))
}

// upload stores new files for the person until it is killed, and prints the handle of each one
// accepted.
func upload(url string) int {
	ctx := context.Background()
	id, errID := strconv.ParseInt(os.Getenv(envUploadUser), 10, 64)
	db, errDB := pg.Open(ctx, url)
	depot, errDepot := pieces.OuvrirDossier(os.Getenv(envUploadDir))
	if errID != nil || errDB != nil || errDepot != nil {
		fmt.Fprintln(os.Stderr, errID, errDB, errDepot)
		return 1
	}
	s := pieces.New(db, depot, pieces.Options{})
	for {
		p, err := s.Deposer(ctx, comptes.Acteur{Utilisateur: comptes.UtilisateurID(id)}, 0, "a.pdf", bytes.NewReader(pdf(rand.Text())))
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			return 1
		}
		fmt.Fprintln(os.Stdout, p.ID)
	}
}

// A file accepted is a file kept (P11): the uploader is killed at random moments, then every row has
// its bytes, and every accepted handle its row.
func TestDeposer_killedAtRandomMoments(t *testing.T) {
	t.Parallel()
	b := setup(t, pieces.Options{})
	const kills = 12
	accepted := 0
	for range kills {
		for _, id := range killedUpload(t, b) {
			accepted++
			p, r, err := b.s.Ouvrir(t.Context(), b.par, id)
			if err != nil {
				t.Errorf("accepted piece %s: %v", id, err)
				continue
			}
			content, err := io.ReadAll(r)
			_ = r.Close()
			if sum := sha256.Sum256(content); err != nil || !bytes.Equal(sum[:], p.SHA256) {
				t.Errorf("accepted piece %s has other bytes (%v)", id, err)
			}
		}
	}
	rows, err := b.db.Pool.Query(t.Context(), "SELECT id FROM pieces")
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	for rows.Next() {
		var id pieces.ID
		if err := rows.Scan(&id); err != nil {
			t.Fatal(err)
		}
		if f, err := b.depot.Ouvrir(t.Context(), id); err != nil {
			t.Errorf("row %s has no bytes: %v", id, err)
		} else {
			_ = f.Close()
		}
	}
	if err := rows.Err(); err != nil || accepted == 0 {
		t.Errorf("%d pieces accepted before %d kills (%v)", accepted, kills, err)
	}
}

// killedUpload runs an uploader, kills it up to 60 ms after its first piece, and gives what it had
// accepted.
func killedUpload(t *testing.T, b bundle) []pieces.ID {
	t.Helper()
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), envUploadURL+"="+pgtest.URL(b.db), envUploadDir+"="+b.dir,
		envUploadUser+"="+strconv.FormatInt(b.par.IDUtilisateur(), 10))
	cmd.Stderr = os.Stderr
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	wait, err := rand.Int(rand.Reader, big.NewInt(int64(60*time.Millisecond)))
	if err != nil {
		t.Fatal(err)
	}
	var ids []pieces.ID
	for lines := bufio.NewScanner(out); lines.Scan(); {
		if len(ids) == 0 {
			time.AfterFunc(time.Duration(wait.Int64()), func() { _ = cmd.Process.Kill() })
		}
		if id := pieces.ID(lines.Text()); id.Valide() {
			ids = append(ids, id)
		}
	}
	_ = cmd.Wait()
	return ids
}
