package memoires

import (
	"claudia/internal/comptes"
	"claudia/internal/fault"
)

// PeutVoir tells whether the actor may see the mémoire: a profile on its structure; the support
// desk; the clerk of its juridiction and the comptable once it is sent. A deleted draft is nobody's.
func PeutVoir(par comptes.Acteur, m Memoire) bool {
	return peutVoir(par, m.Entete.Structure, m.Entete.Juridiction, m.Etat, m.EnvoyeLe.IsZero())
}

func peutVoir(par comptes.Acteur, structure comptes.StructureID, juridiction string, etat Etat, jamaisEnvoye bool) bool {
	switch {
	case etat == Supprime:
		return false
	case estSysteme(par), par.PeutLire(structure), par.EstSupport():
		return true
	case jamaisEnvoye:
		return false
	}
	return par.ServiceCentralisateurDe(juridiction) || comptableDe(par, juridiction)
}

// comptableDe tells whether the actor pays for the juridiction; a comptable without one pays for all.
func comptableDe(par comptes.Acteur, juridiction string) bool {
	return par.A(comptes.RoleComptable) && (par.Juridiction == "" || par.Juridiction == juridiction)
}

// exigerModification is for the verbs of the prestataire.
func exigerModification(par comptes.Acteur, m *Memoire) error {
	switch {
	case !PeutVoir(par, *m):
		return absent()
	case estSysteme(par):
		return nil
	case !par.PeutModifier(m.Entete.Structure):
		return consultation()
	}
	return nil
}

// RefusModifier says why the actor may not change a mémoire that he sees, nil when he may: consultation
// for a reader, etat once it is sent (promises.md HT-16, UP-12). A handler asks before it stores
// something that the Service would refuse.
func RefusModifier(par comptes.Acteur, m Memoire) error {
	if err := exigerModification(par, &m); err != nil {
		return err
	}
	if !m.Etat.Modifiable() {
		return etatInterdit(&m)
	}
	return nil
}

// exigerEtat refuses an action that the state does not allow, saying the state and the number
// (promises.md HT-16).
func exigerEtat(m *Memoire, vers Etat) error {
	if m.Etat.Peut(vers) {
		return nil
	}
	return etatInterdit(m)
}

func etatInterdit(m *Memoire) *fault.Error {
	f := fault.New(fault.Conflit, "etat", "")
	f.Recu = string(m.Etat)
	switch m.Etat {
	case Brouillon:
		f.Message = "Ce mémoire est encore un brouillon (" + string(m.Numero) + ") : il n'est pas envoyé."
	case Envoye:
		f.Message = "Ce mémoire est déjà envoyé (" + string(m.Numero) + "). Il ne peut plus être modifié ; vous pouvez le dupliquer."
	case MisADisposition:
		f.Message = "Ce mémoire est à la disposition du service (" + string(m.Numero) + "). Il ne peut plus être modifié."
	case Refuse:
		f.Message = "Ce mémoire est refusé (" + string(m.Numero) + "). Dupliquez-le pour le corriger, ou abandonnez-le."
	case DupliquePostRefus:
		f.Message = "Ce mémoire refusé (" + string(m.Numero) + ") a déjà été dupliqué. Reprenez sa copie."
	case Abandonne:
		f.Message = "Ce mémoire est abandonné (" + string(m.Numero) + ")."
	case MisEnPaiement:
		f.Message = "Ce mémoire est mis en paiement (" + string(m.Numero) + "). Il ne peut plus être modifié."
	case Supprime:
		return absent()
	}
	return f
}
