package requete

import "testing"

func TestRetour(t *testing.T) {
	t.Parallel()
	for s, want := range map[string]string{
		"": "/", "/": "/", "/memoires?etat=brouillon#x": "/memoires?etat=brouillon#x", "memoires": "/", "//ailleurs.example": "/", "/\\ailleurs.example": "/",
		"/\t/ailleurs.example": "/", "/\r\nX: y": "/", "https://ailleurs.example": "/", "javascript:alert(1)": "/", "/connexion": "/", "/connexion?retour=/connexion": "/",
	} {
		if got := Retour(s); got != want {
			t.Errorf("Retour(%q) = %q, want %q", s, got, want)
		}
	}
}
