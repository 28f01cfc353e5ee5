package live

import (
	"context"
	"errors"
	"io"
	"mime/multipart"
	"net/http"
	"net/url"

	"claudia/assistant"
	"claudia/internal/fault"
)

// corpsMax bounds the documents of one message together; each has its own limit in pieces.
const corpsMax = 40 << 20

// postDocuments takes a form with documents, which are stored as they arrive. Its fields may come
// before or after them.
func (h *Hub) postDocuments(w http.ResponseWriter, r *http.Request, v Visite, id assistant.ID) (reponsePost, error) {
	r.Body = http.MaxBytesReader(w, r.Body, corpsMax)
	corps, err := r.MultipartReader()
	if err != nil {
		return reponsePost{}, errJSON()
	}
	d := depot{hub: h, visite: v, id: id, champs: url.Values{}}
	if err := d.lire(r.Context(), corps); err != nil {
		return reponsePost{}, err
	}
	m, err := lireFormulaire(d.champs)
	if err != nil {
		return reponsePost{}, err
	}
	reponse := reponsePost{retour: retour(d.champs)}
	if d.reception == nil {
		ack, err := h.recevoir(r.Context(), v, id, m)
		reponse.emis = emisAck(ack)
		return reponse, err
	}
	if err := h.debiter(v.Acteur.Utilisateur); err != nil {
		return reponse, err
	}
	fait, err := d.reception.Conclure(r.Context(), m.CID, m.Texte)
	reponse.emis, reponse.Refuses = emisAck(fait.Ack), fait.Refuses
	return reponse, err
}

// depot is a form with documents while it is read.
type depot struct {
	hub       *Hub
	visite    Visite
	id        assistant.ID
	champs    url.Values
	reception *assistant.Reception // nil before the first document
}

// champsMax bounds the fields of the form, which has four.
const champsMax = 8

func (d *depot) lire(ctx context.Context, corps *multipart.Reader) error {
	for {
		part, err := corps.NextPart()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return errInterrompu(err)
		}
		if part.FormName() == "pieces" {
			err = d.document(ctx, part)
		} else {
			err = d.champ(part)
		}
		if err != nil {
			return err
		}
	}
}

func (d *depot) champ(part *multipart.Part) error {
	b, err := io.ReadAll(io.LimitReader(part, corpsTexte))
	if err != nil {
		return errInterrompu(err)
	}
	if len(d.champs) >= champsMax || len(b) == corpsTexte {
		return errTropGrand(nil)
	}
	d.champs.Set(part.FormName(), string(b))
	return nil
}

func (d *depot) document(ctx context.Context, part *multipart.Part) error {
	if part.FileName() == "" {
		return nil // an empty control
	}
	if d.reception == nil {
		var err error
		if d.reception, err = d.hub.config.Conversations.RecevoirPieces(ctx, d.visite.Acteur, d.id); err != nil {
			return err
		}
	}
	err := d.reception.Ajouter(ctx, part.FileName(), part)
	var trop *http.MaxBytesError
	if errors.As(err, &trop) || errors.Is(err, io.ErrUnexpectedEOF) {
		return errInterrompu(err)
	}
	return err
}

// errInterrompu answers an upload that was cut, or that is too large as a whole.
func errInterrompu(cause error) error {
	if _, ok := errors.AsType[*http.MaxBytesError](cause); ok {
		return &fault.Error{
			Kind: fault.TropGrand, Code: "corps_trop_grand", Limite: corpsMax, Err: cause,
			Message: "Ces documents dépassent 40 Mo ensemble. Envoyez-les en plusieurs messages.",
		}
	}
	return &fault.Error{
		Kind: fault.Invalide, Code: "televersement_interrompu", Err: cause,
		Message: "L'envoi du document a été interrompu. Envoyez-le de nouveau.",
	}
}
