package pieces

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

func TestNettoyerNom(t *testing.T) {
	t.Parallel()
	tests := []struct{ name, in, want string }{
		{"plain", "Attestation mars 2026.pdf", "Attestation mars 2026.pdf"},
		{"decomposed accent", "Re\u0301quisition.pdf", "Réquisition.pdf"},
		{"unix path", "../../../etc/cron.d/x.pdf", "x.pdf"},
		{"windows path", `C:\Users\moi\rib.png`, "rib.png"},
		{"nul and controls", "a\x00b\x1b[31m\nc.pdf", "ab[31m c.pdf"},
		{"right to left override", "facture\u202efdp.exe", "facturefdp.exe"},
		{"zero width", "a\u200bb.pdf", "ab.pdf"},
		{"reserved", "CON.pdf", "_CON.pdf"},
		{"reserved port", "com1.pdf", "_com1.pdf"},
		{"command", "$(id).pdf", "$(id).pdf"},
		{"empty", "", "document"},
		{"dots", "...", "document"},
		{"only extension", ".pdf", "document.pdf"},
		{"long", strings.Repeat("é", 300) + ".pdf", strings.Repeat("é", 116) + ".pdf"},
		{"invalid utf-8", "a\xffb.pdf", "ab.pdf"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			if got := NettoyerNom(tt.in); got != tt.want {
				t.Errorf("NettoyerNom(%q) = %q, want %q", tt.in, got, tt.want)
			}
		})
	}
}

func FuzzNettoyerNom(f *testing.F) {
	for _, s := range []string{"a.pdf", "../x", "\u202e.pdf", "CON", strings.Repeat("a", 500)} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, nom string) {
		got := NettoyerNom(nom)
		if n := utf8.RuneCountInString(got); n < 1 || n > nomMax {
			t.Errorf("NettoyerNom(%q) has %d characters", nom, n)
		}
		if strings.ContainsAny(got, `/\`) || strings.ContainsFunc(got, unicode.IsControl) || !utf8.ValidString(got) {
			t.Errorf("NettoyerNom(%q) = %q", nom, got)
		}
		if again := NettoyerNom(got); again != got {
			t.Errorf("NettoyerNom is not stable: %q then %q", got, again)
		}
	})
}
