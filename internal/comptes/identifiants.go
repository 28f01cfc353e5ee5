package comptes

import (
	"fmt"
	"regexp"
	"strings"
	"unicode"

	"claudia/internal/fault"
)

// Sources of the rules below: donnees-de-reference.md, section 5.

const (
	siretLength = 14
	sirenLength = 9
	// laPoste is the SIREN whose establishments follow a rule of their own, but for the seat.
	laPoste     = "356000000"
	laPosteSeat = "35600000000048"
)

// LireSIRET reads a SIRET typed with or without spaces and gives its 14 digits. The fault is
// siret_invalide (HT-09) and says which character to look at.
func LireSIRET(saisie string) (string, error) {
	s := compact(saisie)
	for i, r := range []rune(s) {
		if r < '0' || r > '9' {
			return "", siretInvalide("Le SIRET compte 14 chiffres ; vérifiez le " + rang(i+1) + ".")
		}
	}
	if len(s) != siretLength {
		return "", siretInvalide(fmt.Sprintf("Le SIRET compte 14 chiffres ; vous en avez saisi %d.", len(s)))
	}
	if !siretKey(s) {
		return "", siretInvalide("Ce SIRET n'est pas valide : un chiffre est faux ou deux sont inversés. Recopiez-le depuis votre avis de situation Insee.")
	}
	return s, nil
}

func siretInvalide(message string) error { return fault.Sur("siret", "siret_invalide", message) }

func siretKey(s string) bool {
	if strings.HasPrefix(s, laPoste) && s != laPosteSeat {
		sum := 0
		for _, c := range []byte(s) {
			sum += int(c - '0')
		}
		return sum%5 == 0
	}
	return luhn(s) && luhn(s[:sirenLength])
}

// ValiderSIREN tells whether s is nine digits with a right key.
func ValiderSIREN(s string) bool {
	return len(s) == sirenLength && digitsOnly(s) && luhn(s)
}

// luhn checks the key of a string of digits.
func luhn(s string) bool {
	sum := 0
	for i := range len(s) {
		d := int(s[len(s)-1-i] - '0')
		if i%2 == 1 {
			if d *= 2; d > 9 {
				d -= 9
			}
		}
		sum += d
	}
	return sum%10 == 0
}

// Forms of the identifiers that carry no key that we can check.
var (
	formeRIDET       = regexp.MustCompile(`^[0-9]{10}$`)
	formeTAHITI      = regexp.MustCompile(`^([0-9]{6}|[A-Z][0-9]{5})([0-9]{3})?$`)
	formeUE          = regexp.MustCompile(`^[A-Z]{2}[0-9A-Z+*]{2,14}$`)
	formeHorsUE      = regexp.MustCompile(`^[A-Z]{2}[0-9A-Z]{1,16}$`)
	formeParticulier = regexp.MustCompile(`^[1-478][0-9]{9}[A-Z]{1,60}$`)
)

// paysUE are the prefixes of VAT numbers of the Union outside France; Greece writes EL.
const paysUE = " AT BE BG CY CZ DE DK EE EL ES FI HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK XI "

// LireIdentifiant reads the number of a structure according to its kind and gives its canonical
// form. Faults: siret_invalide, identifiant_invalide (field « identifiant »).
func LireIdentifiant(t TypeIdentifiant, saisie string) (string, error) {
	s := strings.ToUpper(compact(saisie))
	switch t {
	case SIRET:
		return LireSIRET(saisie)
	case RIDET:
		return matched(s, formeRIDET.MatchString(s), "Le numéro RIDET compte 10 chiffres : les 7 du RID puis les 3 de l'établissement (001, 002…).")
	case TAHITI:
		return matched(s, formeTAHITI.MatchString(s), "Le numéro TAHITI compte 6 chiffres, ou une lettre et 5 chiffres ; ajoutez au besoin les 3 chiffres de l'établissement.")
	case UEHorsFrance:
		ok := formeUE.MatchString(s) && strings.Contains(paysUE, " "+s[:2]+" ")
		return matched(s, ok, "Indiquez votre numéro de TVA intracommunautaire, qui commence par les deux lettres de votre pays (par exemple BE ou DE).")
	case HorsUE:
		return matched(s, formeHorsUE.MatchString(s), "Indiquez les deux lettres de votre pays suivies des 16 premiers caractères de votre raison sociale, sans espace ni accent.")
	case Particulier:
		return matched(s, formeParticulier.MatchString(s), "Indiquez les 10 premiers chiffres de votre numéro de sécurité sociale suivis de votre nom et des premières lettres de votre prénom, sans espace ni accent.")
	case Autre:
		s = strings.TrimSpace(saisie)
		ok := s != "" && len(s) <= 80 && !strings.ContainsFunc(s, unicode.IsControl)
		return matched(s, ok, "Indiquez la référence de votre demande d'immatriculation (80 caractères au plus).")
	}
	return "", fault.Sur("type_identifiant", "type_identifiant_inconnu", "Choisissez un type d'identifiant dans la liste.")
}

func matched(s string, ok bool, message string) (string, error) {
	if !ok {
		return "", fault.Sur("identifiant", "identifiant_invalide", message)
	}
	return s, nil
}

// tvaAlphabet numbers the characters of the letter keys, which leave out I and O.
const tvaAlphabet = "0123456789ABCDEFGHJKLMNPQRSTUVWXYZ"

// ValiderTVA tells whether s is a French VAT number: FR, a key of two characters, a SIREN. Monaco
// writes 000 at the head of the SIREN, which then has no key.
func ValiderTVA(s string) bool {
	s = strings.ToUpper(compact(s))
	if len(s) != 13 || s[:2] != "FR" || !digitsOnly(s[4:]) {
		return false
	}
	siren := s[4:]
	if siren[:3] != "000" && !luhn(siren) {
		return false
	}
	first, second := strings.IndexByte(tvaAlphabet, s[2]), strings.IndexByte(tvaAlphabet, s[3])
	if first < 0 || second < 0 {
		return false
	}
	n := number(siren)
	switch {
	case first < 10 && second < 10:
		return (n*100+12)%97 == first*10+second
	case first < 10:
		return tvaLetterKey(n, first*24+second-10)
	default:
		return tvaLetterKey(n, first*34+second-100)
	}
}

func tvaLetterKey(siren, key int) bool { return (siren+1+key/11)%11 == key%11 }

// number reads at most nine digits.
func number(digits string) int {
	n := 0
	for i := range len(digits) {
		n = n*10 + int(digits[i]-'0')
	}
	return n
}

// compact removes what people type between groups: spaces of all widths, dots and hyphens.
func compact(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || r == '.' || r == '-' || r == '\u2011' || r == '\u2060' || r == '\u200b' {
			return -1
		}
		return r
	}, s)
}

func digitsOnly(s string) bool {
	return s != "" && strings.Trim(s, "0123456789") == ""
}

// rang writes an ordinal: 1er, 2e, 9e.
func rang(n int) string {
	if n == 1 {
		return "1er"
	}
	return fmt.Sprintf("%de", n)
}
