package assistant

import (
	"context"
	"fmt"
	"io"

	"github.com/google/uuid"

	"claudia/assistant/dialogue"
	"claudia/internal/comptes"
	"claudia/internal/fault"
	"claudia/internal/jobs"
	"claudia/internal/pg"
	"claudia/memoires"
)

// fichiersMax bounds the documents of one message.
const fichiersMax = 10

// Depot is what came of the documents of one message.
type Depot struct {
	Ack     Ack
	Pieces  []dialogue.Fichier
	Refuses []dialogue.FichierRefuse
}

// Reception gathers the documents of one message while they arrive, one after the other.
type Reception struct {
	service   *Service
	par       comptes.Acteur
	conv      Conversation
	structure comptes.StructureID
	depot     Depot
	vus       map[string]string // handle to the first name
}

// RecevoirPieces begins to take documents for a conversation of the actor. They belong to the structure
// of the current draft, or of the only one where the actor may write, or to the actor alone. Faults:
// introuvable, conversation_close.
func (s *Service) RecevoirPieces(ctx context.Context, par comptes.Acteur, id ID) (*Reception, error) {
	if s.lecteur == nil {
		return nil, fault.New(fault.Indisponible, "depot_indisponible", "Le dépôt de documents n'est pas disponible ici. Joignez-les depuis le formulaire.")
	}
	c, err := s.Lire(ctx, par, id)
	if err != nil {
		return nil, err
	}
	if c.Close {
		return nil, errClose()
	}
	r := &Reception{service: s, par: par, conv: c, vus: map[string]string{}}
	r.structure, err = s.structureDe(ctx, par, c.Memoire)
	return r, err
}

func (s *Service) structureDe(ctx context.Context, par comptes.Acteur, m memoires.ID) (comptes.StructureID, error) {
	if m != 0 {
		brouillon, err := s.memoires.ParID(ctx, par, m)
		if err == nil && par.PeutModifier(brouillon.Entete.Structure) {
			return brouillon.Entete.Structure, nil
		}
		if err != nil && fault.KindOf(err) != fault.Introuvable {
			return 0, err
		}
	}
	var seule comptes.StructureID
	for _, s := range par.Structures() {
		if par.PeutModifier(s) {
			if seule != 0 {
				return 0, nil
			}
			seule = s
		}
	}
	return seule, nil
}

// Ajouter stores one document. A document that is not taken is kept with its reason, which the
// conversation tells; only outages come back as an error.
func (r *Reception) Ajouter(ctx context.Context, nom string, contenu io.Reader) error {
	if len(r.depot.Pieces) >= fichiersMax {
		r.refuser(nom, fmt.Sprintf("Dix documents au plus par message : « %s » n'a pas été pris. Envoyez-le dans un autre message.", nom))
		return nil
	}
	p, err := r.service.lecteur.Pieces.Deposer(ctx, r.par, int64(r.structure), nom, contenu)
	if f, ok := fault.As(err); ok && f.Kind != fault.Interne && f.Kind != fault.Indisponible && f.Kind != fault.NonAuthentifie {
		r.refuser(nom, f.Message)
		return nil
	}
	if err != nil {
		return err
	}
	if premier, double := r.vus[string(p.ID)]; double {
		r.depot.Refuses = append(r.depot.Refuses, dialogue.FichierRefuse{
			Nom: nom, Double: premier, Raison: fmt.Sprintf("Ce document est le même que « %s », déjà joint.", premier),
		})
		return nil
	}
	r.vus[string(p.ID)] = p.Nom
	r.depot.Pieces = append(r.depot.Pieces, dialogue.Fichier{Piece: string(p.ID), Nom: p.Nom, Taille: p.Taille})
	return nil
}

func (r *Reception) refuser(nom, raison string) {
	r.depot.Refuses = append(r.depot.Refuses, dialogue.FichierRefuse{Nom: nom, Raison: raison})
}

// Conclure appends the message that brings the documents, with the reading of each, in one
// transaction. A text over the length of a message is one more document. Sending the same cid again
// gives the first ack and reads nothing again.
func (r *Reception) Conclure(ctx context.Context, cid uuid.UUID, texte string) (Depot, error) {
	if long(texte) {
		if err := r.coller(ctx, texte); err != nil {
			return r.depot, err
		}
		texte = ""
	}
	if len(r.depot.Pieces)+len(r.depot.Refuses) == 0 {
		return r.depot, fault.Sur("pieces", "fichier_vide", "Choisissez un document à joindre.")
	}
	if texte != "" {
		if err := valider(texte); err != nil {
			return r.depot, err
		}
	}
	s, apres := r.service, func() {}
	d := Demande{
		Conversation: r.conv.ID, CID: cid, Auteur: Usager, Utilisateur: r.par.Utilisateur, Proprietaire: r.par.Utilisateur,
		Contenu: Contenu{
			Message: dialogue.Message{Texte: neutraliser(texte), Pieces: r.depot.Pieces}, Refuses: r.depot.Refuses,
		},
	}
	err := s.db.InTx(ctx, func(tx pg.Tx) error {
		acks, fini, err := s.journal.AjouterTx(ctx, tx, d)
		if err != nil {
			return err
		}
		r.depot.Ack, apres = acks[0], fini
		if acks[0].DejaRecu {
			return nil
		}
		return s.lecteur.inscrireTx(ctx, tx, r.conv.ID, acks[0].Seq, r.depot.Pieces)
	})
	if err != nil {
		return r.depot, fmt.Errorf("receive documents: %w", err)
	}
	apres()
	return r.depot, nil
}

// brancher has the readings done by the jobs and looks for those that were lost.
func (s *Service) brancher(l *Lecteur) error {
	return jobs.Register(l.Jobs, func(ctx context.Context, job Lecture) error {
		return l.travailler(ctx, s.journal, job)
	})
}
