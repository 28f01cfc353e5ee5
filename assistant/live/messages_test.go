package live

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/uuid"

	"claudia/internal/comptes"
)

// TestMessages_answers holds MS-01 to MS-11 and MS-14 (promises.md 6.2): the code, the field, the
// connection stays open and nothing is stored.
func TestMessages_answers(t *testing.T) {
	t.Parallel()
	s := newServeur(t, nil)
	mienne, autre := s.conversation(ioana), s.conversation(paul)
	c := s.client("ioana")
	if e := c.reprendre(mienne.ID, int64(mienne.Dernier), "", "ioana"); e["t"] != "pret" {
		t.Fatal(e)
	}
	cid := uuid.NewString()
	message := func(texte string) string { return fmt.Sprintf(`{"t":"message","cid":%q,"texte":%s}`, cid, texte) }
	reprendre := func(id any, plus string) string {
		return fmt.Sprintf(`{"t":"reprendre","conversation":"%v","jeton":%q,%s}`, id, Jeton("ioana"), plus)
	}
	for _, x := range []struct{ name, in, code string }{
		{"MS-01 not JSON", `bonjour`, "json_invalide"},
		{"MS-01 empty", ``, "json_invalide"},
		{"MS-01 array", `[]`, "json_invalide"},
		{"MS-01 number", `3`, "json_invalide"},
		{"MS-01 depth", `{"t":[[[[[[[[[1]]]]]]]]]}`, "json_invalide"},
		{"MS-01 trailing text", `{"t":"message"} x`, "json_invalide"},
		{"MS-02 unknown type", `{"t":"` + strings.Repeat("z", 99) + `"}`, "type_inconnu"},
		{"MS-03 unknown field", fmt.Sprintf(`{"t":"message","cid":%q,"texte":"a","role":"agent"}`, cid), "champ_inconnu"},
		{"MS-03 field in capitals", fmt.Sprintf(`{"t":"message","cid":%q,"TEXTE":"a"}`, cid), "champ_inconnu"},
		{"MS-03 duplicate", fmt.Sprintf(`{"t":"message","cid":%q,"texte":"a","Texte":"b"}`, cid), "champ_en_double"},
		{"MS-04 no cid", `{"t":"message","texte":"a"}`, "cid_invalide"},
		{"MS-04 cid", `{"t":"message","cid":"12","texte":"a"}`, "cid_invalide"},
		{"MS-06 empty", message(`""`), "message_vide"},
		{"MS-06 spaces", message(`" \u00a0\u200b\t\n"`), "message_vide"},
		{"MS-07 long", message(`"` + strings.Repeat("é", 4812) + `"`), "message_trop_long"},
		{"MS-08 NUL", message(`"a\u0000b"`), "caractere_interdit"},
		{"MS-08 C1", message(`"a\u0085b"`), "caractere_interdit"},
		{"MS-08 half a character", message(`"a\ud800b"`), "caractere_interdit"},
		{"MS-09 absent", reprendre(uuid.New(), `"seq":0`), "introuvable"},
		{"MS-09 foreign", reprendre(autre.ID, `"seq":0`), "introuvable"},
		{"MS-11 negative", reprendre(mienne.ID, `"seq":-1`), "position_invalide"},
		{"MS-11 2^63", reprendre(mienne.ID, `"seq":9223372036854775808`), "position_invalide"},
		{"MS-11 text", reprendre(mienne.ID, `"seq":"1"`), "position_invalide"},
		{"MS-11 above the top", reprendre(mienne.ID, `"seq":99`), "position_invalide"},
	} {
		c.brut(x.in)
		e := c.lire()
		if e["t"] != "erreur" || e["code"] != x.code || e["message"] == "" || e["reference"] == "" {
			t.Errorf("%s: %v, want %s", x.name, e, x.code)
		}
		if strings.HasPrefix(x.name, "MS-07") && !strings.Contains(e["message"].(string), "4\u202f812") {
			t.Errorf("MS-07 does not give the length: %v", e["message"])
		}
		if strings.HasPrefix(x.name, "MS-02") && len([]rune(e["message"].(string))) > 80 {
			t.Errorf("MS-02 repeats too much: %v", e["message"])
		}
		if strings.HasPrefix(x.name, "MS-0") && strings.Contains(x.in, cid) && e["cid"] != cid && x.code != "champ_en_double" {
			t.Errorf("%s: the error does not name its message: %v", x.name, e)
		}
	}
	if e := c.reprendre(mienne.ID, int64(mienne.Dernier), "", "ioana"); e["t"] != "pret" || int64(e["seq"].(float64)) != int64(mienne.Dernier) {
		t.Errorf("something was stored: %v", e)
	}
	c.brut(fmt.Sprintf(`{"t":"choix","cid":%q,"seq":1,"bloc":0,"choix":9}`, cid))
	if e := c.lire(); e["code"] != "etape_invalide" {
		t.Errorf("MS-14: %v", e)
	}
}

// TestMessages_tenUnreadable holds the end of MS-01: ten in a minute, then 1008.
func TestMessages_tenUnreadable(t *testing.T) {
	t.Parallel()
	s := newServeur(t, nil)
	c := s.client("ioana")
	for range 11 {
		c.brut(`x`)
	}
	if code := c.fermeture(); code != 1008 {
		t.Errorf("close code %d, want 1008", code)
	}
}

// TestMessages_resend holds MS-05 over the socket and over HTTP.
func TestMessages_resend(t *testing.T) {
	t.Parallel()
	s := newServeur(t, nil)
	conv := s.conversation(ioana)
	c := s.client("ioana")
	c.reprendre(conv.ID, int64(conv.Dernier), "", "ioana")
	cid := uuid.NewString()
	c.envoyer(map[string]any{"t": "message", "cid": cid, "texte": "le 3 mars"})
	premier := c.jusqua("ack")
	c.envoyer(map[string]any{"t": "message", "cid": cid, "texte": "le 4 mars"})
	second := c.jusqua("ack")
	if second["seq"] != premier["seq"] || second["deja_recu"] != true {
		t.Errorf("resend = %v, first %v", second, premier)
	}
}

// TestMessages_bidiIsNeutralised holds the end of MS-08.
func TestMessages_bidiIsNeutralised(t *testing.T) {
	t.Parallel()
	s := newServeur(t, nil)
	conv := s.conversation(ioana)
	c := s.client("ioana")
	c.reprendre(conv.ID, int64(conv.Dernier), "", "ioana")
	c.envoyer(map[string]any{"t": "message", "cid": uuid.NewString(), "texte": "a\u202eb\u2066c"})
	if e := c.jusqua("message"); e["html"] != "<p>abc</p>" {
		t.Errorf("message = %v", e)
	}
}

// TestMessages_closed holds MS-10.
func TestMessages_closed(t *testing.T) {
	t.Parallel()
	s := newServeur(t, nil)
	vieille := s.conversation(ioana)
	if _, err := s.service.Ouvrir(t.Context(), comptes.Acteur{Utilisateur: ioana}); err != nil {
		t.Fatal(err)
	}
	c := s.client("ioana")
	c.reprendre(vieille.ID, int64(vieille.Dernier), "", "ioana")
	c.envoyer(map[string]any{"t": "message", "cid": uuid.NewString(), "texte": "encore"})
	if e := c.lire(); e["code"] != "conversation_close" {
		t.Errorf("closed: %v", e)
	}
}

// TestMessages_slowDown holds MS-12: told how long to wait, and nothing stored.
func TestMessages_slowDown(t *testing.T) {
	t.Parallel()
	s := newServeur(t, func(c *Config) { c.MessagesSeconde, c.MessagesMinute = 5, 30 })
	conv := s.conversation(ioana)
	c := s.client("ioana")
	c.reprendre(conv.ID, int64(conv.Dernier), "", "ioana")
	for range 12 {
		c.envoyer(map[string]any{"t": "message", "cid": uuid.NewString(), "texte": "vite"})
	}
	for {
		e := c.lire()
		if e["t"] != "erreur" {
			continue
		}
		if e["code"] != "ralentir" || e["apres"].(float64) < 1 || e["cid"] == nil {
			t.Errorf("error = %v", e)
		}
		return
	}
}

// TestMessages_databaseAway holds MS-13: refused within five seconds, not acknowledged.
func TestMessages_databaseAway(t *testing.T) {
	t.Parallel()
	s := newServeur(t, nil)
	conv := s.conversation(ioana)
	c := s.client("ioana")
	c.reprendre(conv.ID, int64(conv.Dernier), "", "ioana")
	s.db.Close()
	c.envoyer(map[string]any{"t": "message", "cid": uuid.NewString(), "texte": "allô"})
	if e := c.jusqua("erreur"); e["code"] != "reessai" || e["apres"] == nil {
		t.Errorf("database away: %v", e)
	}
}
