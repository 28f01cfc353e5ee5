package assistant

import (
	"io"
	"strings"
	"testing"

	"github.com/google/uuid"

	"claudia/assistant/dialogue"
	"claudia/internal/fault"
	"claudia/internal/pieces"
	"claudia/memoires"
)

const requisitionCollee = "COMMISSARIAT DE POLICE DE DAX\r\nRÉQUISITION À PERSONNE\r\n\x0cProcédure n° : 2026/32312\r\nNous, Agnès HADDAD, Officier de Police Judiciaire,\r\n" +
	"Prions et, au besoin, requérons un interprète en langue roumaine, à l'effet d'assurer l'interprétariat au cours de l'audition.\r\n"

// colle is that réquisition with what follows it, over the length of a message.
func colle() string {
	return requisitionCollee + strings.Repeat("Point : la personne entendue s'explique avec ses propres mots.\r\n", 150)
}

func (s *salon) coller(cid uuid.UUID, texte string) (Ack, error) {
	return s.service.Recevoir(s.t.Context(), s.monde.Par, s.conv.ID, cid, Saisie{Texte: texte})
}

// A pasted text is one document, whole, read in the background, and sending it again changes nothing.
func TestRecevoir_pastedText(t *testing.T) {
	t.Parallel()
	s := newSalon(t, nil)
	s.reponse(s.dire("je veux déposer un nouveau mémoire").Seq)
	cid, texte := uuid.New(), colle()
	ack, err := s.coller(cid, texte)
	if err != nil {
		t.Fatal(err)
	}
	encore, err := s.coller(cid, strings.Replace(texte, "32312", "99999", 1))
	if err != nil || encore.Seq != ack.Seq || !encore.DejaRecu {
		t.Errorf("sent again = %+v, %v; want the first ack %+v", encore, err, ack)
	}

	m := s.attendre(ack.Seq-1, func(m Message) bool { return m.Seq == ack.Seq })
	if len(m.Contenu.Pieces) != 1 || m.Contenu.Texte != "" {
		t.Fatalf("message = %+v, want one piece and no words", m.Contenu)
	}
	f := m.Contenu.Pieces[0]
	if !strings.HasPrefix(f.Debut, "COMMISSARIAT DE POLICE DE DAX RÉQUISITION") || !strings.HasSuffix(f.Debut, "…") || len([]rune(f.Debut)) > debutMax+1 {
		t.Errorf("beginning = %q", f.Debut)
	}
	p, fichier, err := s.service.lecteur.Pieces.Ouvrir(t.Context(), s.monde.Par, pieces.ID(f.Piece))
	if err != nil {
		t.Fatal(err)
	}
	defer fichier.Close()
	if garde, err := io.ReadAll(fichier); err != nil || string(garde) != texte {
		t.Errorf("kept %d bytes of %d (%v)", len(garde), len(texte), err)
	}
	if p.Type != pieces.Texte || !strings.HasPrefix(p.Nom, "texte-colle-") {
		t.Errorf("piece = %+v", p)
	}

	lu := s.attendre(ack.Seq, func(m Message) bool { return proposition(m, memoires.CleNumeroAffaire) != nil })
	if got := proposition(lu, memoires.CleNumeroAffaire); got.Valeur != "2026/32312" || got.Ligne != 3 || got.Piece != f.Piece {
		t.Errorf("proposal = %+v, want 2026/32312 on line 3", got)
	}
	c, err := s.service.Lire(t.Context(), s.monde.Par, s.conv.ID)
	if err != nil {
		t.Fatal(err)
	}
	brouillon, err := s.monde.Service.ParID(t.Context(), s.monde.Par, c.Memoire)
	if err != nil || len(brouillon.Pieces) != 0 {
		t.Errorf("the draft holds %v (%v): a pasted text is joined to nothing", brouillon.Pieces, err)
	}
	_, err = s.monde.Service.LierPiece(t.Context(), s.monde.Par, brouillon.ID, brouillon.Version, memoires.LienPiece{Piece: f.Piece, Type: memoires.PieceRequisition})
	if fault.Public(err).Code != "piece_texte" {
		t.Errorf("LierPiece = %v, want piece_texte", err)
	}
}

func proposition(m Message, cle memoires.Cle) *dialogue.Proposition {
	for _, b := range m.Contenu.Blocs {
		for i, p := range b.Propositions {
			if p.Champ.Cle == cle {
				return &b.Propositions[i]
			}
		}
	}
	return nil
}

func TestRecevoir_pastedTextRefused(t *testing.T) {
	t.Parallel()
	s := newSalon(t, nil)
	for nom, c := range map[string]struct{ texte, code string }{
		"over the limit":  {strings.Repeat("é", colleMax+1), "message_trop_long"},
		"invisible":       {strings.Repeat(" \u200b\n", longueurMax), "message_vide"},
		"not UTF-8":       {strings.Repeat("é", longueurMax) + "\xff", "caractere_interdit"},
		"nothing visible": {strings.Repeat("\x00", longueurMax+1), "message_vide"},
	} {
		if _, err := s.coller(uuid.New(), c.texte); fault.Public(err).Code != c.code {
			t.Errorf("%s: %v, want %s", nom, err, c.code)
		}
	}
	if _, err := s.coller(uuid.New(), strings.Repeat("é", colleMax)); err != nil {
		t.Errorf("at the limit: %v", err)
	}
}

// Without documents a long text is refused with its measure (MS-07).
func TestValider_tooLong(t *testing.T) {
	t.Parallel()
	f := fault.Public(valider(strings.Repeat("é", longueurMax+1)))
	if f.Code != "message_trop_long" || f.Limite != longueurMax || f.Recu != longueurMax+1 {
		t.Errorf("valider = %+v", f)
	}
}
