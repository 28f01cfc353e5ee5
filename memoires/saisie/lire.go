package saisie

import (
	"fmt"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"claudia/internal/fault"
	"claudia/memoires"
)

// longueurLue bounds what Lire looks at, before any other work: no field takes as much.
const longueurLue = 8_000

// Lire reads what a form or an API sends for the field and gives its canonical string, "" when it
// was left empty. It is strict but kind: the usual ways of writing a French day, amount, quantity or
// rate are taken, and so is what Afficher shows; what is ambiguous or out of limits is refused with
// a fault.Invalide that repeats what was received and says what to do (promises.md HT-11 to HT-14).
// Free French (« hier », « mille deux cents ») is for assistant/francais.
func (c Champ) Lire(texte string, x Contexte) (string, error) {
	if len(texte) > longueurLue {
		return "", c.refus(x, "texte_trop_long", fmt.Sprintf("Ce texte est trop long (%d octets reçus). Raccourcissez-le.", len(texte)))
	}
	t := nettoyer(texte)
	if t == "" {
		return "", nil
	}
	var canonique string
	var err error
	switch c.Genre {
	case GenreTexte:
		canonique = t
	case GenreJour:
		canonique, err = c.lireJour(t, x)
	case GenreMontant:
		canonique, err = c.lireMontant(t, x)
	case GenreQuantite:
		canonique, err = c.lireQuantite(t, x)
	case GenreTaux:
		canonique, err = c.lireTaux(t, x)
	case GenreListe, GenreRecherche:
		canonique, err = c.lireListe(t, x)
	case GenreOuiNon:
		canonique, err = c.lireOuiNon(t, x)
	}
	if err != nil {
		return "", err
	}
	if err := c.Valider(canonique, x); err != nil {
		return "", err
	}
	return canonique, nil
}

// champ is the field with its line, as faults and provenances name it.
func (c Champ) champ(x Contexte) memoires.Champ {
	ch := memoires.Champ{Cle: c.Cle}
	if c.Cle.DeLigne() && x.Ligne != nil {
		ch.Ligne = x.Ligne.ID
	}
	return ch
}

func (c Champ) refus(x Contexte, code, message string) *fault.Error {
	return fault.Sur(c.champ(x).String(), code, message)
}

// refusRecu is a refusal that repeats what was received, cut so that a pasted page stays readable.
func (c Champ) refusRecu(x Contexte, code, recu, suite string) *fault.Error {
	if r := []rune(recu); len(r) > 40 {
		recu = string(r[:40]) + "…"
	}
	e := c.refus(x, code, "Vous avez écrit « "+recu+" ». "+suite)
	e.Recu = recu
	return e
}

// nettoyer composes accents, drops what is invisible and trims (situations.md R9). Controls stay:
// the validation refuses them with their position.
func nettoyer(s string) string {
	s = norm.NFC.String(strings.ToValidUTF8(s, "\uFFFD"))
	s = strings.ReplaceAll(s, "\r\n", "\n")
	s = strings.Map(func(r rune) rune {
		switch {
		case r == '\u200b' || r == '\u200c' || r == '\u200d' || r == '\u2060' || r == '\ufeff' || r == '\u00ad':
			return -1
		case unicode.Is(unicode.Bidi_Control, r), r >= 0xE0000 && r <= 0xE007F: // bidi overrides, tags
			return -1
		case r == '\u2028' || r == '\u2029' || r == '\r' || r == '\v' || r == '\f':
			return '\n'
		case r == '\t':
			return ' '
		}
		return r
	}, s)
	return norm.NFC.String(strings.TrimSpace(s))
}

// compacte folds compatibility forms (full-width digits, no-break spaces) for what is not free text.
func compacte(s string) string {
	return strings.Join(strings.Fields(norm.NFKC.String(s)), " ")
}

func (c Champ) lireOuiNon(t string, x Contexte) (string, error) {
	switch strings.ToLower(compacte(t)) {
	case "oui", "o", "on", "true", "1":
		return "oui", nil
	case "non", "n", "off", "false", "0":
		return "non", nil
	}
	return "", c.refusRecu(x, "valeur_inconnue", t, "Répondez par oui ou par non.")
}

func (c Champ) lireListe(t string, x Contexte) (string, error) {
	options := c.toutes(x)
	for _, o := range options {
		if o.Code == t {
			return o.Code, nil
		}
	}
	cle := compacte(t)
	trouve := ""
	for _, o := range options {
		if strings.EqualFold(compacte(o.Libelle), cle) {
			if trouve != "" {
				return "", c.refusRecu(x, "valeur_ambigue", t, "Plusieurs valeurs portent ce nom : choisissez dans la liste.")
			}
			trouve = o.Code
		}
	}
	if trouve != "" {
		return trouve, nil
	}
	suite := "Choisissez une valeur de la liste."
	if proches := c.Chercher(t, x, 1); len(proches) > 0 {
		suite = "Pensiez-vous à « " + proches[0].Libelle + " » ? Choisissez une valeur de la liste."
	}
	return "", c.refusRecu(x, "valeur_inconnue", t, suite)
}
