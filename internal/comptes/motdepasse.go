package comptes

import (
	"context"
	"crypto/rand"
	"crypto/subtle"
	"encoding/base64"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"golang.org/x/crypto/argon2"

	"claudia/internal/fault"
)

// Parameters of argon2id, those of the OWASP password storage sheet: 19 MiB, two passes, one lane.
const (
	argonMemory  = 19 * 1024
	argonTime    = 2
	argonThreads = 1
	argonKey     = 32
	argonSalt    = 16
)

// Bounds of a password. The upper one keeps a megabyte of text from costing a computation.
const (
	motDePasseMin = 12
	motDePasseMax = 128
)

// errHashForm says that a stored hash cannot be read: such an account opens with no password.
var errHashForm = errors.New("unreadable password hash")

func verifierForce(motDePasse, email string) error {
	switch n := utf8.RuneCountInString(motDePasse); {
	case n < motDePasseMin:
		f := fault.Sur("mot_de_passe", "mot_de_passe_court", fmt.Sprintf("Choisissez un mot de passe d'au moins %d caractères ; une phrase convient très bien.", motDePasseMin))
		f.Limite, f.Recu = motDePasseMin, n
		return f
	case n > motDePasseMax:
		f := fault.Sur("mot_de_passe", "mot_de_passe_long", fmt.Sprintf("Choisissez un mot de passe de %d caractères au plus.", motDePasseMax))
		f.Limite, f.Recu = motDePasseMax, n
		return f
	}
	bas := strings.ToLower(motDePasse)
	nom, _, _ := strings.Cut(email, "@")
	if (len(nom) > 3 && strings.Contains(bas, nom)) || facile(bas) {
		return fault.Sur("mot_de_passe", "mot_de_passe_facile", "Ce mot de passe se devine trop facilement. Choisissez une phrase que vous seul connaissez, sans votre adresse.")
	}
	return nil
}

// facile recognises what attackers try first: few different characters, or rows of the keyboard.
func facile(bas string) bool {
	seen := map[rune]bool{}
	for _, r := range bas {
		seen[r] = true
	}
	if len(seen) < 5 {
		return true
	}
	for _, suite := range []string{"motdepasse", "password", "azertyuiop", "qwertyuiop", "1234567890", "0123456789", "chorus-pro", "choruspro"} {
		if len(bas)-len(suite) < 5 && strings.Contains(bas, suite) {
			return true
		}
	}
	return false
}

// hacher computes the hash to store: $argon2id$v=19$m=19456,t=2,p=1$salt$key.
func (s *Service) hacher(ctx context.Context, motDePasse string) (string, error) {
	salt := make([]byte, argonSalt)
	if _, err := rand.Read(salt); err != nil {
		return "", fmt.Errorf("draw a salt: %w", err)
	}
	key, err := s.argon(ctx, motDePasse, salt)
	if err != nil {
		return "", err
	}
	enc := base64.RawStdEncoding.EncodeToString
	return fmt.Sprintf("$argon2id$v=%d$m=%d,t=%d,p=%d$%s$%s", argon2.Version, argonMemory, argonTime, argonThreads, enc(salt), enc(key)), nil
}

// correspond tells whether the password is the one of the hash. A hash of other parameters than
// ours is errHashForm: we have never written any.
func (s *Service) correspond(ctx context.Context, hash, motDePasse string) (bool, error) {
	parts := strings.Split(hash, "$")
	if len(parts) != 6 || parts[1] != "argon2id" || parts[2] != fmt.Sprintf("v=%d", argon2.Version) ||
		parts[3] != fmt.Sprintf("m=%d,t=%d,p=%d", argonMemory, argonTime, argonThreads) {
		return false, errHashForm
	}
	salt, errSalt := base64.RawStdEncoding.DecodeString(parts[4])
	want, errKey := base64.RawStdEncoding.DecodeString(parts[5])
	if errSalt != nil || errKey != nil || len(want) != argonKey {
		return false, errHashForm
	}
	got, err := s.argon(ctx, motDePasse, salt)
	if err != nil {
		return false, err
	}
	return subtle.ConstantTimeCompare(got, want) == 1, nil
}

// argon waits for a free place, so that a flood of logins cannot take all the memory (P16).
func (s *Service) argon(ctx context.Context, motDePasse string, salt []byte) ([]byte, error) {
	select {
	case s.hachages <- struct{}{}:
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	defer func() { <-s.hachages }()
	return argon2.IDKey([]byte(motDePasse), salt, argonTime, argonMemory, argonThreads, argonKey), nil
}
