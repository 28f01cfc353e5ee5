package memoires

import (
	"testing"

	"claudia/internal/pg/pgtest"
)

func TestQueries_prepareOnTheSchema(t *testing.T) {
	t.Parallel()
	pgtest.PrepareAll(t, pgtest.New(t), map[string]string{
		"sqlMemoire": sqlMemoire, "sqlMemoireVerrou": sqlMemoireVerrou, "sqlMemoireParNumero": sqlMemoireParNumero,
		"sqlLignes": sqlLignes, "sqlPieces": sqlPieces, "sqlProvenances": sqlProvenances,
		"sqlNumeroTMP": sqlNumeroTMP, "sqlNumeroMJ": sqlNumeroMJ, "sqlInserer": sqlInserer, "sqlModifier": sqlModifier,
		"sqlInsererLigne": sqlInsererLigne, "sqlModifierLigne": sqlModifierLigne, "sqlRetirerLigne": sqlRetirerLigne,
		"sqlRetirerProvenancesLigne": sqlRetirerProvenancesLigne, "sqlPoserProvenance": sqlPoserProvenance,
		"sqlRetirerProvenance": sqlRetirerProvenance, "sqlInsererPiece": sqlInsererPiece, "sqlModifierPiece": sqlModifierPiece,
		"sqlDelierPiece": sqlDelierPiece, "sqlTracer": sqlTracer, "sqlModifieDepuis": sqlModifieDepuis,
		"sqlEnvoiDeja": sqlEnvoiDeja, "sqlNoterEnvoi": sqlNoterEnvoi, "sqlInsererCertificat": sqlInsererCertificat,
		"sqlCertificat": sqlCertificat, "sqlHistorique": sqlHistorique, "sqlDejaDemandees": sqlDejaDemandees,
		"sqlDernierEnvoye": sqlDernierEnvoye, "sqlCompter": sqlCompter, "sqlLister": sqlLister,
		"sqlCompterParEtat": sqlCompterParEtat, "sqlComptesBancaires": sqlComptesBancaires,
		"sqlServiceLibelle": sqlServiceLibelle, "sqlFichier": sqlFichier,
	})
}
