package comptes

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"

	"claudia/internal/fault"
	"claudia/internal/pg"
)

func rattachementAbsent() *fault.Error { return fault.AbsentOuEtranger("ce rattachement") }
func habilitationAbsente() *fault.Error {
	return fault.AbsentOuEtranger("cette habilitation")
}

// DemanderRattachement asks to join an existing structure, found by its identifier. Whoever asks
// learns nothing of the structure until its gestionnaire accepts. A second request is the fault
// rattachement_existant.
func (s *Service) DemanderRattachement(ctx context.Context, par Acteur, t TypeIdentifiant, identifiant string) (Rattachement, error) {
	if !par.Connu() {
		return Rattachement{}, ErrSession()
	}
	canonique, err := LireIdentifiant(t, identifiant)
	if err != nil {
		return Rattachement{}, err
	}
	var r Rattachement
	err = s.db.InTx(ctx, func(tx pg.Tx) error {
		var id RattachementID
		err := tx.QueryRow(ctx, sqlDemanderRattachement, pgx.NamedArgs{
			"utilisateur": par.Utilisateur, "type_identifiant": t, "identifiant": canonique,
		}).Scan(&id)
		if err != nil {
			return pg.Absent(err, structureAbsente())
		}
		if r, err = one[Rattachement](ctx, tx, sqlRattachement, pgx.NamedArgs{"rattachement": id}); err != nil {
			return err
		}
		return noterTx(ctx, tx, par, trace{action: "rattachement_demande", utilisateur: par.Utilisateur, structure: r.StructureID})
	})
	return r, pg.Fault(err, map[string]*fault.Error{
		"rattachements_un_seul": fault.New(fault.Conflit, "rattachement_existant", "Vous avez déjà un rattachement à cette structure, ou une demande en attente de son gestionnaire."),
	})
}

// DeciderRattachement accepts or refuses a request, for a structure that the actor manages. One
// already decided is the fault etat.
func (s *Service) DeciderRattachement(ctx context.Context, par Acteur, id RattachementID, accepte bool) error {
	statut, action := RattachementRefuse, "rattachement_refuse"
	if accepte {
		statut, action = RattachementActif, "rattachement_accepte"
	}
	return s.surRattachement(ctx, par, id, func(tx pg.Tx, r Rattachement) error {
		if !par.Gere(r.StructureID) {
			return rattachementAbsent() // one's own request is for somebody else to decide
		}
		if r.Statut != RattachementDemande {
			return fault.New(fault.Conflit, "etat", "Cette demande de rattachement a déjà reçu une réponse.")
		}
		args := pgx.NamedArgs{"rattachement": id, "statut": statut, "par": par.Utilisateur}
		if _, err := tx.Exec(ctx, sqlDeciderRattachement, args); err != nil {
			return fmt.Errorf("decide the rattachement: %w", err)
		}
		return noterTx(ctx, tx, par, trace{action: action, utilisateur: r.UtilisateurID, structure: r.StructureID})
	})
}

// RetirerRattachement takes a person out of a structure, with all his habilitations there, at once.
// The gestionnaire of the structure or the person himself may do it; the last gestionnaire may not
// leave (fault dernier_gestionnaire).
func (s *Service) RetirerRattachement(ctx context.Context, par Acteur, id RattachementID) error {
	return s.surRattachement(ctx, par, id, func(tx pg.Tx, r Rattachement) error {
		if r.Statut != RattachementActif && r.Statut != RattachementDemande {
			return nil // already out
		}
		if r.Gestionnaire {
			if err := resteGestionnaireTx(ctx, tx, r); err != nil {
				return err
			}
		}
		args := pgx.NamedArgs{"rattachement": id, "statut": RattachementRetire, "par": par.Utilisateur, "utilisateur": r.UtilisateurID, "structure": r.StructureID}
		if _, err := tx.Exec(ctx, sqlRetirerHabilitationsDe, args); err != nil {
			return fmt.Errorf("withdraw the habilitations: %w", err)
		}
		if _, err := tx.Exec(ctx, sqlDeciderRattachement, args); err != nil {
			return fmt.Errorf("withdraw the rattachement: %w", err)
		}
		if err := noterTx(ctx, tx, par, trace{action: "rattachement_retire", utilisateur: r.UtilisateurID, structure: r.StructureID}); err != nil {
			return err
		}
		return annoncerDroitsTx(ctx, tx, r.UtilisateurID)
	})
}

// NommerGestionnaire lets a person of a structure that the actor manages decide in it too, or no
// more. The last gestionnaire may not be dismissed (fault dernier_gestionnaire).
func (s *Service) NommerGestionnaire(ctx context.Context, par Acteur, id RattachementID, gestionnaire bool) error {
	return s.surRattachement(ctx, par, id, func(tx pg.Tx, r Rattachement) error {
		if !par.Gere(r.StructureID) {
			return rattachementAbsent()
		}
		if r.Statut != RattachementActif {
			return fault.New(fault.Conflit, "etat", "Acceptez d'abord le rattachement de cette personne.")
		}
		if r.Gestionnaire && !gestionnaire {
			if err := resteGestionnaireTx(ctx, tx, r); err != nil {
				return err
			}
		}
		if _, err := tx.Exec(ctx, sqlNommerGestionnaire, pgx.NamedArgs{"rattachement": id, "gestionnaire": gestionnaire}); err != nil {
			return fmt.Errorf("name the gestionnaire: %w", err)
		}
		detail := map[string]any{"gestionnaire": gestionnaire}
		if err := noterTx(ctx, tx, par, trace{action: "gestionnaire_nomme", utilisateur: r.UtilisateurID, structure: r.StructureID, detail: detail}); err != nil {
			return err
		}
		return annoncerDroitsTx(ctx, tx, r.UtilisateurID)
	})
}

// resteGestionnaireTx refuses to leave the structure of r without a gestionnaire. It locks the
// structure first, so that two last ones cannot leave at the same time.
func resteGestionnaireTx(ctx context.Context, tx pg.Tx, r Rattachement) error {
	if _, err := tx.Exec(ctx, sqlVerrouillerStructure, pgx.NamedArgs{"structure": r.StructureID}); err != nil {
		return fmt.Errorf("lock the structure: %w", err)
	}
	var others int
	err := tx.QueryRow(ctx, sqlAutresGestionnaires, pgx.NamedArgs{"structure": r.StructureID, "utilisateur": r.UtilisateurID}).Scan(&others)
	if err != nil {
		return fmt.Errorf("count the gestionnaires: %w", err)
	}
	if others == 0 {
		return fault.New(fault.Conflit, "dernier_gestionnaire", "Cette personne est le seul gestionnaire de la structure. Nommez-en un autre d'abord.")
	}
	return nil
}

// surRattachement locks the rattachement for somebody who may act on it: the gestionnaire, or the
// person for what is his own (he may leave, and fn refuses what he may not).
func (s *Service) surRattachement(ctx context.Context, par Acteur, id RattachementID, fn func(pg.Tx, Rattachement) error) error {
	return s.db.InTx(ctx, func(tx pg.Tx) error {
		r, err := one[Rattachement](ctx, tx, sqlVerrouillerRattachement, pgx.NamedArgs{"rattachement": id})
		if err != nil {
			return pg.Absent(err, rattachementAbsent())
		}
		own := r.UtilisateurID == par.Utilisateur && par.Connu()
		if !par.Gere(r.StructureID) && !own {
			return rattachementAbsent()
		}
		return fn(tx, r)
	})
}

// DemandeHabilitation is one line of the screen « Gérer mes habilitations », sent by « Soumettre ».
type DemandeHabilitation struct {
	Utilisateur UtilisateurID
	Structure   StructureID
	Service     *ServiceID // nil: the whole structure
	Profil      Profil
}

// DemanderHabilitation asks for a profile. A gestionnaire of the structure, for himself or for a
// colleague, gets it at once; another person asks for himself and waits for the gestionnaire. The
// person must have an active rattachement. A profile already held or asked for is the fault
// habilitation_existante.
func (s *Service) DemanderHabilitation(ctx context.Context, par Acteur, d DemandeHabilitation) (Habilitation, error) {
	if !d.Profil.Valide() {
		return Habilitation{}, fault.Sur("profil", "profil_inconnu", "Choisissez un profil dans la liste.")
	}
	manager := par.Gere(d.Structure)
	if !manager && d.Utilisateur != par.Utilisateur {
		return Habilitation{}, structureAbsente()
	}
	statut, action := HabilitationDemandee, "habilitation_demandee"
	if manager {
		statut, action = HabilitationAccordee, "habilitation_accordee"
	}
	var h Habilitation
	err := s.db.InTx(ctx, func(tx pg.Tx) error {
		var id HabilitationID
		err := tx.QueryRow(ctx, sqlDemanderHabilitation, pgx.NamedArgs{
			"utilisateur": d.Utilisateur, "structure": d.Structure, "service": d.Service, "profil": d.Profil,
			"statut": statut, "par": par.Utilisateur,
		}).Scan(&id)
		if err != nil {
			return pg.Absent(err, structureAbsente()) // no active rattachement
		}
		if h, err = one[Habilitation](ctx, tx, sqlHabilitation, pgx.NamedArgs{"habilitation": id}); err != nil {
			return err
		}
		detail := map[string]any{"profil": d.Profil, "service": d.Service}
		if err := noterTx(ctx, tx, par, trace{action: action, utilisateur: d.Utilisateur, structure: d.Structure, detail: detail}); err != nil {
			return err
		}
		return annoncerDroitsTx(ctx, tx, d.Utilisateur)
	})
	return h, pg.Fault(err, map[string]*fault.Error{
		"habilitations_une_seule":            fault.New(fault.Conflit, "habilitation_existante", "Ce profil est déjà accordé, ou sa demande attend la réponse du gestionnaire."),
		"habilitations_service_de_structure": fault.AbsentOuEtranger("ce service"),
	})
}

// DeciderHabilitation grants or refuses a request, for a structure that the actor manages. One
// already decided is the fault etat.
func (s *Service) DeciderHabilitation(ctx context.Context, par Acteur, id HabilitationID, accepte bool) error {
	statut, action := HabilitationRefusee, "habilitation_refusee"
	if accepte {
		statut, action = HabilitationAccordee, "habilitation_accordee"
	}
	return s.surHabilitation(ctx, par, id, func(tx pg.Tx, h Habilitation) error {
		if h.Statut != HabilitationDemandee {
			return fault.New(fault.Conflit, "etat", "Cette demande d'habilitation a déjà reçu une réponse.")
		}
		args := pgx.NamedArgs{"habilitation": id, "statut": statut, "par": par.Utilisateur}
		if _, err := tx.Exec(ctx, sqlDeciderHabilitation, args); err != nil {
			return fmt.Errorf("decide the habilitation: %w", err)
		}
		return noterTx(ctx, tx, par, trace{action: action, utilisateur: h.UtilisateurID, structure: h.StructureID, detail: map[string]any{"profil": h.Profil}})
	})
}

// RetirerHabilitation takes a profile away at once: HTTP at the next request, sockets by the
// [Annonce]. Only a gestionnaire of the structure may do it; twice does nothing.
func (s *Service) RetirerHabilitation(ctx context.Context, par Acteur, id HabilitationID) error {
	return s.surHabilitation(ctx, par, id, func(tx pg.Tx, h Habilitation) error {
		if h.Statut != HabilitationAccordee && h.Statut != HabilitationDemandee {
			return nil
		}
		if _, err := tx.Exec(ctx, sqlRetirerHabilitation, pgx.NamedArgs{"habilitation": id, "par": par.Utilisateur}); err != nil {
			return fmt.Errorf("withdraw the habilitation: %w", err)
		}
		return noterTx(ctx, tx, par, trace{action: "habilitation_retiree", utilisateur: h.UtilisateurID, structure: h.StructureID, detail: map[string]any{"profil": h.Profil}})
	})
}

// surHabilitation locks the habilitation for a gestionnaire of its structure, and announces the
// change of rights.
func (s *Service) surHabilitation(ctx context.Context, par Acteur, id HabilitationID, fn func(pg.Tx, Habilitation) error) error {
	return s.db.InTx(ctx, func(tx pg.Tx) error {
		h, err := one[Habilitation](ctx, tx, sqlVerrouillerHabilitation, pgx.NamedArgs{"habilitation": id})
		if err != nil {
			return pg.Absent(err, habilitationAbsente())
		}
		if !par.Gere(h.StructureID) {
			return habilitationAbsente()
		}
		if err := fn(tx, h); err != nil {
			return err
		}
		return annoncerDroitsTx(ctx, tx, h.UtilisateurID)
	})
}

// MesHabilitations lists what the actor holds or has asked for, by structure (the screen « Mes
// habilitations »).
func (s *Service) MesHabilitations(ctx context.Context, par Acteur) ([]Habilitation, error) {
	return many[Habilitation](ctx, s.db.Pool, sqlHabilitationsDUtilisateur, pgx.NamedArgs{"utilisateur": par.Utilisateur})
}

// HabilitationsDe lists the habilitations on a structure that the actor manages, the withdrawn ones
// too: they are the history.
func (s *Service) HabilitationsDe(ctx context.Context, par Acteur, id StructureID) ([]Habilitation, error) {
	if !par.Gere(id) && !par.EstSupport() {
		return nil, structureAbsente()
	}
	return many[Habilitation](ctx, s.db.Pool, sqlHabilitationsDeStructure, pgx.NamedArgs{"structure": id})
}

// MesRattachements lists the structures that the actor belongs to or has asked to join.
func (s *Service) MesRattachements(ctx context.Context, par Acteur) ([]Rattachement, error) {
	return many[Rattachement](ctx, s.db.Pool, sqlRattachementsDUtilisateur, pgx.NamedArgs{"utilisateur": par.Utilisateur})
}

// RattachementsDe lists the people of a structure that the actor manages.
func (s *Service) RattachementsDe(ctx context.Context, par Acteur, id StructureID) ([]Rattachement, error) {
	if !par.Gere(id) && !par.EstSupport() {
		return nil, structureAbsente()
	}
	return many[Rattachement](ctx, s.db.Pool, sqlRattachementsDeStructure, pgx.NamedArgs{"structure": id})
}
