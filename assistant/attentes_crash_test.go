package assistant

import (
	"context"
	"errors"
	"math/rand/v2"
	"os"
	"os/exec"
	"testing"
	"time"

	"claudia/internal/comptes"
	"claudia/internal/pg"
	"claudia/internal/pg/pgtest"
	"claudia/kb/retours"
)

// envMessager is the database on which the test binary tells answers until it is killed.
const envMessager = "CLAUDIA_TEST_MESSAGER_DB"

// jouerMessager tells what is to be told, once, as the job does.
func jouerMessager() int {
	ctx := context.Background()
	db, err := pg.Open(ctx, os.Getenv(envMessager))
	if err != nil {
		return 1
	}
	s, err := New(ctx, db, Reglages{})
	if err != nil {
		return 1
	}
	if s.prevenir(ctx, &Messager{DB: db, Retours: retours.New(db, retours.Options{})}) != nil {
		return 1
	}
	return 0
}

// Killed while it tells three hundred persons, and run again each time, the messager tells each once.
func TestCrash_eachIsToldOnce(t *testing.T) {
	db := pgtest.New(t)
	ctx := t.Context()
	const personnes = 300
	r := retours.New(db, retours.Options{})
	for i := range personnes {
		id := newConversation(t, db, comptes.UtilisateurID(1000+i))
		if err := db.InTx(ctx, func(tx pg.Tx) error {
			return errors.Join(r.NoterSansReponseTx(ctx, tx, sansReponse, id), r.NoterSansReponseTx(ctx, tx, "et à l'encre verte ?", id))
		}); err != nil {
			t.Fatal(err)
		}
	}
	publier(t, db, r, sansReponse)
	tues := 0
	for range 200 {
		cmd := exec.CommandContext(ctx, os.Args[0])
		cmd.Env = append(os.Environ(), envMessager+"="+pgtest.URL(db))
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		minuteur := time.AfterFunc(40*time.Millisecond+rand.N(120*time.Millisecond), func() { _ = cmd.Process.Kill() })
		err := cmd.Wait()
		minuteur.Stop()
		if err == nil {
			break
		}
		tues++
	}
	var dites, conversations, reste int
	if err := db.Pool.QueryRow(ctx, `
SELECT (SELECT count(*) FROM messages), (SELECT count(DISTINCT conversation_id) FROM messages), (SELECT count(*) FROM guide_attentes WHERE article <> '')`).
		Scan(&dites, &conversations, &reste); err != nil {
		t.Fatal(err)
	}
	t.Logf("killed %d times", tues)
	if dites != personnes || conversations != personnes || reste != 0 || tues == 0 {
		t.Errorf("%d messages in %d conversations, %d left, killed %d times; want %d in %d, none left, killed at least once",
			dites, conversations, reste, tues, personnes, personnes)
	}
}
