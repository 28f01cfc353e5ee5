package comptes_test

import (
	"context"
	"errors"
	"strings"
	"sync"
	"testing"

	"claudia/internal/comptes"
	"claudia/internal/comptes/comptestest"
	"claudia/internal/fault"
	"claudia/internal/pg"
	"claudia/internal/pg/pgtest"
)

type bundle struct {
	db   *pg.DB
	s    *comptes.Service
	chef comptes.Acteur
	st   comptes.Structure
}

func setup(t *testing.T) bundle {
	t.Helper()
	db := pgtest.New(t)
	chef, st := comptestest.Prestataire(t, db)
	return bundle{db: db, s: comptes.New(db, comptes.Options{}), chef: chef, st: st}
}

// fresh reads the rights again, as the next request would.
func (b bundle) fresh(t *testing.T, a comptes.Acteur) comptes.Acteur {
	t.Helper()
	now, err := b.s.Acteur(context.Background(), a.Utilisateur, a.Origine)
	if err != nil {
		t.Fatal(err)
	}
	return now
}

func wantCode(t *testing.T, what string, err error, code string) {
	t.Helper()
	if codeOf(err) != code {
		t.Errorf("%s = %v, want code %q", what, err, code)
	}
}

func saisie(identifiant string) comptes.SaisieStructure {
	return comptes.SaisieStructure{TypeIdentifiant: comptes.SIRET, Identifiant: identifiant, RaisonSociale: "Cabinet", CodePostal: "97400", Commune: "Saint-Denis"}
}

func TestHabilitation_askedByTheColleagueGrantedByTheManager(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	b := setup(t)
	a := comptestest.Collegue(t, b.db, b.chef, b.st, comptes.Consultation)
	ask := comptes.DemandeHabilitation{Utilisateur: a.Utilisateur, Structure: b.st.ID, Profil: comptes.Modification}
	h, err := b.s.DemanderHabilitation(ctx, a, ask)
	if err != nil || h.Statut != comptes.HabilitationDemandee {
		t.Fatalf("DemanderHabilitation = %+v, %v; want demandee", h, err)
	}
	if b.fresh(t, a).PeutModifier(b.st.ID) {
		t.Error("a profile only asked for gives the right")
	}
	_, err = b.s.DemanderHabilitation(ctx, a, ask)
	wantCode(t, "asking twice", err, "habilitation_existante")
	wantCode(t, "granting one's own request", b.s.DeciderHabilitation(ctx, a, h.ID, true), "introuvable")
	wantCode(t, "DeciderHabilitation", b.s.DeciderHabilitation(ctx, b.chef, h.ID, true), "")
	wantCode(t, "deciding twice", b.s.DeciderHabilitation(ctx, b.chef, h.ID, false), "etat")
	if !b.fresh(t, a).PeutModifier(b.st.ID) {
		t.Error("a granted profile does not give the right")
	}
	mine, err := b.s.MesHabilitations(ctx, a)
	if err != nil || len(mine) != 2 || mine[0].RaisonSociale != b.st.RaisonSociale {
		t.Errorf("MesHabilitations = %+v, %v; want two on %s", mine, err, b.st.RaisonSociale)
	}
	stranger := comptestest.Utilisateur(t, b.db, "Paul", "Girod")
	ask.Utilisateur = stranger.Utilisateur
	_, err = b.s.DemanderHabilitation(ctx, stranger, ask)
	wantCode(t, "asking without rattachement", err, "introuvable")
	_, err = b.s.DemanderHabilitation(ctx, b.chef, comptes.DemandeHabilitation{Utilisateur: a.Utilisateur, Structure: b.st.ID, Profil: "tout"})
	wantCode(t, "an unknown profile", err, "profil_inconnu")
}

func TestRattachement_leavingTakesAllRights(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	b := setup(t)
	a := comptestest.Collegue(t, b.db, b.chef, b.st, comptes.Modification)
	rs, err := b.s.RattachementsDe(ctx, b.chef, b.st.ID)
	if err != nil || len(rs) != 2 {
		t.Fatalf("RattachementsDe = %+v, %v; want two", rs, err)
	}
	ids := map[comptes.UtilisateurID]comptes.RattachementID{}
	for _, r := range rs {
		ids[r.UtilisateurID] = r.ID
	}
	_, err = b.s.DemanderRattachement(ctx, a, b.st.TypeIdentifiant, b.st.Identifiant)
	wantCode(t, "joining twice", err, "rattachement_existant")
	wantCode(t, "removing the only manager", b.s.RetirerRattachement(ctx, b.chef, ids[b.chef.Utilisateur]), "dernier_gestionnaire")
	wantCode(t, "removing somebody else", b.s.RetirerRattachement(ctx, a, ids[b.chef.Utilisateur]), "introuvable")
	wantCode(t, "naming oneself manager", b.s.NommerGestionnaire(ctx, a, ids[a.Utilisateur], true), "introuvable")
	wantCode(t, "NommerGestionnaire", b.s.NommerGestionnaire(ctx, b.chef, ids[a.Utilisateur], true), "")
	if a = b.fresh(t, a); !a.Gere(b.st.ID) {
		t.Error("a named manager does not manage")
	}
	// Both managers leave at the same time: one of them must stay.
	var wg sync.WaitGroup
	errs := make([]error, 2)
	for i, who := range []comptes.Acteur{a, b.chef} {
		wg.Go(func() { errs[i] = b.s.RetirerRattachement(ctx, who, ids[who.Utilisateur]) })
	}
	wg.Wait()
	if (errs[0] == nil) == (errs[1] == nil) {
		t.Errorf("both managers leaving: %v and %v, want one refusal", errs[0], errs[1])
	}
	for i, who := range []comptes.Acteur{a, b.chef} {
		if left := errs[i] == nil; b.fresh(t, who).PeutLire(b.st.ID) == left {
			t.Errorf("rights of %s after leaving %v are wrong", who.Nom, left)
		}
	}
}

func TestStructure_staleWriteIsAConflict(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	b := setup(t)
	params := comptes.ParametresPrestataire{Categorie: "Expert psychiatre", Regime: "Société", FranchiseTVA: true}
	after, err := b.s.ModifierParametres(ctx, b.chef, b.st.ID, b.st.Version, params)
	if err != nil || after.ParametresPrestataire != params || after.Version != b.st.Version+1 {
		t.Fatalf("ModifierParametres = %+v, %v", after, err)
	}
	_, err = b.s.ModifierStructure(ctx, b.chef, b.st.ID, b.st.Version, saisie(b.st.Identifiant))
	f, _ := fault.As(err)
	if stored, ok := f.Recu.(comptes.Structure); f == nil || f.Code != "modifie_entre_temps" || !ok || stored.Version != after.Version {
		t.Errorf("a stale write = %+v, want modifie_entre_temps with the stored structure", f)
	}
	moved, err := b.s.ModifierStructure(ctx, b.chef, b.st.ID, after.Version, saisie(b.st.Identifiant))
	if err != nil || moved.ZoneTVA() != comptes.ZoneAntillesReunion || moved.Departement != "974" {
		t.Errorf("ModifierStructure = %+v, %v; want the VAT zone of La Réunion", moved, err)
	}
	_, err = b.s.CreerStructure(ctx, b.chef, saisie(b.st.Identifiant))
	wantCode(t, "a known SIRET", err, "structure_existante")
	_, err = b.s.CreerStructure(ctx, comptes.Acteur{}, saisie(comptestest.SIRET(t)))
	wantCode(t, "nobody making a structure", err, "session_expiree")
	_, err = b.s.CreerStructure(ctx, b.chef, comptes.SaisieStructure{TypeIdentifiant: comptes.SIRET, Identifiant: "1", Pays: "ZZ9"})
	for _, code := range []string{"siret_invalide", "champ_obligatoire", "pays_inconnu"} {
		if err == nil || !strings.Contains(err.Error(), code) {
			t.Errorf("an empty form = %v, want %s among the faults", err, code)
		}
	}
}

func TestServices_routeTheMemoires(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	b := setup(t)
	sv, err := b.s.AjouterService(ctx, b.chef, b.st.ID, "EXP", "Expertises")
	if err != nil {
		t.Fatal(err)
	}
	_, err = b.s.AjouterService(ctx, b.chef, b.st.ID, "EXP", "Encore")
	wantCode(t, "a known code", err, "service_existant")
	wantCode(t, "ActiverService", b.s.ActiverService(ctx, b.chef, b.st.ID, sv.ID, false), "")
	list, err := b.s.Services(ctx, b.chef, b.st.ID)
	if err != nil || len(list) != 1 || list[0].Actif {
		t.Errorf("Services = %+v, %v; want one, closed", list, err)
	}
	stranger, theirs := comptestest.Prestataire(t, b.db)
	wantCode(t, "switching a foreign service", b.s.ActiverService(ctx, stranger, theirs.ID, sv.ID, true), "introuvable")
	_, err = b.s.DemanderHabilitation(ctx, stranger, comptes.DemandeHabilitation{Utilisateur: stranger.Utilisateur, Structure: theirs.ID, Service: &sv.ID, Profil: comptes.Consultation})
	wantCode(t, "a right on a foreign service", err, "introuvable")
}

func TestCoordonnees_checkedAndKept(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	b := setup(t)
	form := comptes.SaisieCoordonnees{Nom: "Compte", Pays: "fr", CleIBAN: "14", BBAN: "2004 1010 0505 0001 3M02 606", BIC: "AGRIFRPP"}
	c, err := b.s.CreerCoordonnees(ctx, b.chef, b.st.ID, form)
	if err != nil || c.IBAN().String() != "FR1420041010050500013M02606" {
		t.Fatalf("CreerCoordonnees = %+v, %v", c, err)
	}
	_, err = b.s.CreerCoordonnees(ctx, b.chef, b.st.ID, form)
	wantCode(t, "the same account", err, "coordonnees_existantes")
	_, err = b.s.CreerCoordonnees(ctx, b.chef, b.st.ID, comptes.SaisieCoordonnees{Nom: "Autre", IBAN: "DE89370400440532013000", RIBPiece: strings.Repeat("a", 26)})
	wantCode(t, "a RIB that is not the structure's", err, "introuvable")
	stranger, _ := comptestest.Prestataire(t, b.db)
	_, err = b.s.CreerCoordonnees(ctx, stranger, b.st.ID, form)
	wantCode(t, "an account on a foreign structure", err, "introuvable")
	_, err = b.s.CoordonneesDe(ctx, stranger, b.st.ID)
	wantCode(t, "reading foreign accounts", err, "introuvable")
	wantCode(t, "withdrawing a foreign account", b.s.RetirerCoordonnees(ctx, stranger, c.ID), "introuvable")
	_, err = b.s.ModifierCoordonnees(ctx, b.chef, c.ID, c.Version+1, form)
	wantCode(t, "a stale change", err, "modifie_entre_temps")
	wantCode(t, "RetirerCoordonnees", b.s.RetirerCoordonnees(ctx, b.chef, c.ID), "")
	if list, err := b.s.CoordonneesDe(ctx, b.chef, b.st.ID); err != nil || len(list) != 0 {
		t.Errorf("CoordonneesDe after the withdrawal = %+v, %v", list, err)
	}
}

func TestRoles_neverForOneself(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	b := setup(t)
	boss := comptestest.Agent(t, b.db, comptes.RoleSuperviseur)
	wantCode(t, "a role for oneself", b.s.AttribuerRole(ctx, boss, boss.Utilisateur, comptes.RoleComptable, ""), "role_interdit")
	wantCode(t, "a role by a prestataire", b.s.AttribuerRole(ctx, b.chef, boss.Utilisateur, comptes.RoleComptable, ""), "role_interdit")
	wantCode(t, "a clerk without juridiction", b.s.AttribuerRole(ctx, boss, b.chef.Utilisateur, comptes.RoleGreffe, ""), "champ_obligatoire")
	wantCode(t, "an unknown role", b.s.AttribuerRole(ctx, boss, b.chef.Utilisateur, "root", ""), "role_inconnu")
	wantCode(t, "AttribuerRole", b.s.AttribuerRole(ctx, boss, b.chef.Utilisateur, comptes.RoleAgent, ""), "")
	if a := b.fresh(t, b.chef); !a.EstSupport() {
		t.Error("a role given does not show")
	}
	wantCode(t, "RetirerRole", b.s.RetirerRole(ctx, boss, b.chef.Utilisateur, comptes.RoleAgent), "")
	if a := b.fresh(t, b.chef); a.EstSupport() {
		t.Error("a role withdrawn still shows")
	}
	wantCode(t, "Desactiver", b.s.Desactiver(ctx, boss, b.chef.Utilisateur), "")
	_, err := b.s.Acteur(ctx, b.chef.Utilisateur, comptes.Portail)
	wantCode(t, "rights of a disabled account", err, "session_expiree")
}

func TestUtilisateur_foreignAnswersAsAbsent(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	b := setup(t)
	colleague := comptestest.Collegue(t, b.db, b.chef, b.st, comptes.Consultation)
	if _, err := b.s.Utilisateur(ctx, b.chef, colleague.Utilisateur); err != nil {
		t.Errorf("a colleague read by the manager = %v", err)
	}
	_, err := b.s.Utilisateur(ctx, colleague, b.chef.Utilisateur)
	wantCode(t, "the manager read by a colleague", err, "introuvable")
	_, err = b.s.Utilisateur(ctx, b.chef, 999_999)
	wantCode(t, "an absent person", err, "introuvable")
}

func TestHistorique_isAppendOnly(t *testing.T) {
	t.Parallel()
	b := setup(t)
	for _, sql := range []string{"UPDATE comptes_historique SET acteur_nom = 'x'", "DELETE FROM comptes_historique"} {
		if _, err := b.db.Pool.Exec(context.Background(), sql); err == nil || !strings.Contains(err.Error(), "append-only") {
			t.Errorf("%s = %v, want a refusal", sql, err)
		}
	}
	refused := errors.New("refused")
	err := b.db.InTx(context.Background(), func(tx pg.Tx) error {
		if _, err := b.s.StructureTx(context.Background(), tx, b.chef, b.st.ID); err != nil {
			return err
		}
		return refused
	})
	if !errors.Is(err, refused) {
		t.Errorf("StructureTx inside a transaction = %v", err)
	}
}
