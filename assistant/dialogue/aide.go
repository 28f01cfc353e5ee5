package dialogue

import (
	"slices"
	"strings"

	"claudia/assistant/francais"
	"claudia/memoires"
)

// aide answers what concerns the pending question without answering it: where, why, example, what is
// it, I do not know, I pass, I refuse, as you like, repeat, where are we (R4, R6; turns 56 to 67).
func (t *tour) aide() suiteTour {
	if r := t.pieceDite(); r != rien {
		return r
	}
	if len(t.valeursDites()) > 0 && !t.p.point {
		return rien
	}
	for _, x := range []struct {
		dit  []intention
		fait func(*tour) suiteTour
	}{
		{[]intention{iProgression}, (*tour).progression},
		{[]intention{iRecap}, (*tour).recapDit},
		{[]intention{iRepeter}, (*tour).repeter},
		{[]intention{iTotal}, (*tour).direTotal},
		{[]intention{iPapier}, (*tour).papier},
		{[]intention{iExemple}, func(t *tour) suiteTour { return t.surChamp(t.direExemple) }},
		{[]intention{iDefinition}, (*tour).definition},
		{[]intention{iOu}, func(t *tour) suiteTour { return t.surChamp(t.direOu) }},
		{[]intention{iPourquoi}, func(t *tour) suiteTour { return t.surChamp(t.direPourquoi) }},
		{[]intention{iNeSaitPas}, (*tour).neSaitPas},
		{[]intention{iCommeVous}, (*tour).commeVousVoulez},
		{[]intention{iRefus}, (*tour).refusDit},
		{[]intention{iPasser}, (*tour).passeDit},
	} {
		if t.p.a(x.dit...) {
			if r := x.fait(t); r != rien {
				return r
			}
		}
	}
	return rien
}

// pieceDite reads the words said when a document is asked: yes, no, not at hand, where.
func (t *tour) pieceDite() suiteTour {
	a := t.e.Attente
	if a == nil || a.Genre != AttendPiece || len(t.valeursDites()) > 0 {
		return rien
	}
	switch {
	case t.p.a(iPapier):
		return t.papier()
	case t.p.a(iOu):
		t.dire("Touchez le trombone, ou glissez le fichier dans cette fenêtre : PDF, photo ou scan. Si vous ne l'avez pas, demandez-le à l'autorité qui vous a requis.")
	case t.p.a(iNon, iNeSaitPas, iPasser, iRefus), t.p.contient("en ai|l ai pas", "ai|a pas de", "pas encore recu|recue"):
		t.remettrePiece(a.Piece)
	case t.p.a(iOui) && t.p.seulement(4):
		t.dire("Très bien : déposez le fichier ici, avec le trombone ou en le glissant.")
		t.discret = true
	default:
		return rien
	}
	return fini
}

// surChamp explains the pending field, or the last one spoken of.
func (t *tour) surChamp(f func(memoires.Champ)) suiteTour {
	c, ok := t.champAttendu()
	if !ok {
		if a := t.e.Attente; a != nil && a.Champ.Cle != "" {
			c, ok = a.Champ, true
		}
	}
	if n := t.champsNommes(); len(n) == 1 && t.m != nil {
		c, ok = n[0], true
	}
	if !ok {
		return rien
	}
	f(c)
	t.court = true
	return fini
}

// surQuestion explains the field of a button, else the pending one.
func (t *tour) surQuestion(c Choix, f func(memoires.Champ)) {
	t.court = true
	if c.Champ != nil {
		f(*c.Champ)
		return
	}
	if t.surChamp(f) == rien {
		t.dire("Choisissez d'abord un champ, je vous dirai où il se trouve.")
	}
}

// direOu says where the value stands on the documents (turn 58).
func (t *tour) direOu(c memoires.Champ) {
	d := declaration(c.Cle)
	s := ou(d)
	if s == "" {
		s = "Cette valeur n'est pas sur vos documents. " + d.Aide
	}
	b := Bloc{Genre: BlocSource, Titre: d.Libelle, Texte: typo(s), Champ: &c, Article: d.Article}
	t.blocs = append(t.blocs, b)
}

// direPourquoi gives the rule and the use of a field (turn 60).
func (t *tour) direPourquoi(c memoires.Champ) {
	d := declaration(c.Cle)
	t.blocs = append(t.blocs, Bloc{Genre: BlocSource, Titre: d.Libelle, Texte: typo(d.Pourquoi), Article: d.Article})
}

// direExemple gives an example that is plainly one; sent back, it is not taken for a value (turn 65).
func (t *tour) direExemple(c memoires.Champ) {
	d := declaration(c.Cle)
	t.dire("Par exemple : « " + d.Exemple + " ». C'est un modèle inventé : ne le recopiez pas.")
	t.e.Exemple = d.Exemple
	if x, err := d.Lire(d.Exemple, t.contexte(c)); err == nil && x != "" {
		t.e.Exemple = x
	}
}

// definition explains the field that is named, else leaves the question to the guide (turn 59).
func (t *tour) definition() suiteTour {
	n := t.champsNommes()
	if len(n) == 0 {
		if c, ok := t.champAttendu(); ok && t.p.seulement(4) && t.p.contient("c est quoi ca|$", "ca veut dire quoi", "que veut dire ca|$") {
			n = []memoires.Champ{c}
		}
	}
	if len(n) == 0 {
		return rien
	}
	d := declaration(n[0].Cle)
	s := d.Aide + " " + d.Pourquoi + " Par exemple : « " + d.Exemple + " »."
	t.blocs = append(t.blocs, Bloc{Genre: BlocSource, Titre: d.Libelle, Texte: typo(s), Article: d.Article})
	t.court = true
	return fini
}

// neSaitPas says where to look, and offers the document, later or a human; the field is marked to be
// completed only when the person puts it off (turn 57).
func (t *tour) neSaitPas() suiteTour {
	c, ok := t.champAttendu()
	if !ok {
		if a := t.e.Attente; a != nil && a.Genre == AttendPiece {
			t.remettrePiece(a.Piece)
			return fini
		}
		return rien
	}
	t.direOu(c)
	if a := t.e.Attente; a.Posee > 2 || a.Echelon > 0 {
		t.proposerHumain(a)
	}
	t.dire("Vous pouvez déposer le document, je le lirai, ou laisser ce point pour plus tard.")
	t.court = true
	return fini
}

// passeDit puts the question off (turn 61).
func (t *tour) passeDit() suiteTour {
	if a := t.e.Attente; a == nil || a.Genre != AttendChamp && a.Genre != AttendPiece {
		return rien
	}
	t.passer()
	return fini
}

// passer leaves the pending question for later: kept « à compléter » when it is obligatory.
func (t *tour) passer() {
	a := t.e.Attente
	if a == nil || t.m == nil {
		t.court = true
		return
	}
	switch a.Genre {
	case AttendPiece:
		t.remettrePiece(a.Piece)
	case AttendChamp:
		t.repondu()
		if !t.obligatoire(a.Champ) || t.valeur(a.Champ) != "" {
			t.dire("D'accord, on passe.")
			return
		}
		t.reporterChamp(a.Champ)
		t.dire("D'accord : je garde " + t.rappel(a.Champ) + " « à compléter » et j'y reviendrai au récapitulatif.")
	case AttendChoix, AttendLecture, AttendRecap, AttendAccueil:
		t.repondu()
		t.dire("D'accord, on laisse cela de côté.")
	}
}

// reporterChamp puts a field off until the recapitulation.
func (t *tour) reporterChamp(c memoires.Champ) {
	if !slices.Contains(t.e.Reportes, c) {
		t.e.Reportes = append(t.e.Reportes, c)
	}
}

// refusDit is not a miss: the person may keep a value, and is told what follows (turn 62).
func (t *tour) refusDit() suiteTour {
	c, ok := t.champAttendu()
	if !ok {
		return rien
	}
	if !t.obligatoire(c) {
		t.passer()
		return fini
	}
	t.dire("C'est votre droit. Sans " + t.rappel(c) + ", l'envoi restera impossible ; votre brouillon, lui, est gardé. " + declaration(c.Cle).Pourquoi)
	t.reporterChamp(c)
	t.repondu()
	return fini
}

// commeVousVoulez never chooses for the person; it offers what is usual (turn 63).
func (t *tour) commeVousVoulez() suiteTour {
	a := t.e.Attente
	if a == nil {
		return rien
	}
	s := "Je ne peux pas choisir à votre place."
	if len(a.Candidats) > 0 {
		s += " Touchez le choix qui vous correspond."
	}
	t.dire(s)
	return fini
}

// repeter says the question again, in other words the second time (turn 66).
func (t *tour) repeter() suiteTour {
	a := t.e.Attente
	if a == nil {
		return rien
	}
	t.e.Compteurs.Repetes++
	t.entier = true
	if t.e.Compteurs.Repetes > 1 {
		t.dire(t.autrementDit(a))
	}
	return fini
}

// papier explains the photo by telephone (turn 94).
func (t *tour) papier() suiteTour {
	t.dire("Une photo suffit. Ouvrez cette conversation sur votre téléphone, touchez le trombone puis « Prendre une photo » : page entière, à plat, bien éclairée. La photo arrive ici.")
	t.blocs = append(t.blocs, Bloc{Genre: BlocSource, Titre: "Continuer sur le téléphone", Texte: typo("Le code à scanner ouvre cette même conversation."), Lien: "/assistant/telephone", LienTexte: "Afficher le code"})
	return fini
}

// progression tells what is done, what is missing and what comes next (turn 67).
func (t *tour) progression() suiteTour {
	if t.m == nil {
		return rien
	}
	b := Bloc{Genre: BlocTableau, Titre: "Où en est votre mémoire", Colonnes: []string{"Étape", "État"}}
	reste := 0
	for _, e := range memoires.Etapes(*t.m) {
		etat := "fait"
		if n := len(e.Manque) + len(e.Pieces); n > 0 {
			etat = "il reste " + pluriel(n, "point")
			reste += n
		} else if !e.Faite {
			etat = "à faire"
		}
		b.Lignes = append(b.Lignes, []string{e.Libelle, etat})
	}
	t.blocs = append(t.blocs, b)
	if reste > 0 {
		t.dire("Il reste " + pluriel(reste, "point") + ", soit " + pluriel((reste+2)/3, "minute") + " environ.")
	} else {
		t.dire("Rien ne manque : vous pouvez relire le récapitulatif.")
	}
	t.court = true
	return fini
}

// direTotal shows the computation line by line (turn 56).
func (t *tour) direTotal() suiteTour {
	if t.m == nil || len(t.m.Lignes) == 0 {
		return rien
	}
	t.blocs = append(t.blocs, t.tableauMontants())
	t.dire("Dites-moi le chiffre qui ne va pas, ou touchez-le : je le change et je recalcule.")
	t.court = true
	return fini
}

// questionLibre answers a question from the guide only: no source, no answer (R14).
func (t *tour) questionLibre() suiteTour {
	if t.repondQuestion {
		return rien
	}
	reste := t.p.texte
	if r := t.p.lu.Reste; r != "" && t.repond {
		reste = r
	}
	if !t.p.point && !t.p.a(iQuestion, iMotDePasse, iPaiement, iDefinition, iPourquoi) && !t.p.lu.Question {
		return rien
	}
	t.court = true
	if t.direValeur() {
		return continuer
	}
	l := questions(reste)
	for _, q := range l {
		t.guider(q)
	}
	if len(l) == 0 {
		return rien
	}
	return continuer
}

// direValeur answers a question about a value of the draft.
func (t *tour) direValeur() bool {
	if t.m == nil || !t.p.contient("quel|quelle est|etait", "j ai|ai je mis|dit|saisi|note", "c est quoi deja") {
		return false
	}
	noms := t.champsNommes()
	if len(noms) != 1 || t.valeur(noms[0]) == "" {
		return false
	}
	t.dire(majuscule(t.rappel(noms[0])) + " : " + t.afficher(noms[0], t.valeur(noms[0])) + ".")
	return true
}

// questions cuts a sentence into its questions, three at most (turn 70).
func questions(s string) []string {
	var out []string
	for _, q := range strings.SplitAfter(s, "?") {
		if q = strings.Trim(q, " ,;"); len(q) > 2 && len(out) < pileMax {
			out = append(out, q)
		}
	}
	return out
}

// horsPerimetre says at the door that a cost is not filed here (portail.md 3.3).
func (t *tour) horsPerimetre() suiteTour {
	if t.w.Referentiel == nil {
		return rien
	}
	h, ok := t.w.Referentiel.HorsPerimetre(t.p.texte)
	if !ok {
		return rien
	}
	s := h.Message
	if h.AVerifier {
		s += " (à vérifier)"
	}
	t.alerter("avertissement", s)
	t.repondQuestion, t.court = true, true
	return continuer
}

// guider looks the question up in the guide.
func (t *tour) guider(question string) {
	if t.w.Guide != nil {
		if l := t.w.Guide(francais.Normaliser(question)); len(l) > 0 {
			t.citer(l[0], question)
			return
		}
	}
	t.blocs = append(t.blocs, Bloc{
		Genre: BlocTexte, Lien: "/guide/attentes", LienTexte: "Voir ou retirer mes questions en attente",
		Texte: typo("Je n'ai pas de réponse sûre à cette question, et je préfère ne rien inventer. Je la note et je vous préviendrai ici quand le guide y répondra. Un conseiller peut vous répondre sans attendre."),
	})
	t.faire(NoterSansReponse{Question: raccourcir(question, 500)})
	t.boutonHumain = true
}
