package redaction

import (
	"testing"

	"claudia/internal/pg/pgtest"
)

func TestQueries(t *testing.T) {
	t.Parallel()
	pgtest.PrepareAll(t, pgtest.New(t), map[string]string{
		"sqlFiches": sqlFiches, "sqlDemandesOuvertes": sqlDemandesOuvertes, "sqlVerrouiller": sqlVerrouiller, "sqlInscrire": sqlInscrire,
		"sqlRevision": sqlRevision, "sqlRevisions": sqlRevisions, "sqlEcrire": sqlEcrire, "sqlAvancer": sqlAvancer, "sqlMontrer": sqlMontrer,
		"sqlDemander": sqlDemander, "sqlAnnulerDemandes": sqlAnnulerDemandes, "sqlRelire": sqlRelire, "sqlConclure": sqlConclure,
		"sqlEcheances": sqlEcheances, "sqlJournal": sqlJournal, "sqlGestes": sqlGestes, "sqlPubliees": sqlPubliees, "sqlEdite": sqlEdite,
		"sqlMontreUneFois": sqlMontreUneFois,
	})
}
