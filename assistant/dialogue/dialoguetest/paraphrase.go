package dialoguetest

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"claudia/assistant/francais"
)

// Paraphrase is one way of saying the same thing badly.
type Paraphrase struct {
	Regle string
	Texte string
}

// Paraphrases says a text again by rule: accents dropped, capitals, no punctuation, typing errors at
// distance 1 in the longest word, SMS French, words of politeness around, signs. Words that hold a
// figure are never changed.
func Paraphrases(texte string) []Paraphrase {
	var out []Paraphrase
	ajouter := func(regle, s string) {
		if s != texte && strings.TrimSpace(s) != "" {
			out = append(out, Paraphrase{Regle: regle, Texte: s})
		}
	}
	ajouter("sans accent", sansAccent(texte))
	ajouter("capitales", strings.ToUpper(texte))
	ajouter("sans ponctuation", sansPonctuation(texte))
	ajouter("lettre oubliée", dansLePlusLong(texte, func(r []rune) []rune { return append(r[:len(r)/2:len(r)/2], r[len(r)/2+1:]...) }))
	ajouter("lettres inversées", dansLePlusLong(texte, func(r []rune) []rune {
		i := len(r) / 2
		r[i-1], r[i] = r[i], r[i-1]
		return r
	}))
	ajouter("lettre doublée", dansLePlusLong(texte, func(r []rune) []rune {
		i := len(r) / 2
		return append(r[:i+1:i+1], r[i:]...)
	}))
	ajouter("sms", sms(texte))
	ajouter("politesse", "bonjour, "+texte+" svp")
	ajouter("hésitation", "euh "+texte+" 😅")
	return out
}

func sansAccent(s string) string {
	var b strings.Builder
	for _, r := range s {
		if r < utf8.RuneSelf || !unicode.IsLetter(r) {
			b.WriteRune(r)
			continue
		}
		plie := francais.Plier(string(r))
		if unicode.IsUpper(r) {
			plie = strings.ToUpper(plie)
		}
		b.WriteString(plie)
	}
	return b.String()
}

// sansPonctuation drops what people do not type; the signs that are part of a value stay.
func sansPonctuation(s string) string {
	return strings.Join(strings.Fields(strings.NewReplacer(" ?", "", "?", "", "!", "", ", ", " ", " :", "").Replace(s)), " ")
}

// dansLePlusLong changes the longest word, of six letters at least, without figures.
func dansLePlusLong(s string, f func([]rune) []rune) string {
	mots := strings.Split(s, " ")
	choisi := -1
	for i, m := range mots {
		lettres := strings.IndexFunc(m, func(r rune) bool { return !unicode.IsLetter(r) }) < 0
		if n := utf8.RuneCountInString(m); lettres && n >= 6 && (choisi < 0 || n > utf8.RuneCountInString(mots[choisi])) {
			choisi = i
		}
	}
	if choisi < 0 {
		return s
	}
	mots[choisi] = string(f([]rune(mots[choisi])))
	return strings.Join(mots, " ")
}

// sms writes as on a telephone.
func sms(s string) string {
	mots := strings.Fields(strings.ToLower(strings.NewReplacer("c'est", "c", "C'est", "c", "qu'", "k ", "j'ai", "g").Replace(s)))
	courts := map[string]string{
		"vous": "vs", "pas": "pa", "pour": "pr", "que": "ke", "quoi": "koi", "quelqu'un": "qqn", "bonjour": "bjr", "merci": "mrc", "je": "j", "dans": "ds",
		"avec": "avc", "même": "mm", "combien": "cb", "temps": "tps", "toujours": "tjrs", "mémoire": "memoire", "réquisition": "requiz", "beaucoup": "bcp",
	}
	for i, m := range mots {
		if c, ok := courts[m]; ok {
			mots[i] = c
		}
	}
	return strings.Join(mots, " ")
}
