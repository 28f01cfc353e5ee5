package comptes

import (
	"fmt"
	"strings"

	"golang.org/x/text/language"

	"claudia/internal/fault"
)

// IBAN is a bank account number in its three parts: the portal asks the BBAN and the key apart
// (portail.md 1.7).
type IBAN struct {
	Pays string // two letters
	Cle  string // two digits
	BBAN string // national identification: 23 characters in France
}

// String gives the electronic form, without spaces.
func (i IBAN) String() string { return i.Pays + i.Cle + i.BBAN }

// Groupe gives the printed form, in groups of four.
func (i IBAN) Groupe() string {
	s := i.String()
	var b strings.Builder
	for n, r := range s {
		if n > 0 && n%4 == 0 {
			b.WriteByte(' ')
		}
		b.WriteRune(r)
	}
	return b.String()
}

// Masque hides the middle of the account, for screens where the whole is not needed.
func (i IBAN) Masque() string {
	s := i.String()
	if len(s) < 12 {
		return strings.Repeat("•", len(s))
	}
	return s[:4] + " •••• •••• " + s[len(s)-4:]
}

// LireIBAN reads an IBAN typed with or without spaces, checks its length by country, its key
// (ISO 13616, modulo 97) and, for France and Monaco, the RIB key. The fault is iban_invalide
// (HT-10).
func LireIBAN(saisie string) (IBAN, error) {
	s := strings.ToUpper(compact(saisie))
	if len(s) < 5 {
		return IBAN{}, ibanInvalide("iban", "L'IBAN est trop court : il commence par deux lettres de pays (FR) et deux chiffres.")
	}
	return ValiderIBAN(IBAN{Pays: s[:2], Cle: s[2:4], BBAN: s[4:]})
}

// ValiderIBAN checks the three parts and gives them in upper case without spaces. The field of the
// fault (iban_invalide) is the part at fault: pays, cle_iban, bban.
func ValiderIBAN(i IBAN) (IBAN, error) {
	i = IBAN{Pays: strings.ToUpper(compact(i.Pays)), Cle: compact(i.Cle), BBAN: strings.ToUpper(compact(i.BBAN))}
	if len(i.Cle) != 2 || !digitsOnly(i.Cle) {
		return IBAN{}, ibanInvalide("cle_iban", "La clé IBAN compte 2 chiffres, placés juste après les deux lettres du pays.")
	}
	for n, r := range []rune(i.BBAN) {
		if value(r) < 0 {
			return IBAN{}, ibanInvalide("bban", "Le numéro de compte ne contient que des chiffres et des lettres ; vérifiez le "+rang(n+1)+" caractère.")
		}
	}
	want, known := ibanLengths[i.Pays]
	switch {
	case !known:
		return IBAN{}, ibanInvalide("pays", "Le code de pays de l'IBAN n'est pas reconnu. Un compte français commence par FR.")
	case len(i.String()) != want:
		return IBAN{}, ibanInvalide("bban", fmt.Sprintf("Un IBAN « %s » compte %d caractères ; le vôtre en a %d.", i.Pays, want, len(i.String())))
	case !mod97(i.BBAN + i.Pays + i.Cle):
		return IBAN{}, ibanInvalide("cle_iban", "La clé de l'IBAN ne correspond pas au compte : un caractère est faux ou deux sont inversés. Recopiez-le depuis votre RIB.")
	case (i.Pays == "FR" || i.Pays == "MC") && !ValiderRIB(i.BBAN):
		return IBAN{}, ibanInvalide("bban", "La clé RIB (les deux derniers chiffres) ne correspond pas au compte. Recopiez-le depuis votre RIB.")
	}
	return i, nil
}

func ibanInvalide(champ, message string) error { return fault.Sur(champ, "iban_invalide", message) }

// mod97 tells whether the rearranged IBAN leaves 1, each letter counting for two digits (A = 10).
func mod97(s string) bool {
	rest := 0
	for _, r := range s {
		v := value(r)
		switch {
		case v < 0:
			return false
		case v < 10:
			rest = (rest*10 + v) % 97
		default:
			rest = (rest*100 + v) % 97
		}
	}
	return rest == 1
}

// value is 0–9 for a digit, 10–35 for a capital letter, -1 otherwise.
func value(r rune) int {
	switch {
	case r >= '0' && r <= '9':
		return int(r - '0')
	case r >= 'A' && r <= 'Z':
		return int(r-'A') + 10
	}
	return -1
}

// ValiderRIB checks a French BBAN: bank 5, branch 5, account 11, key 2, with
// key = 97 − (89×bank + 15×branch + 3×account) mod 97. Letters of the account count A–I and J–R as
// 1–9, S–Z as 2–9.
func ValiderRIB(bban string) bool {
	if len(bban) != 23 || !digitsOnly(bban[:10]) || !digitsOnly(bban[21:]) {
		return false
	}
	account := 0
	for _, r := range bban[10:21] {
		v := value(r)
		switch {
		case v < 0:
			return false
		case v >= 28: // S…Z
			v -= 26
		case v >= 19: // J…R
			v -= 18
		case v >= 10: // A…I
			v -= 9
		}
		account = account*10 + v
	}
	key := 97 - (89*number(bban[:5])+15*number(bban[5:10])+3*(account%97))%97
	return key == number(bban[21:])
}

// LireBIC reads a BIC (or SWIFT code) of 8 or 11 characters; empty stays empty, since the screen
// does not ask for it always. The fault is bic_invalide.
func LireBIC(saisie string) (string, error) {
	s := strings.ToUpper(compact(saisie))
	if s == "" {
		return "", nil
	}
	if len(s) != 8 && len(s) != 11 {
		return "", fault.Sur("bic", "bic_invalide", fmt.Sprintf("Le BIC compte 8 ou 11 caractères ; le vôtre en a %d.", len([]rune(s))))
	}
	for n, r := range []byte(s) {
		v := value(rune(r))
		if v < 0 || (n < 6 && v < 10) {
			return "", fault.Sur("bic", "bic_invalide", "Le BIC commence par 6 lettres, suivies de lettres ou de chiffres ; vérifiez le "+rang(n+1)+" caractère.")
		}
	}
	if region, err := language.ParseRegion(s[4:6]); err != nil || !region.IsCountry() {
		return "", fault.Sur("bic", "bic_invalide", "Les 5e et 6e lettres du BIC doivent être celles d'un pays (FR pour la France).")
	}
	return s, nil
}

// ibanLengths is the length of the IBAN of each country of the ISO 13616 register.
//
//nolint:gochecknoglobals // a table that nobody changes
var ibanLengths = map[string]int{
	"AD": 24, "AE": 23, "AL": 28, "AT": 20, "AZ": 28, "BA": 20, "BE": 16, "BG": 22, "BH": 22, "BR": 29,
	"BY": 28, "CH": 21, "CR": 22, "CY": 28, "CZ": 24, "DE": 22, "DK": 18, "DO": 28, "EE": 20, "EG": 29,
	"ES": 24, "FI": 18, "FO": 18, "FR": 27, "GB": 22, "GE": 22, "GI": 23, "GL": 18, "GR": 27, "GT": 28,
	"HR": 21, "HU": 28, "IE": 22, "IL": 23, "IQ": 23, "IS": 26, "IT": 27, "JO": 30, "KW": 30, "KZ": 20,
	"LB": 28, "LC": 32, "LI": 21, "LT": 20, "LU": 20, "LV": 21, "MC": 27, "MD": 24, "ME": 22, "MK": 19,
	"MR": 27, "MT": 31, "MU": 30, "NL": 18, "NO": 15, "PK": 24, "PL": 28, "PS": 29, "PT": 25, "QA": 29,
	"RO": 24, "RS": 22, "SA": 24, "SC": 31, "SE": 24, "SI": 19, "SK": 24, "SM": 27, "ST": 25, "SV": 28,
	"TL": 23, "TN": 24, "TR": 26, "UA": 29, "VA": 22, "VG": 24, "XK": 20,
}
