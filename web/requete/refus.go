package requete

import (
	"errors"

	"claudia/internal/fault"
)

// ParChamp tells the messages of a refusal by field, the first one of each. ok is false when the error
// says more than that a field is wrong, and then it is for the error page.
func ParChamp(err error) (messages map[string]string, ok bool) {
	messages = map[string]string{}
	return messages, err != nil && recueillir(err, messages)
}

func recueillir(err error, dans map[string]string) bool {
	if f, direct := err.(*fault.Error); direct { //nolint:errorlint // the tree is walked by hand, to take every branch
		if f.Champ == "" || f.Kind == fault.Interne {
			return false
		}
		if dans[f.Champ] == "" {
			dans[f.Champ] = f.Message
		}
		return true
	}
	if j, plusieurs := err.(interface{ Unwrap() []error }); plusieurs {
		for _, e := range j.Unwrap() {
			if !recueillir(e, dans) {
				return false
			}
		}
		return true
	}
	suite := errors.Unwrap(err)
	return suite != nil && recueillir(suite, dans)
}
