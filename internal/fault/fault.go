package fault

import "errors"

// Kind is the family of a fault; the web turns it into a status, the socket into an `erreur` event.
type Kind int

// The kinds, in the order of the HTTP statuses that they become.
const (
	// Interne is what nobody foresaw: 500. The message is general, details are in the log.
	Interne Kind = iota
	// Malforme is a request that no page of ours makes, unreadable before any rule: 400.
	Malforme
	// Invalide is an input that breaks a rule: 422.
	Invalide
	// NonAuthentifie asks for a login: 401.
	NonAuthentifie
	// Interdit is a right that the actor lacks on something he may know of: 403.
	Interdit
	// Introuvable is an absent object, or one of another structure, with the same words: 404.
	Introuvable
	// MethodeRefusee is a verb that the address does not take: 405.
	MethodeRefusee
	// Conflit is a stale version or an action that the state does not allow: 409.
	Conflit
	// TropGrand is a body, file or list over its limit: 413.
	TropGrand
	// AdresseLongue is an address longer than any of ours: 414.
	AdresseLongue
	// TypeRefuse is a content of a kind that is not taken: 415.
	TypeRefuse
	// Debit is a rate over its limit; RetryAfter says when to come back: 429.
	Debit
	// Indisponible is a part of the service that is away for now: 503.
	Indisponible
)

// Error is a fault. Code is stable and in snake case (the catalogue is in promises.md, section 6).
type Error struct {
	Kind    Kind
	Code    string
	Message string // French, for the person
	Champ   string // key of the field concerned, empty when none
	Limite  any    // the limit that was passed, when there is one
	Recu    any    // what was received, when it is safe to repeat
	Apres   int    // seconds before a new try, for Debit and Indisponible
	Err     error  // cause, for the log only
}

// Error gives the log's view: code, message and cause.
func (e *Error) Error() string {
	s := e.Code + ": " + e.Message
	if e.Err != nil {
		s += " (" + e.Err.Error() + ")"
	}
	return s
}

// Unwrap gives the cause.
func (e *Error) Unwrap() error { return e.Err }

// New makes a fault of the kind with its stable code and the French message.
func New(k Kind, code, message string) *Error {
	return &Error{Kind: k, Code: code, Message: message}
}

// Sur makes an Invalide fault tied to a field.
func Sur(champ, code, message string) *Error {
	return &Error{Kind: Invalide, Code: code, Message: message, Champ: champ}
}

// AbsentOuEtranger is the one answer for what does not exist and for what belongs to others
// (promises.md P18): objet is the French noun with its article, for instance « ce mémoire ».
func AbsentOuEtranger(objet string) *Error {
	return New(Introuvable, "introuvable", "Nous ne trouvons pas "+objet+". Vérifiez le numéro ou revenez à la liste.")
}

// As gives the fault inside err, and whether there is one.
func As(err error) (*Error, bool) {
	var e *Error
	ok := errors.As(err, &e)
	return e, ok
}

// KindOf gives the kind of err; Interne when it is no fault.
func KindOf(err error) Kind {
	if e, ok := As(err); ok {
		return e.Kind
	}
	return Interne
}

// Public gives the fault to show for err: itself when it is one, else the general sentence, which
// never says anything of the cause.
func Public(err error) *Error {
	if e, ok := As(err); ok {
		return e
	}
	return &Error{
		Kind:    Interne,
		Code:    "interne",
		Message: "Une erreur inattendue s'est produite. Votre saisie est conservée ; réessayez dans un instant.",
		Err:     err,
	}
}
