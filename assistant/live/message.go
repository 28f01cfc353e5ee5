package live

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/google/uuid"

	"claudia/assistant"
	"claudia/internal/fault"
)

// recu is one message of a client (doc.go gives the fields of each type).
type recu struct {
	Type         string
	Conversation assistant.ID
	Epoque       string
	Seq          assistant.Seq
	Jeton        string
	CID          uuid.UUID
	Texte        string
	Reponse      assistant.Reponse
}

// champs lists the fields of each type; anything else is refused.
var champs = map[string]string{
	"reprendre": " conversation epoque seq jeton ",
	"message":   " cid texte ",
	"choix":     " cid seq bloc proposition choix ",
}

func errJSON() error {
	return fault.New(fault.Invalide, "json_invalide", "Le message reçu n'est pas lisible.")
}

// lire decodes a client's message, refusing all that doc.go does not name (promises.md MS-01 to
// MS-04, M19). The cid comes back with a fault when it could be read, so that the client knows
// which of its messages is meant.
func lire(b []byte) (recu, error) {
	brut, err := objet(b)
	if err != nil {
		return recu{}, err
	}
	m := recu{}
	if json.Unmarshal(brut["t"], &m.Type) != nil {
		return m, errJSON()
	}
	permis, connu := champs[m.Type]
	if !connu {
		return m, fault.New(fault.Invalide, "type_inconnu", fmt.Sprintf("Le type « %s » n'est pas connu.", court(m.Type)))
	}
	if _, ok := brut["cid"]; ok || strings.Contains(permis, " cid ") {
		if m.CID, err = lireUUID(brut["cid"], "cid"); err != nil {
			return m, err
		}
	}
	for nom := range brut {
		if nom != "t" && !strings.Contains(permis, " "+nom+" ") {
			f := fault.New(fault.Invalide, "champ_inconnu", fmt.Sprintf("Le champ « %s » n'est pas connu.", court(nom)))
			f.Champ = court(nom)
			return m, f
		}
	}
	return m, m.remplir(brut)
}

func (m *recu) remplir(brut map[string]json.RawMessage) (err error) {
	switch m.Type {
	case "reprendre":
		if m.Conversation, err = lireUUID(brut["conversation"], "conversation"); err != nil {
			return err
		}
		if m.Seq, err = lireSeq(brut["seq"]); err != nil {
			return err
		}
		return errors.Join(lireTexte(brut["epoque"], &m.Epoque), lireTexte(brut["jeton"], &m.Jeton))
	case "message":
		return lireTexte(brut["texte"], &m.Texte)
	case "choix":
		if m.Reponse.Seq, err = lireSeq(brut["seq"]); err != nil {
			return err
		}
		return m.lireChoix(brut)
	}
	return nil
}

func (m *recu) lireChoix(brut map[string]json.RawMessage) error {
	if json.Unmarshal(brut["bloc"], &m.Reponse.Bloc) != nil || json.Unmarshal(brut["choix"], &m.Reponse.Choix) != nil {
		return errJSON()
	}
	if p, ok := brut["proposition"]; ok && json.Unmarshal(p, &m.Reponse.Proposition) != nil {
		return errJSON()
	}
	return nil
}

// objet reads one flat JSON object into its raw values. Names that differ by case only count as the
// same: the standard decoder would let the last one win. Values that are objects or lists are refused,
// whatever their depth: no field takes one.
func objet(b []byte) (map[string]json.RawMessage, error) {
	if !json.Valid(b) {
		return nil, errJSON()
	}
	b = bytes.TrimSpace(b)
	if b[0] != '{' {
		return nil, errJSON()
	}
	brut := make(map[string]json.RawMessage, 8)
	for b = sauter(b[1:]); b[0] != '}'; b = sauter(b) {
		if b[0] == ',' {
			b = sauter(b[1:])
		}
		fin := finValeur(b)
		var nom string
		if json.Unmarshal(b[:fin], &nom) != nil {
			return nil, errJSON()
		}
		b = sauter(sauter(b[fin:])[1:]) // the colon
		if b[0] == '{' || b[0] == '[' {
			return nil, errJSON()
		}
		fin = finValeur(b)
		if double(brut, nom) {
			f := fault.New(fault.Invalide, "champ_en_double", fmt.Sprintf("Le champ « %s » est donné deux fois.", court(nom)))
			f.Champ = court(nom)
			return nil, f
		}
		brut[nom], b = b[:fin], b[fin:]
	}
	return brut, nil
}

func double(brut map[string]json.RawMessage, nom string) bool {
	for autre := range brut {
		if strings.EqualFold(autre, nom) {
			return true
		}
	}
	return false
}

// sauter skips white space in valid JSON.
func sauter(b []byte) []byte { return bytes.TrimLeft(b, " \t\r\n") }

// finValeur gives where the string, number or word at the start of b ends, in valid JSON.
func finValeur(b []byte) int {
	if b[0] != '"' {
		return bytes.IndexAny(b, ",} \t\r\n")
	}
	for i := 1; ; i++ {
		switch b[i] {
		case '\\':
			i++
		case '"':
			return i + 1
		}
	}
}

// lireUUID takes the canonical form only, 8-4-4-4-12.
func lireUUID(b json.RawMessage, champ string) (uuid.UUID, error) {
	var s string
	if json.Unmarshal(b, &s) == nil && len(s) == 36 {
		if id, err := uuid.Parse(s); err == nil {
			return id, nil
		}
	}
	if champ == "conversation" {
		return uuid.Nil, fault.AbsentOuEtranger("cette conversation")
	}
	return uuid.Nil, fault.Sur(champ, champ+"_invalide", "L'identifiant du message n'est pas valable. Rechargez la page.")
}

func lireSeq(b json.RawMessage) (assistant.Seq, error) {
	var n int64
	if json.Unmarshal(b, &n) != nil || n < 0 || len(b) == 0 || string(b) == "null" {
		return 0, assistant.ErrPosition()
	}
	return assistant.Seq(n), nil
}

// lireTexte leaves an absent field empty.
func lireTexte(b json.RawMessage, s *string) error {
	if len(b) > 0 && json.Unmarshal(b, s) != nil {
		return errJSON()
	}
	return nil
}

// court keeps what may be repeated to a stranger: 40 characters.
func court(s string) string {
	r := []rune(s)
	if len(r) > 40 {
		r = append(r[:39], '…')
	}
	return strings.ToValidUTF8(string(r), "?")
}

// emis is one event for the client (doc.go gives the fields of each type).
type emis struct {
	Type         string         `json:"t"`
	Conversation *assistant.ID  `json:"conversation,omitempty"`
	Epoque       string         `json:"epoque,omitempty"`
	CID          *uuid.UUID     `json:"cid,omitempty"`
	Seq          *assistant.Seq `json:"seq,omitempty"`
	Le           string         `json:"at,omitempty"`
	DejaRecu     bool           `json:"deja_recu,omitempty"`
	Auteur       string         `json:"auteur,omitempty"`
	HTML         *string        `json:"html,omitempty"`
	*Erreur
}

// Erreur is a fault as a client receives it (promises.md §6).
type Erreur struct {
	Code      string `json:"code"`
	Message   string `json:"message"`
	Champ     string `json:"champ,omitempty"`
	Limite    any    `json:"limite,omitempty"`
	Recu      any    `json:"recu,omitempty"`
	Apres     int    `json:"apres,omitempty"` // seconds before a new try
	Reference string `json:"reference"`
}

func (e emis) octets() []byte {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)              // it goes to a script, never into a page
	if err := enc.Encode(e); err != nil { // no field can make it fail
		return []byte(`{"t":"recharger"}`)
	}
	return bytes.TrimRight(b.Bytes(), "\n")
}

func emisAck(a assistant.Ack) emis {
	return emis{Type: "ack", CID: &a.CID, Seq: &a.Seq, Le: instant(a.Le), DejaRecu: a.DejaRecu}
}

func emisMessage(m assistant.Message, html string) emis {
	return emis{Type: "message", CID: &m.CID, Seq: &m.Seq, Le: instant(m.Le), Auteur: string(m.Auteur), HTML: &html}
}

func instant(t time.Time) string { return t.UTC().Format(time.RFC3339Nano) }
