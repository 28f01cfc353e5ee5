package francais

import (
	"strings"
	"unicode"
)

// emoji gives the answer that an emoji is.
func emoji(t string) Intention {
	switch t {
	case "👍", "✅", "👌", "✔", "☑", "🆗", "💯":
		return Oui
	case "👎", "❌", "✖", "🚫", "⛔":
		return Non
	case "🙏":
		return Merci
	case "👋":
		return Bonjour
	case "🤷":
		return JeNeSaisPas
	case "🤔":
		return Doute
	case "😡", "🤬", "😠":
		return Colere
	case "🖕":
		return Insulte
	}
	return Inconnue
}

// charabia tells keys hit at random: few words, none pronounceable.
func (l *lecteurIntentions) charabia() bool {
	mots := 0
	for i := range l.j {
		if l.j[i].genre == entier {
			return false
		}
		if l.j[i].genre != mot {
			continue
		}
		if mots++; mots > 3 || !imprononcable(l.j[i].t) {
			return false
		}
	}
	return mots > 0
}

func imprononcable(t string) bool {
	if len(t) < 4 {
		return false
	}
	for _, rangee := range []string{"azertyuiop", "qsdfghjklm", "wxcvbn", "qwertyuiop", "asdfghjkl", "zxcvbnm"} {
		if len(t) >= 5 && (strings.Contains(rangee, t[:4]) || strings.Contains(rangee, t[len(t)-4:])) || strings.Contains(rangee, t) {
			return true
		}
	}
	suite, voyelles := 0, 0
	for _, r := range t {
		if !unicode.IsLetter(r) || strings.ContainsRune("aeiouy", r) {
			suite = 0
			voyelles++
			continue
		}
		if suite++; suite >= 5 {
			return true
		}
	}
	return voyelles == 0 && len(t) >= 4
}
