package live

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/gorilla/websocket"

	"claudia/assistant"
	"claudia/internal/bus"
	"claudia/internal/comptes"
	"claudia/internal/pg/pgtest"
)

// TestReprendre_exactlyWhatWasMissed holds P4: from any number, in order, without a hole or a repeat,
// and on to what comes live.
func TestReprendre_exactlyWhatWasMissed(t *testing.T) {
	t.Parallel()
	s := newServeur(t, nil)
	conv := s.conversation(ioana) // its first message is the opening, which is not shown
	for i := range 250 {
		s.ecrire(conv.ID, ioana, fmt.Sprint("m", i+2))
	}
	for _, depuis := range []int64{0, 1, 120, 250, 251} {
		c := s.client("ioana")
		if e := c.reprendre(conv.ID, depuis, s.service.Epoque(), "ioana"); e["t"] != "pret" || e["seq"].(float64) < 251 {
			t.Fatalf("since %d: %v", depuis, e)
		}
		live := s.ecrire(conv.ID, ioana, "live")
		for seq := depuis + 1; seq <= int64(live.Seq); seq++ {
			e := c.lire()
			if e["t"] != "message" || int64(e["seq"].(float64)) != seq {
				t.Fatalf("since %d: %v, want message %d", depuis, e, seq)
			}
			if seq == 1 && e["html"] != "" {
				t.Errorf("the opening is shown: %v", e)
			}
		}
		c.conn.Close()
	}
}

// TestReprendre_otherHistory tells to reload when the epoch is another, or when too much was missed.
func TestReprendre_otherHistory(t *testing.T) {
	t.Parallel()
	s := newServeur(t, func(c *Config) { c.RattrapageMax = 5 })
	conv := s.conversation(ioana)
	c := s.client("ioana")
	if e := c.reprendre(conv.ID, 0, "autre", "ioana"); e["t"] != "recharger" {
		t.Errorf("other epoch: %v", e)
	}
	for range 6 {
		s.ecrire(conv.ID, ioana, "x")
	}
	if e := c.reprendre(conv.ID, 0, s.service.Epoque(), "ioana"); e["t"] != "recharger" {
		t.Errorf("too far behind: %v", e)
	}
	if e := c.reprendre(conv.ID, 6, s.service.Epoque(), "ioana"); e["t"] != "pret" {
		t.Errorf("near enough: %v", e)
	}
}

// TestLive_twoTabs: what one tab sends comes to the other with its cid, and to itself.
func TestLive_twoTabs(t *testing.T) {
	t.Parallel()
	s := newServeur(t, nil)
	conv := s.conversation(ioana)
	a, b := s.client("ioana"), s.client("ioana2")
	a.reprendre(conv.ID, int64(conv.Dernier), "", "ioana")
	b.reprendre(conv.ID, int64(conv.Dernier), "", "ioana2")
	cid := uuid.NewString()
	a.envoyer(map[string]any{"t": "message", "cid": cid, "texte": "bonjour <b>"})
	for _, c := range []*client{a, b} {
		e := c.jusqua("message")
		if e["cid"] != cid || e["auteur"] != "usager" || e["html"] != "<p>bonjour &lt;b&gt;</p>" {
			t.Errorf("message = %v", e)
		}
	}
}

// TestLive_twoNodes holds P29: clients on two nodes of one database see the same messages in the
// same order, whichever node received them.
func TestLive_twoNodes(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t)
	noeuds := []*serveur{serveurSur(t, db, nil, assistant.SurLeBus{}), serveurSur(t, db, nil, assistant.SurLeBus{})}
	conv := noeuds[0].conversation(ioana)
	for _, s := range noeuds {
		b := bus.New(db, nil)
		if err := b.Start(t.Context()); err != nil {
			t.Fatal(err)
		}
		t.Cleanup(b.Stop)
		t.Cleanup(s.service.Ecouter(b))
	}
	const chacun = 50
	var clients []*client
	for _, s := range noeuds {
		c := s.client("ioana")
		c.reprendre(conv.ID, int64(conv.Dernier), "", "ioana")
		clients = append(clients, c)
	}
	var wg sync.WaitGroup
	for i, s := range noeuds {
		wg.Go(func() {
			for n := range chacun {
				s.ecrire(conv.ID, ioana, fmt.Sprint(i, "-", n))
			}
		})
	}
	wg.Wait()
	for _, c := range clients {
		for seq := int64(conv.Dernier) + 1; seq <= int64(conv.Dernier)+2*chacun; seq++ {
			if e := c.jusqua("message"); int64(e["seq"].(float64)) != seq {
				t.Fatalf("message %v, want %d", e["seq"], seq)
			}
		}
	}
}

// TestLive_lostHint holds the net of P29: without any notification the other node delivers within
// two looks.
func TestLive_lostHint(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t)
	sourd := serveurSur(t, db, func(c *Config) { c.Surveillance = 100 * time.Millisecond }, nil)
	autre := serveurSur(t, db, nil, nil)
	conv := sourd.conversation(ioana)
	c := sourd.client("ioana")
	c.reprendre(conv.ID, int64(conv.Dernier), "", "ioana")
	autre.ecrire(conv.ID, ioana, "d'ailleurs")
	if e := c.jusqua("message"); e["html"] != "<p>d&#39;ailleurs</p>" {
		t.Errorf("message = %v", e)
	}
}

// TestWatch_revokedAndWithdrawn holds WS-14 and P19.
func TestWatch_revokedAndWithdrawn(t *testing.T) {
	t.Parallel()
	s := newServeur(t, func(c *Config) { c.Surveillance = 50 * time.Millisecond })
	conv := s.conversation(ioana)
	revoquee, retiree, reste := s.client("ioana-a"), s.client("ioana-b"), s.client("paul")
	revoquee.reprendre(conv.ID, int64(conv.Dernier), "", "ioana-a")
	sienne := s.conversation(paul)
	reste.reprendre(sienne.ID, int64(sienne.Dernier), "", "paul")
	s.comptes.revoquer("ioana-a")
	if code := revoquee.fermeture(); code != codeRevoquee {
		t.Errorf("revoked: close code %d", code)
	}
	retiree.reprendre(conv.ID, int64(conv.Dernier), "", "ioana-b")
	if _, err := s.db.Pool.Exec(t.Context(), `UPDATE conversations SET utilisateur_id = 99 WHERE id = $1`, [16]byte(conv.ID)); err != nil {
		t.Fatal(err)
	}
	if code := retiree.fermeture(); code != codeSansAcces {
		t.Errorf("right withdrawn: close code %d", code)
	}
	s.ecrire(sienne.ID, paul, "toujours là")
	reste.jusqua("message")
}

// TestStop_restart holds P7: what is acknowledged before the stop is delivered, then 1012.
func TestStop_restart(t *testing.T) {
	t.Parallel()
	s := newServeur(t, nil)
	conv := s.conversation(ioana)
	c := s.client("ioana")
	c.reprendre(conv.ID, int64(conv.Dernier), "", "ioana")
	c.envoyer(map[string]any{"t": "message", "cid": uuid.NewString(), "texte": "avant"})
	c.jusqua("ack")
	go s.hub.Stop()
	if code := c.fermeture(); code != websocket.CloseServiceRestart {
		t.Errorf("close code %d, want 1012", code)
	}
	s.hub.Stop()
	if _, _, err := s.composer("ioana"); err == nil { //nolint:bodyclose // the library closes it
		t.Error("a stopped hub took a connection")
	}
}

// TestSlowReader_isClosed holds P15: a page that does not read is closed with 1013 when its queue is
// full, and another page of the same conversation misses nothing.
func TestSlowReader_isClosed(t *testing.T) {
	t.Parallel()
	s := newServeur(t, func(c *Config) { c.File = 16; c.Ecriture = 3 * time.Second })
	conv := s.conversation(ioana)
	lent, vif := s.client("ioana-lent"), s.client("ioana")
	lent.reprendre(conv.ID, int64(conv.Dernier), "", "ioana-lent")
	vif.reprendre(conv.ID, int64(conv.Dernier), "", "ioana")
	gros := strings.Repeat("é", 4000)
	dernier := conv.Dernier
	for range 3000 {
		dernier = s.ecrire(conv.ID, ioana, gros).Seq
		if e := vif.jusqua("message"); int64(e["seq"].(float64)) != int64(dernier) {
			t.Fatalf("the lively page got %v, want %d", e["seq"], dernier)
		}
		if s.lents() == 1 {
			break
		}
	}
	if s.lents() != 1 {
		t.Fatal("the slow page was never closed")
	}
	if code := lent.fermeture(); code != websocket.CloseTryAgainLater {
		t.Errorf("slow page: close code %d, want 1013", code)
	}
	retour := s.client("ioana-lent")
	if e := retour.reprendre(conv.ID, int64(dernier)-3, "", "ioana-lent"); e["t"] != "pret" {
		t.Errorf("back: %v", e)
	}
	retour.jusqua("message")
}

// lents counts the sessions that are being closed.
func (s *serveur) lents() int {
	n := 0
	for _, x := range s.hub.toutes() {
		if x.fermee() {
			n++
		}
	}
	return n
}

// TestWrite_stalledIsCut holds the other half of P15: a write that does not end within its time is
// cut, whoever waits behind it.
func TestWrite_stalledIsCut(t *testing.T) {
	t.Parallel()
	s := newServeur(t, func(c *Config) { c.File = 100_000; c.Ecriture = 200 * time.Millisecond })
	conv := s.conversation(ioana)
	lent := s.client("ioana-lent")
	lent.reprendre(conv.ID, int64(conv.Dernier), "", "ioana-lent")
	gros := strings.Repeat("é", 4000)
	for range 3000 {
		s.ecrire(conv.ID, ioana, gros)
		if s.hub.Connexions() == 0 {
			return
		}
	}
	attendreQue(t, func() bool { return s.hub.Connexions() == 0 })
}

// TestPolling_delivers what a socket would, waits, and refuses what a socket refuses.
func TestPolling_delivers(t *testing.T) {
	t.Parallel()
	s := newServeur(t, func(c *Config) { c.Attente = 300 * time.Millisecond })
	conv := s.conversation(ioana)
	s.ecrire(conv.ID, ioana, "un")
	var r suiteJSON
	if code := s.demander(t, "GET", fmt.Sprintf("/assistant/%s/depuis?seq=1", conv.ID), "", "", &r); code != 200 || len(r.Evenements) != 1 || *r.Evenements[0].HTML != "<p>un</p>" {
		t.Errorf("since 1: %d %+v", code, r)
	}
	if code := s.demander(t, "GET", fmt.Sprintf("/assistant/%s/depuis?seq=2&epoque=%s", conv.ID, r.Epoque), "", "", &r); code != 200 || len(r.Evenements) != 0 {
		t.Errorf("nothing new: %d %+v", code, r)
	}
	go func() {
		_, _ = s.service.Recevoir(context.WithoutCancel(t.Context()), comptes.Acteur{Utilisateur: ioana}, conv.ID, uuid.New(), assistant.Saisie{Texte: "deux"})
	}()
	if s.demander(t, "GET", fmt.Sprintf("/assistant/%s/depuis?seq=2", conv.ID), "", "", &r); len(r.Evenements) != 1 {
		t.Errorf("woken: %+v", r)
	}
	if s.demander(t, "GET", fmt.Sprintf("/assistant/%s/depuis?seq=2&epoque=x", conv.ID), "", "", &r); !r.Recharger {
		t.Errorf("other epoch: %+v", r)
	}
	for chemin, status := range map[string]int{
		fmt.Sprintf("/assistant/%s/depuis?seq=99", conv.ID):                422,
		fmt.Sprintf("/assistant/%s/depuis?seq=-1", conv.ID):                422,
		fmt.Sprintf("/assistant/%s/depuis", conv.ID):                       422,
		fmt.Sprintf("/assistant/%s/depuis?seq=0", uuid.New()):              404,
		fmt.Sprintf("/assistant/%s/depuis?seq=0", s.conversation(paul).ID): 404,
		"/assistant/zz/depuis?seq=0":                                       404,
	} {
		if code := s.demander(t, "GET", chemin, "", "", &struct{}{}); code != status {
			t.Errorf("%s: %d, want %d", chemin, code, status)
		}
	}
}

// TestPost_jsonAndForm sends messages without a socket.
func TestPost_jsonAndForm(t *testing.T) {
	t.Parallel()
	s := newServeur(t, nil)
	conv := s.conversation(ioana)
	chemin, cid := fmt.Sprintf("/assistant/%s/messages", conv.ID), uuid.NewString()
	const js, form = "application/json", "application/x-www-form-urlencoded"
	var ack, encore emis
	corps := fmt.Sprintf(`{"t":"message","cid":%q,"texte":"le 3 mars"}`, cid)
	if code := s.demander(t, "POST", chemin, js, corps, &ack); code != 200 || *ack.Seq != 2 {
		t.Errorf("JSON: %d %+v", code, ack)
	}
	valeurs := url.Values{"texte": {"autre"}, "cid": {cid}, "retour": {"/memoires/12?x=1"}}
	if code, ou := s.poster(t, chemin, valeurs); code != 303 || ou != "/memoires/12?x=1" {
		t.Errorf("form: %d %q", code, ou)
	}
	if s.demander(t, "POST", chemin, js, corps, &encore); !encore.DejaRecu || *encore.Seq != 2 {
		t.Errorf("JSON again: %+v", encore)
	}
	for _, mauvais := range []string{"//evil.example", "https://evil.example", "/\\evil", ""} {
		if _, ou := s.poster(t, chemin, url.Values{"texte": {"x"}, "retour": {mauvais}}); ou != "/assistant" {
			t.Errorf("retour %q leads to %q", mauvais, ou)
		}
	}
	for _, c := range []struct {
		genre, corps string
		status       int
	}{
		{js, `{}`, 422},
		{js, `{"t":"reprendre"}`, 404},
		{"text/plain", corps, 415},
		{js, `{"t":"message","cid":"` + cid + `","texte":"` + strings.Repeat("a", corpsTexte) + `"}`, 413},
		{form, "texte=" + strings.Repeat("a", corpsFormulaire), 413},
		{form, "choix=1.0..0", 422},
		{form, "choix=1.0", 422},
		{form, "texte=", 422},
	} {
		if code := s.demander(t, "POST", chemin, c.genre, c.corps, &struct{}{}); code != c.status {
			t.Errorf("%s %.40s: %d, want %d", c.genre, c.corps, code, c.status)
		}
	}
}

func (s *serveur) demander(t *testing.T, methode, chemin, genre, corps string, v any) int {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), methode, s.http.URL+chemin, strings.NewReader(corps))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Cookie", "s=ioana")
	r.Header.Set("Content-Type", genre)
	resp, err := http.DefaultTransport.RoundTrip(r)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	if err := json.NewDecoder(resp.Body).Decode(v); err != nil {
		t.Errorf("%s: %v", chemin, err)
	}
	return resp.StatusCode
}

func (s *serveur) poster(t *testing.T, chemin string, v url.Values) (int, string) {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, s.http.URL+chemin, strings.NewReader(v.Encode()))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Cookie", "s=ioana")
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	resp, err := http.DefaultTransport.RoundTrip(r)
	if err != nil {
		t.Fatal(err)
	}
	resp.Body.Close()
	return resp.StatusCode, resp.Header.Get("Location")
}
