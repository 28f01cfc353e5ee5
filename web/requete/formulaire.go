package requete

import (
	"errors"
	"fmt"
	"mime"
	"net/http"
	"net/url"
	"strings"
	"unicode/utf8"

	"claudia/internal/comptes"
	"claudia/internal/fault"
)

// Limits of a form (promises.md 6.3, HT-01 and HT-04).
const (
	maxCorps      = 1 << 20
	maxParametres = 400
)

// Formulaire reads a form sent as application/x-www-form-urlencoded. A field that comes twice, a
// text that is no UTF-8 or a control character is refused with the name of the field.
func Formulaire(w http.ResponseWriter, r *http.Request) (url.Values, error) {
	if err := exigerType(r, "application/x-www-form-urlencoded"); err != nil {
		return nil, err
	}
	r.Body = http.MaxBytesReader(w, r.Body, maxCorps)
	if err := r.ParseForm(); err != nil {
		return nil, corpsIllisible(err)
	}
	if err := Verifier(r.PostForm); err != nil {
		return nil, err
	}
	return r.PostForm, nil
}

// Soumis gives who sends a form and what it holds, or the fault that sends to the login page.
func Soumis(w http.ResponseWriter, r *http.Request) (comptes.Acteur, url.Values, error) {
	par, err := Connecte(r)
	if err != nil {
		return par, nil, err
	}
	f, err := Formulaire(w, r)
	return par, f, err
}

// Televersement reads a multipart form of at most max bytes, whose files stay on disk.
func Televersement(w http.ResponseWriter, r *http.Request, maxOctets int64) (url.Values, error) {
	if err := exigerType(r, "multipart/form-data"); err != nil {
		return nil, err
	}
	r.Body = http.MaxBytesReader(w, r.Body, maxOctets)
	if err := r.ParseMultipartForm(1 << 20); err != nil { //nolint:gosec // the body is bounded just above
		return nil, corpsIllisible(err)
	}
	if err := Verifier(r.MultipartForm.Value); err != nil {
		return nil, err
	}
	return r.MultipartForm.Value, nil
}

func corpsIllisible(err error) error {
	if trop, ok := errors.AsType[*http.MaxBytesError](err); ok {
		return &fault.Error{
			Kind: fault.TropGrand, Code: "corps_trop_grand", Limite: trop.Limit, Err: err,
			Message: fmt.Sprintf("L'envoi dépasse %d Mo. Réduisez le fichier ou envoyez-le en plusieurs fois.", max(1, trop.Limit>>20)),
		}
	}
	return &fault.Error{
		Kind: fault.Malforme, Code: "formulaire_illisible", Err: err,
		Message: "Le formulaire reçu n'est pas lisible. Revenez en arrière et envoyez-le de nouveau.",
	}
}

// exigerType refuses a body of another type than that of our forms, or in another alphabet than UTF-8
// (promises.md HT-02). No body at all is an empty form.
func exigerType(r *http.Request, attendu string) error {
	entete := r.Header.Get("Content-Type")
	if entete == "" && r.ContentLength == 0 {
		return nil
	}
	genre, parametres, err := mime.ParseMediaType(entete)
	alphabet := parametres["charset"]
	if err != nil || genre != attendu || (alphabet != "" && !strings.EqualFold(alphabet, "utf-8")) {
		return fault.New(fault.TypeRefuse, "type_de_contenu",
			"Le formulaire reçu n'est pas d'un type que cette page accepte. Rechargez la page et recommencez.")
	}
	return nil
}

// Verifier refuses parameters that no page of ours sends: too many, twice the same (names that end in
// « [] » excepted), or with bytes that are no text (promises.md HT-04).
func Verifier(v url.Values) error {
	if len(v) > maxParametres {
		return fault.New(fault.Malforme, "parametres", "Le formulaire contient trop de champs. Rechargez la page.")
	}
	for nom, valeurs := range v {
		if len(valeurs) > 1 && !strings.HasSuffix(nom, "[]") {
			return fault.New(fault.Malforme, "parametres", "Un champ a été reçu deux fois. Rechargez la page et recommencez.")
		}
		if !utf8.ValidString(nom) || strings.ContainsFunc(nom, interdit) {
			return fault.New(fault.Malforme, "parametres", "Le nom d'un champ n'est pas lisible. Rechargez la page et recommencez.")
		}
		for _, s := range valeurs {
			if !utf8.ValidString(s) || strings.ContainsFunc(s, interdit) {
				return fault.Sur(nom, "caractere_interdit",
					"Un caractère invisible s'est glissé dans votre saisie. Effacez-le ou retapez le champ.")
			}
		}
	}
	return nil
}

// interdit tells control characters, tabs and ends of line excepted.
func interdit(c rune) bool {
	return c < ' ' && c != '\t' && c != '\n' && c != '\r' || c >= 0x7f && c < 0xa0
}
