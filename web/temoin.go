package web

import (
	"bufio"
	"encoding/json"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"strconv"

	"claudia/internal/fault"
)

// temoin remembers the status of an answer. gorilla/websocket asserts http.Hijacker, so it is here
// in full: Unwrap would not be enough.
type temoin struct {
	http.ResponseWriter
	statut int
}

// WriteHeader keeps the first status.
func (t *temoin) WriteHeader(statut int) {
	if t.statut == 0 {
		t.statut = statut
	}
	t.ResponseWriter.WriteHeader(statut)
}

// Write sends 200 when nothing was said before.
func (t *temoin) Write(b []byte) (int, error) {
	if t.statut == 0 {
		t.statut = http.StatusOK
	}
	return t.ResponseWriter.Write(b)
}

// Hijack gives the connection to the WebSocket.
func (t *temoin) Hijack() (net.Conn, *bufio.ReadWriter, error) {
	h, ok := t.ResponseWriter.(http.Hijacker)
	if !ok {
		return nil, nil, fmt.Errorf("the connection cannot be taken over: %w", http.ErrNotSupported)
	}
	t.statut = http.StatusSwitchingProtocols
	return h.Hijack()
}

// Unwrap lets http.ResponseController reach the writer below.
func (t *temoin) Unwrap() http.ResponseWriter { return t.ResponseWriter }

// erreurJSON is the shape of every error for machines (promises.md 6).
type erreurJSON struct {
	Code      string `json:"code"`
	Message   string `json:"message"`
	Champ     string `json:"champ,omitempty"`
	Limite    any    `json:"limite,omitempty"`
	Recu      any    `json:"recu,omitempty"`
	Reference string `json:"reference"`
}

func ecrireErreurJSON(w http.ResponseWriter, f *fault.Error, reference string) {
	corps, err := json.Marshal(map[string]erreurJSON{"erreur": {f.Code, f.Message, f.Champ, f.Limite, f.Recu, reference}})
	if err != nil {
		corps = []byte(`{"erreur":{"code":"interne","message":"Une erreur inattendue s'est produite."}}`)
	}
	h := w.Header()
	h.Set("Content-Type", "application/json; charset=utf-8")
	h.Set("Cache-Control", "no-store")
	if f.Apres > 0 {
		h.Set("Retry-After", strconv.Itoa(f.Apres))
	}
	w.WriteHeader(f.Kind.Statut())
	_, _ = w.Write(corps) // the caller left: nobody to tell
}

func echapper(s string) string { return url.QueryEscape(s) }
