package dialogue

import (
	"claudia/assistant/francais"
	"claudia/memoires"
	"claudia/memoires/saisie"
)

// envoyeDit answers « est-ce envoyé ? » with what the list of mémoires says, never with a doubt: a
// sending whose answer was lost is either there, with its number, or did not happen (turn 116).
func (t *tour) envoyeDit() suiteTour {
	if t.p.a(iAnnulerEnvoi) || t.p.contient("peux|peut|puis|dois|doit|comment|sans") || !t.p.contient(demandesEnvoye()...) {
		return rien
	}
	if t.m != nil {
		t.dire("Pas encore envoyé : " + string(t.m.Numero) + " est un brouillon, rien n'en est parti. L'envoi ne se fait que par le bouton « Confirmer et envoyer » de sa page.")
	}
	d, ok := t.dernierEnvoye()
	switch {
	case ok && t.m != nil:
		t.dire("Le dernier mémoire envoyé est " + string(d.Numero) + ", " + quandEnvoye(d) + ".")
	case ok:
		t.dire(majuscule(quandEnvoye(d)) + ", n° " + string(d.Numero) + ". " + enClair(d))
	case t.m == nil:
		t.dire("Pas encore envoyé : aucun mémoire n'est parti de votre compte.")
	}
	t.court = true
	return fini
}

// demandesEnvoye are ways of asking whether a sending took place; « c'est parti » alone means yes.
func demandesEnvoye() []string {
	const fait, parti = "envoye|envoyee|transmis|transmise|depose|deposee", "parti|partie"
	return []string{
		"est|ete|etait|soit bien|deja|deja? " + fait + "|" + parti, "est ce … " + fait + "|" + parti, "est|ete " + fait, "est|ete " + parti + " ou pas|non",
		fait + "|" + parti + " ou pas|non", "pas encore " + fait + "|" + parti,
	}
}

// dernierEnvoye gives the mémoire that was sent last.
func (t *tour) dernierEnvoye() (Dossier, bool) {
	var dernier Dossier
	for _, d := range t.parEtat(memoires.Envoye, memoires.MisADisposition, memoires.MisEnPaiement) {
		if dernier.ID == 0 || d.EtatLe.After(dernier.EtatLe) {
			dernier = d
		}
	}
	return dernier, dernier.ID != 0
}

// quandEnvoye says when a mémoire left; once the service has it, only that it did.
func quandEnvoye(d Dossier) string {
	if d.Etat != memoires.Envoye || d.EtatLe.IsZero() {
		return "envoyé"
	}
	return "envoyé le " + saisie.Jour(memoires.Aujourdhui(d.EtatLe)) + " à " + francais.FormaterHeure(d.EtatLe.Hour()*60+d.EtatLe.Minute())
}
