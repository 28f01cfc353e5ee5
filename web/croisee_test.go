package web_test

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/gorilla/websocket"

	"claudia/assistant/live"
	"claudia/internal/comptes"
	"claudia/internal/comptes/comptesdemo"
	"claudia/web/webtest"
)

// TestCroisee_refused posts every form of the site from another one (threats 42 and 58, HT-03).
func TestCroisee_refused(t *testing.T) {
	t.Parallel()
	s := webtest.New(t)
	c := s.Connecter(t, comptesdemo.Medecin)
	j := nouveauJeu(t, s, comptesdemo.Medecin, "Cabinet médical MÜLLER", comptesdemo.Secretaire)
	avant := empreinteBase(t, s)
	for _, r := range matrice() {
		if r.methode() != http.MethodPost {
			continue
		}
		adresse := r.adresses(j.valeurs(false))[0]
		for nom, valeur := range map[string]string{
			"Origin": "https://ailleurs.example", "Sec-Fetch-Site": "cross-site", "origin": "null", "sec-fetch-site": "same-site",
		} {
			e := webtest.Formulaire(adresse, url.Values{})
			if r.forme != nil {
				e = r.demande(t, adresse, j)
			}
			e.Entetes[nom] = valeur
			if p := c.Essayer(e); p.Statut != http.StatusForbidden || !strings.Contains(p.Texte, "Rechargez la page, votre saisie est conservée.") {
				t.Errorf("%s with %s: %s: status %d", r.route, nom, valeur, p.Statut)
			}
		}
	}
	if empreinteBase(t, s) != avant {
		t.Error("a form of another site changed the database")
	}
	e := webtest.Formulaire("/memoires", url.Values{"structure": {nombre(j.structure.ID)}})
	e.Entetes["Origin"] = s.URL
	if p := c.Essayer(e); p.Statut != http.StatusSeeOther {
		t.Errorf("a form of this site: status %d, want 303", p.Statut)
	}
	e = webtest.Formulaire("/memoires", url.Values{"structure": {nombre(j.structure.ID)}})
	e.Entetes["Origin"], e.Entetes["Accept"] = "https://ailleurs.example", "application/json"
	if p := c.Essayer(e); !strings.Contains(p.Texte, `"code":"formulaire_expire"`) {
		t.Errorf("a script of another site reads %s", p.Texte)
	}
}

func TestCroisee_trustedOrigin(t *testing.T) {
	t.Parallel()
	s := webtest.Avec(t, webtest.Reglages{Origines: []string{"https://portail.example"}})
	c := s.Connecter(t, comptesdemo.Medecin)
	for origine, want := range map[string]int{"https://portail.example": http.StatusSeeOther, "https://portail.example.net": http.StatusForbidden} {
		e := webtest.Formulaire("/preferences/theme", url.Values{"theme": {"sombre"}})
		e.Entetes["Origin"] = origine
		if p := c.Essayer(e); p.Statut != want {
			t.Errorf("a form from %s: status %d, want %d", origine, p.Statut, want)
		}
	}
}

// poignee is how the site answered a handshake.
type poignee struct {
	statut  int
	entetes http.Header
	corps   string
}

// prise dials the socket with the cookies of the browser and these headers.
func prise(t *testing.T, s *webtest.Site, c *webtest.Client, entetes http.Header) (*websocket.Conn, poignee, error) {
	t.Helper()
	h := http.Header{}
	if c != nil {
		h.Set("Cookie", c.Cookies())
		h.Set("Origin", s.URL)
	}
	for nom, v := range entetes {
		h[nom] = v
		if v[0] == "" {
			h.Del(nom)
		}
	}
	d := websocket.Dialer{HandshakeTimeout: 5 * time.Second, EnableCompression: true}
	conn, rep, err := d.DialContext(t.Context(), "ws"+strings.TrimPrefix(s.URL, "http")+socket, h)
	if conn != nil {
		t.Cleanup(func() { _ = conn.Close() })
	}
	if rep == nil {
		return conn, poignee{}, err
	}
	defer rep.Body.Close()
	p := poignee{statut: rep.StatusCode, entetes: rep.Header}
	if conn == nil {
		b, errLecture := io.ReadAll(rep.Body)
		verifier(t, errLecture)
		p.corps = string(b)
	}
	return conn, p, err
}

// TestSocket_handshake is WS-01 to WS-04 of promises.md, through the whole site.
func TestSocket_handshake(t *testing.T) {
	t.Parallel()
	s := webtest.New(t)
	c := s.Connecter(t, comptesdemo.Medecin)
	hote := strings.TrimPrefix(s.URL, "http://")
	for _, x := range []struct {
		nom     string
		client  *webtest.Client
		entetes http.Header
		statut  int
		code    string
	}{
		{"foreign origin", c, http.Header{"Origin": {"https://ailleurs.example"}}, 403, "origine_refusee"},
		{"null origin", c, http.Header{"Origin": {"null"}}, 403, "origine_refusee"},
		{"no origin with a cookie", c, http.Header{"Origin": {""}}, 403, "origine_refusee"},
		{"host that begins alike", c, http.Header{"Origin": {"http://" + hote + ".ailleurs.example"}}, 403, "origine_refusee"},
		{"other port", c, http.Header{"Origin": {"http://127.0.0.1:1"}}, 403, "origine_refusee"},
		{"no session", s.Visiter(t), nil, 401, "session_requise"},
		{"dead session", c, http.Header{"Cookie": {"claudia=" + strings.Repeat("A", 43)}}, 401, "session_requise"},
	} {
		_, rep, err := prise(t, s, x.client, x.entetes)
		if err == nil {
			t.Errorf("%s: the socket opened", x.nom)
			continue
		}
		if rep.statut != x.statut || !strings.Contains(rep.corps, `"code":"`+x.code+`"`) {
			t.Errorf("%s: status %d, %s; want %d %s", x.nom, rep.statut, rep.corps, x.statut, x.code)
		}
	}
	base := map[string]string{
		"Connection": "Upgrade", "Upgrade": "websocket", "Sec-WebSocket-Version": "13", "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
	}
	for _, x := range []struct {
		nom, methode, entete, valeur string
		statut                       int
	}{
		{"version 12", "GET", "Sec-WebSocket-Version", "12", 426},
		{"no key", "GET", "Sec-WebSocket-Key", "", 400},
		{"POST", "POST", "", "", 400},
		{"plain GET", "GET", "Upgrade", "", 400},
	} {
		e := webtest.Essai{Methode: x.methode, Chemin: socket, Entetes: map[string]string{}}
		for nom, v := range base {
			if nom != x.entete {
				e.Entetes[nom] = v
			} else if x.valeur != "" {
				e.Entetes[nom] = x.valeur
			}
		}
		if p := c.Essayer(e); p.Statut != x.statut || !strings.Contains(p.Texte, "protocole_invalide") {
			t.Errorf("%s: status %d %s, want %d", x.nom, p.Statut, p.Texte, x.statut)
		}
	}
	conn, rep, err := prise(t, s, c, nil)
	if err != nil {
		t.Fatalf("the socket of the site: %v", err)
	}
	if e := rep.entetes.Get("Sec-WebSocket-Extensions"); e != "" {
		t.Errorf("the server took the extension %s", e)
	}
	if c := rep.entetes.Get("Content-Encoding"); c != "" {
		t.Errorf("the upgrade is encoded as %s", c)
	}
	conversation := converser(t, s, s.Jeu.Acteurs[comptesdemo.Medecin])
	suivre(t, conn, c, conversation)
}

// TestSocket_quota is WS-05.
func TestSocket_quota(t *testing.T) {
	t.Parallel()
	s := webtest.Avec(t, webtest.Reglages{Live: live.Config{ParPersonne: 1}})
	c := s.Connecter(t, comptesdemo.Medecin)
	if _, _, err := prise(t, s, c, nil); err != nil {
		t.Fatal(err)
	}
	_, rep, err := prise(t, s, c, nil)
	if err == nil || rep.statut != http.StatusTooManyRequests || rep.entetes.Get("Retry-After") == "" || !strings.Contains(rep.corps, "trop_de_connexions") {
		t.Errorf("a second socket: %v %+v", err, rep)
	}
}

// suivre follows the conversation and waits for what it holds.
func suivre(t *testing.T, conn *websocket.Conn, c *webtest.Client, conversation string) {
	t.Helper()
	jeton := c.Cookie("claudia")
	verifier(t, conn.WriteJSON(map[string]any{"t": "reprendre", "conversation": conversation, "seq": 0, "jeton": live.Jeton(jeton)}))
	verifier(t, conn.SetReadDeadline(time.Now().Add(10*time.Second)))
	_, texte, err := conn.ReadMessage()
	if err != nil || !strings.Contains(string(texte), `"pret"`) {
		t.Fatalf("the socket answers %s, %v", texte, err)
	}
}

// fermeture reads until the socket is closed, and gives the code and how long it took.
func fermeture(t *testing.T, conn *websocket.Conn) (int, time.Duration) {
	t.Helper()
	debut := time.Now()
	verifier(t, conn.SetReadDeadline(debut.Add(10*time.Second)))
	for {
		_, _, err := conn.ReadMessage()
		if err == nil {
			continue
		}
		if f, ok := err.(*websocket.CloseError); ok { //nolint:errorlint // the library gives this very type
			return f.Code, time.Since(debut)
		}
		t.Fatalf("the socket ended with %v", err)
	}
}

// TestRevocation_actsNow ends sessions and rights while a socket is open (promises.md P19).
func TestRevocation_actsNow(t *testing.T) {
	t.Parallel()
	s := webtest.New(t)
	ouvertes := map[string]*websocket.Conn{}
	for email, finir := range map[string]func(c *webtest.Client, a comptes.Acteur){
		comptesdemo.Medecin: func(c *webtest.Client, _ comptes.Acteur) { c.Poster("/deconnexion", url.Values{}) },
		comptesdemo.Interprete: func(*webtest.Client, comptes.Acteur) {
			s.Connecter(t, comptesdemo.Interprete).Poster("/compte/sessions/autres", url.Values{})
		},
		comptesdemo.Enquetrice: func(_ *webtest.Client, a comptes.Acteur) {
			verifier(t, s.Comptes.RevoquerSessions(t.Context(), a, a.Utilisateur))
		},
	} {
		c, a := s.Connecter(t, email), s.Jeu.Acteurs[email]
		conn, _, err := prise(t, s, c, nil)
		verifier(t, err)
		suivre(t, conn, c, converser(t, s, a))
		finir(c, a)
		if p := c.Essayer(webtest.Essai{Methode: http.MethodGet, Chemin: "/memoires"}); p.Statut != http.StatusSeeOther {
			t.Errorf("%s: the request after the end of the session gets %d", email, p.Statut)
		}
		ouvertes[email] = conn
	}
	for email, conn := range ouvertes {
		if code, apres := fermeture(t, conn); code != 4401 || apres > 5*time.Second {
			t.Errorf("%s: the socket closed with %d after %s, want 4401 within 5 s", email, code, apres)
		}
	}
}

// TestRevocation_habilitation withdraws a profile: the next request does not see the structure any more.
func TestRevocation_habilitation(t *testing.T) {
	t.Parallel()
	s := webtest.New(t)
	j := nouveauJeu(t, s, comptesdemo.Medecin, "Cabinet médical MÜLLER", comptesdemo.Secretaire)
	c := s.Connecter(t, comptesdemo.Secretaire)
	adresses := []string{"/memoires/" + string(j.brouillon.Numero), "/pieces/" + j.sansPiece, "/structures/" + nombre(j.structure.ID), "/memoires/" + string(j.envoye.Numero) + "/certificat.pdf"}
	for _, a := range adresses {
		if p := c.Lire(a); p.Statut != http.StatusOK {
			t.Errorf("%s before: status %d", a, p.Statut)
		}
	}
	verifier(t, s.Comptes.RetirerHabilitation(t.Context(), j.par, j.habilitation))
	for _, a := range adresses {
		if p := c.Lire(a); p.Statut != http.StatusNotFound {
			t.Errorf("%s after the withdrawal: status %d, want 404", a, p.Statut)
		}
	}
	if p := c.Lire("/memoires"); strings.Contains(p.Texte, string(j.brouillon.Numero)) {
		t.Error("the list still names a mémoire of the structure")
	}
	verifier(t, s.Comptes.Desactiver(t.Context(), s.Jeu.Acteurs[comptesdemo.Superviseur], s.Jeu.Acteurs[comptesdemo.Secretaire].Utilisateur))
	if p := c.Essayer(webtest.Essai{Methode: http.MethodGet, Chemin: "/memoires"}); p.Statut != http.StatusSeeOther {
		t.Errorf("a disabled person gets %d, want the login page", p.Statut)
	}
}

// TestConversation_ownOnly opens a conversation for each person and lets nobody read that of another.
func TestConversation_ownOnly(t *testing.T) {
	t.Parallel()
	s := webtest.New(t)
	c, d := s.Connecter(t, comptesdemo.Medecin), s.Connecter(t, comptesdemo.Secretaire)
	premiere := converser(t, s, s.Jeu.Acteurs[comptesdemo.Medecin])
	if p := c.Poster("/assistant/nouvelle", url.Values{}); p.Statut != http.StatusOK || p.Chemin != "/assistant" {
		t.Fatalf("a new conversation: status %d at %s", p.Statut, p.Chemin)
	}
	seconde := converser(t, s, s.Jeu.Acteurs[comptesdemo.Medecin])
	if premiere == seconde {
		t.Error("the new conversation is the old one")
	}
	conn, _, err := prise(t, s, d, nil)
	verifier(t, err)
	for _, id := range []string{premiere, seconde, uuid.NewString()} {
		verifier(t, conn.WriteJSON(map[string]any{"t": "reprendre", "conversation": id, "seq": 0, "jeton": live.Jeton(d.Cookie("claudia"))}))
		verifier(t, conn.SetReadDeadline(time.Now().Add(10*time.Second)))
		_, texte, err := conn.ReadMessage()
		if err != nil || !strings.Contains(string(texte), `"code":"introuvable"`) {
			t.Errorf("following %s, the conversation of another: %s, %v", id, texte, err)
		}
	}
}

// brut sends these bytes to the site and gives the first line of the answer.
func brut(t *testing.T, s *webtest.Site, octets string) string {
	t.Helper()
	var d net.Dialer
	conn, err := d.DialContext(t.Context(), "tcp", strings.TrimPrefix(s.URL, "http://"))
	verifier(t, err)
	defer conn.Close()
	verifier(t, conn.SetDeadline(time.Now().Add(10*time.Second)))
	_, err = fmt.Fprint(conn, octets)
	verifier(t, err)
	ligne, err := bufio.NewReader(conn).ReadString('\n')
	if err != nil {
		return ""
	}
	return strings.TrimSpace(ligne)
}
