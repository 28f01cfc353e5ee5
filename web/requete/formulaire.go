package requete

import (
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"unicode/utf8"

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
	r.Body = http.MaxBytesReader(w, r.Body, maxCorps)
	if err := r.ParseForm(); err != nil {
		return nil, corpsIllisible(err)
	}
	if err := verifierValeurs(r.PostForm); err != nil {
		return nil, err
	}
	return r.PostForm, nil
}

// Televersement reads a multipart form of at most max bytes, whose files stay on disk.
func Televersement(w http.ResponseWriter, r *http.Request, maxOctets int64) (url.Values, error) {
	r.Body = http.MaxBytesReader(w, r.Body, maxOctets)
	if err := r.ParseMultipartForm(1 << 20); err != nil { //nolint:gosec // the body is bounded just above
		return nil, corpsIllisible(err)
	}
	if err := verifierValeurs(r.MultipartForm.Value); err != nil {
		return nil, err
	}
	return r.MultipartForm.Value, nil
}

func corpsIllisible(err error) error {
	var trop *http.MaxBytesError
	if errors.As(err, &trop) {
		return &fault.Error{
			Kind: fault.TropGrand, Code: "corps_trop_grand", Limite: trop.Limit, Err: err,
			Message: fmt.Sprintf("L'envoi dépasse %d Mo. Réduisez le fichier ou envoyez-le en plusieurs fois.", max(1, trop.Limit>>20)),
		}
	}
	return &fault.Error{
		Kind: fault.Invalide, Code: "formulaire_illisible", Err: err,
		Message: "Le formulaire reçu n'est pas lisible. Revenez en arrière et envoyez-le de nouveau.",
	}
}

func verifierValeurs(v url.Values) error {
	if len(v) > maxParametres {
		return fault.New(fault.Invalide, "parametres", "Le formulaire contient trop de champs. Rechargez la page.")
	}
	for nom, valeurs := range v {
		if len(valeurs) > 1 && !strings.HasSuffix(nom, "[]") {
			return fault.Sur(nom, "parametres", "Un champ a été reçu deux fois. Rechargez la page et recommencez.")
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
