package pieces

import (
	"encoding/hex"
	"path"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// ID is the random handle of a piece: 26 letters and digits, 130 bits.
type ID string

// Type is the media type found in the content.
type Type string

// The types that come in. Texte never comes from a file: see [Service.DeposerTexte].
const (
	PDF  Type = "application/pdf"
	PNG  Type = "image/png"
	JPEG Type = "image/jpeg"

	Texte Type = "text/plain"
)

// Extension is the ending of a file name of the type, with its dot.
func (t Type) Extension() string {
	switch t {
	case PDF:
		return ".pdf"
	case PNG:
		return ".png"
	case JPEG:
		return ".jpg"
	case Texte:
		return ".txt"
	}
	return ""
}

// Media is the media type to serve the content under; a guess from the bytes could make a page of a text.
func (t Type) Media() string {
	if t == Texte {
		return string(t) + "; charset=utf-8"
	}
	return string(t)
}

// Piece is one stored attachment.
type Piece struct {
	ID          ID
	Structure   *int64 `db:"structure_id"` // nil: personal, of Utilisateur only
	Utilisateur int64  `db:"utilisateur_id"`
	Nom         string // cleaned, to show
	Type        Type
	Taille      int64 // bytes
	SHA256      []byte
	Etat        string
	CreatedAt   time.Time `db:"created_at"`
	// DejaDeposee tells that the same file was there already, and is given back.
	DejaDeposee bool `db:"-"`
}

// Empreinte is the digest in hexadecimal.
func (p Piece) Empreinte() string { return hex.EncodeToString(p.SHA256) }

// Acteur is who asks; comptes.Acteur is one. Ids are those of comptes.
type Acteur interface {
	// IDUtilisateur is 0 for nobody.
	IDUtilisateur() int64
	// LitStructure tells whether the actor may see what belongs to the structure.
	LitStructure(structure int64) bool
	// EcritStructure tells whether the actor may add to what belongs to the structure.
	EcritStructure(structure int64) bool
}

// nomMax is the longest name shown, in characters.
const nomMax = 120

// NettoyerNom makes a file name fit to show: no path, one Unicode form, no control, no invisible or
// direction-changing character, at most 120 characters with the extension kept.
func NettoyerNom(nom string) string {
	nom = norm.NFC.String(strings.ToValidUTF8(nom, ""))
	nom = nom[strings.LastIndexAny(nom, `/\`)+1:]
	nom = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case unicode.Is(unicode.Cc, r), unicode.Is(unicode.Cf, r), unicode.Is(unicode.Co, r), unicode.Is(unicode.Cs, r),
			strings.ContainsRune(`<>:"|?*`, r), r == utf8.RuneError:
			return -1
		}
		return r
	}, nom)
	nom = strings.TrimRight(strings.Join(strings.Fields(nom), " "), ". ")
	ext := path.Ext(nom)
	base := strings.Trim(strings.TrimSuffix(nom, ext), ". ")
	if utf8.RuneCountInString(ext) > 10 {
		base, ext = strings.TrimLeft(nom, ". "), ""
	}
	if base == "" {
		base = "document"
	}
	if windowsReserved(base) {
		base = "_" + base
	}
	room := nomMax - utf8.RuneCountInString(ext)
	if runes := []rune(base); len(runes) > room {
		base = strings.TrimRight(string(runes[:room]), ". ")
	}
	return norm.NFC.String(base + ext)
}

// windowsReserved tells the names that Windows takes for devices.
func windowsReserved(base string) bool {
	first, _, _ := strings.Cut(strings.ToUpper(base), ".")
	switch first {
	case "CON", "PRN", "AUX", "NUL":
		return true
	}
	return len(first) == 4 && (strings.HasPrefix(first, "COM") || strings.HasPrefix(first, "LPT")) && first[3] >= '1' && first[3] <= '9'
}
