package comptes

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"

	"claudia/internal/fault"
	"claudia/internal/pg"
)

// errStructureExistante sends to the rattachement whoever would make a structure twice.
func errStructureExistante() *fault.Error {
	return &fault.Error{
		Kind: fault.Conflit, Code: "structure_existante", Champ: "identifiant",
		Message: "Cette structure existe déjà sur le portail. Demandez votre rattachement à son gestionnaire.",
	}
}

// CreerStructure makes a structure. Its creator becomes its gestionnaire and holds the profile
// « Frais de justice modification ». All the faults of the form come joined; a taken identifier is
// structure_existante.
func (s *Service) CreerStructure(ctx context.Context, par Acteur, f SaisieStructure) (Structure, error) {
	if !par.Connu() {
		return Structure{}, ErrSession()
	}
	if err := f.normaliser(); err != nil {
		return Structure{}, err
	}
	var st Structure
	err := s.db.InTx(ctx, func(tx pg.Tx) error {
		var err error
		if st, err = one[Structure](ctx, tx, sqlCreerStructure, argsStructure(f)); err != nil {
			return err
		}
		founder := pgx.NamedArgs{"utilisateur": par.Utilisateur, "structure": st.ID}
		if _, err := tx.Exec(ctx, sqlRattacherFondateur, founder); err != nil {
			return fmt.Errorf("link the founder: %w", err)
		}
		if _, err := tx.Exec(ctx, sqlHabiliterFondateur, founder); err != nil {
			return fmt.Errorf("entitle the founder: %w", err)
		}
		return noterTx(ctx, tx, par, trace{action: "structure_creee", structure: st.ID})
	})
	return st, pg.Fault(err, map[string]*fault.Error{"structures_identifiant_unique": errStructureExistante()})
}

// ModifierStructure changes the form of a structure that the actor manages. A stale version is the
// fault modifie_entre_temps, with the stored structure in Recu.
func (s *Service) ModifierStructure(ctx context.Context, par Acteur, id StructureID, version int64, f SaisieStructure) (Structure, error) {
	if !par.Gere(id) {
		return Structure{}, structureAbsente()
	}
	if err := f.normaliser(); err != nil {
		return Structure{}, err
	}
	args := argsStructure(f)
	args["structure"], args["version"] = id, version
	return s.changerStructure(ctx, par, id, sqlModifierStructure, args, "structure_modifiee")
}

// ModifierParametres changes the block « Informations mémoires de frais de justice » of a structure
// that the actor manages. A stale version is the fault modifie_entre_temps.
func (s *Service) ModifierParametres(ctx context.Context, par Acteur, id StructureID, version int64, p ParametresPrestataire) (Structure, error) {
	if !par.Gere(id) {
		return Structure{}, structureAbsente()
	}
	if err := p.normaliser(); err != nil {
		return Structure{}, err
	}
	args := pgx.NamedArgs{
		"structure": id, "version": version,
		"categorie": p.Categorie, "regime": p.Regime, "franchise_tva": p.FranchiseTVA,
	}
	return s.changerStructure(ctx, par, id, sqlModifierParametres, args, "parametres_modifies")
}

func (s *Service) changerStructure(ctx context.Context, par Acteur, id StructureID, sql string, args pgx.NamedArgs, action string) (Structure, error) {
	var st Structure
	err := s.db.InTx(ctx, func(tx pg.Tx) error {
		before, err := one[Structure](ctx, tx, sqlVerrouillerStructure, pgx.NamedArgs{"structure": id})
		if err != nil {
			return pg.Absent(err, structureAbsente())
		}
		st, err = one[Structure](ctx, tx, sql, args)
		if isAbsent(err) {
			return stale(before)
		}
		if err != nil {
			return err
		}
		return noterTx(ctx, tx, par, trace{action: action, structure: id, detail: map[string]any{"avant": before, "apres": st}})
	})
	return st, pg.Fault(err, map[string]*fault.Error{"structures_identifiant_unique": errStructureExistante()})
}

func argsStructure(f SaisieStructure) pgx.NamedArgs {
	return pgx.NamedArgs{
		"type_identifiant": f.TypeIdentifiant, "identifiant": f.Identifiant, "raison_sociale": f.RaisonSociale,
		"adresse": f.Adresse, "code_postal": f.CodePostal, "commune": f.Commune, "pays": f.Pays,
		"departement": f.departement(), "categorie": f.Categorie, "regime": f.Regime, "franchise_tva": f.FranchiseTVA,
	}
}

// AjouterService adds a subdivision to a structure that the actor manages. A taken code is the
// fault service_existant.
func (s *Service) AjouterService(ctx context.Context, par Acteur, id StructureID, code, libelle string) (ServiceStructure, error) {
	if !par.Gere(id) {
		return ServiceStructure{}, structureAbsente()
	}
	if err := texte(&code, "code", "le code du service", 1, 50); err != nil {
		return ServiceStructure{}, err
	}
	if err := texte(&libelle, "libelle", "le libellé du service", 1, 200); err != nil {
		return ServiceStructure{}, err
	}
	var sv ServiceStructure
	err := s.db.InTx(ctx, func(tx pg.Tx) error {
		var err error
		sv, err = one[ServiceStructure](ctx, tx, sqlAjouterService, pgx.NamedArgs{"structure": id, "code": code, "libelle": libelle})
		if err != nil {
			return err
		}
		return noterTx(ctx, tx, par, trace{action: "service_ajoute", structure: id, detail: map[string]any{"code": code}})
	})
	return sv, pg.Fault(err, map[string]*fault.Error{
		"services_code_unique": {Kind: fault.Conflit, Code: "service_existant", Champ: "code", Message: "Ce code est déjà celui d'un autre service de la structure. Choisissez-en un autre."},
	})
}

// ActiverService opens or closes a subdivision of a structure that the actor manages; a closed one
// keeps its mémoires and takes no new ones.
func (s *Service) ActiverService(ctx context.Context, par Acteur, id StructureID, service ServiceID, actif bool) error {
	absent := fault.AbsentOuEtranger("ce service")
	if !par.Gere(id) {
		return absent
	}
	return s.db.InTx(ctx, func(tx pg.Tx) error {
		tag, err := tx.Exec(ctx, sqlActiverService, pgx.NamedArgs{"structure": id, "service": service, "actif": actif})
		if err != nil {
			return fmt.Errorf("switch the service: %w", err)
		}
		if tag.RowsAffected() == 0 {
			return absent
		}
		return noterTx(ctx, tx, par, trace{action: "service_bascule", structure: id, detail: map[string]any{"service": service, "actif": actif}})
	})
}

// Services lists the subdivisions of a structure that the actor may read, by code.
func (s *Service) Services(ctx context.Context, par Acteur, id StructureID) ([]ServiceStructure, error) {
	if !voitStructure(par, id) {
		return nil, structureAbsente()
	}
	return many[ServiceStructure](ctx, s.db.Pool, sqlServices, pgx.NamedArgs{"structure": id})
}
