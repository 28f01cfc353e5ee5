package comptes_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"claudia/internal/bus"
	"claudia/internal/comptes"
	"claudia/internal/fault"
	"claudia/internal/pg/pgtest"
)

const goodPassword = "un cheval bleu sous la pluie"

// account opens an account with a password on a service whose clock the test holds.
func account(t *testing.T) (*comptes.Service, *time.Time, comptes.Utilisateur) {
	t.Helper()
	now := time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)
	s := comptes.New(pgtest.New(t), comptes.Options{Horloge: func() time.Time { return now }})
	u, err := s.CreerUtilisateur(context.Background(), comptes.Acteur{}, comptes.NouvelUtilisateur{
		Email: " Ioana@Exemple.fr", Nom: "Petrova", Prenom: "Ioana", MotDePasse: goodPassword,
	})
	if err != nil {
		t.Fatal(err)
	}
	return s, &now, u
}

func codeOf(err error) string {
	if f, ok := fault.As(err); ok {
		return f.Code
	}
	if err != nil {
		return "no fault: " + err.Error()
	}
	return ""
}

func TestConnexion_suspendsTheAddressNotTheOwner(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	s, now, u := account(t)
	for _, email := range []string{u.Email, "inconnu@exemple.fr"} {
		want := []string{
			"identifiants_invalides", "identifiants_invalides", "identifiants_invalides", "identifiants_invalides",
			"compte_suspendu", "compte_suspendu",
		}
		for i, code := range want {
			if _, err := s.Connexion(ctx, email, "wrong", "192.0.2.1"); codeOf(err) != code {
				t.Errorf("%s, try %d: Connexion = %v, want %s", email, i+1, err, code)
			}
		}
	}
	if _, err := s.Connexion(ctx, u.Email, goodPassword, "192.0.2.1:4000"); codeOf(err) != "compte_suspendu" {
		t.Errorf("right password from the suspended address = %v, want compte_suspendu", err)
	}
	if _, err := s.Connexion(ctx, "IOANA@exemple.fr", goodPassword, "198.51.100.7"); err != nil {
		t.Errorf("the owner from another address = %v, want nil", err)
	}
	*now = now.Add(time.Hour + time.Second)
	if _, err := s.Connexion(ctx, u.Email, goodPassword, "192.0.2.1"); err != nil {
		t.Errorf("an hour later = %v, want nil", err)
	}
}

func TestConnexion_boundsTheTriesOfAnAddress(t *testing.T) {
	t.Parallel()
	s, _, _ := account(t)
	for i := range 16 {
		_, err := s.Connexion(context.Background(), string(rune('a'+i))+"@exemple.fr", "wrong", "2001:db8::1")
		want := "identifiants_invalides"
		if i == 15 {
			want = "trop_d_essais"
		}
		if codeOf(err) != want {
			t.Errorf("try %d = %v, want %s", i+1, err, want)
		}
	}
}

func TestCreerUtilisateur_refusesWeakPasswords(t *testing.T) {
	t.Parallel()
	s, _, _ := account(t)
	for password, code := range map[string]string{
		"court": "mot_de_passe_court", "aaaaaaaaaaaaaaaa": "mot_de_passe_facile", "motdepasse123": "mot_de_passe_facile",
		"nadia.morel-2026": "mot_de_passe_facile", goodPassword: "",
	} {
		_, err := s.CreerUtilisateur(context.Background(), comptes.Acteur{}, comptes.NouvelUtilisateur{
			Email: "nadia.morel@exemple.fr", Nom: "Morel", Prenom: "Nadia", MotDePasse: password,
		})
		if codeOf(err) != code {
			t.Errorf("CreerUtilisateur with %q = %v, want %q", password, err, code)
		}
	}
}

// browser keeps the cookie between requests to a small site with sessions.
type browser struct {
	t       *testing.T
	handler http.Handler
	cookie  *http.Cookie
}

func (b *browser) get(path string) string {
	b.t.Helper()
	r := httptest.NewRequest(http.MethodGet, path, http.NoBody)
	if b.cookie != nil {
		r.AddCookie(b.cookie)
	}
	w := httptest.NewRecorder()
	b.handler.ServeHTTP(w, r)
	for _, c := range w.Result().Cookies() {
		b.cookie = c
	}
	return w.Body.String()
}

func site(t *testing.T, s *comptes.Service, u comptes.Utilisateur, during func()) (*comptes.Sessions, http.Handler) {
	t.Helper()
	sessions := comptes.NouvellesSessions(s, comptes.OptionsSessions{})
	mux := http.NewServeMux()
	mux.HandleFunc("/connexion", func(_ http.ResponseWriter, r *http.Request) {
		if err := sessions.Ouvrir(r.Context(), u, r.RemoteAddr, r.UserAgent()); err != nil {
			t.Error(err)
		}
	})
	mux.HandleFunc("/deconnexion", func(_ http.ResponseWriter, r *http.Request) {
		if err := sessions.Fermer(r.Context()); err != nil {
			t.Error(err)
		}
	})
	mux.HandleFunc("/long", func(http.ResponseWriter, *http.Request) { during() })
	mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		a, err := sessions.Acteur(r.Context(), comptes.Portail)
		if err != nil {
			t.Error(err)
		}
		_, _ = w.Write([]byte(a.Nom))
	})
	return sessions, sessions.LoadAndSave(mux)
}

func TestSessions_revocationActsNow(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	db := pgtest.New(t)
	s := comptes.New(db, comptes.Options{})
	u, err := s.CreerUtilisateur(ctx, comptes.Acteur{}, comptes.NouvelUtilisateur{Email: "i@exemple.fr", Nom: "Petrova", Prenom: "Ioana", MotDePasse: goodPassword})
	if err != nil {
		t.Fatal(err)
	}
	par := comptes.Acteur{Utilisateur: u.ID, Nom: u.NomComplet(), Origine: comptes.Portail}
	b := bus.New(db, nil)
	if err := b.Start(ctx); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(b.Stop)
	news, cancel := b.Subscribe(comptes.SujetDroits(u.ID))
	defer cancel()

	_, handler := site(t, s, u, func() {
		if err := s.RevoquerSessions(ctx, par, u.ID); err != nil {
			t.Error(err)
		}
	})
	br := &browser{t: t, handler: handler}
	if got := br.get("/"); got != "" {
		t.Errorf("before the login the name is %q", got)
	}
	br.get("/connexion")
	first := br.cookie.Value
	if got := br.get("/"); got != "Ioana Petrova" {
		t.Errorf("after the login the name is %q", got)
	}
	if id, err := s.SessionValide(ctx, first); id != u.ID || err != nil {
		t.Errorf("SessionValide = %v, %v; want %v", id, err, u.ID)
	}
	if open, err := s.MesSessions(ctx, par); err != nil || len(open) != 1 || open[0].Empreinte != comptes.EmpreinteSession(first) {
		t.Errorf("MesSessions = %+v, %v", open, err)
	}
	br.get("/connexion")
	if br.cookie.Value == first {
		t.Error("a login keeps the token")
	}
	if e := <-news; e.Relire {
		t.Error("the first event is « read again »")
	}
	live := br.cookie.Value
	br.get("/long") // revoked while a request runs, which then writes the session
	if _, err := s.SessionValide(ctx, live); codeOf(err) != "session_expiree" {
		t.Errorf("SessionValide after the revocation = %v, want session_expiree", err)
	}
	if got := br.get("/"); got != "" {
		t.Errorf("after the revocation the name is %q", got)
	}
	var a comptes.Annonce
	if err := (<-news).Lire(&a); err != nil || !a.Fin {
		t.Errorf("the announcement is %+v, %v", a, err)
	}
	br.get("/connexion")
	br.get("/deconnexion")
	if got := br.get("/"); got != "" {
		t.Errorf("after the logout the name is %q", got)
	}
}
