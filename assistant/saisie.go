package assistant

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"claudia/assistant/dialogue"
	"claudia/internal/fault"
)

// longueurMax is the longest message, in characters; a longer text is a pasted document (situations.md
// R15), or is refused where documents are not taken (promises.md MS-07).
const longueurMax = 4000

// Saisie is what a person sends: words, or a quick reply by its place.
type Saisie struct {
	Texte   string
	Reponse *Reponse
}

// valider refuses what cannot be a message, with the code of promises.md 6.2.
func valider(texte string) error {
	if !utf8.ValidString(texte) {
		return errIllisible()
	}
	n, visible := 0, false
	for _, r := range texte {
		n++
		if interdit(r) {
			f := fault.Sur("texte", "caractere_interdit",
				fmt.Sprintf("Le caractère numéro %d du message n'est pas permis. Retirez-le ou retapez le message.", n))
			f.Recu = n
			return f
		}
		visible = visible || !invisible(r)
	}
	if n > longueurMax {
		return errTropLong(n, longueurMax)
	}
	if !visible {
		return errVide()
	}
	return nil
}

// validerColle refuses what cannot be a pasted text.
func validerColle(texte string) error {
	if !utf8.ValidString(texte) {
		return errIllisible()
	}
	if n := utf8.RuneCountInString(texte); n > colleMax {
		return errTropLong(n, colleMax)
	}
	if strings.TrimFunc(texte, func(r rune) bool { return interdit(r) || invisible(r) }) == "" {
		return errVide()
	}
	return nil
}

func errTropLong(n, limite int) error {
	f := fault.Sur("texte", "message_trop_long", fmt.Sprintf(
		"%s caractères reçus, %s au plus. Raccourcissez ou joignez un fichier.", milliers(n), milliers(limite)))
	f.Limite, f.Recu = limite, n
	return f
}

func errVide() error {
	return fault.Sur("texte", "message_vide", "Écrivez un message avant d'envoyer.")
}

func errIllisible() error {
	return fault.Sur("texte", "caractere_interdit", "Le message contient des caractères illisibles. Retapez-le.")
}

// interdit tells the controls that no keyboard writes (PostgreSQL refuses NUL in JSON), and what the
// JSON decoder puts in place of half a character.
func interdit(r rune) bool {
	return r == utf8.RuneError || unicode.IsControl(r) && r != '\n' && r != '\r' && r != '\t'
}

// invisible tells the characters that leave no mark: spaces, format and filler characters.
func invisible(r rune) bool {
	const filler = "\u115f\u1160\u3164\uffa0\u2800"
	return unicode.IsSpace(r) || unicode.Is(unicode.Cf, r) || unicode.Is(unicode.Mn, r) || strings.ContainsRune(filler, r)
}

func milliers(n int) string {
	if n < 1000 {
		return strconv.Itoa(n)
	}
	return fmt.Sprintf("%s\u202f%03d", milliers(n/1000), n%1000)
}

// neutraliser takes out the characters that reverse the order of the others on the screen: a text
// must not read otherwise than it is (MS-08).
func neutraliser(texte string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r >= '\u202a' && r <= '\u202e', r >= '\u2066' && r <= '\u2069', r == '\u200e', r == '\u200f', r == '\u061c':
			return -1
		}
		return r
	}, texte)
}

// choixDe finds the quick reply that r names in the message that offered it.
func choixDe(m Message, r Reponse) (dialogue.Choix, error) {
	invalide := fault.Sur("choix", "etape_invalide",
		"Cette réponse n'est plus proposée. Répondez à la dernière question de l'assistant.")
	if m.Auteur != Assistant || r.Bloc < 0 || r.Bloc >= len(m.Contenu.Blocs) {
		return dialogue.Choix{}, invalide
	}
	choix := m.Contenu.Blocs[r.Bloc].Choix
	if r.Proposition != nil {
		ps := m.Contenu.Blocs[r.Bloc].Propositions
		if *r.Proposition < 0 || *r.Proposition >= len(ps) {
			return dialogue.Choix{}, invalide
		}
		choix = ps[*r.Proposition].Choix
	}
	if r.Choix < 0 || r.Choix >= len(choix) || choix[r.Choix].Lien != "" {
		return dialogue.Choix{}, invalide
	}
	return choix[r.Choix], nil
}
