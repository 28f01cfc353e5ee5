package assistant

import (
	"context"
	"strings"
	"unicode/utf8"

	"github.com/google/uuid"

	"claudia/assistant/dialogue"
	"claudia/internal/comptes"
)

// colleMax is the longest text that can be pasted, in characters: some sixty pages. Beyond the length
// of a message it is a document (situations.md R15).
const colleMax = 200_000

// debutMax is how much of a pasted text its bubble shows; the rest is one click away.
const debutMax = 280

// long tells whether a text is pasted rather than typed.
func long(texte string) bool { return utf8.RuneCountInString(texte) > longueurMax }

// recevoirColle takes a pasted text on the way of the documents: the same piece, job and turn.
func (s *Service) recevoirColle(ctx context.Context, par comptes.Acteur, id ID, cid uuid.UUID, texte string) (Ack, error) {
	r, err := s.RecevoirPieces(ctx, par, id)
	if err != nil {
		return Ack{}, err
	}
	d, err := r.Conclure(ctx, cid, texte)
	return d.Ack, err
}

// coller stores a pasted text whole. Controls that a PDF viewer leaves in what it copies are no reason
// to refuse sixty pages: the file keeps them, and what is shown does not.
func (r *Reception) coller(ctx context.Context, texte string) error {
	if err := validerColle(texte); err != nil {
		return err
	}
	nom := "texte-colle-" + r.service.memoires.Maintenant().Format("2006-01-02") + ".txt"
	p, err := r.service.lecteur.Pieces.DeposerTexte(ctx, r.par, int64(r.structure), nom, texte)
	if err != nil {
		return err
	}
	r.depot.Pieces = append(r.depot.Pieces, dialogue.Fichier{Piece: string(p.ID), Nom: p.Nom, Taille: p.Taille, Debut: debut(texte)})
	return nil
}

// debut gives the first words of a text, on one line.
func debut(texte string) string {
	var b strings.Builder
	n := 0
	for mot := range strings.FieldsFuncSeq(neutraliser(texte), func(r rune) bool { return interdit(r) || invisible(r) }) {
		if n += utf8.RuneCountInString(mot) + 1; n > debutMax {
			if b.Len() == 0 {
				b.WriteString(string([]rune(mot)[:debutMax]))
			}
			b.WriteString("…")
			break
		}
		if b.Len() > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(mot)
	}
	return b.String()
}
