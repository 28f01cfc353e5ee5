package fault

import "net/http"

// Statut is the HTTP status that the kind becomes.
func (k Kind) Statut() int {
	switch k {
	case Malforme:
		return http.StatusBadRequest
	case Invalide:
		return http.StatusUnprocessableEntity
	case NonAuthentifie:
		return http.StatusUnauthorized
	case Interdit:
		return http.StatusForbidden
	case Introuvable:
		return http.StatusNotFound
	case MethodeRefusee:
		return http.StatusMethodNotAllowed
	case Conflit:
		return http.StatusConflict
	case TropGrand:
		return http.StatusRequestEntityTooLarge
	case AdresseLongue:
		return http.StatusRequestURITooLong
	case TypeRefuse:
		return http.StatusUnsupportedMediaType
	case Debit:
		return http.StatusTooManyRequests
	case Indisponible:
		return http.StatusServiceUnavailable
	case Interne:
	}
	return http.StatusInternalServerError
}
