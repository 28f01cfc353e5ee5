package comptes

import (
	"os"
	"testing"

	"claudia/internal/pg/pgtest"
)

func TestMain(m *testing.M) { os.Exit(pgtest.Main(m)) }

func TestQueries_prepareOnTheSchema(t *testing.T) {
	t.Parallel()
	pgtest.PrepareAll(t, pgtest.New(t), map[string]string{
		"sqlDroits":                    sqlDroits,
		"sqlUtilisateur":               sqlUtilisateur,
		"sqlRattacheParmi":             sqlRattacheParmi,
		"sqlStructure":                 sqlStructure,
		"sqlStructuresParmi":           sqlStructuresParmi,
		"sqlNoter":                     sqlNoter,
		"sqlCreerUtilisateur":          sqlCreerUtilisateur,
		"sqlAffecterJuridiction":       sqlAffecterJuridiction,
		"sqlAttribuerRole":             sqlAttribuerRole,
		"sqlRetirerRole":               sqlRetirerRole,
		"sqlDesactiver":                sqlDesactiver,
		"sqlRevoquerSessions":          sqlRevoquerSessions,
		"sqlRevoquerSession":           sqlRevoquerSession,
		"sqlSession":                   sqlSession,
		"sqlSessionValide":             sqlSessionValide,
		"sqlSessionsValides":           sqlSessionsValides,
		"sqlEcrireSession":             sqlEcrireSession,
		"sqlMesSessions":               sqlMesSessions,
		"sqlBalayerSessions":           sqlBalayerSessions,
		"sqlCreerCoordonnees":          sqlCreerCoordonnees,
		"sqlVerrouillerCoordonnees":    sqlVerrouillerCoordonnees,
		"sqlModifierCoordonnees":       sqlModifierCoordonnees,
		"sqlRetirerCoordonnees":        sqlRetirerCoordonnees,
		"sqlCoordonneesDe":             sqlCoordonneesDe,
		"sqlMotDePasse":                sqlMotDePasse,
		"sqlConnecter":                 sqlConnecter,
		"sqlChangerMotDePasse":         sqlChangerMotDePasse,
		"sqlSuspension":                sqlSuspension,
		"sqlCompterEchec":              sqlCompterEchec,
		"sqlOublierEchecs":             sqlOublierEchecs,
		"sqlOublierAnciens":            sqlOublierAnciens,
		"sqlCreerStructure":            sqlCreerStructure,
		"sqlVerrouillerStructure":      sqlVerrouillerStructure,
		"sqlModifierStructure":         sqlModifierStructure,
		"sqlModifierParametres":        sqlModifierParametres,
		"sqlRattacherFondateur":        sqlRattacherFondateur,
		"sqlHabiliterFondateur":        sqlHabiliterFondateur,
		"sqlAjouterService":            sqlAjouterService,
		"sqlActiverService":            sqlActiverService,
		"sqlServices":                  sqlServices,
		"sqlDemanderRattachement":      sqlDemanderRattachement,
		"sqlRattachement":              sqlRattachement,
		"sqlVerrouillerRattachement":   sqlVerrouillerRattachement,
		"sqlDeciderRattachement":       sqlDeciderRattachement,
		"sqlNommerGestionnaire":        sqlNommerGestionnaire,
		"sqlAutresGestionnaires":       sqlAutresGestionnaires,
		"sqlRattachementsDUtilisateur": sqlRattachementsDUtilisateur,
		"sqlRattachementsDeStructure":  sqlRattachementsDeStructure,
		"sqlDemanderHabilitation":      sqlDemanderHabilitation,
		"sqlHabilitation":              sqlHabilitation,
		"sqlVerrouillerHabilitation":   sqlVerrouillerHabilitation,
		"sqlDeciderHabilitation":       sqlDeciderHabilitation,
		"sqlRetirerHabilitation":       sqlRetirerHabilitation,
		"sqlRetirerHabilitationsDe":    sqlRetirerHabilitationsDe,
		"sqlHabilitationsDUtilisateur": sqlHabilitationsDUtilisateur,
		"sqlHabilitationsDeStructure":  sqlHabilitationsDeStructure,
	})
}
