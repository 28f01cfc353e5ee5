package portail

import (
	"net/http"

	"claudia/internal/fault"
	"claudia/memoires"
	"claudia/memoires/saisie"
	"claudia/web/formulaire"
	"claudia/web/page"
	"claudia/web/requete"
)

// postChamp writes one field from the draft shown beside the conversation. Its key names the field and
// its line (memoires.Champ.String); without a script it comes back to the page named by « retour ».
func (p *Portail) postChamp(w http.ResponseWriter, r *http.Request) error {
	a, m, err := p.memoire(r)
	if err != nil {
		return err
	}
	f, err := requete.Formulaire(w, r)
	if err != nil {
		return err
	}
	ou, ok := memoires.ChampDe(f.Get("cle"))
	if !ok {
		return fault.AbsentOuEtranger("ce champ")
	}
	champ, _ := saisie.Trouver(ou.Cle)
	x, err := p.contexte(r.Context(), a, m, m.Ligne(ou.Ligne))
	if err != nil {
		return err
	}
	ecritures, erreurs := formulaire.Lire([]saisie.Champ{champ}, x, ou.Ligne, f)
	if message, refuse := erreurs[ou.Cle]; refuse {
		return fault.Sur(string(ou.Cle), "valeur_refusee", message)
	}
	var apres memoires.Memoire
	if ou.Ligne == 0 {
		apres, err = p.Memoires.EnregistrerEntete(r.Context(), a, m.ID, lireVersion(f), ecritures)
	} else {
		apres, err = p.Memoires.ModifierLigne(r.Context(), a, m.ID, lireVersion(f), ecritures)
	}
	if err != nil {
		return err
	}
	p.signaler(r.Context(), m, apres)
	if requete.VeutJSON(r) {
		w.WriteHeader(http.StatusNoContent)
		return nil
	}
	return p.Cadre.Rediriger(w, r, requete.Retour(f.Get("retour")), page.Flash{Ton: "succes", Texte: champ.Libelle + " : enregistré."})
}
