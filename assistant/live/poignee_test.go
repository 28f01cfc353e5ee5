package live

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/gorilla/websocket"
)

// TestHandshake_refusesBeforeUpgrade holds WS-01, WS-02, WS-03 (promises.md 6.1).
func TestHandshake_refusesBeforeUpgrade(t *testing.T) {
	t.Parallel()
	s := newServeur(t, nil)
	hote := strings.TrimPrefix(s.http.URL, "http://")
	bon := map[string]string{
		"Connection": "Upgrade", "Upgrade": "websocket", "Sec-Websocket-Version": "13",
		"Sec-Websocket-Key": "AAAAAAAAAAAAAAAAAAAAAA==", "Origin": s.http.URL, "Cookie": "s=ioana",
	}
	for _, c := range []struct {
		name, method, header, value string
		status                      int
		code                        string
	}{
		{"foreign origin", "GET", "Origin", "http://evil.example", 403, "origine_refusee"},
		{"null origin", "GET", "Origin", "null", 403, "origine_refusee"},
		{"no origin with a cookie", "GET", "Origin", "", 403, "origine_refusee"},
		{"sub-string host", "GET", "Origin", s.http.URL + ".evil.example", 403, "origine_refusee"},
		{"other port", "GET", "Origin", "http://" + strings.Split(hote, ":")[0] + ":1", 403, "origine_refusee"},
		{"other scheme", "GET", "Origin", "file://" + hote, 403, "origine_refusee"},
		{"user in the origin", "GET", "Origin", "http://a@" + hote, 403, "origine_refusee"},
		{"no session", "GET", "Cookie", "autre=1", 401, "session_requise"},
		{"version 8", "GET", "Sec-Websocket-Version", "8", 426, "protocole_invalide"},
		{"no key", "GET", "Sec-Websocket-Key", "", 400, "protocole_invalide"},
		{"no upgrade", "GET", "Upgrade", "", 400, "protocole_invalide"},
		{"POST", "POST", "", "", 400, "protocole_invalide"},
	} {
		r, err := http.NewRequestWithContext(t.Context(), c.method, s.http.URL+"/assistant/socket", nil)
		if err != nil {
			t.Fatal(err)
		}
		for k, v := range bon {
			r.Header.Set(k, v)
		}
		if r.Header.Set(c.header, c.value); c.value == "" {
			r.Header.Del(c.header)
		}
		checkRefus(t, c.name, r, c.status, c.code)
	}
	if n := s.hub.Connexions(); n != 0 {
		t.Errorf("%d connections after refusals", n)
	}
}

func checkRefus(t *testing.T, name string, r *http.Request, status int, code string) http.Header {
	t.Helper()
	resp, err := http.DefaultTransport.RoundTrip(r)
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	defer resp.Body.Close()
	var corps struct{ Erreur Erreur }
	if err := json.NewDecoder(resp.Body).Decode(&corps); err != nil {
		t.Errorf("%s: %v", name, err)
	}
	if resp.StatusCode != status || corps.Erreur.Code != code || corps.Erreur.Message == "" {
		t.Errorf("%s: %d %+v, want %d %s", name, resp.StatusCode, corps.Erreur, status, code)
	}
	return resp.Header
}

// TestHandshake_originList takes the configured origins and no other.
func TestHandshake_originList(t *testing.T) {
	t.Parallel()
	s := newServeur(t, func(c *Config) { c.Origines = []string{"https://claudia.example"} })
	for origine, admise := range map[string]bool{
		"https://claudia.example": true, "https://claudia.example:8443": false, "http://claudia.example": false,
		"https://xclaudia.example": false, s.http.URL: false,
	} {
		h := http.Header{"Origin": {origine}, "Cookie": {"s=ioana"}}
		conn, _, err := websocket.DefaultDialer.Dial( //nolint:bodyclose // the library closes it
			"ws"+strings.TrimPrefix(s.http.URL, "http")+"/assistant/socket", h)
		if (err == nil) != admise {
			t.Errorf("origin %s: %v, want admitted = %v", origine, err, admise)
		}
		if err == nil {
			conn.Close()
		}
	}
}

// TestHandshake_quotas holds WS-05: per person, per address and in all, with Retry-After; a place
// that is given back can be taken.
func TestHandshake_quotas(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name    string
		regler  func(*Config)
		cookies []string
	}{
		{"person", func(c *Config) { c.ParPersonne = 2 }, []string{"ioana", "ioana"}},
		{"address", func(c *Config) { c.ParAdresse = 2 }, []string{"paul", "paul2"}},
		{"all", func(c *Config) { c.Total = 2 }, []string{"paul", "ioana"}},
	} {
		s := newServeur(t, c.regler)
		var ouverts []*client
		for _, k := range c.cookies {
			ouverts = append(ouverts, s.client(k))
		}
		_, resp, err := s.composer("ioana") //nolint:bodyclose // the library closes it
		if err == nil || resp == nil || resp.StatusCode != http.StatusTooManyRequests || resp.Header.Get("Retry-After") == "" {
			t.Errorf("%s: third connection = %v, %v; want 429 with Retry-After", c.name, resp, err)
		}
		ouverts[0].conn.Close()
		attendreQue(t, func() bool {
			s.hub.quotas.mu.Lock()
			defer s.hub.quotas.mu.Unlock()
			return s.hub.quotas.nombre < 2
		})
		s.client("ioana")
	}
}

// attendreQue waits for a condition that another goroutine brings about.
func attendreQue(t *testing.T, vrai func() bool) {
	t.Helper()
	limite := time.After(15 * time.Second)
	for !vrai() {
		select {
		case <-limite:
			t.Fatal("waited in vain")
		case <-time.After(5 * time.Millisecond):
		}
	}
}

// TestReprendre_pageToken holds §5 row 42: a socket without the token of a page follows nothing.
func TestReprendre_pageToken(t *testing.T) {
	t.Parallel()
	s := newServeur(t, nil)
	conv := s.conversation(ioana)
	c := s.client("ioana")
	for _, jeton := range []string{"", "x", Jeton("paul")} {
		c.envoyer(map[string]any{"t": "reprendre", "conversation": conv.ID, "seq": 0, "jeton": jeton})
		if e := c.lire(); e["code"] != "jeton_invalide" {
			t.Errorf("token %q: %v", jeton, e)
		}
	}
	if e := c.reprendre(conv.ID, 0, "", "ioana"); e["t"] != "pret" {
		t.Errorf("right token: %v", e)
	}
}
