package francais

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// genreJeton is the kind of a token.
type genreJeton uint8

const (
	mot    genreJeton = iota // letters
	entier                   // digits
	signe                    // anything else, one rune
)

// jeton is a token of the normalised text. Apostrophes and the hyphens between letters separate
// words and are not tokens.
type jeton struct {
	t        string // folded, alias applied
	deb, fin int    // bytes of the normalised text
	genre    genreJeton
	val      int64 // of an entier; -1 when it has more than 18 digits
	colle    bool  // follows the previous token without a space
	trait    bool  // joined to the previous word by a hyphen
	exact    string
}

// phrase is a normalised text and its tokens.
type phrase struct {
	s string
	j []jeton
}

// decouper normalises and tokenises, within TailleMax.
func decouper(s string) *phrase {
	p := &phrase{s: Normaliser(borner(s))}
	p.s = borner(p.s)
	p.j = make([]jeton, 0, len(p.s)/4+4)
	trait := false
	for i := 0; i < len(p.s); {
		r, w := utf8.DecodeRuneInString(p.s[i:])
		deb := i
		switch {
		case r == ' ':
			i += w
		case unicode.IsDigit(r) && r < utf8.RuneSelf:
			i = p.lireEntier(deb)
		case estLettre(r):
			for i += w; i < len(p.s); i += w {
				if r, w = utf8.DecodeRuneInString(p.s[i:]); !estLettre(r) {
					break
				}
			}
			p.ajouterMot(deb, i, trait)
			trait = false
		case r == '\'' && i > 0 && lettreAvant(p.s, i):
			i += w
			if n := len(p.j); n > 0 && p.j[n-1].t == "aujourd" {
				p.j[n-1].t = "aujourdhui"
				i = p.sauterHui(i)
				p.j[n-1].fin = i
			}
		case r == '-' && i > 0 && lettreAvant(p.s, i) && lettreApres(p.s, i+w):
			i += w
			trait = true
		default:
			i += w
			p.j = append(p.j, jeton{t: p.s[deb:i], deb: deb, fin: i, genre: signe, colle: deb > 0 && p.s[deb-1] != ' '})
		}
	}
	p.fusionner()
	p.corrigerMots()
	return p
}

func estLettre(r rune) bool { return unicode.IsLetter(r) || unicode.Is(unicode.Mn, r) }

func lettreAvant(s string, i int) bool {
	r, _ := utf8.DecodeLastRuneInString(s[:i])
	return estLettre(r)
}

func lettreApres(s string, i int) bool {
	r, _ := utf8.DecodeRuneInString(s[i:])
	return estLettre(r)
}

func (p *phrase) sauterHui(i int) int {
	if len(p.s) >= i+3 && Plier(p.s[i:i+3]) == "hui" {
		return i + 3
	}
	return i
}

func (p *phrase) lireEntier(deb int) int {
	i, v, chiffres := deb, int64(0), 0
	for ; i < len(p.s) && '0' <= p.s[i] && p.s[i] <= '9'; i++ {
		if chiffres++; chiffres <= 18 {
			v = v*10 + int64(p.s[i]-'0')
		}
	}
	if chiffres > 18 {
		v = -1
	}
	p.j = append(p.j, jeton{t: p.s[deb:i], deb: deb, fin: i, genre: entier, val: v, colle: deb > 0 && p.s[deb-1] != ' '})
	return i
}

func (p *phrase) ajouterMot(deb, fin int, trait bool) {
	t := Plier(p.s[deb:fin])
	colle := deb > 0 && p.s[deb-1] != ' ' && p.s[deb-1] != '\'' && !trait
	p.j = append(p.j, jeton{t: t, deb: deb, fin: fin, genre: mot, colle: colle, trait: trait, exact: t})
}

// fusionner joins the SMS spellings that mix digits and letters (« 2main », « 2m1 »).
func (p *phrase) fusionner() {
	for i := 0; i+1 < len(p.j); i++ {
		a, b := &p.j[i], p.j[i+1]
		if b.t == "hui" && a.genre == mot && len(a.t) <= 8 && strings.HasSuffix(a.t, "ourd") { // « ajourd'hui »
			a.t, a.exact, a.fin = "aujourdhui", "aujourdhui", b.fin
			p.j = append(p.j[:i+1], p.j[i+2:]...)
			continue
		}
		if a.genre != entier || a.val != 2 || len(a.t) != 1 || !b.colle || b.genre != mot {
			continue
		}
		n := 0
		switch {
		case b.t == "main":
			n = 1
		case b.t == "m" && i+2 < len(p.j) && p.j[i+2].colle && p.j[i+2].t == "1":
			n = 2
		}
		if n == 0 {
			continue
		}
		*a = jeton{t: "demain", deb: a.deb, fin: p.j[i+n].fin, genre: mot, colle: a.colle, exact: "demain"}
		p.j = append(p.j[:i+1], p.j[i+1+n:]...)
	}
}

// a gives the folded word at i, or "" outside and on numbers.
func (p *phrase) a(i int) string {
	if i < 0 || i >= len(p.j) || p.j[i].genre == entier {
		return ""
	}
	return p.j[i].t
}

// est tells whether the word at i is one of those given.
func (p *phrase) est(i int, mots ...string) bool {
	t := p.a(i)
	if t == "" {
		return false
	}
	return slices.Contains(mots, t)
}

// suite tells whether the words follow one another from i.
func (p *phrase) suite(i int, mots ...string) bool {
	for k, m := range mots {
		if p.a(i+k) != m {
			return false
		}
	}
	return true
}

// sauter gives the index after the words of the set that stand at i.
func (p *phrase) sauter(i int, mots ...string) int {
	for fin := i + sautMax; i < fin && p.est(i, mots...); {
		i++
	}
	return i
}

// sautMax bounds how many joining words are skipped at once, so that reading stays linear.
const sautMax = 8

// num tells whether a digit token stands at i.
func (p *phrase) num(i int) bool { return i >= 0 && i < len(p.j) && p.j[i].genre == entier }

// val gives the value of the digit token at i, or -1.
func (p *phrase) val(i int) int64 {
	if !p.num(i) {
		return -1
	}
	return p.j[i].val
}

// colle tells whether the token at i follows the previous one without a space.
func (p *phrase) colle(i int) bool { return i > 0 && i < len(p.j) && p.j[i].colle }

// borne gives the byte offsets of the tokens [i, i+n).
func (p *phrase) borne(i, n int) (int, int) {
	if n <= 0 || i >= len(p.j) {
		return 0, 0
	}
	return p.j[i].deb, p.j[min(i+n, len(p.j))-1].fin
}

// texte gives the words of the tokens [i, i+n).
func (p *phrase) texte(i, n int) string {
	d, f := p.borne(i, n)
	return p.s[d:f]
}
