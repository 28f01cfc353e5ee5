package analyse

import "strings"

// Son gives a coarse key of how a folded word sounds in French, for words typed by ear: « konbien »
// and « combien », « peyé » and « payé » meet.
func Son(mot string) string {
	w := remplacer(mot)
	var b strings.Builder
	var avant byte
	for i := range len(w) {
		c := w[i]
		switch c {
		case 'h':
			continue
		case 'c':
			c = 'k'
			if i+1 < len(w) && strings.IndexByte("eiy", w[i+1]) >= 0 {
				c = 's'
			}
		case 'q':
			c = 'k'
		case 'g':
			if i+1 < len(w) && strings.IndexByte("eiy", w[i+1]) >= 0 {
				c = 'j'
			}
		case 'y':
			c = 'i'
		case 'z':
			c = 's'
		}
		if c != avant {
			b.WriteByte(c)
		}
		avant = c
	}
	k := b.String()
	for len(k) > 2 && strings.IndexByte("esxtd", k[len(k)-1]) >= 0 {
		k = k[:len(k)-1]
	}
	return k
}

func remplacer(w string) string {
	return strings.NewReplacer("eau", "o", "au", "o", "ph", "f", "qu", "k", "sch", "ch", "ck", "k", "aim", "1", "ain", "1", "ein", "1", "oin", "o1",
		"ay", "ei", "ey", "ei", "ai", "e", "ei", "e", "ez", "e", "er", "e", "oeu", "e", "eu", "e",
		"tion", "sion", "ence", "anse", "em", "an", "en", "an", "am", "an", "om", "on", "im", "1", "in", "1", "y", "i").Replace(w)
}
