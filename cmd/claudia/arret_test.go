package main

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"io"
	"io/fs"
	"net"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"github.com/gorilla/websocket"

	"claudia/internal/comptes/comptesdemo"
	"claudia/internal/pg/pgtest"
)

// commeClaudia makes the test binary behave as the program: the tests start it as a process.
const commeClaudia = "CLAUDIA_SOUS_ESSAI"

func TestMain(m *testing.M) {
	if os.Getenv(commeClaudia) == "oui" {
		main()
	}
	os.Exit(pgtest.Main(m))
}

// programme prepares `claudia args…` with these variables and no other of ours.
func programme(t *testing.T, args []string, variables ...string) *exec.Cmd {
	t.Helper()
	moi, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(context.Background(), moi, args...)
	cmd.Env = append(cmd.Env, commeClaudia+"=oui", "PATH="+os.Getenv("PATH"), "HOME="+t.TempDir(), "TMPDIR="+t.TempDir())
	cmd.Env = append(cmd.Env, variables...)
	return cmd
}

// TestServe_refusesALyingDatabase is P5: a server without fsync is refused at once, in one line.
func TestServe_refusesALyingDatabase(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t)
	cmd := programme(t, []string{"serve"}, "DATABASE_URL="+pgtest.URL(db), "CLAUDIA_DONNEES="+t.TempDir(), "CLAUDIA_ADRESSE=127.0.0.1:0", "CLAUDIA_METRIQUES=non")
	var out, erreurs bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &erreurs
	debut := time.Now()
	err := cmd.Run()
	duree := time.Since(debut)
	var sortie *exec.ExitError
	if !errors.As(err, &sortie) || sortie.ExitCode() != sortieBaseRefusee {
		t.Fatalf("claudia serve ends with %v, want exit code %d", err, sortieBaseRefusee)
	}
	if duree > 2*time.Second {
		t.Errorf("the refusal took %s, want 2 s at most", duree)
	}
	if texte := strings.TrimSpace(erreurs.String()); strings.Contains(texte, "\n") || !strings.Contains(texte, "fsync") || out.Len() != 0 {
		t.Errorf("the refusal says %q and %q", texte, out.String())
	}
}

var adressePrete = regexp.MustCompile(`http://[0-9.]+:\d+`)

// demoEnCours is `claudia demo` as a process.
type demoEnCours struct {
	cmd       *exec.Cmd
	url       string
	metriques string
	donnees   string
	journal   *bytes.Buffer
}

// lancerDemo starts the demo on a folder of its own and waits until it says that it is ready.
func lancerDemo(t *testing.T) *demoEnCours {
	t.Helper()
	d := &demoEnCours{donnees: t.TempDir(), metriques: portLibre(t), journal: &bytes.Buffer{}}
	d.cmd = programme(t, []string{"demo"}, "CLAUDIA_DONNEES="+d.donnees, "CLAUDIA_ADRESSE=127.0.0.1:0", "CLAUDIA_METRIQUES="+d.metriques, "CLAUDIA_JOURNAL=warn")
	d.cmd.Stderr = d.journal
	sortie, err := d.cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := d.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if d.cmd.ProcessState == nil {
			_ = d.cmd.Process.Signal(syscall.SIGTERM)
			_ = d.cmd.Wait()
		}
	})
	trouvee := make(chan string, 1)
	go func() {
		defer close(trouvee)
		for lignes := bufio.NewScanner(sortie); lignes.Scan(); {
			if u := adressePrete.FindString(lignes.Text()); u != "" {
				trouvee <- u
			}
		}
	}()
	select {
	case d.url = <-trouvee:
	case <-time.After(90 * time.Second):
	}
	if d.url == "" {
		t.Fatalf("the demo never said that it is ready:\n%s", d.journal.String())
	}
	return d
}

func portLibre(t *testing.T) string {
	t.Helper()
	var lc net.ListenConfig
	l, err := lc.Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().String()
}

// obtenir gives the status and the body; 0 when there is no answer.
func obtenir(c *http.Client, adresse string, entetes http.Header) (int, string) {
	r, err := http.NewRequestWithContext(context.Background(), http.MethodGet, adresse, http.NoBody)
	if err != nil {
		return 0, err.Error()
	}
	r.Header = entetes
	rep, err := c.Do(r)
	if err != nil {
		return 0, err.Error()
	}
	defer rep.Body.Close()
	corps, err := io.ReadAll(rep.Body)
	if err != nil {
		return 0, err.Error()
	}
	return rep.StatusCode, string(corps)
}

// TestDemo_servesAndDrains is P7 on the real program: it answers, and a SIGTERM under load ends it within
// ten seconds, its sockets told to come back and its database stopped.
func TestDemo_servesAndDrains(t *testing.T) {
	t.Parallel()
	d := lancerDemo(t)
	c := &http.Client{Timeout: 20 * time.Second}
	for _, x := range []struct {
		adresse, dit string
		statut       int
	}{
		{d.url + "/healthz", "ok", 200},
		{d.url + "/readyz", "pret", 200},
		{d.url + "/connexion", comptesdemo.Interprete, 200},
		{"http://" + d.metriques + "/metrics", "claudia_http_duree_secondes", 200},
		{d.url + "/metrics", `lang="fr"`, 404},
		{d.url + "/debug/pprof/", `lang="fr"`, 404},
		{"http://" + d.metriques + "/debug/pprof/", "", 404},
	} {
		if statut, corps := obtenir(c, x.adresse, nil); statut != x.statut || !strings.Contains(corps, x.dit) {
			t.Errorf("%s: status %d, without %q\n%.300s", x.adresse, statut, x.dit, corps)
		}
	}
	if statut, _ := obtenir(c, d.url+"/", http.Header{"X-Long": {strings.Repeat("a", 40<<10)}}); statut != http.StatusRequestHeaderFieldsTooLarge {
		t.Errorf("HT-06 headers of 40 KiB: status %d, want 431", statut)
	}
	conn := prise(t, d)
	var demandes, pannes atomic.Int64
	charge, fini := context.WithCancel(t.Context())
	defer fini()
	var equipe sync.WaitGroup
	for range 4 {
		equipe.Go(func() {
			for charge.Err() == nil {
				statut, _ := obtenir(c, d.url+"/connexion", nil)
				if statut == 0 {
					return // the door is closed
				}
				demandes.Add(1)
				if statut != http.StatusOK {
					pannes.Add(1)
				}
			}
		})
	}
	for demandes.Load() < 50 {
		<-time.After(5 * time.Millisecond)
	}
	debut := time.Now()
	if err := d.cmd.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	if code := fermeture(conn); code != websocket.CloseServiceRestart {
		t.Errorf("the socket is closed with %d, want 1012", code)
	}
	equipe.Wait()
	err := d.cmd.Wait()
	if duree := time.Since(debut); err != nil || duree > 10*time.Second {
		t.Errorf("the demo ends with %v after %s, want 0 within 10 s\n%s", err, duree, d.journal.String())
	}
	if pannes.Load() > 0 {
		t.Errorf("%d of %d requests failed during the stop", pannes.Load(), demandes.Load())
	}
	_ = filepath.WalkDir(d.donnees, func(chemin string, _ fs.DirEntry, _ error) error {
		if filepath.Base(chemin) == "postmaster.pid" {
			t.Errorf("the private database still runs, or was not stopped cleanly: %s", filepath.Base(filepath.Dir(chemin)))
		}
		return nil
	})
}

// prise logs the demo interpreter in and opens the socket.
func prise(t *testing.T, d *demoEnCours) *websocket.Conn {
	t.Helper()
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	c := &http.Client{Jar: jar, Timeout: 20 * time.Second}
	f := url.Values{"email": {comptesdemo.Interprete}, "mot_de_passe": {comptesdemo.MotDePasse}}
	r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, d.url+"/connexion", strings.NewReader(f.Encode()))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	rep, err := c.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	_ = rep.Body.Close()
	dialer := websocket.Dialer{Jar: jar, HandshakeTimeout: 10 * time.Second}
	conn, rep, err := dialer.DialContext(t.Context(), "ws"+strings.TrimPrefix(d.url, "http")+"/assistant/socket", http.Header{"Origin": {d.url}})
	if err != nil {
		t.Fatalf("open the socket: %v", err)
	}
	_ = rep.Body.Close()
	t.Cleanup(func() { _ = conn.Close() })
	return conn
}

// fermeture reads until the socket is closed; 0 when it was cut without a word.
func fermeture(conn *websocket.Conn) int {
	_ = conn.SetReadDeadline(time.Now().Add(15 * time.Second))
	for {
		_, _, err := conn.ReadMessage()
		if f, ok := errors.AsType[*websocket.CloseError](err); ok {
			return f.Code
		}
		if err != nil {
			return 0
		}
	}
}
