package pieces

import (
	"context"
	"fmt"
	"strings"
	"unicode/utf8"

	"claudia/internal/fault"
)

// DeposerTexte stores words that a person pasted, byte for byte, as proof of what was read. It is a
// piece of type [Texte], which no mémoire takes: what is joined to a sending is a document. Owner,
// rights, quota and « the same bytes are one piece » are those of [Service.Deposer]. Faults:
// fichier_vide, fichier_trop_gros, caractere_interdit, fichier_infecte, quota, and « introuvable » for
// a structure where the actor may not write.
func (s *Service) DeposerTexte(ctx context.Context, par Acteur, structure int64, nom, texte string) (Piece, error) {
	if err := peutDeposer(par, structure); err != nil {
		return Piece{}, err
	}
	nom = NettoyerNom(nom)
	switch {
	case strings.TrimSpace(texte) == "":
		return Piece{}, fault.Sur("texte", "fichier_vide", "Le texte collé est vide. Collez-le de nouveau.")
	case int64(len(texte)) > s.o.TailleMax:
		f := fault.New(fault.TropGrand, "fichier_trop_gros", fmt.Sprintf("Le texte collé dépasse %s. Collez-le en plusieurs fois.", mo(s.o.TailleMax)))
		f.Champ, f.Limite, f.Recu = "texte", s.o.TailleMax, len(texte)
		return Piece{}, f
	case !utf8.ValidString(texte):
		return Piece{}, fault.Sur("texte", "caractere_interdit", "Le texte collé contient des caractères illisibles. Copiez-le de nouveau.")
	}
	if err := s.examiner(ctx, nom, []byte(texte)); err != nil {
		return Piece{}, err
	}
	return s.garder(ctx, par, structure, Piece{Nom: nom, Type: Texte}, []byte(texte))
}
