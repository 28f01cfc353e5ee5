package assistant

import (
	"strings"
	"testing"
	"unicode/utf8"

	"claudia/internal/fault"
)

func TestValider_codes(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, in, code string }{
		{"words", "le 3 mars\nou le 4", ""},
		{"emoji and accents", "été 🙂", ""},
		{"longest", strings.Repeat("é", longueurMax), ""},
		{"one more", strings.Repeat("é", longueurMax+1), "message_trop_long"},
		{"empty", "", "message_vide"},
		{"invisible only", " \u200b\u2060\u3164\ufeff", "message_vide"},
		{"NUL", "a\x00", "caractere_interdit"},
		{"escape", "a\x1b[31m", "caractere_interdit"},
		{"not UTF-8", "\xff", "caractere_interdit"},
	} {
		code := ""
		if f, ok := fault.As(valider(c.in)); ok {
			code = f.Code
		}
		if code != c.code {
			t.Errorf("%s: valider = %q, want %q", c.name, code, c.code)
		}
	}
}

func FuzzValider(f *testing.F) {
	f.Add("le 3 mars")
	f.Add("a\u202eb")
	f.Fuzz(func(t *testing.T, s string) {
		if valider(s) != nil {
			return
		}
		n := neutraliser(s)
		if !utf8.ValidString(n) || strings.ContainsAny(n, "\x00\u202e\u2066") || utf8.RuneCountInString(n) > longueurMax {
			t.Errorf("%q became %q", s, n)
		}
	})
}
