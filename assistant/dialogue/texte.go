package dialogue

// suiteTour says what a family of intentions did with the text.
type suiteTour int

const (
	rien      suiteTour = iota // not for this family
	continuer                  // done, the rest of the text may say more (R1)
	fini                       // the turn is over
)

// famille is one row of the table of priorities (R1).
type famille struct {
	nom  string
	fait func(*tour) suiteTour
}

// familles lists the families of intentions by priority: danger > humain > annuler, pause >
// correction > valeur > question > politesse (R1).
func familles() []famille {
	return []famille{
		{"danger", (*tour).danger},
		{"humain", (*tour).veutHumain},
		{"abus", (*tour).abus},
		{"données sensibles", (*tour).sensible},
		{"langue", (*tour).langue},
		{"pause", (*tour).pause},
		{"annulation", (*tour).annulation},
		{"suite", (*tour).suiteGuide},
		{"choix", (*tour).choixDit},
		{"document", (*tour).documentDit},
		{"envoyé", (*tour).envoyeDit},
		{"envoi", (*tour).envoi},
		{"ligne", (*tour).lignesDites},
		{"hors périmètre", (*tour).horsPerimetre},
		{"correction", (*tour).correction},
		{"aide", (*tour).aide},
		{"valeur", (*tour).valeurs},
		{"dossier", (*tour).dossiers},
		{"question", (*tour).questionLibre},
		{"politesse", (*tour).politesse},
	}
}

// texte handles words typed.
func (t *tour) texte() {
	if len(t.in.Fichiers) > 0 || len(t.in.Refuses) > 0 {
		t.piecesRecues()
	}
	t.p = comprendre(t.in.Texte)
	if t.p.muette() {
		if len(t.in.Fichiers) == 0 {
			t.vide()
		}
		return
	}
	t.e.Salue = true
	t.citee, t.e.Citee = t.e.Citee, nil
	t.e.Compteurs.Vides = 0
	t.lire()
}

// lire passes the text through the families.
func (t *tour) lire() {
	compris := false
	for _, f := range familles() {
		switch f.fait(t) {
		case fini:
			t.e.Compteurs.Perdus = 0
			return
		case continuer:
			compris = true
		case rien:
		}
	}
	if !compris {
		t.incompris()
		return
	}
	t.e.Compteurs.Perdus = 0
}

// vide asks again gently; an empty message is a miss from the second one on (turn 104).
func (t *tour) vide() {
	t.e.Compteurs.Vides++
	if t.e.Compteurs.Vides > 1 {
		t.incompris()
		return
	}
	t.dire("Votre message est arrivé vide.")
	t.court = true
}
