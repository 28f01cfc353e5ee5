package bus

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"claudia/internal/pg"
)

// Sujet names what an event is about, for instance « conversation:42 ». The room that publishes
// owns the form of its subjects and offers a function that writes them.
type Sujet string

// Evenement is what a subscriber receives.
type Evenement struct {
	Sujet Sujet
	// Donnees is the JSON content given to PublishTx; nil when there was none or when Relire.
	Donnees json.RawMessage
	// Relire says that events on the subject may have been missed: read the tables again.
	Relire bool
}

// Lire decodes the content into v.
func (e Evenement) Lire(v any) error {
	if err := json.Unmarshal(e.Donnees, v); err != nil {
		return fmt.Errorf("event %s: %w", e.Sujet, err)
	}
	return nil
}

// channel is the one NOTIFY channel; subjects are told apart inside.
const channel = "claudia"

// maxPayload is the room in a NOTIFY, which takes less than 8000 bytes.
const maxPayload = 7999

// message is the content of a NOTIFY.
type message struct {
	Sujets  []Sujet         `json:"s"`
	Donnees json.RawMessage `json:"d,omitempty"`
	Relire  bool            `json:"r,omitempty"`
}

const sqlNotify = `SELECT pg_notify(@channel, @payload)`

// ErrTooManySujets says that the names alone do not fit in one event.
var ErrTooManySujets = errors.New("bus: too many subjects in one event")

// PublishTx sends an event on the subject, and on the others too, when the transaction commits.
// donnees becomes JSON; nil sends none. A content too large is left out, and the subscribers are
// told to read again.
func PublishTx(ctx context.Context, tx pg.Tx, sujet Sujet, donnees any, autres ...Sujet) error {
	return publish(ctx, tx, sujet, donnees, autres)
}

// Publish sends an event that goes with no change of the tables (a person is typing…), at once.
func Publish(ctx context.Context, db *pg.DB, sujet Sujet, donnees any, autres ...Sujet) error {
	return publish(ctx, db.Pool, sujet, donnees, autres)
}

func publish(ctx context.Context, q pg.Querier, sujet Sujet, donnees any, autres []Sujet) error {
	payload, err := encode(append([]Sujet{sujet}, autres...), donnees)
	if err != nil {
		return err
	}
	if _, err := q.Exec(ctx, sqlNotify, namedNotify(payload)); err != nil {
		return fmt.Errorf("publish on %s: %w", sujet, err)
	}
	return nil
}

func encode(sujets []Sujet, donnees any) (string, error) {
	m := message{Sujets: sujets}
	if donnees != nil {
		content, err := json.Marshal(donnees)
		if err != nil {
			return "", fmt.Errorf("publish on %s: %w", sujets[0], err)
		}
		m.Donnees = content
	}
	payload, err := json.Marshal(m)
	if err != nil {
		return "", fmt.Errorf("publish on %s: %w", sujets[0], err)
	}
	if len(payload) > maxPayload {
		m.Donnees, m.Relire = nil, true
		if payload, err = json.Marshal(m); err != nil {
			return "", fmt.Errorf("publish on %s: %w", sujets[0], err)
		}
	}
	if len(payload) > maxPayload {
		return "", ErrTooManySujets
	}
	return string(payload), nil
}
